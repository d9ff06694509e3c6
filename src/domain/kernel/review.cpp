#include "domain/kernel/review.h"

namespace gongshu::domain {
namespace {

rules::Verdict verdict_of(const std::string& name) {
  if (name == "pass") return rules::Verdict::pass;
  if (name == "recuse") return rules::Verdict::recuse;
  return name == "refuse" ? rules::Verdict::refuse : rules::Verdict::send_back;
}

std::vector<rules::Note> notes_of(const GiveOpinion& c) {
  std::vector<rules::Note> out;
  for (const auto& note : c.notes.value_or(std::vector<ReviewNote>{})) out.push_back({note.at, note.text});
  return out;
}

bool in_review(std::string_view at) { return at == "/review" || at.starts_with("/review/"); }

}  // namespace

Status check_notes(const GiveOpinion& c, const json::value& record) {
  if (!c.notes || c.notes->empty()) return {};
  if (c.verdict == "recuse") return fail(ErrorCode::input_bad_choice, "/notes", "who stands aside leaves no notes");
  for (std::size_t i = 0; i < c.notes->size(); ++i) {
    const auto& at = (*c.notes)[i].at;
    boost::system::error_code error;
    if (!in_review(at) && record.find_pointer(at, error) != nullptr && !error) continue;
    return fail(ErrorCode::input_bad_format, "/notes/" + std::to_string(i) + "/at", "the record has no place " + at);
  }
  return {};
}

Result<rules::ChainRun> open_review(Context& context, const rules::Point& point, std::vector<std::string> applicants) {
  const auto ruling = context.ruling(point);
  const auto* chain = ruling.chain();
  if (!chain)
    return fail(ErrorCode::pack_invalid, point.id(), "no rule and no default of the pack names a review chain for this point; add one under defaults");
  GS_CHECK(rules::check_applicant(*chain, context.actor.roles));
  std::sort(applicants.begin(), applicants.end());
  applicants.erase(std::unique(applicants.begin(), applicants.end()), applicants.end());
  return rules::start(ruling, std::move(applicants), context.now, context.rulebook().calendar());
}

rules::OpinionDraft draft_of(const GiveOpinion& c, const Context& context) {
  return {c.role,
          context.actor.person,
          context.actor.org,
          verdict_of(c.verdict),
          c.reason.value_or(""),
          c.basis.value_or(""),
          c.attachments.value_or(std::map<std::string, std::string>{}),
          c.no_conflict.value_or(false),
          notes_of(c)};
}

Result<ReviewStep> give_opinion(Context& context, const rules::Point& point, const rules::ChainRun& run, const GiveOpinion& c,
                                const Seats& seats) {
  context.ruling(point);
  GS_CHECK(require_role(context, c.role));
  if (const auto seat = seats.find(c.role); seat != seats.end() && !seat->second.empty() &&
                                            std::find(seat->second.begin(), seat->second.end(), context.actor.org) == seat->second.end())
    return fail(ErrorCode::auth_forbidden, "/role", "the " + c.role + " of the matter at hand gives this opinion");
  GS_TRY(opinion, rules::decide_opinion(run, draft_of(c, context), context.now, context.rulebook().calendar()));
  auto after = run;
  rules::apply_opinion(after, opinion);
  return ReviewStep{std::move(opinion), rules::outcome(after)};
}

void apply_review(std::optional<rules::ChainRun>& run, const rules::Opinion& opinion) {
  if (!run) return;
  const auto has = [&](std::int64_t step) { return step >= 0 && step < static_cast<std::int64_t>(run->steps.size()); };
  if (has(opinion.step) && std::all_of(opinion.opens.begin(), opinion.opens.end(), [&](const auto& o) { return has(o.step); }))
    rules::apply_opinion(*run, opinion);
}

void note_author(std::vector<std::string>& authors, const std::string& person) {
  if (std::find(authors.begin(), authors.end(), person) == authors.end()) authors.push_back(person);
}

std::vector<Todo> review_todos(const std::optional<rules::ChainRun>& run, const Seats& seats) {
  std::vector<Todo> out;
  if (!run) return out;
  for (const auto& step : run->steps)
    if (step.status == rules::StepStatus::open) {
      const auto seat = seats.find(step.role);
      Todo todo{"review." + step.role, step.role, seat == seats.end() || seat->second.size() != 1 ? std::string() : seat->second.front(), step.due.value_or("")};
      // A panel has a seat for each of its people, and one entry in the lists of all of them.
      if (std::none_of(out.begin(), out.end(), [&](const auto& other) { return other.step == todo.step; })) out.push_back(std::move(todo));
    }
  return out;
}

}  // namespace gongshu::domain
