#include "domain/exchange/decide.h"

#include <algorithm>

#include "identity/roles.h"

namespace gongshu::domain::exchange {

Result<PeerEvents> open(const RegisterPeer& c, const PeerFacts& facts, Context& context) {
  GS_CHECK(require_role(context, identity::role::kCompetentAuthority));
  if (facts.own_key) return fail(ErrorCode::input_bad_choice, "/public_key", "this is the node's own key");
  if (facts.known) return fail(ErrorCode::state_already_exists, "/public_key", "a peer with this key is registered");
  if (!facts.unknown_people.empty())
    return fail(ErrorCode::state_not_found, "/people", "no person has the id " + facts.unknown_people.front());
  if (!facts.officers.empty())
    return fail(ErrorCode::input_bad_choice, "/people",
                facts.officers.front() + " is of the authority, whose people decide here themselves; name people of others");
  return PeerEvents{PeerRegistered{c, facts.fingerprint, facts.orgs}};
}

Result<PeerEvents> confirm(const Peer& peer, Context& context) {
  GS_CHECK(require_role(context, identity::role::kCompetentAuthority));
  GS_CHECK(may_move(kPeerTransitions, peer.status, PeerConfirmed::kType));
  if (context.actor.person == peer.registered_by)
    return fail(ErrorCode::auth_same_person, {}, "another person of the authority confirms the peer's key and people");
  return PeerEvents{PeerConfirmed{}};
}

Result<PeerEvents> join(const Peer& peer, Context& context) {
  const auto& person = context.actor.person;
  if (std::find(peer.people.begin(), peer.people.end(), person) == peer.people.end())
    return fail(ErrorCode::auth_forbidden, {}, "the people that the peer was registered for join it, each for themselves");
  GS_CHECK(may_move(kPeerTransitions, peer.status, PeerJoined::kType));
  if (has_joined(peer, person)) return fail(ErrorCode::state_already_exists, {}, "you have joined");
  return PeerEvents{PeerJoined{}};
}

Result<PeerEvents> leave(const Peer& peer, Context& context) {
  GS_CHECK(may_move(kPeerTransitions, peer.status, PeerLeft::kType));
  if (!has_joined(peer, context.actor.person)) return fail(ErrorCode::state_not_found, {}, "you have not joined this peer");
  return PeerEvents{PeerLeft{}};
}

Result<PeerEvents> close(const Peer& peer, const ClosePeer& c, Context& context) {
  GS_CHECK(require_role(context, identity::role::kCompetentAuthority));
  GS_CHECK(may_move(kPeerTransitions, peer.status, PeerClosed::kType));
  return PeerEvents{PeerClosed{c.reason}};
}

Result<bool> is_next(const Peer& peer, std::int64_t sequence, const std::string& digest, const std::optional<Known>& known) {
  if (known) {
    if (known->sequence == sequence && known->digest == digest) return false;
    return fail(ErrorCode::auth_replayed, "/envelope/id", "a message with this id and another content was received before");
  }
  if (sequence <= peer.received)
    return fail(ErrorCode::auth_replayed, "/envelope/sequence", "a message with this number and another id was received before");
  if (sequence == peer.received + 1) return true;
  Error gap{
      ErrorCode::state_conflict, "/envelope/sequence", "first send number " + std::to_string(peer.received + 1), {}, {}, {}};
  gap.detail["expected"] = peer.received + 1;
  return fail(std::move(gap));
}

PeerEvents heard(const Peer& peer, std::int64_t received, std::int64_t acknowledged) {
  const auto upto = std::max(peer.acknowledged, std::min(acknowledged, peer.sent));
  if (received <= peer.received && upto == peer.acknowledged) return {};
  return {PeerHeard{std::max(received, peer.received), upto}};
}

}  // namespace gongshu::domain::exchange
