#include "ledger/checkpoint.h"

#include <charconv>

namespace gongshu::ledger {
namespace {

tl::unexpected<Error> corrupt(std::string hint) { return fail(ErrorCode::ledger_corrupt, {}, std::move(hint)); }

/// Cuts the next line, without its newline, off the front of `text`.
Result<std::string_view> line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return corrupt("the checkpoint ends early");
  const auto out = text.substr(0, end);
  text.remove_prefix(end + 1);
  return out;
}

Result<std::uint64_t> decimal(std::string_view text) {
  std::uint64_t size = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), size);
  if (ec != std::errc() || end != text.data() + text.size() || std::to_string(size) != text || size > INT64_MAX)
    return corrupt("the checkpoint's size is not a plain number");
  return size;
}

}  // namespace

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const crypto::Sm2PrivateKey& key) {
  const auto text =
      checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + crypto::to_base64(crypto::view(checkpoint.root)) + "\n";
  return crypto::make_note(text, checkpoint.origin, key);
}

Result<Checkpoint> parse_checkpoint(std::string_view note) {
  Checkpoint out;
  GS_TRY(origin, line(note));
  GS_TRY(number, line(note));
  GS_TRY(hash, line(note));
  GS_TRY(empty, line(note));
  if (origin.empty() || !empty.empty()) return corrupt("a checkpoint has an origin, a size, a root and nothing more");
  GS_TRY(size, decimal(number));
  const auto root = crypto::from_base64(hash);
  if (!root || root->size() != 32) return corrupt("the checkpoint's root is not 32 bytes in base64");
  out.origin = origin;
  out.size = size;
  std::copy(root->begin(), root->end(), out.root.begin());
  return out;
}

Result<Checkpoint> open_checkpoint(std::string_view note, const crypto::Sm2PublicKey& key) {
  GS_TRY(checkpoint, parse_checkpoint(note));
  GS_CHECK(crypto::verify_note(note, checkpoint.origin, key));
  return checkpoint;
}

}  // namespace gongshu::ledger
