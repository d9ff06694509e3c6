#include "disclosure/report.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

namespace gongshu::disclosure {
namespace {

Status same_length(std::span<const TextColumn> columns) {
  for (std::size_t c = 1; c < columns.size(); ++c)
    if (columns[c].size() != columns[0].size())
      return fail(ErrorCode::input_bad_format, "/" + std::to_string(c),
                  "各列行数须相同 / all columns have the same number of rows");
  return {};
}

std::size_t rows_of(std::span<const TextColumn> columns) { return columns.empty() ? 0 : columns[0].size(); }

/// One row as a text that no other row has: lengths keep "a|b" and "ab|" apart.
std::string row_text(std::span<const TextColumn> columns, std::size_t row) {
  std::string out;
  for (const auto& column : columns) out.append(std::to_string(column[row].size())).append(":").append(column[row]);
  return out;
}

using Classes = boost::unordered_flat_map<std::string, std::int64_t>;

Classes classes_of(std::span<const TextColumn> columns) {
  Classes out;
  for (std::size_t row = 0; row < rows_of(columns); ++row) ++out[row_text(columns, row)];
  return out;
}

double share_of(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

Status same_columns(std::span<const TextColumn> one, std::span<const TextColumn> other) {
  GS_CHECK(same_length(one));
  GS_CHECK(same_length(other));
  if (one.size() != other.size())
    return fail(ErrorCode::input_bad_format, "", "两侧列数须相同 / both sides have the same columns");
  return {};
}

}  // namespace

Result<Uniqueness> uniqueness(std::span<const TextColumn> quasi) {
  GS_CHECK(same_length(quasi));
  Uniqueness out;
  for (const auto& [row, count] : classes_of(quasi)) {
    out.rows += count;
    ++out.classes;
    if (count == 1) ++out.unique;
    if (out.smallest == 0 || count < out.smallest) out.smallest = count;
  }
  out.share = share_of(out.unique, out.rows);
  return out;
}

Result<Linkage> linkage(std::span<const TextColumn> output, std::span<const TextColumn> known) {
  GS_CHECK(same_columns(output, known));
  const auto theirs = classes_of(output), ours = classes_of(known);
  Linkage out;
  for (const auto& [row, people] : ours) {
    out.tried += people;
    const auto found = theirs.find(row);
    if (found == theirs.end()) continue;
    out.matched += people;
    if (people == 1 && found->second == 1) ++out.singled;
  }
  out.rate = share_of(out.singled, out.tried);
  return out;
}

RawShare raw_share(const TextColumn& output, const TextColumn& raw) {
  const boost::unordered_flat_set<std::string_view> values(raw.begin(), raw.end());
  RawShare out;
  for (const auto& value : output) {
    if (value.empty()) continue;
    ++out.values;
    if (values.contains(value)) ++out.raw;
  }
  out.share = share_of(out.raw, out.values);
  return out;
}

Result<Overlap> overlap(std::span<const TextColumn> output, std::span<const TextColumn> earlier) {
  GS_CHECK(same_columns(output, earlier));
  const auto before = classes_of(earlier);
  Overlap out;
  for (const auto& [row, count] : classes_of(output)) {
    out.rows += count;
    const auto found = before.find(row);
    if (found != before.end()) out.repeated += std::min(count, found->second);
  }
  out.share = share_of(out.repeated, out.rows);
  return out;
}

Result<std::int64_t> diversity(std::span<const TextColumn> quasi, const TextColumn& sensitive) {
  GS_CHECK(same_length(quasi));
  if (!quasi.empty() && sensitive.size() != rows_of(quasi))
    return fail(ErrorCode::input_bad_format, "", "各列行数须相同 / all columns have the same number of rows");
  boost::unordered_flat_map<std::string, boost::unordered_flat_set<std::string_view>> values;
  for (std::size_t row = 0; row < sensitive.size(); ++row) values[row_text(quasi, row)].insert(sensitive[row]);
  std::int64_t least = 0;
  for (const auto& [row, distinct] : values)
    if (least == 0 || static_cast<std::int64_t>(distinct.size()) < least) least = static_cast<std::int64_t>(distinct.size());
  return least;
}

}  // namespace gongshu::disclosure
