#include "engine/functions.h"

#include <array>

#include "base/clock.h"
#include "base/record.h"
#include "engine/expressions.h"

namespace gongshu::engine {
namespace {
using Args = std::vector<ExprPtr>;
using enum ColumnType;

tl::unexpected<Error> mismatch(std::string hint) { return fail(ErrorCode::query_type_mismatch, {}, std::move(hint)); }

Status count(const Args& args, std::size_t least, std::size_t most) {
  if (args.size() >= least && args.size() <= most) return {};
  return mismatch("takes " + std::to_string(least) + (least == most ? "" : " to " + std::to_string(most)) + " arguments");
}

/// A constant integer in a range: where a changing value could fail or select, only a constant is taken.
Status constant_integer(const Expr& e, std::int64_t least, std::int64_t most) {
  const auto* value = is_constant(e) ? std::get_if<std::int64_t>(&e.value) : nullptr;
  if (value && *value >= least && *value <= most) return {};
  return mismatch("takes a constant integer from " + std::to_string(least) + " to " + std::to_string(most));
}

template <ColumnType In, ColumnType Out>
Result<ColumnType> unary(Args& args) {
  GS_CHECK(count(args, 1, 1));
  GS_CHECK(expect(args[0], In));
  return Out;
}

Result<ColumnType> one_number(Args& args) {
  GS_CHECK(count(args, 1, 1));
  if (is_null(*args[0])) args[0] = make_constant(integer, {}, args[0]->at);
  if (!numeric(args[0]->type)) return mismatch("takes a number");
  return args[0]->type;
}

/// Whole numbers are rounded as decimals: one rule for all numbers.
Result<ColumnType> fractional(Args& args) {
  GS_TRY(type, one_number(args));
  if (type != integer) return type;
  args[0] = coerce(args[0], decimal);
  return decimal;
}

Result<ColumnType> round_type(Args& args) {
  GS_CHECK(count(args, 1, 2));
  if (args.size() == 1) args.push_back(make_constant(integer, std::int64_t{0}, args[0]->at));
  GS_CHECK(constant_integer(*args[1], 0, 6));
  Args first{args[0]};
  GS_TRY(type, fractional(first));
  args[0] = first[0];
  return type;
}

Result<ColumnType> substring_type(Args& args) {
  GS_CHECK(count(args, 2, 3));
  GS_CHECK(expect(args[0], text));
  GS_CHECK(constant_integer(*args[1], 1, 1'000'000));
  if (args.size() == 2) args.push_back(make_constant(integer, std::int64_t{1'000'000}, args[0]->at));
  GS_CHECK(constant_integer(*args[2], 0, 1'000'000));
  return text;
}

Status constant_choice(const Expr& e, std::string_view choices) {
  const auto* value = is_text_constant(e) ? std::get_if<std::string>(&e.value) : nullptr;
  if (value && choices.find(" " + *value + " ") != std::string_view::npos) return {};
  return mismatch("takes one of:" + std::string(choices.substr(0, choices.size() - 1)));
}

template <ColumnType Out>
Result<ColumnType> date_field(Args& args) {
  GS_CHECK(count(args, 2, 2));
  GS_CHECK(constant_choice(*args[0], Out == date ? " year quarter month week " : " year quarter month week day dow isodow doy "));
  GS_CHECK(expect(args[1], date));
  return Out;
}

/// A date moved by constants: months, days.
Result<ColumnType> date_shift_type(Args& args) {
  GS_CHECK(expect(args[0], date));
  GS_CHECK(constant_integer(*args[1], -120'000, 120'000));
  GS_CHECK(constant_integer(*args[2], -4'000'000, 4'000'000));
  return date;
}

Result<ColumnType> date_days(Args& args) {
  GS_CHECK(expect(args[0], date));
  GS_CHECK(expect(args[1], integer));
  return date;
}

Result<ColumnType> two_dates(Args& args) {
  for (auto& arg : args) GS_CHECK(expect(arg, date));
  return integer;
}

Result<ColumnType> trim_type(Args& args) {
  GS_CHECK(count(args, 1, 1));
  GS_CHECK(expect(args[0], text));
  return text;
}

Result<ColumnType> two_texts(Args& args) {
  GS_CHECK(count(args, 2, 2));
  for (auto& arg : args) GS_CHECK(expect(arg, text));
  return integer;
}

Result<ColumnType> side_type(Args& args) {
  GS_CHECK(count(args, 2, 2));
  GS_CHECK(expect(args[0], text));
  GS_CHECK(constant_integer(*args[1], 0, 1'000'000));
  return text;
}

Result<ColumnType> replace_type(Args& args) {
  GS_CHECK(count(args, 3, 3));
  for (auto& arg : args) GS_CHECK(expect(arg, text));
  for (int i : {1, 2})
    if (!is_text_constant(*args[i]) || std::get<std::string>(args[i]->value).size() > 100)
      return mismatch("takes constant texts of at most 100 bytes");
  if (std::get<std::string>(args[1]->value).empty()) return mismatch("replaces a text that is not empty");
  return text;
}

Result<ColumnType> one_real(Args& args) {
  GS_CHECK(one_number(args));
  args[0] = coerce(args[0], real);
  return real;
}

Result<ColumnType> power_type(Args& args) {
  GS_CHECK(count(args, 2, 2));
  for (auto& arg : args) {
    GS_CHECK(expect(arg, real));
  }
  return real;
}

Result<ColumnType> sign_type(Args& args) {
  GS_CHECK(one_number(args));
  return integer;
}

Result<ColumnType> arithmetic(Args& args) {
  for (const auto& arg : args)
    if (!is_null(*arg) && !numeric(arg->type))
      return mismatch("arithmetic takes numbers, not " + std::string(name_of(arg->type)));
  if (is_null(*args[0]) && is_null(*args[1])) args[0] = make_constant(integer, {}, args[0]->at);
  return unify(args);
}

Result<ColumnType> division(Args& args) {
  GS_CHECK(arithmetic(args));
  for (auto& arg : args) arg = coerce(arg, real);
  return real;
}

Result<ColumnType> modulo(Args& args) {
  for (auto& arg : args) GS_CHECK(expect(arg, integer));
  return integer;
}

Result<ColumnType> comparison(Args& args) {
  GS_CHECK(unify(args));
  return boolean;
}

Result<ColumnType> logic(Args& args) {
  for (auto& arg : args) GS_CHECK(expect(arg, boolean));
  return boolean;
}

Result<ColumnType> any_to_boolean(Args&) { return boolean; }

Result<ColumnType> like_type(Args& args) {
  GS_CHECK(expect(args[0], text));
  if (!is_text_constant(*args[1])) return mismatch("LIKE takes a constant pattern");
  return boolean;
}

/// The pattern and the one character that takes the meaning from % and _.
Result<ColumnType> like_escape_type(Args& args) {
  GS_CHECK(like_type(args));
  if (!is_text_constant(*args[2])) return mismatch("ESCAPE takes a constant character");
  const auto& pattern = std::get<std::string>(args[1]->value);
  const auto& escape = std::get<std::string>(args[2]->value);
  if (escape.size() != 1 || (escape[0] & 0x80)) return mismatch("ESCAPE takes one ASCII character");
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (pattern[i] == escape[0] && ++i == pattern.size()) return mismatch("the pattern ends with its escape character");
  return boolean;
}

/// The first value, or NULL where it equals the second.
Result<ColumnType> nullif_type(Args& args) { return unify(args); }

Result<ColumnType> concat_type(Args& args) {
  for (auto& arg : args) GS_CHECK(expect(arg, text));
  return text;
}

Result<ColumnType> coalesce_type(Args& args) {
  GS_CHECK(count(args, 1, 16));
  return unify(args);
}

// Integers are computed in 128 bits and decimals in 38 digits, both under TRY: an overflow is NULL, not an error.
// Texts are cut at 4,096 characters before they are joined: memory that runs out would be an error too.
constexpr std::array kFunctions{
    Function{"lower", true, unary<text, text>, "lower($1)"},
    Function{"upper", true, unary<text, text>, "upper($1)"},
    Function{"length", true, unary<text, integer>, "length($1)"},
    Function{"substr", true, substring_type, "substring($1, $2, $3)"},
    Function{"abs", true, one_number, "TRY(abs(CAST($1 AS $T)))"},
    Function{"round", true, round_type, "TRY(CAST(round(CAST($1 AS $T), $2) AS $T))"},
    Function{"floor", true, fractional, "TRY(CAST(floor(CAST($1 AS $T)) AS $T))"},
    Function{"date_part", true, date_field<integer>, "TRY(date_part($=, $2))"},
    Function{"date_trunc", true, date_field<date>, "TRY(CAST(date_trunc($=, $2) AS DATE))"},
    Function{"coalesce", true, coalesce_type, "COALESCE($*)"},
    Function{"greatest", true, coalesce_type, "greatest($*)"},
    Function{"least", true, coalesce_type, "least($*)"},
    Function{"ceil", true, fractional, "TRY(CAST(ceil(CAST($1 AS $T)) AS $T))"},
    Function{"sign", true, sign_type, "TRY(CAST(sign($1) AS $T))"},
    Function{"sqrt", true, one_real, "TRY(sqrt($1))"},
    Function{"ln", true, one_real, "TRY(ln($1))"},
    Function{"exp", true, one_real, "TRY(exp($1))"},
    Function{"power", true, power_type, "TRY(pow($1, $2))"},
    Function{"btrim", true, trim_type, "trim($1)"},
    Function{"ltrim", true, trim_type, "ltrim($1)"},
    Function{"rtrim", true, trim_type, "rtrim($1)"},
    Function{"left", true, side_type, "left($1, $2)"},
    Function{"right", true, side_type, "right($1, $2)"},
    Function{"strpos", true, two_texts, "strpos($1, $2)"},
    Function{"replace", true, replace_type, "replace(left($1, 4096), $2, $3)"},
    Function{"date_shift", false, date_shift_type,
             "TRY(CAST($1 + to_months(CAST($2 AS INTEGER)) + to_days(CAST($3 AS INTEGER)) AS DATE))"},
    Function{"days_after", false, date_days, "TRY($1 + CAST($2 AS INTEGER))"},
    Function{"days_before", false, date_days, "TRY($1 - CAST($2 AS INTEGER))"},
    Function{"days_between", false, two_dates, "TRY($1 - $2)"},
    Function{"nullif", false, nullif_type, "NULLIF($1, $2)"},
    Function{"distinct_from", false, comparison, "($1 IS DISTINCT FROM $2)"},
    Function{"add", false, arithmetic, "TRY(CAST(CAST($1 AS $T) + CAST($2 AS $T) AS $T))"},
    Function{"subtract", false, arithmetic, "TRY(CAST(CAST($1 AS $T) - CAST($2 AS $T) AS $T))"},
    Function{"multiply", false, arithmetic, "TRY(CAST(CAST($1 AS $T) * CAST($2 AS $T) AS $T))"},
    Function{"divide", false, division, "TRY(CAST($1 AS DOUBLE) / NULLIF(CAST($2 AS DOUBLE), 0))"},
    Function{"modulo", false, modulo, "TRY(CAST($1 AS HUGEINT) % NULLIF(CAST($2 AS HUGEINT), 0))"},
    Function{"negate", false, one_number, "TRY(-CAST($1 AS $T))"},
    Function{"concat", false, concat_type, "(left($1, 4096) || left($2, 4096))"},
    Function{"equal", false, comparison, "($1 = $2)"},
    Function{"not_equal", false, comparison, "($1 <> $2)"},
    Function{"less", false, comparison, "($1 < $2)"},
    Function{"less_equal", false, comparison, "($1 <= $2)"},
    Function{"greater", false, comparison, "($1 > $2)"},
    Function{"greater_equal", false, comparison, "($1 >= $2)"},
    Function{"between", false, comparison, "($1 BETWEEN $2 AND $3)"},
    Function{"in", false, comparison, "($1 IN ($+))"},
    Function{"like", false, like_type, "($1 LIKE $2)"},
    Function{"like_escape", false, like_escape_type, "($1 LIKE $2 ESCAPE $3)"},
    Function{"and", false, logic, "($&)"},
    Function{"or", false, logic, "($|)"},
    Function{"not", false, logic, "(NOT $1)"},
    Function{"is_null", false, any_to_boolean, "($1 IS NULL)"},
    Function{"decimal_cast", false, nullptr, "CAST(TRY_CAST($1 AS DECIMAL($2, $3)) AS $T)"},
    Function{"cast", false, nullptr, "TRY_CAST($1 AS $T)"},
    Function{"case", false, nullptr, "$case"},
};

/// The text constant as another type where that is safe to decide now; null when it is not.
ExprPtr convert_text_constant(const Expr& e, ColumnType type) {
  const auto& value = std::get<std::string>(e.value);
  if (type != date || !parse_date(value)) return nullptr;
  return make_constant(date, value, e.at);
}

ColumnType wider(ColumnType a, ColumnType b) {
  return a == real || b == real ? real : a == decimal || b == decimal ? decimal : integer;
}

}  // namespace

const Function* find_function(std::string_view name) {
  for (const auto& f : kFunctions)
    if (f.name == name) return &f;
  return nullptr;
}

const Function& function(std::string_view name) { return *find_function(name); }

std::string callable_functions() {
  std::string out;
  for (const auto& f : kFunctions)
    if (f.callable) out.append(out.empty() ? "" : ", ").append(f.name);
  return out + ", count, sum, avg, min, max, var_samp, var_pop, stddev_samp, stddev_pop";
}

Status expect(ExprPtr& arg, ColumnType type) {
  if (is_null(*arg)) arg = make_constant(type, {}, arg->at);
  if (arg->type == type) return {};
  if (is_text_constant(*arg) && arg->name.empty()) {
    if (auto converted = convert_text_constant(*arg, type)) return arg = std::move(converted), Status{};
    return mismatch(type == date ? "write the date as 'YYYY-MM-DD'"
                                 : "expected " + std::string(name_of(type)) + ", not a text constant");
  }
  if (numeric(arg->type) && numeric(type) && wider(arg->type, type) == type) return arg = coerce(arg, type), Status{};
  return mismatch("expected " + std::string(name_of(type)) + ", not " + std::string(name_of(arg->type)) +
                  "; use CAST where it is meant");
}

Result<ColumnType> unify(std::vector<ExprPtr>& args) {
  const Expr* lead = nullptr;  // decides the type: the first that is neither NULL nor a text constant, else the first text
  for (const auto& arg : args)
    if (!is_null(*arg) && (!lead || (is_text_constant(*lead) && !is_text_constant(*arg)))) lead = arg.get();
  if (!lead) lead = args.front().get();
  auto type = lead->type;
  if (numeric(type))
    for (const auto& arg : args)
      if (!is_null(*arg) && numeric(arg->type)) type = wider(type, arg->type);
  for (auto& arg : args) GS_CHECK(expect(arg, type));
  return type;
}

bool is_function(const Expr& e, std::string_view name) { return e.kind == Expr::Kind::call && e.function->name == name; }

ExprPtr make_constant(ColumnType type, Constant value, int at) {
  auto e = std::make_shared<Expr>();
  e->kind = Expr::Kind::constant;
  e->type = type;
  e->value = std::move(value);
  e->at = at;
  return e;
}

ExprPtr make_call(const Function& function, ColumnType type, std::vector<ExprPtr> args, int at) {
  auto e = std::make_shared<Expr>();
  e->kind = Expr::Kind::call;
  e->type = type;
  e->function = &function;
  e->args = std::move(args);
  for (const auto& arg : e->args) e->weight = std::min(kMaxWeight, e->weight + arg->weight);
  e->at = at;
  return e;
}

ExprPtr coerce(const ExprPtr& e, ColumnType type) {
  if (e->type == type) return e;
  if (is_null(*e)) return make_constant(type, {}, e->at);
  if (const auto* n = is_constant(*e) && e->name.empty() ? std::get_if<std::int64_t>(&e->value) : nullptr; n && type == decimal)
    return make_constant(decimal, std::to_string(*n), e->at);
  return make_call(function("cast"), type, {e}, e->at);
}

}  // namespace gongshu::engine
