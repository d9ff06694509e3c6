#include "domain/exchange/events.h"

namespace gongshu::domain::exchange {
namespace {

void on(Peer& p, const PeerRegistered& e, const EventMeta& m) {
  p = Peer{};
  p.name = e.content.name;
  p.fingerprint = e.fingerprint;
  p.public_key = e.content.public_key;
  p.people = e.content.people;
  p.url = e.content.url;
  p.orgs = e.orgs.value_or(std::vector<std::string>{});
  p.registered_by = m.actor;
}
void on(Peer& p, const PeerConfirmed&, const EventMeta& m) {
  p.status = PeerStatus::active;
  p.confirmed_by = m.actor;
}
void on(Peer& p, const PeerJoined&, const EventMeta& m) { p.joined.push_back(m.actor); }
void on(Peer& p, const PeerLeft&, const EventMeta& m) { std::erase(p.joined, m.actor); }
void on(Peer& p, const PeerHeard& e, const EventMeta& m) {
  p.received = e.received;
  p.acknowledged = e.acknowledged;
  p.last_seen = m.time;
}
void on(Peer& p, const PeerTold& e, const EventMeta&) { p.sent = e.sent; }
void on(Peer& p, const PeerClosed& e, const EventMeta&) {
  p.status = PeerStatus::closed;
  p.closed_reason = e.reason;
}

void on(Message& s, const MessageReceived& e, const EventMeta& m) {
  s = {e.code ? MessageStatus::refused : MessageStatus::accepted,
       e.peer,
       e.message,
       e.kind,
       e.sequence,
       e.text,
       e.signature,
       e.record,
       e.code,
       e.at,
       e.hint,
       e.rule,
       e.article,
       m.time};
}
void on(Message& s, const MessageQueued& e, const EventMeta& m) {
  s = {MessageStatus::waiting, e.peer, e.message, e.kind, e.sequence, e.text, {}, e.record, {}, {}, {}, {}, {}, m.time};
}
void on(Message& s, const MessageDelivered&, const EventMeta&) { s.status = MessageStatus::delivered; }

}  // namespace

std::map<std::string, std::string> keys_of(const Peer& p) {
  return p.status != PeerStatus::closed ? std::map<std::string, std::string>{{"fingerprint", p.fingerprint}}
                                        : std::map<std::string, std::string>{};
}

std::map<std::string, std::string> keys_of(const Message& m) {
  std::map<std::string, std::string> out{{"peer", m.peer}};
  if (inbound(m)) out["peer_message"] = m.peer + " " + m.message;
  if (m.record && (m.status == MessageStatus::accepted || m.kind == kOrderKind)) out["record"] = *m.record;
  if (m.status == MessageStatus::waiting) out["waiting"] = m.peer;
  return out;
}

void PeerSubject::evolve(State& state, const Event& event, const EventMeta& meta) {
  std::visit([&](const auto& e) { on(state, e, meta); }, event);
}
void MessageSubject::evolve(State& state, const Event& event, const EventMeta& meta) {
  std::visit([&](const auto& e) { on(state, e, meta); }, event);
}

GS_REGISTER_SUBJECT(PeerSubject);
GS_REGISTER_SUBJECT(MessageSubject);
GS_REGISTER_TRANSITIONS("exchange_peer", kPeerTransitions);
GS_REGISTER_TRANSITIONS("exchange_message", kMessageTransitions);

}  // namespace gongshu::domain::exchange
