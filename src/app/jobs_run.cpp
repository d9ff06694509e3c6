#include "app/jobs_run.h"

#include "app/datasets.h"
#include "app/egress_rules.h"
#include "app/jobs.h"
#include "app/jobs_result.h"
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
  rules::Rulebook book;
};

/// What it came to.
struct Outcome {
  engine::Answer answer;
  StoredResult stored;
};

/// Rows of the supply come in only while everything stands that a key waits for.
Status check_all(Records& records, const Plan& plan, Instant now, const rules::Rulebook& book) {
  for (const auto& resource : plan.query.resources) GS_CHECK(check_supply(records, plan.job.scenario, resource, now, book));
  return check_query_standing(records, plan.job.scenario, plan.query.resources, now, book);
}

Result<Plan> prepare(Node& node, const Call& call, const std::string& id) {
  Job job;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<JobSubject>(id, "path.id"));
    if (found.operator_org != call.actor.org) return fail(ErrorCode::state_not_found, "path.id", "no job has the id " + id);
    GS_CHECK(domain::may_move(kJobTransitions, found.status, JobStarted::kType));
    job = std::move(found);
    return {};
  }));
  GS_TRY(entered, enter_workspace(node, call, job.workspace, false));
  GS_TRY(query, compile_job(entered.policy, job));
  GS_TRY(batches, batches_of(query, entered.policy));
  auto book = node.rulebook().on(local_date(node.clock().now()));
  return Plan{std::move(job), std::move(entered.policy), std::move(query), std::move(batches), std::move(book)};
}

/// Decides with the plan made before; state.conflict when a policy event came between, so that the caller makes the plan again.
Status decide_start(Node& node, const Call& call, const std::string& id, const Plan& plan, bool& again) {
  again = false;
  return node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(job, tx.load<JobSubject>(id, "path.id"));
    GS_CHECK(check_all(tx, plan, tx.context().now, tx.context().rulebook()));
    GS_TRY(row, tx.db().prepare("SELECT seq FROM policy_epoch"));  // not node.epoch(): a policy event of the same batch counts already
    GS_TRY(found, row.step());
    again = (found ? row.column_int64(0) : 0) != plan.query.plan.epoch;
    if (again) return fail(ErrorCode::state_conflict, {}, "the policy changed meanwhile; run it again");
    GS_TRY(events, start(job, plan.query.plan, plan.batches, tx.context()));
    return tx.emit<JobSubject>(id, events);
  });
}

/// Copies of the egress ledgers behind the query's tables: what a run looks at does not leave yet.
struct Past {
  std::map<std::string, std::string> population;  ///< by table
  std::map<std::string, disclosure::EgressLedger> ledgers;
};

Result<Past> past_of(Node& node, const Plan& plan) {
  Past out;
  for (const auto& table : plan.query.plan.tables) {
    const auto& batch = plan.policy.sources.at(table).batch;
    if (!batch || batch->state.population.empty()) continue;
    const auto& population = batch->state.population;
    out.population[table] = population;
    if (out.ledgers.contains(population)) continue;
    GS_TRY(ledger, node.part<EgressPart>().copy(population));
    out.ledgers.emplace(population, std::move(ledger));
  }
  return out;
}

std::int64_t supplied_rows(const Plan& plan) {
  std::int64_t out = 0;
  for (const auto& table : plan.query.plan.tables)
    if (const auto& batch = plan.policy.sources.at(table).batch) out += batch->state.rows;
  return out;
}

Result<Outcome> compute(Node& node, const Plan& plan, JobRun& run) {
  run.rows_total = supplied_rows(plan);
  run.enter("loading", node.clock().now());
  GS_TRY(rules, egress_rules(plan.book));
  GS_TRY(past, past_of(node, plan));
  GS_TRY(dataset, engine::Dataset::open(kMemory));
  GS_CHECK(load_dataset(node, plan.policy, plan.query, plan.batches, dataset, run.cancel, &run.rows_loaded));
  run.enter("computing", node.clock().now());
  engine::Controls controls{rules, {}, {}};
  for (const auto& [table, population] : past.population) controls.ledgers[table] = &past.ledgers.at(population);
  GS_TRY(answer, engine::Executor().run(plan.query.approved, dataset, controls, kBounds, run.cancel));
  StoredResult stored;
  GS_TRY(text, canonical(engine::to_json(answer)));
  stored.answer = std::move(text);
  stored.review = engine::review_json(answer);
  stored.suppressed = answer.suppressed;
  stored.lineage = explain_columns(plan.query, plan.policy);
  stored.rules = egress_rules_json(plan.book);
  stored.k = std::max(rules.k, plan.query.approved.k());
  stored.controlled = plan.query.approved.controlled();
  for (auto& [table, release] : answer.releases) {
    release.label = plan.query.plan.hash;
    stored.releases.push_back({past.population.at(table), std::move(release)});
  }
  return Outcome{std::move(answer), std::move(stored)};
}

/// The sealed result on disk, before the event that names it.
Result<std::string> seal_result(Node& node, const Plan& plan, const std::string& id, const StoredResult& stored) {
  GS_TRY(bytes, encode(stored));
  GS_TRY(key, scenario_key(node, plan.job.scenario, plan.query.resources));
  auto files = files_key(key);
  crypto::wipe(key);
  auto sealed = crypto::sm4_seal(files, bytes, "result:" + id);
  crypto::wipe(files);
  if (!sealed) return fail(std::move(sealed).error());
  GS_CHECK(store::write_file_atomic(result_file(node, id), *sealed));
  return digest_hex(*sealed);
}

std::string code_of(const Error& error) { return std::string(info(error.code).name); }

/// Nothing but nulls: whether nobody, too few or too many questions stand behind it looks the same.
bool shows_nothing(const engine::Answer& answer) {
  return answer.verdict == engine::Verdict::withheld && std::all_of(answer.rows.begin(), answer.rows.end(), [](const auto& row) {
           return std::all_of(row.begin(), row.end(), [](const auto& cell) { return cell.is_null(); });
         });
}

Result<JobEvents> outcome(Node& node, const Plan& plan, const std::string& id, const Result<Outcome>& found) {
  if (!found && found.error().code == ErrorCode::query_cancelled) return JobEvents{JobCancelled{"cancelled"}};
  if (!found) return JobEvents{JobFailed{code_of(found.error())}};
  const auto& answer = found->answer;
  if (shows_nothing(answer)) return JobEvents{JobWithheld{}};
  GS_TRY(digest, seal_result(node, plan, id, found->stored));
  return JobEvents{JobDone{digest, static_cast<std::int64_t>(answer.rows.size()), static_cast<std::int64_t>(answer.withheld.size())}};
}

/// Recorded by the node. A run that does not stand any more ends as cancelled, whatever it found.
Status conclude(Node& node, const Plan& plan, const std::string& id, JobRun& run, const Result<Outcome>& computed) {
  run.enter("sealing", node.clock().now());
  auto found = outcome(node, plan, id, computed);
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

Status run_job(Node& node, const Call& call, const std::string& id) {
  auto& jobs = node.part<Jobs>();
  GS_TRY(place, jobs.places().enter(call.actor.person));
  for (int attempt = 1;; ++attempt) {
    GS_TRY(plan, prepare(node, call, id));
    GS_TRY(run, jobs.begin(id, plan.job.scenario, plan.query.resources));  // before the decision, so that a stop after it finds the run
    run->enter("preparing", node.clock().now());
    bool again = false;
    const auto started = decide_start(node, call, id, plan, again);
    Status ended;
    if (started) ended = conclude(node, plan, id, *run, compute(node, plan, *run));
    jobs.end(*run);
    if (started || !again || attempt == kAttempts) return started ? ended : started;
  }
}

Result<std::string> bind_job(Node& node, const Call& call, const std::map<std::string, std::string>& values) {
  const auto& parent = call.param("id");
  Job job;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<JobSubject>(parent, "path.id"));
    if (found.operator_org != call.actor.org) return fail(ErrorCode::state_not_found, "path.id", "no job has the id " + parent);
    GS_CHECK(check_seen(records, call, JobSubject::kKind, parent));
    job = std::move(found);
    return {};
  }));
  if (!is_template(job) && values.empty()) return parent;
  GS_TRY(entered, enter_workspace(node, call, job.workspace, false));
  GS_TRY(query, compile_job(entered.policy, job));
  std::string id;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(state, tx.load<JobSubject>(parent, "path.id"));
    GS_CHECK(check_query_standing(tx, state.scenario, query.resources, tx.context().now, tx.context().rulebook()));
    GS_TRY(events, bind_values(parent, state, values, query.plan, tx.context()));
    id = tx.new_id(JobSubject::kPrefix);
    return tx.emit<JobSubject>(id, events);
  }));
  return id;
}

}  // namespace gongshu::app
