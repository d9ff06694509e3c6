#include "domain/node/decide.h"

#include "identity/roles.h"

namespace gongshu::domain::node {
namespace {

Status check_decision(const std::optional<evidence::OutsideDecision>& decision) {
  if (decision && decision->status == evidence::DecisionStatus::confirmed && decision->subject == kDecisionSubject &&
      decision->outcome == "approved")
    return {};
  return fail(ErrorCode::rule_evidence_missing, "/decision",
              "写明一份已由另一人确认、对象为 node/rules 的平台外决定 / name an outside decision about node/rules that a second "
              "person has confirmed");
}

}  // namespace

Events load(const NodeRules& state, const RulesInForce& rules) {
  if (state.loads > 0 && state.current == rules) return {};
  return {RulesLoaded{rules}};
}

const Settlement* settlement(const NodeRules& state, const OpenClash& clash) {
  const auto found = std::find_if(state.settled.begin(), state.settled.end(), [&](const Settlement& s) {
    return s.topic == clash.topic && s.local == clash.local && s.overlay == clash.overlay;
  });
  return found == state.settled.end() ? nullptr : &*found;
}

bool is_settled(const NodeRules& state, const OpenClash& clash) { return settlement(state, clash) != nullptr; }

bool waits_for_pack(const Settlement& one) { return one.prevails == "overlay"; }

const Continuation* authority(const NodeRules& state, const PackInForce& pack) {
  for (const auto& one : state.continued)
    if (one.pack == pack.id && one.expired == pack.expires.value_or("")) return &one;
  return nullptr;
}

Result<Events> settle(const NodeRules& state, const std::optional<OpenClash>& clash, const Ruled& ruled,
                      const std::optional<evidence::OutsideDecision>& decision, Context& context) {
  GS_CHECK(require_role(context, identity::role::kCompetentAuthority));
  if (!clash)
    return fail(ErrorCode::state_not_found, "/topic",
                "本级与上级规则包在此没有冲突 / the two packs do not clash there; see listRules");
  if (is_settled(state, *clash))
    return fail(ErrorCode::state_already_exists, "/topic", "已有决定 / it is settled as the packs stand");
  GS_CHECK(check_decision(decision));
  return Events{ClashSettled{clash->topic, clash->local, clash->overlay, ruled.prevails, ruled.holds, ruled.decision, decision->number}};
}

Result<Events> carry_on(const NodeRules& state, const PackInForce& pack, const std::string& decision_id,
                        const std::optional<evidence::OutsideDecision>& decision, Context& context) {
  GS_CHECK(require_role(context, identity::role::kCompetentAuthority));
  if (!pack.expires || *pack.expires >= to_text(local_date(context.now)))
    return fail(ErrorCode::state_not_allowed, "/pack", "规则包 " + pack.id + " 仍在有效期内 / the pack is still in force");
  if (authority(state, pack))
    return fail(ErrorCode::state_already_exists, "/pack", "已有依据 / the authority to go on is recorded already");
  GS_CHECK(check_decision(decision));
  return Events{ExpiryContinued{pack.id, *pack.expires, decision_id, decision->number}};
}

}  // namespace gongshu::domain::node
