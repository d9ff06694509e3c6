// Refusals, statuses and to-do lists as short texts, so that tables of them can be compared.
#pragma once
#include "truth_table.h"

namespace gongshu::domain::test {

/// "passed", or the refusal: code, rule where one is cited, place where one is named.
template <class R>
std::string said(const R& result) {
  if (result) return "passed";
  const auto& e = result.error();
  return std::string(info(e.code).name) + (e.rule.empty() ? "" : " " + e.rule) + (e.at.empty() ? "" : " " + e.at);
}

template <class S>
std::vector<S> every() {
  std::vector<S> out;
  for (const auto& name : names<S>()) out.push_back(value_of<S>(name));
  return out;
}

/// "step|role|organisation|due"
inline std::vector<std::string> steps(const std::vector<Todo>& todos) {
  std::vector<std::string> out;
  for (const auto& t : todos) out.push_back(t.step + "|" + t.role + "|" + t.org + "|" + t.due);
  return out;
}

/// Each enumerator reads back as itself; a name that none has is refused.
template <class E>
void expect_names() {
  for (const auto value : every<E>()) {
    const auto again = read<E>(write(value));
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, value);
  }
  const auto nothing = read<E>(json::value("no such name"));
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::input_bad_choice);
}

/// What is stored folds by the registered subject as the state itself does.
template <class Subject>
void expect_registered() {
  const auto& erased = subjects().at(std::string(Subject::kKind));
  const EventMeta meta{7, kNow, "per-1", "org-1", "rec-1"};
  for (const auto before : {Fill::bare, Fill::full})
    for (const auto fill : {Fill::bare, Fill::full})
      each_event<Subject>(fill, [&]<class E>(const E& event) {
        auto state = filled<typename Subject::State>(before);
        const auto stored = write(state);
        Subject::evolve(state, event, meta);
        const auto folded = erased.apply(&stored, std::string(E::kType), write(event), meta);
        ASSERT_TRUE(folded) << E::kType << " " << describe(folded.error());
        EXPECT_EQ(*folded, write(state)) << E::kType;
        const auto facts = erased.facts(*folded);
        ASSERT_TRUE(facts);
        EXPECT_EQ(facts->status, status_of(state));
      });
}

}  // namespace gongshu::domain::test
