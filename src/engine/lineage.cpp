// Lineage: for each column of the answer, the granted columns it is made of and those that decided which rows stand behind it.
#include <set>

#include "engine/approve.h"
#include "engine/expressions.h"

namespace gongshu::engine {
namespace {

class LineageWalk {
 public:
  explicit LineageWalk(const PolicySnapshot& policy) : policy_(policy) {}

  Lineage of(const Block& top, std::size_t output) {
    sources_.clear(), predicates_.clear(), seen_.clear(), outer_.clear();
    aggregated_ = false, masked_ = false, bare_ = true;
    value_of_output(top, output);
    Lineage out{
        top.outputs[output].name, How::computed, {sources_.begin(), sources_.end()}, {predicates_.begin(), predicates_.end()}};
    if (aggregated_)
      out.how = How::aggregated;
    else if (bare_ && sources_.size() == 1)
      out.how = masked_ ? How::masked : How::identity;
    return out;
  }

 private:
  using Into = std::set<std::string>;

  void value_of_output(const Block& b, std::size_t output) {
    conditions(b);
    if (b.set != SetOperation::none) {
      for (const auto& s : b.sources) value_of_output(*s.block, output);
      return;
    }
    value(b, *b.outputs[output].expr, sources_);
  }

  void value(const Block& b, const Expr& e, Into& into) {
    if (e.kind == Expr::Kind::column) return column(b, e, into);
    if (e.kind == Expr::Kind::key) return value(b, *b.keys[static_cast<std::size_t>(e.index)], into);
    bare_ = false;
    for (std::size_t i = 0; i < e.args.size(); ++i) value(b, *e.args[i], chooses(e, i) ? predicates_ : into);
    if (e.kind == Expr::Kind::aggregate) aggregate(b, b.aggregates[static_cast<std::size_t>(e.index)], into);
    if (e.kind == Expr::Kind::window) window(b, b.windows[static_cast<std::size_t>(e.index)], into);
    if (e.kind == Expr::Kind::query) inner(b, e, into);
  }

  /// Inside an aggregate the conditions of CASE choose rows.
  bool chooses(const Expr& e, std::size_t arg) const {
    return aggregates_ > 0 && is_function(e, "case") && arg % 2 == 0 && arg + 1 < e.args.size();
  }

  void column(const Block& b, const Expr& e, Into& into) {
    const auto& home = e.level == 0 ? b : *outer_[outer_.size() - static_cast<std::size_t>(e.level)];
    const auto& source = home.sources[static_cast<std::size_t>(e.source)];
    if (source.block) {
      if (!seen_.insert({source.block.get(), {e.column, &into}}).second) return;
      conditions(*source.block);
      if (source.block->set != SetOperation::none)
        for (const auto& side : source.block->sources)
          value(*side.block, *side.block->outputs[static_cast<std::size_t>(e.column)].expr, into);
      else
        value(*source.block, *source.block->outputs[static_cast<std::size_t>(e.column)].expr, into);
      return;
    }
    into.insert(source.table + "." + e.name);
    const auto* table = find_table(policy_, source.table);
    const auto* grant = table ? find_column(*table, e.name) : nullptr;
    masked_ = masked_ || (grant && grant->uses.contains(Use::masked) && !grant->uses.contains(Use::visible));
  }

  void aggregate(const Block& b, const Aggregate& a, Into& into) {
    aggregated_ = true;
    ++aggregates_;
    if (a.argument) value(b, *a.argument, into);
    --aggregates_;
    if (a.filter) value(b, *a.filter, predicates_);
  }

  void window(const Block& b, const Window& w, Into& into) {
    for (const auto& e : w.args) value(b, *e, into);
    for (const auto& e : w.partition) value(b, *e, predicates_);
    for (const auto& s : w.order) value(b, *s.expr, predicates_);
  }

  void inner(const Block& b, const Expr& e, Into& into) {
    outer_.push_back(&b);
    if (e.form == QueryForm::exists)
      conditions(*e.block);
    else
      value_into(*e.block, into);
    outer_.pop_back();
  }

  void value_into(const Block& b, Into& into) {
    conditions(b);
    if (b.set == SetOperation::none) return value(b, *b.outputs[0].expr, into);
    for (const auto& s : b.sources) value_into(*s.block, into);
  }

  /// What decides which rows of `b` there are.
  void conditions(const Block& b) {
    if (!seen_.insert({&b, {-1, &predicates_}}).second) return;
    const auto bare = bare_, masked = masked_, aggregated = aggregated_;
    for (const auto& s : b.sources)
      if (s.on) value(b, *s.on, predicates_);
    if (b.where) value(b, *b.where, predicates_);
    if (b.having) value(b, *b.having, predicates_);
    if (b.limit || b.offset > 0)
      for (const auto& s : b.order) value(b, *s.expr, predicates_);
    bare_ = bare, masked_ = masked, aggregated_ = aggregated;
    for (const auto& s : b.sources)
      if (s.block) conditions(*s.block);
  }

  const PolicySnapshot& policy_;
  Into sources_, predicates_;
  std::set<std::pair<const Block*, std::pair<int, const void*>>> seen_;
  std::vector<const Block*> outer_;
  bool aggregated_ = false, masked_ = false, bare_ = true;
  int aggregates_ = 0;
};

void add_tables(const Block& b, std::set<const Block*>& seen, std::set<std::string>& out) {
  if (!seen.insert(&b).second) return;
  for (const auto& s : b.sources) {
    if (s.block)
      add_tables(*s.block, seen, out);
    else
      out.insert(s.table);
  }
  roots(b, [&](const Expr& root) {
    walk(root, [&](const Expr& e) {
      if (e.kind == Expr::Kind::query) add_tables(*e.block, seen, out);
    });
  });
}

}  // namespace

std::vector<Lineage> lineage_of(const Block& top, const PolicySnapshot& policy) {
  std::vector<Lineage> out;
  for (std::size_t i = 0; i < top.outputs.size(); ++i) out.push_back(LineageWalk(policy).of(top, i));
  return out;
}

std::vector<std::string> tables_of(const Block& top) {
  std::set<const Block*> seen;
  std::set<std::string> out;
  add_tables(top, seen, out);
  return {out.begin(), out.end()};
}

}  // namespace gongshu::engine
