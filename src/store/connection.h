// Inside the adapter only: the connection and its statement cache.
#pragma once
#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/database.h"

namespace gongshu::store {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// A statement in the cache; `lent` while a Statement object uses it.
struct Compiled {
  sqlite3_stmt* handle = nullptr;
  bool lent = false;
  bool cached = true;  ///< false: a second copy of a text that is on loan already; dies with its Statement
};

struct Database::Impl {
  sqlite3* handle = nullptr;
  std::unordered_map<std::string, std::unique_ptr<Compiled>, TextHash, std::equal_to<>> cache;

  ~Impl();
  Result<std::unique_ptr<Compiled>> compile(std::string_view sql, bool keep);
};

/// Statements share the connection, so that none outlives it.
struct Statement::Lease {
  std::shared_ptr<Database::Impl> connection;
  Compiled* compiled = nullptr;
  std::unique_ptr<Compiled> own;  ///< set for copies that are not in the cache

  ~Lease();
  sqlite3_stmt* handle() const { return compiled->handle; }
};

}  // namespace gongshu::store
