// Imports of social data: which review lets one in, and that it does so once.
#include "../support/said.h"
#include "domain/social_data/decide.h"

namespace gongshu::domain::social_data {
namespace {

using test::said;

ImportSocialData wanted() { return {"mat-1", "footfall", "某运营商，采购合同", {{"district", "text"}, {"visitors", "integer"}}, "district,visitors\n金水区,1\n"}; }
ImportFacts facts() {
  return {"wsp-1", "scn-1", "org-op", "org-ag", "XX-15", "第十八条", Review{"mat-1", "review", {{"proof", "doc-1"}}, {{"result", "approved"}}}, {}, {"residents"}, 1, 40, "aa"};
}
Context op(std::string org = "org-op") { return Context({"per-op", std::move(org), {"operator"}, {}}, test::kNow, rules::Rulebook()); }

std::string tried(const ImportSocialData& c, const ImportFacts& f, Context context = op()) { return said(bring_in(c, f, context)); }

TEST(AnImport, NamesAReviewThatLetItIn) {
  EXPECT_EQ(tried(wanted(), facts()), "passed");
  auto none = facts();
  none.review.reset();
  EXPECT_EQ(tried(wanted(), none), "rule.order XX-15 /review");
  auto used = facts();
  used.used_by = "soc-9";
  EXPECT_EQ(tried(wanted(), used), "rule.order XX-15 /review");
  EXPECT_EQ(tried(wanted(), facts(), op("org-x")), "auth.forbidden");
}

TEST(AnImport, IsRefusedWhereThePackReviewsNone) {
  auto silent = facts();
  silent.rule.clear();
  silent.article.clear();
  auto context = op();
  const auto refused = bring_in(wanted(), silent, context);
  EXPECT_EQ(said(refused), "rule.refused /review");
  EXPECT_TRUE(refused.error().detail.contains("product_default"));
}

TEST(AnImport, IsATableOfItsOwnWithRows) {
  auto taken = wanted();
  taken.table = "residents";
  EXPECT_EQ(tried(taken, facts()), "state.already_exists /table");
  auto twice = wanted();
  twice.columns.push_back({"district", "text"});
  EXPECT_EQ(tried(twice, facts()), "input.bad_choice /columns/2/name");
  auto empty = facts();
  empty.rows = 0;
  EXPECT_EQ(tried(wanted(), empty), "rule.item_missing XX-15 /rows");
}

TEST(AnImport, KeepsItsProvenanceAndCitesTheRule) {
  auto context = op();
  const auto events = bring_in(wanted(), facts(), context);
  ASSERT_TRUE(events);
  EXPECT_TRUE(context.applied().contains("XX-15"));
  SocialData s;
  const EventMeta meta{1, test::kNow, "per-op", "org-op", "soc-1"};
  SocialDataSubject::evolve(s, (*events)[0], meta);
  EXPECT_EQ(status_of(s), "held");
  EXPECT_EQ(s.review + " " + s.procedure + " " + s.evidence.at("proof") + " " + s.source, "mat-1 review doc-1 某运营商，采购合同");
  EXPECT_EQ(s.author + " " + s.operator_org + " " + s.agency + " " + s.scenario, "per-op org-op org-ag scn-1");
  EXPECT_EQ(s.items.at("result"), "approved");
  EXPECT_EQ(parties_of(s), (std::set<std::string>{"org-ag", "org-op"}));
  SocialDataSubject::evolve(s, Exited{"ext-1"}, meta);
  EXPECT_EQ(status_of(s), "exited");
}

TEST(SocialDataStates, MoveAsTheirTableSaysAndSurviveWriting) {
  test::expect_moves<SocialDataSubject>(kSocialDataTransitions, {{"social_data.exited", {{"held", "exited"}}}}, {{"social_data.imported", "held"}});
  test::expect_round_trips<SocialDataSubject>();
  test::expect_registered<SocialDataSubject>();
  test::expect_names<SocialDataStatus>();
}

}  // namespace
}  // namespace gongshu::domain::social_data
