#include "app/replay_judges.h"

#include "base/text.h"
#include "domain/authorization/checks.h"
#include "domain/authorization/points.h"
#include "domain/catalog/checks.h"
#include "domain/catalog/points.h"
#include "domain/delivery/checks.h"
#include "domain/delivery/points.h"
#include "domain/exit/points.h"
#include "domain/product/points.h"
#include "domain/registration/points.h"
#include "domain/scenario/points.h"
#include "domain/supervision/points.h"

namespace gongshu::app::judging {
namespace {

using domain::parties::OrganisationSubject;

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// The opinions of the role that passed it, in the order of its seats.
std::vector<const rules::Opinion*> passing(const rules::ChainRun& run, const std::string& role) {
  std::vector<const rules::Opinion*> out;
  for (const auto& step : run.steps)
    if (step.role == role && step.opinion && step.opinion->verdict == rules::Verdict::pass) out.push_back(&*step.opinion);
  return out;
}

/// What the chain asks of one reviewer: an opinion, not before the stage ahead was complete, with what must come with it.
Status check_step(const rules::StepDef& step, const rules::Opinion* given, Instant since, const Refuse& refuse) {
  const auto at = "/review/" + step.role;
  if (!given) return fail(refuse(ErrorCode::rule_review_pending, at, "the chain asks for an opinion of " + step.role));
  if (given->time < since) return fail(refuse(ErrorCode::rule_order, at, step.role + " gives its opinion after the stage before"));
  if (step.declares_conflict.value_or(false) && !given->no_conflict.value_or(false))
    return fail(refuse(ErrorCode::rule_item_missing, at + "/no_conflict", step.role + " declares with its opinion that no conflict of interest stands"));
  for (const auto& kind : step.attachments)
    if (!given->attachments.contains(kind))
      return fail(refuse(ErrorCode::rule_evidence_missing, at + "/attachments/" + kind, kind + " comes with the opinion of " + step.role));
  return {};
}

}  // namespace

Status check_steps(const rules::ChainDef& chain, const std::optional<rules::ChainRun>& run, const Refuse& refuse) {
  Instant since = 0;
  for (const auto& stage : chain.steps) {
    Instant last = since;
    for (const auto& step : stage.parallel) {
      auto given = run ? passing(*run, step.role) : std::vector<const rules::Opinion*>{};
      if (step.optional && given.empty()) continue;
      given.resize(static_cast<std::size_t>(step.quorum.value_or(step.people.value_or(1))));
      for (const auto* one : given) {
        GS_CHECK(check_step(step, one, since, refuse));
        last = std::max(last, one->time);
      }
    }
    since = last;
  }
  return {};
}

namespace {

/// Was a review that passed one that passes under the chain of today's pack?
Status check_chain(Scene& scene, const rules::Point& point, const std::optional<rules::ChainRun>& run) {
  const auto ruling = scene.context.ruling(point);
  const auto* chain = ruling.chain();
  if (!chain || !ruling.refuses()) return {};
  return check_steps(*chain, run, [&](ErrorCode code, std::string at, std::string hint) { return ruling.refusal(code, std::move(at), std::move(hint)); });
}

Status check_applicant(Scene& scene, const rules::Point& point) {
  const auto ruling = scene.context.ruling(point);
  const auto* chain = ruling.chain();
  if (!chain || chain->applicant.empty() || scene.context.actor.has_role(chain->applicant)) return {};
  return fail(ruling.refusal(ErrorCode::auth_forbidden, "/applicant", chain->applicant + " applies here"));
}

Status check_listed(Scene& scene, const rules::Point& point, const char* parameter,
                    const std::map<std::string, std::string>& given, ErrorCode code, const std::string& at) {
  const auto ruling = scene.context.ruling(point);
  if (!ruling.refuses()) return {};
  for (const auto& item : ruling.list(parameter)) {
    const auto found = given.find(item);
    if (found == given.end() || blank(found->second)) return fail(ruling.refuse_item(code, parameter, item, at + "/" + item));
  }
  return {};
}

std::string party_type(const Scene& scene, const std::string& org) {
  const auto* found = scene.find<OrganisationSubject>(org);
  return found ? found->party_type : std::string();
}

Status check_party_type(Scene& scene, const rules::Point& point, const char* parameter, const std::string& org) {
  const auto ruling = scene.context.ruling(point);
  const auto type = party_type(scene, org);
  if (!ruling.refuses() || !ruling.has(parameter) || type.empty() || contains(ruling.list(parameter), type)) return {};
  return fail(ruling.refusal(ErrorCode::rule_not_qualified, "/org", "a " + type + " is none of the permitted party types"));
}

/// Some confirmed decision of the kind about the record, when the pack asks for one.
Status check_outside(Scene& scene, const rules::Point& point, const std::string& decision, std::string_view kind,
                     const std::string& subject) {
  const auto ruling = scene.context.ruling(point);
  if (!ruling.refuses()) return {};
  const auto* found = scene.find<domain::evidence::OutsideDecisionSubject>(decision);
  return domain::authorization::check_decision(ruling, found ? domain::authorization::DecisionFact(*found) : std::nullopt, kind,
                                               subject);
}

Status check_agreement(const domain::authorization::DraftAgreement& c, Scene& scene) {
  namespace auth = domain::authorization;
  GS_CHECK(check_listed(scene, auth::kAgreementItems, "items", c.items, ErrorCode::rule_item_missing, "/items"));
  std::optional<rules::ApprovedException> exception;
  if (c.exception)
    if (const auto* e = scene.find<domain::evidence::RuleExceptionSubject>(*c.exception);
        e && e->status == domain::evidence::ExceptionStatus::approved)
      exception = rules::ApprovedException{e->rule, e->reason, e->decided_by.value_or("")};
  GS_TRY(first, parse_date(c.starts));
  GS_TRY(last, parse_date(c.ends));
  return rules::check_term(scene.context.ruling(auth::kTermCap), "cap", first, last, exception, "/ends");
}

/// Filings are clocks, not gates; one that the pack asks for and nobody opened is a duty that would have been missed.
Status check_filings(const std::vector<domain::authorization::Filing>& filings, Scene& scene) {
  const auto ruling = scene.context.ruling(domain::authorization::kAgreementFiling);
  for (const auto& recipient : ruling.list("recipients"))
    if (std::none_of(filings.begin(), filings.end(), [&](const auto& f) { return f.recipient == recipient; }))
      return fail(ruling.refuse_item(ErrorCode::rule_item_missing, "recipients", recipient, "/filings/" + recipient));
  return {};
}

const rules::Point* point_of(const json::object& refusal) {
  const auto* id = refusal.if_contains("point");
  return id && id->is_string() ? rules::Registry::process().find(std::string_view(id->get_string())) : nullptr;
}

}  // namespace

Status judge(const domain::catalog::CatalogEntry& s, const domain::catalog::EntrySubmitted&, Scene& scene) {
  GS_CHECK(domain::catalog::check_negative_list(s.content, scene.context));
  const auto* consent =
      s.content.shared_consent ? scene.find<domain::evidence::OutsideDecisionSubject>(*s.content.shared_consent) : nullptr;
  const bool confirmed = consent && consent->status == domain::evidence::DecisionStatus::confirmed;
  if (!scene.context.ruling(domain::catalog::kSharedConsent).refuses()) return {};
  return domain::catalog::check_shared_consent(s.content, confirmed, scene.context);
}
Status judge(const domain::catalog::CatalogEntry& s, const domain::catalog::EntryApproved&, Scene& scene) {
  return check_chain(scene, domain::catalog::kEntryReview, s.review);
}

Status judge(const domain::authorization::OperationPlan& s, const domain::authorization::PlanSubmitted&, Scene& scene) {
  return check_listed(scene, domain::authorization::kPlanItems, "items", s.content.items, ErrorCode::rule_item_missing,
                      "/content/items");
}
Status judge(const domain::authorization::OperationPlan&, const domain::authorization::PlanApproved& e, Scene& scene) {
  return check_outside(scene, domain::authorization::kPlanApproval, e.decision, "government_approval",
                       "operation_plan/" + scene.meta.id);
}

Status judge(const domain::authorization::Operator&, const domain::authorization::OperatorAdmitted& e, Scene& scene) {
  namespace auth = domain::authorization;
  GS_CHECK(check_party_type(scene, auth::kOperatorAdmission, "party_types", e.admission.org));
  if (scene.context.ruling(auth::kOperatorAdmission).has("granted_by"))
    GS_CHECK(check_outside(scene, auth::kOperatorAdmission, e.admission.authorization.value_or(""), "operator_authorization",
                           "organisation/" + e.admission.org));
  if (e.admission.met_by_parent) return {};  // its parent's proofs stand elsewhere
  GS_CHECK(check_listed(scene, auth::kOperatorQualification, "items", e.admission.qualification, ErrorCode::rule_not_qualified,
                        "/qualification"));
  return check_listed(scene, auth::kOperatorSecurity, "items", e.admission.security_duties, ErrorCode::rule_not_qualified,
                      "/security_duties");
}

Status judge(const domain::authorization::Agreement&, const domain::authorization::AgreementDrafted& e, Scene& scene) {
  return check_agreement(e.content, scene);
}
Status judge(const domain::authorization::Agreement&, const domain::authorization::AgreementRevised& e, Scene& scene) {
  return check_agreement(e.content, scene);
}
Status judge(const domain::authorization::Agreement& s, const domain::authorization::AgreementDecided& e, Scene& scene) {
  GS_CHECK(check_outside(scene, domain::authorization::kAgreementDecision, e.decision, "major_decision",
                         "agreement/" + scene.meta.id));
  return check_agreement(s.content, scene);
}
Status judge(const domain::authorization::Agreement&, const domain::authorization::AgreementInForce& e, Scene& scene) {
  return check_filings(e.filings, scene);
}

/// Asked for on a day on which the pack lets one ask.
Status judge(const domain::authorization::Agreement& s, const domain::authorization::RenewalApplied&, Scene& scene) {
  return domain::authorization::check_renewal_day(s, scene.context);
}
Status judge(const domain::authorization::Agreement&, const domain::authorization::AmendmentProposed& e, Scene& scene) {
  return check_agreement(e.content, scene);
}
Status judge(const domain::authorization::Agreement& s, const domain::authorization::AmendmentDecided& e, Scene& scene) {
  GS_CHECK(check_outside(scene, domain::authorization::kAgreementDecision, e.decision, "major_decision", "agreement/" + scene.meta.id));
  return s.amendment ? check_agreement(s.amendment->content, scene) : Status();
}
Status judge(const domain::authorization::Agreement&, const domain::authorization::AgreementAmended& e, Scene& scene) {
  return check_filings(e.filings, scene);
}
/// By the clock, after its last day and not before.
Status judge(const domain::authorization::Agreement& s, const domain::authorization::AgreementExpired&, Scene& scene) {
  return domain::authorization::expire(s, scene.context).map([](const auto&) {});
}

Status judge(const domain::registration::Registration& s, const domain::registration::Accepted&, Scene& scene) {
  const auto ruling = scene.context.ruling(domain::registration::kPrecondition);
  if (!ruling.refuses()) return {};
  const auto* entry = scene.find<domain::catalog::CatalogSubject>(s.entry);
  if (contains(ruling.list("requires"), "catalog") && !(entry && entry->approved_content))
    return fail(ruling.refuse_item(ErrorCode::rule_not_catalogued, "requires", "catalog", "/entry"));
  if (contains(ruling.list("requires"), "state_asset") && !s.state_asset)
    return fail(ruling.refuse_item(ErrorCode::rule_evidence_missing, "requires", "state_asset", "/state_asset"));
  return {};
}
/// The public notice runs as long as the pack asks.
Status judge(const domain::registration::Registration&, const domain::registration::Noticed& e, Scene& scene) {
  const auto ruling = scene.context.ruling(domain::registration::kNotice);
  const auto days = ruling.duration("days");
  if (!days || !ruling.refuses()) return {};
  GS_TRY(until, scene.context.rulebook().calendar().deadline(scene.context.now, *days));
  if (e.until >= to_text(until)) return {};
  return fail(ruling.refusal(ErrorCode::rule_order, "/notice_until", "the public notice would run until " + to_text(until)));
}

Status judge(const domain::scenario::Scenario&, const domain::scenario::Drafted&, Scene& scene) {
  return check_applicant(scene, domain::scenario::kReview);
}
Status judge(const domain::scenario::Scenario& s, const domain::scenario::Submitted&, Scene& scene) {
  return check_listed(scene, domain::scenario::kRequiredItems, "items", s.content.items, ErrorCode::rule_item_missing,
                      "/content/items");
}
Status judge(const domain::scenario::Scenario& s, const domain::scenario::Approved&, Scene& scene) {
  return check_chain(scene, domain::scenario::kReview, s.review);
}

Status judge(const domain::product::Product& s, const domain::product::Submitted&, Scene& scene) {
  const auto ruling = scene.context.ruling(domain::product::kMachineCheck);
  if (!ruling.refuses() || !s.report) return {};
  for (const auto& item : ruling.list("items"))
    if (std::none_of(s.report->items.begin(), s.report->items.end(), [&](const auto& i) { return i.item == item && i.passed; }))
      return fail(ruling.refuse_item(ErrorCode::rule_refused, "items", item, "/report/items"));
  return {};
}
Status judge(const domain::product::Product& s, const domain::product::Approved&, Scene& scene) {
  return check_chain(scene, domain::product::kReview, s.review);
}
Status judge(const domain::product::Product& s, const domain::product::Listed&, Scene& scene) {
  const auto registration = scene.context.ruling(domain::product::kRegistration);
  if (registration.bound() && registration.refuses() && !s.registration)
    return fail(
        registration.refusal(ErrorCode::rule_not_registered, "/registration", "a product is registered before it is listed"));
  const auto price = scene.context.ruling(domain::product::kPriceBeforeCharge);
  if (price.bound() && price.refuses() && !s.price)
    return fail(price.refusal(ErrorCode::rule_price_missing, "/price", "a price comes before any charge"));
  return {};
}

Status judge(const domain::delivery::Developer&, const domain::delivery::DeveloperSelected& e, Scene& scene) {
  return check_party_type(scene, domain::delivery::kPartyTypes, "types", e.org);
}
Status judge(const domain::delivery::Developer&, const domain::delivery::DeveloperAssessed& e, Scene& scene) {
  if (!scene.context.ruling(domain::delivery::kAssessment).refuses()) return {};
  domain::delivery::AssessDeveloper command;
  command.dimensions = e.dimensions;
  return domain::delivery::check_dimensions(command, scene.context);
}
Status judge(const domain::delivery::Developer& s, const domain::delivery::DeveloperApproved&, Scene& scene) {
  return check_chain(scene, domain::delivery::kDeveloperReview, s.review);
}
Status judge(const domain::delivery::ApplicationAgreement&, const domain::delivery::AgreementDrafted& e, Scene& scene) {
  return check_listed(scene, domain::delivery::kAgreementItems, "items", e.content.items, ErrorCode::rule_item_missing, "/items");
}
Status judge(const domain::delivery::ApplicationAgreement&, const domain::delivery::AgreementRevised& e, Scene& scene) {
  return check_listed(scene, domain::delivery::kAgreementItems, "items", e.content.items, ErrorCode::rule_item_missing, "/items");
}

Status judge(const domain::supervision::Stop& s, const domain::supervision::StopLifted&, Scene& scene) {
  const auto ruling = scene.context.ruling(domain::supervision::kIncidentReport);
  auto recipients = ruling.list("recipients");
  const auto& more = ruling.list("major_recipients");
  if (s.major) recipients.insert(recipients.end(), more.begin(), more.end());
  for (const auto& recipient : recipients)
    if (std::none_of(s.reports.begin(), s.reports.end(), [&](const auto& r) { return r.recipient == recipient; }))
      return fail(ruling.refusal(ErrorCode::rule_order, "/reports/" + recipient,
                                 "report to " + recipient + " before the stop is lifted"));
  return {};
}

Status judge(const domain::exit::Exit& s, const domain::exit::Certified& e, Scene& scene) {
  const auto deletion = scene.context.ruling(domain::exit::kDelete);
  for (const auto& what : deletion.list("what"))
    if (!contains(s.categories, what))
      return fail(deletion.refuse_item(ErrorCode::rule_item_missing, "what", what, "/categories"));
  const auto hold = scene.context.ruling(domain::exit::kLogHold);
  const auto months = hold.integer("months").value_or(0);
  if (months < 1 || s.started_at == 0) return {};
  GS_TRY(until, rules::Calendar().deadline(scene.context.now, rules::Duration{months, rules::Unit::months}));
  if (e.log_hold_until >= to_text(until)) return {};
  return fail(hold.refusal(ErrorCode::rule_limit_exceeded, "/log_hold_until", "logs would be kept until " + to_text(until)));
}

std::optional<bool> still_refused(const json::object& refusal, domain::Context& context) {
  const auto* point = point_of(refusal);
  if (!point) return std::nullopt;
  const auto ruling = context.ruling(*point);
  if (!ruling.refuses()) return false;
  const auto* item = refusal.if_contains("item");
  if (!item || !item->is_string()) return refusal.contains("parameter") ? std::nullopt : std::optional(true);
  for (const auto& parameter : point->parameters())
    if (parameter.kind == rules::ParameterKind::list &&
        contains(ruling.list(parameter.name), std::string_view(item->get_string())))
      return true;
  return false;
}

}  // namespace gongshu::app::judging
