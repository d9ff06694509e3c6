// Signed notes in the C2SP signed-note format, with SM2: the form of the ledger's checkpoints.
//
//   <text, one or more lines>\n
//   \n
//   — <name> <base64(key id (4 bytes) || SM2 signature in DER)>\n
//
// A checkpoint's text is "<origin>\n<size>\n<base64 root>\n" (C2SP tlog-checkpoint); this file does not look inside it.
// The signature is over the text with its last newline and without the empty line, SM2 with SM3 and the default id.
//
// C2SP numbers no SM2 signature type. Its byte 0xff marks a private type that is followed by an identifier; ours is
// kSm2NoteType. So: key id = first 4 bytes of SM3(name || "\n" || 0xff || "gongshu/sm2-with-sm3" || 04 || x || y).
// SM3 stands where the C2SP text has SHA-256: tools that know only that text skip our line as an unknown key, as the format
// asks of them.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/sm2.h"

namespace gongshu::crypto {

inline constexpr std::string_view kSm2NoteType = "\xffgongshu/sm2-with-sm3";

/// Text with one signature line. Errors: input.bad_format (text does not end in a newline, holds control characters or is not
/// UTF-8; name empty, with a space or "+"), crypto.failed.
Result<std::string> make_note(std::string_view text, std::string_view name, const Sm2PrivateKey& key);

/// Adds a further signature (a witness's) to a note; errors as make_note, and input.bad_format for a malformed note.
Result<std::string> cosign_note(std::string_view note, std::string_view name, const Sm2PrivateKey& key);

/// The text, when a line of `name` with the key's id carries a valid signature. Lines of other keys are skipped.
/// Errors: input.bad_format (not a note), crypto.bad_signature (no line of this key, or one that does not verify).
Result<std::string> verify_note(std::string_view note, std::string_view name, const Sm2PublicKey& key);

/// The verifier's key in one line: "<name>+<key id, 8 hex>+<base64(type || point)>"; what auditors are given.
std::string note_verifier_key(std::string_view name, const Sm2PublicKey& key);

}  // namespace gongshu::crypto
