#include "app/posted_pack.h"

#include "rules/document.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

namespace fs = std::filesystem;

/// Removes the folder, whatever happens.
class Scratch {
 public:
  explicit Scratch(fs::path path) : path_(std::move(path)) {}
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

 private:
  fs::path path_;
};

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 60 &&
         std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
}

bool is_pack_file(std::string_view name) {
  if (name == "pack.yaml") return true;
  if (!name.starts_with("pack.d/") || !name.ends_with(".yaml") || name.size() < 13) return false;
  return is_name(name.substr(7, name.size() - 12));
}

/// The id that the text gives itself names its folder.
Result<std::string> id_of(const std::string& text) {
  GS_TRY(document, rules::parse_document(text, "pack.yaml", ErrorCode::pack_invalid));
  const auto* object = document.value.if_object();
  const auto* id = object ? object->if_contains("id") : nullptr;
  if (id && id->is_string() && is_name(std::string(id->get_string()))) return std::string(id->get_string());
  return fail(ErrorCode::pack_invalid, document.at("/id"), "give the pack an id of lower-case letters, digits, _ and -");
}

Status check_names(const std::map<std::string, std::string>& files) {
  if (!files.contains("pack.yaml")) return fail(ErrorCode::input_missing_field, "/files/pack.yaml", "the pack's own file");
  for (const auto& [name, text] : files)
    if (!is_pack_file(name)) return fail(ErrorCode::input_bad_format, "/files", "a pack has the files pack.yaml and pack.d/NAME.yaml, not " + name);
  return {};
}

/// The packs' folder as it would be with this pack in it: the others stand there by reference.
Status lay_out(const fs::path& rulepacks, const fs::path& folder, const std::string& id, const std::map<std::string, std::string>& files) {
  GS_CHECK(store::make_directory(folder / id / "pack.d"));
  std::error_code error;
  const auto source = fs::absolute(rulepacks, error);
  for (const auto& other : rules::pack_ids(source))
    if (other != id && !error) fs::create_directory_symlink(source / other, folder / other, error);
  if (!error) fs::copy_file(source / "schema.json", folder / "schema.json", error);
  if (error) return fail(ErrorCode::store_failed, folder.string(), error.message());
  for (const auto& [name, text] : files) GS_CHECK(store::write_file_atomic(folder / id / name, text));
  return {};
}

std::string without_folder(std::string at, const std::string& id) {
  return at.starts_with(id + "/") ? at.substr(id.size() + 1) : at;
}

/// The pack's fault is the caller's: where it stands in what was sent, and every other one with it.
Error refusal(const Error& fault, const std::string& id) {
  Error out{ErrorCode::input_bad_format, without_folder(fault.at, id), fault.hint, {}, {}, {}};
  json::array problems;
  const auto* listed = fault.detail.if_contains("problems");
  if (listed && listed->is_array()) problems = listed->get_array();
  if (problems.empty()) problems.push_back({{"code", info(fault.code).name}, {"at", fault.at}, {"hint", fault.hint}});
  for (auto& problem : problems)
    if (auto* at = problem.is_object() ? problem.get_object().if_contains("at") : nullptr; at && at->is_string())
      *at = without_folder(std::string(at->get_string()), id);
  out.detail["problems"] = std::move(problems);
  return out;
}

}  // namespace

Result<PostedPack> read_posted_pack(const fs::path& rulepacks, const fs::path& scratch, const std::map<std::string, std::string>& files) {
  GS_CHECK(check_names(files));
  const auto id = id_of(files.at("pack.yaml"));
  if (!id) return fail(refusal(id.error(), {}));
  const Scratch cleared(scratch);
  GS_CHECK(store::make_directory(scratch));
  GS_CHECK(lay_out(rulepacks, scratch, *id, files));
  auto pack = rules::load_pack(scratch, *id);
  if (!pack) return fail(refusal(pack.error(), *id));
  GS_TRY(calendar, rules::Calendar::load(rulepacks / "calendar"));
  auto problems = rules::lint(scratch, *id);
  for (auto& problem : problems) problem.at = without_folder(std::move(problem.at), *id);
  return PostedPack{rules::Rulebook(std::move(*pack), std::move(calendar)), std::move(problems)};
}

}  // namespace gongshu::app
