// Phase one of a controlled block: atoms, groups, rules, and the table that is left.
#include "disclosure/suppress.h"
#include "engine/entity_sample.h"
#include "engine/statistics_work.h"

namespace gongshu::engine {

Result<Released> Statistics::run() {
  GS_CHECK(disclosure::check(rules_));
  GS_CHECK(run_.execute("CREATE TEMP TABLE " + atoms_name_ + " AS " + sql_.atoms, sql_.parameters));
  GS_CHECK(read_atoms());
  make_groups();
  GS_CHECK(store_groups());
  cells_ =
      std::make_unique<CellTable>(block_, groups_, atoms_, static_cast<std::size_t>(rules_.k), static_cast<std::size_t>(sample_));
  GS_CHECK(fan_out());
  GS_CHECK(own_rows());
  GS_CHECK(contributions());
  GS_CHECK(extremes());
  GS_CHECK(few_identifiers());
  GS_CHECK(values());
  GS_CHECK(rule());
  products();
  GS_CHECK(egress());
  GS_CHECK(labels());
  GS_CHECK(materialise());
  return std::move(out_);
}

std::string Statistics::grouped_atoms() const {
  return single_ ? "(SELECT *, leaf AS grp FROM " + atoms_name_ + ")"
                 : "(SELECT x.*, m.grp FROM " + atoms_name_ + " AS x JOIN " + groups_name_ + " AS m ON m.leaf = x.leaf)";
}

std::string Statistics::grouped_rows(const std::string& columns) const {
  return "SELECT a.grp, " + columns + " FROM (" + sql_.rows + ") AS r JOIN " + grouped_atoms() + " AS a ON " + sql_.same_keys;
}

std::string Statistics::holds(const Measure& m, const std::string& sig) {
  const auto mask = std::to_string(mask_of(m));
  return m.tests.empty() ? "TRUE" : "(" + sig + " & " + mask + ") = " + mask;
}

Status Statistics::read_atoms() {
  const auto entities = c_.protect.size();
  const auto codes = single_ ? 0 : block_.keys.size();
  std::string sql = "SELECT leaf, sig, CAST(n AS BIGINT)";
  for (std::size_t i = 0; i < codes; ++i) sql += ", " + num("d", i);
  for (std::size_t j = 0; j < entities; ++j) sql += ", " + num("h", j);
  bool too_many = false;
  GS_CHECK(run_.query(sql + " FROM " + atoms_name_ + " ORDER BY id", {}, [&](duckdb_data_chunk chunk) {
    const Column<std::int64_t> leaf(chunk, 0), sig(chunk, 1), n(chunk, 2);
    for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); ++row) {
      auto& atom = atoms_.emplace_back();
      atom.leaf = leaf.at(row);
      atom.sig = static_cast<std::uint32_t>(sig.at(row));
      atom.rows = n.at(row);
      for (std::size_t i = 0; i < codes; ++i) atom.codes.push_back(Column<std::int32_t>(chunk, 3 + i).at(row));
      for (std::size_t j = 0; j < entities; ++j) {
        auto blob = Column<duckdb_string_t>(chunk, 3 + codes + j).at(row);
        auto sample = read_entity_sample({duckdb_string_t_data(&blob), duckdb_string_t_length(blob)});
        atom.many.push_back(sample.full);
        atom.entities.push_back(std::move(sample.entities));
      }
    }
    too_many = atoms_.size() > kMaxAtoms;
    return !too_many;
  }));
  if (too_many) return fail(ErrorCode::query_resource_limit, "groups", "group more coarsely");
  return {};
}

void Statistics::make_groups() {
  const std::vector<std::vector<int>> all{{}};
  std::map<std::pair<std::uint64_t, std::vector<std::int32_t>>, std::size_t> known;
  const auto sets = block_.grouping_sets.empty() ? 1 : block_.grouping_sets.size();
  for (std::size_t s = 0; s < sets; ++s) {
    const auto mask = single_ && block_.grouping_sets.empty() ? 0 : grouping_mask(block_, s);
    for (std::size_t a = 0; a < atoms_.size(); ++a) {
      std::vector<std::int32_t> codes = atoms_[a].codes;
      for (std::size_t i = 0; i < codes.size(); ++i)
        if (mask >> (codes.size() - 1 - i) & 1) codes[i] = 0;
      if (single_) codes = {static_cast<std::int32_t>(atoms_[a].leaf)};
      const auto [found, fresh] = known.try_emplace({mask, codes}, groups_.size());
      if (fresh) groups_.push_back({mask, atoms_[a].leaf, codes, {}});
      groups_[found->second].atoms.push_back(a);
    }
  }
}

Status Statistics::store_groups() {
  if (single_) return {};
  GS_CHECK(run_.execute("CREATE TEMP TABLE " + groups_name_ + " (leaf BIGINT, grp BIGINT)"));
  Appender appender(run_.connection(), groups_name_.substr(1, groups_name_.size() - 2));
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    std::int64_t last = -1;
    for (const auto a : groups_[g].atoms)
      if (atoms_[a].leaf != last) appender.row({last = atoms_[a].leaf, static_cast<std::int64_t>(g)});
  }
  return appender.finish();
}

std::string Statistics::measured() const {
  List list(", ");
  std::string joins;
  for (std::size_t m = 0; m < c_.measures.size(); ++m) {
    const auto& measure = c_.measures[m];
    const auto column = num("m", m);
    if (measure.kind == Measure::Kind::count)
      list.add("COALESCE(SUM(CASE WHEN " + holds(measure, "a.sig") + " THEN a.n END), 0) AS " + column);
    if (measure.kind == Measure::Kind::sum)
      list.add("SUM(CASE WHEN " + holds(measure, "a.sig") + " THEN a." + num("s", m) + " END) AS " + column);
  }
  return "SELECT a.grp, " + list.text() + " FROM " + grouped_atoms() + " AS a GROUP BY a.grp";
}

Status Statistics::values() {
  if (single_ && !perturbed()) return {};
  std::string sql = "SELECT CAST(grp AS BIGINT)";
  std::vector<std::size_t> measures;
  for (std::size_t m = 0; m < c_.measures.size(); ++m)
    if (c_.measures[m].kind == Measure::Kind::count || c_.measures[m].kind == Measure::Kind::sum) {
      sql += ", CAST(" + num("m", m) + " AS DOUBLE)";
      measures.push_back(m);
    }
  GS_CHECK(run_.query(sql + " FROM (" + measured() + ") AS v", {}, [&](duckdb_data_chunk chunk) {
    for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); ++row)
      for (std::size_t i = 0; i < measures.size(); ++i)
        cells_->value(group_at(Column<std::int64_t>(chunk, 0).at(row)), measures[i], Column<double>(chunk, 1 + i).at(row));
    return true;
  }));
  for (std::size_t m = 0; m < c_.measures.size(); ++m) {
    if (c_.measures[m].kind != Measure::Kind::distinct_entities) continue;
    GS_CHECK(
        run_.query("SELECT CAST(grp AS BIGINT), CAST(v AS DOUBLE) FROM " + extreme_name(m), {}, [&](duckdb_data_chunk chunk) {
          for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); ++row)
            cells_->value(group_at(Column<std::int64_t>(chunk, 0).at(row)), m, Column<double>(chunk, 1).at(row));
          return true;
        }));
  }
  return {};
}

/// Measures that add up to nothing stand in tables of their own; those that are perturbed come with the groups.
bool Statistics::stands_alone(std::size_t m) const {
  const auto kind = c_.measures[m].kind;
  if (kind == Measure::Kind::distinct_entities) return !perturbed();
  return kind == Measure::Kind::min || kind == Measure::Kind::max;
}

std::string Statistics::extreme_name(std::size_t m) const { return quoted_name(final_name_ + "_" + std::to_string(m)); }

Status Statistics::rule() {
  GS_CHECK(run_.alive());
  auto& table = cells_->table();
  GS_CHECK(disclosure::primary(rules_, table));
  cells_->withhold_repeats();
  if (single_ || perturbed()) return {};
  disclosure::SuppressOptions options;
  if (rules_.p) options.width = *rules_.p;
  options.stop = [this] { return !run_.alive(); };
  auto suppressed = disclosure::suppress(rules_, table, options);
  GS_CHECK(run_.alive());  // names the bound that ended it
  GS_TRY(done, std::move(suppressed));
  if (!done.audit.holds()) cells_->withhold_exposed(done.audit);
  return run_.alive();
}

Status Statistics::labels() {
  out_.whole = cells_->whole();
  if (out_.whole) return {};
  std::map<std::int64_t, std::vector<std::string>> texts;
  if (const auto reviewed = cells_->reviewed_leaves(); !block_.keys.empty() && !reviewed.empty()) {
    List keys(", ");
    for (std::size_t i = 0; i < block_.keys.size(); ++i)
      keys.add("COALESCE(CAST(CAST(any_value(" + num("k", i) + ") AS " + std::string(duckdb_type(block_.keys[i]->type)) +
               ") AS VARCHAR), 'NULL')");
    List leaves(", ");
    for (const auto leaf : reviewed) leaves.add(std::to_string(leaf));
    GS_CHECK(
        run_.query("SELECT leaf, " + keys.text() + " FROM " + atoms_name_ + " WHERE leaf IN (" + leaves.text() + ") GROUP BY leaf", {}, [&](duckdb_data_chunk chunk) {
          for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); ++row) {
            auto& list = texts[Column<std::int64_t>(chunk, 0).at(row)];
            for (std::size_t i = 0; i < block_.keys.size(); ++i) {
              auto text = Column<duckdb_string_t>(chunk, 1 + i).at(row);
              list.emplace_back(duckdb_string_t_data(&text), duckdb_string_t_length(text));
            }
          }
          return true;
        }));
  }
  out_.review = cells_->review(texts);
  out_.suppressed = cells_->suppressed();
  return {};
}

Status Statistics::materialise() {
  const bool keyed = !block_.keys.empty();
  std::string columns = "grp BIGINT, leaf BIGINT, gm BIGINT";
  for (std::size_t i = 0; i < block_.aggregates.size(); ++i) columns += ", " + num("w", i) + " BOOLEAN";
  std::vector<std::size_t> perturbed_measures;
  for (std::size_t m = 0; perturbed() && m < c_.measures.size(); ++m)
    if (!stands_alone(m)) {
      columns += ", " + num("m", m) + " DOUBLE";
      perturbed_measures.push_back(m);
    }
  GS_CHECK(run_.execute("CREATE TEMP TABLE " + quoted_name(final_name_) + " (" + columns + ")"));
  GS_CHECK(cells_->append(run_.connection(), final_name_, perturbed_measures));
  std::string sql = "CREATE TEMP TABLE " + released_ + " AS SELECT f.gm AS gm";
  for (std::size_t i = 0; i < block_.keys.size(); ++i)
    sql += ", CASE WHEN (f.gm >> " + std::to_string(block_.keys.size() - 1 - i) + ") & 1 = 0 THEN l." + num("k", i) + " END AS " +
           num("k", i);
  for (std::size_t i = 0; i < block_.aggregates.size(); ++i)
    sql += ", CASE WHEN NOT f." + num("w", i) + " THEN " + sql_.values[i] + " END AS " + num("a", i) + ", f." + num("w", i) +
           " AS " + num("w", i);
  sql += " FROM " + quoted_name(final_name_) + " AS f";
  if (!perturbed()) sql += " JOIN (" + measured() + ") AS v ON v.grp = f.grp";
  for (std::size_t m = 0; m < c_.measures.size(); ++m)
    if (stands_alone(m))
      sql += " LEFT JOIN (SELECT grp, v AS " + num("m", m) + " FROM " + extreme_name(m) + ") AS " + num("x", m) + " ON " +
             num("x", m) + ".grp = f.grp";
  if (keyed) {
    List keys(", ");
    for (std::size_t i = 0; i < block_.keys.size(); ++i) keys.add("any_value(" + num("k", i) + ") AS " + num("k", i));
    sql += " JOIN (SELECT leaf, " + keys.text() + " FROM " + atoms_name_ + " GROUP BY leaf) AS l ON l.leaf = f.leaf";
  }
  return run_.execute(sql);
}

Result<Released> run_statistics(Run& run, const Block& block, const Block& top, std::size_t index, const Controls& controls) {
  return Statistics(run, block, top, index, controls).run();
}

}  // namespace gongshu::engine
