#include "domain/workspace/events.h"

namespace gongshu::domain::workspace {
namespace {

void on(Workspace& w, const Opened& e, const EventMeta& m) {
  w = {WorkspaceStatus::open, e.scenario, e.agreement, e.operator_org.value_or(m.org), e.agency, m.actor, {}, {}, e.application_agreement};
  if (e.operator_org) w.developer_org = m.org;
}
void on(Workspace& w, const Sampled& e, const EventMeta&) {
  std::erase_if(w.samples, [&](const auto& s) { return s.resource == e.sample.resource; });
  w.samples.push_back(e.sample);
}
void on(Workspace&, const Exited&, const EventMeta&) {}

void on(Job& j, const JobSubmitted& e, const EventMeta& m) {
  j = Job{};
  j.workspace = e.content.workspace;
  j.scenario = e.scenario;
  j.operator_org = m.org;
  j.agency = e.agency;
  j.author = m.actor;
  j.sql = e.content.sql;
  j.purpose = e.content.purpose;
  j.plan = e.plan.text;
  j.plan_hash = e.plan.hash;
  j.epoch = e.plan.epoch;
  j.tables = e.plan.tables;
  j.parameters = e.content.parameters;
}
void on(Job& j, const JobApproved&, const EventMeta& m) { j.approved_by = m.actor; }
void on(Job& j, const JobBound& e, const EventMeta& m) {
  on(j, JobSubmitted{e.content, e.scenario, e.agency, e.plan}, m);
  j.parent = e.parent;
  j.values = e.values;
  j.approved_by = e.approved_by;
}
void on(Job& j, const JobRefused& e, const EventMeta&) { j.reason = e.reason; }
void on(Job& j, const JobStarted& e, const EventMeta& m) {
  j.started = m.time;
  j.batches = e.batches;
}
void on(Job& j, const JobDone& e, const EventMeta& m) {
  j.finished = m.time;
  j.result_digest = e.result_digest;
  j.rows = e.rows;
  j.withheld_cells = e.withheld_cells;
}
void on(Job& j, const JobWithheld&, const EventMeta& m) { j.finished = m.time; }
void on(Job& j, const JobFailed& e, const EventMeta& m) {
  j.finished = m.time;
  j.fault = e.fault;
}
void on(Job& j, const JobCancelled& e, const EventMeta& m) {
  j.finished = m.time;
  j.reason = e.reason;
}
void on(Job& j, const JobInterrupted&, const EventMeta&) {
  j.started.reset();
  j.batches.reset();
}

void on(Sample& s, const SampleRequested& e, const EventMeta& m) {
  s = {SampleStatus::requested, e.content.workspace, e.scenario, m.org, e.agency, m.actor, e.content.purpose, e.parameters, {}, {}, {}, {}};
}
void on(Sample& s, const SampleReleased& e, const EventMeta& m) {
  s.decided_by = m.actor;
  s.rows = e.rows;
  s.entities = e.entities;
}
void on(Sample& s, const SampleRefused& e, const EventMeta& m) {
  s.decided_by = m.actor;
  s.reason = e.reason;
}

void on(Egress& s, const EgressRecorded& e, const EventMeta& m) {
  s.releases = e.releases;
  s.cells = e.cells;
  s.digest = e.digest;
  s.product = e.product;
  s.job = e.job;
  s.last = m.time;
}
void on(Egress& s, const EgressKnown& e, const EventMeta& m) {
  s.releases = e.releases;
  s.cells = e.cells;
  s.digest = e.digest;
  s.known = e.known;
  s.sample = e.sample;
  s.last = m.time;
}

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

void WorkspaceSubject::evolve(State& s, const Event& e, const EventMeta& m) { fold(s, e, m, kWorkspaceTransitions, kOn); }
void JobSubject::evolve(State& s, const Event& e, const EventMeta& m) { fold(s, e, m, kJobTransitions, kOn); }
void SampleSubject::evolve(State& s, const Event& e, const EventMeta& m) { fold(s, e, m, kSampleTransitions, kOn); }
void EgressSubject::evolve(State& s, const Event& event, const EventMeta& m) {
  std::visit([&](const auto& e) { on(s, e, m); }, event);
}
void WithheldReleaseSubject::evolve(State& s, const Event& event, const EventMeta& m) {
  const auto& e = std::get<EgressWithheld>(event);
  s = {e.operator_org, e.scenario, s.count + 1, m.time};
}

GS_REGISTER_SUBJECT(WorkspaceSubject);
GS_REGISTER_SUBJECT(SampleSubject);
GS_REGISTER_SUBJECT(EgressSubject);
GS_REGISTER_SUBJECT(WithheldReleaseSubject);
GS_REGISTER_SUBJECT(JobSubject);
GS_REGISTER_TRANSITIONS("workspace", kWorkspaceTransitions);
GS_REGISTER_TRANSITIONS("job", kJobTransitions);
GS_REGISTER_TRANSITIONS("development_sample", kSampleTransitions);

}  // namespace gongshu::domain::workspace
