// Operations on organisations and people, and the actor behind a session.
#include <mutex>

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

/// Empty when the account name is free; else the person who was registered in the same way by an attempt that died before the
/// credentials were written: that attempt is taken up again. Any other person of that account name refuses (state.already_exists).
Result<std::string> unfinished_person(Node& node, Tx& tx, const Person& asked) {
  GS_TRY(people, tx.all<PersonSubject>());
  for (const auto& p : people) {
    if (p.state.account != asked.account) continue;
    GS_TRY(finished, node.directory().has_credentials(p.id));
    if (!finished && write(p.state) == write(asked)) return p.id;
    return fail(ErrorCode::state_already_exists, "/account", "choose another account name");
  }
  return std::string();
}

Result<Reply> register_person(Node& node, const Call& call) {
  static std::mutex one_at_a_time;  // between its entry and its credentials a registration looks like one that died
  std::lock_guard lock(one_at_a_time);
  GS_TRY(body, body_of<RegisterPerson>(call));
  std::string id;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(org, tx.load<OrganisationSubject>(body.org, "/org"));
    GS_TRY(events, decide(body, org, tx.context()));
    GS_TRY(unfinished, unfinished_person(node, tx, std::get<PersonRegistered>(events.front()).person));
    id = unfinished;
    if (!id.empty()) return {};
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
    GS_CHECK(check_seen(tx, call, PersonSubject::kKind, id));
    GS_TRY(events, decide(state, id, body, tx.context()));
    return tx.emit<PersonSubject>(id, events);
  }));
  GS_CHECK(node.directory().disable(id));
  return record_reply(node, call, PersonSubject::kKind, id);
}

/// The entry first: a process that dies between the two has recorded a reset that changed nothing, and the next one goes through.
Result<Reply> reset_password(Node& node, const Call& call) {
  GS_TRY(body, body_of<ResetPassword>(call));
  const auto& id = call.param("id");
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(state, tx.load<PersonSubject>(id, "path.id"));
    GS_CHECK(check_seen(tx, call, PersonSubject::kKind, id));
    GS_TRY(events, decide(state, id, body, tx.context()));
    return tx.emit<PersonSubject>(id, events);
  }));
  const auto password = one_time_password();
  GS_CHECK(node.directory().reset_password(id, password));
  GS_TRY(reply, record_reply(node, call, PersonSubject::kKind, id));
  reply.body.as_object()["one_time_password"] = password;
  return reply;
}

/// A name is no part of the ledger: it stands with the credentials.
void put_name(Node& node, json::object& person) {
  auto name = node.directory().name_of_person(std::string(person["id"].as_string()));
  if (!name.empty()) person["name"] = std::move(name);
}

[[maybe_unused]] const bool kRegisterOrganisation = create<OrganisationSubject, RegisterOrganisation>(
    "registerOrganisation", {}, [](Tx& tx, const Call&, const RegisterOrganisation& c) { return decide(c, tx.context()); });
[[maybe_unused]] const bool kChangeRoles = update<OrganisationSubject, ChangeOrganisationRoles>(
    "changeOrganisationRoles", {},
    [](Tx& tx, const Call&, const Organisation& state, const ChangeOrganisationRoles& c) { return decide(state, c, tx.context()); });
[[maybe_unused]] const bool kRegisterPerson = operation("registerPerson", Access::session, {}, register_person);
[[maybe_unused]] const bool kDisablePerson = operation("disablePerson", Access::session, {}, disable_person);
[[maybe_unused]] const bool kResetPassword = operation("resetPersonPassword", Access::session, {}, reset_password);
[[maybe_unused]] const bool kGetOrganisation = get_record("getOrganisation", OrganisationSubject::kKind);
[[maybe_unused]] const bool kListOrganisations = list_records("listOrganisations", OrganisationSubject::kKind);
[[maybe_unused]] const bool kGetPerson = get_record("getPerson", PersonSubject::kKind, put_name);
[[maybe_unused]] const bool kListPeople = list_records("listPeople", PersonSubject::kKind, {}, put_name);

}  // namespace
}  // namespace gongshu::app
