#include "store/migrate.h"

namespace gongshu::store {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS schema_versions("
    "component TEXT NOT NULL, version INTEGER NOT NULL, applied_at INTEGER NOT NULL, PRIMARY KEY(component, version)) STRICT";

std::string place(std::string_view component, int version) { return std::string(component) + "/" + std::to_string(version); }

Status check_steps(std::string_view component, std::span<const Migration> steps) {
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (steps[i].version != static_cast<int>(i) + 1)
      return fail(ErrorCode::internal, place(component, steps[i].version),
                  "步骤须从 1 起连续编号 / steps are numbered 1, 2, 3 without gaps");
  return {};
}

Status check_known(std::string_view component, int present, std::span<const Migration> steps) {
  const int known = static_cast<int>(steps.size());
  if (present <= known) return {};
  return fail(ErrorCode::store_newer_schema, std::string(component),
              "数据为第 " + std::to_string(present) + " 版，本程序支持到第 " + std::to_string(known) +
                  " 版，请升级程序 / the data is at version " + std::to_string(present) + ", this program knows up to " +
                  std::to_string(known) + ": upgrade the program");
}

Status apply(Database& db, std::string_view component, const Migration& step, Instant now) {
  GS_TRY(transaction, Transaction::begin(db));
  if (auto status = db.exec(step.sql); !status) {
    auto error = std::move(status).error();
    error.code = ErrorCode::store_failed;
    error.at = place(component, step.version);
    return fail(std::move(error));
  }
  if (!db.in_transaction())
    return fail(ErrorCode::internal, place(component, step.version), "步骤不得自行提交 / a step must not commit by itself");
  GS_CHECK(
      db.run("INSERT INTO schema_versions(component, version, applied_at) VALUES (?1, ?2, ?3)", component, step.version, now));
  return transaction.commit();
}

}  // namespace

Result<int> schema_version(Database& db, std::string_view component) {
  GS_TRY(table, db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_versions'"));
  GS_TRY(exists, table.step());
  if (!exists) return 0;
  GS_TRY(query, db.prepare("SELECT coalesce(max(version), 0) FROM schema_versions WHERE component = ?1"));
  query.bind(1, component);
  GS_TRY(row, query.step());
  return row ? static_cast<int>(query.column_int64(0)) : 0;
}

Result<std::vector<MigrationStep>> pending_migrations(Database& db, std::string_view component,
                                                      std::span<const Migration> steps) {
  GS_CHECK(check_steps(component, steps));
  GS_TRY(present, schema_version(db, component));
  GS_CHECK(check_known(component, present, steps));
  std::vector<MigrationStep> pending;
  for (const auto& step : steps.subspan(static_cast<std::size_t>(present)))
    pending.push_back({std::string(component), step.version, std::string(step.title)});
  return pending;
}

Result<std::vector<MigrationStep>> migrate(Database& db, std::string_view component, std::span<const Migration> steps,
                                           Instant now) {
  GS_TRY(pending, pending_migrations(db, component, steps));
  if (pending.empty()) return pending;
  GS_CHECK(db.exec(kTable));
  for (const auto& step : steps.subspan(steps.size() - pending.size())) GS_CHECK(apply(db, component, step, now));
  return pending;
}

}  // namespace gongshu::store
