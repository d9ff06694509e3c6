#include "app/operation.h"

#include <charconv>

#include "identity/roles.h"
#include "rules/chain.h"

namespace gongshu::app {
namespace {

/// Roles that see only what concerns them; every other role supervises or decides.
constexpr std::string_view kOrdinary[] = {identity::role::kOperator,    identity::role::kApplicationDeveloper, identity::role::kDataProvider,
                                          identity::role::kExpertPanel, "source_department",                   "intermediate_developer"};

/// Who sees a row of view_row v: overseers (?2), everybody when it is public, its parties, and whoever has an open step on it. ?3 is the
/// organisation, ?4 its roles as ",a,b,".
constexpr std::string_view kVisible =
    "(?2 OR v.is_public OR instr(v.parties, ',' || ?3 || ',') > 0 OR EXISTS (SELECT 1 FROM todo t WHERE t.kind = v.kind AND t.id = v.id AND "
    "CASE t.org WHEN '' THEN instr(?4, ',' || t.role || ',') > 0 ELSE t.org = ?3 END))";

std::string query_text(std::string_view head, std::string_view tail = {}) {
  std::string out;
  out.append(head).append(kVisible).append(tail);
  return out;
}

std::string role_text(const domain::Actor& actor) {
  std::string out = ",";
  for (const auto& role : actor.roles) out.append(role).append(",");
  return out;
}

Result<bool> visible(store::Database& db, const domain::Actor& actor, std::string_view kind, const std::string& id) {
  GS_TRY(row, db.prepare(query_text("SELECT 1 FROM view_row v WHERE v.kind = ?1 AND v.id = ?5 AND ")));
  row.bind_all(kind, std::int64_t{is_overseer(actor)}, actor.org, role_text(actor), id);
  return row.step();
}

/// Leaves out opinions that this person may not know yet (blind stages of a review).
json::value as_seen(json::value body, const domain::Actor& actor) {
  auto* review = body.is_object() ? body.get_object().if_contains("review") : nullptr;
  if (!review || !review->is_object()) return body;
  if (auto run = gongshu::read<rules::ChainRun>(*review)) *review = write(rules::seen_by(*run, actor.person));
  return body;
}

Result<Reply> get(Node& node, const Call& call, std::string_view kind) {
  const auto& id = call.param("id");
  json::object body;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(row, records.raw(kind, id));
    GS_TRY(seen, visible(records.db(), call.actor, kind, id));
    if (!row || !seen) return fail(ErrorCode::state_not_found, "path.id", "no " + std::string(kind) + " has the id " + id);
    row->body = as_seen(std::move(row->body), call.actor);
    body = record_json(id, *row);
    return {};
  }));
  return Reply{200, std::move(body), {}, {}, {}};
}

/// Sequence number of the entry that made the record named by the query parameter "after"; -1 without one.
Result<std::int64_t> created_after(Records& records, const Call& call, std::string_view kind) {
  const auto after = call.query_or("after");
  if (after.empty()) return std::int64_t{-1};
  GS_TRY(row, records.raw(kind, after));
  GS_TRY(seen, visible(records.db(), call.actor, kind, after));
  if (!row || !seen) return fail(ErrorCode::input_bad_parameter, "query.after", "no such record");
  return row->created;
}

/// A condition a key: ?8 and ?9 hold the values, empty = any.
std::string key_filter(const std::vector<std::string>& keys) {
  std::string out;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto slot = "?" + std::to_string(8 + i);
    out += "(" + slot + " = '' OR EXISTS (SELECT 1 FROM row_key k WHERE k.kind = v.kind AND k.name = '" + keys[i] + "' AND k.value = " + slot +
           " AND k.id = v.id)) AND ";
  }
  return out;
}

/// Rows oldest first, after the row named by `after`; `next` is set when there are more.
Result<Reply> list(Node& node, const Call& call, std::string_view kind, const std::vector<std::string>& keys) {
  std::int64_t limit = 100;  // the contract bounds it: 1 to 500
  const auto text = call.query_or("limit", "100");
  std::from_chars(text.data(), text.data() + text.size(), limit);
  json::array rows;
  json::object body;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(from, created_after(records, call, kind));
    GS_TRY(row, records.db().prepare(query_text(
                    "SELECT id, version, created, body FROM view_row v WHERE kind = ?1 AND (?5 = '' OR status = ?5) AND created > ?6 AND " +
                        key_filter(keys),
                    " ORDER BY created, id LIMIT ?7")));
    row.bind_all(kind, std::int64_t{is_overseer(call.actor)}, call.actor.org, role_text(call.actor), call.query_or("status"), from, limit + 1);
    for (std::size_t i = 0; i < keys.size(); ++i) row.bind(static_cast<int>(8 + i), call.query_or(keys[i]));
    std::string last;
    for (;;) {
      GS_TRY(more, row.step());
      if (!more) return {};
      if (static_cast<std::int64_t>(rows.size()) == limit) {
        body["next"] = last;
        return {};
      }
      last = row.column_text(0);
      GS_TRY(state, parse_json(row.column_text(3), {.bytes = 1 << 26, .depth = 64}));
      if (state.is_object()) state.get_object().erase("definition");  // of a matter: read it with the record
      rows.push_back(record_json(last, Row{row.column_int64(1), row.column_int64(2), as_seen(std::move(state), call.actor)}));
    }
  }));
  body["rows"] = std::move(rows);
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

Result<bool> may_see_record(Records& records, const domain::Actor& actor, std::string_view kind, const std::string& id) {
  return visible(records.db(), actor, kind, id);
}

Result<Reply> record_reply(Node& node, const Call& call, std::string_view kind, const std::string& id, int status) {
  json::object body;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(row, records.raw(kind, id));
    if (!row) return fail(ErrorCode::state_not_found, "path.id");
    row->body = as_seen(std::move(row->body), call.actor);
    body = record_json(id, *row);
    return {};
  }));
  return Reply{status, std::move(body), {}, {}, {}};
}

bool get_record(std::string id, std::string_view kind) {
  return operation(id, Access::session, {}, [kind](Node& node, const Call& call) { return get(node, call, kind); });
}

bool list_records(std::string id, std::string_view kind, std::vector<std::string> keys) {
  return operation(id, Access::session, {}, [kind, keys](Node& node, const Call& call) { return list(node, call, kind, keys); });
}

}  // namespace gongshu::app
