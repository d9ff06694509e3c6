// Every refusal of a scenario, tried: applicant, agreement, demand, minimum necessary, items, one review, opinions.
#include "support.h"

namespace gongshu::domain::scenario {
namespace {

using enum ScenarioStatus;

struct Case {
  const char* name;
  std::function<void(DraftScenario&, ScenarioFacts&)> change;
  const char* expected;
};

/// At the draft, at each change and again at submission.
void expect_judged(const std::vector<Case>& cases) {
  for (const auto& c : cases) {
    auto asked = content();
    auto f = facts();
    c.change(asked, f);
    auto o = op();
    EXPECT_EQ(said(scenario::draft(asked, f, o)), c.expected) << c.name;
    EXPECT_EQ(said(revise(in(ScenarioStatus::draft), asked, f, o)), c.expected) << c.name;
    auto s = in(ScenarioStatus::draft);
    s.content = asked;
    EXPECT_EQ(said(submit(s, f, o)), c.expected) << c.name;
  }
}

TEST(AScenario, KeepsToItsAgreement) {
  expect_judged({
      {"as it should be", [](auto&, auto&) {}, "passed"},
      {"no agreement", [](auto&, auto& f) { f.agreement_exists = false; }, "state.not_found /agreement"},
      {"not in force", [](auto&, auto& f) { f.agreement_stands = false; }, "rule.out_of_term HA-15 /agreement"},
      {"to its last day", [](auto& c, auto&) { c.ends = "2028-12-31"; }, "passed"},
      {"a day longer", [](auto& c, auto&) { c.ends = "2029-01-01"; }, "rule.out_of_term HA-15 /ends"},
      {"a day that is none", [](auto& c, auto&) { c.ends = "2028-02-30"; }, "input.bad_date /ends"},
      {"a resource outside", [](auto&, auto& f) { f.resources = {"cat-1"}; }, "rule.out_of_scope /demand/1/resource"},
  });
}

TEST(AScenario, AsksForColumnsThatAreThereEachOnce) {
  expect_judged({
      {"no such item", [](auto& c, auto&) { c.demand[1].columns[1].name = "rooms"; },
       "rule.out_of_scope /demand/1/columns/1/name"},
      {"a column twice", [](auto& c, auto&) { c.demand[0].columns.push_back(column("county", {"group"})); },
       "state.already_exists /demand/0/columns/2/name"},
      {"a table twice", [](auto& c, auto&) { c.demand[1].table = "people"; }, "state.already_exists /demand/1/table"},
      {"a resource under two names",
       [](auto& c, auto&) {
         c.demand[1] = {"cat-1", "others", {column("county", {"group"})}};
       },
       "passed"},
      {"an entry that lost its approval", [](auto&, auto& f) { f.catalog["cat-2"].clear(); },
       "rule.out_of_scope /demand/1/columns/0/name"},
  });
}

/// Each use and each technique of the contract, on an identifier and on a plain item.
TEST(AScenario, TakesAnIdentifierAsAKeyOnly) {
  const std::map<std::string, bool> uses{{"join", true},    {"aggregate", true}, {"lookup", true}, {"visible", false},
                                         {"masked", false}, {"group", false},    {"filter", false}};
  for (const auto& [use, key] : uses) {
    const auto with = [&use = use](std::size_t j) {
      return [=](auto& c, auto&) { c.demand[0].columns[j].uses = {"join", use}; };
    };
    expect_judged({{use.c_str(), with(0), key ? "passed" : "rule.not_necessary /demand/0/columns/0/uses"},
                   {use.c_str(), with(1), "passed"}});
  }
  const std::map<std::string, bool> techniques{
      {"pseudonymise", true}, {"suppress", true},  {"keep", false}, {"division_city", false}, {"division_county", false},
      {"year", false},        {"age_band", false}, {"band", false}, {"truncate", false}};
  for (const auto& [technique, hidden] : techniques) {
    const auto with = [&technique = technique](std::size_t j) {
      return [=](auto& c, auto&) { c.demand[0].columns[j].technique = technique; };
    };
    expect_judged({{technique.c_str(), with(0), hidden ? "passed" : "rule.not_necessary /demand/0/columns/0/technique"},
                   {technique.c_str(), with(1), "passed"}});
  }
}

TEST(AScenario, IsDraftedByTheOperatorOfTheAgreement) {
  auto ag = agency(), other = test::as("per-x", "org-x", {"operator"});
  EXPECT_EQ(said(scenario::draft(content(), facts(), ag)).substr(0, 14), "auth.forbidden");
  EXPECT_EQ(said(scenario::draft(content(), facts(), other)), "auth.forbidden /agreement");
  EXPECT_EQ(said(revise(in(ScenarioStatus::draft), content(), facts(), other)), "auth.forbidden");
  EXPECT_EQ(said(submit(in(ScenarioStatus::draft), facts(), other)), "auth.forbidden");
}

TEST(AScenario, IsDraftedByTheApplicationUnitWhereThePackSaysSo) {
  auto unit = test::as("per-u", "org-u", {"application_developer"}, shijiazhuang());
  auto o = op("per-op", shijiazhuang());
  EXPECT_EQ(said(scenario::draft(content(), facts(), unit)), "passed");
  EXPECT_EQ(said(scenario::draft(content(), facts(), o)).substr(0, 14), "auth.forbidden");
}

TEST(AScenario, NeedsAPackThatNamesAChain) {
  const rules::Rulebook silent;
  auto o = op("per-op", silent);
  EXPECT_EQ(said(scenario::draft(content(), facts(), o)), "pack.invalid scenario.review");
  EXPECT_EQ(said(submit(in(ScenarioStatus::draft), facts(), o)), "pack.invalid scenario.review");
}

TEST(SubmittingAScenario, IsRefusedForEachItemMissingOrBlank) {
  const auto expect_each = [](const rules::Rulebook& book, const std::string& rule, const std::string& person,
                              const std::string& org, const std::string& role) {
    auto full = in(ScenarioStatus::draft);
    full.applicant = org;
    full.content.ends = facts().agreement_ends;  // some packs want the plan's last day
    const auto items = book.at(kRequiredItems).list("items");
    for (const auto& item : items) full.content.items[item] = "文字";
    auto passing = test::as(person, org, {role}, book);
    EXPECT_EQ(said(submit(full, facts(), passing)), "passed");
    for (const auto& item : items)
      for (const std::string text : {"absent", "", " 　\t"}) {
        auto s = full;
        if (text == "absent")
          s.content.items.erase(item);
        else
          s.content.items[item] = text;
        auto context = test::as(person, org, {role}, book);
        EXPECT_EQ(said(submit(s, facts(), context)), "rule.item_missing " + rule + " /content/items/" + item);
      }
    return items.size();
  };
  EXPECT_EQ(expect_each(henan(), "HA-15", "per-op", "org-op", "operator"), 2u);
  EXPECT_EQ(expect_each(shijiazhuang(), "SJZ-12", "per-u", "org-u", "application_developer"), 5u);
}

TEST(SubmittingAScenario, IsRefusedWhileAnotherOfItsTitleIsUnderWay) {
  auto f = facts();
  f.same_title = "scn-2";
  auto o = op();
  const auto refused = submit(in(ScenarioStatus::draft), f, o);
  EXPECT_EQ(said(refused), "state.already_exists HA-15 /content/title");
  EXPECT_NE(refused.error().hint.find("scn-2"), std::string::npos);
}

TEST(ReviewingAScenario, TakesOneOpinionOfEachRoleFromTwoPeopleWhoWroteNothing) {
  auto s = in(submitted);
  struct Attempt {
    const char* name;
    Context context;
    GiveOpinion opinion;
    std::string expected;
  };
  for (const auto& c : std::vector<Attempt>{
           {"not held", agency(), pass("competent_authority"), "auth.forbidden"},
           {"no part in it", test::as("per-r", "org-r", {"registration_authority"}), pass("registration_authority"),
            "auth.forbidden HA-03 /role"},
           {"another agency", test::as("per-x", "org-x", {"implementing_agency"}), pass("implementing_agency"),
            "auth.forbidden /role"},
           {"the author", agency("per-op"), pass("implementing_agency"), "auth.own_work HA-03 /person"},
           {"no reason", authority(), {"competent_authority", "refuse", {}, "第三条", {}}, "rule.reason_missing HA-03 /reason"},
           {"no basis", authority(), {"competent_authority", "send_back", "理由", " ", {}}, "rule.reason_missing HA-03 /basis"},
           {"as it should be", authority(), pass("competent_authority"), "passed"},
       }) {
    auto context = c.context;
    EXPECT_EQ(said(review(s, c.opinion, context)), c.expected) << c.name;
  }
  auto au = authority();
  take(s, review(s, pass("competent_authority"), au), au);
  EXPECT_EQ(s.status, submitted) << "one of two";
  auto again = authority("per-au2"), same = agency("per-au");
  EXPECT_EQ(said(review(s, pass("competent_authority"), again)), "state.not_allowed HA-03 /role");
  EXPECT_EQ(said(review(s, pass("implementing_agency"), same)), "auth.same_person HA-03 /person");
}

TEST(ReviewingAScenario, CountsEveryoneWhoWroteAVersion) {
  auto s = in(ScenarioStatus::draft);
  auto second = op("per-2"), third = op("per-3");
  take(s, revise(s, content(), facts(), second), second);
  take(s, submit(s, facts(), third), third);
  for (const char* author : {"per-op", "per-2", "per-3"}) {
    auto ag = agency(author);
    EXPECT_EQ(said(review(s, pass("implementing_agency"), ag)), "auth.own_work HA-03 /person") << author;
  }
}

TEST(ReviewingAScenario, EndsAsTheOpinionsSay) {
  const std::map<std::string, ScenarioStatus> outcomes{{"send_back", returned}, {"refuse", refused}};
  for (const auto& [verdict, status] : outcomes)
    for (const char* role : {"competent_authority", "implementing_agency"}) {
      auto s = in(submitted);
      auto context = std::string(role) == "competent_authority" ? authority() : agency();
      take(s, review(s, opinion(role, verdict), context), context);
      EXPECT_EQ(s.status, status) << verdict << " " << role;
    }
  auto s = in(submitted);
  auto ag = agency(), au = authority();
  take(s, review(s, pass("implementing_agency"), ag), ag);
  take(s, review(s, pass("competent_authority"), au), au);
  EXPECT_EQ(s.status, approved) << "in either order";
}

TEST(Rulings, AreRecordedWithEachStep) {
  auto o = op();
  ASSERT_TRUE(submit(in(ScenarioStatus::draft), facts(), o));
  EXPECT_EQ(o.applied(), (std::set<std::string>{"HA-03", "HA-15"}));
}

}  // namespace
}  // namespace gongshu::domain::scenario
