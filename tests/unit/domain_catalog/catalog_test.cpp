// Catalog entries: what is refused before review, who reviews, what holds while a revision is in work.
#include "../support/truth_table.h"

#include "domain/catalog/decide.h"
#include "domain/catalog/points.h"

namespace gongshu::domain::catalog {
namespace {

using namespace test;

constexpr const char* kCategories[] = {"national_security_or_public_interest", "privacy_or_trade_secret", "sector_prohibition",
                                       "legal_prohibition"};

Context provider(std::string person = "per-pr", const rules::Rulebook& book = henan()) {
  return as(std::move(person), "org-pr", {"data_provider"}, book);
}
Context rival() { return as("per-x", "org-x", {"data_provider"}); }
Context authority(std::string person = "per-au") { return as(std::move(person), "org-au", {"competent_authority"}); }

DataItem item(std::string name, std::string grade = "general", std::optional<std::string> standard = {}) {
  return {std::move(name), "名称", "text", std::move(grade), {}, {}, std::move(standard), {}};
}
DraftCatalogEntry content() {
  DraftCatalogEntry c;
  c.title = "区划代码";
  c.code = "HA/001";
  c.summary = "县级以上区划";
  c.format = "table";
  c.items = {item("code", "general", "GB/T 2260"), item("name", "general", "DE-002")};
  c.classification = "基础信息";
  c.sharing = "unconditional";
  c.update_cycle = "yearly";
  c.origin = "own";
  for (const char* category : kCategories) c.negative_list[category] = false;
  return c;
}
DraftCatalogEntry shared_content() {
  auto c = content();
  c.origin = "shared";
  c.shared_from = "org-sharer";
  c.shared_consent = "dec-1";
  return c;
}

CatalogEntry drafted(const DraftCatalogEntry& c = content()) {
  CatalogEntry e;
  auto context = provider();
  apply<CatalogSubject>(e, draft(c, context), context);
  return e;
}
CatalogEntry submitted(const DraftCatalogEntry& c = content(), const EntryFacts& facts = {}) {
  auto e = drafted(c);
  auto context = provider();
  apply<CatalogSubject>(e, submit(e, facts, context), context);
  return e;
}
GiveOpinion opinion(std::string verdict = "pass") {
  auto c = pass("competent_authority");
  c.verdict = std::move(verdict);
  if (c.verdict != "pass") c.reason = "分级偏低", c.basis = "第九条";
  return c;
}
CatalogEntry reviewed(const std::string& verdict = "pass") {
  auto e = submitted();
  auto context = authority();
  apply<CatalogSubject>(e, review(e, opinion(verdict), context), context);
  return e;
}

TEST(DraftingAnEntry, IsForADataProvider) {
  const auto e = drafted();
  EXPECT_EQ(e.status, EntryStatus::draft);
  EXPECT_EQ(e.provider, "org-pr");
  EXPECT_EQ(e.author, "per-pr");
  EXPECT_EQ(e.authors, std::vector<std::string>{"per-pr"});
  EXPECT_EQ(write(e.content), write(content()));
  auto other = as("per-op", "org-op", {"operator", "competent_authority"});
  EXPECT_REFUSED(draft(content(), other), auth_forbidden, "");
}

TEST(Items, HaveNamesOfTheirOwnAndIdentifyWhatIsProtected) {
  auto context = provider();
  auto twice = content();
  twice.items.push_back(item("code"));
  auto nobody = content();
  nobody.protected_entity = "resident";
  for (auto& c : nobody.items) c.identity = false;
  auto somebody = nobody;
  somebody.items[1].identity = true;
  const auto state = drafted();
  EXPECT_REFUSED(draft(twice, context), state_already_exists, "/items/2/name");
  EXPECT_REFUSED(revise(state, twice, context), state_already_exists, "/items/2/name");
  EXPECT_REFUSED(draft(nobody, context), rule_item_missing, "/items");
  EXPECT_REFUSED(revise(state, nobody, context), rule_item_missing, "/items");
  EXPECT_TRUE(draft(somebody, context));
  EXPECT_TRUE(revise(state, somebody, context));
}

TEST(Entry, IsRevisedAndSubmittedByItsProviderAlone) {
  auto other = rival();
  EXPECT_REFUSED(revise(drafted(), content(), other), auth_forbidden, "");
  EXPECT_REFUSED(submit(drafted(), {}, other), auth_forbidden, "");
}

TEST(NegativeList, IsJudgedCategoryByCategory) {
  for (const char* category : kCategories) {
    auto c = content();
    c.negative_list.erase(category);
    auto context = provider();
    EXPECT_RULE(submit(drafted(c), {}, context), rule_item_missing, "/negative_list/" + std::string(category), "HA-04");
    c.negative_list[category] = true;
    EXPECT_RULE(submit(drafted(c), {}, context), rule_prohibited_data, "/negative_list/" + std::string(category), "HA-04");
  }
}

TEST(SharedData, NeedsItsSharersConfirmedConsent) {
  struct Case {
    const char* name;
    std::function<void(DraftCatalogEntry&, EntryFacts&)> change;
    const char* expected;
    const char* at;
  };
  for (const auto& c : std::vector<Case>{
           {"with consent", [](auto&, auto&) {}, "passed", ""},
           {"no sharer", [](auto&e, auto&) { e.shared_from.reset(); }, "rule.evidence_missing HA-05", "/shared_from"},
           {"no consent", [](auto&e, auto&) { e.shared_consent.reset(); }, "rule.evidence_missing HA-05", "/shared_consent"},
           {"consent not confirmed", [](auto&, auto&f) { f.consent_confirmed = false; }, "rule.evidence_missing HA-05",
            "/shared_consent"},
           {"own data",
            [](auto&e, auto&f) {
              e.origin = "own", e.shared_from.reset(), e.shared_consent.reset(), f.consent_confirmed = false;
            },
            "passed", ""}}) {
    auto e = shared_content();
    EntryFacts facts{{}, true};
    c.change(e, facts);
    auto context = provider();
    const auto result = submit(drafted(e), facts, context);
    EXPECT_EQ(refused(result), c.expected) << c.name;
    if (!result) {
      EXPECT_EQ(result.error().at, c.at) << c.name;
    }
  }
}

TEST(Standard, HasOneSource) {
  auto context = provider();
  const auto taken = submit(drafted(), {{{"DE-002", "cat-9"}}, false}, context);
  EXPECT_RULE(taken, rule_single_source, "/items/1/standard", "HA-09");
  EXPECT_NE(taken.error().hint.find("cat-9"), std::string::npos);
  EXPECT_TRUE(submit(drafted(), {{{"DE-003", "cat-9"}}, false}, context));
  auto c = content();
  for (auto& i : c.items) i.standard.reset();
  EXPECT_TRUE(submit(drafted(c), {{{"DE-002", "cat-9"}, {"", "cat-8"}}, false}, context));
}

TEST(Rules, OfTheLocalPackAreNotLawEverywhere) {
  static const rules::Rulebook national = [] {
    auto loaded =
        rules::Rulebook::load(GONGSHU_SOURCE_DIR "/rulepacks", "national", {.unknown_points = rules::UnknownPoints::set_aside});
    if (!loaded) throw std::runtime_error(describe(loaded.error()));
    return *loaded;
  }();
  auto context = provider("per-pr", national);
  auto c = content();
  c.negative_list.clear();
  EXPECT_TRUE(check_negative_list(c, context));
  const auto taken = check_single_source(content(), {{"DE-002", "cat-9"}}, context);
  ASSERT_FALSE(taken);
  EXPECT_NE(taken.error().rule, "HA-09");
  auto empty = provider("per-pr", rules::Rulebook());
  EXPECT_REFUSED(submit(drafted(c), {}, empty), pack_invalid, "catalog.entry_review");
}

TEST(Grade, IsTheHighestOfTheItems) {
  struct Case {
    std::vector<std::string> grades;
    const char* highest;
  };
  for (const auto& c : std::vector<Case>{{{}, "general"},
                                         {{"general", "general"}, "general"},
                                         {{"general", "important", "general"}, "important"},
                                         {{"important", "core"}, "core"},
                                         {{"core", "general"}, "core"}}) {
    auto e = content();
    e.items.clear();
    for (const auto& grade : c.grades) e.items.push_back(item("i" + std::to_string(e.items.size()), grade));
    EXPECT_EQ(highest_grade(e), c.highest);
    EXPECT_EQ(submitted(e).grade, c.highest);
  }
}

TEST(Submission, OpensTheReviewAndRecordsTheRules) {
  auto context = provider("per-pr2");
  const auto events = submit(drafted(), {}, context);
  ASSERT_TRUE(events);
  ASSERT_EQ(events->size(), 1u);
  const auto& event = std::get<EntrySubmitted>(events->front());
  EXPECT_EQ(event.review.applicants, (std::vector<std::string>{"per-pr", "per-pr2"}));
  EXPECT_EQ(rules::open_roles(event.review), std::vector<std::string>{"competent_authority"});
  for (const char* rule : {"HA-04", "HA-09", "HA-21"}) EXPECT_TRUE(context.applied().contains(rule)) << rule;
  EXPECT_FALSE(context.applied().contains("HA-05")) << "own data needs nobody's consent";
}

TEST(Review, EndsAsItsLastOpinionSays) {
  struct Case {
    const char* verdict;
    EntryStatus status;
    std::int64_t revision;
  };
  for (const auto& c : std::vector<Case>{
           {"pass", EntryStatus::approved, 1}, {"send_back", EntryStatus::returned, 0}, {"refuse", EntryStatus::refused, 0}}) {
    const auto e = reviewed(c.verdict);
    EXPECT_EQ(e.status, c.status) << c.verdict;
    EXPECT_EQ(e.revision, c.revision) << c.verdict;
    EXPECT_EQ(e.approved_content.has_value(), c.revision == 1) << c.verdict;
    ASSERT_TRUE(e.review && e.review->steps.at(0).opinion);
    EXPECT_EQ(e.review->steps.at(0).opinion->person, "per-au");
  }
}

TEST(Review, WaitsForEveryStageOfTheChain) {
  auto e = submitted();
  e.review->steps.push_back({1, "government", false, {}, {}, {}, {}, rules::StepStatus::waiting, {}});
  auto first = authority();
  const auto events = review(e, opinion(), first);
  ASSERT_TRUE(events);
  EXPECT_EQ(events->size(), 1u);
  apply<CatalogSubject>(e, events, first);
  EXPECT_EQ(e.status, EntryStatus::submitted);
  ASSERT_EQ(todos_of(e).size(), 1u);
  EXPECT_EQ(todos_of(e)[0].role, "government");
  auto same = as("per-au", "org-gov", {"government"}), second = as("per-gov", "org-gov", {"government"});
  EXPECT_REFUSED(review(e, pass("government"), same), auth_same_person, "/person");
  apply<CatalogSubject>(e, review(e, pass("government"), second), second);
  EXPECT_EQ(e.status, EntryStatus::approved);
}

TEST(Review, IsNotForAnybodyWhoEverWroteAVersion) {
  auto e = drafted();
  auto second = provider("per-pr2"), third = provider("per-pr3");
  apply<CatalogSubject>(e, revise(e, content(), second), second);
  apply<CatalogSubject>(e, submit(e, {}, third), third);
  EXPECT_EQ(e.author, "per-pr2");
  for (const char* person : {"per-pr", "per-pr2", "per-pr3"}) {
    auto context = authority(person);
    EXPECT_REFUSED(review(e, opinion(), context), auth_own_work, "/person");
  }
  auto other = authority();
  EXPECT_TRUE(review(e, opinion(), other));
}

TEST(Review, NeedsTheRoleAReasonAndAnOpenEntry) {
  auto wrong = provider("per-pr2");
  EXPECT_REFUSED(review(submitted(), opinion(), wrong), auth_forbidden, "");
  EXPECT_REFUSED(review(submitted(), pass("data_provider"), wrong), auth_forbidden, "/role");
  auto context = authority();
  for (const char* verdict : {"refuse", "send_back"}) {
    auto c = opinion(verdict);
    c.basis.reset();
    EXPECT_REFUSED(review(submitted(), c, context), rule_reason_missing, "/basis");
    c = opinion(verdict);
    c.reason = "  ";
    EXPECT_REFUSED(review(submitted(), c, context), rule_reason_missing, "/reason");
  }
  auto second = authority("per-au2");
  for (const auto& e : {drafted(), reviewed(), reviewed("send_back"), reviewed("refuse")})
    EXPECT_REFUSED(review(e, opinion(), second), state_not_allowed, "/status");
}

TEST(Revision, LeavesTheApprovedContentInForceUntilItPasses) {
  auto e = reviewed();
  auto changed = content();
  changed.title = "区划代码（新）";
  auto context = provider();
  apply<CatalogSubject>(e, revise(e, changed, context), context);
  EXPECT_EQ(e.status, EntryStatus::draft);
  EXPECT_FALSE(e.review);
  EXPECT_EQ(e.approved_content->title, "区划代码");
  EXPECT_TRUE(is_public(e));
  apply<CatalogSubject>(e, submit(e, {}, context), context);
  EXPECT_EQ(e.approved_content->title, "区划代码");
  auto reviewer = authority();
  apply<CatalogSubject>(e, review(e, opinion(), reviewer), reviewer);
  EXPECT_EQ(e.approved_content->title, "区划代码（新）");
  EXPECT_EQ(e.revision, 2);
}

TEST(Commands, AreRefusedInEveryStatusWhereTheTableHasNoMove) {
  const std::map<std::string, std::set<std::string>> possible{{"draft", {"revise", "submit"}},
                                                              {"submitted", {"review"}},
                                                              {"approved", {"revise"}},
                                                              {"returned", {"revise"}},
                                                              {"refused", {}}};
  for (const auto& status : names<EntryStatus>()) {
    ASSERT_TRUE(possible.contains(status)) << status;
    auto e = submitted();
    e.status = value_of<EntryStatus>(status);
    auto own = provider(), reviewer = authority();
    const std::map<std::string, Result<Events>> tries{
        {"revise", revise(e, content(), own)}, {"submit", submit(e, {}, own)}, {"review", review(e, opinion(), reviewer)}};
    for (const auto& [command, result] : tries)
      EXPECT_EQ(refused(result), possible.at(status).contains(command) ? "passed" : "state.not_allowed")
          << command << " in " << status;
  }
}

TEST(States, AreThese) {
  EXPECT_EQ(names<EntryStatus>(), (std::vector<std::string>{"draft", "submitted", "approved", "returned", "refused"}));
}

TEST(States, MoveAsTheirTableSaysOrAreRefused) {
  expect_moves<CatalogSubject>(kEntryTransitions,
                               {{"catalog.entry_revised", {{"draft", "draft"}, {"returned", "draft"}, {"approved", "draft"}}},
                                {"catalog.entry_submitted", {{"draft", "submitted"}}},
                                {"catalog.entry_reviewed", {{"submitted", "submitted"}}},
                                {"catalog.entry_approved", {{"submitted", "approved"}}},
                                {"catalog.entry_returned", {{"submitted", "returned"}}},
                                {"catalog.entry_refused", {{"submitted", "refused"}}}},
                               {});
  EXPECT_EQ(drafted().status, EntryStatus::draft);
}

TEST(States, SurviveWritingAndReading) {
  expect_round_trips<CatalogSubject>();
  for (const auto& e :
       {drafted(), submitted(shared_content(), {{}, true}), reviewed(), reviewed("refuse"), reviewed("send_back")}) {
    const auto again = read<CatalogEntry>(write(e));
    ASSERT_TRUE(again) << describe(again.error());
    EXPECT_EQ(write(*again), write(e));
  }
}

TEST(States, ReplayToTheSame) {
  auto one = provider(), other = authority();
  std::vector<CatalogSubject::Event> events{EntryDrafted{"org-pr", content()}, EntryRevised{shared_content()}};
  events.push_back(submit(drafted(), {}, one)->front());
  const auto passed = review(submitted(), opinion(), other);
  events.insert(events.end(), passed->begin(), passed->end());
  events.push_back(EntryRevised{content()});
  const auto state = expect_replays<CatalogSubject>(events, {1, kNow, "per-pr", "org-pr", "cat-1"});
  EXPECT_EQ(state.status, EntryStatus::draft);
  EXPECT_EQ(state.revision, 1);
}

TEST(Rows, ShowAnEntryToItsProviderUntilItIsApproved) {
  for (const auto& status : names<EntryStatus>()) {
    auto e = submitted();
    e.status = value_of<EntryStatus>(status);
    auto facts = row_facts(e);
    EXPECT_EQ(facts.status, status);
    EXPECT_EQ(facts.parties, std::set<std::string>{"org-pr"});
    EXPECT_FALSE(facts.is_public) << status;
    ASSERT_EQ(facts.todos.size(), status == "submitted" ? 1u : 0u) << status;
    if (!facts.todos.empty()) {
      EXPECT_EQ(write(facts.todos[0]), json::value({{"step", "review.competent_authority"},
                                                    {"role", "competent_authority"},
                                                    {"org", ""},
                                                    {"due", ""},
                                                    {"near", ""},
                                                    {"escalate", json::array{}}}));
    }
    e.approved_content = content();
    EXPECT_TRUE(row_facts(e).is_public) << status;
  }
}

TEST(Subject, IsRegisteredWithItsEvents) {
  const auto& subject = subjects().at("catalog_entry");
  EXPECT_EQ(subject.prefix, "cat");
  EXPECT_EQ(subject.event_types,
            (std::set<std::string>{"catalog.entry_drafted", "catalog.entry_revised", "catalog.entry_submitted",
                                   "catalog.entry_reviewed", "catalog.entry_approved", "catalog.entry_returned",
                                   "catalog.entry_refused"}));
  EXPECT_TRUE(subject.policy_types.empty());
  EXPECT_EQ(transition_tables().at("catalog_entry").size(), std::size(kEntryTransitions));
}

}  // namespace
}  // namespace gongshu::domain::catalog
