// Decisions about peers, and about the place of a message in the order. What a message asks for is decided by the subject it is
// about.
#pragma once
#include "domain/exchange/events.h"
#include "domain/kernel/context.h"

namespace gongshu::domain::exchange {

/// What the caller found out about the key and the people named.
struct PeerFacts {
  std::string fingerprint;  ///< of the key
  bool own_key = false;     ///< it is this node's
  bool known = false;       ///< an active peer has it
  std::vector<std::string> unknown_people;
  std::vector<std::string> officers;  ///< of the people named: those of the authority
  std::vector<std::string> orgs;      ///< of the people named, each once
};

/// Proposed by the authority, for people of others: who decides here decides with a session of their own. Errors: auth.forbidden,
/// state.already_exists and input.bad_choice at /public_key, state.not_found and input.bad_choice at /people.
Result<PeerEvents> open(const RegisterPeer&, const PeerFacts&, Context&);
/// By another person of the authority. Errors: auth.forbidden, auth.same_person, state.not_allowed.
Result<PeerEvents> confirm(const Peer&, Context&);
/// By a person that the peer names, for themselves. Errors: auth.forbidden, state.already_exists, state.not_allowed.
Result<PeerEvents> join(const Peer&, Context&);
Result<PeerEvents> leave(const Peer&, Context&);
Result<PeerEvents> close(const Peer&, const ClosePeer&, Context&);

/// May the message with this number be dealt with now? `known`: what was received under its id before; `digest`: of the new text.
/// True: it is new, and next. False: it is the one that was dealt with, which is answered as before. Errors: auth.replayed (the
/// id, or the number, with another content), state.conflict (a number is missing before it; detail "expected").
struct Known {
  std::int64_t sequence = 0;
  std::string digest;
};
Result<bool> is_next(const Peer&, std::int64_t sequence, const std::string& digest, const std::optional<Known>& known);

/// The event after hearing from the peer; `acknowledged` only grows and never passes what was sent. None when nothing changed.
PeerEvents heard(const Peer&, std::int64_t received, std::int64_t acknowledged);

}  // namespace gongshu::domain::exchange
