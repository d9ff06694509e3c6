// Checkpoints: C2SP tlog-checkpoint texts as C2SP signed notes, signed with SM2.
//
//   <origin>\n<size>\n<base64 of the root>\n
//   \n
//   — <origin> <base64 of key id and signature>\n
//
// Witnesses will add lines of their own to the note; verification asks for the log's line and skips the rest.
#pragma once
#include <string>

#include "crypto/note.h"
#include "ledger/merkle.h"

namespace gongshu::ledger {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Digest root{};
};

/// Errors: input.bad_format (origin), crypto.failed.
Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const crypto::Sm2PrivateKey& key);

/// Reads the text of a note without looking at its signatures; exactly three lines. Error ledger.corrupt.
Result<Checkpoint> parse_checkpoint(std::string_view note);

/// The checkpoint, when the line of its origin verifies under `key`. Errors: ledger.corrupt, crypto.bad_signature.
Result<Checkpoint> open_checkpoint(std::string_view note, const crypto::Sm2PublicKey& key);

}  // namespace gongshu::ledger
