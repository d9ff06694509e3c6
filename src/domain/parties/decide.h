// Decisions on organisations and people. All need the node's system administrator.
#pragma once
#include "domain/kernel/context.h"
#include "domain/parties/commands.gen.h"
#include "domain/parties/events.h"

namespace gongshu::domain::parties {

/// Errors: auth.forbidden; input.bad_choice for an unknown role and for the node's own; input.bad_format for a credit code whose check digit fails.
Result<std::vector<OrganisationSubject::Event>> decide(const RegisterOrganisation&, Context&);
Result<std::vector<OrganisationSubject::Event>> decide(const Organisation&, const ChangeOrganisationRoles&, Context&);

/// Errors: auth.forbidden; auth.same_person for two administrator duties: the three are three people (invariant 9).
Result<std::vector<PersonSubject::Event>> decide(const RegisterPerson&, const Organisation& org, Context&);
Result<std::vector<PersonSubject::Event>> decide(const Person&, const std::string& id, const DisablePerson&, Context&);
/// By an administrator of the person's own organisation, for somebody else. Errors: auth.forbidden, auth.own_work (one's own: changePassword),
/// state.not_allowed (disabled).
Result<std::vector<PersonSubject::Event>> decide(const Person&, const std::string& id, const ResetPassword&, Context&);

/// GB 32100-2015 check digit: weights 3^(i-1) mod 31.
bool valid_credit_code(std::string_view code);

}  // namespace gongshu::domain::parties
