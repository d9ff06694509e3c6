// The kinds of message, and what is told of the records they made.
#include "app/exchange_outbox.h"
#include "domain/catalog/events.h"
#include "domain/exchange/decide.h"
#include "domain/matter/events.h"
#include "domain/scenario/events.h"

namespace gongshu::app {

using namespace domain::exchange;

const std::vector<InboundKind>& inbound_kinds() {
  constexpr auto kEntry = domain::catalog::CatalogSubject::kKind, kScenario = domain::scenario::ScenarioSubject::kKind,
                 kMatter = domain::matter::MatterSubject::kKind;
  static const std::vector<InboundKind> all = {
      {"catalog.draft", "draftCatalogEntry", kEntry, false, "目录条目草拟", "a catalog entry is drafted"},
      {"catalog.revise", "reviseCatalogEntry", kEntry, true, "目录条目修订", "a catalog entry is revised"},
      {"catalog.submit", "submitCatalogEntry", kEntry, true, "目录条目报审", "a catalog entry is submitted"},
      {"application.draft", "draftScenario", kScenario, false, "场景与数据需求申请草拟",
       "a scenario with its data demand is drafted"},
      {"application.revise", "reviseScenario", kScenario, true, "申请修订", "an application is revised"},
      {"application.submit", "submitScenario", kScenario, true, "申请提交", "an application is submitted"},
      {"objection.open", "openMatter", kMatter, false, "异议、校核等事项发起", "an objection or other matter is opened"},
      {"objection.act", "actOnMatter", kMatter, true, "异议的受理、答复和处理", "an objection is taken up, answered, settled"},
  };
  return all;
}

Status queue_message(Tx& tx, const std::string& peer_id, const std::string& kind, json::object payload,
                     const std::optional<std::string>& record) {
  GS_TRY(peer, tx.load<PeerSubject>(peer_id));
  exchange::Envelope e{exchange::kVersion, tx.new_id("m"),    kind,
                       peer.sent + 1,      tx.context().now,  tx.node().key().public_key().fingerprint(),
                       peer.fingerprint,   std::move(payload)};
  GS_TRY(text, exchange::text_of(e));
  GS_CHECK(tx.emit<MessageSubject>(tx.new_id(MessageSubject::kPrefix),
                                   {MessageQueued{peer_id, e.id, e.kind, e.sequence, std::move(text), record}}));
  return tx.emit<PeerSubject>(peer_id, {PeerTold{e.sequence}});
}

Result<std::string> record_status(Records& records, const std::string& kind, const std::string& id) {
  GS_TRY(row, records.raw(kind, id));
  const auto subject = domain::subjects().find(kind);
  if (!row || subject == domain::subjects().end()) return std::string();
  GS_TRY(facts, subject->second.facts(row->body));
  return facts.status;
}

namespace {

/// A record that came from a peer has another status: the peer learns it.
Status tell(Tx& tx, const Moved& moved) {
  const auto record = moved.kind + "/" + moved.id;
  std::map<std::string, std::string> peers;  // with the message that made the record
  GS_CHECK(tx.with_key(MessageSubject::kKind, "record", record, [&](const std::string&, const Row& row) -> Status {
    GS_TRY(message, read<Message>(row.body));
    peers.try_emplace(message.peer, message.message);
    return {};
  }));
  if (peers.empty()) return {};
  GS_TRY(status, record_status(tx, moved.kind, moved.id));
  if (status == moved.before) return {};
  for (const auto& [id, first] : peers) {
    GS_TRY(peer, tx.find<PeerSubject>(id));
    if (peer && peer->status == PeerStatus::active)
      GS_CHECK(queue_message(tx, id, "status",
                             {{"record", record}, {"of", first}, {"status", status}, {"since", tx.context().now}}, record));
  }
  return {};
}

[[maybe_unused]] const bool kTelling = beside_decisions(
    {domain::catalog::CatalogSubject::kKind, domain::scenario::ScenarioSubject::kKind, domain::matter::MatterSubject::kKind},
    [](Tx& tx, const std::vector<Moved>& moved) -> Status {
      for (const auto& one : moved) GS_CHECK(tell(tx, one));
      return {};
    });

}  // namespace
}  // namespace gongshu::app
