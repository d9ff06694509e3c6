// Act: the quarter ends, and applications lie on the desks of the authority and the agency when the story stops.
#include <chrono>

#include "demo/world.h"

namespace gongshu::demo {
namespace {

using std::chrono::sys_days;

/// Whole days until the next quarter begins; with it the report on this one falls due.
int days_to_next_quarter(const World& w) {
  const auto now = local_date(w.clock->now());
  const unsigned quarter = (static_cast<unsigned>(now.month()) - 1) / 3;
  const Date begins = now.year() / std::chrono::month(quarter * 3 + 1) / 1;
  return static_cast<int>((sys_days(begins + std::chrono::months(3)) - sys_days(now)).count());
}

/// The registration of the divisions is to be changed; the one that stands goes on until then.
Status registration_change(People& people, World& w) {
  const auto standing = "/api/v1/registrations/" + w.divisions_line.registration;
  GS_TRY(registered, people.call("agency.zhao", "GET", standing));
  GS_TRY(material, deposit(people, w, "agency.zhao", "registration_material", "区划代码登记变更说明"));
  GS_TRY(applied, people.call("agency.zhao", "POST", "/api/v1/registrations",
                              json::object{{"entry", w.divisions_line.entry}, {"kind", "change"}, {"of", w.divisions_line.registration},
                                           {"materials", json::object{{"lawful_source", material}}}, {"state_asset", registered.at("state_asset")}}));
  people.tell().step("变更登记已申请，待主管部门受理", "受理期限 until " + text_of(applied, "due"));
  return {};
}

json::object item(const char* name, const char* title, const char* type) {
  return {{"name", name}, {"title", title}, {"type", type}, {"grade", "general"}};
}

Status catalog_entry(People& people) {
  const json::object content{
      {"title", "社会组织登记名录"}, {"code", "CIV-ORG-2026"}, {"summary", "在省级民政部门登记的社会团体、基金会和社会服务机构的基本信息。"}, {"format", "table"},
      {"items", json::array{item("org_code", "统一社会信用代码", "text"), item("org_name", "社会组织名称", "text"), item("org_kind", "组织类别", "text"),
                            item("founded_on", "成立登记日期", "date")}},
      {"classification", "社会组织/登记"}, {"sharing", "conditional"}, {"update_cycle", "monthly"}, {"origin", "own"},
      {"negative_list", json::object{{"national_security_or_public_interest", false}, {"privacy_or_trade_secret", false}, {"sector_prohibition", false},
                                     {"legal_prohibition", false}}}};
  GS_TRY(drafted, people.call("civil.zhou", "POST", "/api/v1/catalog/entries", content));
  const auto id = text_of(drafted, "id");
  GS_TRY(submitted, people.call("civil.zhou", "POST", "/api/v1/catalog/entries/" + id + "/submit"));
  people.tell().step("新目录条目“社会组织登记名录”已提交，待主管部门审核", id);
  return {};
}

Status scenario(People& people, World& w) {
  const json::object county{{"name", "county_code"}, {"uses", json::array{"group"}}, {"technique", "keep"}, {"reason", "按县布点"}};
  const json::object band{{"name", "birth_date"}, {"uses", json::array{"group", "masked"}}, {"technique", "age_band"}, {"parameter", "5"}, {"reason", "分年龄段测算客流"}};
  const json::object content{
      {"agreement", w.agreement}, {"title", "社区食堂布点测算"}, {"purpose", "public_interest"},
      {"items", json::object{{"application_scenario", "按县测算社区食堂的服务人口，供各县布点参考"}, {"data_demand", "逐列说明见数据需求"}}},
      {"demand", json::array{json::object{{"resource", w.elderly.entry}, {"table", "residents"}, {"columns", json::array{county, band}}}}}};
  GS_TRY(draft, people.call("operator.zheng", "POST", "/api/v1/scenarios", content));
  const auto id = text_of(draft, "id");
  GS_TRY(submitted, people.call("operator.zheng", "POST", "/api/v1/scenarios/" + id + "/submit"));
  people.tell().step("场景“社区食堂布点测算”已提交，待主管部门和实施机构分别审核", id);
  return {};
}

/// A product that nobody uses yet is stopped, and the stop still stands; what is on the shelf goes on.
Status standing_stop(People& people, World& w) {
  GS_TRY(draft, people.call("operator.zheng", "POST", "/api/v1/products",
                            json::object{{"scenario", w.divisions_line.scenario}, {"title", "区划沿革对照接口"}, {"summary", "新旧区划代码对照（开发中）"}, {"kind", "api"},
                                         {"definition", json::object{{"resource", w.divisions_line.entry}, {"key_column", "code"}, {"columns", json::array{"full_name"}}}}}));
  GS_TRY(stop, people.call("operator.feng", "POST", "/api/v1/stops",
                           json::object{{"scope_kind", "product"}, {"scope_id", text_of(draft, "id")}, {"reason", "自查发现可与已上架接口叠加推断，存在关联汇聚风险"},
                                        {"measures", "停止开发，封存草案和日志"}, {"major", false}}));
  people.tell().step("运营主体自查停止一项开发中的产品，待报告和评估", text_of(stop, "id"));
  return {};
}

}  // namespace

Status act_pending(People& people, World& w) {
  people.tell().act("在办事项", "Work under way");
  GS_CHECK(pass_time(people, std::to_string(days_to_next_quarter(w)) + " days"));
  people.tell().note("季度报告自季度终了起计时 · the report on the quarter is due from here");
  GS_CHECK(registration_change(people, w));
  GS_CHECK(catalog_entry(people));
  GS_CHECK(scenario(people, w));
  return standing_stop(people, w);
}

}  // namespace gongshu::demo
