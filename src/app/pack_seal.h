// What a pack's folder contains, as one digest, and the detached SM2 signature over it: pack.sig.
//
// Content: "gongshu rule pack\n<id>\n", then one line "<SM3 hex>  <path>\n" for each file of the folder but pack.sig, sorted by
// path. pack.sig is that text as a signed note (crypto/note.h): who checks it needs the signer's name and public key, and sees
// from the text alone which file was changed.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "crypto/sm2.h"

namespace gongshu::app {

/// Keys the node trusts, by the name that signs: <data>/pack_keys/<name>.pem. Empty: none configured, packs load unsigned.
using TrustedKeys = std::map<std::string, crypto::Sm2PublicKey>;
/// Errors: crypto.bad_key naming the file.
Result<TrustedKeys> trusted_keys(const std::filesystem::path& folder);

/// Errors: pack.invalid (a file cannot be read, a link or a name with a line break).
Result<std::string> pack_content(const std::filesystem::path& rulepacks, const std::string& id);
/// SM3 of the content, hex. `calendar` is a folder of rulepacks like a pack.
Result<std::string> pack_digest(const std::filesystem::path& rulepacks, const std::string& id);

/// Writes pack.sig. `name`: of the signer, without spaces and "+". Errors: pack.invalid, input.bad_format, store.failed.
Status sign_pack(const std::filesystem::path& rulepacks, const std::string& id, const std::string& name,
                 const crypto::Sm2PrivateKey& key);

struct Seal {
  std::string digest;
  std::optional<std::string> signer;  ///< absent: unsigned
  bool trusted = false;               ///< checked with a trusted key
};
/// Errors: pack.invalid when pack.sig is there and the folder is not what was signed (naming the file), when its signature does
/// not verify under the trusted key of its name, or when keys are trusted and no signature of one of them is there.
Result<Seal> check_seal(const std::filesystem::path& rulepacks, const std::string& id, const TrustedKeys& trusted);

}  // namespace gongshu::app
