// Applications about a registration that stands: change, correction, renewal, cancellation; and what ends one without an application.
#include "support.h"

namespace gongshu::domain::registration {
namespace {

using enum RegistrationStatus;

ApplyRegistration about(const std::string& kind) {
  auto c = application();
  c.kind = kind;
  c.of = "reg-1";
  return c;
}
ApplicationFacts with(RegistrationStatus status) {
  auto f = facts();
  f.registered_already = true;  // the one that the application is about
  f.of = in(status);
  return f;
}
/// An application of the kind, reviewed.
Registration reviewed_of(const std::string& kind, const std::string& day = "2026-04-01") {
  Registration r;
  auto ag = agency(day), ra = authority(day);
  take(r, apply(about(kind), with(registered), ag), ag);
  take(r, accept(r, {true, {}}, facts(), ra), ra);
  take(r, review(r, {true, {}, {}}, ra), ra);
  return r;
}

TEST(AFollowUp, NamesARegistrationOfTheSameEntryThatStands) {
  auto ag = agency("2026-04-01");
  for (const char* kind : {"change", "correction", "cancellation"}) {
    EXPECT_EQ(said(apply(about(kind), with(registered), ag)), "passed") << kind;
    auto nameless = about(kind);
    nameless.of.reset();
    EXPECT_EQ(said(apply(nameless, with(registered), ag)), "input.missing_field /of") << kind;
    EXPECT_EQ(said(apply(about(kind), facts(), ag)), "state.not_found /of") << kind;
    auto other = with(registered);
    other.of->entry = "cat-9";
    EXPECT_EQ(said(apply(about(kind), other, ag)), "input.bad_choice /of") << kind;
    auto twice = with(registered);
    twice.follow_up_under_way = true;
    EXPECT_EQ(said(apply(about(kind), twice, ag)), "state.already_exists /of") << kind;
    for (const auto status : {superseded, cancelled, revoked, noticed})
      EXPECT_EQ(said(apply(about(kind), with(status), ag)), "state.not_allowed /of") << kind << " " << name_of(status);
    EXPECT_EQ(said(apply(about(kind), with(lapsed), ag)), "rule.deadline_passed CN-17 /of") << kind;
  }
  auto initial = application();
  initial.of = "reg-1";
  EXPECT_EQ(said(apply(initial, facts(), ag)), "input.bad_choice /of");
}

TEST(ARenewal, IsAppliedForInItsWindow) {
  const auto refused = [](const std::string& day) {
    auto ag = agency(day);
    auto f = with(registered);
    f.of->valid_until = "2026-06-30";
    return said(apply(about("renewal"), f, ag));
  };
  EXPECT_EQ(refused("2026-04-30"), "rule.order CN-17 /kind") << "the window is the last 60 days";
  EXPECT_EQ(refused("2026-05-01"), "passed");
  EXPECT_EQ(refused("2026-06-30"), "passed");
  EXPECT_EQ(refused("2026-07-01"), "rule.deadline_passed CN-17 /of");
}

TEST(AFollowUp, KeepsTheCodeAndARenewalAddsATerm) {
  const auto of = in(registered);
  for (const char* kind : {"change", "correction", "renewal"}) {
    auto r = reviewed_of(kind == std::string("renewal") ? "change" : kind);
    r.kind = kind;
    auto ra = authority("2026-04-01");
    EXPECT_EQ(said(publish(r, ra)), "state.not_allowed /kind") << "only what the pack lists is noticed";
    take(r, complete(r, "ZZ-NEW", ra, of), ra);
    EXPECT_EQ(r.status, registered) << kind;
    EXPECT_EQ(r.code, of.code) << kind;
    EXPECT_EQ(r.valid_until, kind == std::string("renewal") ? "2032-03-17" : "2029-03-17") << kind;
    EXPECT_EQ(said(complete(reviewed_of("change"), "ZZ-NEW", ra)), "state.not_found /of");
  }
}

TEST(ACancellation, EndsTheApplicationAndTheRegistration) {
  auto r = reviewed_of("cancellation");
  auto ra = authority("2026-04-01");
  auto of = in(registered);
  take(r, complete(r, "ZZ-NEW", ra, of), ra);
  EXPECT_EQ(r.status, ended);
  EXPECT_FALSE(r.code);
  take(of, follow(of, "cancellation", "reg-2", ra), ra);
  EXPECT_EQ(of.status, cancelled);
  EXPECT_EQ(of.followed_by, "reg-2");
  EXPECT_FALSE(stands(of, *parse_date("2026-04-02")));
  EXPECT_EQ(said(follow(of, "change", "reg-3", ra)), "state.not_allowed /status");
  auto old = in(registered);
  take(old, follow(old, "change", "reg-2", ra), ra);
  EXPECT_EQ(old.status, superseded);
  auto ag = agency();
  EXPECT_EQ(said(follow(in(registered), "change", "reg-2", ag)), "auth.forbidden");
}

TEST(ARevocation, NeedsAGroundOfThePackEvidenceAndAnotherPerson) {
  const RevokeRegistration c{"false_material", "申请材料虚假", "doc-7"};
  auto ag = agency(), reviewer = authority(), ra = as("per-r2", "org-ra", {"registration_authority"});
  EXPECT_EQ(said(revoke(in(registered), c, true, ag)), "auth.forbidden");
  EXPECT_EQ(said(revoke(in(registered), c, true, reviewer)), "auth.own_work");
  EXPECT_EQ(said(revoke(in(registered), c, false, ra)), "rule.evidence_missing CN-17 /document");
  auto r = in(registered);
  take(r, revoke(r, c, true, ra), ra);
  EXPECT_EQ(r.status, revoked);
  EXPECT_EQ(r.ground, "false_material");
  EXPECT_FALSE(occupies(r, *parse_date("2026-04-02")));
  for (const auto status : {applied, noticed, ended, revoked, cancelled})
    EXPECT_EQ(said(revoke(in(status), c, true, ra)), "state.not_allowed /status") << name_of(status);
}

TEST(TheRenewalWindow, OpensByTheClockAndAsksTheRegistrant) {
  auto early = as("node", "node", {"node"}, "2029-01-15"), due = as("node", "node", {"node"}, "2029-01-16");
  auto r = in(registered);
  ASSERT_EQ(r.renew_from, "2029-01-16");
  EXPECT_EQ(said(open_renewal(r, early)), "rule.order CN-17 /renew_from");
  take(r, open_renewal(r, due), due);
  EXPECT_EQ(r.renew_near, "2029-02-25");
  ASSERT_EQ(todos_of(r).size(), 1u);
  const auto todo = todos_of(r)[0];
  EXPECT_EQ(todo.step + " " + todo.org + " " + todo.due + " " + todo.near, "renew org-ag 2029-03-17 2029-02-25");
  EXPECT_EQ(todo.escalate, std::vector<std::string>{"registration_authority"});
  ASSERT_EQ(clocks_of(r).size(), 1u) << "the window opens once";
  EXPECT_EQ(clocks_of(r)[0].step, kValidityClock);
  for (const auto status : {applied, noticed, lapsed, cancelled})
    EXPECT_EQ(said(open_renewal(in(status), due)), "state.not_allowed /status") << name_of(status);
  auto unknown = in(registered);
  unknown.renew_from.reset();
  EXPECT_EQ(said(open_renewal(unknown, due)), "rule.order CN-17 /renew_from");
}

TEST(ALapse, WaitsForARenewalThatIsUnderWay) {
  auto due = as("node", "node", {"node"}, "2029-03-18");
  const auto waiting = lapse(in(registered), due, true);
  ASSERT_TRUE(waiting);
  EXPECT_TRUE(waiting->empty());
  auto ra = authority("2029-04-02");
  auto of = in(registered);
  auto renewal = reviewed_of("change");
  renewal.kind = "renewal";
  take(renewal, complete(renewal, "ZZ-NEW", ra, of), ra);
  EXPECT_EQ(renewal.valid_until, "2032-03-17");
  EXPECT_EQ(renewal.renew_from, "2032-01-17") << "2032 is a leap year";
  take(of, follow(of, "renewal", "reg-2", ra), ra);
  EXPECT_TRUE(clocks_of(of).empty());
}

TEST(ALapse, ComesTheDayAfterTheValidity) {
  auto early = as("node", "node", {"node"}, "2029-03-17"), due = as("node", "node", {"node"}, "2029-03-18");
  EXPECT_EQ(said(lapse(in(registered), early)), "rule.order CN-16 /valid_until");
  auto r = in(registered);
  take(r, lapse(r, due), due);
  EXPECT_EQ(r.status, lapsed);
  EXPECT_EQ(said(lapse(r, due)), "state.not_allowed /status");
}

}  // namespace
}  // namespace gongshu::domain::registration
