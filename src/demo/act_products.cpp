// Acts: the workspace with its controlled queries, then the three products through check, review, price and listing.
#include "demo/papers.h"
#include "demo/world.h"

namespace gongshu::demo {
namespace {

constexpr const char* kPackageSql =
    "SELECT county_code, birth_date AS age_band, sex, COUNT(DISTINCT id_number) AS residents FROM residents "
    "GROUP BY county_code, birth_date, sex ORDER BY county_code, age_band, sex";

/// A job: submitted by the operator, approved by its plan hash, run without showing its result. Returns its id.
Result<std::string> job(People& people, World& w) {
  GS_TRY(submitted, people.call("operator.zheng", "POST", "/api/v1/jobs",
                                json::object{{"workspace", w.elderly.workspace}, {"sql", kPackageSql}, {"purpose", "分县分年龄段老年人口"}}));
  const auto id = text_of(submitted, "id"), path = "/api/v1/jobs/" + id;
  GS_TRY(approved, people.call("agency.qian", "POST", path + "/approve", json::object{{"plan_hash", text_of(submitted, "plan_hash")}}));
  GS_TRY(done, people.call("operator.zheng", "POST", path + "/run"));
  people.tell().step("生产作业：按计划哈希批准后运行，结果对运营主体不可见", id + " " + text_of(done, "status"));
  return id;
}

/// Draft, machine check, submit, two-sided review.
Result<std::string> review(People& people, const json::object& candidate) {
  GS_TRY(draft, people.call("operator.zheng", "POST", "/api/v1/products", candidate));
  const auto id = text_of(draft, "id"), path = "/api/v1/products/" + id;
  GS_TRY(checked, people.call("operator.zheng", "POST", path + "/check"));
  GS_TRY(submitted, people.call("operator.zheng", "POST", path + "/submit"));
  GS_TRY(first, people.call("agency.zhao", "POST", path + "/opinions", json::object{{"role", "implementing_agency"}, {"verdict", "pass"}}));
  GS_TRY(second, people.call("authority.li", "POST", path + "/opinions", json::object{{"role", "competent_authority"}, {"verdict", "pass"}}));
  people.tell().step("产品“" + std::string(candidate.at("title").as_string()) + "”：机器逐项检查 → 双方审核", id + " " + text_of(second, "status"));
  return id;
}

Status list(People& people, World& w, const std::string& id, const json::object& price, bool show_unpriced) {
  const auto path = "/api/v1/products/" + id;
  GS_TRY(registered, people.call("operator.zheng", "POST", path + "/registration",
                                 json::object{{"number", next_number(w, "豫数产登")}, {"registered_on", today(w)}}));
  if (show_unpriced)
    GS_CHECK(people.refused("operator.zheng", "POST", path + "/listing", nullptr, 422, "rule.price_missing", "未定价即上架收费"));
  GS_TRY(priced, people.call("operator.zheng", "POST", path + "/price", price));
  GS_TRY(listed, people.call("operator.zheng", "POST", path + "/listing"));
  people.tell().step("登记、定价、上架：产品封装为不可变、按内容寻址的货架文件", text_of(listed, "status"));
  return {};
}

}  // namespace

Status act_workspace(People& people, World& w) {
  people.tell().act("开发利用环境：可用不可见", "The workspace: usable, not visible");
  GS_TRY(workspace, people.call("operator.zheng", "POST", "/api/v1/workspaces", json::object{{"scenario", w.elderly.scenario}}));
  w.elderly.workspace = text_of(workspace, "id");
  const auto path = "/api/v1/workspaces/" + w.elderly.workspace;
  GS_TRY(development, people.call("operator.zheng", "POST", path + "/development-queries",
                                  json::object{{"sql", "SELECT county_code, sex, birth_date FROM residents LIMIT 3"}}));
  people.tell().step("开发区：同结构的合成行，可以随意查看", json::serialize(development.at("rows")).substr(0, 100));
  GS_CHECK(people.refused("operator.zheng", "POST", path + "/explain", json::object{{"sql", "SELECT COUNT(*) AS n FROM residents WHERE id_number = '" + w.resident_id + "'"}},
                          403, "query.column_forbidden", "查询以公民身份号码为条件，指认到人"));
  GS_CHECK(people.refused("operator.zheng", "POST", path + "/explain", json::object{{"sql", "SELECT county_code, sex FROM residents"}}, 403,
                          "query.not_aggregated", "查询想逐行取出数据"));
  return {};
}

Status act_products(People& people, World& w) {
  people.tell().act("产品：检查、审核、定价、上架", "Products");
  GS_TRY(job_id, job(people, w));
  GS_TRY(package, review(people, {{"scenario", w.elderly.scenario}, {"title", "分县老年人口数据包"}, {"summary", "县 × 年龄段 × 性别的常住人口（每格至少 10 人）"},
                                  {"kind", "package"}, {"definition", json::object{{"job", job_id}}}}));
  GS_TRY(api, review(people, {{"scenario", w.divisions_line.scenario}, {"title", "区划代码查询接口"}, {"summary", "按代码查名称、级别与全称，至村级"},
                              {"kind", "api"},
                              {"definition", json::object{{"resource", w.divisions_line.entry}, {"key_column", "code"}, {"columns", json::array{"name", "level", "full_name"}}}}}));
  GS_TRY(verification, review(people, {{"scenario", w.residence.scenario}, {"title", "居住地核验"}, {"summary", "是否居住于所称县区，只答是或否"},
                                       {"kind", "verification"},
                                       {"definition", json::object{{"resource", w.residence.entry}, {"key_column", "id_number"}, {"columns", json::array{"county_code"}}}}}));
  w.elderly.product = package;
  w.divisions_line.product = api;
  w.residence.product = verification;
  GS_CHECK(list(people, w, package, {{"charged", false}, {"basis", "公共治理、公益用途无偿"}}, false));
  GS_CHECK(list(people, w, api, {{"charged", true}, {"fen", 5}, {"basis", "政府指导价（演示）"}}, true));
  return list(people, w, verification, {{"charged", true}, {"fen", 20}, {"basis", "政府指导价（演示）"}}, false);
}

}  // namespace gongshu::demo
