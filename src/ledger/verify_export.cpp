#include <fstream>

#include "base/record.h"
#include "ledger/checkpoint.h"
#include "ledger/export.h"
#include "ledger/verify_source.h"
#include "store/files.h"

namespace gongshu::ledger {
namespace {
namespace fs = std::filesystem;

struct HistoryLine {
  std::int64_t batch = 0;
  std::string note;
  std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(HistoryLine, (), (batch, note, size))

tl::unexpected<Error> corrupt(const fs::path& at, std::string hint) {
  return fail(ErrorCode::ledger_corrupt, at.string(), std::move(hint));
}

/// Splits `{"data":<data>,"salt":"<64 hex>","seq":<seq>}`; nothing but these exact bytes passes.
struct PayloadLine {
  std::string_view data, salt;
};
std::optional<PayloadLine> split(std::string_view line, std::uint64_t seq) {
  constexpr std::string_view kHead = "{\"data\":", kSalt = ",\"salt\":\"";
  const auto tail = "\",\"seq\":" + std::to_string(seq) + "}";
  const auto fixed = kHead.size() + kSalt.size() + 2 * kSaltBytes + tail.size();
  if (line.size() < fixed || !line.starts_with(kHead) || !line.ends_with(tail)) return {};
  const auto data = line.substr(kHead.size(), line.size() - fixed);
  const auto rest = line.substr(kHead.size() + data.size());
  if (!rest.starts_with(kSalt)) return {};
  return PayloadLine{data, rest.substr(kSalt.size(), 2 * kSaltBytes)};
}

class ExportSource final : public VerifySource {
 public:
  ExportSource(fs::path dir, bool payloads) : dir_(std::move(dir)), payloads_(payloads) {}

  Status open(const crypto::Sm2PublicKey& key) {
    GS_TRY(note, store::read_file(dir_ / "sm3/checkpoint", 1 << 20));
    GS_TRY(checkpoint, parse_checkpoint(note));
    latest_ = std::move(note);
    size_ = checkpoint.size;
    public_key_ = key.to_pem();
    history_.open(dir_ / "sm3/checkpoints.jsonl", std::ios::binary);
    if (!history_) return corrupt("sm3/checkpoints.jsonl", "the file is missing");
    return {};
  }

  Result<bool> next(StoredEntry& out) override {
    if (seq_ == size_) return false;
    if (seq_ % kTileWidth == 0) GS_CHECK(load_bundle());
    GS_TRY(envelope, take_envelope());
    out.seq = static_cast<std::int64_t>(seq_);
    out.envelope = envelope;
    if (payloads_) GS_CHECK(take_payload(out));
    ++seq_;
    if (seq_ == size_ || seq_ % kTileWidth == 0) GS_CHECK(bundle_is_used_up());
    return true;
  }

  Result<std::optional<std::string>> tile(unsigned level, std::uint64_t index) override {
    const auto width = std::min(kTileWidth, (size_ >> (8 * level)) - index * kTileWidth);
    const auto name = fs::path("sm3/tile") / std::to_string(level) / tile_path(index, width);
    if (!fs::exists(dir_ / name)) return std::optional<std::string>();
    GS_TRY(bytes, store::read_file(dir_ / name, kTileWidth * 32));
    return std::optional(std::move(bytes));
  }

  Result<std::optional<SealedCheckpoint>> next_checkpoint() override {
    std::string line;
    if (!std::getline(history_, line)) {
      if (last_note_ != latest_) return corrupt("sm3/checkpoint", "is not the last line of checkpoints.jsonl");
      return std::optional<SealedCheckpoint>();
    }
    const fs::path at = "sm3/checkpoints.jsonl";
    if (history_.eof()) return corrupt(at, "ends inside a line");
    const auto value = parse_json(line);
    if (!value) return corrupt(at, describe(value.error()));
    const auto read_line = read<HistoryLine>(*value);
    if (!read_line) return corrupt(at, describe(read_line.error()));
    const auto again = canonical(*value);
    if (!again || *again != line) return corrupt(at, "a line is not in canonical form");
    last_note_ = read_line->note;
    return std::optional(SealedCheckpoint{static_cast<std::uint64_t>(read_line->batch),
                                          static_cast<std::uint64_t>(read_line->size), read_line->note});
  }

  bool stores_personal() const override { return false; }

  Status finish(std::uint64_t) override {
    GS_TRY(pem, store::read_file(dir_ / "sm3/public.pem", 1 << 16));
    if (pem != public_key_) return corrupt("sm3/public.pem", "is not the key that was given");
    return {};
  }

 private:
  std::uint64_t width() const { return std::min(kTileWidth, size_ - seq_); }

  Status load_bundle() {
    const auto name = tile_path(seq_ / kTileWidth, width());
    GS_TRY(envelopes, store::read_file(dir_ / "sm3/tile/entries" / name, kTileWidth * (kMaxEnvelope + 2)));
    envelopes_ = std::move(envelopes);
    envelopes_at_ = payloads_at_ = 0;
    if (!payloads_) return {};
    GS_TRY(lines, store::read_file(dir_ / "payload" / name, kTileWidth * (kMaxPayload + 256)));
    lines_ = std::move(lines);
    return {};
  }

  Result<std::string_view> take_envelope() {
    const auto rest = std::string_view(envelopes_).substr(envelopes_at_);
    if (rest.size() < 2) return corrupt("sm3/tile/entries", "the bundle ends early");
    const auto length = static_cast<std::size_t>(static_cast<unsigned char>(rest[0])) << 8 | static_cast<unsigned char>(rest[1]);
    if (rest.size() < 2 + length) return corrupt("sm3/tile/entries", "the bundle ends early");
    envelopes_at_ += 2 + length;
    return rest.substr(2, length);
  }

  Status take_payload(StoredEntry& out) {
    const auto end = lines_.find('\n', payloads_at_);
    if (end == std::string::npos) return corrupt("payload", "the file ends early");
    const auto line = split(std::string_view(lines_).substr(payloads_at_, end - payloads_at_), seq_);
    if (!line) return corrupt("payload", "the line has another form");
    payloads_at_ = end + 1;
    const auto salt = crypto::from_hex(line->salt);
    if (!salt || crypto::to_hex(*salt) != line->salt) return corrupt("payload", "the salt is not lower-case hexadecimal");
    salt_ = *salt;
    out.data = line->data;
    out.data_salt = salt_;
    return {};
  }

  Status bundle_is_used_up() const {
    if (envelopes_at_ != envelopes_.size()) return corrupt("sm3/tile/entries", "bytes follow the last entry of a bundle");
    if (payloads_ && payloads_at_ != lines_.size()) return corrupt("payload", "bytes follow the last line of a file");
    return {};
  }

  fs::path dir_;
  bool payloads_;
  std::string latest_, last_note_, public_key_;
  std::ifstream history_;
  std::uint64_t size_ = 0, seq_ = 0;
  std::string envelopes_, lines_, salt_;
  std::size_t envelopes_at_ = 0, payloads_at_ = 0;
};

}  // namespace

Result<std::unique_ptr<VerifySource>> open_export_source(const std::filesystem::path& dir, const crypto::Sm2PublicKey& key,
                                                         bool payloads) {
  auto source = std::make_unique<ExportSource>(dir, payloads);
  GS_CHECK(source->open(key));
  return std::unique_ptr<VerifySource>(std::move(source));
}

}  // namespace gongshu::ledger
