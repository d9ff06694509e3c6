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
/// All of them; the outbound kinds are "result", "status" and "supply.order".
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

struct Outgoing {
  std::vector<exchange::Signed> messages;      ///< an ack, then what the peer has not acknowledged, in order
  std::vector<exchange::Document> documents;  ///< that the messages name by their digest and that are still there
};
/// At most a bundle. Errors: state.not_found, state.not_allowed (closed).
Result<Outgoing> outgoing_messages(Node& node, const std::string& peer);

/// A chunk that was put; with the last one the platform checks the whole batch.
struct ChunkOutcome {
  std::string record;  ///< "batch/<id>"
  std::int64_t index = 0;
  std::string status;                 ///< of the batch
  std::vector<std::int64_t> missing;  ///< chunks still to come
  std::optional<std::string> code, at, hint, rule, article;  ///< why the whole was refused
};
BOOST_DESCRIBE_STRUCT(ChunkOutcome, (), (record, index, status, missing, code, at, hint, rule, article))

/// One chunk of a batch that a message of the same peer announced, in any order and as often as one likes. Errors: those of
/// exchange::read_chunk and check_bytes, and of putBatchChunk; auth.*; state.not_found; http.overloaded (another one is being dealt with).
Result<ChunkOutcome> receive_chunk(Node& node, std::string_view text);

}  // namespace gongshu::app
