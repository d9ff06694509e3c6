// Act: an inspection, an objection to data and a complaint, each left where somebody has a term to keep.
#include "demo/world.h"

namespace gongshu::demo {
namespace {

Result<std::string> open_matter(People& people, const std::string& account, const json::object& body) {
  GS_TRY(matter, people.call(account, "POST", "/api/v1/matters", body));
  return text_of(matter, "id");
}

Result<json::object> act_on(People& people, const std::string& account, const std::string& matter, const json::object& body) {
  return people.call(account, "POST", "/api/v1/matters/" + matter + "/acts", body);
}

/// The first term of a matter that runs.
std::string due_of(const json::object& matter) {
  const auto* clocks = matter.if_contains("clocks");
  return clocks && clocks->is_array() && !clocks->get_array().empty() ? text_of(clocks->get_array().front().as_object(), "due") : std::string();
}

/// The authority inspects the operator; no order is given before the security department has spoken.
Status inspection(People& people, World& w) {
  GS_TRY(matter, open_matter(people, "authority.li",
                             json::object{{"procedure", "inspection"}, {"about", w.orgs["operator"]},
                                          {"items", json::object{{"inspection_scope", "内控审计、平台日志留存与权限管理"}, {"inspected_on", today(w)}}}}));
  GS_TRY(record, deposit(people, w, "authority.li", "inspection_record", "一级开发主体内控与平台合规检查记录"));
  const json::object order{{"act", "order_rectification"},
                           {"items", json::object{{"finding", "两名离岗人员的平台权限未及时收回；审计日志未异地备份"}, {"rectify_by", days_on(w, 27)}}},
                           {"evidence", json::object{{"inspection_record", record}}}};
  GS_CHECK(people.refused("authority.li", "POST", "/api/v1/matters/" + matter + "/acts", order, 422, "rule.order", "会同检查的部门尚未出具意见即责令整改"));
  GS_TRY(joined, act_on(people, "residents.wu", matter,
                        json::object{{"act", "join"}, {"items", json::object{{"opinion", "同意所列问题，离岗人员权限应当即时收回"}}}}));
  GS_TRY(ordered, act_on(people, "authority.li", matter, order));
  people.tell().step("监督检查：责令运营主体限期整改", "整改期限 until " + due_of(ordered));
  return {};
}

Status objection(People& people, World& w) {
  GS_TRY(matter, people.call("operator.zheng", "POST", "/api/v1/matters",
                             json::object{{"procedure", "quality_objection"}, {"about", w.divisions_line.entry},
                                          {"items", json::object{{"problem", "个别街道更名后，区划全称仍为旧名称"}, {"found_on", today(w)}, {"affected_items", "名称、全称"}}}}));
  people.tell().step("运营主体提出数据校核，数据提供单位须在七个工作日内反馈", "反馈期限 until " + due_of(matter));
  return {};
}

Status complaint(People& people, World& w) {
  GS_TRY(matter, people.call("developer.chen", "POST", "/api/v1/matters",
                             json::object{{"procedure", "complaint"},
                                          {"items", json::object{{"complaint_kind", "complaint"}, {"against", w.orgs["agency"]},
                                                                 {"complaint_text", "申请更正应用单位联系信息，逾十日未获办理，请求说明情况并尽快办理。"}}}}));
  people.tell().step("应用单位投诉，实施机构须按期答复", "答复期限 until " + due_of(matter));
  return {};
}

}  // namespace

Status act_oversight(People& people, World& w) {
  people.tell().act("监督检查、校核与投诉", "Inspection, objection, complaint");
  GS_CHECK(pass_time(people, "5 working_days"));
  GS_CHECK(inspection(people, w));
  GS_CHECK(objection(people, w));
  return complaint(people, w);
}

}  // namespace gongshu::demo
