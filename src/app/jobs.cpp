#include "app/jobs.h"

#include <set>

#include "app/supply_files.h"
#include "app/workspace_access.h"
#include "domain/workspace/events.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

namespace fs = std::filesystem;
namespace supply = domain::supply;
namespace workspace = domain::workspace;

Status recover_interrupted(Node& node) {
  return node.execute(Node::system_actor(), "recover", [](Tx& tx) -> Status {
    GS_TRY(running, tx.all<workspace::JobSubject>("running"));
    for (const auto& job : running) GS_CHECK(tx.emit<workspace::JobSubject>(job.id, {workspace::JobInterrupted{}}));
    return {};
  });
}

/// What a crash left between writing a file and recording the event that names it, or between recording a refusal and removing the files.
Status sweep(Node& node) {
  std::set<std::string> orders, batches, results;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(known_orders, records.all<supply::OrderSubject>());
    for (const auto& o : known_orders) orders.insert(o.id + ".json");
    GS_TRY(known_batches, records.all<supply::BatchSubject>());
    for (const auto& b : known_batches)
      if (b.state.status == supply::BatchStatus::announced || b.state.status == supply::BatchStatus::accepted) batches.insert(b.id);
    GS_TRY(done, records.all<workspace::JobSubject>("done"));
    for (const auto& j : done) results.insert(j.id);
    return {};
  }));
  for (const auto& [folder, known] : {std::pair{"orders", &orders}, {"batches", &batches}, {"results", &results}}) {
    std::vector<fs::path> stray;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(node.path(folder), error))
      if (!known->contains(entry.path().filename().string())) stray.push_back(entry.path());
    for (const auto& path : stray) fs::remove_all(path, error);
    if (!stray.empty()) GS_CHECK(store::sync_directory(node.path(folder)));
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Jobs>> Jobs::open(Node& node) {
  for (const char* folder : {"orders", "results"}) GS_CHECK(store::make_directory(node.path(folder)));
  auto jobs = std::make_unique<Jobs>();
  GS_CHECK(recover_interrupted(node));
  GS_CHECK(sweep(node));
  node.on_policy([&node, state = jobs->state_] { recheck(node, *state); });
  return jobs;
}

void Jobs::recheck(Node& node, State& state) {
  std::vector<std::shared_ptr<JobRun>> runs;
  {
    std::lock_guard lock(state.mutex);
    for (const auto& [id, run] : state.runs) runs.push_back(run);
  }
  const auto now = node.clock().now();
  for (const auto& run : runs) {
    const auto standing = node.query([&](Records& records) {
      return check_query_standing(records, run->scenario, run->resources, now, node.rulebook().on(local_date(now)));
    });
    if (standing) continue;
    {
      std::lock_guard lock(run->mutex);
      run->stopped = standing.error();
    }
    run->cancel.cancel();
  }
}

Result<std::shared_ptr<JobRun>> Jobs::begin(const std::string& job, const std::string& scenario, const std::vector<std::string>& resources) {
  std::lock_guard lock(state_->mutex);
  if (state_->runs.contains(job)) return fail(ErrorCode::state_not_allowed, "/status", "the job is running");
  auto run = std::make_shared<JobRun>();
  run->job = job;
  run->scenario = scenario;
  run->resources = resources;
  state_->runs.emplace(job, run);
  return run;
}

std::optional<JobProgress> Jobs::progress(const std::string& job) const {
  std::shared_ptr<JobRun> run;
  {
    std::lock_guard lock(state_->mutex);
    if (const auto found = state_->runs.find(job); found != state_->runs.end()) run = found->second;
  }
  if (!run) return std::nullopt;
  std::lock_guard lock(run->mutex);
  return JobProgress{run->phases, run->rows_loaded, run->rows_total};
}

void Jobs::end(const JobRun& run) {
  std::lock_guard lock(state_->mutex);
  state_->runs.erase(run.job);
}

void Jobs::metrics(std::string& out) const {
  const auto line = [&](const char* name, const char* type, const char* help, const char* kind, std::int64_t value) {
    if (std::string_view(kind) == "job") out += std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
    out += std::string(name) + "{kind=\"" + kind + "\"} " + std::to_string(value) + "\n";
  };
  const auto jobs = places_.counts(), development = development_.counts();
  line("gongshu_queries_running", "gauge", "Queries that run", "job", jobs.running);
  line("gongshu_queries_running", "gauge", "", "development", development.running);
  line("gongshu_queries_waiting", "gauge", "Queries that wait for a place", "job", jobs.waiting);
  line("gongshu_queries_waiting", "gauge", "", "development", development.waiting);
  line("gongshu_queries_total", "counter", "Queries that got a place", "job", jobs.entered);
  line("gongshu_queries_total", "counter", "", "development", development.entered);
  line("gongshu_queries_overloaded_total", "counter", "Queries turned away for lack of a place", "job", jobs.refused);
  line("gongshu_queries_overloaded_total", "counter", "", "development", development.refused);
}

void Jobs::cancel(const std::string& job) {
  std::lock_guard lock(state_->mutex);
  if (const auto run = state_->runs.find(job); run != state_->runs.end()) run->second->cancel.cancel();
}

[[maybe_unused]] static const bool kPart = register_part<Jobs>(20);

}  // namespace gongshu::app
