#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <thread>

#include "ledger/merkle.h"
#include "world.h"

namespace gongshu::gateway {
namespace {

namespace fs = std::filesystem;

UsageRecord sample(int n) {
  UsageRecord r;
  r.time = kNow + n;
  r.signed_at = kNow - n;
  r.epoch = static_cast<std::uint64_t>(n) * 3;
  r.price = {n};
  r.verdict = static_cast<Verdict>(1 + n % 5);
  r.check = r.verdict == Verdict::refused ? Check::scope : Check::none;
  r.subscription = id16(n % 2 ? "sub-odd" : "sub-even");
  r.product = id16("prd");
  r.application = id16("key");
  r.developer = id16("dev");
  r.nonce = id16(std::to_string(n));
  r.request = id16("request" + std::to_string(n));
  return r;
}

struct Usage : testing::Test {
  TemporaryDirectory dir;
  std::unique_ptr<UsageLog> log;

  void open(UsageOptions options = {}) {
    log.reset();
    auto opened = UsageLog::open(dir.path(), options);
    ASSERT_TRUE(opened) << describe(opened.error());
    log = std::move(*opened);
  }
  ErrorCode open_error() {
    log.reset();
    auto opened = UsageLog::open(dir.path());
    return opened ? ErrorCode{} : opened.error().code;
  }
  void append(int from, int to) {
    std::vector<std::future<bool>> done;
    for (int i = from; i < to; ++i) {
      auto promise = std::make_shared<std::promise<bool>>();
      done.push_back(promise->get_future());
      log->append(sample(i), [promise](Result<UsagePosition> p) { promise->set_value(p.has_value()); });
    }
    for (auto& d : done) EXPECT_TRUE(d.get());
  }
  std::vector<Anchor> anchor_all() {
    const auto anchors = log->pending_anchors();
    for (const auto& anchor : anchors) EXPECT_TRUE(log->anchored(anchor));
    return anchors;
  }
  fs::path segment(std::uint64_t first) {
    char name[40];
    std::snprintf(name, sizeof name, "usage-%016llx.seg", static_cast<unsigned long long>(first));
    return dir.path() / name;
  }
  void flip(const fs::path& path, std::uint64_t at, char mask = 1) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    char c = 0;
    file.seekg(static_cast<std::streamoff>(at));
    file.get(c);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(c ^ mask));
  }
  std::uint64_t offset(std::uint64_t index) { return kUsageHeaderBytes + index * kUsageRecordBytes; }
};

TEST_F(Usage, record_survives_its_bytes_and_any_changed_bit_is_found) {
  for (int n = 0; n < 10; ++n) {
    const auto bytes = encode(sample(n));
    EXPECT_EQ(decode_usage({bytes.data(), bytes.size()}).value(), sample(n));
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      auto changed = bytes;
      changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
      EXPECT_FALSE(decode_usage({changed.data(), changed.size()}));
    }
  }
  EXPECT_FALSE(decode_usage("short"));
  EXPECT_FALSE(decode_usage(std::string(kUsageRecordBytes, '\0')));
}

TEST_F(Usage, bytes_are_the_ones_written_down) {
  auto r = sample(1);
  r.seq = 0x0102030405060708;
  const auto bytes = encode(r);
  EXPECT_EQ(crypto::to_hex({bytes.data() + 4, 12}),
            "0102000008070605"
            "04030201");
}

TEST_F(Usage, records_are_numbered_in_order_and_read_back_after_reopening) {
  open();
  append(0, 100);
  open();
  append(100, 150);
  EXPECT_EQ(log->durable(), 150u);
  EXPECT_EQ(log->recovery().records, 100u);
  std::uint64_t next = 0;
  ASSERT_TRUE(log->scan({}, [&](const UsageRecord& r) {
    auto expected = sample(static_cast<int>(next));
    expected.seq = next++;
    expected.durable_before = r.durable_before;
    EXPECT_EQ(r, expected);
    EXPECT_LE(r.durable_before, r.seq);
    return true;
  }));
  EXPECT_EQ(next, 150u);
}

TEST_F(Usage, scan_selects_by_subscription_product_and_period) {
  open();
  append(0, 40);
  int odd = 0;
  ASSERT_TRUE(log->scan({.subscription = "sub-odd", .from = kNow + 10, .to = kNow + 20},
                        [&](const UsageRecord&) { return ++odd, true; }));
  EXPECT_EQ(odd, 5);
  int none = 0;
  ASSERT_TRUE(log->scan({.product = "other"}, [&](const UsageRecord&) { return ++none, true; }));
  EXPECT_EQ(none, 0);
  int stopped = 0;
  ASSERT_TRUE(log->scan({}, [&](const UsageRecord&) { return ++stopped < 3; }));
  EXPECT_EQ(stopped, 3);
}

TEST_F(Usage, segments_roll_over_and_chain) {
  open({.segment_records = 16});
  append(0, 100);
  EXPECT_TRUE(fs::exists(segment(96)));
  const auto anchors = anchor_all();
  ASSERT_EQ(anchors.size(), 7u);
  EXPECT_EQ(anchors[1], (Anchor{16, 16, 32, anchors[1].root}));
  EXPECT_TRUE(log->pending_anchors().empty());
  append(100, 103);
  const auto more = anchor_all();
  ASSERT_EQ(more.size(), 1u);
  EXPECT_EQ(more[0].from, 100u);
  EXPECT_EQ(more[0].to, 103u);
  log.reset();
  auto all = anchors;
  all.insert(all.end(), more.begin(), more.end());
  const auto report = verify_usage(dir.path(), all);
  ASSERT_TRUE(report) << describe(report.error());
  EXPECT_EQ(report->records, 103u);
  EXPECT_EQ(report->anchored, 103u);
  EXPECT_EQ(report->segments, 7u);
}

TEST_F(Usage, recovery_offers_the_tail_for_anchoring) {
  open({.segment_records = 16});
  append(0, 20);
  const auto before = anchor_all();
  append(20, 40);
  open({.segment_records = 16});
  ASSERT_TRUE(log->anchored(before.back()));
  const auto tail = log->pending_anchors();
  ASSERT_EQ(tail.size(), 2u);
  EXPECT_EQ(tail[0].from, 20u);
  EXPECT_EQ(tail[0].to, 32u);
  EXPECT_EQ(tail[1].to, 40u);
  auto all = before;
  all.insert(all.end(), tail.begin(), tail.end());
  log.reset();
  EXPECT_TRUE(verify_usage(dir.path(), all));
}

TEST_F(Usage, a_log_that_lost_or_changed_anchored_records_is_not_accepted) {
  open();
  append(0, 30);
  const auto anchor = anchor_all().back();
  log.reset();
  fs::remove(dir.path() / "usage.mark");
  fs::resize_file(segment(0), offset(20));
  open();
  EXPECT_REFUSED(log->anchored(anchor), ErrorCode::ledger_corrupt);
  auto other = anchor;
  other.to = 20;
  EXPECT_REFUSED(log->anchored(other), ErrorCode::ledger_corrupt);
}

TEST_F(Usage, every_changed_byte_is_found_and_named) {
  open({.segment_records = 8});
  append(0, 20);
  const auto anchors = anchor_all();
  log.reset();
  ASSERT_TRUE(verify_usage(dir.path(), anchors));
  for (const std::uint64_t first : {0, 8, 16}) {
    const auto size = fs::file_size(segment(first));
    for (std::uint64_t at = 0; at < size; at += 5) {
      flip(segment(first), at);
      const auto report = verify_usage(dir.path(), anchors);
      EXPECT_REFUSED(report, ErrorCode::ledger_corrupt);
      EXPECT_THAT(report.error().at, testing::StartsWith(segment(first).filename().string()));
      if (at >= kUsageHeaderBytes) {
        EXPECT_THAT(report.error().at,
                    testing::EndsWith("record " + std::to_string(first + (at - kUsageHeaderBytes) / kUsageRecordBytes)));
      }
      flip(segment(first), at);
    }
  }
  fs::remove(segment(8));
  EXPECT_REFUSED(verify_usage(dir.path(), anchors), ErrorCode::ledger_corrupt);
}

TEST_F(Usage, a_record_rewritten_with_a_right_check_sum_breaks_the_anchored_root) {
  open();
  append(0, 10);
  const auto anchors = anchor_all();
  log.reset();
  std::fstream file(segment(0), std::ios::binary | std::ios::in | std::ios::out);
  std::string bytes(kUsageRecordBytes, '\0');
  file.seekg(static_cast<std::streamoff>(offset(4)));
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  auto record = decode_usage(bytes).value();
  record.price = {0};
  const auto forged = encode(record);
  file.seekp(static_cast<std::streamoff>(offset(4)));
  file.write(forged.data(), forged.size());
  file.close();
  const auto report = verify_usage(dir.path(), anchors);
  EXPECT_REFUSED(report, ErrorCode::ledger_corrupt);
  EXPECT_THAT(report.error().at, testing::HasSubstr("anchor"));
}

TEST_F(Usage, a_torn_tail_that_was_never_acknowledged_is_cut) {
  open();
  append(0, 10);
  const auto anchors = anchor_all();
  log.reset();
  {  // what a crash in the middle of a batch leaves: a bad record, a good one of the same batch behind it, half a record
    auto good = sample(11);
    good.seq = 11;
    good.durable_before = 10;
    const auto bytes = encode(good);
    std::ofstream out(segment(0), std::ios::binary | std::ios::app);
    out << std::string(kUsageRecordBytes, '\0');
    out.write(bytes.data(), bytes.size());
    out << "half a record";
  }
  EXPECT_TRUE(verify_usage(dir.path(), anchors));
  open();
  EXPECT_EQ(log->recovery().records, 10u);
  EXPECT_EQ(log->recovery().cut_bytes, 2 * kUsageRecordBytes + 13);
  append(10, 12);
  EXPECT_EQ(log->durable(), 12u);
}

TEST_F(Usage, damage_to_an_acknowledged_record_stops_opening) {
  open();
  for (int i = 0; i < 10; ++i) append(i, i + 1);  // ten batches: each knows those before it as durable
  log.reset();
  flip(segment(0), offset(4) + 50);
  EXPECT_EQ(open_error(), ErrorCode::ledger_corrupt);
  fs::remove(dir.path() / "usage.mark");  // a power cut may lose the mark; the later batches still bear witness
  EXPECT_EQ(open_error(), ErrorCode::ledger_corrupt);
  flip(segment(0), offset(4) + 50);
  open();
  log.reset();
  flip(segment(0), offset(9) + 50);  // the last record: only the mark knows that it was acknowledged
  EXPECT_EQ(open_error(), ErrorCode::ledger_corrupt);
  fs::resize_file(segment(0), offset(9));
  EXPECT_EQ(open_error(), ErrorCode::ledger_corrupt);
}

TEST_F(Usage, a_stub_of_a_segment_is_replaced) {
  open({.segment_records = 4});
  append(0, 4);
  log.reset();
  std::ofstream(segment(4), std::ios::binary) << "GSUSAGE1";
  open({.segment_records = 4});
  append(4, 9);
  EXPECT_EQ(log->durable(), 9u);
}

TEST_F(Usage, appends_from_many_threads_all_become_durable_while_others_read) {
  open({.segment_records = 512});
  std::vector<std::thread> threads;
  std::atomic<int> durable{0};
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) log->append(sample(i), [&](Result<UsagePosition> p) { durable += p.has_value(); });
    });
  for (int i = 0; i < 20; ++i) {
    const auto status = log->scan({}, [](const UsageRecord&) { return true; });
    EXPECT_TRUE(status) << describe(status.error());
    for (const auto& anchor : log->pending_anchors()) EXPECT_TRUE(log->anchored(anchor));
  }
  for (auto& thread : threads) thread.join();
  log.reset();
  EXPECT_EQ(durable, 2000);
  EXPECT_EQ(verify_usage(dir.path(), {}).value().records, 2000u);
}

TEST_F(Usage, too_many_waiting_records_are_refused_not_lost) {
  open({.max_waiting = 1});
  std::atomic<int> done{0}, refused{0};
  for (int i = 0; i < 200; ++i) log->append(sample(i), [&](Result<UsagePosition> p) { (p ? done : refused)++; });
  log.reset();
  EXPECT_EQ(done + refused, 200);
  EXPECT_EQ(verify_usage(dir.path(), {}).value().records, static_cast<std::uint64_t>(done));
}

}  // namespace
}  // namespace gongshu::gateway
