#include "domain/product/checks.h"

#include "domain/product/points.h"

namespace gongshu::domain::product {
namespace {

std::string column_at(std::size_t i) { return "/definition/columns/" + std::to_string(i); }

const ColumnFact* fact_of(const ProductFacts& facts, const ProductDefinition& d, const std::string& column) {
  const auto resource = facts.demand.find(d.resource.value_or(""));
  if (resource == facts.demand.end()) return nullptr;
  const auto found = resource->second.find(column);
  return found == resource->second.end() ? nullptr : &found->second;
}

/// Every column of the definition with its place: the key first.
std::vector<std::pair<std::string, std::string>> columns_of(const ProductDefinition& d) {
  std::vector<std::pair<std::string, std::string>> out;
  if (d.key_column) out.emplace_back(*d.key_column, "/definition/key_column");
  if (d.columns)
    for (std::size_t i = 0; i < d.columns->size(); ++i) out.emplace_back((*d.columns)[i], column_at(i));
  return out;
}

bool high_grade(const ColumnFact& f) { return f.grade == "important" || f.grade == "core"; }

}  // namespace

Status check_form(const DraftProduct& c) {
  const auto& d = c.definition;
  if (c.kind == "package") {
    if (!d.job) return fail(ErrorCode::input_missing_field, "/definition/job", "a package is the result of a job");
    return {};
  }
  if (d.job) return fail(ErrorCode::input_unknown_field, "/definition/job", "only a package comes from a job");
  if (!d.resource) return fail(ErrorCode::input_missing_field, "/definition/resource", "name the supplied resource");
  if (!d.key_column) return fail(ErrorCode::input_missing_field, "/definition/key_column", "name the column that callers ask by");
  if (!d.columns) return fail(ErrorCode::input_missing_field, "/definition/columns", "name the columns answered or verified");
  std::set<std::string> names;
  for (const auto& [name, at] : columns_of(d))
    if (!names.insert(name).second) return fail(ErrorCode::state_already_exists, at, "the column " + name + " occurs twice");
  return {};
}

Status check_not_raw(const DraftProduct& c, const ProductFacts& facts, Context& context) {
  const auto ruling = context.ruling(kForbidden);
  const auto refuse = [&](const std::string& at, std::string hint) { return fail(ruling.refusal(ErrorCode::rule_refused, at, std::move(hint))); };
  const auto& d = c.definition;
  if (c.kind == "package" && (d.resource || d.columns || d.key_column))
    return refuse("/definition/resource", "supplied rows are no product: run a query in the workspace and make the package from its job");
  for (const auto& [name, at] : columns_of(d)) {
    const auto* fact = fact_of(facts, d, name);
    if (!fact) continue;
    const bool key = at == "/definition/key_column";
    if (c.kind == "api" && (fact->identity || fact->personal))
      return refuse(at, "records of people are not given out: make it a verification, which answers yes or no with consent");
    if (c.kind == "verification" && !key && fact->identity) return refuse(at, "an identifier is the key of a verification, never a claim");
    if (c.kind == "api" && high_grade(*fact)) return refuse(at, "data graded " + fact->grade + " is not given out record by record");
  }
  return {};
}

Status check_source(const DraftProduct& c, const ProductFacts& facts, Context& context) {
  const auto ruling = context.ruling(kForbidden);
  const auto& d = c.definition;
  if (c.kind == "package") {
    if (!facts.job) return fail(ErrorCode::state_not_found, "/definition/job", "no such job");
    if (facts.job->scenario != c.scenario)
      return fail(ruling.refusal(ErrorCode::rule_out_of_scope, "/definition/job", "the job belongs to another scenario"));
    if (!facts.job->done) return fail(ErrorCode::state_not_allowed, "/definition/job", "the job must be done");
    return {};
  }
  if (!facts.demand.contains(*d.resource))
    return fail(ruling.refusal(ErrorCode::rule_out_of_scope, "/definition/resource", "the scenario's demand does not hold this resource"));
  for (const auto& [name, at] : columns_of(d)) {
    const auto* fact = fact_of(facts, d, name);
    if (!fact || !fact->lookup)
      return fail(ruling.refusal(ErrorCode::rule_out_of_scope, at, "the column " + name + " was not demanded for lookup; revise the scenario's demand"));
  }
  if (c.kind == "verification" && !fact_of(facts, d, *d.key_column)->identity)
    return fail(ErrorCode::input_bad_format, "/definition/key_column", "a verification is asked by an identifier column");
  return {};
}

Status check_approved(const Product& state, Context& context) {
  if (state.status == ProductStatus::approved || state.status == ProductStatus::listed) return {};
  if (state.status == ProductStatus::recalled) return fail(ErrorCode::state_not_allowed, "/status", "the product was recalled");
  if (state.status == ProductStatus::ended) return fail(ErrorCode::state_exited, "/status", "the product ended with its agreement");
  return fail(context.ruling(kReview).refusal(ErrorCode::rule_order, "/status",
                                              "check, submit and pass the compliance review first; status is " + std::string(name_of(state.status))));
}

Status check_price(const Product& state, const PriceProduct& c, Context& context) {
  const auto free_use = context.ruling(kFreeUse);
  const auto before_charge = context.ruling(kPriceBeforeCharge);
  if (!c.charged) {
    if (c.fen && *c.fen != 0) return fail(ErrorCode::input_out_of_range, "/fen", "a product that is not charged for has no amount");
    return {};
  }
  if (state.purpose == "public_interest" && free_use.active())
    return fail(free_use.refusal(ErrorCode::rule_refused, "/charged", "a product of a public-interest scenario is free of charge"));
  if (c.fen.value_or(0) <= 0) return fail(before_charge.refusal(ErrorCode::rule_price_missing, "/fen", "state the price in fen"));
  if (!c.basis) return fail(before_charge.refusal(ErrorCode::rule_price_missing, "/basis", "state what the price rests on"));
  return {};
}

}  // namespace gongshu::domain::product
