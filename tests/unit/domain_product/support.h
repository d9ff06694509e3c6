// A context under the Henan pack, and a product led as far as a test needs it.
#pragma once
#include "../support/domain_context.h"
#include "domain/product/checks.h"
#include "domain/product/points.h"

namespace gongshu::domain::product {

using namespace test;

inline Context as_operator(std::string person = "per-op") { return as(std::move(person), "org-op", {"operator"}); }
inline Context as_authority() { return as("per-au", "org-au", {"competent_authority"}); }
inline Context as_agency() { return as("per-ag", "org-ag", {"implementing_agency"}); }

inline ProductFacts facts() {
  ProductFacts f{"org-op", "org-ag", "industry", {}, JobFact{"scn-1", true}};
  f.demand["cat-div"] = {{"code", {true, false, false, "general"}}, {"name", {true, false, false, "general"}}, {"level", {false, false, false, "general"}},
                         {"secret", {true, false, false, "important"}}};
  f.demand["cat-people"] = {{"id_number", {true, true, true, "important"}}, {"county", {true, false, true, "general"}},
                            {"phone", {true, true, true, "important"}}};
  return f;
}

inline DraftProduct api_draft() { return {"scn-1", "区划代码接口", "按代码查名称", "api", {{}, "cat-div", "code", std::vector<std::string>{"name"}}}; }
inline DraftProduct verification_draft() {
  return {"scn-1", "居住地核验", "核验居住县", "verification", {{}, "cat-people", "id_number", std::vector<std::string>{"county"}}};
}
inline DraftProduct package_draft() { return {"scn-1", "养老人口数据包", "按县统计", "package", {"job-1", {}, {}, {}}}; }

inline std::vector<CheckItem> good_evidence() {
  std::vector<CheckItem> out;
  for (const char* item : {"data_sources", "sensitive_masking", "raw_data_containment", "access_control", "related_party_authorization"})
    out.push_back({item, true, "seen"});
  return out;
}

/// Applies what was decided, as the node does.
inline void apply(Product& state, const Result<Events>& events, const Context& context) {
  test::apply<ProductSubject>(state, events, context, "prd-1");
}

inline Product drafted(const DraftProduct& c = api_draft(), const ProductFacts& f = facts()) {
  Product p;
  auto context = as_operator();
  apply(p, draft(c, f, context), context);
  return p;
}
inline Product checked() {
  auto p = drafted();
  auto context = as_operator();
  apply(p, check(p, good_evidence(), context), context);
  return p;
}
inline Product submitted() {
  auto p = checked();
  auto context = as_operator();
  apply(p, submit(p, context), context);
  return p;
}
inline Product approved() {
  auto p = submitted();
  auto authority = as_authority(), agency = as_agency();
  apply(p, review(p, pass("competent_authority"), authority), authority);
  apply(p, review(p, pass("implementing_agency"), agency), agency);
  return p;
}
inline Product ready_to_list() {
  auto p = approved();
  auto context = as_operator();
  apply(p, record_registration(p, {"CP-2026-1", "2026-03-01", {}}, context), context);
  apply(p, set_price(p, {true, 5, "成本核算报告", {}}, context), context);
  return p;
}

}  // namespace gongshu::domain::product
