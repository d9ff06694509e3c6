// The kinds of message, and what is told of the records they made.
#include "app/exchange_outbox.h"
#include "domain/catalog/events.h"
#include "domain/exchange/decide.h"
#include "domain/matter/events.h"
#include "domain/parties/events.h"
#include "domain/scenario/events.h"
#include "domain/supply/events.h"

namespace gongshu::app {

using namespace domain::exchange;

const std::vector<InboundKind>& inbound_kinds() {
  constexpr auto kEntry = domain::catalog::CatalogSubject::kKind, kScenario = domain::scenario::ScenarioSubject::kKind,
                 kMatter = domain::matter::MatterSubject::kKind, kBatch = domain::supply::BatchSubject::kKind;
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
      {"supply.announce", "announceBatch", kBatch, false, "数据批次推送", "a batch of data is announced; its chunks follow"},
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

/// Of a batch: what was wrong with it, which the status alone does not say.
Result<std::optional<std::string>> fault_of(Tx& tx, const Moved& moved) {
  if (moved.kind != domain::supply::BatchSubject::kKind) return std::optional<std::string>();
  GS_TRY(batch, tx.load<domain::supply::BatchSubject>(moved.id));
  return batch.fault;
}

/// A record that a peer made, or that a message brought it, has another status: the peer learns it.
Status tell(Tx& tx, const Moved& moved) {
  const auto record = moved.kind + "/" + moved.id;
  std::map<std::string, std::string> peers;  // with the message that made or brought the record
  GS_CHECK(tx.with_key(MessageSubject::kKind, "record", record, [&](const std::string&, const Row& row) -> Status {
    GS_TRY(message, read<Message>(row.body));
    peers.try_emplace(message.peer, message.message);
    return {};
  }));
  if (peers.empty()) return {};
  GS_TRY(status, record_status(tx, moved.kind, moved.id));
  if (status == moved.before) return {};
  json::object payload{{"record", record}, {"status", status}, {"since", tx.context().now}};
  GS_TRY(fault, fault_of(tx, moved));
  if (fault) payload["code"] = *fault;
  for (const auto& [id, first] : peers) {
    GS_TRY(peer, tx.find<PeerSubject>(id));
    if (!peer || peer->status != PeerStatus::active) continue;
    payload["of"] = first;
    GS_CHECK(queue_message(tx, id, "status", payload, record));
  }
  return {};
}

Result<bool> answers_for(Tx& tx, const Peer& peer, const std::string& org) {
  for (const auto& id : peer.people) {
    GS_TRY(person, tx.find<domain::parties::PersonSubject>(id));
    if (person && person->org == org) return true;
  }
  return false;
}

/// A masking order is on its way to every peer that answers for people of the provider. The order itself rides beside the message,
/// which has its digest: it carries a sealed key, and an exit must be able to delete it.
Status bring_order(Tx& tx, const std::string& id) {
  GS_TRY(order, tx.load<domain::supply::OrderSubject>(id));
  GS_TRY(peers, tx.all<PeerSubject>("active"));
  const auto record = std::string(domain::supply::OrderSubject::kKind) + "/" + id;
  for (const auto& peer : peers) {
    GS_TRY(concerned, answers_for(tx, peer.state, order.provider));
    if (!concerned) continue;
    GS_CHECK(queue_message(tx, peer.id, std::string(kOrderKind),
                           {{"record", record}, {"scenario", order.scenario}, {"resource", order.resource},
                            {"source_key", order.fingerprint}, {"digest", order.digest}},
                           record));
  }
  return {};
}

[[maybe_unused]] const bool kTelling = beside_decisions(
    {domain::catalog::CatalogSubject::kKind, domain::scenario::ScenarioSubject::kKind, domain::matter::MatterSubject::kKind,
     domain::supply::BatchSubject::kKind, domain::supply::OrderSubject::kKind},
    [](Tx& tx, const std::vector<Moved>& moved) -> Status {
      for (const auto& one : moved) {
        if (one.kind == domain::supply::OrderSubject::kKind && one.before.empty()) GS_CHECK(bring_order(tx, one.id));
        else GS_CHECK(tell(tx, one));
      }
      return {};
    });

}  // namespace
}  // namespace gongshu::app
