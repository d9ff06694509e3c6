// Review chains as data: who reviews, in which order or side by side, by when, with what attached. A pack states a chain,
// this file runs it. Pure: a run is a value, an opinion is an event, applying the one to the other has no side effect.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/record.h"
#include "rules/calendar.h"

namespace gongshu::rules {

class Ruling;

/// One reviewer's part as the pack states it.
struct StepDef {
  std::string role;
  std::vector<std::string> covers;       ///< what the opinion has to speak to; shown in to-do lists
  std::vector<std::string> attachments;  ///< kinds of document that must come with the opinion
  std::optional<std::string> due;        ///< duration from the moment the step opens
  bool optional = false;                 ///< the stage does not wait for it; a negative opinion given in time still counts
  std::optional<bool> declares_conflict;  ///< an opinion says that no conflict of interest stands; whoever has one stands aside
  std::optional<std::int64_t> people;     ///< a panel of so many people of the role, 1 to 30, each with an opinion of their own; 1 when left out
  std::optional<std::int64_t> quorum;     ///< so many of the panel must pass it, 1 to people; when left out: all, and one negative opinion decides
};
BOOST_DESCRIBE_STRUCT(StepDef, (), (role, covers, attachments, due, optional, declares_conflict, people, quorum))

/// Steps of one stage are open at the same time; the stages follow one another. In a blind stage nobody learns what another
/// reviewer said before all of the stage are in.
struct StageDef {
  std::vector<StepDef> parallel;
  bool blind = false;
};
BOOST_DESCRIBE_STRUCT(StageDef, (), (parallel, blind))

struct ChainDef {
  std::string name;
  std::string applicant;  ///< role that applies
  std::vector<StageDef> steps;
  std::vector<std::string> tell;  ///< roles told of the outcome
};
BOOST_DESCRIBE_STRUCT(ChainDef, (), (name, applicant, steps, tell))

enum class StepStatus { waiting, open, passed, refused, returned, closed };  ///< closed: the run ended or went on without it
BOOST_DESCRIBE_ENUM(StepStatus, waiting, open, passed, refused, returned, closed)

/// send_back: amend and apply again (退回); recuse: a conflict of interest is declared (回避), the step waits for somebody else.
enum class Verdict { pass, refuse, send_back, recuse };
BOOST_DESCRIBE_ENUM(Verdict, pass, refuse, send_back, recuse)

enum class Outcome { pending, passed, refused, returned };
BOOST_DESCRIBE_ENUM(Outcome, pending, passed, refused, returned)

/// When a step that an opinion opens is due; computed when the opinion is decided, so that applying it needs no calendar.
struct Opening {
  std::int64_t step = 0;           ///< index into ChainRun::steps
  std::optional<std::string> due;  ///< YYYY-MM-DD, last day
};
BOOST_DESCRIBE_STRUCT(Opening, (), (step, due))

/// What a reviewer says of one place of what is reviewed.
struct Note {
  std::string at;  ///< JSON Pointer into the record, as "/content/items/2"
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Note, (), (at, text))

/// What a reviewer hands in.
struct OpinionDraft {
  std::string role, person, org;
  Verdict verdict = Verdict::pass;
  std::string reason;                              ///< needed, with basis, unless the verdict is pass
  std::string basis;                               ///< article or standard relied on
  std::map<std::string, std::string> attachments;  ///< kind → document id or digest
  bool no_conflict = false;                        ///< declared with the opinion
  std::vector<Note> notes{};                       ///< on single places, beside the reason
};
BOOST_DESCRIBE_STRUCT(OpinionDraft, (), (role, person, org, verdict, reason, basis, attachments, no_conflict, notes))

/// An opinion as decided: the event that changes a run.
struct Opinion {
  std::string role, person, org;
  Verdict verdict = Verdict::pass;
  std::string reason, basis;
  std::map<std::string, std::string> attachments;
  std::int64_t time = 0;       ///< Instant
  std::int64_t step = 0;       ///< index into ChainRun::steps
  std::vector<Opening> opens;  ///< steps of the next stage, when this opinion completes its own
  std::optional<bool> blind;   ///< given in a blind stage
  std::optional<bool> no_conflict;  ///< declared, where the step asks for it
  std::optional<std::vector<Note>> notes{};  ///< absent when there are none, and in opinions older than notes
};
BOOST_DESCRIBE_STRUCT(Opinion, (), (role, person, org, verdict, reason, basis, attachments, time, step, opens, blind, no_conflict, notes))

struct ChainStep {
  std::int64_t stage = 0;
  std::string role;
  bool optional = false;
  std::vector<std::string> covers, attachments;
  std::optional<std::string> within;  ///< the duration the pack gives
  std::optional<std::string> due;     ///< YYYY-MM-DD once open
  StepStatus status = StepStatus::waiting;
  std::optional<Opinion> opinion;
  std::optional<bool> blind;  ///< true in a blind stage
  std::optional<bool> declares_conflict;
  std::optional<std::int64_t> panel;   ///< a seat of a panel that decides by quorum: index of the panel's first seat
  std::optional<std::int64_t> quorum;  ///< of that panel
};
BOOST_DESCRIBE_STRUCT(ChainStep, (),
                      (stage, role, optional, covers, attachments, within, due, status, opinion, blind, declares_conflict, panel, quorum))

/// One run of a chain, complete in itself: a pack that changes later leaves runs under way as they are. Store it with write(),
/// read it back with read<ChainRun>().
struct ChainRun {
  std::string chain;
  std::string rule, article;            ///< cited by refusals; empty where the chain is a product default
  std::vector<std::string> applicants;  ///< people who wrote the application: none of them may review it
  std::vector<ChainStep> steps;
  std::vector<std::string> tell;
  std::optional<std::vector<std::string>> recused;  ///< people who declared a conflict: none of them reviews
};
BOOST_DESCRIBE_STRUCT(ChainRun, (), (chain, rule, article, applicants, steps, tell, recused))

/// Starts a chain: the first stage is open. Errors: calendar.missing_year.
Result<ChainRun> start(const ChainDef& chain, std::vector<std::string> applicants, Instant now, const Calendar& calendar);
/// The same for the chain that a ruling names in its parameter "chain"; refusals of the run cite the ruling's rule.
/// The ruling must have a chain (has("chain")).
Result<ChainRun> start(const Ruling& ruling, std::vector<std::string> applicants, Instant now, const Calendar& calendar);

/// Would this opinion be accepted? Errors: auth.forbidden (the role has no part in the chain), rule.order (its turn has not
/// come), state.not_allowed (decided already), auth.own_work (wrote the application), auth.same_person (gave another opinion in
/// this run), rule.refused (stood aside before), rule.item_missing (no declaration where the step asks for one), rule.reason_missing
/// (refuse or send_back without reason and basis, recuse without reason), rule.evidence_missing (an attachment is missing).
Status check_opinion(const ChainRun& run, const OpinionDraft& opinion);
/// check_opinion, then the event with the due dates of what it opens. Further error: calendar.missing_year.
Result<Opinion> decide_opinion(const ChainRun& run, const OpinionDraft& opinion, Instant now, const Calendar& calendar);
/// Pure; `opinion` must come from decide_opinion on this run. An early return in a blind stage resets the votes: what the
/// others had said in it is dropped, unseen, and they say it afresh when the work comes back. A panel with a quorum is decided as soon
/// as its outcome cannot change: seats that are still open close. A pass that cannot be reached any more is a refusal, or a return
/// when at least as many of the panel sent it back as refused.
void apply_opinion(ChainRun& run, const Opinion& opinion);

/// The run as `person` may see it: in a blind stage that waits for somebody, the opinions of others look as if not yet given.
ChainRun seen_by(const ChainRun& run, const std::string& person);
/// May `person` know this opinion? Always their own and any that is not blind; a blind one of others once its stage is complete.
bool may_know(const ChainRun& run, const Opinion& opinion, const std::string& person);

Outcome outcome(const ChainRun& run);
/// Roles that can act now, in step order: to-do lists.
std::vector<std::string> open_roles(const ChainRun& run);
/// Everyone who gave an opinion in this run.
std::vector<std::string> reviewers(const ChainRun& run);
/// Open steps whose last day lies before `today`: indices into ChainRun::steps.
std::vector<std::int64_t> overdue(const ChainRun& run, Date today);
/// Error auth.forbidden, naming the role that applies, when it is none of `roles`. A chain without an applicant accepts all.
Status check_applicant(const ChainDef& chain, const std::vector<std::string>& roles);

}  // namespace gongshu::rules
