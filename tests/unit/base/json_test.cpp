// Strict parsing with limits, and the canonical form of RFC 8785.
#include "base/json.h"

#include <gtest/gtest.h>

#include <fstream>

namespace gongshu {
namespace {

ErrorCode code_of(std::string_view text, JsonLimits limits = {}) {
  auto value = parse_json(text, limits);
  EXPECT_FALSE(value) << text;
  return value ? ErrorCode::internal : value.error().code;
}

std::string canonical_of(std::string_view text) {
  auto value = parse_json(text);
  EXPECT_TRUE(value) << text;
  if (!value) return {};
  auto out = canonical(*value);
  return out ? *out : describe(out.error());
}

TEST(ParseJson, TakesOneValue) {
  EXPECT_EQ(*parse_json(" {\"a\": [1, true, null, \"x\"]}\r\n\t "), json::parse(R"({"a":[1,true,null,"x"]})"));
  EXPECT_EQ(*parse_json("0"), json::value(0));
}

TEST(ParseJson, RefusesWhatIsNoJson) {
  for (const char* text : {"", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "nul", "[1 2]", "01", "+1", ".5", "1.", "0x10", "NaN", "Infinity",
                           "\"\t\"", "\"\\x\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "/*c*/1", "//c\n1", "{\"a\":1}}", "1 1", "[] x", "\xEF\xBB\xBF{}"})
    EXPECT_EQ(code_of(text), ErrorCode::input_bad_json) << text;
}

TEST(ParseJson, NamesTheByteAtFault) {
  EXPECT_EQ(parse_json("[1,2,x]").error().at, "byte 5");
  EXPECT_EQ(parse_json("{} x").error().at.substr(0, 5), "byte ");
}

TEST(ParseJson, RefusesANulByteWhereverItStands) {
  using namespace std::literals;
  for (const auto text : {"\0"sv, "{}\0"sv, "[1,\0 2]"sv, "\"a\0b\""sv}) EXPECT_EQ(code_of(text), ErrorCode::input_bad_json);
}

TEST(ParseJson, RefusesDuplicateKeysAtAnyDepth) {
  EXPECT_EQ(code_of(R"({"a":1,"a":2})"), ErrorCode::input_duplicate_key);
  EXPECT_EQ(code_of(R"([{"x":{"b":1,"c":2,"b":3}}])"), ErrorCode::input_duplicate_key);
  EXPECT_EQ(code_of(R"({"a":1,"\u0061":2})"), ErrorCode::input_duplicate_key);
  EXPECT_EQ(code_of(R"({"":1,"":2})"), ErrorCode::input_duplicate_key);
  EXPECT_TRUE(parse_json(R"({"a":{"a":1},"b":{"a":1}})"));
}

TEST(ParseJson, RefusesDepthBeyondTheLimit) {
  const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  EXPECT_TRUE(parse_json(nested(32)));
  EXPECT_EQ(code_of(nested(33)), ErrorCode::input_too_deep);
  EXPECT_EQ(code_of(std::string(1 << 20, '[')), ErrorCode::input_too_deep);
  EXPECT_EQ(code_of("{\"a\":" + nested(3) + "}", {.depth = 3}), ErrorCode::input_too_deep);
}

TEST(ParseJson, RefusesMoreBytesThanAllowed) {
  EXPECT_TRUE(parse_json("[1]", {.bytes = 3}));
  EXPECT_EQ(code_of("[1] ", {.bytes = 3}), ErrorCode::input_too_large);
  EXPECT_EQ(code_of("\xFF\xFF\xFF\xFF", {.bytes = 3}), ErrorCode::input_too_large);
}

TEST(ParseJson, RefusesBrokenUtf8) {
  for (const char* bad : {"\xFF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                          "\xE4\xB8", "\x80", "a\xC3"}) {
    EXPECT_FALSE(valid_utf8(bad));
    EXPECT_EQ(code_of("\"" + std::string(bad) + "\""), ErrorCode::input_bad_utf8);
  }
  for (const char* fine : {"", "a", "é", "养", "\U0001F600", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"}) EXPECT_TRUE(valid_utf8(fine));
}

TEST(ParseJson, WholeNumbersBeyondInt64AreRefused) {
  EXPECT_EQ(parse_json("9223372036854775807")->as_int64(), INT64_MAX);
  EXPECT_EQ(parse_json("-9223372036854775808")->as_int64(), INT64_MIN);
  for (const char* text : {"9223372036854775808", "18446744073709551615", "[1,18446744073709551616]", "-9223372036854775809"})
    EXPECT_EQ(code_of(text), ErrorCode::input_out_of_range) << text;
  EXPECT_TRUE(parse_json("1.5")->is_double());
  EXPECT_TRUE(parse_json("1e3")->is_double());
}

TEST(CodePoints, CountsCharactersNotBytes) {
  EXPECT_EQ(code_points(""), 0u);
  EXPECT_EQ(code_points("abc"), 3u);
  EXPECT_EQ(code_points("公数"), 2u);
  EXPECT_EQ(code_points("\U0001F600养é"), 3u);
}

TEST(Canonical, SortsMembersByUtf16CodeUnits) {
  // RFC 8785 section 3.2.3: the emoji (surrogates D83D DE00) sorts before U+FB33, although its code point is larger
  EXPECT_EQ(canonical_of(R"({"\u20ac":"Euro","\r":"CR","\ufb33":"Hebrew","1":"One","\ud83d\ude00":"Emoji","\u0080":"Control","\u00f6":"O"})"),
            "{\"\\r\":\"CR\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"O\",\"\u20ac\":\"Euro\",\"\U0001F600\":\"Emoji\",\"\uFB33\":\"Hebrew\"}");
  EXPECT_EQ(canonical_of(R"({"b":1,"a":{"d":2,"c":3},"":0,"aa":4})"), R"({"":0,"a":{"c":3,"d":2},"aa":4,"b":1})");
}

TEST(Canonical, EscapesAsLittleAsPossible) {
  EXPECT_EQ(canonical_of(R"("\u0000\u0008\u0009\u000a\u000b\u000c\u000d\u001f\u007f\"\\\/\u00e9\u517b\ud83d\ude00")"),
            "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\x7f\\\"\\\\/é养😀\"");
}

TEST(Canonical, WritesWithoutWhiteSpace) {
  EXPECT_EQ(canonical_of(" { \"a\" : [ 1 , -2 , true , false , null , \"\" , { } , [ ] ] } "), R"({"a":[1,-2,true,false,null,"",{},[]]})");
}

TEST(Canonical, RefusesFloatingNumbersAtAnyDepth) {
  for (const json::value& value : {json::value(1.5), json::value({1, 2.0}), json::value({{"a", {{"b", 0.1}}}})}) {
    const auto out = canonical(value);
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().code, ErrorCode::input_float_not_allowed);
  }
}

TEST(Canonical, IsAFixedPoint) {
  const auto once = canonical_of(R"({"z":[{"b":"\u517b","a":1}],"😀":null,"k":-9223372036854775808})");
  EXPECT_EQ(canonical_of(once), once);
}

TEST(Canonical, NaughtyStringsSurviveARoundTrip) {
  std::ifstream in(GONGSHU_SOURCE_DIR "/../shared/data/blns/blns.json", std::ios::binary);
  if (!in) GTEST_SKIP() << "the list of naughty strings is not here";
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto strings = json::parse(text).as_array();
  ASSERT_GT(strings.size(), 400u);
  for (const auto& naughty : strings) {
    const auto& s = naughty.as_string();
    ASSERT_TRUE(valid_utf8(s));
    const json::object value{{s, s}, {"list", {s}}};
    const auto out = canonical(value);
    ASSERT_TRUE(out);
    const auto back = parse_json(*out);
    ASSERT_TRUE(back) << describe(back.error()) << *out;
    EXPECT_EQ(*back, json::value(value));
    EXPECT_EQ(*canonical(*back), *out);
  }
}

}  // namespace
}  // namespace gongshu
