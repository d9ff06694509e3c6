#include "app/views.h"

#include <array>
#include <set>

#include "app/names.h"
#include "app/schema.h"
#include "ledger/reader.h"

namespace gongshu::app {
namespace {

constexpr std::array<store::Migration, 5> kMigrations = {{{1, "view rows and open steps", R"sql(
  CREATE TABLE view_row(kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, created INTEGER NOT NULL, status TEXT NOT NULL,
    is_public INTEGER NOT NULL, parties TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(kind, id)) STRICT, WITHOUT ROWID;
  CREATE INDEX view_row_created ON view_row(kind, created);
  CREATE TABLE todo(kind TEXT NOT NULL, id TEXT NOT NULL, step TEXT NOT NULL, role TEXT NOT NULL, org TEXT NOT NULL, due TEXT NOT NULL,
    PRIMARY KEY(kind, id, step, role, org)) STRICT, WITHOUT ROWID;
  CREATE INDEX todo_role ON todo(role, due);
)sql"},
                                                          {2, "last days in order, lookups, escalation", R"sql(
  ALTER TABLE todo ADD COLUMN near TEXT NOT NULL DEFAULT '';
  ALTER TABLE todo ADD COLUMN escalate TEXT NOT NULL DEFAULT '';
  CREATE TABLE due(day TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, step TEXT NOT NULL, PRIMARY KEY(day, kind, id, step)) STRICT, WITHOUT ROWID;
  CREATE INDEX due_record ON due(kind, id);
  INSERT OR IGNORE INTO due(day, kind, id, step) SELECT due, kind, id, step FROM todo WHERE due <> '';
  CREATE TABLE row_key(kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY(kind, name, value, id)) STRICT, WITHOUT ROWID;
  CREATE INDEX row_key_record ON row_key(kind, id);
)sql"},
                                                          {3, "terms and validity are clocks", R"sql(
  DELETE FROM due WHERE kind IN ('agreement', 'registration');
  INSERT OR IGNORE INTO due(day, kind, id, step) SELECT json_extract(body, '$.content.ends'), kind, id, 'term' FROM view_row
    WHERE kind = 'agreement' AND status = 'in_force';
  INSERT OR IGNORE INTO due(day, kind, id, step) SELECT json_extract(body, '$.valid_until'), kind, id, 'validity' FROM view_row
    WHERE kind = 'registration' AND status = 'registered' AND json_extract(body, '$.valid_until') IS NOT NULL;
)sql"},
                                                          {4, "entries of a stream", R"sql(
  CREATE TABLE entry_stream(stream TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(stream, seq)) STRICT, WITHOUT ROWID;
)sql"},
                                                          {5, "names to search", R"sql(
  CREATE TABLE row_name(seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, rank INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
  CREATE INDEX row_name_record ON row_name(kind, id);
  INSERT INTO row_name(kind, id, rank, name)
    WITH place(rank, path) AS (VALUES (0, '$.title'), (1, '$.name'), (2, '$.content.title'), (3, '$.content.name'), (4, '$.approved_content.title'), (5,
      '$.definition.zh'), (6, '$.definition.en'), (7, '$.account'), (8, '$.label'), (9, '$.purpose'), (10, '$.number'), (11,
      '$.credit_code'), (12, '$.code'), (13, '$.product_title'), (14, '$.source_batch'), (15, '$.table')),
      named AS (SELECT v.created, v.kind, v.id, p.rank, substr(json_extract(v.body, p.path), 1, 300) AS name FROM view_row v, place p
        WHERE json_type(v.body, p.path) = 'text')
    SELECT kind, id, min(rank), name FROM named WHERE name <> '' GROUP BY kind, id, name ORDER BY min(created), kind, id, min(rank);
)sql"}}};

/// Parties as ",org-a,org-b," so that a LIKE finds one exactly.
std::string party_text(const std::set<std::string>& parties) {
  std::string out = ",";
  for (const auto& p : parties) out.append(p).append(",");
  return out;
}

/// Roles as ",a,b,"; empty for none.
std::string role_text(const std::vector<std::string>& roles) {
  std::string out;
  for (const auto& r : roles) out.append(out.empty() ? "," : "").append(r).append(",");
  return out;
}

std::pair<std::string, std::string> split_stream(const std::string& stream) {
  const auto slash = stream.find('/');
  if (slash == std::string::npos) return {stream, {}};
  return {stream.substr(0, slash), stream.substr(slash + 1)};
}

Status bump(RowStore& rows, const std::string& rule, const char* counter, std::int64_t seq) {
  GS_TRY(found, rows.get(std::string(kRuleCount), rule));
  Row row = found ? std::move(*found) : Row{0, seq, json::object{{"applied", 0}, {"refused", 0}}};
  auto* n = row.body.is_object() ? row.body.get_object().if_contains(counter) : nullptr;
  if (!n || !n->is_int64()) return fail(ErrorCode::ledger_corrupt, "/stream", "the counters of " + rule + " are damaged");
  *n = n->get_int64() + 1;
  ++row.version;
  return rows.put(std::string(kRuleCount), rule, row, {"counted", {}, {}, true});
}

Status count_rules(RowStore& rows, const ledger::Entry& entry, const json::object& data) {
  if (entry.type == kRefusalType) {
    const auto* rule = data.if_contains("rule");
    if (!rule || !rule->is_string()) return fail(ErrorCode::ledger_corrupt, "/data/rule", "a refusal names its rule");
    return bump(rows, std::string(rule->get_string()), "refused", static_cast<std::int64_t>(entry.seq));
  }
  for (const auto& rule : entry.rules) GS_CHECK(bump(rows, rule, "applied", static_cast<std::int64_t>(entry.seq)));
  return {};
}

/// Most events change no name: then nothing is written.
Status put_names(store::Database& db, const std::string& kind, const std::string& id, const std::vector<Name>& names) {
  std::vector<Name> stored;
  GS_TRY(row, db.prepare("SELECT rank, name FROM row_name WHERE kind = ?1 AND id = ?2 ORDER BY rank"));
  row.bind_all(kind, id);
  for (;;) {
    GS_TRY(more, row.step());
    if (!more) break;
    stored.push_back({row.column_int64(0), std::string(row.column_text(1))});
  }
  if (stored == names) return {};
  GS_CHECK(db.run("DELETE FROM row_name WHERE kind = ?1 AND id = ?2", kind, id));
  for (const auto& name : names) GS_CHECK(db.run("INSERT INTO row_name(kind, id, rank, name) VALUES (?1, ?2, ?3, ?4)", kind, id, name.rank, name.text));
  return {};
}

}  // namespace

Result<std::vector<store::MigrationStep>> pending_view_steps(store::Database& db) { return store::pending_migrations(db, "views", kMigrations); }

namespace {

/// Entries that stand in the ledger and not yet in the index: all, after the step that made it.
Status index_streams(store::Database& db) {
  GS_TRY(row, db.prepare("SELECT seq FROM entry_stream LIMIT 1"));
  GS_TRY(indexed, row.step());
  if (indexed) return {};
  DatabaseRows rows(db);
  GS_TRY(transaction, store::Transaction::begin(db));
  GS_CHECK(ledger::Reader(db).each(0, [&](const ledger::Entry& e) { return rows.index(e.stream, e.seq); }));
  return transaction.commit();
}

}  // namespace

Status migrate_views(store::Database& db, Instant now) {
  GS_CHECK(store::migrate(db, "views", kMigrations, now));
  return index_streams(db);
}

Result<std::vector<std::uint64_t>> entries_of(store::Database& db, const std::string& stream, std::uint64_t first, std::uint64_t limit) {
  GS_TRY(row, db.prepare("SELECT seq FROM entry_stream WHERE stream = ?1 AND seq >= ?2 ORDER BY seq LIMIT ?3"));
  row.bind_all(stream, static_cast<std::int64_t>(first), static_cast<std::int64_t>(limit));
  std::vector<std::uint64_t> out;
  for (;;) {
    GS_TRY(more, row.step());
    if (!more) return out;
    out.push_back(static_cast<std::uint64_t>(row.column_int64(0)));
  }
}

Status DatabaseRows::index(const std::string& stream, std::uint64_t seq) {
  return db_.run("INSERT OR IGNORE INTO entry_stream(stream, seq) VALUES (?1, ?2)", stream, static_cast<std::int64_t>(seq));
}

Result<std::optional<Row>> DatabaseRows::get(const std::string& kind, const std::string& id) {
  GS_TRY(row, db_.prepare("SELECT version, created, body FROM view_row WHERE kind = ?1 AND id = ?2"));
  row.bind_all(kind, id);
  GS_TRY(found, row.step());
  if (!found) return std::optional<Row>();
  GS_TRY(body, parse_json(row.column_text(2), {.bytes = 1 << 26, .depth = 64}));
  return std::optional<Row>(Row{row.column_int64(0), row.column_int64(1), std::move(body)});
}

Status DatabaseRows::put(const std::string& kind, const std::string& id, const Row& row, const domain::RowFacts& facts) {
  GS_TRY(body, canonical(row.body));
  GS_CHECK(db_.run("INSERT INTO view_row(kind, id, version, created, status, is_public, parties, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
                   "ON CONFLICT(kind, id) DO UPDATE SET version = ?3, status = ?5, is_public = ?6, parties = ?7, body = ?8",
                   kind, id, row.version, row.created, facts.status, facts.is_public, party_text(facts.parties), body));
  GS_CHECK(db_.run("DELETE FROM todo WHERE kind = ?1 AND id = ?2", kind, id));
  for (const auto& t : facts.todos)
    GS_CHECK(db_.run("INSERT OR REPLACE INTO todo(kind, id, step, role, org, due, near, escalate) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", kind, id, t.step,
                     t.role, t.org, t.due, t.near, role_text(t.escalate)));
  GS_CHECK(put_lookups(kind, id, facts));
  return put_names(db_, kind, id, names_in(row.body));
}

/// Last days and keys: what clocks and lookups find the record by.
Status DatabaseRows::put_lookups(const std::string& kind, const std::string& id, const domain::RowFacts& facts) {
  GS_CHECK(db_.run("DELETE FROM due WHERE kind = ?1 AND id = ?2", kind, id));
  for (const auto& c : facts.clocks)
    GS_CHECK(db_.run("INSERT OR IGNORE INTO due(day, kind, id, step) VALUES (?1, ?2, ?3, ?4)", c.day, kind, id, c.step));
  GS_CHECK(db_.run("DELETE FROM row_key WHERE kind = ?1 AND id = ?2", kind, id));
  for (const auto& [name, value] : facts.keys)
    GS_CHECK(db_.run("INSERT INTO row_key(kind, name, value, id) VALUES (?1, ?2, ?3, ?4)", kind, name, value, id));
  return {};
}

Status project(RowStore& rows, const ledger::Entry& entry, const json::object& data) {
  GS_CHECK(rows.index(entry.stream, entry.seq));
  GS_CHECK(count_rules(rows, entry, data));
  if (entry.type == kRefusalType) return {};
  const auto [kind, id] = split_stream(entry.stream);
  const auto subject = domain::subjects().find(kind);
  if (subject == domain::subjects().end()) return fail(ErrorCode::ledger_corrupt, "/stream", "no subject for " + entry.stream);
  GS_TRY(before, rows.get(kind, id));
  const domain::EventMeta meta{static_cast<std::int64_t>(entry.seq), entry.time, entry.actor, entry.org, id};
  GS_TRY(after, subject->second.apply(before ? &before->body : nullptr, entry.type, data, meta));
  GS_TRY(facts, subject->second.facts(after));
  return rows.put(kind, id, Row{before ? before->version + 1 : 1, before ? before->created : meta.seq, std::move(after)}, facts);
}

Result<std::string> canonical_row(const Row& row) {
  return canonical(json::object{{"version", row.version}, {"created", row.created}, {"body", row.body}});
}

class ViewRebuilder::Memory final : public RowStore {
 public:
  Result<std::optional<Row>> get(const std::string& kind, const std::string& id) override {
    const auto found = rows.find({kind, id});
    return found == rows.end() ? std::optional<Row>() : std::optional<Row>(found->second);
  }
  Status put(const std::string& kind, const std::string& id, const Row& row, const domain::RowFacts& facts) override {
    rows[{kind, id}] = row;
    auto& found = lookups[{kind, id}];
    found.clear();
    for (const auto& c : facts.clocks) found.insert("due " + c.day + " " + c.step);
    for (const auto& [name, value] : facts.keys) found.insert("key " + name + " " + value);
    for (const auto& name : names_in(row.body)) found.insert("name " + std::to_string(name.rank) + " " + name.text);
    return {};
  }
  std::map<std::pair<std::string, std::string>, Row> rows;
  std::map<std::pair<std::string, std::string>, std::set<std::string>> lookups;
};

namespace {

/// What stands beside a record in `due`, `row_key` and `row_name`, as a row of its own kind for verify.
void add_lookups(std::vector<ledger::ViewRow>& out, const std::map<std::pair<std::string, std::string>, std::set<std::string>>& lookups) {
  for (const auto& [record, lines] : lookups) {
    if (lines.empty()) continue;
    std::string text;
    for (const auto& line : lines) text.append(line).append("\n");
    out.push_back({"lookup", record.first + "/" + record.second, std::move(text)});
  }
}

Status stored_lookups(store::Database& db, const char* sql, std::map<std::pair<std::string, std::string>, std::set<std::string>>& out) {
  GS_TRY(row, db.prepare(sql));
  for (;;) {
    GS_TRY(more, row.step());
    if (!more) return {};
    out[{std::string(row.column_text(0)), std::string(row.column_text(1))}].insert(std::string(row.column_text(2)));
  }
}

}  // namespace

ViewRebuilder::ViewRebuilder() : memory_(std::make_unique<Memory>()) {}
ViewRebuilder::~ViewRebuilder() = default;

Status ViewRebuilder::apply(const ledger::Entry& entry, const json::object& data) { return project(*memory_, entry, data); }

Result<std::vector<ledger::ViewRow>> ViewRebuilder::rows() {
  std::vector<ledger::ViewRow> out;
  for (const auto& [key, row] : memory_->rows) {
    GS_TRY(text, canonical_row(row));
    out.push_back({key.first, key.second, std::move(text)});
  }
  add_lookups(out, memory_->lookups);
  return out;
}

Result<std::vector<ledger::ViewRow>> stored_rows(store::Database& db) {
  std::vector<ledger::ViewRow> out;
  GS_TRY(row, db.prepare("SELECT kind, id, version, created, body FROM view_row ORDER BY kind, id"));
  for (;;) {
    GS_TRY(more, row.step());
    if (!more) break;
    std::string kind(row.column_text(0)), id(row.column_text(1));
    auto body = parse_json(row.column_text(4), {.bytes = 1 << 26, .depth = 64});
    if (!body) {
      out.push_back({std::move(kind), std::move(id), "unreadable: " + describe(body.error())});
      continue;
    }
    GS_TRY(text, canonical_row({row.column_int64(2), row.column_int64(3), std::move(*body)}));
    out.push_back({std::move(kind), std::move(id), std::move(text)});
  }
  std::map<std::pair<std::string, std::string>, std::set<std::string>> lookups;
  GS_CHECK(stored_lookups(db, "SELECT kind, id, 'due ' || day || ' ' || step FROM due", lookups));
  GS_CHECK(stored_lookups(db, "SELECT kind, id, 'key ' || name || ' ' || value FROM row_key", lookups));
  GS_CHECK(stored_lookups(db, "SELECT kind, id, 'name ' || rank || ' ' || name FROM row_name", lookups));
  add_lookups(out, lookups);
  return out;
}

}  // namespace gongshu::app
