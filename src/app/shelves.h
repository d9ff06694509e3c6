// Sealed releases of products under <data>/shelves: built when a product is listed, opened by the gateway part, deleted by an exit.
//
//   <hex SM3>.shelf     api, verification: gateway/shelf.h      <hex SM3>.package   package: CSV sealed with SM4-GCM
//
// Each product has a key of its own in the keyring, "product:<id>", released only while what the product leans on stands. Three keys
// are derived from it with HMAC-SM3, one a role: "shelf" and "package" seal, "tokens" turns pseudonyms into row keys and consent subjects.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/node.h"
#include "app/standing.h"
#include "crypto/hash.h"
#include "domain/product/events.h"

namespace gongshu::app {

/// Name of the product's key in the keyring: an exit destroys it, and with it the release.
inline std::string product_key_name(const std::string& product) { return "product:" + product; }

/// What the product leans on, for check_standing.
Standing standing_of(const std::string& id, const domain::product::Product& product);

/// One of the product's keys (16 bytes). Made at first use when `make`. Errors: those of check_standing, crypto.key_*. Wipe it after use.
Result<std::string> product_key(Node& node, const std::string& id, const domain::product::Product& product, std::string_view role, bool make = false);

/// Tokens of one verification product: identifier → scenario pseudonym → row key. Immutable, thread-safe; lives only while the
/// product stands.
class ProductTokens {
 public:
  ProductTokens(std::string_view scenario_key, std::string_view token_key) : scenario_(scenario_key), product_(token_key) {}
  /// Of a value as the supply holds it (32 hexadecimal characters).
  crypto::Digest of_pseudonym(std::string_view pseudonym) const { return product_(pseudonym); }
  crypto::Digest of_identifier(std::string_view identifier) const;

 private:
  crypto::HmacSm3 scenario_, product_;
};
/// Errors: those of check_standing, rule.not_registered, crypto.key_*.
Result<std::shared_ptr<const ProductTokens>> product_tokens(Node& node, const std::string& id, const domain::product::Product& product);

/// Reads the job's result or the supply, seals the release, makes it durable. Runs on the caller's thread, for as long as it takes; asks
/// the gate itself. Errors: those of datasets.h and gateway/shelf.h; state.not_allowed (an identifier column that is not pseudonymised).
Result<domain::product::Release> build_release(Node& node, const std::string& id, const domain::product::Product& product);

/// Rows of a job's result as CSV (RFC 4180, header row, CRLF); cells withheld by disclosure control are empty.
Result<std::string> result_csv(const std::string& result_json, std::int64_t& rows);

/// The plain CSV of a listed package, checked against the ledger's digests. Errors: those of check_standing, ledger.corrupt.
Result<std::string> open_package(Node& node, const std::string& id, const domain::product::Product& product);

std::filesystem::path release_path(Node& node, const domain::product::Release& release);
/// Release files of all products of the scenario, whatever their status; only paths that exist. For an exit.
Result<std::vector<std::filesystem::path>> product_files(Node& node, const std::string& scenario);
/// Keyring names of all products of the scenario that hold a key. For an exit.
Result<std::vector<std::string>> product_keys(Node& node, const std::string& scenario);

}  // namespace gongshu::app
