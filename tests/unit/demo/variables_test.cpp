// Variables of a told story mean what they mean in stories/.
#include "demo/variables.h"

#include <gtest/gtest.h>

namespace gongshu::demo {
namespace {

const json::object kVariables{{"today", "2026-01-31"}, {"plan", "pla-1"}, {"days", 5}, {"key", json::object{{"id", "k1"}, {"of", json::object{{"x", true}}}}}};

json::value filled(const json::value& value) {
  auto out = substitute(value, kVariables);
  EXPECT_TRUE(out.has_value()) << json::serialize(value);
  return out ? *out : json::value();
}

TEST(Variables, AWholeStringTakesTheTypeAndAPartBecomesText) {
  EXPECT_EQ(filled("$days"), json::value(5));
  EXPECT_EQ(filled("${days}"), json::value(5));
  EXPECT_EQ(filled("operation_plan/${plan}"), json::value("operation_plan/pla-1"));
  EXPECT_EQ(filled("after ${days} days, $$5, $plan"), json::value("after 5 days, $5, $plan"));
  EXPECT_EQ(filled("${key.id}"), json::value("k1"));
  EXPECT_EQ(filled("${key.of.x}"), json::value(true));
  EXPECT_EQ(filled(json::object{{"a", json::array{"$plan", 7}}}), json::value(json::object{{"a", json::array{"pla-1", 7}}}));
}

TEST(Variables, DatesAreComputedFromTodayAndStayInTheirMonth) {
  EXPECT_EQ(filled("${today}"), json::value("2026-01-31"));
  EXPECT_EQ(filled("${today+1m}"), json::value("2026-02-28"));
  EXPECT_EQ(filled("${today-31d}"), json::value("2025-12-31"));
  EXPECT_EQ(filled("${today+3y}"), json::value("2029-01-31"));
}

TEST(Variables, AMissingOneIsNamed) {
  for (const char* text : {"$nothing", "x ${nothing} y", "${key.nothing}", "${plan.id}"}) {
    const auto out = substitute(json::value(text), kVariables);
    ASSERT_FALSE(out.has_value()) << text;
    EXPECT_EQ(out.error().code, ErrorCode::internal);
    EXPECT_NE(std::string(text).find(out.error().at), std::string::npos) << out.error().at;
  }
}

TEST(Variables, APointerFindsOrFails) {
  const json::value answer = json::object{{"review", json::object{{"id", "r1"}}}};
  EXPECT_EQ(*at_pointer(answer, "/review/id"), json::value("r1"));
  EXPECT_EQ(*at_pointer(answer, ""), answer);
  EXPECT_FALSE(at_pointer(answer, "/review/none").has_value());
}

}  // namespace
}  // namespace gongshu::demo
