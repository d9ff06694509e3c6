// What a person takes away to check elsewhere, verified with nothing but the log's public key (`gongshu verify --bundle`):
//
//   evidence bundle   {"format": "gongshu evidence bundle 1", "entries": [{"entry": E, "proof": P}]}     one record, from the console
//   dossier           {"checkpoint": note, "history": [E with a member "proof": P]}                       one decision, getDossier
//   public log        {"format": "gongshu public log 1", "checkpoint": note, "leaves": [hex, …]}          all leaf hashes, from the portal
//   proof             P                                                                                   one entry, getInclusionProof
//
// E: an entry as shown, with "salt" (hex) where its data is there. P: {"seq", "size", "leaf", "path": [hex], "envelope"?, "checkpoint"?}.
// Checked: the signature of each checkpoint; that each leaf is in the tree that it signs (a public log: that all leaves together are
// the tree); that the envelope is the leaf; that what is shown is what the envelope says; that the data is what it commits to. An
// entry whose data is left out (a blind review) counts in `without_data`. Nothing that the file says of itself is believed.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "crypto/sm2.h"
#include "ledger/verify.h"

namespace gongshu::ledger {

struct BundleReport {
  std::string kind;  ///< evidence_bundle | dossier | public_log | proof
  std::uint64_t entries = 0;       ///< found good
  std::uint64_t without_data = 0;  ///< of those, without their data: number, time, actor and kind alone are proved
  std::uint64_t size = 0;          ///< of the tree that the latest of the checkpoints signs
  std::optional<BadEntry> first_bad;
  bool ok() const { return !first_bad; }
};

/// Errors: input.bad_format and those of parse_json for a text that is none of these. A fault in what it proves is in the report.
Result<BundleReport> verify_bundle(std::string_view text, const crypto::Sm2PublicKey& key);

}  // namespace gongshu::ledger
