// The dry run lists what opening would change, changes nothing, and names a schema from the future.
#include "app/schema.h"

#include "fixture.h"

namespace gongshu::app {
namespace {

using namespace test;

class SchemaTest : public ::testing::Test {
 protected:
  void SetUp() override { open(data_).reset(); }
  std::map<std::string, SchemaState> states() {
    std::map<std::string, SchemaState> out;
    auto all = schema_states(data_);
    EXPECT_TRUE(all);
    for (auto& s : *all) out[s.component] = s;
    return out;
  }
  void sql(const char* file, const std::string& text) {
    auto db = *store::Database::open(data_ / file, store::Mode::read_write);
    ASSERT_TRUE(db.exec(text));
  }
  TempDir dir_;
  std::filesystem::path data_ = dir_ / "node";
};

TEST_F(SchemaTest, AFreshDirectoryHasNothingPending) {
  for (const auto& [component, s] : states()) {
    EXPECT_GT(s.version, 0) << component;
    EXPECT_TRUE(s.pending.empty()) << component;
    EXPECT_FALSE(s.newer) << component;
  }
  EXPECT_TRUE(migrate_data(data_, ManualClock(kNow))->empty());
}

TEST_F(SchemaTest, WhatIsMissingIsListedAndThenApplied) {
  for (const char* file : {"identity.db", "identity.db-wal", "identity.db-shm"}) std::filesystem::remove(data_ / file);
  auto s = states().at("identity");
  EXPECT_EQ(s.version, 0);
  ASSERT_FALSE(s.pending.empty());
  EXPECT_EQ(s.pending.front().version, 1);
  EXPECT_FALSE(s.pending.front().title.empty());
  EXPECT_FALSE(std::filesystem::exists(data_ / "identity.db"));  // nothing was made
  const auto applied = migrate_data(data_, ManualClock(kNow));
  ASSERT_TRUE(applied) << describe(applied.error());
  EXPECT_EQ(applied->size(), s.pending.size());
  EXPECT_TRUE(states().at("identity").pending.empty());
}

TEST_F(SchemaTest, ASchemaFromTheFutureIsNamedAndNotTouched) {
  for (const auto& [file, component] : {std::pair{"gongshu.db", "ledger"}, {"gongshu.db", "views"}, {"identity.db", "identity"}}) {
    sql(file, std::string("INSERT INTO schema_versions(component, version, applied_at) VALUES ('") + component + "', 99, 0)");
    const auto s = states().at(component);
    ASSERT_TRUE(s.newer) << component;
    EXPECT_EQ(s.newer->code, ErrorCode::store_newer_schema);
    EXPECT_NE(s.newer->hint.find("99"), std::string::npos);
    EXPECT_EQ(migrate_data(data_, ManualClock(kNow)).error().code, ErrorCode::store_newer_schema);
    sql(file, "DELETE FROM schema_versions WHERE version = 99");
  }
}

TEST_F(SchemaTest, ARunningServerKeepsMigrationsOut) {
  const auto node = open(data_);
  EXPECT_TRUE(schema_states(data_));
  EXPECT_EQ(migrate_data(data_, ManualClock(kNow)).error().code, ErrorCode::store_locked);
}

TEST(Schema, OfNoDataDirectoryIsAnError) {
  TempDir dir;
  EXPECT_EQ(schema_states(dir / "none").error().code, ErrorCode::state_not_found);
  EXPECT_EQ(migrate_data(dir / "none", ManualClock(kNow)).error().code, ErrorCode::state_not_found);
}

}  // namespace
}  // namespace gongshu::app
