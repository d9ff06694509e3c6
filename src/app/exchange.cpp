// The inbox: one bundle after the other, each message once and in its turn.
#include "app/exchange.h"

#include <algorithm>

#include "app/api.h"
#include "app/exchange_inbox.h"
#include "app/exchange_outbox.h"
#include "domain/exchange/decide.h"
#include "domain/matter/events.h"

namespace gongshu::app {

using namespace domain::exchange;

namespace {

constexpr std::int64_t kFreshFor = 10 * 60 * 1000;  ///< ms around the node's time within which an ack shows who is calling now

/// What every inbound message says: whose act it is, on which record, with which content.
struct Act {
  std::string person;
  std::optional<std::string> record, ref;
  std::optional<json::object> body;
};
BOOST_DESCRIBE_STRUCT(Act, (), (person, record, ref, body))

MessageOutcome outcome_of(const Message& m, std::string outcome) {
  return {m.message, m.sequence, std::move(outcome), m.record, m.code, m.at, m.hint, m.rule, m.article};
}

MessageReceived received_event(const std::string& peer, const exchange::Signed& m) {
  MessageReceived e;
  e.peer = peer;
  e.message = m.envelope.id;
  e.kind = m.envelope.kind;
  e.sequence = m.envelope.sequence;
  e.text = m.text;
  e.signature = m.signature;
  return e;
}

json::object result_payload(const MessageReceived& e, const std::string& status) {
  json::object out{{"of", e.message}, {"outcome", e.code ? "refused" : "accepted"}};
  const auto add = [&](const char* name, const std::optional<std::string>& value) {
    if (value && !value->empty()) out[name] = *value;
  };
  add("record", e.record);
  if (!status.empty()) out["status"] = status;
  add("code", e.code);
  add("at", e.at);
  add("hint", e.hint);
  add("rule", e.rule);
  add("article", e.article);
  return out;
}

/// Inbox, place in the order and answer, in one transaction with whatever came before in it.
Status record_received(Tx& tx, const MessageReceived& e) {
  GS_TRY(peer, tx.load<PeerSubject>(e.peer));
  if (peer.status != PeerStatus::active || e.sequence != peer.received + 1)
    return fail(ErrorCode::http_overloaded, {}, "the order of messages changed meanwhile; send it again");
  std::string status;
  if (e.record) {
    const auto slash = e.record->find('/');
    GS_TRY(now, record_status(tx, e.record->substr(0, slash), e.record->substr(slash + 1)));
    status = std::move(now);
  }
  GS_CHECK(tx.emit<MessageSubject>(tx.new_id(MessageSubject::kPrefix), {e}));
  GS_CHECK(tx.emit<PeerSubject>(e.peer, heard(peer, e.sequence, 0)));
  return queue_message(tx, e.peer, "result", result_payload(e, status), e.record);
}

Result<const InboundKind*> kind_of(const std::string& name) {
  std::string known;
  for (const auto& kind : inbound_kinds()) {
    if (kind.name == name) return &kind;
    known.append(known.empty() ? "" : ", ").append(kind.name);
  }
  return fail(ErrorCode::input_bad_choice, "/envelope/kind", "kinds that this node takes: " + known);
}

/// Only what a pack opens to other platforms: a peer objects and answers, it does not evaluate or disqualify.
Status check_procedure(Node& node, const InboundKind& kind, const Act& act, const std::string& id) {
  if (kind.record != domain::matter::MatterSubject::kKind) return {};
  std::string procedure;
  bool open = false;
  if (kind.names_record)
    GS_CHECK(node.query([&](Records& records) -> Status {
      GS_TRY(matter, records.load<domain::matter::MatterSubject>(id, "/envelope/payload/record"));
      procedure = matter.procedure;
      open = matter.definition.exchange.value_or(false);
      return {};
    }));
  else {
    const auto* named = act.body ? act.body->if_contains("procedure") : nullptr;
    if (named && named->is_string()) procedure = std::string(named->get_string());
    const auto* pack = node.rulebook().on(local_date(node.clock().now())).pack();
    const auto* found = pack ? rules::find_procedure(*pack, procedure) : nullptr;
    open = found && found->exchange.value_or(false);
  }
  if (open) return {};
  return fail(ErrorCode::auth_forbidden, kind.names_record ? "/envelope/payload/record" : "/envelope/payload/body/procedure",
              "the pack does not open the procedure '" + procedure + "' to other platforms (exchange: true)");
}

/// In a transaction of its own.
Result<MessageReceived> record_alone(Node& node, MessageReceived event) {
  GS_CHECK(node.execute(Node::system_actor(), "exchangeMessages", [&](Tx& tx) { return record_received(tx, event); }));
  return event;
}

/// Does what the message asks for; on success everything is recorded.
Result<MessageReceived> perform(Node& node, const FoundPeer& from, const exchange::Signed& m) {
  GS_TRY(kind, kind_of(m.envelope.kind));
  auto payload = read<Act>(json::value(m.envelope.payload));
  if (!payload) {
    payload.error().at = "/envelope/payload" + payload.error().at;
    return fail(std::move(payload.error()));
  }
  GS_TRY(actor, acting_person(node, from, payload->person));
  Call call;
  call.operation = kind->operation;
  call.actor = std::move(actor);
  if (payload->body) call.body = *payload->body;
  if (kind->names_record) {
    GS_TRY(record, named_record(node, from, kind->record, payload->record, payload->ref));
    call.params["id"] = std::move(record);
  }
  GS_CHECK(check_procedure(node, *kind, *payload, kind->names_record ? call.params["id"] : std::string()));
  auto event = received_event(from.id, m);
  Along along(kind->record, [&](Tx& tx, const std::vector<Moved>& moved) -> Status {
    const auto made = std::find_if(moved.begin(), moved.end(), [&](const auto& one) { return one.kind == kind->record; });
    event.record = made->kind + "/" + made->id;
    return record_received(tx, event);
  });
  GS_TRY(reply, call_as_actor(node, call));
  if (along.done()) return event;
  // What was asked for stood already, and nothing moved.
  const auto* id = reply.body.is_object() ? reply.body.get_object().if_contains("id") : nullptr;
  if (id && id->is_string()) event.record = std::string(kind->record) + "/" + std::string(id->get_string());
  return record_alone(node, std::move(event));
}

Result<MessageReceived> refuse(Node& node, const FoundPeer& from, const exchange::Signed& m, const Error& error) {
  auto event = received_event(from.id, m);
  event.code = info(error.code).name;
  event.at = error.at;
  event.hint = error.hint;
  if (!error.rule.empty()) event.rule = error.rule;
  if (!error.article.empty()) event.article = error.article;
  return record_alone(node, std::move(event));
}

Result<MessageOutcome> deal_with(Node& node, const FoundPeer& from, const exchange::Signed& m) {
  std::optional<Message> before;
  Peer peer;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(now, records.load<PeerSubject>(from.id));
    GS_TRY(found, received_before(records, from.id, m.envelope.id));
    peer = std::move(now);
    before = std::move(found);
    return {};
  }));
  std::optional<Known> known;
  if (before) known = Known{before->sequence, exchange::digest_of(before->text)};
  GS_TRY(next, is_next(peer, m.envelope.sequence, exchange::digest_of(m.text), known));
  if (!next) return outcome_of(*before, "repeated");
  auto done = perform(node, from, m);
  if (!done && info(done.error().code).status >= 500) return fail(std::move(done.error()));
  const bool accepted = done.has_value();
  if (!accepted) done = refuse(node, from, m, done.error());
  if (!done) return fail(std::move(done.error()));
  return MessageOutcome{done->message, done->sequence, accepted ? "accepted" : "refused",
                        done->record,  done->code,     done->at,
                        done->hint,    done->rule,     done->article};
}

/// How far the peer has got with ours. Nothing is recorded when it is no news.
Result<MessageOutcome> acknowledge(Node& node, const std::string& id, const exchange::Signed& m) {
  const auto* said = m.envelope.payload.if_contains("received");
  if (!said || !said->is_int64() || said->get_int64() < 0 || m.envelope.payload.size() != 1)
    return fail(ErrorCode::input_wrong_type, "/envelope/payload", "an ack says {\"received\": number}");
  const auto upto = said->get_int64();
  Peer peer;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(now, records.load<PeerSubject>(id));
    peer = std::move(now);
    return {};
  }));
  if (!heard(peer, 0, upto).empty())
    GS_CHECK(node.execute(Node::system_actor(), "exchangeMessages", [&](Tx& tx) -> Status {
      GS_TRY(now, tx.load<PeerSubject>(id));
      std::vector<std::string> delivered;
      GS_CHECK(tx.with_key(MessageSubject::kKind, "waiting", id, [&](const std::string& message, const Row& row) -> Status {
        GS_TRY(waiting, read<Message>(row.body));
        if (waiting.sequence <= upto) delivered.push_back(message);
        return {};
      }));
      for (const auto& message : delivered) GS_CHECK(tx.emit<MessageSubject>(message, {MessageDelivered{upto}}));
      return tx.emit<PeerSubject>(id, heard(now, 0, upto));
    }));
  return MessageOutcome{m.envelope.id, 0, "acknowledged", {}, {}, {}, {}, {}, {}};
}

Result<MessageOutcome> take(Node& node, const FoundPeer& from, const exchange::Signed& m) {
  GS_CHECK(check_sender(node, from, m));
  if (m.envelope.kind == exchange::kChunkKind)
    return fail(ErrorCode::input_bad_choice, "/envelope/kind", "a chunk comes with its bytes (exchangeChunk), not among messages");
  return m.envelope.kind == exchange::kAck ? acknowledge(node, from.id, m) : deal_with(node, from, m);
}

/// One bundle at a time.
class Inbox {
 public:
  static constexpr std::string_view kName = "exchange";
  static Result<std::unique_ptr<Inbox>> open(Node&) { return std::make_unique<Inbox>(); }
  std::mutex busy;
};
[[maybe_unused]] const bool kInbox = register_part<Inbox>(20);

}  // namespace

Result<Exchanged> receive_messages(Node& node, const exchange::Bundle& bundle) {
  std::lock_guard lock(node.part<Inbox>().busy);
  if (bundle.messages.empty())
    return fail(bundle.fault ? *bundle.fault
                             : Error{ErrorCode::input_missing_field, "/messages", "at least one message", {}, {}, {}});
  auto from = peer_with_key(node, bundle.messages.front().envelope.from);
  if (!from) {
    from.error().at = "/messages/0" + from.error().at;
    return fail(std::move(from.error()));
  }
  Exchanged out;
  out.peer = from->id;
  out.stopped = bundle.fault;
  for (std::size_t i = 0; i < bundle.messages.size(); ++i) {
    const auto& m = bundle.messages[i];
    auto one = take(node, *from, m);
    if (!one) {
      one.error().at = "/messages/" + std::to_string(i) + one.error().at;
      if (i == 0) return fail(std::move(one.error()));
      out.stopped = std::move(one.error());
      break;
    }
    out.fresh = out.fresh || (m.envelope.kind == exchange::kAck && std::abs(m.envelope.time - node.clock().now()) <= kFreshFor);
    out.outcomes.push_back(std::move(*one));
  }
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(peer, records.load<PeerSubject>(from->id));
    out.received = peer.received;
    return {};
  }));
  return out;
}

}  // namespace gongshu::app
