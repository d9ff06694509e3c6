// gongshu lab: outputs checked without a platform.
//
// Exit codes: 0 every query got its line (released, withheld or refused) · 1 the run could not start or was broken off (policy,
// input, state; the error is on standard error) · 2 the command line is wrong.
#include <fmt/core.h>

#include <fstream>
#include <iostream>

#include "cli/command.h"
#include "lab/lab.h"
#include "store/files.h"

namespace gongshu::cli {
namespace {

struct LabFlags {
  lab::Options options;
  std::string batch, sql, output = "json";
  int seconds = 30;
};

/// A line is on its way to the reader before the next query is run.
void print_line(const std::string& line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

Status run_batch(lab::Lab& lab, const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) return fail(ErrorCode::store_failed, path, "批量文件不可读 / the batch file cannot be read");
  }
  std::istream& in = path == "-" ? std::cin : file;
  std::int64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    GS_TRY(answer, lab.answer_line(line, number));
    print_line(answer);
  }
  return {};
}

Status run_sql(lab::Lab& lab, std::string sql) {
  if (sql.starts_with('@')) {
    GS_TRY(text, store::read_file(sql.substr(1), 1 << 20));
    sql = std::move(text);
  }
  GS_TRY(answer, lab.answer("sql", sql, ""));
  print_line(answer);
  return {};
}

Status run_lab(LabFlags flags) {
  flags.options.bounds.time_ms = flags.seconds * 1000;
  if (flags.options.reviewer) flags.options.on_failure = [](const std::string& cause) { fmt::print(stderr, "{}\n", cause); };
  GS_TRY(lab, lab::Lab::open(flags.options));
  for (const auto& line : lab.summary()) fmt::print(stderr, "{}\n", line);
  if (!flags.batch.empty()) GS_CHECK(run_batch(lab, flags.batch));
  if (!flags.sql.empty()) GS_CHECK(run_sql(lab, flags.sql));
  return {};
}

int report_all(const Error& error) {
  report(error);
  const auto* problems = error.detail.if_contains("problems");
  if (!problems || !problems->is_array()) return 1;
  const auto& list = problems->get_array();
  for (std::size_t i = 1; i < list.size(); ++i)
    fmt::print(stderr, "  also: {}: {}\n", std::string_view(list[i].at("at").get_string()),
               std::string_view(list[i].at("hint").get_string()));
  return 1;
}

[[maybe_unused]] const bool kLab = register_command(
    {"lab", [](CLI::App& app, int& exit_code) {
       auto* sub = app.add_subcommand("lab",
                                      "披露核验：政策文件、CSV 或 Parquet 输入，逐条核验查询结果 · check outputs against "
                                      "disclosure rules, without a platform");
       auto flags = std::make_shared<LabFlags>();
       sub->add_option("--policy", flags->options.policy, "政策文件 (YAML) · policy file")->required();
       sub->add_option("--input", flags->options.inputs, "名称=文件，可重复 · NAME=FILE, CSV or Parquet, repeatable")->required();
       sub->add_option("--state", flags->options.state, "状态目录，保存出域台账 · directory that keeps the egress ledgers")
           ->required();
       sub->add_option("--batch", flags->batch,
                       "JSONL 文件，每行一条查询，- 为标准输入 · one query a line, - for standard input");
       sub->add_option("--sql", flags->sql, "一条查询，或 @文件 · one query, or @FILE");
       sub->add_option("--output", flags->output, "输出格式 · output format")
           ->check(CLI::IsMember({"json"}))
           ->capture_default_str();
       sub->add_flag("--reviewer", flags->options.reviewer,
                     "附上不予公布的原因，仅供审核员 · add why cells are withheld; for reviewers only");
       sub->add_option("--memory", flags->options.resources.memory_mb, "内存上限 (MB) · memory limit")
           ->check(CLI::Range(64, 1 << 20))
           ->capture_default_str();
       sub->add_option("--threads", flags->options.resources.threads, "线程数 · threads")
           ->check(CLI::Range(1, 64))
           ->capture_default_str();
       sub->add_option("--seconds", flags->seconds, "每条查询的时限（秒）· time limit of a query")
           ->check(CLI::Range(1, 3600))
           ->capture_default_str();
       sub->footer(
           "退出码 Exit codes: 0 每条查询都有一行结果 every query has its line; 1 无法开始或中断 not started or broken off; 2 "
           "命令行有误 wrong usage");
       sub->callback([flags, &exit_code] {
         if (auto status = run_lab(*flags); !status) exit_code = report_all(status.error());
       });
     }});

}  // namespace
}  // namespace gongshu::cli
