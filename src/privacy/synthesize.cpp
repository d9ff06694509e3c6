#include "privacy/synthesize.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <random>

#include "base/clock.h"
#include "base/record.h"

namespace gongshu::privacy {
namespace {

constexpr std::size_t kMaxValues =
    65'536;  ///< distinct values counted one by one; past it a column is drawn from bins or left empty
constexpr std::size_t kMaxSample = 131'072;  ///< (value, entity) pairs kept for bins
constexpr int kBins = 40;

/// SplitMix64 (Steele, Lea, Flood 2014): the standard library's distributions differ between implementations, and equal seeds
/// must give equal rows.
struct Random {
  std::uint64_t state;
  std::uint64_t next() {
    auto z = (state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : next() % bound; }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
};

/// Distinct entities behind a value, counted up to k.
struct Holders {
  std::vector<std::uint64_t> entities;
  std::int64_t rows = 0;
  void add(std::uint64_t entity, std::size_t k) {
    ++rows;
    if (entities.size() < k && std::ranges::find(entities, entity) == entities.end()) entities.push_back(entity);
  }
};

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

struct Bin {
  double from = 0, to = 0;
  std::int64_t rows = 0;
};

using Sample = std::vector<std::pair<double, std::uint64_t>>;

/// Bins on a round grid: an edge tells nothing about anybody. The k entities at either end are cut off first, then bins with
/// fewer than k entities are dropped.
std::vector<Bin> safe_bins(Sample sample, std::int64_t k, double finest) {
  std::ranges::sort(sample);
  const auto cut = static_cast<std::size_t>(k);
  if (sample.size() < 3 * cut) return {};
  const double low = sample[cut].first, high = sample[sample.size() - 1 - cut].first;
  finest = std::max(finest, round_step(1e-9 * (1 + std::max(std::abs(low), std::abs(high)))));  // keeps grid indexes small
  const double step = std::max(finest, high > low ? round_step((high - low) / kBins) : finest);
  std::map<std::int64_t, Holders> grid;
  for (const auto& [value, entity] : sample)
    grid[static_cast<std::int64_t>(std::floor(std::clamp(value, low, high) / step))].add(entity, cut);
  std::vector<Bin> bins;
  for (const auto& [index, holders] : grid)
    if (holders.entities.size() >= cut)
      bins.push_back({static_cast<double>(index) * step, static_cast<double>(index + 1) * step, holders.rows});
  return bins;
}

}  // namespace

struct Synthesizer::Margin {
  std::map<std::string, Holders, std::less<>> values;
  bool counting = true;  ///< false once there were too many values to count
  Sample sample;
  std::int64_t numbers = 0, rows = 0;
  bool token = false, binned = false;

  // Filled by prepare(): cumulative rows, then the values or bins they belong to.
  std::vector<std::pair<std::int64_t, std::string_view>> safe;
  std::vector<Bin> bins;
  std::int64_t total = 0;

  void observe(ColumnType type, std::string_view cell, std::uint64_t entity, std::int64_t k) {
    ++rows;
    if (token) return;
    count(cell, entity, k);
    if (!numeric(type) || cell.empty()) return;
    if (const auto number = number_of(type, cell)) keep(*number, entity);
  }

  void count(std::string_view cell, std::uint64_t entity, std::int64_t k) {
    if (!counting) return;
    auto found = values.find(cell);
    if (found == values.end()) {
      if (values.size() == kMaxValues) {
        counting = false;
        values.clear();
        return;
      }
      found = values.emplace(std::string(cell), Holders{}).first;
    }
    found->second.add(entity, static_cast<std::size_t>(k));
  }

  /// Reservoir sampling (algorithm R) with a generator fixed by position, so that equal input gives an equal sample.
  void keep(double number, std::uint64_t entity) {
    ++numbers;
    if (sample.size() < kMaxSample) {
      sample.emplace_back(number, entity);
    } else if (const auto slot = Random{static_cast<std::uint64_t>(numbers)}.below(static_cast<std::uint64_t>(numbers));
               slot < kMaxSample) {
      sample[slot] = {number, entity};
    }
  }

  void prepare(ColumnType type, std::int64_t k) {
    safe.clear();
    bins.clear();
    total = 0;
    binned = numeric(type) && (!counting || values.size() > 256);
    if (binned) {
      bins = safe_bins(sample, k, type == ColumnType::decimal ? 1e-6 : 1.0);
      for (auto& bin : bins) bin.rows = total += bin.rows;
      return;
    }
    for (const auto& [value, holders] : values)
      if (static_cast<std::int64_t>(holders.entities.size()) >= k) safe.emplace_back(total += holders.rows, value);
  }

  void draw(ColumnType type, Random& random, std::string& out) const {
    if (token) {
      for (int i = 0; i < 2; ++i) {
        char text[17];
        std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(random.next()));
        out += text;
      }
      return;
    }
    if (total == 0) return;
    const auto at = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(total)));
    if (!binned) {
      out += std::ranges::upper_bound(safe, at, {}, [](const auto& s) { return s.first; })->second;
      return;
    }
    const auto& bin = *std::ranges::upper_bound(bins, at, {}, &Bin::rows);
    const double value = bin.from + random.unit() * (bin.to - bin.from);
    write_number(type, value, out);
  }

  static void write_number(ColumnType type, double value, std::string& out) {
    if (type == ColumnType::date) {
      out += to_text(Date(std::chrono::sys_days(std::chrono::days(static_cast<int>(std::floor(value))))));
    } else if (type == ColumnType::integer) {
      out += std::to_string(static_cast<std::int64_t>(std::floor(value)));
    } else {
      char text[64];
      const auto end = std::to_chars(text, text + sizeof text, std::round(value * 100) / 100, std::chars_format::fixed).ptr;
      out.append(text, end);
    }
  }

  json::object note(const MaskedColumn& column) const {
    std::int64_t covered = token ? rows : total;
    if (binned && !sample.empty())
      covered =
          static_cast<std::int64_t>(static_cast<double>(total) / static_cast<double>(sample.size()) * static_cast<double>(rows));
    return {{"column", column.name},
            {"drawn_from", token    ? "fresh random tokens"
                           : binned ? "bins on a round grid"
                                    : "values held by at least k entities"},
            {"coverage_ppm",
             rows == 0 ? 0 : static_cast<std::int64_t>(static_cast<double>(covered) / static_cast<double>(rows) * 1e6)}};
  }
};

Synthesizer::Synthesizer(std::vector<MaskedColumn> columns, std::int64_t k)
    : columns_(std::move(columns)), k_(std::max<std::int64_t>(2, k)) {
  for (const auto& column : columns_) {
    margins_.push_back(std::make_unique<Margin>());
    margins_.back()->token = column.identity == Identity::direct || column.technique == Technique::pseudonymise;
  }
}
Synthesizer::~Synthesizer() = default;
Synthesizer::Synthesizer(Synthesizer&&) noexcept = default;

void Synthesizer::observe(Cells cells, std::uint64_t entity) {
  for (std::size_t i = 0; i < margins_.size(); ++i) margins_[i]->observe(columns_[i].type, cells[i], entity, k_);
}

Status Synthesizer::generate(std::int64_t rows, std::uint64_t seed, const RowSink& sink) const {
  for (std::size_t i = 0; i < margins_.size(); ++i) margins_[i]->prepare(columns_[i].type, k_);
  Random random{seed};
  RowBuffer buffer;
  for (std::int64_t row = 1; row <= rows; ++row) {
    buffer.clear();
    for (std::size_t i = 0; i < margins_.size(); ++i) {
      margins_[i]->draw(columns_[i].type, random, buffer.text());
      buffer.end_cell();
    }
    buffer.add(std::to_string(row));
    GS_CHECK(sink(buffer.cells()));
  }
  return {};
}

json::array Synthesizer::notes() const {
  json::array out;
  for (std::size_t i = 0; i < margins_.size(); ++i) {
    margins_[i]->prepare(columns_[i].type, k_);
    out.push_back(margins_[i]->note(columns_[i]));
  }
  return out;
}

}  // namespace gongshu::privacy
