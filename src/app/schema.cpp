#include "app/schema.h"

#include "app/views.h"
#include "crypto/random.h"
#include "identity/directory.h"
#include "identity/schema.h"
#include "ledger/reader.h"
#include "ledger/schema.h"
#include "store/lock.h"

namespace gongshu::app {
namespace {

namespace fs = std::filesystem;

struct Component {
  const char* file;
  const char* name;
  Result<std::vector<store::MigrationStep>> (*pending)(store::Database&);
};
constexpr Component kComponents[] = {{"gongshu.db", "ledger", &ledger::pending_steps},
                                     {"gongshu.db", "views", &pending_view_steps},
                                     {"identity.db", "identity", &identity::pending_steps}};

/// An empty database stands for a file that is not there.
/// A missing file counts as an empty database. SQLite needs a file for it: one in the temporary folder, unlinked while it is open.
Result<store::Database> open_or_empty(const fs::path& file) {
  std::error_code error;
  if (fs::exists(file, error)) return store::Database::open(file, store::Mode::read_only);
  const auto empty = fs::temp_directory_path(error) / ("gongshu-" + crypto::new_id("empty"));
  GS_TRY(db, store::Database::open(empty, store::Mode::create));
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(empty.string() + suffix, error);
  return db;
}

Result<SchemaState> state_of(const fs::path& data, const Component& component) {
  GS_TRY(db, open_or_empty(data / component.file));
  SchemaState out{component.file, component.name, 0, {}, {}};
  GS_TRY(version, store::schema_version(db, component.name));
  out.version = version;
  auto pending = component.pending(db);
  if (pending) out.pending = std::move(*pending);
  else if (pending.error().code == ErrorCode::store_newer_schema) out.newer = pending.error();
  else return fail(pending.error());
  return out;
}

Status check_directory(const fs::path& data) {
  std::error_code error;
  if (fs::exists(data / "node.json", error)) return {};
  return fail(ErrorCode::state_not_found, data.string(), "not a data directory; make one with gongshu init --data " + data.string() + " --pack ID");
}

}  // namespace

Result<std::vector<SchemaState>> schema_states(const fs::path& data) {
  GS_CHECK(check_directory(data));
  std::vector<SchemaState> out;
  for (const auto& component : kComponents) {
    GS_TRY(state, state_of(data, component));
    out.push_back(std::move(state));
  }
  return out;
}

Result<std::vector<store::MigrationStep>> migrate_data(const fs::path& data, const Clock& clock) {
  GS_CHECK(check_directory(data));
  GS_TRY(lock, store::DataLock::acquire(data));
  GS_TRY(states, schema_states(data));
  std::vector<store::MigrationStep> applied;
  for (const auto& s : states) {
    if (s.newer) return fail(*s.newer);
    applied.insert(applied.end(), s.pending.begin(), s.pending.end());
  }
  GS_TRY(db, store::Database::open(data / "gongshu.db", store::Mode::create));
  GS_CHECK(ledger::migrate(db, clock.now()));
  GS_CHECK(migrate_views(db, clock.now()));
  GS_TRY(directory, identity::Directory::open(data / "identity.db", clock));
  return applied;
}

}  // namespace gongshu::app
