#include "app/exchange_inbox.h"

#include <algorithm>

namespace gongshu::app {

using namespace domain::exchange;

Result<FoundPeer> peer_with_key(Node& node, const std::string& fingerprint) {
  std::optional<FoundPeer> found;
  GS_CHECK(node.query([&](Records& records) -> Status {
    return records.with_key(PeerSubject::kKind, "fingerprint", fingerprint, [&](const std::string& id, const Row& row) -> Status {
      GS_TRY(peer, read<Peer>(row.body));
      found = FoundPeer{id, std::move(peer)};
      return {};
    });
  }));
  if (!found || found->peer.status != PeerStatus::active)
    return fail(ErrorCode::auth_forbidden, "/envelope/from", "no active peer has this key; it is registered by one person (registerPeer) and confirmed by another");
  return std::move(*found);
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

Result<domain::Actor> acting_person(Node& node, const FoundPeer& from, const std::string& person) {
  const auto& people = from.peer.people;
  if (std::find(people.begin(), people.end(), person) == people.end())
    return fail(ErrorCode::auth_forbidden, "/envelope/payload/person", "the peer does not answer for this person");
  if (!has_joined(from.peer, person))
    return fail(ErrorCode::auth_forbidden, "/envelope/payload/person", "the person has not agreed to it yet, or no longer does (joinPeer)");
  return node.actor(person);
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

Result<std::string> named_record(Node& node, const FoundPeer& from, std::string_view kind, const std::optional<std::string>& record,
                                 const std::optional<std::string>& ref) {
  if (record) return *record;
  if (!ref)
    return fail(ErrorCode::input_missing_field, "/envelope/payload/record",
                "the id of the " + std::string(kind) + ", or ref: the message that made it");
  std::optional<Message> made;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, received_before(records, from.id, *ref));
    made = std::move(found);
    return {};
  }));
  const auto prefix = std::string(kind) + "/";
  if (!made || !made->record || !made->record->starts_with(prefix))
    return fail(ErrorCode::state_not_found, "/envelope/payload/ref",
                "no accepted message of this id made a " + std::string(kind));
  return made->record->substr(prefix.size());
}

}  // namespace gongshu::app
