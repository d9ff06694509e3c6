// Operations on peers and messages. The one that peers call is open: its messages say by their signatures who calls.
#include <algorithm>

#include "app/exchange_inbox.h"
#include "app/operation.h"
#include "domain/exchange/decide.h"
#include "domain/parties/events.h"
#include "identity/roles.h"

namespace gongshu::app {

using namespace domain::exchange;

namespace {

Result<PeerEvents> register_peer(Tx& tx, const RegisterPeer& c) {
  GS_TRY(key, crypto::Sm2PublicKey::from_pem(c.public_key));
  PeerFacts facts{key.fingerprint(), key.fingerprint() == tx.node().key().public_key().fingerprint(), false, {}, {}, {}};
  GS_CHECK(tx.with_key(PeerSubject::kKind, "fingerprint", facts.fingerprint, [&](const std::string&, const Row&) -> Status {
    facts.known = true;
    return {};
  }));
  for (const auto& person : c.people) {
    GS_TRY(found, tx.find<domain::parties::PersonSubject>(person));
    if (!found) {
      facts.unknown_people.push_back(person);
      continue;
    }
    GS_TRY(org, tx.find<domain::parties::OrganisationSubject>(found->org));
    const auto authority = identity::role::kCompetentAuthority;
    if (org && std::find(org->roles.begin(), org->roles.end(), authority) != org->roles.end()) facts.officers.push_back(person);
    if (std::find(facts.orgs.begin(), facts.orgs.end(), found->org) == facts.orgs.end()) facts.orgs.push_back(found->org);
  }
  return open(c, facts, tx.context());
}

json::object stopped_json(const Error& error) {
  return {{"code", info(error.code).name}, {"at", error.at}, {"hint", error.hint}, {"detail", error.detail}};
}

/// Whoever is nobody's peer is told so before the rest of a long body is looked at.
Status known_sender(Node& node, const json::array& messages) {
  if (messages.empty()) return {};
  auto first = exchange::read_message(messages[0]);
  if (!first) {
    first.error().at = "/messages/0" + first.error().at;
    return fail(std::move(first.error()));
  }
  auto from = peer_with_key(node, first->envelope.from);
  auto checked = from ? check_sender(node, *from, *first) : Status(fail(std::move(from.error())));
  if (!checked) checked.error().at = "/messages/0" + checked.error().at;
  return checked;
}

/// Messages in, outcomes and messages out. What waits is handed to a caller who shows with an ack of these minutes that it is the
/// peer.
Result<Reply> exchange_call(Node& node, const Call& call) {
  const auto* object = call.body.if_object();
  for (const auto& member : object ? *object : json::object())
    if (member.key() != "messages") return fail(ErrorCode::input_unknown_field, record_detail::child("", member.key()), "known: messages");
  const auto* messages = object ? object->if_contains("messages") : nullptr;
  if (!messages || !messages->is_array()) return fail(ErrorCode::input_missing_field, "/messages", "a list of signed messages");
  GS_CHECK(known_sender(node, messages->get_array()));
  GS_TRY(bundle, exchange::read_list(messages->get_array()));
  GS_TRY(done, receive_messages(node, bundle));
  json::object out{{"received", done.received}, {"outcomes", write(done.outcomes)}, {"messages", json::array()}, {"documents", json::array()}};
  if (done.stopped) out["stopped"] = stopped_json(*done.stopped);
  if (done.fresh) {
    GS_TRY(waiting, outgoing_messages(node, done.peer));
    GS_TRY(list, exchange::to_list(waiting.messages));
    out["messages"] = std::move(list);
    out["documents"] = write(waiting.documents);
  }
  return Reply{200, std::move(out), {}, {}, {}};
}

Result<Reply> chunk_call(Node& node, const Call& call) {
  GS_TRY(outcome, receive_chunk(node, call.raw_body));
  return Reply{200, write(outcome).as_object(), {}, {}, {}};
}

Result<Reply> export_file(Node& node, const Call& call) {
  GS_TRY(waiting, outgoing_messages(node, call.param("id")));
  GS_TRY(lines, exchange::to_lines(waiting.messages, waiting.documents));
  Reply reply{200, {}, std::move(lines), "application/x-gongshu-exchange", {}};
  reply.headers["content-disposition"] = "attachment; filename=\"" + call.param("id") + ".jsonl\"";
  return reply;
}

namespace role = identity::role;
[[maybe_unused]] const bool kOperations[] = {
    create<PeerSubject, RegisterPeer>("registerPeer", {role::kCompetentAuthority},
                                      [](Tx& tx, const Call&, const RegisterPeer& c) { return register_peer(tx, c); }),
    update<PeerSubject, ClosePeer>(
        "closePeer", {role::kCompetentAuthority},
        [](Tx& tx, const Call&, const Peer& p, const ClosePeer& c) { return close(p, c, tx.context()); }),
    update<PeerSubject, NoBody>("confirmPeer", {role::kCompetentAuthority},
                                [](Tx& tx, const Call&, const Peer& p, const NoBody&) { return confirm(p, tx.context()); }),
    update<PeerSubject, NoBody>("joinPeer", {}, [](Tx& tx, const Call&, const Peer& p, const NoBody&) { return join(p, tx.context()); }),
    update<PeerSubject, NoBody>("leavePeer", {}, [](Tx& tx, const Call&, const Peer& p, const NoBody&) { return leave(p, tx.context()); }),
    get_record("getPeer", PeerSubject::kKind),
    list_records("listPeers", PeerSubject::kKind),
    list_records("listExchangeMessages", MessageSubject::kKind, {"peer"}),
    operation("exchangeMessages", Access::open, {}, exchange_call),
    operation("exchangeChunk", Access::open, {}, chunk_call),
    operation("exportExchange", Access::session, {role::kCompetentAuthority}, export_file),
};

}  // namespace
}  // namespace gongshu::app
