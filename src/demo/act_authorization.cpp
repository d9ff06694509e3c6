// Acts: plan, government, operator, agreement; then the registration of the resources.
#include "demo/world.h"

namespace gongshu::demo {
namespace {

json::object plan_items() {
  return {{"authorization_name", "省级公共数据授权运营（养老、物流、核验）"},
          {"necessity_and_feasibility", "养老床位、物流配送、入住核验三类需求明确，数据与技术条件具备。"},
          {"operation_mode", "依场景授权"},
          {"resource_scope", "居民登记（合成）、行政区划代码；年更新；质量达标"},
          {"term_and_schedule", "三年；首年建设，次年评价"},
          {"product_list", "公共治理公益类：养老规划数据包；产业行业类：区划代码接口、居住核验"},
          {"security_measures", "数源侧脱敏；场景假名；生产环境结果不可见；应急预案"},
          {"accounting_and_sharing", "单独核算，按贡献分配"},
          {"supervision_and_assessment", "季度报告，年度评价"},
          {"rights_and_duties", "见协议"},
          {"operator_conditions", "经营与信用良好，具备数据安全能力"},
          {"other_matters", "无"}};
}

json::object agreement_items() {
  return {{"resource_scope", "居民登记（合成）、行政区划代码"}, {"term", "三年"}, {"product_list", "数据包、接口、核验各一"}, {"support_platform", "公数平台"},
          {"asset_ownership", "资源归提供单位，产品权益按约定"}, {"disclosure", "季度披露"}, {"accounting_and_sharing", "单独核算，按贡献分配"},
          {"security_and_emergency", "见安全方案"}, {"evaluation_and_exit", "年度评价；退出时撤权、毁钥、删除、出证"}, {"breach_liability", "依约承担"},
          {"dispute_resolution", "协商不成的，提请仲裁"}, {"change_and_termination", "书面变更；重大风险可终止"}, {"other_matters", "无"}};
}

Result<json::object> evidence_map(People& people, World& w, const std::string& account, const std::vector<const char*>& items) {
  json::object out;
  for (const auto* name : items) {
    GS_TRY(id, deposit(people, w, account, name));
    out[name] = id;
  }
  return out;
}

Status plan(People& people, World& w) {
  json::object body{{"title", "省级公共数据授权运营实施方案"}, {"mode", "by_scenario"}, {"items", plan_items()},
                    {"resources", json::array{w.elderly.entry, w.divisions_line.entry}}, {"starts", today(w)}, {"ends", years_on(w, 3)}};
  auto incomplete = body;
  incomplete["items"].as_object().erase("security_measures");
  GS_TRY(draft, people.call("agency.zhao", "POST", "/api/v1/plans", incomplete));
  w.plan = text_of(draft, "id");
  const auto path = "/api/v1/plans/" + w.plan;
  GS_CHECK(people.refused("agency.zhao", "POST", path + "/submit", nullptr, 422, "rule.item_missing", "方案缺“安全保障”一项即提交审议"));
  GS_TRY(revised, people.call("agency.zhao", "PUT", path, body));
  GS_TRY(submitted, people.call("agency.zhao", "POST", path + "/submit"));
  people.tell().step("实施方案补齐必备事项后提交", w.plan);
  GS_TRY(decision, outside_decision(people, w, "government.sun", "authority.wang", "government_approval", "operation_plan/" + w.plan, "政府常务会议纪要"));
  GS_TRY(approved, people.call("authority.li", "POST", path + "/approval", json::object{{"decision", decision}}));
  people.tell().step("本级政府审议通过，方案获批；备案作为时钟另行计时", text_of(approved, "status"));
  return {};
}

Status operator_admission(People& people, World& w) {
  GS_TRY(decision, outside_decision(people, w, "government.sun", "authority.wang", "operator_authorization", "organisation/" + w.orgs["operator"], "政府授权文件"));
  GS_TRY(qualification, evidence_map(people, w, "operator.zheng",
                                     {"management_and_technical_capacity", "sound_operation", "good_credit", "data_security_compliance"}));
  GS_TRY(duties, evidence_map(people, w, "operator.zheng",
                              {"principal_responsible_person", "grading_security_system", "operations_team", "contingency_plan", "linkage_risk_control"}));
  GS_TRY(admitted, people.call("authority.li", "POST", "/api/v1/operators",
                               json::object{{"org", w.orgs["operator"]}, {"authorization", decision}, {"qualification", qualification}, {"security_duties", duties}}));
  w.operator_id = text_of(admitted, "id");
  people.tell().step("运营主体凭授权文件、资质和安全责任材料准入", w.operator_id);
  return {};
}

Status agreement(People& people, World& w) {
  json::object body{{"plan", w.plan}, {"operator_id", w.operator_id}, {"items", agreement_items()},
                    {"resources", json::array{w.elderly.entry, w.divisions_line.entry}}, {"starts", today(w)}, {"ends", years_on(w, 4)}};
  GS_CHECK(people.refused("agency.zhao", "POST", "/api/v1/agreements", body, 422, "rule.limit_exceeded", "协议期限四年，超过原则上限且没有批准的例外"));
  body["ends"] = years_on(w, 3);
  GS_TRY(draft, people.call("agency.zhao", "POST", "/api/v1/agreements", body));
  w.agreement = text_of(draft, "id");
  const auto path = "/api/v1/agreements/" + w.agreement;
  GS_CHECK(people.refused("agency.zhao", "POST", path + "/signatures", nullptr, 422, "rule.order", "未经集体决策先行签署"));
  GS_TRY(decision, outside_decision(people, w, "agency.zhao", "agency.qian", "major_decision", "agreement/" + w.agreement, "实施机构“三重一大”会议纪要"));
  GS_TRY(decided, people.call("agency.zhao", "POST", path + "/decision", json::object{{"decision", decision}}));
  GS_TRY(first, people.call("agency.zhao", "POST", path + "/signatures"));
  GS_TRY(second, people.call("operator.feng", "POST", path + "/signatures"));
  people.tell().step("集体决策后双方签署，协议生效；自此密钥方可释放", w.agreement + " " + text_of(second, "status"));
  return {};
}

Result<std::string> register_resource(People& people, World& w, const std::string& entry, const std::string& title) {
  GS_TRY(material, deposit(people, w, "agency.zhao", "registration_material", title + "数据来源合法性说明"));
  GS_TRY(asset, outside_decision(people, w, "agency.zhao", "agency.qian", "state_asset_duty", "catalog_entry/" + entry, title + "国有资产管理规定落实情况"));
  GS_TRY(applied, people.call("agency.zhao", "POST", "/api/v1/registrations",
                              json::object{{"entry", entry}, {"kind", "initial"}, {"materials", json::object{{"lawful_source", material}}}, {"state_asset", asset}}));
  const auto id = text_of(applied, "id"), path = "/api/v1/registrations/" + id;
  GS_TRY(accepted, people.call("authority.li", "POST", path + "/acceptance", json::object{{"accept", true}}));
  GS_TRY(reviewed, people.call("authority.wang", "POST", path + "/formal-review", json::object{{"pass", true}}));
  GS_TRY(noticed, people.call("authority.wang", "POST", path + "/notice"));
  people.tell().step(title + "：申请 → 受理 → 形式审核 → 公示", "公示至 until " + text_of(noticed, "notice_until"));
  return id;
}

/// Without evidence of the state-asset duties the application is not accepted, and the resource stays out of operation.
Status refuse_without_asset_duty(People& people, World& w) {
  GS_TRY(material, deposit(people, w, "agency.zhao", "registration_material", "居民登记资源登记申请材料（未附国有资产管理材料）"));
  GS_TRY(applied, people.call("agency.zhao", "POST", "/api/v1/registrations",
                              json::object{{"entry", w.elderly.entry}, {"kind", "initial"}, {"materials", json::object{{"lawful_source", material}}}}));
  const auto path = "/api/v1/registrations/" + text_of(applied, "id") + "/acceptance";
  GS_CHECK(people.refused("authority.li", "POST", path, json::object{{"accept", true}}, 422, "rule.evidence_missing", "国有资产管理规定未落实，登记不予受理，资源不得投入运营"));
  GS_TRY(returned, people.call("authority.li", "POST", path, json::object{{"accept", false}, {"reason", "缺国有资产管理规定落实材料"}}));
  return {};
}

}  // namespace

Status act_authorization(People& people, World& w) {
  people.tell().act("方案、授权与协议", "Plan, authorization, agreement");
  GS_CHECK(plan(people, w));
  GS_CHECK(operator_admission(people, w));
  return agreement(people, w);
}

Status act_registration(People& people, World& w) {
  people.tell().act("资源登记", "Registration of the resources");
  GS_CHECK(refuse_without_asset_duty(people, w));
  GS_TRY(residents, register_resource(people, w, w.elderly.entry, "居民登记"));
  GS_TRY(divisions, register_resource(people, w, w.divisions_line.entry, "区划代码"));
  w.elderly.registration = w.residence.registration = residents;
  w.divisions_line.registration = divisions;
  GS_CHECK(people.refused("authority.li", "POST", "/api/v1/registrations/" + residents + "/completion", nullptr, 422, "rule.order", "公示期未满即赋码登记"));
  GS_CHECK(pass_time(people, "11 working_days"));
  for (const auto& id : {residents, divisions}) {
    GS_TRY(done, people.call("authority.li", "POST", "/api/v1/registrations/" + id + "/completion"));
    people.tell().step("公示无异议，赋码登记", text_of(done, "code") + " 有效至 " + text_of(done, "valid_until"));
  }
  return {};
}

}  // namespace gongshu::demo
