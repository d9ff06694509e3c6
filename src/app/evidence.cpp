// Operations on documents, outside decisions and exceptions.
#include "app/attachments.h"
#include "app/operation.h"
#include "crypto/hash.h"
#include "domain/evidence/decide.h"
#include "identity/roles.h"

namespace gongshu::app {
namespace {

using namespace domain::evidence;
namespace role = identity::role;

Status check_dates(const DepositDocument& c) {
  for (const auto& [day, at] : {std::pair{c.issued, "/issued"}, {c.valid_until, "/valid_until"}})
    if (day)
      if (auto date = parse_date(*day); !date) return fail(ErrorCode::input_bad_date, at, date.error().hint);
  return {};
}

Result<Reply> deposit(Node& node, const Call& call) {
  GS_TRY(c, body_of<DepositDocument>(call));
  GS_CHECK(check_dates(c));
  auto content = crypto::from_base64(c.content_base64);
  if (!content) return fail(ErrorCode::input_bad_format, "/content_base64", "RFC 4648 base64 with padding and without line breaks");
  GS_TRY(stored, store_attachment(node, *content));
  std::string id;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    id = tx.new_id(DocumentSubject::kPrefix);
    return tx.emit<DocumentSubject>(id, {DocumentDeposited{{DocumentStatus::deposited, c.kind, c.title, c.issuer, c.issuer_org, c.number, c.issued,
                                                            c.valid_until, c.media_type, stored.digest, stored.bytes, {}, {}}}});
  }));
  return record_reply(node, call, DocumentSubject::kKind, id, 201);
}

bool may_read(const domain::Actor& actor, const Document& document) {
  return is_overseer(actor) || parties_of(document).contains(actor.org);
}

/// Parties and overseers read the content; the reply is a download, never shown inline.
Result<Reply> content(Node& node, const Call& call) {
  Document document;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<DocumentSubject>(call.param("id"), "path.id"));
    if (!may_read(call.actor, found)) return fail(ErrorCode::state_not_found, "path.id", "no such document");
    document = std::move(found);
    return {};
  }));
  GS_TRY(bytes, load_attachment(node, document.digest));
  return Reply{200, {}, std::move(bytes), "application/octet-stream", {{"content-disposition", "attachment; filename=\"" + call.param("id") + "\""}}};
}

/// The rule as a whole, or one of its parts, holds in principle only (a must-rule may cap a term in principle).
bool holds_principle(const rules::Rule& rule) {
  return rule.level == rules::Level::principle ||
         std::ranges::any_of(rule.bind, [](const auto& b) { return b.level == rules::Level::principle; });
}

/// Roles whose organisations take a decision of that kind themselves.
bool takes(const domain::Actor& actor, const std::string& decision_kind) {
  static const std::map<std::string, Roles, std::less<>> kBodies{
      {"government_approval", {role::kGovernment}},    {"operator_authorization", {role::kGovernment}},
      {"finance_opinion", {"finance"}},                {"state_asset_duty", {"state_assets"}},
      {"sharing_consent", {"source_department"}},      {"price_decision", {"pricing_authority", "development_reform"}},
      {"expert_review", {role::kExpertPanel}},
  };
  const auto found = kBodies.find(decision_kind);
  return found != kBodies.end() && std::any_of(found->second.begin(), found->second.end(), [&](auto r) { return actor.has_role(r); });
}

/// Parties of the record that the decision is about; none when there is no such record.
Result<std::set<std::string>> parties_of_subject(Tx& tx, const std::string& subject) {
  const auto slash = subject.find('/');
  const auto kind = subject.substr(0, slash), id = subject.substr(slash + 1);
  const auto erased = domain::subjects().find(kind);
  if (erased == domain::subjects().end()) return std::set<std::string>();
  GS_TRY(row, tx.raw(kind, id));
  if (!row) return std::set<std::string>();
  GS_TRY(facts, erased->second.facts(row->body));
  return std::move(facts.parties);
}

/// Who prepares plans and agreements, who keeps the records, who takes the decision, and the parties of the record it is about.
Status check_concerned(Tx& tx, const EnterOutsideDecision& c) {
  const auto& actor = tx.context().actor;
  if (actor.has_role(role::kCompetentAuthority) || actor.has_role(role::kImplementingAgency) || takes(actor, c.decision_kind)) return {};
  GS_TRY(parties, parties_of_subject(tx, c.subject));
  if (parties.contains(actor.org)) return {};
  return fail(ErrorCode::auth_forbidden, {}, "the bodies concerned enter it: the authority, the agency, who decided, or a party of " + c.subject);
}

[[maybe_unused]] const bool kDeposit = operation("depositDocument", Access::session, {}, deposit);
[[maybe_unused]] const bool kContent = operation("getDocumentContent", Access::session, {}, content);
[[maybe_unused]] const bool kEnter = create<OutsideDecisionSubject, EnterOutsideDecision>(
    "enterOutsideDecision", {}, [](Tx& tx, const Call&, const EnterOutsideDecision& c) -> Result<std::vector<OutsideDecisionSubject::Event>> {
      GS_CHECK(check_concerned(tx, c));
      GS_TRY(document, tx.find<DocumentSubject>(c.document));
      return enter(c, document && may_read(tx.context().actor, *document), tx.context());
    });
[[maybe_unused]] const bool kConfirm = update<OutsideDecisionSubject, NoBody>(
    "confirmOutsideDecision", {}, [](Tx& tx, const Call&, const OutsideDecision& state, const NoBody&) { return confirm(state, tx.context()); });
[[maybe_unused]] const bool kReject = update<OutsideDecisionSubject, RejectOutsideDecision>(
    "rejectOutsideDecision", {},
    [](Tx& tx, const Call&, const OutsideDecision& state, const RejectOutsideDecision& c) { return reject(state, c, tx.context()); });
[[maybe_unused]] const bool kRequest = create<RuleExceptionSubject, RequestException>(
    "requestException", {}, [](Tx& tx, const Call&, const RequestException& c) {
      const auto* rule = tx.context().rulebook().pack()->find(c.rule);
      return request(c, rule && holds_principle(*rule), tx.context());
    });
[[maybe_unused]] const bool kDecide = update<RuleExceptionSubject, DecideException>(
    "decideException", {role::kCompetentAuthority},
    [](Tx& tx, const Call&, const RuleException& state, const DecideException& c) { return decide(state, c, tx.context()); });

[[maybe_unused]] const bool kGets[] = {get_record("getDocument", DocumentSubject::kKind), get_record("getOutsideDecision", OutsideDecisionSubject::kKind),
                                       get_record("getException", RuleExceptionSubject::kKind), list_records("listDocuments", DocumentSubject::kKind),
                                       list_records("listOutsideDecisions", OutsideDecisionSubject::kKind),
                                       list_records("listExceptions", RuleExceptionSubject::kKind)};

}  // namespace
}  // namespace gongshu::app
