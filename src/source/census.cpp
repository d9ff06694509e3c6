#include "source/census.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <set>

#include "privacy/table.h"

namespace gongshu::source {
namespace {
using privacy::ColumnType;

const privacy::Schema& people_schema() {
  static const privacy::Schema schema{{{"county_code", ColumnType::text, false},
                                       {"sex", ColumnType::text, false},
                                       {"age_from", ColumnType::integer, false},
                                       {"age_to", ColumnType::integer, true},
                                       {"population", ColumnType::integer, false}},
                                      {"county_code", "sex", "age_from"}};
  return schema;
}

const privacy::Schema& household_schema() {
  static const privacy::Schema schema{{{"county_code", ColumnType::text, false},
                                       {"county_name", ColumnType::text, false},
                                       {"city_code", ColumnType::text, false},
                                       {"city_name", ColumnType::text, false},
                                       {"households", ColumnType::integer, false},
                                       {"household_population", ColumnType::integer, false},
                                       {"one_person_households", ColumnType::integer, false}},
                                      {"county_code"}};
  return schema;
}

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);  // the reader has checked the form
  return value;
}

bool county(std::string_view code) {
  return code.size() == 6 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

Result<CensusCell> cell_of(const privacy::TableReader& table) {
  const auto c = table.cells();
  if (!county(c[0])) return fail(table.fault(0, "a county code has six digits"));
  if (c[1] != "male" && c[1] != "female") return fail(table.fault(1, "male or female"));
  CensusCell cell{std::string(c[0]), std::string(c[1]), 0, -1, number(c[4])};
  if (number(c[2]) < 0 || number(c[2]) > 120) return fail(table.fault(2, "0 to 120 years"));
  cell.age_from = static_cast<int>(number(c[2]));
  if (!c[3].empty()) cell.age_to = static_cast<int>(std::clamp<std::int64_t>(number(c[3]), -1, 1000));
  if (!c[3].empty() && (cell.age_to < cell.age_from || cell.age_to > 120))
    return fail(table.fault(3, "age_from to 120 years, or empty"));
  if (cell.population < 0 || cell.population > 100'000'000) return fail(table.fault(4, "0 to 100,000,000 people"));
  return cell;
}

Result<CensusCounty> county_of(const privacy::TableReader& table) {
  const auto c = table.cells();
  if (!county(c[0])) return fail(table.fault(0, "a county code has six digits"));
  CensusCounty out{std::string(c[0]), std::string(c[1]), std::string(c[2]), std::string(c[3]),
                   number(c[4]),      number(c[5]),      number(c[6])};
  if (out.households < 1 || out.households > 100'000'000) return fail(table.fault(4, "1 or more households"));
  if (out.household_population < out.households || out.household_population > 100'000'000)
    return fail(table.fault(5, "at least one person for each household"));
  if (out.one_person_households < 0 || out.one_person_households > out.households)
    return fail(table.fault(6, "0 to all households"));
  return out;
}

}  // namespace

Result<Census> load_census(std::istream& people, std::istream& households) {
  Census census;
  privacy::TableReader second(households, household_schema());
  GS_CHECK(second.open());
  std::set<std::string, std::less<>> known;
  for (;;) {
    GS_TRY(more, second.next());
    if (!more) break;
    GS_TRY(row, county_of(second));
    known.insert(row.county_code);
    census.counties.push_back(std::move(row));
  }
  privacy::TableReader first(people, people_schema());
  GS_CHECK(first.open());
  for (;;) {
    GS_TRY(more, first.next());
    if (!more) break;
    GS_TRY(cell, cell_of(first));
    if (!known.contains(cell.county_code)) return fail(first.fault(0, "the household table has no such county"));
    census.cells.push_back(std::move(cell));
  }
  std::ranges::sort(census.counties, {}, &CensusCounty::county_code);
  std::ranges::sort(census.cells, {}, [](const CensusCell& c) { return std::tie(c.county_code, c.age_from, c.sex); });
  return census;
}

Result<Census> load_census(const std::filesystem::path& data_dir) {
  const auto people = data_dir / "census_2020.csv", households = data_dir / "households_2020.csv";
  std::ifstream first(people, std::ios::binary), second(households, std::ios::binary);
  if (!first) return fail(ErrorCode::state_not_found, people.string(), "the census table comes with the program's data folder");
  if (!second)
    return fail(ErrorCode::state_not_found, households.string(), "the household table comes with the program's data folder");
  return load_census(first, second);
}

}  // namespace gongshu::source
