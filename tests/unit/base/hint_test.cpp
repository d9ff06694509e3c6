// Hints in Chinese: what fits which entry of the catalog, and what becomes of the values.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/hint.h"

namespace gongshu {
namespace {

std::string in_chinese(std::string_view hint) { return chinese(hint).value_or("-"); }

TEST(Hint, IsPutIntoChinese) {
  EXPECT_EQ(in_chinese("this field is required"), "此项必填");
  EXPECT_EQ(in_chinese("at most 40 characters"), "不超过 40 个字符");
}

TEST(Hint, TakesTheEntryWithTheMostTextOfItsOwn) {
  EXPECT_EQ(in_chinese("at most 3"), "不大于 3");
  EXPECT_EQ(in_chinese("at most 3 elements"), "不超过 3 项");
  EXPECT_EQ(in_chinese("at most 64 aggregates"), "最多 64 个聚合函数");
  EXPECT_EQ(in_chinese("no scenario has the id scn-1"), "没有编号为 scn-1 的应用场景");
}

TEST(Hint, KeepsValuesInTheirPlaces) {
  EXPECT_EQ(in_chinese("take the identifier \"id_number\" out of WHERE; COUNT(DISTINCT id_number) may be granted"),
            "请从 WHERE 中去掉标识列“id_number”；可申请授权 COUNT(DISTINCT id_number)");
  EXPECT_EQ(in_chinese("within the agreement: 2026-01-01 to 2026-12-31"), "须在应用协议期限内：2026-01-01 至 2026-12-31");
  EXPECT_EQ(in_chinese("an ack says {\"received\": number}"), "回执须写作 {\"received\": 序号}");
}

TEST(Hint, PutsKnownWordsIntoChineseButNoNamesThatPeopleGave) {
  EXPECT_EQ(in_chinese("status is draft; possible in: submitted, returned"), "当前状态为草稿；可办理的状态：已提交、已退回");
  EXPECT_EQ(in_chinese("the organisation must hold one of: operator, made_up"), "本单位须具备下列角色之一：运营主体、made_up");
  EXPECT_EQ(in_chinese("ask for a grant of \"draft\""), "请申请“draft”的使用授权");
  EXPECT_EQ(in_chinese("an aggregate in WHERE is not supported; put conditions on aggregates into HAVING"),
            "不支持：WHERE 中的聚合函数；对聚合结果的条件请写入 HAVING");
}

TEST(Hint, KeepsTheChineseNameOfThoseInBothLanguages) {
  EXPECT_EQ(in_chinese("first: “提交报告” / submit the report"), "须先办理：“提交报告”");
  EXPECT_EQ(in_chinese("status is open; next: “受理” / accept (accept) by operator, agency, “退回” / return (return) by agency"),
            "当前状态为未办结；下一步：“受理”、“退回”");
}

TEST(Hint, JoinsSeveralSentences) {
  EXPECT_EQ(in_chinese("give the reason; name the columns"), "请填写理由；请逐一写明列名");
  EXPECT_EQ(in_chinese("补充“预案” / add “plan” (plan); take the items concerned out of the entry"), "补充“预案”；请从条目中去掉所涉信息项");
  EXPECT_EQ(in_chinese("“核查” / inquiry (inquiry) is in barred, ceased; mat-1 is open, next: act.cease by operator"),
            "“核查”正处于已限制、已停止状态，须待其办结；mat-1 当前为未办结，下一步：办理“cease”（运营主体）");
  EXPECT_FALSE(chinese("give the reason; something that nobody wrote down"));
}

TEST(Hint, OfTwoLanguagesIsTheChinesePart) {
  EXPECT_EQ(in_chinese("最长 36 个月 / at most 36 months"), "最长 36 个月");
}

TEST(Hint, ThatNobodyKnowsHasNoChinese) {
  EXPECT_FALSE(chinese(""));
  EXPECT_FALSE(chinese("something that nobody wrote down"));
  EXPECT_FALSE(chinese("this field is required, or so"));
  EXPECT_FALSE(chinese("yes / no"));
}

TEST(Hint, EveryEntryFitsItselfAndIsChinese) {
  std::set<std::string_view> seen;
  for (const auto& text : hint_sentences()) {
    EXPECT_TRUE(seen.insert(text.en).second) << text.en;
    EXPECT_NE(text.zh.find_first_not_of("\x1e\x1f 0123456789"), std::string_view::npos) << text.en;
    std::string hint(text.en);
    std::replace(hint.begin(), hint.end(), '\x1f', '7');
    const auto zh = chinese(hint);
    ASSERT_TRUE(zh) << hint;
    EXPECT_TRUE(std::any_of(zh->begin(), zh->end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; })) << *zh;
  }
  EXPECT_GT(seen.size(), 600U);
}

}  // namespace
}  // namespace gongshu
