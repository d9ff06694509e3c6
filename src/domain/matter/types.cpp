#include "domain/matter/types.h"

#include <algorithm>

#include "domain/kernel/review.h"

namespace gongshu::domain::matter {

const Done* last(const Matter& m, std::string_view act) {
  const auto found = std::find_if(m.done.rbegin(), m.done.rend(), [&](const Done& d) { return d.act == act; });
  return found == m.done.rend() ? nullptr : &*found;
}

const json::value* item(const Matter& m, std::string_view name) {
  for (auto done = m.done.rbegin(); done != m.done.rend(); ++done)
    if (const auto* value = done->items.if_contains(name)) return value;
  return nullptr;
}

std::vector<const Thread*> open_threads(const Matter& m, std::string_view kind) {
  std::vector<const Thread*> out;
  for (const auto& t : m.threads)
    if (t.kind == kind && !t.closed) out.push_back(&t);
  return out;
}

const Thread* open_thread(const Matter& m, std::string_view kind, std::string_view id) {
  for (const auto* t : open_threads(m, kind))
    if (t->id == id) return t;
  return nullptr;
}

bool review_pending(const Matter& m) { return m.review && rules::outcome(*m.review) == rules::Outcome::pending; }

bool ended(const Matter& m) { return m.definition.is_end(m.status); }

namespace {

bool has(const std::vector<std::string>& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

/// Taken as often as it may be.
bool used_up(const Matter& m, const rules::ActDef& act) {
  return act.times && std::count_if(m.done.begin(), m.done.end(), [&](const Done& d) { return d.act == act.name; }) >= *act.times;
}

const ActClock* clock_of(const Matter& m, const std::string& act) {
  for (const auto& clock : m.clocks)
    if (clock.act == act) return &clock;
  return nullptr;
}

void add_todo(std::vector<Todo>& out, const Matter& m, const rules::ActDef& act, const std::string& who) {
  Todo todo{"act." + act.name, who, {}, {}};
  if (who == "about" || who == "opener") {
    todo.role = {};
    todo.org = who == "about" ? m.about_org : m.org;
    if (todo.org.empty()) return;
  } else if (rules::named_by_item(who)) {
    todo.role = {};
    todo.org = named_org(m, who);
    if (todo.org.empty()) return;
  } else {
    todo.org = seat_of(m, act);
  }
  if (const auto* clock = clock_of(m, act.name)) {
    todo.due = clock->due;
    todo.near = clock->near;
    if (act.due && act.due->escalate) todo.escalate = *act.due->escalate;
    todo.escalate.emplace_back("competent_authority");
  }
  out.push_back(std::move(todo));
}

}  // namespace

std::string named_org(const Matter& m, std::string_view actor) {
  const auto name = rules::named_by_item(actor);
  const auto* value = name ? item(m, *name) : nullptr;
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string seat_of(const Matter& m, const rules::ActDef& act) {
  if (act.same)
    if (const auto* before = last(m, *act.same)) return before->org;
  // What is reported for a period concerns one organisation: no other with the role takes its place.
  if (m.period && m.definition.every && has(act.by, m.definition.every->role)) return m.about_org;
  return {};
}

std::vector<Todo> todos_of(const Matter& m) {
  std::vector<Todo> out;
  if (review_pending(m)) out = review_todos(m.review);
  for (const auto& act : m.definition.acts) {
    if (!rules::possible_in(m.definition, act, m.status) || used_up(m, act)) continue;
    for (const auto& who : act.by)
      if (who != "anyone" && who != "clock") add_todo(out, m, act, who);
  }
  return out;
}

std::vector<Clock> clocks_of(const Matter& m) {
  std::vector<Clock> out;
  for (const auto& clock : m.clocks)
    if (!clock.fired) out.push_back({"act." + clock.act, clock.due});
  return out;
}

std::set<std::string> parties_of(const Matter& m) {
  std::set<std::string> out{m.org};
  if (!kept_from_about(m)) out.insert(m.about_org);
  for (const auto& done : m.done) out.insert(done.org);
  for (const auto& act : m.definition.acts)
    for (const auto& who : act.by) out.insert(named_org(m, who));
  out.insert(m.told.begin(), m.told.end());
  out.erase("");
  return out;
}

bool kept_from_about(const Matter& m) { return m.definition.confidential && has(*m.definition.confidential, m.status); }

bool is_public(const Matter& m) { return has(m.definition.open_to_all, m.status); }

std::map<std::string, std::string> keys_of(const Matter& m) {
  std::map<std::string, std::string> out{{"procedure", m.procedure}};
  if (m.about) {
    out["about"] = m.about->kind + "/" + m.about->id;
    out["procedure_about"] = m.procedure + " " + m.about->kind + "/" + m.about->id;
  }
  if (m.period) out["procedure_period"] = m.procedure + " " + *m.period;
  return out;
}

}  // namespace gongshu::domain::matter
