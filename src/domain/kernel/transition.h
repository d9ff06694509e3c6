// Transition tables: which event may move a record from which status to which, and whose turn it is.
// The tables are the source of docs/reference/states.md (gongshu rules states writes it; CI compares).
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/record.h"

namespace gongshu::domain {

template <class S>
struct Transition {
  S from;
  S to;
  std::string_view event;  ///< event type that makes the move
  std::string_view role;   ///< who acts: a role, or "clock", "chain"
};

/// A table as text, for the reference page.
struct TransitionRow {
  std::string from, to, event, role;
};
std::map<std::string, std::vector<TransitionRow>>& transition_tables();

template <class S, std::size_t N>
bool register_transitions(std::string kind, const Transition<S> (&table)[N]) {
  std::vector<TransitionRow> rows;
  for (const auto& t : table) rows.push_back({std::string(name_of(t.from)), std::string(name_of(t.to)), std::string(t.event), std::string(t.role)});
  return transition_tables().emplace(std::move(kind), std::move(rows)).second;
}

/// Refuses (state.not_allowed, naming the states from which the event is possible) unless the table has the move.
template <class S, std::size_t N>
Status may_move(const Transition<S> (&table)[N], S from, std::string_view event) {
  std::string possible;
  for (const auto& t : table) {
    if (t.event != event) continue;
    if (t.from == from) return {};
    possible.append(possible.empty() ? "" : ", ").append(name_of(t.from));
  }
  return fail(ErrorCode::state_not_allowed, "/status",
              "status is " + std::string(name_of(from)) + "; possible in: " + (possible.empty() ? "no state" : possible));
}

/// The status an event leads to from `from`; the caller has checked may_move.
template <class S, std::size_t N>
S moved(const Transition<S> (&table)[N], S from, std::string_view event) {
  for (const auto& t : table)
    if (t.from == from && t.event == event) return t.to;
  return from;
}

/// One event taken over: `on(state, e, meta)` with what the event says, then the status the table leads to. A subject's evolve().
template <class State, class Event, class Meta, class Table, class On>
void fold(State& state, const Event& event, const Meta& meta, const Table& table, On on) {
  std::visit(
      [&](const auto& e) {
        on(state, e, meta);
        state.status = moved(table, state.status, std::remove_cvref_t<decltype(e)>::kType);
      },
      event);
}

}  // namespace gongshu::domain

#define GS_REGISTER_TRANSITIONS(kind, table) \
  [[maybe_unused]] static const bool gs_transitions_##table = ::gongshu::domain::register_transitions(kind, table)
