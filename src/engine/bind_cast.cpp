// Casts and the types they name.
#include "base/record.h"
#include "engine/bind.h"
#include "engine/functions.h"

namespace gongshu::engine {
namespace {

std::string word_of(const PgQuery__Node* node) {
  return node && node->node_case == PG_QUERY__NODE__NODE_STRING && node->string->sval ? whole_characters(node->string->sval) : "";
}

}  // namespace

Result<ColumnType> ExpressionBinder::type(const PgQuery__TypeName& name, int offset) {
  const auto word = name.n_names > 0 ? word_of(name.names[name.n_names - 1]) : std::string();
  const bool known_schema = name.n_names == 1 || (name.n_names == 2 && word_of(name.names[0]) == "pg_catalog");
  if (known_schema && !name.setof && !name.pct_type && name.n_array_bounds == 0 && name.n_typmods == 0) {
    if (word == "bool" || word == "boolean") return ColumnType::boolean;
    if (word == "int2" || word == "int4" || word == "int8" || word == "integer" || word == "bigint") return ColumnType::integer;
    if (word == "numeric" || word == "decimal") return ColumnType::decimal;
    if (word == "float4" || word == "float8") return ColumnType::real;
    if (word == "text" || word == "varchar") return ColumnType::text;
    if (word == "date") return ColumnType::date;
  }
  return unsupported(text_, name.location >= 0 ? name.location : offset, "the type " + word,
                     "use boolean, integer, decimal, double precision, text or date without length");
}

/// decimal(p, s): rounded to s places; what does not fit p digits is NULL.
Result<ExprPtr> ExpressionBinder::decimal_cast(const PgQuery__TypeName& name, const ExprPtr& arg, int offset) {
  const auto digits = [&](std::size_t i) -> std::int64_t {
    const auto* n =
        i < name.n_typmods && name.typmods[i]->node_case == PG_QUERY__NODE__NODE_A_CONST ? name.typmods[i]->a_const : nullptr;
    return n && n->val_case == PG_QUERY__A__CONST__VAL_IVAL ? n->ival->ival : i == 1 && name.n_typmods == 1 ? 0 : -1;
  };
  const auto precision = digits(0), scale = digits(1);
  if (precision < 1 || precision > 30 || scale < 0 || scale > 6 || scale > precision)
    return unsupported(text_, offset, "this precision of decimal", "use at most 30 digits, 6 of them after the point");
  if (!numeric(arg->type) && arg->type != ColumnType::text && !is_null(*arg))
    return at(ErrorCode::query_type_mismatch, offset, std::string(name_of(arg->type)) + " does not convert into decimal");
  std::vector<ExprPtr> args{arg, make_constant(ColumnType::integer, precision, offset),
                            make_constant(ColumnType::integer, scale, offset)};
  return make_call(function("decimal_cast"), ColumnType::decimal, std::move(args), offset);
}

Result<ExprPtr> ExpressionBinder::cast(const PgQuery__TypeCast& c) {
  const auto word = c.type_name->n_names > 0 ? word_of(c.type_name->names[c.type_name->n_names - 1]) : std::string();
  if (word == "interval")
    return unsupported(text_, c.location >= 0 ? c.location : node_location(c.arg), "an INTERVAL by itself",
                       "add it to a date or take it from one");
  if ((word == "numeric" || word == "decimal") && c.type_name->n_typmods > 0) {
    GS_TRY(arg, node(c.arg));
    return decimal_cast(*c.type_name, arg, c.location >= 0 ? c.location : arg->at);
  }
  GS_TRY(target, type(*c.type_name, c.location));
  GS_TRY(arg, node(c.arg));
  const int offset = c.location >= 0 ? c.location : arg->at;
  const bool text_side = arg->type == ColumnType::text || target == ColumnType::text;
  const bool number_side =
      (numeric(arg->type) || arg->type == ColumnType::boolean) && (numeric(target) || target == ColumnType::boolean);
  if (is_null(*arg) || arg->type == target) return coerce(arg, target);
  if (is_text_constant(*arg) && arg->name.empty() && target == ColumnType::date) {
    auto status = expect(arg, target);
    if (!status) return at(std::move(status).error(), offset);
    return arg;
  }
  if (!text_side && !number_side)
    return at(ErrorCode::query_type_mismatch, offset, "dates and numbers do not convert into each other");
  return make_call(function("cast"), target, {arg}, offset);
}

}  // namespace gongshu::engine
