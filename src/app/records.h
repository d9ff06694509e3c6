// Reading records by type from a connection: what commands (inside the sequencer) and queries (on their own connection) share.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/views.h"
#include "base/record.h"

namespace gongshu::app {

template <class State>
struct Found {
  std::string id;
  State state;
  std::int64_t version = 0;
};

/// Belongs to the thread that owns the connection.
class Records {
 public:
  explicit Records(store::Database& db) : db_(&db) {}

  template <class Subject>
  Result<std::optional<typename Subject::State>> find(const std::string& id) {
    GS_TRY(row, raw(Subject::kKind, id));
    if (!row) return std::optional<typename Subject::State>();
    GS_TRY(state, read<typename Subject::State>(row->body));
    return std::optional<typename Subject::State>(std::move(state));
  }

  /// Error state.not_found, with `at`.
  template <class Subject>
  Result<typename Subject::State> load(const std::string& id, const std::string& at = {}) {
    GS_TRY(found, find<Subject>(id));
    if (!found) return fail(ErrorCode::state_not_found, at, "no " + std::string(Subject::kKind) + " has the id " + id);
    return std::move(*found);
  }

  /// All records of the kind, oldest first; `status` empty = any.
  template <class Subject>
  Result<std::vector<Found<typename Subject::State>>> all(const std::string& status = {}) {
    std::vector<Found<typename Subject::State>> out;
    GS_CHECK(scan(Subject::kKind, status, [&](const std::string& id, const Row& row) -> Status {
      GS_TRY(state, read<typename Subject::State>(row.body));
      out.push_back({id, std::move(state), row.version});
      return {};
    }));
    return out;
  }

  Result<std::optional<Row>> raw(std::string_view kind, const std::string& id) { return DatabaseRows(*db_).get(std::string(kind), id); }
  Status scan(std::string_view kind, const std::string& status, const std::function<Status(const std::string&, const Row&)>& visit);
  /// Records of the kind with that key (RowFacts::keys), oldest first.
  Status with_key(std::string_view kind, const std::string& name, const std::string& value, const std::function<Status(const std::string&, const Row&)>& visit);
  store::Database& db() { return *db_; }

 private:
  store::Database* db_;
};

/// The record as the API shows it: the state with its id and version.
json::object record_json(const std::string& id, const Row& row);

}  // namespace gongshu::app
