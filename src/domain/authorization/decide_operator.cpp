#include "domain/authorization/checks.h"
#include "domain/authorization/points.h"
#include "identity/roles.h"

namespace gongshu::domain::authorization {
namespace {

bool has(const std::vector<std::string>& list, const std::string& item) { return std::find(list.begin(), list.end(), item) != list.end(); }

/// The document named at `at` exists, holds today and, where the pack says which kind proves the item, is of that kind.
Status check_document(const rules::Ruling& ruling, const OperatorFacts& facts, const std::string& at, const std::string& kind = {}) {
  const auto found = facts.documents.find(at);
  if (has(facts.missing_documents, at))
    return fail(ruling.refusal(ErrorCode::rule_evidence_missing, at, "no such document; deposit it first (depositDocument)"));
  if (found == facts.documents.end()) return {};
  if (!found->second.valid) return fail(ruling.refusal(ErrorCode::rule_evidence_missing, at, "the document is no longer valid today"));
  if (!kind.empty() && found->second.kind != kind)
    return fail(ruling.refusal(ErrorCode::rule_evidence_missing, at, "needs a document of kind " + kind + "; this one is a " + found->second.kind));
  return {};
}

/// Kind of document that proves an item, from "item=kind"; empty when any will do.
std::string kind_for(const rules::Ruling& ruling, const std::string& item) {
  if (!ruling.point().find("kinds")) return {};
  for (const auto& pair : ruling.list("kinds"))
    if (pair.starts_with(item + "=")) return pair.substr(item.size() + 1);
  return {};
}

/// Each item names a document that exists.
Status check_evidence(const rules::Ruling& ruling, const std::map<std::string, std::string>& given, const OperatorFacts& facts, const std::string& at) {
  for (const auto& item : ruling.list("items")) {
    const auto path = at + "/" + item;
    if (!given.contains(item)) return fail(ruling.refuse_item(ErrorCode::rule_not_qualified, "items", item, path));
    GS_CHECK(check_document(ruling, facts, path, kind_for(ruling, item)));
  }
  return {};
}

/// No incident in the years that the pack looks back on; the undertaking comes with the result of a query.
Status check_incidents(const rules::Ruling& ruling, const AdmitOperator& c, const OperatorFacts& facts, const Context& context) {
  const auto years = ruling.duration("incident_free");
  if (!years) return {};
  if (!c.incidents)
    return fail(ruling.refusal(ErrorCode::rule_evidence_missing, "/incidents", "declare past incidents (none: an empty list) with the undertaking and the result of a query"));
  GS_CHECK(check_document(ruling, facts, "/incidents/commitment"));
  GS_CHECK(check_document(ruling, facts, "/incidents/query_result"));
  for (std::size_t i = 0; i < c.incidents->incidents.size(); ++i) {
    const auto at = "/incidents/incidents/" + std::to_string(i) + "/occurred_on";
    GS_TRY(day, past_day(context, c.incidents->incidents[i].occurred_on, at));
    GS_TRY(until, context.rulebook().calendar().deadline(day, *years));
    if (local_date(context.now) <= until)
      return fail(ruling.refusal(ErrorCode::rule_not_qualified, at, "no incident within " + rules::to_text(*years) + "; possible after " + to_text(until)));
  }
  return {};
}

Status check_maturity(const rules::Ruling& ruling, const AdmitOperator& c, const OperatorFacts& facts) {
  const auto& least = ruling.text("maturity");
  if (least.empty()) return {};
  if (!c.maturity) return fail(ruling.refusal(ErrorCode::rule_evidence_missing, "/maturity", "give the level of data management maturity and its certificate"));
  const auto& levels = ruling.point().find("maturity")->choices;
  const auto rank = [&](const std::string& level) { return std::find(levels.begin(), levels.end(), level) - levels.begin(); };
  if (rank(c.maturity->level) < rank(least))
    return fail(ruling.refusal(ErrorCode::rule_not_qualified, "/maturity/level", "at least " + least));
  return check_document(ruling, facts, "/maturity/certificate");
}

/// A controlling company may stand in only where the pack says so, and only one that the operator's record names.
Status check_parent(const rules::Ruling& ruling, const AdmitOperator& c, const OperatorFacts& facts) {
  if (!c.met_by_parent) return {};
  if (ruling.text("met_by") != "controlling_company")
    return fail(ruling.refusal(ErrorCode::rule_not_qualified, "/met_by_parent", "the operator meets the conditions itself"));
  if (!has(facts.controlled_by, c.met_by_parent->org))
    return fail(ruling.refusal(ErrorCode::rule_not_qualified, "/met_by_parent/org", "the operator's record names no such parent or related organisation"));
  for (std::size_t i = 0; i < c.met_by_parent->items.size(); ++i)
    if (!has(ruling.list("items"), c.met_by_parent->items[i]))
      return fail(ErrorCode::input_bad_choice, "/met_by_parent/items/" + std::to_string(i), "no condition of the pack");
  return check_document(ruling, facts, "/met_by_parent/evidence");
}

Status check_party(const AdmitOperator& c, const OperatorFacts& facts, Context& context) {
  const auto admission = context.ruling(kOperatorAdmission);
  if (!facts.holds_role) return fail(admission.refusal(ErrorCode::rule_not_qualified, "/org", "give the organisation the role operator first"));
  const auto& types = admission.list("party_types");
  if (!types.empty() && !has(types, facts.party_type))
    return fail(admission.refusal(ErrorCode::rule_not_qualified, "/org", "an operator here is a " + types.front() + "; this one is a " + facts.party_type));
  if (!admission.has("granted_by")) return {};
  auto checked = check_decision(admission, facts.authorization, "operator_authorization", "organisation/" + c.org);
  if (!checked) checked.error().at = "/authorization";
  return checked;
}

}  // namespace

Result<std::vector<OperatorSubject::Event>> admit(const AdmitOperator& c, const OperatorFacts& facts, Context& context) {
  GS_CHECK(require_role(context, identity::role::kCompetentAuthority));
  if (facts.admitted_already) return fail(ErrorCode::state_already_exists, "/org", "this organisation is an admitted operator");
  GS_CHECK(check_party(c, facts, context));
  const auto qualification = context.ruling(kOperatorQualification);
  GS_CHECK(check_evidence(qualification, c.qualification, facts, "/qualification"));
  GS_CHECK(check_incidents(qualification, c, facts, context));
  GS_CHECK(check_maturity(qualification, c, facts));
  GS_CHECK(check_parent(qualification, c, facts));
  GS_CHECK(check_evidence(context.ruling(kOperatorSecurity), c.security_duties, facts, "/security_duties"));
  return {{OperatorAdmitted{c}}};
}

}  // namespace gongshu::domain::authorization
