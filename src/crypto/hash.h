// SM3 (GB/T 32905-2016), HMAC-SM3 (RFC 2104 over SM3) and the text forms of bytes. Bulk work runs in libgcrypt.
// Everything here is thread-safe; a single Sm3 object belongs to one thread at a time.
#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gongshu::crypto {

using Digest = std::array<unsigned char, 32>;

/// The bytes of a digest; valid as long as `digest` lives.
inline std::string_view view(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

Digest sm3(std::string_view data);

/// SM3 of data that comes in pieces. After finish() the object starts anew.
class Sm3 {
 public:
  Sm3();
  ~Sm3();
  Sm3(Sm3&&) noexcept;
  Sm3& operator=(Sm3&&) noexcept;
  Sm3& update(std::string_view data);
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest hmac_sm3(std::string_view key, std::string_view data);

/// HMAC-SM3 under one key for many short values (tokens, request signatures). The key schedule is computed once; the
/// call operator may run in several threads at once. Keys of any length, 16 bytes or more for security.
class HmacSm3 {
 public:
  explicit HmacSm3(std::string_view key);
  ~HmacSm3();
  HmacSm3(HmacSm3&&) noexcept;
  HmacSm3& operator=(HmacSm3&&) noexcept;
  Digest operator()(std::string_view data) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Compares in a time that depends on the lengths only.
bool equal_ct(std::string_view a, std::string_view b);

/// Overwrites the text in a way the compiler keeps, then empties it. For keys and passwords.
void wipe(std::string& secret);

/// Lower case, two characters a byte.
std::string to_hex(std::string_view bytes);
/// Either case; errors: input.bad_format (odd length, another character).
Result<std::string> from_hex(std::string_view text);

/// RFC 4648 section 4, with padding, no line breaks.
std::string to_base64(std::string_view bytes);
/// Strict: padding required, no white space, unused bits zero; errors: input.bad_format.
Result<std::string> from_base64(std::string_view text);

}  // namespace gongshu::crypto
