// One population, two scenarios of two operators: what leaves of one is held against what has left of the other, over the end of
// a scenario too.
#include "domain/authorization/events.h"
#include "domain/evidence/events.h"
#include "egress_world.h"

namespace gongshu::app::test {
namespace {

inline const domain::Actor kRivalsAuthor{"per-ri2", "org-ri", {"operator"}, {}};

// The scenarios call the table by different names: rows are rows of the resource.
const std::string kEverybody = "", kAllButOne = " WHERE county = 'a'";

/// Who works on a scenario: one person writes the job, another the product.
struct Side {
  const char *scenario, *table;
  const domain::Actor &analyst, &author;
};
const Side kFirst{"scn-3", "citizens", kRival, kRivalsAuthor}, kSecond{"scn-1", "residents", kOperator, kOtherOperator};

class TwoScenarios : public EgressLedgers {
 protected:
  void SetUp() override {
    other_agreement();
    other_scenario();
    w.issue_order({{"scenario", kFirst.scenario}});
    auto rows = people(39, "a");
    const auto last = people(1, "b", 40);
    rows.insert(rows.end(), last.begin(), last.end());
    w.supply(w.make(rows));
    w.again({{"scenario", kSecond.scenario}});
    std::reverse(rows.begin(), rows.end());
    w.supply(w.make(rows));
  }
  void other_agreement() {
    using namespace domain::authorization;
    put<OperatorSubject>(*w.node, kAuthority, "opr-2", {OperatorAdmitted{{"org-ri", "dec-1", {}, {}}}});
    DraftAgreement content;
    content.plan = "pla-1";
    content.operator_id = "opr-2";
    content.resources = {"cat-1"};
    content.starts = "2026-01-01";
    content.ends = "2028-12-31";
    put<AgreementSubject>(*w.node, kAgency, "agr-2",
                          {AgreementDrafted{"org-ri", content}, AgreementDecided{"dec-1"}, AgreementInForce{{}}});
    domain::evidence::Document document;
    document.kind = "termination";
    document.org = "org-ag";
    put<domain::evidence::DocumentSubject>(*w.node, kAgency, "doc-1", {domain::evidence::DocumentDeposited{document}});
  }
  void other_scenario() {
    using namespace domain::scenario;
    DraftScenario content;
    content.agreement = "agr-2";
    content.title = "另一家的测算";
    content.purpose = "public_interest";
    content.demand = {
        {"cat-1",
         kFirst.table,
         {{"id_number", {"join", "aggregate"}, {}, {}, "计数的键"}, {"county", {"group", "filter"}, {}, {}, "按县"}}}};
    Drafted drafted;
    drafted.operator_org = "org-ri";
    drafted.agency = "org-ag";
    drafted.content = content;
    put<ScenarioSubject>(*w.node, kRival, kFirst.scenario, {drafted, Submitted{}, Approved{}});
  }
  /// The job that counts people `where`.
  std::string run(const Side& side, const std::string& where) {
    const auto sql = std::string("SELECT count(*) AS n FROM ") + side.table + where;
    auto& workspace = workspaces[side.scenario];
    if (workspace.empty())
      workspace = World::text(w.must(side.analyst, "openWorkspace", json::object{{"scenario", side.scenario}}), "id");
    const auto job = w.must(side.analyst, "submitJob", json::object{{"workspace", workspace}, {"sql", sql}, {"purpose", "测算"}});
    const auto id = World::text(job, "id");
    w.must(kAgency, "approveJob", json::object{{"plan_hash", job.at("plan_hash")}}, {{"id", id}});
    w.must(side.analyst, "runJob", {}, {{"id", id}});
    return id;
  }
  std::string ran(const Side& side, const std::string& where) {
    return World::text(w.must(kAgency, "getJob", {}, {{"id", run(side, where)}}), "status");
  }
  /// The job's product before its reviewers: how the last opinion ends.
  std::string leave(const Side& side, const std::string& job) {
    const json::object draft{{"scenario", side.scenario},
                             {"title", "老年人口"},
                             {"summary", "总数"},
                             {"kind", "package"},
                             {"definition", json::object{{"job", job}}}};
    const auto id = World::text(w.must(side.author, "draftProduct", draft), "id");
    domain::product::Checked checked;
    for (const char* item :
         {"data_sources", "sensitive_masking", "raw_data_containment", "access_control", "related_party_authorization"})
      checked.items.push_back({item, true, "seen"});
    put<domain::product::ProductSubject>(*w.node, side.author, id, {checked});
    w.must(side.author, "submitProduct", {}, {{"id", id}});
    const auto review = [&](const domain::Actor& actor) {
      return w.outcome(
          w.call(actor, "reviewProduct", json::object{{"role", actor.roles.front()}, {"verdict", "pass"}}, {{"id", id}}));
    };
    EXPECT_EQ(review(kAgency), "passed");
    return review(kAuthority);
  }
  std::map<std::string, std::string> workspaces;
};

TEST_F(TwoScenarios, EachAloneMayLeave) { EXPECT_EQ(leave(kSecond, run(kSecond, kAllButOne)), "passed"); }

TEST_F(TwoScenarios, TheSecondIsWithheldWhenItDiffersFromTheFirstByOnePerson) {
  const auto everybody = run(kFirst, kEverybody), all_but_one = run(kSecond, kAllButOne);
  EXPECT_EQ(leave(kFirst, everybody), "passed");
  EXPECT_EQ(leave(kSecond, all_but_one), "withheld");
  EXPECT_EQ(ran(kSecond, kAllButOne), "withheld") << "asked again";
  EXPECT_EQ(leave(kSecond, run(kSecond, kEverybody)), "passed") << "the same people once more tell nothing new";
}

TEST_F(TwoScenarios, TheEndOfTheFirstDoesNotForgetWhatLeftOfIt) {
  ASSERT_EQ(leave(kFirst, run(kFirst, kEverybody)), "passed");
  const json::object request{{"agreement", "agr-2"},
                             {"cause", "terminated_early"},
                             {"document", "doc-1"},
                             {"reason", "双方协商终止"},
                             {"also_delete", json::array{"products"}}};
  const auto exit = World::text(w.must(kAgency, "startExit", request), "id");
  ASSERT_EQ(World::text(w.must(kAuthority, "completeExit", {}, {{"id", exit}}), "status"), "certified");
  w.open();
  EXPECT_THAT(w.outcome(w.call(kRival, "openWorkspace", json::object{{"scenario", kFirst.scenario}})), HasSubstr("state.exited"));
  EXPECT_EQ(ran(kSecond, kAllButOne), "withheld");
  EXPECT_EQ(ran(kSecond, kEverybody), "done");
}

TEST_F(TwoScenarios, ASourceWithANumberingOfItsOwnIsRefused) {
  w.again();
  auto made = w.make(people(20, "a"));
  made.manifest.numbering = std::string(32, 'b');
  const auto refused = w.call(kProvider, "announceBatch", w.announcement(made.manifest, w.source));
  ASSERT_FALSE(refused);
  EXPECT_EQ(w.outcome(refused), "batch.bad_manifest HA-01");
  EXPECT_EQ(refused.error().at, "/document/numbering");
}

}  // namespace
}  // namespace gongshu::app::test
