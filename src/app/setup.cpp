#include "app/setup.h"

#include "app/tx.h"
#include "crypto/random.h"
#include "domain/parties/decide.h"
#include "identity/roles.h"

namespace gongshu::app {

using namespace domain::parties;

/// Name of the first account; whoever holds it registers people under their own names.
constexpr const char* kAdministrator = "系统管理员";

std::string one_time_password() {
  auto text = crypto::new_id("otp").substr(4, 16);
  for (const int at : {12, 8, 4}) text.insert(static_cast<std::size_t>(at), "-");
  return text;
}

Result<FirstAdministrator> first_administrator(Node& node, const std::string& organisation, const std::string& account) {
  FirstAdministrator first;
  first.one_time_password = one_time_password();
  auto actor = Node::system_actor();
  actor.duties = {std::string(identity::duty::kSystemAdmin)};
  GS_CHECK(node.execute(actor, "init", [&](Tx& tx) -> Status {
    GS_TRY(people, tx.all<PersonSubject>());
    if (!people.empty()) return fail(ErrorCode::state_already_exists, {}, "the node has people already; sign in and register more");
    const json::object org_body{{"name", organisation}, {"level", "province"}, {"party_type", "government_body"},
                                {"roles", json::array{identity::role::kCompetentAuthority, identity::role::kRegistrationAuthority}}};
    GS_TRY(org_command, read<RegisterOrganisation>(org_body));
    GS_TRY(org_events, decide(org_command, tx.context()));
    first.org = tx.new_id(OrganisationSubject::kPrefix);
    GS_CHECK(tx.emit<OrganisationSubject>(first.org, org_events));
    const json::object person_body{{"org", first.org}, {"account", account}, {"name", kAdministrator}, {"duties", json::array{identity::duty::kSystemAdmin}}};
    GS_TRY(person_command, read<RegisterPerson>(person_body));
    GS_TRY(org, tx.load<OrganisationSubject>(first.org));
    GS_TRY(person_events, decide(person_command, org, tx.context()));
    first.person = tx.new_id(PersonSubject::kPrefix);
    return tx.emit<PersonSubject>(first.person, person_events);
  }));
  GS_CHECK(node.directory().add_person(first.person, account, kAdministrator, first.one_time_password, true));
  return first;
}

}  // namespace gongshu::app
