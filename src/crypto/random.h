// Random bytes from the operating system (getrandom); thread-safe and safe after fork.
// A system without random bytes cannot go on: failure ends the process instead of returning predictable keys.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace gongshu::crypto {

std::string random_bytes(std::size_t count);

/// "<prefix>-<20 characters>", 100 random bits; see base/ids.h.
std::string new_id(std::string_view prefix);

}  // namespace gongshu::crypto
