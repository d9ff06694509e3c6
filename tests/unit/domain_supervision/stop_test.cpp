// Stops: who may order one over what, whom it must be reported to, and who lifts it when.
#include "../support/domain_context.h"
#include "domain/supervision/decide.h"

namespace gongshu::domain::supervision {
namespace {

using namespace test;

Context authority(std::string person = "per-au") { return as(std::move(person), "org-au", {"competent_authority"}); }
Context agency() { return as("per-ag", "org-ag", {"implementing_agency"}); }
Context operator_(std::string org = "org-op") { return as("per-op", std::move(org), {"operator"}); }

StopScope over(std::string kind, std::string id = "x-1", bool major = false) { return {std::move(kind), std::move(id), "疑似泄露", "断开接口", major}; }
constexpr const char* kKinds[] = {"resource", "scenario", "product", "developer", "operator", "node"};

void apply(Stop& state, const Result<Events>& events, const Context& context) {
  test::apply<StopSubject>(state, events, context, "stp-1");
}

Stop ordered(bool major = false) {
  Stop state;
  auto c = agency();
  apply(state, order(over("product", "prd-1", major), {true, "org-op"}, c), c);
  return state;
}

Stop reported(bool major = false) {
  auto state = ordered(major);
  auto c = agency();
  for (const auto& role : std::vector<std::string>(state.must_report)) apply(state, report(state, {role, "2026-1"}, c), c);
  return state;
}

ErrorCode code(const Result<Events>& result) { return result ? ErrorCode::internal : result.error().code; }

TEST(OrderOfAStop, IsForAuthoritiesAgenciesAndSecuritySupervisorsOverAnything) {
  for (const char* kind : kKinds)
    for (const char* role : {"competent_authority", "implementing_agency", "cyberspace", "public_security", "state_security", "secrecy", "cryptography"}) {
      auto c = as("per-x", "org-x", {role});
      EXPECT_TRUE(order(over(kind), {true, "org-op"}, c)) << kind << " by " << role;
    }
}

TEST(OrderOfAStop, IsForAnOperatorOverItsOwnOnlyAndNeverOverTheNode) {
  for (const char* kind : kKinds) {
    const bool node = std::string_view(kind) == "node";
    auto own = operator_();
    EXPECT_EQ(bool(order(over(kind), {true, "org-op"}, own)), !node) << kind;
    auto other = operator_("org-other");
    EXPECT_EQ(code(order(over(kind), {true, "org-op"}, other)), ErrorCode::auth_forbidden) << kind;
    auto nobody = operator_();
    EXPECT_EQ(code(order(over(kind), {true, ""}, nobody)), ErrorCode::auth_forbidden) << kind;
  }
}

TEST(OrderOfAStop, RefusesStrangersAndWhatDoesNotExist) {
  for (const char* kind : kKinds)
    for (const char* role : {"application_developer", "data_provider", "expert_panel", "finance", "audit"}) {
      auto c = as("per-x", "org-op", {role});
      EXPECT_EQ(code(order(over(kind), {true, "org-op"}, c)), ErrorCode::auth_forbidden) << kind << " by " << role;
    }
  auto c = authority();
  EXPECT_EQ(code(order(over("product", "prd-none"), {false, ""}, c)), ErrorCode::state_not_found);
}

TEST(OrderOfAStop, NamesThoseWhoMustBeToldMoreOfThemForAMajorIncident) {
  const auto plain = ordered(false), major = ordered(true);
  ASSERT_FALSE(plain.must_report.empty());
  EXPECT_GT(major.must_report.size(), plain.must_report.size());
  EXPECT_NE(std::find(major.must_report.begin(), major.must_report.end(), "cyberspace"), major.must_report.end());
  EXPECT_EQ(unreported(plain), plain.must_report);
}

TEST(OrderOfAStop, RecordsItsRules) {
  auto c = agency();
  ASSERT_TRUE(order(over("product"), {true, ""}, c));
  EXPECT_TRUE(c.applied().contains("HA-20"));
}

TEST(ReportOfAStop, GoesOnceToEachRecipientOfThePack) {
  auto state = ordered();
  auto c = agency();
  const auto recipient = state.must_report.front();
  EXPECT_EQ(code(report(state, {"tax", {}}, c)), ErrorCode::input_bad_choice);
  apply(state, report(state, {recipient, "2026-1"}, c), c);
  EXPECT_EQ(code(report(state, {recipient, {}}, c)), ErrorCode::state_already_exists);
  EXPECT_EQ(state.reports.front().recipient, recipient);
  EXPECT_EQ(state.reports.front().person, "per-ag");
}

TEST(ReportOfAStop, IsForTheOneWhoOrderedItOrIsStopped) {
  const auto state = ordered();
  auto stopped = as("per-x", "prd-1", {"operator"});  // an operator scope carries the organisation itself
  EXPECT_TRUE(report(state, {state.must_report.front(), {}}, stopped));
  auto stranger = as("per-x", "org-x", {"competent_authority"});
  EXPECT_EQ(code(report(state, {state.must_report.front(), {}}, stranger)), ErrorCode::auth_forbidden);
}

TEST(LiftingAStop, NeedsTheAuthorityAnotherPersonAndEveryReport) {
  const LiftStop done{"已修复并复测"};
  for (const bool major : {false, true}) {
    auto c = authority();
    const auto early = lift(ordered(major), done, c);
    EXPECT_EQ(code(early), ErrorCode::rule_order);
    EXPECT_EQ(early.error().rule, "HA-20");
    EXPECT_TRUE(lift(reported(major), done, c));
  }
  auto by_agency = agency();
  EXPECT_EQ(code(lift(reported(), done, by_agency)), ErrorCode::auth_forbidden);
  auto by_operator = operator_();
  EXPECT_EQ(code(lift(reported(), done, by_operator)), ErrorCode::auth_forbidden);
  auto same = as("per-ag", "org-au", {"competent_authority"});
  EXPECT_EQ(code(lift(reported(), done, same)), ErrorCode::auth_same_person);
}

TEST(LiftingAStop, HappensOnce) {
  auto state = reported();
  auto c = authority();
  apply(state, lift(state, {"已修复"}, c), c);
  EXPECT_EQ(state.status, StopStatus::lifted);
  EXPECT_EQ(state.lifted_by, "per-au");
  EXPECT_EQ(code(lift(state, {"再次"}, c)), ErrorCode::state_not_allowed);
  EXPECT_EQ(code(report(state, {state.must_report.front(), {}}, c)), ErrorCode::state_not_allowed);
}

TEST(StatesOfAStop, HaveTheirTodos) {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<StopStatus>>([](auto s) {
    auto state = ordered();
    state.status = s.value;
    EXPECT_EQ(todos_of(state).empty(), s.value == StopStatus::lifted) << s.name;
    EXPECT_EQ(status_of(state), s.name);
  });
  const auto open = todos_of(ordered());
  EXPECT_EQ(open.front().step, "report." + ordered().must_report.front());
  EXPECT_EQ(todos_of(reported()).front().step, "assess");
}

TEST(EventsOfAStop, StartAPolicyEpochWhereTheyChangeWhatIsAllowed) {
  const auto& types = subjects().at("stop").policy_types;
  EXPECT_EQ(types, (std::set<std::string>{"supervision.stop_ordered", "supervision.stop_lifted"}));
}

}  // namespace
}  // namespace gongshu::domain::supervision
