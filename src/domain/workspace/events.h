#pragma once
#include "domain/workspace/types.h"

namespace gongshu::domain::workspace {

struct Opened {
  static constexpr std::string_view kType = "workspace.opened";
  std::string scenario, agreement, agency;
  std::optional<std::string> operator_org{}, application_agreement{};  ///< when a developer opens its own
};
BOOST_DESCRIBE_STRUCT(Opened, (), (scenario, agreement, agency, operator_org, application_agreement))

struct Sampled {
  static constexpr std::string_view kType = "workspace.sampled";
  DevelopmentSample sample;
};
BOOST_DESCRIBE_STRUCT(Sampled, (), (sample))

struct Exited {
  static constexpr std::string_view kType = "workspace.exited";
  static constexpr bool kPolicy = true;
  std::string exit;
};
BOOST_DESCRIBE_STRUCT(Exited, (), (exit))

/// A plan as approved by the policy pass.
struct PlanFacts {
  std::string text, hash;
  std::int64_t epoch = 0;
  std::vector<std::string> tables;
};
BOOST_DESCRIBE_STRUCT(PlanFacts, (), (text, hash, epoch, tables))

struct JobSubmitted {
  static constexpr std::string_view kType = "workspace.job_submitted";
  SubmitJob content;
  std::string scenario, agency;
  PlanFacts plan;
};
BOOST_DESCRIBE_STRUCT(JobSubmitted, (), (content, scenario, agency, plan))

struct JobApproved {
  static constexpr std::string_view kType = "workspace.job_approved";
  std::string plan_hash;
};
BOOST_DESCRIBE_STRUCT(JobApproved, (), (plan_hash))

/// One run of an approved job with parameters: the same plan, with these values.
struct JobBound {
  static constexpr std::string_view kType = "workspace.job_bound";
  std::string parent;
  std::map<std::string, std::string> values;
  SubmitJob content;
  std::string scenario, agency, approved_by;
  PlanFacts plan;
};
BOOST_DESCRIBE_STRUCT(JobBound, (), (parent, values, content, scenario, agency, approved_by, plan))

struct JobRefused {
  static constexpr std::string_view kType = "workspace.job_refused";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(JobRefused, (), (reason))

struct JobStarted {
  static constexpr std::string_view kType = "workspace.job_started";
  std::int64_t epoch = 0;
  std::vector<std::string> batches;
};
BOOST_DESCRIBE_STRUCT(JobStarted, (), (epoch, batches))

/// The outcomes are recorded by the node, not by the operator: an organisation reads its own entries in the ledger.
struct JobDone {
  static constexpr std::string_view kType = "workspace.job_done";
  std::string result_digest;
  std::int64_t rows = 0, withheld_cells = 0;
};
BOOST_DESCRIBE_STRUCT(JobDone, (), (result_digest, rows, withheld_cells))

struct JobWithheld {
  static constexpr std::string_view kType = "workspace.job_withheld";
};
BOOST_DESCRIBE_STRUCT(JobWithheld, (), ())

struct JobFailed {
  static constexpr std::string_view kType = "workspace.job_failed";
  std::string fault;
};
BOOST_DESCRIBE_STRUCT(JobFailed, (), (fault))

struct JobCancelled {
  static constexpr std::string_view kType = "workspace.job_cancelled";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(JobCancelled, (), (reason))

/// The node went down while the job ran; it may be run again.
struct JobInterrupted {
  static constexpr std::string_view kType = "workspace.job_interrupted";
};
BOOST_DESCRIBE_STRUCT(JobInterrupted, (), ())

struct SampleRequested {
  static constexpr std::string_view kType = "workspace.sample_requested";
  RequestDevelopmentSample content;
  std::string scenario, agency;
  SampleParameters parameters;
};
BOOST_DESCRIBE_STRUCT(SampleRequested, (), (content, scenario, agency, parameters))

struct SampleReleased {
  static constexpr std::string_view kType = "workspace.sample_released";
  std::int64_t rows = 0, entities = 0;
};
BOOST_DESCRIBE_STRUCT(SampleReleased, (), (rows, entities))

struct SampleRefused {
  static constexpr std::string_view kType = "workspace.sample_refused";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SampleRefused, (), (reason))

/// Entities of a development sample count as known from now on; `known` is their number over all samples.
struct EgressKnown {
  static constexpr std::string_view kType = "egress.known";
  std::string sample;
  std::int64_t known = 0, releases = 0, cells = 0;
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(EgressKnown, (), (sample, known, releases, cells, digest))

struct EgressRecorded {
  static constexpr std::string_view kType = "egress.recorded";
  std::string product, job;
  std::int64_t releases = 0, cells = 0;
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(EgressRecorded, (), (product, job, releases, cells, digest))

struct EgressWithheld {
  static constexpr std::string_view kType = "egress.withheld";
  std::string operator_org, scenario, product;
};
BOOST_DESCRIBE_STRUCT(EgressWithheld, (), (operator_org, scenario, product))

struct WorkspaceSubject {
  static constexpr std::string_view kKind = "workspace";
  static constexpr std::string_view kPrefix = "wsp";
  using State = Workspace;
  using Event = std::variant<Opened, Sampled, Exited>;
  static void evolve(State&, const Event&, const EventMeta&);
};
struct JobSubject {
  static constexpr std::string_view kKind = "job";
  static constexpr std::string_view kPrefix = "job";
  using State = Job;
  using Event = std::variant<JobSubmitted, JobApproved, JobBound, JobRefused, JobStarted, JobDone, JobWithheld, JobFailed,
                             JobCancelled, JobInterrupted>;
  static void evolve(State&, const Event&, const EventMeta&);
};
struct SampleSubject {
  static constexpr std::string_view kKind = "development_sample";
  static constexpr std::string_view kPrefix = "dvs";
  using State = Sample;
  using Event = std::variant<SampleRequested, SampleReleased, SampleRefused>;
  static void evolve(State&, const Event&, const EventMeta&);
};
struct EgressSubject {
  static constexpr std::string_view kKind = "egress";
  static constexpr std::string_view kPrefix = "egr";
  using State = Egress;
  using Event = std::variant<EgressRecorded, EgressKnown>;
  static void evolve(State&, const Event&, const EventMeta&);
};
struct WithheldReleaseSubject {
  static constexpr std::string_view kKind = "withheld_release";
  static constexpr std::string_view kPrefix = "whr";
  using State = WithheldRelease;
  using Event = std::variant<EgressWithheld>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using WorkspaceEvents = std::vector<WorkspaceSubject::Event>;
using SampleEvents = std::vector<SampleSubject::Event>;
using JobEvents = std::vector<JobSubject::Event>;

}  // namespace gongshu::domain::workspace
