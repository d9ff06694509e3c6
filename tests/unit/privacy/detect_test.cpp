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

TEST(BankCard, IsKnownByPrefixAndLuhn) {
  EXPECT_TRUE(is_bank_card("6222020200012345670"));
  EXPECT_FALSE(is_bank_card("6222020200012345678"));
  EXPECT_TRUE(is_bank_card("4111111111111111"));
  EXPECT_FALSE(is_bank_card("9111111111111111"));
  EXPECT_FALSE(is_bank_card("411111111111111"));
  const std::string good = "6222020200012345670";
  for (std::size_t i = 2; i < good.size(); ++i)
    for (char c = '0'; c <= '9'; ++c) {
      auto changed = good;
      changed[i] = c;
      EXPECT_EQ(is_bank_card(changed), c == good[i]) << changed;
    }
}

TEST(TravelDocuments, AreKnownByForm) {
  for (const auto* yes : {"E12345678", "G12345678", "EA1234567", "D1234567"}) EXPECT_TRUE(is_passport_number(yes)) << yes;
  for (const auto* no : {"E1234567", "EI1234567", "F12345678", "E123456789", "EAB123456", ""})
    EXPECT_FALSE(is_passport_number(no)) << no;
  for (const auto* yes : {"H12345678", "M1234567890", "C12345678", "L12345678"}) EXPECT_TRUE(is_travel_document(yes)) << yes;
  EXPECT_FALSE(is_travel_document("X12345678"));
}

TEST(OldIdentityNumber, NeedsAProvinceAndADay) {
  EXPECT_TRUE(is_old_identity_number("410105491231002"));
  EXPECT_FALSE(is_old_identity_number("410105491331002"));
  EXPECT_FALSE(is_old_identity_number("990105491231002"));
  EXPECT_FALSE(is_old_identity_number("41010549123100X"));
}

TEST(Landline, NeedsAnAreaCode) {
  for (const auto* yes : {"0371-65508888", "(010)12345678", "010 1234567"}) EXPECT_TRUE(is_landline_number(yes)) << yes;
  for (const auto* no : {"65508888", "371-65508888", "0371-655", "037165508888", "0371-6550888x"})
    EXPECT_FALSE(is_landline_number(no)) << no;
}

std::vector<RawFinding> look_at(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
  RawDetector detector(header);
  for (const auto& row : rows) detector.row(std::vector<std::string_view>(row.begin(), row.end()));
  return detector.findings();
}

/// An identity number of nobody, by serial.
std::string identity(int serial) {
  char text[24];
  std::snprintf(text, sizeof text, "410105%04d%02d%02d%03d", 1940 + serial % 60, 1 + serial % 12, 1 + serial % 28, serial % 1000);
  return std::string(text) + identity_check_character(text);
}

TEST(RawDetector, FindsIdentityNumbersSplitOverColumns) {
  std::vector<std::vector<std::string>> halves, pieces, apart;
  for (int i = 0; i < 200; ++i) {
    const auto id = identity(i * 7);
    halves.push_back({"x", id.substr(0, 14), id.substr(14)});
    pieces.push_back({id.substr(0, 6), id.substr(6, 4) + "-" + id.substr(10, 2) + "-" + id.substr(12, 2), id.substr(14)});
    apart.push_back({id.substr(14), "note", id.substr(6, 8), "7", id.substr(0, 6)});
  }
  for (const auto& [columns, rows] : {std::pair(3, halves), {3, pieces}, {5, apart}}) {
    std::vector<std::string> header;
    for (int i = 0; i < columns; ++i) header.push_back("c" + std::to_string(i));
    const auto found = look_at(header, rows);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, RawKind::split_identity);
    EXPECT_EQ(found[0].hits, 200);
  }
  EXPECT_EQ(look_at({"a", "b", "c"}, pieces)[0].column, "a");
}

TEST(RawDetector, DoesNotTakeACodeADayAndANumberForAnIdentity) {
  std::mt19937_64 random(11);
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 3000; ++i) {
    const auto id = identity(static_cast<int>(random() % 100'000));
    rows.push_back({id.substr(0, 6), id.substr(6, 8), std::to_string(1000 + random() % 9000)});
  }
  EXPECT_TRUE(look_at({"county_code", "day", "income"}, rows).empty());
}

TEST(RawDetector, FindsSplitNames) {
  EXPECT_EQ(look_at({"姓", "名"}, {{"王", "伟"}, {"欧阳", "修"}, {"x", "y"}})[0].kind, RawKind::personal_name);
  EXPECT_TRUE(look_at({"姓", "x"}, {{"王", "伟"}, {"李", "小龙"}}).empty());
}

TEST(RawDetector, FindsNumbersInsideLongerText) {
  std::vector<std::string> values(300, "已办结");
  values[7] = "联系电话13812345678，下午联系";
  values[8] = "回电 +8613912345678";
  values[9] = "请拨13712345678";
  EXPECT_EQ(look("note", values)[0].kind, RawKind::mobile_in_text);
  values.assign(50, "ok");
  values[3] = "统一代码91310110666007217T（企业）";
  EXPECT_EQ(look("note", values)[0].kind, RawKind::credit_code);
  values[3] = "转账至6222020200012345670号";
  EXPECT_EQ(look("note", values)[0].kind, RawKind::card_in_text);
  values[3] = "订单6222020200012345678号";  // the sum is wrong
  EXPECT_TRUE(look("note", values).empty());
}

TEST(RawDetector, FindsCardsPassportsOldNumbersAndLandlines) {
  EXPECT_EQ(look("x", {"6222020200012345670"})[0].kind, RawKind::bank_card);
  EXPECT_EQ(look("x", {"6222 0202 0001 2345 670"})[0].kind, RawKind::bank_card);
  EXPECT_EQ(look("x", {"138-1234-5678"})[0].kind, RawKind::mobile_number);
  EXPECT_EQ(look("x", {"440524 18800101 0014"})[0].kind, RawKind::identity_number);
  EXPECT_EQ(look("护照号", std::vector<std::string>{"E12345678", "a", "b", "c"})[0].kind, RawKind::passport);
  EXPECT_EQ(look("x", {"E12345678", "EA1234567"})[0].kind, RawKind::passport);
  EXPECT_TRUE(look("product", {"E12345678", "b-1", "b-2"}).empty());
  EXPECT_EQ(look("x", {"410105491231002"})[0].kind, RawKind::old_identity);
  EXPECT_EQ(look("联系电话", {"0371-65508888"})[0].kind, RawKind::mobile_number);
}

TEST(RawDetector, SeesTheSameInPiecesAsInOne) {
  std::vector<std::string> values(9000, "ok");
  for (int i = 0; i < 9000; i += 400) values[static_cast<std::size_t>(i)] = "电话13812345678，" + identity(i);
  RawDetector whole({"note"}), first({"note"}), second({"note"});
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::vector<std::string_view> row{values[i]};
    const auto number = static_cast<std::int64_t>(i) + 2;
    whole.row(row);
    (i % 2 ? first : second).row(row, number);
  }
  first.merge(second);
  ASSERT_EQ(first.findings().size(), whole.findings().size());
  for (std::size_t i = 0; i < whole.findings().size(); ++i) {
    EXPECT_EQ(first.findings()[i].hits, whole.findings()[i].hits);
    EXPECT_EQ(first.findings()[i].first_row, whole.findings()[i].first_row);
  }
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
  for (const std::size_t places : {11, 13, 15, 16, 17, 19}) {
    std::vector<std::string> numbers;
    for (const auto& serial : serials) numbers.push_back((serial + "7").substr(0, places));
    EXPECT_TRUE(look("serial", numbers).empty()) << places;
  }
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
