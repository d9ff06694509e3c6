// Decisions on products. What the scenario, the catalog and the job say comes in the facts; what the machine saw in the evidence.
#pragma once
#include "domain/kernel/context.h"
#include "domain/product/events.h"

namespace gongshu::domain::product {

/// A demanded column with what the approved catalog entry says of it.
struct ColumnFact {
  bool lookup = false;  ///< demanded for record answers
  bool identity = false, personal = false;
  std::string grade;
};

struct JobFact {
  std::string scenario;
  bool done = false;
};

struct ProductFacts {
  std::string operator_org, agency, purpose;                        ///< of the scenario
  std::map<std::string, std::map<std::string, ColumnFact>> demand;  ///< resource → column
  std::optional<JobFact> job;                                       ///< the one the definition names
};

/// By the operator of the scenario. Errors: auth.forbidden; input.missing_field, input.unknown_field (definition of another kind);
/// rule.refused (raw or personal data as a product), rule.out_of_scope (column not demanded for lookup, job of another scenario),
/// state.not_found, state.not_allowed (job not done).
Result<Events> draft(const DraftProduct&, const ProductFacts&, Context&);
Result<Events> revise(const Product&, const DraftProduct&, const ProductFacts&, Context&);
/// Writes the report: a verdict for each item of the pack's list and for each item the machine looked at. Errors: auth.forbidden, state.not_allowed.
Result<Events> check(const Product&, const std::vector<CheckItem>& seen, Context&);
/// Errors: rule.order (not checked), rule.refused naming the item that failed, pack.invalid.
Result<Events> submit(const Product&, Context&);
/// Errors: those of give_opinion.
Result<Events> review(const Product&, const GiveOpinion&, Context&);
/// By the agency of the agreement, the operator or the competent authority. Errors: input.bad_choice (a recipient that the pack does not name),
/// state.already_exists, input.bad_date.
Result<Events> file(const Product&, const FileProduct&, Context&);
/// By the operator (it registers its products). Errors: rule.order before approval, input.bad_date.
Result<Events> record_registration(const Product&, const RegisterProduct&, Context&);
/// Errors: rule.order before approval; rule.refused (a charge on a public-interest scenario); rule.price_missing (a charge without amount or
/// basis).
Result<Events> set_price(const Product&, const PriceProduct&, Context&);
/// What listing waits for; asked before the release is built and again when it is recorded. Errors: rule.order (not approved),
/// rule.not_registered, rule.price_missing.
Status may_list(const Product&, Context&);
Result<Events> put_on_sale(const Product&, const Release&, Context&);
/// By the operator or the competent authority.
Result<Events> recall(const Product&, const RecallProduct&, Context&);

}  // namespace gongshu::domain::product
