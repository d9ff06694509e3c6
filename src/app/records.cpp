#include "app/records.h"

namespace gongshu::app {

Status Records::scan(std::string_view kind, const std::string& status, const std::function<Status(const std::string&, const Row&)>& visit) {
  GS_TRY(row, db_->prepare("SELECT id, version, created, body FROM view_row WHERE kind = ?1 AND (?2 = '' OR status = ?2) ORDER BY created, id"));
  row.bind_all(kind, status);
  for (;;) {
    GS_TRY(more, row.step());
    if (!more) return {};
    GS_TRY(body, parse_json(row.column_text(3), {.bytes = 1 << 26, .depth = 64}));
    GS_CHECK(visit(std::string(row.column_text(0)), Row{row.column_int64(1), row.column_int64(2), std::move(body)}));
  }
}

Status Records::with_key(std::string_view kind, const std::string& name, const std::string& value,
                         const std::function<Status(const std::string&, const Row&)>& visit) {
  GS_TRY(row, db_->prepare("SELECT v.id, v.version, v.created, v.body FROM row_key k JOIN view_row v ON v.kind = k.kind AND v.id = k.id "
                           "WHERE k.kind = ?1 AND k.name = ?2 AND k.value = ?3 ORDER BY v.created, v.id"));
  row.bind_all(kind, name, value);
  for (;;) {
    GS_TRY(more, row.step());
    if (!more) return {};
    GS_TRY(body, parse_json(row.column_text(3), {.bytes = 1 << 26, .depth = 64}));
    GS_CHECK(visit(std::string(row.column_text(0)), Row{row.column_int64(1), row.column_int64(2), std::move(body)}));
  }
}

json::object record_json(const std::string& id, const Row& row) {
  json::object out = row.body.as_object();
  out["id"] = id;
  out["version"] = row.version;
  return out;
}

}  // namespace gongshu::app
