#include "app/pack_seal.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <vector>

#include "crypto/hash.h"
#include "crypto/note.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

namespace fs = std::filesystem;
constexpr const char* kSignature = "pack.sig";
constexpr std::uint64_t kMaxFile = 8 << 20;
constexpr std::string_view kDash = "\n\n\u2014 ";  ///< between the text of a note and its signature lines

Error wrong(std::string at, std::string hint) { return {ErrorCode::pack_invalid, std::move(at), std::move(hint), {}, {}, {}}; }

Result<std::vector<std::string>> files_of(const fs::path& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::recursive_directory_iterator();
       entry.increment(error)) {
    const auto name = fs::relative(entry->path(), folder, error).generic_string();
    if (entry->is_symlink(error))
      return fail(wrong(name, "a pack holds plain files only; replace the link by what it points to"));
    if (entry->is_directory(error) || name == kSignature) continue;
    if (name.find('\n') != name.npos) return fail(wrong(name, "a file's name holds no line break"));
    out.push_back(name);
  }
  if (error) return fail(wrong(folder.string(), "the folder cannot be read: " + error.message()));
  std::sort(out.begin(), out.end());
  return out;
}

std::set<std::string> lines_of(const std::string& text) {
  std::set<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.insert(line);
  return out;
}

/// The first file that is not as it was signed.
std::string changed_file(const std::string& was, const std::string& is) {
  const auto before = lines_of(was), now = lines_of(is);
  const auto path = [](const std::string& line) { return line.size() > 66 ? line.substr(66) : line; };
  for (const auto& line : now)
    if (!before.contains(line)) return path(line);
  for (const auto& line : before)
    if (!now.contains(line)) return path(line);
  return "?";
}

struct Note {
  std::string text, signer;
};
Result<Note> split(const std::string& note, const std::string& id) {
  const auto end = note.find(kDash);
  const auto name =
      end == note.npos ? std::string() : note.substr(end + kDash.size(), note.find(' ', end + kDash.size()) - end - kDash.size());
  if (name.empty()) return fail(wrong(id + "/pack.sig", "not a signature file; sign the pack again: gongshu rules sign " + id));
  return Note{note.substr(0, end + 1), name};
}

std::string names(const TrustedKeys& trusted) {
  std::string out;
  for (const auto& [name, key] : trusted) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace

Result<TrustedKeys> trusted_keys(const fs::path& folder) {
  TrustedKeys out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".pem") continue;
    GS_TRY(pem, store::read_file(entry.path(), 1 << 16));
    auto key = crypto::Sm2PublicKey::from_pem(pem);
    if (!key) return fail(ErrorCode::crypto_bad_key, entry.path().string(), key.error().hint);
    out.emplace(entry.path().stem().string(), std::move(*key));
  }
  return out;
}

Result<std::string> pack_content(const fs::path& rulepacks, const std::string& id) {
  GS_TRY(files, files_of(rulepacks / id));
  std::string out = "gongshu rule pack\n" + id + "\n";
  for (const auto& name : files) {
    GS_TRY(text, store::read_file(rulepacks / id / name, kMaxFile));
    out += crypto::to_hex(crypto::view(crypto::sm3(text))) + "  " + name + "\n";
  }
  return out;
}

Result<std::string> pack_digest(const fs::path& rulepacks, const std::string& id) {
  GS_TRY(content, pack_content(rulepacks, id));
  return crypto::to_hex(crypto::view(crypto::sm3(content)));
}

Status sign_pack(const fs::path& rulepacks, const std::string& id, const std::string& name, const crypto::Sm2PrivateKey& key) {
  GS_TRY(content, pack_content(rulepacks, id));
  GS_TRY(note, crypto::make_note(content, name, key));
  return store::write_file_atomic(rulepacks / id / kSignature, note, 0644);
}

Result<Seal> check_seal(const fs::path& rulepacks, const std::string& id, const TrustedKeys& trusted) {
  GS_TRY(content, pack_content(rulepacks, id));
  Seal out{crypto::to_hex(crypto::view(crypto::sm3(content))), {}, false};
  std::error_code error;
  if (!fs::exists(rulepacks / id / kSignature, error)) {
    if (trusted.empty()) return out;
    return fail(wrong(id + "/pack.sig", "the pack is not signed, and this node loads only packs signed by: " + names(trusted) +
                                            "; gongshu rules sign " + id));
  }
  GS_TRY(file, store::read_file(rulepacks / id / kSignature, 1 << 20));
  GS_TRY(note, split(file, id));
  if (note.text != content)
    return fail(wrong(
        id + "/" + changed_file(note.text, content),
        "changed, added or removed since the pack was signed by " + note.signer + "; restore it, or have the pack signed again"));
  out.signer = note.signer;
  const auto key = trusted.find(note.signer);
  if (key != trusted.end()) {
    if (auto text = crypto::verify_note(file, note.signer, key->second); !text)
      return fail(wrong(id + "/pack.sig", "the signature of " + note.signer + " does not verify under the key the node trusts"));
    out.trusted = true;
  } else if (!trusted.empty()) {
    return fail(wrong(id + "/pack.sig", "signed by " + note.signer + ", but this node trusts only: " + names(trusted)));
  }
  return out;
}

}  // namespace gongshu::app
