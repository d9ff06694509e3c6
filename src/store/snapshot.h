// A copy of a database that others go on writing to.
#pragma once
#include <filesystem>
#include <functional>

#include "base/result.h"

namespace gongshu::store {

/// The committed state of one moment, as a new file (0600) without a write-ahead log, durable when this returns. Readers and the writer of
/// `from` are not held up. `go_on` is asked every few MiB; false stops the copy. What an error leaves behind is the caller's to remove.
/// Errors: store.failed (no such file, `to` exists, no space), query.cancelled.
Status snapshot(const std::filesystem::path& from, const std::filesystem::path& to, const std::function<bool()>& go_on = {});

}  // namespace gongshu::store
