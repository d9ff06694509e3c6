#include "domain/authorization/checks.h"
#include "domain/authorization/points.h"
#include "identity/roles.h"

namespace gongshu::domain::authorization {
namespace {

/// Each item names a document that exists.
Status check_evidence(const rules::Ruling& ruling, const std::map<std::string, std::string>& given, const std::vector<std::string>& missing,
                      const std::string& at) {
  for (const auto& item : ruling.list("items")) {
    const auto path = at + "/" + item;
    if (!given.contains(item)) return fail(ruling.refuse_item(ErrorCode::rule_not_qualified, "items", item, path));
    if (std::find(missing.begin(), missing.end(), path) != missing.end())
      return fail(ruling.refusal(ErrorCode::rule_evidence_missing, path, "no such document; deposit it first (depositDocument)"));
  }
  return {};
}

}  // namespace

Result<std::vector<OperatorSubject::Event>> admit(const AdmitOperator& c, const OperatorFacts& facts, Context& context) {
  GS_CHECK(require_role(context, identity::role::kCompetentAuthority));
  if (facts.admitted_already) return fail(ErrorCode::state_already_exists, "/org", "this organisation is an admitted operator");
  const auto admission = context.ruling(kOperatorAdmission);
  if (!facts.holds_role) return fail(admission.refusal(ErrorCode::rule_not_qualified, "/org", "give the organisation the role operator first"));
  const auto& types = admission.list("party_types");
  if (!types.empty() && std::find(types.begin(), types.end(), facts.party_type) == types.end())
    return fail(admission.refusal(ErrorCode::rule_not_qualified, "/org", "an operator here is a " + types.front() + "; this one is a " + facts.party_type));
  if (admission.has("granted_by")) {
    auto checked = check_decision(admission, facts.authorization, "operator_authorization", "organisation/" + c.org);
    if (!checked) {
      checked.error().at = "/authorization";
      return fail(std::move(checked).error());
    }
  }
  GS_CHECK(check_evidence(context.ruling(kOperatorQualification), c.qualification, facts.missing_documents, "/qualification"));
  GS_CHECK(check_evidence(context.ruling(kOperatorSecurity), c.security_duties, facts.missing_documents, "/security_duties"));
  return {{OperatorAdmitted{c}}};
}

}  // namespace gongshu::domain::authorization
