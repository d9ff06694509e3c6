#include "privacy/masking.h"

#include <gmock/gmock.h>

#include <cmath>
#include <functional>
#include <map>
#include <random>

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

/// The cell of column `c` in a row about `who`; "!" when the value does not suit.
std::string drawn(ColumnRule r, std::string_view who, std::string_view cell, std::string_view key = kKey) {
  ColumnRule person = rule(Technique::suppress, ColumnType::text);
  person.name = "who";
  const auto masker = Masker::make({person, std::move(r)}, key, {0});
  if (!masker) return describe(masker.error());
  RowBuffer out;
  std::size_t bad = 0;
  const std::vector<std::string_view> raw{who, cell};
  if (!masker->mask(raw, out, bad)) return "!";
  return std::string(out.cells()[0]);
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

TEST(Masking, GeneralisesDatesToQuartersAndDecades) {
  const auto unit = [](const char* u, std::string_view v) {
    return masked(rule(Technique::date, ColumnType::date, {.unit = u}), v);
  };
  EXPECT_EQ(unit("decade", "1959-12-31"), "1950");
  EXPECT_EQ(unit("decade", "0377-08-26"), "370") << "an integer has no leading zero";
  EXPECT_EQ(unit("year", "0377-08-26"), "377");
  const char* kQuarters[] = {"Q1", "Q1", "Q1", "Q2", "Q2", "Q2", "Q3", "Q3", "Q3", "Q4", "Q4", "Q4"};
  for (int month = 1; month <= 12; ++month) {
    char day[16];
    std::snprintf(day, sizeof day, "2021-%02d-15", month);
    EXPECT_EQ(unit("quarter", day), std::string("2021-") + kQuarters[month - 1]);
  }
}

TEST(Masking, GeneralisesIndustryCodesBySection) {
  const auto level = [](const char* l, std::string_view v) {
    return masked(rule(Technique::industry, ColumnType::text, {.level = l}), v);
  };
  EXPECT_EQ(level("section", "C1311"), "C");
  EXPECT_EQ(level("section", "1311"), "C");
  EXPECT_EQ(level("division", "1311"), "C13");
  EXPECT_EQ(level("group", "c1311"), "C131");
  EXPECT_EQ(level("class", "1311"), "C1311");
  EXPECT_EQ(level("section", "C"), "C");
  EXPECT_EQ(level("division", "C"), "!") << "too short";
  EXPECT_EQ(level("class", "C131"), "!");
  EXPECT_EQ(level("section", "A1311"), "!") << "13 belongs to C";
  EXPECT_EQ(level("section", "98"), "!");
  EXPECT_EQ(level("section", "00"), "!");
  EXPECT_EQ(level("section", "U"), "!");
  EXPECT_EQ(level("section", "1"), "!");
  EXPECT_EQ(level("section", "13111"), "!");
  EXPECT_EQ(level("section", "制造业"), "!");
  // First and last division of every section of GB/T 4754-2017.
  const char* kEnds[] = {"A01", "A05", "B06", "B12", "C13", "C43", "D44", "D46", "E47", "E50", "F51", "F52", "G53",
                         "G60", "H61", "H62", "I63", "I65", "J66", "J69", "K70", "L71", "L72", "M73", "M75", "N76",
                         "N79", "O80", "O82", "P83", "Q84", "Q85", "R86", "R90", "S91", "S96", "T97"};
  for (const std::string_view code : kEnds) EXPECT_EQ(level("division", code.substr(1)), code);
}

TEST(Masking, PutsNumbersInBucketsOfGivenEdges) {
  const auto bucket = [](std::string_view v, ColumnType type = ColumnType::integer, MaskParams p = {}) {
    p.edges = {0, 3000, 8000};
    return masked(rule(Technique::bucket, type, p), v);
  };
  EXPECT_EQ(bucket("-1"), "<0");
  EXPECT_EQ(bucket("0"), "[0,3000)");
  EXPECT_EQ(bucket("2999.99", ColumnType::decimal), "[0,3000)");
  EXPECT_EQ(bucket("-0.5", ColumnType::decimal), "<0");
  EXPECT_EQ(bucket("3000"), "[3000,8000)");
  EXPECT_EQ(bucket("8000"), ">=8000");
  EXPECT_EQ(bucket("8000", ColumnType::integer, {.form = "index"}), "3");
  EXPECT_EQ(bucket("-9", ColumnType::integer, {.form = "index"}), "0");
  EXPECT_EQ(bucket(std::string(30, '9'), ColumnType::decimal), "!");
}

TEST(Masking, ShiftsAllDaysOfAnEntityByOneOffsetWithinTheLimit) {
  const auto r = rule(Technique::shift, ColumnType::date, {.days = 30});
  std::map<std::int64_t, int> offsets;
  const auto days = [](const std::string& text) { return std::chrono::sys_days(*parse_date(text)).time_since_epoch().count(); };
  for (int i = 0; i < 500; ++i) {
    const auto who = "person" + std::to_string(i);
    const auto in = drawn(r, who, "2020-02-29"), out = drawn(r, who, "2020-03-10");
    EXPECT_EQ(days(out) - days(in), 10) << "intervals stay";
    EXPECT_EQ(in, drawn(r, " " + who, "2020-02-29")) << "the same person in the form of a pseudonym";
    ++offsets[days(in) - days("2020-02-29")];
  }
  EXPECT_GE(offsets.begin()->first, -30);
  EXPECT_LE(offsets.rbegin()->first, 30);
  EXPECT_GT(offsets.size(), 55u) << "spread over all 61 days";
  int moved = 0;
  for (int i = 0; i < 50; ++i)
    moved += drawn(r, std::to_string(i), "2020-01-01") != drawn(r, std::to_string(i), "2020-01-01", std::string(16, 'j'));
  EXPECT_GT(moved, 40) << "another scenario, another offset";
  EXPECT_EQ(drawn(r, "a", ""), "");
}

TEST(Masking, AShiftOutOfTheCalendarIsNoValue) {
  const auto r = rule(Technique::shift, ColumnType::date, {.days = 3650});
  int refused = 0;
  for (int i = 0; i < 40; ++i) refused += drawn(r, std::to_string(i), "9999-12-31") == "!";
  EXPECT_GT(refused, 5);
  EXPECT_LT(refused, 35);
}

TEST(Masking, ShiftsNumbersByWholeStepsPerEntityAndColumn) {
  auto r = rule(Technique::shift, ColumnType::decimal, {.range = 100});
  const auto cents = [](const std::string& text) { return std::llround(std::stod(text) * 100); };
  bool differs = false;
  for (int i = 0; i < 200; ++i) {
    const auto who = std::to_string(i);
    r.name = "c";
    const auto offset = cents(drawn(r, who, "10.25")) - 1025;
    EXPECT_LE(std::abs(offset), 10'000);
    EXPECT_EQ(offset % 100, 0);
    EXPECT_EQ(cents(drawn(r, who, "-7.50")) + 750, offset);
    r.name = "d";
    differs = differs || cents(drawn(r, who, "10.25")) - 1025 != offset;
  }
  EXPECT_TRUE(differs);
}

TEST(Masking, NoiseIsBoundedRepeatableAndCentred) {
  const auto r = rule(Technique::noise, ColumnType::integer, {.range = 50});
  double sum = 0;
  constexpr int kRows = 4000;
  for (int i = 0; i < kRows; ++i) {
    const auto who = std::to_string(i);
    const auto noisy = drawn(r, who, "1000");
    EXPECT_EQ(noisy, drawn(r, who, "1000")) << "supplied again, the same";
    const auto offset = std::stoll(noisy) - 1000;
    EXPECT_LE(std::abs(offset), 50);
    sum += static_cast<double>(offset);
  }
  EXPECT_LT(std::abs(sum / kRows), 2.5);  // five standard errors of a uniform on ±50
  EXPECT_EQ(drawn(rule(Technique::noise, ColumnType::integer, {.floor = 0, .range = 5}), "x", "-9").substr(0, 1), "0");
  const auto decimal = drawn(rule(Technique::noise, ColumnType::decimal, {.range = 1}), "x", "-0.50");
  EXPECT_TRUE(is_value(ColumnType::decimal, decimal)) << decimal;
  EXPECT_EQ(decimal.size() - decimal.find('.'), 3u) << "as many decimals as before: " << decimal;
  EXPECT_EQ(drawn(r, "x", "9223372036854775807"), drawn(r, "x", "9223372036854775807"));
  EXPECT_EQ(drawn(rule(Technique::noise, ColumnType::decimal, {.range = 1}), "x", "0.1234567890123456"), "!")
      << "sixteen decimals";
}

TEST(Masking, NoiseStaysAValueOfItsTypeAtTheEdgesOfTheType) {
  for (int i = 0; i < 200; ++i)
    for (const std::string_view cell : {"9223372036854775807", "-9223372036854775808", "0", "-1"}) {
      const auto out = drawn(rule(Technique::noise, ColumnType::integer, {.range = 1'000'000'000'000}), std::to_string(i), cell);
      EXPECT_TRUE(out == "!" || is_value(ColumnType::integer, out)) << out;
    }
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

/// A value of the type, often at an edge of it.
std::string any_value(ColumnType type, std::mt19937_64& random) {
  const auto digits = [&](std::size_t most) {
    std::string out;
    for (auto n = 1 + random() % most; n > 0; --n) out.push_back(static_cast<char>('0' + random() % 10));
    const auto first = std::min(out.find_first_not_of('0'), out.size() - 1);
    return out.substr(first);
  };
  switch (type) {
    case ColumnType::boolean: return random() % 2 ? "true" : "false";
    case ColumnType::integer:
      return (random() % 2 ? "-" : "") + std::to_string(1 + random() % (std::uint64_t{1} << (random() % 63)));
    case ColumnType::decimal: return (random() % 2 ? "-" : "") + digits(20) + (random() % 2 ? "." + digits(18) : "");
    case ColumnType::date: {
      char text[16];
      std::snprintf(text, sizeof text, "%04u-%02u-%02u", unsigned(1 + random() % 9999), unsigned(1 + random() % 12),
                    unsigned(1 + random() % 28));
      return text;
    }
    case ColumnType::text: return random() % 2 ? digits(12) : "汉字" + digits(3);
  }
  return {};
}

TEST(Masking, WhateverComesOutIsAValueOfTheTypeThatTheRuleStates) {
  std::mt19937_64 random(29);
  const auto number = [&] { return static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000; };
  const std::vector<std::function<ColumnRule()>> rules{
      [&] { return rule(Technique::division, ColumnType::text, {.digits = 2 + 2 * static_cast<std::int64_t>(random() % 3)}); },
      [&] { return rule(Technique::industry, ColumnType::text, {.level = random() % 2 ? "section" : "group"}); },
      [&] { return rule(Technique::date, ColumnType::date, {.unit = random() % 2 ? "decade" : "quarter"}); },
      [&] {
        return rule(Technique::age_band, ColumnType::date,
                    {.reference_date = "2020-11-01", .form = random() % 2 ? "lower" : "label"});
      },
      [&] {
        return rule(Technique::band, ColumnType::decimal, {.width = 1 + std::abs(number()), .origin = number(), .form = "lower"});
      },
      [&] {
        return rule(Technique::bucket, ColumnType::decimal,
                    {.edges = std::vector{number() - 2'000'000, number() + 2'000'000}, .form = "index"});
      },
      [&] { return rule(Technique::shift, ColumnType::date, {.days = 1 + static_cast<std::int64_t>(random() % 3650)}); },
      [&] { return rule(Technique::shift, ColumnType::integer, {.range = 1 + std::abs(number())}); },
      [&] { return rule(Technique::noise, ColumnType::integer, {.range = 1 + std::abs(number())}); },
      [&] { return rule(Technique::noise, ColumnType::decimal, {.floor = -5, .ceiling = 5, .range = 1 + std::abs(number())}); },
      [&] { return rule(Technique::truncate, ColumnType::text, {.length = 1 + static_cast<std::int64_t>(random() % 3)}); }};
  int masked_cells = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto r = rules[random() % rules.size()]();
    const auto cell = any_value(r.type, random);
    ASSERT_TRUE(is_value(r.type, cell)) << cell;
    const auto out = drawn(r, std::to_string(random() % 100), cell);
    if (out == "!") continue;
    ++masked_cells;
    ASSERT_TRUE(is_value(*masked_type(r), out)) << name_of(r.technique) << ' ' << cell << " → " << out;
  }
  EXPECT_GT(masked_cells, 12'000);
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
  EXPECT_EQ(at(rule(Technique::industry, ColumnType::text)), "c/level");
  EXPECT_EQ(at(rule(Technique::industry, ColumnType::text, {.level = "sector"})), "c/level");
  EXPECT_EQ(at(rule(Technique::industry, ColumnType::integer, {.level = "class"})), "c");
  EXPECT_EQ(at(rule(Technique::date, ColumnType::date, {.unit = "week"})), "c/unit");
  EXPECT_EQ(at(rule(Technique::bucket, ColumnType::integer)), "c/edges");
  EXPECT_EQ(at(rule(Technique::bucket, ColumnType::integer, {.edges = std::vector<std::int64_t>{}})), "c/edges");
  EXPECT_EQ(at(rule(Technique::bucket, ColumnType::integer, {.edges = std::vector<std::int64_t>{1, 1}})), "c/edges");
  EXPECT_EQ(at(rule(Technique::bucket, ColumnType::integer, {.edges = std::vector<std::int64_t>(65, 1)})), "c/edges");
  EXPECT_EQ(at(rule(Technique::bucket, ColumnType::integer, {.edges = std::vector<std::int64_t>{1}, .form = "lower"})), "c/form");
  EXPECT_EQ(at(rule(Technique::bucket, ColumnType::text, {.edges = std::vector<std::int64_t>{1}})), "c");
  EXPECT_EQ(at(rule(Technique::band, ColumnType::integer, {.width = 5, .form = "index"})), "c/form");
  EXPECT_EQ(at(rule(Technique::shift, ColumnType::date)), "c/days");
  EXPECT_EQ(at(rule(Technique::shift, ColumnType::date, {.days = 0})), "c/days");
  EXPECT_EQ(at(rule(Technique::shift, ColumnType::date, {.days = 9, .range = 9})), "c/range");
  EXPECT_EQ(at(rule(Technique::shift, ColumnType::integer, {.days = 9})), "c/days");
  EXPECT_EQ(at(rule(Technique::shift, ColumnType::integer)), "c/range");
  EXPECT_EQ(at(rule(Technique::shift, ColumnType::text, {.days = 9})), "c");
  EXPECT_EQ(at(rule(Technique::noise, ColumnType::integer)), "c/range");
  EXPECT_EQ(at(rule(Technique::noise, ColumnType::integer, {.range = 0})), "c/range");
  EXPECT_EQ(at(rule(Technique::noise, ColumnType::integer, {.floor = 5, .ceiling = 5, .range = 1})), "c/ceiling");
  EXPECT_EQ(at(rule(Technique::noise, ColumnType::date, {.range = 1})), "c");
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
  for (const auto* name : {"birth_date", "county_code", "industry_code", "note"})
    for (const auto type : {ColumnType::boolean, ColumnType::integer, ColumnType::decimal, ColumnType::text, ColumnType::date})
      for (const auto grade : {Grade::general, Grade::important, Grade::core})
        for (const auto identity : {Identity::none, Identity::direct, Identity::quasi, Identity::sensitive})
          for (const bool entity : {false, true}) {
            const auto r = default_rule({name, type, true}, grade, identity, entity, "2020-11-01");
            const auto status = check_rule(r);
            EXPECT_TRUE(status) << describe(status.error()) << ' ' << name_of(r.technique);
          }
}

TEST(Rules, ADrawWithoutAnEntityIsRefused) {
  EXPECT_EQ(Masker::make({rule(Technique::noise, ColumnType::integer, {.range = 1})}, kKey).error().at, "c");
  EXPECT_EQ(Masker::make({rule(Technique::shift, ColumnType::date, {.days = 1})}, kKey).error().at, "c");
}

TEST(Rules, DefaultsKnowIndustries) {
  const Column column{"industry_code", ColumnType::text, true};
  EXPECT_EQ(*default_rule(column, Grade::general, Identity::quasi, false, "2020-11-01").params.level, "division");
  EXPECT_EQ(*default_rule(column, Grade::important, Identity::quasi, false, "2020-11-01").params.level, "section");
}

TEST(Rules, AShortKeyIsRefused) {
  EXPECT_EQ(Masker::make({rule(Technique::keep, ColumnType::text)}, "short").error().code, ErrorCode::crypto_bad_key);
}

}  // namespace
}  // namespace gongshu::privacy
