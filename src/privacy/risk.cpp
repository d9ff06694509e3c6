#include "privacy/risk.h"

#include <algorithm>
#include <cmath>

namespace gongshu::privacy {
namespace {

constexpr std::size_t kMaxPairs = std::size_t{1} << 20;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  auto z = a + 0x9e3779b97f4a7c15ULL * (b + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}
RowHash mixed(const RowHash& h, std::uint64_t with) { return {mixed(h.a, with), mixed(h.b, ~with)}; }

/// The number of a key: a new one is the count so far.
template <class Map>
std::pair<std::uint32_t, bool> number_of(Map& map, const RowHash& key) {
  const auto [found, fresh] = map.emplace(key, static_cast<std::uint32_t>(map.size()));
  return {found->second, fresh};
}

}  // namespace

void RiskCounter::hash(Cells cells, RiskHashes& out) const {
  out.of_class = hash_cells(cells, quasi_);
  out.sensitive.clear();
  for (const auto& column : sensitive_) out.sensitive.push_back(hash_cells(cells, std::span(&column, 1)));
}

void RiskCounter::add(const RiskHashes& hashes, std::uint64_t entity) {
  const auto [number, fresh] = number_of(index_, hashes.of_class);
  if (fresh) classes_.emplace_back();
  auto& c = classes_[number];
  ++c.rows;
  if (entity == 0 || seen_.insert(mixed(number, entity)).second) ++c.entities;
  if (measured_ && !sensitive_.empty()) add_sensitive(number, hashes);
}

void RiskCounter::add_sensitive(std::uint32_t of_class, const RiskHashes& hashes) {
  for (std::uint32_t column = 0; column < hashes.sensitive.size(); ++column) {
    const auto key = mixed(hashes.sensitive[column], column);
    const auto [value, new_value] = number_of(value_index_, key);
    if (new_value) value_rows_.push_back(0);
    ++value_rows_[value];
    const auto [pair, new_pair] = number_of(pair_index_, mixed(key, std::uint64_t{of_class} + 1));
    if (new_pair) pairs_.push_back({of_class, column, value, 0});
    ++pairs_[pair].rows;
  }
  if (pairs_.size() <= kMaxPairs) return;
  measured_ = false;
  pair_index_ = {};
  value_index_ = {};
  pairs_ = {};
  value_rows_ = {};
}

ClassCount RiskCounter::count() const {
  ClassCount out;
  std::int64_t alone = 0;
  out.classes = static_cast<std::int64_t>(classes_.size());
  for (const auto& c : classes_) {
    out.rows += c.rows;
    if (c.entities == 1) alone += c.rows;
    if (out.smallest == 0 || c.entities < out.smallest) out.smallest = c.entities;
  }
  if (out.rows > 0) out.unique_ppm = alone * 1'000'000 / out.rows;
  if (out.rows == 0 || sensitive_.empty()) return out;
  if (measured_)
    closeness(out);
  else if (std::ranges::any_of(classes_, [](const Class& c) { return c.rows == 1; }))
    out.diversity = 1;
  return out;
}

/// Distance of a class from the whole: half the sum over all values of |share in the class - share in all|. Values that the class
/// lacks add their share in all, so that the pairs alone suffice.
void RiskCounter::closeness(ClassCount& out) const {
  struct Sum {
    std::int64_t distinct = 0;
    double difference = 0, covered = 0;
  };
  std::vector<Sum> sums(classes_.size() * sensitive_.size());
  for (const auto& pair : pairs_) {
    auto& sum = sums[pair.of_class * sensitive_.size() + pair.column];
    const double here = static_cast<double>(pair.rows) / classes_[pair.of_class].rows;
    const double all = static_cast<double>(value_rows_[pair.value]) / static_cast<double>(out.rows);
    ++sum.distinct;
    sum.difference += std::abs(here - all);
    sum.covered += all;
  }
  double farthest = 0;
  for (const auto& sum : sums) {
    out.diversity = std::min(out.diversity.value_or(sum.distinct), sum.distinct);
    farthest = std::max(farthest, (sum.difference + 1 - sum.covered) / 2);
  }
  out.closeness_ppm = std::llround(farthest * 1e6);
}

std::int64_t estimate_grade(bool direct_kept, std::int64_t smallest_class) {
  if (direct_kept) return 1;
  return smallest_class >= kAcceptableClass ? 3 : 2;
}

}  // namespace gongshu::privacy
