// The judges of replay: what of a recorded event can be asked again under another pack. One overload an event type; event types
// without one are not judged. Each returns the refusal that the decision would meet now.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <tuple>

#include "domain/authorization/events.h"
#include "domain/catalog/events.h"
#include "domain/delivery/events.h"
#include "domain/evidence/events.h"
#include "domain/exit/events.h"
#include "domain/kernel/context.h"
#include "domain/matter/events.h"
#include "domain/parties/events.h"
#include "domain/product/events.h"
#include "domain/registration/events.h"
#include "domain/scenario/events.h"
#include "domain/supervision/events.h"

namespace gongshu::app::judging {

/// The records of one kind as they stand after the entries read so far.
template <class S>
struct Fold {
  using Subject = S;
  std::map<std::string, typename S::State> rows;
  const typename S::State* find(const std::string& id) const {
    const auto found = rows.find(id);
    return found == rows.end() ? nullptr : &found->second;
  }
};

using Folds = std::tuple<Fold<domain::parties::OrganisationSubject>, Fold<domain::evidence::OutsideDecisionSubject>,
                         Fold<domain::evidence::RuleExceptionSubject>, Fold<domain::catalog::CatalogSubject>,
                         Fold<domain::authorization::PlanSubject>, Fold<domain::authorization::OperatorSubject>,
                         Fold<domain::authorization::AgreementSubject>, Fold<domain::registration::RegistrationSubject>,
                         Fold<domain::scenario::ScenarioSubject>, Fold<domain::product::ProductSubject>,
                         Fold<domain::delivery::DeveloperSubject>, Fold<domain::delivery::ApplicationAgreementSubject>,
                         Fold<domain::supervision::StopSubject>, Fold<domain::exit::ExitSubject>,
                         Fold<domain::evidence::DocumentSubject>, Fold<domain::matter::MatterSubject>>;

/// Procedures as the given pack states them, resolved once; none where it has no procedure of the id.
using Procedures = std::map<std::string, std::optional<rules::Procedure>>;

/// Where an event is judged: the rules of its day, who acted, everything else as it stood.
struct Scene {
  domain::Context& context;
  const domain::EventMeta& meta;
  const Folds& folds;
  Procedures& procedures;
  bool skipped = false;  ///< set by a judge that finds nothing to ask again
  template <class Subject>
  const typename Subject::State* find(const std::string& id) const {
    return std::get<Fold<Subject>>(folds).find(id);
  }
};

Status judge(const domain::catalog::CatalogEntry&, const domain::catalog::EntrySubmitted&, Scene&);
Status judge(const domain::catalog::CatalogEntry&, const domain::catalog::EntryApproved&, Scene&);
Status judge(const domain::authorization::OperationPlan&, const domain::authorization::PlanSubmitted&, Scene&);
Status judge(const domain::authorization::OperationPlan&, const domain::authorization::PlanApproved&, Scene&);
Status judge(const domain::authorization::Operator&, const domain::authorization::OperatorAdmitted&, Scene&);
Status judge(const domain::authorization::Agreement&, const domain::authorization::AgreementDrafted&, Scene&);
Status judge(const domain::authorization::Agreement&, const domain::authorization::AgreementRevised&, Scene&);
Status judge(const domain::authorization::Agreement&, const domain::authorization::AgreementDecided&, Scene&);
Status judge(const domain::authorization::Agreement&, const domain::authorization::AgreementInForce&, Scene&);
Status judge(const domain::authorization::Agreement&, const domain::authorization::RenewalApplied&, Scene&);
Status judge(const domain::authorization::Agreement&, const domain::authorization::AmendmentProposed&, Scene&);
Status judge(const domain::authorization::Agreement&, const domain::authorization::AmendmentDecided&, Scene&);
Status judge(const domain::authorization::Agreement&, const domain::authorization::AgreementAmended&, Scene&);
Status judge(const domain::authorization::Agreement&, const domain::authorization::AgreementExpired&, Scene&);
Status judge(const domain::registration::Registration&, const domain::registration::Accepted&, Scene&);
Status judge(const domain::registration::Registration&, const domain::registration::Noticed&, Scene&);
Status judge(const domain::scenario::Scenario&, const domain::scenario::Drafted&, Scene&);
Status judge(const domain::scenario::Scenario&, const domain::scenario::Submitted&, Scene&);
Status judge(const domain::scenario::Scenario&, const domain::scenario::Approved&, Scene&);
Status judge(const domain::product::Product&, const domain::product::Submitted&, Scene&);
Status judge(const domain::product::Product&, const domain::product::Approved&, Scene&);
Status judge(const domain::product::Product&, const domain::product::Listed&, Scene&);
Status judge(const domain::delivery::Developer&, const domain::delivery::DeveloperSelected&, Scene&);
Status judge(const domain::delivery::Developer&, const domain::delivery::DeveloperAssessed&, Scene&);
Status judge(const domain::delivery::Developer&, const domain::delivery::DeveloperApproved&, Scene&);
Status judge(const domain::delivery::ApplicationAgreement&, const domain::delivery::AgreementDrafted&, Scene&);
Status judge(const domain::delivery::ApplicationAgreement&, const domain::delivery::AgreementRevised&, Scene&);
Status judge(const domain::supervision::Stop&, const domain::supervision::StopLifted&, Scene&);
Status judge(const domain::exit::Exit&, const domain::exit::Certified&, Scene&);

/// An act of a matter, and an opinion that completed its review, under the given pack's procedure of the same id (replay_matters.cpp). Not
/// judged: acts of the node itself, and matters of procedures that the pack does not have.
Status judge(const domain::matter::Matter&, const domain::matter::Acted&, Scene&);
Status judge(const domain::matter::Matter&, const domain::matter::Reviewed&, Scene&);

/// Would a review that passed have passed under this chain: an opinion of each reviewer, in the order of the stages, with what comes with it?
using Refuse = std::function<Error(ErrorCode, std::string at, std::string hint)>;
Status check_steps(const rules::ChainDef& chain, const std::optional<rules::ChainRun>& run, const Refuse& refuse);

/// A recorded refusal: would the given rules still refuse there? Nothing when the record does not say where.
std::optional<bool> still_refused(const json::object& refusal, domain::Context& context);

}  // namespace gongshu::app::judging
