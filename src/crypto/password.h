// Passwords: Argon2id (RFC 9106), stored in the PHC form "$argon2id$v=19$m=19456,t=2,p=1$salt$hash".
//
// m = 19 MiB, t = 2, p = 1: the first choice of the OWASP password-storage guidance, and what a two-core node can afford: one
// check takes some 30–60 ms and 19 MiB, so that thirty sign-ins at once stay below 600 MiB. RFC 9106's own second choice (64 MiB,
// t = 3) would let a handful of parallel sign-ins exhaust a small node. The salt has 16 random bytes, the hash 32. Thread-safe.
// Both calls are slow by design: run them on the blocking pool, never on an I/O thread.
#pragma once
#include <string>
#include <string_view>

namespace gongshu::crypto {

std::string hash_password(std::string_view password);

/// Compares in constant time. An empty or unreadable `hash` costs the same time as a real one and never matches, so that an
/// unknown account cannot be told from a wrong password. Hashes with parameters above 256 MiB, t = 16, p = 8 are refused.
bool verify_password(std::string_view password, std::string_view hash);

/// True when the hash was made with weaker or other parameters than today's: hash again at the next sign-in.
bool needs_rehash(std::string_view hash);

}  // namespace gongshu::crypto
