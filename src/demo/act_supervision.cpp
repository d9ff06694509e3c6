// Acts: a stop that takes hold at once, and an exit that proves itself.
#include "demo/papers.h"
#include "demo/world.h"

namespace gongshu::demo {

Status act_supervision(People& people, World& w) {
  people.tell().act("风险停止", "A stop with a scope");
  GS_TRY(stop, people.call("operator.feng", "POST", "/api/v1/stops",
                           json::object{{"scope_kind", "product"}, {"scope_id", w.divisions_line.product}, {"reason", "发现关联汇聚风险"},
                                        {"measures", "停止调用，封存日志"}, {"major", false}}));
  const auto id = text_of(stop, "id");
  people.tell().step("发现风险，立即停止该产品", id);
  const json::object ask{{"subscription", w.divisions_line.subscription}, {"purpose", "物流地址校验"}, {"key", "410102001002"}};
  GS_CHECK(expect_call(people, w, w.divisions_line, ask, 403, "停止后的下一次调用"));
  const auto path = "/api/v1/stops/" + id;
  GS_CHECK(people.refused("authority.li", "POST", path + "/lift", json::object{{"assessment", "风险已排除"}}, 422, "rule.order", "未向规定的部门报告即想解除"));
  for (const auto& recipient : stop.at("must_report").as_array()) {
    GS_TRY(reported, people.call("operator.feng", "POST", path + "/reports", json::object{{"recipient", recipient}, {"number", next_number(w, "豫数运报")}}));
  }
  GS_TRY(lifted, people.call("authority.li", "POST", path + "/lift", json::object{{"assessment", "经评估风险已排除"}}));
  people.tell().step("报告后由主管部门评估解除", text_of(lifted, "status"));
  return expect_call(people, w, w.divisions_line, ask, 200, "解除后恢复");
}

Status act_exit(People& people, World& w) {
  people.tell().act("退出自证", "An exit that proves itself");
  GS_TRY(document, deposit(people, w, "authority.li", "termination", "提前终止通知"));
  GS_TRY(started, people.call("authority.li", "POST", "/api/v1/exits",
                              json::object{{"agreement", w.agreement}, {"cause", "terminated_early"}, {"document", document}, {"reason", "演示结束，提前终止"}}));
  const auto path = "/api/v1/exits/" + text_of(started, "id");
  const json::object ask{{"subscription", w.divisions_line.subscription}, {"purpose", "物流地址校验"}, {"key", "410102001002"}};
  GS_CHECK(expect_call(people, w, w.divisions_line, ask, 410, "退出启动后的调用"));
  GS_TRY(done, people.call("authority.wang", "POST", path + "/completion"));
  people.tell().step("撤权、销毁密钥、删除数据、留存日志、出具证明", text_of(done, "status"));
  GS_TRY(certificate, people.call("authority.li", "GET", path + "/certificate"));
  people.tell().step("退出证明由节点 SM2 签名，任何人可验", json::serialize(certificate).substr(0, 160) + "…");
  return {};
}

}  // namespace gongshu::demo
