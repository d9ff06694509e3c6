#include "domain/matter/decide.h"

#include <algorithm>

#include "domain/kernel/review.h"
#include "domain/kernel/term.h"
#include "domain/matter/checks.h"

namespace gongshu::domain::matter {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

/// The day from which a clock is near: so long before it is due, or a third of the time before, at least a day.
Result<Date> near_day(const rules::Calendar& calendar, Date from, Date due, const std::optional<std::string>& near) {
  const sys_days end(due);
  if (!near) return presses_from(from, due);
  GS_TRY(length, rules::parse_duration(*near));
  if (length.unit != rules::Unit::working_days) {
    const auto reach = rules::approximate_length(length) / 100;
    return Date(end - days(std::max<std::int64_t>(1, reach)));
  }
  auto day = end;
  for (auto left = length.count; left > 0;) {
    day -= days(1);
    GS_TRY(working, calendar.is_working_day(Date(day)));
    left -= working;
  }
  return Date(day);
}

Result<ActClock> clock_for(const rules::ActDef& act, Date from, Date due, Context& context) {
  GS_TRY(near, near_day(context.rulebook().calendar(), from, due, act.near));
  return ActClock{act.name, to_text(due), to_text(near), {}};
}

/// The clocks that taking `taken` opens.
Result<std::vector<ActClock>> clocks_after(const rules::Procedure& definition, const rules::ActDef& taken, const json::object& items,
                                           Context& context) {
  std::vector<ActClock> out;
  const auto today = local_date(context.now);
  for (const auto& act : definition.acts) {
    if (!act.due) continue;
    const auto after = act.due->after.value_or(std::vector<std::string>{});
    if (act.due->within && std::find(after.begin(), after.end(), taken.name) != after.end()) {
      GS_TRY(within, rules::parse_duration(*act.due->within));
      GS_TRY(due, context.rulebook().calendar().deadline(today, within));
      GS_TRY(clock, clock_for(act, today, due, context));
      out.push_back(std::move(clock));
    }
    const auto* named = act.due->by ? items.if_contains(*act.due->by) : nullptr;
    if (named && named->is_string()) {
      GS_TRY(due, parse_date(std::string(named->get_string())));
      GS_TRY(clock, clock_for(act, today, due, context));
      out.push_back(std::move(clock));
    }
  }
  return out;
}

std::string target(const Matter& m, const rules::ActDef& act, const json::object& items) {
  if (act.to) return *act.to;
  if (const auto* value = act.to_item ? items.if_contains(*act.to_item) : nullptr; value && value->is_string())
    if (const auto state = act.to_state.find(std::string(value->get_string())); state != act.to_state.end()) return state->second;
  return m.status;
}

/// Everybody who worked on what is reviewed.
std::vector<std::string> authors(const Matter& m, const std::string& person) {
  std::vector<std::string> out{person};
  for (const auto& done : m.done) note_author(out, done.person);
  return out;
}

void note_rules(const rules::ActDef& act, Context& context) {
  const auto* pack = context.rulebook().pack();
  for (const auto& id : act.rules)
    if (const auto* rule = pack ? pack->find(id) : nullptr; rule && rule->in_force(local_date(context.now))) context.note_rule(id);
}

Result<Acted> acted(const Matter& m, const rules::ActDef& act, const Brought& b, const Facts& facts, Context& context) {
  Acted e;
  e.act = act.name;
  e.status = target(m, act, b.items);
  for (const auto& [key, value] : b.items)
    if (!value.is_null()) e.items.emplace(key, value);
  e.evidence = b.evidence;
  e.decision = b.decision;
  e.reason = b.reason;
  e.basis = b.basis;
  e.told = facts.told;
  if (act.opens) {
    e.opens_thread = *act.opens + "-" + std::to_string(m.threads.size() + 1);
    e.thread_kind = act.opens;
  }
  if (act.closes) {
    const auto open = open_threads(m, *act.closes);
    if (b.thread || !open.empty()) e.closes_thread = b.thread ? *b.thread : open.front()->id;
  }
  GS_TRY(clocks, clocks_after(m.definition, act, e.items, context));
  e.clocks = std::move(clocks);
  if (act.chain) {
    GS_TRY(run, rules::start(act.chain->chain, authors(m, context.actor.person), context.now, context.rulebook().calendar()));
    const auto cited = refusal(context, act, ErrorCode::rule_refused);
    run.rule = cited.rule;
    run.article = cited.article;
    e.review = std::move(run);
  }
  note_rules(act, context);
  return e;
}

Status check_all(const Try& t, bool opening) {
  if (!opening) GS_CHECK(check_state(t));
  GS_CHECK(check_actor(t));
  GS_CHECK(check_person(t));
  GS_CHECK(check_review(t));
  GS_CHECK(check_before_after(t));
  GS_CHECK(check_count(t));
  GS_CHECK(check_needs(t));
  GS_CHECK(check_thread(t));
  GS_CHECK(check_items(t));
  GS_CHECK(check_evidence(t));
  return check_reason(t);
}

Brought brought(const OpenMatter& c) {
  return {c.items.value_or(json::object{}), c.evidence.value_or(std::map<std::string, std::string>{}), c.decision, c.reason, c.basis, {}};
}
Brought brought(const ActOnMatter& c) {
  return {c.items.value_or(json::object{}), c.evidence.value_or(std::map<std::string, std::string>{}), c.decision, c.reason, c.basis, c.thread};
}

/// No opinion is asked for now: cites the act whose review it would be.
Error no_review(const Matter& m, const Context& context) {
  const auto hint = "no review is under way; status is " + m.status + "; next: " + next_steps(m);
  const auto* act = m.review_act ? m.definition.act(*m.review_act) : nullptr;
  for (const auto& a : m.definition.acts)
    if (!act && a.chain) act = &a;
  return act ? refusal(context, *act, ErrorCode::state_not_allowed, "/review", hint) : Error{ErrorCode::state_not_allowed, "/review", hint, {}, {}, {}};
}

/// The matter as the opening event leaves it.
Matter opened(const Opened& e, const Context& context) {
  Matter m;
  MatterSubject::evolve(m, e, {0, context.now, context.actor.person, context.actor.org, {}});
  return m;
}

std::string review_status(const Matter& m, rules::Outcome outcome) {
  const auto* act = m.review_act ? m.definition.act(*m.review_act) : nullptr;
  if (!act || !act->chain) return m.status;
  switch (outcome) {
    case rules::Outcome::passed: return act->chain->passed;
    case rules::Outcome::refused: return act->chain->refused;
    case rules::Outcome::returned: return act->chain->returned;
    case rules::Outcome::pending: break;
  }
  return m.status;
}

}  // namespace

Result<const rules::ActDef*> opening_act(const rules::Procedure& definition, const std::optional<std::string>& name) {
  std::vector<std::string> known;
  const rules::ActDef* found = nullptr;
  for (const auto& act : definition.acts) {
    if (!act.from.empty() || act.from_any) continue;
    known.push_back(act.name);
    if (!name || act.name == *name) found = &act;
  }
  if (!name && known.size() > 1) return fail(ErrorCode::input_missing_field, "/act", "one of: " + joined(known));
  if (!found) return fail(ErrorCode::input_bad_choice, "/act", "one of: " + joined(known));
  return found;
}

Result<Events> open(const rules::Procedure& definition, const OpenMatter& c, const Facts& facts, Context& context) {
  GS_TRY(act, opening_act(definition, c.act));
  if (definition.every)
    return fail(refusal(context, *act, ErrorCode::state_not_allowed, "/procedure", "the node opens these matters itself at the end of each period"));
  std::optional<About> about;
  if (definition.about != "none") {
    if (!c.about) return fail(ErrorCode::input_missing_field, "/about", "the id of a record of kind " + definition.about);
    if (!facts.about_exists) return fail(ErrorCode::state_not_found, "/about", "no " + definition.about + " has this id");
    about = About{definition.about, *c.about};
  } else if (c.about) {
    return fail(ErrorCode::input_unknown_field, "/about", "this procedure is about no record");
  }
  const Opened first{definition.id, definition, "", about, facts.about_org, context.actor.org, {}, {}};
  const auto matter = opened(first, context);
  const auto b = brought(c);
  GS_CHECK(check_all({matter, *act, b, facts, context}, true));
  GS_TRY(second, acted(matter, *act, b, facts, context));
  return Events{first, std::move(second)};
}

Result<Events> act(const Matter& m, const ActOnMatter& c, const Facts& facts, Context& context) {
  const auto* act = m.definition.act(c.act);
  if (!act) {
    std::vector<std::string> known;
    for (const auto& a : m.definition.acts) known.push_back(a.name);
    return fail(ErrorCode::input_bad_choice, "/act", "one of: " + joined(known));
  }
  const auto b = brought(c);
  GS_CHECK(check_all({m, *act, b, facts, context}, false));
  GS_TRY(event, acted(m, *act, b, facts, context));
  return Events{std::move(event)};
}

Status check_act(const Matter& m, const rules::ActDef& act, const Brought& brought, const Facts& facts, Context& context) {
  const bool opening = act.from.empty() && !act.from_any && m.done.empty() && m.status != rules::kExpected;
  return check_all({m, act, brought, facts, context}, opening);
}

Result<Events> review(const Matter& m, const GiveOpinion& c, Context& context) {
  if (!review_pending(m)) return fail(no_review(m, context));
  GS_CHECK(require_role(context, c.role));
  GS_CHECK(check_notes(c, m));
  GS_TRY(opinion, rules::decide_opinion(*m.review, draft_of(c, context), context.now, context.rulebook().calendar()));
  auto run = *m.review;
  rules::apply_opinion(run, opinion);
  if (const auto* act = m.definition.act(m.review_act.value_or(""))) note_rules(*act, context);
  return Events{Reviewed{std::move(opinion), review_status(m, rules::outcome(run))}};
}

Result<Events> overdue(const Matter& m, const std::string& name, Context& context) {
  const auto clock = std::find_if(m.clocks.begin(), m.clocks.end(), [&](const ActClock& c) { return c.act == name && !c.fired; });
  const auto* act = m.definition.act(name);
  if (clock == m.clocks.end() || !act || to_text(local_date(context.now)) <= clock->due) return Events{};
  Events out{Overdue{name}};
  note_rules(*act, context);
  // The opening act of a matter of a period has its day from the period, not from a due date of its own.
  const auto* then = !act->due || act->due->overdue == "alert" ? nullptr : m.definition.act(act->due->overdue);
  if (!then || !rules::possible_in(m.definition, *then, m.status)) return out;
  GS_TRY(event, acted(m, *then, {}, {}, context));
  out.push_back(std::move(event));
  return out;
}

Result<Events> expect(const rules::Procedure& definition, const std::string& org, const std::string& period, Date last_day, Context& context) {
  GS_TRY(act, opening_act(definition, {}));
  std::vector<ActClock> clocks;
  std::optional<Date> due;
  if (definition.every->due) {
    GS_TRY(within, rules::parse_duration(*definition.every->due));
    GS_TRY(day, context.rulebook().calendar().deadline(last_day, within));
    due = day;
  } else if (definition.every->by) {
    GS_TRY(day, parse_date(std::to_string(int(last_day.year()) + 1) + "-" + *definition.every->by));
    due = day;
  }
  if (due) {
    GS_TRY(clock, clock_for(*act, last_day, *due, context));
    clocks.push_back(std::move(clock));
  }
  note_rules(*act, context);
  return Events{Opened{definition.id, definition, std::string(rules::kExpected), About{"organisation", org}, org, org, period, std::move(clocks)}};
}

Result<Events> open_by_node(const rules::Procedure& definition, const std::optional<About>& about, const std::string& about_org,
                            const json::object& items, Context& context) {
  std::vector<const rules::ActDef*> openings;
  for (const auto& a : definition.acts)
    if (a.from.empty() && !a.from_any) openings.push_back(&a);
  if (openings.empty()) return fail(ErrorCode::pack_invalid, definition.id, "no act opens this procedure");
  const Opened first{definition.id, definition, "", about, about_org, context.actor.org, {}, {}};
  const auto matter = opened(first, context);
  Brought b;
  for (const auto& item : openings.front()->items)
    if (const auto* value = items.if_contains(item.name)) b.items.emplace(item.name, *value);
  GS_TRY(second, acted(matter, *openings.front(), b, {}, context));
  return Events{first, std::move(second)};
}

}  // namespace gongshu::domain::matter
