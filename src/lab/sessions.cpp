#include "lab/sessions.h"

#include <cstring>

#include "crypto/random.h"

namespace gongshu::lab {
namespace {

/// Sessions whose ledgers stay in memory; all of them are on disk as well.
constexpr std::size_t kMaxSessions = 32;

/// Of the ledger's check; kept with the ledger and never shown.
std::uint64_t random_seed() {
  const auto bytes = crypto::random_bytes(8);
  std::uint64_t out;
  std::memcpy(&out, bytes.data(), sizeof out);
  return out;
}

}  // namespace

Result<Sessions::Kept> Sessions::load(const std::string& session, const std::string& population) const {
  GS_TRY(bytes, state_.ledger(session, population));
  if (!bytes) return Kept{disclosure::EgressLedger(population, random_seed())};
  auto ledger = disclosure::EgressLedger::load(*bytes);
  if (!ledger) return fail(ErrorCode::store_failed, "ledger of " + population, ledger.error().hint);
  Kept out{std::move(*ledger)};
  out.releases = out.ledger.releases();
  out.cells = out.ledger.cells();
  return out;
}

Result<std::map<std::string, disclosure::EgressLedger*>> Sessions::open(const std::string& session) {
  if (!sessions_.contains(session)) {
    if (sessions_.size() >= kMaxSessions) sessions_.clear();
    Ledgers ledgers;
    for (const auto& [table, population] : populations_) {
      if (ledgers.contains(population)) continue;
      GS_TRY(kept, load(session, population));
      ledgers.emplace(population, std::move(kept));
    }
    sessions_.emplace(session, std::move(ledgers));
  }
  auto& ledgers = sessions_.at(session);
  std::map<std::string, disclosure::EgressLedger*> out;
  for (const auto& [table, population] : populations_) out[table] = &ledgers.at(population).ledger;
  return out;
}

Status Sessions::save(const std::string& session) {
  for (auto& [population, kept] : sessions_.at(session)) {
    if (kept.ledger.releases() == kept.releases && kept.ledger.cells() == kept.cells) continue;
    GS_CHECK(state_.save_ledger(session, population, kept.ledger.save()));
    kept.releases = kept.ledger.releases();
    kept.cells = kept.ledger.cells();
  }
  return {};
}

}  // namespace gongshu::lab
