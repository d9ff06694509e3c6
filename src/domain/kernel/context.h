// What a decision may know besides the state it decides on: who asks, when, and under which rules. Nothing else: no
// store, no clock, no randomness (ids are handed in), so that every decision is a pure function.
#pragma once
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "rules/point.h"
#include "rules/rulebook.h"

namespace gongshu::domain {

/// The person who asks, and the organisation they act for.
struct Actor {
  std::string person;
  std::string org;
  std::vector<std::string> roles;   ///< of the organisation, see identity/roles.h
  std::vector<std::string> duties;  ///< of the person
  bool has_role(std::string_view role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }
  bool has_duty(std::string_view duty) const { return std::find(duties.begin(), duties.end(), duty) != duties.end(); }
};

/// Lives for one decision; not thread-safe.
class Context {
 public:
  /// `book` must stand on the day of `at` (Rulebook::on).
  Context(Actor who, Instant at, rules::Rulebook book) : actor(std::move(who)), now(at), book_(std::move(book)) {}

  Actor actor;
  Instant now;

  /// What the pack in force says at this enforcement point. Consulting it records the rules in the ledger entry that follows.
  rules::Ruling ruling(const rules::Point& point) {
    auto r = book_.at(point);
    for (const auto& id : r.ids()) applied_.insert(id);
    return r;
  }
  /// Records a rule that was applied without a ruling (a procedure's, a gate's).
  void note_rule(const std::string& id) { applied_.insert(id); }
  const rules::Rulebook& rulebook() const { return book_; }
  const std::set<std::string>& applied() const { return applied_; }

 private:
  rules::Rulebook book_;
  std::set<std::string> applied_;
};

/// Refuses unless the actor's organisation holds the role (auth.forbidden).
inline Status require_role(const Context& context, std::string_view role) {
  if (context.actor.has_role(role)) return {};
  return fail(ErrorCode::auth_forbidden, {}, "the organisation must hold the role " + std::string(role));
}

/// Refuses unless the actor acts for that organisation (auth.forbidden).
inline Status require_org(const Context& context, std::string_view org) {
  if (context.actor.org == org) return {};
  return fail(ErrorCode::auth_forbidden, {}, "only the organisation that owns the record may do this");
}

/// A real day, today or earlier, named by `at` (input.bad_date, input.out_of_range).
inline Result<Date> past_day(const Context& context, const std::string& text, const std::string& at) {
  auto day = parse_date(text);
  if (!day) return fail(ErrorCode::input_bad_date, at, day.error().hint);
  if (*day > local_date(context.now)) return fail(ErrorCode::input_out_of_range, at, "today or earlier");
  return day;
}

}  // namespace gongshu::domain
