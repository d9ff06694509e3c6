#include "app/exit_files.h"

#include <fstream>

#include "app/datasets.h"
#include "app/shelves.h"
#include "app/social_data.h"
#include "crypto/hash.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

namespace fs = std::filesystem;
using domain::exit::FoundFile;

Error store_error(const fs::path& path, const std::string& why) { return {ErrorCode::store_failed, path.string(), why, {}, {}, {}}; }

/// Streams: a chunk may be large, and there may be thousands.
Status measure(const fs::path& path, FoundFile& out) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(store_error(path, "cannot be read"));
  crypto::Sm3 hash;
  std::string block(1 << 20, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    const auto got = static_cast<std::size_t>(in.gcount());
    hash.update(std::string_view(block).substr(0, got));
    out.bytes += static_cast<std::int64_t>(got);
  }
  if (in.bad()) return fail(store_error(path, "reading failed"));
  out.digest = crypto::to_hex(crypto::view(hash.finish()));
  return {};
}

Status add(Node& node, const fs::path& path, std::string_view category, std::vector<FoundFile>& out) {
  FoundFile file{path.lexically_relative(node.options().data).generic_string(), std::string(category), 0, {}, false};
  GS_CHECK(measure(path, file));
  out.push_back(std::move(file));
  return {};
}

/// A file, or all regular files of a folder.
Status add_all(Node& node, const fs::path& path, std::string_view category, std::vector<FoundFile>& out) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return fs::exists(path, error) ? add(node, path, category, out) : Status();
  fs::recursive_directory_iterator walk(path, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error))
    if (walk->is_regular_file(error)) GS_CHECK(add(node, walk->path(), category, out));
  if (error) return fail(store_error(path, error.message()));
  return {};
}

Result<fs::path> inside(Node& node, const std::string& relative) {
  const auto path = fs::path(relative).lexically_normal();
  if (path.empty() || path.is_absolute() || *path.begin() == "..")
    return fail(ErrorCode::ledger_corrupt, relative, "the recorded path leads out of the data directory; run gongshu verify");
  return node.options().data / path;
}

/// Sealed files of everything imported into the scenario's workspace, whatever its status.
Result<std::vector<fs::path>> imported_files(Node& node, const std::string& scenario) {
  std::vector<fs::path> out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(all, records.all<domain::social_data::SocialDataSubject>());
    for (const auto& one : all)
      if (one.state.scenario == scenario) out.push_back(social_file(node, one.state.digest));
    return {};
  }));
  std::erase_if(out, [](const auto& path) { return !fs::exists(path); });
  return out;
}

}  // namespace

Result<std::vector<FoundFile>> find_exit_files(Node& node, const std::vector<std::string>& scenarios) {
  std::vector<FoundFile> out;
  const auto results = node.path("results");
  for (const auto& scenario : scenarios) {
    GS_TRY(data, scenario_files(node, scenario));
    for (const auto& path : data)
      GS_CHECK(add_all(node, path, path.parent_path() == results ? domain::exit::kResults : domain::exit::kAuthorizedData, out));
    GS_TRY(imported, imported_files(node, scenario));
    for (const auto& path : imported) GS_CHECK(add_all(node, path, domain::exit::kSocialData, out));
    GS_TRY(products, product_files(node, scenario));
    for (const auto& path : products) GS_CHECK(add_all(node, path, domain::exit::kProducts, out));
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  out.erase(std::unique(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path == b.path; }), out.end());
  return out;
}

Result<bool> remove_exit_file(Node& node, const FoundFile& file) {
  GS_TRY(path, inside(node, file.path));
  std::unique_lock lock(batch_files_mutex());
  std::error_code error;
  const bool removed = fs::remove(path, error);
  if (error) return fail(store_error(path, error.message()));
  const auto folder = path.parent_path();
  if (!fs::exists(folder, error)) return removed;
  GS_CHECK(store::sync_directory(folder));  // even when it was gone: who removed it may have died before making that durable
  // The folder of a batch goes with its last file; the folders of the data directory itself stay.
  if (folder.parent_path() == node.options().data || !fs::is_empty(folder, error)) return removed;
  fs::remove(folder, error);
  if (error) return fail(store_error(folder, error.message()));
  GS_CHECK(store::sync_directory(folder.parent_path()));
  return removed;
}

Status check_absent(Node& node, const std::vector<FoundFile>& files) {
  for (const auto& file : files) {
    if (file.kept) continue;
    GS_TRY(path, inside(node, file.path));
    std::error_code error;
    if (fs::exists(fs::symlink_status(path, error))) return fail(store_error(path, "should have been deleted and is still there"));
  }
  return {};
}

}  // namespace gongshu::app
