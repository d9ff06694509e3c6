#include "app/doctor.h"

#include <unistd.h>

#include "app/gateway_part.h"
#include "app/schema.h"
#include "app/verification.h"
#include "ledger/reader.h"
#include "store/files.h"
#include "store/lock.h"

namespace gongshu::app {
namespace {

namespace fs = std::filesystem;
using Checks = std::vector<Check>;
constexpr std::uintmax_t kGiB = std::uintmax_t{1} << 30;

std::string quoted(const fs::path& path) {
  std::string out = "'";
  for (const char c : path.string()) out.append(c == '\'' ? "'\\''" : std::string(1, c));
  return out + "'";
}

Check ok(std::string name, std::string zh, std::string en) { return {std::move(name), Finding::ok, std::move(zh), std::move(en), {}}; }
Check problem(std::string name, std::string zh, std::string en, std::string fix) {
  return {std::move(name), Finding::problem, std::move(zh), std::move(en), std::move(fix)};
}
Check warning(std::string name, std::string zh, std::string en, std::string fix) {
  return {std::move(name), Finding::warning, std::move(zh), std::move(en), std::move(fix)};
}

/// The pack named in node.json; empty (with the problem recorded) when this is no data directory.
std::string directory(const fs::path& data, Checks& out) {
  const auto text = store::read_file(data / "node.json", 1 << 20);
  const auto config = text ? parse_json(*text) : Result<json::value>(fail(ErrorCode::config_invalid));
  const auto* object = config ? config->if_object() : nullptr;
  const auto* pack = object ? object->if_contains("pack") : nullptr;
  if (pack && pack->is_string()) {
    out.push_back(ok("directory", "数据目录可用：" + data.string(), "data directory: " + data.string()));
    return std::string(pack->get_string());
  }
  if (text) out.push_back(problem("directory", "node.json 已损坏", "node.json is damaged", "从备份恢复 restore " + quoted(data / "node.json") + " from a backup"));
  else out.push_back(problem("directory", "不是数据目录：" + data.string(), "not a data directory: " + data.string(), "gongshu init --data " + quoted(data) + " --pack ID"));
  return {};
}

/// Secrets and keys are their owner's alone; so is the directory that holds them.
void permissions(const fs::path& data, Checks& out) {
  std::vector<fs::path> all{data, data / "secret", data / "keys"};
  std::error_code error;
  for (const char* folder : {"secret", "keys"})
    for (const auto& entry : fs::directory_iterator(data / folder, error)) all.push_back(entry.path());
  for (const char* file : {"gongshu.db", "identity.db"}) all.push_back(data / file);
  std::size_t open = 0;
  for (const auto& path : all) {
    const auto mode = fs::status(path, error).permissions();
    if (error || (mode & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none) continue;
    ++open;
    out.push_back(problem("permissions", "他人可访问：" + path.string(), "open to others: " + path.string(), "chmod go-rwx " + quoted(path)));
  }
  if (open == 0) out.push_back(ok("permissions", "密钥和数据库仅属主可读", "keys and databases are readable by their owner only"));
}

void keys(const fs::path& data, Checks& out) {
  const auto pem = store::read_file(data / "secret/node.pem", 1 << 16);
  const auto key = pem ? crypto::Sm2PrivateKey::from_pem(*pem) : Result<crypto::Sm2PrivateKey>(fail(ErrorCode::crypto_key_missing));
  const auto restore = "从密钥备份恢复 restore " + quoted(data / "secret") + " from the backup of the keys";
  if (!key) {
    out.push_back(problem("keys", "节点签名密钥缺失或损坏", "the node's signing key is missing or damaged", restore));
    return;
  }
  const auto shown = store::read_file(data / "node.pub.pem", 1 << 16);
  const auto public_key = shown ? crypto::Sm2PublicKey::from_pem(*shown) : Result<crypto::Sm2PublicKey>(fail(ErrorCode::crypto_key_missing));
  std::error_code error;
  if (!fs::exists(data / "secret/kek", error)) out.push_back(problem("keys", "密钥加密密钥缺失", "the key-encryption key is missing", restore));
  else if (!public_key || public_key->fingerprint() != key->public_key().fingerprint())
    out.push_back(warning("keys", "node.pub.pem 与节点密钥不符", "node.pub.pem is not the node's key", "rm " + quoted(data / "node.pub.pem") + "  # serve 会重写 serve writes it anew"));
  else out.push_back(ok("keys", "节点密钥 " + key->public_key().fingerprint().substr(0, 16), "node key " + key->public_key().fingerprint().substr(0, 16)));
}

/// True when a server runs on the directory.
bool server_runs(const fs::path& data, Checks& out) {
  const auto held = store::DataLock::acquire(data);
  if (held) {
    out.push_back(ok("lock", "没有进程占用", "no process holds the directory"));
    return false;
  }
  if (held.error().code == ErrorCode::store_locked) {
    out.push_back(ok("lock", "服务正在运行：" + held.error().hint, "a server is running: " + held.error().hint));
    return true;
  }
  out.push_back(problem("lock", "无法加锁：" + held.error().hint, "cannot take the lock: " + held.error().hint, "ls -ld " + quoted(data) + " && id  # 须为属主 be its owner"));
  return false;
}

void schema(const fs::path& data, Checks& out) {
  const auto states = schema_states(data);
  if (!states) {
    out.push_back(problem("schema", "数据库无法读取：" + describe(states.error()), "a database cannot be read: " + describe(states.error()),
                          "从备份恢复 restore " + quoted(data) + " from a backup"));
    return;
  }
  std::size_t pending = 0;
  for (const auto& s : *states) {
    pending += s.pending.size();
    if (s.newer) out.push_back(problem("schema", s.newer->hint, s.component + " in " + s.file + " is newer than this program", "apt-get install --only-upgrade gongshu  # 或重新构建 or build a newer version"));
  }
  if (pending) out.push_back(warning("schema", std::to_string(pending) + " 步升级待执行", std::to_string(pending) + " schema steps are pending", "gongshu migrate --data " + quoted(data)));
  else if (out.empty() || out.back().name != "schema") out.push_back(ok("schema", "表结构为本版本", "the tables are at this program's version"));
}

void disk(const fs::path& data, Checks& out) {
  std::error_code error;
  const auto space = fs::space(data, error);
  const auto free = std::to_string(space.available / (kGiB / 1024)) + " MiB";
  const auto fix = "df -h " + quoted(data) + "  # 清理或扩容 free some or add a disk";
  if (error) out.push_back(problem("disk", "无法读取磁盘空间：" + error.message(), "cannot read the free space: " + error.message(), fix));
  else if (space.available < kGiB) out.push_back(problem("disk", "可用空间不足 1 GiB：" + free, "less than 1 GiB free: " + free, fix));
  else if (space.available < 5 * kGiB) out.push_back(warning("disk", "可用空间不足 5 GiB：" + free, "less than 5 GiB free: " + free, fix));
  else out.push_back(ok("disk", "可用空间 " + free, free + " free"));
}

/// Time of the latest entry, or nothing for an empty ledger.
Result<std::optional<Instant>> last_entry(store::Database& db) {
  ledger::Reader reader(db);
  GS_TRY(size, reader.size());
  if (size == 0) return std::optional<Instant>();
  GS_TRY(entry, reader.entry(size - 1));
  return std::optional(entry.time);
}

void ledger_checks(const DoctorRequest& request, Instant now, Checks& out) {
  const auto see = "gongshu verify --data " + quoted(request.data);
  const auto report = verify_node({request.data, {}, {}, true, {}});
  if (!report || !report->ok()) {
    const auto what = report ? report->first_bad->what : describe(report.error());
    out.push_back(problem("ledger", "账本校验失败：" + what, "the ledger does not verify: " + what, see + "  # 然后从备份恢复 then restore from a backup"));
    return;
  }
  out.push_back(ok("ledger", std::to_string(report->entries) + " 条账目的哈希和签名无误", "hashes and signatures of " + std::to_string(report->entries) + " entries verify"));
  auto db = store::Database::open(request.data / "gongshu.db", store::Mode::read_only);
  const auto last = db ? last_entry(*db) : Result<std::optional<Instant>>(fail(db.error()));
  if (last && *last && **last > now + 5 * 60'000)
    out.push_back(problem("clock", "账本最后一条的时间晚于系统时间：" + to_text(**last), "the last entry is later than the system's clock: " + to_text(**last), "timedatectl set-ntp true"));
  if (!db) return;
  Records records(*db);
  const auto usage = verify_usage(request.data, records);
  if (usage) out.push_back(ok("usage", "用量记录与账本锚点一致", "usage records agree with their anchors in the ledger"));
  else out.push_back(problem("usage", "用量记录校验失败：" + describe(usage.error()), "the usage records do not verify: " + describe(usage.error()), see));
}

void folders(const fs::path& data, Checks& out) {
  std::error_code error;
  for (const char* folder : {"usage", "batches", "shelves", "attachments"})
    if (!fs::is_directory(data / folder, error) || ::access((data / folder).c_str(), R_OK | W_OK | X_OK) != 0)
      out.push_back(problem("folders", std::string("目录缺失或不可写：") + folder, std::string("missing or not writable: ") + folder,
                            "mkdir -p -m 700 " + quoted(data / folder) + " && chown $(id -u) " + quoted(data / folder)));
  if (out.back().name != "folders") out.push_back(ok("folders", "各目录可写", "the folders are there and writable"));
}

}  // namespace

std::vector<Check> examine(const DoctorRequest& request) {
  const SystemClock system;
  DoctorRequest r = request;
  if (!r.clock) r.clock = &system;
  Checks out;
  const auto pack = directory(r.data, out);
  bool running = false;
  if (!pack.empty()) {
    permissions(r.data, out);
    keys(r.data, out);
    running = server_runs(r.data, out);
    schema(r.data, out);
    folders(r.data, out);
    disk(r.data, out);
    ledger_checks(r, r.clock->now(), out);
  }
  examine_machine(r, pack, running, out);
  return out;
}

bool healthy(const std::vector<Check>& checks) {
  return std::none_of(checks.begin(), checks.end(), [](const auto& c) { return c.finding == Finding::problem; });
}

}  // namespace gongshu::app
