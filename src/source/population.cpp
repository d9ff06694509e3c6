#include "source/population.h"

#include "base/record.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "privacy/manifest.h"
#include "store/files.h"

namespace gongshu::source {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kKeyBytes = 32, kNumberingBytes = 16;
constexpr std::uint64_t kSmallFile = 1 << 16;
constexpr std::string_view kFormat = "gongshu-population-v1";
/// No identifier in normal form begins with white space.
constexpr std::string_view kFingerprintText = "\ngongshu-population-v1";

/// What travels from source to source.
struct SharedKey {
  std::string format, population, numbering, key_sealed;
};
BOOST_DESCRIBE_STRUCT(SharedKey, (), (format, population, numbering, key_sealed))

fs::path key_file(const fs::path& dir, const std::string& name) { return dir / "keys" / ("population_" + name + ".key"); }
fs::path numbering_file(const fs::path& dir, const std::string& name) { return dir / "numberings" / name; }

std::string numbering_of(const crypto::HmacSm3& hmac) {
  const auto digest = hmac(kFingerprintText);
  return crypto::to_hex(crypto::view(digest).substr(0, kNumberingBytes));
}

/// Key first: a numbering without its key would look lost.
Status keep(const fs::path& dir, const std::string& name, std::string_view key) {
  GS_CHECK(store::make_directory(dir / "numberings"));
  GS_CHECK(store::write_file_atomic(key_file(dir, name), key, 0600));
  return store::write_file_atomic(numbering_file(dir, name), numbering_of(crypto::HmacSm3(key)), 0644);
}

Status check_numbering(const fs::path& dir, const std::string& name, const std::string& key) {
  const auto file = key_file(dir, name);
  if (key.size() != kKeyBytes) return fail(ErrorCode::crypto_bad_key, file.string(), "a population key has 32 bytes");
  if (!fs::exists(numbering_file(dir, name))) return keep(dir, name, key);  // the last step of making it was lost
  GS_TRY(known, store::read_file(numbering_file(dir, name), kSmallFile));
  if (known == numbering_of(crypto::HmacSm3(key))) return {};
  return fail(ErrorCode::crypto_bad_key, file.string(),
              "this is not the key that numbered the population; restore it from its backup");
}

/// The caller wipes it.
Result<std::string> key_of(const fs::path& dir, const std::string& name) {
  const auto file = key_file(dir, name);
  if (!fs::exists(file)) {
    if (fs::exists(numbering_file(dir, name)))
      return fail(ErrorCode::crypto_key_missing, file.string(),
                  "restore the key file: without it a population cannot be numbered on");
    GS_CHECK(keep(dir, name, crypto::random_bytes(kKeyBytes)));
  }
  GS_TRY(key, store::read_file(file, kSmallFile));
  if (auto status = check_numbering(dir, name, key); !status) return crypto::wipe(key), fail(status.error());
  return key;
}

}  // namespace

Population::Population(std::string_view key) : hmac_(key), numbering_(numbering_of(hmac_)) {}

Result<Population> Population::open(const fs::path& dir, const std::string& name) {
  GS_TRY(key, key_of(dir, name));
  Population population(key);
  crypto::wipe(key);
  return population;
}

std::uint64_t Population::ordinal(std::string_view identifier) const {
  const auto digest = hmac_(identifier);
  std::uint64_t bits = 0;
  for (const unsigned char byte : crypto::view(digest).substr(0, sizeof bits)) bits = bits << 8 | byte;
  return std::max<std::uint64_t>(1, bits >> 1);
}

Result<std::string> share_population(const fs::path& dir, const std::string& name, const crypto::Sm2PublicKey& recipient) {
  if (!privacy::population_name(name)) return fail(ErrorCode::input_bad_parameter, "name", "1 to 64 of a-z, 0-9 and _");
  GS_TRY(key, key_of(dir, name));
  auto sealed = recipient.encrypt(key);
  const auto numbering = numbering_of(crypto::HmacSm3(key));
  crypto::wipe(key);
  if (!sealed) return fail(std::move(sealed).error());
  return canonical(write(SharedKey{std::string(kFormat), name, numbering, crypto::to_base64(*sealed)}));
}

namespace {
Result<std::string> open_shared(const SharedKey& shared, const crypto::Sm2PrivateKey& own) {
  GS_TRY(sealed, crypto::from_base64(shared.key_sealed));
  auto key = own.decrypt(sealed);
  if (!key) return fail(ErrorCode::crypto_bad_key, "/key_sealed", "the key is not sealed to this source");
  if (key->size() == kKeyBytes && numbering_of(crypto::HmacSm3(*key)) == shared.numbering) return key;
  crypto::wipe(*key);
  return fail(ErrorCode::crypto_bad_key, "/numbering", "the sealed key is not the one of this numbering");
}
}  // namespace

Result<std::string> join_population(const fs::path& dir, std::string_view document, const crypto::Sm2PrivateKey& own) {
  GS_TRY(value, parse_json(document));
  GS_TRY(shared, read<SharedKey>(value));
  if (shared.format != kFormat) return fail(ErrorCode::input_bad_format, "/format", "expected " + std::string(kFormat));
  if (!privacy::population_name(shared.population))
    return fail(ErrorCode::input_bad_parameter, "/population", "1 to 64 of a-z, 0-9 and _");
  GS_TRY(key, open_shared(shared, own));
  Status status;
  if (!fs::exists(key_file(dir, shared.population)) && !fs::exists(numbering_file(dir, shared.population))) {
    status = keep(dir, shared.population, key);
  } else {
    const auto known = Population::open(dir, shared.population);
    if (!known)
      status = fail(known.error());
    else if (known->numbering() != shared.numbering)
      status = fail(ErrorCode::state_already_exists, "/population",
                    "this source numbers " + shared.population + " under a key of its own; its batches would not agree");
  }
  crypto::wipe(key);
  GS_CHECK(status);
  return shared.population;
}

}  // namespace gongshu::source
