#pragma once
#include "domain/node/types.h"

namespace gongshu::domain::node {

/// Packs and calendars were loaded for the first time, or others than before: decisions from here on stand under these.
struct RulesLoaded {
  static constexpr std::string_view kType = "node.rules_loaded";
  static constexpr bool kPolicy = true;
  RulesInForce rules;
};
BOOST_DESCRIBE_STRUCT(RulesLoaded, (), (rules))

struct ClashSettled {
  static constexpr std::string_view kType = "node.clash_settled";
  std::string topic, local, overlay;
  std::optional<std::string> prevails;  ///< local | overlay
  std::string holds, decision, number;
};
BOOST_DESCRIBE_STRUCT(ClashSettled, (), (topic, local, overlay, prevails, holds, decision, number))

struct ExpiryContinued {
  static constexpr std::string_view kType = "node.expiry_continued";
  std::string pack, expired, decision, number;
};
BOOST_DESCRIBE_STRUCT(ExpiryContinued, (), (pack, expired, decision, number))

struct NodeSubject {
  static constexpr std::string_view kKind = "node";
  static constexpr std::string_view kPrefix = "node";
  using State = NodeRules;
  using Event = std::variant<RulesLoaded, ClashSettled, ExpiryContinued>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using Events = std::vector<NodeSubject::Event>;

}  // namespace gongshu::domain::node
