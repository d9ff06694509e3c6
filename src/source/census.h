// The committed census figures (data/census_2020.csv, data/households_2020.csv; sources and licence in
// data/README.md): people by county, age group and sex, and households by county, as of 2020-11-01.
#pragma once
#include <boost/describe.hpp>
#include <filesystem>
#include <istream>
#include <string>
#include <vector>

#include "base/result.h"

namespace gongshu::source {

/// One figure: people of one sex and age group in one county. age_to is inclusive; -1 = open ("85 and over").
struct CensusCell {
  std::string county_code;
  std::string sex;  ///< "male" | "female"
  int age_from = 0;
  int age_to = 0;
  std::int64_t population = 0;
};

struct CensusCounty {
  std::string county_code, county_name, city_code, city_name;
  std::int64_t households = 0;            ///< family households
  std::int64_t household_population = 0;  ///< people in them
  std::int64_t one_person_households = 0;
};

struct Census {
  std::vector<CensusCounty> counties;  ///< by code
  std::vector<CensusCell> cells;       ///< by county, age, sex
};

/// Reads both files of `data_dir`. Errors: state.not_found (file), input.bad_csv.
Result<Census> load_census(const std::filesystem::path& data_dir);
Result<Census> load_census(std::istream& people, std::istream& households);

}  // namespace gongshu::source
