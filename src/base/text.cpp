#include "base/text.h"

#include <algorithm>
#include <array>

namespace gongshu {
namespace {

/// Unicode White_Space beyond ASCII, and what shows as nothing: U+180E, U+200B–U+200F, U+2060, U+FEFF.
constexpr std::array<std::string_view, 26> kBlank = {
    "\u0085", "\u00A0", "\u1680", "\u180E", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
    "\u2009", "\u200A", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u2028", "\u2029", "\u202F", "\u2060", "\u3000", "\uFEFF"};

}  // namespace

bool blank(std::string_view text) {
  while (!text.empty()) {
    const auto c = static_cast<unsigned char>(text.front());
    if (c <= 0x20) {
      text.remove_prefix(1);
      continue;
    }
    const auto found = std::find_if(kBlank.begin(), kBlank.end(), [&](auto b) { return text.starts_with(b); });
    if (found == kBlank.end()) return false;
    text.remove_prefix(found->size());
  }
  return true;
}

}  // namespace gongshu
