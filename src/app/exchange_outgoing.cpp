// What waits for a peer, as it is sent.
#include <algorithm>

#include "app/exchange_outbox.h"
#include "app/supply_files.h"
#include "domain/exchange/decide.h"

namespace gongshu::app {

using namespace domain::exchange;

namespace {

constexpr std::size_t kEnough = exchange::kMaxBundle / 2;  ///< bytes of text; what is beyond waits for the next round

struct Waiting {
  Peer peer;
  std::vector<Message> messages;  ///< in order
};

Result<Waiting> waiting_for(Node& node, const std::string& id) {
  Waiting out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(peer, records.load<PeerSubject>(id, "path.id"));
    out.peer = std::move(peer);
    return records.with_key(MessageSubject::kKind, "waiting", id, [&](const std::string&, const Row& row) -> Status {
      GS_TRY(message, read<Message>(row.body));
      out.messages.push_back(std::move(message));
      return {};
    });
  }));
  if (out.peer.status != PeerStatus::active) return fail(ErrorCode::state_not_allowed, "path.id", "the peer is closed");
  std::sort(out.messages.begin(), out.messages.end(), [](const auto& a, const auto& b) { return a.sequence < b.sequence; });
  return out;
}

Result<exchange::Signed> ack_for(Node& node, const Peer& peer) {
  const auto now = node.clock().now();
  return exchange::sign({exchange::kVersion, "ack-" + std::to_string(now), std::string(exchange::kAck), 0, now,
                         node.key().public_key().fingerprint(), peer.fingerprint, {{"received", peer.received}}},
                        node.key());
}

/// The signed order that a message brings; none once an exit has deleted it.
std::optional<exchange::Document> document_of(Node& node, const exchange::Signed& message) {
  if (message.envelope.kind != kOrderKind) return std::nullopt;
  const auto& payload = message.envelope.payload;
  const auto text = [&](const char* member) {
    const auto* value = payload.if_contains(member);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
  };
  const auto record = text("record");
  auto found = load_document(order_file(node, record.substr(record.find('/') + 1)), text("digest"));
  if (!found) return std::nullopt;
  return exchange::Document{std::move(found->document), std::move(found->signature)};
}

}  // namespace

Result<Outgoing> outgoing_messages(Node& node, const std::string& id) {
  GS_TRY(waiting, waiting_for(node, id));
  Outgoing out;
  GS_TRY(ack, ack_for(node, waiting.peer));
  out.messages.push_back(std::move(ack));
  std::size_t bytes = 0;
  for (const auto& message : waiting.messages) {
    if (out.messages.size() == exchange::kMaxMessages || bytes > kEnough) break;
    GS_TRY(one, exchange::sign_text(message.text, node.key()));
    bytes += one.text.size();
    if (auto document = document_of(node, one)) {
      bytes += document->document.size();
      out.documents.push_back(std::move(*document));
    }
    out.messages.push_back(std::move(one));
  }
  return out;
}

}  // namespace gongshu::app
