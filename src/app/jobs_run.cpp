#include "app/jobs_run.h"

#include "app/datasets.h"
#include "app/jobs.h"
#include "app/supply_files.h"
#include "app/workspace_access.h"
#include "app/workspace_data.h"
#include "crypto/sm4.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

using namespace domain::workspace;

constexpr engine::Bounds kBounds{.time_ms = 60'000, .max_rows = 100'000};
constexpr engine::Resources kMemory{.memory_mb = 1'024, .threads = 2};
constexpr int kAttempts = 3;

/// What the run needs, under the policy in force.
struct Plan {
  Job job;
  ScenarioPolicy policy;
  CompiledQuery query;
  std::vector<std::string> batches;
};

/// Rows of the supply come in only while everything stands that a key waits for.
Status check_all(Records& records, const Plan& plan, Instant now, const rules::Rulebook& book) {
  for (const auto& resource : plan.query.resources) GS_CHECK(check_supply(records, plan.job.scenario, resource, now, book));
  return check_query_standing(records, plan.job.scenario, plan.query.resources, now, book);
}

Result<Plan> prepare(Node& node, const Call& call) {
  const auto& id = call.param("id");
  Job job;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<JobSubject>(id, "path.id"));
    if (found.operator_org != call.actor.org) return fail(ErrorCode::state_not_found, "path.id", "no job has the id " + id);
    GS_CHECK(domain::may_move(kJobTransitions, found.status, JobStarted::kType));
    job = std::move(found);
    return {};
  }));
  GS_TRY(entered, enter_workspace(node, call, job.workspace, false));
  GS_TRY(query, compile_query(entered.policy, job.sql));
  GS_TRY(batches, batches_of(query, entered.policy));
  return Plan{std::move(job), std::move(entered.policy), std::move(query), std::move(batches)};
}

/// Decides with the plan made before; state.conflict when a policy event came between, so that the caller makes the plan again.
Status decide_start(Node& node, const Call& call, const Plan& plan, bool& again) {
  again = false;
  return node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    const auto& id = call.param("id");
    GS_TRY(job, tx.load<JobSubject>(id, "path.id"));
    GS_CHECK(check_all(tx, plan, tx.context().now, tx.context().rulebook()));
    again = static_cast<std::int64_t>(node.epoch()) != plan.query.plan.epoch;
    if (again) return fail(ErrorCode::state_conflict, {}, "the policy changed meanwhile; run it again");
    GS_TRY(events, start(job, plan.query.plan, plan.batches, tx.context()));
    return tx.emit<JobSubject>(id, events);
  });
}

Result<engine::Answer> compute(Node& node, const Plan& plan, const JobRun& run) {
  GS_TRY(dataset, engine::Dataset::open(kMemory));
  GS_CHECK(load_dataset(node, plan.policy, plan.query, plan.batches, dataset, run.cancel));
  return engine::Executor().run(plan.query.approved, dataset, kBounds, run.cancel);
}

/// The sealed result on disk, before the event that names it.
Result<std::string> seal_result(Node& node, const Plan& plan, const std::string& id, const engine::Answer& answer) {
  GS_TRY(text, canonical(engine::to_json(answer)));
  GS_TRY(key, scenario_key(node, plan.job.scenario, plan.query.resources));
  auto files = files_key(key);
  crypto::wipe(key);
  auto sealed = crypto::sm4_seal(files, text, "result:" + id);
  crypto::wipe(files);
  if (!sealed) return fail(std::move(sealed).error());
  GS_CHECK(store::write_file_atomic(result_file(node, id), *sealed));
  return digest_hex(*sealed);
}

std::string code_of(const Error& error) { return std::string(info(error.code).name); }

Result<JobEvents> outcome(Node& node, const Plan& plan, const std::string& id, const Result<engine::Answer>& answer) {
  if (!answer && answer.error().code == ErrorCode::query_cancelled) return JobEvents{JobCancelled{"cancelled"}};
  if (!answer) return JobEvents{JobFailed{code_of(answer.error())}};
  if (answer->verdict == engine::Verdict::withheld) return JobEvents{JobWithheld{}};
  GS_TRY(digest, seal_result(node, plan, id, *answer));
  return JobEvents{JobDone{digest, static_cast<std::int64_t>(answer->rows.size()), static_cast<std::int64_t>(answer->withheld.size())}};
}

/// Recorded by the node. A run that does not stand any more ends as cancelled, whatever it found.
Status conclude(Node& node, const Plan& plan, const std::string& id, JobRun& run, const Result<engine::Answer>& answer) {
  auto found = outcome(node, plan, id, answer);
  auto events = found ? std::move(*found) : JobEvents{JobFailed{code_of(found.error())}};
  bool kept = false;
  GS_CHECK(node.execute(Node::system_actor(), "runJob", [&](Tx& tx) -> Status {
    GS_TRY(job, tx.load<JobSubject>(id));
    if (job.status != JobStatus::running) return {};  // somebody cancelled it
    auto standing = check_all(tx, plan, tx.context().now, tx.context().rulebook());
    {
      std::lock_guard lock(run.mutex);
      if (standing && run.stopped) standing = fail(*run.stopped);
    }
    if (!standing) events = {JobCancelled{code_of(standing.error())}};
    kept = std::holds_alternative<JobDone>(events.front());
    return tx.emit<JobSubject>(id, events);
  }));
  std::error_code ignored;
  if (!kept) std::filesystem::remove(result_file(node, id), ignored);
  return {};
}

}  // namespace

Status run_job(Node& node, const Call& call) {
  const auto& id = call.param("id");
  for (int attempt = 1;; ++attempt) {
    GS_TRY(plan, prepare(node, call));
    auto& jobs = node.part<Jobs>();
    GS_TRY(run, jobs.begin(id, plan.job.scenario, plan.query.resources));  // before the decision, so that a stop after it finds the run
    bool again = false;
    const auto started = decide_start(node, call, plan, again);
    Status ended;
    if (started) ended = conclude(node, plan, id, *run, compute(node, plan, *run));
    jobs.end(*run);
    if (started || !again || attempt == kAttempts) return started ? ended : started;
  }
}

}  // namespace gongshu::app
