// Papers of the told story can be told apart on every list: by title, issuer or number.
#include "demo/papers.h"

#include <gtest/gtest.h>

namespace gongshu::demo {
namespace {

class Papers : public ::testing::Test {
 protected:
  Papers() {
    w.clock = &clock;
    w.orgs = {{"operator", "org-1"}, {"government", "org-2"}};
  }
  ManualClock clock{1'772'413'200'000};  // 2 March 2026
  World w;
};

TEST_F(Papers, NumbersCountUpWithinTheirSeriesAndSayThatTheyAreMadeUp) {
  EXPECT_EQ(next_number(w, "豫数运"), "豫数运（演示）〔2026〕1号");
  EXPECT_EQ(next_number(w, "豫数运"), "豫数运（演示）〔2026〕2号");
  EXPECT_EQ(decision_number(w, "government_approval"), "豫政纪（演示）〔2026〕1号");
  EXPECT_EQ(decision_number(w, "operator_authorization"), "豫政授（演示）〔2026〕1号");
}

TEST_F(Papers, AProofHasATitleInsteadOfItsKey) {
  const auto own = paper_of(w, "operator.zheng", "contingency_plan", {}, {});
  EXPECT_EQ(own.title, "数据安全事件应急处置预案");
  EXPECT_EQ(own.issuer, "省数据运营有限公司");
  EXPECT_EQ(own.issuer_org, "org-1");
  const auto audited = paper_of(w, "operator.zheng", "sound_operation", {}, {});
  EXPECT_NE(audited.issuer, own.issuer);
  EXPECT_TRUE(audited.issuer_org.empty());
  EXPECT_NE(audited.number, own.number);
}

TEST_F(Papers, WhatIsGivenIsKept) {
  const auto minutes = paper_of(w, "government.sun", "minutes", "政府常务会议纪要", "豫政纪（演示）〔2026〕1号");
  EXPECT_EQ(minutes.title, "政府常务会议纪要");
  EXPECT_EQ(minutes.issuer, "省人民政府办公厅");
  EXPECT_EQ(minutes.number, "豫政纪（演示）〔2026〕1号");
}

}  // namespace
}  // namespace gongshu::demo
