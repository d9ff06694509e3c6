// A death at any point of an exit changes nothing of its outcome.
#include <sys/wait.h>
#include <unistd.h>

#include "app/certificate.h"
#include "exit_world.h"

namespace gongshu::app {
namespace {

using namespace test;
namespace fs = std::filesystem;

class ExitDeaths : public ::testing::Test {
 protected:
  void SetUp() override {
    make_world(data_);
    node_ = open(data_);
  }
  TempDir dir_;
  fs::path data_ = dir_ / "node";
  std::unique_ptr<Node> node_;
};

/// What must come out the same however often the way there was interrupted.
struct Outcome {
  domain::exit::Exit exit;
  std::int64_t version = 0;
};

Outcome outcome(Node& node, const std::string& id) {
  Outcome out{load_exit(node, id), 0};
  const auto status = node.query([&](Records& records) -> Status {
    GS_TRY(row, records.raw("exit", id));
    out.version = row.value_or(Row{}).version;
    return {};
  });
  EXPECT_TRUE(status);
  EXPECT_TRUE(verify_certificate(out.exit.certificate.value_or(""), out.exit.signature.value_or(""), node.key().public_key()));
  auto& e = out.exit;
  for (auto& n : e.notices) n.notice.clear();  // random ids
  e.certificate.reset();                       // names the size of the ledger
  e.signature.reset();
  return out;
}

/// Completes the exit in a child that dies right after its `kill_at`-th durable effect. True when the child got to the end instead.
bool die_after(const fs::path& data, const std::string& id, int kill_at) {
  const auto child = ::fork();
  if (child == 0) {
    int effects = 0;
    auto node = open(data);
    const auto status = complete_exit(*node, kAuthority, "completeExit", id, [&](const std::string&) -> Status {
      if (++effects == kill_at) ::_exit(9);
      return {};
    });
    ::_exit(status ? 0 : 1);
  }
  int ended = 0;
  EXPECT_EQ(::waitpid(child, &ended, 0), child);
  EXPECT_TRUE(WIFEXITED(ended) && (WEXITSTATUS(ended) == 9 || WEXITSTATUS(ended) == 0)) << ended;
  return WIFEXITED(ended) && WEXITSTATUS(ended) == 0;
}

TEST_F(ExitDeaths, ADeathAfterAnyEffectChangesNothingOfTheOutcome) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "ThreadSanitizer does not follow a fork that starts threads";
#endif
  const auto id = start_exit(*node_, {"products"});
  node_.reset();
  const auto whole = dir_ / "whole";
  fs::copy(data_, whole, fs::copy_options::recursive);
  Outcome expected;
  {
    auto node = open(whole);
    ASSERT_TRUE(complete_exit(*node, kAuthority, "completeExit", id));
    expected = outcome(*node, id);
  }
  int deaths = 0;
  for (int kill_at = 1; kill_at < 60; ++kill_at) {
    const auto copy = dir_ / ("copy-" + std::to_string(kill_at));
    fs::copy(data_, copy, fs::copy_options::recursive);
    if (die_after(copy, id, kill_at)) break;
    ++deaths;
    {
      auto node = open(copy);
      const auto status = complete_exit(*node, kAuthority, "completeExit", id);
      ASSERT_TRUE(status) << kill_at << ": " << describe(status.error());
      const auto got = outcome(*node, id);
      EXPECT_EQ(json::serialize(write(got.exit)), json::serialize(write(expected.exit))) << kill_at;
      EXPECT_EQ(got.version, expected.version) << kill_at;
      for (const auto& f : got.exit.files) EXPECT_FALSE(fs::exists(copy / f.path)) << f.path;
    }
    EXPECT_VERIFIED(copy);
    fs::remove_all(copy);
  }
  EXPECT_GE(deaths, 14);  // six steps, four keys, five files
}

TEST_F(ExitDeaths, DyingAgainAndAgainStillArrives) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "ThreadSanitizer does not follow a fork that starts threads";
#endif
  const auto id = start_exit(*node_);
  node_.reset();
  int rounds = 0;
  while (!die_after(data_, id, 1) && rounds < 60) ++rounds;  // each life takes one effect further
  EXPECT_LT(rounds, 60);
  node_ = open(data_);
  EXPECT_EQ(outcome(*node_, id).exit.status, domain::exit::ExitStatus::certified);
}

}  // namespace
}  // namespace gongshu::app
