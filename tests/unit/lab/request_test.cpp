#include "lab/request.h"

#include <gmock/gmock.h>

#include "base/json.h"

namespace gongshu::lab::test {
namespace {

using testing::HasSubstr;

TEST(LabRequest, IdsAreTextOrNumbersAndSessionsMayBeLeftOut) {
  json::value id;
  const auto a = parse_request(R"({"id": 7, "sql": "SELECT 1", "session": "s"})", id);
  ASSERT_TRUE(a);
  EXPECT_EQ(a->id, json::value(7));
  EXPECT_EQ(a->session, "s");
  const auto b = parse_request(R"({"id": "x", "sql": "SELECT 1", "session": null})", id);
  ASSERT_TRUE(b);
  EXPECT_EQ(b->session, "");
}

TEST(LabRequest, FaultsAreNamedAndTheIdIsKeptWhereThereIsOne) {
  struct Case {
    const char* line;
    ErrorCode code;
    const char* at;
  };
  for (const auto& c : {Case{"{", ErrorCode::input_bad_json, "byte"}, Case{"[]", ErrorCode::input_wrong_type, ""},
                        Case{R"({"id": 7})", ErrorCode::input_missing_field, "/sql"},
                        Case{R"({"sql": "x"})", ErrorCode::input_missing_field, "/id"},
                        Case{R"({"id": 7, "sql": 5})", ErrorCode::input_wrong_type, "/sql"},
                        Case{R"({"id": 7, "sql": "x", "sesion": "a"})", ErrorCode::input_unknown_field, "/sesion"},
                        Case{R"({"id": [], "sql": "x"})", ErrorCode::input_wrong_type, "/id"},
                        Case{R"({"id": 7, "id": 8, "sql": "x"})", ErrorCode::input_duplicate_key, ""}}) {
    json::value id;
    const auto request = parse_request(c.line, id);
    ASSERT_FALSE(request) << c.line;
    EXPECT_EQ(request.error().code, c.code) << c.line;
    EXPECT_THAT(request.error().at, HasSubstr(c.at)) << c.line;
    const bool told = std::string_view(c.line).starts_with(R"({"id": 7)") && c.code != ErrorCode::input_duplicate_key;
    EXPECT_EQ(id, told ? json::value(7) : json::value()) << c.line;
  }
}

engine::Answer answer() {
  engine::Answer out;
  out.verdict = engine::Verdict::withheld;
  out.columns = {{"g", engine::ColumnType::text},
                 {"n", engine::ColumnType::integer},
                 {"d", engine::ColumnType::decimal},
                 {"r", engine::ColumnType::real}};
  out.rows.push_back({"12", 5, "12345678901234567890.120000", "0.25"});
  out.rows.push_back({nullptr, "123456789012345678901234567890", nullptr, "1.5e-07"});
  out.withheld = {{1, 2}};
  out.grouping = {0, 1};
  out.rule = {"disclosure", "p.yaml"};
  out.review.push_back({"g = 'x'", "SUM(t.d)", "dominance", 3, 12});
  return out;
}

TEST(LabAnswer, NumbersKeepAllTheirDigitsAndTextStaysText) {
  const auto line = answer_line("q", answer(), false);
  EXPECT_THAT(
      line,
      HasSubstr(R"("rows":[["12",5,12345678901234567890.120000,0.25],[null,123456789012345678901234567890,null,1.5e-07]])"));
}

TEST(LabAnswer, TheLineHasExactlyTheMembersOfTheContract) {
  const auto value = json::parse(answer_line(3, answer(), false));
  std::vector<std::string> members;
  for (const auto& [key, member] : value.get_object()) members.emplace_back(key);
  EXPECT_THAT(members, testing::ElementsAre("id", "verdict", "columns", "rows", "withheld", "grouping", "reasons"));
  const auto& object = value.get_object();
  EXPECT_EQ(object.at("id"), json::value(3));
  EXPECT_EQ(object.at("verdict"), "withheld");
  EXPECT_EQ(object.at("columns"), json::value({"g", "n", "d", "r"}));
  EXPECT_EQ(object.at("withheld"), json::value({json::array{1, 2}}));
  EXPECT_EQ(object.at("grouping"), json::value({0, 1}));
  const auto& reason = object.at("reasons").at(0).get_object();
  EXPECT_EQ(reason.at("code"), "withheld");
  for (const auto* member : {"rule", "at", "column", "hint"}) EXPECT_TRUE(reason.contains(member)) << member;
}

TEST(LabAnswer, OnlyReviewersSeeWhy) {
  EXPECT_THAT(answer_line(3, answer(), false), testing::Not(HasSubstr("dominance")));
  EXPECT_THAT(answer_line(3, answer(), true), HasSubstr("dominance"));
}

TEST(LabAnswer, AReleasedAnswerHasNoReasons) {
  auto released = answer();
  released.verdict = engine::Verdict::released;
  EXPECT_THAT(answer_line(3, released, false), HasSubstr(R"("verdict":"released")"));
  EXPECT_THAT(answer_line(3, released, false), HasSubstr(R"("reasons":[])"));
}

TEST(LabAnswer, RowsWithoutGroupingSetsHaveMaskZero) {
  auto plain = answer();
  plain.grouping.clear();
  EXPECT_THAT(answer_line(3, plain, false), HasSubstr(R"("grouping":[0,0])"));
}

TEST(LabAnswer, ARefusalCarriesCodeRulePlaceAndColumn) {
  Error error{ErrorCode::query_column_forbidden, "line 1 column 8", "ask for it", "tables.columns", "p.yaml", {}};
  error.detail["column"] = "adult.name";
  const auto value = parse_json(refusal_line(nullptr, error));
  ASSERT_TRUE(value);
  const auto& object = value->get_object();
  EXPECT_TRUE(object.at("id").is_null());
  EXPECT_EQ(object.at("verdict"), "refused");
  const auto& reason = object.at("reasons").at(0).get_object();
  EXPECT_EQ(reason.at("code"), "query.column_forbidden");
  EXPECT_EQ(reason.at("rule"), "tables.columns");
  EXPECT_EQ(reason.at("at"), "line 1 column 8");
  EXPECT_EQ(reason.at("column"), "adult.name");
  EXPECT_THAT(std::string(reason.at("hint").get_string()), HasSubstr("ask for it"));
}

TEST(LabAnswer, HalfACharacterInAHintIsReplaced) {
  const auto line = refusal_line(1, {ErrorCode::query_unknown_column, {}, "no \"\xe5\x85\xac\xe5\x85\"", {}, {}, {}});
  EXPECT_TRUE(valid_utf8(line));
  EXPECT_THAT(line, HasSubstr("no \\\"\xe5\x85\xac\xef\xbf\xbd\xef\xbf\xbd\\\""));
}

}  // namespace
}  // namespace gongshu::lab::test
