// gongshu source: the provider's own side. Raw data stays in its directory; a masked, signed batch is all that is pushed.
#include <unistd.h>

#include <fmt/core.h>

#include <cstdlib>
#include <fstream>

#include "base/record.h"
#include "cli/command.h"
#include "cli/source_push.h"
#include "source/register.h"
#include "store/files.h"

namespace gongshu::cli {
namespace {

const SystemClock& clock_of_source() {
  static const SystemClock clock;
  return clock;
}

/// Flags of all subcommands; empty ones were not given.
struct SourceFlags {
  std::string dir, output = "text";
  std::string name, file, order, csv, label, batch, population;
  std::string url, account, password_file;
  std::string figures = "data";
  std::int64_t people = 10'000, seed = 1;
};

/// Flag > environment > default.
std::string setting(const std::string& flag, const char* variable, std::string otherwise = {}) {
  if (!flag.empty()) return flag;
  const char* value = std::getenv(variable);
  return value && *value ? value : otherwise;
}

std::filesystem::path directory(const SourceFlags& flags) { return setting(flags.dir, "GONGSHU_SOURCE", "var/source"); }

/// The password is never taken from the command line, where other processes could read it.
Result<PlatformAccess> access(const SourceFlags& flags) {
  PlatformAccess out{setting(flags.url, "GONGSHU_URL", "http://127.0.0.1:8600"), setting(flags.account, "GONGSHU_ACCOUNT"), {}};
  if (out.account.empty()) return fail(ErrorCode::config_invalid, "--account", "name the account of a person of the provider; $GONGSHU_ACCOUNT");
  if (!flags.password_file.empty()) {
    GS_TRY(text, store::read_file(flags.password_file, 4096));
    out.password = text.substr(0, text.find_first_of("\r\n"));
  } else {
    out.password = setting({}, "GONGSHU_PASSWORD");
  }
  if (out.password.empty()) return fail(ErrorCode::config_invalid, "--password-file", "a file that holds the password, or $GONGSHU_PASSWORD");
  return out;
}

Status print(const SourceFlags& flags, const json::object& result, const std::string& text) {
  if (flags.output == "json") fmt::print("{}\n", json::serialize(result));
  else fmt::print("{}\n", text);
  return {};
}

/// One line on standard error, rewritten on a terminal and told rarely elsewhere.
source::ProgressFn progress(const char* what) {
  const bool terminal = isatty(STDERR_FILENO) != 0;
  return [what, terminal, told = std::int64_t{0}](const source::MaskProgress& p) mutable {
    if (!terminal && p.rows - told < 1'000'000) return;
    told = p.rows;
    fmt::print(stderr, "{}{} {} 行 rows, {} MiB{}", terminal ? "\r" : "", what, p.rows, p.bytes >> 20, terminal ? "" : "\n");
  };
}
void end_progress() {
  if (isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\n");
}

json::object key_json(const source::Source& source) {
  return {{"name", source.name()}, {"public_key_pem", source.public_key().to_pem()}, {"fingerprint", source.public_key().fingerprint()}};
}

Status init(const SourceFlags& flags) {
  GS_TRY(source, source::Source::init(directory(flags), flags.name, clock_of_source()));
  return print(flags, key_json(source),
               fmt::format("数源目录 source directory: {}\n公钥指纹 key fingerprint: {}\n", directory(flags).string(), source.public_key().fingerprint()));
}

Status key(const SourceFlags& flags) {
  GS_TRY(source, source::Source::open(directory(flags), clock_of_source()));
  return print(flags, key_json(source), source.public_key().to_pem());
}

Status trust(const SourceFlags& flags) {
  GS_TRY(source, source::Source::open(directory(flags), clock_of_source()));
  GS_TRY(pem, store::read_file(flags.file, 1 << 16));
  GS_CHECK(source.trust(pem));
  return print(flags, {{"trusted", true}}, "已信任平台公钥 the platform's key is pinned");
}

/// From a file as the agency hands it over, or from the platform.
Result<privacy::SignedDocument> order_document(const SourceFlags& flags) {
  if (flags.file.empty()) {
    GS_TRY(who, access(flags));
    GS_TRY(platform, Platform::sign_in(who));
    return platform.order(flags.order);
  }
  GS_TRY(text, store::read_file(flags.file, 16 << 20));
  GS_TRY(value, parse_json(text, {16 << 20, 16}));
  const auto* object = value.if_object();
  if (!object || !object->contains("document") || !object->contains("signature"))
    return fail(ErrorCode::input_missing_field, flags.file, "the answer of issueMaskingOrder, or {\"document\", \"signature\"}");
  return read<privacy::SignedDocument>(json::object{{"document", object->at("document")}, {"signature", object->at("signature")}});
}

Status accept(const SourceFlags& flags) {
  if (flags.file.empty() == flags.order.empty()) return fail(ErrorCode::config_invalid, "--order", "give either --order ID or --file FILE");
  GS_TRY(source, source::Source::open(directory(flags), clock_of_source()));
  GS_TRY(document, order_document(flags));
  GS_TRY(order, source.accept(document));
  return print(flags, {{"order", order.order_id}, {"scenario", order.scenario_id}, {"resource", order.resource_id}, {"columns", order.columns.size()}},
               "已接受脱敏指令 accepted " + order.order_id);
}

Status mask(const SourceFlags& flags) {
  GS_TRY(source, source::Source::open(directory(flags), clock_of_source()));
  std::ifstream csv(flags.csv, std::ios::binary);
  if (!csv) return fail(ErrorCode::store_failed, flags.csv, "the file cannot be read");
  GS_TRY(masked, source.mask(flags.order, csv, {flags.label, progress("脱敏 masking")}));
  end_progress();
  const auto& m = masked.manifest;
  return print(flags, {{"batch", m.batch_id}, {"rows", m.rows}, {"entities", m.entities}, {"chunks", m.chunks.size()}, {"dropped", write(m.dropped)}},
               fmt::format("{}\n{} 行 rows, {} 个主体 entities, {} 个分片 chunks", m.batch_id, m.rows, m.entities, m.chunks.size()));
}

Status push(const SourceFlags& flags) {
  GS_TRY(source, source::Source::open(directory(flags), clock_of_source()));
  GS_TRY(who, access(flags));
  GS_TRY(platform, Platform::sign_in(who));
  HttpPushSink sink(platform);
  GS_TRY(result, source.push(flags.batch, sink, progress("推送 pushing")));
  end_progress();
  return print(flags, {{"batch", sink.batch()}, {"sent", result.sent}, {"present", result.present}},
               fmt::format("{}\n推送 {} 个分片，平台已有 {} 个 sent {}, present {}", sink.batch(), result.sent, result.present, result.sent, result.present));
}

/// For another source that knows the same people.
Status share_population(const SourceFlags& flags) {
  GS_TRY(source, source::Source::open(directory(flags), clock_of_source()));
  GS_TRY(pem, store::read_file(flags.file, 1 << 16));
  GS_TRY(document, source.share_population(flags.population, pem));
  fmt::print("{}\n", document);
  return {};
}

Status join_population(const SourceFlags& flags) {
  GS_TRY(source, source::Source::open(directory(flags), clock_of_source()));
  GS_TRY(document, store::read_file(flags.file, 1 << 16));
  GS_TRY(population, source.join_population(document));
  GS_TRY(numbering, source.numbering(population));
  return print(flags, {{"population", population}, {"numbering", numbering}}, fmt::format("{}: 编号指纹 numbering {}", population, numbering));
}

/// Rows about nobody, for trying masking and disclosure control without anybody's data.
Status sample(const SourceFlags& flags) {
  GS_TRY(census, source::load_census(flags.figures));
  GS_TRY(people, source::Register::make(census, flags.people, static_cast<std::uint64_t>(flags.seed)));
  std::ofstream out(flags.csv, std::ios::binary);
  GS_CHECK(people.write([&out](std::string_view piece) -> Status {
    out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    return {};
  }));
  out.close();
  if (!out) return fail(ErrorCode::store_failed, flags.csv, "文件写不了 / the file cannot be written");
  return print(flags, {{"csv", flags.csv}, {"rows", people.size()}, {"label", source::kSyntheticLabel}},
               fmt::format("{}: {} 行 rows, 合成 synthetic", flags.csv, people.size()));
}

void add_access(CLI::App& app, SourceFlags& flags) {
  app.add_option("--url", flags.url, "平台地址 · address of the platform; $GONGSHU_URL");
  app.add_option("--account", flags.account, "账号 · account; $GONGSHU_ACCOUNT");
  app.add_option("--password-file", flags.password_file, "存放口令的文件 · file that holds the password; or $GONGSHU_PASSWORD");
}

using Run = Status (*)(const SourceFlags&);
CLI::App* add(CLI::App& parent, const std::shared_ptr<SourceFlags>& flags, int& exit_code, const char* name, const char* about, Run run) {
  auto* sub = parent.add_subcommand(name, about);
  sub->add_option("--dir", flags->dir, "数源目录 · source directory; $GONGSHU_SOURCE");
  sub->add_option("--output", flags->output, "输出格式 · output format")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  sub->callback([flags, run, &exit_code] {
    if (auto status = run(*flags); !status) exit_code = report(status.error());
  });
  return sub;
}

[[maybe_unused]] const bool kSource = register_command({"source", [](CLI::App& app, int& exit_code) {
  auto* source = app.add_subcommand("source", "数源侧：脱敏、签名、推送 · the provider's side: mask, sign, push");
  source->require_subcommand(1);
  auto f = std::make_shared<SourceFlags>();
  auto* sub = add(*source, f, exit_code, "init", "建立数源目录和密钥 · make the directory and its key", init);
  sub->add_option("--name", f->name, "数源名称 · name of the source")->required();
  add(*source, f, exit_code, "key", "显示公钥，供平台登记 · show the public key, to be registered on the platform", key);
  sub = add(*source, f, exit_code, "trust", "信任平台公钥 · pin the platform's public key", trust);
  sub->add_option("file", f->file, "平台公钥文件 (PEM) · file with the platform's public key")->required();
  sub = add(*source, f, exit_code, "accept", "接受脱敏指令 · accept a masking order", accept);
  sub->add_option("--file", f->file, "指令文件 (JSON) · file with the signed order");
  sub->add_option("--order", f->order, "从平台取指令 · fetch this order from the platform");
  add_access(*sub, *f);
  sub = add(*source, f, exit_code, "mask", "按指令脱敏并签名 · mask under an order and sign", mask);
  sub->add_option("--order", f->order, "指令编号 · order")->required();
  sub->add_option("--csv", f->csv, "原始数据 (CSV) · raw data")->required();
  sub->add_option("--label", f->label, "标注，合成数据填 synthetic · label; synthetic for rows about nobody");
  sub = add(*source, f, exit_code, "push", "推送批次 · push a batch", push);
  sub->add_option("--batch", f->batch, "批次编号 · batch")->required();
  add_access(*sub, *f);
  sub = add(*source, f, exit_code, "share-population", "把受保护主体的编号密钥封给另一数源 · seal the key that numbers a population to another source", share_population);
  sub->add_option("--population", f->population, "受保护主体 · population")->required();
  sub->add_option("file", f->file, "对方数源公钥文件 (PEM) · file with the other source's public key")->required();
  sub = add(*source, f, exit_code, "join-population", "接收另一数源的编号密钥 · take over the key of another source", join_population);
  sub->add_option("file", f->file, "share-population 的输出 · what share-population printed")->required();
  sub = add(*source, f, exit_code, "sample", "按普查数据生成合成居民 · draw synthetic residents from the census figures", sample);
  sub->add_option("--people", f->people, "人数 · people")->check(CLI::Range(1, 100'000'000))->capture_default_str();
  sub->add_option("--seed", f->seed, "随机种子 · seed")->capture_default_str();
  sub->add_option("--figures", f->figures, "普查数据目录 · directory of the census figures")->capture_default_str();
  sub->add_option("--csv", f->csv, "输出文件 (CSV) · file to write")->required();
}});

}  // namespace
}  // namespace gongshu::cli
