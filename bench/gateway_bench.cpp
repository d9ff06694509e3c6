// The gateway against what the machine can do. One JSON line a figure on standard output.
//   bench_gateway [DIRECTORY]          single figures: signature, lookup, durable usage, whole calls (DIRECTORY: on the disk to
//   measure) bench_gateway serve DIRECTORY REQUESTS
//       serves one product over HTTP on a free port and writes REQUESTS signed calls, each with its own nonce and all of one
//       width, to DIRECTORY/requests; prints {"port", "width"} and runs until standard input ends. bench/bench_gateway.py drives
//       it with wrk.
#include <fcntl.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

#include "crypto/random.h"
#include "figures.h"
#include "gateway/gateway.h"
#include "gateway/shelf.h"
#include "http/server.h"

namespace {
using namespace gongshu;
using namespace gongshu::bench;
using namespace gongshu::gateway;
namespace fs = std::filesystem;

constexpr int kRows = 620'000;  // about as many as there are division codes
constexpr std::string_view kTarget = "/api/v1/products/prd-division/call";
const std::string kSecret = "a secret of the benchmark, 32 by";
const std::string kShelfKey = "0123456789abcdef";

constexpr std::string_view kContract = R"(
openapi: 3.1.0
info: {title: bench, version: '1'}
paths:
  /api/v1/products/{id}/call:
    post:
      operationId: callProduct
      x-fast: true
      x-max-body: 16384
      parameters: [{name: id, in: path, required: true, schema: {type: string, maxLength: 64}}]
      requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
      responses: {'200': {description: answer}}
)";

std::string code(std::uint32_t row) {
  char text[16];
  std::snprintf(text, sizeof text, "41%010u", row);
  return text;
}

std::shared_ptr<const Shelf> build_shelf(const fs::path& directory) {
  auto builder = must(ShelfBuilder::create(
      directory, {.product = "prd-division", .version = 1, .columns = {"level", "name", "parent"}}, kShelfKey));
  for (std::uint32_t row = 0; row < kRows; ++row)
    must(builder.add(code(row), R"({"level":"village","name":"村民委员会)" + std::to_string(row) + R"(","parent":")" +
                                    code(row / 20) + "\"}"));
  const auto file = must(builder.finish());
  return must(Shelf::open(file.path, file.hash, kShelfKey));
}

/// One product, one developer, every check passed; the signature window is as long as the benchmark.
struct Node {
  explicit Node(const fs::path& directory) : shelf(build_shelf(directory / "shelf")) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->epoch = 1;
    snapshot->applications["key-bench"] = {"key-bench", kSecret, "dev-bench"};
    snapshot->products["prd-division"] = {.id = "prd-division",
                                          .kind = ProductKind::api,
                                          .shelf = shelf,
                                          .key_field = "division_code",
                                          .answer_fields = {"level", "name", "parent"},
                                          .price = {1}};
    Subscription s{
        .id = "sub-bench", .product = "prd-division", .developer = "dev-bench", .purpose = "logistics", .key_prefixes = {"41"}};
    s.valid_until = clock.now() + 86'400'000;
    s.quota_per_day = s.quota_total = 1'000'000'000;
    s.rate_per_second = 1'000'000;
    s.agreement_in_force = true;
    snapshot->subscriptions["sub-bench"] = s;
    holder.publish(snapshot);
    GatewayOptions options;
    options.usage_directory = directory / "usage";
    options.signature_window = 86'400'000;
    options.nonce_capacity = 64'000'000;
    gateway = must(Gateway::open(options, holder, clock));
  }
  ProductCall make(std::uint64_t n) {
    const auto body = R"({"subscription":"sub-bench","purpose":"logistics","key":")" + code(random() % kRows) + "\"}";
    char nonce[40];
    std::snprintf(nonce, sizeof nonce, "%016llx%016llx", static_cast<unsigned long long>(run),
                  static_cast<unsigned long long>(n));
    return {"POST", std::string(kTarget), "prd-division",
            sign_request("key-bench", kSecret, "POST", kTarget, body, clock.now(), nonce), body};
  }
  SystemClock clock;
  std::shared_ptr<const Shelf> shelf;
  SnapshotHolder holder;
  std::mt19937 random{1};
  std::uint64_t run = std::random_device{}();
  std::unique_ptr<Gateway> gateway;
};

void bench_signature(Node& node) {
  const auto published = node.holder.current();
  const auto call = node.make(0);
  constexpr int kTimes = 200'000;
  const auto checked = seconds([&] {
    for (int i = 0; i < kTimes; ++i)
      (void)authenticate(*published, call.headers, call.method, call.target, call.body, node.clock.now(), 86'400'000);
  });
  const crypto::HmacSm3 mac(kSecret);
  const std::string line(call.target.size() + 120, 'x');
  const auto floor = seconds([&] {
    for (int i = 0; i < kTimes; ++i) (void)crypto::sm3(call.body), (void)mac(line);
  });
  print({{"name", "gateway, signature check"},
         {"unit", "checks/s"},
         {"value", kTimes / checked},
         {"floor", kTimes / floor},
         {"ratio", floor / checked},
         {"note", "one thread; floor: SM3 of the body and HMAC-SM3 of the text alone"}});
}

void bench_lookup(Node& node) {
  constexpr int kTimes = 200'000;
  const auto took = seconds([&] {
    for (int i = 0; i < kTimes; ++i) (void)must(node.shelf->lookup(code(node.random() % kRows)));
  });
  print({{"name", "gateway, shelf lookup"},
         {"unit", "lookups/s"},
         {"value", kTimes / took},
         {"note", "one thread, 620,000 rows, random keys, opened with SM4-GCM"}});
}

/// Keeps `window` pieces of work in flight until `count` are done.
class Window {
 public:
  explicit Window(int window) : free_(window), window_(window) {}
  void enter() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return free_ > 0; });
    --free_;
  }
  void leave() {
    std::lock_guard lock(mutex_);
    ++free_;
    changed_.notify_one();
  }
  void drain() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return free_ == window_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int free_, window_;
};

/// Records a second that plain write + fdatasync of 32 records at a time manages on this disk.
double sync_floor(const fs::path& directory) {
  const int fd = ::open((directory / "floor").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  const auto batch = crypto::random_bytes(32 * kUsageRecordBytes);
  constexpr int kTimes = 1500;
  const auto took = seconds([&] {
    for (int i = 0; i < kTimes; ++i)
      if (::write(fd, batch.data(), batch.size()) < 0 || ::fdatasync(fd) != 0) std::exit(1);
  });
  ::close(fd);
  return 32.0 * kTimes / took;
}

void bench_usage(const fs::path& directory) {
  auto log = must(UsageLog::open(directory / "usage-alone"));
  constexpr int kRecords = 100'000;
  Window window(32);
  const auto took = seconds([&] {
    for (int i = 0; i < kRecords; ++i) {
      window.enter();
      UsageRecord record;
      record.time = i;
      log->append(record, [&](Result<UsagePosition> position) { must(std::move(position)), window.leave(); });
    }
    window.drain();
  });
  const auto floor = sync_floor(directory);
  print({{"name", "gateway, durable usage records"},
         {"unit", "records/s"},
         {"value", kRecords / took},
         {"floor", floor},
         {"ratio", kRecords / took / floor},
         {"note", "32 in flight, with Merkle tree; floor: write + fdatasync of 32 records at a time"}});
}

void bench_calls(Node& node) {
  constexpr int kCalls = 60'000;
  std::vector<ProductCall> calls;
  for (int i = 0; i < kCalls; ++i) calls.push_back(node.make(static_cast<std::uint64_t>(i) + 1));
  Window window(32);
  const auto took = seconds([&] {
    for (auto& call : calls) {
      window.enter();
      node.gateway->call(std::move(call), [&](Result<Answer> answer) { must(std::move(answer)), window.leave(); });
    }
    window.drain();
  });
  print({{"name", "gateway, whole calls in process"},
         {"unit", "calls/s"},
         {"value", kCalls / took},
         {"note", "one calling thread, 32 in flight, all checks, durable usage"}});
}

struct Backend final : http::Backend {
  explicit Backend(Gateway& g) : gateway(g) {}
  Result<http::Reply> call(const http::Call&) override { return fail(ErrorCode::http_not_found); }
  void fast(http::Call call, Done done) override {
    const auto header = [&](std::string_view name) { return std::string(call.headers.get(name)); };
    ProductCall product{std::move(call.method),
                        std::move(call.target),
                        std::string(call.params.get("id")),
                        {header(kKeyHeader), header(kTimestampHeader), header(kNonceHeader), header(kSignatureHeader)},
                        std::move(call.raw_body)};
    gateway.call(std::move(product), [done = std::move(done)](Result<Answer> answer) {
      if (!answer) return done(fail(std::move(answer).error()));
      done(http::raw_reply(std::move(answer->body), "application/json"));
    });
  }
  Status ready() override { return {}; }
  Gateway& gateway;
};

std::size_t write_requests(Node& node, const fs::path& path, std::uint64_t count) {
  std::ofstream out(path, std::ios::binary);
  std::size_t width = 0;
  for (std::uint64_t n = 0; n < count; ++n) {
    const auto call = node.make(n);
    const auto& h = call.headers;
    const auto text = "POST " + call.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" +
                      std::string(kKeyHeader) + ": " + h.key + "\r\n" + std::string(kTimestampHeader) + ": " + h.timestamp +
                      "\r\n" + std::string(kNonceHeader) + ": " + h.nonce + "\r\n" + std::string(kSignatureHeader) + ": " +
                      h.signature + "\r\nContent-Length: " + std::to_string(call.body.size()) + "\r\n\r\n" + call.body;
    if (width != 0 && width != text.size()) std::exit(1);
    width = text.size();
    out << text;
  }
  return width;
}

int serve(const fs::path& directory, std::uint64_t requests) {
  const auto contract = must(http::Contract::parse(kContract));
  Node node(directory);
  const auto width = write_requests(node, directory / "requests", requests);
  Backend backend(*node.gateway);
  http::ServerOptions options;
  options.port = 0;
  options.contract = &contract;
  http::Server server(backend, options);
  const auto port = must(server.start());
  print({{"port", port}, {"width", width}});
  for (std::string line; std::getline(std::cin, line);) {}
  server.stop();
  const auto stats = node.gateway->stats();
  print({{"answered", stats.answered}, {"recorded", node.gateway->usage().durable()}, {"failed", stats.failed}});
  return 0;
}

/// Its own directory under `base`, removed at the end.
struct Scratch {
  explicit Scratch(const fs::path& base) {
    auto name = (base / "gateway-bench-XXXXXX").string();
    if (!::mkdtemp(name.data())) std::exit(1);
    path = name;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  fs::path path;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "serve") return serve(argv[2], std::strtoull(argv[3], nullptr, 10));
  Scratch scratch(argc > 1 ? argv[1] : ".");
  Node node(scratch.path);
  bench_signature(node);
  bench_lookup(node);
  bench_usage(scratch.path);
  bench_calls(node);
  return 0;
}
