// The inbox: one bundle after the other, each message once and in its turn.
#include "app/exchange.h"

#include <algorithm>

#include "app/api.h"
#include "app/exchange_outbox.h"
#include "domain/exchange/decide.h"
#include "identity/roles.h"

namespace gongshu::app {

using namespace domain::exchange;

namespace {

constexpr std::int64_t kFreshFor = 10 * 60 * 1000;  ///< ms around the node's time within which an ack shows who is calling now

struct FoundPeer {
  std::string id;
  Peer peer;
};

/// What every inbound message says: whose act it is, on which record, with which content.
struct Act {
  std::string person;
  std::optional<std::string> record, ref;
  std::optional<json::object> body;
};
BOOST_DESCRIBE_STRUCT(Act, (), (person, record, ref, body))

Result<std::optional<FoundPeer>> peer_with(Records& records, const std::string& fingerprint) {
  std::optional<FoundPeer> out;
  GS_CHECK(records.with_key(PeerSubject::kKind, "fingerprint", fingerprint, [&](const std::string& id, const Row& row) -> Status {
    GS_TRY(peer, read<Peer>(row.body));
    out = FoundPeer{id, std::move(peer)};
    return {};
  }));
  return out;
}

Result<std::optional<Message>> received_before(Records& records, const std::string& peer, const std::string& message) {
  std::optional<Message> out;
  GS_CHECK(records.with_key(MessageSubject::kKind, "peer_message", peer + " " + message,
                            [&](const std::string&, const Row& row) -> Status {
                              GS_TRY(found, read<Message>(row.body));
                              out = std::move(found);
                              return {};
                            }));
  return out;
}

MessageOutcome outcome_of(const Message& m, std::string outcome) {
  return {m.message, m.sequence, std::move(outcome), m.record, m.code, m.at, m.hint, m.rule, m.article};
}

Status check_sender(Node& node, const FoundPeer& from, const exchange::Signed& message) {
  if (message.envelope.from != from.peer.fingerprint)
    return fail(ErrorCode::auth_forbidden, "/envelope/from",
                "all messages of a bundle come from one peer, and an active peer has this key");
  if (message.envelope.to != node.key().public_key().fingerprint())
    return fail(ErrorCode::auth_forbidden, "/envelope/to", "this node's key is " + node.key().public_key().fingerprint());
  GS_TRY(key, crypto::Sm2PublicKey::from_pem(from.peer.public_key));
  return exchange::verify(message, key);
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

/// The record that the payload names, by its id or by the message that made it.
Result<std::string> record_id(Node& node, const std::string& peer, const InboundKind& kind, const Act& act) {
  if (!kind.names_record) return std::string();
  if (act.record) return *act.record;
  if (!act.ref)
    return fail(ErrorCode::input_missing_field, "/envelope/payload/record",
                "the id of the " + std::string(kind.record) + ", or ref: the message that made it");
  std::optional<Message> made;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, received_before(records, peer, *act.ref));
    made = std::move(found);
    return {};
  }));
  const auto prefix = std::string(kind.record) + "/";
  if (!made || !made->record || !made->record->starts_with(prefix))
    return fail(ErrorCode::state_not_found, "/envelope/payload/ref",
                "no accepted message of this id made a " + std::string(kind.record));
  return made->record->substr(prefix.size());
}

/// Does what the message asks for; on success everything is recorded.
Result<MessageReceived> perform(Node& node, const FoundPeer& from, const exchange::Signed& m) {
  GS_TRY(kind, kind_of(m.envelope.kind));
  auto payload = read<Act>(json::value(m.envelope.payload));
  if (!payload) {
    payload.error().at = "/envelope/payload" + payload.error().at;
    return fail(std::move(payload.error()));
  }
  const auto& people = from.peer.people;
  if (std::find(people.begin(), people.end(), payload->person) == people.end())
    return fail(ErrorCode::auth_forbidden, "/envelope/payload/person", "the peer does not answer for this person");
  GS_TRY(actor, node.actor(payload->person));
  Call call;
  call.operation = kind->operation;
  call.actor = std::move(actor);
  if (payload->body) call.body = *payload->body;
  GS_TRY(record, record_id(node, from.id, *kind, *payload));
  if (kind->names_record) call.params["id"] = record;
  auto event = received_event(from.id, m);
  Along along([&](Tx& tx, const std::vector<Moved>& moved) -> Status {
    const auto made = std::find_if(moved.begin(), moved.end(), [&](const auto& one) { return one.kind == kind->record; });
    if (made != moved.end()) event.record = made->kind + "/" + made->id;
    return record_received(tx, event);
  });
  GS_CHECK(call_as_actor(node, call).map([](const Reply&) {}));
  if (!along.done()) return fail(ErrorCode::internal, {}, call.operation + " recorded nothing");
  return event;
}

Result<MessageReceived> refuse(Node& node, const FoundPeer& from, const exchange::Signed& m, const Error& error) {
  auto event = received_event(from.id, m);
  event.code = info(error.code).name;
  event.at = error.at;
  event.hint = error.hint;
  if (!error.rule.empty()) event.rule = error.rule;
  if (!error.article.empty()) event.article = error.article;
  GS_CHECK(node.execute(Node::system_actor(), "exchangeMessages", [&](Tx& tx) { return record_received(tx, event); }));
  return event;
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
  std::optional<FoundPeer> from;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, peer_with(records, bundle.messages.front().envelope.from));
    from = std::move(found);
    return {};
  }));
  if (!from)
    return fail(ErrorCode::auth_forbidden, "/messages/0/envelope/from",
                "no active peer has this key; register it (registerPeer)");
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

Result<std::vector<exchange::Signed>> outgoing_messages(Node& node, const std::string& id) {
  Peer peer;
  std::vector<Message> waiting;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<PeerSubject>(id, "path.id"));
    peer = std::move(found);
    return records.with_key(MessageSubject::kKind, "waiting", id, [&](const std::string&, const Row& row) -> Status {
      GS_TRY(message, read<Message>(row.body));
      waiting.push_back(std::move(message));
      return {};
    });
  }));
  if (peer.status != PeerStatus::active) return fail(ErrorCode::state_not_allowed, "path.id", "the peer is closed");
  std::sort(waiting.begin(), waiting.end(), [](const auto& a, const auto& b) { return a.sequence < b.sequence; });
  if (waiting.size() >= exchange::kMaxMessages) waiting.resize(exchange::kMaxMessages - 1);
  const auto now = node.clock().now();
  std::vector<exchange::Signed> out;
  GS_TRY(ack, exchange::sign({exchange::kVersion,
                              "ack-" + std::to_string(now),
                              std::string(exchange::kAck),
                              0,
                              now,
                              node.key().public_key().fingerprint(),
                              peer.fingerprint,
                              {{"received", peer.received}}},
                             node.key()));
  out.push_back(std::move(ack));
  for (const auto& message : waiting) {
    GS_TRY(one, exchange::sign_text(message.text, node.key()));
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace gongshu::app
