// A node in a directory of its own, under the Henan pack, with a clock that stands still.
#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

#include "app/node.h"
#include "app/tx.h"
#include "app/verification.h"
#include "domain/parties/events.h"

namespace gongshu::app::test {

constexpr Instant kNow = 1'772'440'000'000;  // 2026-03-02

class TempDir {
 public:
  TempDir() {
    std::string pattern = (std::filesystem::temp_directory_path() / "gongshu-app-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline NodeOptions options(const std::filesystem::path& data, std::shared_ptr<Clock> clock = std::make_shared<ManualClock>(kNow), std::string pack = "henan") {
  return {data, std::move(pack), GONGSHU_SOURCE_DIR "/rulepacks", std::move(clock), false};
}

inline std::unique_ptr<Node> open(const std::filesystem::path& data, std::shared_ptr<Clock> clock = std::make_shared<ManualClock>(kNow)) {
  auto node = Node::open(options(data, std::move(clock)));
  if (!node) throw std::runtime_error(describe(node.error()));
  return std::move(*node);
}

inline const domain::Actor kAuthority{"per-au", "org-au", {"competent_authority"}, {}};
inline const domain::Actor kAuthority2{"per-au2", "org-au", {"competent_authority"}, {}};
inline const domain::Actor kAgency{"per-ag", "org-ag", {"implementing_agency"}, {}};
inline const domain::Actor kOperator{"per-op", "org-op", {"operator"}, {}};
inline const domain::Actor kDeveloper{"per-dev", "org-dev", {"application_developer"}, {}};

/// Records events of one record, or throws.
template <class Subject>
void put(Node& node, const domain::Actor& actor, const std::string& id, std::vector<typename Subject::Event> events) {
  const auto status = node.execute(actor, "test", [&](Tx& tx) { return tx.emit<Subject>(id, events); });
  if (!status) throw std::runtime_error(describe(status.error()));
}

inline domain::parties::OrganisationRegistered organisation(std::string name, std::vector<std::string> roles = {"operator"}) {
  return {{{}, std::move(name), "province", "legal_person", std::move(roles), {}, {}, {}, {}}};
}
using Organisations = domain::parties::OrganisationSubject;

/// The record's row as canonical text; empty when there is none.
inline std::string row_text(Node& node, std::string_view kind, const std::string& id) {
  std::string out;
  const auto status = node.query([&](Records& records) -> Status {
    GS_TRY(row, records.raw(kind, id));
    if (!row) return {};
    GS_TRY(text, canonical_row(*row));
    out = std::move(text);
    return {};
  });
  EXPECT_TRUE(status);
  return out;
}

inline ledger::Report verified(const std::filesystem::path& data) {
  auto report = verify_node({data, {}, {}, false, {}});
  if (!report) throw std::runtime_error(describe(report.error()));
  return std::move(*report);
}

#define EXPECT_VERIFIED(data)                                                    \
  do {                                                                           \
    const auto report_ = ::gongshu::app::test::verified(data);                   \
    EXPECT_TRUE(report_.ok()) << ::boost::json::serialize(report_.to_json());    \
  } while (false)

}  // namespace gongshu::app::test
