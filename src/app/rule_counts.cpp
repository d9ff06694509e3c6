#include "app/rule_counts.h"

#include "app/records.h"
#include "store/files.h"

namespace gongshu::app {

Result<json::value> rule_counts(const std::filesystem::path& data, const std::string& rule) {
  GS_CHECK(pack_of(data).map([](const std::string&) {}));
  GS_TRY(db, store::Database::open(data / "gongshu.db", store::Mode::read_only));
  Records records(db);
  GS_TRY(row, records.raw(kRuleCount, rule));
  if (!row) return json::value{{"applied", 0}, {"refused", 0}};
  return json::value{{"applied", row->body.at("applied")}, {"refused", row->body.at("refused")}};
}

namespace {

Result<json::object> config_of(const std::filesystem::path& data) {
  const auto text = store::read_file(data / "node.json", 1 << 20);
  if (!text) return fail(ErrorCode::state_not_found, data.string(), "not a data directory: it has no node.json");
  auto config = parse_json(*text);
  if (!config || !config->is_object())
    return fail(ErrorCode::config_invalid, (data / "node.json").string(), "damaged; restore it from a backup");
  return std::move(config->as_object());
}

std::string text_in(const json::object& object, const char* member) {
  const auto* found = object.if_contains(member);
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

}  // namespace

Result<std::string> pack_of(const std::filesystem::path& data) {
  GS_TRY(config, config_of(data));
  auto pack = text_in(config, "pack");
  if (pack.empty())
    return fail(ErrorCode::config_invalid, (data / "node.json").string(), "must hold \"pack\"; restore it from a backup");
  return pack;
}

std::string overlay_of(const std::filesystem::path& data) {
  const auto config = config_of(data);
  return config ? text_in(*config, "overlay") : std::string();
}

}  // namespace gongshu::app
