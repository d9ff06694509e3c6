#include "domain/matter/checks.h"

#include <algorithm>

#include "base/text.h"

namespace gongshu::domain::matter {
namespace {

bool has(const std::vector<std::string>& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

tl::unexpected<Error> refuse(const Try& t, ErrorCode code, std::string at = {}, std::string hint = {}) {
  return fail(refusal(t.context, t.act, code, std::move(at), std::move(hint)));
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

const rules::Rule* in_force(const Context& context, const std::string& id) {
  const auto* pack = context.rulebook().pack();
  const auto* rule = pack ? pack->find(id) : nullptr;
  return rule && rule->in_force(local_date(context.now)) ? rule : nullptr;
}

std::string act_name(const Matter& m, const std::string& name) {
  const auto* act = m.definition.act(name);
  return act ? "“" + act->zh + "” / " + act->en : name;
}

}  // namespace

Error refusal(const Context& context, const rules::ActDef& act, ErrorCode code, std::string at, std::string hint) {
  Error out{code, std::move(at), std::move(hint), {}, {}, {}};
  for (const auto& id : act.rules) {
    const auto* rule = in_force(context, id);
    if (!rule) continue;
    const auto level = rule->level_at(rules::kProcedure.id());
    const bool binding = level == rules::Level::must || level == rules::Level::principle;
    if (out.rule.empty() || binding) {
      out.rule = rule->id;
      out.article = rule->article;
    }
    if (binding) break;
  }
  if (act.rules.empty()) out.detail["product_default"] = true;
  return out;
}

std::string named(const Context& context, const std::string& key) {
  const auto words = context.rulebook().label(key);
  return words.zh == key ? key : "“" + words.zh + "” / " + words.en + " (" + key + ")";
}

std::string next_steps(const Matter& m) {
  if (review_pending(m)) return "the opinion of " + joined(rules::open_roles(*m.review));
  std::vector<std::string> out;
  for (const auto& a : m.definition.acts)
    if (rules::possible_in(m.definition, a, m.status)) out.push_back("“" + a.zh + "” / " + a.en + " (" + a.name + ") by " + joined(a.by));
  return out.empty() ? "none, the matter has ended" : joined(out);
}

std::string record_kind(const rules::ItemDef& item) {
  switch (item.type) {
    case rules::ItemType::organisation: return "organisation";
    case rules::ItemType::person: return "person";
    case rules::ItemType::record: return item.kind.value_or("");
    default: return {};
  }
}

Status check_state(const Try& t) {
  if (rules::possible_in(t.matter.definition, t.act, t.matter.status)) return {};
  return refuse(t, ErrorCode::state_not_allowed, "/status", "status is " + t.matter.status + "; next: " + next_steps(t.matter));
}

namespace {

/// Nobody decides about their own house.
Status check_not_by(const Try& t) {
  const auto& org = t.context.actor.org;
  for (const auto& who : t.act.not_by.value_or(std::vector<std::string>{})) {
    const bool about = who == "about" && org == t.matter.about_org;
    if (!org.empty() && (about || (who == "opener" && org == t.matter.org) || org == named_org(t.matter, who)))
      return refuse(t, ErrorCode::auth_forbidden, {}, "not by your organisation, which the matter concerns; done by: " + joined(t.act.by));
  }
  return {};
}

}  // namespace

Status check_actor(const Try& t) {
  GS_CHECK(check_not_by(t));
  const auto& actor = t.context.actor;
  const auto seat = t.act.same ? std::string() : seat_of(t.matter, t.act);
  for (const auto& who : t.act.by) {
    if (who == "anyone" || (who == "clock" && actor.has_role("node"))) return {};
    if (who == "about" && !actor.org.empty() && actor.org == t.matter.about_org) return {};
    if (who == "opener" && actor.org == t.matter.org) return {};
    if (!actor.org.empty() && actor.org == named_org(t.matter, who)) return {};
    if (actor.has_role(who) && (seat.empty() || seat == actor.org)) return {};
  }
  return refuse(t, ErrorCode::auth_forbidden, {}, "done by: " + joined(t.act.by));
}

Status check_person(const Try& t) {
  for (const auto& name : t.act.distinct)
    for (const auto& done : t.matter.done)
      if (done.act == name && done.person == t.context.actor.person)
        return refuse(t, ErrorCode::auth_same_person, {}, "another person than did " + act_name(t.matter, name));
  const auto* before = t.act.same ? last(t.matter, *t.act.same) : nullptr;
  if (before && before->org != t.context.actor.org)
    return refuse(t, ErrorCode::auth_forbidden, {}, "the organisation that did " + act_name(t.matter, *t.act.same));
  return {};
}

Status check_review(const Try& t) {
  if (!t.act.chain || !review_pending(t.matter)) return {};
  return refuse(t, ErrorCode::rule_review_pending, "/review", "wait for: " + joined(rules::open_roles(*t.matter.review)));
}

Result<Date> wait_ends(const Try& t) {
  const auto& after = *t.act.after;
  const auto* before = last(t.matter, after.act);
  if (!before) return refuse(t, ErrorCode::rule_order, "/act", "first: " + act_name(t.matter, after.act));
  auto wait = after.wait;
  if (after.item) {
    const auto* value = before->items.if_contains(*after.item);
    if (value && value->is_string()) return parse_date(std::string(value->get_string()));
    if (value && value->is_int64()) wait = std::to_string(value->get_int64()) + " " + after.unit.value_or("days");
  }
  if (!wait) return local_date(before->time);
  GS_TRY(duration, rules::parse_duration(*wait));
  return t.context.rulebook().calendar().deadline(before->time, duration);
}

Status check_before_after(const Try& t) {
  std::vector<std::string> missing;
  for (const auto& name : t.act.done)
    if (!last(t.matter, name)) missing.push_back(act_name(t.matter, name));
  if (!missing.empty()) return refuse(t, ErrorCode::rule_order, "/act", "first: " + joined(missing));
  if (t.act.after) {
    GS_TRY(day, wait_ends(t));
    const bool waits = t.act.after->wait || t.act.after->item;
    if (waits && t.today() <= day) return refuse(t, ErrorCode::rule_order, "/act", "not before the day after " + to_text(day));
  }
  if (t.act.before) {
    const auto* named_day = last(t.matter, t.act.before->act);
    const auto* value = named_day ? named_day->items.if_contains(t.act.before->item) : nullptr;
    if (value && value->is_string() && to_text(t.today()) > std::string_view(value->get_string()))
      return refuse(t, ErrorCode::rule_deadline_passed, "/act", "the last day was " + std::string(value->get_string()));
  }
  for (const auto& kind : t.act.clear)
    if (const auto open = open_threads(t.matter, kind); !open.empty())
      return refuse(t, ErrorCode::rule_order, "/threads", "settle first: " + named(t.context, kind) + " " + open.front()->id);
  return {};
}

Status check_count(const Try& t) {
  std::int64_t times = 0;
  for (const auto& done : t.matter.done) {
    if (done.act != t.act.name) continue;
    ++times;
    const bool again = t.act.once_each && (*t.act.once_each == rules::OnceEach::person ? done.person == t.context.actor.person
                                                                                      : done.org == t.context.actor.org);
    if (again) return refuse(t, ErrorCode::state_already_exists, "/act", "each " + std::string(name_of(*t.act.once_each)) + " once");
  }
  if (t.act.times && times >= *t.act.times)
    return refuse(t, ErrorCode::rule_limit_exceeded, "/act", "at most " + std::to_string(*t.act.times) + " in one matter");
  return {};
}

Status check_needs(const Try& t) {
  const auto today = to_text(t.today());
  for (const auto& need : t.act.needs) {
    bool met = false;
    for (const auto& other : t.facts.others) {
      if (other.procedure != need.procedure || !has(need.states, other.status)) continue;
      if (!need.within) {
        met = true;
        break;
      }
      GS_TRY(within, rules::parse_duration(*need.within));
      GS_TRY(last_day, t.context.rulebook().calendar().deadline(other.since, within));
      met = met || today <= to_text(last_day);
    }
    if (!met)
      return refuse(t, ErrorCode::rule_order, "/act",
                    "first: " + named(t.context, need.procedure) + " in " + joined(need.states) + (need.within ? ", within " + *need.within : std::string()));
  }
  return {};
}

Status check_thread(const Try& t) {
  if (!t.act.closes) {
    if (t.brought.thread) return fail(ErrorCode::input_unknown_field, "/thread", "this act settles nothing");
    return {};
  }
  const auto open = open_threads(t.matter, *t.act.closes);
  if (!t.brought.thread && open.size() > 1) return fail(ErrorCode::input_missing_field, "/thread", "name which one is settled");
  if (t.brought.thread ? !open_thread(t.matter, *t.act.closes, *t.brought.thread) : open.empty())
    return fail(ErrorCode::state_not_found, "/thread", "no open " + named(t.context, *t.act.closes));
  return {};
}

namespace {

Status check_text(const std::string& text, const std::string& at) {
  const auto length = code_points(text);
  if (length < 2 || blank(text)) return fail(ErrorCode::input_too_short, at, "at least 2 characters");
  if (length > 4000) return fail(ErrorCode::input_too_long, at, "at most 4000 characters");
  return {};
}

Status check_integer(const rules::ItemDef& item, const json::value& value, const std::string& at) {
  if (!value.is_int64()) return fail(ErrorCode::input_wrong_type, at, "integer");
  const auto least = item.min.value_or(0);
  if (value.get_int64() < least) return fail(ErrorCode::input_out_of_range, at, "at least " + std::to_string(least));
  return {};
}

/// The organisation took the act that the item's definition names.
Status check_took(const Try& t, const rules::ItemDef& item, const std::string& org, const std::string& at) {
  const auto& done = t.matter.done;
  if (!item.took || std::any_of(done.begin(), done.end(), [&](const Done& d) { return d.act == *item.took && d.org == org; })) return {};
  return refuse(t, ErrorCode::rule_refused, at, "one of those that did " + act_name(t.matter, *item.took));
}

Status check_value(const Try& t, const rules::ItemDef& item, const json::value& value, const std::string& at) {
  using rules::ItemType;
  if (item.type == ItemType::integer) return check_integer(item, value, at);
  if (item.type == ItemType::boolean) return value.is_bool() ? Status() : fail(ErrorCode::input_wrong_type, at, "boolean");
  if (!value.is_string()) return fail(ErrorCode::input_wrong_type, at, "string");
  const std::string text(value.get_string());
  switch (item.type) {
    case ItemType::text: return check_text(text, at);
    case ItemType::date:
      if (auto day = parse_date(text); !day) return fail(ErrorCode::input_bad_date, at, day.error().hint);
      return {};
    case ItemType::choice:
      if (!has(item.of.value_or(std::vector<std::string>{}), text))
        return fail(ErrorCode::input_bad_choice, at, "one of: " + joined(item.of.value_or(std::vector<std::string>{})));
      return {};
    default:
      if (!t.facts.records.contains(record_kind(item) + "/" + text)) return fail(ErrorCode::state_not_found, at, "no " + record_kind(item) + " has this id");
      return check_took(t, item, text, at);
  }
}

/// The refusal over everything that is missing: the place of the first, all of them named.
tl::unexpected<Error> refuse_missing(const Try& t, ErrorCode code, const std::string& section, const std::vector<std::string>& missing) {
  std::vector<std::string> names;
  for (const auto& key : missing) names.push_back(named(t.context, key));
  return refuse(t, code, record_detail::child(section, missing.front()), "补充 / add: " + joined(names));
}

}  // namespace

Status check_items(const Try& t) {
  std::vector<std::string> missing;
  for (const auto& item : t.act.items) {
    const auto* value = t.brought.items.if_contains(item.name);
    if (value && !value->is_null()) {
      GS_CHECK(check_value(t, item, *value, record_detail::child("/items", item.name)));
    } else if (item.required()) {
      missing.push_back(item.name);
    }
  }
  for (const auto& [key, value] : t.brought.items)
    if (std::none_of(t.act.items.begin(), t.act.items.end(), [&](const auto& i) { return i.name == key; }))
      return fail(ErrorCode::input_unknown_field, record_detail::child("/items", key), "this act asks for no such item");
  if (!missing.empty()) return refuse_missing(t, ErrorCode::rule_item_missing, "/items", missing);
  return {};
}

namespace {

Status check_documents(const Try& t) {
  std::vector<std::string> missing;
  for (const auto& kind : t.act.evidence) {
    const auto given = t.brought.evidence.find(kind);
    if (given == t.brought.evidence.end()) {
      missing.push_back(kind);
      continue;
    }
    const auto at = record_detail::child("/evidence", kind);
    const auto found = t.facts.documents.find(given->second);
    if (found == t.facts.documents.end()) return refuse(t, ErrorCode::rule_evidence_missing, at, "no such document: " + given->second);
    if (found->second.kind != kind)
      return refuse(t, ErrorCode::rule_evidence_missing, at, "the document is of kind " + found->second.kind + "; asked for: " + named(t.context, kind));
    if (found->second.valid_until && *found->second.valid_until < to_text(t.today()))
      return refuse(t, ErrorCode::rule_evidence_missing, at, "the document was valid until " + *found->second.valid_until);
  }
  for (const auto& [kind, id] : t.brought.evidence)
    if (!has(t.act.evidence, kind)) return fail(ErrorCode::input_unknown_field, record_detail::child("/evidence", kind), "this act asks for no such document");
  if (!missing.empty()) return refuse_missing(t, ErrorCode::rule_evidence_missing, "/evidence", missing);
  return {};
}

Status check_decision(const Try& t) {
  if (!t.act.decision) {
    if (t.brought.decision) return fail(ErrorCode::input_unknown_field, "/decision", "this act leans on no outside decision");
    return {};
  }
  const auto& kind = t.act.decision->kind;
  std::vector<std::string> subjects;
  if (!t.facts.id.empty()) subjects.push_back("matter/" + t.facts.id);
  if (t.matter.about) subjects.push_back(t.matter.about->kind + "/" + t.matter.about->id);
  const auto& d = t.facts.decision;
  if (d && d->confirmed && d->kind == kind && d->outcome == "approved" && has(subjects, d->subject)) return {};
  return refuse(t, ErrorCode::rule_evidence_missing, "/decision", "a confirmed, approving decision of kind " + kind + " about " + joined(subjects));
}

}  // namespace

Status check_evidence(const Try& t) {
  GS_CHECK(check_documents(t));
  return check_decision(t);
}

Status check_reason(const Try& t) {
  if (!t.act.reason) return {};
  if (t.act.reason->item) {
    const auto* value = t.brought.items.if_contains(*t.act.reason->item);
    if (!value || !value->is_string() || !has(t.act.reason->of.value_or(std::vector<std::string>{}), std::string_view(value->get_string()))) return {};
  }
  if (blank(t.brought.reason.value_or(""))) return refuse(t, ErrorCode::rule_reason_missing, "/reason", "give the reason, and its basis");
  if (blank(t.brought.basis.value_or(""))) return refuse(t, ErrorCode::rule_reason_missing, "/basis", "give the basis: the article or standard relied on");
  return {};
}

}  // namespace gongshu::domain::matter
