#include "lab/policy.h"

#include <gmock/gmock.h>

namespace gongshu::lab::test {
namespace {

using engine::Use;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kAdult = R"(tables:
  adult:
    entity: [pid]
    rollup: {column: household}
    columns: {"*": [filter, group, aggregate], name: [], fnlwgt: [aggregate]}
disclosure: {k: 12, dominance: {n: 2, share: 0.90}, p: 0.10, rounding: {base: 5}}
)";

TEST(LabPolicy, EveryPartOfTheFileArrives) {
  const auto policy = Policy::parse(kAdult, "p.yaml");
  ASSERT_TRUE(policy) << describe(policy.error());
  const auto& rules = policy->disclosure();
  EXPECT_EQ(rules.k, 12);
  EXPECT_EQ(rules.dominance->n, 2);
  EXPECT_DOUBLE_EQ(rules.dominance->share, 0.9);
  EXPECT_DOUBLE_EQ(*rules.p, 0.1);
  EXPECT_EQ(rules.rounding->base, 5);
  const auto* table = policy->find("ADULT");
  ASSERT_TRUE(table);
  EXPECT_THAT(table->entity, ElementsAre("pid"));
  EXPECT_EQ(table->rollup, "household");
}

TEST(LabPolicy, NamedColumnsComeBeforeTheStarAndNothingMeansHidden) {
  const auto policy = *Policy::parse(kAdult, "p.yaml");
  const auto* table = policy.find("adult");
  EXPECT_EQ(table->uses("age"), (std::set{Use::filter, Use::group, Use::aggregate}));
  EXPECT_EQ(table->uses("FNLWGT"), std::set{Use::aggregate});
  EXPECT_TRUE(table->uses("Name").empty());
  EXPECT_TRUE(table->hides("NAME"));
  EXPECT_FALSE(table->hides("age"));
}

TEST(LabPolicy, WithoutAStarOtherColumnsAreHidden) {
  const auto policy = *Policy::parse("tables: {t: {columns: {a: [group]}}}", "p.yaml");
  EXPECT_TRUE(policy.find("t")->uses("b").empty());
}

TEST(LabPolicy, RulesLeftOutAreOffButK) {
  for (const auto* text :
       {"tables: {t: {entity: [a], columns: {}}}", "tables: {t: {entity: [a], columns: {}}}\ndisclosure: {rounding: none}"}) {
    const auto policy = Policy::parse(text, "p.yaml");
    ASSERT_TRUE(policy) << describe(policy.error());
    EXPECT_EQ(policy->disclosure().k, 10);
    EXPECT_FALSE(policy->disclosure().dominance || policy->disclosure().p || policy->disclosure().rounding);
  }
}

struct Fault {
  const char* name;
  const char* yaml;
  const char* at;
  const char* hint;
};
void PrintTo(const Fault& f, std::ostream* out) { *out << f.name; }

class LabPolicyFaults : public testing::TestWithParam<Fault> {};

TEST_P(LabPolicyFaults, AreRefusedWithFileLineAndWhatWouldBeRight) {
  const auto policy = Policy::parse(GetParam().yaml, "p.yaml");
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().code, ErrorCode::config_invalid);
  EXPECT_EQ(policy.error().at, std::string("p.yaml ") + GetParam().at);
  EXPECT_THAT(policy.error().hint, HasSubstr(GetParam().hint));
}

INSTANTIATE_TEST_SUITE_P(
    Each, LabPolicyFaults,
    testing::Values(
        Fault{"no_tables", "disclosure: {k: 10}", "line 1", "tables"},
        Fault{"empty_tables", "tables: {}", "line 1", "at least one table"},
        Fault{"unknown_top_field", "tables: {t: {columns: {}}}\ndisclosures: {k: 3}", "line 2", "did you mean 'disclosure'"},
        Fault{"unknown_table_field", "tables:\n  t:\n    entitiy: [a]\n    columns: {}", "line 3", "did you mean 'entity'"},
        Fault{"table_of_the_wrong_type", "tables:\n  t: [a]", "line 2", "object"},
        Fault{"entity_of_the_wrong_type", "tables:\n  t:\n    entity: a\n    columns: {}", "line 3", "array"},
        Fault{"columns_missing", "tables:\n  t:\n    entity: [a]", "line 2", "required"},
        Fault{"tokens_of_the_wrong_type", "tables:\n  t:\n    columns:\n      a: group", "line 4", "a list"},
        Fault{"unknown_token", "tables:\n  t:\n    columns:\n      a: [agregate]", "line 4", "'aggregate'?"},
        Fault{"columns_that_differ_by_case", "tables: {t: {columns: {\n  a: [],\n  A: []}}}", "line 3", "keep one"},
        Fault{"tables_that_differ_by_case", "tables:\n  t: {columns: {}}\n  T: {columns: {}}", "line 3", "case"},
        Fault{"rollup_of_nothing", "tables:\n  t:\n    rollup: {column: h}\n    columns: {}", "line 3", "entity"},
        Fault{"rollup_without_column", "tables:\n  t:\n    entity: [a]\n    rollup: {columns: h}\n    columns: {}", "line 4",
              "required"},
        Fault{"k_of_one", "tables: {t: {columns: {}}}\ndisclosure:\n  k: 1", "line 3", "2"},
        Fault{"k_as_text", "tables: {t: {columns: {}}}\ndisclosure:\n  k: ten", "line 3", "integer"},
        Fault{"share_above_one", "tables: {t: {columns: {}}}\ndisclosure:\n  dominance: {n: 2, share: 90}", "line 3", "0.10"},
        Fault{"share_missing", "tables: {t: {columns: {}}}\ndisclosure:\n  dominance: {n: 2}", "line 3", "required"},
        Fault{"dominance_of_nobody", "tables: {t: {columns: {}}}\ndisclosure:\n  dominance: {n: 0, share: 0.9}", "line 3", "1"},
        Fault{"p_in_percent", "tables: {t: {columns: {}}}\ndisclosure:\n  p: 10", "line 3", "a part of one"},
        Fault{"p_as_a_word", "tables: {t: {columns: {}}}\ndisclosure:\n  p: ten", "line 3", "a part of one"},
        Fault{"rounding_as_a_word", "tables: {t: {columns: {}}}\ndisclosure:\n  rounding: five", "line 3", "{base: 5}"},
        Fault{"rounding_to_one", "tables: {t: {columns: {}}}\ndisclosure:\n  rounding: {base: 1}", "line 3", "2"},
        Fault{"rounding_unknown_field", "tables: {t: {columns: {}}}\ndisclosure:\n  rounding: {bas: 5}", "line 3", "base"},
        Fault{"broken_yaml", "tables: {t: {columns: {}", "line 1", "not valid YAML"}, Fault{"empty_file", "", "line 1", "empty"}),
    [](const auto& fault) { return fault.param.name; });

TEST(LabPolicy, SeveralFaultsAreToldTogether) {
  const auto policy = Policy::parse("tables:\n  t:\n    columns: {a: [x], b: [y]}\ndisclosure: {p: 7}", "p.yaml");
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().detail.at("problems").as_array().size(), 3U);
}

TEST(LabPolicy, AColumnTheInputLacksIsNamedWithItsLineAndTheNearestOne) {
  const auto policy = *Policy::parse("tables:\n  t:\n    entity: [pid]\n    columns:\n      houshold: [group]", "p.yaml");
  EXPECT_TRUE(policy.check_columns(*policy.find("t"), {"PID", "houshold"}));
  const auto missing = policy.check_columns(*policy.find("t"), {"pid", "household"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().at, "p.yaml line 5");
  EXPECT_THAT(missing.error().hint, HasSubstr("'household'"));
  const auto entity = policy.check_columns(*policy.find("t"), {"id", "houshold"});
  ASSERT_FALSE(entity);
  EXPECT_EQ(entity.error().at, "p.yaml line 3");
}

TEST(LabPolicy, AHiddenColumnMayBeMissingButNotMisspelt) {
  const auto policy = *Policy::parse("tables:\n  t:\n    entity: [pid]\n    columns: {\"*\": [group], name: [], houshold: []}\n", "p.yaml");
  EXPECT_TRUE(policy.check_columns(*policy.find("t"), {"pid", "houshold", "age"}));
  const auto misspelt = policy.check_columns(*policy.find("t"), {"pid", "household", "age"});
  ASSERT_FALSE(misspelt);
  EXPECT_NE(misspelt.error().hint.find("household"), std::string::npos);
}

TEST(LabPolicy, ARollupColumnMustBeInTheInput) {
  const auto policy = *Policy::parse("tables:\n  t:\n    entity: [a]\n    rollup: {column: h}\n    columns: {}", "p.yaml");
  const auto missing = policy.check_columns(*policy.find("t"), {"a"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().at, "p.yaml line 4");
}

TEST(LabPolicy, AFileThatCannotBeReadIsNamed) {
  const auto policy = Policy::read("/nowhere/p.yaml");
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().code, ErrorCode::config_invalid);
  EXPECT_THAT(policy.error().at, HasSubstr("/nowhere/p.yaml"));
}

}  // namespace
}  // namespace gongshu::lab::test
