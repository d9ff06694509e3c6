#include "privacy/masking.h"

#include <gmock/gmock.h>

#include "base/record.h"
#include "crypto/random.h"
#include "privacy/detect.h"

namespace gongshu::privacy {
namespace {

const std::string kKey(16, 'k');

ColumnRule rule(Technique technique, ColumnType type, MaskParams params = {}, Grade grade = Grade::general,
                Identity identity = Identity::none) {
  return {"c", type, technique, std::move(params), grade, identity};
}

/// One cell under one rule; "!" when the value does not suit, "-" when the column is suppressed.
std::string masked(const ColumnRule& r, std::string_view cell, std::string_view key = kKey) {
  const auto masker = Masker::make({r}, key);
  if (!masker) return describe(masker.error());
  RowBuffer out;
  std::size_t bad = 0;
  const std::vector<std::string_view> raw{cell};
  if (!masker->mask(raw, out, bad)) return "!";
  const auto cells = out.cells();
  return cells.empty() ? "-" : std::string(cells[0]);
}

TEST(Masking, KeepsSuppressesAndTruncates) {
  EXPECT_EQ(masked(rule(Technique::keep, ColumnType::text), "a b"), "a b");
  EXPECT_EQ(masked(rule(Technique::suppress, ColumnType::text), "a b"), "-");
  EXPECT_EQ(masked(rule(Technique::truncate, ColumnType::text, {.length = 2}), "汉字文"), "汉字");
  EXPECT_EQ(masked(rule(Technique::truncate, ColumnType::text, {.length = 5}), "汉"), "汉");
}

TEST(Masking, GeneralisesDivisionCodes) {
  const auto level = [](std::int64_t digits) { return rule(Technique::division, ColumnType::text, {.digits = digits}); };
  EXPECT_EQ(masked(level(2), "410105001002"), "410000");
  EXPECT_EQ(masked(level(4), "410105"), "410100");
  EXPECT_EQ(masked(level(6), "410105001"), "410105");
  EXPECT_EQ(masked(level(9), "410105001002"), "410105001");
  EXPECT_EQ(masked(level(6), "4101"), "!");
  EXPECT_EQ(masked(level(4), "郑州"), "!");
  EXPECT_EQ(masked(level(4), ""), "");
}

TEST(Masking, GeneralisesDates) {
  EXPECT_EQ(masked(rule(Technique::date, ColumnType::date, {.unit = "year"}), "1950-03-09"), "1950");
  EXPECT_EQ(masked(rule(Technique::date, ColumnType::date, {.unit = "month"}), "1950-03-09"), "1950-03");
  const auto band = [](std::string_view birth, MaskParams params = {}) {
    params.reference_date = "2020-11-01";
    return masked(rule(Technique::age_band, ColumnType::date, params), birth);
  };
  EXPECT_EQ(band("1950-11-01"), "70-74");
  EXPECT_EQ(band("1950-11-02"), "65-69");  // turns 70 the day after
  EXPECT_EQ(band("2020-11-01"), "0-4");
  EXPECT_EQ(band("2020-11-02"), "!");  // not born yet
  EXPECT_EQ(band("1935-11-01"), "85+");
  EXPECT_EQ(band("1935-11-02"), "80-84");
  EXPECT_EQ(band("1900-01-01"), "85+");
  EXPECT_EQ(band("1950-11-01", {.width = 1}), "70");
  EXPECT_EQ(band("1950-11-01", {.width = 10, .form = "lower"}), "70");
  EXPECT_EQ(band("1957-11-01", {.width = 7, .top = 65}), "63-64");  // the band below the top ends there
}

TEST(Masking, PutsNumbersInBands) {
  const auto band = [](ColumnType type, MaskParams p, std::string_view v) { return masked(rule(Technique::band, type, p), v); };
  EXPECT_EQ(band(ColumnType::integer, {.width = 10}, "25"), "[20,30)");
  EXPECT_EQ(band(ColumnType::integer, {.width = 10}, "-1"), "[-10,0)");
  EXPECT_EQ(band(ColumnType::integer, {.width = 10, .origin = 5}, "4"), "[-5,5)");
  EXPECT_EQ(band(ColumnType::integer, {.width = 10, .form = "lower"}, "29"), "20");
  EXPECT_EQ(band(ColumnType::integer, {.width = 10, .floor = 0, .ceiling = 100}, "-3"), "<0");
  EXPECT_EQ(band(ColumnType::integer, {.width = 10, .floor = 0, .ceiling = 100}, "100"), ">=100");
  EXPECT_EQ(band(ColumnType::integer, {.width = 10, .floor = 0, .form = "lower"}, "-3"), "-10");
  EXPECT_EQ(band(ColumnType::decimal, {.width = 10}, "-0.5"), "[-10,0)");
  EXPECT_EQ(band(ColumnType::decimal, {.width = 10}, "29.99"), "[20,30)");
  EXPECT_EQ(band(ColumnType::decimal, {.width = 10}, std::string(30, '9')), "!");  // past int64
  EXPECT_EQ(band(ColumnType::integer, {.width = 10}, "9223372036854775807"), "!");
}

TEST(Masking, PseudonymsAgreeInsideAScenarioAndNotAcross) {
  const auto r = rule(Technique::pseudonymise, ColumnType::text, {}, Grade::general, Identity::direct);
  for (int i = 0; i < 200; ++i) {
    const auto value = crypto::to_hex(crypto::random_bytes(9));
    const auto one = masked(r, value);
    EXPECT_EQ(one, masked(r, value));
    EXPECT_NE(one, masked(r, value, std::string(16, 'j')));
    EXPECT_EQ(one.size(), 32u);
    EXPECT_EQ(one.find(value), std::string::npos);
    EXPECT_EQ(one, pseudonym(crypto::HmacSm3(kKey), value));
  }
  EXPECT_EQ(masked(r, " 11010519491231002x "), masked(r, "11010519491231002X"));
}

TEST(Masking, APseudonymIsTheFrontOfTheHmac) {
  const auto digest = crypto::hmac_sm3(kKey, "11010519491231002X");
  EXPECT_EQ(pseudonym(crypto::HmacSm3(kKey), "11010519491231002x"), crypto::to_hex(crypto::view(digest)).substr(0, 32));
  EXPECT_EQ(token_text(digest), crypto::to_hex(crypto::view(digest)).substr(0, 32));
}

TEST(Rules, RefuseParametersThatAreMissingForeignOrOutOfRange) {
  const auto at = [](const ColumnRule& r) {
    const auto status = check_rule(r);
    return status ? "fine" : status.error().at;
  };
  EXPECT_EQ(at(rule(Technique::division, ColumnType::text)), "c/digits");
  EXPECT_EQ(at(rule(Technique::division, ColumnType::text, {.digits = 5})), "c/digits");
  EXPECT_EQ(at(rule(Technique::division, ColumnType::integer, {.digits = 4})), "c");
  EXPECT_EQ(at(rule(Technique::date, ColumnType::date)), "c/unit");
  EXPECT_EQ(at(rule(Technique::date, ColumnType::text, {.unit = "year"})), "c");
  EXPECT_EQ(at(rule(Technique::age_band, ColumnType::date)), "c/reference_date");
  EXPECT_EQ(at(rule(Technique::age_band, ColumnType::date, {.reference_date = "2020-02-30"})), "c/reference_date");
  EXPECT_EQ(at(rule(Technique::age_band, ColumnType::date, {.reference_date = "2020-11-01", .width = 0})), "c/width");
  EXPECT_EQ(at(rule(Technique::band, ColumnType::integer)), "c/width");
  EXPECT_EQ(at(rule(Technique::band, ColumnType::integer, {.width = 5, .floor = 9, .ceiling = 9})), "c/ceiling");
  EXPECT_EQ(at(rule(Technique::band, ColumnType::integer, {.width = 5, .form = "upper"})), "c/form");
  EXPECT_EQ(at(rule(Technique::truncate, ColumnType::text)), "c/length");
  EXPECT_EQ(at(rule(Technique::keep, ColumnType::text, {.width = 5})), "c/width");
  EXPECT_EQ(at(rule(Technique::pseudonymise, ColumnType::date)), "c");
}

TEST(Rules, NeverFallBelowTheGrade) {
  for (const auto grade : {Grade::general, Grade::important, Grade::core})
    for (const auto identity : {Identity::none, Identity::direct, Identity::quasi, Identity::sensitive}) {
      const bool kept = check_rule(rule(Technique::keep, ColumnType::text, {}, grade, identity)).has_value();
      const bool may_keep =
          grade != Grade::core && identity != Identity::direct && !(grade == Grade::important && identity != Identity::none);
      EXPECT_EQ(kept, may_keep) << name_of(grade) << ' ' << name_of(identity);
      const bool cut = check_rule(rule(Technique::truncate, ColumnType::text, {.length = 3}, grade, identity)).has_value();
      EXPECT_EQ(cut, grade != Grade::core && identity != Identity::direct);
      EXPECT_TRUE(check_rule(rule(Technique::suppress, ColumnType::text, {}, grade, identity)));
    }
}

TEST(Rules, DefaultsPassTheirOwnCheckForEveryCombination) {
  for (const auto* name : {"birth_date", "county_code", "note"})
    for (const auto type : {ColumnType::boolean, ColumnType::integer, ColumnType::decimal, ColumnType::text, ColumnType::date})
      for (const auto grade : {Grade::general, Grade::important, Grade::core})
        for (const auto identity : {Identity::none, Identity::direct, Identity::quasi, Identity::sensitive})
          for (const bool entity : {false, true}) {
            const auto r = default_rule({name, type, true}, grade, identity, entity, "2020-11-01");
            const auto status = check_rule(r);
            EXPECT_TRUE(status) << describe(status.error()) << ' ' << name_of(r.technique);
          }
}

TEST(Rules, AShortKeyIsRefused) {
  EXPECT_EQ(Masker::make({rule(Technique::keep, ColumnType::text)}, "short").error().code, ErrorCode::crypto_bad_key);
}

}  // namespace
}  // namespace gongshu::privacy
