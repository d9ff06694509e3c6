// Operations on matters, and the clocks that act in them.
#include "app/matter.h"

#include <algorithm>

#include "app/clocks.h"
#include "domain/evidence/events.h"
#include "domain/matter/checks.h"
#include "domain/parties/events.h"
#include "rules/procedure.h"

namespace gongshu::app {

using namespace domain::matter;
namespace evidence = domain::evidence;

namespace {

/// Where the owner stands in the rows of each kind.
struct Owner {
  std::string_view kind, member;
};
constexpr Owner kOwners[] = {{"person", "org"},
                             {"operation_plan", "agency"},
                             {"operator", "org"},
                             {"agreement", "operator_org"},
                             {"catalog_entry", "provider"},
                             {"registration", "registrant"},
                             {"scenario", "operator_org"},
                             {"source_key", "org"},
                             {"masking_order", "provider"},
                             {"batch", "provider"},
                             {"workspace", "operator_org"},
                             {"job", "operator_org"},
                             {"egress", "operator_org"},
                             {"product", "operator_org"},
                             {"developer", "org"},
                             {"application_agreement", "developer_org"},
                             {"application_key", "org"},
                             {"subscription", "org"},
                             {"consent", "org"},
                             {"document", "org"},
                             {"outside_decision", "org"},
                             {"rule_exception", "org"},
                             {"stop", "org"},
                             {"exit", "operator_org"},
                             {"matter", "org"}};

}  // namespace

std::string owner_of(std::string_view kind, const std::string& id, const json::value& body) {
  if (kind == "organisation") return id;
  for (const auto& owner : kOwners) {
    if (owner.kind != kind || !body.is_object()) continue;
    const auto* member = body.get_object().if_contains(owner.member);
    return member && member->is_string() ? std::string(member->get_string()) : std::string();
  }
  return {};
}

std::vector<std::string> record_kinds() {
  std::vector<std::string> out{"organisation"};
  for (const auto& owner : kOwners) out.emplace_back(owner.kind);
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::vector<std::string>> holders(Records& records, const std::vector<std::string>& roles) {
  std::vector<std::string> out;
  if (roles.empty()) return out;
  GS_TRY(all, records.all<domain::parties::OrganisationSubject>());
  for (const auto& org : all)
    if (std::any_of(roles.begin(), roles.end(), [&](const auto& role) { return std::find(org.state.roles.begin(), org.state.roles.end(), role) != org.state.roles.end(); }))
      out.push_back(org.id);
  return out;
}

namespace {

/// Deposited documents that the actor may read.
Status load_documents(Tx& tx, const std::map<std::string, std::string>& named, Facts& facts) {
  for (const auto& [kind, id] : named) {
    GS_TRY(document, tx.find<evidence::DocumentSubject>(id));
    if (!document) continue;
    const auto& actor = tx.context().actor;
    if (is_overseer(actor) || evidence::parties_of(*document).contains(actor.org)) facts.documents[id] = {document->kind, document->valid_until};
  }
  return {};
}

Status load_decision(Tx& tx, const std::optional<std::string>& id, Facts& facts) {
  if (!id) return {};
  GS_TRY(found, tx.find<evidence::OutsideDecisionSubject>(*id));
  if (found) facts.decision = DecisionFact{found->status == evidence::DecisionStatus::confirmed, found->decision_kind, found->subject, found->outcome};
  return {};
}

/// Records that the items name, as far as they are there and the actor may see them.
Status load_records(Tx& tx, const rules::ActDef& act, const json::object& items, Facts& facts) {
  for (const auto& item : act.items) {
    const auto kind = domain::matter::record_kind(item);
    const auto* value = kind.empty() ? nullptr : items.if_contains(item.name);
    if (!value || !value->is_string()) continue;
    const std::string id(value->get_string());
    GS_TRY(seen, may_see_record(tx, tx.context().actor, kind, id));
    if (seen) facts.records.insert(kind + "/" + id);
  }
  return {};
}

/// Matters of the procedures that the act needs, about the same record or organisation.
Status load_others(Tx& tx, const rules::ActDef& act, const std::optional<About>& about, const std::string& org, Facts& facts) {
  std::set<std::string> subjects;
  if (about) subjects.insert(about->kind + "/" + about->id);
  if (!org.empty()) subjects.insert("organisation/" + org);
  for (const auto& need : act.needs) {
    std::set<std::string> seen;
    const auto take = [&](const std::string& id, const Row& row) -> Status {
      GS_TRY(matter, read<Matter>(row.body));
      if (seen.insert(id).second) facts.others.push_back({matter.procedure, matter.status, matter.since});
      return {};
    };
    for (const auto& subject : subjects) GS_CHECK(tx.with_key(MatterSubject::kKind, "procedure_about", need.procedure + " " + subject, take));
    const auto* procedure = rules::find_procedure(*tx.context().rulebook().pack(), need.procedure);
    if (!procedure || procedure->about != "none" || procedure->every) continue;
    GS_CHECK(tx.with_key(MatterSubject::kKind, "procedure", need.procedure, [&](const std::string& id, const Row& row) -> Status {
      GS_TRY(matter, read<Matter>(row.body));
      if (matter.org == org && seen.insert(id).second) facts.others.push_back({matter.procedure, matter.status, matter.since});
      return {};
    }));
  }
  return {};
}

template <class Command>
Result<Facts> load_facts(Tx& tx, const rules::ActDef& act, const Command& c, const std::optional<About>& about, const std::string& about_org) {
  Facts facts;
  GS_CHECK(load_documents(tx, c.evidence.value_or(std::map<std::string, std::string>{}), facts));
  GS_CHECK(load_decision(tx, c.decision, facts));
  GS_CHECK(load_records(tx, act, c.items.value_or(json::object{}), facts));
  GS_CHECK(load_others(tx, act, about, about_org.empty() ? tx.context().actor.org : about_org, facts));
  GS_TRY(told, holders(tx, act.tell));
  facts.told = std::move(told);
  return facts;
}

Result<const rules::Procedure*> procedure_of(Tx& tx, const std::string& id) {
  const auto* pack = tx.context().rulebook().pack();
  if (const auto* found = pack ? rules::find_procedure(*pack, id) : nullptr) return found;
  std::string known;
  for (const auto& one : rules::procedure_ids(*pack)) known.append(known.empty() ? "" : ", ").append(one);
  return fail(ErrorCode::input_bad_choice, "/procedure", "procedures of this pack: " + (known.empty() ? "none" : known));
}

Status open_matter(Tx& tx, const OpenMatter& c, const std::string& id) {
  GS_TRY(stated, procedure_of(tx, c.procedure));
  const auto definition = rules::resolved(*tx.context().rulebook().pack(), *stated);
  GS_TRY(opening, opening_act(definition, c.act));
  std::optional<About> about;
  std::string about_org;
  bool about_exists = true;
  if (definition.about != "none" && c.about) {
    about = About{definition.about, *c.about};
    GS_TRY(row, tx.raw(about->kind, about->id));
    about_exists = row.has_value();
    if (row) about_org = owner_of(about->kind, about->id, row->body);
  }
  GS_TRY(facts, load_facts(tx, *opening, c, about, about_org));
  facts.about_exists = about_exists;
  facts.about_org = about_org;
  GS_TRY(events, open(definition, c, facts, tx.context()));
  return record_matter(tx, id, events);
}

Result<Reply> open_operation(Node& node, const Call& call) {
  GS_TRY(body, body_of<OpenMatter>(call));
  std::string id;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    id = tx.new_id(MatterSubject::kPrefix);
    return open_matter(tx, body, id);
  }));
  return record_reply(node, call, MatterSubject::kKind, id, 201);
}

Status act_on(Tx& tx, const std::string& id, const Matter& matter, const ActOnMatter& c) {
  Facts facts;
  if (const auto* def = matter.definition.act(c.act)) {
    GS_TRY(loaded, load_facts(tx, *def, c, matter.about, matter.about_org));
    facts = std::move(loaded);
  }
  facts.id = id;
  facts.about_org = matter.about_org;
  GS_TRY(events, act(matter, c, facts, tx.context()));
  return record_matter(tx, id, events);
}

/// An operation on the matter that the path names; whoever may not see it is told that there is none.
template <class Body, class Decide>
bool on_matter(std::string operation_id, Decide decide) {
  return operation(operation_id, Access::session, {}, [decide](Node& node, const Call& call) -> Result<Reply> {
    GS_TRY(body, body_of<Body>(call));
    const auto& id = call.param("id");
    GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
      GS_TRY(matter, tx.load<MatterSubject>(id, "path.id"));
      GS_CHECK(check_seen(tx, call, MatterSubject::kKind, id));
      return decide(tx, id, matter, body);
    }));
    return record_reply(node, call, MatterSubject::kKind, id);
  });
}

Status handle_due(Tx& tx, const DueClock& clock) {
  GS_TRY(matter, tx.load<MatterSubject>(clock.id));
  const std::string act = clock.step.starts_with("act.") ? clock.step.substr(4) : clock.step;
  GS_TRY(events, overdue(matter, act, tx.context()));
  return record_matter(tx, clock.id, events);
}

[[maybe_unused]] const bool kOperations[] = {
    operation("openMatter", Access::session, {}, open_operation),
    on_matter<ActOnMatter>("actOnMatter", [](Tx& tx, const std::string& id, const Matter& m, const ActOnMatter& c) { return act_on(tx, id, m, c); }),
    on_matter<domain::GiveOpinion>("reviewMatter",
                                   [](Tx& tx, const std::string& id, const Matter& m, const domain::GiveOpinion& c) -> Status {
                                     GS_TRY(events, review(m, c, tx.context()));
                                     return record_matter(tx, id, events);
                                   }),
    get_record("getMatter", MatterSubject::kKind),
    list_records("listMatters", MatterSubject::kKind, {"procedure", "about"}),
    on_due(MatterSubject::kKind, handle_due),
};

/// Operations that a gate may stand before: all that a signed-in caller reaches, and the product call, which the gateway decides.
std::vector<std::string> gated_operations() {
  std::vector<std::string> out{std::string(rules::kProductCall)};
  for (const auto& [id, op] : operations())
    if (op.access == Access::session) out.push_back(id);
  return out;
}

/// As the contract lists them (EnterOutsideDecision).
std::vector<std::string> decision_kinds() {
  std::vector<std::string> out;
  for (const auto& limits : evidence::EnterOutsideDecision::kLimits) {
    if (limits.member != "decision_kind") continue;
    for (auto rest = limits.one_of; !rest.empty();) {
      const auto bar = rest.find('|');
      out.emplace_back(rest.substr(0, bar));
      rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
    }
  }
  return out;
}

[[maybe_unused]] const bool kNames = [] {
  auto& names = rules::known_to_process();
  names.operations = gated_operations;
  names.kinds = record_kinds;
  names.decisions = decision_kinds;
  return true;
}();

}  // namespace
}  // namespace gongshu::app
