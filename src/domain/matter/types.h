// A matter: one run of a procedure that the rule pack states. The procedure is copied into the matter when it is opened, so that a pack
// that changes leaves matters under way as they are.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/kernel/subject.h"
#include "domain/matter/commands.gen.h"
#include "rules/chain.h"
#include "rules/procedure.h"

namespace gongshu::domain::matter {

struct About {
  std::string kind, id;
};
BOOST_DESCRIBE_STRUCT(About, (), (kind, id))

/// An act that was taken.
struct Done {
  std::string act, person, org;
  Instant time = 0;
  std::string status;  ///< afterwards
  json::object items;
  std::map<std::string, std::string> evidence;
  std::optional<std::string> decision, reason, basis;
  std::optional<std::string> thread;  ///< that the act opened or settled
};
BOOST_DESCRIBE_STRUCT(Done, (), (act, person, org, time, status, items, evidence, decision, reason, basis, thread))

/// Something that has to be settled: an objection, a request to correct.
struct Thread {
  std::string id, kind, person, org;
  Instant time = 0;
  std::optional<Instant> closed;
};
BOOST_DESCRIBE_STRUCT(Thread, (), (id, kind, person, org, time, closed))

/// The last day of an act that is still to be taken.
struct ActClock {
  std::string act, due, near;    ///< days, YYYY-MM-DD
  std::optional<Instant> fired;  ///< when being overdue was dealt with
};
BOOST_DESCRIBE_STRUCT(ActClock, (), (act, due, near, fired))

struct Matter {
  std::string procedure;
  rules::Procedure definition;
  std::string status;
  Instant since = 0;
  std::optional<About> about;
  std::string about_org;  ///< organisation that the record belongs to, or is; empty when unknown
  std::string org, opened_by;
  std::optional<std::string> period;  ///< "2026Q1"
  std::vector<Done> done;
  std::vector<Thread> threads;
  std::vector<ActClock> clocks;
  std::optional<rules::ChainRun> review;
  std::optional<std::string> review_act;
  std::vector<std::string> told;   ///< organisations
  std::vector<std::string> stops;  ///< ordered by the matter and not lifted by it
  std::vector<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(Matter, (),
                      (procedure, definition, status, since, about, about_org, org, opened_by, period, done, threads, clocks, review,
                       review_act, told, stops, notes))

/// The last time the act was taken; null when it never was.
const Done* last(const Matter&, std::string_view act);
/// The item's newest value, whichever act asked for it; null when there is none.
const json::value* item(const Matter&, std::string_view name);
/// The one thread of that kind and id that is open; null otherwise.
const Thread* open_thread(const Matter&, std::string_view kind, std::string_view id);
std::vector<const Thread*> open_threads(const Matter&, std::string_view kind);
bool review_pending(const Matter&);
/// Has the matter come to an end?
bool ended(const Matter&);

/// The organisation that an actor "item:NAME" stands for now; empty for any other actor, and while no act has named one.
std::string named_org(const Matter&, std::string_view actor);
/// Organisation that alone can take the act; empty when any with the role can.
std::string seat_of(const Matter&, const rules::ActDef&);

inline std::string status_of(const Matter& m) { return m.status; }
std::vector<Todo> todos_of(const Matter&);
std::vector<Clock> clocks_of(const Matter&);
std::set<std::string> parties_of(const Matter&);
/// Does the organisation that the matter is about not learn of it in this state?
bool kept_from_about(const Matter&);
bool is_public(const Matter&);
/// procedure, about ("kind/id"), and both joined as "procedure kind/id", by which gates look matters up; "procedure period".
std::map<std::string, std::string> keys_of(const Matter&);

}  // namespace gongshu::domain::matter
