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

struct StopAssessment {
  std::string role, org, person;
  std::string finding;  ///< resume | keep
  std::string text;
  std::optional<std::string> document;
  Instant time = 0;
};
BOOST_DESCRIBE_STRUCT(StopAssessment, (), (role, org, person, finding, text, document, time))

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
  std::optional<std::string> extent;                     ///< processing | all; all when not said
  std::optional<std::vector<std::string>> must_assess;   ///< roles whose finding the lifting waits for
  std::optional<std::vector<StopAssessment>> assessments;  ///< the latest of each role
  std::optional<std::string> by_matter;                  ///< id of the matter that ordered it, and alone lifts it
};
BOOST_DESCRIBE_STRUCT(Stop, (),
                      (status, scope_kind, scope_id, reason, measures, major, ordered_by, org, since, must_report, reports, lifted_by, assessment, extent,
                       must_assess, assessments, by_matter))

/// Roles still to be told.
std::vector<std::string> unreported(const Stop&);
/// Roles whose finding is missing or wants the stop kept.
std::vector<std::string> unassessed(const Stop&);
/// Does it hold back what is delivered already?
inline bool stops_delivery(const Stop& s) { return s.extent != "processing"; }

inline std::string status_of(const Stop& s) { return std::string(name_of(s.status)); }
inline std::set<std::string> parties_of(const Stop& s) { return {s.org, s.scope_id}; }
std::vector<Todo> todos_of(const Stop&);

}  // namespace gongshu::domain::supervision
