// Where times come from: what a paraphrase says, what must be marked as a product default, and where the mark shows.
#include "rules/origin.h"

#include <gmock/gmock.h>

#include "rules/effective.h"
#include "rules/report.h"
#include "support.h"

namespace gongshu::rules::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(AParaphrase, SaysALengthInDigitsOrCharacters) {
  for (const char* text : {"七个工作日内答复", "在7个工作日内答复", "7工作日"}) EXPECT_TRUE(says_duration(text, "7 working_days")) << text;
  for (const char* text : {"十七个工作日内", "17个工作日", "七日内", "及时答复", ""}) EXPECT_FALSE(says_duration(text, "7 working_days")) << text;
  EXPECT_TRUE(says_duration("整改三十日，只给一次", "30 days"));
  EXPECT_FALSE(says_duration("整改三十日", "3 days")) << "三 is part of 三十";
  EXPECT_FALSE(says_duration("整改三十日", "10 days"));
  EXPECT_TRUE(says_duration("六十五天", "65 days"));
  EXPECT_TRUE(says_duration("留存半年", "6 months"));
  EXPECT_TRUE(says_duration("留存三年", "3 years"));
  EXPECT_FALSE(says_duration("留存三年", "3 months"));
  EXPECT_FALSE(says_duration("任何文字", "soon"));
}

TEST(AParaphrase, SaysAPeriodOrADayOfTheYear) {
  EXPECT_TRUE(says_period("按季度报告", Period::quarter));
  EXPECT_TRUE(says_period("每年评价", Period::year));
  EXPECT_TRUE(says_period("半年一报", Period::half_year));
  EXPECT_TRUE(says_period("每月", Period::month));
  for (const auto period : {Period::month, Period::quarter, Period::half_year, Period::year}) EXPECT_FALSE(says_period("定期报告", period));
  EXPECT_TRUE(says_day("次年一季度内报全年总结", "03-31"));
  EXPECT_TRUE(says_day("于3月31日前", "03-31"));
  EXPECT_TRUE(says_day("六月底前", "06-30"));
  EXPECT_FALSE(says_day("十一月三十日", "01-30"));
  EXPECT_FALSE(says_day("每年报告", "03-31"));
}

class Origins : public ::testing::Test {
 protected:
  /// A pack whose one rule says `zh`, with these settings of its clock, report and gate.
  std::shared_ptr<const Pack> pack(const std::string& zh, const std::string& due, const std::string& every, const std::string& needs = "") {
    const auto text = "id: town\ntitle: {zh: 试, en: t}\nissuer: {zh: 试, en: t}\nstatus: trial\neffective: {source: none}\nroles:\n  operator: {zh: 甲, en: a}\n"
                      "procedures:\n  drill:\n    zh: 练\n    en: Drill\n    acts:\n      start: {zh: 始, en: Start, by: operator, to: started}\n"
                      "      hold: {zh: 练, en: Hold, by: operator, from: started, to: held, due: {within: 7 working_days, after: start" + due + "}" + needs + "}\n"
                      "    ends: [held]\n"
                      "  report:\n    zh: 报\n    en: Report\n    every: {period: quarter, for: operator, due: 1 months, first: 2026-01-01" + every + "}\n"
                      "    acts:\n      submit: {zh: 报, en: Submit, by: operator, to: done}\n    ends: [done]\n"
                      "rules:\n  - {id: TT-01, article: 第一条, level: must, zh: " + zh + ", en: one, bind: [{point: procedure, params: {run: [drill, report]}}]}\n";
    auto made = parse_pack(text, "town.yaml", nullptr, {&Registry::process(), UnknownPoints::set_aside, nullptr});
    EXPECT_TRUE(made) << (made ? "" : describe(made.error()));
    return made ? *made : nullptr;
  }
  /// "procedure act what value given? marked?"
  static std::vector<std::string> told(const Pack& pack) {
    std::vector<std::string> out;
    for (const auto& t : stated_times(pack))
      out.push_back(t.procedure + " " + t.act + " " + t.what + " " + t.value + (is_given(pack, t) ? " given" : "") + (t.origin == Origin::product_default ? " marked" : ""));
    return out;
  }
};

TEST_F(Origins, AreReadOffTheRulesBehindTheAct) {
  EXPECT_THAT(told(*pack("七个工作日内办，按季度报", "", ", origin: product_default")),
              ElementsAre("drill hold due 7 working_days given", "report  period quarter given", "report  report 1 months marked"));
  EXPECT_THAT(told(*pack("及时办，定期报", ", origin: product_default", ", period_origin: product_default", ", needs: [{procedure: report, states: [done], within: 2 years}]")),
              ElementsAre("drill hold due 7 working_days marked", "drill hold needs 2 years", "report  period quarter marked", "report  report 1 months"));
}

TEST_F(Origins, AreShownWhereTheRuleIsExplained) {
  const auto p = pack("及时办，按季度报", ", origin: product_default", ", origin: product_default");
  const auto defaults = product_defaults(*p, "TT-01");
  ASSERT_THAT(defaults, SizeIs(2));
  EXPECT_EQ(default_text(defaults[0]), "drill · hold due: 7 working_days（产品默认 product default）");
  EXPECT_EQ(defaults[0].line, 14);
  EXPECT_THAT(product_defaults(*p, "TT-02"), IsEmpty());
  EXPECT_EQ(defaults_json(*p, "TT-01").at(1).at("value"), "1 months");
  EXPECT_THAT(procedure_text(procedure_json(*p, "drill")), HasSubstr("7 working_days（产品默认）"));
}

}  // namespace
}  // namespace gongshu::rules::test
