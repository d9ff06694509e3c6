// What everybody may know of the use of products: answered calls by product and month, under disclosure control.
//
// Only months that are over are published, each with one figure that never changes: whoever asked before and after a call would
// otherwise learn of that call. A figure needs enough developers behind it, none of whom makes up nearly all of it; it is rounded.
// Nothing is published that contains several of these figures (no totals), so a withheld one cannot be worked out from others.
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "app/node.h"
#include "gateway/usage.h"

namespace gongshu::app {

struct PublishedFigure {
  gateway::Id16 product{};
  std::string month;                  ///< YYYY-MM
  std::optional<std::int64_t> calls;  ///< rounded to kCallRounding; nothing when withheld
};

inline constexpr std::int64_t kCallRounding = 10;

/// Answered calls of each developer, by product and month.
using CallsByMonth = std::map<std::pair<gateway::Id16, std::string>, std::map<gateway::Id16, std::int64_t>>;

/// One figure for each product and month. Sorted.
std::vector<PublishedFigure> publish_calls(const CallsByMonth& calls);

/// Keeps the figures of the months that are over, so that a page open to all reads the usage records once a month. Thread-safe.
class PublishedUse {
 public:
  static constexpr std::string_view kName = "published_use";
  static Result<std::unique_ptr<PublishedUse>> open(Node& node) { return std::make_unique<PublishedUse>(node); }
  explicit PublishedUse(Node& node) : node_(node) {}
  /// Errors: those of reading usage records (store.*).
  Result<std::vector<PublishedFigure>> figures();

 private:
  Node& node_;
  std::mutex mutex_;
  std::string month_;  ///< the month under way when they were made
  std::vector<PublishedFigure> figures_;
};

}  // namespace gongshu::app
