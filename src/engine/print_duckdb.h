// Last pass before execution: from an approved plan to DuckDB SQL.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.h"
#include "engine/query.h"
#include "engine/stored.h"

namespace gongshu::engine {

/// Physical types: integers are computed in HUGEINT, decimals in DECIMAL(38,6).
std::string_view duckdb_type(ColumnType type);
/// "name" with quotes doubled.
std::string quoted_name(std::string_view name);

/// Builds "a, b, c" or "a AND b".
class List {
 public:
  explicit List(std::string_view between) : between_(between) {}
  void add(std::string_view part) { text_.append(text_.empty() ? "" : between_).append(part); }
  bool empty() const { return text_.empty(); }
  const std::string& text() const { return text_; }

 private:
  std::string_view between_;
  std::string text_;
};

/// Controlled blocks of a plan, inner ones first; each once. Their results stand in temporary tables when the rest runs.
std::vector<const Block*> controlled_blocks(const Block& top);
/// "#c0": where the released groups of the i-th controlled block stand.
std::string released_name(std::size_t i);

/// The statistics of one controlled block, as SQL over the rows behind it (statistics.cpp runs it). A line of `rows` is one row:
/// keys k0…, values of measures v0…, sig (bit i: row test i holds), and of each protected table entity e0… and row key r0….
struct StatisticsSql {
  std::string rows;
  std::vector<std::string> parameters;  ///< of `rows`, wherever it is used
  std::string atoms;  ///< rows grouped by keys and sig: id, leaf (group of all keys), d0… (codes of the keys), n, s0… sums, h0…
                      ///< samples of entities
  std::string same_keys;            ///< condition that rows r and atoms a have equal keys and sig
  std::vector<std::string> values;  ///< of each aggregate, over the columns m0… (measures of a group), c0… (extremes)
};
/// What the printer may know besides the plan.
struct Known {
  const StoredTables* tables = nullptr;  ///< of the columns of loaded tables; null: nothing
  int sample = 10;                       ///< limit of entity samples
};

StatisticsSql statistics_sql(const Block& controlled, const Block& top, Known known = {});
Printed print_known(const Approved& approved, Known known);

/// A number that fits `digits` digits, of which `scale` after the point, and is computed in a type that just holds it.
struct Narrow {
  std::string text;
  int digits = 0, scale = 0;
};
/// A decimal constant as a literal of its own digits. Nothing for exponents and what decimals do not hold.
std::optional<Narrow> narrow_literal(std::string_view text);

/// Prints blocks. A grouped block is a select over its groups (g): keys g.k0…, aggregates g.a0…, and where an aggregate may be
/// withheld its mark g.w0…; HAVING, ORDER BY, LIMIT and windows see only g. Controlled groups are read from temporary tables.
class DuckdbPrinter {
 public:
  explicit DuckdbPrinter(const Block& top, Known known = {});

  Printed print(const Block& top);
  StatisticsSql statistics(const Block& controlled);

 private:
  std::string block(const Block& b, bool top);
  std::string rows(const Block& b, bool top);
  std::string grouped(const Block& b, bool top);
  std::string set(const Block& b, bool top);
  std::string branch(const Block& b, std::size_t side);
  std::string groups(const Block& b);
  std::string plain_groups(const Block& b);
  std::string set_groups(const Block& b);
  std::string relation(const Block& b, std::size_t before);
  std::string from(const Block& b);
  std::string outputs(const Block& b, bool top);
  std::string marks(const Block& b, bool top);
  std::string output_order(const SortKey& s, const Block& b) const;
  std::string tail(const Block& b, bool top);
  std::string aggregate(const Aggregate& a, std::string value, const std::string& filter, bool exact) const;
  std::string hidden_columns(const Block& b) const;
  std::string row_test(const RowTest& test, const Block& b);
  std::string hoisted(std::size_t before);

  std::string expr(const Expr& e, const Block& b);
  std::string constant(const Expr& e);
  std::string call(const Expr& e, const Block& b);
  std::string column(const Expr& e, const Block& b) const;
  std::string grouping(const Expr& e, const Block& b) const;
  std::string window(const Window& w, const Block& b);
  std::string query(const Expr& e, const Block& b);
  std::string single(const Block& b);
  std::string sorted(const SortKey& s, const Block& b);

  std::string alias(std::size_t source, int level = 0) const;
  std::string entity(const Block& b, const Protected& p) const;
  std::string row(const Block& b, const Protected& p) const;
  const StoredColumn* stored(const Expr& e, const Block& b) const;
  std::optional<Narrow> narrow(const Expr& e, const Block& b) const;
  bool always(const RowTest& test, const Block& b) const;
  /// Condition under which a value that depends on withheld cells is itself withheld; empty when there is none.
  std::string mark(const Block& b, const Expr& e);
  std::string key_mark(const Block& b, std::size_t key);
  std::string window_mark(const Block& b, const Window& w);
  bool incomplete(const Block& b) const;
  bool marked(const Block& b, std::size_t output);
  bool marked(const Block& b, const Expr& e);

  const Known known_;
  std::map<const Block*, std::size_t> released_;
  std::map<std::pair<const Block*, std::size_t>, bool> marked_;
  std::vector<const Block*> scopes_;  ///< blocks around the sub-query being printed
  std::vector<std::string> hoisted_;  ///< single values that stand in FROM because TRY takes no sub-query
  int trying_ = 0;
  std::vector<std::string>* parameters_ = nullptr;
  std::vector<int> flags_;
};

}  // namespace gongshu::engine
