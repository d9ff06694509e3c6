// Act: three scenarios, each with its own column-level demand and its own review.
#include "demo/world.h"

namespace gongshu::demo {
namespace {

json::object column(const char* name, std::initializer_list<const char*> uses, const char* technique, const char* reason, const char* parameter = nullptr) {
  json::array list;
  for (const auto* use : uses) list.emplace_back(use);
  json::object out{{"name", name}, {"uses", list}, {"technique", technique}, {"reason", reason}};
  if (parameter) out["parameter"] = parameter;
  return out;
}

json::object scenario(const World& w, const char* title, const char* purpose, const std::string& resource, const char* table, json::array columns) {
  return {{"agreement", w.agreement},
          {"title", title},
          {"purpose", purpose},
          {"items", json::object{{"application_scenario", std::string(title) + "：用途、对象、成效见附件"}, {"data_demand", "逐列说明见数据需求"}}},
          {"demand", json::array{json::object{{"resource", resource}, {"table", table}, {"columns", std::move(columns)}}}}};
}

json::object elderly(const World& w) {
  return scenario(w, "养老服务设施规划", "public_interest", w.elderly.entry, "residents",
                  {column("id_number", {"aggregate"}, "pseudonymise", "按人去重计数"),
                   column("sex", {"group", "filter", "masked"}, "keep", "分性别测算"),
                   column("birth_date", {"group", "filter", "masked"}, "age_band", "分年龄段测算", "5"),
                   column("county_code", {"group", "filter", "join", "masked"}, "keep", "按县布点"),
                   column("lives_alone", {"group", "filter"}, "keep", "独居老人服务")});
}

json::object divisions(const World& w) {
  return scenario(w, "物流区划代码服务", "industry", w.divisions_line.entry, "divisions",
                  {column("code", {"lookup"}, "keep", "按代码查询"), column("name", {"lookup"}, "keep", "返回名称"),
                   column("level", {"lookup"}, "keep", "返回级别"), column("full_name", {"lookup"}, "keep", "返回全称")});
}

json::object residence(const World& w) {
  return scenario(w, "居住地核验", "industry", w.residence.entry, "residents",
                  {column("id_number", {"lookup"}, "pseudonymise", "被核验人的键"), column("county_code", {"lookup"}, "keep", "核验居住县")});
}

/// Draft, submit, both opinions; the scenario's id.
Result<std::string> approve(People& people, const json::object& content, bool show_own_review) {
  GS_TRY(draft, people.call("operator.zheng", "POST", "/api/v1/scenarios", content));
  const auto id = text_of(draft, "id"), path = "/api/v1/scenarios/" + id;
  GS_TRY(submitted, people.call("operator.zheng", "POST", path + "/submit"));
  const json::object agency{{"role", "implementing_agency"}, {"verdict", "pass"}}, authority{{"role", "competent_authority"}, {"verdict", "pass"}};
  if (show_own_review) {
    GS_CHECK(people.refused("operator.zheng", "POST", path + "/opinions", authority, 403, "auth.forbidden", "运营主体想审核自己的申请"));
    GS_CHECK(people.refused("agency.zhao", "POST", path + "/opinions", json::object{{"role", "implementing_agency"}, {"verdict", "refuse"}}, 422,
                            "rule.reason_missing", "驳回而不写理由和依据"));
  }
  GS_TRY(first, people.call("agency.zhao", "POST", path + "/opinions", agency));
  GS_TRY(second, people.call("authority.li", "POST", path + "/opinions", authority));
  people.tell().step("场景“" + std::string(content.at("title").as_string()) + "”：主管部门与实施机构分别审核通过", id + " " + text_of(second, "status"));
  return id;
}

}  // namespace

Status act_scenarios(People& people, World& w) {
  people.tell().act("一场景一审核", "One review for one scenario");
  auto greedy = elderly(w);
  greedy["demand"].as_array()[0].as_object()["columns"].as_array().push_back(column("name", {"visible"}, "keep", "想看姓名"));
  GS_CHECK(people.refused("operator.zheng", "POST", "/api/v1/scenarios", greedy, 422, "rule.not_necessary", "数据需求中索要可见的姓名列"));
  GS_TRY(first, approve(people, elderly(w), true));
  GS_TRY(second, approve(people, divisions(w), false));
  GS_TRY(third, approve(people, residence(w), false));
  w.elderly.scenario = first;
  w.divisions_line.scenario = second;
  w.residence.scenario = third;
  return {};
}

}  // namespace gongshu::demo
