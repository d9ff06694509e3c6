// What a well-behaved client sees: routes, parameters, bodies, problems, headers.
#include "fake.h"
#include "http/browser_session.h"

namespace gongshu::http {
namespace {

class Requests : public HttpTest {
 protected:
  void SetUp() override { serve(); }
};

TEST_F(Requests, ACallCarriesEverythingTheBackendNeeds) {
  Client().request("PUT", url("/api/v1/files/a%20b%E4%B8%AD.csv"),
                   {{"Content-Type", "application/octet-stream"},
                    {"Authorization", "bearer tok-1"},
                    {"X-Gongshu-Key", "k1"},
                    {"Cookie", "secret=1"},
                    {"traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}},
                   std::string("\0\x01raw", 5));
  const auto call = backend_.last();
  EXPECT_EQ(call.operation_id, "upload");
  EXPECT_EQ(call.method, "PUT");
  EXPECT_EQ(call.target, "/api/v1/files/a%20b%E4%B8%AD.csv");
  EXPECT_EQ(call.params.get("name"), "a b中.csv");
  EXPECT_EQ(call.raw_body, std::string("\0\x01raw", 5));
  EXPECT_EQ(call.bearer, "tok-1");
  EXPECT_EQ(call.headers.get("x-gongshu-key"), "k1");
  EXPECT_FALSE(call.headers.contains("cookie"));
  EXPECT_EQ(call.remote, "127.0.0.1");
  EXPECT_EQ(call.trace_id, "0af7651916cd43dd8448eb211c80319c");
}

TEST_F(Requests, ABrokenTraceparentIsReplacedByARandomId) {
  const auto a = get("/livez", {{"traceparent", "00-00000000000000000000000000000000-b7ad6b7169203331-01"}});
  const auto b = get("/livez", {{"traceparent", "nonsense"}});
  EXPECT_EQ(a.headers.get("x-trace-id").size(), 32u);
  EXPECT_NE(a.headers.get("x-trace-id"), std::string(32, '0'));
  EXPECT_NE(a.headers.get("x-trace-id"), b.headers.get("x-trace-id"));
}

TEST_F(Requests, QueryParametersAreCheckedAgainstTheContract) {
  EXPECT_EQ(get("/api/v1/items?must=x&limit=100&state=signed&q=%E4%B8%AD+a&open=true&since=2026-02-28").status, 200);
  EXPECT_EQ(backend_.last().query.get("q"), "中 a");
  const std::pair<const char*, const char*> bad[] = {
      {"must=x&nope=1", "query.nope"},
      {"must=x&limit=0", "query.limit"},
      {"must=x&limit=1e3", "query.limit"},
      {"must=x&limit=", "query.limit"},
      {"must=x&state=other", "query.state"},
      {"must=x&q=123456789", "query.q"},
      {"must=x&open=1", "query.open"},
      {"must=x&since=soon", "query.since"},
      {"", "query.must"},
      {"must=x&must=y", "query.must"},
      {"must=%zz", "query.must"},
      {"must=%4", "query.must"},
      {"must=x&%00=1", "query.%00"},
      {"must=x&limit=99999999999999999999", "query.limit"},
  };
  for (const auto& [query, at] : bad) {
    const auto answer = exchange("GET /api/v1/items?" + std::string(query) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 400")) << query << answer;
    EXPECT_NE(answer.find("\"at\":\"" + std::string(at) + "\""), std::string::npos) << query << answer;
  }
  expect_problem(get("/api/v1/items?must=%ff"), 400, "input.bad_utf8", "query.must");
}

TEST_F(Requests, PathParametersAreCheckedAgainstTheContract) {
  expect_problem(Client().request("PUT", url("/api/v1/files/x.txt"), {}, "a").value(), 400, "input.bad_parameter", "path.name");
  expect_problem(get("/api/v1/items/%ff"), 400, "input.bad_utf8", "path.id");
  expect_problem(get("/api/v1/items/a%00"), 400, "input.bad_utf8", "path.id");
  expect_problem(get("/api/v1/sleep/x"), 400, "input.bad_parameter", "path.ms");
  get("/api/v1/items/a%2Fb");
  EXPECT_EQ(backend_.last().params.get("id"), "a/b");
}

TEST_F(Requests, AFixedSegmentGoesBeforeAParameter) {
  EXPECT_NE(get("/api/v1/items/fixed").body.find("getFixed"), std::string::npos);
  EXPECT_NE(get("/api/v1/items/other").body.find("getItem"), std::string::npos);
}

TEST_F(Requests, UnknownPathsAreNotFound) {
  for (const auto* path :
       {"/nope", "/api/v1", "/api/v1/items/a/b", "/api/v1/items//", "/%2e%2e/etc/passwd", "/api/v1/items/"})
    EXPECT_EQ(get(path).status, 404) << path;
  EXPECT_EQ(text(problem_of(get("/api/v1/items/")), "hint"), "without the slash at the end");
}

TEST_F(Requests, AnotherMethodIsRefusedWithAllow) {
  const auto response = Client().request("DELETE", url("/api/v1/items")).value();
  expect_problem(response, 405, "http.method_not_allowed", "method");
  EXPECT_EQ(response.headers.get("allow"), "GET, HEAD, POST, OPTIONS");
  const auto options = Client().request("OPTIONS", url("/api/v1/items")).value();
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.headers.get("allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(Client().request("BREW", url("/api/v1/items")).value().status, 405);
  EXPECT_EQ(Client().request("HEAD", url("/api/v1/echo")).value().status, 405);
}

TEST_F(Requests, HeadAnswersLikeGetWithoutBody) {
  const auto response = exchange("HEAD /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_NE(response.find("HTTP/1.1 200 OK"), std::string::npos);
  EXPECT_NE(response.find("Content-Length: 15"), std::string::npos);
  EXPECT_TRUE(response.ends_with("\r\n\r\n"));
}

TEST_F(Requests, JsonBodiesAreParsedAndFaultsNamed) {
  EXPECT_EQ(post("/api/v1/echo", R"({"text":"你好","number":3})").status, 201);
  EXPECT_EQ(post("/api/v1/echo", R"({"text":"x"})", "application/json; charset=UTF-8").status, 201);
  expect_problem(post("/api/v1/echo", R"({"text":1})"), 400, "input.wrong_type", "/text");
  expect_problem(post("/api/v1/echo", R"({"text":"x","more":1})"), 400, "input.unknown_field", "/more");
  expect_problem(post("/api/v1/echo", R"({"text":"12345678901234567"})"), 400, "input.too_long", "/text");
  EXPECT_EQ(text(problem_of(post("/api/v1/echo", R"({"text":)")), "code"), "input.bad_json");
  EXPECT_EQ(text(problem_of(post("/api/v1/echo", "{\"text\":\"\xff\"}")), "code"), "input.bad_utf8");
  EXPECT_EQ(text(problem_of(post("/api/v1/echo", R"({"text":"a","text":"b"})")), "code"), "input.duplicate_key");
  EXPECT_EQ(text(problem_of(post("/api/v1/echo", std::string(10'000, '['))), "code"), "input.too_deep");
}

TEST_F(Requests, BodiesOfAnotherTypeAreRefused) {
  expect_problem(post("/api/v1/echo", "a=1", "application/x-www-form-urlencoded"), 415, "input.bad_content_type",
                 "header.content-type");
  expect_problem(post("/api/v1/echo", "{}", "application/json; charset=gbk"), 415, "input.bad_content_type",
                 "header.content-type");
  expect_problem(post("/api/v1/echo", "{}", ""), 415, "input.bad_content_type", "header.content-type");
  expect_problem(post("/api/v1/echo", "null"), 400, "input.wrong_type", "body");
  expect_problem(post("/api/v1/echo", ""), 400, "input.missing_field", "body");
}

TEST_F(Requests, AnOperationWithoutBodyTakesNone) {
  EXPECT_EQ(post("/api/v1/items", "").status, 200);
  EXPECT_EQ(post("/api/v1/items", "{}").status, 200);
  expect_problem(post("/api/v1/items", R"({"a":1})"), 400, "input.unknown_field", "body");
}

TEST_F(Requests, ARefusalExplainsItself) {
  const auto response = get("/api/v1/fail");
  expect_problem(response, 422, "rule.item_missing", "/items/5");
  const auto document = problem_of(response);
  EXPECT_EQ(text(document, "rule"), "HA-12");
  EXPECT_EQ(text(document, "article"), "第十二条");
  EXPECT_EQ(text(document, "hint"), "add item 5");
  EXPECT_EQ(document.at("missing").as_array().size(), 1u);
  EXPECT_EQ(text(document, "code"), "rule.item_missing") << "members of the error must not replace the document's own";
}

TEST_F(Requests, AnExceptionIsA500ThatTellsNothingAndIsLogged) {
  const auto response = get("/api/v1/throw");
  expect_problem(response, 500, "internal", "");
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
  EXPECT_NE(log().find("the secret inside"), std::string::npos);
  EXPECT_NE(log().find(response.headers.get("x-trace-id")), std::string::npos);
  expect_problem(post("/api/v1/call/throw", "{}"), 500, "internal", "");
  EXPECT_NE(log().find("fast secret"), std::string::npos);
}

TEST_F(Requests, FastCallsAreAnsweredAtOnceOrLater) {
  EXPECT_EQ(post("/api/v1/call/now", R"({"k":1})").body, R"({"answer":{"k":1}})");
  EXPECT_EQ(post("/api/v1/call/later", "{}").body, R"({"answer":"later"})");
  EXPECT_EQ(post("/api/v1/call/twice", "{}").body, R"({"answer":1})") << "a second answer is dropped";
  expect_problem(post("/api/v1/call/refuse", "{}"), 429, "gateway.quota", "");
  EXPECT_EQ(text(problem_of(post("/api/v1/call/now", "{")), "code"), "input.bad_json");
  EXPECT_TRUE(alive());
}

TEST_F(Requests, HealthAndMetrics) {
  EXPECT_EQ(get("/livez").body, R"({"status":"ok"})");
  EXPECT_EQ(get("/readyz").status, 200);
  backend_.is_ready = false;
  const auto response = get("/readyz");
  expect_problem(response, 503, "http.not_ready", "");
  EXPECT_NE(text(problem_of(response), "hint").find("the disk is full"), std::string::npos);
  EXPECT_EQ(get("/livez").status, 200) << "alive even when not ready";
  get("/nope");
  const auto metrics = get("/metrics").body;
  EXPECT_NE(metrics.find("gongshu_http_requests_total{operation=\"getLive\",status=\"200\"} 2"), std::string::npos) << metrics;
  EXPECT_NE(metrics.find("gongshu_http_requests_total{operation=\"none\",status=\"404\"} 1"), std::string::npos);
  EXPECT_NE(metrics.find("gongshu_http_request_seconds_bucket{operation=\"getReady\",le=\"+Inf\"} 2"), std::string::npos);
  EXPECT_NE(metrics.find("gongshu_http_in_flight 1"), std::string::npos);
  EXPECT_NE(metrics.find("fake_metric 42"), std::string::npos);
}

TEST_F(Requests, EveryAnswerCarriesTheSecurityHeaders) {
  for (const auto* path : {"/livez", "/nope", "/docs", "/api/v1/fail"}) {
    const auto response = get(path);
    EXPECT_TRUE(response.headers.get("content-security-policy").starts_with("default-src 'self'")) << path;
    EXPECT_EQ(response.headers.get("x-content-type-options"), "nosniff") << path;
  }
  EXPECT_EQ(get("/api/v1/items/1").headers.get("cache-control"), "no-store");
}

TEST_F(Requests, ACookieStandsForTheBearerToken) {
  EXPECT_EQ(get("/api/v1/items/1", {{"Cookie", "a=b; gongshu_session=tok-2; c=d"}}).status, 200);
  EXPECT_EQ(backend_.last().bearer, "tok-2");
  get("/api/v1/items/1", {{"Cookie", "gongshu_session=tok-2"}, {"Authorization", "Bearer tok-1"}});
  EXPECT_EQ(backend_.last().bearer, "tok-1");
  get("/api/v1/items/1", {{"Cookie", "xgongshu_session=tok-2; gongshu_sessionx=tok-3"}});
  EXPECT_EQ(backend_.last().bearer, "");
}

TEST_F(Requests, BehindTlsOnlyTheHostCookieCounts) {
  const Fields tls{{"X-Forwarded-Proto", "https"}, {"Cookie", "gongshu_session=planted; __Host-gongshu_session=tok-4"}};
  get("/api/v1/items/1", tls);
  EXPECT_EQ(backend_.last().bearer, "tok-4");
}

TEST_F(Requests, AChangeUnderACookieMustComeFromAPage) {
  const Fields planted{{"Cookie", "gongshu_session=tok-5"}};
  const auto refused = Client().request("POST", url("/api/v1/items"), planted, "").value();
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(json::parse(refused.body).at("code"), json::value("auth.forbidden"));
  const Fields own{{"Cookie", "gongshu_session=tok-5"}, {"X-Gongshu-Client", "console"}};
  EXPECT_EQ(Client().request("POST", url("/api/v1/items"), own, "").value().status, 200);
  EXPECT_EQ(backend_.last().bearer, "tok-5");
}

TEST(BrowserSession, APageGetsTheTokenAsACookieAndNotInTheBody) {
  Call call;
  call.operation_id = "signIn";
  Reply reply = json_reply({{"token", "tok-6"}, {"person", "per-1"}}, 201);
  keep_session_in_cookie(call, reply);
  EXPECT_EQ(reply.body.at("token"), json::value("tok-6"));  // a program keeps its bearer token
  EXPECT_FALSE(reply.headers.contains("Set-Cookie"));
  call.headers.add("x-gongshu-client", "console");
  keep_session_in_cookie(call, reply);
  EXPECT_FALSE(reply.body.as_object().contains("token"));
  EXPECT_EQ(reply.headers.get("Set-Cookie"), "gongshu_session=tok-6; Path=/; HttpOnly; SameSite=Strict");
}

TEST(BrowserSession, BehindTlsTheCookieIsSecureAndSigningOutClearsIt) {
  Call call;
  call.operation_id = "signOut";
  call.headers.add("x-gongshu-client", "console");
  call.headers.add("x-forwarded-proto", "https");
  Reply reply{204, {}, {}, {}, {}};
  keep_session_in_cookie(call, reply);
  EXPECT_EQ(reply.headers.get("Set-Cookie"), "__Host-gongshu_session=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
}

TEST_F(Requests, TheConsoleIsCompressedAndItsHashedFilesMayBeKept) {
  const auto page = get("/", {{"Accept-Encoding", "gzip, deflate"}});
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.headers.get("cache-control"), "no-cache");
  const auto plain = get("/").body;
  const auto begin = plain.find("/assets/");
  ASSERT_NE(begin, std::string::npos) << plain;
  const auto file = plain.substr(begin, plain.find('"', begin) - begin);
  const auto packed = get(file.c_str(), {{"Accept-Encoding", "br, gzip"}});
  const auto whole = get(file.c_str(), {{"Accept-Encoding", "gzip;q=0"}});
  EXPECT_EQ(packed.headers.get("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(packed.headers.get("vary"), "Accept-Encoding");
  EXPECT_EQ(whole.headers.get("content-encoding"), "");
  EXPECT_LE(packed.body.size(), whole.body.size());
  EXPECT_EQ(get("/assets/none.js").status, 404);
}

TEST_F(Requests, PagesAreServedWithEntityTags) {
  const auto page = get("/docs");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.headers.get("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(get("/docs", {{"If-None-Match", std::string(page.headers.get("etag"))}}).status, 304);
  EXPECT_EQ(get("/static/docs.js").headers.get("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(get("/static/none.js").status, 404);
  EXPECT_EQ(get("/static/..%2Fopenapi.yaml").status, 404);
  EXPECT_TRUE(json::parse(get("/openapi.json").body).as_object().contains("paths"));
}

}  // namespace
}  // namespace gongshu::http
