#include "lab/lab.h"

#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>
#include <cstring>

#include "lab/input.h"
#include "lab/policy.h"
#include "lab/request.h"
#include "lab/rows.h"
#include "lab/sessions.h"

namespace gongshu::lab {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

/// What is cited: the lab has no law, only its policy file.
engine::RuleRef cite(const Policy& policy, const char* key) { return {key, policy.file()}; }

}  // namespace

struct Lab::Parts {
  Policy policy;
  Sessions sessions;
  engine::Dataset dataset;
  engine::PolicySnapshot snapshot;
  engine::Bounds bounds;
  bool reviewer = false;
  std::vector<std::string> summary;
  std::function<void(const std::string&)> failed;  ///< what the data engine says when a plan fails

  Status load(const InputSpec& spec);
};

namespace {

/// The columns a query may name, as the engine wants them; `from` are the places in the input of those that are loaded. What the
/// policy hides by name can be named, to be refused with a reason, but no value of it is loaded.
struct Granted {
  engine::TableGrant grant;
  engine::TableSchema schema;
  std::vector<std::size_t> from;
};

Granted granted(const TablePolicy& table, const std::vector<engine::ColumnSchema>& columns) {
  Granted out;
  out.grant.name = table.name;
  if (!table.entity.empty()) out.grant.entity = out.schema.entity = population_of(table);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto uses = table.uses(columns[i].name);
    const bool loaded = !uses.empty();
    if (!loaded && !table.hides(columns[i].name)) continue;
    engine::ColumnGrant column;
    column.name = columns[i].name;
    column.type = columns[i].type;
    column.uses = std::move(uses);
    out.grant.columns.push_back(std::move(column));
    if (!loaded) continue;
    out.schema.columns.push_back(columns[i]);
    out.from.push_back(i);
  }
  return out;
}

Error named(Error error, const InputSpec& spec) {
  if (!error.at.starts_with(spec.file)) error.at = spec.file + (error.at.empty() ? "" : ": ") + error.at;
  return error;
}

std::string told(const TablePolicy& table, std::int64_t rows, std::size_t entities) {
  const auto head = table.name + ": " + std::to_string(rows) + " 行 rows, ";
  return head + (table.entity.empty() ? "不含受保护主体 no protected entities" : std::to_string(entities) + " 个主体 entities");
}

}  // namespace

Status Lab::Parts::load(const InputSpec& spec) {
  const auto* table = policy.find(spec.name);
  if (!table)
    return fail(ErrorCode::config_invalid, policy.file() + " line 1",
                "政策文件没有表 '" + spec.name + "'，请在 tables 下写明 / no table of this name under tables");
  GS_TRY(input, open_input(spec.file));
  std::vector<std::string> names;
  for (const auto& column : input->columns()) names.push_back(column.name);
  GS_CHECK(policy.check_columns(*table, names));
  auto grant = granted(*table, input->columns());
  RowNamer namer(*table, input->columns(), sessions.secret());
  boost::unordered_flat_set<std::int64_t> entities;
  std::vector<engine::Value> values;
  const bool protects = !table->entity.empty();
  auto loaded = dataset.load(table->name, grant.schema, [&](engine::Row& row) -> Result<bool> {
    GS_TRY(more, input->next(values));
    if (!more) return false;
    if (protects) {
      const auto named = namer.name(values);
      row.entity = named.entity;
      row.key = named.key;
      entities.insert(named.entity);
    }
    row.values.clear();
    for (const auto i : grant.from) row.values.push_back(std::move(values[i]));
    return true;
  });
  if (!loaded) return fail(named(std::move(loaded).error(), spec));
  summary.push_back(told(*table, dataset.rows(table->name), entities.size()));
  if (protects) sessions.protect(lower(table->name), population_of(*table));
  snapshot.tables.push_back(std::move(grant.grant));
  return {};
}

Lab::Lab(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Lab::~Lab() = default;
Lab::Lab(Lab&&) noexcept = default;
Lab& Lab::operator=(Lab&&) noexcept = default;

Result<Lab> Lab::open(const Options& options) {
  std::vector<InputSpec> specs;
  for (const auto& text : options.inputs) {
    GS_TRY(spec, parse_input(text));
    specs.push_back(std::move(spec));
  }
  GS_TRY(policy, Policy::read(options.policy));
  GS_TRY(state, State::open(options.state));
  GS_TRY(dataset, engine::Dataset::open(options.resources));
  auto parts = std::make_unique<Parts>(Parts{std::move(policy),
                                             Sessions(std::move(state)),
                                             std::move(dataset),
                                             {},
                                             options.bounds,
                                             options.reviewer,
                                             {},
                                             options.on_failure});
  parts->snapshot.k = parts->policy.disclosure().k;
  parts->snapshot.k_rule = cite(parts->policy, "disclosure");
  parts->snapshot.identity_rule = cite(parts->policy, "tables.entity");
  parts->snapshot.grant_rule = cite(parts->policy, "tables.columns");
  for (const auto& spec : specs) GS_CHECK(parts->load(spec));
  return Lab(std::move(parts));
}

Result<std::string> Lab::answer(const json::value& id, const std::string& sql, const std::string& session) {
  const auto approved = engine::compile(sql, parts_->snapshot);
  if (!approved) return refusal_line(id, approved.error());
  GS_TRY(ledgers, parts_->sessions.open(session));
  const engine::Controls controls{parts_->policy.disclosure(), std::move(ledgers), parts_->sessions.secret()};
  const auto answer = engine::Executor(parts_->failed).run(*approved, parts_->dataset, controls, parts_->bounds);
  // Whatever was recorded is durable before anything is shown, and also when the run failed after it.
  GS_CHECK(parts_->sessions.save(session));
  return answer ? lab::answer_line(id, *answer, parts_->reviewer) : refusal_line(id, answer.error());
}

Result<std::string> Lab::answer_line(std::string_view line, std::int64_t number) {
  json::value id;
  auto request = parse_request(line, id);
  if (request) return answer(request->id, request->sql, request->session);
  auto error = std::move(request).error();
  error.at = "line " + std::to_string(number) + (error.at.empty() ? "" : " ") + error.at;
  return refusal_line(id, error);
}

const std::vector<std::string>& Lab::summary() const { return parts_->summary; }

}  // namespace gongshu::lab
