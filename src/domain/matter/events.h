#pragma once
#include "domain/matter/types.h"

namespace gongshu::domain::matter {

/// By an opening act (an Acted follows), or by the node at the end of a period: then `clocks` hold the opening act's last day.
struct Opened {
  static constexpr std::string_view kType = "matter.opened";
  std::string procedure;
  rules::Procedure definition;
  std::string status;
  std::optional<About> about;
  std::string about_org, org;
  std::optional<std::string> period;
  std::vector<ActClock> clocks;
};
BOOST_DESCRIBE_STRUCT(Opened, (), (procedure, definition, status, about, about_org, org, period, clocks))

/// Says the status it leads to and the clocks it opens, so that replay needs neither pack nor calendar.
struct Acted {
  static constexpr std::string_view kType = "matter.acted";
  std::string act, status;
  json::object items;
  std::map<std::string, std::string> evidence;
  std::optional<std::string> decision, reason, basis;
  std::optional<std::string> opens_thread, thread_kind, closes_thread;
  std::vector<ActClock> clocks;
  std::vector<std::string> told;
  std::optional<rules::ChainRun> review;
};
BOOST_DESCRIBE_STRUCT(Acted, (),
                      (act, status, items, evidence, decision, reason, basis, opens_thread, thread_kind, closes_thread, clocks, told, review))

struct Reviewed {
  static constexpr std::string_view kType = "matter.reviewed";
  rules::Opinion opinion;
  std::string status;
};
BOOST_DESCRIBE_STRUCT(Reviewed, (), (opinion, status))

/// The last day of an act is over: whoever must know is told.
struct Overdue {
  static constexpr std::string_view kType = "matter.overdue";
  std::string act;
};
BOOST_DESCRIBE_STRUCT(Overdue, (), (act))

/// What the node did beside the act.
struct EffectDone {
  static constexpr std::string_view kType = "matter.effect_done";
  std::string note;
  std::optional<std::string> stop, lifted;  ///< ids of stops
};
BOOST_DESCRIBE_STRUCT(EffectDone, (), (note, stop, lifted))

struct MatterSubject {
  static constexpr std::string_view kKind = "matter";
  static constexpr std::string_view kPrefix = "mat";
  using State = Matter;
  using Event = std::variant<Opened, Acted, Reviewed, Overdue, EffectDone>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using Events = std::vector<MatterSubject::Event>;

}  // namespace gongshu::domain::matter
