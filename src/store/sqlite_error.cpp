#include "store/sqlite_error.h"

namespace gongshu::store {
namespace {

struct Named {
  int code;
  std::string_view name;
};
#define GS_CODE(code) \
  { code, #code }
constexpr Named kNames[] = {
    GS_CODE(SQLITE_ERROR),
    GS_CODE(SQLITE_ABORT),
    GS_CODE(SQLITE_BUSY),
    GS_CODE(SQLITE_BUSY_SNAPSHOT),
    GS_CODE(SQLITE_BUSY_RECOVERY),
    GS_CODE(SQLITE_LOCKED),
    GS_CODE(SQLITE_NOMEM),
    GS_CODE(SQLITE_READONLY),
    GS_CODE(SQLITE_READONLY_CANTINIT),
    GS_CODE(SQLITE_READONLY_DIRECTORY),
    GS_CODE(SQLITE_READONLY_RECOVERY),
    GS_CODE(SQLITE_INTERRUPT),
    GS_CODE(SQLITE_IOERR),
    GS_CODE(SQLITE_IOERR_READ),
    GS_CODE(SQLITE_IOERR_SHORT_READ),
    GS_CODE(SQLITE_IOERR_WRITE),
    GS_CODE(SQLITE_IOERR_FSYNC),
    GS_CODE(SQLITE_CORRUPT),
    GS_CODE(SQLITE_FULL),
    GS_CODE(SQLITE_CANTOPEN),
    GS_CODE(SQLITE_CANTOPEN_ISDIR),
    GS_CODE(SQLITE_SCHEMA),
    GS_CODE(SQLITE_TOOBIG),
    GS_CODE(SQLITE_CONSTRAINT_CHECK),
    GS_CODE(SQLITE_CONSTRAINT_FOREIGNKEY),
    GS_CODE(SQLITE_CONSTRAINT_NOTNULL),
    GS_CODE(SQLITE_CONSTRAINT_PRIMARYKEY),
    GS_CODE(SQLITE_CONSTRAINT_ROWID),
    GS_CODE(SQLITE_CONSTRAINT_TRIGGER),
    GS_CODE(SQLITE_CONSTRAINT_UNIQUE),
    GS_CODE(SQLITE_CONSTRAINT_DATATYPE),
    GS_CODE(SQLITE_MISMATCH),
    GS_CODE(SQLITE_MISUSE),
    GS_CODE(SQLITE_AUTH),
    GS_CODE(SQLITE_RANGE),
    GS_CODE(SQLITE_NOTADB),
};
#undef GS_CODE

ErrorCode code_of(int code) {
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
    return ErrorCode::state_already_exists;
  const int primary = code & 0xff;
  if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) return ErrorCode::store_locked;
  return ErrorCode::store_failed;
}

/// "UNIQUE constraint failed: entry.seq, entry.part" → "entry.seq, entry.part".
std::string place_of(int code, std::string_view message) {
  if ((code & 0xff) != SQLITE_CONSTRAINT) return {};
  const auto colon = message.find("failed: ");
  return colon == std::string_view::npos ? std::string() : std::string(message.substr(colon + 8));
}

}  // namespace

std::string sqlite_code_name(int extended_code) {
  for (const auto& [code, name] : kNames)
    if (code == extended_code) return std::string(name);
  for (const auto& [code, name] : kNames)
    if (code == (extended_code & 0xff)) return std::string(name);
  return "SQLITE_" + std::to_string(extended_code);
}

Error sqlite_error(sqlite3* db, int code) {
  const bool current = db && sqlite3_extended_errcode(db) == code;
  const std::string message = current ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  Error error{code_of(code), place_of(code, message), message, {}, {}, {}};
  error.detail.emplace("sqlite", sqlite_code_name(code));
  return error;
}

}  // namespace gongshu::store
