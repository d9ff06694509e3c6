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
