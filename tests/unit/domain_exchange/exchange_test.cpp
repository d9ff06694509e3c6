// Peers, and the place of a message in the order.
#include "../support/domain_context.h"
#include "domain/exchange/decide.h"

namespace gongshu::domain::exchange {
namespace {

using namespace test;

Context authority() { return as("per-au", "org-au", {"competent_authority"}); }
RegisterPeer platform() { return {"省平台", "-----BEGIN PUBLIC KEY-----", {"per-1"}, {}}; }
PeerFacts facts() { return {"aa", false, false, {}, {}, {}}; }

Peer peer(std::int64_t received = 0, std::int64_t sent = 0, std::int64_t acknowledged = 0) {
  Peer p;
  PeerSubject::evolve(p, PeerRegistered{platform(), "aa", {}}, {1, kNow, "per-au", "org-au", "xpr-1"});
  PeerSubject::evolve(p, PeerConfirmed{}, {2, kNow, "per-2", "org-au", "xpr-1"});
  p.received = received, p.sent = sent, p.acknowledged = acknowledged;
  return p;
}
template <class T>
ErrorCode code(const Result<T>& result) {
  return result ? ErrorCode::internal : result.error().code;
}

TEST(APeer, IsRegisteredByTheAuthorityOnceWithPeopleThatAreHere) {
  auto context = authority();
  EXPECT_TRUE(open(platform(), facts(), context));
  auto other = as("per-op", "org-op", {"operator"});
  EXPECT_EQ(code(open(platform(), facts(), other)), ErrorCode::auth_forbidden);
  EXPECT_EQ(code(open(platform(), {"aa", true, false, {}, {}, {}}, context)), ErrorCode::input_bad_choice);
  EXPECT_EQ(code(open(platform(), {"aa", false, true, {}, {}, {}}, context)), ErrorCode::state_already_exists);
  EXPECT_EQ(code(open(platform(), {"aa", false, false, {"per-x"}, {}, {}}, context)), ErrorCode::state_not_found);
}

TEST(APeer, IsNotForPeopleOfTheAuthority) {
  auto context = authority();
  EXPECT_EQ(code(open(platform(), {"aa", false, false, {}, {"per-1"}, {}}, context)), ErrorCode::input_bad_choice);
}

TEST(APeer, IsConfirmedByASecondPersonOfTheAuthority) {
  Peer state;
  PeerSubject::evolve(state, PeerRegistered{platform(), "aa", {{"org-pr"}}}, {1, kNow, "per-au", "org-au", "xpr-1"});
  EXPECT_EQ(status_of(state), "proposed");
  EXPECT_EQ(parties_of(state), std::set<std::string>{"org-pr"});
  ASSERT_EQ(todos_of(state).size(), 1u);
  auto first = authority(), second = as("per-2", "org-au", {"competent_authority"}), other = as("per-1", "org-pr", {"data_provider"});
  EXPECT_EQ(code(confirm(state, first)), ErrorCode::auth_same_person);
  EXPECT_EQ(code(confirm(state, other)), ErrorCode::auth_forbidden);
  apply<PeerSubject>(state, confirm(state, second), second, "xpr-1");
  EXPECT_EQ(status_of(state), "active");
  EXPECT_EQ(state.confirmed_by, "per-2");
  EXPECT_EQ(code(confirm(state, second)), ErrorCode::state_not_allowed);
  EXPECT_TRUE(todos_of(state).empty());
}

TEST(APeer, SpeaksForThosePeopleOnlyWhoHaveJoinedItThemselves) {
  auto state = peer();
  auto named = as("per-1", "org-pr", {"data_provider"}), stranger = as("per-9", "org-pr", {"data_provider"});
  EXPECT_FALSE(has_joined(state, "per-1"));
  EXPECT_EQ(code(join(state, stranger)), ErrorCode::auth_forbidden);
  EXPECT_EQ(code(leave(state, named)), ErrorCode::state_not_found);
  apply<PeerSubject>(state, join(state, named), named, "xpr-1");
  EXPECT_TRUE(has_joined(state, "per-1"));
  EXPECT_EQ(code(join(state, named)), ErrorCode::state_already_exists);
  apply<PeerSubject>(state, leave(state, named), named, "xpr-1");
  EXPECT_FALSE(has_joined(state, "per-1"));
}

TEST(APeer, IsClosedOnceAndThenNotFoundByItsKey) {
  auto context = authority();
  auto state = peer();
  EXPECT_EQ(keys_of(state).at("fingerprint"), "aa");
  const auto closed = close(state, {"换钥"}, context);
  ASSERT_TRUE(closed);
  test::apply<PeerSubject>(state, closed, context, "xpr-1");
  EXPECT_EQ(status_of(state), "closed");
  EXPECT_TRUE(keys_of(state).empty());
  EXPECT_EQ(code(close(state, {"再来"}, context)), ErrorCode::state_not_allowed);
  auto other = as("per-op", "org-op", {"operator"});
  EXPECT_EQ(code(close(peer(), {"x"}, other)), ErrorCode::auth_forbidden);
}

TEST(TheOrder, TakesTheNextNumberAndTellsOfAGap) {
  EXPECT_TRUE(*is_next(peer(), 1, "d", {}));
  EXPECT_TRUE(*is_next(peer(4), 5, "d", {}));
  const auto gap = is_next(peer(4), 7, "d", {});
  ASSERT_FALSE(gap);
  EXPECT_EQ(gap.error().code, ErrorCode::state_conflict);
  EXPECT_EQ(gap.error().detail.at("expected"), 5);
}

TEST(TheOrder, AnswersARepeatedMessageAsBeforeAndRefusesAnother) {
  EXPECT_FALSE(*is_next(peer(4), 3, "d", Known{3, "d"}));
  EXPECT_EQ(code(is_next(peer(4), 3, "e", Known{3, "d"})), ErrorCode::auth_replayed);
  EXPECT_EQ(code(is_next(peer(4), 5, "d", Known{3, "d"})), ErrorCode::auth_replayed) << "the id again, under another number";
  EXPECT_EQ(code(is_next(peer(4), 3, "d", {})), ErrorCode::auth_replayed) << "the number again, under another id";
}

TEST(TheOrder, AnAckOnlyGrowsAndNeverPassesWhatWasSent) {
  const auto upto = [](const PeerEvents& events) {
    return events.empty() ? -1 : std::get<PeerHeard>(events.front()).acknowledged;
  };
  EXPECT_EQ(upto(heard(peer(0, 5, 2), 0, 4)), 4);
  EXPECT_EQ(upto(heard(peer(0, 5, 2), 0, 9)), 5);
  EXPECT_EQ(upto(heard(peer(0, 5, 2), 0, 1)), -1);
  EXPECT_EQ(upto(heard(peer(0, 5, 5), 0, 7)), -1);
  EXPECT_EQ(upto(heard(peer(3, 5, 2), 4, 0)), 2) << "what was received is told of without losing the acknowledgement";
}

TEST(AMessage, IsFoundByWhoSentItAndWaitsUntilItIsDelivered) {
  Message in;
  const EventMeta meta{2, kNow, "node", "", "xms-1"};
  MessageSubject::evolve(
      in, MessageReceived{"xpr-1", "m-1", "catalog.draft", 1, "{}", "sig", "catalog_entry/cat-1", {}, {}, {}, {}, {}}, meta);
  EXPECT_EQ(status_of(in), "accepted");
  EXPECT_EQ(keys_of(in).at("peer_message"), "xpr-1 m-1");
  EXPECT_EQ(keys_of(in).at("record"), "catalog_entry/cat-1");
  MessageSubject::evolve(
      in, MessageReceived{"xpr-1", "m-2", "catalog.draft", 2, "{}", "sig", {}, "rule.refused", {}, {}, "XX-01", {}}, meta);
  EXPECT_EQ(status_of(in), "refused");
  EXPECT_FALSE(keys_of(in).contains("record"));
  Message out;
  MessageSubject::evolve(out, MessageQueued{"xpr-1", "m-9", "status", 1, "{}", "catalog_entry/cat-1"}, meta);
  EXPECT_EQ(keys_of(out).at("waiting"), "xpr-1");
  EXPECT_FALSE(keys_of(out).contains("peer_message"));
  MessageSubject::evolve(out, MessageDelivered{1}, meta);
  EXPECT_EQ(status_of(out), "delivered");
  EXPECT_FALSE(keys_of(out).contains("waiting"));
}

}  // namespace
}  // namespace gongshu::domain::exchange
