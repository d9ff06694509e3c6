#include "privacy/detect.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <random>

namespace gongshu::privacy {
namespace {

TEST(IdentityNumber, KnowsTheExamplesOfGb11643) {
  EXPECT_TRUE(is_identity_number("11010519491231002X"));  // the standard's own examples
  EXPECT_TRUE(is_identity_number("440524188001010014"));
  EXPECT_TRUE(is_identity_number("11010519491231002x"));
  EXPECT_FALSE(is_identity_number("110105194912310021"));
  EXPECT_FALSE(is_identity_number("11010519491331002X"));  // month 13
  EXPECT_FALSE(is_identity_number("01010519491231002X"));
  EXPECT_FALSE(is_identity_number("1101051949123100X2"));
  EXPECT_FALSE(is_identity_number(""));
}

TEST(IdentityNumber, IsFoundInsideTextButNotInsideLongerNumbers) {
  EXPECT_TRUE(contains_identity_number("证件号11010519491231002X，本人"));
  EXPECT_TRUE(contains_identity_number("440524188001010014"));
  EXPECT_FALSE(contains_identity_number("4405241880010100140"));
  EXPECT_FALSE(contains_identity_number("a440524188001010014"));
}

TEST(IdentityNumber, AnyChangedDigitIsNoticed) {
  const std::string good = "440524188001010014";
  for (std::size_t i = 0; i < 17; ++i)
    for (char c = '0'; c <= '9'; ++c) {
      auto changed = good;
      changed[i] = c;
      EXPECT_EQ(is_identity_number(changed), c == good[i]) << changed;
    }
}

TEST(CreditCode, KnowsRealCodes) {
  EXPECT_TRUE(is_credit_code("91310110666007217T"));
  EXPECT_TRUE(is_credit_code("9135052155323005XL"));
  EXPECT_FALSE(is_credit_code("91350211M00013FA1N"));  // in use, breaks the check character
  EXPECT_FALSE(is_credit_code("91310110666007217I"));
  EXPECT_EQ(credit_code_check_character("9131011066600721IX"), '\0');
}

TEST(CreditCode, AgreesWithTheSharedSamples) {
  std::ifstream in(GONGSHU_SOURCE_DIR "/../shared/data/uscc/uscc_samples.csv");
  if (!in) GTEST_SKIP() << "the shared sample of credit codes is not there";
  CsvReader csv(in);
  ASSERT_TRUE(csv.open());
  while (*csv.next()) EXPECT_EQ(is_credit_code(csv.cells()[0]), csv.cells()[1] == "True") << csv.cells()[0];
}

TEST(PersonalName, TellsPeopleFromPlaces) {
  for (const auto* name : {"王伟", "李小龙", "欧阳修远", "诸葛亮"}) EXPECT_TRUE(is_personal_name(name)) << name;
  for (const auto* other : {"王庄村", "郑州市", "王", "张家村民委员会", "Wang Wei", "", "高新区", "石家庄市"})
    EXPECT_FALSE(is_personal_name(other)) << other;
}

std::vector<RawFinding> look(const std::string& header, const std::vector<std::string>& values) {
  RawDetector detector({header});
  for (const auto& value : values) {
    const std::vector<std::string_view> row{value};
    detector.row(row);
  }
  return detector.findings();
}

TEST(RawDetector, RefusesOneIdentityNumberAmongFew) {
  std::vector<std::string> values(500, "ok");
  values[123] = "440524188001010014";
  const auto found = look("note", values);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, RawKind::identity_number);
  EXPECT_EQ(found[0].first_row, 125);
  EXPECT_EQ(looks_raw(found).code, ErrorCode::batch_looks_raw);
  EXPECT_EQ(looks_raw(found).at, "note");
}

TEST(RawDetector, FindsCreditCodesTelephonesAndNames) {
  EXPECT_EQ(look("x", {"91310110666007217T", "b"})[0].kind, RawKind::credit_code);
  EXPECT_EQ(look("x", {"13812345678", "+8613812345678"})[0].kind, RawKind::mobile_number);
  EXPECT_EQ(look("mobile", std::vector<std::string>{"13812345678", "a", "b", "c", "d"})[0].kind, RawKind::mobile_number);
  EXPECT_EQ(look("full_name", {"王伟", "李小龙", "张三"})[0].kind, RawKind::personal_name);
  EXPECT_EQ(look("申请人姓名", {"王伟", "x", "y", "z"})[0].kind, RawKind::personal_name);
  EXPECT_TRUE(look("colour", {"王伟", "黄色"}).empty());  // the header does not speak of names
}

TEST(RawDetector, LetsTokensBandsAndRandomNumbersPass) {
  std::mt19937_64 random(3);
  std::vector<std::string> tokens, serials;
  for (int i = 0; i < 200'000; ++i) {
    char text[40];
    std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(random()),
                  static_cast<unsigned long long>(random()));
    tokens.emplace_back(text);
    std::string serial;
    for (int d = 0; d < 18; ++d) serial += static_cast<char>('0' + random() % 10);
    serials.push_back(serial);
  }
  EXPECT_TRUE(look("id_number", tokens).empty());
  EXPECT_TRUE(look("serial", serials).empty());
  EXPECT_TRUE(look("age", {"65-69", "85+", "[20,30)", "410105"}).empty());
}

TEST(RawDetector, DoesNotTakeDivisionNamesForPeople) {
  std::ifstream in(GONGSHU_SOURCE_DIR "/build/third_party/divisions/divisions.csv", std::ios::binary);
  if (!in) GTEST_SKIP() << "the division codes were not fetched (scripts/fetch_divisions.sh)";
  CsvReader csv(in);
  ASSERT_TRUE(csv.open());
  RawDetector detector(csv.header());
  std::int64_t villages = 0;
  for (;;) {
    const auto more = csv.next();
    ASSERT_TRUE(more) << describe(more.error());
    if (!*more) break;
    detector.row(csv.cells());
    villages += csv.cells()[2] == "village";
  }
  EXPECT_EQ(villages, 620'573);
  for (const auto& finding : detector.findings()) ADD_FAILURE() << finding.column << " " << finding.hits << "/" << finding.cells;
}

}  // namespace
}  // namespace gongshu::privacy
