// Application keys. The ledger knows that a key exists and whose it is; the secret lies sealed beside the credentials.
#include "app/operation.h"
#include "crypto/random.h"
#include "crypto/sm4.h"
#include "domain/delivery/decide.h"
#include "identity/roles.h"

namespace gongshu::app {

using namespace domain::delivery;
namespace role = identity::role;

namespace {

Result<bool> agreement_stands(Tx& tx) {
  GS_TRY(all, tx.all<ApplicationAgreementSubject>("in_force"));
  return std::any_of(all.begin(), all.end(), [&](const auto& a) {
    return a.state.developer_org == tx.context().actor.org && kind_of(a.state.content) == kApplication && stands(a.state, local_date(tx.context().now));
  });
}

/// The sealed secret is stored before the event that names it is committed; a crash between leaves a secret that nobody can use.
Result<Reply> issue(Node& node, const Call& call) {
  GS_TRY(c, body_of<IssueApplicationKey>(call));
  const auto secret = crypto::to_hex(crypto::random_bytes(32));
  GS_TRY(sealing, node.node_key("node:application_keys"));
  std::string id;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(stands, agreement_stands(tx));
    GS_TRY(events, issue_key(c, stands, tx.context()));
    id = tx.new_id(ApplicationKeySubject::kPrefix);
    GS_TRY(sealed, crypto::sm4_seal(sealing, secret, id));
    GS_CHECK(node.directory().add_key({id, call.actor.org, sealed, false}));
    return tx.emit<ApplicationKeySubject>(id, events);
  }));
  GS_TRY(reply, record_reply(node, call, ApplicationKeySubject::kKind, id, 201));
  reply.body.as_object()["secret"] = secret;
  return reply;
}

Result<KeyEvents> revoke(Tx& tx, const std::string& id, const ApplicationKey& s, const EndWithReason& c) {
  GS_TRY(events, revoke_key(s, c, tx.context()));
  tx.after_commit([node = &tx.node(), id] { (void)node->directory().revoke_key(id); });
  return events;
}

[[maybe_unused]] const bool kOperations[] = {
    operation("issueApplicationKey", Access::session, {role::kApplicationDeveloper, "intermediate_developer"}, issue),
    update<ApplicationKeySubject, EndWithReason>(
        "revokeApplicationKey", {}, [](Tx& tx, const Call& call, const ApplicationKey& s, const EndWithReason& c) { return revoke(tx, call.param("id"), s, c); }),
    list_records("listApplicationKeys", ApplicationKeySubject::kKind),
};

}  // namespace
}  // namespace gongshu::app
