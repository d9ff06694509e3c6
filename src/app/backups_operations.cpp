// Operations on backups. Nothing is downloaded here: a backup lies on the machine, for whoever runs it.
#include "app/administration.h"
#include "app/backup_copy.h"
#include "app/backups.h"
#include "app/operation.h"
#include "domain/node/backup.h"

namespace gongshu::app {
namespace {

using namespace domain::node;

json::object shown(Node& node, const std::string& id, const Row& row) {
  auto out = record_json(id, row);
  if (out.at("status").as_string() != "done") return out;
  out["verified"] = true;  // no other is ever recorded as done
  out["present"] = backup_digest(node.part<Backups>().folder(id)) == out.at("digest").as_string();
  return out;
}

Result<Reply> backup_reply(Node& node, const std::string& id, int status) {
  json::object body;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(row, records.raw(BackupSubject::kKind, id));
    if (!row) return fail(ErrorCode::state_not_found, "path.id", "no backup has the id " + id);
    body = shown(node, id, *row);
    return {};
  }));
  return Reply{status, std::move(body), {}, {}, {}};
}

Result<Reply> get_backup(Node& node, const Call& call) {
  GS_CHECK(check_may_inspect(call.actor));
  return backup_reply(node, call.param("id"), 200);
}

/// Newest first.
Result<Reply> list_backups(Node& node, const Call& call) {
  GS_CHECK(check_may_inspect(call.actor));
  json::array rows;
  GS_CHECK(node.query([&](Records& records) {
    return records.scan(BackupSubject::kKind, {}, [&](const std::string& id, const Row& row) -> Status {
      rows.insert(rows.begin(), shown(node, id, row));
      return {};
    });
  }));
  std::error_code error;
  const auto space = std::filesystem::space(node.options().data, error);
  json::object body{{"rows", std::move(rows)}};
  if (!error) body["free_bytes"] = space.available;
  return Reply{200, std::move(body), {}, {}, {}};
}

Result<Reply> make_backup(Node& node, const Call& call) {
  GS_CHECK(body_of<NoBody>(call).map([](const auto&) {}));
  std::string id;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(running, tx.all<BackupSubject>("running"));
    GS_TRY(events, start_backup(!running.empty(), tx.context()));
    id = tx.new_id(BackupSubject::kPrefix);
    return tx.emit<BackupSubject>(id, events);
  }));
  node.part<Backups>().begin(id);
  return backup_reply(node, id, 201);
}

[[maybe_unused]] const bool kOperations[] = {
    operation("makeBackup", Access::session, {}, make_backup),
    operation("listBackups", Access::session, {}, list_backups),
    operation("getBackup", Access::session, {}, get_backup),
};

}  // namespace
}  // namespace gongshu::app
