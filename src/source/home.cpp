// The source directory: making it, opening it, what it trusts, which orders it accepted.
#include <algorithm>

#include "base/record.h"
#include "crypto/hash.h"
#include "source/journal.h"
#include "source/population.h"
#include "source/state.h"
#include "store/files.h"

namespace gongshu::source {
namespace fs = std::filesystem;
namespace {

struct Card {
  std::string name;
  Instant created_at = 0;
  std::int64_t format = 1;
};
BOOST_DESCRIBE_STRUCT(Card, (), (name, created_at, format))

constexpr std::uint64_t kSmallFile = 1 << 16;
constexpr std::uint64_t kDocument = 16 << 20;

Result<Card> read_card(const fs::path& dir) {
  const auto file = dir / "source.json";
  if (!fs::exists(file))
    return fail(ErrorCode::state_not_found, dir.string(), "make the source directory first: gongshu source init");
  GS_TRY(text, store::read_file(file, kSmallFile));
  GS_TRY(value, parse_json(text));
  GS_TRY(card, read<Card>(value));
  if (card.format != 1) return fail(ErrorCode::store_newer_schema, file.string(), "this program knows format 1");
  return card;
}

/// A key that is there already is kept: half of an interrupted init, or a directory whose card was lost.
Status ensure_key(const fs::path& keys) {
  const auto file = keys / "source.pem";
  if (fs::exists(file)) return {};
  const auto key = crypto::Sm2PrivateKey::generate();
  auto pem = key.to_pem();
  GS_CHECK(store::write_file_atomic(keys / "source.pub.pem", key.public_key().to_pem(), 0644));
  auto status = store::write_file_atomic(file, pem, 0600);
  crypto::wipe(pem);
  return status;
}

Result<crypto::Sm2PrivateKey> read_key(const fs::path& file) {
  GS_TRY(pem, store::read_file(file, kSmallFile));
  auto key = crypto::Sm2PrivateKey::from_pem(pem);
  crypto::wipe(pem);
  return key;
}

std::vector<std::string> names_in(const fs::path& dir, std::string_view suffix) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(dir, ignored)) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with('.') && name.ends_with(suffix)) names.push_back(name.substr(0, name.size() - suffix.size()));
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

Status check_file_id(const std::string& id, std::string_view at) {
  const auto fine = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  if (id.empty() || id.size() > 120 || id[0] == '.' || !std::ranges::all_of(id, fine))
    return fail(ErrorCode::input_bad_format, std::string(at), "1 to 120 letters, digits, dots, underlines or hyphens");
  return {};
}

Source::Source(std::unique_ptr<State> state) : state_(std::move(state)) {}
Source::~Source() = default;
Source::Source(Source&&) noexcept = default;
Source& Source::operator=(Source&&) noexcept = default;

Result<Source> Source::init(const fs::path& dir, std::string name, const Clock& clock) {
  if (name.empty() || name.size() > 200 || !valid_utf8(name))
    return fail(ErrorCode::input_bad_parameter, "name", "1 to 200 bytes of text that name the source");
  if (fs::exists(dir / "source.json")) return fail(ErrorCode::state_already_exists, dir.string(), "choose an empty directory");
  for (const auto* part : {"keys", "trust", "orders", "batches"}) GS_CHECK(store::make_directory(dir / part));
  GS_CHECK(ensure_key(dir / "keys"));
  GS_TRY(card, canonical(write(Card{std::move(name), clock.now(), 1})));
  GS_CHECK(store::write_file_atomic(dir / "source.json", card, 0644));  // last: it marks the directory as complete
  return open(dir, clock);
}

Result<Source> Source::open(const fs::path& dir, const Clock& clock) {
  GS_TRY(card, read_card(dir));
  GS_TRY(lock, store::DataLock::acquire(dir));
  GS_CHECK(store::sweep_unfinished(dir));
  GS_TRY(key, read_key(dir / "keys" / "source.pem"));
  Journal::sweep(dir / "batches");
  auto public_key = key.public_key();
  return Source(std::unique_ptr<State>(
      new State{dir, &clock, std::move(card.name), std::move(lock), std::move(key), std::move(public_key)}));
}

const std::string& Source::name() const { return state_->name; }
const crypto::Sm2PublicKey& Source::public_key() const { return state_->public_key; }

Status Source::trust(std::string_view platform_public_pem) {
  GS_TRY(key, crypto::Sm2PublicKey::from_pem(platform_public_pem));
  const auto file = state_->platform();
  if (fs::exists(file)) {
    GS_TRY(pem, store::read_file(file, kSmallFile));
    GS_TRY(pinned, crypto::Sm2PublicKey::from_pem(pem));
    if (pinned.fingerprint() == key.fingerprint()) return {};
    return fail(ErrorCode::state_already_exists, file.string(),
                "another platform key is pinned; a person removes the file to change it");
  }
  return store::write_file_atomic(file, key.to_pem(), 0644);
}

namespace {
Result<privacy::MaskingOrder> verified(const fs::path& pinned, const privacy::SignedDocument& document) {
  if (!fs::exists(pinned))
    return fail(ErrorCode::crypto_key_missing, pinned.string(), "pin the platform's public key first: source trust");
  GS_TRY(pem, store::read_file(pinned, kSmallFile));
  GS_TRY(platform, crypto::Sm2PublicKey::from_pem(pem));
  GS_TRY(order, privacy::verify_order(document, platform));
  GS_CHECK(check_file_id(order.order_id, "/order_id"));
  return order;
}
}  // namespace

Result<privacy::MaskingOrder> Source::accept(const privacy::SignedDocument& document) {
  GS_TRY(order, verified(state_->platform(), document));
  if (order.source_key_fingerprint != state_->public_key.fingerprint())
    return fail(ErrorCode::crypto_bad_key, "/source_key_fingerprint", "the order is meant for another source");
  GS_TRY(sealed, crypto::from_base64(order.scenario_key_sealed));
  auto opened = state_->key.decrypt(sealed);
  if (!opened) return fail(ErrorCode::crypto_bad_key, "/scenario_key_sealed", "the scenario key is not sealed to this source");
  const bool long_enough = opened->size() >= 16;
  crypto::wipe(*opened);
  if (!long_enough) return fail(ErrorCode::crypto_bad_key, "/scenario_key_sealed", "a scenario key has 16 bytes or more");

  const auto file = state_->orders() / (order.order_id + ".json");
  if (fs::exists(file)) {
    GS_TRY(present, store::read_file(file, kDocument));
    GS_TRY(value, parse_json(present, {kDocument, 16}));
    GS_TRY(known, read<privacy::SignedDocument>(value));
    if (known.document == document.document) return order;
    return fail(ErrorCode::state_already_exists, "/order_id", "an order with this id and another content was accepted before");
  }
  GS_TRY(text, canonical(write(document)));
  GS_CHECK(store::write_file_atomic(file, text, 0600));
  return order;
}

Result<privacy::MaskingOrder> Source::order(const std::string& order_id) const {
  GS_CHECK(check_file_id(order_id, "order_id"));
  const auto file = state_->orders() / (order_id + ".json");
  if (!fs::exists(file)) return fail(ErrorCode::state_not_found, order_id, "accept the platform's masking order first");
  GS_TRY(text, store::read_file(file, kDocument));
  GS_TRY(value, parse_json(text, {kDocument, 16}));
  GS_TRY(document, read<privacy::SignedDocument>(value));
  GS_TRY(order, verified(state_->platform(), document));
  if (order.order_id != order_id) return fail(ErrorCode::crypto_bad_signature, order_id, "the file holds another order");
  return order;
}

Result<std::string> Source::numbering(const std::string& population) const {
  if (!privacy::population_name(population)) return fail(ErrorCode::input_bad_parameter, "population", "1 to 64 of a-z, 0-9 and _");
  GS_TRY(opened, Population::open(state_->dir, population));
  return opened.numbering();
}
Result<std::string> Source::share_population(const std::string& population, std::string_view recipient_pem) const {
  GS_TRY(recipient, crypto::Sm2PublicKey::from_pem(recipient_pem));
  return source::share_population(state_->dir, population, recipient);
}
Result<std::string> Source::join_population(std::string_view document) {
  return source::join_population(state_->dir, document, state_->key);
}

std::vector<std::string> Source::order_ids() const { return names_in(state_->orders(), ".json"); }
std::vector<std::string> Source::batch_ids() const { return names_in(state_->batches(), ""); }

}  // namespace gongshu::source
