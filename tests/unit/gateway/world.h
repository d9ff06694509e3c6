// A small node for gateway tests: two products on real shelves, two developers, a standing clock.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <future>

#include "gateway/gateway.h"
#include "gateway/shelf.h"

namespace gongshu::gateway {

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    auto name = (std::filesystem::temp_directory_path() / "gongshu-gateway-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline constexpr Instant kNow = 1'767'225'600'000;  // 2026-01-01T08:00 China Standard Time
inline const std::string kShelfKey = "0123456789abcdef";
inline const std::string kSecret = "an application secret of 32 byte";

inline crypto::Digest token_of(std::string_view value) { return crypto::hmac_sm3("the product's token key", value); }

inline std::shared_ptr<const Shelf> division_shelf(const std::filesystem::path& directory) {
  auto builder =
      ShelfBuilder::create(directory, {.product = "prd-division", .version = 1, .columns = {"name", "level"}}, kShelfKey).value();
  EXPECT_TRUE(builder.add("410105001001", R"({"level":"village","name":"One"})"));
  EXPECT_TRUE(builder.add("410105001002", R"({"level":"village","name":"Two"})"));
  EXPECT_TRUE(builder.add("370702", R"({"level":"county","name":"Three"})"));
  const auto file = builder.finish().value();
  return Shelf::open(file.path, file.hash, kShelfKey).value();
}

inline std::shared_ptr<const Shelf> residence_shelf(const std::filesystem::path& directory) {
  ShelfInfo info{.product = "prd-residence", .version = 1, .columns = {"county", "adult"}, .tokenised = true};
  auto builder = ShelfBuilder::create(directory, info, kShelfKey).value();
  EXPECT_TRUE(builder.add(crypto::view(token_of("person-a")), R"({"adult":true,"county":"410105"})"));
  const auto file = builder.finish().value();
  return Shelf::open(file.path, file.hash, kShelfKey).value();
}

/// A signed call, ready to be spoiled.
struct CallSpec {
  std::string product = "prd-division", key_id = "key-1", secret = kSecret;
  std::string body = R"({"subscription":"sub-division","purpose":"logistics","key":"410105001001"})";
  std::string nonce;
  Instant timestamp = kNow;
};

class World {
 public:
  World() {
    snapshot.epoch = 7;
    snapshot.applications["key-1"] = {"key-1", kSecret, "dev-1"};
    snapshot.applications["key-2"] = {"key-2", "another application's secret....", "dev-2"};
    Subscription division{.id = "sub-division",
                          .product = "prd-division",
                          .developer = "dev-1",
                          .purpose = "logistics",
                          .key_prefixes = {"41"},
                          .valid_from = kNow - 1000,
                          .valid_until = kNow + 86'400'000};
    division.agreement_in_force = true;
    snapshot.subscriptions["sub-division"] = division;
    auto residence = division;
    residence.id = "sub-residence", residence.product = "prd-residence", residence.purpose = "rental",
    residence.key_prefixes = {};
    snapshot.subscriptions["sub-residence"] = residence;
    snapshot.products["prd-division"] = {.id = "prd-division",
                                         .kind = ProductKind::api,
                                         .shelf = division_shelf(dir.path() / "shelf"),
                                         .key_field = "division_code",
                                         .answer_fields = {"name", "level"},
                                         .price = {3}};
    snapshot.products["prd-residence"] = {.id = "prd-residence",
                                          .kind = ProductKind::verification,
                                          .shelf = residence_shelf(dir.path() / "shelf"),
                                          .key_field = "identity_code",
                                          .answer_fields = {"county", "adult"},
                                          .personal = true,
                                          .tokenise_key = "product:residence",
                                          .price = {10}};
    for (std::size_t i = 1; i < kChecks; ++i) snapshot.rules[i] = {"R-" + std::to_string(i), "第" + std::to_string(i) + "条"};
    consents.put("con-1", {.subject = crypto::to_hex(crypto::view(token_of("person-a"))),
                           .product = "prd-residence",
                           .purpose = "rental",
                           .developer = "dev-1",
                           .valid_until = kNow + 3'600'000});
    options.usage_directory = dir.path() / "usage";
    options.consents = &consents;
    options.tokenise = [this](std::string_view, std::string_view value) -> Result<crypto::Digest> {
      ++tokenised;
      return token_of(value);
    };
  }

  void publish() { holder.publish(std::make_shared<Snapshot>(snapshot)); }
  void open() {
    publish();
    auto opened = Gateway::open(options, holder, clock);
    ASSERT_TRUE(opened) << describe(opened.error());
    gateway = std::move(*opened);
  }
  std::string fresh_nonce() { return "nonce-0123456789-" + std::to_string(++nonces); }
  ProductCall make(CallSpec spec) {
    const auto target = "/api/v1/products/" + spec.product + "/call";
    if (spec.nonce.empty()) spec.nonce = fresh_nonce();
    return {"POST", target, spec.product,
            sign_request(spec.key_id, spec.secret, "POST", target, spec.body, spec.timestamp, spec.nonce), spec.body};
  }
  Result<Answer> send(ProductCall call) {
    std::promise<Result<Answer>> promise;
    auto future = promise.get_future();
    gateway->call(std::move(call), [&](Result<Answer> answer) { promise.set_value(std::move(answer)); });
    return future.get();
  }
  Result<Answer> ask(CallSpec spec = {}) { return send(make(std::move(spec))); }
  Result<Answer> ask_division(const std::string& key) {
    return ask({.body = R"({"subscription":"sub-division","purpose":"logistics","key":")" + key + "\"}"});
  }
  Result<Answer> verify(const std::string& person, const std::string& consent, const std::string& county) {
    auto body =
        R"({"subscription":"sub-residence","purpose":"rental","key":")" + person + R"(","claims":{"county":")" + county + "\"}";
    if (!consent.empty()) body += R"(,"consent":")" + consent + "\"";
    return ask({.product = "prd-residence", .body = body + "}"});
  }
  std::vector<UsageRecord> records() {
    std::vector<UsageRecord> out;
    const auto status = gateway->usage().scan({}, [&](const UsageRecord& r) { return out.push_back(r), true; });
    EXPECT_TRUE(status) << describe(status.error());
    return out;
  }

  TemporaryDirectory dir;
  ManualClock clock{kNow};
  Snapshot snapshot;
  SnapshotHolder holder;
  ConsentTable consents;
  GatewayOptions options;
  std::atomic<int> tokenised{0};
  std::atomic<int> nonces{0};
  std::unique_ptr<Gateway> gateway;  // last: closed first
};

#define EXPECT_REFUSED(result, expected)                                                                \
  do {                                                                                                  \
    const auto& gs_refused = (result);                                                                  \
    ASSERT_FALSE(gs_refused.has_value());                                                               \
    EXPECT_EQ(info(gs_refused.error().code).name, info(expected).name) << describe(gs_refused.error()); \
  } while (false)

}  // namespace gongshu::gateway
