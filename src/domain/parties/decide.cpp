#include "domain/parties/decide.h"

#include "identity/roles.h"

namespace gongshu::domain::parties {
namespace {

Status check_admin(const Context& context) {
  if (context.actor.has_duty(identity::duty::kSystemAdmin)) return {};
  return fail(ErrorCode::auth_forbidden, {}, "only the node's system administrator registers organisations and people");
}

/// Every role but the last: "node" is the node acting by itself, and no organisation may pass for it.
Status check_roles(const std::vector<std::string>& roles) {
  const auto last = identity::role::kAll.end() - 1;
  for (std::size_t i = 0; i < roles.size(); ++i)
    if (std::find(identity::role::kAll.begin(), last, roles[i]) == last)
      return fail(ErrorCode::input_bad_choice, "/roles/" + std::to_string(i), "no role that an organisation holds: " + roles[i]);
  return {};
}

/// One person holds at most one of the three administrator duties.
Status check_duties(const std::vector<std::string>& duties) {
  const auto admin = std::count_if(duties.begin(), duties.end(), [](const auto& d) { return d != identity::duty::kStaff; });
  if (admin <= 1) return {};
  return fail(ErrorCode::auth_same_person, "/duties", "system, security and audit administrator are three people; give each duty to another person");
}

}  // namespace

bool valid_credit_code(std::string_view code) {
  static constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  if (code.size() != 18) return false;
  int sum = 0, weight = 1;
  for (std::size_t i = 0; i < 17; ++i, weight = weight * 3 % 31) {
    const auto value = kAlphabet.find(code[i]);
    if (value == std::string_view::npos) return false;
    sum += static_cast<int>(value) * weight;
  }
  return kAlphabet[(31 - sum % 31) % 31] == code[17];
}

Result<std::vector<OrganisationSubject::Event>> decide(const RegisterOrganisation& c, Context& context) {
  GS_CHECK(check_admin(context));
  GS_CHECK(check_roles(c.roles));
  if (c.credit_code && !valid_credit_code(*c.credit_code))
    return fail(ErrorCode::input_bad_format, "/credit_code", "the check digit does not match (GB 32100)");
  return {{OrganisationRegistered{{OrganisationStatus::active, c.name, c.level, c.party_type, c.roles, c.credit_code, c.division, c.parent, c.related}}}};
}

Result<std::vector<OrganisationSubject::Event>> decide(const Organisation&, const ChangeOrganisationRoles& c, Context& context) {
  GS_CHECK(check_admin(context));
  GS_CHECK(check_roles(c.roles));
  return {{OrganisationRolesChanged{c.roles, c.reason}}};
}

Result<std::vector<PersonSubject::Event>> decide(const RegisterPerson& c, const Organisation&, Context& context) {
  GS_CHECK(check_admin(context));
  auto duties = c.duties.value_or(std::vector<std::string>{std::string(identity::duty::kStaff)});
  GS_CHECK(check_duties(duties));
  return {{PersonRegistered{{PersonStatus::active, c.org, c.account, duties}}}};
}

Result<std::vector<PersonSubject::Event>> decide(const Person& state, const std::string& id, const DisablePerson& c, Context& context) {
  GS_CHECK(check_admin(context));
  if (state.status == PersonStatus::disabled) return fail(ErrorCode::state_not_allowed, "/status", "the account is disabled already");
  if (id == context.actor.person) return fail(ErrorCode::auth_own_work, {}, "another administrator must disable this account");
  return {{PersonDisabled{c.reason}}};
}

Result<std::vector<PersonSubject::Event>> decide(const Person& state, const std::string& id, const ResetPassword& c, Context& context) {
  GS_CHECK(check_admin(context));
  if (id == context.actor.person)
    return fail(ErrorCode::auth_own_work, {}, "自己的口令自行修改 / change your own password (changePassword), or have another administrator reset it");
  if (state.org != context.actor.org)
    return fail(ErrorCode::auth_forbidden, {}, "口令由本单位的系统管理员重置 / an administrator of the person's own organisation resets it");
  if (state.status == PersonStatus::disabled) return fail(ErrorCode::state_not_allowed, "/status", "账号已停用 / the account is disabled");
  return {{PersonPasswordReset{c.reason}}};
}

}  // namespace gongshu::domain::parties
