// Writes a ledger out as files that anybody can check without this program (C2SP tlog-tiles) and that `verify` reads:
//
//   DIR/sm3/checkpoint  DIR/sm3/tile/<L>/<N>[.p/<W>]  DIR/sm3/tile/entries/<N>[.p/<W>]   the SM3 tree and the envelopes
//   DIR/sm3/checkpoints.jsonl                                                          every earlier checkpoint
//   DIR/sm3/public.pem                                                                 the log's SM2 key
//   DIR/payload/<N>[.p/<W>]                                                            data payloads with their salts
//
// Personal payloads and their salts are never exported. The SHA-256 tree will stand in DIR/sha256 with the same layout.
#pragma once
#include <filesystem>

#include "crypto/sm2.h"
#include "ledger/reader.h"

namespace gongshu::ledger {

struct ExportSummary {
  std::uint64_t entries = 0;
  std::uint64_t checkpoints = 0;
  std::uint64_t files = 0;
};

/// Writes the state of the latest checkpoint, read in one snapshot. `dir` is made; it must be missing or empty.
/// `key` goes into the export as PEM for the reader's convenience: who checks brings the key from elsewhere.
/// The checkpoint file is written last: a directory without it is an export that did not finish.
/// Errors: state.already_exists (dir not empty), state.not_found (no checkpoint yet), ledger.corrupt, store.failed.
Result<ExportSummary> export_log(store::Database& db, const std::filesystem::path& dir, const crypto::Sm2PublicKey& key);

/// "x001/x234/067": index 1234067 as tlog-tiles spells it in paths; with ".p/<W>" when width < 256.
std::string tile_path(std::uint64_t index, std::uint64_t width);

}  // namespace gongshu::ledger
