#include "domain/scenario/checks.h"

#include "domain/scenario/points.h"

namespace gongshu::domain::scenario {
namespace {

std::string column_at(std::size_t demand, std::size_t column) {
  return "/demand/" + std::to_string(demand) + "/columns/" + std::to_string(column);
}

bool has_use(const DemandedColumn& column, std::string_view use) {
  return std::find(column.uses.begin(), column.uses.end(), use) != column.uses.end();
}

}  // namespace

Status check_agreement(const DraftScenario& c, const ScenarioFacts& facts, Context& context) {
  if (!facts.agreement_exists) return fail(ErrorCode::state_not_found, "/agreement", "no such agreement");
  const auto in_term = context.ruling(kPlanInTerm);
  const auto ruling = in_term.bound() ? in_term : context.ruling(kOneReview);
  if (!facts.agreement_stands) return fail(ruling.refusal(ErrorCode::rule_out_of_term, "/agreement", "the agreement is not in force today"));
  if (!c.ends) return {};
  auto last = parse_date(*c.ends);
  if (!last) return fail(ErrorCode::input_bad_date, "/ends", last.error().hint);
  GS_TRY(limit, parse_date(facts.agreement_ends));
  if (*last > limit) return fail(ruling.refusal(ErrorCode::rule_out_of_term, "/ends", "the agreement ends on " + facts.agreement_ends));
  return {};
}

Status check_plan(const DraftScenario& c, Context& context) {
  const auto in_term = context.ruling(kPlanInTerm);
  if (in_term.refuses() && !c.ends)
    return fail(in_term.refusal(ErrorCode::rule_item_missing, "/content/ends", "state the last day of the plan, inside the operator's term"));
  const auto demand = context.ruling(kOneDemand);
  const auto most = demand.integer("resources");
  if (most && static_cast<std::int64_t>(c.demand.size()) > *most)
    return fail(demand.refusal(ErrorCode::rule_refused, "/content/demand/" + std::to_string(*most),
                               "one demand, one application: apply for the other resources by themselves"));
  return {};
}

Status check_demand(const DraftScenario& c, const ScenarioFacts& facts, Context& context) {
  const auto ruling = context.ruling(kMinimumNecessary);
  std::set<std::string> tables;
  for (std::size_t i = 0; i < c.demand.size(); ++i) {
    const auto& d = c.demand[i];
    const auto at = "/demand/" + std::to_string(i);
    if (!tables.insert(d.table).second) return fail(ErrorCode::state_already_exists, at + "/table", "the table name " + d.table + " occurs twice");
    if (std::find(facts.resources.begin(), facts.resources.end(), d.resource) == facts.resources.end())
      return fail(ruling.refusal(ErrorCode::rule_out_of_scope, at + "/resource", "the agreement does not hold this resource"));
    const auto& items = facts.catalog.at(d.resource);
    std::set<std::string> names;
    for (std::size_t j = 0; j < d.columns.size(); ++j) {
      if (!items.contains(d.columns[j].name))
        return fail(ruling.refusal(ErrorCode::rule_out_of_scope, column_at(i, j) + "/name", "the catalog entry has no item " + d.columns[j].name));
      if (!names.insert(d.columns[j].name).second)
        return fail(ErrorCode::state_already_exists, column_at(i, j) + "/name", "the column " + d.columns[j].name + " occurs twice");
    }
  }
  return {};
}

Status check_minimum(const DraftScenario& c, const ScenarioFacts& facts, Context& context) {
  const auto ruling = context.ruling(kMinimumNecessary);
  for (std::size_t i = 0; i < c.demand.size(); ++i)
    for (std::size_t j = 0; j < c.demand[i].columns.size(); ++j) {
      const auto& column = c.demand[i].columns[j];
      const auto& item = facts.catalog.at(c.demand[i].resource).at(column.name);
      if (!item.identity) continue;
      for (const char* use : {"visible", "masked", "group", "filter"})
        if (has_use(column, use))
          return fail(ruling.refusal(ErrorCode::rule_not_necessary, column_at(i, j) + "/uses",
                                     "an identifier serves as a key only: ask for join, aggregate (counting) or lookup"));
      if (column.technique.value_or("pseudonymise") != "pseudonymise" && column.technique != "suppress")
        return fail(ruling.refusal(ErrorCode::rule_not_necessary, column_at(i, j) + "/technique", "an identifier is pseudonymised or suppressed"));
    }
  return {};
}

}  // namespace gongshu::domain::scenario
