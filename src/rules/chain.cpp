#include "rules/chain.h"

#include <algorithm>

#include "base/text.h"
#include "rules/rulebook.h"

namespace gongshu::rules {
namespace {

Error refused(const ChainRun& run, ErrorCode code, std::string at, std::string hint) {
  return {code, std::move(at), std::move(hint), run.rule, run.article, {}};
}

Result<std::optional<std::string>> due_of(const ChainStep& step, Instant now, const Calendar& calendar) {
  if (!step.within) return std::optional<std::string>();
  GS_TRY(within, parse_duration(*step.within));
  GS_TRY(day, calendar.deadline(now, within));
  return std::optional<std::string>(to_text(day));
}

Result<std::vector<Opening>> openings(const ChainRun& run, std::int64_t stage, Instant now, const Calendar& calendar) {
  std::vector<Opening> out;
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    if (run.steps[i].stage != stage) continue;
    GS_TRY(due, due_of(run.steps[i], now, calendar));
    out.push_back({static_cast<std::int64_t>(i), std::move(due)});
  }
  return out;
}

void open(ChainRun& run, const std::vector<Opening>& opens) {
  for (const auto& opening : opens) {
    auto& step = run.steps[static_cast<std::size_t>(opening.step)];
    step.status = StepStatus::open;
    step.due = opening.due;
  }
}

/// How a panel that decides by quorum stands.
struct Votes {
  std::int64_t seats = 0, passed = 0, refused = 0, returned = 0, quorum = 1;
  bool carried() const { return passed >= quorum; }
  bool lost() const { return seats - refused - returned < quorum; }
};

Votes votes_of(const ChainRun& run, std::int64_t panel) {
  Votes out;
  for (const auto& step : run.steps) {
    if (step.panel != panel) continue;
    ++out.seats;
    out.passed += step.status == StepStatus::passed;
    out.refused += step.status == StepStatus::refused;
    out.returned += step.status == StepStatus::returned;
    out.quorum = step.quorum.value_or(1);
  }
  return out;
}

/// Would the stage be complete if `step` passed?
bool completes(const ChainRun& run, std::size_t step) {
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    const auto& other = run.steps[i];
    if (i == step || other.stage != run.steps[step].stage || other.optional || other.status == StepStatus::passed) continue;
    if (!other.panel) return false;
    auto votes = votes_of(run, *other.panel);
    votes.passed += other.panel == run.steps[step].panel;
    if (!votes.carried()) return false;
  }
  // An optional opinion does not complete a stage that waits for nobody else: such a stage has ended already.
  return !run.steps[step].optional;
}

/// Seats of the panel on which nothing hangs any more.
void close_panel(ChainRun& run, std::int64_t panel) {
  for (auto& step : run.steps)
    if (step.panel == panel && step.status == StepStatus::open) step.status = StepStatus::closed;
}

void close_open(ChainRun& run, bool waiting_too) {
  for (auto& step : run.steps)
    if (step.status == StepStatus::open || (waiting_too && step.status == StepStatus::waiting)) step.status = StepStatus::closed;
}

/// Some vote of this blind stage is still out.
bool hidden_stage(const ChainRun& run, const ChainStep& step) {
  return step.blind.value_or(false) && std::any_of(run.steps.begin(), run.steps.end(), [&](const auto& other) {
           return other.stage == step.stage && other.status == StepStatus::open;
         });
}

/// An early return: what others said in the same blind stage is dropped.
void reset_votes(ChainRun& run, std::size_t returned) {
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    auto& step = run.steps[i];
    if (i == returned || step.stage != run.steps[returned].stage || !step.opinion) continue;
    step.opinion.reset();
    step.status = StepStatus::closed;
  }
}

/// The step this role would act on: the open one, else the first that waits, else the last it had.
std::optional<std::size_t> step_of(const ChainRun& run, const std::string& role) {
  std::optional<std::size_t> waiting, done;
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    if (run.steps[i].role != role) continue;
    if (run.steps[i].status == StepStatus::open) return i;
    if (run.steps[i].status == StepStatus::waiting)
      waiting = waiting ? waiting : i;
    else
      done = i;
  }
  return waiting ? waiting : done;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out.empty() ? "none" : out;
}

Status check_turn(const ChainRun& run, const OpinionDraft& opinion, std::optional<std::size_t> step) {
  if (!step) {
    std::vector<std::string> roles;
    for (const auto& known : run.steps) roles.push_back(known.role);
    return fail(refused(run, ErrorCode::auth_forbidden, "/role",
                        "the role " + opinion.role + " has no part in this review; reviewers: " + joined(roles)));
  }
  const auto status = run.steps[*step].status;
  if (status == StepStatus::open) return {};
  if (status == StepStatus::waiting && outcome(run) == Outcome::pending)
    return fail(
        refused(run, ErrorCode::rule_order, "/role", "wait for the step before; whose turn it is: " + joined(open_roles(run))));
  return fail(
      refused(run, ErrorCode::state_not_allowed, "/role", "this step is decided; whose turn it is: " + joined(open_roles(run))));
}

Status check_person(const ChainRun& run, const OpinionDraft& opinion) {
  const auto is = [&](const std::string& person) { return person == opinion.person; };
  if (std::any_of(run.applicants.begin(), run.applicants.end(), is))
    return fail(
        refused(run, ErrorCode::auth_own_work, "/person", "a person who took no part in the application must give this opinion"));
  if (run.recused && std::any_of(run.recused->begin(), run.recused->end(), is))
    return fail(refused(run, ErrorCode::rule_refused, "/person", "this person stood aside for a conflict of interest; another person must act"));
  const auto before = reviewers(run);
  if (std::any_of(before.begin(), before.end(), is))
    return fail(refused(run, ErrorCode::auth_same_person, "/person",
                        "this person gave an opinion in this review already; another person must act"));
  return {};
}

Status check_content(const ChainRun& run, const OpinionDraft& opinion, const ChainStep& step) {
  if (opinion.verdict == Verdict::recuse) {
    if (!blank(opinion.reason)) return {};
    return fail(refused(run, ErrorCode::rule_reason_missing, "/reason", "say which interest stands against it"));
  }
  if (step.declares_conflict.value_or(false) && !opinion.no_conflict)
    return fail(refused(run, ErrorCode::rule_item_missing, "/no_conflict",
                        "declare that no conflict of interest stands (true), or stand aside (verdict recuse)"));
  if (opinion.verdict != Verdict::pass) {
    if (blank(opinion.reason)) return fail(refused(run, ErrorCode::rule_reason_missing, "/reason", "give the reason"));
    if (blank(opinion.basis))
      return fail(refused(run, ErrorCode::rule_reason_missing, "/basis", "give the basis: the article or standard relied on"));
  }
  for (const auto& kind : step.attachments) {
    const auto found = opinion.attachments.find(kind);
    if (found == opinion.attachments.end() || found->second.empty())
      return fail(refused(run, ErrorCode::rule_evidence_missing, "/attachments/" + kind, "attach the document '" + kind + "'"));
  }
  return {};
}

}  // namespace

namespace {

/// One seat for each person of the step.
void add_seats(ChainRun& run, std::size_t stage, const StageDef& def, const StepDef& step) {
  const auto panel = step.quorum ? std::optional(static_cast<std::int64_t>(run.steps.size())) : std::nullopt;
  ChainStep seat{static_cast<std::int64_t>(stage),
                 step.role,
                 step.optional,
                 step.covers,
                 step.attachments,
                 step.due,
                 {},
                 StepStatus::waiting,
                 {},
                 def.blind ? std::optional<bool>(true) : std::nullopt,
                 step.declares_conflict.value_or(false) ? std::optional<bool>(true) : std::nullopt,
                 panel,
                 step.quorum};
  run.steps.insert(run.steps.end(), static_cast<std::size_t>(step.people.value_or(1)), seat);
}

}  // namespace

Result<ChainRun> start(const ChainDef& chain, std::vector<std::string> applicants, Instant now, const Calendar& calendar) {
  ChainRun run{chain.name, {}, {}, std::move(applicants), {}, chain.tell, {}};
  for (std::size_t stage = 0; stage < chain.steps.size(); ++stage)
    for (const auto& step : chain.steps[stage].parallel) add_seats(run, stage, chain.steps[stage], step);
  GS_TRY(opens, openings(run, 0, now, calendar));
  open(run, opens);
  return run;
}

Result<ChainRun> start(const Ruling& ruling, std::vector<std::string> applicants, Instant now, const Calendar& calendar) {
  const auto* chain = ruling.chain();
  if (!chain)
    return fail(ErrorCode::pack_invalid, ruling.point().id(), "no rule and no default names a review chain for this point");
  GS_TRY(run, start(*chain, std::move(applicants), now, calendar));
  if (const auto origin = ruling.origin("chain"); !origin.empty()) {
    run.rule = origin.front().id;
    run.article = origin.front().article;
  }
  return run;
}

Status check_opinion(const ChainRun& run, const OpinionDraft& opinion) {
  const auto step = step_of(run, opinion.role);
  GS_CHECK(check_turn(run, opinion, step));
  GS_CHECK(check_person(run, opinion));
  return check_content(run, opinion, run.steps[*step]);
}

Result<Opinion> decide_opinion(const ChainRun& run, const OpinionDraft& draft, Instant now, const Calendar& calendar) {
  GS_CHECK(check_opinion(run, draft));
  const auto step = *step_of(run, draft.role);
  Opinion out{draft.role,
              draft.person,
              draft.org,
              draft.verdict,
              draft.reason,
              draft.basis,
              draft.attachments,
              now,
              static_cast<std::int64_t>(step),
              {},
              run.steps[step].blind,
              draft.no_conflict ? std::optional<bool>(true) : std::nullopt,
              draft.notes.empty() ? std::nullopt : std::optional(draft.notes)};
  if (draft.verdict == Verdict::pass && completes(run, step)) {
    GS_TRY(opens, openings(run, run.steps[step].stage + 1, now, calendar));
    out.opens = std::move(opens);
  }
  return out;
}

void apply_opinion(ChainRun& run, const Opinion& opinion) {
  const auto index = static_cast<std::size_t>(opinion.step);
  auto& step = run.steps[index];
  if (opinion.verdict == Verdict::recuse) {
    if (!run.recused) run.recused.emplace();
    run.recused->push_back(opinion.person);
    return;
  }
  step.opinion = opinion;
  switch (opinion.verdict) {
    case Verdict::pass: {
      const bool complete = completes(run, index);
      step.status = StepStatus::passed;
      if (!complete && step.panel && votes_of(run, *step.panel).carried()) close_panel(run, *step.panel);
      if (!complete) return;
      close_open(run, false);
      open(run, opinion.opens);
      return;
    }
    case Verdict::refuse: step.status = StepStatus::refused; break;
    case Verdict::send_back:
      step.status = StepStatus::returned;
      if (step.blind.value_or(false) && !step.panel) reset_votes(run, index);
      break;
    case Verdict::recuse: return;
  }
  if (step.panel && !votes_of(run, *step.panel).lost()) return;
  close_open(run, true);
}

ChainRun seen_by(const ChainRun& run, const std::string& person) {
  auto out = run;
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    if (!run.steps[i].opinion || may_know(run, *run.steps[i].opinion, person)) continue;
    out.steps[i].opinion.reset();
    out.steps[i].status = StepStatus::open;
  }
  return out;
}

bool may_know(const ChainRun& run, const Opinion& opinion, const std::string& person) {
  if (!opinion.blind.value_or(false) || opinion.person == person) return true;
  if (opinion.verdict == Verdict::recuse) return true;  // stands aside, and says nothing on the matter
  const auto same = [&](const ChainStep& step) {
    return step.opinion && step.opinion->person == opinion.person && step.opinion->time == opinion.time;
  };
  const auto step = std::find_if(run.steps.begin(), run.steps.end(), same);
  return step != run.steps.end() && !hidden_stage(run, *step);
}

Outcome outcome(const ChainRun& run) {
  bool pending = false;
  for (const auto& step : run.steps) {
    if (step.panel && (step.status == StepStatus::refused || step.status == StepStatus::returned)) {
      const auto votes = votes_of(run, *step.panel);
      if (votes.lost()) return votes.returned >= votes.refused ? Outcome::returned : Outcome::refused;
      continue;
    }
    if (step.status == StepStatus::refused) return Outcome::refused;
    if (step.status == StepStatus::returned) return Outcome::returned;
    pending = pending || step.status == StepStatus::open || step.status == StepStatus::waiting;
  }
  return pending ? Outcome::pending : Outcome::passed;
}

std::vector<std::string> open_roles(const ChainRun& run) {
  std::vector<std::string> out;
  for (const auto& step : run.steps)
    if (step.status == StepStatus::open) out.push_back(step.role);
  return out;
}

std::vector<std::string> reviewers(const ChainRun& run) {
  std::vector<std::string> out;
  for (const auto& step : run.steps)
    if (step.opinion) out.push_back(step.opinion->person);
  return out;
}

std::vector<std::int64_t> overdue(const ChainRun& run, Date today) {
  std::vector<std::int64_t> out;
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    const auto& step = run.steps[i];
    if (step.status != StepStatus::open || !step.due) continue;
    const auto due = parse_date(*step.due);
    if (due && std::chrono::sys_days(*due) < std::chrono::sys_days(today)) out.push_back(static_cast<std::int64_t>(i));
  }
  return out;
}

Status check_applicant(const ChainDef& chain, const std::vector<std::string>& roles) {
  if (chain.applicant.empty() || std::find(roles.begin(), roles.end(), chain.applicant) != roles.end()) return {};
  return fail(ErrorCode::auth_forbidden, "/role", "an organisation with the role " + chain.applicant + " applies");
}

}  // namespace gongshu::rules
