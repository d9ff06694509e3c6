// Operations on organisations and people, and the actor behind a session.
#include "app/operation.h"
#include "app/setup.h"
#include "domain/parties/decide.h"
#include "identity/roles.h"

namespace gongshu::app {

using namespace domain::parties;

Result<domain::Actor> Node::actor(const std::string& person) {
  domain::Actor actor;
  GS_CHECK(query([&](Records& records) -> Status {
    GS_TRY(p, records.load<PersonSubject>(person));
    if (p.status == PersonStatus::disabled) return fail(ErrorCode::auth_forbidden, {}, "the account is disabled");
    GS_TRY(org, records.load<OrganisationSubject>(p.org));
    actor = {person, p.org, org.roles, p.duties};
    return {};
  }));
  return actor;
}

namespace {

Status check_account_free(Tx& tx, const std::string& account) {
  GS_TRY(people, tx.all<PersonSubject>());
  for (const auto& p : people)
    if (p.state.account == account) return fail(ErrorCode::state_already_exists, "/account", "choose another account name");
  return {};
}

Result<Reply> register_person(Node& node, const Call& call) {
  GS_TRY(body, body_of<RegisterPerson>(call));
  std::string id;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(org, tx.load<OrganisationSubject>(body.org, "/org"));
    GS_CHECK(check_account_free(tx, body.account));
    GS_TRY(events, decide(body, org, tx.context()));
    id = tx.new_id(PersonSubject::kPrefix);
    const json::object personal{{"name", body.name}};
    return tx.emit<PersonSubject>(id, events, &personal);
  }));
  const auto password = one_time_password();
  GS_CHECK(node.directory().add_person(id, body.account, body.name, password, true));
  GS_TRY(reply, record_reply(node, call, PersonSubject::kKind, id, 201));
  reply.body.as_object()["one_time_password"] = password;
  return reply;
}

Result<Reply> disable_person(Node& node, const Call& call) {
  GS_TRY(body, body_of<DisablePerson>(call));
  const auto& id = call.param("id");
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(state, tx.load<PersonSubject>(id, "path.id"));
    GS_TRY(events, decide(state, id, body, tx.context()));
    return tx.emit<PersonSubject>(id, events);
  }));
  GS_CHECK(node.directory().disable(id));
  return record_reply(node, call, PersonSubject::kKind, id);
}

[[maybe_unused]] const bool kRegisterOrganisation = create<OrganisationSubject, RegisterOrganisation>(
    "registerOrganisation", {}, [](Tx& tx, const Call&, const RegisterOrganisation& c) { return decide(c, tx.context()); });
[[maybe_unused]] const bool kChangeRoles = update<OrganisationSubject, ChangeOrganisationRoles>(
    "changeOrganisationRoles", {},
    [](Tx& tx, const Call&, const Organisation& state, const ChangeOrganisationRoles& c) { return decide(state, c, tx.context()); });
[[maybe_unused]] const bool kRegisterPerson = operation("registerPerson", Access::session, {}, register_person);
[[maybe_unused]] const bool kDisablePerson = operation("disablePerson", Access::session, {}, disable_person);
[[maybe_unused]] const bool kGetOrganisation = get_record("getOrganisation", OrganisationSubject::kKind);
[[maybe_unused]] const bool kListOrganisations = list_records("listOrganisations", OrganisationSubject::kKind);
[[maybe_unused]] const bool kGetPerson = get_record("getPerson", PersonSubject::kKind);
[[maybe_unused]] const bool kListPeople = list_records("listPeople", PersonSubject::kKind);

}  // namespace
}  // namespace gongshu::app
