// From aggregates over protected rows to measures: cells that can be tested and recorded one by one. A sum of an expression is
// taken apart into sums of products of columns; a CASE inside it becomes conditions on rows, so that the rows it picks are seen.
#include "base/record.h"
#include "engine/approve.h"
#include "engine/branches.h"
#include "engine/expressions.h"
#include "engine/functions.h"
#include "engine/names.h"

namespace gongshu::engine {
namespace {

class MeasureBuilder {
 public:
  MeasureBuilder(Block& block, const Facts& facts, const PolicyPass& pass) : block_(block), facts_(facts), pass_(pass) {}

  Status run() {
    auto& controls = block_.controls;
    controls.measures.push_back({Measure::Kind::count, {}, 0, {}, "count", "COUNT(*)", block_.at});
    for (const auto& a : block_.aggregates) {
      aggregate_ = &a;
      GS_TRY(recipe, this->recipe(a));
      controls.recipes.push_back(std::move(recipe));
    }
    if (controls.tests.size() > kMaxTests || controls.measures.size() > kMaxMeasures)
      return fail(pass_.refusal(ErrorCode::query_too_complex, block_.at, {}, "aggregate fewer different columns and conditions"));
    return {};
  }

 private:
  Result<Recipe> recipe(const Aggregate& a) {
    using enum AggregateKind;
    if (a.filter) GS_CHECK(pass_.require(*a.filter, facts_, Use::filter, "FILTER"));
    if (a.filter) GS_CHECK(no_query(*a.filter));
    switch (a.kind) {
      case count_rows:
        return Recipe{{{"1", measure(Measure::Kind::count, nullptr, tests_of({}, {}), "count", "COUNT(*)")}}, {}, {}};
      case count: return count_values(a);
      case count_distinct: return count_entities(a);
      case min:
      case max: return extreme(a);
      default: return spread(a);
    }
  }

  /// A sub-query decides about rows from outside; inside an aggregate it would decide row by row.
  Status no_query(const Expr& e) const {
    const Expr* found = nullptr;
    walk(e, [&](const Expr& x) { found = x.kind == Expr::Kind::query ? &x : found; });
    return found ? pass_.k_refusal(found->at, "a sub-query inside an aggregate", "join it in FROM") : Status{};
  }

  tl::unexpected<Error> refuse(const Expr& e, std::string_view remedy) const {
    const auto name = upper_name(aggregate_->kind);
    std::string what = "a computed column";
    if (is_constant(e)) what = "a constant";
    if (e.kind == Expr::Kind::call) what = e.function->name == "case" ? "CASE" : std::string(e.function->name);
    if (e.kind == Expr::Kind::query) what = "a sub-query";
    return pass_.k_refusal(e.at, what + " inside " + name, remedy);
  }

  /// A granted column of a protected table as it stands, granted for aggregation.
  Status column(const Expr& e, bool counting) const {
    const auto& facts = pass_.facts_of_column(e, facts_);
    for (const auto& origin : facts.origins) {
      const bool bare_count = counting && facts.bare && !origin.uses.empty();
      if (origin.identity && !bare_count)
        return fail(pass_.column_refusal(origin, e.at, pass_.policy().identity_rule,
                                         "an identifier can only be counted: COUNT(DISTINCT " + origin.column + ")"));
      if (!origin.uses.contains(Use::aggregate) && !(counting && origin.uses.contains(Use::group)))
        return fail(
            pass_.column_refusal(origin, e.at, pass_.policy().grant_rule,
                                 "drop the aggregate over \"" + origin.column + "\" or ask for an aggregate grant on it"));
    }
    if (!facts.bare)
      return pass_.k_refusal(e.at, "a computed column inside " + upper_name(aggregate_->kind),
                             "aggregate the column itself and compute outside the aggregate");
    const bool guarded = std::ranges::any_of(facts.origins, &Origin::guarded);
    if (!counting && !guarded)
      return pass_.k_refusal(e.at, upper_name(aggregate_->kind) + " of an unprotected column over protected rows",
                             "aggregate columns of the protected table");
    return {};
  }

  std::string origin_name(const Expr& e) const {
    const auto& origins = pass_.facts_of_column(e, facts_).origins;
    return origins.empty() ? e.name : origins[0].table + "." + origins[0].column;
  }

  int test(RowTest::Kind kind, const ExprPtr& e) {
    auto& tests = block_.controls.tests;
    const auto text = canonical_text(*e);
    for (std::size_t i = 0; i < tests.size(); ++i)
      if (tests[i].kind == kind && canonical_text(*tests[i].expr) == text) return static_cast<int>(i);
    tests.push_back({kind, e});
    return static_cast<int>(tests.size()) - 1;
  }

  /// FILTER and the branch's conditions hold, its columns are there, `factors` are not 0.
  std::vector<int> tests_of(const Branch& branch, const std::vector<ExprPtr>& factors) {
    std::set<int> out;
    if (aggregate_->filter) out.insert(test(RowTest::Kind::holds, aggregate_->filter));
    for (const auto& c : branch.conditions) out.insert(test(RowTest::Kind::holds, c));
    for (const auto& c : factors) out.insert(test(RowTest::Kind::nonzero, c));
    for (const auto& c : branch.columns)
      if (std::ranges::none_of(factors, [&](const ExprPtr& f) { return canonical_text(*f) == canonical_text(*c); }))
        out.insert(test(RowTest::Kind::present, c));
    return {out.begin(), out.end()};
  }

  int measure(Measure::Kind kind, ExprPtr value, std::vector<int> tests, std::string text, const std::string& label) {
    auto& measures = block_.controls.measures;
    const auto value_text = value ? canonical_text(*value) : std::string();
    for (std::size_t i = 0; i < measures.size(); ++i)
      if (measures[i].kind == kind && measures[i].tests == tests &&
          (measures[i].value ? canonical_text(*measures[i].value) : "") == value_text)
        return static_cast<int>(i);
    measures.push_back({kind, std::move(value), 0, std::move(tests), std::move(text), label, aggregate_->at});
    return static_cast<int>(measures.size()) - 1;
  }

  Result<Recipe> count_values(const Aggregate& a) {
    GS_TRY(branches, counted(*a.argument, a.argument));
    return Recipe{count_terms(branches), {}, {}};
  }

  std::vector<Term> count_terms(const Branches& branches) {
    std::vector<Term> out;
    for (const auto& b : branches) {
      if (b.null) continue;
      std::string name = "COUNT(";
      for (const auto& c : b.columns) name += (name.ends_with('(') ? "" : ", ") + origin_name(*c);
      out.push_back(
          {"1", measure(Measure::Kind::count, nullptr, tests_of(b, {}), "count", name.ends_with('(') ? "COUNT(*)" : name + ")")});
    }
    return out;
  }

  /// COUNT of a column, or of a CASE whose results are columns, constants and NULL.
  Result<Branches> counted(const Expr& e, const ExprPtr& self) {
    if (e.kind == Expr::Kind::column) {
      GS_CHECK(column(e, true));
      return Branches{{{}, {}, {self}, false}};
    }
    if (is_function(e, "case"))
      return cases(e, [&](const ExprPtr& result) { return constant_or([&] { return counted(*result, result); }, *result); });
    return refuse(e, is_constant(e) ? "use COUNT(*)" : "count the column itself, with FILTER (WHERE …) for conditions");
  }

  template <class Other>
  Result<Branches> constant_or(Other&& other, const Expr& e) {
    if (!is_constant(e)) return other();
    Branch b;
    b.null = is_null(e);
    return Branches{b};
  }

  Result<Recipe> count_entities(const Aggregate& a) {
    const auto& e = *a.argument;
    if (e.kind != Expr::Kind::column) {
      GS_CHECK(pass_.require(e, facts_, Use::aggregate, "COUNT"));
      return refuse(e, "count the column itself");
    }
    GS_CHECK(column(e, true));
    const auto& facts = pass_.facts_of_column(e, facts_);
    if (std::ranges::none_of(facts.origins, [](const Origin& o) { return o.identity || same_name(o.entity, o.column); }))
      return pass_.k_refusal(e.at, "COUNT(DISTINCT) of values over protected entities",
                             "it can turn on one entity; GROUP BY \"" + e.name + "\" and count the groups that are shown");
    const auto name = origin_name(e);
    return Recipe{{{"1", measure(Measure::Kind::distinct_entities, a.argument, tests_of({{}, {}, {a.argument}, false}, {}),
                                 "count(distinct " + name + ")", "COUNT(DISTINCT " + name + ")")}},
                  {},
                  {}};
  }

  Result<Recipe> extreme(const Aggregate& a) {
    const auto& e = *a.argument;
    if (e.kind != Expr::Kind::column) {
      GS_CHECK(pass_.require(e, facts_, Use::aggregate, upper_name(a.kind)));
      return refuse(e, "take the column itself");
    }
    GS_CHECK(column(e, false));
    const auto kind = a.kind == AggregateKind::min ? Measure::Kind::min : Measure::Kind::max;
    const auto name = origin_name(e);
    return Recipe{{{"1", measure(kind, a.argument, tests_of({{}, {}, {a.argument}, false}, {}),
                                 std::string(name_of(a.kind)) + "(" + name + ")", upper_name(a.kind) + "(" + name + ")")}},
                  {},
                  {}};
  }

  Result<Recipe> spread(const Aggregate& a) {
    GS_TRY(branches, expand(a.argument));
    Recipe out;
    GS_TRY(sum, sum_terms(branches, a));
    out.sum = std::move(sum);
    if (a.kind == AggregateKind::sum) return out;
    out.count = count_terms(branches);
    if (a.kind == AggregateKind::avg) return out;
    Branches squares;
    for (const auto& b : branches) {
      GS_TRY(square, times({b}, {b}, *a.argument));
      squares.insert(squares.end(), square.begin(), square.end());
    }
    GS_TRY(terms, sum_terms(squares, a));
    out.squares = std::move(terms);
    return out;
  }

  Result<std::vector<Term>> sum_terms(const Branches& branches, const Aggregate& a) {
    std::vector<Term> out;
    for (const auto& b : branches) {
      if (b.null) continue;
      for (const auto& p : b.products)
        if (p.factor != 0) out.push_back({digits(p.factor), product_measure(b, p)});
    }
    if (out.empty()) return refuse(*a.argument, "use COUNT(*)");
    if (out.size() > kMaxMonomials)
      return fail(
          pass_.refusal(ErrorCode::query_too_complex, a.at, {},
                        "an expression that is a sum of at most " + std::to_string(kMaxMonomials) + " products of columns"));
    return out;
  }

  int product_measure(const Branch& b, const Product& p) {
    if (p.columns.empty()) return measure(Measure::Kind::count, nullptr, tests_of(b, {}), "count", "COUNT(*)");
    auto columns = p.columns;
    std::ranges::sort(columns, {}, [&](const ExprPtr& e) { return origin_name(*e); });
    auto value = columns[0];
    std::string name = origin_name(*columns[0]);
    for (std::size_t i = 1; i < columns.size(); ++i) {
      std::vector<ExprPtr> args{value, columns[i]};
      const auto type = function("multiply").type(args);
      value = make_call(function("multiply"), *type, std::move(args), value->at);
      name += "*" + origin_name(*columns[i]);
    }
    const int index = measure(Measure::Kind::sum, value, tests_of(b, columns), "sum(" + name + ")", "SUM(" + name + ")");
    std::vector<ExprPtr> different;
    add_unique(different, columns);
    block_.controls.measures[static_cast<std::size_t>(index)].factors = static_cast<int>(different.size());
    return index;
  }

  Result<Branches> expand(const ExprPtr& e) {
    if (const auto n = number_of(*e)) return Branches{{{}, {{*n, {}}}, {}, false}};
    if (is_constant(*e)) return Branches{{{}, {}, {}, true}};
    if (e->kind == Expr::Kind::column) {
      GS_CHECK(column(*e, false));
      return Branches{{{}, {{1, {e}}}, {e}, false}};
    }
    if (e->kind != Expr::Kind::call) return refuse(*e, "join it in FROM");
    const auto& name = e->function->name;
    if (name == "add" || name == "subtract") return plus(*e, name == "subtract");
    if (name == "negate") return scaled(e->args[0], -1);
    if (name == "multiply") {
      GS_TRY(left, expand(e->args[0]));
      GS_TRY(right, expand(e->args[1]));
      GS_TRY(product, times(left, right, *e));
      for (const auto& b : product)
        for (const auto& p : b.products)
          if (repeated(p))
            return pass_.k_refusal(e->at, "a power inside " + upper_name(aggregate_->kind), "multiply different columns");
      return product;
    }
    if (name == "divide") {
      const auto by = number_of(*uncast(e->args[1]));
      if (by && *by != 0) return scaled(e->args[0], 1 / *by);
      return refuse_computed(*e);
    }
    if (name == "cast" && numeric(e->type) && numeric(e->args[0]->type) && widening(e->args[0]->type, e->type))
      return expand(e->args[0]);
    if (name == "coalesce" && e->args.size() == 2 && number_of(*e->args[1]) == 0) return expand(e->args[0]);
    if (name == "case") return cases(*e, [&](const ExprPtr& result) { return expand(result); });
    return refuse_computed(*e);
  }

  /// First the grants of what stands inside, then the construct: the missing grant is the smaller change.
  tl::unexpected<Error> refuse_computed(const Expr& e) const {
    if (auto status = pass_.require(e, facts_, Use::aggregate, upper_name(aggregate_->kind)); !status)
      return fail(std::move(status).error());
    return refuse(e, "aggregate the column itself and compute outside the aggregate");
  }

  static bool repeated(const Product& p) {
    std::vector<ExprPtr> different;
    add_unique(different, p.columns);
    return different.size() < p.columns.size();
  }
  static const Expr* uncast(const ExprPtr& e) { return is_function(*e, "cast") ? e->args[0].get() : e.get(); }
  static bool widening(ColumnType from, ColumnType to) {
    return from == to || to == ColumnType::real || (from == ColumnType::integer && to == ColumnType::decimal);
  }

  Result<Branches> scaled(const ExprPtr& e, double factor) {
    GS_TRY(branches, expand(e));
    for (auto& b : branches)
      for (auto& p : b.products) p.factor *= factor;
    return branches;
  }

  Result<Branches> plus(const Expr& e, bool minus) {
    GS_TRY(left, expand(e.args[0]));
    GS_TRY(right, scaled(e.args[1], minus ? -1 : 1));
    Branches out;
    for (const auto& a : left)
      for (const auto& b : right) {
        auto both = merged(a, b);
        both.products = a.products;
        both.products.insert(both.products.end(), b.products.begin(), b.products.end());
        out.push_back(std::move(both));
      }
    return small(std::move(out), e);
  }

  Result<Branches> times(const Branches& left, const Branches& right, const Expr& e) {
    Branches out;
    for (const auto& a : left)
      for (const auto& b : right) {
        auto both = merged(a, b);
        for (const auto& p : a.products)
          for (const auto& q : b.products) {
            Product product{p.factor * q.factor, p.columns};
            product.columns.insert(product.columns.end(), q.columns.begin(), q.columns.end());
            both.products.push_back(std::move(product));
          }
        out.push_back(std::move(both));
      }
    return small(std::move(out), e);
  }

  Result<Branches> small(Branches branches, const Expr& e) const {
    std::size_t products = 0;
    for (const auto& b : branches) products += b.products.size();
    if (branches.size() > kMaxMonomials || products > 4 * kMaxMonomials)
      return fail(
          pass_.refusal(ErrorCode::query_too_complex, e.at, {},
                        "an expression that is a sum of at most " + std::to_string(kMaxMonomials) + " products of columns"));
    return branches;
  }

  /// Each WHEN is a condition of its own: true, and none before it true.
  template <class Inside>
  Result<Branches> cases(const Expr& e, Inside&& inside) {
    Branches out;
    std::vector<ExprPtr> before;
    for (std::size_t i = 0; i < e.args.size(); i += 2) {
      const bool other = i + 1 == e.args.size();
      auto conditions = before;
      if (!other) {
        GS_CHECK(no_query(*e.args[i]));
        GS_CHECK(pass_.require(*e.args[i], facts_, Use::filter, upper_name(aggregate_->kind)));
        conditions.push_back(e.args[i]);
        before.push_back(make_call(function("distinct_from"), ColumnType::boolean,
                                   {e.args[i], make_constant(ColumnType::boolean, true, e.args[i]->at)}, e.args[i]->at));
      }
      GS_TRY(branches, inside(e.args[other ? i : i + 1]));
      for (auto& b : branches) {
        add_unique(b.conditions, conditions);
        if (!b.null) out.push_back(std::move(b));
      }
    }
    if (out.empty()) return refuse(e, "use COUNT(*)");
    return small(std::move(out), e);
  }

  Block& block_;
  const Facts& facts_;
  const PolicyPass& pass_;
  const Aggregate* aggregate_ = nullptr;
};

}  // namespace

Status build_measures(Block& block, const Facts& facts, const PolicyPass& pass) {
  return MeasureBuilder(block, facts, pass).run();
}

}  // namespace gongshu::engine
