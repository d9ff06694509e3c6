// Strong ids: an agreement's id cannot be passed where a scenario's is asked for.
#pragma once
#include <compare>
#include <string>
#include <string_view>

namespace gongshu {

template <class Tag>
struct Id {
  std::string text;
  friend auto operator<=>(const Id&, const Id&) = default;
};

/// New ids are a short prefix and 20 characters of Crockford base 32 from 100 random bits: "agr-2f8k…". `random` must hold
/// at least 13 bytes from a cryptographic source.
std::string make_id(std::string_view prefix, std::string_view random);

}  // namespace gongshu
