// Attack simulation for the egress report: what an outsider could do with a candidate output. Pure counting over columns of text;
// the same rows may be given in any order. Follows the re-identification measures of GB/T 37964 and GB/T 42460.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace gongshu::disclosure {

/// One column of text values, rows × 1. All columns of a call have the same number of rows.
using TextColumn = std::vector<std::string>;

/// How alone rows are over some columns.
struct Uniqueness {
  std::int64_t rows = 0;
  std::int64_t unique = 0;  ///< rows alone in their class
  std::int64_t classes = 0;
  std::int64_t smallest = 0;  ///< k; 0 without rows
  double share = 0;           ///< unique / rows
};
BOOST_DESCRIBE_STRUCT(Uniqueness, (), (rows, unique, classes, smallest, share))
/// input.bad_format when the columns differ in length.
Result<Uniqueness> uniqueness(std::span<const TextColumn> quasi);

/// An attacker holds `known` (quasi-identifiers of people) and looks them up in the output over the same columns.
struct Linkage {
  std::int64_t tried = 0;
  std::int64_t matched = 0;  ///< at least one row agrees
  std::int64_t singled = 0;  ///< exactly one row of the output agrees, and nobody else among `known` has these values
  double rate = 0;           ///< singled / tried
};
BOOST_DESCRIBE_STRUCT(Linkage, (), (tried, matched, singled, rate))
Result<Linkage> linkage(std::span<const TextColumn> output, std::span<const TextColumn> known);

/// Values of the output that occur literally among the raw ones (empty values do not count).
struct RawShare {
  std::int64_t values = 0;
  std::int64_t raw = 0;
  double share = 0;
};
BOOST_DESCRIBE_STRUCT(RawShare, (), (values, raw, share))
RawShare raw_share(const TextColumn& output, const TextColumn& raw);

/// How much of a candidate was released before: whole rows that an earlier output had.
struct Overlap {
  std::int64_t rows = 0;
  std::int64_t repeated = 0;
  double share = 0;
};
BOOST_DESCRIBE_STRUCT(Overlap, (), (rows, repeated, share))
Result<Overlap> overlap(std::span<const TextColumn> output, std::span<const TextColumn> earlier);

/// l-diversity: the least number of distinct sensitive values in a class of equal quasi-identifiers; 0 without rows.
Result<std::int64_t> diversity(std::span<const TextColumn> quasi, const TextColumn& sensitive);

}  // namespace gongshu::disclosure
