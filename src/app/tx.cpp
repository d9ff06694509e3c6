#include "app/tx.h"

#include "app/beside.h"
#include "app/gates.h"
#include "app/pack_life.h"
#include "crypto/random.h"
#include "crypto/sm4.h"

namespace gongshu::app {

Tx::Tx(Node& node, ledger::Batch& batch, domain::Actor actor)
    : Records(batch.db()), node_(&node), batch_(&batch), context_(std::move(actor), batch.now(), node.rulebook().on(local_date(batch.now()))) {}

std::string Tx::new_id(std::string_view prefix) const { return crypto::new_id(prefix); }

Status Tx::append(std::string_view kind, const std::string& id, std::string_view type, json::object data, const json::object* personal) {
  ledger::NewEntry entry{.actor = context_.actor.person, .org = context_.actor.org, .stream = std::string(kind) + "/" + id, .type = std::string(type)};
  entry.rules.assign(context_.applied().begin(), context_.applied().end());
  for (auto& authority : node_->part<PackLife>().authorities(context_.now)) entry.rules.push_back(std::move(authority));
  GS_TRY(payload, ledger::Payload::of(data));
  entry.data = std::move(payload);
  if (personal) {
    GS_TRY(key, node_->node_key("node:personal"));
    GS_TRY(text, canonical(*personal));
    GS_TRY(sealed, crypto::sm4_seal(key, text, entry.stream));
    entry.personal = crypto::to_base64(sealed);
  }
  const auto subject = domain::subjects().find(std::string(kind));
  const bool policy = subject != domain::subjects().end() && subject->second.policy_types.contains(entry.type);
  GS_TRY(last, node_->last_policy_event());  // not epoch_: a policy event of the same batch counts already
  entry.epoch = policy ? batch_->next_seq() : last;
  if (auto* moving = Moving::current()) GS_CHECK(moving->note(*this, kind, id));
  GS_TRY(recorded, batch_->append(std::move(entry)));
  if (policy) GS_CHECK(start_epoch(recorded.seq));
  DatabaseRows rows(db());
  GS_CHECK(project(rows, recorded, data));
  if (policy) return {};
  // What a gate before product calls waits for: the gateway decides by a new snapshot from here on.
  GS_TRY(moves, moves_call_gates(*this, context_.rulebook(), kind, id));
  return moves ? start_epoch(recorded.seq) : Status();
}

/// Decisions from here on stand under the new policy; the hooks (gateway, jobs) run after the commit and before anyone is answered.
Status Tx::start_epoch(std::uint64_t seq) {
  GS_CHECK(db().run("INSERT INTO policy_epoch(only, seq) VALUES (1, ?1) ON CONFLICT(only) DO UPDATE SET seq = ?1", static_cast<std::int64_t>(seq)));
  after_commit([node = node_, seq] {
    node->epoch_.store(seq);
    for (const auto& hook : node->policy_hooks_) hook();
  });
  return {};
}

}  // namespace gongshu::app
