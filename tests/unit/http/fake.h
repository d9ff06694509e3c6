// A backend, a contract and a raw socket client for the tests of the HTTP layer.
#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/record.h"
#include "http/client.h"
#include "http/server.h"

namespace gongshu::http {

struct EchoBody {
  std::string text;
  std::optional<std::int64_t> number;
  static constexpr Limits kLimits[] = {{.member = "text", .max_length = 16}};
};
BOOST_DESCRIBE_STRUCT(EchoBody, (), (text, number))

inline constexpr std::string_view kContract = R"(
openapi: 3.1.0
paths:
  /api/v1/echo:
    post:
      operationId: echo
      x-max-body: 65536
      requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
  /api/v1/files/{name}:
    put:
      operationId: upload
      x-max-body: 200000
      parameters: [{name: name, in: path, required: true, schema: {type: string, pattern: '[^/]+\.csv', maxLength: 40}}]
      requestBody: {required: true, content: {application/octet-stream: {}}}
  /api/v1/items:
    get:
      operationId: listItems
      parameters:
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100}}
        - {name: state, in: query, schema: {$ref: '#/components/schemas/State'}}
        - {name: q, in: query, schema: {type: string, maxLength: 8}}
        - {name: open, in: query, schema: {type: boolean}}
        - {name: since, in: query, schema: {type: string, format: date}}
        - {name: must, in: query, required: true, schema: {type: string}}
    post: {operationId: addItem}
  /api/v1/items/{id}:
    get:
      operationId: getItem
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
  /api/v1/items/fixed:
    get: {operationId: getFixed}
  /api/v1/sleep/{ms}:
    get:
      operationId: sleep
      parameters: [{name: ms, in: path, required: true, schema: {type: integer}}]
  /api/v1/throw: {get: {operationId: throwing}}
  /api/v1/fail: {get: {operationId: failing}}
  /api/v1/large: {get: {operationId: large}}
  /api/v1/call/{how}:
    post:
      operationId: productCall
      x-fast: true
      parameters: [{name: how, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {type: object}}}}
  /livez: {get: {operationId: getLive, x-local: true}}
  /readyz: {get: {operationId: getReady, x-local: true}}
  /metrics: {get: {operationId: getMetrics, x-local: true}}
  /openapi.json: {get: {operationId: getContractJson, x-local: true}}
  /: {get: {operationId: getStartPage, x-local: true}}
  /docs: {get: {operationId: getDocsPage, x-local: true}}
  /assets/{file}:
    get:
      operationId: getWebAsset
      x-local: true
      parameters: [{name: file, in: path, required: true, schema: {type: string}}]
  /static/{file}:
    get:
      operationId: getStaticFile
      x-local: true
      parameters: [{name: file, in: path, required: true, schema: {type: string}}]
components:
  schemas:
    State: {type: string, enum: [draft, signed]}
)";

inline const Contract& test_contract() {
  static const Contract contract = Contract::parse(kContract).value();
  return contract;
}

class FakeBackend : public Backend {
 public:
  ~FakeBackend() override {
    for (auto& thread : later_) thread.join();
  }

  Result<Reply> call(const Call& call) override {
    remember(call);
    if (call.operation_id == "echo") {
      GS_TRY(body, read<EchoBody>(call.body));
      return json_reply(write(body), 201);
    }
    if (call.operation_id == "sleep") return sleep(std::stoi(std::string(call.params.get("ms"))));
    if (call.operation_id == "throwing") throw std::runtime_error("the secret inside");
    if (call.operation_id == "failing")
      return fail(Error{
          ErrorCode::rule_item_missing, "/items/5", "add item 5", "HA-12", "第十二条", {{"missing", {"风险"}}, {"code", "no"}}});
    if (call.operation_id == "large") return raw_reply(std::string(8 << 20, 'x'), "text/plain");
    return json_reply({{"operation", call.operation_id}, {"bytes", call.raw_body.size()}});
  }

  void fast(Call call, Done done) override {
    remember(call);
    const auto how = std::string(call.params.get("how"));
    if (how == "throw") throw std::runtime_error("fast secret");
    if (how == "refuse") return done(fail(ErrorCode::gateway_quota, {}, "wait until tomorrow"));
    if (how == "twice") done(json_reply({{"answer", 1}}));
    if (how == "never") {
      std::lock_guard lock(mutex_);
      kept_.push_back(std::move(done));
      return;
    }
    if (how == "now" || how == "twice") return done(json_reply({{"answer", call.body}}));
    std::lock_guard lock(mutex_);
    later_.emplace_back([done = std::move(done)] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      done(json_reply({{"answer", "later"}}));
    });
  }

  Status ready() override {
    if (is_ready) return {};
    return fail(ErrorCode::store_failed, {}, "the disk is full");
  }
  void metrics(std::string& out) override { out += "fake_metric 42\n"; }

  Call last() {
    std::lock_guard lock(mutex_);
    return last_;
  }
  std::vector<Done> kept() {
    std::lock_guard lock(mutex_);
    return kept_;
  }

  std::atomic<bool> is_ready{true};
  std::atomic<int> running{0}, calls{0};

 private:
  Result<Reply> sleep(int ms) {
    ++running;
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
    --running;
    return json_reply({{"slept", ms}});
  }
  void remember(const Call& call) {
    ++calls;
    std::lock_guard lock(mutex_);
    last_ = call;
  }

  std::mutex mutex_;
  Call last_;
  std::vector<Done> kept_;
  std::vector<std::thread> later_;
};

/// A socket that sends exactly the bytes it is told to.
class Wire {
 public:
  explicit Wire(std::uint16_t port, int receive_buffer = 0) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Wire() { ::close(fd_); }
  Wire(const Wire&) = delete;

  Wire& send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return *this;
  }
  void half_close() { ::shutdown(fd_, SHUT_WR); }

  /// Everything until the server closes, or until nothing comes for `quiet_ms`.
  std::string read_all(int quiet_ms = 3000) {
    std::string out = std::move(rest_);
    rest_.clear();
    while (more(quiet_ms)) out += std::exchange(rest_, {});
    return out;
  }
  /// One response with Content-Length (its head and body).
  std::string read_one(int quiet_ms = 3000) {
    for (;;) {
      const auto end = rest_.find("\r\n\r\n");
      if (end != std::string::npos) {
        const auto at = rest_.find("Content-Length: ");
        const auto size = at < end ? std::stoul(rest_.substr(at + 16)) : 0;
        if (rest_.size() >= end + 4 + size) {
          const auto out = rest_.substr(0, end + 4 + size);
          rest_.erase(0, out.size());
          return out;
        }
      }
      if (!more(quiet_ms)) return std::exchange(rest_, {});
    }
  }
  bool closed_by_server(int within_ms = 3000) {
    read_all(within_ms);
    return eof_;
  }
  bool connected = false;

 private:
  bool more(int quiet_ms) {
    pollfd p{fd_, POLLIN, 0};
    if (::poll(&p, 1, quiet_ms) <= 0) return false;
    char buffer[65536];
    const auto n = ::recv(fd_, buffer, sizeof buffer, 0);
    eof_ = n <= 0;
    if (n > 0) rest_.append(buffer, static_cast<std::size_t>(n));
    return n > 0;
  }
  int fd_;
  bool eof_ = false;
  std::string rest_;
};

class HttpTest : public ::testing::Test {
 protected:
  void serve(ServerOptions options = {}) {
    options.port = 0;
    options.contract = &test_contract();
    options.log = [this](std::string_view, const std::string& line) {
      std::lock_guard lock(log_mutex_);
      log_ += line + "\n";
    };
    server_ = std::make_unique<Server>(backend_, options);
    const auto port = server_->start();
    ASSERT_TRUE(port) << describe(port.error());
    port_ = *port;
  }
  std::string url(std::string_view path) const { return "http://127.0.0.1:" + std::to_string(port_) + std::string(path); }
  /// Sends the bytes on a connection of their own and reads one response.
  std::string exchange(std::string_view bytes) {
    Wire wire(port_);
    return wire.send(bytes).read_one();
  }
  Response get(std::string_view path, const Fields& headers = {}) { return Client().get(url(path), headers).value(); }
  Response post(std::string_view path, std::string body, std::string type = "application/json") {
    return Client().request("POST", url(path), {{"Content-Type", std::move(type)}}, std::move(body)).value();
  }
  static json::object problem_of(const Response& response) {
    EXPECT_EQ(response.headers.get("content-type"), "application/problem+json") << response.body;
    return json::parse(response.body).as_object();
  }
  static std::string text(const json::object& o, std::string_view name) {
    const auto* v = o.if_contains(name);
    return v && v->is_string() ? std::string(v->get_string()) : std::string();
  }
  void expect_problem(const Response& response, int status, std::string_view code, std::string_view at) {
    EXPECT_EQ(response.status, status) << response.body;
    const auto document = problem_of(response);
    EXPECT_EQ(text(document, "code"), code);
    EXPECT_EQ(text(document, "at"), at);
    EXPECT_EQ(document.at("status").as_int64(), status);
    EXPECT_EQ(text(document, "trace_id").size(), 32u);
  }
  std::string log() {
    std::lock_guard lock(log_mutex_);
    return log_;
  }
  bool alive() { return get("/livez").status == 200; }

  FakeBackend backend_;
  std::mutex log_mutex_;
  std::string log_;
  std::unique_ptr<Server> server_;  // destroyed first
  std::uint16_t port_ = 0;
};

}  // namespace gongshu::http
