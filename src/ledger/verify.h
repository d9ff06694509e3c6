// Offline verification of a ledger, from a database file or an export, with nothing but the log's public key.
//
// Checked, in the order of entries: sequence numbers without gaps, leaf hashes, tiles of the tree, the root and the signature of
// every checkpoint, that the last entry is under a checkpoint; and unless hashes_only: envelopes (strict form, own number, time
// never running back, epoch), commitments to data and, in a database, to personal payloads; then, with a Rebuilder, the views.
// What this cannot see: a log cut back to an earlier checkpoint together with everything after it. Give the newest checkpoint you
// know in `known_checkpoint`: then that is found as well (witnesses will do this).
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "crypto/sm2.h"
#include "ledger/envelope.h"

namespace gongshu::ledger {

/// A row of a view in canonical form, as the app layer writes it.
struct ViewRow {
  std::string kind;  ///< "agreement", "catalog_entry", …
  std::string id;
  std::string canonical;  ///< canonical JSON of the row
  friend auto operator<=>(const ViewRow&, const ViewRow&) = default;
};

/// Rebuilds the views from the entries; implemented by the app layer. Sees entries in order, without personal payloads.
class Rebuilder {
 public:
  virtual ~Rebuilder() = default;
  /// An error makes the entry the first bad one.
  virtual Status apply(const Entry& entry, const json::object& data) = 0;
  /// All rows after the last entry, in any order.
  virtual Result<std::vector<ViewRow>> rows() = 0;
};

struct VerifyInput {
  std::filesystem::path source;  ///< the database file, or the directory of an export
  crypto::Sm2PublicKey public_key;
  std::string origin{};                           ///< expected origin; empty = as the first checkpoint says, the same in all
  bool hashes_only = false;                       ///< leaf hashes, tree, checkpoints; no payloads, no views
  std::optional<std::string> known_checkpoint{};  ///< a note of this log seen elsewhere
  Rebuilder* rebuilder = nullptr;                 ///< may be null: then views are not compared
  /// The stored rows to compare with; needed when rebuilder is set and the source is a database.
  std::function<Result<std::vector<ViewRow>>()> stored{};
  /// Called now and then with the number of entries done; may be empty.
  std::function<void(std::uint64_t)> progress{};
};

struct BadEntry {
  std::optional<std::uint64_t> seq;  ///< empty when no entry is at fault (a view row, a note that cannot be read)
  std::string what;                  ///< "leaf hash", "commitment to data", "checkpoint root", "view agreement/agr-…", …
  std::string expected;
  std::string found;
};

struct Report {
  std::uint64_t entries = 0;      ///< entries found good
  std::uint64_t checkpoints = 0;  ///< checkpoints whose root was recomputed
  std::uint64_t signatures = 0;   ///< signatures verified
  std::uint64_t views = 0;        ///< view rows compared
  std::optional<BadEntry> first_bad;
  bool ok() const { return !first_bad; }
  json::object to_json() const;
};

/// An error (state.not_found) only when there is nothing at `source`; all damage is a report.
Result<Report> verify(const VerifyInput& input);

}  // namespace gongshu::ledger
