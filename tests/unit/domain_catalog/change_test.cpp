// Who compiles the catalog, and who must agree to a change of it.
#include "../support/local_pack.h"
#include "../support/truth_table.h"

#include "domain/catalog/decide.h"
#include "domain/catalog/points.h"

namespace gongshu::domain::catalog {
namespace {

using namespace test;

rules::Rulebook local(const std::string& bind) {
  return domain::test::local_rulebook({bind,
                                       "entry: {steps: [{parallel: [{role: competent_authority}]}]}, change: {steps: [{parallel: "
                                       "[{role: competent_authority}, {role: source_department}]}]}"});
}

const std::string kBoth =
    "{point: catalog.entry_review, params: {chain: entry}}, {point: catalog.change_review, params: {chain: change}}, "
    "{point: catalog.compiled_by, params: {roles: [implementing_agency]}}, {point: catalog.negative_list, params: {categories: "
    "[state_secret]}}";

DraftCatalogEntry content() {
  DraftCatalogEntry c;
  c.title = "区划代码";
  c.items = {{"code", "代码", "text", "general", {}, {}, {}, {}}};
  c.origin = "own";
  c.held_by = "org-pr";
  c.negative_list["state_secret"] = false;
  return c;
}
Context agency(const rules::Rulebook& book) { return as("per-ag", "org-ag", {"implementing_agency"}, book); }

CatalogEntry compiled(const rules::Rulebook& book) {
  CatalogEntry e;
  auto c = agency(book);
  apply<CatalogSubject>(e, draft(content(), c), c);
  return e;
}
void reviewed(CatalogEntry& e, const rules::Rulebook& book, const std::string& role, const std::string& org) {
  auto c = as("per-" + role, org, {role}, book);
  apply<CatalogSubject>(e, review(e, pass(role), c), c);
}

TEST(Compiling, IsForTheRolesOfThePackAndNamesWhoseDataItIs) {
  const auto book = local(kBoth);
  const auto e = compiled(book);
  EXPECT_EQ(e.provider, "org-pr");
  EXPECT_EQ(e.compiler, "org-ag");
  EXPECT_EQ(parties_of(e), (std::set<std::string>{"org-ag", "org-pr"}));
  auto provider = as("per-pr", "org-pr", {"data_provider"}, book), ag = agency(book),
       other = as("per-x", "org-x", {"implementing_agency"}, book);
  EXPECT_REFUSED(draft(content(), provider), auth_forbidden, "");
  auto nameless = content();
  nameless.held_by.reset();
  EXPECT_REFUSED(draft(nameless, ag), input_missing_field, "/held_by");
  EXPECT_REFUSED(draft(content(), ag, false), state_not_found, "/held_by");
  EXPECT_REFUSED(revise(e, content(), other), auth_forbidden, "");
  EXPECT_TRUE(revise(e, content(), ag));
  EXPECT_TRUE(revise(e, content(), provider)) << "the department may mend its own";
}

TEST(Compiling, ElsewhereIsTheProvidersForItself) {
  auto provider = as("per-pr", "org-pr", {"data_provider"}), ag = as("per-ag", "org-ag", {"implementing_agency"});
  EXPECT_REFUSED(draft(content(), ag), auth_forbidden, "");
  auto elsewhere = content();
  elsewhere.held_by = "org-other";
  EXPECT_REFUSED(draft(elsewhere, provider), auth_forbidden, "/held_by");
}

TEST(AChange, TakesTheChainForChangesAndTheDepartmentSpeaksForItself) {
  const auto book = local(kBoth);
  auto e = compiled(book);
  auto ag = agency(book);
  apply<CatalogSubject>(e, submit(e, {}, ag), ag);
  EXPECT_EQ(e.review->steps.size(), 1u) << "a new entry takes its own way";
  reviewed(e, book, "competent_authority", "org-au");
  ASSERT_EQ(e.revision, 1);
  apply<CatalogSubject>(e, revise(e, content(), ag), ag);
  apply<CatalogSubject>(e, submit(e, {}, ag), ag);
  ASSERT_EQ(e.review->steps.size(), 2u);
  reviewed(e, book, "competent_authority", "org-au");
  EXPECT_EQ(e.status, EntryStatus::submitted) << "one of the two is not enough";
  auto stranger = as("per-s", "org-other", {"source_department"}, book);
  EXPECT_REFUSED(review(e, pass("source_department"), stranger), auth_forbidden, "/role");
  reviewed(e, book, "source_department", "org-pr");
  EXPECT_EQ(e.revision, 2);
}

TEST(StateSecrets, StayOutsideByTheRuleThatNamesThem) {
  const auto book = local(kBoth);
  auto ag = agency(book);
  auto e = compiled(book);
  e.content.negative_list["state_secret"] = true;
  EXPECT_RULE(submit(e, {}, ag), rule_prohibited_data, "/negative_list/state_secret", "XX-01");
  e.content.negative_list.clear();
  EXPECT_RULE(submit(e, {}, ag), rule_item_missing, "/negative_list/state_secret", "XX-01");
}

}  // namespace
}  // namespace gongshu::domain::catalog
