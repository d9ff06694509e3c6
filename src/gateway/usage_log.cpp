#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <thread>

#include "gateway/usage_segment.h"
#include "ledger/merkle.h"
#include "store/files.h"

namespace gongshu::gateway {
namespace {

namespace fs = std::filesystem;

/// "Everything below N is durable", written after each sync and before the answers leave, itself not synced: after a killed
/// process it tells torn from damaged; after a power cut it is at worst behind.
class Watermark {
 public:
  static std::uint64_t read(const fs::path& path) {
    const auto text = store::read_file(path, 64);
    std::uint64_t value[2];
    if (!text || text->size() != sizeof value) return 0;
    std::memcpy(value, text->data(), sizeof value);
    return value[1] == ~value[0] ? value[0] : 0;
  }
  explicit Watermark(const fs::path& path) : fd_(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)) {}
  ~Watermark() {
    if (fd_ >= 0) ::close(fd_);
  }
  Watermark(const Watermark&) = delete;
  Watermark& operator=(const Watermark&) = delete;
  void write(std::uint64_t durable) {
    const std::uint64_t value[2] = {durable, ~durable};
    if (fd_ >= 0 && ::pwrite(fd_, value, sizeof value, 0) < 0) return;  // only ever a hint
  }

 private:
  int fd_;
};

}  // namespace

struct UsageLog::State {
  struct Waiting {
    UsageRecord record;
    Completion done;
  };
  fs::path directory;
  UsageOptions options;
  UsageRecovery recovery;
  std::optional<Watermark> mark;

  std::mutex queue_mutex;
  std::condition_variable queue_filled;
  std::vector<Waiting> queue;
  bool stopping = false;

  // the writer's own
  std::optional<store::AppendFile> file;
  std::uint64_t segment = 0, next_seq = 0;
  Status health;
  std::string buffer;

  std::atomic<std::uint64_t> durable{0};

  mutable std::mutex tree_mutex;
  mutable std::condition_variable tree_grown;
  ledger::CompactRange tree;  // of the present segment
  std::uint64_t tree_segment = 0;
  std::vector<Anchor> ended;  // whole segments not yet anchored to their end
  std::uint64_t anchored_to = 0;
  mutable std::deque<Anchor> issued;  // lately handed out, so that their return needs no recomputation

  std::thread writer;

  Status start_segment(std::uint64_t first, const crypto::Digest& previous_root);
  Status adopt_segments();
  Status adopt_last(const fs::path& path);
  Status roll_over();
  Status write_some(std::span<Waiting> batch);
  void write_batch(std::vector<Waiting>& batch);
  void grow_tree(std::size_t records);
  void run();
};

namespace {

/// A crash between making a segment file and syncing its header leaves a stub without records.
Result<bool> is_stub(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) return fail(ErrorCode::store_failed, path.string(), error.message());
  if (size > kUsageHeaderBytes) return false;
  if (size < kUsageHeaderBytes) return true;
  return !Segment::open(path).has_value();
}

}  // namespace

Status UsageLog::State::start_segment(std::uint64_t first, const crypto::Digest& previous_root) {
  GS_TRY(made, store::AppendFile::open(directory / segment_name(first)));
  const auto header = encode(SegmentHeader{first, previous_root});
  GS_CHECK(made.append({header.data(), header.size()}));
  GS_CHECK(made.sync());
  file.emplace(std::move(made));
  segment = first;
  std::lock_guard lock(tree_mutex);
  tree = {};
  tree_segment = first;
  return {};
}

Status UsageLog::State::adopt_segments() {
  GS_TRY(paths, list_segments(directory));
  if (!paths.empty()) {
    GS_TRY(stub, is_stub(paths.back()));
    if (stub) {
      fs::remove(paths.back());
      paths.pop_back();
    }
  }
  std::uint64_t next = 0;
  for (const auto& path : paths) {
    GS_TRY(found, Segment::open(path));
    if (found.first() != next) return fail(ErrorCode::ledger_corrupt, segment_name(next), "the segment is missing");
    next += found.slots();
    if (found.first() > 0) ended.push_back({ended.empty() ? 0 : ended.back().to, 0, found.first(), found.header().previous_root});
  }
  for (auto& anchor : ended) anchor.from = anchor.segment;
  if (!paths.empty()) return adopt_last(paths.back());
  if (Watermark::read(directory / "usage.mark") > 0)
    return fail(ErrorCode::ledger_corrupt, segment_name(0), "acknowledged records are missing");
  return start_segment(0, ledger::empty_root());
}

Status UsageLog::State::adopt_last(const fs::path& path) {
  std::uint64_t good = 0;
  std::uint64_t before = 0;
  {
    GS_TRY(last, Segment::open(path));
    GS_TRY(end, last.end(Watermark::read(directory / "usage.mark")));
    good = end;
    segment = last.first();
    before = kUsageHeaderBytes + last.slots() * kUsageRecordBytes + last.trailing_bytes();
    for (std::uint64_t i = 0; i < good; ++i) tree.append(ledger::leaf_hash(last.bytes(i)));
  }
  tree_segment = segment;
  next_seq = segment + good;
  const auto size = kUsageHeaderBytes + good * kUsageRecordBytes;
  recovery = {next_seq, before - size};
  GS_TRY(opened, store::AppendFile::open(path));
  if (before > size) GS_CHECK(opened.truncate(size));
  GS_CHECK(opened.sync());  // what is read after a crash may be in memory only: it is about to count as durable
  file.emplace(std::move(opened));
  durable = next_seq;
  return {};
}

Status UsageLog::State::roll_over() {
  crypto::Digest root;
  {
    std::lock_guard lock(tree_mutex);
    root = tree.root();
    ended.push_back({segment, segment, next_seq, root});
  }
  return start_segment(next_seq, root);
}

/// Writes one batch into the present segment; returns when it is durable.
Status UsageLog::State::write_some(std::span<Waiting> batch) {
  buffer.clear();
  auto seq = next_seq;
  for (auto& waiting : batch) {
    waiting.record.seq = seq++;
    waiting.record.durable_before = next_seq;
    const auto bytes = encode(waiting.record);
    buffer.append(bytes.data(), bytes.size());
  }
  GS_CHECK(file->append(buffer));
  GS_CHECK(file->sync());
  next_seq = seq;
  durable.store(seq, std::memory_order_release);
  mark->write(seq);
  return {};
}

void UsageLog::State::grow_tree(std::size_t records) {
  std::lock_guard lock(tree_mutex);
  for (std::size_t i = 0; i < records; ++i)
    tree.append(ledger::leaf_hash(std::string_view(buffer).substr(i * kUsageRecordBytes, kUsageRecordBytes)));
  tree_grown.notify_all();
}

void UsageLog::State::write_batch(std::vector<Waiting>& batch) {
  for (std::size_t begin = 0; begin < batch.size();) {
    if (health && next_seq - segment >= options.segment_records) health = roll_over();
    const auto room = health ? options.segment_records - (next_seq - segment) : batch.size();
    const auto part = std::span(batch).subspan(begin, std::min<std::size_t>(room, batch.size() - begin));
    if (health) health = write_some(part);
    for (auto& waiting : part) {
      if (health)
        waiting.done(UsagePosition{segment, waiting.record.seq});
      else
        waiting.done(fail(health.error()));
      waiting.done = nullptr;
    }
    if (health) grow_tree(part.size());  // after the answers: hashing is not on their way
    begin += part.size();
  }
}

void UsageLog::State::run() {
  std::vector<Waiting> batch;
  for (;;) {
    {
      std::unique_lock lock(queue_mutex);
      queue_filled.wait(lock, [&] { return stopping || !queue.empty(); });
      if (queue.empty()) return;
      batch.swap(queue);
    }
    write_batch(batch);
    batch.clear();
  }
}

UsageLog::UsageLog(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<UsageLog>> UsageLog::open(const fs::path& directory, UsageOptions options) {
  GS_CHECK(store::make_directory(directory));
  auto state = std::make_unique<State>();
  state->directory = directory;
  state->options = options;
  GS_CHECK(state->adopt_segments());
  state->mark.emplace(directory / "usage.mark");
  state->mark->write(state->durable);
  std::unique_ptr<UsageLog> log(new UsageLog(std::move(state)));
  log->state_->writer = std::thread([s = log->state_.get()] { s->run(); });
  return log;
}

UsageLog::~UsageLog() {
  {
    std::lock_guard lock(state_->queue_mutex);
    state_->stopping = true;
  }
  state_->queue_filled.notify_all();
  state_->writer.join();
}

void UsageLog::append(UsageRecord record, Completion done) {
  bool full = false, first = false;
  {
    std::lock_guard lock(state_->queue_mutex);
    full = state_->queue.size() >= state_->options.max_waiting;
    first = state_->queue.empty();
    if (!full) state_->queue.push_back({record, std::move(done)});
  }
  if (full) return done(fail(ErrorCode::http_overloaded, {}, "too many calls wait for the disk; try again"));
  if (first) state_->queue_filled.notify_one();
}

std::vector<Anchor> UsageLog::pending_anchors() const {
  auto& s = *state_;
  std::unique_lock lock(s.tree_mutex);
  const auto durable_now = s.durable.load(std::memory_order_acquire);
  s.tree_grown.wait(lock, [&] { return s.tree_segment + s.tree.size() >= durable_now; });
  std::vector<Anchor> out;
  for (const auto& whole : s.ended)
    if (whole.to > s.anchored_to) out.push_back({whole.segment, std::max(whole.segment, s.anchored_to), whole.to, whole.root});
  const auto to = s.tree_segment + s.tree.size();
  if (to > s.anchored_to && s.tree.size() > 0)
    out.push_back({s.tree_segment, std::max(s.tree_segment, s.anchored_to), to, s.tree.root()});
  s.issued.insert(s.issued.end(), out.begin(), out.end());
  while (s.issued.size() > 64) s.issued.pop_front();
  return out;
}

Status UsageLog::anchored(const Anchor& anchor) {
  auto& s = *state_;
  bool known = false;
  {
    std::lock_guard lock(s.tree_mutex);
    known = std::find(s.issued.begin(), s.issued.end(), anchor) != s.issued.end();
  }
  if (!known) {
    GS_TRY(found, Segment::open(s.directory / segment_name(anchor.segment)));
    const auto in_segment = anchor.to - anchor.segment;
    if (anchor.to <= anchor.segment || anchor.to > durable() || in_segment > found.slots())
      return fail(ErrorCode::ledger_corrupt, segment_name(anchor.segment),
                  "the log holds fewer records than the ledger has anchored");
    ledger::CompactRange range;
    for (std::uint64_t i = 0; i < in_segment; ++i) range.append(ledger::leaf_hash(found.bytes(i)));
    if (range.root() != anchor.root)
      return fail(ErrorCode::ledger_corrupt, segment_name(anchor.segment), "the records do not have the root that was anchored");
  }
  std::lock_guard lock(s.tree_mutex);
  s.anchored_to = std::max(s.anchored_to, anchor.to);
  std::erase_if(s.ended, [&](const Anchor& whole) { return whole.to <= s.anchored_to; });
  return {};
}

std::uint64_t UsageLog::durable() const { return state_->durable.load(std::memory_order_acquire); }
const UsageRecovery& UsageLog::recovery() const { return state_->recovery; }
const fs::path& UsageLog::directory() const { return state_->directory; }

}  // namespace gongshu::gateway
