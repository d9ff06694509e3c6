#include "lab/policy.h"

#include <algorithm>
#include <cstdlib>

#include "base/record.h"
#include "rules/point.h"

namespace gongshu::lab {
namespace {

constexpr auto kInvalid = ErrorCode::config_invalid;
constexpr std::string_view kTokens = "join, filter, group, aggregate, masked, visible; [] 为隐藏 / [] hides the column";

struct RollupFile {
  std::string column;
};
BOOST_DESCRIBE_STRUCT(RollupFile, (), (column))
struct TableFile {
  std::optional<std::vector<std::string>> entity;
  std::optional<RollupFile> rollup;
  json::object columns;
};
BOOST_DESCRIBE_STRUCT(TableFile, (), (entity, rollup, columns))
struct DominanceFile {
  std::int64_t n = 0;
  json::value share;
  static constexpr Limits kLimits[] = {{.member = "n", .minimum = 1, .maximum = 16}};
};
BOOST_DESCRIBE_STRUCT(DominanceFile, (), (n, share))
struct RoundingFile {
  std::int64_t base = 0;
  static constexpr Limits kLimits[] = {{.member = "base", .minimum = 2, .maximum = 1'000'000}};
};
BOOST_DESCRIBE_STRUCT(RoundingFile, (), (base))
struct DisclosureFile {
  std::optional<std::int64_t> k;
  std::optional<DominanceFile> dominance;
  std::optional<json::value> p;
  std::optional<json::value> rounding;
  static constexpr Limits kLimits[] = {{.member = "k", .minimum = 2, .maximum = 10'000}};
};
BOOST_DESCRIBE_STRUCT(DisclosureFile, (), (k, dominance, p, rounding))
struct PolicyFile {
  json::object tables;
  std::optional<DisclosureFile> disclosure;
};
BOOST_DESCRIBE_STRUCT(PolicyFile, (), (tables, disclosure))

/// A part of one: more than 0, at most 1.
Result<double> part(const json::value& v, const std::string& at) {
  double value = 0;
  if (const auto* n = v.if_int64()) value = static_cast<double>(*n);
  if (const auto* s = v.if_string()) {
    char* end = nullptr;
    value = std::strtod(s->c_str(), &end);
    if (s->empty() || end != s->c_str() + s->size()) value = 0;
  }
  if (!(value > 0 && value <= 1))
    return fail(ErrorCode::input_out_of_range, at, "大于 0、至多 1 的小数，如 0.10 / a part of one, as 0.10");
  return value;
}

/// Turns a policy document into tables and rules, noting every fault with its place.
class Reader {
 public:
  Reader(const rules::Document& document, std::vector<TablePolicy>& tables, disclosure::Rules& disclosure)
      : document_(document), tables_(tables), disclosure_(disclosure) {}

  Status run() {
    auto file = read<PolicyFile>(document_.value);
    if (!file) {
      note(file.error());
      return fail(faults_.to_error());
    }
    if (file->tables.empty()) note({ErrorCode::input_too_short, "/tables", "至少一张表 / at least one table", {}, {}, {}});
    for (const auto& [name, value] : file->tables) table(std::string(name), value);
    if (file->disclosure) disclosure(*file->disclosure);
    return faults_.empty() ? Status{} : fail(faults_.to_error());
  }

 private:
  void note(const Error& fault) { faults_.add(rules::located(document_, fault, kInvalid)); }

  void table(std::string name, const json::value& value) {
    const auto at = record_detail::child("/tables", name);
    auto file = read<TableFile>(value, at);
    if (!file) return note(file.error());
    if (std::ranges::any_of(tables_, [&](const auto& t) { return same_name(t.name, name); }))
      note({ErrorCode::input_duplicate_key, at, "表名不分大小写 / names differ by more than case", {}, {}, {}});
    TablePolicy out{std::move(name), file->entity.value_or(std::vector<std::string>{}), {}, {}, {}};
    if (file->rollup) out.rollup = file->rollup->column;
    if (!out.rollup.empty() && out.entity.empty())
      note({ErrorCode::input_missing_field, at + "/rollup", "先写明 entity / rollup needs an entity", {}, {}, {}});
    for (const auto& [column, tokens] : file->columns) this->column(out, std::string(column), tokens, at + "/columns");
    tables_.push_back(std::move(out));
  }

  void column(TablePolicy& table, const std::string& name, const json::value& tokens, const std::string& parent) {
    const auto at = record_detail::child(parent, name);
    const auto* list = tokens.if_array();
    if (!list)
      return note({ErrorCode::input_wrong_type, at, "写成列表，如 [filter, group] / a list, as [filter, group]", {}, {}, {}});
    std::set<engine::Use> uses;
    for (const auto& token : *list) {
      if (auto use = read<engine::Use>(token, at))
        uses.insert(*use);
      else
        note({ErrorCode::input_bad_choice, at, unknown_token(token), {}, {}, {}});
    }
    if (name == "*") {
      table.others = std::move(uses);
      return;
    }
    if (std::ranges::any_of(table.columns, [&](const auto& c) { return same_name(c.first, name); }))
      return note(
          {ErrorCode::input_duplicate_key, at, "列名不分大小写，保留一个 / two names of one column; keep one", {}, {}, {}});
    table.columns[name] = std::move(uses);
  }

  static std::string unknown_token(const json::value& token) {
    const auto word = token.is_string() ? std::string(token.get_string()) : json::serialize(token);
    const auto meant = rules::nearest(word, {"join", "filter", "group", "aggregate", "masked", "visible"});
    return "'" + word + "'" + (meant.empty() ? "" : " → '" + meant + "'?") + " 可用 / one of: " + std::string(kTokens);
  }

  void disclosure(const DisclosureFile& file) {
    disclosure_.k = static_cast<int>(file.k.value_or(10));
    if (file.dominance) {
      if (auto share = part(file.dominance->share, "/disclosure/dominance/share"))
        disclosure_.dominance = disclosure::Dominance{static_cast<int>(file.dominance->n), *share};
      else
        note(share.error());
    }
    if (file.p) {
      if (auto p = part(*file.p, "/disclosure/p"))
        disclosure_.p = *p;
      else
        note(p.error());
    }
    if (!file.rounding || *file.rounding == "none") return;
    if (!file.rounding->is_object())
      return note({ErrorCode::input_wrong_type, "/disclosure/rounding", "none 或 {base: 5} / none or {base: 5}", {}, {}, {}});
    if (auto rounding = read<RoundingFile>(*file.rounding, "/disclosure/rounding"))
      disclosure_.rounding = disclosure::Rounding{rounding->base};
    else
      note(rounding.error());
  }

  const rules::Document& document_;
  std::vector<TablePolicy>& tables_;
  disclosure::Rules& disclosure_;
  rules::Faults faults_;
};

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(x) == lower(y);
  });
}

std::set<engine::Use> TablePolicy::uses(std::string_view column) const {
  const auto found = std::ranges::find_if(columns, [&](const auto& entry) { return same_name(entry.first, column); });
  return found != columns.end() ? found->second : others.value_or(std::set<engine::Use>{});
}

bool TablePolicy::hides(std::string_view column) const {
  return std::ranges::any_of(columns, [&](const auto& entry) { return entry.second.empty() && same_name(entry.first, column); });
}

Result<Policy> Policy::parse(std::string_view yaml, const std::string& file) {
  Policy out;
  GS_TRY(document, rules::parse_document(yaml, file, kInvalid));
  out.document_ = std::move(document);
  GS_CHECK(Reader(out.document_, out.tables_, out.disclosure_).run());
  return out;
}

Result<Policy> Policy::read(const std::string& path) {
  Policy out;
  GS_TRY(document, rules::read_document(path, path, kInvalid));
  out.document_ = std::move(document);
  GS_CHECK(Reader(out.document_, out.tables_, out.disclosure_).run());
  return out;
}

const TablePolicy* Policy::find(std::string_view table) const {
  const auto found = std::ranges::find_if(tables_, [&](const auto& t) { return same_name(t.name, table); });
  return found == tables_.end() ? nullptr : &*found;
}

Status Policy::check_columns(const TablePolicy& table, const std::vector<std::string>& input_columns) const {
  rules::Faults faults;
  const auto at = record_detail::child("/tables", table.name);
  const auto need = [&](const std::string& name, const std::string& pointer, bool hides = false) {
    if (std::ranges::any_of(input_columns, [&](const auto& c) { return same_name(c, name); })) return;
    const auto meant = rules::nearest(name, input_columns);
    if (hides && meant.empty()) return;  // hiding what is not there harms nobody; hiding a misspelt column would
    std::string known;
    for (const auto& c : input_columns) known += (known.empty() ? "" : ", ") + c;
    faults.add(kInvalid, rules::place(document_.file, document_.line(pointer)),
               "输入没有列 '" + name + "'" + (meant.empty() ? "" : "，是否 '" + meant + "'?") +
                   " / the input has no such column; it has: " + known);
  };
  for (std::size_t i = 0; i < table.entity.size(); ++i) need(table.entity[i], at + "/entity/" + std::to_string(i));
  if (!table.rollup.empty()) need(table.rollup, at + "/rollup/column");
  for (const auto& [name, uses] : table.columns) need(name, record_detail::child(at + "/columns", name), uses.empty());
  return faults.empty() ? Status{} : fail(faults.to_error());
}

}  // namespace gongshu::lab
