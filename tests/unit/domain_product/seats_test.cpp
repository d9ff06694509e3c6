// One review, several seats: each of them another person.
#include "support.h"

namespace gongshu::domain::product {
namespace {

TEST(Review, GivesNobodyTwoSeats) {
  const std::vector<std::string> roles{"competent_authority", "implementing_agency"};
  for (const bool turned : {false, true}) {
    const auto& first = roles[turned ? 1 : 0];
    const auto& second = roles[turned ? 0 : 1];
    auto p = submitted();
    auto one = as("per-1", "org-ag", roles), colleague = as("per-2", "org-ag", roles);
    apply(p, review(p, pass(first), one), one);
    EXPECT_RULE(review(p, pass(second), one), auth_same_person, "/person", "HA-03");
    EXPECT_RULE(review(p, pass(first), one), state_not_allowed, "/role", "HA-03");
    apply(p, review(p, pass(second), colleague), colleague);
    EXPECT_EQ(p.status, ProductStatus::approved);
  }
}

TEST(Review, KeepsTheAgencysSeatInTheListsOfWhatIsToDo) {
  std::map<std::string, std::string> seats;
  for (const auto& todo : todos_of(submitted())) seats[todo.role] = todo.org;
  EXPECT_EQ(seats, (std::map<std::string, std::string>{{"competent_authority", ""}, {"implementing_agency", "org-ag"}}));
}

TEST(Review, SeatsTheProductsOwnOperator) {
  auto p = submitted();
  for (auto& step : p.review->steps) step.role = "operator";
  auto rival = as("per-r", "org-rival", {"operator"}), own = as("per-op2", "org-op", {"operator"});
  EXPECT_REFUSED(review(p, pass("operator"), rival), auth_forbidden, "/role");
  EXPECT_TRUE(review(p, pass("operator"), own));
}

}  // namespace
}  // namespace gongshu::domain::product
