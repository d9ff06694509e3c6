// Canonical text of plans: the plan hash is taken over it, and two expressions are the same when it is.
#include "base/record.h"
#include "engine/functions.h"
#include "engine/plan.h"
#include "engine/query.h"

namespace gongshu::engine {
namespace {

/// Length before content, so that no constant or name can imitate structure.
std::string quoted(std::string_view s) { return std::to_string(s.size()) + ":" + std::string(s); }

std::string constant_text(const Expr& e) {
  std::string out = "(" + std::string(name_of(e.type)) + " ";
  if (!e.name.empty()) return "(parameter " + std::string(name_of(e.type)) + " " + quoted(e.name) + ")";
  if (const auto* b = std::get_if<bool>(&e.value)) return out + (*b ? "true)" : "false)");
  if (const auto* n = std::get_if<std::int64_t>(&e.value)) return out + std::to_string(*n) + ")";
  if (const auto* s = std::get_if<std::string>(&e.value)) return out + quoted(*s) + ")";
  return out + "null)";
}

std::string source_text(const Source& source, int indent) {
  static constexpr const char* kJoin[] = {"from", "join", "left-join", "right-join", "full-join", "cross-join"};
  std::string out = std::string(kJoin[static_cast<int>(source.join)]) + " ";
  out += source.block ? "(\n" + canonical_text(*source.block, indent + 2) + std::string(indent, ' ') + ")" : quoted(source.table);
  if (source.on) out += " (on " + canonical_text(*source.on) + ")";
  return out;
}

std::string controls_text(const BlockControls& c) {
  if (!c.controlled) return {};
  std::string out = "k " + std::to_string(c.k) + " entities";
  for (const auto& p : c.protect)
    out += " (" + std::to_string(p.source) + " " + (p.entity.empty() ? std::to_string(p.inner) : quoted(p.entity)) + ")";
  for (const auto& m : c.measures) out += " measure " + m.text;
  return out;
}

std::string sort_text(const SortKey& s) {
  return canonical_text(*s.expr) + (s.descending ? " desc" : " asc") + (s.nulls_first ? " nulls-first" : " nulls-last");
}

std::string window_text(const Window& w) {
  std::string out = "window " + std::string(name_of(w.kind));
  for (const auto& e : w.args) out += " " + canonical_text(*e);
  for (const auto& e : w.partition) out += " partition " + canonical_text(*e);
  for (const auto& s : w.order) out += " order " + sort_text(s);
  return w.frame.empty() ? out : out + " frame " + w.frame;
}

std::string set_text(const Block& block) {
  static constexpr const char* kSet[] = {"", "union", "intersect", "except"};
  return std::string(kSet[static_cast<int>(block.set)]) + (block.set_all ? " all" : "");
}

std::string query_text(const Expr& e) {
  std::string out = "(query " + std::string(name_of(e.form));
  for (const auto& arg : e.args) out += " " + canonical_text(*arg);
  return out + " " + quoted(canonical_text(*e.block)) + ")";
}

}  // namespace

std::string canonical_text(const Expr& e) {
  switch (e.kind) {
    case Expr::Kind::column:
      return "(column " + (e.level > 0 ? "out " + std::to_string(e.level) + " " : "") + std::to_string(e.source) + " " +
             quoted(e.name) + ")";
    case Expr::Kind::key: return "(key " + std::to_string(e.index) + ")";
    case Expr::Kind::aggregate: return "(aggregate " + std::to_string(e.index) + ")";
    case Expr::Kind::window: return "(window " + std::to_string(e.index) + ")";
    case Expr::Kind::constant: return constant_text(e);
    case Expr::Kind::query: return query_text(e);
    case Expr::Kind::call:
    case Expr::Kind::grouping: break;
  }
  std::string out =
      "(" + std::string(e.kind == Expr::Kind::grouping ? "grouping" : e.function->name) + " " + std::string(name_of(e.type));
  for (const auto& arg : e.args) out += " " + canonical_text(*arg);
  return out + ")";
}

std::string canonical_text(const Block& block, int indent) {
  std::string out;
  const auto line = [&](const std::string& text) { out += std::string(indent, ' ') + text + "\n"; };
  if (block.set != SetOperation::none) line(set_text(block));
  for (const auto& source : block.sources) line(source_text(source, indent));
  if (block.where) line("where " + canonical_text(*block.where));
  if (block.grouped) line("grouped");
  for (const auto& key : block.keys) line("key " + canonical_text(*key));
  for (const auto& set : block.grouping_sets) {
    std::string keys = "grouping-set";
    for (const int key : set) keys += " " + std::to_string(key);
    line(keys);
  }
  for (const auto& a : block.aggregates)
    line("aggregate " + std::string(name_of(a.kind)) + (a.argument ? " " + canonical_text(*a.argument) : "") +
         (a.filter ? " filter " + canonical_text(*a.filter) : ""));
  if (const auto controls = controls_text(block.controls); !controls.empty()) line(controls);
  if (block.having) line("having " + canonical_text(*block.having));
  for (const auto& w : block.windows) line(window_text(w));
  if (block.distinct) line("distinct");
  for (const auto& o : block.outputs) line("output " + quoted(o.name) + " " + canonical_text(*o.expr));
  for (const auto& s : block.order) line("order " + sort_text(s));
  if (block.limit) line("limit " + std::to_string(*block.limit));
  if (block.offset > 0) line("offset " + std::to_string(block.offset));
  return out;
}

std::string plan_text(const Approved& approved) {
  return "gongshu plan 1\n" + std::string(approved.statistical() ? "statistical\n" : "plain\n") + canonical_text(approved.plan());
}

}  // namespace gongshu::engine
