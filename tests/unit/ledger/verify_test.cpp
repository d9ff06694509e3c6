#include "ledger/verify.h"

#include <fstream>
#include <random>

#include "fixture.h"
#include "ledger/export.h"
#include "store/files.h"

namespace gongshu::ledger {
namespace {
namespace fs = std::filesystem;

constexpr std::uint64_t kEntries = 700;

Report check(VerifyInput input) {
  auto report = verify(input);
  EXPECT_TRUE(report) << why(report);
  return report ? *report : Report{};
}
Report check(const fs::path& source, bool hashes_only = false) {
  auto input = verify_input(source);
  input.hashes_only = hashes_only;
  return check(input);
}
std::string show(const Report& report) { return json::serialize(report.to_json()); }

void expect_bad(const Report& report, std::uint64_t seq, std::string_view what) {
  ASSERT_TRUE(report.first_bad);
  EXPECT_EQ(report.first_bad->seq, seq) << show(report);
  EXPECT_NE(report.first_bad->what.find(what), std::string::npos) << show(report);
  EXPECT_NE(report.first_bad->expected, report.first_bad->found) << show(report);
}

/// One ledger for all damage tests; each test harms a copy.
class VerifyTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    master_ = new TempDir;
    Ledger ledger(*master_ / "ledger.db");
    for (const auto count : {100, 156, 200, 244}) MUST(ledger.batch(count, true));
    MUST(ledger.db.checkpoint());
    const auto summary = export_log(ledger.db, *master_ / "export", test_key().public_key());
    ASSERT_TRUE(summary) << why(summary);
    ASSERT_EQ(summary->entries, kEntries);
    ASSERT_EQ(summary->checkpoints, 4u);
  }
  static void TearDownTestSuite() { delete master_; }

  void SetUp() override {
    fs::copy_file(*master_ / "ledger.db", database());
    fs::copy(*master_ / "export", exported(), fs::copy_options::recursive);
  }
  fs::path database() const { return dir_ / "ledger.db"; }
  fs::path exported() const { return dir_ / "export"; }
  void sql(std::string_view script) {
    auto db = *store::Database::open(database(), store::Mode::read_write);
    MUST(db.exec(script));
  }
  std::string read(const std::string& name) { return *store::read_file(exported() / name); }
  void write(const std::string& name, std::string_view bytes) {
    std::ofstream(exported() / name, std::ios::binary | std::ios::trunc) << bytes;
  }

  static TempDir* master_;
  TempDir dir_;
};
TempDir* VerifyTest::master_ = nullptr;

TEST_F(VerifyTest, ASoundLedgerPassesInEveryForm) {
  for (const auto& source : {database(), exported()}) {
    for (const bool hashes_only : {false, true}) {
      const auto report = check(source, hashes_only);
      EXPECT_TRUE(report.ok()) << show(report);
      EXPECT_EQ(report.entries, kEntries);
      EXPECT_EQ(report.checkpoints, 4u);
      EXPECT_EQ(report.signatures, 4u);
    }
  }
}

TEST_F(VerifyTest, AnEmptyLedgerPasses) {
  { Ledger ledger(dir_ / "empty.db"); }
  EXPECT_TRUE(check(dir_ / "empty.db").ok());
  auto db = *store::Database::open(dir_ / "empty.db", store::Mode::read_write);
  EXPECT_EQ(export_log(db, dir_ / "empty", test_key().public_key()).error().code, ErrorCode::state_not_found);
}

TEST_F(VerifyTest, AnExportNeedsAnEmptyDirectoryAndHoldsNothingPersonal) {
  auto db = *store::Database::open(database(), store::Mode::read_only);
  EXPECT_EQ(export_log(db, exported(), test_key().public_key()).error().code, ErrorCode::state_already_exists);
  for (const auto& file : fs::recursive_directory_iterator(exported())) {
    if (!file.is_regular_file()) continue;
    EXPECT_EQ(store::read_file(file.path())->find("sealed 3"), std::string::npos) << file.path();
  }
}

TEST_F(VerifyTest, AMissingSourceIsAnErrorAndGarbageIsAReport) {
  EXPECT_EQ(verify(verify_input(dir_ / "nothing")).error().code, ErrorCode::state_not_found);
  std::ofstream(dir_ / "garbage") << std::string(5000, 'x');
  EXPECT_FALSE(check(dir_ / "garbage").ok());
  fs::create_directory(dir_ / "bare");
  EXPECT_FALSE(check(dir_ / "bare").ok());
}

TEST_F(VerifyTest, AnotherKeyOrOriginIsRefused) {
  auto input = verify_input(database());
  input.public_key = crypto::Sm2PrivateKey::generate().public_key();
  expect_bad(check(input), 0, "checkpoint 0");
  input = verify_input(database());
  input.origin = "gongshu.test/other";
  expect_bad(check(input), 0, "checkpoint 0");
}

struct Damage {
  const char* sql;
  std::uint64_t seq;
  const char* what;
  bool hashes_see_it = true;
};

TEST_F(VerifyTest, DamageInAnyTableNamesTheFirstBadEntry) {
  const Damage damages[] = {
      {"DELETE FROM ledger_run WHERE first = 0", 0, "entry"},
      {"DELETE FROM ledger_run WHERE first = 256", 256, "entry"},
      {"DELETE FROM ledger_run WHERE first >= 512", 512, "entry"},
      {"DELETE FROM ledger_run", 0, "entry"},
      {"INSERT INTO ledger_run SELECT 700, count, envelopes, payloads FROM ledger_run WHERE first = 0", 700, "leaf hash"},
      {"INSERT INTO ledger_run SELECT -100, count, envelopes, payloads FROM ledger_run WHERE first = 0", 0, "entry"},
      {"INSERT INTO ledger_run SELECT 50, count, envelopes, payloads FROM ledger_run WHERE first = 0", 100, "entry"},
      {"UPDATE ledger_run SET first = first + 1 WHERE first = 456", 456, "entry"},
      {"UPDATE ledger_run SET count = count + 1 WHERE first = 100", 256, "entry"},
      {"UPDATE ledger_run SET count = count - 1 WHERE first = 100", 255, "entry"},
      {"UPDATE ledger_run SET count = 0 WHERE first = 100", 100, "entry"},
      {"UPDATE ledger_run SET count = -1 WHERE first = 100", 100, "entry"},
      {"UPDATE ledger_run SET envelopes = (SELECT envelopes FROM ledger_run WHERE first = 100), count = 156 WHERE first = 0", 0,
       "leaf hash"},
      {"UPDATE ledger_run SET envelopes = x'' WHERE first = 256", 256, "entry"},
      {"UPDATE ledger_run SET envelopes = zeroblob(length(envelopes)) WHERE first = 256", 256, "leaf hash"},
      {"UPDATE ledger_run SET envelopes = substr(envelopes, 1, length(envelopes) - 1) WHERE first = 0", 99, "entry"},
      {"UPDATE ledger_run SET payloads = zeroblob(length(payloads)) WHERE first = 100", 100, "commitment to data", false},
      {"UPDATE ledger_run SET payloads = substr(payloads, 1, length(payloads) - 1) WHERE first = 100", 255, "entry", false},
      {"UPDATE ledger_run SET payloads = CAST(payloads || x'00' AS BLOB) WHERE first = 100", 256, "entry", false},
      {"UPDATE ledger_run SET payloads = (SELECT payloads FROM ledger_run WHERE first = 256) WHERE first = 456", 456,
       "commitment to data", false},
      {"UPDATE ledger_personal SET personal = x'00' WHERE seq = 75", 75, "personal", false},
      {"DELETE FROM ledger_personal WHERE seq > 500", 501, "personal", false},
      {"INSERT INTO ledger_personal VALUES (502, zeroblob(32), x'00')", 502, "personal", false},
      {"UPDATE ledger_personal SET seq = 601 WHERE seq = 600", 600, "personal", false},
      {"UPDATE ledger_personal SET salt = zeroblob(32) WHERE seq = 103", 103, "personal", false},
      {"UPDATE ledger_tile_sm3 SET hashes = zeroblob(8192) WHERE idx = 1", 256, "leaf hash"},
      {"UPDATE ledger_tile_sm3 SET hashes = CAST(substr(hashes, 1, 3200) || zeroblob(32) || substr(hashes, 3233) AS BLOB) "
       "WHERE level = 0 AND idx = 0",
       100, "leaf hash"},
      {"UPDATE ledger_tile_sm3 SET hashes = substr(hashes, 1, 8191) WHERE idx = 1", 511, "leaf hash"},
      {"UPDATE ledger_tile_sm3 SET hashes = substr(hashes, 1, 6000) WHERE idx = 2", 699, "leaf hash"},
      {"UPDATE ledger_tile_sm3 SET hashes = CAST(hashes || x'00' AS BLOB) WHERE level = 0 AND idx = 0", 0, "tile 0/0"},
      {"UPDATE ledger_tile_sm3 SET hashes = CAST(substr(hashes, 1, 32) || zeroblob(32) AS BLOB) WHERE level = 1", 256,
       "tile 1/0"},
      {"DELETE FROM ledger_tile_sm3 WHERE level = 0 AND idx = 0", 0, "tile 0/0"},
      {"DELETE FROM ledger_tile_sm3 WHERE level = 0 AND idx = 1", 256, "tile 0/1"},
      {"DELETE FROM ledger_tile_sm3 WHERE level = 0 AND idx = 2", 512, "tile 0/2"},
      {"DELETE FROM ledger_tile_sm3 WHERE level = 1", 0, "tile 1/0"},
      {"UPDATE ledger_checkpoint_sm3 SET note = replace(note, 'A', 'B') WHERE batch = 2", 256, "checkpoint 2"},
      {"UPDATE ledger_checkpoint_sm3 SET note = substr(note, 1, 40) WHERE batch = 3", 456, "checkpoint 3"},
      {"UPDATE ledger_checkpoint_sm3 SET size = 457 WHERE batch = 2", 256, "checkpoint 2"},
      {"DELETE FROM ledger_checkpoint_sm3 WHERE batch = 0", 0, "checkpoint 0"},
      {"DELETE FROM ledger_checkpoint_sm3 WHERE batch = 1", 100, "checkpoint 1"},
      {"DELETE FROM ledger_checkpoint_sm3 WHERE batch = 3", 456, "checkpoint"},
      {"DELETE FROM ledger_checkpoint_sm3", 0, "checkpoint"},
      {"UPDATE ledger_checkpoint_sm3 SET note = (SELECT note FROM ledger_checkpoint_sm3 WHERE batch = 1) WHERE batch = 2", 256,
       "checkpoint"},
  };
  for (const auto& damage : damages) {
    SCOPED_TRACE(damage.sql);
    fs::remove(database());
    fs::copy_file(*master_ / "ledger.db", database());
    sql(damage.sql);
    expect_bad(check(database()), damage.seq, damage.what);
    const auto hashes = check(database(), true);
    EXPECT_EQ(hashes.ok(), !damage.hashes_see_it) << show(hashes);
    if (damage.hashes_see_it) expect_bad(hashes, damage.seq, damage.what);
  }
}

TEST_F(VerifyTest, EveryChangedBitOfARunIsFoundAndItsEntryNamed) {
  std::mt19937 random(20260103);
  for (const auto& [column, step] : {std::pair{"envelopes", 331}, std::pair{"payloads", 97}}) {
    const auto where = std::string(" FROM ledger_run WHERE first = 256");
    auto db = *store::Database::open(database(), store::Mode::read_write);
    std::string good;
    {
      auto get = *db.prepare("SELECT " + std::string(column) + where);
      ASSERT_TRUE(*get.step());
      good = get.column_blob(0);
    }
    std::uint64_t before = 256;
    for (std::size_t at = 0; at < good.size(); at += good.size() / 40 + step) {
      auto bent = good;
      bent[at] = static_cast<char>(bent[at] ^ (1 << random() % 8));
      MUST(db.run("UPDATE ledger_run SET " + std::string(column) + " = ?1 WHERE first = 256", store::Blob{bent}));
      const auto report = check(database());
      ASSERT_FALSE(report.ok()) << column << " " << at;
      ASSERT_TRUE(report.first_bad->seq) << show(report);
      EXPECT_GE(*report.first_bad->seq, before) << column << " " << at;
      EXPECT_LT(*report.first_bad->seq, 512u);
      before = *report.first_bad->seq;
    }
    EXPECT_GT(before, 256u);
    MUST(db.run("UPDATE ledger_run SET " + std::string(column) + " = ?1 WHERE first = 256", store::Blob{good}));
    EXPECT_TRUE(check(database()).ok());
  }
}

TEST_F(VerifyTest, StrayTilesAreFound) {
  sql("INSERT INTO ledger_tile_sm3 VALUES (2, 0, zeroblob(8192))");
  const auto report = check(database());
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.first_bad->what, "tiles");
}

TEST_F(VerifyTest, StrayPersonalPayloadsAreFound) {
  sql("INSERT INTO ledger_personal VALUES (900, zeroblob(32), x'00')");
  const auto report = check(database());
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.first_bad->what, "personal payload");
}

/// A forger who recomputes everything but cannot sign.
TEST_F(VerifyTest, AConsistentForgeryFailsAtTheCheckpoint) {
  { Ledger forged(dir_ / "forged.db"); }
  {
    Ledger forged(dir_ / "forged.db");
    MUST(forged.batch(50));
  }
  auto db = *store::Database::open(dir_ / "forged.db", store::Mode::read_write);
  const auto note = *sign_checkpoint({kOrigin, 50, crypto::sm3("other")}, test_key());
  MUST(db.run("UPDATE ledger_checkpoint_sm3 SET note = ?1", note));
  expect_bad(check(dir_ / "forged.db"), 0, "root of checkpoint 0");
}

TEST_F(VerifyTest, ALogCutBackIsFoundByAKnownCheckpoint) {
  auto input = verify_input(database());
  input.known_checkpoint = read("sm3/checkpoint");
  EXPECT_TRUE(check(input).ok());
  sql("DELETE FROM ledger_run WHERE first >= 256; DELETE FROM ledger_personal WHERE seq >= 256; DELETE FROM "
      "ledger_checkpoint_sm3 WHERE batch > 1;"
      "DELETE FROM ledger_tile_sm3 WHERE idx > 0; UPDATE ledger_tile_sm3 SET hashes = substr(hashes, 1, 32) WHERE level = 1");
  EXPECT_TRUE(check(database()).ok());
  expect_bad(check(input), 256, "entry");
  input.known_checkpoint = *sign_checkpoint({kOrigin, 200, crypto::sm3("other history")}, test_key());
  expect_bad(check(input), 100, "known checkpoint");
  input.known_checkpoint = *sign_checkpoint({kOrigin, 200, {}}, crypto::Sm2PrivateKey::generate());
  EXPECT_FALSE(check(input).ok());
}

TEST_F(VerifyTest, EveryChangedBitOfAnExportIsFound) {
  std::vector<std::string> names;
  for (const auto& file : fs::recursive_directory_iterator(exported()))
    if (file.is_regular_file()) names.push_back(fs::relative(file.path(), exported()).string());
  ASSERT_EQ(names.size(), 3u + 3 + 3 + 1 + 3);  // bundles, payloads, leaf tiles, the edge of level 1, checkpoint, history, key
  std::mt19937 random(20260101);
  for (const auto& name : names) {
    const auto good = read(name);
    for (int i = 0; i < 12; ++i) {
      auto bent = good;
      const auto bit = random() % (bent.size() * 8);
      bent[bit / 8] = static_cast<char>(bent[bit / 8] ^ (1 << bit % 8));
      write(name, bent);
      EXPECT_FALSE(check(exported()).ok()) << name << " bit " << bit;
    }
    for (const auto size : {good.size() - 1, good.size() / 2, std::size_t{0}}) {
      write(name, good.substr(0, size));
      EXPECT_FALSE(check(exported()).ok()) << name << " cut to " << size;
    }
    write(name, good + "\n");
    EXPECT_FALSE(check(exported()).ok()) << name << " with a byte more";
    fs::remove(exported() / name);
    EXPECT_FALSE(check(exported()).ok()) << name << " removed";
    write(name, good);
  }
  EXPECT_TRUE(check(exported()).ok());
}

TEST_F(VerifyTest, DamageInAnExportNamesTheEntry) {
  const auto bundle = read("sm3/tile/entries/001");
  auto bent = bundle;
  const auto at = bent.find("catalog/c-300\"");
  bent[at + 8] = 'd';
  write("sm3/tile/entries/001", bent);
  expect_bad(check(exported()), 300, "leaf hash");
  expect_bad(check(exported(), true), 300, "leaf hash");
  write("sm3/tile/entries/001", bundle);
  auto payload = read("payload/002.p/188");
  payload.replace(payload.find("\"rows\":600"), 10, "\"rows\":601");
  write("payload/002.p/188", payload);
  expect_bad(check(exported()), 600, "commitment to data");
  EXPECT_TRUE(check(exported(), true).ok());
}

TEST_F(VerifyTest, SwappedBundlesAndEntriesAreFound) {
  const auto first = read("sm3/tile/entries/000"), second = read("sm3/tile/entries/001");
  write("sm3/tile/entries/000", second);
  write("sm3/tile/entries/001", first);
  expect_bad(check(exported()), 0, "leaf hash");
}

/// Rebuilds one row a stream out of the entries.
class Titles final : public Rebuilder {
 public:
  Status apply(const Entry& entry, const json::object& data) override {
    if (entry.seq == refuse) return fail(ErrorCode::state_not_allowed);
    views.push_back({"catalog", entry.stream, *canonical(data)});
    return {};
  }
  Result<std::vector<ViewRow>> rows() override { return views; }
  std::vector<ViewRow> views;
  std::uint64_t refuse = kEntries;
};

TEST_F(VerifyTest, RebuiltViewsAreComparedWithTheStoredOnes) {
  Titles reference;
  auto input = verify_input(database());
  input.rebuilder = &reference;
  ASSERT_TRUE(check(input).ok());
  const auto verify_against = [&](std::vector<ViewRow> stored) {
    Titles titles;
    auto with = verify_input(exported());
    with.rebuilder = &titles;
    with.stored = [&] { return stored; };
    return check(with);
  };
  auto rows = reference.views;
  auto report = verify_against(rows);
  EXPECT_TRUE(report.ok()) << show(report);
  EXPECT_EQ(report.views, kEntries);
  rows[5].canonical = "{}";
  EXPECT_EQ(verify_against(rows).first_bad->what, "view catalog/catalog/c-5");
  rows = reference.views;
  rows.erase(rows.begin() + 7);
  EXPECT_EQ(verify_against(rows).first_bad->found, "missing");
  rows = reference.views;
  rows.push_back({"zebra", "1", "{}"});
  EXPECT_EQ(verify_against(rows).first_bad->expected, "no such row");
}

TEST_F(VerifyTest, AnEntryThatDoesNotApplyIsNamed) {
  Titles titles;
  titles.refuse = 321;
  auto input = verify_input(database());
  input.rebuilder = &titles;
  expect_bad(check(input), 321, "rebuilding");
}

}  // namespace
}  // namespace gongshu::ledger
