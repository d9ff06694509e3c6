#include "source/register.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "base/clock.h"
#include "crypto/hash.h"
#include "privacy/detect.h"
#include "source/permutation.h"

namespace gongshu::source {
namespace {

const Census& henan() {
  static const Census census = [] {
    auto loaded = load_census(GONGSHU_SOURCE_DIR "/data");
    EXPECT_TRUE(loaded) << describe(loaded.error());
    return std::move(*loaded);
  }();
  return census;
}

std::string text_of(const Register& residents) {
  std::string text;
  EXPECT_TRUE(residents.write([&](std::string_view piece) -> Status {
    text += piece;
    return {};
  }));
  return text;
}

TEST(Census, TheCommittedTableAddsUpToTheProvince) {
  std::int64_t people = 0, households = 0;
  for (const auto& cell : henan().cells) people += cell.population;
  for (const auto& county : henan().counties) households += county.households;
  EXPECT_EQ(people, 99'365'519);
  EXPECT_EQ(households, 31'782'693);
  EXPECT_EQ(henan().counties.size(), 182u);
  EXPECT_EQ(henan().cells.size(), 182u * 19 * 2);
}

TEST(Census, BadTablesAreRefusedByPlace) {
  const std::string homes =
      "county_code,county_name,city_code,city_name,households,household_population,one_person_households\n410105,金水区,410100,"
      "郑州市,10,30,2\n";
  const std::string header = "county_code,sex,age_from,age_to,population\n";
  const auto at = [&](const std::string& people, const std::string& households) {
    std::istringstream first(people), second(households);
    const auto census = load_census(first, second);
    return census ? "fine" : census.error().at;
  };
  EXPECT_EQ(at(header + "410105,male,0,4,7\n410105,male,85,,1\n", homes), "fine");
  EXPECT_EQ(at(header + "410106,male,0,4,7\n", homes), "row 2 column 1 (county_code)");
  EXPECT_EQ(at(header + "410105,man,0,4,7\n", homes), "row 2 column 2 (sex)");
  EXPECT_EQ(at(header + "410105,male,5,4,7\n", homes), "row 2 column 4 (age_to)");
  EXPECT_EQ(at(header + "410105,male,0,4,-7\n", homes), "row 2 column 5 (population)");
  EXPECT_EQ(at(header + "410105,male,0,4,7\n410105,male,0,4,7\n", homes), "row 3 column 1 (county_code)");
  EXPECT_EQ(at(header, homes + "410106,x,410100,y,10,9,2\n"), "row 3 column 6 (household_population)");
  EXPECT_EQ(load_census("/nonexistent").error().code, ErrorCode::state_not_found);
}

TEST(Permutation, HitsEveryNumberOnce) {
  for (const std::uint64_t n : {1u, 2u, 3u, 7u, 64u, 1000u, 4097u}) {
    const Permutation permutation(n, n * 31);
    std::set<std::uint64_t> seen;
    for (std::uint64_t i = 0; i < n; ++i) seen.insert(permutation(i));
    EXPECT_EQ(seen.size(), n);
    EXPECT_LT(*seen.rbegin(), n);
  }
}

TEST(Register, EveryRowIsFormallyValidAndUnique) {
  const auto residents = *Register::make(henan(), 30'000, 42);
  const auto text = text_of(residents);
  std::istringstream in(text);
  privacy::TableReader table(in, register_schema());
  ASSERT_TRUE(table.open());
  std::int64_t rows = 0;
  for (;; ++rows) {
    const auto more = table.next();  // types, and id_number unique
    ASSERT_TRUE(more) << describe(more.error());
    if (!*more) break;
    const auto c = table.cells();
    ASSERT_TRUE(privacy::is_identity_number(c[0])) << c[0];
    EXPECT_TRUE(privacy::is_personal_name(c[1])) << c[1];
    EXPECT_EQ(c[0].substr(0, 6), c[4]);
    EXPECT_EQ(std::string(c[0].substr(6, 4)) + "-" + std::string(c[0].substr(10, 2)) + "-" + std::string(c[0].substr(12, 2)),
              c[3]);
    EXPECT_EQ((c[0][16] - '0') % 2 == 1, c[2] == "male");
    EXPECT_LE(c[3], kCensusDay);
    EXPECT_GE(c[7], c[3]);
    EXPECT_LE(c[7], kCensusDay);
    EXPECT_EQ(c[5].substr(0, 6), c[4]);
  }
  EXPECT_EQ(rows, 30'000);
}

TEST(Register, FollowsTheCensusMargins) {
  constexpr std::int64_t kScale = 200'000;
  const auto residents = *Register::make(henan(), kScale, 1);
  std::istringstream in(text_of(residents));
  privacy::CsvReader csv(in);
  ASSERT_TRUE(csv.open());
  std::map<std::tuple<std::string, std::string, int>, std::int64_t> drawn;
  std::map<std::string, std::pair<int, bool>> homes;  // household → people, alone
  std::map<std::string, bool> adult;
  while (*csv.next()) {
    const auto c = csv.cells();
    const auto birth = *parse_date(c[3]);
    int age = 2020 - static_cast<int>(birth.year());
    if (birth.month() == std::chrono::December || (birth.month() == std::chrono::November && birth.day() > std::chrono::day(1)))
      --age;
    const int band = age == 0 ? 0 : age < 5 ? 1 : age >= 85 ? 85 : age / 5 * 5;
    ++drawn[{std::string(c[4]), std::string(c[2]), band}];
    auto& home = homes[std::string(c[5])];
    ++home.first;
    home.second = c[6] == "true";
    adult[std::string(c[5])] |= age >= 20;
  }
  for (const auto& cell : henan().cells) {
    const double due = static_cast<double>(cell.population) * kScale / 99'365'519;
    const auto got = static_cast<double>(drawn[{cell.county_code, cell.sex, cell.age_from}]);
    EXPECT_NEAR(got, due, cell.age_to < 0 ? 4.0 : 1.0) << cell.county_code << cell.sex << cell.age_from;
  }
  std::int64_t alone = 0;
  for (const auto& [id, home] : homes) {
    EXPECT_EQ(home.first == 1, home.second) << id;
    EXPECT_TRUE(adult[id]) << id;
    alone += home.second;
  }
  const auto count = static_cast<double>(homes.size());
  EXPECT_NEAR(kScale / count, 2.855, 0.05) << "mean household size of the census";
  EXPECT_NEAR(static_cast<double>(alone) / count, 6'985'186.0 / 31'782'693, 0.01);
}

TEST(Register, IsDeterministicPerSeedAndRowByRow) {
  const auto one = *Register::make(henan(), 10'000, 7), two = *Register::make(henan(), 10'000, 7),
             other = *Register::make(henan(), 10'000, 8);
  const auto text = text_of(one);
  EXPECT_EQ(text, text_of(two));
  EXPECT_NE(text, text_of(other));
  std::string rows = text.substr(0, text.find('\n') + 1);
  for (std::int64_t i = 0; i < one.size(); ++i) one.append_row(rows, i);
  EXPECT_EQ(rows, text);
  EXPECT_EQ(crypto::to_hex(crypto::view(crypto::sm3(text))), "8ed85143476adae2c2d905a7b3d003a56180cf568e804262e9462d14ac3ad985")
      << "the bytes of a seed are part of the interface";
}

TEST(Register, WorksAtEveryScaleInConstantMemory) {
  EXPECT_FALSE(Register::make(henan(), 0, 1));
  EXPECT_FALSE(Register::make(henan(), 100'000'001, 1));
  for (const std::int64_t scale : {1, 2, 17, 1000})
    EXPECT_EQ(std::ranges::count(text_of(*Register::make(henan(), scale, 3)), '\n'), scale + 1);
  const auto largest = *Register::make(henan(), 100'000'000, 3);
  std::set<std::string> seen;
  std::string row;
  for (std::int64_t i = 0; i < 100'000'000; i += 9973) {
    row.clear();
    largest.append_row(row, i);
    EXPECT_TRUE(privacy::is_identity_number(std::string_view(row).substr(0, 18))) << row;
    EXPECT_TRUE(seen.insert(row.substr(0, 18)).second);
  }
}

TEST(Register, StopsWhenTheSinkFails) {
  const auto residents = *Register::make(henan(), 50'000, 1);
  EXPECT_EQ(residents.write([](std::string_view) -> Status { return fail(ErrorCode::store_failed); }).error().code,
            ErrorCode::store_failed);
  EXPECT_FALSE(Register::make(Census{}, 10, 1));
}

}  // namespace
}  // namespace gongshu::source
