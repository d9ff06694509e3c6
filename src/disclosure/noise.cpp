#include "disclosure/noise.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "crypto/hash.h"
#include "disclosure/mod_matrix.h"

namespace gongshu::disclosure {
namespace {

/// In (0, 1): 53 random bits, never an end point.
double unit(std::uint64_t bits) { return (static_cast<double>(bits >> 11) + 0.5) * 0x1p-53; }

std::uint64_t number_at(std::string_view bytes, std::size_t index) {
  std::uint64_t out = 0;
  std::memcpy(&out, bytes.data() + index * sizeof out, sizeof out);
  return out;
}

std::string_view view(const crypto::Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

/// Trials before the first success when each fails with probability exp(-1/scale).
double geometric(double u, double scale) { return std::floor(-std::log(u) * scale); }

}  // namespace

RowSetDigest::RowSetDigest(std::string_view secret) {
  for (std::size_t half = 0; half < 2; ++half) {
    const auto digest = crypto::hmac_sm3(secret, half == 0 ? "gongshu/row-set/1" : "gongshu/row-set/2");
    for (std::size_t i = 0; i < 4; ++i) key_[half * 4 + i] = number_at(view(digest), i);
  }
}

void RowSetDigest::add(std::uint64_t row_key) {
  ++count_;
  for (std::size_t i = 0; i < 4; ++i) sum_[i] += mix64(mix64(row_key ^ key_[i]) + key_[i + 4]);
}

std::string RowSetDigest::finish() const {
  std::string text(reinterpret_cast<const char*>(&count_), sizeof count_);
  text.append(reinterpret_cast<const char*>(sum_), sizeof sum_);
  const auto digest = crypto::sm3(text);
  return std::string(view(digest));
}

double Perturber::draw(std::string_view purpose, std::string_view rows, std::string_view measure, std::size_t which) const {
  std::string text;
  for (const auto part : {purpose, rows, measure}) {
    const auto size = static_cast<std::uint64_t>(part.size());
    text.append(reinterpret_cast<const char*>(&size), sizeof size).append(part);
  }
  return unit(number_at(view(crypto::hmac_sm3(secret_, text)), which));
}

double Perturber::round(double value, const Rounding& rounding, std::string_view rows, std::string_view measure) const {
  const auto base = static_cast<double>(rounding.base);
  const auto low = std::floor(value / base) * base;
  const auto share = (value - low) / base;
  return draw("round", rows, measure, 0) < share ? low + base : low;
}

double Perturber::noise(double value, const Noise& noise, bool count, std::string_view rows, std::string_view measure) const {
  const auto first = draw("noise", rows, measure, 0), second = draw("noise", rows, measure, 1);
  if (count) return std::max(0.0, std::round(value) + geometric(first, noise.scale) - geometric(second, noise.scale));
  return value + noise.scale * (std::log(first) - std::log(second));  // difference of two exponentials
}

double Perturber::apply(const Rules& rules, double value, bool count, std::string_view rows, std::string_view measure) const {
  if (!std::isfinite(value)) return value;
  if (rules.rounding) return round(value, *rules.rounding, rows, measure);
  if (rules.noise) return noise(value, *rules.noise, count, rows, measure);
  return value;
}

}  // namespace gongshu::disclosure
