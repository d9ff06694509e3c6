// The packs that ship: they load against the points they were agreed on, cover the rule matrix, and say it in our own words.
#include <fstream>
#include <regex>

#include "rules/report.h"
#include "support.h"

namespace gongshu::rules::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Rulebook book(const char* pack, const Points& points) {
  auto loaded = Rulebook::load(kPacks, pack, points.options());
  EXPECT_TRUE(loaded) << (loaded ? "" : describe(loaded.error()));
  return loaded ? loaded->on(day("2026-03-02")) : Rulebook();
}

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Packs, EveryPackLoadsAndLintsClean) {
  const Points points;
  for (const auto& id : pack_ids(kPacks))
    for (const auto& problem : lint(kPacks, id, points.options()))
      ADD_FAILURE() << problem.code << " " << problem.at << ": " << problem.hint;
  EXPECT_THAT(pack_ids(kPacks), ::testing::IsSupersetOf({"henan", "national", "shijiazhuang"}));
}

TEST(Packs, EveryPointOfTheTableIsUsedByAPackOrEnforcedByDefault) {
  const Points points;
  std::vector<Rulebook> books;
  for (const auto& id : pack_ids(kPacks)) books.push_back(book(id.c_str(), points));
  for (const auto& point : points.points)
    EXPECT_TRUE(std::any_of(books.begin(), books.end(), [&](const auto& b) { return b.at(point).active(); })) << point.id();
}

TEST(Packs, EveryRowOfTheMatrixIsThere) {
  const auto matrix = std::filesystem::path(GONGSHU_SOURCE_DIR) / ".." / "shared" / "rule-matrix.md";
  if (!std::filesystem::exists(matrix)) GTEST_SKIP() << "the rule matrix is not here";
  const Points points;
  const auto text = slurp(matrix);
  for (const auto& [pack_id, prefix, count] :
       {std::tuple{"henan", "HA", 33}, {"shijiazhuang", "SJZ", 33}, {"weifang", "WF", 34}, {"nanyang", "NY", 25}}) {
    const auto loaded = load_pack(kPacks, pack_id, points.options());
    ASSERT_TRUE(loaded);
    const std::regex row("\\| (" + std::string(prefix) + "-[0-9]{2}) \\|");
    int rows = 0;
    for (std::sregex_iterator it(text.begin(), text.end(), row), end; it != end; ++it, ++rows)
      EXPECT_NE((*loaded)->find((*it)[1].str()), nullptr) << (*it)[1].str();
    EXPECT_EQ(rows, static_cast<int>((*loaded)->rules.size()));
    EXPECT_EQ(rows, count);
  }
}

std::u32string chinese_only(const std::string& utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const int size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (size == 3) {
      const char32_t c = (lead & 0x0F) << 12 | (utf8[i + 1] & 0x3F) << 6 | (utf8[i + 2] & 0x3F);
      if (c >= 0x4E00 && c <= 0x9FFF) out.push_back(c);
    }
    i += size;
  }
  return out;
}

TEST(Packs, ParaphrasesShareNoTwentyCharactersWithTheRegulations) {
  const auto folder = std::filesystem::path(GONGSHU_SOURCE_DIR) / ".." / "shared" / "regulations";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the regulations are not here";
  constexpr std::size_t kRun = 20;
  std::set<std::u32string> runs;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto text = chinese_only(slurp(entry.path()));
    for (std::size_t i = 0; i + kRun <= text.size(); ++i) runs.insert(text.substr(i, kRun));
  }
  const Points points;
  for (const auto& id : pack_ids(kPacks)) {
    const auto loaded = load_pack(kPacks, id, points.options());
    ASSERT_TRUE(loaded);
    for (const auto& rule : (*loaded)->rules) {
      const auto text = chinese_only(rule.zh);
      for (std::size_t i = 0; i + kRun <= text.size(); ++i) EXPECT_FALSE(runs.contains(text.substr(i, kRun))) << rule.id;
    }
  }
}

TEST(Henan, AsksForTheItemsOfBothPacks) {
  const Points points;
  const auto henan = book("henan", points);
  const auto plan = henan.at(points["plan.required_items"]);
  EXPECT_EQ(plan.list("items").size(), 12u);
  EXPECT_EQ(plan.refuse_item(ErrorCode::rule_item_missing, "items", "operation_mode").rule, "HA-12");
  EXPECT_EQ(plan.refuse_item(ErrorCode::rule_item_missing, "items", "operation_mode").article, "第十二条");
  EXPECT_EQ(plan.refuse_item(ErrorCode::rule_item_missing, "items", "operator_conditions").rule, "CN-01");
  EXPECT_EQ(henan.at(points["agreement.required_items"]).list("items").size(), 13u);
  EXPECT_EQ(henan.at(points["catalog.negative_list"]).list("categories").size(), 4u);
  EXPECT_EQ(henan.at(points["product.machine_check"]).list("items").size(), 5u);
  EXPECT_EQ(henan.at(points["developer.agreement_items"]).list("items").size(), 6u);
}

TEST(Henan, HasItsParameters) {
  const Points points;
  const auto henan = book("henan", points);
  EXPECT_EQ(henan.at(points["agreement.term_cap"]).duration("cap"), (Duration{3, Unit::years}));
  EXPECT_EQ(henan.at(points["supply.masking_site"]).text("site"), "source");
  EXPECT_EQ(henan.at(points["operator.admission"]).text("granted_by"), "provincial_government");
  EXPECT_EQ(henan.at(points["registration.formal_review"]).duration("within"), (Duration{20, Unit::working_days}));
  EXPECT_EQ(henan.at(points["exit.log_hold"]).integer("months"), 6);
  EXPECT_EQ(henan.at(points["egress.k"]).integer("k"), 10);
  EXPECT_TRUE(henan.at(points["egress.k"]).by_default());
  EXPECT_TRUE(henan.at(points["registration.before_supply"]).by_default());
  EXPECT_EQ(henan.role("operator").zh, "一级开发主体");
  EXPECT_EQ(henan.role("finance").zh, "财政部门");
}

TEST(Henan, TermsBeyondThreeYearsNeedAnExceptionToTheLocalRuleOnly) {
  const Points points;
  const auto cap = book("henan", points).at(points["agreement.term_cap"]);
  const auto over = check_term(cap, "cap", day("2026-03-02"), day("2030-03-02"));
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().rule, "HA-14");
  EXPECT_TRUE(check_term(cap, "cap", day("2026-03-02"), day("2030-03-02"),
                         std::optional(ApprovedException{"HA-14", "reason", "government"})));
  const auto far = check_term(cap, "cap", day("2026-03-02"), day("2032-03-02"),
                              std::optional(ApprovedException{"HA-14", "reason", "government"}));
  ASSERT_FALSE(far);
  EXPECT_EQ(far.error().rule, "CN-06");
}

std::vector<std::vector<std::string>> stages(const ChainDef& chain) {
  std::vector<std::vector<std::string>> out;
  for (const auto& stage : chain.steps) {
    auto& roles = out.emplace_back();
    for (const auto& step : stage.parallel) roles.push_back(step.role);
  }
  return out;
}

TEST(Henan, ReviewsScenariosOnTwoSidesAtOnce) {
  const Points points;
  const auto henan = book("henan", points);
  const auto* scenario = henan.at(points["scenario.review"]).chain();
  ASSERT_TRUE(scenario);
  EXPECT_EQ(scenario->applicant, "operator");
  EXPECT_THAT(stages(*scenario), ElementsAre(UnorderedElementsAre("competent_authority", "implementing_agency")));
  EXPECT_THAT(stages(*henan.at(points["product.review"]).chain()),
              ElementsAre(UnorderedElementsAre("competent_authority", "implementing_agency")));
  EXPECT_THAT(stages(*henan.at(points["developer.review"]).chain()), ElementsAre(ElementsAre("implementing_agency")));
  EXPECT_THAT(stages(*henan.at(points["catalog.entry_review"]).chain()), ElementsAre(ElementsAre("competent_authority")));
  const auto run = start(henan.at(points["scenario.review"]), {"author"}, noon("2026-03-02"), henan.calendar());
  ASSERT_TRUE(run);
  EXPECT_EQ(run->rule, "HA-03");
}

TEST(Shijiazhuang, ReviewsScenariosInItsOwnOrder) {
  const Points points;
  const auto city = book("shijiazhuang", points);
  EXPECT_EQ(city.pack()->status, PackStatus::draft);
  const auto* scenario = city.at(points["scenario.review"]).chain();
  ASSERT_TRUE(scenario);
  EXPECT_EQ(scenario->applicant, "application_developer");
  EXPECT_THAT(stages(*scenario), ElementsAre(ElementsAre("operator"),
                                             UnorderedElementsAre("competent_authority", "sector_authority", "expert_panel")));
  EXPECT_EQ(city.at(points["scenario.required_items"]).list("items").size(), 5u);
  EXPECT_EQ(city.at(points["agreement.term_cap"]).duration("cap"), (Duration{3, Unit::years}));
  const auto run = start(city.at(points["scenario.review"]), {"author"}, noon("2026-03-02"), city.calendar());
  ASSERT_TRUE(run);
  EXPECT_EQ(run->article, "第十六条第二款");
}

TEST(Report, CoverageCountsRulesAndStories) {
  const Points points;
  const auto stories = std::filesystem::temp_directory_path() / "gongshu-rules-stories";
  std::filesystem::create_directories(stories / "henan" / "deep");
  std::ofstream(stories / "henan" / "deep" / "one.yaml") << "title: x\nrules: [HA-12, HA-15, CN-01, ZZ-99]\n";
  std::ofstream(stories / "henan" / "broken.yaml") << "rules: [HA-1\n";
  const auto shown = coverage(kPacks, stories, points.options());
  std::filesystem::remove_all(stories);
  ASSERT_TRUE(shown) << describe(shown.error());
  EXPECT_EQ(shown->as_object().size(), 1u);
  for (const auto& row : shown->at("packs").as_array()) {
    EXPECT_EQ(row.as_object().size(), 10u);
    EXPECT_EQ(articles_table(row).rows.size(), row.at("article_list").as_array().size());
    EXPECT_EQ(row.at("bound").as_int64() + row.at("deferred").as_int64(), row.at("rules").as_int64());
    if (row.at("pack") == "henan") {
      EXPECT_EQ(row.at("rules").as_int64(), 33);
      EXPECT_EQ(row.at("storied").as_int64(), 2);
    }
  }
  EXPECT_EQ(coverage_table(*shown).rows.size(), shown->at("packs").as_array().size());
}

TEST(Report, ShowsOneRuleAndSuggestsTheNearest) {
  const Points points;
  const auto henan = *load_pack(kPacks, "henan", points.options());
  const auto shown = show_json(*henan, "HA-14");
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->at("article"), "第十四条");
  EXPECT_EQ(shown->at("enforcement").at("en"), "refused by machine");
  EXPECT_GT(show_table(*shown).rows.size(), 6u);
  EXPECT_EQ(list_table(*henan).rows.size(), 33u);
  EXPECT_EQ(list_json(*henan).at("rules").as_array().size(), 33u);
  EXPECT_TRUE(show_json(*henan, "CN-01"));
  const auto missing = show_json(*henan, "HA-99");
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().hint, HasSubstr("did you mean"));
}

TEST(Report, EveryRuleSaysHowItIsEnforced) {
  EXPECT_EQ(enforcement({.level = Level::must, .bind = {{"a.b", {}, Level::evidence, {}}}}).en, "evidence kept");
  EXPECT_EQ(enforcement({.level = Level::encourage, .bind = {{"a.b", {}, {}, {}}}}).en, "hint");
  EXPECT_EQ(enforcement({.level = Level::principle, .bind = {{"a.b", {}, {}, {}}}}).en,
            "refused unless an exception is approved");
  EXPECT_EQ(enforcement({.level = Level::must}).en, "not yet enforced");
}

TEST(Report, LintListsLoadErrorsAndNamelessItems) {
  Points points;
  points.add("extra.point");
  Registry none;
  EXPECT_THAT(lint(kPacks, "henan", {&none, UnknownPoints::refuse}), ::testing::SizeIs(::testing::Gt(5u)));
  EXPECT_THAT(lint(kPacks, "no_such", points.options()), ::testing::SizeIs(1));
  EXPECT_EQ(points_table(points.registry).rows.size(), points.points.size());
}

}  // namespace
}  // namespace gongshu::rules::test
