#include "app/replays.h"

#include "app/operation.h"
#include "app/node_commands.gen.h"
#include "app/replay.h"
#include "crypto/random.h"
#include "identity/roles.h"

namespace gongshu::app {
namespace {

namespace fs = std::filesystem;
namespace role = identity::role;
constexpr std::size_t kKept = 8;          ///< runs
constexpr std::size_t kFlips = 1'000;     ///< listed of each
constexpr const char* kScratch = ".posted-";

/// What a kill left.
void sweep(const fs::path& data) {
  std::error_code error;
  std::vector<fs::path> stray;
  for (const auto& entry : fs::directory_iterator(data, error))
    if (entry.path().filename().string().starts_with(kScratch)) stray.push_back(entry.path());
  for (const auto& path : stray) fs::remove_all(path, error);
}

Result<Reply> replay_rules(Node& node, const Call& call) {
  GS_TRY(c, body_of<ReplayRules>(call));
  auto& replays = node.part<Replays>();
  GS_TRY(pack, read_posted_pack(node.options().rulepacks, replays.scratch(), c.files));
  GS_TRY(id, replays.begin(call.actor, std::move(pack)));
  GS_TRY(body, replays.shown(call.actor, id));
  return Reply{201, std::move(body), {}, {}, {}};
}

Result<Reply> get_replay(Node& node, const Call& call) {
  GS_TRY(body, node.part<Replays>().shown(call.actor, call.param("id")));
  return Reply{200, std::move(body), {}, {}, {}};
}

[[maybe_unused]] const bool kPart = register_part<Replays>(96);
[[maybe_unused]] const bool kOperations[] = {
    operation("replayRules", Access::session, {role::kCompetentAuthority}, replay_rules),
    operation("getReplay", Access::session, {role::kCompetentAuthority}, get_replay),
};

}  // namespace

Result<std::unique_ptr<Replays>> Replays::open(Node& node) {
  sweep(node.options().data);
  return std::unique_ptr<Replays>(new Replays(node));
}

Replays::~Replays() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

fs::path Replays::scratch() const { return node_.path(kScratch + crypto::new_id("pack")); }

Result<std::string> Replays::begin(const domain::Actor& actor, PostedPack pack) {
  std::lock_guard lock(mutex_);
  if (!runs_.empty() && !runs_.front()->done) return fail(ErrorCode::state_not_allowed, {}, "another replay is under way; wait until it has ended");
  if (thread_.joinable()) thread_.join();  // it has taken the mutex for the last time
  auto run = std::make_shared<Run>();
  run->id = crypto::new_id("replay");
  run->org = actor.org;
  run->pack = pack.book.pack()->id;
  run->started = node_.clock().now();
  run->total = node_.head().size;
  run->problems = std::move(pack.problems);
  runs_.push_front(run);
  if (runs_.size() > kKept) runs_.pop_back();
  thread_ = std::thread([this, run, book = std::move(pack.book)] { this->run(*run, book); });
  return run->id;
}

void Replays::run(Run& run, rules::Rulebook book) {
  const ReplayRequest request{.data = node_.options().data, .book = std::move(book), .keep = kFlips, .go_on = [&](std::uint64_t read) {
                                run.read = read;
                                return !stopping_.load();
                              }};
  auto report = replay(request);
  std::lock_guard lock(mutex_);
  run.finished = node_.clock().now();
  if (report) {
    run.read = report->entries;
    run.report = report->to_json();
  } else {
    run.fault = info(report.error().code).name;
  }
  run.done = true;
}

Result<json::object> Replays::shown(const domain::Actor& actor, const std::string& id) const {
  std::lock_guard lock(mutex_);
  for (const auto& run : runs_) {
    if (run->id != id || run->org != actor.org) continue;
    const auto* status = !run->done ? "running" : run->fault.empty() ? "done" : "failed";
    json::object out{{"id", id}, {"status", status}, {"pack", run->pack}, {"started", run->started}, {"entries_total", run->total}, {"entries_read", run->read.load()}};
    out["problems"] = write(run->problems);
    if (run->done) out["finished"] = run->finished;
    if (!run->fault.empty()) out["fault"] = run->fault;
    if (run->done && run->fault.empty()) out["report"] = run->report;
    return out;
  }
  return fail(ErrorCode::state_not_found, "path.id", "no replay has the id " + id + "; the node keeps the latest until it stops");
}

}  // namespace gongshu::app
