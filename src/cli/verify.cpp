// gongshu verify and gongshu export: anyone can check the record with the public key alone.
#include <unistd.h>

#include <fmt/core.h>

#include "app/verification.h"
#include "cli/command.h"
#include "cli/settings.h"
#include "ledger/export.h"
#include "store/files.h"

namespace gongshu::cli {
namespace {

struct VerifyFlags {
  std::string data, log_export, key;
  bool json = false, hashes = false;
};

void print_report(const app::NodeReport& report) {
  if (report.ok()) {
    fmt::print("校验通过 verified: {} 条账目 entries · {} 个检查点 checkpoints · {} 个签名 signatures · {} 行视图 view rows\n", report.entries,
               report.checkpoints, report.signatures, report.views);
    if (report.usage)
      fmt::print("用量 usage: {} 条记录 records，{} 条已锚定 anchored · {} 个分段 segments\n", report.usage->records, report.usage->anchored,
                 report.usage->segments);
    return;
  }
  const auto& bad = *report.first_bad;
  fmt::print("校验失败 NOT verified: {} 条账目完好 good entries before the fault\n", report.entries);
  fmt::print("  第一处错误 first fault: {}{}\n  应为 expected: {}\n  实为 found:    {}\n", bad.seq ? fmt::format("entry {} · ", *bad.seq) : "", bad.what,
             bad.expected, bad.found);
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

[[maybe_unused]] const bool kVerify = register_command({"verify", [](CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("verify", "离线校验账本、签名、视图和用量 · verify ledger, signatures, views and usage offline; exit 1 on the first fault");
  auto flags = std::make_shared<VerifyFlags>();
  sub->add_option("--data", flags->data, "数据目录 · data directory");
  sub->add_option("--export", flags->log_export, "导出目录 · directory written by export log");
  sub->add_option("--key", flags->key, "节点公钥 (PEM) · the node's public key; default: node.pub.pem of the data directory");
  sub->add_flag("--hashes", flags->hashes, "只校验哈希、检查点和签名 · hashes, checkpoints and signatures only");
  sub->add_flag("--json", flags->json, "以 JSON 输出 · print JSON");
  sub->callback([flags, &exit_code] {
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
