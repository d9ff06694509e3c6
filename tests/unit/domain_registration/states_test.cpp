// Truth tables of a registration: which event moves which status, whose turn it is, who sees it.
#include "support.h"

namespace gongshu::domain::registration {
namespace {

using enum RegistrationStatus;

const test::Moves kMoves{
    {"registration.accepted", {{"applied", "accepted"}}},
    {"registration.not_accepted", {{"applied", "not_accepted"}}},
    {"registration.reviewed", {{"accepted", "reviewed"}}},
    {"registration.rejected", {{"accepted", "rejected"}}},
    {"registration.noticed", {{"reviewed", "noticed"}}},
    {"registration.objection_raised", {{"noticed", "noticed"}}},
    {"registration.objection_dismissed", {{"noticed", "noticed"}}},
    {"registration.objection_upheld", {{"noticed", "ended"}}},
    {"registration.completed", {{"noticed", "registered"}, {"reviewed", "registered"}}},
    {"registration.cancellation_done", {{"reviewed", "ended"}}},
    {"registration.renewal_opened", {{"registered", "registered"}}},
    {"registration.superseded", {{"registered", "superseded"}}},
    {"registration.cancelled", {{"registered", "cancelled"}}},
    {"registration.lapsed", {{"registered", "lapsed"}}},
    {"registration.revoked", {{"registered", "revoked"}}},
};

TEST(RegistrationStates, MoveAsTheirTableSays) { test::expect_moves<RegistrationSubject>(kRegistrationTransitions, kMoves, {}); }
TEST(RegistrationStates, SurviveWritingAndReading) {
  test::expect_round_trips<RegistrationSubject>();
  test::expect_registered<RegistrationSubject>();
}
TEST(RegistrationStates, HaveNamesThatReadBack) {
  test::expect_names<RegistrationStatus>();
  test::expect_names<ObjectionStatus>();
}

TEST(RegistrationStates, AreReachedByDecisionsAlone) {
  for (const auto status : test::every<RegistrationStatus>()) EXPECT_EQ(status_of(in(status)), name_of(status));
}

TEST(RegistrationStates, ARecordIsTheSameHoweverOftenItsHistoryIsFolded) {
  const auto r = test::expect_replays<RegistrationSubject>(
      {Applied{application(), "2026-03-05"}, Accepted{"2026-03-30"}, Reviewed{}, Noticed{"2026-03-16"},
       ObjectionRaised{"权属", "doc-2"}, ObjectionDismissed{0, "证据不足"}, Completed{"ZZ-1", "2029-03-17"}},
      {1, test::kNow, "per-1", "org-1", "reg-1"});
  EXPECT_EQ(r.status, registered);
  for (const auto status : test::every<RegistrationStatus>()) EXPECT_EQ(write(in(status)), write(in(status)));
}

/// Each status × each decision: done where the table has its event, refused with state.not_allowed everywhere else.
TEST(RegistrationStates, LetEachDecisionThroughWhereTheTableHasIt) {
  const std::map<std::string, std::function<Result<Events>(const Registration&)>> decisions{
      {"registration.accepted",
       [](const auto& r) {
         auto c = authority();
         return accept(r, {true, {}}, facts(), c);
       }},
      {"registration.not_accepted",
       [](const auto& r) {
         auto c = authority();
         return accept(r, {false, "x"}, facts(), c);
       }},
      {"registration.reviewed",
       [](const auto& r) {
         auto c = authority();
         return review(r, {true, {}, {}}, c);
       }},
      {"registration.rejected",
       [](const auto& r) {
         auto c = authority();
         return review(r, {false, "x", "y"}, c);
       }},
      {"registration.noticed",
       [](const auto& r) {
         auto c = authority();
         return publish(r, c);
       }},
      {"registration.objection_raised",
       [](const auto& r) {
         auto c = citizen();
         return object(r, {"xx", "doc-2"}, true, c);
       }},
      {"registration.completed",
       [](const auto& r) {
         auto c = authority("2026-03-17");
         return complete(r, "ZZ-1", c);
       }},
  };
  for (const auto status : test::every<RegistrationStatus>())
    for (const auto& [type, decide] : decisions) {
      const bool allowed = kMoves.at(type).contains(std::string(name_of(status)));
      std::string expected = allowed ? "passed" : "state.not_allowed /status";
      // An initial registration is noticed before it is completed; other kinds are not.
      if (type == "registration.completed" && status == reviewed) expected = "rule.order CN-14 /notice_until";
      EXPECT_EQ(said(decide(in(status))), expected) << name_of(status) << " " << type;
    }
}

TEST(RegistrationStates, ResolveAnObjectionOnlyDuringTheNotice) {
  for (const auto status : test::every<RegistrationStatus>())
    for (const bool upheld : {true, false}) {
      auto r = in(noticed);
      auto x = citizen(), ra = authority();
      take(r, object(r, {"权属有争议", "doc-2"}, true, x), x);
      r.status = status;
      EXPECT_EQ(said(resolve(r, {0, upheld, "理由"}, ra)), status == noticed ? "passed" : "state.not_allowed /status")
          << name_of(status);
    }
}

TEST(RegistrationStates, NameTheOpenStepTheRegisterAndTheOrganisation) {
  const std::map<RegistrationStatus, std::vector<std::string>> todos{{applied, {"accept|registration_authority||2026-03-05"}},
                                                                     {accepted, {"review|registration_authority||2026-03-30"}},
                                                                     {reviewed, {"notice|registration_authority||"}},
                                                                     {noticed, {"complete|registration_authority||"}},
                                                                     {not_accepted, {}},
                                                                     {rejected, {}},
                                                                     {registered, {}},
                                                                     {superseded, {}},
                                                                     {lapsed, {}},
                                                                     {cancelled, {}},
                                                                     {revoked, {}},
                                                                     {ended, {}}};
  const std::set<RegistrationStatus> open{noticed, registered}, occupying{applied, accepted, reviewed, noticed, registered};
  for (const auto status : test::every<RegistrationStatus>()) {
    const auto r = in(status);
    const auto facts = row_facts(r);
    EXPECT_EQ(facts.status, name_of(status));
    EXPECT_EQ(test::steps(facts.todos), todos.at(status)) << name_of(status);
    EXPECT_EQ(facts.parties, std::set<std::string>{"org-ag"});
    EXPECT_EQ(facts.is_public, open.contains(status)) << name_of(status);
    EXPECT_EQ(occupies(r, *parse_date("2026-03-20")), occupying.contains(status)) << name_of(status);
    EXPECT_EQ(stands(r, *parse_date("2026-03-20")), status == registered) << name_of(status);
  }
}

TEST(RegistrationStates, ARegistrationStandsToTheLastDayOfItsValidity) {
  auto r = in(registered);
  ASSERT_EQ(r.valid_until, "2029-03-17");
  EXPECT_TRUE(stands(r, *parse_date("2029-03-17")));
  EXPECT_FALSE(stands(r, *parse_date("2029-03-18")));
  EXPECT_FALSE(occupies(r, *parse_date("2029-03-18")));
  r.valid_until.reset();
  EXPECT_FALSE(stands(r, *parse_date("2026-03-18")));
  r.valid_until = "never";
  EXPECT_FALSE(stands(r, *parse_date("2026-03-18")));
}

TEST(RegistrationStates, RunTheirClocksOnlyWhileTheyStand) {
  for (const auto status : test::every<RegistrationStatus>())
    EXPECT_EQ(clocks_of(in(status)).size(), status == registered ? 2u : 0u) << name_of(status);
  const auto clocks = clocks_of(in(registered));
  EXPECT_EQ(clocks[0].step + " " + clocks[0].day, "renewal 2029-01-15");
  EXPECT_EQ(clocks[1].step + " " + clocks[1].day, "validity 2029-03-17");
}

TEST(RegistrationStates, ACodeAndItsEndStartAPolicyEpochAndNothingElseDoes) {
  EXPECT_EQ(subjects().at("registration").policy_types,
            (std::set<std::string>{"registration.completed", "registration.superseded", "registration.cancelled", "registration.lapsed",
                                   "registration.revoked"}));
}

TEST(RegistrationEvents, AnObjectionThatIsNotThereChangesNothing) {
  for (const std::int64_t index : {-1, 0, 7}) {
    Registration r = in(noticed);
    const auto before = write(r.objections);
    RegistrationSubject::evolve(r, ObjectionDismissed{index, "x"}, {});
    EXPECT_EQ(write(r.objections), before);
  }
}

TEST(RegistrationEvents, KeepWhoDidWhatAndWhy) {
  EXPECT_EQ(in(not_accepted).reason, "材料不全");
  EXPECT_FALSE(in(not_accepted).due);
  EXPECT_EQ(in(rejected).reason, "名称不符 (登记办法)");
  EXPECT_EQ(in(rejected).reviewer, "per-ra");
  EXPECT_EQ(in(reviewed).reviewer, "per-ra");
  EXPECT_EQ(in(applied).author, "per-ag");
  EXPECT_EQ(in(applied).registrant, "org-ag");
  const auto r = in(ended);
  ASSERT_EQ(r.objections.size(), 1u);
  EXPECT_EQ(r.objections[0].person, "per-x");
  EXPECT_EQ(r.objections[0].status, ObjectionStatus::upheld);
  EXPECT_EQ(r.reason, "异议成立");
  EXPECT_EQ(in(registered).code, "ZZ-2026-0001");
}

}  // namespace
}  // namespace gongshu::domain::registration
