// gongshu verify and gongshu export: anyone can check the record with the public key alone.
#include <unistd.h>

#include <fmt/core.h>

#include "app/verification.h"
#include "cli/command.h"
#include "cli/settings.h"
#include "ledger/bundle.h"
#include "ledger/export.h"
#include "store/files.h"

namespace gongshu::cli {
namespace {

struct VerifyFlags {
  std::string data, log_export, bundle, key;
  bool json = false, hashes = false;
};

void print_fault(std::uint64_t good, const ledger::BadEntry& bad) {
  fmt::print("校验失败 NOT verified: {} 条账目完好 good entries before the fault\n", good);
  fmt::print("  第一处错误 first fault: {}{}\n  应为 expected: {}\n  实为 found:    {}\n", bad.seq ? fmt::format("entry {} · ", *bad.seq) : "", bad.what,
             bad.expected, bad.found);
}

void print_report(const app::NodeReport& report) {
  if (report.ok()) {
    fmt::print("校验通过 verified: {} 条账目 entries · {} 个检查点 checkpoints · {} 个签名 signatures · {} 行视图 view rows\n", report.entries,
               report.checkpoints, report.signatures, report.views);
    if (report.usage)
      fmt::print("用量 usage: {} 条记录 records，{} 条已锚定 anchored · {} 个分段 segments\n", report.usage->records, report.usage->anchored,
                 report.usage->segments);
    return;
  }
  print_fault(report.entries, *report.first_bad);
}

Result<app::NodeReport> verify(const VerifyFlags& flags) {
  app::VerifyRequest request{flags.data, flags.log_export, {}, flags.hashes, {}};
  if (!flags.key.empty()) {
    GS_TRY(pem, store::read_file(flags.key));
    GS_TRY(key, crypto::Sm2PublicKey::from_pem(pem));
    request.key = std::move(key);
  }
  if (isatty(STDERR_FILENO)) request.progress = [](std::uint64_t n) { fmt::print(stderr, "\r{} …", n); };
  return app::verify_node(request);
}

/// A file that somebody took away. Without a key its own is used, and said: then it proves that the file agrees with itself.
Result<ledger::BundleReport> verify_file(const std::string& file, const std::string& key_file) {
  GS_TRY(text, store::read_file(file, std::size_t{1} << 28));
  std::string pem;
  if (key_file.empty()) {
    GS_TRY(json, parse_json(text, {.bytes = std::size_t{1} << 28, .depth = 64}));
    const auto* own = json.is_object() ? json.get_object().if_contains("key") : nullptr;
    if (!own || !own->is_string()) return fail(ErrorCode::input_missing_field, "--key", "the public key (PEM), from where you trust it; the file carries none");
    pem = own->get_string();
  } else {
    GS_TRY(given, store::read_file(key_file));
    pem = std::move(given);
  }
  GS_TRY(key, crypto::Sm2PublicKey::from_pem(pem));
  if (key_file.empty())
    fmt::print(stderr, "未给公钥，用文件自带的公钥；请与从别处取得的公钥指纹核对 · the file's own key, compare its fingerprint: {}\n", key.fingerprint());
  return ledger::verify_bundle(text, key);
}

void print_file_report(const ledger::BundleReport& report) {
  if (report.ok()) {
    fmt::print("校验通过 verified: {} · {} 条账目 entries · 账本规模 tree size {}\n", report.kind, report.entries, report.size);
    if (report.kind == "evidence_bundle" || report.kind == "dossier")
      fmt::print("  其中 {} 条未附内容，仅证明其序号、时间、主体和事件 · without data: number, time, actor and event alone are proved\n", report.without_data);
    return;
  }
  print_fault(report.entries, *report.first_bad);
}

json::object file_report_json(const ledger::BundleReport& report) {
  json::object out{{"ok", report.ok()}, {"kind", report.kind}, {"entries", report.entries}, {"without_data", report.without_data}, {"size", report.size}};
  if (!report.first_bad) return out;
  const auto& bad = *report.first_bad;
  out["first_bad"] = json::object{{"what", bad.what}, {"expected", bad.expected}, {"found", bad.found}};
  if (bad.seq) out["first_bad"].as_object()["seq"] = *bad.seq;
  return out;
}

/// 0 when all holds, 1 when something in the file does not, else as report().
int verify_one_file(const VerifyFlags& flags) {
  if (!flags.data.empty() || !flags.log_export.empty())
    return report({ErrorCode::input_bad_choice, "--bundle", "one of --data, --export and --bundle", {}, {}, {}});
  const auto found = verify_file(flags.bundle, flags.key);
  if (!found) return report(found.error());
  if (flags.json) fmt::print("{}\n", boost::json::serialize(file_report_json(*found)));
  else print_file_report(*found);
  return found->ok() ? 0 : 1;
}

[[maybe_unused]] const bool kVerify = register_command({"verify", [](CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("verify", "离线校验账本、签名、视图和用量 · verify ledger, signatures, views and usage offline; exit 1 on the first fault");
  auto flags = std::make_shared<VerifyFlags>();
  sub->add_option("--data", flags->data, "数据目录 · data directory");
  sub->add_option("--export", flags->log_export, "导出目录 · directory written by export log");
  sub->add_option("--bundle", flags->bundle, "证据包、尽职证明、公开账本或单条证明的文件 · a file with evidence, a dossier, the public log or one proof");
  sub->add_option("--key", flags->key, "节点公钥 (PEM) · the node's public key; default: node.pub.pem of the data directory");
  sub->add_flag("--hashes", flags->hashes, "只校验哈希、检查点和签名 · hashes, checkpoints and signatures only");
  sub->add_flag("--json", flags->json, "以 JSON 输出 · print JSON");
  sub->callback([flags, &exit_code] {
    if (!flags->bundle.empty()) {
      exit_code = verify_one_file(*flags);
      return;
    }
    const auto report_ = verify(*flags);
    if (!report_) {
      exit_code = report(report_.error());
      return;
    }
    if (flags->json) fmt::print("{}\n", boost::json::serialize(report_->to_json()));
    else print_report(*report_);
    exit_code = report_->ok() ? 0 : 1;
  });
}});

Status export_log(const std::string& data, const std::string& dir) {
  GS_TRY(pem, store::read_file(std::filesystem::path(data) / "node.pub.pem"));
  GS_TRY(key, crypto::Sm2PublicKey::from_pem(pem));
  GS_TRY(db, store::Database::open(std::filesystem::path(data) / "gongshu.db", store::Mode::read_only));
  GS_TRY(summary, ledger::export_log(db, dir, key));
  fmt::print("已导出 exported: {} 条账目 entries · {} 个检查点 checkpoints · {} 个文件 files → {}\n", summary.entries, summary.checkpoints, summary.files, dir);
  return {};
}

[[maybe_unused]] const bool kExport = register_command({"export", [](CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("export", "导出 · export");
  sub->require_subcommand(1);
  auto* log = sub->add_subcommand("log", "把账本导出为 C2SP tlog-tiles 目录 · export the log as C2SP tlog-tiles");
  auto data = std::make_shared<std::string>("var/node");
  auto dir = std::make_shared<std::string>();
  log->add_option("--data", *data, "数据目录 · data directory")->capture_default_str();
  log->add_option("dir", *dir, "目标目录，须不存在或为空 · target, missing or empty")->required();
  log->callback([data, dir, &exit_code] {
    if (auto status = export_log(*data, *dir); !status) exit_code = report(status.error());
  });
}});

}  // namespace
}  // namespace gongshu::cli
