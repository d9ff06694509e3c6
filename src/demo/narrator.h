// The story as a person reads it: numbered acts, steps with their outcome, refusals with rule and article, progress bars.
// Colours and bars only on a terminal. One thread.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"

namespace gongshu::demo {

class Narrator {
 public:
  Narrator();
  /// "── 3 资源登记 · Registration ──".
  void act(std::string_view zh, std::string_view en);
  /// "✓ 编目：养老… → cat-…".
  void step(std::string_view text, std::string_view detail = {});
  /// A refusal that had to come: code, rule and article of the problem document, and what would pass.
  void refusal(std::string_view what, const json::object& problem);
  void note(std::string_view text);
  /// Draws or redraws the bar; call with done == total to finish the line.
  void progress(std::string_view what, std::int64_t done, std::int64_t total);
  int refusals() const { return refusals_; }

 private:
  std::string paint(std::string_view code, std::string_view text) const;
  bool terminal_;
  int acts_ = 0, refusals_ = 0, last_percent_ = -1;
};

}  // namespace gongshu::demo
