// Truth tables of the refusals of supply, and of the moves of keys, orders and batches.
#include "../support/domain_context.h"
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "domain/supply/decide.h"
#include "domain/supply/points.h"

namespace gongshu::domain::supply {
namespace {

using namespace test;

Context as(std::string org, std::vector<std::string> roles, const rules::Rulebook& book = henan()) {
  return test::as("per-1", std::move(org), std::move(roles), book);
}
Context provider() { return as("org-pr", {"data_provider"}); }
Context agency(const rules::Rulebook& book = henan()) { return as("org-ag", {"implementing_agency"}, book); }

SourceKey key(std::string org = "org-pr", KeyStatus status = KeyStatus::active) { return {status, std::move(org), "per-1", "source", "pem", "ff", {}}; }

OrderFacts order_facts() { return {"org-ag", "org-pr", true, key(), true, "resident", {}}; }
Order order() {
  Order o;
  o.scenario = "scn-1";
  o.resource = "cat-1";
  o.agency = "org-ag";
  o.provider = "org-pr";
  o.columns = {{"county", "text", "keep", "general", "none"}};
  return o;
}
Batch batch() {
  Batch b;
  b.agency = "org-ag";
  b.provider = "org-pr";
  b.operator_org = "org-op";
  b.columns = {{"county", "text", "keep", "general", "none"}};
  b.chunks = 2;
  return b;
}
AnnounceFacts announce_facts() { return {order(), true, {}, {"county"}, {}}; }
Error fault(ErrorCode code, std::string at) { return {code, std::move(at), "hint", {}, {}, {}}; }

TEST(RegisteringASourceKey, RefusesOthersThanThoseWhoMask) {
  struct Case {
    std::vector<std::string> roles;
    KeyFacts facts;
    const char* expected;
  };
  for (const auto& c : std::vector<Case>{{{"data_provider"}, {"ff", {}}, "passed"},
                                         {{"implementing_agency"}, {"ff", {}}, "passed"},
                                         {{"operator"}, {"ff", {}}, "auth.forbidden"},
                                         {{"data_provider"}, {{}, {}}, "crypto.bad_key"},
                                         {{"data_provider"}, {"ff", "src-1"}, "state.already_exists"}}) {
    auto context = as("org-pr", c.roles);
    EXPECT_EQ(refused(register_key({"source", "pem"}, c.facts, context)), c.expected);
  }
}

TEST(RevokingASourceKey, IsForItsOrganisationAndTheAuthority) {
  auto other = as("org-x", {"data_provider"}), own = provider(), authority = as("org-au", {"competent_authority"});
  EXPECT_EQ(refused(revoke_key(key(), {"lost"}, other)), "auth.forbidden");
  EXPECT_EQ(refused(revoke_key(key(), {"lost"}, own)), "passed");
  EXPECT_EQ(refused(revoke_key(key(), {"lost"}, authority)), "passed");
  EXPECT_EQ(refused(revoke_key(key("org-pr", KeyStatus::revoked), {"lost"}, own)), "state.not_allowed");
}

TEST(IssuingAnOrder, RefusesWhatIsNotGrantedRegisteredOrMaskable) {
  struct Case {
    const char* name;
    std::function<void(OrderFacts&)> change;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"as it should be", [](auto&) {}, "passed"},
      {"another agency", [](auto& f) { f.agency = "org-other"; }, "auth.forbidden"},
      {"not demanded", [](auto& f) { f.demanded = false; }, "rule.out_of_scope HA-01"},
      {"no key", [](auto& f) { f.key.reset(); }, "state.not_found"},
      {"revoked key", [](auto& f) { f.key = key("org-pr", KeyStatus::revoked); }, "state.not_allowed"},
      {"masked on the platform", [](auto& f) { f.key = key("org-ag"); }, "rule.refused HA-01"},
      {"masked by a stranger", [](auto& f) { f.key = key("org-x"); }, "rule.refused HA-01"},
      {"people without protection", [](auto& f) { f.population.clear(); }, "rule.not_masked HA-01"},
      {"no people, no protection", [](auto& f) { f.population.clear(); f.personal = false; }, "passed"},
      {"less than the grade asks", [](auto& f) { f.bad_columns = fault(ErrorCode::rule_not_masked, "/scenario/demand/0/columns/1/technique"); },
       "rule.not_masked HA-01"},
  };
  for (const auto& c : cases) {
    auto facts = order_facts();
    c.change(facts);
    auto context = agency();
    EXPECT_EQ(refused(issue({"scn-1", "cat-1", {}, {}}, facts, order(), context)), c.expected) << c.name;
  }
  auto context = provider();
  EXPECT_EQ(refused(issue({"scn-1", "cat-1", {}, {}}, order_facts(), order(), context)), "auth.forbidden");
}

/// The Henan pack whose HA-01 also asks for consent row by row.
rules::Rulebook with_consent(const std::string& params = {}) {
  namespace fs = std::filesystem;
  const auto folder = fs::temp_directory_path() / ("gongshu-consent-" + std::to_string(::getpid()));
  fs::copy(GONGSHU_SOURCE_DIR "/rulepacks", folder, fs::copy_options::recursive);
  const auto file = folder / "henan" / "pack.yaml";
  std::ifstream in(file);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::string bound = "      - {point: supply.scope}\n";
  text.insert(text.find(bound), "      - {point: supply.consent" + params + "}\n");
  std::ofstream(file) << text;
  auto book = rules::Rulebook::load(folder, "henan", {.unknown_points = rules::UnknownPoints::set_aside});
  fs::remove_all(folder);
  if (!book) throw std::runtime_error(describe(book.error()));
  return *book;
}

TEST(IssuingAnOrder, AsksForConsentRowByRowWhereThePackDoes) {
  const auto book = with_consent();
  struct Case {
    const char* name;
    bool personal;
    std::optional<std::string> column;
    std::optional<Error> bad;
    const char* expected;
  };
  for (const auto& c : std::vector<Case>{{"personal, nothing said", true, {}, {}, "rule.refused HA-01"},
                                         {"personal, by consent", true, "agreed", {}, "passed"},
                                         {"not personal", false, {}, {}, "passed"},
                                         {"a column that cannot serve", true, "name", fault(ErrorCode::input_bad_parameter, "/consent_column"),
                                          "input.bad_parameter HA-01"}}) {
    auto facts = order_facts();
    facts.personal = c.personal;
    facts.bad_consent = c.bad;
    IssueMaskingOrder command{"scn-1", "cat-1", {}, {}};
    command.consent_column = c.column;
    auto context = agency(book);
    EXPECT_EQ(refused(issue(command, facts, order(), context)), c.expected) << c.name;
  }
  auto context = agency();
  EXPECT_EQ(refused(issue({"scn-1", "cat-1", {}, {}}, order_facts(), order(), context)), "passed") << "this pack does not ask";
}

TEST(IssuingAnOrder, AsksForAConsentToThisScenarioThatHasNotRunOutWhereThePackDoes) {
  const auto book = with_consent(", params: {scope: scenario}");
  struct Case {
    const char* name;
    std::optional<std::string> column, scenarios;
    bool expires;
    const char* expected;
  };
  for (const auto& c : std::vector<Case>{{"no consent", {}, {}, false, "rule.refused HA-01"},
                                         {"to anything, for ever", "agreed", {}, false, "rule.refused HA-01"},
                                         {"to anything", "agreed_until", {}, true, "rule.refused HA-01"},
                                         {"for ever", "agreed", "agreed_to", false, "rule.refused HA-01"},
                                         {"to this scenario until a day", "agreed_until", "agreed_to", true, "passed"}}) {
    auto facts = order_facts();
    facts.consent_expires = c.expires;
    IssueMaskingOrder command{"scn-1", "cat-1", {}, {}};
    command.consent_column = c.column;
    command.consent_scenarios = c.scenarios;
    auto context = agency(book);
    EXPECT_EQ(refused(issue(command, facts, order(), context)), c.expected) << c.name;
  }
  IssueMaskingOrder half{"scn-1", "cat-1", {}, {}};
  half.consent_scenarios = "agreed_to";
  auto context = agency();
  EXPECT_EQ(refused(issue(half, order_facts(), order(), context)), "input.missing_field");
}

TEST(AnnouncingABatch, RefusesASecondNumberingOfThePopulation) {
  auto ours = batch();
  ours.population = "resident";
  ours.numbering = "aa";
  for (const auto& [in_use, expected] : std::vector<std::pair<std::optional<std::string>, const char*>>{
           {std::nullopt, "passed"}, {"aa", "passed"}, {"bb", "batch.bad_manifest HA-01"}}) {
    auto facts = announce_facts();
    facts.numbering = in_use;
    auto context = provider(), later = provider();
    EXPECT_EQ(refused(announce(ours, facts, context)), expected);
    FinishFacts whole;
    whole.numbering = in_use;
    EXPECT_EQ(refused(finish(ours, whole, later)), expected);
  }
}

TEST(IssuingAnOrder, LetsTheAgencyMaskWhereThePackDoesNotAskForTheSource) {
  const rules::Rulebook silent;
  auto facts = order_facts();
  facts.key = key("org-ag");
  auto context = agency(silent);
  EXPECT_EQ(refused(issue({"scn-1", "cat-1", {}, {}}, facts, order(), context)), "passed");
  facts.key = key("org-x");
  EXPECT_EQ(refused(issue({"scn-1", "cat-1", {}, {}}, facts, order(), context)), "auth.forbidden");
}

TEST(AnnouncingABatch, RefusesWhatNoOrderAskedFor) {
  struct Case {
    const char* name;
    std::function<void(AnnounceFacts&)> change;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"as it should be", [](auto&) {}, "passed"},
      {"no order", [](auto& f) { f.order.reset(); }, "state.not_found"},
      {"withdrawn order", [](auto& f) { f.order->status = OrderStatus::withdrawn; }, "state.not_allowed HA-01"},
      {"revoked key", [](auto& f) { f.key_active = false; }, "state.not_allowed HA-01"},
      {"another key", [](auto& f) { f.fault = fault(ErrorCode::crypto_bad_signature, "/document"); }, "crypto.bad_signature HA-01"},
      {"sums that do not add up", [](auto& f) { f.fault = fault(ErrorCode::batch_bad_manifest, "/document/rows"); }, "batch.bad_manifest HA-01"},
      {"outside the demand", [](auto& f) { f.demanded.clear(); }, "rule.out_of_scope HA-01"},
      {"no answer to the order", [](auto& f) { f.mismatch = fault(ErrorCode::batch_bad_manifest, "/document/columns/0"); }, "batch.bad_manifest HA-01"},
  };
  for (const auto& c : cases) {
    auto facts = announce_facts();
    c.change(facts);
    auto context = provider();
    EXPECT_EQ(refused(announce(batch(), facts, context)), c.expected) << c.name;
  }
  auto stranger = as("org-x", {"data_provider"});
  EXPECT_EQ(refused(announce(batch(), announce_facts(), stranger)), "auth.forbidden");
}

TEST(FinishingABatch, AcceptsOnlyAWholeOneThatIsMasked) {
  auto context = provider();
  EXPECT_EQ(refused(finish(batch(), {{1}, {}, {}}, context)), "batch.bad_chunk HA-01");
  auto stranger = as("org-x", {"data_provider"});
  EXPECT_EQ(refused(finish(batch(), {}, stranger)), "auth.forbidden");
  auto done = batch();
  done.status = BatchStatus::accepted;
  EXPECT_EQ(refused(finish(done, {}, context)), "state.not_allowed");

  const auto accepted = finish(batch(), {}, context);
  ASSERT_TRUE(accepted);
  EXPECT_TRUE(std::holds_alternative<BatchAccepted>(accepted->front()));
  const auto raw = finish(batch(), {{}, fault(ErrorCode::batch_looks_raw, "id_number"), {{"id_number", "identity_number"}}}, context);
  ASSERT_TRUE(raw);
  const auto& event = std::get<BatchRefused>(raw->front());
  EXPECT_EQ(event.fault, "batch.looks_raw");
  EXPECT_EQ(event.findings.at(0).column, "id_number");
  EXPECT_EQ(refusal_of(fault(ErrorCode::batch_looks_raw, "id_number"), context).rule, "HA-01");
}

template <class Subject, class Table>
void expect_moves(const typename Subject::Event& event, std::string_view type, const Table& table) {
  using Status = decltype(typename Subject::State{}.status);
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Status>>([&](auto d) {
    typename Subject::State state{};
    state.status = d.value;
    const auto may = may_move(table, d.value, type);
    Subject::evolve(state, event, {});
    EXPECT_EQ(state.status, moved(table, d.value, type)) << d.name;
    EXPECT_EQ(bool(may), std::any_of(std::begin(table), std::end(table), [&](const auto& t) { return t.from == d.value && t.event == type; })) << d.name;
    EXPECT_EQ(status_of(state), name_of(state.status));
  });
}

TEST(States, MoveAsTheirTablesSay) {
  expect_moves<SourceKeySubject>(KeyRevoked{"lost"}, KeyRevoked::kType, kKeyTransitions);
  expect_moves<OrderSubject>(OrderWithdrawn{"changed"}, OrderWithdrawn::kType, kOrderTransitions);
  expect_moves<BatchSubject>(BatchAccepted{}, BatchAccepted::kType, kBatchTransitions);
  expect_moves<BatchSubject>(BatchRefused{"batch.looks_raw", {}}, BatchRefused::kType, kBatchTransitions);
  expect_moves<BatchSubject>(BatchReplaced{"bat-2"}, BatchReplaced::kType, kBatchTransitions);
}

TEST(States, SurviveWritingAndReading) {
  Batch state;
  BatchSubject::evolve(state, BatchAnnounced{batch()}, {1, kNow, "per-1", "org-pr", "bat-1"});
  EXPECT_EQ(state.announced_by, "per-1");
  EXPECT_EQ(todos_of(state).at(0).org, "org-pr");
  const auto again = read<Batch>(write(state));
  ASSERT_TRUE(again);
  EXPECT_EQ(write(*again), write(state));
  EXPECT_EQ(parties_of(state), (std::set<std::string>{"org-ag", "org-pr", "org-op"}));
}

}  // namespace
}  // namespace gongshu::domain::supply
