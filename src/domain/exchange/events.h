#pragma once
#include "domain/exchange/types.h"

namespace gongshu::domain::exchange {

struct PeerRegistered {
  static constexpr std::string_view kType = "exchange.peer_registered";
  RegisterPeer content;
  std::string fingerprint;
  std::optional<std::vector<std::string>> orgs;  ///< of the people
};
BOOST_DESCRIBE_STRUCT(PeerRegistered, (), (content, fingerprint, orgs))

/// By a second person of the authority.
struct PeerConfirmed {
  static constexpr std::string_view kType = "exchange.peer_confirmed";
};
BOOST_DESCRIBE_STRUCT(PeerConfirmed, (), ())

/// A person named lets the peer send acts of theirs, and no longer does.
struct PeerJoined {
  static constexpr std::string_view kType = "exchange.peer_joined";
};
BOOST_DESCRIBE_STRUCT(PeerJoined, (), ())
struct PeerLeft {
  static constexpr std::string_view kType = "exchange.peer_left";
};
BOOST_DESCRIBE_STRUCT(PeerLeft, (), ())

/// The peer's messages are dealt with up to `received`, and it has ours up to `acknowledged`.
struct PeerHeard {
  static constexpr std::string_view kType = "exchange.peer_heard";
  std::int64_t received = 0, acknowledged = 0;
};
BOOST_DESCRIBE_STRUCT(PeerHeard, (), (received, acknowledged))

/// A message for the peer took the next number.
struct PeerTold {
  static constexpr std::string_view kType = "exchange.peer_told";
  std::int64_t sent = 0;
};
BOOST_DESCRIBE_STRUCT(PeerTold, (), (sent))

struct PeerClosed {
  static constexpr std::string_view kType = "exchange.peer_closed";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PeerClosed, (), (reason))

struct PeerSubject {
  static constexpr std::string_view kKind = "exchange_peer";
  static constexpr std::string_view kPrefix = "xpr";
  using State = Peer;
  using Event = std::variant<PeerRegistered, PeerConfirmed, PeerJoined, PeerLeft, PeerHeard, PeerTold, PeerClosed>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using PeerEvents = std::vector<PeerSubject::Event>;

/// Inbound, in the transaction of the act it caused; a refused one caused none.
struct MessageReceived {
  static constexpr std::string_view kType = "exchange.message_received";
  std::string peer, message, kind;
  std::int64_t sequence = 0;
  std::string text, signature;
  std::optional<std::string> record;
  std::optional<std::string> code, at, hint, rule, article;
};
BOOST_DESCRIBE_STRUCT(MessageReceived, (),
                      (peer, message, kind, sequence, text, signature, record, code, at, hint, rule, article))

/// Outbound, in the transaction of what it tells.
struct MessageQueued {
  static constexpr std::string_view kType = "exchange.message_queued";
  std::string peer, message, kind;
  std::int64_t sequence = 0;
  std::string text;
  std::optional<std::string> record;
};
BOOST_DESCRIBE_STRUCT(MessageQueued, (), (peer, message, kind, sequence, text, record))

struct MessageDelivered {
  static constexpr std::string_view kType = "exchange.message_delivered";
  std::int64_t acknowledged = 0;
};
BOOST_DESCRIBE_STRUCT(MessageDelivered, (), (acknowledged))

struct MessageSubject {
  static constexpr std::string_view kKind = "exchange_message";
  static constexpr std::string_view kPrefix = "xms";
  using State = Message;
  using Event = std::variant<MessageReceived, MessageQueued, MessageDelivered>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using MessageEvents = std::vector<MessageSubject::Event>;

}  // namespace gongshu::domain::exchange
