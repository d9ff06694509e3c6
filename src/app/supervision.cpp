// Operations on stops, and the question whether one covers an act.
#include "app/operation.h"
#include "app/standing.h"
#include "domain/authorization/events.h"
#include "domain/evidence/events.h"
#include "domain/supervision/decide.h"
#include "identity/roles.h"

namespace gongshu::app {

using namespace domain::supervision;

Result<std::optional<std::string>> stop_over(Records& records, const std::vector<std::pair<std::string, std::string>>& scopes, bool delivering) {
  GS_TRY(active, records.all<StopSubject>("active"));
  for (const auto& stop : active) {
    if (delivering && !stops_delivery(stop.state)) continue;
    if (stop.state.scope_kind == "node") return std::optional<std::string>(stop.id);
    for (const auto& [kind, id] : scopes)
      if (stop.state.scope_kind == kind && stop.state.scope_id == id) return std::optional<std::string>(stop.id);
  }
  return std::optional<std::string>();
}

namespace {

/// Scope kinds, the view rows their ids name, and where the operator's organisation stands in the row.
struct ScopeKind {
  std::string_view kind, rows, operator_member;
};
constexpr ScopeKind kScopes[] = {{"resource", "catalog_entry", ""},
                                 {"scenario", "scenario", "operator_org"},
                                 {"product", "product", "operator_org"},
                                 {"developer", "organisation", ""},
                                 {"operator", "organisation", ""}};

/// An operator stops what is its own.
Roles stopping_roles() {
  Roles out(std::begin(kMayStop), std::end(kMayStop));
  out.push_back(identity::role::kOperator);
  return out;
}

Result<ScopeFacts> scope_facts(Tx& tx, const StopScope& c) {
  if (c.scope_kind == "node") return ScopeFacts{c.scope_id == "node", {}};
  for (const auto& scope : kScopes) {
    if (scope.kind != c.scope_kind) continue;
    GS_TRY(row, tx.raw(scope.rows, c.scope_id));
    if (!row) return ScopeFacts{};
    if (scope.kind == "operator") return ScopeFacts{true, c.scope_id};
    const auto* owner = scope.operator_member.empty() ? nullptr : row->body.as_object().if_contains(scope.operator_member);
    return ScopeFacts{true, owner ? std::string(owner->as_string()) : std::string()};
  }
  return ScopeFacts{};
}

[[maybe_unused]] const bool kOperations[] = {
    create<StopSubject, StopScope>("stopScope", stopping_roles(),
                                   [](Tx& tx, const Call&, const StopScope& c) -> Result<Events> {
                                     GS_TRY(facts, scope_facts(tx, c));
                                     return order(c, facts, tx.context());
                                   }),
    update<StopSubject, ReportStop>("reportStop", {},
                                    [](Tx& tx, const Call&, const Stop& s, const ReportStop& c) { return report(s, c, tx.context()); }),
    update<StopSubject, LiftStop>("liftStop", {identity::role::kCompetentAuthority},
                                  [](Tx& tx, const Call&, const Stop& s, const LiftStop& c) { return lift(s, c, tx.context()); }),
    update<StopSubject, AssessStop>("assessStop", {},
                                    [](Tx& tx, const Call&, const Stop& s, const AssessStop& c) -> Result<Events> {
                                      bool document = false;
                                      if (c.document) {
                                        GS_TRY(found, tx.find<domain::evidence::DocumentSubject>(*c.document));
                                        document = found.has_value();
                                      }
                                      return assess(s, c, document, tx.context());
                                    }),
    get_record("getStop", StopSubject::kKind),
    list_records("listStops", StopSubject::kKind),
};

}  // namespace
}  // namespace gongshu::app
