#include "app/names.h"

#include <algorithm>

namespace gongshu::app {
namespace {

/// By rank. Migration 5 of the views (views.cpp) took the same from rows that were there before; a place added here needs a migration of its own.
constexpr const char* kPlaces[] = {"/title", "/name", "/content/title", "/content/name", "/approved_content/title", "/definition/zh", "/definition/en", "/account",
                                   "/label", "/purpose", "/number", "/credit_code", "/code", "/product_title", "/source_batch", "/table"};

/// The text up to that many code points.
std::string cut(std::string_view text) {
  std::size_t count = 0, i = 0;
  for (; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && ++count > kNameLength) break;
  return std::string(text.substr(0, i));
}

}  // namespace

std::vector<Name> names_in(const json::value& state) {
  std::vector<Name> out;
  std::int64_t rank = 0;
  for (const char* place : kPlaces) {
    boost::system::error_code none;
    const auto* found = state.find_pointer(place, none);
    const auto at = rank++;
    if (!found || !found->is_string() || found->get_string().empty()) continue;
    auto text = cut(found->get_string());
    if (std::none_of(out.begin(), out.end(), [&](const auto& other) { return other.text == text; })) out.push_back({at, std::move(text)});
  }
  return out;
}

}  // namespace gongshu::app
