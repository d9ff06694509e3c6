// Operations on exits.
#include "app/certificate.h"
#include "app/exit_steps.h"
#include "app/operation.h"
#include "domain/authorization/events.h"
#include "domain/evidence/events.h"
#include "domain/exit/decide.h"
#include "identity/roles.h"

namespace gongshu::app {
namespace {

using namespace domain::exit;
namespace authorization = domain::authorization;

Result<StartFacts> facts_for(Tx& tx, const StartExit& c) {
  StartFacts facts;
  GS_TRY(agreement, tx.find<authorization::AgreementSubject>(c.agreement));
  GS_TRY(document, tx.find<domain::evidence::DocumentSubject>(c.document));
  facts.agreement_exists = agreement.has_value();
  facts.document_exists = document.has_value();
  if (!agreement) return facts;
  facts.in_force =
      agreement->status == authorization::AgreementStatus::in_force || agreement->status == authorization::AgreementStatus::expired;
  facts.term_over = to_text(local_date(tx.context().now)) > agreement->content.ends;
  facts.agency = agreement->agency;
  facts.operator_org = agreement->operator_org;
  facts.ends = agreement->content.ends;
  return facts;
}

/// Both streams move together: from this entry on everything under the agreement refuses.
Result<Reply> start_exit(Node& node, const Call& call) {
  GS_TRY(c, body_of<StartExit>(call));
  std::string id;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(facts, facts_for(tx, c));
    GS_TRY(events, start(c, facts, tx.context()));
    id = tx.new_id(ExitSubject::kPrefix);
    GS_CHECK(tx.emit<ExitSubject>(id, events));
    return tx.emit<authorization::AgreementSubject>(c.agreement, {authorization::AgreementExiting{id}});
  }));
  return record_reply(node, call, ExitSubject::kKind, id, 201);
}

Result<Reply> complete(Node& node, const Call& call) {
  GS_CHECK(node.query([&](Records& records) { return check_seen(records, call, ExitSubject::kKind, call.param("id")); }));
  GS_CHECK(complete_exit(node, call.actor, call.operation, call.param("id")));
  return record_reply(node, call, ExitSubject::kKind, call.param("id"));
}

/// Parties, overseers, and developers who got a notice of it.
Status may_read(const Call& call, const std::string& id, const Exit& exit) {
  if (is_overseer(call.actor) || parties_of(exit).contains(call.actor.org)) return {};
  for (const auto& notice : exit.notices)
    if (notice.org == call.actor.org) return {};
  return fail(ErrorCode::state_not_found, "path.id", "no exit has the id " + id);
}

Result<Reply> certificate(Node& node, const Call& call) {
  const auto& id = call.param("id");
  Exit exit;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<ExitSubject>(id, "path.id"));
    GS_CHECK(may_read(call, id, found));
    exit = std::move(found);
    return {};
  }));
  if (!exit.certificate || !exit.signature)
    return fail(ErrorCode::state_not_allowed, "/status", "the exit must be completed first; its status is " + status_of(exit));
  return Reply{200,
               json::object{{"exit", id},
                            {"algorithm", "SM2-SM3"},
                            {"certificate", *exit.certificate},
                            {"signature", *exit.signature},
                            {"key", node.key().public_key().to_pem()}},
               {}, {}, {}};
}

[[maybe_unused]] const bool kOperations[] = {
    operation("startExit", Access::session, {identity::role::kCompetentAuthority, identity::role::kImplementingAgency}, start_exit),
    operation("completeExit", Access::session, {identity::role::kCompetentAuthority, identity::role::kImplementingAgency}, complete),
    operation("getExitCertificate", Access::session, {}, certificate),
    get_record("getExit", ExitSubject::kKind),
    list_records("listExits", ExitSubject::kKind),
    get_record("getExitNotice", ExitNoticeSubject::kKind),
    list_records("listExitNotices", ExitNoticeSubject::kKind),
};

}  // namespace
}  // namespace gongshu::app
