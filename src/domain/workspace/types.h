// A workspace and its jobs. The state of a job holds counts and the digest of its result, never rows; the operator is shown less
// still: see operator_view.
#pragma once
#include "domain/kernel/subject.h"
#include "domain/workspace/commands.gen.h"
#include "domain/workspace/states.h"

namespace gongshu::domain::workspace {

/// Synthetic rows of one table, reproducible from the batch, the seed and the numbers.
struct DevelopmentSample {
  std::string resource, table, batch;
  std::int64_t seed = 0, rows = 0, k = 0;
};
BOOST_DESCRIBE_STRUCT(DevelopmentSample, (), (resource, table, batch, seed, rows, k))

struct Workspace {
  WorkspaceStatus status{};
  std::string scenario, agreement, operator_org, agency, opened_by;
  std::vector<DevelopmentSample> samples;
  std::optional<std::string> developer_org{}, application_agreement{};  ///< of a developer's own workspace
  const std::string& owner() const { return developer_org ? *developer_org : operator_org; }
};
BOOST_DESCRIBE_STRUCT(Workspace, (), (status, scenario, agreement, operator_org, agency, opened_by, samples, developer_org, application_agreement))

/// How a sample is drawn: entities by a keyed order that the seed decides, only those whose rows share their quasi-identifiers with
/// k entities of the batch. The same numbers give the same rows.
struct SampleParameters {
  std::string resource, table, batch, population;
  std::int64_t seed = 0, share_percent = 0, most_entities = 0, k = 0;
};
BOOST_DESCRIBE_STRUCT(SampleParameters, (), (resource, table, batch, population, seed, share_percent, most_entities, k))

/// A sample of masked rows for development, asked for and let go by two people. It holds for its batch: a new one needs another.
struct Sample {
  SampleStatus status{};
  std::string workspace, scenario, operator_org, agency, author, purpose;
  SampleParameters parameters;
  std::optional<std::string> decided_by, reason;
  std::optional<std::int64_t> rows, entities;  ///< released
};
BOOST_DESCRIBE_STRUCT(Sample, (),
                      (status, workspace, scenario, operator_org, agency, author, purpose, parameters, decided_by, reason, rows, entities))

struct Job {
  JobStatus status{};
  std::string workspace, scenario, operator_org, agency, author;
  std::string sql, purpose;
  std::string plan, plan_hash;                          ///< canonical text and its SM3, hex
  std::int64_t epoch = 0;                               ///< policy epoch it was submitted under
  std::vector<std::string> tables;                      ///< of the query
  std::optional<std::vector<JobParameter>> parameters;  ///< with their domains; part of what plan_hash covers
  std::optional<std::string> parent;                    ///< the approved job with parameters that this is one run of
  std::optional<std::map<std::string, std::string>> values;
  std::optional<std::string> approved_by, reason;
  std::optional<Instant> started, finished;
  std::optional<std::vector<std::string>> batches;  ///< it ran on
  std::optional<std::string> result_digest;         ///< SM3 of the sealed result file, hex
  std::optional<std::int64_t> rows, withheld_cells;
  std::optional<std::string> fault;  ///< error code
};
BOOST_DESCRIBE_STRUCT(Job, (),
                      (status, workspace, scenario, operator_org, agency, author, sql, purpose, plan, plan_hash, epoch, tables,
                       parameters, parent, values, approved_by, reason, started, finished, batches, result_digest, rows,
                       withheld_cells, fault))

/// Approved once, run many times: each run is a job of its own.
inline bool is_template(const Job& job) { return job.parameters && !job.parameters->empty() && !job.parent; }

/// What has left of one protected population, as the ledger has it; the id is the population's name. The cells themselves are in
/// the sealed egress ledger, whose file is never older than this.
struct Egress {
  std::int64_t releases = 0, cells = 0;
  std::string digest;        ///< SM3 of the egress ledger's bytes, hex
  std::string product, job;  ///< the last one
  Instant last = 0;
  std::optional<std::int64_t> known{};   ///< entities that left in development samples
  std::optional<std::string> sample{};   ///< the last of these
};
BOOST_DESCRIBE_STRUCT(Egress, (), (releases, cells, digest, product, job, last, known, sample))

/// Products that were stopped on their way out, by operator and scenario ("operator/scenario").
struct WithheldRelease {
  std::string operator_org, scenario;
  std::int64_t count = 0;
  Instant last = 0;
};
BOOST_DESCRIBE_STRUCT(WithheldRelease, (), (operator_org, scenario, count, last))

/// What the operator may know of a job: its own text and the status (invariant 5: nothing leaves but through egress).
inline Job operator_view(Job job) {
  job.result_digest.reset();
  job.rows.reset();
  job.withheld_cells.reset();
  job.fault.reset();
  job.started.reset();
  job.finished.reset();
  return job;
}

inline std::string status_of(const Workspace& w) { return std::string(name_of(w.status)); }
inline std::set<std::string> parties_of(const Workspace& w) { return {w.operator_org, w.agency, w.owner()}; }
inline std::string status_of(const Sample& s) { return std::string(name_of(s.status)); }
inline std::set<std::string> parties_of(const Sample& s) { return {s.operator_org, s.agency}; }
inline std::vector<Todo> todos_of(const Sample& s) {
  return s.status == SampleStatus::requested ? std::vector<Todo>{{"approve", {}, s.agency, {}}} : std::vector<Todo>{};
}
inline std::string status_of(const Job& j) { return std::string(name_of(j.status)); }
inline std::set<std::string> parties_of(const Job& j) { return {j.agency}; }
inline std::vector<Todo> todos_of(const Job& j) {
  if (j.status == JobStatus::submitted) return {{"approve", {}, j.agency, {}}};
  if (j.status == JobStatus::approved) return {{"run", {}, j.operator_org, {}}};
  return {};
}

}  // namespace gongshu::domain::workspace
