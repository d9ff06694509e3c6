#include "domain/authorization/checks.h"

#include "base/text.h"
#include "domain/authorization/points.h"
#include "domain/kernel/exception.h"

namespace gongshu::domain::authorization {

Status check_items(const rules::Ruling& ruling, const std::map<std::string, std::string>& items, const std::string& at) {
  for (const auto& item : ruling.list("items")) {
    const auto found = items.find(item);
    if (found == items.end() || blank(found->second))
      return fail(ruling.refuse_item(ErrorCode::rule_item_missing, "items", item, at + "/" + item));
  }
  return {};
}

Status check_mode(const DraftPlan& c, const PlanFacts& facts, Context& context) {
  const auto ruling = context.ruling(kPlanMode);
  const auto& modes = ruling.list("modes");
  if (!modes.empty() && std::find(modes.begin(), modes.end(), c.mode) == modes.end())
    return fail(ruling.refusal(ErrorCode::rule_refused, "/content/mode", "the text does not know this mode"));
  const auto& preferred = ruling.text("prefer");
  if (preferred.empty() || preferred == c.mode) return {};
  return unless_excepted(ruling, "prefer", facts.exceptions, ErrorCode::rule_refused, "/content/mode", "the mode here is " + preferred);
}

namespace {

/// What differs, by the names that packs use: mode, resource_scope, revenue_sharing, term, title, or the key of any other item.
std::set<std::string> changed_kinds(const DraftPlan& before, const DraftPlan& after) {
  std::set<std::string> out;
  if (before.mode != after.mode) out.insert("mode");
  if (before.resources != after.resources) out.insert("resource_scope");
  if (before.starts != after.starts || before.ends != after.ends) out.insert("term");
  if (before.title != after.title) out.insert("title");
  auto keys = after.items;
  keys.insert(before.items.begin(), before.items.end());
  for (const auto& [key, text] : keys) {
    const auto was = before.items.find(key), is = after.items.find(key);
    if (was != before.items.end() && is != after.items.end() && was->second == is->second) continue;
    out.insert(key == "operation_mode" ? "mode" : key == "accounting_and_sharing" ? "revenue_sharing" : key);
  }
  return out;
}

}  // namespace

Status check_change(const OperationPlan& state, const DraftPlan& c, const PlanFacts& facts, Context& context) {
  if (state.status != PlanStatus::approved) return {};
  const auto ruling = context.ruling(kPlanChange);
  const auto& kinds = ruling.list("kinds");
  if (kinds.empty()) return {};
  const auto changed = changed_kinds(state.content, c);
  if (std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return changed.contains(kind); })) return {};
  return unless_excepted(ruling, "kinds", facts.exceptions, ErrorCode::rule_refused, "/items", "an approved plan is not changed at will");
}

Status check_period(const std::string& starts, const std::string& ends) {
  auto first = parse_date(starts);
  if (!first) return fail(ErrorCode::input_bad_date, "/starts", first.error().hint);
  auto last = parse_date(ends);
  if (!last) return fail(ErrorCode::input_bad_date, "/ends", last.error().hint);
  if (*last < *first) return fail(ErrorCode::input_out_of_range, "/ends", "the last day is not before the first");
  return {};
}

Status check_decision(const rules::Ruling& ruling, const DecisionFact& decision, std::string_view kind, const std::string& subject) {
  if (decision && evidence::holds(*decision, kind, subject)) return {};
  return fail(ruling.refusal(ErrorCode::rule_order, "/decision",
                             "needs a confirmed, approving decision of kind " + std::string(kind) + " about " + subject +
                                 " (enterOutsideDecision, then confirmOutsideDecision by another person)"));
}

Status check_not_spent(const rules::Ruling& ruling, const std::vector<std::string>& past, const std::string& decision) {
  if (std::find(past.begin(), past.end(), decision) == past.end()) return {};
  return fail(ruling.refusal(ErrorCode::rule_order, "/decision", "this decision was made on an earlier version; the changed text needs a new one"));
}

Result<std::vector<Filing>> open_filings(const rules::Ruling& ruling, Context& context) {
  std::vector<Filing> out;
  for (const auto& recipient : ruling.list("recipients")) {
    Filing filing{recipient, {}, {}, {}};
    if (ruling.point().find("within"))
      if (const auto within = ruling.duration("within")) {
        GS_TRY(due, context.rulebook().calendar().deadline(context.now, *within));
        filing.due = to_text(due);
      }
    out.push_back(std::move(filing));
  }
  return out;
}

Status check_filing(const std::vector<Filing>& filings, const RecordFiling& c, Context& context) {
  GS_CHECK(past_day(context, c.filed_on, "/filed_on"));
  for (const auto& f : filings) {
    if (f.recipient != c.recipient) continue;
    if (f.filed_on) return fail(ErrorCode::state_already_exists, "/recipient", "this filing is recorded already");
    return {};
  }
  return fail(ErrorCode::input_bad_choice, "/recipient", "the pack asks for no filing with this recipient");
}

}  // namespace gongshu::domain::authorization
