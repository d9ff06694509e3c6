#include <thread>

#include "world.h"

namespace gongshu::gateway {
namespace {

struct Signature : testing::Test {
  Signature() : published(std::make_shared<Snapshot>(world.snapshot), 1), call(world.make({})) {}
  Result<Authenticated> check() { return authenticate(published, call.headers, call.method, call.target, call.body, kNow); }
  World world;
  Published published;
  ProductCall call;
};

TEST_F(Signature, holds_for_the_request_that_was_signed) {
  const auto caller = check();
  ASSERT_TRUE(caller) << describe(caller.error());
  EXPECT_EQ(caller->caller->application->id, "key-1");
  EXPECT_EQ(caller->signed_at, kNow);
}

TEST_F(Signature, is_missing_when_any_header_is) {
  for (auto* header : {&call.headers.key, &call.headers.timestamp, &call.headers.nonce, &call.headers.signature}) {
    const auto kept = std::exchange(*header, "");
    EXPECT_REFUSED(check(), ErrorCode::auth_missing);
    *header = kept;
  }
}

TEST_F(Signature, fails_when_anything_signed_changes) {
  const auto original = call;
  const std::vector<std::function<void()>> changes = {[&] { call.method = "PUT"; },
                                                      [&] { call.target += "?x=1"; },
                                                      [&] { call.body += " "; },
                                                      [&] { call.headers.timestamp = std::to_string(kNow + 1); },
                                                      [&] { call.headers.nonce.back() = 'x'; },
                                                      [&] { call.headers.key = "key-2"; },
                                                      [&] { call.headers.key = "key-unknown"; },
                                                      [&] { call.headers.signature[3] ^= 1; },
                                                      [&] { call.headers.signature += "AA=="; },
                                                      [&] { call.headers.signature = "not base64"; }};
  for (const auto& change : changes) {
    call = original;
    change();
    EXPECT_REFUSED(check(), ErrorCode::auth_bad_signature);
  }
}

TEST_F(Signature, of_a_revoked_key_is_not_accepted) {
  world.snapshot.applications["key-1"].enabled = false;
  published = Published(std::make_shared<Snapshot>(world.snapshot), 2);
  EXPECT_REFUSED(check(), ErrorCode::auth_bad_signature);
}

TEST_F(Signature, is_stale_outside_the_window_on_either_side) {
  for (const Instant off : {-kSignatureWindow - 1, kSignatureWindow + 1}) {
    call = world.make({.timestamp = kNow + off});
    EXPECT_REFUSED(check(), ErrorCode::auth_stale_timestamp);
  }
  for (const Instant off : {-kSignatureWindow, kSignatureWindow}) {
    call = world.make({.timestamp = kNow + off});
    EXPECT_TRUE(check());
  }
}

TEST_F(Signature, headers_of_another_form_are_refused) {
  for (const auto* nonce : {"short", "0123456789012345678901234567890123456789012345678901234567890123456789",
                            "0123456789 012345", "0123456789\n012345"}) {
    call = world.make({.nonce = nonce});
    EXPECT_REFUSED(check(), ErrorCode::auth_bad_signature);
  }
  for (const auto* timestamp : {"-1", "12x", "1e3", "99999999999999999999", " 1"}) {
    call.headers.timestamp = timestamp;
    EXPECT_REFUSED(check(), ErrorCode::auth_bad_signature);
  }
}

TEST(NonceBook, accepts_a_nonce_once_while_its_timestamp_is_acceptable) {
  NonceBook book;
  const auto nonce = id16("n");
  EXPECT_TRUE(book.spend(nonce, kNow));
  EXPECT_REFUSED(book.spend(nonce, kNow), ErrorCode::auth_replayed);
  // Other nonces at the edges of the window keep both generations busy; the first one must stay known.
  EXPECT_TRUE(book.spend(id16("late"), kNow + kSignatureWindow));
  EXPECT_TRUE(book.spend(id16("early"), kNow - kSignatureWindow));
  EXPECT_REFUSED(book.spend(nonce, kNow), ErrorCode::auth_replayed);
}

TEST(NonceBook, forgets_a_generation_only_when_it_is_stale_as_a_whole) {
  NonceBook book;
  const Instant generation = 2 * kSignatureWindow;
  const Instant start = kNow / generation * generation;
  EXPECT_TRUE(book.spend(id16("n"), start));
  EXPECT_TRUE(book.spend(id16("m"), start + generation));
  EXPECT_REFUSED(book.spend(id16("n"), start), ErrorCode::auth_replayed);
  for (int i = 0; i < 1000; ++i) (void)book.spend(id16("o" + std::to_string(i)), start + 2 * generation);
  EXPECT_FALSE(book.spend(id16("n"), start)) << "an old generation must refuse, not forget";
}

TEST(NonceBook, refuses_when_it_is_full) {
  NonceBook book(160);
  int accepted = 0;
  ErrorCode last{};
  for (int i = 0; i < 1000; ++i) {
    const auto status = book.spend(id16(std::to_string(i)), kNow);
    accepted += status.has_value();
    if (!status) last = status.error().code;
  }
  EXPECT_EQ(accepted, 160);
  EXPECT_EQ(last, ErrorCode::gateway_rate);
}

TEST(NonceBook, lets_exactly_one_of_many_threads_spend_each_nonce) {
  NonceBook book;
  std::atomic<int> accepted{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 2000; ++i) accepted += book.spend(id16(std::to_string(i)), kNow).has_value();
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(accepted, 2000);
}

}  // namespace
}  // namespace gongshu::gateway
