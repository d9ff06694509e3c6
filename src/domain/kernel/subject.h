// The contract of a subject, and the registry that lets recorded history be replayed.
//
//   struct CatalogSubject {
//     static constexpr std::string_view kKind = "catalog_entry";   // stream "catalog_entry/cat-…", view rows of that kind
//     static constexpr std::string_view kPrefix = "cat";           // of new ids
//     using State = CatalogEntry;                                   // described struct, default-constructible
//     using Event = std::variant<EntryDrafted, EntryApproved, …>;   // described structs with kType ("catalog.entry_drafted")
//     static void evolve(State&, const Event&, const EventMeta&);   // total, pure, never fails
//   };
//   GS_REGISTER_SUBJECT(CatalogSubject);                            // beside the definition, in a .cpp
//
// decide functions take (state, command, context) and return the events or the refusal. A State may also offer, found by name:
//   std::vector<Todo> todos_of(const State&)       open steps, for to-do lists
//   std::set<std::string> parties_of(const State&) organisations that may see the record (overseers see all)
//   bool is_public(const State&)                shown to anyone signed in
//   std::string status_of(const State&)         for the status column of view rows
//   std::vector<Clock> clocks_of(const State&)  last days after which the node acts; left out: the days of the to-dos
//   std::map<std::string, std::string> keys_of(const State&)  what records are looked up by besides their id
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/record.h"

namespace gongshu::domain {

/// Facts of the ledger entry an event stands in; the same on replay.
struct EventMeta {
  std::int64_t seq = 0;
  Instant time = 0;
  std::string actor;  ///< person id
  std::string org;
  std::string id;  ///< of the record
};

/// An open step somebody has to take.
struct Todo {
  std::string step;  ///< stable key, as "review.competent_authority"
  std::string role;  ///< role whose organisations can take it
  std::string org;   ///< set when exactly this organisation must act
  std::string due;   ///< date, empty when no clock runs
  std::string near{};                    ///< day from which the step is shown as near, empty = a few days before it is due
  std::vector<std::string> escalate{};   ///< roles that see it once it is near or overdue
};
BOOST_DESCRIBE_STRUCT(Todo, (), (step, role, org, due, near, escalate))

/// A last day. When it is over the node calls the subject's handler, once (app/clocks.h).
struct Clock {
  std::string step;
  std::string day;  ///< YYYY-MM-DD
};
BOOST_DESCRIBE_STRUCT(Clock, (), (step, day))

/// What a view row shows besides the state itself.
struct RowFacts {
  std::string status;
  std::vector<Todo> todos;
  std::set<std::string> parties;
  bool is_public = false;
  std::vector<Clock> clocks;
  std::map<std::string, std::string> keys;
};

/// A subject with its types erased: JSON state + JSON event → JSON state.
struct ErasedSubject {
  std::string kind, prefix;
  std::set<std::string> event_types;
  std::set<std::string> policy_types;  ///< events with `static constexpr bool kPolicy = true`: they start a new policy epoch
  std::function<Result<json::value>(const json::value* state, const std::string& type, const json::value& data, const EventMeta&)> apply;
  std::function<Result<RowFacts>(const json::value& state)> facts;
};

/// Filled during static initialisation, constant afterwards.
std::map<std::string, ErasedSubject>& subjects();

template <class Variant>
Result<Variant> decode_event(const std::string& type, const json::value& data) {
  Result<Variant> out = fail(ErrorCode::ledger_corrupt, "/type", "unknown event type " + type);
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Variant>>([&](auto identity) {
    using E = typename decltype(identity)::type;
    if (E::kType != type) return;
    auto event = read<E>(data);
    if (event) out = Variant(std::move(*event));
    else out = fail(std::move(event).error());
  });
  return out;
}

template <class State>
RowFacts row_facts(const State& state) {
  RowFacts f;
  if constexpr (requires { status_of(state); }) f.status = status_of(state);
  if constexpr (requires { todos_of(state); }) f.todos = todos_of(state);
  if constexpr (requires { parties_of(state); }) f.parties = parties_of(state);
  if constexpr (requires { is_public(state); }) f.is_public = is_public(state);
  if constexpr (requires { keys_of(state); }) f.keys = keys_of(state);
  if constexpr (requires { clocks_of(state); }) {
    f.clocks = clocks_of(state);
  } else {
    for (const auto& todo : f.todos)
      if (!todo.due.empty()) f.clocks.push_back({todo.step, todo.due});
  }
  return f;
}

template <class Subject>
bool register_subject() {
  using State = typename Subject::State;
  using Event = typename Subject::Event;
  ErasedSubject s;
  s.kind = Subject::kKind;
  s.prefix = Subject::kPrefix;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Event>>(
      [&](auto identity) {
        using E = typename decltype(identity)::type;
        s.event_types.insert(std::string(E::kType));
        if constexpr (requires { E::kPolicy; })
          if (E::kPolicy) s.policy_types.insert(std::string(E::kType));
      });
  s.apply = [](const json::value* before, const std::string& type, const json::value& data, const EventMeta& meta) -> Result<json::value> {
    State state{};
    if (before) {
      GS_TRY(current, read<State>(*before));
      state = std::move(current);
    }
    GS_TRY(event, decode_event<Event>(type, data));
    Subject::evolve(state, event, meta);
    return write(state);
  };
  s.facts = [](const json::value& value) -> Result<RowFacts> {
    GS_TRY(state, read<State>(value));
    return row_facts(state);
  };
  return subjects().emplace(s.kind, std::move(s)).second;
}

}  // namespace gongshu::domain

#define GS_REGISTER_SUBJECT(Subject) [[maybe_unused]] static const bool gs_registered_##Subject = ::gongshu::domain::register_subject<Subject>()
