// Samples of masked rows for development: only where the pack provides for them, let go by somebody else, their entities known
// from then on.
#include "app/workspace_sample.h"
#include "egress_world.h"

namespace gongshu::app::test {
namespace {

/// The Henan pack with one rule more.
fs::path sampling_packs() {
  std::string pattern = (fs::temp_directory_path() / "gongshu-packs-XXXXXX").string();
  const fs::path out = ::mkdtemp(pattern.data());
  fs::copy(GONGSHU_SOURCE_DIR "/rulepacks", out, fs::copy_options::recursive);
  auto text = *store::read_file(out / "henan/pack.yaml");
  const std::string before = "\nrules:\n";
  text.insert(
      text.find(before) + before.size(),
      "  - id: TS-02\n    article: 第九十九条\n    level: must\n    zh: 开发可用抽样数据。\n    en: Development may use sampled "
      "rows.\n"
      "    bind:\n      - {point: workspace.development_rows, params: {mode: sampled, share_percent: 50, entities: 30}}\n");
  if (!store::write_file_atomic(out / "henan/pack.yaml", text)) throw std::runtime_error("pack");
  return out;
}

/// Two hundred people of county a, three of b.
class Sampling : public EgressLedgers {
 protected:
  Sampling() : Sampling(sampling_packs()) {}
  explicit Sampling(const fs::path& packs) : EgressLedgers(packs), folder(packs) {}
  ~Sampling() override {
    if (folder != GONGSHU_SOURCE_DIR "/rulepacks") fs::remove_all(folder);
  }
  void SetUp() override {
    w.issue_order();
    rows = people(200, "a");
    const auto few = people(3, "b", 201);
    rows.insert(rows.end(), few.begin(), few.end());
    w.supply(w.make(rows));
    workspace = World::text(w.must(kOperator, "openWorkspace", json::object{{"scenario", "scn-1"}}), "id");
  }
  Result<Reply> ask(int share = 10, const domain::Actor& actor = kOperator, const char* table = "residents") {
    return w.call(actor, "requestDevelopmentSample",
                  json::object{{"workspace", workspace}, {"table", table}, {"share_percent", share}, {"purpose", "调试"}});
  }
  std::string asked(int share = 10) { return World::text(ask(share)->body.as_object(), "id"); }
  std::string let_go(const std::string& id, const domain::Actor& actor = kAgency) {
    return w.outcome(w.call(actor, "releaseDevelopmentSample", {}, {{"id", id}}));
  }
  json::object query(const char* sql = "SELECT count(*) AS n, count(DISTINCT id_number) AS people FROM residents") {
    return w.must(kOperator, "queryDevelopment", json::object{{"sql", sql}}, {{"id", workspace}});
  }
  fs::path folder;
  std::vector<MaskedRow> rows;
  std::string workspace;
};

class Synthetic : public Sampling {
 protected:
  Synthetic() : Sampling(GONGSHU_SOURCE_DIR "/rulepacks") {}
};

TEST_F(Synthetic, NoSampleIsGivenWhereThePackDoesNotProvideForIt) {
  const auto refused = ask();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::rule_refused);
  EXPECT_TRUE(query().at("synthetic").as_bool());
}

TEST_F(Sampling, IsAskedForByTheOperatorWithinThePacksShare) {
  EXPECT_EQ(w.outcome(ask(51)), "rule.out_of_scope TS-02");
  EXPECT_EQ(w.outcome(ask(0)), "input.out_of_range");
  EXPECT_EQ(w.outcome(ask(10, kOperator, "nobody")), "state.not_found");
  EXPECT_EQ(w.outcome(ask(10, kRival)), "state.not_found");
  EXPECT_EQ(w.outcome(ask(50)), "passed");
  EXPECT_TRUE(query().at("synthetic").as_bool()) << "asked for, not let go";
}

TEST_F(Sampling, IsLetGoBySomebodyElseOnceAndForItsBatchOnly) {
  const auto id = asked();
  const domain::Actor both{"per-op", "org-ag", {"implementing_agency"}, {}},
      elsewhere{"per-x", "org-x", {"implementing_agency"}, {}};
  EXPECT_EQ(let_go(id, both), "auth.own_work");
  EXPECT_EQ(let_go(id, kOtherOperator), "auth.forbidden");
  EXPECT_EQ(let_go(id, elsewhere), "auth.forbidden");
  EXPECT_EQ(let_go(id, kRival), "state.not_found");
  EXPECT_EQ(opened(), "0");
  const auto other = asked();
  EXPECT_EQ(w.outcome(w.call(kAgency, "refuseDevelopmentSample", json::object{{"reason", "不必要"}}, {{"id", other}})), "passed");
  EXPECT_EQ(let_go(other), "state.not_allowed");
  EXPECT_EQ(let_go(id), "passed");
  EXPECT_EQ(let_go(id), "state.not_allowed");
  const auto late = asked();
  w.again();
  w.supply(w.make(rows));
  EXPECT_EQ(let_go(late), "state.conflict");
  EXPECT_TRUE(query().at("synthetic").as_bool()) << "the sample was of the batch before";
}

TEST_F(Sampling, HoldsMaskedRowsOfWhomTheParametersSay) {
  const auto id = asked();
  const auto shown = w.must(kAgency, "getDevelopmentSample", {}, {{"id", id}});
  EXPECT_EQ(shown.at("figures").at("batch_entities"), 203);
  EXPECT_EQ(shown.at("figures").at("eligible_entities"), 203) << "no column of this table is a quasi-identifier";
  EXPECT_EQ(shown.at("figures").at("entities"), 20);
  EXPECT_FALSE(w.must(kOtherOperator, "getDevelopmentSample", {}, {{"id", id}}).contains("figures"));
  ASSERT_EQ(let_go(id), "passed");
  const auto answer = query();
  EXPECT_FALSE(answer.at("synthetic").as_bool());
  EXPECT_EQ(answer.at("rows").at(0), (json::array{20, 20}));
  const auto& notes = answer.at("notes").at("residents");
  EXPECT_EQ(notes.at("method"), "sample/1");
  EXPECT_EQ(notes.at("share_percent"), 10);
  EXPECT_EQ(notes.at("entities"), 20);
  EXPECT_EQ(notes.at("sample").as_string(), id);
  const auto counties = query("SELECT county, count(*) AS n FROM residents GROUP BY county ORDER BY county");
  w.open();
  EXPECT_EQ(query("SELECT county, count(*) AS n FROM residents GROUP BY county ORDER BY county"), counties)
      << "the same rows after a restart";
  EXPECT_FALSE(
      w.call(kOperator, "queryDevelopment", json::object{{"sql", "SELECT id_number FROM residents"}}, {{"id", workspace}}))
      << "identifiers are not shown here either";
}

TEST_F(Sampling, IsNeverMoreThanThePacksNumberOfEntities) {
  ASSERT_EQ(let_go(asked(50)), "passed");
  EXPECT_EQ(query().at("rows").at(0), (json::array{30, 30}));
}

TEST_F(Sampling, MakesItsEntitiesKnown) {
  ASSERT_EQ(release(count_of(1, 203)), "passed");
  ASSERT_EQ(let_go(asked(50)), "passed");
  EXPECT_EQ(log().known, 30);
  EXPECT_EQ(opened(), "1");
  std::vector<std::uint64_t> known;
  {
    domain::workspace::Sample first;
    EXPECT_TRUE(w.node->query([&](Records& records) -> Status {
      GS_TRY(all, records.all<domain::workspace::SampleSubject>("released"));
      first = all.front().state;
      return {};
    }));
    known = draw_sample(*w.node, "scn-1", first.parameters)->entities;
  }
  ASSERT_EQ(known.size(), 30u);
  PopulationRelease mixed{"resident", {}};
  mixed.release.label = "known and unknown";
  mixed.release.atoms = 1;
  for (std::uint64_t i = 0; i < 9; ++i) mixed.release.rows.push_back({known[i], known[i], 0});
  std::uint64_t stranger = 1;
  while (std::find(known.begin(), known.end(), stranger) != known.end()) ++stranger;
  mixed.release.rows.push_back({stranger, stranger, 0});
  mixed.release.cells.push_back({"count(*)", {0}});
  EXPECT_EQ(release(mixed), "withheld") << "ten people, nine of whom are known: it tells about one";
}

TEST_F(Sampling, ALedgerThatForgotWhoIsKnownIsNotBelieved) {
  ASSERT_EQ(release(count_of(1, 40)), "passed");
  const auto older = *store::read_file(file());
  ASSERT_EQ(let_go(asked()), "passed");
  ASSERT_TRUE(store::write_file_atomic(file(), older));
  EXPECT_EQ(opened(), "ledger.corrupt");
}

}  // namespace
}  // namespace gongshu::app::test
