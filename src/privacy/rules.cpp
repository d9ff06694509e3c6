// Which rules make sense, which a grade allows, which it asks for by default.
#include <algorithm>

#include "privacy/masking.h"

namespace gongshu::privacy {
namespace {

tl::unexpected<Error> bad(const ColumnRule& rule, std::string_view param, std::string hint) {
  return fail(ErrorCode::input_bad_parameter, param.empty() ? rule.name : rule.name + "/" + std::string(param), std::move(hint));
}

/// Parameters a technique knows, as a space-separated list with spaces around.
std::string_view known_params(Technique technique) {
  switch (technique) {
    case Technique::keep:
    case Technique::suppress:
    case Technique::pseudonymise: return " ";
    case Technique::division: return " digits ";
    case Technique::industry: return " level ";
    case Technique::date: return " unit ";
    case Technique::age_band: return " reference_date width top form ";
    case Technique::band: return " width origin floor ceiling form ";
    case Technique::bucket: return " edges form ";
    case Technique::truncate: return " length ";
    case Technique::shift: return " days range ";
    case Technique::noise: return " range floor ceiling ";
  }
  return " ";
}

Status check_known(const ColumnRule& rule) {
  Status status;
  boost::mp11::mp_for_each<boost::describe::describe_members<MaskParams, boost::describe::mod_public>>([&](auto d) {
    if (!status || !(rule.params.*d.pointer)) return;
    if (known_params(rule.technique).find(" " + std::string(d.name) + " ") == std::string_view::npos)
      status = bad(rule, d.name, "this technique has no such parameter");
  });
  return status;
}

bool is_number(ColumnType type) { return type == ColumnType::integer || type == ColumnType::decimal; }

bool type_fits(const ColumnRule& rule) {
  switch (rule.technique) {
    case Technique::keep:
    case Technique::suppress: return true;
    case Technique::pseudonymise: return rule.type == ColumnType::text || rule.type == ColumnType::integer;
    case Technique::division:
    case Technique::industry:
    case Technique::truncate: return rule.type == ColumnType::text;
    case Technique::date:
    case Technique::age_band: return rule.type == ColumnType::date;
    case Technique::band:
    case Technique::bucket:
    case Technique::noise: return is_number(rule.type);
    case Technique::shift: return is_number(rule.type) || rule.type == ColumnType::date;
  }
  return false;
}

bool within(const std::optional<std::int64_t>& value, std::int64_t low, std::int64_t high) {
  return !value || (*value >= low && *value <= high);
}

Status check_age_band(const ColumnRule& rule) {
  const auto& p = rule.params;
  if (!p.reference_date || !is_value(ColumnType::date, *p.reference_date))
    return bad(rule, "reference_date", "an age band needs a reference day as YYYY-MM-DD");
  if (!within(p.width, 1, 50)) return bad(rule, "width", "1 to 50 years");
  if (!within(p.top, 1, 120)) return bad(rule, "top", "1 to 120 years");
  return {};
}

Status check_band(const ColumnRule& rule) {
  const auto& p = rule.params;
  constexpr std::int64_t kFar = 1'000'000'000'000'000;
  if (!p.width || !within(p.width, 1, kFar)) return bad(rule, "width", "a band needs a width of 1 or more");
  if (!within(p.origin, -kFar, kFar)) return bad(rule, "origin", "out of range");
  if (!within(p.floor, -kFar, kFar)) return bad(rule, "floor", "out of range");
  if (!within(p.ceiling, -kFar, kFar)) return bad(rule, "ceiling", "out of range");
  if (p.floor && p.ceiling && *p.floor >= *p.ceiling) return bad(rule, "ceiling", "must lie above the floor");
  return {};
}

constexpr std::int64_t kLargest = 1'000'000'000'000;

Status check_bucket(const ColumnRule& rule) {
  const auto& edges = rule.params.edges;
  if (!edges || edges->empty() || edges->size() > 64) return bad(rule, "edges", "1 to 64 edges");
  for (std::size_t i = 0; i < edges->size(); ++i) {
    if (!within(edges->at(i), -kLargest, kLargest)) return bad(rule, "edges", "out of range");
    if (i > 0 && edges->at(i) <= edges->at(i - 1)) return bad(rule, "edges", "edges rise");
  }
  return {};
}

Status check_shift(const ColumnRule& rule) {
  const auto& p = rule.params;
  if (rule.type == ColumnType::date) {
    if (p.range) return bad(rule, "range", "a date is shifted by days");
    if (!p.days || !within(p.days, 1, 3650)) return bad(rule, "days", "1 to 3650 days");
    return {};
  }
  if (p.days) return bad(rule, "days", "a number is shifted by a range");
  if (!p.range || !within(p.range, 1, kLargest)) return bad(rule, "range", "1 to 10^12");
  return {};
}

Status check_noise(const ColumnRule& rule) {
  const auto& p = rule.params;
  if (!p.range || !within(p.range, 1, kLargest)) return bad(rule, "range", "1 to 10^12");
  if (!within(p.floor, -kLargest, kLargest)) return bad(rule, "floor", "out of range");
  if (!within(p.ceiling, -kLargest, kLargest)) return bad(rule, "ceiling", "out of range");
  if (p.floor && p.ceiling && *p.floor >= *p.ceiling) return bad(rule, "ceiling", "must lie above the floor");
  return {};
}

bool one_of(const std::optional<std::string>& word, std::initializer_list<std::string_view> words) {
  return word && std::ranges::find(words, std::string_view(*word)) != words.end();
}

Status check_params(const ColumnRule& rule) {
  const auto& p = rule.params;
  const std::string_view second = rule.technique == Technique::bucket ? "index" : "lower";
  if (p.form && !one_of(p.form, {"label", second})) return bad(rule, "form", "label or " + std::string(second));
  switch (rule.technique) {
    case Technique::division:
      if (!p.digits || (*p.digits != 2 && *p.digits != 4 && *p.digits != 6 && *p.digits != 9))
        return bad(rule, "digits", "2 (province), 4 (city), 6 (county) or 9 (town)");
      return {};
    case Technique::date:
      if (!one_of(p.unit, {"year", "quarter", "month", "decade"})) return bad(rule, "unit", "decade, year, quarter or month");
      return {};
    case Technique::industry:
      if (!one_of(p.level, {"section", "division", "group", "class"}))
        return bad(rule, "level", "section, division, group or class");
      return {};
    case Technique::bucket: return check_bucket(rule);
    case Technique::shift: return check_shift(rule);
    case Technique::noise: return check_noise(rule);
    case Technique::age_band: return check_age_band(rule);
    case Technique::band: return check_band(rule);
    case Technique::truncate:
      if (!p.length || !within(p.length, 1, 1000)) return bad(rule, "length", "1 to 1000 characters");
      return {};
    default: return {};
  }
}

Status check_grade(const ColumnRule& rule) {
  const auto t = rule.technique;
  if (t == Technique::suppress) return {};
  if (rule.grade == Grade::core)
    return fail(ErrorCode::rule_not_masked, rule.name, "core data is not supplied: suppress the column");
  if (rule.identity == Identity::direct && t != Technique::pseudonymise)
    return fail(ErrorCode::rule_not_masked, rule.name, "a direct identifier is pseudonymised or suppressed");
  const bool tells = rule.identity == Identity::quasi || rule.identity == Identity::sensitive;
  if (rule.grade == Grade::important && tells && t == Technique::keep)
    return fail(ErrorCode::rule_not_masked, rule.name, "generalise, pseudonymise or suppress a column of grade important");
  return {};
}

}  // namespace

std::optional<ColumnType> masked_type(const ColumnRule& rule) {
  const bool lower = one_of(rule.params.form, {"lower", "index"});
  switch (rule.technique) {
    case Technique::suppress: return std::nullopt;
    case Technique::keep: return rule.type;
    case Technique::pseudonymise:
    case Technique::division:
    case Technique::industry:
    case Technique::truncate: return ColumnType::text;
    case Technique::date: return one_of(rule.params.unit, {"month", "quarter"}) ? ColumnType::text : ColumnType::integer;
    case Technique::age_band:
    case Technique::band:
    case Technique::bucket: return lower ? ColumnType::integer : ColumnType::text;
    case Technique::shift:
    case Technique::noise: return rule.type;
  }
  return std::nullopt;
}

bool needs_entity(Technique technique) { return technique == Technique::shift || technique == Technique::noise; }

Status check_rule(const ColumnRule& rule) {
  if (!type_fits(rule)) return bad(rule, "", "the technique does not apply to a column of this type");
  GS_CHECK(check_known(rule));
  GS_CHECK(check_params(rule));
  return check_grade(rule);
}

namespace {
void generalise(ColumnRule& rule, std::string_view reference_date) {
  const bool birth = rule.name.find("birth") != std::string::npos || rule.name.find("出生") != std::string::npos;
  if (rule.type == ColumnType::date && birth) {
    rule.technique = Technique::age_band;
    rule.params.reference_date = reference_date;
    rule.params.width = 5;
  } else if (rule.type == ColumnType::date) {
    rule.technique = Technique::date;
    rule.params.unit = "year";
  } else if (rule.type == ColumnType::integer || rule.type == ColumnType::decimal) {
    rule.technique = Technique::band;
    rule.params.width = 10;
  } else if (rule.type == ColumnType::text &&
             (rule.name.find("industry") != std::string::npos || rule.name.find("行业") != std::string::npos)) {
    rule.technique = Technique::industry;
    rule.params.level = rule.grade == Grade::general ? "division" : "section";
  } else if (rule.type == ColumnType::text && rule.name.ends_with("_code")) {
    rule.technique = Technique::division;
    rule.params.digits = rule.grade == Grade::general ? 6 : 4;
  } else {
    rule.technique = rule.type == ColumnType::boolean && rule.grade == Grade::general ? Technique::keep : Technique::suppress;
  }
}
}  // namespace

ColumnRule default_rule(const Column& column, Grade grade, Identity identity, bool entity_key, std::string_view reference_date) {
  ColumnRule rule{column.name, column.type, Technique::keep, {}, grade, identity};
  if (grade == Grade::core) {
    rule.technique = Technique::suppress;
  } else if (identity == Identity::direct) {
    const bool can = column.type == ColumnType::text || column.type == ColumnType::integer;
    rule.technique = can && (grade == Grade::general || entity_key) ? Technique::pseudonymise : Technique::suppress;
  } else if (identity == Identity::quasi) {
    generalise(rule, reference_date);
  } else if (identity == Identity::sensitive && grade == Grade::important) {
    rule.technique = Technique::suppress;
  }
  return rule;
}

}  // namespace gongshu::privacy
