#include "app/dossier.h"

#include <set>

#include "app/ledger_json.h"
#include "app/operation.h"

namespace gongshu::app {
namespace {

/// Everything recorded about one record, oldest first.
Result<std::vector<ledger::Entry>> stream_of(Records& records, const std::string& kind, const std::string& id) {
  GS_TRY(row, records.raw(kind, id));
  std::vector<ledger::Entry> out;
  if (!row) return out;
  const auto stream = kind + "/" + id;
  GS_CHECK(ledger::Reader(records.db()).each(static_cast<std::uint64_t>(row->created), [&](const ledger::Entry& e) -> Status {
    if (e.stream == stream) out.push_back(e);
    return {};
  }));
  return out;
}

/// The record as it stood before entry `seq`: its events folded up to there; null when that entry made it.
Result<json::value> state_before(const std::vector<ledger::Entry>& entries, const std::string& kind, const std::string& id, std::uint64_t seq) {
  const auto subject = domain::subjects().find(kind);
  json::value state;
  for (const auto& e : entries) {
    if (e.seq >= seq || subject == domain::subjects().end()) break;
    const domain::EventMeta meta{static_cast<std::int64_t>(e.seq), e.time, e.actor, e.org, id};
    GS_TRY(next, subject->second.apply(state.is_null() ? nullptr : &state, e.type, e.data.object(), meta));
    state = std::move(next);
  }
  return state;
}

/// Ids of documents, outside decisions and exceptions anywhere in a value.
void collect_evidence(const json::value& value, std::set<std::string>& ids) {
  if (const auto* text = value.if_string()) {
    for (const std::string_view prefix : {"doc-", "dec-", "exc-"})
      if (text->starts_with(prefix)) ids.emplace(*text);
  } else if (const auto* list = value.if_array()) {
    for (const auto& item : *list) collect_evidence(item, ids);
  } else if (const auto* object = value.if_object()) {
    for (const auto& member : *object) collect_evidence(member.value(), ids);
  }
}

Result<json::array> evidence_of(Records& records, const std::set<std::string>& ids) {
  json::array out;
  for (const auto& id : ids)
    for (const std::string_view kind : {"document", "outside_decision", "rule_exception"}) {
      GS_TRY(row, records.raw(kind, id));
      if (!row) continue;
      auto shown = record_json(id, *row);
      shown["evidence_kind"] = kind;
      out.push_back(std::move(shown));
    }
  return out;
}

/// A step with a last day, and whether it was kept; `done` is empty while the step is open.
json::object clock_json(std::string step, const std::string& due, const std::string& done, const std::string& today) {
  const auto& until = done.empty() ? today : done;
  return {{"step", std::move(step)}, {"due", due}, {"done", done}, {"kept", until <= due}};
}

std::string text_member(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// Day of the opinion on a review step; empty while none was given.
std::string opinion_day(const json::object& step) {
  const auto* opinion = step.if_contains("opinion");
  const auto* given = opinion && opinion->is_object() ? opinion->get_object().if_contains("time") : nullptr;
  return given && given->is_int64() ? to_text(local_date(given->get_int64())) : std::string();
}

/// Clocks wherever a state keeps them: steps of reviews (done by an opinion), filings (filed_on), clocks of matters (done).
void collect_clocks(const json::value& value, const std::string& today, json::array& out) {
  if (const auto* list = value.if_array()) {
    for (const auto& item : *list) collect_clocks(item, today, out);
    return;
  }
  const auto* object = value.if_object();
  if (!object) return;
  if (const auto due = text_member(*object, "due"); !due.empty()) {
    auto step = text_member(*object, "role");
    for (const auto* name : {"recipient", "act"})
      if (step.empty()) step = text_member(*object, name);
    auto done = opinion_day(*object);
    for (const auto* name : {"filed_on", "done"})
      if (done.empty()) done = text_member(*object, name);
    out.push_back(clock_json(std::move(step), due, done, today));
  }
  for (const auto& member : *object) collect_clocks(member.value(), today, out);
}

/// The texts of ours behind the rule ids, with the article each paraphrases.
json::array rules_of(const rules::Rulebook& book, const std::set<std::string>& ids) {
  json::array out;
  for (const auto& id : ids) {
    const auto* rule = book.pack() ? book.pack()->find(id) : nullptr;
    if (!rule) continue;
    out.push_back(json::object{{"id", id}, {"article", rule->article}, {"level", name_of(rule->level)}, {"zh", rule->zh}, {"en", rule->en}});
  }
  return out;
}

/// Entries with their proofs; what a blind review still hides from the reader stays hidden.
Result<json::array> proven(Records& records, const std::vector<ledger::Entry>& entries, const domain::Actor& reader, std::uint64_t size) {
  ledger::Reader log(records.db());
  json::array out;
  for (const auto& e : entries) {
    GS_TRY(blind, hidden_from(records, e, reader));
    auto shown = entry_json(e, !blind);
    if (!blind) GS_CHECK(put_salt(log, e.seq, shown));
    GS_TRY(proof, proof_json(log, e.seq, size));
    GS_TRY(envelope, log.envelope(e.seq));
    proof["envelope"] = envelope;
    shown["proof"] = std::move(proof);
    out.push_back(std::move(shown));
  }
  return out;
}

}  // namespace

Result<json::object> make_dossier(Node& node, Records& records, const domain::Actor& reader, const std::string& kind, const std::string& id,
                                  std::uint64_t seq) {
  GS_TRY(entries, stream_of(records, kind, id));
  const auto decision = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.seq == seq; });
  if (decision == entries.end()) return fail(ErrorCode::state_not_found, "query.seq", "no entry of " + kind + "/" + id + " has this number");
  GS_TRY(latest, ledger::Reader(records.db()).latest_checkpoint());
  GS_TRY(before, state_before(entries, kind, id, seq));
  GS_TRY(row, records.raw(kind, id));
  std::set<std::string> applied, evidence;
  collect_evidence(before, evidence);
  for (const auto& e : entries) {
    applied.insert(e.rules.begin(), e.rules.end());
    if (e.seq <= seq) collect_evidence(e.data.object(), evidence);
  }
  GS_TRY(documents, evidence_of(records, evidence));
  GS_TRY(history, proven(records, entries, reader, latest->size));
  json::array clocks;
  collect_clocks(row->body, to_text(local_date(node.clock().now())), clocks);
  return json::object{{"record", json::object{{"kind", kind}, {"id", id}, {"version", row->version}}},
                      {"decision", static_cast<std::int64_t>(seq)},
                      {"made", to_text(node.clock().now())},
                      {"seen", std::move(before)},
                      {"rules", rules_of(node.rulebook(), applied)},
                      {"evidence", std::move(documents)},
                      {"clocks", std::move(clocks)},
                      {"history", std::move(history)},
                      {"checkpoint", latest->note},
                      {"key", node.key().public_key().to_pem()}};
}

namespace {

Result<Reply> dossier(Node& node, const Call& call) {
  if (!is_overseer(call.actor)) return fail(ErrorCode::auth_forbidden, {}, "authorities, agencies and supervisors draw up dossiers");
  json::object body;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(made, make_dossier(node, records, call.actor, call.param("kind"), call.param("id"),
                              std::strtoull(call.query_or("seq", "0").c_str(), nullptr, 10)));
    body = std::move(made);
    return {};
  }));
  return Reply{200, std::move(body), {}, {}, {}};
}

[[maybe_unused]] const bool kDossier = operation("getDossier", Access::session, {}, dossier);

}  // namespace
}  // namespace gongshu::app
