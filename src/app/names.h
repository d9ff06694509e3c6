// What records are called and numbered by: the texts that a search looks through, taken from the record's state.
#pragma once
#include <string>
#include <vector>

#include "base/json.h"

namespace gongshu::app {

struct Name {
  std::int64_t rank = 0;  ///< the lowest is the record's title
  std::string text;       ///< at most kNameLength code points
  friend bool operator==(const Name&, const Name&) = default;
};
inline constexpr std::size_t kNameLength = 300;

/// Title, name, account, numbers of the record, in the order of their rank; each text once.
std::vector<Name> names_in(const json::value& state);

}  // namespace gongshu::app
