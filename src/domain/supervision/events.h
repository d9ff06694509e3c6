#pragma once
#include "domain/supervision/types.h"

namespace gongshu::domain::supervision {

struct StopOrdered {
  static constexpr std::string_view kType = "supervision.stop_ordered";
  static constexpr bool kPolicy = true;
  std::string scope_kind, scope_id, reason, measures;
  bool major = false;
  std::vector<std::string> must_report;
  std::optional<std::string> extent;
  std::optional<std::vector<std::string>> must_assess;
  std::optional<std::string> by_matter;  ///< id of the matter whose procedure ordered it
};
BOOST_DESCRIBE_STRUCT(StopOrdered, (), (scope_kind, scope_id, reason, measures, major, must_report, extent, must_assess, by_matter))

struct StopReported {
  static constexpr std::string_view kType = "supervision.stop_reported";
  std::string recipient;
  std::optional<std::string> number;
};
BOOST_DESCRIBE_STRUCT(StopReported, (), (recipient, number))

struct StopAssessed {
  static constexpr std::string_view kType = "supervision.stop_assessed";
  std::string role, finding, text;
  std::optional<std::string> document;
};
BOOST_DESCRIBE_STRUCT(StopAssessed, (), (role, finding, text, document))

struct StopLifted {
  static constexpr std::string_view kType = "supervision.stop_lifted";
  static constexpr bool kPolicy = true;
  std::string assessment;
};
BOOST_DESCRIBE_STRUCT(StopLifted, (), (assessment))

struct StopSubject {
  static constexpr std::string_view kKind = "stop";
  static constexpr std::string_view kPrefix = "stp";
  using State = Stop;
  using Event = std::variant<StopOrdered, StopReported, StopAssessed, StopLifted>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using Events = std::vector<StopSubject::Event>;

}  // namespace gongshu::domain::supervision
