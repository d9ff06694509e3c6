// Names of tables and columns: how they compare, and which ones the engine keeps for itself.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>

namespace gongshu::engine {

inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Equal but for ASCII case, byte by byte otherwise: look-alike letters are other names.
inline bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

/// Names that start with '#' belong to the engine (hidden entity ordinals): no grant can offer them and no schema hold them.
inline bool reserved_name(std::string_view name) { return name.empty() || name.front() == '#'; }

/// Numbers the rows of every loaded table.
inline constexpr std::string_view kRowName = "#row";

inline std::string hidden_name(std::string_view entity) { return "#" + std::string(entity); }

}  // namespace gongshu::engine
