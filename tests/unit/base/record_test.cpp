// Reading described structs from JSON: every fault is refused, named by its JSON Pointer.
#include "base/record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gongshu {
namespace {

using ::testing::HasSubstr;

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Item {
  std::string name;
  std::optional<std::int64_t> beds;
  static constexpr Limits kLimits[] = {{.member = "name", .min_length = 1, .max_length = 4, .pattern = "[a-z一-龥]+"},
                                       {.member = "beds", .minimum = 1, .maximum = 100}};
};
BOOST_DESCRIBE_STRUCT(Item, (), (name, beds))

struct Base {
  bool flag = false;
};
BOOST_DESCRIBE_STRUCT(Base, (), (flag))

struct All : Base {
  std::int64_t number = 0;
  std::string text, word, kind;
  Money price;
  Colour colour{};
  std::optional<Colour> other;
  std::vector<Item> items;
  std::map<std::string, std::vector<Item>> groups;
  std::optional<std::map<std::string, std::string>> notes;
  json::object free;
  json::value any;
  static constexpr Limits kLimits[] = {{.member = "number", .minimum = -5, .maximum = 5},
                                       {.member = "text", .min_length = 2, .max_length = 3},
                                       {.member = "word", .pattern = "[a-z]{2,4}"},
                                       {.member = "kind", .one_of = "file|table"},
                                       {.member = "price", .minimum = 0, .maximum = 1000},
                                       {.member = "items", .min_items = 1, .max_items = 2},
                                       {.member = "groups", .max_items = 1},
                                       {.member = "notes", .min_length = 1, .max_length = 5, .max_items = 1}};
};
BOOST_DESCRIBE_STRUCT(All, (Base), (number, text, word, kind, price, colour, other, items, groups, notes, free, any))

json::object good() {
  return json::parse(R"({"flag":true,"number":5,"text":"甲乙丙","word":"ab","kind":"file","price":1000,"colour":"green",
    "items":[{"name":"a","beds":1},{"name":"b"}],"groups":{"x":[{"name":"养老"}]},"free":{"a":[1]},"any":null})")
      .as_object();
}

Error error_of(json::value value) {
  auto out = read<All>(value);
  EXPECT_FALSE(out) << json::serialize(value);
  return out ? Error{} : out.error();
}

/// `good` with one member replaced, by JSON Pointer.
Error error_with(const char* pointer, json::value value) {
  json::value body = good();
  const std::string path(pointer);
  const auto cut = path.rfind('/');
  auto& parent = cut == 0 ? body : body.at_pointer(path.substr(0, cut));
  const auto name = path.substr(cut + 1);
  if (auto* array = parent.if_array()) array->at(std::stoul(name)) = std::move(value);
  else parent.as_object()[name] = std::move(value);
  return error_of(std::move(body));
}

TEST(Record, ReadsEveryKindOfMember) {
  auto all = read<All>(good());
  ASSERT_TRUE(all) << describe(all.error());
  EXPECT_TRUE(all->flag);
  EXPECT_EQ(all->number, 5);
  EXPECT_EQ(all->text, "甲乙丙");
  EXPECT_EQ(all->price.fen, 1000);
  EXPECT_EQ(all->colour, Colour::green);
  EXPECT_FALSE(all->other);
  EXPECT_EQ(all->items[0].beds, 1);
  EXPECT_FALSE(all->items[1].beds);
  EXPECT_EQ(all->groups.at("x")[0].name, "养老");
  EXPECT_EQ(all->free.at("a").at(0), 1);
  EXPECT_TRUE(all->any.is_null());
}

TEST(Record, WritesWhatItReads) {
  auto body = good();
  EXPECT_EQ(write(*read<All>(body)), json::value(body));
  body["other"] = "red";
  body["notes"] = {{"a", "b"}};
  body["any"] = {1, {{"x", true}}};
  EXPECT_EQ(write(*read<All>(body)), json::value(body));
}

TEST(Record, NullIsAnAbsentOptional) {
  auto body = good();
  body["other"] = nullptr;
  body["notes"] = nullptr;
  auto all = read<All>(body);
  ASSERT_TRUE(all) << describe(all.error());
  EXPECT_FALSE(all->other);
  EXPECT_FALSE(all->notes);
  EXPECT_FALSE(write(*all).as_object().contains("other"));
}

TEST(Record, RefusesAnUnknownFieldAndNamesTheKnownOnes) {
  auto error = error_with("/titel", 1);
  EXPECT_EQ(error.code, ErrorCode::input_unknown_field);
  EXPECT_EQ(error.at, "/titel");
  EXPECT_THAT(error.hint, HasSubstr("number, text"));
  error = error_with("/items/1/bed", 1);
  EXPECT_EQ(error.code, ErrorCode::input_unknown_field);
  EXPECT_EQ(error.at, "/items/1/bed");
}

TEST(Record, NamesOfFieldsAreEscapedInPointers) {
  auto body = good();
  body["a/b~c"] = 1;
  EXPECT_EQ(error_of(body).at, "/a~1b~0c");
}

TEST(Record, RefusesEachMissingField) {
  for (const char* name : {"flag", "number", "text", "word", "kind", "price", "colour", "items", "groups", "free", "any"}) {
    auto body = good();
    body.erase(name);
    const auto error = error_of(body);
    EXPECT_EQ(error.code, ErrorCode::input_missing_field) << name;
    EXPECT_EQ(error.at, std::string("/") + name);
  }
  auto body = good();
  body["items"].at(1).as_object().erase("name");
  EXPECT_EQ(error_of(body).at, "/items/1/name");
}

TEST(Record, ANullIsNoValueForARequiredField) {
  for (const char* name : {"flag", "number", "text", "price", "colour", "items", "groups", "free"}) {
    const auto error = error_with((std::string("/") + name).c_str(), nullptr);
    EXPECT_EQ(error.code, ErrorCode::input_wrong_type) << name;
    EXPECT_EQ(error.at, std::string("/") + name);
  }
}

TEST(Record, RefusesTheWrongTypeAtAnyDepth) {
  const json::value values[] = {true, 1, 1.5, "x", json::array{}, json::object{}};
  const std::pair<const char*, json::kind> fields[] = {{"/flag", json::kind::bool_},   {"/number", json::kind::int64},
                                                       {"/word", json::kind::string},  {"/price", json::kind::int64},
                                                       {"/colour", json::kind::string}, {"/items", json::kind::array},
                                                       {"/groups", json::kind::object}, {"/notes", json::kind::object},
                                                       {"/free", json::kind::object},  {"/items/0/name", json::kind::string},
                                                       {"/items/0", json::kind::object}, {"/groups/x/0/name", json::kind::string},
                                                       {"/groups/x", json::kind::array}};
  for (const auto& [at, kind] : fields)
    for (const auto& value : values) {
      if (value.kind() == kind) continue;
      const auto error = error_with(at, value);
      EXPECT_EQ(error.code, ErrorCode::input_wrong_type) << at << " " << json::serialize(value);
      EXPECT_EQ(error.at, at);
    }
}

TEST(Record, ACommandIsAnObject) {
  for (const json::value& value : {json::value(nullptr), json::value(json::array{}), json::value("x"), json::value(1)}) {
    EXPECT_EQ(error_of(value).code, ErrorCode::input_wrong_type);
    EXPECT_EQ(error_of(value).at, "");
  }
  EXPECT_EQ(read<All>(json::array{}, "/body").error().at, "/body");
}

TEST(Record, LengthsCountCodePointsNotBytes) {
  EXPECT_TRUE(read<All>(good()));  // three Chinese characters, nine bytes
  auto error = error_with("/text", "甲乙丙丁");
  EXPECT_EQ(error.code, ErrorCode::input_too_long);
  EXPECT_EQ(error.at, "/text");
  EXPECT_THAT(error.hint, HasSubstr("3"));
  EXPECT_EQ(error_with("/text", "\U0001F600").code, ErrorCode::input_too_short);
  EXPECT_EQ(error_with("/text", "").code, ErrorCode::input_too_short);
  EXPECT_EQ(error_with("/items/0/name", "").at, "/items/0/name");
}

TEST(Record, LimitsOfAMapHoldForItsValuesAndItsCount) {
  EXPECT_EQ(error_with("/notes", {{"a", "123456"}}).at, "/notes/a");
  EXPECT_EQ(error_with("/notes", {{"a", "123456"}}).code, ErrorCode::input_too_long);
  EXPECT_EQ(error_with("/notes", {{"a", ""}}).code, ErrorCode::input_too_short);
  EXPECT_EQ(error_with("/notes", {{"a", "1"}, {"b", "2"}}).code, ErrorCode::input_too_long);
  EXPECT_EQ(error_with("/notes", {{"a", "1"}, {"b", "2"}}).at, "/notes");
}

TEST(Record, CountsAreLimited) {
  EXPECT_EQ(error_with("/items", json::array{}).code, ErrorCode::input_too_short);
  const auto error = error_with("/items", {{{"name", "a"}}, {{"name", "b"}}, {{"name", "c"}}});
  EXPECT_EQ(error.code, ErrorCode::input_too_long);
  EXPECT_EQ(error.at, "/items");
}

TEST(Record, PatternsMatchTheWholeText) {
  for (const char* bad : {"a", "abcde", "AB", "ab\n", " ab", "ab ", "a-b"}) {
    const auto error = error_with("/word", bad);
    EXPECT_EQ(error.code, ErrorCode::input_bad_format) << bad;
    EXPECT_EQ(error.at, "/word");
  }
}

TEST(Record, AVeryLongTextDoesNotExhaustThePattern) {
  struct Subject {
    static bool matches(std::size_t size) {
      static constexpr Limits kUnbounded{.member = "subject", .pattern = "[a-z_]+/[a-z0-9-]+"};
      return record_detail::check_string("a/" + std::string(size, 'a'), &kUnbounded, "/subject").has_value();
    }
  };
  EXPECT_TRUE(Subject::matches(30));
  EXPECT_FALSE(Subject::matches(5'000'000));
}

TEST(Record, RefusesAWordThatIsNotOneOfTheChoices) {
  for (const char* bad : {"", "fil", "file|table", "|", "FILE", "tables"}) {
    const auto error = error_with("/kind", bad);
    EXPECT_EQ(error.code, ErrorCode::input_bad_choice) << bad;
    EXPECT_EQ(error.at, "/kind");
  }
  EXPECT_THAT(error_with("/kind", "x").hint, HasSubstr("file"));
}

TEST(Record, RefusesAnUnknownEnumerator) {
  for (const char* bad : {"", "blue", "Red", "red ", "0"}) EXPECT_EQ(error_with("/colour", bad).code, ErrorCode::input_bad_choice) << bad;
  EXPECT_THAT(error_with("/other", "x").hint, HasSubstr("red, green"));
  EXPECT_EQ(error_with("/other", "x").at, "/other");
}

TEST(Record, IntegersStayInTheirRange) {
  for (const std::int64_t bad : {INT64_MIN, std::int64_t{-6}, std::int64_t{6}, INT64_MAX}) {
    EXPECT_EQ(error_with("/number", bad).code, ErrorCode::input_out_of_range) << bad;
    EXPECT_EQ(error_with("/price", bad < 0 ? bad : bad + (bad == 6 ? 995 : 0)).code, ErrorCode::input_out_of_range) << bad;
  }
  EXPECT_EQ(error_with("/items/0/beds", 0).at, "/items/0/beds");
  EXPECT_EQ(error_with("/items/0/beds", 101).code, ErrorCode::input_out_of_range);
  EXPECT_EQ(error_with("/number", std::uint64_t{1} << 63).code, ErrorCode::input_wrong_type);
}

TEST(Record, TextHoldsNoNulAndNoBrokenUtf8) {
  EXPECT_EQ(error_with("/text", json::string("a\0b", 3)).code, ErrorCode::input_bad_format);
  EXPECT_EQ(error_with("/text", "a\xC3").code, ErrorCode::input_bad_utf8);
}

TEST(Record, KeysOfAMapAreTextToo) {
  json::object notes;
  notes.emplace(json::string_view("a\0b", 3), "x");
  const auto error = error_with("/notes", notes);
  EXPECT_EQ(error.code, ErrorCode::input_bad_format);
  EXPECT_EQ(error_with("/notes", {{std::string(300, 'k'), "x"}}).code, ErrorCode::input_too_long);
}

TEST(Record, NamesEnumerators) {
  EXPECT_EQ(name_of(Colour::green), "green");
  EXPECT_EQ(name_of(static_cast<Colour>(9)), "?");
}

}  // namespace
}  // namespace gongshu
