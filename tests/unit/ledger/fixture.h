// A ledger in a temporary directory.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "ledger/log.h"
#include "ledger/verify.h"

namespace gongshu::ledger {

class TempDir {
 public:
  TempDir() {
    auto name = (std::filesystem::temp_directory_path() / "gongshu-ledger-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TempDir() {
    std::error_code ec;
    std::filesystem::remove_all(path_, ec);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

template <class T>
std::string why(const Result<T>& result) {
  return result ? "" : describe(result.error());
}

#define MUST(expression)                          \
  do {                                            \
    const auto must_result = (expression);        \
    ASSERT_TRUE(must_result) << why(must_result); \
  } while (false)

inline const crypto::Sm2PrivateKey& test_key() {
  static const auto key = crypto::Sm2PrivateKey::generate();
  return key;
}

inline NewEntry sample(std::uint64_t i, bool personal = false) {
  NewEntry entry{
      .actor = "per-" + std::to_string(i % 7),
      .org = "org-1",
      .stream = "catalog/c-" + std::to_string(i),
      .type = "catalog.drafted",
      .v = 1,
      .rules = {"HA-12", "CN-3"},
      .epoch = 0,
      .data = *Payload::of({{"title", "老年人口 \"" + std::to_string(i) + "\""}, {"rows", static_cast<std::int64_t>(i)}})};
  if (personal) entry.personal = "sealed " + std::to_string(i);
  return entry;
}

inline constexpr auto kOrigin = "gongshu.test/ledger";
inline constexpr Instant kStart = 1'767'225'600'000;

/// Database, clock and log that live together.
struct Ledger {
  explicit Ledger(const std::filesystem::path& path) : db(open(path)), log(open()) {}
  static store::Database open(const std::filesystem::path& path) {
    auto db = store::Database::open(path, store::Mode::create);
    EXPECT_TRUE(db) << why(db);
    return std::move(*db);
  }
  std::unique_ptr<Log> open() {
    auto opened = Log::open(db, test_key(), kOrigin, clock);
    EXPECT_TRUE(opened) << why(opened);
    return opened ? std::move(*opened) : nullptr;
  }
  /// Appends `count` entries in one sealed transaction.
  Status batch(std::uint64_t count, bool personal = false) {
    GS_TRY(tx, store::Transaction::begin(db));
    for (std::uint64_t i = 0; i < count; ++i) {
      clock.set(clock.now() + 1);
      GS_TRY(entry, log->append(sample(log->next_seq(), personal && i % 3 == 0)));
    }
    GS_CHECK(log->seal());
    GS_CHECK(tx.commit());
    log->committed();
    return {};
  }

  ManualClock clock{kStart};
  store::Database db;
  std::unique_ptr<Log> log;
};

inline VerifyInput verify_input(const std::filesystem::path& source) { return {source, test_key().public_key()}; }

}  // namespace gongshu::ledger
