// One column of development data: which values may appear (those at least k entities hold), how often, and how one is drawn.
// Inside src/privacy only; see synthesize.h.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "privacy/manifest.h"

namespace gongshu::privacy {

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
  void add(std::uint64_t entity, std::size_t k);
};

/// Observe all cells, prepare, then ask for codes and draw. A code stands for a value or a bin that may appear: 0 … codes() - 1.
class Margin {
 public:
  explicit Margin(const MaskedColumn& column);
  void observe(std::string_view cell, std::uint64_t entity, std::size_t k);
  void prepare(std::size_t k);

  bool token() const { return token_; }  ///< drawn as fresh tokens; has no codes
  int codes() const { return static_cast<int>(cumulative_.size()); }
  std::int64_t rows(int code) const;
  /// -1 when the value may not appear.
  int code_of(std::string_view cell) const;
  /// -1 when no value may appear.
  int draw(Random& random) const;
  /// Writes a value of the code: the value itself, or one inside the bin; for a token column a fresh token.
  void write(int code, Random& random, std::string& out) const;
  /// How the column is drawn and which share of the observed rows (ppm) holds a value that may appear.
  json::object note() const;

 private:
  struct Bin {
    double from = 0, to = 0;
    std::int64_t rows = 0;
  };
  using Sample = std::vector<std::pair<double, std::uint64_t>>;
  static std::vector<Bin> safe_bins(Sample sample, std::size_t k, double finest);
  void count(std::string_view cell, std::uint64_t entity, std::size_t k);
  void keep(double number, std::uint64_t entity);
  void prepare_bins(std::size_t k);
  void write_number(double value, std::string& out) const;

  std::string name_;
  ColumnType type_;
  bool token_ = false, binned_ = false;
  bool counting_ = true;  ///< false once there were too many values to count
  std::map<std::string, Holders, std::less<>> values_;
  Holders empty_;  ///< of binned columns
  Sample sample_;
  std::int64_t numbers_ = 0, rows_ = 0;
  std::vector<std::string_view> safe_;    ///< by code
  std::vector<Bin> bins_;                 ///< by code; a last code without a bin is the empty cell
  std::vector<std::int64_t> cumulative_;  ///< rows up to and with the code
};

}  // namespace gongshu::privacy
