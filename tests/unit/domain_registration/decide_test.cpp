// Every refusal of a registration, tried; and its clocks.
#include "support.h"

namespace gongshu::domain::registration {
namespace {

using enum RegistrationStatus;

TEST(ApplyingForRegistration, RefusesAnEntryThatIsNotThereStrangersASecondOneAndMissingDocuments) {
  struct Case {
    const char* name;
    std::function<void(ApplicationFacts&)> change;
    std::string org, role, expected;
  };
  const std::vector<Case> cases{
      {"the agency", [](auto&) {}, "org-ag", "implementing_agency", "passed"},
      {"the provider itself", [](auto&) {}, "org-pr", "data_provider", "passed"},
      {"another provider", [](auto&) {}, "org-other", "data_provider", "auth.forbidden"},
      {"the operator", [](auto&) {}, "org-op", "operator", "auth.forbidden"},
      {"no entry", [](auto& f) { f.entry_exists = false; }, "org-ag", "implementing_agency", "state.not_found /entry"},
      {"one is under way", [](auto& f) { f.registered_already = true; }, "org-ag", "implementing_agency",
       "state.already_exists /entry"},
      {"no document", [](auto& f) { f.missing_documents = {"/materials/identity"}; }, "org-ag", "implementing_agency",
       "rule.evidence_missing /materials/identity"},
      {"not catalogued yet", [](auto& f) { f.entry_approved = false; }, "org-ag", "implementing_agency", "passed"},
  };
  for (const auto& c : cases) {
    auto f = facts();
    c.change(f);
    auto context = as("per-1", c.org, {c.role});
    EXPECT_EQ(said(apply(application(), f, context)), c.expected) << c.name;
  }
}

TEST(AcceptingARegistration, IsRefusedWhileAPreconditionIsOpen) {
  const auto r = in(applied);
  struct Case {
    bool approved, evidenced;
    const char* expected;
  };
  for (const auto& c : std::vector<Case>{{true, true, "passed"},
                                         {false, true, "rule.not_catalogued HA-10 /entry"},
                                         {true, false, "rule.evidence_missing HA-10 /state_asset"},
                                         {false, false, "rule.not_catalogued HA-10 /entry"}}) {
    auto f = facts();
    f.entry_approved = c.approved;
    f.state_asset_evidenced = c.evidenced;
    auto ra = authority();
    EXPECT_EQ(said(accept(r, {true, {}}, f, ra)), c.expected);
    auto refusing = authority();
    EXPECT_EQ(said(accept(r, {false, "材料不全"}, f, refusing)), "passed") << "a precondition never holds up a refusal";
  }
}

TEST(AcceptingARegistration, AsksForNoPreconditionThatNoPackNames) {
  auto f = facts();
  f.entry_approved = f.state_asset_evidenced = false;
  auto ra = as("per-ra", "org-ra", {"registration_authority"}, "2026-03-02", rules::Rulebook());
  const auto events = accept(in(applied), {true, {}}, f, ra);
  ASSERT_TRUE(events);
  EXPECT_FALSE(std::get<Accepted>(events->front()).due) << "no rule, no clock";
}

TEST(AcceptingARegistration, IsForAnotherPersonOfTheAuthorityAndARefusalSaysWhy) {
  const auto r = in(applied);
  auto author = as("per-ag", "org-ra", {"registration_authority"}), stranger = agency(), ra = authority();
  EXPECT_EQ(said(accept(r, {true, {}}, facts(), author)), "auth.own_work");
  EXPECT_EQ(said(accept(r, {true, {}}, facts(), stranger)), "auth.forbidden");
  for (const auto& reason : std::vector<std::optional<std::string>>{{}, "", " \t　"})
    EXPECT_EQ(said(accept(r, {false, reason}, facts(), ra)), "rule.reason_missing HA-10 /reason");
}

TEST(TheFormalReview, IsForAnotherPersonOfTheAuthorityAndARefusalHasReasonAndBasis) {
  const auto r = in(accepted);
  auto author = as("per-ag", "org-ra", {"registration_authority"}), stranger = agency(), ra = authority();
  for (const bool pass : {true, false}) {
    EXPECT_EQ(said(review(r, {pass, "x", "y"}, author)), "auth.own_work");
    EXPECT_EQ(said(review(r, {pass, "x", "y"}, stranger)), "auth.forbidden");
  }
  EXPECT_EQ(said(review(r, {false, {}, "登记办法"}, ra)), "rule.reason_missing CN-13 /reason");
  EXPECT_EQ(said(review(r, {false, "名称不符", {}}, ra)), "rule.reason_missing CN-13 /basis");
  EXPECT_EQ(said(review(r, {false, " ", " "}, ra)), "rule.reason_missing CN-13 /reason");
}

TEST(TheNotice, IsPublishedByTheAuthority) {
  auto stranger = agency();
  EXPECT_EQ(said(publish(in(reviewed), stranger)), "auth.forbidden");
}

TEST(TheNotice, LastsADayWhereNoRuleGivesItsLength) {
  auto ra = as("per-ra", "org-ra", {"registration_authority"}, "2026-03-02", rules::Rulebook());
  const auto events = publish(in(reviewed), ra);
  ASSERT_TRUE(events);
  EXPECT_EQ(std::get<Noticed>(events->front()).until, "2026-03-02");
}

TEST(AnObjection, ComesInTimeWithItsDocument) {
  const auto r = in(noticed);
  ASSERT_EQ(r.notice_until, "2026-03-16");
  auto last = citizen("2026-03-16"), late = citizen("2026-03-17");
  EXPECT_EQ(said(object(r, {"权属", "doc-2"}, true, last)), "passed");
  EXPECT_EQ(said(object(r, {"权属", "doc-2"}, true, late)), "rule.deadline_passed CN-14");
  EXPECT_EQ(said(object(r, {"权属", "doc-2"}, false, last)), "rule.evidence_missing CN-14 /evidence");
}

Registration objected() {
  auto r = in(noticed);
  auto x = citizen();
  take(r, object(r, {"权属有争议", "doc-2"}, true, x), x);
  return r;
}

TEST(ResolvingAnObjection, IsForAnotherPersonOfTheAuthorityAndOnce) {
  auto r = objected();
  auto ra = authority(), stranger = agency(), objector = as("per-x", "org-ra", {"registration_authority"});
  for (const bool upheld : {true, false}) {
    EXPECT_EQ(said(resolve(r, {0, upheld, "xx"}, stranger)), "auth.forbidden");
    EXPECT_EQ(said(resolve(r, {0, upheld, "xx"}, objector)), "auth.own_work");
    EXPECT_EQ(said(resolve(r, {1, upheld, "xx"}, ra)), "input.out_of_range /index");
    EXPECT_EQ(said(resolve(r, {-1, upheld, "xx"}, ra)), "input.out_of_range /index");
  }
  take(r, resolve(r, {0, false, "证据不足"}, ra), ra);
  EXPECT_EQ(r.objections[0].status, ObjectionStatus::dismissed);
  EXPECT_EQ(r.objections[0].reason, "证据不足");
  for (const bool upheld : {true, false}) EXPECT_EQ(said(resolve(r, {0, upheld, "xx"}, ra)), "state.not_allowed /index");
}

TEST(TheCode, WaitsForTheEndOfTheNotice) {
  const auto r = in(noticed);
  auto during = authority("2026-03-16"), after = authority("2026-03-17"), stranger = agency("2026-03-17");
  EXPECT_EQ(said(complete(r, "ZZ-1", during)), "rule.order CN-14 /notice_until");
  EXPECT_EQ(said(complete(r, "ZZ-1", after)), "passed");
  EXPECT_EQ(said(complete(r, "ZZ-1", stranger)), "auth.forbidden");
}

TEST(TheCode, WaitsForEveryObjection) {
  auto r = objected();
  auto x = citizen(), ra = authority("2026-03-17");
  take(r, object(r, {"来源不明", "doc-3"}, true, x), x);
  EXPECT_EQ(said(complete(r, "ZZ-1", ra)), "rule.order CN-14 /objections/0");
  take(r, resolve(r, {0, false, "证据不足"}, ra), ra);
  EXPECT_EQ(said(complete(r, "ZZ-1", ra)), "rule.order CN-14 /objections/1");
  take(r, resolve(r, {1, false, "证据不足"}, ra), ra);
  EXPECT_EQ(said(complete(r, "ZZ-1", ra)), "passed");
}

TEST(TheCode, NeedsATermFromThePack) {
  auto ra = as("per-ra", "org-ra", {"registration_authority"}, "2026-03-17", rules::Rulebook());
  EXPECT_EQ(said(complete(in(noticed), "ZZ-1", ra)), "pack.invalid registration.validity");
}

TEST(Clocks, CountWorkingDaysFromTheDayAfter) {
  struct Case {
    const char *day, *acceptance, *review, *notice;
  };
  // By hand from the notice on the holidays of 2026: the spring festival takes 15 to 23 February, 14 and 28 February are worked.
  for (const auto& c : std::vector<Case>{{"2026-03-02", "2026-03-05", "2026-03-30", "2026-03-16"},
                                         {"2026-02-13", "2026-02-25", "2026-03-19", "2026-03-05"},
                                         {"2026-03-06", "2026-03-11", "2026-04-03", "2026-03-20"}}) {
    auto ag = agency(c.day), ra = authority(c.day);
    const auto a = apply(application(), facts(), ag);
    const auto b = accept(in(applied), {true, {}}, facts(), ra);
    const auto n = publish(in(reviewed), ra);
    ASSERT_TRUE(a && b && n) << c.day;
    EXPECT_EQ(std::get<Applied>(a->front()).due, c.acceptance) << c.day;
    EXPECT_EQ(std::get<Accepted>(b->front()).due, c.review) << c.day;
    EXPECT_EQ(std::get<Noticed>(n->front()).until, c.notice) << c.day;
  }
}

TEST(Clocks, RefuseAYearThatHasNoCalendarRatherThanGuess) {
  auto ag = agency("2026-12-30"), ra = authority("2026-12-30");
  EXPECT_EQ(said(apply(application(), facts(), ag)).substr(0, 21), "calendar.missing_year");
  EXPECT_EQ(said(accept(in(applied), {true, {}}, facts(), ra)).substr(0, 21), "calendar.missing_year");
  EXPECT_EQ(said(publish(in(reviewed), ra)).substr(0, 21), "calendar.missing_year");
  EXPECT_EQ(said(accept(in(applied), {false, "材料不全"}, facts(), ra)), "passed") << "a refusal needs no clock";
}

TEST(Rulings, AreRecordedWithEachStep) {
  auto ag = agency();
  ASSERT_TRUE(apply(application(), facts(), ag));
  EXPECT_EQ(ag.applied(), (std::set<std::string>{"CN-10", "CN-12"}));
  auto accepting = authority();
  ASSERT_TRUE(accept(in(applied), {true, {}}, facts(), accepting));
  EXPECT_EQ(accepting.applied(), (std::set<std::string>{"HA-10", "CN-13"}));
  auto completing = authority("2026-03-17");
  ASSERT_TRUE(complete(in(noticed), "ZZ-1", completing));
  EXPECT_EQ(completing.applied(), (std::set<std::string>{"CN-14", "CN-15", "CN-16", "CN-17"}));
}

}  // namespace
}  // namespace gongshu::domain::registration
