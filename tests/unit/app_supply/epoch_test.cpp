// Jobs prepared under a policy that the same batch changes.
#include <future>
#include <thread>

#include "ledger/reader.h"
#include "jobs_world.h"

namespace gongshu::app::test {
namespace {

using namespace domain::workspace;

class JobEpoch : public JobWorld {};

TEST_F(JobEpoch, StartAJobUnderThePolicyOfTheSameBatch) {
  const auto id = approved(kByCounty);
  std::promise<void> held, release;
  std::thread holder([&] {
    EXPECT_TRUE(w.node->execute(kAuthority, "test", [&](Tx&) -> Status {
      held.set_value();
      release.get_future().wait();
      return {};
    }));
  });
  held.get_future().wait();
  std::thread stopper([&] { stop("scenario", "scn-2"); });
  while (w.node->stats().waiting < 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::string outcome;
  std::thread runner([&] { outcome = run(id); });
  while (w.node->stats().waiting < 2) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  release.set_value();
  holder.join();
  stopper.join();
  runner.join();
  EXPECT_EQ(outcome, "passed");
  std::int64_t started = -1;
  ASSERT_TRUE(w.node->query([&](Records& records) {
    return ledger::Reader(records.db()).each(0, [&](const ledger::Entry& e) -> Status {
      if (e.type == JobStarted::kType) started = e.data.object().at("epoch").as_int64();
      return {};
    });
  }));
  EXPECT_EQ(started, static_cast<std::int64_t>(w.node->epoch()));
}

}  // namespace
}  // namespace gongshu::app::test
