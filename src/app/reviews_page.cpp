// The chains of the pack in force as a page: who reviews what, in which order and by when, and which gates stand before it.
#include <set>

#include "app/gates.h"
#include "app/reviews.h"
#include "rules/calendar.h"
#include "rules/procedure.h"

namespace gongshu::app {
namespace {

json::object words(const rules::Words& w) { return {{"zh", w.zh}, {"en", w.en}}; }

std::string_view unit_name(rules::Unit unit) {
  static constexpr std::string_view kNames[] = {"working_days", "days", "months", "quarters", "years"};
  return kNames[static_cast<std::size_t>(unit)];
}

/// {amount, unit, text}; the pack was checked when it was loaded.
json::value term(const std::string& text) {
  const auto parsed = rules::parse_duration(text);
  if (!parsed) return nullptr;
  return json::object{{"amount", parsed->count}, {"unit", unit_name(parsed->unit)}, {"text", {{"zh", rules::to_zh(*parsed)}, {"en", rules::to_text(*parsed)}}}};
}

/// Names of all that the rows mention.
class Labels {
 public:
  explicit Labels(const rules::Rulebook& book) : book_(book) {}
  void role(const std::string& key) { named_[key] = words(book_.role(key)); }
  void key(const std::string& key) { named_[key] = words(book_.label(key)); }
  void keys(const std::vector<std::string>& all) {
    for (const auto& one : all) key(one);
  }
  json::object take() { return std::move(named_); }

 private:
  const rules::Rulebook& book_;
  json::object named_;
};

json::object step_json(const rules::StepDef& step, Labels& labels) {
  labels.role(step.role);
  labels.keys(step.covers);
  labels.keys(step.attachments);
  json::object out{{"role", step.role},
                   {"covers", write(step.covers)},
                   {"attachments", write(step.attachments)},
                   {"optional", step.optional},
                   {"people", step.people.value_or(1)},
                   {"declares_conflict", step.declares_conflict.value_or(false)}};
  if (step.quorum) out["quorum"] = *step.quorum;
  if (step.due) out["within"] = term(*step.due);
  return out;
}

json::object chain_json(const rules::ChainDef& chain, Labels& labels) {
  json::array stages;
  for (const auto& stage : chain.steps) {
    json::array steps;
    for (const auto& step : stage.parallel) steps.push_back(step_json(step, labels));
    stages.push_back({{"blind", stage.blind}, {"steps", std::move(steps)}});
  }
  if (!chain.applicant.empty()) labels.role(chain.applicant);
  for (const auto& role : chain.tell) labels.role(role);
  return {{"name", chain.name}, {"applicant", chain.applicant}, {"tell", write(chain.tell)}, {"stages", std::move(stages)}};
}

json::object rule_json(const rules::Rule& rule) {
  return {{"id", rule.id}, {"article", rule.article}, {"level", name_of(rule.level)}, {"zh", rule.zh}, {"en", rule.en}};
}

json::array rules_json(const rules::Pack& pack, const std::vector<std::string>& ids) {
  json::array out;
  for (const auto& id : ids)
    if (const auto* rule = pack.find(id)) out.push_back(rule_json(*rule));
  return out;
}

/// Of a gate before a matter's operations: does it stand before this procedure? Others name theirs.
bool concerns(const rules::GateDef& gate, const std::string& procedure) {
  const auto only = gate.only.find("/procedure");
  return procedure.empty() || only == gate.only.end() || (only->second.is_string() && only->second.get_string() == procedure);
}

json::array gates_json(Node& node, const std::string& operation, const std::string& procedure, Labels& labels) {
  json::array out;
  const auto* gates = node.part<Gates>().before(operation);
  if (!gates) return out;
  const auto& pack = *node.rulebook().pack();
  for (const auto* gate : *gates) {
    if (!concerns(*gate, procedure)) continue;
    labels.keys(gate->states);
    labels.key(gate->procedure);
    json::object row{{"before", gate->before}, {"procedure", gate->procedure}, {"states", write(gate->states)}, {"barred", gate->barred}};
    if (gate->within) row["within"] = term(*gate->within);
    if (const auto* rule = pack.find(gate->rule)) row["rule"] = rule_json(*rule);
    out.push_back(std::move(row));
  }
  return out;
}

/// The chain at an enforcement point; nothing where the pack has none.
void add_point(Node& node, const ReviewStart& start, const rules::Rulebook& book, Labels& labels, json::array& rows) {
  const auto ruling = book.at(*start.point);
  const auto* chain = ruling.chain();
  if (!chain) return;
  std::vector<std::string> ids;
  for (const auto& rule : ruling.origin("chain")) ids.push_back(rule.id);
  rows.push_back({{"point", start.point->id()},
                  {"title", {{"zh", start.point->zh()}, {"en", start.point->en()}}},
                  {"kind", start.kind},
                  {"operation", start.operation},
                  {"chain", chain_json(*chain, labels)},
                  {"rules", rules_json(*book.pack(), ids)},
                  {"by_default", ids.empty()},
                  {"gates", gates_json(node, start.operation, {}, labels)}});
}

void add_procedure(Node& node, const rules::Procedure& procedure, const rules::Rulebook& book, Labels& labels, json::array& rows) {
  for (const auto& act : procedure.acts) {
    if (!act.chain) continue;
    const std::string operation = act.from.empty() && !act.from_any ? "openMatter" : "actOnMatter";
    rows.push_back({{"procedure", procedure.id},
                    {"act", act.name},
                    {"title", {{"zh", procedure.zh + "：" + act.zh}, {"en", procedure.en + ": " + act.en}}},
                    {"kind", "matter"},
                    {"operation", operation},
                    {"chain", chain_json(act.chain->chain, labels)},
                    {"rules", rules_json(*book.pack(), act.rules)},
                    {"by_default", act.rules.empty()},
                    {"gates", gates_json(node, operation, procedure.id, labels)}});
  }
}

Result<Reply> list_chains(Node& node, const Call&) {
  const auto book = node.rulebook().on(local_date(node.clock().now()));
  const auto& pack = *book.pack();
  Labels labels(book);
  json::array rows;
  for (const auto& start : review_starts()) add_point(node, start, book, labels, rows);
  for (const auto& id : rules::procedure_ids(pack)) add_procedure(node, rules::resolved(pack, *rules::find_procedure(pack, id)), book, labels, rows);
  return Reply{200, json::object{{"pack", pack.id}, {"rows", std::move(rows)}, {"labels", labels.take()}}, {}, {}, {}};
}

[[maybe_unused]] const bool kChains = operation("listReviewChains", Access::session, {}, list_chains);

}  // namespace

std::vector<ReviewStart>& review_starts() {
  static std::vector<ReviewStart> all;
  return all;
}

bool starts_review(std::string operation, std::string_view kind, const rules::Point& point) {
  auto& all = review_starts();
  ReviewStart start{std::move(operation), std::string(kind), &point};
  const auto later = [](const ReviewStart& a, const ReviewStart& b) { return a.point->id() < b.point->id(); };
  all.insert(std::upper_bound(all.begin(), all.end(), start, later), std::move(start));
  return true;
}

}  // namespace gongshu::app
