#include "rules/rulebook.h"

#include <thread>

#include "support.h"

namespace gongshu::rules::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string rules_of(const std::string& text) { return head() + "rules:\n" + text; }
std::string base_of(const std::string& text) {
  return head("base") + "labels:\n  spare: {zh: 备件, en: spare part}\nrules:\n" + text;
}
const std::string kLocalHead = head() + "base: base\nrules:\n";

std::vector<std::string> ids(const std::vector<RuleRef>& rules) {
  std::vector<std::string> out;
  for (const auto& rule : rules) out.push_back(rule.id);
  return out;
}

TEST(Rulebook, AnEmptyBookStandsAtTheProductDefaults) {
  const Points points;
  const Rulebook book;
  EXPECT_EQ(book.at(points["egress.k"]).integer("k"), 10);
  EXPECT_TRUE(book.at(points["egress.k"]).by_default());
  EXPECT_TRUE(book.at(points["workspace.access"]).active());
  EXPECT_FALSE(book.at(points["stop.scope"]).active());
  EXPECT_FALSE(book.at(points["agreement.term_cap"]).duration("cap"));
  EXPECT_FALSE(book.at(points["agreement.term_cap"]).has("cap"));
}

TEST(Rulebook, RefusalsCiteRuleAndArticle) {
  const Points points;
  const Rulebook book(
      pack(rules_of(rule("XX-01", "bind: [{point: stop.scope}]", "evidence") + rule("XX-02", "bind: [{point: stop.scope}]")),
           points),
      calendar());
  const auto ruling = book.at(points["stop.scope"]);
  const auto error = ruling.refusal(ErrorCode::rule_refused, "/x", "do y");
  EXPECT_EQ(error.rule, "XX-02");
  EXPECT_EQ(error.article, "第XX-02条");
  EXPECT_EQ(error.at, "/x");
  EXPECT_EQ(error.hint, "do y");
  EXPECT_THAT(ruling.ids(), ElementsAre("XX-01", "XX-02"));
}

TEST(Rulebook, ADefaultIsNeverShownAsLaw) {
  const Points points;
  const auto error = Rulebook().at(points["workspace.access"]).refusal(ErrorCode::rule_refused);
  EXPECT_TRUE(error.rule.empty());
  EXPECT_TRUE(error.article.empty());
  EXPECT_TRUE(error.detail.at("product_default").as_bool());
}

TEST(Rulebook, ARuleOfLevelEvidenceDoesNotRefuse) {
  const Points points;
  const Rulebook book(pack(rules_of(rule("XX-01", "bind: [{point: stop.scope}]", "evidence")), points), calendar());
  EXPECT_TRUE(book.at(points["stop.scope"]).active());
  EXPECT_FALSE(book.at(points["stop.scope"]).refuses());
}

TEST(Rulebook, TheStricterOfTwoPacksHoldsAndShowsItsOrigin) {
  const Points points;
  const auto base =
      pack(base_of(rule("BB-01",
                        "bind: [{point: agreement.term_cap, params: {cap: 5 years}}, {point: egress.k, params: {k: 5}}, "
                        "{point: registration.notice, params: {days: 10 working_days}}]")),
           points);
  const auto local =
      pack(kLocalHead + rule("XX-01",
                             "bind: [{point: agreement.term_cap, params: {cap: 36 months}}, {point: egress.k, params: {k: 20}}, "
                             "{point: registration.notice, params: {days: 20 days}}]"),
           points, base);
  const Rulebook book(local, calendar());
  EXPECT_EQ(book.at(points["agreement.term_cap"]).duration("cap"), (Duration{36, Unit::months}));
  EXPECT_THAT(ids(book.at(points["agreement.term_cap"]).origin("cap")), ElementsAre("XX-01"));
  EXPECT_EQ(book.at(points["egress.k"]).integer("k"), 20);
  EXPECT_THAT(ids(book.at(points["egress.k"]).origin("k")), ElementsAre("XX-01"));
  EXPECT_EQ(book.at(points["registration.notice"]).duration("days"), (Duration{20, Unit::days}));
  EXPECT_THAT(book.at(points["egress.k"]).ids(), ElementsAre("XX-01", "BB-01"));
}

TEST(Rulebook, RequiredItemsAddUpAndEachNamesItsRule) {
  const Points points;
  const auto base = pack(base_of(rule("BB-01", "bind: [{point: plan.required_items, params: {items: [name, spare]}}]")), points);
  const Rulebook book(
      pack(kLocalHead + rule("XX-01", "bind: [{point: plan.required_items, params: {items: [name, mode]}}]"), points, base),
      calendar());
  const auto ruling = book.at(points["plan.required_items"]);
  EXPECT_THAT(ruling.list("items"), ElementsAre("name", "mode", "spare"));
  EXPECT_THAT(ids(ruling.origin("items", "name")), ElementsAre("XX-01", "BB-01"));
  const auto error = ruling.refuse_item(ErrorCode::rule_item_missing, "items", "spare", "/items/spare");
  EXPECT_EQ(error.rule, "BB-01");
  EXPECT_THAT(error.hint, HasSubstr("备件"));
  EXPECT_THAT(error.hint, HasSubstr("spare part"));
}

TEST(Rulebook, PermittedValuesAreThoseBothPacksPermit) {
  const Points points;
  const auto base = pack(
      base_of(rule("BB-01", "bind: [{point: developer.party_types, params: {types: [legal_person, natural_person]}}]")), points);
  const auto local = [](const char* types) {
    return kLocalHead + rule("XX-01", "bind: [{point: developer.party_types, params: {types: " + std::string(types) + "}}]");
  };
  const Rulebook book(pack(local("[legal_person]"), points, base), calendar());
  EXPECT_THAT(book.at(points["developer.party_types"]).list("types"), ElementsAre("legal_person"));
  const auto wider = parse_pack(local("[legal_person, other]"), "xx/pack.yaml", base, points.options());
  ASSERT_FALSE(wider) << "the base does not permit it, so it would stand there and hold nowhere";
  EXPECT_THAT(wider.error().hint, HasSubstr("looser than BB-01"));
}

TEST(Rulebook, ALooserPackMustSayWhy) {
  const Points points;
  const auto base = pack(base_of(rule("BB-01", "bind: [{point: agreement.term_cap, params: {cap: 2 years}}]")), points);
  const std::string looser = "{point: agreement.term_cap, params: {cap: 3 years}";
  const auto silent = parse_pack(kLocalHead + rule("XX-01", "bind: [" + looser + "}]"), "xx/pack.yaml", base, points.options());
  ASSERT_FALSE(silent);
  EXPECT_THAT(silent.error().at, HasSubstr("xx/pack.yaml line"));
  EXPECT_THAT(silent.error().hint, AllOf(HasSubstr("\"3 years\", looser than BB-01"), HasSubstr("\"2 years\""), HasSubstr("looser_because")));
  const Rulebook says(
      pack(kLocalHead + rule("XX-01", "bind: [" + looser + ", looser_because: {zh: 试点, en: pilot}}]"), points, base),
      calendar());
  EXPECT_EQ(says.at(points["agreement.term_cap"]).duration("cap"), (Duration{3, Unit::years}));
  EXPECT_TRUE(check_cap(says.at(points["agreement.term_cap"]), "cap", {3, Unit::years}, std::nullopt));
}

TEST(Rulebook, RulesHoldBetweenTheirDates) {
  const Points points;
  const Rulebook book(pack(rules_of(rule("XX-01", "from: 2026-03-01, until: 2026-03-31, bind: [{point: stop.scope}]")), points),
                      calendar());
  EXPECT_FALSE(book.on(day("2026-02-28")).at(points["stop.scope"]).bound());
  EXPECT_TRUE(book.on(day("2026-03-01")).at(points["stop.scope"]).bound());
  EXPECT_TRUE(book.on(day("2026-03-31")).at(points["stop.scope"]).bound());
  EXPECT_FALSE(book.on(day("2026-04-01")).at(points["stop.scope"]).bound());
  EXPECT_TRUE(book.at(points["stop.scope"]).bound());
}

TEST(Rulebook, APacksDefaultGivesWayToARule) {
  const Points points;
  const std::string defaults =
      "defaults:\n  - {point: exit.delete, params: {what: [data]}, zh: 默认, en: default}\n  - {point: stop.scope, zh: 默认, en: "
      "default}\n";
  const Rulebook without(pack(head() + defaults + "rules: []\n", points), calendar());
  EXPECT_THAT(without.at(points["exit.delete"]).list("what"), ElementsAre("data"));
  EXPECT_TRUE(without.at(points["exit.delete"]).by_default());
  EXPECT_TRUE(without.at(points["stop.scope"]).refuses());
  EXPECT_THAT(without.at(points["exit.delete"]).origin("what"), IsEmpty());
  const Rulebook with(
      pack(head() + defaults + "rules:\n" + rule("XX-01", "bind: [{point: exit.delete, params: {what: [products]}}]"), points),
      calendar());
  EXPECT_THAT(with.at(points["exit.delete"]).list("what"), ElementsAre("products"));
  EXPECT_FALSE(with.at(points["exit.delete"]).by_default());
}

TEST(Rulebook, ARulingOutlivesItsBookAndIsReadByManyThreads) {
  const Points points;
  std::optional<Ruling> ruling;
  {
    const Rulebook book(
        pack(rules_of(rule("XX-01", "bind: [{point: plan.required_items, params: {items: [name, mode]}}]")), points), calendar());
    ruling = book.on(day("2026-03-02")).at(points["plan.required_items"]);
  }
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i)
    readers.emplace_back([copy = *ruling] {
      for (int j = 0; j < 1000; ++j) ASSERT_EQ(copy.list("items").size(), 2u);
    });
  for (auto& reader : readers) reader.join();
}

class Cap : public ::testing::Test {
 protected:
  Ruling ruling(const std::string& level, bool with_base = false) {
    const auto base = pack(base_of(rule("BB-01", "bind: [{point: agreement.term_cap, params: {cap: 5 years}}]",
                                        with_base ? "principle" : "evidence")),
                           points_);
    const Rulebook book(
        pack(kLocalHead + rule("XX-01", "bind: [{point: agreement.term_cap, params: {cap: 3 years}}]", level), points_, base),
        calendar());
    return book.at(points_["agreement.term_cap"]);
  }
  Points points_;
  ApprovedException local_{"XX-01", "国家重点工程", "government"};
};

TEST_F(Cap, ASoftLimitGivesWayToAnApprovedReasonedException) {
  const auto soft = ruling("principle");
  EXPECT_TRUE(check_cap(soft, "cap", {36, Unit::months}));
  const auto over = check_cap(soft, "cap", {37, Unit::months});
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, ErrorCode::rule_limit_exceeded);
  EXPECT_EQ(over.error().rule, "XX-01");
  EXPECT_THAT(over.error().hint, HasSubstr("3 years"));
  EXPECT_TRUE(check_cap(soft, "cap", {37, Unit::months}, std::optional(local_)));
}

TEST_F(Cap, AnExceptionWithoutReasonApproverOrForAnotherRuleIsNone) {
  const auto soft = ruling("principle");
  for (const auto& bad :
       {ApprovedException{"XX-01", "", "government"}, {"XX-01", "reason", ""}, {"YY-01", "reason", "government"}})
    EXPECT_FALSE(check_cap(soft, "cap", {4, Unit::years}, std::optional(bad))) << bad.rule;
}

TEST_F(Cap, AHardLimitHasNoException) { EXPECT_FALSE(check_cap(ruling("must"), "cap", {4, Unit::years}, std::optional(local_))); }

TEST_F(Cap, EachRuleNeedsItsOwnException) {
  const auto soft = ruling("principle", true);
  EXPECT_TRUE(check_cap(soft, "cap", {5, Unit::years}, std::optional(local_)));
  const auto far = check_cap(soft, "cap", {6, Unit::years}, std::optional(local_));
  ASSERT_FALSE(far);
  EXPECT_EQ(far.error().rule, "BB-01");
  const std::vector<ApprovedException> both{local_, {"BB-01", "reason", "government"}};
  EXPECT_TRUE(check_cap(soft, "cap", {6, Unit::years}, both));
}

TEST_F(Cap, ATermEndsOnTheSameDayAtTheLatest) {
  const auto soft = ruling("principle");
  EXPECT_TRUE(check_term(soft, "cap", day("2026-03-02"), day("2029-03-02")));
  const auto over = check_term(soft, "cap", day("2026-03-02"), day("2029-03-03"));
  ASSERT_FALSE(over);
  EXPECT_THAT(over.error().hint, HasSubstr("2029-03-02"));
  EXPECT_TRUE(check_term(soft, "cap", day("2026-03-02"), day("2029-03-03"), std::optional(local_)));
}

TEST_F(Cap, NoRuleNoLimit) { EXPECT_TRUE(check_cap(Rulebook().at(points_["agreement.term_cap"]), "cap", {99, Unit::years})); }

TEST(PointDeathTest, TwoPointsOfOneNameAreABug) {
  EXPECT_DEATH(
      {
        Registry registry;
        const Point first(registry, "a.b", "名", "name");
        const Point second(registry, "a.b", "名", "name");
      },
      "declared twice");
}

TEST(Nearest, FindsTypingSlipsOnly) {
  EXPECT_EQ(nearest("agreement.term_cup", {"agreement.term_cap", "plan.filing"}), "agreement.term_cap");
  EXPECT_EQ(nearest("zzz", {"agreement.term_cap"}), "");
}

}  // namespace
}  // namespace gongshu::rules::test
