// Identifiers: whether those that link a sub-query to its outer row are of one entity, and whether enough different ones are
// counted.
#include "engine/expressions.h"
#include "engine/names.h"
#include "engine/statistics_work.h"

namespace gongshu::engine {
namespace {

/// Links of `block` and of everything below it that is not a statistics block of its own.
void own_links(const Block& block, std::set<const Block*>& seen, std::vector<const OwnLink*>& out) {
  if (!seen.insert(&block).second) return;
  for (const auto& link : block.controls.own) out.push_back(&link);
  for (const auto& s : block.sources)
    if (s.block && !s.block->controls.controlled) own_links(*s.block, seen, out);
  roots(block, [&](const Expr& root) {
    walk(root, [&](const Expr& e) {
      if (e.kind == Expr::Kind::query && !e.block->controls.controlled) own_links(*e.block, seen, out);
    });
  });
}

/// Each identifier with the entities whose rows it stands in.
std::string identifiers(const std::string& table, const std::string& column, const std::string& entity) {
  return "(SELECT DISTINCT " + quoted_name(column) + " AS i, " + quoted_name(hidden_name(entity)) + " AS e FROM " +
         quoted_name(table) + ")";
}

}  // namespace

Status Statistics::own_rows() {
  std::set<const Block*> seen;
  std::vector<const OwnLink*> links;
  own_links(block_, seen, links);
  for (const auto* link : links) {
    GS_TRY(own, run_.nothing("SELECT 1 FROM " + identifiers(link->table, link->column, link->entity) + " AS a JOIN " +
                             identifiers(link->other_table, link->other_column, link->other_entity) +
                             " AS b ON a.i = b.i WHERE a.e IS DISTINCT FROM b.e LIMIT 1"));
    for (std::size_t g = 0; !own && g < groups_.size(); ++g) cells_->repeat(g);
  }
  return {};
}

Status Statistics::few_identifiers() {
  for (std::size_t m = 0; m < c_.measures.size(); ++m) {
    if (c_.measures[m].kind != Measure::Kind::distinct_entities) continue;
    GS_CHECK(
        run_.query("SELECT CAST(grp AS BIGINT), CAST(v AS BIGINT) FROM " + extreme_name(m), {}, [&](duckdb_data_chunk chunk) {
          const Column<std::int64_t> group(chunk, 0), different(chunk, 1);
          for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); ++row)
            cells_->at_most(group_at(group.at(row)), m, different.at(row));
          return true;
        }));
  }
  return {};
}

}  // namespace gongshu::engine
