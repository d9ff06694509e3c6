// Acts: the developer is assessed, reviewed and contracted; then real calls, each recorded before it is answered.
#include "crypto/hash.h"
#include "crypto/random.h"
#include "demo/world.h"
#include "gateway/signature.h"

namespace gongshu::demo {
namespace {

/// A product call signed with the developer's key; the nonce can be given to replay one.
Result<http::Response> signed_call(People& people, World& w, const std::string& product, const json::object& body, const std::string& nonce = {}) {
  const auto target = "/api/v1/products/" + product + "/calls";
  const auto text = json::serialize(body);
  const auto headers = gateway::sign_request(w.key_id, w.key_secret, "POST", target, text, w.clock->now(),
                                             nonce.empty() ? crypto::to_hex(crypto::random_bytes(12)) : nonce);
  return people.raw("", "POST", target,
                    {{"content-type", "application/json"}, {"x-gongshu-key", headers.key}, {"x-gongshu-timestamp", headers.timestamp},
                     {"x-gongshu-nonce", headers.nonce}, {"x-gongshu-signature", headers.signature}},
                    text);
}

Status subscribe(People& people, World& w, Line& line, const std::string& purpose) {
  GS_TRY(reply, people.call("developer.chen", "POST", "/api/v1/subscriptions",
                            json::object{{"product", line.product}, {"application_agreement", w.application_agreement}, {"purpose", purpose},
                                         {"starts", today(w)}, {"ends", years_on(w, 1)}, {"quota_per_day", 10000}, {"rate_per_second", 1000}}));
  line.subscription = text_of(reply, "id");
  people.tell().step("订阅 “" + purpose + "”", line.subscription);
  return {};
}

}  // namespace

Status expect_call(People& people, World& w, const Line& line, const json::object& body, int status, const std::string& what) {
  GS_TRY(reply, signed_call(people, w, line.product, body));
  GS_TRY(answer, object_of(reply, what));
  if (reply.status != status) return fail(ErrorCode::internal, what, "HTTP " + std::to_string(reply.status) + " " + reply.body.substr(0, 400));
  if (status == 200) people.tell().step(what, reply.body.substr(0, 160));
  else people.tell().refusal(what, answer);
  return {};
}

Status act_delivery(People& people, World& w) {
  people.tell().act("应用单位：评估、审核、签约", "The application developer");
  GS_TRY(selected, people.call("operator.zheng", "POST", "/api/v1/developers", json::object{{"org", w.orgs["developer"]}, {"scenario", "物流路径规划与入住核验"}}));
  w.developer = text_of(selected, "id");
  const auto path = "/api/v1/developers/" + w.developer;
  json::object dimensions;
  for (const char* name : {"qualification_and_capability", "demand_reasonableness", "scenario_compliance", "security_risk"})
    dimensions[name] = json::object{{"verdict", "pass"}, {"evidence", "材料齐备，现场核查通过"}};
  GS_TRY(assessed, people.call("operator.zheng", "POST", path + "/assessment", json::object{{"dimensions", dimensions}}));
  GS_TRY(confidentiality, deposit(people, w, "operator.zheng", "confidentiality_agreement", "与云帆物流科技有限公司的安全保密协议"));
  GS_TRY(reviewed, people.call("agency.zhao", "POST", path + "/opinions", json::object{{"role", "implementing_agency"}, {"verdict", "pass"}}));
  people.tell().step("四维评估，经实施机构审核", w.developer + " " + text_of(reviewed, "status"));
  const json::object items{{"purpose", "物流路径规划与入住核验"}, {"scope", "两项产品"}, {"manner", "接口调用"}, {"term", "一年"},
                           {"revenue_sharing", "按次计费"}, {"security_and_confidentiality", "见保密协议"}};
  GS_TRY(draft, people.call("operator.zheng", "POST", "/api/v1/application-agreements",
                            json::object{{"developer", w.developer}, {"items", items}, {"confidentiality", confidentiality}, {"starts", today(w)}, {"ends", years_on(w, 1)}}));
  w.application_agreement = text_of(draft, "id");
  GS_TRY(one, people.call("operator.feng", "POST", "/api/v1/application-agreements/" + w.application_agreement + "/signatures"));
  GS_TRY(two, people.call("developer.chu", "POST", "/api/v1/application-agreements/" + w.application_agreement + "/signatures"));
  people.tell().step("六要素应用协议双方签署", w.application_agreement + " " + text_of(two, "status"));
  GS_TRY(key, people.call("developer.chen", "POST", "/api/v1/application-keys", json::object{{"label", "生产系统"}}));
  w.key_id = text_of(key, "id");
  w.key_secret = text_of(key, "secret");
  people.tell().step("签发应用密钥，只显示一次", w.key_id);
  GS_CHECK(subscribe(people, w, w.elderly, "养老设施选址"));
  GS_CHECK(subscribe(people, w, w.divisions_line, "物流地址校验"));
  return subscribe(people, w, w.residence, "入住核验");
}

Status act_calls(People& people, World& w) {
  people.tell().act("调用：先落盘，后应答", "Calls: recorded before they are answered");
  GS_TRY(package, people.raw("developer.chen", "GET", "/api/v1/products/" + w.elderly.product + "/package?subscription=" + w.elderly.subscription, {}, {}));
  if (package.status != 200) return fail(ErrorCode::internal, "package", package.body.substr(0, 400));
  people.tell().step("下载数据包", std::to_string(std::count(package.body.begin(), package.body.end(), '\n')) + " 行 · " + package.body.substr(0, package.body.find('\n')));
  GS_CHECK(expect_call(people, w, w.divisions_line, {{"subscription", w.divisions_line.subscription}, {"purpose", "物流地址校验"}, {"key", "410102001002"}}, 200,
                       "区划代码接口：查一个村级代码"));
  const json::object ask{{"subscription", w.residence.subscription}, {"purpose", "入住核验"}, {"key", w.resident_id},
                         {"claims", json::object{{"county_code", w.resident_county}}}};
  GS_CHECK(expect_call(people, w, w.residence, ask, 403, "居住地核验：没有本人授权同意的调用"));
  GS_TRY(consent, people.call("developer.chen", "POST", "/api/v1/consents",
                              json::object{{"identifier", w.resident_id}, {"product", w.residence.product}, {"purpose", "入住核验"},
                                           {"until", years_on(w, 1)}, {"basis", "本人在线同意（演示）"}}));
  auto with_consent = ask;
  with_consent["consent"] = text_of(consent, "id");
  GS_CHECK(expect_call(people, w, w.residence, with_consent, 200, "取得同意后核验，只答是或否"));
  with_consent["claims"].as_object()["county_code"] = w.resident_county == "410102" ? "410103" : "410102";
  GS_CHECK(expect_call(people, w, w.residence, with_consent, 200, "声称另一县区"));
  GS_TRY(statement, people.call("developer.chen", "GET", "/api/v1/subscriptions/" + w.residence.subscription + "/statement?from=" + today(w) + "&to=" + today(w)));
  people.tell().step("使用账单，可由账本锚定逐条复算",
                     "计费 " + std::to_string(statement.at("charged_calls").as_int64()) + " 次 · " + std::to_string(statement.at("amount_fen").as_int64()) + " 分 · " +
                         std::to_string(statement.at("records").as_int64()) + " 条记录");
  return {};
}

}  // namespace gongshu::demo
