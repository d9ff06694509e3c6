// States of a peer, which two people of the authority make active, and of a message: inbound ones are accepted or refused at once,
// outbound ones wait until the peer acknowledges them.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::exchange {

enum class PeerStatus { proposed, active, closed };
BOOST_DESCRIBE_ENUM(PeerStatus, proposed, active, closed)

enum class MessageStatus { accepted, refused, waiting, delivered };
BOOST_DESCRIBE_ENUM(MessageStatus, accepted, refused, waiting, delivered)

inline constexpr Transition<PeerStatus> kPeerTransitions[] = {
    {PeerStatus::proposed, PeerStatus::active, "exchange.peer_confirmed", "competent_authority"},
    {PeerStatus::proposed, PeerStatus::proposed, "exchange.peer_joined", "person"},
    {PeerStatus::proposed, PeerStatus::proposed, "exchange.peer_left", "person"},
    {PeerStatus::proposed, PeerStatus::closed, "exchange.peer_closed", "competent_authority"},
    {PeerStatus::active, PeerStatus::active, "exchange.peer_joined", "person"},
    {PeerStatus::active, PeerStatus::active, "exchange.peer_left", "person"},
    {PeerStatus::active, PeerStatus::active, "exchange.peer_heard", "node"},
    {PeerStatus::active, PeerStatus::active, "exchange.peer_told", "node"},
    {PeerStatus::active, PeerStatus::closed, "exchange.peer_closed", "competent_authority"},
};
inline constexpr Transition<MessageStatus> kMessageTransitions[] = {
    {MessageStatus::waiting, MessageStatus::delivered, "exchange.message_delivered", "peer"},
};

}  // namespace gongshu::domain::exchange
