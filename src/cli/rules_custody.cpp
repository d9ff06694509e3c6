// gongshu rules sign, seal, replay: who vouches for a pack, and what history would look like under another.
#include <unistd.h>

#include <fmt/format.h>

#include "app/pack_seal.h"
#include "app/replay.h"
#include "app/rule_counts.h"
#include "cli/rules_flags.h"
#include "rules/document.h"
#include "store/files.h"

namespace gongshu::cli {
namespace {

namespace fs = std::filesystem;

struct CustodyFlags : RulesFlags {
  std::string key, name, data;
  std::size_t keep = 10'000;
};

Status sign(const CustodyFlags& flags) {
  GS_CHECK(rules::load_pack(flags.packs(), flags.pack).map([](const auto&) {}));
  GS_TRY(pem, store::read_file(flags.key, 1 << 16));
  GS_TRY(key, crypto::Sm2PrivateKey::from_pem(pem));
  GS_CHECK(app::sign_pack(flags.packs(), flags.pack, flags.name, key));
  fmt::print(
      "已签名 signed: {} · 签名人 signer {} · 公钥指纹 key {}\n把公钥放到各节点的 put the public key on each node: "
      "<data>/pack_keys/{}.pem\n",
      (flags.packs() / flags.pack / "pack.sig").string(), flags.name, key.public_key().fingerprint().substr(0, 16), flags.name);
  return {};
}

Status seal(const CustodyFlags& flags) {
  app::TrustedKeys keys;
  if (!flags.data.empty()) {
    GS_TRY(found, app::trusted_keys(fs::path(flags.data) / "pack_keys"));
    keys = std::move(found);
  }
  rules::Table table{{"规则包 pack", "摘要 SM3", "签名 signature"}, {}};
  for (const auto& id : chosen(flags)) {
    GS_TRY(found, app::check_seal(flags.packs(), id, keys));
    table.rows.push_back(
        {id, found.digest,
         !found.signer ? "未签名 unsigned" : *found.signer + (found.trusted ? " ✓" : "（公钥未配置 key not configured）")});
  }
  fmt::print("{}", render(table, flags.out.output()));
  return {};
}

/// A pack named by its id, or by its file: then its base comes from beside it, or from the packs' folder.
Result<std::shared_ptr<const rules::Pack>> named_pack(const CustodyFlags& flags) {
  std::error_code error;
  const fs::path file = fs::is_directory(flags.pack, error) ? fs::path(flags.pack) / "pack.yaml" : fs::path(flags.pack);
  if (file.extension() != ".yaml") return rules::load_pack(flags.packs(), flags.pack);
  const auto folder = fs::absolute(file).parent_path();
  if (fs::exists(folder.parent_path() / "schema.json", error))
    return rules::load_pack(folder.parent_path(), folder.filename().string());
  GS_TRY(document, rules::read_document(file, file.string(), ErrorCode::pack_invalid));
  GS_TRY(text, store::read_file(file, 1 << 22));
  std::shared_ptr<const rules::Pack> base;
  const auto* object = document.value.if_object();
  if (const auto* id = object ? object->if_contains("base") : nullptr; id && id->is_string()) {
    GS_TRY(loaded, rules::load_pack(flags.packs(), std::string(id->get_string())));
    base = std::move(loaded);
  }
  return rules::parse_pack(text, file.string(), std::move(base));
}

void print_summary(const app::ReplayReport& report) {
  fmt::print(
      "{} 条账目，重判 {} 项决定、{} 次拒绝；会改变 {} 项 · {} entries, {} decisions and {} refusals judged under {}, {} would "
      "flip\n",
      report.entries, report.judged, report.refusals_judged, report.flipped, report.entries, report.judged,
      report.refusals_judged, report.pack, report.flipped);
  if (report.flips.size() < report.flipped) fmt::print("只列出前 {} 项 only the first are listed\n", report.flips.size());
  std::uint64_t left = 0;
  for (const auto& [type, count] : report.not_judged) left += count;
  fmt::print(
      "未重判 not judged: {} 条（账本没有所需内容 the ledger does not hold what it would take；--json 按类型列出 lists them by "
      "type）\n",
      left);
}

Status replay(const CustodyFlags& flags) {
  GS_TRY(pack, named_pack(flags));
  GS_TRY(calendar, rules::Calendar::load(flags.packs() / "calendar"));
  app::ReplayRequest request{flags.data, rules::Rulebook(pack, std::move(calendar)), flags.keep};
  if (isatty(STDERR_FILENO)) request.progress = [](std::uint64_t n) { fmt::print(stderr, "\r{} …", n); };
  GS_TRY(report, app::replay(request));
  if (flags.out.output() == Output::json) {
    fmt::print("{}\n", boost::json::serialize(report.to_json()));
    return {};
  }
  if (!report.flips.empty()) fmt::print("{}", render(report.to_table(), flags.out.output()));
  if (flags.out.output() == Output::table) print_summary(report);
  return {};
}

}  // namespace

void add_custody(const RulesCommands& commands) {
  const auto flags = std::make_shared<CustodyFlags>();
  auto* s = commands.add("sign", "为规则包签名 (SM2) · sign a pack", flags, [=] { return sign(*flags); });
  s->add_option("pack", flags->pack, "规则包 · pack")->required();
  s->add_option("--key", flags->key, "签名私钥 (PEM) · private key")->required();
  s->add_option("--name", flags->name, "签名人，无空格 · name of the signer, without spaces")->required();
  auto* c = commands.add("seal", "规则包的摘要和签名 · digest and signature of packs", flags, [=] { return seal(*flags); });
  c->add_option("pack", flags->pack, "规则包，缺省为全部 · one pack; default all");
  c->add_option("--data", flags->data, "数据目录，按其信任的公钥校验 · data directory whose trusted keys check it");
  auto* r = commands.add("replay", "用另一规则包重判已有记录，只读 · judge recorded history under another pack; read-only", flags,
                         [=] { return replay(*flags); });
  r->add_option("--pack", flags->pack, "规则包编号或文件 · id or file of a pack")->required();
  r->add_option("--data", flags->data, "数据目录 · data directory")->required();
  r->add_option("--keep", flags->keep, "最多列出多少项 · how many flips to list")->capture_default_str();
}

}  // namespace gongshu::cli
