// Act: what data there is. Two real tables and a synthetic register, catalogued item by item and reviewed.
#include "demo/world.h"

namespace gongshu::demo {
namespace {

json::object item(const char* name, const char* title, const char* type, const char* grade, json::object more = {}) {
  json::object out{{"name", name}, {"title", title}, {"type", type}, {"grade", grade}};
  for (auto& [key, value] : more) out[key] = value;
  return out;
}

json::object entry(const char* title, const char* code, const char* summary, const char* classification, json::array items) {
  return {{"title", title}, {"code", code}, {"summary", summary}, {"format", "table"}, {"items", std::move(items)}, {"classification", classification},
          {"sharing", "conditional"}, {"update_cycle", "yearly"}, {"origin", "own"},
          {"negative_list", json::object{{"national_security_or_public_interest", false}, {"privacy_or_trade_secret", false},
                                         {"sector_prohibition", false}, {"legal_prohibition", false}}}};
}

json::object register_entry() {
  auto out = entry("常住居民登记（合成）", "POP-REG-2020", "按 2020 年人口普查边际随机合成的居民登记，不含任何真实个人。", "人口/居民登记",
                   {item("id_number", "公民身份号码", "text", "important", {{"personal", true}, {"identity", true}, {"key", true}}),
                    item("name", "姓名", "text", "important", {{"personal", true}, {"identity", true}}),
                    item("sex", "性别", "text", "general", {{"personal", true}}), item("birth_date", "出生日期", "date", "important", {{"personal", true}}),
                    item("county_code", "县级区划代码", "text", "general", {{"standard", "GB/T 2260 居住地"}}),
                    item("household_id", "户编号", "text", "important", {{"personal", true}, {"identity", true}}),
                    item("lives_alone", "独居", "boolean", "general", {{"personal", true}}),
                    item("registered_since", "登记日期", "date", "general", {{"personal", true}})});
  out["protected_entity"] = "resident";
  return out;
}

json::object divisions_entry() {
  return entry("行政区划代码（省至村）", "DIV-CODE-2023", "省、市、县、乡、村五级统计用区划代码与名称，共 66.5 万条，其中村级 620573 条。", "基础地理/区划",
               {item("code", "区划代码", "text", "general", {{"key", true}, {"standard", "GB/T 2260 区划代码"}}), item("name", "名称", "text", "general"),
                item("level", "级别", "text", "general"), item("parent_code", "上级代码", "text", "general"), item("full_name", "全称", "text", "general")});
}

Result<std::string> draft(People& people, const std::string& provider, const json::object& content) {
  GS_TRY(drafted, people.call(provider, "POST", "/api/v1/catalog/entries", content));
  return text_of(drafted, "id");
}

/// What was drafted is submitted and reviewed by the authority.
Status publish(People& people, const std::string& provider, const std::string& id, const json::object& content) {
  const auto path = "/api/v1/catalog/entries/" + id;
  GS_TRY(submitted, people.call(provider, "POST", path + "/submit"));
  GS_TRY(approved, people.call("authority.li", "POST", path + "/opinions", json::object{{"role", "competent_authority"}, {"verdict", "pass"}}));
  people.tell().step("目录条目“" + std::string(content.at("title").as_string()) + "”：编制 → 提交 → 审核", id + " " + text_of(approved, "status"));
  return {};
}

}  // namespace

Status act_resources(People& people, World& w) {
  people.tell().act("目录编制与审核", "The catalog");
  auto content = register_entry();
  auto incomplete = content;
  incomplete["negative_list"].as_object().erase("legal_prohibition");
  GS_TRY(residents, draft(people, "residents.wu", incomplete));
  const auto path = "/api/v1/catalog/entries/" + residents;
  GS_CHECK(people.refused("residents.wu", "POST", path + "/submit", nullptr, 422, "rule.item_missing", "提交目录时负面清单缺一类核验结论"));
  GS_TRY(completed, people.call("residents.wu", "PUT", path, content));
  GS_CHECK(publish(people, "residents.wu", residents, content));
  w.elderly.entry = w.residence.entry = residents;
  GS_TRY(divisions, draft(people, "civil.zhou", divisions_entry()));
  w.divisions_line.entry = divisions;
  return publish(people, "civil.zhou", divisions, divisions_entry());
}

}  // namespace gongshu::demo
