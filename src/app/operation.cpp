#include "app/operation.h"

#include <charconv>

#include "app/visibility.h"
#include "identity/roles.h"
#include "rules/chain.h"

namespace gongshu::app {
namespace {

/// Roles that see only what concerns them; every other role supervises or decides.
constexpr std::string_view kOrdinary[] = {identity::role::kOperator,    identity::role::kApplicationDeveloper, identity::role::kDataProvider,
                                          identity::role::kExpertPanel, "source_department",                   "intermediate_developer"};

std::string query_text(std::string_view head, std::string_view tail = {}) {
  std::string out;
  out.append(head).append(visible_condition()).append(tail);
  return out;
}

Result<bool> visible(store::Database& db, const domain::Actor& actor, std::string_view kind, const std::string& id) {
  GS_TRY(row, db.prepare(query_text("SELECT 1 FROM view_row v WHERE v.kind = ?1 AND v.id = ?5 AND ")));
  row.bind(1, kind).bind(5, id);
  bind_viewer(row, actor);
  return row.step();
}

/// Whoever told of an organisation in confidence stays unknown to it, unless it told of itself.
bool opener_kept_from(const json::object& matter, const domain::Actor& actor) {
  const auto* definition = matter.if_contains("definition");
  const auto* confidential = definition && definition->is_object() ? definition->get_object().if_contains("confidential") : nullptr;
  const auto* about = matter.if_contains("about_org");
  if (!confidential || confidential->is_null() || !about || *about != json::value(actor.org) || is_overseer(actor)) return false;
  return matter.at("org") != *about;
}

void leave_out_opener(json::object& matter, const domain::Actor& actor) {
  if (!opener_kept_from(matter, actor)) return;
  const auto opener = matter.at("opened_by");
  for (auto& done : matter.at("done").as_array())
    if (done.at("person") == opener) done.as_object()["person"] = "", done.as_object()["org"] = "";
  matter["org"] = matter["opened_by"] = "";
}

/// Leaves out opinions that this person may not know yet (blind stages of a review), and informants.
json::value as_seen(json::value body, const domain::Actor& actor) {
  if (body.is_object()) leave_out_opener(body.get_object(), actor);
  auto* review = body.is_object() ? body.get_object().if_contains("review") : nullptr;
  if (!review || !review->is_object()) return body;
  if (auto run = gongshu::read<rules::ChainRun>(*review)) *review = write(rules::seen_by(*run, actor.person));
  return body;
}

Result<Reply> get(Node& node, const Call& call, std::string_view kind, const Beside& beside) {
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
  if (beside) beside(node, body);
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
Result<Reply> list(Node& node, const Call& call, std::string_view kind, const std::vector<std::string>& keys, const Beside& beside) {
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
    row.bind(1, kind).bind(5, call.query_or("status")).bind(6, from).bind(7, limit + 1);
    bind_viewer(row, call.actor);
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
      state = as_seen(std::move(state), call.actor);
      if (state.is_object()) state.get_object().erase("definition");  // of a matter: read it with the record
      rows.push_back(record_json(last, Row{row.column_int64(1), row.column_int64(2), std::move(state)}));
    }
  }));
  if (beside)
    for (auto& row : rows) beside(node, row.as_object());
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

Result<bool> informant_hidden(Records& records, std::string_view kind, const std::string& id, const domain::Actor& actor) {
  GS_TRY(row, records.raw(std::string(kind), id));
  return row && row->body.is_object() && opener_kept_from(row->body.get_object(), actor);
}

Result<bool> may_see_record(Records& records, const domain::Actor& actor, std::string_view kind, const std::string& id) {
  return visible(records.db(), actor, kind, id);
}

Status check_seen(Records& records, const Call& call, std::string_view kind, const std::string& id) {
  const auto match = call.headers.find("if-match");
  if (match == call.headers.end() || match->second.empty()) return {};
  GS_TRY(row, records.raw(kind, id));
  if (row && std::to_string(row->version) == match->second) return {};
  return fail(ErrorCode::state_conflict, "header.if-match", "the record is at version " + std::to_string(row ? row->version : 0) + "; load it again");
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

bool get_record(std::string id, std::string_view kind, Beside beside) {
  return operation(id, Access::session, {}, [kind, beside](Node& node, const Call& call) { return get(node, call, kind, beside); });
}

bool list_records(std::string id, std::string_view kind, std::vector<std::string> keys, Beside beside) {
  lists_kind(kind);
  return operation(id, Access::session, {}, [kind, keys, beside](Node& node, const Call& call) { return list(node, call, kind, keys, beside); });
}

}  // namespace gongshu::app
