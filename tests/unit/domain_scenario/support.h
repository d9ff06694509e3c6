// Contexts under two packs, and a scenario led as far as a test needs it.
#pragma once
#include "../support/said.h"
#include "domain/scenario/checks.h"
#include "domain/scenario/points.h"

namespace gongshu::domain::scenario {

using test::henan;
using test::pass;
using test::said;

/// A draft for comment whose chain differs: the application unit applies, the operator looks first.
inline const rules::Rulebook& shijiazhuang() {
  static const rules::Rulebook book = [] {
    auto loaded = rules::Rulebook::load(GONGSHU_SOURCE_DIR "/rulepacks", "shijiazhuang",
                                        {.unknown_points = rules::UnknownPoints::set_aside});
    if (!loaded) throw std::runtime_error(describe(loaded.error()));
    return *loaded;
  }();
  return book;
}

inline Context op(std::string person = "per-op", const rules::Rulebook& book = henan()) {
  return test::as(std::move(person), "org-op", {"operator"}, book);
}
inline Context agency(std::string person = "per-ag") { return test::as(std::move(person), "org-ag", {"implementing_agency"}); }
inline Context authority(std::string person = "per-au") { return test::as(std::move(person), "org-au", {"competent_authority"}); }

inline DemandedColumn column(std::string name, std::vector<std::string> uses, std::optional<std::string> technique = {}) {
  return {std::move(name), std::move(uses), std::move(technique), {}, "统计需要"};
}
inline DraftScenario content() {
  return {"agr-1",
          "养老服务分析",
          "public_interest",
          {{"application_scenario", "按县统计"}, {"data_demand", "两项数据"}},
          {{"cat-1", "people", {column("id_number", {"join"}, "pseudonymise"), column("county", {"group", "visible"})}},
           {"cat-2", "homes", {column("id_number", {"join", "aggregate"}), column("beds", {"aggregate"})}}},
          {}};
}
inline ScenarioFacts facts() {
  ScenarioFacts f{true, true, "org-op", "org-ag", {"cat-1", "cat-2"}, "2028-12-31", {}, {}};
  f.catalog["cat-1"] = {{"id_number", {true, true, "important"}}, {"county", {false, true, "general"}}};
  f.catalog["cat-2"] = {{"id_number", {true, true, "important"}}, {"beds", {false, false, "general"}}};
  return f;
}
inline GiveOpinion opinion(std::string role, std::string verdict) {
  return {std::move(role), std::move(verdict), "理由", "第三条", {}};
}

inline void take(Scenario& state, const Result<Events>& events, const Context& context) {
  test::apply<ScenarioSubject>(state, events, context, "scn-1");
}

inline Scenario in(ScenarioStatus status) {
  using enum ScenarioStatus;
  Scenario s;
  auto o = op();
  auto au = authority(), ag = agency();
  take(s, scenario::draft(content(), facts(), o), o);
  if (status == ScenarioStatus::draft) return s;
  take(s, submit(s, facts(), o), o);
  if (status == submitted) return s;
  if (status == returned || status == refused) {
    take(s, review(s, opinion("competent_authority", status == returned ? "send_back" : "refuse"), au), au);
    return s;
  }
  take(s, review(s, pass("competent_authority"), au), au);
  take(s, review(s, pass("implementing_agency"), ag), ag);
  if (status == ended) ScenarioSubject::evolve(s, Ended{"ext-1"}, {9, test::kNow, "per-au", "org-au", "scn-1"});
  return s;
}

}  // namespace gongshu::domain::scenario
