#include "crypto/password.h"

#include <botan/argon2.h>
#include <botan/system_rng.h>

#include <charconv>
#include <optional>

namespace gongshu::crypto {
namespace {

constexpr std::size_t kMemoryKib = 19456, kPasses = 2, kLanes = 1;
constexpr std::string_view kToday = "$argon2id$v=19$m=19456,t=2,p=1$";

struct Cost {
  std::size_t memory_kib = 0, passes = 0, lanes = 0;
};

bool take(std::string_view& text, std::string_view literal) {
  if (!text.starts_with(literal)) return false;
  text.remove_prefix(literal.size());
  return true;
}
bool take(std::string_view& text, std::size_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return error == std::errc();
}

std::optional<Cost> cost_of(std::string_view hash) {
  Cost cost;
  if (take(hash, "$argon2id$v=19$m=") && take(hash, cost.memory_kib) && take(hash, ",t=") && take(hash, cost.passes) &&
      take(hash, ",p=") && take(hash, cost.lanes) && take(hash, "$"))
    return cost;
  return std::nullopt;
}

/// A stored hash must not be able to exhaust the server that checks it.
bool bearable(const Cost& cost) {
  return cost.memory_kib <= 256 * 1024 && cost.passes >= 1 && cost.passes <= 16 && cost.lanes >= 1 && cost.lanes <= 8;
}

/// Spends what a real check spends.
bool refuse_slowly(std::string_view password) {
  const std::uint8_t salt[16] = {};
  std::uint8_t out[32];
  Botan::argon2(out, sizeof out, password.data(), password.size(), salt, sizeof salt, nullptr, 0, nullptr, 0, 2, kLanes,
                kMemoryKib, kPasses);
  return false;
}

}  // namespace

std::string hash_password(std::string_view password) {
  return Botan::argon2_generate_pwhash(password.data(), password.size(), Botan::system_rng(), kLanes, kMemoryKib, kPasses, 2, 16,
                                       32);
}

bool verify_password(std::string_view password, std::string_view hash) try {
  const auto cost = cost_of(hash);
  if (!cost || !bearable(*cost)) return refuse_slowly(password);
  return Botan::argon2_check_pwhash(password.data(), password.size(), std::string(hash));  // compares in constant time
} catch (const std::exception&) {
  return false;
}

bool needs_rehash(std::string_view hash) { return !hash.starts_with(kToday); }

}  // namespace gongshu::crypto
