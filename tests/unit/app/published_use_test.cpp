// What is published of the use of products: enough developers behind each figure, none that nearly makes it up, rounded.
#include <gtest/gtest.h>

#include "app/published_use.h"

namespace gongshu::app {
namespace {

using gateway::id16;

std::map<gateway::Id16, std::int64_t> developers(std::initializer_list<std::int64_t> calls) {
  std::map<gateway::Id16, std::int64_t> out;
  for (const auto n : calls) out[id16("dev-" + std::to_string(out.size()))] = n;
  return out;
}

std::optional<std::int64_t> published(std::initializer_list<std::int64_t> calls) {
  const auto figures = publish_calls({{{id16("prd-1"), "2026-03"}, developers(calls)}});
  EXPECT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures.at(0).product, id16("prd-1"));
  EXPECT_EQ(figures.at(0).month, "2026-03");
  return figures.at(0).calls;
}

TEST(PublishedUse, IsRoundedToTens) {
  EXPECT_EQ(published({40, 41, 42}), 120);
  EXPECT_EQ(published({40, 41, 44}), 130);
}

TEST(PublishedUse, NeedsThreeDevelopers) {
  EXPECT_EQ(published({100}), std::nullopt);
  EXPECT_EQ(published({100, 100}), std::nullopt);
  EXPECT_EQ(published({100, 100, 100}), 300);
}

TEST(PublishedUse, IsWithheldWhereOneDeveloperNearlyMakesItUp) {
  EXPECT_EQ(published({1000, 5, 5}), std::nullopt);
  EXPECT_EQ(published({1000, 300, 300}), 1600);
}

TEST(PublishedUse, KeepsMonthsAndProductsApart) {
  const auto figures = publish_calls({{{id16("prd-1"), "2026-03"}, developers({10, 10, 10})},
                                      {{id16("prd-1"), "2026-04"}, developers({10, 10})},
                                      {{id16("prd-2"), "2026-03"}, developers({20, 20, 20})}});
  ASSERT_EQ(figures.size(), 3u);
  std::map<std::pair<gateway::Id16, std::string>, std::optional<std::int64_t>> by_cell;
  for (const auto& figure : figures) by_cell[{figure.product, figure.month}] = figure.calls;
  EXPECT_EQ((by_cell[{id16("prd-1"), "2026-03"}]), 30);
  EXPECT_EQ((by_cell[{id16("prd-1"), "2026-04"}]), std::nullopt);
  EXPECT_EQ((by_cell[{id16("prd-2"), "2026-03"}]), 60);
}

}  // namespace
}  // namespace gongshu::app
