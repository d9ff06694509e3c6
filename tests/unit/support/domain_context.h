// What the tests of every subject share: a day, contexts under the Henan pack, events applied as the node applies them, and
// refusals compared. Include it before opening the subject's namespace, then `using namespace test;`.
#pragma once
#include <gtest/gtest.h>

#include "domain/kernel/commands.gen.h"
#include "domain/kernel/context.h"
#include "domain/kernel/subject.h"

namespace gongshu::domain::test {

inline constexpr Instant kNow = 1'772'440'000'000;  // 2026-03-02

/// The Henan pack; bindings to points that the test does not link are left aside.
inline const rules::Rulebook& henan() {
  static const rules::Rulebook book = [] {
    auto loaded =
        rules::Rulebook::load(GONGSHU_SOURCE_DIR "/rulepacks", "henan", {.unknown_points = rules::UnknownPoints::set_aside});
    if (!loaded) throw std::runtime_error(describe(loaded.error()));
    return *loaded;
  }();
  return book;
}

inline Context as(Actor actor, const rules::Rulebook& book = henan(), Instant now = kNow) {
  return Context(std::move(actor), now, book.on(local_date(now)));
}
inline Context as(std::string person, std::string org, std::vector<std::string> roles, const rules::Rulebook& book = henan()) {
  return as({std::move(person), std::move(org), std::move(roles), {}}, book);
}

/// Takes over what was decided, as the node does; a refusal fails the test.
template <class Subject>
void apply(typename Subject::State& state, const Result<std::vector<typename Subject::Event>>& events, const Context& context,
           const std::string& id = "id") {
  ASSERT_TRUE(events) << describe(events.error());
  for (const auto& e : *events) Subject::evolve(state, e, {1, context.now, context.actor.person, context.actor.org, id});
}

inline GiveOpinion pass(std::string role) {
  GiveOpinion c;
  c.role = std::move(role);
  c.verdict = "pass";
  return c;
}

/// "passed", or the name of the code with the rule behind it: "rule.refused HA-07".
template <class T>
std::string refused(const Result<T>& result) {
  if (result) return "passed";
  return std::string(info(result.error().code).name) + (result.error().rule.empty() ? "" : " " + result.error().rule);
}

}  // namespace gongshu::domain::test

#define EXPECT_REFUSED(result, error_code, where)            \
  do {                                                       \
    const auto& refused_ = (result);                         \
    ASSERT_FALSE(refused_);                                  \
    EXPECT_EQ(refused_.error().code, ErrorCode::error_code); \
    EXPECT_EQ(refused_.error().at, where);                   \
  } while (false)
#define EXPECT_RULE(result, error_code, where, rule_id)    \
  do {                                                     \
    const auto& ruled_ = (result);                         \
    ASSERT_FALSE(ruled_);                                  \
    EXPECT_EQ(ruled_.error().code, ErrorCode::error_code); \
    EXPECT_EQ(ruled_.error().at, where);                   \
    EXPECT_EQ(ruled_.error().rule, rule_id);               \
  } while (false)
