// Operations on resource registrations.
#include "app/clocks.h"
#include "app/operation.h"
#include "domain/catalog/events.h"
#include "domain/evidence/events.h"
#include "domain/registration/decide.h"
#include "identity/roles.h"

namespace gongshu::app {
namespace {

using namespace domain::registration;
namespace evidence = domain::evidence;
namespace role = identity::role;

Result<ApplicationFacts> facts_for(Tx& tx, const std::string& entry_id, const std::optional<std::string>& state_asset,
                                   const std::map<std::string, std::string>& materials, const std::string& self,
                                   const std::optional<std::string>& of = {}) {
  ApplicationFacts facts;
  if (of) {
    GS_TRY(concerned, tx.find<RegistrationSubject>(*of));
    facts.of = std::move(concerned);
  }
  GS_TRY(entry, tx.find<domain::catalog::CatalogSubject>(entry_id));
  facts.entry_exists = entry.has_value();
  facts.entry_approved = entry && entry->approved_content;
  facts.provider = entry ? entry->provider : std::string();
  GS_TRY(others, tx.all<RegistrationSubject>());
  facts.registered_already = std::any_of(others.begin(), others.end(), [&](const auto& o) {
    return o.id != self && o.state.entry == entry_id && occupies(o.state, local_date(tx.context().now));
  });
  facts.follow_up_under_way = of && std::any_of(others.begin(), others.end(), [&](const auto& o) {
    return o.id != self && o.state.of == of && o.state.status != RegistrationStatus::registered && occupies(o.state, local_date(tx.context().now));
  });
  if (state_asset) {
    GS_TRY(decision, tx.find<evidence::OutsideDecisionSubject>(*state_asset));
    facts.state_asset_evidenced = decision && evidence::holds(*decision, "state_asset_duty", "catalog_entry/" + entry_id);
  }
  for (const auto& [kind, id] : materials) {
    GS_TRY(document, tx.find<evidence::DocumentSubject>(id));
    if (!document) facts.missing_documents.push_back(record_detail::child("/materials", kind));
  }
  return facts;
}

/// A code that anyone can look up; its official format is not published, so this is the node's own (产品默认).
std::string new_code(Tx& tx) { return "GSR-" + tx.new_id("x").substr(2, 16); }

/// Completing an application also ends, or replaces, the registration that it concerns: both in one entry.
Result<Events> finish(Tx& tx, const std::string& id, const Registration& s) {
  std::optional<Registration> of;
  if (s.of) {
    GS_TRY(concerned, tx.find<RegistrationSubject>(*s.of));
    of = std::move(concerned);
  }
  GS_TRY(events, complete(s, new_code(tx), tx.context(), of));
  if (!of) return events;
  GS_TRY(followed, follow(*of, s.kind, id, tx.context()));
  GS_CHECK(tx.emit<RegistrationSubject>(*s.of, followed));
  return events;
}

/// Is an application to renew the registration open?
Result<bool> renewal_under_way(Tx& tx, const std::string& id) {
  GS_TRY(all, tx.all<RegistrationSubject>());
  const auto today = local_date(tx.context().now);
  return std::any_of(all.begin(), all.end(), [&](const auto& o) {
    return o.state.of == id && o.state.kind == "renewal" && o.state.status != RegistrationStatus::registered && occupies(o.state, today);
  });
}

Status handle_due(Tx& tx, const DueClock& clock) {
  GS_TRY(registration, tx.load<RegistrationSubject>(clock.id));
  if (clock.step == kRenewalClock) {
    GS_TRY(opened, open_renewal(registration, tx.context()));
    return tx.emit<RegistrationSubject>(clock.id, opened);
  }
  GS_TRY(under_way, renewal_under_way(tx, clock.id));
  GS_TRY(events, lapse(registration, tx.context(), under_way));
  return tx.emit<RegistrationSubject>(clock.id, events);
}

[[maybe_unused]] const bool kOperations[] = {
    create<RegistrationSubject, ApplyRegistration>("applyRegistration", {role::kImplementingAgency, role::kDataProvider},
                                                   [](Tx& tx, const Call&, const ApplyRegistration& c) -> Result<Events> {
                                                     GS_TRY(facts, facts_for(tx, c.entry, c.state_asset, c.materials, {}, c.of));
                                                     return apply(c, facts, tx.context());
                                                   }),
    update<RegistrationSubject, DecideAcceptance>(
        "acceptRegistration", {role::kRegistrationAuthority},
        [](Tx& tx, const Call& call, const Registration& s, const DecideAcceptance& c) -> Result<Events> {
          GS_TRY(facts, facts_for(tx, s.entry, s.state_asset, s.materials, call.param("id")));
          return accept(s, c, facts, tx.context());
        }),
    update<RegistrationSubject, DecideFormalReview>(
        "reviewRegistration", {role::kRegistrationAuthority},
        [](Tx& tx, const Call&, const Registration& s, const DecideFormalReview& c) { return review(s, c, tx.context()); }),
    update<RegistrationSubject, NoBody>("publishRegistrationNotice", {role::kRegistrationAuthority},
                                        [](Tx& tx, const Call&, const Registration& s, const NoBody&) { return publish(s, tx.context()); }),
    update<RegistrationSubject, RaiseObjection>("raiseRegistrationObjection", {},
                                                [](Tx& tx, const Call&, const Registration& s, const RaiseObjection& c) -> Result<Events> {
                                                  GS_TRY(document, tx.find<evidence::DocumentSubject>(c.evidence));
                                                  return object(s, c, document.has_value(), tx.context());
                                                }),
    update<RegistrationSubject, ResolveObjection>(
        "resolveRegistrationObjection", {role::kRegistrationAuthority},
        [](Tx& tx, const Call&, const Registration& s, const ResolveObjection& c) { return resolve(s, c, tx.context()); }),
    update<RegistrationSubject, NoBody>("completeRegistration", {role::kRegistrationAuthority},
                                        [](Tx& tx, const Call& call, const Registration& s, const NoBody&) { return finish(tx, call.param("id"), s); }),
    update<RegistrationSubject, RevokeRegistration>("revokeRegistration", {role::kRegistrationAuthority},
                                                    [](Tx& tx, const Call&, const Registration& s, const RevokeRegistration& c) -> Result<Events> {
                                                      GS_TRY(document, tx.find<evidence::DocumentSubject>(c.document));
                                                      return revoke(s, c, document.has_value(), tx.context());
                                                    }),
    get_record("getRegistration", RegistrationSubject::kKind),
    list_records("listRegistrations", RegistrationSubject::kKind),
    on_due(RegistrationSubject::kKind, handle_due),
};

}  // namespace
}  // namespace gongshu::app
