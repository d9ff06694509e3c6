// Exchange with platforms next door: the inbox, the outbox, and what each kind of message does here (docs/formats/exchange.md).
//
// Inbound messages are acts of people that a peer answers for. Each runs the same operation as if the person had called it here,
// with the same roles, gates and rules; the message is recorded in the transaction of the act, together with the answer for the
// peer. Dealt with in the order of their numbers, each once: a repeated one gets the same outcome. Outbound messages tell what
// became of them and wait until they are acknowledged.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/node.h"
#include "exchange/bundle.h"

namespace gongshu::app {

/// What an inbound kind does: the operation it runs, and the kind of record that makes or changes.
struct InboundKind {
  std::string_view name, operation, record;
  bool names_record;  ///< the payload says which ("record", or "ref" to the message that made it)
  std::string_view zh, en;
};
/// All of them; the outbound kinds are "result" and "status".
const std::vector<InboundKind>& inbound_kinds();

struct MessageOutcome {
  std::string id;
  std::int64_t sequence = 0;
  std::string outcome;  ///< accepted | refused | repeated | acknowledged
  std::optional<std::string> record, code, at, hint, rule, article;
};
BOOST_DESCRIBE_STRUCT(MessageOutcome, (), (id, sequence, outcome, record, code, at, hint, rule, article))

struct Exchanged {
  std::string peer;
  bool fresh = false;  ///< an ack of these minutes was among them: whoever sent them is the peer, now
  std::int64_t received = 0;
  std::vector<MessageOutcome> outcomes;
  std::optional<Error> stopped;  ///< by the message after the last outcome; send it and what follows again
};

/// Deals with a bundle of one peer, in order, and stops at the first message that cannot be dealt with. Errors, when the very
/// first cannot: auth.forbidden (no active peer has the key; another receiver), auth.bad_signature, auth.replayed, state.conflict
/// (a gap), input.*; store.* and the like. Thread-safe; one bundle at a time.
Result<Exchanged> receive_messages(Node& node, const exchange::Bundle& bundle);

/// An ack, then what the peer has not acknowledged, in order; at most a bundle. Errors: state.not_found, state.not_allowed
/// (closed).
Result<std::vector<exchange::Signed>> outgoing_messages(Node& node, const std::string& peer);

}  // namespace gongshu::app
