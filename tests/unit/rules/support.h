// Points as the packs expect them, in a registry of their own, and short ways to make packs.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "rules/rulebook.h"

namespace gongshu::rules::test {

inline const std::filesystem::path kPacks = std::filesystem::path(GONGSHU_SOURCE_DIR) / "rulepacks";

inline Date day(const char* text) { return *parse_date(text); }
inline Instant noon(const char* text) { return start_of(day(text)) + 12 * 3600 * 1000; }

/// Every point of the table in src/rules/README.md.
struct Points {
  Registry registry;
  std::deque<Point> points;
  Points();
  void add(const char* id, std::vector<Parameter> parameters = {}, Enforced enforced = Enforced::by_rule) {
    points.emplace_back(registry, id, "名称", "title", std::move(parameters), enforced);
  }
  const Point& operator[](const char* id) const { return *registry.find(id); }
  LoadOptions options() const { return {&registry, UnknownPoints::refuse}; }
};

inline Points::Points() {
  for (const char* id : {"catalog.shared_consent", "catalog.single_source", "catalog.grading", "scenario.one_review",
                         "scenario.minimum_necessary", "supply.scope", "product.registration", "product.price_before_charge",
                         "product.forbidden", "delivery.redevelopment_ban", "delivery.usage_record", "delivery.disclosure", "exit.revoke",
                         "delivery.purpose_limit", "scenario.plan_in_term"})
    add(id);
  for (const char* id : {"evidence.outside_decision", "exception.approval", "plan.change", "supply.manifest", "workspace.access",
                         "egress.identity_columns", "exit.certificate", "agreement.non_exclusive", "pack.expiry"})
    add(id, {}, Enforced::by_default);
  for (const char* id : {"plan.required_items", "operator.security_duties", "agreement.required_items",
                         "scenario.required_items", "product.machine_check", "developer.agreement_items"})
    add(id, {list("items")});
  for (const char* id : {"catalog.entry_review", "catalog.change_review", "scenario.review", "product.review", "developer.review"})
    add(id, {chain("chain")});
  for (const char* id : {"plan.government_approval", "agreement.decision"}) add(id, {text("procedure")});
  for (const char* id : {"registration.acceptance", "registration.formal_review"}) add(id, {duration("within")});
  add("procedure", {list("run")});
  add("gate");
  add("catalog.negative_list", {list("categories")});
  add("plan.filing", {list("recipients"), duration("within")});
  add("agreement.filing", {list("recipients")});
  add("incident.report", {list("recipients"), list("major_recipients")});
  add("operator.admission", {allowed("party_types"), text("granted_by")});
  add("agreement.term_cap", {duration("cap")});
  add("plan.mode", {choice("prefer", {"whole", "by_sector", "by_scenario"}), allowed("modes")});
  add("operator.qualification",
      {list("items"), list("kinds"), duration("incident_free", Stricter::larger),
       choice("maturity", {"initial", "managed", "robust", "quantitatively_managed", "optimizing"}), choice("met_by", {"own", "controlling_company"})});
  add("agreement.renewal", {choice("kind", {"by_agreement", "lead", "window", "after_expiry"}), integer("months", Stricter::local),
                            duration("remind", Stricter::local).or_default("30 days")});
  add("registration.renewal", {duration("window", Stricter::local)});
  add("registration.kinds", {allowed("kinds")});
  add("registration.before_supply", {choice("timing", {"before_supply", "after_supply"}), duration("within")}, Enforced::by_default);
  add("registration.cancellation", {duration("within")});
  add("registration.revocation", {allowed("grounds")}, Enforced::by_default);
  add("registration.precondition", {list("requires")});
  add("registration.notice", {duration("days", Stricter::larger), list("kinds")});
  add("registration.validity", {duration("term")});
  add("supply.masking_site", {choice("site", {"source", "platform"})});
  add("workspace.own", {list("openers")});
  add("egress.k", {integer("k", Stricter::larger).or_default(10)});
  add("egress.dominance", {integer("n", Stricter::larger).or_default(2), integer("share_percent", Stricter::smaller).or_default(90)});
  add("egress.p_percent", {integer("p_percent", Stricter::larger).or_default(10)});
  add("product.free_use", {list("purposes")});
  add("developer.party_types", {allowed("types"), allowed("roles")});
  add("developer.contracts", {list("kinds"), list("confidentiality_items")});
  add("developer.assessment", {list("dimensions")});
  add("delivery.buyer_restriction", {allowed("roles")});
  add("exit.delete", {list("what")});
  add("exit.log_hold", {integer("months", Stricter::larger).or_default(6), list("kinds")});
  add("catalog.compiled_by", {allowed("roles").or_default(std::vector<std::string>{"data_provider"})});
  add("consent.personal", {choice("trigger", {"per_use", "per_scenario"})});
  add("delivery.transfer_ban", {boolean("undertaking")});
  add("product.filing", {list("recipients"), duration("within")});
  add("scenario.one_demand", {integer("resources", Stricter::smaller)});
  add("stop.scope", {choice("extent", {"processing", "all"}), list("scopes")});
  add("stop.assessment", {list("by")});
  add("workspace.development_rows", {choice("mode", {"synthetic", "sampled"}).or_default("synthetic"), integer("share_percent", Stricter::smaller).or_default(5),
                                     integer("entities", Stricter::smaller).or_default(1000)});
}

/// A pack's head; add "rules:" and the rest.
inline std::string head(const std::string& id = "local") {
  return "id: " + id + "\ntitle: {zh: 规则, en: Rules}\nissuer: {zh: 某市, en: A city}\nstatus: draft\n";
}

inline std::string rule(const std::string& id, const std::string& rest, const std::string& level = "must") {
  return "  - {id: " + id + ", article: 第" + id + "条, level: " + level + ", zh: 释义, en: Text, " + rest + "}\n";
}

inline std::shared_ptr<const Pack> pack(const std::string& yaml, const Points& points,
                                        std::shared_ptr<const Pack> base = nullptr) {
  auto loaded = parse_pack(yaml, "test.yaml", std::move(base), points.options());
  EXPECT_TRUE(loaded) << (loaded ? "" : describe(loaded.error()));
  return loaded ? *loaded : nullptr;
}

inline Error pack_error(const std::string& yaml, const Points& points) {
  auto loaded = parse_pack(yaml, "test.yaml", nullptr, points.options());
  EXPECT_FALSE(loaded) << "the pack was accepted:\n" << yaml;
  return loaded ? Error{} : loaded.error();
}

inline Calendar calendar() {
  auto loaded = Calendar::load(kPacks / "calendar");
  EXPECT_TRUE(loaded) << (loaded ? "" : describe(loaded.error()));
  return loaded ? *loaded : Calendar();
}

}  // namespace gongshu::rules::test
