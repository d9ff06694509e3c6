#include "ledger/log.h"

#include "fixture.h"
#include "ledger/export.h"

namespace gongshu::ledger {
namespace {

class LogTest : public ::testing::Test {
 protected:
  TempDir dir;
  Ledger ledger{dir / "ledger.db"};
};

TEST_F(LogTest, AnEmptyLogHasTheEmptyRootAndNoCheckpoint) {
  EXPECT_EQ(ledger.log->size(), 0u);
  EXPECT_EQ(ledger.log->root(), empty_root());
  EXPECT_FALSE(*ledger.log->reader().latest_checkpoint());
}

TEST_F(LogTest, EntriesReadBackWithTheirPayloads) {
  MUST(ledger.batch(10, true));
  auto entry = ledger.log->reader().entry(3);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->stream, "catalog/c-3");
  EXPECT_EQ(entry->data.text(), sample(3).data.text());
  EXPECT_EQ(entry->personal, "sealed 3");
  EXPECT_EQ(entry->rules, sample(3).rules);
  EXPECT_FALSE(ledger.log->reader().entry(4)->personal);
  EXPECT_EQ(ledger.log->reader().entry(10).error().code, ErrorCode::state_not_found);
}

TEST_F(LogTest, SaltsAreNeverUsedTwice) {
  MUST(ledger.batch(600, true));
  std::set<std::string> salts;
  auto runs = *ledger.db.prepare("SELECT first, count, envelopes, payloads FROM ledger_run");
  while (*runs.step()) {
    RunCursor run(runs.column_int64(0), runs.column_int64(1), runs.column_blob(2), runs.column_blob(3));
    for (RunCursor::Item item; *run.next(item);) salts.emplace(item.salt);
  }
  auto personal = *ledger.db.prepare("SELECT salt FROM ledger_personal");
  while (*personal.step()) salts.emplace(personal.column_blob(0));
  EXPECT_EQ(salts.size(), 800u);
}

TEST_F(LogTest, RunsKeepLargePayloadsApartAndDoNotCrossTiles) {
  auto tx = *store::Transaction::begin(ledger.db);
  for (int i = 0; i < 6; ++i) {
    auto entry = sample(i);
    entry.data = *Payload::of({{"text", std::string(40'000, 'x')}});
    MUST(ledger.log->append(NewEntry(entry)));
  }
  for (int i = 6; i < 300; ++i) MUST(ledger.log->append(sample(i)));
  MUST(ledger.log->seal());
  MUST(tx.commit());
  ledger.log->committed();
  std::vector<std::int64_t> firsts;
  auto runs = *ledger.db.prepare("SELECT first FROM ledger_run ORDER BY first");
  while (*runs.step()) firsts.push_back(runs.column_int64(0));
  EXPECT_EQ(firsts, (std::vector<std::int64_t>{0, 2, 4, 6, 256}));
  std::uint64_t next = 3;
  MUST(ledger.log->reader().each(3, [&](const Entry& entry) -> Status {
    EXPECT_EQ(entry.seq, next);
    EXPECT_EQ(entry.stream, "catalog/c-" + std::to_string(next++));
    return {};
  }));
  EXPECT_EQ(next, 300u);
}

TEST_F(LogTest, TheCheckpointIsSignedOverSizeAndRoot) {
  MUST(ledger.batch(5));
  const auto latest = *ledger.log->reader().latest_checkpoint();
  const auto checkpoint = open_checkpoint(latest->note, test_key().public_key());
  ASSERT_TRUE(checkpoint) << why(checkpoint);
  EXPECT_EQ(checkpoint->origin, kOrigin);
  EXPECT_EQ(checkpoint->size, 5u);
  EXPECT_EQ(checkpoint->root, ledger.log->root());
  EXPECT_FALSE(open_checkpoint(latest->note, crypto::Sm2PrivateKey::generate().public_key()));
  auto bent = latest->note;
  bent[std::string(kOrigin).size() + 1] = '6';
  EXPECT_FALSE(open_checkpoint(bent, test_key().public_key()));
}

TEST_F(LogTest, ProofsVerifyForEveryLeafAcrossTiles) {
  for (const auto count : {1, 254, 1, 1, 300, 43}) MUST(ledger.batch(count));
  auto reader = ledger.log->reader();
  const auto size = ledger.log->size();
  ASSERT_EQ(size, 600u);
  for (std::uint64_t seq = 0; seq < size; seq += 7) {
    const auto leaf = leaf_hash(*reader.envelope(seq));
    for (const auto n : {size, std::uint64_t{256}, seq + 1}) {
      if (n <= seq) continue;
      const auto proof = reader.inclusion(seq, n);
      ASSERT_TRUE(proof) << why(proof);
      ASSERT_TRUE(verify_inclusion(leaf, seq, n, *proof, *reader.root(n))) << seq << " in " << n;
    }
    const auto proof = reader.consistency(seq, size);
    ASSERT_TRUE(proof);
    ASSERT_TRUE(verify_consistency(seq, size, *proof, *reader.root(seq), ledger.log->root()));
  }
  EXPECT_EQ(reader.inclusion(600, 600).error().code, ErrorCode::input_out_of_range);
  EXPECT_EQ(reader.inclusion(0, 601).error().code, ErrorCode::input_out_of_range);
  EXPECT_EQ(reader.consistency(1, 601).error().code, ErrorCode::input_out_of_range);
}

TEST_F(LogTest, AProofInAThousandTilesReadsFewRows) {
  MUST(ledger.batch(70'000));
  auto reader = ledger.log->reader();
  for (const std::uint64_t seq : {std::uint64_t{0}, std::uint64_t{65'535}, std::uint64_t{65'536}, std::uint64_t{69'999}}) {
    const auto proof = reader.inclusion(seq, 70'000);
    ASSERT_TRUE(proof) << why(proof);
    EXPECT_TRUE(verify_inclusion(leaf_hash(*reader.envelope(seq)), seq, 70'000, *proof, ledger.log->root()));
  }
  CompactRange range;
  for (std::uint64_t seq = 0; seq < 65'537; ++seq) range.append(leaf_hash(*reader.envelope(seq)));
  EXPECT_EQ(*reader.root(65'537), range.root());
}

TEST_F(LogTest, ReopeningRestoresTheEdgeAtEverySize) {
  for (int i = 0; i < 40; ++i) {
    MUST(ledger.batch(i % 13 + 1));
    const auto head = ledger.log->head();
    ledger.log = ledger.open();
    ASSERT_TRUE(ledger.log);
    ASSERT_EQ(ledger.log->size(), head.size);
    ASSERT_EQ(ledger.log->root(), head.root);
  }
  MUST(ledger.batch(300));
  ledger.log = ledger.open();
  EXPECT_EQ(*ledger.log->reader().root(ledger.log->size()), ledger.log->root());
}

TEST_F(LogTest, ARolledBackTransactionLeavesNoTrace) {
  MUST(ledger.batch(3));
  const auto head = ledger.log->head();
  for (const int count : {1, 200}) {
    auto tx = *store::Transaction::begin(ledger.db);
    for (int i = 0; i < count; ++i) MUST(ledger.log->append(sample(3)));
    MUST(ledger.log->seal());
    tx.rollback();
    ledger.log->discard();
  }
  EXPECT_EQ(ledger.log->size(), head.size);
  EXPECT_EQ(ledger.log->root(), head.root);
  MUST(ledger.batch(2));
  EXPECT_EQ(ledger.log->size(), 5u);
  ledger.log = ledger.open();
  EXPECT_TRUE(ledger.log);
}

TEST_F(LogTest, TimeNeverRunsBack) {
  MUST(ledger.batch(1));
  ledger.clock.set(kStart - 1000);
  auto tx = *store::Transaction::begin(ledger.db);
  const auto first = ledger.log->append(sample(1));
  ledger.clock.set(kStart + 5000);
  const auto second = ledger.log->append(sample(2));
  ledger.clock.set(kStart + 2);
  const auto third = ledger.log->append(sample(3));
  ASSERT_TRUE(first && second && third);
  EXPECT_EQ(first->time, kStart + 1);
  EXPECT_EQ(second->time, kStart + 5000);
  EXPECT_EQ(third->time, kStart + 5000);
}

TEST_F(LogTest, ARefusedEntryIsNotPending) {
  auto tx = *store::Transaction::begin(ledger.db);
  auto entry = sample(0);
  entry.type = "\xff";
  EXPECT_EQ(ledger.log->append(NewEntry(entry)).error().code, ErrorCode::input_bad_utf8);
  entry = sample(0);
  entry.personal = std::string(kMaxPayload + 1, 'x');
  EXPECT_EQ(ledger.log->append(NewEntry(entry)).error().code, ErrorCode::ledger_entry_too_large);
  entry = sample(0);
  entry.epoch = 1;
  EXPECT_EQ(ledger.log->append(NewEntry(entry)).error().code, ErrorCode::input_out_of_range);
  EXPECT_EQ(ledger.log->mark(), 0u);
  EXPECT_EQ(ledger.log->append(sample(0))->seq, 0u);
}

TEST_F(LogTest, SealingNeedsATransaction) {
  MUST(ledger.log->append(sample(0)));
  EXPECT_EQ(ledger.log->seal().error().code, ErrorCode::internal);
  ledger.log->discard();
  MUST(ledger.batch(1));
}

TEST_F(LogTest, RewindingInsideALargeBatchKeepsTheTreeRight) {
  auto tx = *store::Transaction::begin(ledger.db);
  CompactRange range;
  const auto add = [&](std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) ASSERT_TRUE(ledger.log->append(sample(ledger.log->next_seq())));
  };
  add(200);
  ledger.log->rewind(130);
  add(100);
  ledger.log->rewind(128);
  add(70);
  ledger.log->rewind(0);
  add(333);
  MUST(ledger.log->seal());
  MUST(tx.commit());
  ledger.log->committed();
  ASSERT_EQ(ledger.log->size(), 333u);
  for (std::uint64_t seq = 0; seq < 333; ++seq) range.append(leaf_hash(*ledger.log->reader().envelope(seq)));
  EXPECT_EQ(ledger.log->root(), range.root());
  EXPECT_TRUE(verify(verify_input(dir / "ledger.db"))->ok());
}

TEST_F(LogTest, EnvelopesOfEverySizeStayWholeWhileTheHelperReadsThem) {
  // Long texts of characters that take six bytes each make the bytes of a run move again and again.
  auto tx = *store::Transaction::begin(ledger.db);
  std::vector<std::string> streams;
  for (std::uint64_t i = 0; i < 700; ++i) {
    auto entry = sample(i, i % 3 == 0);
    entry.stream += std::string(i % 11 == 0 ? 2'000 : i % 97, '\x01');
    streams.push_back(entry.stream);
    MUST(ledger.log->append(std::move(entry)));
    if (i % 200 == 150) {
      auto refused = sample(i);
      refused.stream = std::string(3'000, '\x01');
      EXPECT_EQ(ledger.log->append(std::move(refused)).error().code, ErrorCode::ledger_entry_too_large);
      ledger.log->rewind(ledger.log->mark() - 3);
      streams.resize(streams.size() - 3);
    }
  }
  MUST(ledger.log->seal());
  MUST(tx.commit());
  ledger.log->committed();
  ASSERT_EQ(ledger.log->size(), streams.size());
  CompactRange range;
  for (std::uint64_t seq = 0; seq < streams.size(); ++seq) {
    ASSERT_EQ(ledger.log->reader().entry(seq)->stream, streams[seq]);
    range.append(leaf_hash(*ledger.log->reader().envelope(seq)));
  }
  EXPECT_EQ(ledger.log->root(), range.root());
  EXPECT_TRUE(verify(verify_input(dir / "ledger.db"))->ok());
}

TEST_F(LogTest, OpeningRefusesAnotherOriginAnotherKeyAndDamagedRows) {
  MUST(ledger.batch(300));
  ledger.log.reset();
  EXPECT_EQ(Log::open(ledger.db, test_key(), "gongshu.test/other", ledger.clock).error().code, ErrorCode::ledger_corrupt);
  EXPECT_EQ(Log::open(ledger.db, crypto::Sm2PrivateKey::generate(), kOrigin, ledger.clock).error().code,
            ErrorCode::ledger_corrupt);
  MUST(ledger.db.run("UPDATE ledger_tile_sm3 SET hashes = zeroblob(44 * 32) WHERE level = 0 AND idx = 1"));
  EXPECT_EQ(Log::open(ledger.db, test_key(), kOrigin, ledger.clock).error().code, ErrorCode::ledger_corrupt);
  MUST(ledger.db.run("DELETE FROM ledger_run WHERE first = 256"));
  EXPECT_EQ(Log::open(ledger.db, test_key(), kOrigin, ledger.clock).error().code, ErrorCode::ledger_corrupt);
}

TEST(TilePath, SpellsIndexesAsTlogTilesDoes) {
  EXPECT_EQ(tile_path(0, 256), "000");
  EXPECT_EQ(tile_path(999, 256), "999");
  EXPECT_EQ(tile_path(1000, 256), "x001/000");
  EXPECT_EQ(tile_path(1234067, 256), "x001/x234/067");
  EXPECT_EQ(tile_path(273, 112), "273.p/112");
}

}  // namespace
}  // namespace gongshu::ledger
