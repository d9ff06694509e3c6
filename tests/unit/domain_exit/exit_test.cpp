// Who may start and complete an exit, in which order the steps are recorded, and what each of them says.
#include "../support/domain_context.h"
#include "domain/exit/decide.h"
#include "domain/exit/points.h"

namespace gongshu::domain::exit {
namespace {

using namespace test;

Context authority(std::string person = "per-au") { return as(std::move(person), "org-au", {"competent_authority"}); }
Context agency(std::string person = "per-ag") { return as(std::move(person), "org-ag", {"implementing_agency"}); }

StartExit request(std::string cause = "terminated_early") { return {"agr-1", std::move(cause), "doc-1", "双方协商终止", {}}; }
StartFacts facts() { return {true, true, false, true, "org-ag", "org-op", "2028-01-01"}; }

void apply(Exit& state, const Result<Events>& events, const Context& context) {
  test::apply<ExitSubject>(state, events, context, "ext-1");
}

Exit started() {
  Exit state;
  auto context = agency();
  apply(state, start(request(), facts(), context), context);
  return state;
}

const std::vector<FoundFile> kFiles = {{"batches/bat-1/0000000", "authorized_data", 10, "aa", false},
                                       {"results/job-1", "results", 5, "bb", false},
                                       {"shelves/x.shelf", "products", 7, "cc", false}};

/// Leads an exit to a state, by one person of the authority.
Exit at(ExitStatus status) {
  auto state = started();
  auto c = authority();
  if (status >= ExitStatus::revoked) apply(state, revoke(state, {{"scn-1"}, {}, {}, {}, {}, {}}, {{"ntc-1", "org-dev", "sub-1", "prd-1", true}}, c), c);
  if (status >= ExitStatus::listed) apply(state, list_files(state, kFiles, c), c);
  if (status >= ExitStatus::shredded) apply(state, destroy_keys(state, {{"scenario:scn-1", "ff", kNow}}, c), c);
  if (status >= ExitStatus::deleted) apply(state, delete_files(state, c), c);
  if (status >= ExitStatus::ended) apply(state, end(state, true, c), c);
  if (status >= ExitStatus::certified) apply(state, certify(state, {"2026-09-02", "{}", "c2ln"}, c), c);
  return state;
}

ErrorCode code(const Result<Events>& result) { return result ? ErrorCode::internal : result.error().code; }

TEST(StartOfExit, IsForTheAuthorityAndTheAgencyOfTheAgreement) {
  struct Case {
    const char* org;
    std::vector<std::string> roles;
    bool may;
  };
  for (const auto& c : std::vector<Case>{{"org-au", {"competent_authority"}, true},
                                         {"org-ag", {"implementing_agency"}, true},
                                         {"org-other", {"implementing_agency"}, false},
                                         {"org-op", {"operator"}, false},
                                         {"org-dev", {"application_developer"}, false},
                                         {"org-pro", {"data_provider"}, false}}) {
    auto context = as("per-x", c.org, c.roles);
    const auto result = start(request(), facts(), context);
    EXPECT_EQ(bool(result), c.may) << c.org;
    if (!c.may) {
      EXPECT_EQ(code(result), ErrorCode::auth_forbidden) << c.org;
    }
  }
}

TEST(StartOfExit, NeedsAnAgreementInForceAndTheDocumentItRestsOn) {
  auto c = authority();
  auto f = facts();
  f.agreement_exists = false;
  EXPECT_EQ(code(start(request(), f, c)), ErrorCode::state_not_found);
  f = facts();
  f.in_force = false;
  EXPECT_EQ(code(start(request(), f, c)), ErrorCode::state_not_allowed);
  f = facts();
  f.document_exists = false;
  const auto refused = start(request(), f, c);
  EXPECT_EQ(code(refused), ErrorCode::rule_evidence_missing);
  EXPECT_EQ(refused.error().at, "/document");
}

TEST(StartOfExit, ExpiredMeansThatTheTermIsOver) {
  auto c = authority();
  auto f = facts();
  const auto refused = start(request("expired"), f, c);
  EXPECT_EQ(code(refused), ErrorCode::input_bad_choice);
  EXPECT_NE(refused.error().hint.find("2028-01-01"), std::string::npos);
  for (const char* cause : {"terminated_early", "breach", "other"}) EXPECT_TRUE(start(request(cause), f, c)) << cause;
  f.term_over = true;
  EXPECT_TRUE(start(request("expired"), f, c));
}

TEST(CompletionOfExit, IsNotForThePersonWhoStartedIt) {
  const auto state = started();  // by per-ag
  EXPECT_TRUE(may_complete(state, authority()));
  EXPECT_TRUE(may_complete(state, agency("per-ag2")));
  EXPECT_EQ(may_complete(state, agency()).error().code, ErrorCode::auth_same_person);
  EXPECT_EQ(may_complete(state, as("per-ag", "org-au", {"competent_authority"})).error().code, ErrorCode::auth_same_person);
  for (const char* org : {"org-op", "org-dev", "org-other"})
    EXPECT_EQ(may_complete(state, as("per-x", org, {"operator", "implementing_agency"})).error().code, ErrorCode::auth_forbidden) << org;
}

TEST(CompletionOfExit, RecordsEachStepOnceAndInOrder) {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<ExitStatus>>([](auto s) {
    const auto state = at(s.value);
    EXPECT_EQ(state.status, s.value);
    auto c = authority();
    EXPECT_EQ(bool(revoke(state, {}, {}, c)), s.value == ExitStatus::started) << s.name;
    EXPECT_EQ(bool(list_files(state, {}, c)), s.value == ExitStatus::revoked) << s.name;
    EXPECT_EQ(bool(destroy_keys(state, {}, c)), s.value == ExitStatus::listed) << s.name;
    EXPECT_EQ(bool(add_files(state, {}, c)), s.value == ExitStatus::revoked || s.value == ExitStatus::shredded) << s.name;
    EXPECT_EQ(bool(delete_files(state, c)), s.value == ExitStatus::shredded) << s.name;
    EXPECT_EQ(bool(end(state, false, c)), s.value == ExitStatus::deleted) << s.name;
    EXPECT_EQ(bool(certify(state, {}, c)), s.value == ExitStatus::ended) << s.name;
    EXPECT_EQ(todos_of(state).empty(), s.value == ExitStatus::certified) << s.name;
  });
}

TEST(CompletionOfExit, EveryStepRefusesStrangersAndTheStarter) {
  const auto tries = [](ExitStatus from, auto step) {
    const auto state = at(from);
    for (auto context : {agency(), as("per-x", "org-op", {"operator"})}) EXPECT_FALSE(step(state, context)) << name_of(from);
  };
  tries(ExitStatus::started, [](const Exit& s, Context& c) { return revoke(s, {}, {}, c); });
  tries(ExitStatus::revoked, [](const Exit& s, Context& c) { return list_files(s, {}, c); });
  tries(ExitStatus::listed, [](const Exit& s, Context& c) { return destroy_keys(s, {}, c); });
  tries(ExitStatus::shredded, [](const Exit& s, Context& c) { return delete_files(s, c); });
  tries(ExitStatus::deleted, [](const Exit& s, Context& c) { return end(s, false, c); });
  tries(ExitStatus::ended, [](const Exit& s, Context& c) { return certify(s, {}, c); });
}

TEST(FilesOfExit, ThoseThatNeitherPackNorAgreementNamesAreKept) {
  auto state = at(ExitStatus::listed);
  EXPECT_EQ(state.categories, (std::vector<std::string>{"authorized_data", "results"}));
  ASSERT_EQ(state.files.size(), 3u);
  EXPECT_FALSE(state.files[0].kept);
  EXPECT_FALSE(state.files[1].kept);
  EXPECT_TRUE(state.files[2].kept);

  auto agreed = request();
  agreed.also_delete = {{"products", "results"}};
  auto c = authority();
  EXPECT_EQ(categories_to_delete(agreed, c), (std::vector<std::string>{"authorized_data", "products", "results"}));
}

TEST(FilesOfExit, LongListsTakeSeveralEntriesOfTheLedger) {
  auto c = authority();
  std::vector<FoundFile> many(1201, kFiles[0]);
  const auto events = list_files(at(ExitStatus::revoked), many, c);
  ASSERT_TRUE(events);
  ASSERT_EQ(events->size(), 4u);
  EXPECT_EQ(std::get<FilesFound>(events->at(0)).files.size(), 500u);
  EXPECT_EQ(std::get<FilesFound>(events->at(2)).files.size(), 201u);
  EXPECT_TRUE(std::holds_alternative<FilesListed>(events->at(3)));
}

TEST(FilesOfExit, DeletionCountsOnlyWhatWasToGo) {
  auto c = authority();
  const auto events = delete_files(at(ExitStatus::shredded), c);
  ASSERT_TRUE(events);
  EXPECT_EQ(std::get<FilesDeleted>(events->at(0)).files, 2);
  EXPECT_EQ(std::get<FilesDeleted>(events->at(0)).bytes, 15);
}

TEST(LogsOfExit, AreHeldForTheMonthsOfThePack) {
  auto c = authority();
  const auto until = log_hold_until(c);
  ASSERT_TRUE(until) << describe(until.error());
  EXPECT_EQ(*until, "2026-09-02");
  EXPECT_TRUE(c.applied().contains("CN-24"));
}

TEST(CertificateOfExit, StaysInTheRecordWithWhoCompletedIt) {
  const auto state = at(ExitStatus::certified);
  EXPECT_EQ(state.certificate, "{}");
  EXPECT_EQ(state.signature, "c2ln");
  EXPECT_EQ(state.log_hold_until, "2026-09-02");
  EXPECT_EQ(state.completed_by, "per-au");
  EXPECT_EQ(state.started_by, "per-ag");
  EXPECT_TRUE(state.operator_exited);
  EXPECT_EQ(state.keys.size(), 1u);
  EXPECT_EQ(state.notices.size(), 1u);
}

TEST(NoticeOfExit, IsSeenByTheDeveloperAndTheOperator) {
  ExitNotice notice;
  ExitNoticeSubject::evolve(notice, NoticeGiven{"ext-1", "org-dev", "org-op", "sub-1", "prd-1", "名称", true, "终止"}, {9, kNow, "per-au", "org-au", "ntc-1"});
  EXPECT_EQ(status_of(notice), "given");
  EXPECT_EQ(parties_of(notice), (std::set<std::string>{"org-dev", "org-op"}));
  EXPECT_EQ(notice.time, kNow);
}

TEST(StatesOfExit, EveryTransitionIsTheOneOfAnEvent) {
  std::set<std::string> types;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, ExitSubject::Event>>(
      [&](auto identity) { types.insert(std::string(decltype(identity)::type::kType)); });
  for (const auto& t : kExitTransitions) EXPECT_TRUE(types.contains(std::string(t.event))) << t.event;
}

}  // namespace
}  // namespace gongshu::domain::exit
