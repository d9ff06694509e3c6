// Who sends, for whom, about what: asked of every message and every chunk that comes in. Internal to the exchange. Thread-safe.
#pragma once
#include "app/exchange.h"
#include "domain/exchange/events.h"

namespace gongshu::app {

struct FoundPeer {
  std::string id;
  domain::exchange::Peer peer;
};

/// The active peer with this key. Errors: auth.forbidden.
Result<FoundPeer> peer_with_key(Node& node, const std::string& fingerprint);

/// Key, receiver and signature. Errors: auth.forbidden, auth.bad_signature.
Status check_sender(Node& node, const FoundPeer& from, const exchange::Signed& message);

/// The person whose act it is. Errors: auth.forbidden (the peer does not answer for the person), those of Node::actor.
Result<domain::Actor> acting_person(Node& node, const FoundPeer& from, const std::string& person);

/// What was received from the peer under this id.
Result<std::optional<domain::exchange::Message>> received_before(Records& records, const std::string& peer, const std::string& message);

/// Id of the record that a payload names: `record`, or `ref`, the accepted message of this peer that made it. Errors:
/// input.missing_field, state.not_found.
Result<std::string> named_record(Node& node, const FoundPeer& from, std::string_view kind, const std::optional<std::string>& record,
                                 const std::optional<std::string>& ref);

}  // namespace gongshu::app
