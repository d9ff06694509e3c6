#include "domain/product/decide.h"

#include "domain/product/checks.h"
#include "domain/product/points.h"
#include "identity/roles.h"

namespace gongshu::domain::product {
namespace {

namespace role = identity::role;

Status check_content(const DraftProduct& c, const ProductFacts& facts, Context& context) {
  GS_CHECK(check_not_raw(c, facts, context));
  GS_CHECK(check_form(c));
  return check_source(c, facts, context);
}

/// Whatever tells of people, by key or by claim, needs a consent at each use.
bool is_personal(const DraftProduct& c, const ProductFacts& facts) {
  if (c.kind != "verification") return false;
  const auto& columns = facts.demand.at(*c.definition.resource);
  const auto tells = [&](const std::string& name) { return columns.at(name).personal || columns.at(name).identity; };
  return tells(*c.definition.key_column) || std::any_of(c.definition.columns->begin(), c.definition.columns->end(), tells);
}

/// Who gets the review's result, and by when; none where the pack asks for none.
Result<std::optional<std::vector<ProductFiling>>> open_filings(Context& context) {
  const auto ruling = context.ruling(kFiling);
  std::optional<std::vector<ProductFiling>> out;
  for (const auto& recipient : ruling.list("recipients")) {
    ProductFiling filing{recipient, {}, {}, {}};
    if (const auto within = ruling.duration("within")) {
      GS_TRY(due, context.rulebook().calendar().deadline(context.now, *within));
      filing.due = to_text(due);
    }
    if (!out) out.emplace();
    out->push_back(std::move(filing));
  }
  return out;
}

}  // namespace

Result<Events> draft(const DraftProduct& c, const ProductFacts& facts, Context& context) {
  GS_CHECK(require_role(context, role::kOperator));
  GS_CHECK(require_org(context, facts.operator_org));
  GS_CHECK(check_content(c, facts, context));
  return {{Drafted{facts.operator_org, facts.agency, facts.purpose, is_personal(c, facts), c}}};
}

Result<Events> revise(const Product& state, const DraftProduct& c, const ProductFacts& facts, Context& context) {
  GS_CHECK(require_org(context, state.operator_org));
  GS_CHECK(may_move(kProductTransitions, state.status, Revised::kType));
  if (facts.operator_org != state.operator_org) return fail(ErrorCode::auth_forbidden, "/scenario", "the scenario of another operator");
  GS_CHECK(check_content(c, facts, context));
  return {{Revised{facts.agency, facts.purpose, is_personal(c, facts), c}}};
}

Result<Events> check(const Product& state, const std::vector<CheckItem>& seen, Context& context) {
  GS_CHECK(require_org(context, state.operator_org));
  GS_CHECK(may_move(kProductTransitions, state.status, Checked::kType));
  auto items = seen;
  const auto ruling = context.ruling(kMachineCheck);
  for (const auto& wanted : ruling.list("items"))
    if (std::none_of(items.begin(), items.end(), [&](const CheckItem& i) { return i.item == wanted; }))
      items.push_back({wanted, false, "no machine looks at this item"});
  return {{Checked{std::move(items)}}};
}

Result<Events> submit(const Product& state, Context& context) {
  GS_CHECK(require_org(context, state.operator_org));
  const auto ruling = context.ruling(kMachineCheck);
  if (state.status == ProductStatus::draft)
    return fail(ruling.refusal(ErrorCode::rule_order, "/status", "let the machine check the product first (checkProduct)"));
  GS_CHECK(may_move(kProductTransitions, state.status, Submitted::kType));
  const auto& required = ruling.list("items");
  for (std::size_t i = 0; i < state.report->items.size(); ++i) {
    const auto& item = state.report->items[i];
    if (item.passed) continue;
    const auto at = "/report/items/" + std::to_string(i);
    const bool listed = std::find(required.begin(), required.end(), item.item) != required.end();
    auto error = listed ? ruling.refuse_item(ErrorCode::rule_refused, "items", item.item, at) : ruling.refusal(ErrorCode::rule_refused, at, item.item);
    error.hint += (error.hint.empty() ? "" : "; ") + item.evidence;
    return fail(std::move(error));
  }
  auto applicants = state.authors;
  applicants.push_back(context.actor.person);
  GS_TRY(run, open_review(context, kReview, std::move(applicants)));
  return {{Submitted{std::move(run)}}};
}

Result<Events> review(const Product& state, const GiveOpinion& c, Context& context) {
  GS_CHECK(may_move(kProductTransitions, state.status, Reviewed::kType));
  GS_CHECK(check_notes(c, state));
  GS_TRY(step, give_opinion(context, kReview, *state.review, c, seats_of(state)));
  Events events{Reviewed{step.opinion}};
  switch (step.outcome) {
    case rules::Outcome::pending: break;
    case rules::Outcome::passed: {
      GS_TRY(filings, open_filings(context));
      events.push_back(Approved{std::move(filings)});
      break;
    }
    case rules::Outcome::returned: events.push_back(Returned{}); break;
    case rules::Outcome::refused: events.push_back(Refused{}); break;
  }
  return events;
}

Result<Events> file(const Product& state, const FileProduct& c, Context& context) {
  if (!context.actor.has_role(role::kCompetentAuthority) && context.actor.org != state.agency) GS_CHECK(require_org(context, state.operator_org));
  GS_CHECK(may_move(kProductTransitions, state.status, Filed::kType));
  context.ruling(kFiling);
  GS_CHECK(past_day(context, c.filed_on, "/filed_on"));
  for (const auto& f : state.filings.value_or(std::vector<ProductFiling>{})) {
    if (f.recipient != c.recipient) continue;
    if (f.filed_on) return fail(ErrorCode::state_already_exists, "/recipient", "this filing is recorded already");
    return {{Filed{c}}};
  }
  return fail(ErrorCode::input_bad_choice, "/recipient", "the pack asks for no filing with this recipient");
}

Result<Events> record_registration(const Product& state, const RegisterProduct& c, Context& context) {
  GS_CHECK(require_org(context, state.operator_org));
  context.ruling(kRegistration);
  GS_CHECK(check_approved(state, context));
  GS_CHECK(past_day(context, c.registered_on, "/registered_on"));
  return {{Registered{c}}};
}

Result<Events> set_price(const Product& state, const PriceProduct& c, Context& context) {
  GS_CHECK(require_org(context, state.operator_org));
  GS_CHECK(check_approved(state, context));
  GS_CHECK(check_price(state, c, context));
  return {{Priced{c}}};
}

Status may_list(const Product& state, Context& context) {
  GS_CHECK(require_org(context, state.operator_org));
  GS_CHECK(check_approved(state, context));
  GS_CHECK(may_move(kProductTransitions, state.status, Listed::kType));
  const auto registration = context.ruling(kRegistration);
  if (registration.refuses() && !state.registration)
    return fail(registration.refusal(ErrorCode::rule_not_registered, "/registration", "register the product and record its number (registerProduct)"));
  const auto price = context.ruling(kPriceBeforeCharge);
  if (price.refuses() && !state.price && state.purpose != "public_interest")
    return fail(price.refusal(ErrorCode::rule_price_missing, "/price", "set the price, or that there is none (priceProduct)"));
  return {};
}

Result<Events> put_on_sale(const Product& state, const Release& release, Context& context) {
  GS_CHECK(may_list(state, context));
  return {{Listed{release}}};
}

Result<Events> recall(const Product& state, const RecallProduct& c, Context& context) {
  if (!context.actor.has_role(role::kCompetentAuthority)) GS_CHECK(require_org(context, state.operator_org));
  GS_CHECK(may_move(kProductTransitions, state.status, Recalled::kType));
  return {{Recalled{c.reason}}};
}

}  // namespace gongshu::domain::product
