#include "app/operation.h"

#include <charconv>

#include "identity/roles.h"

namespace gongshu::app {
namespace {

/// Roles that see only what concerns them; every other role supervises or decides.
constexpr std::string_view kOrdinary[] = {identity::role::kOperator,    identity::role::kApplicationDeveloper, identity::role::kDataProvider,
                                          identity::role::kExpertPanel, "source_department",                   "intermediate_developer"};

Result<bool> visible(store::Database& db, const domain::Actor& actor, std::string_view kind, const std::string& id) {
  if (is_overseer(actor)) return true;
  GS_TRY(row, db.prepare("SELECT is_public, parties FROM view_row WHERE kind = ?1 AND id = ?2"));
  row.bind_all(kind, id);
  GS_TRY(found, row.step());
  if (!found) return false;
  if (row.column_int64(0) != 0 || row.column_text(1).find("," + actor.org + ",") != std::string_view::npos) return true;
  GS_TRY(todo, db.prepare("SELECT role FROM todo WHERE kind = ?1 AND id = ?2"));
  todo.bind_all(kind, id);
  for (;;) {
    GS_TRY(more, todo.step());
    if (!more) return false;
    if (actor.has_role(todo.column_text(0))) return true;
  }
}

Result<Reply> get(Node& node, const Call& call, std::string_view kind) {
  const auto& id = call.param("id");
  json::object body;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(row, records.raw(kind, id));
    GS_TRY(seen, visible(records.db(), call.actor, kind, id));
    if (!row || !seen) return fail(ErrorCode::state_not_found, "path.id", "no " + std::string(kind) + " has the id " + id);
    body = record_json(id, *row);
    return {};
  }));
  return Reply{200, std::move(body), {}, {}, {}};
}

/// Rows oldest first, after the row named by `after`; `next` is set when there may be more.
Result<Reply> list(Node& node, const Call& call, std::string_view kind) {
  std::int64_t limit = 100;
  const auto text = call.query_or("limit", "100");
  std::from_chars(text.data(), text.data() + text.size(), limit);
  json::array rows;
  std::string last;
  bool more_rows = false;
  GS_CHECK(node.query([&](Records& records) -> Status {
    std::int64_t from = -1;
    if (const auto after = call.query_or("after"); !after.empty()) {
      GS_TRY(row, records.raw(kind, after));
      if (!row) return fail(ErrorCode::input_bad_parameter, "query.after", "no such record");
      from = row->created;
    }
    GS_TRY(row, records.db().prepare("SELECT id, created FROM view_row WHERE kind = ?1 AND (?2 = '' OR status = ?2) AND created > ?3 ORDER BY created, id"));
    row.bind_all(kind, call.query_or("status"), from);
    for (;;) {
      GS_TRY(more, row.step());
      if (!more) return {};
      const std::string id(row.column_text(0));
      GS_TRY(seen, visible(records.db(), call.actor, kind, id));
      if (!seen) continue;
      if (static_cast<std::int64_t>(rows.size()) == limit) {
        more_rows = true;
        return {};
      }
      GS_TRY(record, records.raw(kind, id));
      rows.push_back(record_json(id, *record));
      last = id;
    }
  }));
  json::object body{{"rows", std::move(rows)}};
  if (more_rows) body["next"] = last;
  return Reply{200, std::move(body), {}, {}, {}};
}

}  // namespace

std::map<std::string, Operation>& operations() {
  static std::map<std::string, Operation> all;
  return all;
}

bool register_operation(Operation operation) {
  auto id = operation.id;
  return operations().emplace(std::move(id), std::move(operation)).second;
}

bool operation(std::string id, Access access, Roles roles, std::function<Result<Reply>(Node&, const Call&)> run) {
  Operation op{std::move(id), access, {}, std::move(run)};
  for (const auto role : roles) op.roles.emplace_back(role);
  return register_operation(std::move(op));
}

bool is_overseer(const domain::Actor& actor) {
  return std::any_of(actor.roles.begin(), actor.roles.end(), [](const auto& role) {
    return std::find(std::begin(kOrdinary), std::end(kOrdinary), role) == std::end(kOrdinary);
  });
}

Result<Reply> record_reply(Node& node, const Call&, std::string_view kind, const std::string& id, int status) {
  json::object body;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(row, records.raw(kind, id));
    if (!row) return fail(ErrorCode::state_not_found, "path.id");
    body = record_json(id, *row);
    return {};
  }));
  return Reply{status, std::move(body), {}, {}, {}};
}

bool get_record(std::string id, std::string_view kind) {
  return operation(id, Access::session, {}, [kind](Node& node, const Call& call) { return get(node, call, kind); });
}

bool list_records(std::string id, std::string_view kind) {
  return operation(id, Access::session, {}, [kind](Node& node, const Call& call) { return list(node, call, kind); });
}

}  // namespace gongshu::app
