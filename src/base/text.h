// Small questions about text that people wrote.
#pragma once
#include <string_view>

namespace gongshu {

/// Nothing but white space, in any script: also U+3000 (a full-width blank), U+00A0 and the zero-width characters.
/// `text` is well-formed UTF-8.
bool blank(std::string_view text);

}  // namespace gongshu
