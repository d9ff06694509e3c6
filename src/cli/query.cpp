// gongshu query: the controlled SQL passes on a policy file, stopped and dumped where asked.
#include <fmt/core.h>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/record.h"
#include "cli/command.h"
#include "engine/query.h"
#include "store/files.h"

namespace gongshu::cli {
namespace {

/// The policy file: {"k": 10, "tables": [{"name", "entity", "columns": [{"name", "type", "uses": ["filter", …], "identity"}]}]}.
struct ColumnFile {
  std::string name;
  engine::ColumnType type{};
  std::vector<engine::Use> uses;
  std::optional<bool> identity;
};
BOOST_DESCRIBE_STRUCT(ColumnFile, (), (name, type, uses, identity))
struct TableFile {
  std::string name;
  std::optional<std::string> entity;
  std::vector<ColumnFile> columns;
};
BOOST_DESCRIBE_STRUCT(TableFile, (), (name, entity, columns))
struct PolicyFile {
  std::optional<std::int64_t> k;
  std::optional<bool> statistical;
  std::vector<TableFile> tables;
};
BOOST_DESCRIBE_STRUCT(PolicyFile, (), (k, statistical, tables))

Result<engine::PolicySnapshot> read_policy(const std::string& path) {
  GS_TRY(text, store::read_file(path));
  GS_TRY(value, parse_json(text));
  GS_TRY(file, read<PolicyFile>(value));
  engine::PolicySnapshot policy;
  policy.k = static_cast<int>(file.k.value_or(10));
  policy.statistical = file.statistical.value_or(true);
  for (const auto& t : file.tables) {
    engine::TableGrant table{t.name, {}, t.entity.value_or("")};
    for (const auto& c : t.columns) table.columns.push_back({c.name, c.type, {c.uses.begin(), c.uses.end()}, c.identity.value_or(false)});
    policy.tables.push_back(std::move(table));
  }
  return policy;
}

struct QueryFlags {
  std::string policy, sql, stage = "policy";
  bool dump = false;
};

Status query(const QueryFlags& flags) {
  GS_TRY(policy, read_policy(flags.policy));
  std::string sql = flags.sql;
  if (sql == "-") {
    std::ostringstream in;
    in << std::cin.rdbuf();
    sql = in.str();
  }
  GS_TRY(stage, read<engine::Stage>(json::value(json::string(flags.stage)), "--stop-after"));
  GS_TRY(text, engine::dump(sql, policy, stage));
  fmt::print("{}\n", text);
  return {};
}

[[maybe_unused]] const bool kQuery = register_command({"query", [](CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("query", "受控 SQL 的各个阶段 · the passes of controlled SQL, stopped and dumped");
  auto flags = std::make_shared<QueryFlags>();
  sub->add_option("--policy", flags->policy, "授权文件 (JSON) · policy file")->required();
  sub->add_option("sql", flags->sql, "一条 SELECT，- 为标准输入 · one SELECT, - for standard input")->required();
  sub->add_flag("--dump", flags->dump, "打印该阶段的结果（默认即打印）· print what the stage made (the default)");
  sub->add_option("--stop-after", flags->stage, "parse | bind | policy | plan | dialect")->capture_default_str();
  sub->callback([flags, &exit_code] {
    if (auto status = query(*flags); !status) exit_code = report(status.error());
  });
}});

}  // namespace
}  // namespace gongshu::cli
