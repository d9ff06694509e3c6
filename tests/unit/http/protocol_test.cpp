// Bytes on the wire: framing, smuggling, limits, slow clients. Each refusal closes the connection and leaves the server alive.
#include "fake.h"

namespace gongshu::http {
namespace {

using std::chrono::milliseconds;

class Protocol : public HttpTest {
 protected:
  void SetUp() override {
    serve({.idle_timeout = milliseconds(600),
           .header_timeout = milliseconds(400),
           .body_timeout = milliseconds(400),
           .write_timeout = milliseconds(2000)});
  }
  void expect_refused(std::string_view bytes, std::string_view status, std::string_view code) {
    Wire wire(port_);
    const auto all = wire.send(bytes).read_all();
    EXPECT_TRUE(all.starts_with("HTTP/1.1 " + std::string(status))) << bytes.substr(0, 200) << "\n" << all;
    EXPECT_NE(all.find("\"code\":\"" + std::string(code) + "\""), std::string::npos) << all;
    EXPECT_EQ(all.find("HTTP/1.1", 1), std::string::npos) << "one request, one answer: " << all;
    EXPECT_NE(all.find("Connection: close"), std::string::npos) << all;
    EXPECT_TRUE(wire.closed_by_server());
  }
};

const std::string kHost = "Host: x\r\n";

TEST_F(Protocol, AmbiguousFramingIsRefused) {
  const std::string post = "POST /api/v1/echo HTTP/1.1\r\n" + kHost + "Content-Type: application/json\r\n";
  const std::string smuggled = "\r\n0\r\n\r\nGET /livez HTTP/1.1\r\n" + kHost + "\r\n";
  for (const auto* framing : {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                              "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                              "Content-Length: 5\r\nContent-Length: 6\r\n",
                              "Content-Length: 5\r\nContent-Length: 5\r\n",
                              "Content-Length: 5, 5\r\n",
                              "Content-Length: +5\r\n",
                              "Content-Length: -1\r\n",
                              "Content-Length: 0x5\r\n",
                              "Content-Length: \r\n",
                              "Content-Length: 99999999999999999999999\r\n",
                              "Transfer-Encoding: gzip, chunked\r\n",
                              "Transfer-Encoding: chunked, identity\r\n",
                              "Transfer-Encoding: xchunked\r\n",
                              "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                              "Transfer-Encoding: \r\n",
                              "Transfer-Encoding : chunked\r\n",
                              "Transfer-Encoding:\r\n chunked\r\n",
                              "X: y\r\n folded\r\n",
                              "X: a\nContent-Length: 5\r\n",
                              "Bad Header: x\r\n",
                              ": x\r\n",
                              "X\r\n"})
    expect_refused(post + framing + smuggled, "400", "http.bad_request");
  EXPECT_EQ(backend_.calls, 0);
  EXPECT_TRUE(alive());
}

TEST_F(Protocol, BrokenRequestLinesAreRefused) {
  for (const std::string line : {"GET\r\n", "GET /livez\r\n", "GET  /livez HTTP/1.1\r\n", "GET /livez HTTP/2.0\r\n",
                                 "GET /livez HTTP/0.9\r\n", "G\x01T /livez HTTP/1.1\r\n", "GET /li vez HTTP/1.1\r\n",
                                 "GET /\x01 HTTP/1.1\r\n", "GET /livez#x HTTP/1.1\r\n", "GET /livez HTTP/1.1\n"}) {
    Wire wire(port_);
    const auto all = wire.send(line + kHost + "\r\n").read_all(1500);
    EXPECT_TRUE(all.starts_with("HTTP/1.1 400")) << line << all;
  }
  expect_refused("GET /livez HTTP/1.1\r\n\r\n", "400", "http.bad_request");
  expect_refused("GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400", "http.bad_request");
  expect_refused(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\n", 13), "400", "http.bad_request");
}

TEST_F(Protocol, ChunkedBodiesAreJoinedAndBrokenOnesRefused) {
  const std::string head =
      "POST /api/v1/echo HTTP/1.1\r\n" + kHost + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
  const auto good = exchange(head + "4;ext=1\r\n{\"te\r\n8\r\nxt\":\"a\"}\r\n0\r\nX-Trailer: 1\r\n\r\n");
  EXPECT_TRUE(good.starts_with("HTTP/1.1 201")) << good;
  for (const auto* body :
       {"zz\r\n", "4\r\n{\"teXXXX", "-1\r\n", "fffffffffffffffff\r\n", "4\n{\"te\r\n", "0\r\nContent-Length: 3\r\n\r\n"})
    expect_refused(head + body, "400", "http.bad_request");
  expect_refused(head + "4;" + std::string(20'000, 'x'), "400", "http.bad_request");
  EXPECT_TRUE(alive());
}

TEST_F(Protocol, ABodyThatEndsEarlyIsRefused) {
  const std::string head = "POST /api/v1/echo HTTP/1.1\r\n" + kHost + "Content-Type: application/json\r\n";
  for (const auto* rest : {"Content-Length: 50\r\n\r\n{\"text\"", "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"te\r\n",
                           "Transfer-Encoding: chunked\r\n\r\n5"}) {
    Wire wire(port_);
    wire.send(head + rest).half_close();
    const auto all = wire.read_all();
    EXPECT_TRUE(all.starts_with("HTTP/1.1 400")) << all;
  }
  EXPECT_EQ(backend_.calls, 0);
}

TEST_F(Protocol, OversizeIsRefusedBeforeItIsRead) {
  const std::string head = "POST /api/v1/echo HTTP/1.1\r\n" + kHost + "Content-Type: application/json\r\n";
  expect_refused(head + "Content-Length: 10485760\r\n\r\n", "413", "input.too_large");
  expect_refused(head + "Content-Length: 70000\r\nExpect: 100-continue\r\n\r\n", "413", "input.too_large");
  expect_refused(head + "Transfer-Encoding: chunked\r\n\r\n20000\r\n" + std::string(0x20000, ' '), "413", "input.too_large");
  const auto response =
      Client().request("POST", url("/api/v1/echo"), {{"Content-Type", "application/json"}}, std::string(10 << 20, ' '));
  ASSERT_TRUE(response) << describe(response.error());
  EXPECT_EQ(response->status, 413);
  expect_refused("GET /livez HTTP/1.1\r\n" + kHost + "X: " + std::string(17'000, 'x') + "\r\n\r\n", "431",
                 "http.header_too_large");
  expect_refused("GET /" + std::string(17'000, 'x'), "431", "http.header_too_large");
  std::string many = "GET /livez HTTP/1.1\r\n" + kHost;
  for (int i = 0; i < 3000; ++i) many += "a: b\r\n";
  expect_refused(many, "431", "http.header_too_large");
}

TEST_F(Protocol, LimitsAreThoseOfTheOperation) {
  const auto put = [&](std::size_t size) {
    return Client()
        .request("PUT", url("/api/v1/files/x.csv"), {{"Content-Type", "application/octet-stream"}}, std::string(size, 'a'))
        .value();
  };
  EXPECT_EQ(put(200'000).status, 200);
  EXPECT_EQ(put(200'001).status, 413);
  EXPECT_EQ(backend_.last().raw_body.size(), 200'000u);
}

TEST_F(Protocol, AShortBodyOfARefusedRequestKeepsTheConnection) {
  Wire wire(port_);
  EXPECT_TRUE(
      wire.send("POST /nope HTTP/1.1\r\n" + kHost + "Content-Length: 5\r\n\r\nhello").read_one().starts_with("HTTP/1.1 404"));
  EXPECT_TRUE(wire.send("GET /livez HTTP/1.1\r\n" + kHost + "\r\n").read_one().starts_with("HTTP/1.1 200"));
}

TEST_F(Protocol, ContinueIsSentWhenAskedFor) {
  Wire wire(port_);
  wire.send("POST /api/v1/echo HTTP/1.1\r\n" + kHost +
            "Content-Type: application/json\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(wire.read_one(), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_TRUE(wire.send("{\"text\":\"a\"}").read_one().starts_with("HTTP/1.1 201"));
}

TEST_F(Protocol, PipelinedRequestsAreAnsweredInOrder) {
  Wire wire(port_);
  std::string all;
  for (int i = 0; i < 200; ++i) {
    all += "GET /api/v1/items/" + std::to_string(i) + " HTTP/1.1\r\n" + kHost + "\r\n";
    all += "POST /api/v1/call/" + std::string(i % 2 ? "now" : "later") + " HTTP/1.1\r\n" + kHost +
           "Content-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"n\":" + std::to_string(10 + i) + "}";
    if (i >= 20) break;
  }
  wire.send(all);
  for (int i = 0; i <= 20; ++i) {
    EXPECT_NE(wire.read_one().find("getItem"), std::string::npos) << i;
    EXPECT_NE(wire.read_one().find(i % 2 ? "{\"n\":" : "later"), std::string::npos) << i;
  }
}

TEST_F(Protocol, BytesMayArriveOneByOne) {
  Wire wire(port_);
  for (const char c : "POST /api/v1/echo HTTP/1.1\r\n" + kHost +
                          "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" +
                          "3\r\n{\"t\r\n9\r\next\":\"a\"}\r\n0\r\n\r\n")
    wire.send({&c, 1});
  EXPECT_TRUE(wire.read_one().starts_with("HTTP/1.1 201"));
}

TEST_F(Protocol, OldClientsGetACloseUnlessTheyAskToStay) {
  EXPECT_NE(exchange("GET /livez HTTP/1.0\r\n\r\n").find("Connection: close"), std::string::npos);
  EXPECT_NE(exchange("GET /livez HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").find("Connection: keep-alive"), std::string::npos);
  Wire wire(port_);
  wire.send("GET /livez HTTP/1.1\r\nConnection: close\r\n" + kHost + "\r\n");
  EXPECT_TRUE(wire.closed_by_server());
}

TEST_F(Protocol, TheAbsoluteFormAndTheAsteriskAreUnderstood) {
  EXPECT_TRUE(exchange("GET http://example.com:80/livez HTTP/1.1\r\n" + kHost + "\r\n").starts_with("HTTP/1.1 200"));
  EXPECT_TRUE(exchange("OPTIONS * HTTP/1.1\r\n" + kHost + "\r\n").starts_with("HTTP/1.1 204"));
  EXPECT_TRUE(exchange("CONNECT example.com:80 HTTP/1.1\r\n" + kHost + "\r\n").starts_with("HTTP/1.1 404"));
  EXPECT_TRUE(exchange("GET * HTTP/1.1\r\n" + kHost + "\r\n").starts_with("HTTP/1.1 404"));
}

TEST_F(Protocol, SlowHeadersTimeOut) {
  Wire wire(port_);
  const auto start = std::chrono::steady_clock::now();
  wire.send("GET /livez HTTP/1.1\r\n");
  for (int i = 0; i < 20; ++i) {
    wire.send("X: y\r\n");
    std::this_thread::sleep_for(milliseconds(50));
    if (std::chrono::steady_clock::now() - start > milliseconds(700)) break;
  }
  const auto all = wire.read_all();
  EXPECT_TRUE(all.starts_with("HTTP/1.1 408")) << all;
  EXPECT_NE(all.find("\"at\":\"header\""), std::string::npos) << all;
  EXPECT_TRUE(wire.closed_by_server());
}

TEST_F(Protocol, SlowBodiesTimeOut) {
  Wire wire(port_);
  wire.send("POST /api/v1/echo HTTP/1.1\r\n" + kHost + "Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{");
  const auto all = wire.read_all();
  EXPECT_TRUE(all.starts_with("HTTP/1.1 408")) << all;
  EXPECT_NE(all.find("\"at\":\"body\""), std::string::npos) << all;
}

TEST_F(Protocol, IdleConnectionsAreClosedWithoutAWord) {
  Wire wire(port_);
  wire.send("GET /livez HTTP/1.1\r\n" + kHost + "\r\n").read_one();
  EXPECT_EQ(wire.read_all(), "");
  EXPECT_TRUE(wire.closed_by_server());
  Wire silent(port_);
  EXPECT_TRUE(silent.closed_by_server());
}

TEST_F(Protocol, AClientThatDoesNotReadIsDropped) {
  Wire wire(port_, 4096);
  wire.send("GET /api/v1/large HTTP/1.1\r\n" + kHost + "\r\n");
  std::this_thread::sleep_for(milliseconds(2600));
  EXPECT_NE(get("/metrics").body.find("gongshu_http_connections 1\n"), std::string::npos);
  EXPECT_LT(wire.read_all().size(), std::size_t{8} << 20);
}

TEST_F(Protocol, LargeAnswersArriveWhole) {
  const auto response = get("/api/v1/large");
  EXPECT_EQ(response.body.size(), std::size_t{8} << 20);
}

TEST_F(Protocol, ManySlowClientsDoNotStopOthers) {
  std::vector<std::unique_ptr<Wire>> slow;
  for (int i = 0; i < 300; ++i) {
    slow.push_back(std::make_unique<Wire>(port_));
    slow.back()->send("GET /livez HTTP/1.1\r\nX: ");
  }
  for (int i = 0; i < 50; ++i) EXPECT_EQ(get("/livez").status, 200);
  std::this_thread::sleep_for(milliseconds(700));
  for (auto& wire : slow) EXPECT_TRUE(wire->closed_by_server());
}

}  // namespace
}  // namespace gongshu::http
