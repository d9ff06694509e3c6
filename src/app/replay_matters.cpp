// Judging matters again: the recorded act under the procedure that the given pack states now.
#include "app/replay_judges.h"
#include "domain/kernel/review.h"
#include "domain/matter/checks.h"
#include "rules/procedure.h"

namespace gongshu::app::judging {
namespace {

namespace matter = domain::matter;
using matter::Matter;

const rules::Procedure* procedure_now(Scene& scene, const std::string& id) {
  auto found = scene.procedures.find(id);
  if (found == scene.procedures.end()) {
    const auto* pack = scene.context.rulebook().pack();
    const auto* stated = pack ? rules::find_procedure(*pack, id) : nullptr;
    found = scene.procedures.emplace(id, stated ? std::optional(rules::resolved(*pack, *stated)) : std::nullopt).first;
  }
  return found->second ? &*found->second : nullptr;
}

/// The node itself acted: no command that could have been refused.
bool by_node(const Scene& scene) { return scene.meta.actor == "node"; }

/// Matters about the same record or organisation that the act needs.
void note_others(const Matter& m, const rules::ActDef& act, const Scene& scene, matter::Facts& facts) {
  const auto org = m.about_org.empty() ? scene.context.actor.org : m.about_org;
  for (const auto& need : act.needs)
    for (const auto& [id, other] : std::get<Fold<matter::MatterSubject>>(scene.folds).rows) {
      if (other.procedure != need.procedure) continue;
      const bool same = other.about && m.about && other.about->kind == m.about->kind && other.about->id == m.about->id;
      const bool of_org = other.about ? other.about->kind == "organisation" && other.about->id == org : other.org == org;
      if (same || of_org) facts.others.push_back({other.procedure, other.status, other.since});
    }
}

/// What stood then, as far as the ledger has it: what was named in a recorded act was there.
matter::Facts facts_of(const Matter& m, const rules::ActDef& act, const matter::Acted& e, const Scene& scene) {
  matter::Facts facts;
  facts.id = scene.meta.id;
  facts.about_org = m.about_org;
  for (const auto& [kind, id] : e.evidence) {
    const auto* document = scene.find<domain::evidence::DocumentSubject>(id);
    facts.documents[id] = document ? matter::DocumentFact{document->kind, document->valid_until} : matter::DocumentFact{kind, {}};
  }
  if (const auto* d = e.decision ? scene.find<domain::evidence::OutsideDecisionSubject>(*e.decision) : nullptr)
    facts.decision = matter::DecisionFact{d->status == domain::evidence::DecisionStatus::confirmed, d->decision_kind, d->subject, d->outcome};
  for (const auto& item : act.items)
    if (const auto* value = e.items.if_contains(item.name); value && value->is_string()) facts.records.insert(matter::record_kind(item) + "/" + std::string(value->get_string()));
  note_others(m, act, scene, facts);
  return facts;
}

Error gone(Scene& scene, const rules::Procedure& now, const std::string& act) {
  const rules::ActDef any = now.acts.empty() ? rules::ActDef{} : now.acts.front();
  return matter::refusal(scene.context, any, ErrorCode::state_not_allowed, "/act", "the procedure has no act " + act);
}

}  // namespace

Status judge(const Matter& s, const matter::Acted& e, Scene& scene) {
  const auto* now = procedure_now(scene, s.procedure);
  scene.skipped = !now || by_node(scene);
  if (scene.skipped) return {};
  const auto* act = now->act(e.act);
  if (!act) return fail(gone(scene, *now, e.act));
  auto as_if = s;
  as_if.definition = *now;
  const matter::Brought brought{e.items, e.evidence, e.decision, e.reason, e.basis, e.closes_thread};
  return matter::check_act(as_if, *act, brought, facts_of(s, *act, e, scene), scene.context);
}

Status judge(const Matter& s, const matter::Reviewed& e, Scene& scene) {
  const auto* now = procedure_now(scene, s.procedure);
  const auto* act = now && s.review_act ? now->act(*s.review_act) : nullptr;
  auto run = s.review;
  domain::apply_review(run, e.opinion);
  scene.skipped = !act || !act->chain || !run || rules::outcome(*run) != rules::Outcome::passed;
  if (scene.skipped) return {};
  return check_steps(act->chain->chain, run, [&](ErrorCode code, std::string at, std::string hint) {
    return matter::refusal(scene.context, *act, code, std::move(at), std::move(hint));
  });
}

}  // namespace gongshu::app::judging
