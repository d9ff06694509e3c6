#include "http/assets.h"

#include <cstdint>

namespace gongshu::http {

const Asset* find_asset(std::string_view name) {
  for (const auto& asset : assets())
    if (asset.name == name) return &asset;
  return nullptr;
}

std::string_view content_type_of(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".json", "application/json"},
      {".yaml", "application/yaml; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".webmanifest", "application/manifest+json"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
  };
  for (const auto& [extension, type] : kTypes)
    if (name.ends_with(extension)) return type;
  return "application/octet-stream";
}

std::string etag_of(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037u;  // FNV-1a: tells versions apart, nothing more
  for (const unsigned char byte : bytes) hash = (hash ^ byte) * 1099511628211u;
  std::string out = "\"";
  for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[(hash >> shift) & 15];
  return out += '"';
}

}  // namespace gongshu::http
