// What parses has a canonical form (or holds a floating number), and the canonical form means the same and is its own canonical form.
#include <cstdlib>
#include <string_view>

#include "base/json.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = gongshu::parse_json(text);
  if (!value) return 0;
  require(gongshu::valid_utf8(text));
  const auto form = gongshu::canonical(*value);
  if (!form) {
    require(form.error().code == gongshu::ErrorCode::input_float_not_allowed);
    return 0;
  }
  const auto again = gongshu::parse_json(*form);
  require(again.has_value() && *again == *value);
  require(*gongshu::canonical(*again) == *form);
  return 0;
}
