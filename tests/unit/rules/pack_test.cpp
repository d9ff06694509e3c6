// What a pack can get wrong, and how it is told.
#include <fstream>
#include <random>

#include "rules/report.h"
#include "support.h"

namespace gongshu::rules::test {
namespace {

using ::testing::HasSubstr;

struct Damaged {
  std::string yaml;
  ErrorCode code;
  std::string at, hint;
};

void expect_told(const Damaged& damaged, const Points& points) {
  const auto error = pack_error(damaged.yaml, points);
  EXPECT_EQ(error.code, damaged.code) << damaged.yaml << describe(error);
  EXPECT_EQ(error.at, damaged.at) << damaged.yaml << describe(error);
  EXPECT_THAT(error.hint, HasSubstr(damaged.hint)) << damaged.yaml;
}

std::string with_rules(const std::string& rules) { return head() + "rules:\n" + rules; }  // the first rule stands on line 6

TEST(Pack, AnUnboundRuleStopsTheLoad) {
  const Points points;
  expect_told({with_rules("  - {id: XX-01, article: 一, level: must, zh: 释义, en: Text}\n"), ErrorCode::pack_unbound_rule,
               "test.yaml line 6", "'deferred'"},
              points);
  expect_told({with_rules(rule("XX-01", "bind: [{point: agreement.term_cup}]")), ErrorCode::pack_unbound_rule, "test.yaml line 6",
               "did you mean 'agreement.term_cap'?"},
              points);
  expect_told({with_rules(rule("XX-01", "bind: [{point: nothing.like_it_at_all}]")), ErrorCode::pack_unbound_rule,
               "test.yaml line 6", "known: agreement.decision"},
              points);
}

TEST(Pack, AnUnknownParameterStopsTheLoad) {
  const Points points;
  expect_told({with_rules(rule("XX-01", "bind: [{point: agreement.term_cap, params: {cpa: 3 years}}]")),
               ErrorCode::pack_unknown_parameter, "test.yaml line 6", "did you mean 'cap'?"},
              points);
}

TEST(Pack, ParametersKeepToTheirKind) {
  const Points points;
  const std::pair<const char*, const char*> cases[] = {
      {"agreement.term_cap, params: {cap: 3}", "a duration"},
      {"agreement.term_cap, params: {cap: three years}", "not a duration"},
      {"egress.k, params: {k: ten}", "whole number"},
      {"egress.k, params: {k: -1}", "whole number"},
      {"plan.required_items, params: {items: name}", "list of texts"},
      {"plan.required_items, params: {items: []}", "list of texts"},
      {"plan.required_items, params: {items: [1]}", "must be text"},
      {"plan.required_items, params: {items: [a, a]}", "twice"},
      {"supply.masking_site, params: {site: moon}", "one of: source, platform"},
      {"scenario.review, params: {chain: no_such}", "no chain 'no_such'"},
      {"plan.government_approval, params: {procedure: true}", "expected text"},
  };
  for (const auto& [bind, hint] : cases)
    expect_told({with_rules(rule("XX-01", std::string("bind: [{point: ") + bind + "}]")), ErrorCode::pack_invalid,
                 "test.yaml line 6", hint},
                points);
}

TEST(Pack, ShapeFaultsNameLineAndFix) {
  const Points points;
  const Damaged cases[] = {
      {"", ErrorCode::pack_invalid, "test.yaml line 1", "empty"},
      {"just text", ErrorCode::pack_invalid, "test.yaml line 1", "expected object"},
      {head() + "rules: [\n", ErrorCode::pack_invalid, "test.yaml line 6", "not valid YAML"},
      {head() + "rules: x\n", ErrorCode::pack_invalid, "test.yaml line 5", "expected array"},
      {head(), ErrorCode::pack_invalid, "test.yaml line 1", "/rules"},
      {head() + "id: again\nrules: []\n", ErrorCode::pack_invalid, "test.yaml line 5", "'id' occurs twice"},
      {head() + "ruels: []\nrules: []\n", ErrorCode::pack_invalid, "test.yaml line 5", "did you mean 'rules'?"},
      {head() + "rules: &a []\n", ErrorCode::pack_invalid, "test.yaml line 5", "aliases"},
      {head() + "rules: []\n---\nid: b\n", ErrorCode::pack_invalid, "test.yaml line 1", "exactly one"},
      {head() + "rules: []\n\xff\n", ErrorCode::pack_invalid, "test.yaml line 6", "UTF-8"},
      {with_rules(rule("XX-01", "deferred: {zh: 缓, en: later}", "shall")), ErrorCode::pack_invalid, "test.yaml line 6",
       "must, principle"},
      {with_rules(rule("XX-01", "deferred: later")), ErrorCode::pack_invalid, "test.yaml line 6", "expected object"},
      {with_rules(rule("XX-01", "deferred: {zh: 缓, en: later}") + rule("XX-01", "deferred: {zh: 缓, en: later}")),
       ErrorCode::pack_invalid, "test.yaml line 7", "XX-01 exists already"},
      {with_rules(rule("XX-01", "from: 2026-02-30, deferred: {zh: 缓, en: later}")), ErrorCode::pack_invalid, "test.yaml line 6",
       "YYYY-MM-DD"},
      {with_rules(rule("XX-01", "from: 2026-03-01, until: 2026-02-01, deferred: {zh: 缓, en: later}")), ErrorCode::pack_invalid,
       "test.yaml line 6", "before"},
      {with_rules(rule("XX-01", "bind: [{point: stop.scope}, {point: stop.scope}]")), ErrorCode::pack_invalid, "test.yaml line 6",
       "twice"},
      {head() + "effective: {date: 2026-13-01, source: x}\nrules: []\n", ErrorCode::pack_invalid, "test.yaml line 5",
       "YYYY-MM-DD"},
      {head() + "expires: {term: forever, source: x}\nrules: []\n", ErrorCode::pack_invalid, "test.yaml line 5",
       "not a duration"},
      {head() + "effective: {date: 2026-03-01, source: x}\nexpires: {date: 2026-01-01, source: x}\nrules: []\n", ErrorCode::pack_invalid,
       "test.yaml line 6", "before it takes effect on 2026-03-01"},
      {head() + "expires: {term: 2 years, date: 2027-01-01, source: x}\nrules: []\n", ErrorCode::pack_invalid, "test.yaml line 5", "not both"},
      {head() + "effective: {date: 2026-01-01, source: \"\"}\nrules: []\n", ErrorCode::pack_invalid, "test.yaml line 5",
       "source"},
      {head() + "base: elsewhere\nrules: []\n", ErrorCode::pack_invalid, "test.yaml line 5", "'elsewhere'"},
      {head() + "? [a, b]\n: c\nrules: []\n", ErrorCode::pack_invalid, "test.yaml line 5", "keys are plain text"},
  };
  for (const auto& damaged : cases) expect_told(damaged, points);
}

TEST(Pack, ChainFaultsNameLineAndFix) {
  const Points points;
  const auto chains = [](const std::string& text) {
    return head() + "roles: {operator: {zh: 运营, en: operator}}\nchains:\n" + text + "rules: []\n";
  };
  const Damaged cases[] = {
      {chains("  c: {steps: []}\n"), ErrorCode::pack_invalid, "test.yaml line 7", "no steps"},
      {chains("  c: {steps: [{parallel: [{role: operater}]}]}\n"), ErrorCode::pack_invalid, "test.yaml line 7",
       "did you mean 'operator'?"},
      {chains("  c: {applicant: moon, steps: [{parallel: [{role: operator}]}]}\n"), ErrorCode::pack_invalid, "test.yaml line 7",
       "'moon'"},
      {chains("  c: {steps: [{parallel: [{role: operator, optional: true}]}]}\n"), ErrorCode::pack_invalid, "test.yaml line 7",
       "nothing would wait"},
      {chains("  c: {steps: [{parallel: [{role: operator}, {role: operator}]}]}\n"), ErrorCode::pack_invalid, "test.yaml line 7",
       "twice in one stage"},
      {chains("  c:\n    steps:\n      - parallel: [{role: operator, due: soon}]\n"), ErrorCode::pack_invalid, "test.yaml line 9",
       "not a duration"},
  };
  for (const auto& damaged : cases) expect_told(damaged, points);
}

TEST(Pack, TwoRulesOfOnePackMayNotDisagreeWhereNeitherIsStricter) {
  const Points points;
  expect_told({with_rules(rule("XX-01", "bind: [{point: supply.masking_site, params: {site: source}}]") +
                          rule("XX-02", "bind: [{point: supply.masking_site, params: {site: platform}}]")),
               ErrorCode::pack_invalid, "test.yaml line 7", "XX-02 and XX-01"},
              points);
}

TEST(Pack, EveryFaultIsListed) {
  const Points points;
  const auto error = pack_error(
      with_rules(rule("XX-01", "bind: [{point: no.such}]") + rule("XX-02", "bind: [{point: egress.k, params: {k: x}}]")), points);
  ASSERT_TRUE(error.detail.contains("problems"));
  EXPECT_EQ(error.detail.at("problems").as_array().size(), 2u);
}

TEST(Pack, DeepAndHugeFilesAreRefusedNotSwallowed) {
  const Points points;
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += std::string(i, ' ') + "a:\n";
  EXPECT_THAT(pack_error(deep + std::string(100, ' ') + "b: c\n", points).hint, HasSubstr("nested deeper"));
  EXPECT_EQ(pack_error(std::string(5000, '['), points).code, ErrorCode::pack_invalid);
  EXPECT_THAT(pack_error("a: " + std::string(2 << 20, 'x'), points).hint, HasSubstr("1 MiB"));
  std::string many = "a: [";
  for (int i = 0; i < 250'000; ++i) many += "1,";
  EXPECT_THAT(pack_error(many + "1]", points).hint, HasSubstr("200000"));
}

TEST(Pack, UnknownPointsCanBeSetAside) {
  Registry none;
  const auto loaded =
      parse_pack(with_rules(rule("XX-01", "bind: [{point: no.such}]")), "test.yaml", nullptr, {&none, UnknownPoints::set_aside});
  EXPECT_TRUE(loaded);
}

/// A folder of packs for one test.
class PackFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("gongshu-packs-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
               std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    std::filesystem::create_directories(folder_);
    std::filesystem::copy(kPacks / "schema.json", folder_ / "schema.json");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void put(const std::string& id, const std::string& yaml) {
    std::filesystem::create_directories(folder_ / id);
    std::ofstream(folder_ / id / "pack.yaml") << yaml;
  }
  Error error_of(const std::string& id) {
    auto loaded = load_pack(folder_, id, points_.options());
    EXPECT_FALSE(loaded);
    return loaded ? Error{} : loaded.error();
  }
  std::filesystem::path folder_;
  Points points_;
};

TEST_F(PackFolder, ACircleOfBasesIsNamed) {
  put("aa", head("aa") + "base: bb\nrules:\n" + rule("XX-01", "deferred: {zh: 缓, en: later}"));
  put("bb", head("bb") + "base: aa\nrules:\n" + rule("XX-02", "deferred: {zh: 缓, en: later}"));
  const auto error = error_of("aa");
  EXPECT_EQ(error.at, "bb/pack.yaml line 5");
  EXPECT_THAT(error.hint, HasSubstr("aa → bb → aa"));
}

TEST_F(PackFolder, AMissingBaseOrPackSuggestsTheNearest) {
  put("national", head("national") + "rules:\n" + rule("XX-01", "deferred: {zh: 缓, en: later}"));
  put("city", head("city") + "base: nationel\nrules:\n" + rule("XX-02", "deferred: {zh: 缓, en: later}"));
  EXPECT_THAT(error_of("city").hint, HasSubstr("did you mean 'national'?"));
  EXPECT_EQ(error_of("city").at, "city/pack.yaml line 5");
  EXPECT_THAT(error_of("citi").hint, HasSubstr("did you mean 'city'?"));
}

TEST_F(PackFolder, TheSchemaNamesTheLine) {
  put("city", head("city") + "rules:\n" + rule("bad id", "deferred: {zh: 缓, en: later}"));
  EXPECT_EQ(error_of("city").at, "city/pack.yaml line 6");
  EXPECT_THAT(error_of("city").hint, HasSubstr("/rules/0/id"));
}

TEST_F(PackFolder, AFaultInsideAChainIsToldOnceAndOfThatChain) {
  put("city", head("city") + "roles: {operator: {zh: 运营, en: operator}}\nchains:\n  good: {steps: [{parallel: [{role: operator}]}]}\n"
                             "  empty: {steps: [{parallel: []}]}\nrules:\n" +
                  rule("XX-01", "deferred: {zh: 缓, en: later}"));
  const auto error = error_of("city");
  for (const auto& problem : error.detail.at("problems").as_array()) EXPECT_EQ(problem.at("at").as_string(), "city/pack.yaml line 8") << problem;
}

TEST_F(PackFolder, AChainThatNothingNamesIsPointedOut) {
  put("city", head("city") + "roles: {operator: {zh: 运营, en: operator}}\nchains:\n  used: {steps: [{parallel: [{role: operator}]}]}\n"
                             "  spare: {steps: [{parallel: [{role: operator}]}]}\neffective: {source: x}\nrules:\n" +
                  rule("XX-01", "bind: [{point: scenario.review, params: {chain: used}}]"));
  std::string told;
  for (const auto& problem : lint(folder_, "city", points_.options())) told += problem.at + ": " + problem.hint + "\n";
  EXPECT_THAT(told, HasSubstr("city/pack.yaml line 8: nothing uses the chain 'spare'"));
  EXPECT_THAT(told, ::testing::Not(HasSubstr("'used'")));
}

TEST_F(PackFolder, TheIdIsTheFoldersName) {
  put("city", head("town") + "rules:\n" + rule("XX-01", "deferred: {zh: 缓, en: later}"));
  EXPECT_THAT(error_of("city").hint, HasSubstr("'city'"));
}

TEST_F(PackFolder, AMissingOrBrokenSchemaIsAnError) {
  put("city", head("city") + "rules:\n" + rule("XX-01", "deferred: {zh: 缓, en: later}"));
  std::ofstream(folder_ / "schema.json") << "{";
  EXPECT_THAT(error_of("city").at, HasSubstr("schema.json"));
  std::filesystem::remove(folder_ / "schema.json");
  EXPECT_THAT(error_of("city").at, HasSubstr("schema.json"));
}

TEST_F(PackFolder, AMissingCalendarStopsTheRulebook) {
  put("city", head("city") + "rules:\n" + rule("XX-01", "deferred: {zh: 缓, en: later}"));
  const auto loaded = Rulebook::load(folder_, "city", points_.options());
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::calendar_invalid);
}

/// Cuts, doubles and overwrites parts of a real pack: whatever comes out loads or is refused with a file and a line.
TEST_F(PackFolder, DamagedPacksNeverCrash) {
  std::ifstream in(kPacks / "henan" / "pack.yaml");
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  std::filesystem::copy(kPacks / "national", folder_ / "national", std::filesystem::copy_options::recursive);
  std::mt19937 random(20260302);
  int refused = 0;
  for (int i = 0; i < 300; ++i) {
    auto text = whole;
    const auto from = random() % text.size();
    switch (random() % 4) {
      case 0: text.resize(from); break;
      case 1: text.erase(from, random() % 40); break;
      case 2: text.insert(from, text.substr(random() % text.size(), random() % 60)); break;
      default: text[from] = "{}[]:,&*!|>'\"%@`#-? \n\t0a"[random() % 25];
    }
    put("henan", text);
    const auto loaded = load_pack(folder_, "henan", points_.options());
    if (loaded) continue;
    ++refused;
    EXPECT_THAT(loaded.error().at, HasSubstr("henan/pack.yaml line ")) << describe(loaded.error());
    EXPECT_FALSE(loaded.error().hint.empty());
  }
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace gongshu::rules::test
