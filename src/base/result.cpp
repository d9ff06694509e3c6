#include "base/result.h"

namespace gongshu {

std::string describe(const Error& error) {
  const auto& i = info(error.code);
  std::string line(i.name);
  line.append(" ").append(i.zh);
  if (!error.at.empty()) line.append(" @ ").append(error.at);
  if (!error.hint.empty()) line.append(": ").append(error.hint);
  if (!error.rule.empty()) line.append(" (").append(error.rule).append(" ").append(error.article).append(")");
  return line;
}

}  // namespace gongshu
