#include "app/backups.h"

#include <cstdio>
#include <set>

#include "app/backup_copy.h"
#include "domain/node/backup.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

namespace fs = std::filesystem;
using namespace domain::node;

/// A name that no finished backup has: what a kill leaves is known by it.
fs::path unfinished(const fs::path& folder) { return folder.parent_path() / (".part-" + folder.filename().string()); }

Status record(Node& node, const std::string& id, BackupEvents events) {
  return node.execute(Node::system_actor(), "makeBackup", [&](Tx& tx) { return tx.emit<BackupSubject>(id, events); });
}

/// Under its own name only when all of it is durable.
Result<BackupContent> copy_whole(Node& node, const fs::path& folder, const std::function<bool()>& go_on) {
  const auto part = unfinished(folder);
  GS_TRY(content, copy_node(node, part, go_on));
  std::error_code error;
  fs::rename(part, folder, error);
  if (error) return fail(ErrorCode::store_failed, folder.string(), error.message());
  GS_CHECK(store::sync_directory(folder.parent_path()));
  return content;
}

Status fail_interrupted(Node& node) {
  std::vector<std::string> running;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.all<BackupSubject>("running"));
    for (const auto& one : found) running.push_back(one.id);
    return {};
  }));
  for (const auto& id : running) GS_CHECK(record(node, id, {BackupFailed{"query.cancelled"}}));
  return {};
}

}  // namespace

Result<std::unique_ptr<Backups>> Backups::open(Node& node) {
  GS_CHECK(store::make_directory(node.path("backups")));
  std::unique_ptr<Backups> out(new Backups(node));
  GS_CHECK(fail_interrupted(node));
  GS_CHECK(out->sweep());
  return out;
}

Backups::~Backups() {
  stopping_ = true;
  std::lock_guard lock(mutex_);
  if (thread_.joinable()) thread_.join();
}

Status Backups::sweep() {
  std::set<std::string> whole;
  GS_CHECK(node_.query([&](Records& records) -> Status {
    GS_TRY(done, records.all<BackupSubject>("done"));
    for (const auto& one : done) whole.insert(one.id);
    return {};
  }));
  std::vector<fs::path> stray;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(node_.path("backups"), error)) {
    const auto name = entry.path().filename().string();
    if (name.starts_with(".part-") || (name.starts_with(std::string(BackupSubject::kPrefix) + "-") && !whole.contains(name))) stray.push_back(entry.path());
  }
  for (const auto& path : stray) fs::remove_all(path, error);
  return stray.empty() ? Status() : store::sync_directory(node_.path("backups"));
}

void Backups::begin(const std::string& id) {
  std::lock_guard lock(mutex_);
  if (thread_.joinable()) thread_.join();  // the one before has recorded its end
  if (!stopping_) thread_ = std::thread([this, id] { make(id); });
}

void Backups::make(const std::string& id) {
  const auto target = folder(id);
  auto content = copy_whole(node_, target, [this] { return !stopping_; });
  std::error_code ignored;
  BackupEvents events;
  if (content) {
    events = {BackupMade{content->entries, content->files, content->bytes, content->digest}};
  } else {
    for (const auto& path : {unfinished(target), target}) fs::remove_all(path, ignored);
    events = {BackupFailed{std::string(info(content.error().code).name)}};
    std::fprintf(stderr, "backup: %s\n", describe(content.error()).c_str());  // paths and reasons are for whoever runs the machine
  }
  if (const auto status = record(node_, id, events); !status) {
    fs::remove_all(target, ignored);  // no record, no backup
    std::fprintf(stderr, "backup: %s\n", describe(status.error()).c_str());
  }
}

[[maybe_unused]] static const bool kPart = register_part<Backups>(95);

}  // namespace gongshu::app
