// What ShelfBuilder writes and Shelf reads; docs/formats/shelf.md describes it. Internal to this folder.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/record.h"
#include "crypto/hash.h"
#include "gateway/shelf.h"

namespace gongshu::gateway {

inline constexpr std::int64_t kShelfFormat = 1;
inline constexpr std::string_view kShelfSuffix = ".shelf";

/// The one row of the meta table, as canonical JSON.
struct ShelfMeta {
  std::int64_t format = kShelfFormat;
  std::string product;
  std::int64_t version = 1;
  std::vector<std::string> columns;
  bool tokenised = false;
  std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(ShelfMeta, (), (format, product, version, columns, tokenised, rows))

/// Additional data a value is sealed with. Product ids hold no line break, so the text has one reading.
inline std::string shelf_aad(std::string_view product, std::int64_t version, std::string_view key) {
  std::string out = "gongshu shelf 1\n";
  out.append(product).append(1, '\n').append(std::to_string(version)).append(1, '\n').append(key);
  return out;
}

/// SM3 of a file, read in pieces. Errors: store.failed.
Result<crypto::Digest> hash_file(const std::filesystem::path& path);

}  // namespace gongshu::gateway
