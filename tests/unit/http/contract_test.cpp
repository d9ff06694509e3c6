// The contract as a table, and the client.
#include "fake.h"
#include "http/assets.h"
#include "http/yaml_json.h"

namespace gongshu::http {
namespace {

std::string fault(std::string_view paths) {
  const auto parsed = Contract::parse("paths:\n" + std::string(paths));
  return parsed ? "" : describe(parsed.error());
}

TEST(Contract, TheBuiltInOneParsesAndNamesEveryOperation) {
  const auto& contract = Contract::built_in();
  ASSERT_GE(contract.operations().size(), 9u);
  for (const auto& operation : contract.operations()) EXPECT_EQ(contract.find(operation.id), &operation);
  EXPECT_TRUE(contract.find("getLive")->local);
  EXPECT_EQ(contract.find("nothing"), nullptr);
  const auto document = json::parse(contract.json());
  EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
  EXPECT_TRUE(document.at_pointer("/components/schemas/Problem/properties/status/minimum").is_int64());
}

TEST(Contract, EveryPageOfTheHeadIsBuiltIn) {
  for (const auto* name : {"openapi.yaml", "index.html", "portal.html", "docs.html", "docs.js", "page.css"})
    EXPECT_NE(find_asset(name), nullptr) << name;
}

TEST(Contract, PagesHoldNoInlineScriptAndNothingFromElsewhere) {
  for (const auto& asset : assets()) {
    if (!asset.name.ends_with(".html")) continue;
    EXPECT_EQ(asset.bytes.find("http://"), std::string_view::npos) << asset.name;
    EXPECT_EQ(asset.bytes.find("https://"), std::string_view::npos) << asset.name;
    EXPECT_EQ(asset.bytes.find("<script>"), std::string_view::npos) << asset.name;
    EXPECT_EQ(asset.bytes.find("style="), std::string_view::npos) << asset.name;
    EXPECT_EQ(asset.bytes.find("onclick"), std::string_view::npos) << asset.name;
  }
}

TEST(Contract, FaultsAreNamed) {
  EXPECT_NE(fault("  /a: {get: {}}").find("/a/get: api/openapi.yaml: operationId is missing"), std::string::npos)
      << fault("  /a: {get: {}}");
  EXPECT_NE(fault("  /a: {get: {operationId: x}, post: {operationId: x}}").find("occurs twice"), std::string::npos);
  EXPECT_NE(fault("  /a/{b}: {get: {operationId: x}}").find("b is not declared"), std::string::npos);
  EXPECT_NE(fault("  /a: {get: {operationId: x, parameters: [{name: b, in: path}]}}").find("does not occur"), std::string::npos);
  EXPECT_NE(fault("  /a/{b}:go: {get: {operationId: x, parameters: [{name: b, in: path}]}}").find("whole segment"),
            std::string::npos);
  EXPECT_NE(fault("  /a: {get: {operationId: x, parameters: [{$ref: '#/no'}]}}").find("leads nowhere"), std::string::npos);
  EXPECT_NE(fault("  /a: {get: {operationId: x, parameters: [{name: b, in: cookie}]}}").find("path, query or header"),
            std::string::npos);
  EXPECT_NE(fault("  /a: {get: {operationId: x, parameters: [{name: b, in: query, schema: {pattern: '('}}]}}").find("regular"),
            std::string::npos);
  EXPECT_NE(fault("  a: {get: {operationId: x}}").find("starts with /"), std::string::npos);
  EXPECT_NE(fault("  /a: [").find("line"), std::string::npos);
}

TEST(Contract, YamlScalarsKeepTheirKind) {
  const auto value =
      yaml_to_json("a: 1\nb: '1'\nc: true\nd: 'true'\ne: null\nf: 1.5\ng: 2026-01-01\nh: 0.1.0\ni: \"\"\nj: -7\nk: +x\n'200': x");
  ASSERT_TRUE(value);
  EXPECT_EQ(
      json::serialize(*value),
      R"({"a":1,"b":"1","c":true,"d":"true","e":null,"f":1.5E0,"g":"2026-01-01","h":"0.1.0","i":"","j":-7,"k":"+x","200":"x"})");
}

class ClientTest : public HttpTest {
 protected:
  void SetUp() override { serve({.idle_timeout = std::chrono::milliseconds(300)}); }
};

TEST_F(ClientTest, KeepsItsConnectionAndOpensANewOneWhenTheServerClosedIt) {
  Client client;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(client.get(url("/livez")).value().status, 200);
    EXPECT_NE(client.get(url("/metrics")).value().body.find("gongshu_http_connections 1"), std::string::npos);
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
  }
}

TEST_F(ClientTest, NamesWhatWentWrong) {
  EXPECT_EQ(Client().get("https://127.0.0.1/").error().code, ErrorCode::input_bad_format);
  EXPECT_EQ(Client().get("nonsense").error().code, ErrorCode::input_bad_format);
  EXPECT_EQ(Client().get("http://127.0.0.1:1/").error().code, ErrorCode::http_unreachable);
  EXPECT_EQ(Client().get(url("/livez"), {{"X", "a\r\nb"}}).error().code, ErrorCode::input_bad_format);
  Client hasty({.timeout = std::chrono::milliseconds(100)});
  EXPECT_EQ(hasty.get(url("/api/v1/sleep/500")).error().code, ErrorCode::http_timeout);
  Client small({.max_body = 1000});
  EXPECT_EQ(small.get(url("/api/v1/large")).error().code, ErrorCode::input_too_large);
}

TEST_F(ClientTest, SendsHeadAndReadsNoBody) {
  const auto response = Client().request("HEAD", url("/api/v1/large"));
  ASSERT_TRUE(response) << describe(response.error());
  EXPECT_EQ(response->headers.get("content-length"), std::to_string(8 << 20));
  EXPECT_TRUE(response->body.empty());
}

}  // namespace
}  // namespace gongshu::http
