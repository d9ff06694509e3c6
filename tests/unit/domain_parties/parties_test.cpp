// Organisations and people: who registers them, what is refused, what their rows show.
#include "../support/truth_table.h"

#include "domain/parties/decide.h"
#include "identity/roles.h"

namespace gongshu::domain::parties {
namespace {

using namespace test;

Context admin(std::string person = "per-admin") {
  return as({std::move(person), "org-1", {"competent_authority"}, {"staff", "system_admin"}});
}
/// Everybody else, the other administrators included.
std::vector<Context> others() {
  std::vector<Context> out;
  for (const char* duty : {"staff", "security_admin", "audit_admin", "competent_authority"})
    out.push_back(as({"per-other", "org-1", {"competent_authority", "system_admin"}, {duty}}));
  out.push_back(as({"per-other", "org-1", {}, {}}));
  return out;
}

RegisterOrganisation organisation(std::vector<std::string> roles = {"operator"}) {
  return {"省数据运营有限公司", "province", "legal_person", std::move(roles), {}, {}, {}, {}};
}
RegisterPerson person(std::optional<std::vector<std::string>> duties = {}) {
  return {"org-1", "li.si", "李四", std::move(duties)};
}

Organisation registered(const RegisterOrganisation& c = organisation()) {
  Organisation o;
  auto context = admin();
  apply<OrganisationSubject>(o, decide(c, context), context);
  return o;
}
Person employed(const RegisterPerson& c = person()) {
  Person p;
  auto context = admin();
  apply<PersonSubject>(p, decide(c, registered(), context), context);
  return p;
}

TEST(Parties, AreEnteredByTheSystemAdministratorAlone) {
  for (auto& context : others()) {
    EXPECT_REFUSED(decide(organisation(), context), auth_forbidden, "");
    EXPECT_REFUSED(decide(registered(), ChangeOrganisationRoles{{"operator"}, "改制"}, context), auth_forbidden, "");
    EXPECT_REFUSED(decide(person(), registered(), context), auth_forbidden, "");
    EXPECT_REFUSED(decide(employed(), "per-1", DisablePerson{"离职"}, context), auth_forbidden, "");
    EXPECT_REFUSED(decide(employed(), "per-1", ResetPassword{"忘记"}, context), auth_forbidden, "");
  }
}

TEST(Organisation, IsActiveAsEnteredWithEverythingOptional) {
  auto c = organisation({"operator", "data_provider"});
  auto o = registered(c);
  EXPECT_EQ(o.status, OrganisationStatus::active);
  EXPECT_EQ(o.name, c.name);
  EXPECT_EQ(o.roles, c.roles);
  EXPECT_FALSE(o.credit_code || o.division || o.parent || o.related);
  c.credit_code = "91350100M000100Y43";
  c.division = "410000";
  c.parent = "org-0";
  c.related = {"org-2", "org-3"};
  o = registered(c);
  EXPECT_EQ(o.credit_code, c.credit_code);
  EXPECT_EQ(o.division, c.division);
  EXPECT_EQ(o.parent, c.parent);
  EXPECT_EQ(o.related, c.related);
  EXPECT_EQ(o.level, "province");
  EXPECT_EQ(o.party_type, "legal_person");
}

TEST(Organisation, HoldsEveryRoleButTheNodesOwn) {
  auto context = admin();
  for (const auto role : identity::role::kAll) {
    const auto made = decide(organisation({std::string(role)}), context);
    const auto changed = decide(registered(), ChangeOrganisationRoles{{std::string(role)}, "改制"}, context);
    if (role == "node") {
      EXPECT_REFUSED(made, input_bad_choice, "/roles/0");
      EXPECT_REFUSED(changed, input_bad_choice, "/roles/0");
    } else {
      EXPECT_TRUE(made) << role;
      EXPECT_TRUE(changed) << role;
    }
  }
}

TEST(Organisation, HoldsNoRoleThatDoesNotExist) {
  auto context = admin();
  for (const char* role : {"king", "", "Operator", "system_admin"}) {
    EXPECT_REFUSED(decide(organisation({"operator", role}), context), input_bad_choice, "/roles/1");
    EXPECT_REFUSED(decide(registered(), ChangeOrganisationRoles{{"operator", "tax", role}, "改制"}, context), input_bad_choice,
                   "/roles/2");
  }
}

TEST(Organisation, ChangesItsRolesAndNothingElse) {
  auto o = registered();
  const auto before = o;
  auto context = admin();
  apply<OrganisationSubject>(o, decide(o, ChangeOrganisationRoles{{"application_developer"}, "改制"}, context), context);
  EXPECT_EQ(o.roles, std::vector<std::string>{"application_developer"});
  o.roles = before.roles;
  EXPECT_EQ(write(o), write(before));
}

TEST(CreditCode, EndsInItsCheckDigit) {
  const std::string good = "91350100M000100Y43";
  EXPECT_TRUE(valid_credit_code(good));
  auto context = admin();
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto bad = good;
    bad[i] = bad[i] == '7' ? '8' : '7';
    EXPECT_FALSE(valid_credit_code(bad)) << bad;
    auto c = organisation();
    c.credit_code = bad;
    EXPECT_REFUSED(decide(c, context), input_bad_format, "/credit_code");
  }
  for (const char* bad : {"", "9135", "91350100M000100Y433", "91350100I000100Y43", "91350100m000100y43"})
    EXPECT_FALSE(valid_credit_code(bad)) << bad;
}

TEST(Person, HasTheDutyOfStaffUnlessOthersAreNamed) {
  const auto p = employed();
  EXPECT_EQ(p.status, PersonStatus::active);
  EXPECT_EQ(p.duties, std::vector<std::string>{"staff"});
  EXPECT_EQ(p.org, "org-1");
  EXPECT_EQ(p.account, "li.si");
  EXPECT_EQ(employed(person({{"audit_admin"}})).duties, std::vector<std::string>{"audit_admin"});
  EXPECT_EQ(json::serialize(write(employed())).find("李四"), std::string::npos)
      << "the name is personal data and stands in no state";
}

TEST(Person, HoldsOneAdministratorDutyAtMost) {
  const std::vector<std::string> admins{"system_admin", "security_admin", "audit_admin"};
  auto context = admin();
  for (const auto& one : admins) {
    EXPECT_TRUE(decide(person({{one}}), registered(), context)) << one;
    EXPECT_TRUE(decide(person({{"staff", one}}), registered(), context)) << one;
    for (const auto& other : admins)
      if (one != other)
        EXPECT_REFUSED(decide(person({{one, "staff", other}}), registered(), context), auth_same_person, "/duties");
  }
  EXPECT_REFUSED(decide(person(admins), registered(), context), auth_same_person, "/duties");
}

TEST(Person, IsDisabledByAnotherAdministratorOnce) {
  auto p = employed();
  auto self = admin("per-1"), other = admin("per-2");
  EXPECT_REFUSED(decide(p, "per-1", DisablePerson{"离职"}, self), auth_own_work, "");
  apply<PersonSubject>(p, decide(p, "per-1", DisablePerson{"离职"}, other), other);
  EXPECT_EQ(p.status, PersonStatus::disabled);
  EXPECT_REFUSED(decide(p, "per-1", DisablePerson{"离职"}, other), state_not_allowed, "/status");
}

TEST(States, AreThese) {
  EXPECT_EQ(names<OrganisationStatus>(), std::vector<std::string>{"active"});
  EXPECT_EQ(names<PersonStatus>(), (std::vector<std::string>{"active", "disabled"}));
  EXPECT_EQ(identity::role::kAll.size(), 31u);
}

TEST(States, FollowEachEventFromEachStatus) {
  for (const auto& before : names<PersonStatus>()) {
    auto p = filled<Person>(Fill::full);
    p.status = value_of<PersonStatus>(before);
    auto disabled = p;
    PersonSubject::evolve(disabled, PersonDisabled{"离职"}, {});
    EXPECT_EQ(disabled.status, PersonStatus::disabled) << before;
    auto again = p;
    PersonSubject::evolve(again, PersonRegistered{employed()}, {});
    EXPECT_EQ(write(again), write(employed())) << before;
    auto context = admin();
    EXPECT_EQ(bool(decide(p, "per-1", DisablePerson{"离职"}, context)), before == "active");
  }
}

TEST(States, SurviveWritingAndReading) {
  expect_round_trips<OrganisationSubject>();
  expect_round_trips<PersonSubject>();
}

TEST(States, ReplayToTheSame) {
  const EventMeta meta{1, kNow, "per-admin", "org-1", "org-2"};
  const auto o = expect_replays<OrganisationSubject>(
      {OrganisationRegistered{registered()}, OrganisationRolesChanged{{"tax"}, "改制"}}, meta);
  EXPECT_EQ(o.roles, std::vector<std::string>{"tax"});
  EXPECT_EQ(expect_replays<PersonSubject>({PersonRegistered{employed()}, PersonDisabled{"离职"}}, meta).status,
            PersonStatus::disabled);
}

TEST(Rows, ShowOrganisationsToEverybodyAndPeopleToTheirOwn) {
  for (const auto& status : names<OrganisationStatus>()) {
    auto o = registered();
    o.status = value_of<OrganisationStatus>(status);
    const auto facts = row_facts(o);
    EXPECT_EQ(facts.status, status);
    EXPECT_TRUE(facts.is_public);
    EXPECT_TRUE(facts.todos.empty());
  }
  for (const auto& status : names<PersonStatus>()) {
    auto p = employed();
    p.status = value_of<PersonStatus>(status);
    const auto facts = row_facts(p);
    EXPECT_EQ(facts.status, status);
    EXPECT_FALSE(facts.is_public);
    EXPECT_EQ(facts.parties, std::set<std::string>{"org-1"});
    EXPECT_TRUE(facts.todos.empty());
  }
}

TEST(Subjects, AreRegisteredWithTheirEvents) {
  EXPECT_EQ(subjects().at("organisation").event_types,
            (std::set<std::string>{"parties.organisation_registered", "parties.organisation_roles_changed"}));
  EXPECT_EQ(subjects().at("person").event_types, (std::set<std::string>{"parties.person_registered", "parties.person_disabled", "parties.person_password_reset"}));
  EXPECT_EQ(subjects().at("organisation").prefix, "org");
  EXPECT_EQ(subjects().at("person").prefix, "per");
}

}  // namespace
}  // namespace gongshu::domain::parties
