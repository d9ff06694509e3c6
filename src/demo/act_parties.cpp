// Act: who is who. The administrator registers organisations and people; each person changes the one-time password.
#include "demo/demo.h"
#include "demo/world.h"

namespace gongshu::demo {
namespace {

struct Org {
  const char *key, *name, *level, *party_type;
  std::vector<const char*> roles;
};
const Org kOrgs[] = {
    {"agency", "省大数据中心（实施机构）", "province", "government_body", {"implementing_agency"}},
    {"government", "省人民政府办公厅", "province", "government_body", {"government"}},
    {"civil", "省民政厅", "province", "government_body", {"data_provider", "civil_affairs", "sector_authority"}},
    {"residents", "省公安厅（人口信息）", "province", "government_body", {"data_provider", "public_security"}},
    {"operator", "省数据运营有限公司", "province", "legal_person", {"operator"}},
    {"developer", "云帆物流科技有限公司", "city", "legal_person", {"application_developer"}},
};

struct Person {
  const char *account, *name, *org, *duty;
};
const Person kPeople[] = {
    {"authority.li", "李主任", "authority", "staff"},   {"authority.wang", "王科长", "authority", "staff"},
    {"security.he", "何安全", "authority", "security_admin"}, {"audit.lin", "林审计", "authority", "audit_admin"},
    {"agency.zhao", "赵处长", "agency", "staff"},       {"agency.qian", "钱科员", "agency", "staff"},
    {"government.sun", "孙秘书", "government", "staff"}, {"civil.zhou", "周专员", "civil", "staff"},
    {"residents.wu", "吴专员", "residents", "staff"},   {"operator.zheng", "郑经理", "operator", "staff"},
    {"operator.feng", "冯总", "operator", "staff"},     {"developer.chen", "陈工", "developer", "staff"},
    {"developer.chu", "褚总", "developer", "staff"},
};

}  // namespace

std::string org_name(const std::string& key) {
  for (const auto& org : kOrgs)
    if (key == org.key) return org.name;
  return "省公共数据主管部门";
}

std::string org_of(const std::string& account) {
  for (const auto& person : kPeople)
    if (account == person.account) return person.org;
  return "authority";
}

json::array accounts() {
  json::array out{json::object{{"account", "admin"}, {"name", "系统管理员"}, {"org", org_name("authority")}, {"password", kDemoPassword}}};
  for (const auto& person : kPeople)
    out.push_back(json::object{{"account", person.account}, {"name", person.name}, {"org", org_name(person.org)}, {"password", kDemoPassword}});
  return out;
}

Status act_parties(People& people, World& w, const std::string& admin_password) {
  people.tell().act("各方入驻", "The parties");
  GS_CHECK(people.enter("admin", admin_password));
  GS_TRY(me, people.call("admin", "GET", "/api/v1/sessions/current"));
  w.orgs["authority"] = text_of(me, "org");
  for (const auto& org : kOrgs) {
    json::array roles;
    for (const auto* role : org.roles) roles.emplace_back(role);
    GS_TRY(reply, people.call("admin", "POST", "/api/v1/organisations",
                              json::object{{"name", org.name}, {"level", org.level}, {"party_type", org.party_type}, {"roles", roles}}));
    w.orgs[org.key] = text_of(reply, "id");
  }
  for (const auto& person : kPeople) {
    GS_TRY(reply, people.call("admin", "POST", "/api/v1/people",
                              json::object{{"org", w.orgs[person.org]}, {"account", person.account}, {"name", person.name}, {"duties", json::array{person.duty}}}));
    GS_CHECK(people.enter(person.account, text_of(reply, "one_time_password")));
  }
  people.tell().step("登记 7 个单位、14 个账号；一次性口令均已修改", "7 organisations, 14 accounts");
  people.tell().note("系统、安全、审计三个管理员由三人担任 · the three administrators are three people");
  return {};
}

}  // namespace gongshu::demo
