// Offline verification of a data directory or an export: the ledger's own checks, the rebuilding of the views, and in a data
// directory the usage files against their anchors.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>

#include "crypto/sm2.h"
#include "gateway/usage.h"
#include "ledger/verify.h"

namespace gongshu::app {

struct VerifyRequest {
  std::filesystem::path data;           ///< a data directory, or empty
  std::filesystem::path log_export;     ///< a directory written by `gongshu export log`, or empty
  std::optional<crypto::Sm2PublicKey> key;  ///< the node's public key; default: node.pub.pem of the data directory
  bool hashes_only = false;
  std::function<void(std::uint64_t)> progress;
  std::function<bool()> go_on{};  ///< false ends it, with whatever it has found
};

struct NodeReport : ledger::Report {
  std::optional<gateway::UsageReport> usage;  ///< set when the usage files were checked: a data directory, not hashes_only, ledger good
  json::object to_json() const;               ///< that of ledger::Report, and "usage": {segments, records, anchored}
};

/// Works while a server runs. Exactly one of data and log_export is set. Errors: config.invalid, state.not_found, crypto.bad_key; damage is
/// in the report.
Result<NodeReport> verify_node(const VerifyRequest& request);

}  // namespace gongshu::app
