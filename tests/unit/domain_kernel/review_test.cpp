// Review chains as subjects use them: opened at a point, stage after stage, side by side within a stage, each person once, with
// reasons and documents, dated in working days.
#include "../support/truth_table.h"

#include "domain/kernel/review.h"

namespace gongshu::domain {
namespace {

using namespace test;

const rules::Point kReview{"unit.review", "审核", "Review", {rules::chain("chain")}};
const rules::Point kDefault{"unit.review_default", "默认审核", "Review by default", {rules::chain("chain")}};
const rules::Point kNoChain{"unit.review_none", "无审核", "No review", {rules::chain("chain")}};

constexpr std::string_view kPack = R"yaml(
id: unit
title: {zh: 规则, en: Rules}
issuer: {zh: 某市, en: A city}
status: draft
roles:
  operator: {zh: 运营, en: operator}
  data_provider: {zh: 提供, en: provider}
  competent_authority: {zh: 主管, en: authority}
  implementing_agency: {zh: 实施, en: agency}
  expert_panel: {zh: 专家, en: experts}
  government: {zh: 政府, en: government}
labels:
  demand: {zh: 需求, en: demand}
  minutes: {zh: 纪要, en: minutes}
chains:
  three_stages:
    applicant: data_provider
    steps:
      - parallel: [{role: operator, due: 5 working_days}]
      - parallel:
          - {role: competent_authority, attachments: [minutes], due: 7 working_days}
          - {role: implementing_agency, covers: [demand]}
          - {role: expert_panel, optional: true}
      - parallel: [{role: government, due: 1 quarter}]
    tell: [data_provider]
  anyone:
    steps:
      - parallel: [{role: operator}]
defaults:
  - {point: unit.review_default, params: {chain: anyone}, zh: 默认, en: By default}
rules:
  - {id: UN-01, article: 第一条, level: must, zh: 分级审核, en: Review in stages, bind: [{point: unit.review, params: {chain: three_stages}}]}
)yaml";

const rules::Rulebook& book() {
  static const rules::Rulebook made = [] {
    auto pack = rules::parse_pack(kPack, "unit.yaml");
    if (!pack) throw std::runtime_error(describe(pack.error()));
    auto calendar = rules::Calendar::load(GONGSHU_SOURCE_DIR "/rulepacks/calendar");
    if (!calendar) throw std::runtime_error(describe(calendar.error()));
    return rules::Rulebook(*pack, *calendar);
  }();
  return made;
}

/// A person of an organisation named after its role.
Context of(const std::string& role, std::string person = {}, Instant now = kNow) {
  return as({person.empty() ? "per-" + role : std::move(person), "org-" + role, {role}, {}}, book(), now);
}

rules::ChainRun opened(std::vector<std::string> applicants = {"per-author"}) {
  auto context = of("data_provider");
  return *open_review(context, kReview, std::move(applicants));
}

GiveOpinion opinion(const std::string& role, const char* verdict = "pass") {
  auto c = pass(role);
  c.verdict = verdict;
  if (c.verdict != "pass") c.reason = "需求过宽", c.basis = "第十五条";
  if (role == "competent_authority") c.attachments.emplace()["minutes"] = "doc-1";
  return c;
}

/// The opinion by a person of that role, applied; the outcome after it.
rules::Outcome give(std::optional<rules::ChainRun>& run, const std::string& role, const char* verdict = "pass") {
  auto context = of(role);
  const auto step = give_opinion(context, kReview, *run, opinion(role, verdict));
  EXPECT_TRUE(step) << role << (step ? "" : describe(step.error()));
  if (!step) return rules::Outcome::pending;
  apply_review(run, step->opinion);
  EXPECT_EQ(rules::outcome(*run), step->outcome);
  return step->outcome;
}

Result<ReviewStep> tried(const rules::ChainRun& run, Context context, const GiveOpinion& c, const Seats& seats = {}) {
  return give_opinion(context, kReview, run, c, seats);
}

TEST(OpeningAReview, OpensTheFirstStageAndRecordsTheRule) {
  auto context = of("data_provider");
  const auto run = open_review(context, kReview, {"per-b", "per-a", "per-b"});
  ASSERT_TRUE(run) << describe(run.error());
  EXPECT_EQ(run->chain, "three_stages");
  EXPECT_EQ(run->rule, "UN-01");
  EXPECT_EQ(run->article, "第一条");
  EXPECT_EQ(run->applicants, (std::vector<std::string>{"per-a", "per-b"}));
  EXPECT_EQ(rules::open_roles(*run), std::vector<std::string>{"operator"});
  EXPECT_EQ(context.applied(), std::set<std::string>{"UN-01"});
}

TEST(OpeningAReview, IsRefusedToARoleThatDoesNotApplyAndWithoutAChain) {
  auto other = of("operator");
  EXPECT_REFUSED(open_review(other, kReview, {}), auth_forbidden, "/role");
  auto context = of("data_provider");
  EXPECT_REFUSED(open_review(context, kNoChain, {}), pack_invalid, "unit.review_none");
  auto anybody = of("tax");
  const auto by_default = open_review(anybody, kDefault, {});
  ASSERT_TRUE(by_default);
  EXPECT_EQ(by_default->rule, "");
}

TEST(OpeningAReview, IsRefusedWhereTheCalendarEnds) {
  auto context = of("data_provider", {}, start_of(*parse_date("2027-03-01")));
  const auto run = open_review(context, kReview, {});
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().code, ErrorCode::calendar_missing_year);
}

TEST(Review, DatesAStepInWorkingDaysFromItsOpening) {
  std::optional run = opened();
  auto todos = review_todos(run);
  ASSERT_EQ(todos.size(), 1u);
  EXPECT_EQ(todos[0].step, "review.operator");
  EXPECT_EQ(todos[0].due, "2026-03-09");
  give(run, "operator");
  todos = review_todos(run);
  ASSERT_EQ(todos.size(), 3u);
  EXPECT_EQ(todos[0].due, "2026-03-11");
  EXPECT_EQ(todos[1].due, "");
  give(run, "competent_authority");
  give(run, "implementing_agency");
  todos = review_todos(run);
  ASSERT_EQ(todos.size(), 1u);
  EXPECT_EQ(todos[0].due, "2026-06-02");
}

TEST(Review, GoesStageByStageAndWaitsForNoOptionalOpinion) {
  std::optional run = opened();
  for (const char* role : {"competent_authority", "implementing_agency", "expert_panel", "government"})
    EXPECT_RULE(tried(*run, of(role), opinion(role)), rule_order, "/role", "UN-01");
  EXPECT_EQ(give(run, "operator"), rules::Outcome::pending);
  EXPECT_RULE(tried(*run, of("government"), opinion("government")), rule_order, "/role", "UN-01");
  EXPECT_EQ(give(run, "implementing_agency"), rules::Outcome::pending);
  EXPECT_EQ(rules::open_roles(*run), (std::vector<std::string>{"competent_authority", "expert_panel"}));
  EXPECT_EQ(give(run, "competent_authority"), rules::Outcome::pending);
  EXPECT_EQ(rules::open_roles(*run), std::vector<std::string>{"government"});
  EXPECT_RULE(tried(*run, of("expert_panel"), opinion("expert_panel")), state_not_allowed, "/role", "UN-01");
  EXPECT_EQ(give(run, "government"), rules::Outcome::passed);
  EXPECT_TRUE(review_todos(run).empty());
  EXPECT_RULE(tried(*run, of("government", "per-late"), opinion("government")), state_not_allowed, "/role", "UN-01");
}

TEST(Review, TakesAParallelStageInAnyOrder) {
  std::vector<std::string> stage{"competent_authority", "expert_panel", "implementing_agency"};
  do {
    std::optional run = opened();
    give(run, "operator");
    for (const auto& role : stage)
      if (rules::open_roles(*run) != std::vector<std::string>{"government"}) give(run, role);
    EXPECT_EQ(give(run, "government"), rules::Outcome::passed);
  } while (std::next_permutation(stage.begin(), stage.end()));
}

TEST(Review, EndsAtTheFirstNegativeOpinionAlsoAnOptionalOne) {
  for (const auto& [verdict, outcome] : {std::pair{"refuse", rules::Outcome::refused}, {"send_back", rules::Outcome::returned}})
    for (const char* role : {"operator", "competent_authority", "implementing_agency", "expert_panel", "government"}) {
      std::optional run = opened();
      if (role != std::string("operator")) give(run, "operator");
      if (role == std::string("government")) give(run, "implementing_agency"), give(run, "competent_authority");
      EXPECT_EQ(give(run, role, verdict), outcome) << role;
      EXPECT_TRUE(review_todos(run).empty()) << role;
    }
}

TEST(Review, IsNotTheAuthorsAndNobodyActsTwice) {
  std::optional run = opened({"per-author", "per-helper"});
  for (const char* person : {"per-author", "per-helper"})
    EXPECT_RULE(tried(*run, of("operator", person), opinion("operator")), auth_own_work, "/person", "UN-01");
  give(run, "operator");
  EXPECT_RULE(tried(*run, of("competent_authority", "per-operator"), opinion("competent_authority")), auth_same_person, "/person",
              "UN-01");
  auto two_roles = as({"per-both", "org-both", {"competent_authority", "implementing_agency"}, {}}, book());
  const auto first = give_opinion(two_roles, kReview, *run, opinion("competent_authority"));
  ASSERT_TRUE(first);
  apply_review(run, first->opinion);
  EXPECT_RULE(tried(*run, two_roles, opinion("implementing_agency")), auth_same_person, "/person", "UN-01");
  auto colleague = as({"per-other", "org-both", {"competent_authority", "implementing_agency"}, {}}, book());
  EXPECT_TRUE(tried(*run, colleague, opinion("implementing_agency")));
}

TEST(Review, NeedsReasonAndBasisForARefusal) {
  const auto run = opened();
  for (const char* verdict : {"refuse", "send_back"}) {
    auto c = opinion("operator", verdict);
    c.reason.reset();
    EXPECT_RULE(tried(run, of("operator"), c), rule_reason_missing, "/reason", "UN-01");
    c.reason = " \t";
    EXPECT_RULE(tried(run, of("operator"), c), rule_reason_missing, "/reason", "UN-01");
    c = opinion("operator", verdict);
    c.basis.reset();
    EXPECT_RULE(tried(run, of("operator"), c), rule_reason_missing, "/basis", "UN-01");
  }
  EXPECT_TRUE(tried(run, of("operator"), opinion("operator")));
}

TEST(Review, NeedsTheDocumentsOfTheStepWhateverTheVerdict) {
  std::optional run = opened();
  give(run, "operator");
  using Attached = std::map<std::string, std::string>;
  const std::vector<std::optional<Attached>> wrong{std::nullopt, Attached(), Attached{{"minutes", ""}},
                                                   Attached{{"letter", "doc-1"}}};
  for (const char* verdict : {"pass", "refuse"})
    for (const auto& attached : wrong) {
      auto c = opinion("competent_authority", verdict);
      c.attachments = attached;
      EXPECT_RULE(tried(*run, of("competent_authority"), c), rule_evidence_missing, "/attachments/minutes", "UN-01");
    }
  const auto given = tried(*run, of("competent_authority"), opinion("competent_authority"));
  ASSERT_TRUE(given);
  EXPECT_EQ(given->opinion.attachments.at("minutes"), "doc-1");
}

TEST(Review, RefusesARoleThatIsNotHeldOrHasNoPart) {
  const auto run = opened();
  EXPECT_REFUSED(tried(run, of("tax"), opinion("operator")), auth_forbidden, "");
  EXPECT_RULE(tried(run, of("tax"), opinion("tax")), auth_forbidden, "/role", "UN-01");
}

TEST(Review, KeepsASeatForItsOrganisation) {
  const auto run = opened();
  const Seats seats{{"operator", std::vector<std::string>{"org-seated"}}};
  EXPECT_REFUSED(tried(run, of("operator"), opinion("operator"), seats), auth_forbidden, "/role");
  auto seated = as({"per-1", "org-seated", {"operator"}, {}}, book());
  EXPECT_TRUE(tried(run, seated, opinion("operator"), seats));
  EXPECT_EQ(review_todos(run, seats).at(0).org, "org-seated");
  EXPECT_EQ(review_todos(run).at(0).org, "");
  EXPECT_TRUE(tried(run, of("operator"), opinion("operator"), Seats{{"government", std::vector<std::string>{"org-x"}}}));
  EXPECT_TRUE(tried(run, of("operator"), opinion("operator"), Seats{{"operator", {}}})) << "a role without organisations is open";
}

TEST(Review, RecordsWhoSaidWhat) {
  auto c = opinion("operator", "send_back");
  auto context = of("operator");
  const auto step = give_opinion(context, kReview, opened(), c);
  ASSERT_TRUE(step);
  const auto& o = step->opinion;
  EXPECT_EQ(o.person, "per-operator");
  EXPECT_EQ(o.org, "org-operator");
  EXPECT_EQ(o.verdict, rules::Verdict::send_back);
  EXPECT_EQ(o.reason, "需求过宽");
  EXPECT_EQ(o.basis, "第十五条");
  EXPECT_EQ(o.time, kNow);
  EXPECT_EQ(context.applied(), std::set<std::string>{"UN-01"});
}

TEST(ApplyingAnOpinion, ThatDoesNotBelongToTheRunChangesNothing) {
  std::optional<rules::ChainRun> none;
  apply_review(none, {});
  EXPECT_FALSE(none);
  std::optional run = opened();
  const auto before = write(*run);
  for (const std::int64_t step : {-1, 5, 1000}) {
    rules::Opinion o;
    o.step = step;
    apply_review(run, o);
    EXPECT_EQ(write(*run), before) << step;
    o.step = 0;
    o.opens = {{step, {}}};
    apply_review(run, o);
    EXPECT_EQ(write(*run), before) << step;
  }
}

TEST(ApplyingAnOpinion, GivesTheSameRunOnEachReplayAlsoWhenStored) {
  std::optional one = opened(), other = opened();
  for (const char* role : {"operator", "implementing_agency", "competent_authority", "government"}) {
    auto context = of(role);
    const auto step = give_opinion(context, kReview, *one, opinion(role));
    ASSERT_TRUE(step);
    apply_review(one, step->opinion);
    const auto stored = read<rules::ChainRun>(write(*other));
    ASSERT_TRUE(stored);
    other = *stored;
    apply_review(other, *read<rules::Opinion>(write(step->opinion)));
    EXPECT_EQ(write(*one), write(*other)) << role;
  }
}

TEST(Authors, AreNotedOnceInOrder) {
  std::vector<std::string> authors;
  for (const char* person : {"per-b", "per-a", "per-b"}) note_author(authors, person);
  EXPECT_EQ(authors, (std::vector<std::string>{"per-b", "per-a"}));
}

TEST(Verdicts, AreThoseOfTheContract) {
  EXPECT_EQ(names<rules::Verdict>(), (std::vector<std::string>{"pass", "refuse", "send_back", "recuse"}));
  EXPECT_EQ(names<rules::Outcome>(), (std::vector<std::string>{"pending", "passed", "refused", "returned"}));
  EXPECT_EQ(names<rules::StepStatus>(), (std::vector<std::string>{"waiting", "open", "passed", "refused", "returned", "closed"}));
  for (const auto& verdict : names<rules::Verdict>()) {
    const auto read_back = read<GiveOpinion>({{"role", "operator"}, {"verdict", verdict}});
    ASSERT_TRUE(read_back) << verdict;
    const auto step = tried(opened(), of("operator"), opinion("operator", verdict.c_str()));
    ASSERT_TRUE(step);
    EXPECT_EQ(name_of(step->opinion.verdict), verdict);
  }
  EXPECT_REFUSED(read<GiveOpinion>({{"role", "operator"}, {"verdict", "maybe"}}), input_bad_choice, "/verdict");
}

struct Reviewed {
  std::string title;
  std::vector<std::string> items;
  std::optional<rules::ChainRun> review;
};
BOOST_DESCRIBE_STRUCT(Reviewed, (), (title, items, review))

GiveOpinion noted(const std::string& at, const std::string& verdict = "send_back") {
  GiveOpinion c;
  c.role = "operator";
  c.verdict = verdict;
  c.reason = "见批注";
  c.basis = "第一条";
  c.notes = {{at, "此处须写明"}};
  return c;
}

TEST(Notes, StandAtPlacesThatTheRecordHasOutsideItsReview) {
  const Reviewed record{"床位测算", {"a", "b"}, opened()};
  for (const char* at : {"/title", "/items", "/items/1"}) EXPECT_TRUE(check_notes(noted(at), record)) << at;
  for (const char* at : {"/items/2", "/titel", "title", "/", "/items/-", "/review", "/review/steps/0", "/review/applicants/0", "/items/01", "/title/~2"})
    EXPECT_REFUSED(check_notes(noted(at), record), input_bad_format, "/notes/0/at");
  auto second = noted("/title");
  second.notes->push_back({"/none", "?"});
  EXPECT_REFUSED(check_notes(second, record), input_bad_format, "/notes/1/at");
  EXPECT_TRUE(check_notes(GiveOpinion{}, record));
}

TEST(Notes, WhoStandsAsideMakesNone) { EXPECT_REFUSED(check_notes(noted("/title", "recuse"), Reviewed{}), input_bad_choice, "/notes"); }

TEST(Notes, AreKeptWithTheOpinionAndOlderOpinionsHaveNone) {
  auto context = of("operator");
  const auto step = give_opinion(context, kReview, opened(), noted("/title"));
  ASSERT_TRUE(step) << describe(step.error());
  ASSERT_TRUE(step->opinion.notes);
  EXPECT_EQ(step->opinion.notes->front().at, "/title");
  const auto stored = write(step->opinion);
  EXPECT_EQ(stored.at("notes").at(0).at("text").as_string(), "此处须写明");
  auto older = stored;
  older.as_object().erase("notes");
  const auto back = gongshu::read<rules::Opinion>(older);
  ASSERT_TRUE(back) << describe(back.error());
  EXPECT_FALSE(back->notes);
  auto plain = noted("/title");
  plain.notes.reset();
  EXPECT_FALSE(write(give_opinion(context, kReview, opened(), plain)->opinion).as_object().contains("notes"));
}

}  // namespace
}  // namespace gongshu::domain
