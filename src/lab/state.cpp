#include "lab/state.h"

#include <boost/describe.hpp>

#include "base/record.h"
#include "crypto/random.h"
#include "store/files.h"

namespace gongshu::lab {
namespace {

constexpr std::string_view kFormat = "gongshu-lab-state", kLedgerFormat = "gongshu-lab-ledger";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kSecretBytes = 32;

struct Index {
  std::string format;
  std::int64_t version = 0;
  std::vector<std::string> ledgers;
};
BOOST_DESCRIBE_STRUCT(Index, (), (format, version, ledgers))

struct LedgerHead {
  std::string format;
  std::int64_t version = 0;
  std::string session, population;
  std::int64_t bytes = 0;
  std::string sm3;
};
BOOST_DESCRIBE_STRUCT(LedgerHead, (), (format, version, session, population, bytes, sm3))

tl::unexpected<Error> damaged(const std::filesystem::path& path, std::string_view what) {
  return fail(
      ErrorCode::store_failed, path.string(),
      "状态文件已损坏，请从备份恢复整个目录 / damaged (" + std::string(what) + "); restore the whole directory from a copy");
}

/// Format and version are looked at first, so that a newer file is called newer and not damaged.
template <class T>
Result<T> read_head(std::string_view text, std::string_view format, const std::filesystem::path& path) {
  auto value = parse_json(text, {16 << 20, 8});
  if (!value || !value->is_object()) return damaged(path, "not JSON");
  const auto& object = value->get_object();
  const auto* name = object.if_contains("format");
  if (!name || *name != json::string(format)) return damaged(path, "another format");
  const auto* version = object.if_contains("version");
  if (!version || !version->is_int64() || version->get_int64() < 1) return damaged(path, "no version");
  if (version->get_int64() > kVersion)
    return fail(ErrorCode::store_newer_schema, path.string(),
                "version " + std::to_string(version->get_int64()) + " > " + std::to_string(kVersion));
  auto out = read<T>(*value);
  if (!out) return damaged(path, out.error().at);
  return out;
}

std::string ledger_id(std::string_view session, std::string_view population) {
  std::string text = std::to_string(session.size()) + ":";
  text.append(session).append(population);
  return crypto::to_hex(crypto::view(crypto::sm3(text))).substr(0, 32);
}

}  // namespace

Result<State> State::open(const std::filesystem::path& directory) {
  GS_CHECK(store::make_directory(directory));
  GS_TRY(lock, store::DataLock::acquire(directory));
  GS_CHECK(store::sweep_unfinished(directory));
  State out(directory, std::move(lock));
  std::error_code ignored;
  const bool known = std::filesystem::exists(out.file("state.json"), ignored);
  if (!known && std::filesystem::exists(out.file("ledgers"), ignored)) return damaged(out.file("state.json"), "missing");
  GS_CHECK(known ? out.load() : out.create());
  return out;
}

Status State::create() {
  secret_ = crypto::random_bytes(kSecretBytes);
  GS_CHECK(store::write_file_atomic(file("secret"), crypto::to_hex(secret_)));
  GS_CHECK(write_index({}));
  return store::make_directory(file("ledgers"));
}

Status State::load() {
  GS_TRY(text, store::read_file(file("state.json"), 16 << 20));
  GS_TRY(index, read_head<Index>(text, kFormat, file("state.json")));
  ledgers_ = {index.ledgers.begin(), index.ledgers.end()};
  GS_TRY(hex, store::read_file(file("secret"), 1 << 10));
  auto secret = crypto::from_hex(hex);
  if (!secret || secret->size() != kSecretBytes) return damaged(file("secret"), "not 32 bytes in hex");
  secret_ = std::move(*secret);
  GS_CHECK(store::make_directory(file("ledgers")));
  std::error_code ignored;
  for (const auto& id : ledgers_)
    if (!std::filesystem::exists(file("ledgers") / id, ignored)) return damaged(file("ledgers") / id, "missing");
  return {};
}

Status State::write_index(const std::set<std::string>& ledgers) const {
  const Index index{std::string(kFormat), kVersion, {ledgers.begin(), ledgers.end()}};
  return store::write_file_atomic(file("state.json"), json::serialize(write(index)) + "\n");
}

Result<std::optional<std::string>> State::ledger(std::string_view session, std::string_view population) const {
  const auto path = file("ledgers") / ledger_id(session, population);
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    if (ledgers_.contains(path.filename().string())) return damaged(path, "missing");
    return std::optional<std::string>();
  }
  GS_TRY(text, store::read_file(path, std::uint64_t{4} << 30));
  const auto end = text.find('\n');
  if (end == std::string::npos) return damaged(path, "no head");
  GS_TRY(head, read_head<LedgerHead>(std::string_view(text).substr(0, end), kLedgerFormat, path));
  auto bytes = text.substr(end + 1);
  if (head.session != session || head.population != population) return damaged(path, "of another session or population");
  if (head.bytes != static_cast<std::int64_t>(bytes.size()) || head.sm3 != crypto::to_hex(crypto::view(crypto::sm3(bytes))))
    return damaged(path, "checksum");
  return std::optional(std::move(bytes));
}

Status State::save_ledger(std::string_view session, std::string_view population, std::string_view bytes) {
  const auto id = ledger_id(session, population);
  const LedgerHead head{std::string(kLedgerFormat),
                        kVersion,
                        std::string(session),
                        std::string(population),
                        static_cast<std::int64_t>(bytes.size()),
                        crypto::to_hex(crypto::view(crypto::sm3(bytes)))};
  GS_CHECK(store::write_file_atomic(file("ledgers") / id, json::serialize(write(head)) + "\n" + std::string(bytes)));
  if (ledgers_.contains(id)) return {};
  auto listed = ledgers_;
  listed.insert(id);
  GS_CHECK(write_index(listed));
  ledgers_ = std::move(listed);
  return {};
}

}  // namespace gongshu::lab
