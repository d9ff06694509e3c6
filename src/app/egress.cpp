#include "app/egress.h"

#include "crypto/random.h"
#include "crypto/sm4.h"
#include "disclosure/egress_known.h"
#include "domain/workspace/points.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

using domain::workspace::Egress;
using domain::workspace::EgressRecorded;
using domain::workspace::EgressSubject;

constexpr const char* kKey = "node:egress";

std::filesystem::path file_of(Node& node, const std::string& population) { return node.path("egress") / (population + ".led"); }
std::string aad_of(const std::string& population) { return "egress:" + population; }
std::string digest_of(std::string_view bytes) { return crypto::to_hex(crypto::view(crypto::sm3(bytes))); }

Error older(const std::string& population, std::string hint) {
  return {ErrorCode::ledger_corrupt, "egress/" + population + ".led", std::move(hint), {}, {}, {}};
}

/// As the log has it. Read before the file, so that the file is at least as new.
Result<Egress> recorded(Node& node, const std::string& population) {
  Egress out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.find<EgressSubject>(population));
    if (found) out = std::move(*found);
    return {};
  }));
  return out;
}

disclosure::EgressLedger fresh(const std::string& population) {
  std::uint64_t seed = 0;
  for (const unsigned char byte : crypto::random_bytes(8)) seed = seed << 8 | byte;
  return {population, seed};
}

Status check_age(const Egress& log, disclosure::EgressLedger& ledger, std::string_view bytes) {
  const auto& population = ledger.population();
  const auto releases = static_cast<std::int64_t>(ledger.releases());
  if (releases < log.releases) return fail(older(population, "the file has fewer releases than the log; restore the newer file"));
  const auto known = static_cast<std::int64_t>(disclosure::known_entities(ledger)), logged = log.known.value_or(0);
  if (known < logged) return fail(older(population, "the file knows fewer entities than the log; restore the newer file"));
  if (releases == log.releases && known == logged && releases + known > 0 && digest_of(bytes) != log.digest)
    return fail(older(population, "the file is not the one that the log names"));
  return {};
}

disclosure::EgressOptions options_of(int k) {
  disclosure::EgressOptions out;
  out.k = static_cast<std::uint32_t>(k);
  return out;
}

std::map<std::string, std::vector<const disclosure::Release*>> by_population(const std::vector<PopulationRelease>& releases) {
  std::map<std::string, std::vector<const disclosure::Release*>> out;
  for (const auto& r : releases) out[r.population].push_back(&r.release);
  return out;
}

}  // namespace

Result<std::unique_ptr<EgressPart>> EgressPart::open(Node& node) {
  GS_CHECK(store::make_directory(node.path("egress")));
  return std::unique_ptr<EgressPart>(new EgressPart(node));
}

Result<disclosure::EgressLedger> EgressPart::copy(const std::string& population) {
  GS_TRY(log, recorded(node_, population));
  const auto file = file_of(node_, population);
  if (!std::filesystem::exists(file)) {
    if (log.releases > 0 || log.known.value_or(0) > 0) return fail(older(population, "the file is missing; restore it"));
    return fresh(population);
  }
  GS_TRY(sealed, store::read_file(file, std::uint64_t{1} << 34));
  GS_TRY(key, node_.node_key(kKey));
  auto bytes = crypto::sm4_open(key, sealed, aad_of(population));
  crypto::wipe(key);
  if (!bytes) return fail(older(population, "the file was changed; restore it"));
  GS_TRY(ledger, disclosure::EgressLedger::load(*bytes));
  if (ledger.population() != population) return fail(older(population, "the file belongs to another population"));
  GS_CHECK(check_age(log, ledger, *bytes));
  return ledger;
}

Result<std::vector<PastCheck>> EgressPart::check(const std::vector<PopulationRelease>& releases, int k) {
  std::vector<PastCheck> out;
  for (const auto& [population, of] : by_population(releases)) {
    GS_TRY(ledger, copy(population));
    const auto earlier = ledger.releases(), cells = ledger.cells();
    for (const auto* release : of) {
      GS_TRY(decision, ledger.check(*release, options_of(k)));
      GS_CHECK(ledger.record(*release, decision));  // the next one of the same output is checked together with it
      out.push_back({population, earlier, cells, std::move(decision)});
    }
  }
  return out;
}

Result<std::string> EgressPart::save(const disclosure::EgressLedger& ledger) {
  const auto bytes = ledger.save();
  GS_TRY(key, node_.node_key(kKey));
  auto sealed = crypto::sm4_seal(key, bytes, aad_of(ledger.population()));
  crypto::wipe(key);
  if (!sealed) return fail(std::move(sealed).error());
  GS_CHECK(store::write_file_atomic(file_of(node_, ledger.population()), *sealed));
  return digest_of(bytes);
}

Status EgressPart::release(const std::vector<PopulationRelease>& releases, int k,
                           const std::function<Status(const Marks&)>& decide) {
  std::lock_guard lock(mutex_);
  std::vector<disclosure::EgressLedger> ledgers;
  for (const auto& [population, of] : by_population(releases)) {
    GS_TRY(ledger, copy(population));
    for (const auto* release : of) {
      GS_TRY(decision, ledger.check(*release, options_of(k)));
      if (!decision.whole()) {
        const auto now = node_.clock().now();
        return fail(node_.rulebook().on(local_date(now)).at(domain::workspace::kK).refusal(ErrorCode::withheld));
      }
      GS_CHECK(ledger.record(*release, decision));
    }
    ledgers.push_back(std::move(ledger));
  }
  Marks marks;
  for (const auto& ledger : ledgers) {
    GS_TRY(digest, save(ledger));
    marks.emplace_back(
        ledger.population(),
        EgressRecorded{
            {}, {}, static_cast<std::int64_t>(ledger.releases()), static_cast<std::int64_t>(ledger.cells()), std::move(digest)});
  }
  return decide(marks);
}

Status EgressPart::know(const std::string& population, const std::vector<std::uint64_t>& entities,
                        const std::function<Status(domain::workspace::EgressKnown)>& decide) {
  std::lock_guard lock(mutex_);
  GS_TRY(ledger, copy(population));
  ledger.know(entities);
  GS_TRY(digest, save(ledger));
  return decide({{},
                 static_cast<std::int64_t>(disclosure::known_entities(ledger)),
                 static_cast<std::int64_t>(ledger.releases()),
                 static_cast<std::int64_t>(ledger.cells()),
                 std::move(digest)});
}

[[maybe_unused]] static const bool kPart = register_part<EgressPart>(15);

}  // namespace gongshu::app
