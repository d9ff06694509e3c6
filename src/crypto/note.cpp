#include "crypto/note.h"

#include "base/json.h"
#include "crypto/hash.h"

namespace gongshu::crypto {
namespace {

constexpr std::string_view kDash = "\xe2\x80\x94 ";  // em dash and space
constexpr std::size_t kMaxNote = 1 << 20;

tl::unexpected<Error> malformed(std::string at, std::string hint) {
  return fail(ErrorCode::input_bad_format, std::move(at), std::move(hint));
}

bool plain(std::string_view text) {
  for (const unsigned char c : text)
    if (c < 0x20 && c != '\n') return false;
  return valid_utf8(text);
}

/// Not empty, no "+", no space of any kind (ASCII, and the Unicode spaces U+0085 U+00A0 U+1680 U+2000–U+200A U+2028 U+2029 U+202F
/// U+205F U+3000).
Status check_name(std::string_view name) {
  static constexpr std::string_view kSpaces[] = {"\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\xa8",
                                                 "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80"};
  bool bad = name.empty() || !plain(name) || name.find_first_of(" +\n\x7f") != std::string_view::npos;
  for (const auto space : kSpaces) bad = bad || name.find(space) != std::string_view::npos;
  for (std::size_t i = name.find("\xe2\x80"); i != std::string_view::npos; i = name.find("\xe2\x80", i + 1))
    bad = bad || (i + 2 < name.size() && static_cast<unsigned char>(name[i + 2]) <= 0x8a);
  if (bad) return malformed("name", "名称不能为空，不能含空格或 + / the name is not empty and has no space or +");
  return {};
}

Status check_text(std::string_view text) {
  if (text.empty() || text.back() != '\n') return malformed("text", "正文须以换行结束 / the text ends in a newline");
  if (!plain(text)) return malformed("text", "正文须为 UTF-8，除换行外无控制字符 / UTF-8, no control characters but newline");
  return {};
}

std::string key_id(std::string_view name, const Sm2PublicKey& key) {
  return std::string(view(Sm3().update(name).update("\n").update(kSm2NoteType).update(key.point()).finish()).substr(0, 4));
}

struct Note {
  std::string_view text;        ///< with its last newline
  std::string_view signatures;  ///< lines, each with its newline
};

Result<Note> split(std::string_view note) {
  if (note.size() > kMaxNote) return fail(ErrorCode::input_too_large, {}, "至多 1 MiB / at most 1 MiB");
  if (!plain(note)) return malformed({}, "须为 UTF-8 / a note is UTF-8 without control characters");
  const auto gap = note.rfind("\n\n");
  if (gap == std::string_view::npos || gap == 0)
    return malformed({}, "正文与签名之间须有空行 / an empty line separates text and signatures");
  const Note parts{note.substr(0, gap + 1), note.substr(gap + 2)};
  if (parts.signatures.empty() || parts.signatures.back() != '\n') return malformed({}, "缺少签名行 / no signature line");
  return parts;
}

struct Line {
  std::string_view name;
  std::string id, signature;
};

Result<Line> parse_line(std::string_view line, int number) {
  const auto at = "signature " + std::to_string(number);
  if (!line.starts_with(kDash)) return malformed(at, "签名行须以 — 开头 / a signature line begins with an em dash");
  line.remove_prefix(kDash.size());
  const auto space = line.find(' ');
  if (space == std::string_view::npos || !check_name(line.substr(0, space))) return malformed(at, "签名行缺少名称 / no name");
  auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() < 5) return malformed(at, "签名不是 Base64 / the signature is not Base64");
  return Line{line.substr(0, space), bytes->substr(0, 4), bytes->substr(4)};
}

Result<std::vector<Line>> lines_of(const Note& note) {
  std::vector<Line> lines;
  for (auto rest = note.signatures; !rest.empty();) {
    const auto end = rest.find('\n');
    GS_TRY(line, parse_line(rest.substr(0, end), static_cast<int>(lines.size()) + 1));
    lines.push_back(std::move(line));
    rest.remove_prefix(end + 1);
  }
  return lines;
}

Result<std::string> signature_line(std::string_view text, std::string_view name, const Sm2PrivateKey& key) {
  GS_TRY(signature, key.sign(text));
  return std::string(kDash).append(name).append(" ").append(to_base64(key_id(name, key.public_key()) + signature)).append("\n");
}

}  // namespace

Result<std::string> make_note(std::string_view text, std::string_view name, const Sm2PrivateKey& key) {
  GS_CHECK(check_name(name));
  GS_CHECK(check_text(text));
  GS_TRY(line, signature_line(text, name, key));
  return std::string(text).append("\n").append(line);
}

Result<std::string> cosign_note(std::string_view note, std::string_view name, const Sm2PrivateKey& key) {
  GS_CHECK(check_name(name));
  GS_TRY(parts, split(note));
  GS_CHECK(lines_of(parts));
  GS_TRY(line, signature_line(parts.text, name, key));
  return std::string(note).append(line);
}

Result<std::string> verify_note(std::string_view note, std::string_view name, const Sm2PublicKey& key) {
  GS_TRY(parts, split(note));
  GS_TRY(lines, lines_of(parts));
  const auto id = key_id(name, key);
  bool verified = false;
  for (const auto& line : lines) {
    if (line.name != name || line.id != id) continue;
    if (!key.verify(parts.text, line.signature)) return fail(ErrorCode::crypto_bad_signature, std::string(name));
    verified = true;
  }
  if (!verified) return fail(ErrorCode::crypto_bad_signature, std::string(name), "没有该密钥的签名 / no signature of this key");
  return std::string(parts.text);
}

std::string note_verifier_key(std::string_view name, const Sm2PublicKey& key) {
  return std::string(name) + "+" + to_hex(key_id(name, key)) + "+" + to_base64(std::string(kSm2NoteType) + key.point());
}

}  // namespace gongshu::crypto
