// A stop: what it names is stopped from the moment it is recorded until it is lifted (design invariant 7).
#pragma once
#include "domain/kernel/subject.h"
#include "domain/supervision/commands.gen.h"
#include "domain/supervision/states.h"

namespace gongshu::domain::supervision {

struct StopReport {
  std::string recipient;              ///< role
  std::optional<std::string> number;  ///< of the report
  Instant time = 0;
  std::string person;
};
BOOST_DESCRIBE_STRUCT(StopReport, (), (recipient, number, time, person))

struct Stop {
  StopStatus status{};
  std::string scope_kind;  ///< resource | scenario | product | developer | operator | node
  std::string scope_id;
  std::string reason, measures;
  bool major = false;
  std::string ordered_by, org;
  Instant since = 0;
  std::vector<std::string> must_report;  ///< roles the pack wants told
  std::vector<StopReport> reports;
  std::optional<std::string> lifted_by, assessment;
};
BOOST_DESCRIBE_STRUCT(Stop, (), (status, scope_kind, scope_id, reason, measures, major, ordered_by, org, since, must_report, reports, lifted_by, assessment))

/// Roles still to be told.
std::vector<std::string> unreported(const Stop&);

inline std::string status_of(const Stop& s) { return std::string(name_of(s.status)); }
inline std::set<std::string> parties_of(const Stop& s) { return {s.org, s.scope_id}; }
std::vector<Todo> todos_of(const Stop&);

}  // namespace gongshu::domain::supervision
