#include <botan/base64.h>
#include <botan/hex.h>
#include <botan/mem_ops.h>

#include "crypto/hash.h"

namespace gongshu::crypto {
namespace {
const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }
}  // namespace

bool equal_ct(std::string_view a, std::string_view b) {
  return a.size() == b.size() && Botan::constant_time_compare(bytes_of(a), bytes_of(b), a.size());
}

std::string to_hex(std::string_view bytes) { return Botan::hex_encode(bytes_of(bytes), bytes.size(), false); }

Result<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0)
    return fail(ErrorCode::input_bad_format, {}, "十六进制文本须为偶数位 / hex text has two characters a byte");
  std::string out(text.size() / 2, '\0');
  try {
    Botan::hex_decode(reinterpret_cast<std::uint8_t*>(out.data()), text.data(), text.size(), false);
  } catch (const std::exception&) {
    return fail(ErrorCode::input_bad_format, {}, "只接受 0-9 a-f / only 0-9 and a-f");
  }
  return out;
}

std::string to_base64(std::string_view bytes) { return Botan::base64_encode(bytes_of(bytes), bytes.size()); }

Result<std::string> from_base64(std::string_view text) {
  std::string out;
  try {
    const auto decoded = Botan::base64_decode(text.data(), text.size(), false);
    out.assign(decoded.begin(), decoded.end());
  } catch (const std::exception&) {
    return fail(ErrorCode::input_bad_format, {}, "不是标准 Base64 / not standard Base64");
  }
  // The decoder tolerates missing padding and stray low bits; one value has one text.
  if (to_base64(out) != text)
    return fail(ErrorCode::input_bad_format, {}, "Base64 须带填充且末位为零 / Base64 needs padding and zero spare bits");
  return out;
}

}  // namespace gongshu::crypto
