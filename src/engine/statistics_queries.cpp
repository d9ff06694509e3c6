// What single rules need to know beyond the atoms.
#include "engine/expressions.h"
#include "engine/statistics_work.h"

namespace gongshu::engine {
namespace {

void add_equalities(const Expr& e, std::vector<std::pair<const Expr*, const Expr*>>& out) {
  if (is_function(e, "and"))
    for (const auto& arg : e.args) add_equalities(*arg, out);
  if (!is_function(e, "equal")) return;
  const auto *a = e.args[0].get(), *b = e.args[1].get();
  const auto own = [](const Expr& x) { return x.kind == Expr::Kind::column && x.level == 0; };
  if (own(*a) && own(*b) && a->source != b->source) out.emplace_back(a, b);
}

/// Equalities of columns of two sources that hold for every joined row.
std::vector<std::pair<const Expr*, const Expr*>> column_equalities(const Block& block) {
  std::vector<std::pair<const Expr*, const Expr*>> out;
  for (const auto& s : block.sources)
    if (s.on) add_equalities(*s.on, out);
  if (block.where) add_equalities(*block.where, out);
  return out;
}

}  // namespace

Status Statistics::fan_out() {
  if (!joined(block_)) return {};
  GS_TRY(once, rows_once());
  if (once) return {};
  std::string counts = "COUNT(*)";
  for (std::size_t j = 0; j < c_.protect.size(); ++j) counts += ", COUNT(DISTINCT " + num("r", j) + ")";
  std::string columns = "1 AS one";
  for (std::size_t j = 0; j < c_.protect.size(); ++j) columns += ", r." + num("r", j) + " AS " + num("r", j);
  return run_.query("SELECT CAST(grp AS BIGINT), " + counts + " FROM (" + grouped_rows(columns) + ") AS t GROUP BY grp",
                    sql_.parameters, [&](duckdb_data_chunk chunk) {
                      for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); ++row) {
                        const auto n = Column<std::int64_t>(chunk, 1).at(row);
                        bool each = false;
                        for (std::size_t j = 0; j < c_.protect.size(); ++j)
                          each = each || Column<std::int64_t>(chunk, 2 + j).at(row) == n;
                        if (!each) cells_->repeat(group_at(Column<std::int64_t>(chunk, 0).at(row)));
                      }
                      return true;
                    });
}

Result<bool> Statistics::rows_once() {
  for (const auto& s : block_.sources)
    if (s.block || s.join == Source::Join::right || s.join == Source::Join::full) return false;
  const auto equalities = column_equalities(block_);
  for (const auto& p : c_.protect) {
    if (block_.sources[static_cast<std::size_t>(p.source)].join == Source::Join::left) continue;
    GS_TRY(once, reaches_all(p.source, equalities));
    if (once) return true;
  }
  return false;
}

Result<bool> Statistics::reaches_all(int from, const std::vector<std::pair<const Expr*, const Expr*>>& equalities) {
  std::set<int> reached{from};
  for (bool more = true; more;) {
    more = false;
    for (int s = 0; s < static_cast<int>(block_.sources.size()); ++s) {
      if (reached.contains(s)) continue;
      std::set<std::string> columns;
      for (const auto& [a, b] : equalities)
        for (const auto& [mine, other] : {std::pair(a, b), std::pair(b, a)})
          if (mine->source == s && reached.contains(other->source)) columns.insert(mine->name);
      if (columns.empty()) continue;
      GS_TRY(unique, run_.unique(block_.sources[static_cast<std::size_t>(s)].table, columns));
      if (unique) more = reached.insert(s).second;
    }
  }
  return reached.size() == block_.sources.size();
}

Status Statistics::contributions() {
  const int needed = disclosure::contributions_needed(rules_);
  if (needed == 0) return {};
  for (std::size_t m = 0; m < c_.measures.size(); ++m) {
    if (c_.measures[m].kind != Measure::Kind::sum) continue;
    for (std::size_t j = 0; j < c_.protect.size(); ++j) GS_CHECK(largest(m, j, needed));
  }
  return {};
}

Status Statistics::largest(std::size_t m, std::size_t j, int needed) {
  const auto& measure = c_.measures[m];
  const auto rows = grouped_rows("r." + num("e", j) + " AS e, CAST(r." + num("v", m) + " AS DOUBLE) AS v, r.sig AS sig");
  std::string tops;
  for (int i = 1; i <= needed; ++i) tops += ", list_extract(max(t, " + std::to_string(needed) + "), " + std::to_string(i) + ")";
  return run_.query("SELECT CAST(grp AS BIGINT), SUM(t)" + tops + " FROM (SELECT grp, e, abs(SUM(v)) AS t FROM (" + rows +
                        ") AS x WHERE " + holds(measure, "x.sig") + " AND e IS NOT NULL GROUP BY grp, e) AS y GROUP BY grp",
                    sql_.parameters, [&](duckdb_data_chunk chunk) {
                      for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); ++row) {
                        std::vector<double> top;
                        for (int i = 0; i < needed; ++i) {
                          const Column<double> column(chunk, 2 + static_cast<std::size_t>(i));
                          if (!column.null(row)) top.push_back(column.at(row));
                        }
                        cells_->contributions(group_at(Column<std::int64_t>(chunk, 0).at(row)), m, std::move(top),
                                              Column<double>(chunk, 1).at(row));
                      }
                      return true;
                    });
}

Status Statistics::extremes() {
  for (std::size_t m = 0; m < c_.measures.size(); ++m) {
    const auto& measure = c_.measures[m];
    if (measure.kind == Measure::Kind::sum || measure.kind == Measure::Kind::count) continue;
    const auto name = extreme_name(m);
    std::string columns = "r." + num("v", m) + " AS v, r.sig AS sig";
    for (std::size_t j = 0; j < c_.protect.size(); ++j) columns += ", r." + num("e", j) + " AS " + num("e", j);
    const auto rows = "(SELECT * FROM (" + grouped_rows(columns) + ") AS t WHERE " + holds(measure, "t.sig") + ")";
    const auto what = measure.kind == Measure::Kind::min   ? "MIN(v)"
                      : measure.kind == Measure::Kind::max ? "MAX(v)"
                                                           : "COUNT(DISTINCT v)";
    GS_CHECK(run_.execute("CREATE TEMP TABLE " + name + " AS SELECT grp, " + what + " AS v FROM " + rows + " AS x GROUP BY grp",
                          sql_.parameters));
    if (measure.kind == Measure::Kind::distinct_entities) continue;
    std::string counts;
    for (std::size_t j = 0; j < c_.protect.size(); ++j) counts += ", COUNT(DISTINCT x." + num("e", j) + ")";
    GS_CHECK(run_.query("SELECT CAST(x.grp AS BIGINT)" + counts + " FROM " + rows + " AS x JOIN " + name +
                            " AS y ON y.grp = x.grp AND x.v = y.v GROUP BY x.grp",
                        sql_.parameters, [&](duckdb_data_chunk chunk) {
                          for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); ++row) {
                            std::vector<std::int64_t> attained;
                            for (std::size_t j = 0; j < c_.protect.size(); ++j)
                              attained.push_back(Column<std::int64_t>(chunk, 1 + j).at(row));
                            cells_->attained(group_at(Column<std::int64_t>(chunk, 0).at(row)), m, std::move(attained));
                          }
                          return true;
                        }));
  }
  return {};
}

void Statistics::products() {
  const auto least = static_cast<std::size_t>(rules_.k) * kProductEntities;
  for (std::size_t m = 0; m < c_.measures.size(); ++m)
    for (std::size_t g = 0; c_.measures[m].factors > 1 && g < groups_.size(); ++g)
      for (std::size_t j = 0; j < c_.protect.size(); ++j)
        if (cells_->entities(g, m, j, least) < least) cells_->withhold_product(g, m);
}

}  // namespace gongshu::engine
