#include "privacy/margin.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/clock.h"
#include "base/record.h"

namespace gongshu::privacy {
namespace {

constexpr std::size_t kMaxValues =
    65'536;  ///< distinct values counted one by one; past it a column is drawn from bins or left empty
constexpr std::size_t kMaxSample = 131'072;  ///< (number, entity) pairs kept for bins
constexpr std::size_t kMaxPlain = 256;       ///< numbers with more values are drawn from bins
constexpr int kBins = 40;

std::optional<double> number_of(ColumnType type, std::string_view cell) {
  if (type == ColumnType::date) {
    const auto date = parse_date(cell);
    if (!date) return std::nullopt;
    return static_cast<double>(std::chrono::sys_days(*date).time_since_epoch().count());
  }
  double value;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (read.ec != std::errc() || std::abs(value) > 1e15) return std::nullopt;
  return value;
}

bool numeric(ColumnType type) { return type == ColumnType::integer || type == ColumnType::decimal || type == ColumnType::date; }

/// 1, 2 or 5 times a power of ten, at least `step`.
double round_step(double step) {
  const double power = std::pow(10.0, std::floor(std::log10(step)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= step) return factor * power;
  return 10 * power;
}

}  // namespace

void Holders::add(std::uint64_t entity, std::size_t k) {
  ++rows;
  if (entities.size() < k && std::ranges::find(entities, entity) == entities.end()) entities.push_back(entity);
}

Margin::Margin(const MaskedColumn& column)
    : name_(column.name),
      type_(column.type),
      token_(column.identity == Identity::direct || column.technique == Technique::pseudonymise) {}

void Margin::observe(std::string_view cell, std::uint64_t entity, std::size_t k) {
  ++rows_;
  if (token_) return;
  count(cell, entity, k);
  if (!numeric(type_)) return;
  if (cell.empty())
    empty_.add(entity, k);
  else if (const auto number = number_of(type_, cell))
    keep(*number, entity);
}

void Margin::count(std::string_view cell, std::uint64_t entity, std::size_t k) {
  if (!counting_) return;
  auto found = values_.find(cell);
  if (found == values_.end()) {
    if (values_.size() == kMaxValues) {
      counting_ = false;
      values_.clear();
      return;
    }
    found = values_.emplace(std::string(cell), Holders{}).first;
  }
  found->second.add(entity, k);
}

/// Reservoir sampling (algorithm R) with a generator fixed by position, so that equal input gives an equal sample.
void Margin::keep(double number, std::uint64_t entity) {
  ++numbers_;
  if (sample_.size() < kMaxSample) {
    sample_.emplace_back(number, entity);
  } else if (const auto slot = Random{static_cast<std::uint64_t>(numbers_)}.below(static_cast<std::uint64_t>(numbers_));
             slot < kMaxSample) {
    sample_[slot] = {number, entity};
  }
}

/// Bins on a round grid: an edge tells nothing about anybody. The k entities at either end are cut off first, then bins with
/// fewer than k entities are dropped.
std::vector<Margin::Bin> Margin::safe_bins(Sample sample, std::size_t k, double finest) {
  std::ranges::sort(sample);
  if (sample.size() < 3 * k) return {};
  const double low = sample[k].first, high = sample[sample.size() - 1 - k].first;
  finest = std::max(finest, round_step(1e-9 * (1 + std::max(std::abs(low), std::abs(high)))));  // keeps grid indexes small
  const double step = std::max(finest, high > low ? round_step((high - low) / kBins) : finest);
  std::map<std::int64_t, Holders> grid;
  for (const auto& [value, entity] : sample)
    grid[static_cast<std::int64_t>(std::floor(std::clamp(value, low, high) / step))].add(entity, k);
  std::vector<Bin> bins;
  for (const auto& [index, holders] : grid)
    if (holders.entities.size() >= k)
      bins.push_back({static_cast<double>(index) * step, static_cast<double>(index + 1) * step, holders.rows});
  return bins;
}

void Margin::prepare(std::size_t k) {
  safe_.clear();
  bins_.clear();
  cumulative_.clear();
  binned_ = numeric(type_) && (!counting_ || values_.size() > kMaxPlain);
  if (binned_) return prepare_bins(k);
  std::int64_t total = 0;
  for (const auto& [value, holders] : values_)
    if (holders.entities.size() >= k) {
      safe_.push_back(value);
      cumulative_.push_back(total += holders.rows);
    }
}

void Margin::prepare_bins(std::size_t k) {
  bins_ = safe_bins(sample_, k, type_ == ColumnType::decimal ? 1e-6 : 1.0);
  const double scale = sample_.empty() ? 0 : static_cast<double>(numbers_) / static_cast<double>(sample_.size());
  std::int64_t total = 0;
  for (const auto& bin : bins_) cumulative_.push_back(total += std::llround(static_cast<double>(bin.rows) * scale));
  if (empty_.entities.size() >= k) cumulative_.push_back(total += empty_.rows);
}

std::int64_t Margin::rows(int code) const {
  const auto at = static_cast<std::size_t>(code);
  return cumulative_[at] - (at == 0 ? 0 : cumulative_[at - 1]);
}

int Margin::code_of(std::string_view cell) const {
  if (!binned_) {
    const auto found = std::ranges::lower_bound(safe_, cell);
    return found == safe_.end() || *found != cell ? -1 : static_cast<int>(found - safe_.begin());
  }
  if (cell.empty()) return cumulative_.size() > bins_.size() ? static_cast<int>(bins_.size()) : -1;
  const auto number = number_of(type_, cell);
  if (!number) return -1;
  const auto found = std::ranges::upper_bound(bins_, *number, {}, &Bin::to);
  return found == bins_.end() || *number < found->from ? -1 : static_cast<int>(found - bins_.begin());
}

int Margin::draw(Random& random) const {
  if (cumulative_.empty()) return -1;
  const auto at = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(cumulative_.back())));
  return static_cast<int>(std::ranges::upper_bound(cumulative_, at) - cumulative_.begin());
}

void Margin::write(int code, Random& random, std::string& out) const {
  if (token_) {
    for (int i = 0; i < 2; ++i) {
      char text[17];
      std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(random.next()));
      out += text;
    }
    return;
  }
  const auto at = static_cast<std::size_t>(code);
  if (code < 0 || (binned_ && at == bins_.size())) return;
  if (!binned_)
    out += safe_[at];
  else
    write_number(bins_[at].from + random.unit() * (bins_[at].to - bins_[at].from), out);
}

void Margin::write_number(double value, std::string& out) const {
  if (type_ == ColumnType::date) {
    out += to_text(Date(std::chrono::sys_days(std::chrono::days(static_cast<int>(std::floor(value))))));
  } else if (type_ == ColumnType::integer) {
    out += std::to_string(static_cast<std::int64_t>(std::floor(value)));
  } else {
    char text[64];
    out.append(text, std::to_chars(text, text + sizeof text, std::round(value * 100) / 100, std::chars_format::fixed).ptr);
  }
}

json::object Margin::note() const {
  const auto covered = token_ ? rows_ : cumulative_.empty() ? 0 : cumulative_.back();
  return {{"column", name_},
          {"drawn_from", token_    ? "fresh random tokens"
                         : binned_ ? "bins on a round grid"
                                   : "values held by at least k entities"},
          {"coverage_ppm",
           rows_ == 0 ? 0 : static_cast<std::int64_t>(static_cast<double>(covered) / static_cast<double>(rows_) * 1e6)}};
}

}  // namespace gongshu::privacy
