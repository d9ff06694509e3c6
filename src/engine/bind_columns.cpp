// Columns that are named together: JOIN … USING, NATURAL JOIN, * and table.*.
#include "engine/bind.h"
#include "engine/functions.h"
#include "engine/names.h"

namespace gongshu::engine {
namespace {

const std::string& name_at(const Block& block, Place p) {
  return block.sources[static_cast<std::size_t>(p.first)].columns[static_cast<std::size_t>(p.second)].name;
}

}  // namespace

/// What * stands for.
std::vector<Place> Binder::places_of(const Block& block) const {
  const auto found = visible_.find(&block);
  return found == visible_.end() ? std::vector<Place>() : found->second;
}

bool Binder::absorbed(const Block& block, Place place) const {
  const auto found = visible_.find(&block);
  return found != visible_.end() && std::ranges::find(found->second, place) == found->second.end();
}

ExprPtr Binder::column_at(const Block& block, Place place, int offset) const {
  const auto& column = block.sources[static_cast<std::size_t>(place.first)].columns[static_cast<std::size_t>(place.second)];
  auto e = std::make_shared<Expr>();
  e->kind = Expr::Kind::column;
  e->type = column.type;
  e->name = column.name;
  e->source = place.first;
  e->column = place.second;
  e->at = offset;
  return e;
}

/// The one column of that name among the sources from `first` to before `end`.
Result<Place> Binder::place(const Block& block, const std::string& name, int first, int end, int offset) const {
  std::vector<Place> found;
  for (const auto& p : places_of(block))
    if (p.first >= first && p.first < end && same_name(name_at(block, p), name)) found.push_back(p);
  if (found.size() == 1) return found.front();
  if (found.size() > 1) return at(ErrorCode::query_ambiguous_column, offset, "write ON table." + name + " = …");
  return fail(Error{ErrorCode::query_unknown_column,
                    text_.at(offset),
                    "\"" + name + "\" is not among the granted columns of both sides",
                    policy_.grant_rule.rule,
                    policy_.grant_rule.article,
                    {}});
}

/// Which columns two tables have in common depends on the grants: a query that meant something else tomorrow is not run today.
tl::unexpected<Error> Binder::natural(const Block& block, int first, int offset) const {
  const int right = static_cast<int>(block.sources.size()) - 1;
  std::string names;
  const auto joinable = [&](Place p) {
    const auto* table = find_table(policy_, block.sources[static_cast<std::size_t>(p.first)].table);
    const auto* column = table ? find_column(*table, name_at(block, p)) : nullptr;
    return !table || (column && column->uses.contains(Use::join));
  };
  for (const auto& p : places_of(block))
    for (const auto& q : places_of(block))
      if (p.first >= first && p.first < right && q.first == right && same_name(name_at(block, p), name_at(block, q)) &&
          joinable(p) && joinable(q))
        names += (names.empty() ? "" : ", ") + name_at(block, p);
  return unsupported(text_, offset, "NATURAL JOIN",
                     names.empty() ? "write JOIN … ON a.column = b.column" : "write JOIN … USING with those meant of: " + names);
}

/// The columns of these names are equal, and become one: that of the side whose rows all stay.
Status Binder::using_columns(Block& block, const PgQuery__JoinExpr& j, int first) {
  const int right = static_cast<int>(block.sources.size()) - 1;
  auto& source = block.sources.back();
  const int offset = word("using", node_location(j.rarg));
  if (j.join_using_alias) return unsupported(text_, offset, "an alias after USING", "name the tables");
  if (source.join == Source::Join::full)
    return unsupported(text_, offset, "FULL JOIN with USING", "write FULL JOIN … ON a.column = b.column");
  auto& visible = visible_[&block];
  std::vector<ExprPtr> tests;
  std::vector<Place> kept;
  for (std::size_t i = 0; i < j.n_using_clause; ++i) {
    const auto name = whole_characters(j.using_clause[i]->string->sval);
    const int here = word(name, offset);
    GS_TRY(a, place(block, name, first, right, here));
    GS_TRY(b, place(block, name, right, right + 1, here));
    std::vector<ExprPtr> sides{column_at(block, a, here), column_at(block, b, here)};
    if (auto type = function("equal").type(sides); !type) return at(ErrorCode::query_type_mismatch, here, type.error().hint);
    tests.push_back(make_call(function("equal"), ColumnType::boolean, std::move(sides), here));
    kept.push_back(source.join == Source::Join::right ? b : a);
    std::erase(visible, a);
    std::erase(visible, b);
  }
  const auto front = std::ranges::find_if(visible, [&](Place p) { return p.first >= first; });
  visible.insert(front, kept.begin(), kept.end());
  source.on = tests.size() == 1 ? tests.front() : make_call(function("and"), ColumnType::boolean, tests, offset);
  return {};
}

/// Every column that the policy names: those that may not be shown are refused by name later on.
Status Binder::star_outputs(Block& block, const PgQuery__ColumnRef& ref) {
  if (ref.n_fields > 2) return unsupported(text_, ref.location, "a name with schema", "write table.*");
  std::vector<Place> places;
  if (ref.n_fields == 1) {
    places = places_of(block);
  } else {
    const auto alias = whole_characters(ref.fields[0]->string->sval);
    std::size_t s = 0;
    while (s < block.sources.size() && !same_name(block.sources[s].alias, alias)) ++s;
    if (s == block.sources.size())
      return at(ErrorCode::query_unknown_table, ref.location, "no table or alias \"" + alias + "\" in FROM");
    for (std::size_t c = 0; c < block.sources[s].columns.size(); ++c)
      places.emplace_back(static_cast<int>(s), static_cast<int>(c));
  }
  if (block.outputs.size() + places.size() > kMaxOutputs)
    return at(ErrorCode::query_too_complex, ref.location, "select at most 200 columns");
  for (const auto& p : places) block.outputs.push_back({name_at(block, p), column_at(block, p, ref.location)});
  return {};
}

}  // namespace gongshu::engine
