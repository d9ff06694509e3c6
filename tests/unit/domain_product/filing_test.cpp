// The filing of a review's result: a clock that begins with the approval and holds nothing up.
#include "../support/local_pack.h"
#include "../support/said.h"
#include "domain/product/decide.h"
#include "support.h"

namespace gongshu::domain::product {
namespace {

rules::Rulebook local(const std::string& params) {
  return domain::test::local_rulebook(
      {"{point: product.review, params: {chain: one}}, {point: product.filing, params: {" + params + "}}",
       "one: {steps: [{parallel: [{role: implementing_agency}]}]}"});
}

Product approved_under(const rules::Rulebook& book) {
  auto p = checked();
  auto o = as("per-op", "org-op", {"operator"}, book), agency = as("per-ag", "org-ag", {"implementing_agency"}, book);
  apply(p, submit(p, o), o);
  apply(p, review(p, pass("implementing_agency"), agency), agency);
  return p;
}

TEST(Filing, OpensWithTheApprovalWithItsDueDay) {
  const auto p = approved_under(local("recipients: [competent_authority], within: 5 working_days"));
  ASSERT_TRUE(p.filings);
  EXPECT_EQ(steps(todos_of(p)), std::vector<std::string>{"file.competent_authority||org-ag|2026-03-09"});
  EXPECT_FALSE(approved().filings) << "where no pack asks, none is opened";
}

TEST(Filing, HoldsNothingUpAndIsRecordedOnce) {
  const auto book = local("recipients: [competent_authority]");
  auto p = approved_under(book);
  auto o = as("per-op", "org-op", {"operator"}, book), agency = as("per-ag", "org-ag", {"implementing_agency"}, book);
  auto stranger = as("per-x", "org-x", {"operator"}, book);
  EXPECT_TRUE(may_list(p, o));
  EXPECT_REFUSED(file(p, {"competent_authority", "备-1", "2026-03-02"}, stranger), auth_forbidden, "");
  EXPECT_REFUSED(file(p, {"finance", "备-1", "2026-03-02"}, agency), input_bad_choice, "/recipient");
  EXPECT_REFUSED(file(p, {"competent_authority", "备-1", "2026-03-03"}, agency), input_out_of_range, "/filed_on");
  apply(p, file(p, {"competent_authority", "备-1", "2026-03-02"}, agency), agency);
  EXPECT_TRUE(todos_of(p).empty());
  EXPECT_EQ(p.filings->front().number, "备-1");
  EXPECT_REFUSED(file(p, {"competent_authority", "备-2", "2026-03-02"}, agency), state_already_exists, "/recipient");
  EXPECT_REFUSED(file(checked(), {"competent_authority", "备-1", "2026-03-02"}, o), state_not_allowed, "/status");
}

}  // namespace
}  // namespace gongshu::domain::product
