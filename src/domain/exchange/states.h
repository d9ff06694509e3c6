// States of a peer, and of a message: inbound ones are accepted or refused at once, outbound ones wait until the peer
// acknowledges them.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::exchange {

enum class PeerStatus { active, closed };
BOOST_DESCRIBE_ENUM(PeerStatus, active, closed)

enum class MessageStatus { accepted, refused, waiting, delivered };
BOOST_DESCRIBE_ENUM(MessageStatus, accepted, refused, waiting, delivered)

inline constexpr Transition<PeerStatus> kPeerTransitions[] = {
    {PeerStatus::active, PeerStatus::active, "exchange.peer_heard", "node"},
    {PeerStatus::active, PeerStatus::active, "exchange.peer_told", "node"},
    {PeerStatus::active, PeerStatus::closed, "exchange.peer_closed", "competent_authority"},
};
inline constexpr Transition<MessageStatus> kMessageTransitions[] = {
    {MessageStatus::waiting, MessageStatus::delivered, "exchange.message_delivered", "peer"},
};

}  // namespace gongshu::domain::exchange
