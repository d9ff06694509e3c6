// Ids as fixed-width bytes: what usage records hold and meters are keyed by.
#pragma once
#include <array>
#include <cstring>
#include <functional>
#include <string_view>

#include "crypto/hash.h"

namespace gongshu::gateway {

/// The first 16 bytes of SM3 of an id's text; all zero means "none".
using Id16 = std::array<unsigned char, 16>;

inline Id16 first16(const crypto::Digest& digest) {
  Id16 out;
  std::memcpy(out.data(), digest.data(), out.size());
  return out;
}
inline Id16 id16(std::string_view text) { return first16(crypto::sm3(text)); }

struct Id16Hash {
  std::size_t operator()(const Id16& id) const {
    std::size_t out;
    std::memcpy(&out, id.data(), sizeof out);
    return out;
  }
};

/// Transparent hash for maps keyed by text: lookups by string_view without a copy.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace gongshu::gateway
