// The ledger against what the machine can do with the same bytes. One JSON line a figure on standard output.
//   bench_ledger [DIRECTORY [PLAN]]   DIRECTORY on the disk to measure (default: the current one); about 1 GiB is used and
//   removed;
//                                     PLAN: only that append plan, by its number (0 …), many rounds of it, for a profiler
//
// Append: entries whose envelope has 256 bytes, committed durably in batches. The floor hashes (SM3) every byte that such an
// entry stores (envelope, payload, salt), writes them with one write(2) a batch and calls fdatasync. Ledger and floor take turns
// in rounds of several batches, and the medians of the rounds are compared, so that a slow moment of the disk hits both. Verify:
// `verify --hashes` of 10^6 entries against hashing the same leaves and nodes in memory.
#include <fcntl.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <latch>

#include "figures.h"
#include "ledger/sequencer.h"
#include "ledger/verify.h"

namespace {
using namespace gongshu;
using namespace gongshu::bench;
using namespace gongshu::ledger;
namespace fs = std::filesystem;

constexpr std::size_t kEnvelopeBytes = 256;
constexpr auto kOrigin = "gongshu.bench/ledger";

NewEntry sample(std::uint64_t seq, std::size_t pad) {
  return {.actor = "per-1",
          .org = "org-1",
          .stream = "c-" + std::to_string(seq) + std::string(pad, 'x'),
          .type = "t",
          .rules = {"HA-12"},
          .data = must(Payload::of({{"n", static_cast<std::int64_t>(seq)}}))};
}

/// Padding that brings the envelope of entry number 100,000 to 256 bytes.
std::size_t padding() {
  Entry entry;
  static_cast<NewEntry&>(entry) = sample(100'000, 0);
  entry.seq = 100'000;
  entry.time = SystemClock().now();
  return kEnvelopeBytes - must(write_envelope(entry, {}, {})).size();
}

/// Hashes, writes and syncs what an entry stores; no structure at all.
class Floor {
 public:
  explicit Floor(const fs::path& path) : fd_(::open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_TRUNC, 0600)) {}
  ~Floor() { ::close(fd_); }
  void batch(std::size_t entries, std::size_t bytes) {
    const std::string row(bytes, 'e');
    std::string all;
    all.reserve(entries * bytes);
    for (std::size_t i = 0; i < entries; ++i) {
      const auto digest = crypto::sm3(row);
      all += row;
      all.back() = static_cast<char>(digest[0]);
    }
    if (::write(fd_, all.data(), all.size()) != static_cast<ssize_t>(all.size()) || ::fdatasync(fd_) != 0) std::exit(1);
  }

 private:
  int fd_;
};

struct Bench {
  explicit Bench(const fs::path& directory, std::string_view name)
      : path(directory / name), db(must(store::Database::open(path, store::Mode::create))) {
    must(db.exec("CREATE TABLE view(id TEXT PRIMARY KEY, status TEXT NOT NULL, seq INTEGER NOT NULL) STRICT"));
    log = must(Log::open(db, key(), kOrigin, clock));
  }
  static const crypto::Sm2PrivateKey& key() {
    static const auto made = crypto::Sm2PrivateKey::generate();
    return made;
  }
  fs::path path;
  store::Database db;
  SystemClock clock;
  std::unique_ptr<Log> log;
  std::size_t pad = padding();
};

constexpr std::int64_t kViewRows = 20'000;

Status append(Batch& batch, NewEntry entry, bool view) {
  GS_TRY(recorded, batch.append(std::move(entry)));
  if (!view) return {};
  const auto seq = static_cast<std::int64_t>(recorded.seq);
  return batch.db().run("UPDATE view SET status = ?2, seq = ?3 WHERE id = ?1",
                        "scenario/scn-" + std::to_string(seq * 7919 % kViewRows), recorded.type, seq);
}

void fill_view(store::Database& db) {
  auto tx = must(store::Transaction::begin(db));
  for (std::int64_t i = 0; i < kViewRows; ++i)
    must(db.run("INSERT INTO view VALUES (?1, 'draft', 0)", "scenario/scn-" + std::to_string(i)));
  must(tx.commit());
}

/// `batch` entries a transaction, in `jobs` jobs; a round is as many batches as make it long enough to measure.
struct Plan {
  std::size_t batch, jobs, rounds;
  bool view;
  double at_least;
  const char* note;
  std::size_t batches() const { return std::max<std::size_t>(1, 16'384 / batch / 4); }
};

/// The jobs wait in the queue when the clock starts, so that batches follow each other without a pause; it stops at the last
/// answer.
double run_round(Bench& bench, Sequencer& sequencer, const Plan& plan) {
  const auto total = plan.batch * plan.batches();
  const auto each = plan.batch / plan.jobs;
  std::vector<NewEntry> entries;
  for (std::size_t i = 0; i < total; ++i) entries.push_back(sample(100'000 + i, bench.pad));
  std::latch start(1), left(static_cast<std::ptrdiff_t>(total / each));
  // Held as the first of a batch of its own size, so that every batch of the round is full.
  auto held = sequencer.submit([&](Batch&) -> Status { return start.wait(), Status(); });
  while (sequencer.stats().waiting != 0) std::this_thread::yield();
  for (std::size_t first = 0; first < total; first += each) {
    const auto job = [&, first](Batch& batch) -> Status {
      for (auto i = first; i < first + each; ++i) GS_CHECK(append(batch, std::move(entries[i]), plan.view));
      return {};
    };
    sequencer.submit(job, [&](Status status) { must(std::move(status)), left.count_down(); });
  }
  return seconds([&] {
    start.count_down();
    left.wait();
  });
}

void append_figures(const fs::path& directory, const Plan& plan) {
  Bench bench(directory, "append.db");
  fill_view(bench.db);
  Floor floor(directory / "floor");
  const std::size_t stored = kEnvelopeBytes + must(Payload::of({{"n", 100'000}})).text().size() + kSaltBytes;
  std::vector<double> ours, theirs;
  {
    Sequencer sequencer(bench.db, *bench.log, {.queue = 1 << 20, .batch = plan.jobs});
    for (std::size_t round = 0; round < plan.rounds; ++round) {
      ours.push_back(run_round(bench, sequencer, plan));
      theirs.push_back(seconds([&] {
        for (std::size_t i = 0; i < plan.batches(); ++i) floor.batch(plan.batch, stored);
      }));
    }
  }
  const double entries = static_cast<double>(plan.batch * plan.batches());
  const double value = entries / median(ours), base = entries / median(theirs);
  json::object figure{
      {"name", "ledger append, batch " + std::to_string(plan.batch) + (plan.view ? ", entry + view row" : ", entry only")},
      {"unit", "entries/s"},
      {"value", std::round(value)},
      {"floor", std::round(base)},
      {"ratio", value / base}};
  if (plan.at_least > 0) figure["at_least"] = plan.at_least;
  figure["note"] = plan.note;
  print(std::move(figure));
  fs::remove_all(directory);
  fs::create_directories(directory);
}

void verify_figures(const fs::path& directory, std::uint64_t entries) {
  Bench bench(directory, "verify.db");
  for (std::uint64_t done = 0; done < entries;) {
    auto tx = must(store::Transaction::begin(bench.db));
    for (std::uint64_t i = 0; i < 1024 && done < entries; ++i, ++done)
      must(bench.log->append(sample(100'000 + done % 800'000, bench.pad)));
    must(bench.log->seal());
    must(tx.commit());
    bench.log->committed();
  }
  must(bench.db.checkpoint());
  const std::string envelope(kEnvelopeBytes, 'e');
  std::vector<double> floors, hashes;
  for (int round = 0; round < 3; ++round) {
    floors.push_back(seconds([&] {
      CompactRange range;
      for (std::uint64_t i = 0; i < entries; ++i) range.append(leaf_hash(envelope));
      if (range.root() == Digest{}) std::exit(1);
    }));
    hashes.push_back(seconds([&] {
      VerifyInput input{bench.path, Bench::key().public_key()};
      input.hashes_only = true;
      if (const auto report = must(verify(input)); !report.ok() || report.entries != entries) std::exit(1);
    }));
  }
  print({{"name", "verify --hashes, 10^6 entries"},
         {"unit", "s"},
         {"value", median(hashes)},
         {"floor", median(floors)},
         {"ratio", median(hashes) / median(floors)},
         {"at_most", 1.5},
         {"note", "floor: leaf and node hashing in memory"}});
  const double full = seconds([&] {
    if (!must(verify({bench.path, Bench::key().public_key()})).ok()) std::exit(1);
  });
  print({{"name", "verify, full"},
         {"unit", "entries/s"},
         {"value", std::round(entries / full)},
         {"note", "envelopes, commitments, tree, checkpoints; no views"}});
}

}  // namespace

int main(int argc, char** argv) {
  const auto directory = fs::path(argc > 1 ? argv[1] : ".") / ("ledger-bench-" + std::to_string(::getpid()));
  fs::create_directories(directory);
  const Plan plans[] = {
      {1, 1, 5, false, 0, "one job a batch"},       {64, 64, 9, false, 0, "64 jobs a batch"},
      {1024, 1, 41, false, 0.5, "one job a batch"}, {1024, 1024, 21, false, 0, "1,024 jobs a batch, each in its savepoint"},
      {1, 1, 5, true, 0, "one job a batch"},        {64, 64, 9, true, 0, "64 jobs a batch"},
      {1024, 1, 41, true, 0.15, "one job a batch"}, {1024, 1024, 21, true, 0, "1,024 jobs a batch, each in its savepoint"},
  };
  if (argc > 2) {
    auto plan = plans[std::clamp(std::atoi(argv[2]), 0, 7)];
    plan.rounds *= 8;
    append_figures(directory, plan);
  } else {
    for (const auto& plan : plans) append_figures(directory, plan);
    verify_figures(directory, 1'000'000);
  }
  fs::remove_all(directory);
}
