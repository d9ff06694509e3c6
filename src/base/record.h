// Reads and writes described structs (Boost.Describe) as JSON, naming the place of every fault.
//
//   struct DraftEntry { std::string title; std::optional<std::int64_t> rows; std::vector<Item> items; };
//   BOOST_DESCRIBE_STRUCT(DraftEntry, (), (title, rows, items))
//   GS_TRY(body, read<DraftEntry>(value));        // input.unknown_field at "/titel", input.wrong_type at "/items/2/name", …
//
// Members may be bool, int64_t, std::string, Money, enums (described; written by name), std::optional, std::vector,
// std::map<std::string, T>, json::object, json::value and further described structs. A member that is not optional is required; vectors and
// maps are required too. Limits (length, range, pattern) come from constraints<T>(), which generated command types
// specialise; see scripts/generate.py.
#pragma once
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/json.h"
#include "base/money.h"

namespace gongshu {

/// Limits of one member, from the API contract. Lengths are in Unicode code points; -1 means none.
struct Limits {
  std::string_view member;
  std::int64_t min_length = 0, max_length = -1;  ///< strings
  std::int64_t min_items = 0, max_items = -1;    ///< vectors and maps
  std::int64_t minimum = INT64_MIN, maximum = INT64_MAX;
  std::string_view pattern;  ///< ECMAScript regular expression, whole match; empty = none
  std::string_view one_of;   ///< "a|b|c": allowed strings; empty = any
};
template <class T>
constexpr std::span<const Limits> constraints() {
  if constexpr (requires { T::kLimits; }) return T::kLimits;
  else return {};
}

namespace record_detail {
/// Checks one string / number / count against the limits; the error's `at` is `path`.
Status check_string(const std::string& value, const Limits* limits, const std::string& path);
Status check_integer(std::int64_t value, const Limits* limits, const std::string& path);
Status check_count(std::size_t count, const Limits* limits, const std::string& path);
Status check_key(std::string_view key, const std::string& path);  ///< of a map: text of at most 200 characters
Error wrong_type(const std::string& path, std::string_view expected);
Error missing(const std::string& path);
Error unknown_field(const std::string& path, const std::string& allowed);
std::string child(const std::string& path, std::string_view key);  ///< JSON Pointer with ~0 and ~1
Error bad_choice(const std::string& path, const std::string& allowed);

template <class T> struct is_optional : std::false_type {};
template <class T> struct is_optional<std::optional<T>> : std::true_type {};
template <class T> struct is_vector : std::false_type {};
template <class T> struct is_vector<std::vector<T>> : std::true_type {};
template <class T> struct is_map : std::false_type {};
template <class T> struct is_map<std::map<std::string, T>> : std::true_type {};
template <class T> inline constexpr bool always_false = false;
template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

template <class T>
Status read_into(const json::value& v, T& out, const std::string& path, const Limits* limits);

template <class T>
Status read_struct(const json::value& v, T& out, const std::string& path) {
  if (!v.is_object()) return fail(wrong_type(path, "object"));
  const auto& object = v.get_object();
  Status status;
  std::string allowed;
  boost::mp11::mp_for_each<Members<T>>([&](auto d) {
    allowed.append(allowed.empty() ? "" : ", ").append(d.name);
    if (!status) return;
    using Member = std::remove_cvref_t<decltype(out.*d.pointer)>;
    const auto* member = object.if_contains(d.name);
    if (!member || (member->is_null() && is_optional<Member>::value)) {
      if constexpr (!is_optional<Member>::value) status = fail(missing(child(path, d.name)));
      return;
    }
    const Limits* limits = nullptr;
    for (const auto& l : constraints<T>())
      if (l.member == d.name) limits = &l;
    status = read_into(*member, out.*d.pointer, child(path, d.name), limits);
  });
  if (!status) return status;
  for (const auto& [key, value] : object) {
    bool known = false;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) { known = known || key == d.name; });
    if (!known) return fail(unknown_field(child(path, key), allowed));
  }
  return {};
}

template <class T>
Status read_enum(const json::value& v, T& out, const std::string& path) {
  if (!v.is_string()) return fail(wrong_type(path, "string"));
  bool found = false;
  std::string allowed;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) {
    allowed.append(allowed.empty() ? "" : ", ").append(d.name);
    if (v.get_string() == d.name) { out = d.value; found = true; }
  });
  if (!found) return fail(bad_choice(path, allowed));
  return {};
}

template <class T>
Status read_into(const json::value& v, T& out, const std::string& path, const Limits* limits) {
  if constexpr (std::is_same_v<T, json::value>) {
    out = v;
  } else if constexpr (std::is_same_v<T, json::object>) {
    if (!v.is_object()) return fail(wrong_type(path, "object"));
    out = v.get_object();
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!v.is_bool()) return fail(wrong_type(path, "boolean"));
    out = v.get_bool();
  } else if constexpr (std::is_same_v<T, Money>) {
    if (!v.is_int64()) return fail(wrong_type(path, "integer (fen)"));
    out.fen = v.get_int64();
    return check_integer(out.fen, limits, path);
  } else if constexpr (std::is_integral_v<T>) {
    if (!v.is_int64()) return fail(wrong_type(path, "integer"));
    out = static_cast<T>(v.get_int64());
    return check_integer(v.get_int64(), limits, path);
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!v.is_string()) return fail(wrong_type(path, "string"));
    out.assign(v.get_string().data(), v.get_string().size());
    return check_string(out, limits, path);
  } else if constexpr (std::is_enum_v<T>) {
    return read_enum(v, out, path);
  } else if constexpr (is_optional<T>::value) {
    if (v.is_null()) return {};
    return read_into(v, out.emplace(), path, limits);
  } else if constexpr (is_vector<T>::value) {
    if (!v.is_array()) return fail(wrong_type(path, "array"));
    GS_CHECK(check_count(v.get_array().size(), limits, path));
    for (const auto& element : v.get_array()) {
      const auto at = child(path, std::to_string(out.size()));
      GS_CHECK(read_into(element, out.emplace_back(), at, limits));
    }
  } else if constexpr (is_map<T>::value) {
    if (!v.is_object()) return fail(wrong_type(path, "object"));
    GS_CHECK(check_count(v.get_object().size(), limits, path));
    for (const auto& [key, element] : v.get_object()) {
      const auto at = child(path, key);
      GS_CHECK(check_key(key, at));
      GS_CHECK(read_into(element, out[std::string(key)], at, limits));
    }
  } else if constexpr (boost::describe::has_describe_members<T>::value) {
    return read_struct(v, out, path);
  } else {
    static_assert(always_false<T>, "describe the type with BOOST_DESCRIBE_STRUCT");
  }
  return {};
}
}  // namespace record_detail

/// Reads a described struct; errors: input.unknown_field, input.missing_field, input.wrong_type, input.too_long, input.out_of_range,
/// input.bad_choice, input.bad_format, each with `at` as JSON Pointer under `path`.
template <class T>
Result<T> read(const json::value& value, const std::string& path = {}) {
  T out{};
  if (auto status = record_detail::read_into(value, out, path, nullptr); !status) return fail(std::move(status).error());
  return out;
}

template <class E>
  requires std::is_enum_v<E>
std::string_view name_of(E value) {
  const char* name = "?";
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (d.value == value) name = d.name;
  });
  return name;
}

/// The inverse of read: optional members that are empty are left out.
template <class T>
json::value write(const T& value) {
  using namespace record_detail;
  if constexpr (std::is_same_v<T, json::value> || std::is_same_v<T, json::object> || std::is_same_v<T, bool>) {
    return value;
  } else if constexpr (std::is_same_v<T, Money>) {
    return value.fen;
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<std::int64_t>(value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    return json::string(value);
  } else if constexpr (std::is_enum_v<T>) {
    return json::string(name_of(value));
  } else if constexpr (is_optional<T>::value) {
    return value ? write(*value) : json::value(nullptr);
  } else if constexpr (is_vector<T>::value) {
    json::array out;
    for (const auto& element : value) out.push_back(write(element));
    return out;
  } else if constexpr (is_map<T>::value) {
    json::object out;
    for (const auto& [key, element] : value) out.emplace(key, write(element));
    return out;
  } else {
    json::object out;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
      auto member = write(value.*d.pointer);
      if (!(is_optional<std::remove_cvref_t<decltype(value.*d.pointer)>>::value && member.is_null()))
        out.emplace(d.name, std::move(member));
    });
    return out;
  }
}

}  // namespace gongshu
