// Inside the adapter only.
#pragma once
#include <sqlite3.h>

#include <string_view>

#include "base/result.h"

namespace gongshu::store {

/// The error of a result code, with the connection's own message when there is one (`db` may be null). Pasted SQL text never
/// appears in it.
Error sqlite_error(sqlite3* db, int code);

/// "SQLITE_CONSTRAINT_UNIQUE" and the like; "SQLITE_<n>" for codes without a name here.
std::string sqlite_code_name(int extended_code);

}  // namespace gongshu::store
