// Platforms next door and the messages exchanged with them. Messages from a peer are numbered 1, 2, 3 … without a gap, and so are
// those to it.
#pragma once
#include <algorithm>
#include <set>

#include "domain/exchange/commands.gen.h"
#include "domain/exchange/states.h"
#include "domain/kernel/subject.h"

namespace gongshu::domain::exchange {

struct Peer {
  PeerStatus status{};
  std::string name, fingerprint, public_key;
  std::vector<std::string> people;  ///< ids of those whose acts may come from there
  std::vector<std::string> orgs;    ///< of these people
  std::vector<std::string> joined;  ///< of the people: those who have agreed; only theirs are taken
  std::string registered_by;
  std::optional<std::string> confirmed_by;
  std::optional<std::string> url;
  std::int64_t received = 0;      ///< sequence up to which everything was dealt with
  std::int64_t sent = 0;          ///< of the last message for the peer
  std::int64_t acknowledged = 0;  ///< the peer has everything up to here; at most `sent`
  std::optional<Instant> last_seen;
  std::optional<std::string> closed_reason;
};
BOOST_DESCRIBE_STRUCT(Peer, (),
                      (status, name, fingerprint, public_key, people, orgs, joined, registered_by, confirmed_by, url, received, sent, acknowledged, last_seen,
                       closed_reason))

struct Message {
  MessageStatus status{};
  std::string peer;     ///< id of the peer
  std::string message;  ///< id that the sender gave it
  std::string kind;
  std::int64_t sequence = 0;
  std::string text;                      ///< canonical JSON, as signed
  std::optional<std::string> signature;  ///< the peer's, of inbound ones; ours is made anew each time
  std::optional<std::string> record;     ///< "kind/id": that an accepted one made or changed, or that ours tells of
  std::optional<std::string> code, at, hint, rule, article;  ///< of a refusal
  Instant time = 0;
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (status, peer, message, kind, sequence, text, signature, record, code, at, hint, rule, article, time))

/// Kind of the message that brings a masking order to the platforms that answer for people of its provider.
inline constexpr std::string_view kOrderKind = "supply.order";

inline bool inbound(const Message& m) { return m.status == MessageStatus::accepted || m.status == MessageStatus::refused; }

inline std::string status_of(const Peer& p) { return std::string(name_of(p.status)); }
std::map<std::string, std::string> keys_of(const Peer&);  ///< fingerprint, until it is closed
inline std::set<std::string> parties_of(const Peer& p) { return {p.orgs.begin(), p.orgs.end()}; }
inline bool has_joined(const Peer& p, const std::string& person) {
  return std::find(p.joined.begin(), p.joined.end(), person) != p.joined.end();
}
inline std::vector<Todo> todos_of(const Peer& p) {
  return p.status == PeerStatus::proposed ? std::vector<Todo>{{"confirm", "competent_authority", {}, {}}} : std::vector<Todo>{};
}
inline std::string status_of(const Message& m) { return std::string(name_of(m.status)); }
/// peer; inbound: "peer_message" = "<peer> <id>", and "record" of accepted ones; outbound: "record" of orders brought, "waiting" =
/// the peer, as long as it has not acknowledged it.
std::map<std::string, std::string> keys_of(const Message&);

}  // namespace gongshu::domain::exchange
