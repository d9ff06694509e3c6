#include <gtest/gtest.h>

#include <fstream>
#include <future>

#include "app/gateway_part.h"
#include "app/tx.h"
#include "app/verification.h"

namespace gongshu::app {
namespace {

namespace fs = std::filesystem;

/// A node of its own, with the gateway part as it opens it.
class UsageAnchors : public ::testing::Test {
 protected:
  void SetUp() override {
    data_ = fs::temp_directory_path() / ("gongshu-anchor-" + std::to_string(::getpid()) + "-" + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(data_);
  }
  void TearDown() override {
    node_.reset();
    fs::remove_all(data_);
  }
  Status open() {
    node_.reset();
    auto opened = Node::open({data_, "henan", fs::path(GONGSHU_SOURCE_DIR) / "rulepacks", nullptr, false});
    if (!opened) return fail(opened.error());
    node_ = std::move(*opened);
    return {};
  }
  GatewayPart& part() { return node_->part<GatewayPart>(); }
  void use(int times, const std::string& subscription = "sub-1") {
    for (int i = 0; i < times; ++i) {
      gateway::UsageRecord record;
      record.time = record.signed_at = node_->clock().now();
      record.verdict = gateway::Verdict::answered;
      record.price = Money{5};
      record.subscription = gateway::id16(subscription);
      record.nonce = gateway::id16(std::to_string(i));
      std::promise<void> durable;
      part().usage().append(record, [&](Result<gateway::UsagePosition> position) {
        EXPECT_TRUE(position);
        durable.set_value();
      });
      durable.get_future().get();
    }
  }
  Result<gateway::UsageReport> verify() {
    Result<gateway::UsageReport> out = fail(ErrorCode::internal);
    const auto status = node_->query([&](Records& records) -> Status {
      out = verify_usage(data_, records);
      return {};
    });
    EXPECT_TRUE(status);
    return out;
  }
  fs::path segment() {
    for (const auto& file : fs::directory_iterator(data_ / "usage"))
      if (file.path().extension() == ".seg") return file.path();
    return {};
  }
  void flip(std::uint64_t offset) {
    std::fstream file(segment(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(offset));
    const char byte = static_cast<char>(file.get() ^ 1);
    file.seekp(static_cast<std::streamoff>(offset));
    file.put(byte);
  }

  fs::path data_;
  std::unique_ptr<Node> node_;
};

TEST_F(UsageAnchors, CoverEveryRecordOnceAnchored) {
  ASSERT_TRUE(open());
  use(7);
  ASSERT_TRUE(part().anchor());
  const auto report = verify();
  ASSERT_TRUE(report) << describe(report.error());
  EXPECT_EQ(report->records, 7u);
  EXPECT_EQ(report->anchored, 7u);
}

TEST_F(UsageAnchors, ComeEverySecondByThemselves) {
  ASSERT_TRUE(open());
  use(3);
  for (int i = 0; i < 50; ++i) {
    const auto report = verify();
    ASSERT_TRUE(report);
    if (report->anchored == 3u) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  FAIL() << "no anchor within five seconds";
}

TEST_F(UsageAnchors, CoverTheTailWhenTheNodeCloses) {
  ASSERT_TRUE(open());
  use(3);
  ASSERT_TRUE(open());
  const auto report = verify();
  ASSERT_TRUE(report) << describe(report.error());
  EXPECT_EQ(report->anchored, 3u);
}

TEST_F(UsageAnchors, ShowAChangedRecord) {
  ASSERT_TRUE(open());
  use(5);
  ASSERT_TRUE(part().anchor());
  flip(gateway::kUsageHeaderBytes + 2 * gateway::kUsageRecordBytes + 40);
  const auto report = verify();
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::ledger_corrupt);
  EXPECT_NE(report.error().at.find("record 2"), std::string::npos) << report.error().at;
}

TEST_F(UsageAnchors, AreCheckedByTheVerificationOfANode) {
  ASSERT_TRUE(open());
  use(5);
  ASSERT_TRUE(part().anchor());
  const auto good = verify_node({data_, {}, {}, false, {}});
  ASSERT_TRUE(good && good->ok());
  ASSERT_TRUE(good->usage);
  EXPECT_EQ(good->usage->anchored, 5u);
  EXPECT_EQ(good->to_json().at("usage").at("records").as_uint64(), 5u);

  flip(gateway::kUsageHeaderBytes + 2 * gateway::kUsageRecordBytes + 40);
  const auto changed = verify_node({data_, {}, {}, false, {}});
  ASSERT_TRUE(changed);
  ASSERT_FALSE(changed->ok());
  EXPECT_NE(changed->first_bad->what.find("record 2"), std::string::npos) << changed->first_bad->what;
  const auto hashes = verify_node({data_, {}, {}, true, {}});
  EXPECT_TRUE(hashes && hashes->ok()) << "--hashes checks the log alone";

  node_.reset();
  fs::remove_all(data_ / "usage");
  const auto missing = verify_node({data_, {}, {}, false, {}});
  ASSERT_TRUE(missing);
  EXPECT_FALSE(missing->ok());
}

TEST_F(UsageAnchors, RefuseALogThatLostAnchoredRecords) {
  ASSERT_TRUE(open());
  use(5);
  ASSERT_TRUE(part().anchor());
  node_.reset();
  fs::resize_file(segment(), gateway::kUsageHeaderBytes + 3 * gateway::kUsageRecordBytes);
  const auto status = open();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::ledger_corrupt);
}

TEST_F(UsageAnchors, AreLedgerEntriesUnderTheRuleOfTraces) {
  ASSERT_TRUE(open());
  use(1);
  ASSERT_TRUE(part().anchor());
  ASSERT_TRUE(node_->query([&](Records& records) -> Status {
    GS_TRY(all, records.all<domain::delivery::UsageAnchorSubject>());
    EXPECT_EQ(all.size(), 1u);
    EXPECT_EQ(all.front().state.to, 1);
    GS_TRY(count, records.raw("rule_count", "HA-02"));
    EXPECT_TRUE(count && count->body.at("applied").as_int64() >= 1);
    return {};
  }));
}

TEST_F(UsageAnchors, DownloadsCountAgainstTheDayAcrossARestart) {
  ASSERT_TRUE(open());
  const auto now = node_->clock().now();
  use(2);
  EXPECT_TRUE(part().reserve_download("sub-1", 3, now));
  const auto refused = part().reserve_download("sub-1", 3, now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::gateway_quota);
  part().release_download("sub-1");
  EXPECT_TRUE(part().reserve_download("sub-1", 3, now));
  EXPECT_TRUE(part().reserve_download("sub-2", 3, now));
  ASSERT_TRUE(open());
  EXPECT_TRUE(part().reserve_download("sub-1", 3, now));
  EXPECT_FALSE(part().reserve_download("sub-1", 3, now));
}

}  // namespace
}  // namespace gongshu::app
