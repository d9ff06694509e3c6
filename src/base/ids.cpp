#include "base/ids.h"

namespace gongshu {

std::string make_id(std::string_view prefix, std::string_view random) {
  static constexpr char kAlphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string out(prefix);
  out += '-';
  unsigned buffer = 0, bits = 0;
  for (std::size_t i = 0, written = 0; i < random.size() && written < 20; ++i) {
    buffer = (buffer << 8) | static_cast<unsigned char>(random[i]);
    bits += 8;
    while (bits >= 5 && written < 20) {
      bits -= 5;
      out += kAlphabet[(buffer >> bits) & 31];
      ++written;
    }
  }
  return out;
}

}  // namespace gongshu
