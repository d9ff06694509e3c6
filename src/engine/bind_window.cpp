// Window functions: name(…) OVER (…) and WINDOW names.
#include "base/record.h"
#include "engine/bind.h"
#include "engine/functions.h"

namespace gongshu::engine {
namespace {

/// Bits of WindowDef.frame_options, as the PostgreSQL grammar sets them (parsenodes.h).
enum Frame : int {
  kNonDefault = 0x1,
  kRange = 0x2,
  kRows = 0x4,
  kGroups = 0x8,
  kBetween = 0x10,
  kStartUnboundedPreceding = 0x20,
  kEndUnboundedFollowing = 0x100,
  kStartCurrent = 0x200,
  kEndCurrent = 0x400,
  kStartOffsetPreceding = 0x800,
  kEndOffsetPreceding = 0x1000,
  kStartOffsetFollowing = 0x2000,
  kEndOffsetFollowing = 0x4000,
  kExclusion = 0x8000 | 0x10000 | 0x20000,
};

bool ranking(WindowKind k) {
  return k == WindowKind::row_number || k == WindowKind::rank || k == WindowKind::dense_rank || k == WindowKind::percent_rank ||
         k == WindowKind::cume_dist;
}
bool shifting(WindowKind k) { return k == WindowKind::lag || k == WindowKind::lead; }

std::pair<std::size_t, std::size_t> argument_count(WindowKind k) {
  if (ranking(k) || k == WindowKind::count_rows) return {0, 0};
  if (shifting(k)) return {1, 3};
  if (k == WindowKind::nth_value) return {2, 2};
  return {1, 1};
}

std::optional<std::int64_t> whole(const Expr& e, std::int64_t least, std::int64_t most) {
  const auto* n = is_constant(e) ? std::get_if<std::int64_t>(&e.value) : nullptr;
  return n && *n >= least && *n <= most ? std::optional(*n) : std::nullopt;
}

}  // namespace

Result<ExprPtr> ExpressionBinder::window(const PgQuery__FuncCall& f, const std::string& name) {
  if (!windows_ || !collect_ || inside_aggregate_ || inside_window_)
    return unsupported(text_, f.location, "a window function (OVER) in " + std::string(clause_), "use it in SELECT or ORDER BY");
  if (f.agg_filter) return unsupported(text_, f.location, "FILTER with OVER", "use CASE inside the function");
  if (f.agg_distinct) return unsupported(text_, f.location, "DISTINCT with OVER");
  auto kind = read<WindowKind>(json::value(json::string(name)));
  if (!kind || name == "count_rows") {
    Error error{ErrorCode::query_unknown_function,
                text_.at(f.location),
                "\"" + name + "\" is no window function of the surface",
                {},
                {},
                {}};
    error.detail["construct"] = name;
    return fail(std::move(error));
  }
  Window out;
  out.kind = f.agg_star ? WindowKind::count_rows : *kind;
  if (f.agg_star && *kind != WindowKind::count) return unsupported(text_, f.location, name + "(*)");
  out.at = f.location;
  inside_window_ = true;
  auto status = window_arguments(f, name, out);
  if (status) status = window_place(*f.over, f.location, out);
  inside_window_ = false;
  GS_CHECK(status);
  auto e = std::make_shared<Expr>();
  e->kind = Expr::Kind::window;
  e->type = out.type;
  e->at = f.location;
  e->index = static_cast<int>(collect_->windows.size());
  collect_->windows.push_back(std::move(out));
  return e;
}

Status ExpressionBinder::window_arguments(const PgQuery__FuncCall& f, const std::string& name, Window& out) {
  const auto [least, most] = argument_count(out.kind);
  if (f.n_args < least || f.n_args > most) return at(ErrorCode::query_type_mismatch, f.location, name + " takes other arguments");
  GS_TRY(args, nodes(f.args, f.n_args));
  out.args = std::move(args);
  out.type = ColumnType::integer;
  const auto kind = out.kind;
  if (kind == WindowKind::percent_rank || kind == WindowKind::cume_dist) out.type = ColumnType::real;
  if (kind == WindowKind::ntile && !whole(*out.args[0], 1, 1'000'000))
    return at(ErrorCode::query_type_mismatch, f.location, "ntile takes a constant from 1 to 1000000");
  if (out.args.empty() || kind == WindowKind::ntile || kind == WindowKind::count) return {};
  const bool numbers = kind == WindowKind::sum || kind == WindowKind::avg;
  if (numbers && (is_null(*out.args[0]) || !numeric(out.args[0]->type)))
    return at(ErrorCode::query_type_mismatch, f.location, name + " takes a number");
  if (kind == WindowKind::nth_value && !whole(*out.args[1], 1, 1'000'000))
    return at(ErrorCode::query_type_mismatch, f.location, "nth_value takes a constant from 1 to 1000000");
  if (shifting(kind) && out.args.size() > 1 && !whole(*out.args[1], 0, 1'000'000))
    return at(ErrorCode::query_type_mismatch, f.location, name + " takes a constant distance from 0 to 1000000");
  if (shifting(kind) && out.args.size() == 3) {
    if (auto status = expect(out.args[2], out.args[0]->type); !status) return at(std::move(status).error(), f.location);
  }
  out.type = kind == WindowKind::avg ? ColumnType::real : out.args[0]->type;
  return {};
}

Status ExpressionBinder::window_place(const PgQuery__WindowDef& over, int offset, Window& out) {
  const auto* place = &over;
  if (over.name && *over.name) {
    place = nullptr;
    for (std::size_t i = 0; statement_ && i < statement_->n_window_clause; ++i)
      if (std::string_view(statement_->window_clause[i]->window_def->name) == over.name)
        place = statement_->window_clause[i]->window_def;
    if (!place) return at(ErrorCode::query_syntax, offset, "no WINDOW \"" + std::string(over.name) + "\"");
  }
  if (place->refname && *place->refname) return unsupported(text_, offset, "a window built on another window");
  for (std::size_t i = 0; i < place->n_partition_clause; ++i) {
    GS_TRY(e, node(place->partition_clause[i]));
    out.partition.push_back(e);
  }
  for (std::size_t i = 0; i < place->n_order_clause; ++i) {
    const auto& by = *place->order_clause[i]->sort_by;
    if (by.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_USING) return unsupported(text_, offset, "ORDER BY … USING");
    GS_TRY(e, node(by.node));
    SortKey key{e, by.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC, false, node_location(by.node)};
    const bool by_default = by.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_DEFAULT;
    key.nulls_first = by_default ? key.descending : by.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST;
    out.order.push_back(std::move(key));
  }
  GS_TRY(text, frame(*place, offset));
  out.frame = std::move(text);
  return {};
}

Result<std::string> ExpressionBinder::frame(const PgQuery__WindowDef& over, int offset) {
  const int options = over.frame_options;
  if (!(options & kNonDefault)) return std::string();
  if (options & kExclusion) return unsupported(text_, offset, "EXCLUDE in a window frame");
  if (options & kGroups) return unsupported(text_, offset, "GROUPS in a window frame", "use ROWS");
  const auto bound = [&](const PgQuery__Node* node, const char* side) -> Result<std::string> {
    GS_TRY(e, this->node(node));
    const auto n = whole(*e, 0, 1'000'000);
    if (!n || !(options & kRows)) return unsupported(text_, e->at, "this window frame", "use ROWS with constant distances");
    return std::to_string(*n) + side;
  };
  std::string start = "UNBOUNDED PRECEDING", end = "CURRENT ROW";
  if (options & kStartCurrent) start = "CURRENT ROW";
  if (options & (kStartOffsetPreceding | kStartOffsetFollowing)) {
    GS_TRY(text, bound(over.start_offset, options & kStartOffsetPreceding ? " PRECEDING" : " FOLLOWING"));
    start = text;
  }
  if (options & kEndUnboundedFollowing) end = "UNBOUNDED FOLLOWING";
  if (options & (kEndOffsetPreceding | kEndOffsetFollowing)) {
    GS_TRY(text, bound(over.end_offset, options & kEndOffsetPreceding ? " PRECEDING" : " FOLLOWING"));
    end = text;
  }
  return std::string(options & kRows ? "ROWS" : "RANGE") + " BETWEEN " + start + " AND " + end;
}

}  // namespace gongshu::engine
