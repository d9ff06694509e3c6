// Contexts under the Henan pack, and developers and agreements led as far as a test needs them.
#pragma once
#include "../support/domain_context.h"
#include "domain/delivery/checks.h"
#include "domain/delivery/points.h"

namespace gongshu::domain::delivery {

using namespace test;

inline Context as_operator(std::string person = "per-op") { return as(std::move(person), "org-op", {"operator"}); }
inline Context as_developer(std::string person = "per-dv") { return as(std::move(person), "org-dv", {"application_developer"}); }
inline Context as_agency() { return as("per-ag", "org-ag", {"implementing_agency"}); }
inline Context as_authority() { return as("per-au", "org-au", {"competent_authority"}); }

inline PartyFact company() { return {true, "legal_person", {"application_developer"}, false}; }

inline AssessDeveloper assessment(std::string verdict = "pass") {
  AssessDeveloper c;
  for (const char* d : {"qualification_and_capability", "demand_reasonableness", "scenario_compliance", "security_risk"}) c.dimensions[d] = {"pass", "已核实"};
  c.dimensions["security_risk"].verdict = std::move(verdict);
  return c;
}

inline Developer selected() {
  Developer d;
  auto context = as_operator();
  apply<DeveloperSubject>(d, select({"org-dv", "物流分拣"}, company(), false, context), context);
  return d;
}
inline Developer assessed() {
  auto d = selected();
  auto context = as_operator();
  apply<DeveloperSubject>(d, assess(d, assessment(), context), context);
  return d;
}
inline Developer approved() {
  auto d = assessed();
  auto context = as_agency();
  apply<DeveloperSubject>(d, review(d, pass("implementing_agency"), context), context);
  return d;
}

inline DraftApplicationAgreement agreement_draft() {
  DraftApplicationAgreement c;
  c.developer = "dev-1";
  for (const char* item : {"purpose", "scope", "manner", "term", "revenue_sharing", "security_and_confidentiality"}) c.items[item] = "约定内容";
  c.confidentiality = "doc-1";
  c.starts = "2026-03-01";
  c.ends = "2026-12-31";
  return c;
}
inline ApplicationAgreement drafted() {
  ApplicationAgreement a;
  auto context = as_operator();
  apply<ApplicationAgreementSubject>(a, draft(agreement_draft(), {approved(), true}, context), context);
  return a;
}
inline ApplicationAgreement in_force() {
  auto a = drafted();
  auto one = as_operator(), other = as_developer();
  apply<ApplicationAgreementSubject>(a, sign(a, {approved(), true}, one), one);
  apply<ApplicationAgreementSubject>(a, sign(a, {approved(), true}, other), other);
  return a;
}

inline Subscribe order() {
  Subscribe c;
  c.product = "prd-1";
  c.application_agreement = "apa-1";
  c.purpose = "logistics";
  c.starts = "2026-03-02";
  c.ends = "2026-12-31";
  c.quota_per_day = 1000;
  c.rate_per_second = 10;
  return c;
}
inline SubscriptionFacts sellable(Context& context) {
  static const rules::Point kFreeUse{"test.free_use", "公共用途", "Free use", {rules::list("purposes").or_default(std::vector<std::string>{"public_welfare"})}};
  SubscriptionFacts f;
  f.product_exists = f.listed = f.charged = true;
  f.product_operator = "org-op";
  f.fen = 5;
  f.columns = {"name", "level"};
  f.agreement = in_force();
  f.developer = approved();
  f.free_use = context.ruling(kFreeUse);
  return f;
}

}  // namespace gongshu::domain::delivery
