// Files built into the program: the contract and the pages of web/static.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace gongshu::http {

struct Asset {
  std::string_view name;   ///< "openapi.yaml", "page.css"
  std::string_view bytes;  ///< lives as long as the program
};

/// Sorted by name; filled by the generated assets.gen.cpp (cmake/assets.cmake).
std::span<const Asset> assets();

const Asset* find_asset(std::string_view name);           ///< nullptr when there is none
std::string_view content_type_of(std::string_view name);  ///< by extension; "application/octet-stream" when unknown
std::string etag_of(std::string_view bytes);              ///< strong entity tag, quoted

}  // namespace gongshu::http
