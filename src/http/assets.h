// Files built into the program: the contract, the pages of web/static and the built console and portal.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace gongshu::http {

struct Asset {
  std::string_view name;   ///< "openapi.yaml", "page.css", "assets/index-x1.js"
  std::string_view bytes;  ///< lives as long as the program
  std::string_view gzip;   ///< the same compressed; empty when that would not be smaller
};

/// Sorted by name; filled by the generated assets.gen.cpp (scripts/embed_assets.py).
std::span<const Asset> assets();

const Asset* find_asset(std::string_view name);           ///< nullptr when there is none
std::string_view content_type_of(std::string_view name);  ///< by extension; "application/octet-stream" when unknown
std::string etag_of(std::string_view bytes);              ///< strong entity tag, quoted

}  // namespace gongshu::http
