// Tables of a subject tried whole: every status × every event, every enumerator, every shape of a record written and read again.
#pragma once
#include "domain/kernel/transition.h"
#include "domain_context.h"

namespace gongshu::domain::test {

/// How records are filled: with everything optional set and two of everything that repeats, or with nothing that may be left out.
enum class Fill { full, bare };

/// A text that the limits of the contract allow. One of the samples must fit; add another where none does.
inline std::string sample_text(const Limits* limits) {
  if (limits && !limits->one_of.empty()) return std::string(limits->one_of.substr(0, limits->one_of.find('|')));
  for (const char* text : {"ab", "2026-03-01", "410000", "catalog_entry/cat-1", "a reason of ten and more", "91410000MA00000000"})
    if (record_detail::check_string(text, limits, {})) return text;
  throw std::logic_error("no sample for " + std::string(limits->member));
}

template <class T>
T filled(Fill fill, const Limits* limits = nullptr) {
  using namespace record_detail;
  const auto count = [&] { return fill == Fill::full ? std::int64_t{2} : limits ? limits->min_items : 0; };
  if constexpr (std::is_same_v<T, std::string>) {
    return sample_text(limits);
  } else if constexpr (std::is_same_v<T, bool>) {
    return fill == Fill::full;
  } else if constexpr (std::is_integral_v<T>) {
    return 7;
  } else if constexpr (std::is_same_v<T, Money>) {
    return {7};
  } else if constexpr (std::is_same_v<T, json::object>) {
    return json::object{{"key", 7}};
  } else if constexpr (std::is_enum_v<T>) {
    T last{};
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) { last = d.value; });
    return last;
  } else if constexpr (is_optional<T>::value) {
    return fill == Fill::full ? T(filled<typename T::value_type>(fill, limits)) : T();
  } else if constexpr (is_vector<T>::value) {
    T out;
    for (auto i = count(); i > 0; --i) out.push_back(filled<typename T::value_type>(fill, limits));
    return out;
  } else if constexpr (is_map<T>::value) {
    T out;
    for (auto i = count(); i > 0; --i) out["key_" + std::to_string(i)] = filled<typename T::mapped_type>(fill, limits);
    return out;
  } else {
    T out{};
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
      const Limits* of_member = nullptr;
      for (const auto& l : constraints<T>())
        if (l.member == d.name) of_member = &l;
      out.*d.pointer = filled<std::remove_cvref_t<decltype(out.*d.pointer)>>(fill, of_member);
    });
    return out;
  }
}

/// Names of an enum, in order.
template <class E>
std::vector<std::string> names() {
  std::vector<std::string> out;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { out.emplace_back(d.name); });
  return out;
}

template <class E>
E value_of(const std::string& name) {
  const auto found = read<E>(json::value(name));
  if (!found) throw std::logic_error("no such value: " + name);
  return *found;
}

/// Calls visit(event) with an event of each type of the subject.
template <class Subject, class Visit>
void each_event(Fill fill, Visit visit) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, typename Subject::Event>>(
      [&](auto identity) { visit(filled<typename decltype(identity)::type>(fill)); });
}

/// Event type → status before → status after.
using Moves = std::map<std::string, std::map<std::string, std::string>>;

/// Tries every event of the subject in every status. `moves` is all that is possible; `makes` are the events that make the
/// record, and the status it then has, whatever was there. Any other pair is refused, naming where it would be possible, and
/// changes no status.
template <class Subject, class S, std::size_t N>
void expect_moves(const Transition<S> (&table)[N], Moves moves, const std::map<std::string, std::string>& makes) {
  std::size_t rows = 0;
  for (const auto& [event, pairs] : moves) rows += pairs.size();
  EXPECT_EQ(N, rows) << "the table has moves that are not expected, or one twice";
  std::set<std::string> types;
  each_event<Subject>(Fill::full, [&]<class E>(const E& event) {
    const std::string type(E::kType);
    types.insert(type);
    const auto& expected = moves[type];
    for (const auto& from : names<S>()) {
      const auto here = type + " in " + from;
      auto state = filled<typename Subject::State>(Fill::full);
      state.status = value_of<S>(from);
      const auto may = may_move(table, state.status, type);
      const auto move = expected.find(from);
      EXPECT_EQ(bool(may), move != expected.end()) << here;
      if (!may) {
        std::string possible;
        for (const auto& t : table)
          if (t.event == type) possible += (possible.empty() ? "" : ", ") + std::string(name_of(t.from));
        EXPECT_EQ(may.error().code, ErrorCode::state_not_allowed) << here;
        EXPECT_EQ(may.error().at, "/status") << here;
        EXPECT_EQ(may.error().hint, "status is " + from + "; possible in: " + (possible.empty() ? "no state" : possible)) << here;
        for (const auto& [status, after] : expected) EXPECT_NE(may.error().hint.find(status), std::string::npos) << here;
      }
      Subject::evolve(state, event, {1, kNow, "per-1", "org-1", "id"});
      const auto made = makes.find(type);
      const auto after = made != makes.end() ? made->second : move != expected.end() ? move->second : from;
      EXPECT_EQ(name_of(state.status), after) << here;
      EXPECT_EQ(status_of(state), after) << here;
    }
  });
  for (const auto& [event, pairs] : moves) EXPECT_TRUE(types.contains(event)) << event << " is no event of the subject";
}

/// Every event and the state, full and bare: written, read and written again they are the same, and a member too many is refused.
template <class Subject>
void expect_round_trips() {
  using State = typename Subject::State;
  for (const auto fill : {Fill::full, Fill::bare}) {
    const auto state = write(filled<State>(fill));
    const auto again = read<State>(state);
    ASSERT_TRUE(again) << describe(again.error());
    EXPECT_EQ(write(*again), state);
    each_event<Subject>(fill, [&]<class E>(const E& event) {
      auto data = write(event);
      const auto decoded = decode_event<typename Subject::Event>(std::string(E::kType), data);
      ASSERT_TRUE(decoded) << E::kType << " " << describe(decoded.error());
      ASSERT_TRUE(std::holds_alternative<E>(*decoded));
      EXPECT_EQ(write(std::get<E>(*decoded)), data);
      data.as_object()["surplus"] = 1;
      const auto surplus = decode_event<typename Subject::Event>(std::string(E::kType), data);
      ASSERT_FALSE(surplus) << E::kType;
      EXPECT_EQ(surplus.error().code, ErrorCode::input_unknown_field);
      EXPECT_EQ(surplus.error().at, "/surplus");
    });
  }
}

/// The same events give the same state, also when the state is written and read after each of them.
template <class Subject>
typename Subject::State expect_replays(const std::vector<typename Subject::Event>& events, const EventMeta& meta) {
  typename Subject::State one{}, other{}, stored{};
  for (const auto& e : events) {
    Subject::evolve(one, e, meta);
    Subject::evolve(other, e, meta);
    Subject::evolve(stored, e, meta);
    auto read_back = read<typename Subject::State>(write(stored));
    EXPECT_TRUE(read_back) << (read_back ? "" : describe(read_back.error()));
    if (read_back) stored = std::move(*read_back);
    EXPECT_EQ(write(one), write(other));
    EXPECT_EQ(write(one), write(stored));
  }
  return one;
}

}  // namespace gongshu::domain::test
