// Operations on jobs. Whoever works for the operator is shown the status only; people who decide see counts; nobody sees rows here.
#include <charconv>

#include "app/jobs.h"
#include "app/jobs_run.h"
#include "app/operation.h"
#include "app/visibility.h"
#include "app/workspace_access.h"
#include "domain/workspace/parameters.h"
#include "identity/roles.h"

namespace gongshu::app {
namespace {

using namespace domain::workspace;
namespace role = identity::role;

/// listJobs shows a job to those; the search does, too.
bool may_see(const domain::Actor& actor, const Job& job) { return actor.org == job.operator_org || is_overseer(actor); }

/// Times and counts are for reviewers: how long a query takes tells of the rows behind it. The operator sees which part is under way.
json::object progress_json(const JobProgress& progress, bool own) {
  const auto phase = progress.phases.empty() ? std::string("preparing") : progress.phases.back().phase;
  if (own) return json::object{{"phase", phase == "sealing" ? std::string("computing") : phase}};
  return json::object{{"phase", phase}, {"phases", write(progress.phases)}, {"rows_loaded", progress.rows_loaded}, {"rows_total", progress.rows_total}};
}

json::object shown(Node& node, const domain::Actor& actor, const std::string& id, const Job& job, std::int64_t version) {
  const bool own = actor.org == job.operator_org;
  auto out = record_json(id, Row{version, 0, write(own ? operator_view(job) : job)});
  if (job.status == JobStatus::running)
    if (const auto progress = node.part<Jobs>().progress(id)) out["progress"] = progress_json(*progress, own);
  return out;
}

Result<Reply> job_reply(Node& node, const Call& call, const std::string& id, int status = 200) {
  json::object body;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(row, records.raw(JobSubject::kKind, id));
    const auto missing = fail(ErrorCode::state_not_found, "path.id", "no job has the id " + id);
    if (!row) return missing;
    GS_TRY(job, read<Job>(row->body));
    if (!may_see(call.actor, job)) return missing;
    body = shown(node, call.actor, id, job, row->version);
    return {};
  }));
  return Reply{status, std::move(body), {}, {}, {}};
}

Result<Reply> list(Node& node, const Call& call) {
  std::size_t limit = 100;
  const auto text = call.query_or("limit", "100"), after = call.query_or("after");
  std::from_chars(text.data(), text.data() + text.size(), limit);
  json::array rows;
  std::string last;
  bool more = false, begun = after.empty();
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(all, records.all<JobSubject>());
    for (const auto& job : all) {
      if (!begun) {
        begun = job.id == after;
        continue;
      }
      if (!may_see(call.actor, job.state) || (!call.query_or("status").empty() && status_of(job.state) != call.query_or("status"))) continue;
      more = rows.size() == limit;
      if (more) return {};
      rows.push_back(shown(node, call.actor, job.id, job.state, job.version));
      last = job.id;
    }
    if (!begun) return fail(ErrorCode::input_bad_parameter, "query.after", "no such record");
    return {};
  }));
  json::object body{{"rows", std::move(rows)}};
  if (more) body["next"] = last;
  return Reply{200, std::move(body), {}, {}, {}};
}

/// A refusal of the policy pass that names a rule counts among the refusals of that rule.
Status recorded(Node& node, const Call& call, const Error& error) {
  if (error.rule.empty()) return fail(error);
  return node.execute(call.actor, call.operation, [&](Tx&) -> Status { return fail(error); });
}

Result<Reply> submit_job(Node& node, const Call& call) {
  GS_TRY(c, body_of<SubmitJob>(call));
  auto entered = enter_workspace(node, call, c.workspace, false);
  if (!entered && entered.error().code == ErrorCode::state_not_found) entered.error().at = "/workspace";
  GS_TRY(in, std::move(entered));
  if (c.parameters) GS_CHECK(check_parameters(*c.parameters));
  Job draft;
  draft.sql = c.sql;
  draft.parameters = c.parameters;
  auto compiled = compile_job(in.policy, draft);
  if (!compiled) GS_CHECK(recorded(node, call, compiled.error()));
  std::string id;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    auto& context = tx.context();
    GS_TRY(workspace, tx.load<WorkspaceSubject>(c.workspace, "/workspace"));
    GS_CHECK(check_query_standing(tx, workspace.scenario, compiled->resources, context.now, context.rulebook()));
    GS_TRY(events, submit(c, workspace, compiled->plan, context));
    id = tx.new_id(JobSubject::kPrefix);
    return tx.emit<JobSubject>(id, events);
  }));
  return job_reply(node, call, id, 201);
}

/// The job's query under the policy in force.
Result<CompiledQuery> plan_now(Node& node, const Job& job) {
  const auto now = node.clock().now();
  std::optional<CompiledQuery> out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    const auto epoch = node.epoch();
    GS_TRY(scenario, records.load<domain::scenario::ScenarioSubject>(job.scenario));
    GS_TRY(policy, scenario_policy(records, job.scenario, scenario, node.rulebook().on(local_date(now)), now, epoch, true));
    GS_TRY(query, compile_job(policy, job));
    out = std::move(query);
    return {};
  }));
  return std::move(*out);
}

Result<Job> load_job(Node& node, const Call& call) {
  Job job;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<JobSubject>(call.param("id"), "path.id"));
    if (!may_see(call.actor, found)) return fail(ErrorCode::state_not_found, "path.id", "no job has the id " + call.param("id"));
    job = std::move(found);
    return {};
  }));
  return job;
}

Result<Reply> approve_job(Node& node, const Call& call) {
  GS_TRY(c, body_of<ApproveJob>(call));
  GS_TRY(job, load_job(node, call));
  auto query = plan_now(node, job);
  if (!query) GS_CHECK(recorded(node, call, query.error()));
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    auto& context = tx.context();
    GS_TRY(state, tx.load<JobSubject>(call.param("id"), "path.id"));
    GS_CHECK(check_seen(tx, call, JobSubject::kKind, call.param("id")));
    GS_TRY(events, approve(state, c, query->plan, context));
    GS_CHECK(check_query_standing(tx, state.scenario, query->resources, context.now, context.rulebook()));
    return tx.emit<JobSubject>(call.param("id"), events);
  }));
  return job_reply(node, call, call.param("id"));
}

Result<Reply> refuse_job(Node& node, const Call& call) {
  GS_TRY(c, body_of<RefuseJob>(call));
  GS_TRY(job, load_job(node, call));
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(state, tx.load<JobSubject>(call.param("id"), "path.id"));
    GS_CHECK(check_seen(tx, call, JobSubject::kKind, call.param("id")));
    GS_TRY(events, refuse(state, c, tx.context()));
    return tx.emit<JobSubject>(call.param("id"), events);
  }));
  return job_reply(node, call, call.param("id"));
}

Result<Reply> run(Node& node, const Call& call) {
  GS_TRY(c, body_of<RunJob>(call));
  GS_TRY(id, bind_job(node, call, c.values.value_or(std::map<std::string, std::string>{})));
  if (auto status = run_job(node, call, id); !status) return fail(std::move(status).error());
  return job_reply(node, call, id);
}

/// What was withheld, by operator and scenario. The requester learns of each of its own runs that it was withheld, and no count.
struct Attempts {
  std::string operator_org, scenario;
  std::int64_t runs = 0, withheld = 0, partly = 0, at_release = 0;
  std::optional<std::int64_t> last;
};
BOOST_DESCRIBE_STRUCT(Attempts, (), (operator_org, scenario, runs, withheld, partly, at_release, last))

void count(const Job& job, Attempts& out) {
  const bool whole = job.status == JobStatus::withheld, part = job.status == JobStatus::done && job.withheld_cells.value_or(0) > 0;
  out.runs += whole || job.status == JobStatus::done;
  out.withheld += whole;
  out.partly += part;
  if (whole || part) out.last = std::max(out.last.value_or(0), job.finished.value_or(0));
}

Result<Reply> withheld_attempts(Node& node, const Call& call) {
  if (!is_overseer(call.actor)) return fail(ErrorCode::auth_forbidden, {}, "attempts are shown to those who oversee");
  std::map<std::pair<std::string, std::string>, Attempts> found;
  const auto of = [&](const std::string& org, const std::string& scenario) -> Attempts& {
    auto& out = found[{org, scenario}];
    out.operator_org = org;
    out.scenario = scenario;
    return out;
  };
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(jobs, records.all<JobSubject>());
    for (const auto& job : jobs) count(job.state, of(job.state.operator_org, job.state.scenario));
    GS_TRY(stopped, records.all<WithheldReleaseSubject>());
    for (const auto& s : stopped) {
      auto& out = of(s.state.operator_org, s.state.scenario);
      out.at_release += s.state.count;
      out.last = std::max(out.last.value_or(0), s.state.last);
    }
    return {};
  }));
  json::array rows;
  for (const auto& [key, attempts] : found)
    if (attempts.runs + attempts.at_release > 0 && attempts.operator_org != call.actor.org) rows.push_back(write(attempts));
  return Reply{200, json::object{{"rows", std::move(rows)}}, {}, {}, {}};
}

Result<Reply> cancel_job(Node& node, const Call& call) {
  GS_TRY(job, load_job(node, call));
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(state, tx.load<JobSubject>(call.param("id"), "path.id"));
    GS_CHECK(check_seen(tx, call, JobSubject::kKind, call.param("id")));
    GS_TRY(events, cancel(state, tx.context()));
    return tx.emit<JobSubject>(call.param("id"), events);
  }));
  node.part<Jobs>().cancel(call.param("id"));
  return job_reply(node, call, call.param("id"));
}

[[maybe_unused]] const bool kOperations[] = {
    operation("submitJob", Access::session, {role::kOperator, role::kApplicationDeveloper, "intermediate_developer"}, submit_job),
    operation("getJob", Access::session, {}, [](Node& node, const Call& call) { return job_reply(node, call, call.param("id")); }),
    operation("listJobs", Access::session, {}, list),
    lists_kind(JobSubject::kKind,
               [](const domain::Actor& actor, const json::value& state) {
                 const auto job = read<Job>(state);
                 return job && may_see(actor, *job);
               }),
    operation("approveJob", Access::session, {role::kImplementingAgency, role::kCompetentAuthority}, approve_job),
    operation("refuseJob", Access::session, {role::kImplementingAgency, role::kCompetentAuthority}, refuse_job),
    operation("runJob", Access::session, {role::kOperator}, run),
    operation("cancelJob", Access::session, {}, cancel_job),
    operation("listWithheldAttempts", Access::session, {}, withheld_attempts),
};

}  // namespace
}  // namespace gongshu::app
