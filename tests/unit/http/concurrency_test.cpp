// Many clients at once, a full pool, and stopping.
#include "fake.h"

namespace gongshu::http {
namespace {

using std::chrono::milliseconds;

class Concurrency : public HttpTest {
 protected:
  void wait_for(const std::function<bool()>& condition) {
    for (int i = 0; i < 400 && !condition(); ++i) std::this_thread::sleep_for(milliseconds(5));
    EXPECT_TRUE(condition());
  }
};

TEST_F(Concurrency, ManyClientsGetTheirOwnAnswers) {
  serve({.io_threads = 3, .workers = 4});
  std::vector<std::jthread> clients;
  std::atomic<int> wrong{0};
  for (int c = 0; c < 8; ++c)
    clients.emplace_back([&, c] {
      Client client;
      for (int i = 0; i < 60; ++i) {
        const auto mark = std::to_string(c * 1000 + i);
        const auto echo = client.post_json(url("/api/v1/echo"), {{"text", mark}});
        if (!echo || echo->body != R"({"text":")" + mark + "\"}") ++wrong;
        const auto how = i % 2 ? "now" : "later";
        const auto call = client.post_json(url(std::string("/api/v1/call/") + how), {{"n", mark}});
        if (!call || (i % 2 && call->body.find(mark) == std::string::npos)) ++wrong;
      }
    });
  clients.clear();
  EXPECT_EQ(wrong, 0);
}

TEST_F(Concurrency, AFullQueueAnswersOverloaded) {
  serve({.workers = 1, .queue = 1});
  std::vector<std::jthread> clients;
  const auto sleeper = [&] { EXPECT_EQ(get("/api/v1/sleep/600").status, 200); };
  clients.emplace_back(sleeper);
  wait_for([&] { return backend_.running == 1; });
  clients.emplace_back(sleeper);  // waits in the queue
  std::this_thread::sleep_for(milliseconds(100));
  const auto response = get("/api/v1/items/1");
  expect_problem(response, 503, "http.overloaded", "");
  EXPECT_EQ(response.headers.get("retry-after"), "1");
  EXPECT_EQ(get("/livez").status, 200) << "health does not need a worker";
  clients.clear();
  EXPECT_EQ(get("/api/v1/items/1").status, 200);
}

TEST_F(Concurrency, StoppingLetsRunningCallsFinish) {
  serve();
  Response response;
  std::jthread client([&] { response = get("/api/v1/sleep/400"); });
  wait_for([&] { return backend_.running == 1; });
  Wire idle(port_);
  idle.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").read_one();
  Wire late(port_);
  late.send("GET /api/v1/items/1 HTTP/1.1\r\n");
  std::this_thread::sleep_for(milliseconds(50));
  std::jthread stopper([&] { server_->stop(); });
  std::this_thread::sleep_for(milliseconds(100));
  const auto refused = late.send("Host: x\r\n\r\n").read_one();
  EXPECT_TRUE(refused.starts_with("HTTP/1.1 503")) << refused;
  EXPECT_NE(refused.find("http.stopping"), std::string::npos);
  EXPECT_TRUE(idle.closed_by_server());
  client.join();
  late.read_all();
  stopper.join();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.get("connection"), "close");
  EXPECT_FALSE(Wire(port_).connected);
}

TEST_F(Concurrency, StoppingGivesUpAfterTheDrainTime) {
  serve({.drain = milliseconds(200)});
  Wire wire(port_);
  wire.send("POST /api/v1/call/never HTTP/1.1\r\nHost: x\r\n\r\n");
  wait_for([&] { return backend_.kept().size() == 1; });
  const auto start = std::chrono::steady_clock::now();
  server_->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  server_.reset();
  for (const auto& done : backend_.kept()) done(json_reply({{"late", true}}));  // must be harmless
}

TEST_F(Concurrency, AnswersForAConnectionThatWentAwayAreDropped) {
  serve({.idle_timeout = milliseconds(200)});
  {
    Wire wire(port_);
    wire.send("POST /api/v1/call/never HTTP/1.1\r\nHost: x\r\n\r\n");
    wait_for([&] { return backend_.kept().size() == 1; });
  }
  for (const auto& done : backend_.kept()) done(json_reply({{"late", true}}));
  EXPECT_TRUE(alive());
}

TEST_F(Concurrency, ConnectionsBeyondTheLimitAreClosed) {
  serve({.max_connections = 3});
  std::vector<std::unique_ptr<Wire>> wires;
  for (int i = 0; i < 3; ++i) {
    wires.push_back(std::make_unique<Wire>(port_));
    wires.back()->send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").read_one();
  }
  EXPECT_TRUE(Wire(port_).closed_by_server());
  wires.clear();
  wait_for([&] { return Client().get(url("/livez")).has_value(); });
}

TEST_F(Concurrency, TwoServersCannotShareAPort) {
  serve();
  Server second(backend_, {.port = port_, .contract = &test_contract()});
  const auto port = second.start();
  ASSERT_FALSE(port);
  EXPECT_EQ(port.error().code, ErrorCode::config_invalid);
  Server elsewhere(backend_, {.address = "not-an-address", .contract = &test_contract()});
  EXPECT_FALSE(elsewhere.start());
}

}  // namespace
}  // namespace gongshu::http
