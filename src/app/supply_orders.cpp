#include "app/supply_orders.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/record.h"
#include "crypto/hash.h"

namespace gongshu::app {
namespace {

using domain::catalog::DataItem;
using domain::scenario::DemandedColumn;
using privacy::ColumnRule;
using privacy::Technique;

template <class E>
E named(std::string_view name, E otherwise) {
  auto value = read<E>(json::value(json::string(name)));
  return value ? *value : otherwise;
}

/// The parameter of a demanded technique: a day, a whole number and a form, in any order, apart by blanks, commas or slashes.
struct Words {
  std::optional<std::string> day, form;
  std::optional<std::int64_t> number;  ///< the last one
  std::vector<std::int64_t> numbers;
};
Words words_of(const std::string& text) {
  Words out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = std::min(text.find_first_of(" ,/", begin), text.size());
    const auto word = text.substr(begin, end - begin);
    begin = end + 1;
    std::int64_t number = 0;
    const auto [stop, ec] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (privacy::is_value(privacy::ColumnType::date, word)) out.day = word;
    else if (!word.empty() && ec == std::errc() && stop == word.data() + word.size()) out.numbers.push_back(*(out.number = number));
    else if (!word.empty()) out.form = word;
  }
  return out;
}

/// Techniques whose name holds their level or unit: division_city, industry_group, quarter.
bool apply_named(ColumnRule& rule, const std::string& technique) {
  static const std::map<std::string, std::int64_t> kDigits{{"division_province", 2}, {"division_city", 4}, {"division_county", 6}};
  static const std::set<std::string> kUnits{"decade", "year", "quarter", "month"};
  constexpr std::string_view kIndustry = "industry_";
  if (const auto digits = kDigits.find(technique); digits != kDigits.end()) {
    rule.technique = Technique::division;
    rule.params.digits = digits->second;
  } else if (kUnits.contains(technique)) {
    rule.technique = Technique::date;
    rule.params.unit = technique;
  } else if (technique.starts_with(kIndustry)) {
    rule.technique = Technique::industry;
    rule.params.level = technique.substr(kIndustry.size());
  } else {
    return false;
  }
  return true;
}

/// The technique as the demand names it.
void apply_demanded(ColumnRule& rule, const std::string& technique, const std::string& parameter, std::string_view reference_date) {
  const auto words = words_of(parameter);
  rule.params = {};
  rule.params.form = words.form;
  if (apply_named(rule, technique)) return;
  if (technique == "age_band") {
    rule.technique = Technique::age_band;
    rule.params.reference_date = words.day.value_or(std::string(reference_date));
    rule.params.width = words.number.value_or(5);
  } else if (technique == "band") {
    rule.technique = Technique::band;
    rule.params.width = words.number.value_or(10);
  } else if (technique == "truncate") {
    rule.technique = Technique::truncate;
    rule.params.length = words.number.value_or(1);
  } else if (technique == "bucket") {
    rule.technique = Technique::bucket;
    rule.params.edges = words.numbers;
  } else if (technique == "shift" && rule.type == privacy::ColumnType::date) {
    rule.technique = Technique::shift;
    rule.params.days = words.number.value_or(30);
  } else if (technique == "shift" || technique == "noise") {
    rule.technique = technique == "shift" ? Technique::shift : Technique::noise;
    rule.params.range = words.number;  // no default fits every quantity: check_rule asks for it
  } else {
    rule.technique = named(technique, Technique::suppress);
  }
}

privacy::Identity identity_of(const DataItem& item) {
  if (item.identity.value_or(false)) return privacy::Identity::direct;
  return item.personal.value_or(false) ? privacy::Identity::quasi : privacy::Identity::none;
}

/// Direct identifiers become pseudonyms whatever their grade below core: they are asked for as keys only.
ColumnRule rule_for(const DataItem& item, const DemandedColumn& column, bool entity_key, std::string_view reference_date) {
  const auto type = named(item.type, privacy::ColumnType::text);
  const auto grade = named(item.grade, privacy::Grade::core);
  auto rule = privacy::default_rule({item.name, type, true}, grade, identity_of(item), entity_key, reference_date);
  if (column.technique) apply_demanded(rule, *column.technique, column.parameter.value_or(""), reference_date);
  else if (rule.identity == privacy::Identity::direct && grade != privacy::Grade::core && (type == privacy::ColumnType::text || type == privacy::ColumnType::integer))
    rule.technique = Technique::pseudonymise;
  return rule;
}

ColumnRule suppressed(const DataItem& item) {
  return {item.name, named(item.type, privacy::ColumnType::text), Technique::suppress, {}, named(item.grade, privacy::Grade::core), identity_of(item)};
}

/// The protected population under the name that sources number it by.
std::string population_name(const std::string& entity) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (!entity.empty() && entity.size() <= 64 && std::all_of(entity.begin(), entity.end(), plain)) return entity;
  return entity.empty() ? entity : "p_" + crypto::to_hex(crypto::view(crypto::sm3(entity)).substr(0, 8));
}

/// The identifier that numbers entities: one that is part of the row key, else the first.
std::string entity_key(const std::vector<DataItem>& items) {
  std::string first;
  for (const auto& item : items) {
    if (!item.identity.value_or(false)) continue;
    if (item.key.value_or(false)) return item.name;
    if (first.empty()) first = item.name;
  }
  return first;
}

void add_demanded(MaskingPlan& plan, const std::vector<DataItem>& items, const domain::scenario::ResourceDemand& demand, std::string_view reference_date) {
  for (std::size_t i = 0; i < demand.columns.size(); ++i) {
    const auto& column = demand.columns[i];
    const auto item = std::find_if(items.begin(), items.end(), [&](const auto& x) { return x.name == column.name; });
    const auto at = "/columns/" + std::to_string(i);
    if (item == items.end()) {
      if (!plan.bad_columns) plan.bad_columns = Error{ErrorCode::rule_out_of_scope, at, "the catalog entry has no item " + column.name + " any more", {}, {}, {}};
      continue;
    }
    auto rule = rule_for(*item, column, column.name == plan.entity_key, reference_date);
    if (auto status = privacy::check_rule(rule); !status && !plan.bad_columns) {
      plan.bad_columns = status.error();
      plan.bad_columns->at = at + "/technique";
    }
    plan.columns.push_back(std::move(rule));
  }
}

void add_hidden(MaskingPlan& plan, const std::vector<DataItem>& items) {
  for (const auto& item : items) {
    const bool needed = item.name == plan.entity_key || item.key.value_or(false);
    const bool there = std::any_of(plan.columns.begin(), plan.columns.end(), [&](const auto& c) { return c.name == item.name; });
    if (needed && !there) plan.columns.push_back(suppressed(item));
    if (item.key.value_or(false)) plan.row_key.push_back(item.name);
  }
}

}  // namespace

MaskingPlan plan_masking(const domain::catalog::DraftCatalogEntry& entry, const domain::scenario::ResourceDemand& demand, std::string_view reference_date) {
  MaskingPlan plan;
  plan.population = population_name(entry.protected_entity.value_or(""));
  if (!plan.population.empty()) plan.entity_key = entity_key(entry.items);
  plan.personal = std::any_of(entry.items.begin(), entry.items.end(), [](const auto& item) { return item.personal.value_or(false); });
  add_demanded(plan, entry.items, demand, reference_date);
  add_hidden(plan, entry.items);
  return plan;
}

namespace {
/// The item by that name, of one of these types; asked for at `at`.
Result<DataItem> consent_item(const domain::catalog::DraftCatalogEntry& entry, const std::string& name, const char* at,
                              const std::vector<std::string>& types, const char* hint) {
  const auto item = std::find_if(entry.items.begin(), entry.items.end(), [&](const auto& x) { return x.name == name; });
  if (item == entry.items.end()) return fail(ErrorCode::rule_out_of_scope, at, "the catalog entry has no item " + name);
  if (std::find(types.begin(), types.end(), item->type) == types.end()) return fail(ErrorCode::input_bad_parameter, at, hint);
  return *item;
}

/// The source reads it, nobody is supplied with it unless it was demanded.
void read_at_source(MaskingPlan& plan, const DataItem& item) {
  const bool there = std::any_of(plan.columns.begin(), plan.columns.end(), [&](const auto& c) { return c.name == item.name; });
  if (!there) plan.columns.push_back(suppressed(item));
}
}  // namespace

void filter_by_consent(MaskingPlan& plan, const domain::catalog::DraftCatalogEntry& entry, const std::string& column,
                       const std::optional<std::string>& scenarios) {
  const auto item = consent_item(entry, column, "/consent_column", {"boolean", "date"}, "a boolean item, or the last day of the consent");
  if (!item) {
    plan.bad_consent = item.error();
    return;
  }
  plan.consent = privacy::ConsentFilter{column, scenarios};
  read_at_source(plan, *item);
  if (!scenarios) return;
  const auto scope = consent_item(entry, *scenarios, "/consent_scenarios", {"text"}, "a text item that names the scenarios consented to");
  if (scope) read_at_source(plan, *scope);
  else plan.bad_consent = scope.error();
}

Status mark_sensitive(MaskingPlan& plan, const std::vector<std::string>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto rule = std::find_if(plan.columns.begin(), plan.columns.end(), [&](const auto& c) { return c.name == columns[i]; });
    if (rule == plan.columns.end() || rule->identity == privacy::Identity::direct)
      return fail(ErrorCode::rule_out_of_scope, "/sensitive/" + std::to_string(i), "name a demanded column that does not identify");
    rule->identity = privacy::Identity::sensitive;
  }
  return {};
}

std::optional<domain::supply::RiskFigures> risk_figures(const privacy::BatchManifest& manifest) {
  if (!manifest.risk) return std::nullopt;
  const auto& r = *manifest.risk;
  return domain::supply::RiskFigures{r.method, r.unit, r.k_before, r.k_after, r.unique_before, r.unique_after, r.classes_before, r.classes_after, r.l_before,
                                     r.l_after, r.t_before, r.t_after, r.grade_estimate,
                                     "产品估计，非评估结论：直接标识符已去除，最小等价类" + std::string(r.k_after >= privacy::kAcceptableClass ? "不小于 " : "小于 ") +
                                         std::to_string(privacy::kAcceptableClass) + " / the product's estimate, no assessment"};
}

std::vector<domain::supply::SuppliedColumn> supplied_columns(const std::vector<ColumnRule>& rules) {
  std::vector<domain::supply::SuppliedColumn> out;
  for (const auto& rule : rules)
    if (const auto type = privacy::masked_type(rule))
      out.push_back({rule.name, std::string(name_of(*type)), std::string(name_of(rule.technique)), std::string(name_of(rule.grade)),
                     std::string(name_of(rule.identity))});
  return out;
}

std::vector<domain::supply::SuppliedColumn> supplied_columns(const std::vector<privacy::MaskedColumn>& columns) {
  std::vector<domain::supply::SuppliedColumn> out;
  for (const auto& c : columns)
    out.push_back({c.name, std::string(name_of(c.type)), std::string(name_of(c.technique)), std::string(name_of(c.grade)), std::string(name_of(c.identity))});
  return out;
}

}  // namespace gongshu::app
