// The one file that sees valijson: it is slow to compile.
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "rules/pack_file.h"

namespace gongshu::rules {
namespace {

/// valijson names the place as "<root>[rules][3][id]"; we write /rules/3/id.
std::string pointer_of(const std::vector<std::string>& context) {
  std::string out;
  for (const auto& part : context) {
    if (part.size() < 2 || part.front() != '[') continue;
    auto key = part.substr(1, part.size() - 2);
    if (key.size() >= 2 && key.front() == '"') key = key.substr(1, key.size() - 2);
    out = record_detail::child(out, key);
  }
  return out;
}

/// valijson reports a fault and then every object around it; only the fault itself helps.
bool is_echo(const std::string& description) {
  return description.starts_with("Failed to validate against schema associated with") ||
         description.starts_with("Failed to validate item #");
}

/// "A member does not fit any of …": true as well when only something deep inside the member is wrong, and then it often names another one.
bool is_wrapping(const std::string& description) {
  return description.find("could not be validated using 'properties' or 'additionalProperties'") != description.npos;
}

bool has_inner(const std::vector<std::pair<std::string, std::string>>& found, const std::string& at) {
  return std::any_of(found.begin(), found.end(), [&](const auto& other) { return other.first.size() > at.size() && other.first.starts_with(at + "/"); });
}

std::string value_at(const json::value& root, const std::string& pointer) {
  boost::system::error_code ignored;
  const auto* found = root.find_pointer(pointer, ignored);
  return found && found->is_string() ? "'" + std::string(found->get_string()).substr(0, 60) + "': " : std::string();
}

}  // namespace

void check_schema(const json::value& schema_text, const Document& document, Faults& faults) {
  try {
    valijson::Schema schema;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    const valijson::adapters::BoostJsonAdapter schema_adapter(schema_text);
    parser.populateSchema(schema_adapter, schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    const valijson::adapters::BoostJsonAdapter target(document.value);
    if (validator.validate(schema, target, &results)) return;
    std::vector<std::pair<std::string, std::string>> found;  // pointer, description
    for (valijson::ValidationResults::Error error; results.popError(error);)
      if (!is_echo(error.description)) found.emplace_back(pointer_of(error.context), std::move(error.description));
    for (const auto& [at, description] : found) {
      if (is_wrapping(description) && has_inner(found, at)) continue;
      faults.add(ErrorCode::pack_invalid, document.at(at),
                 "at " + (at.empty() ? "/" : at) + ": " + value_at(document.value, at) + description);
    }
    if (faults.empty()) faults.add(ErrorCode::pack_invalid, place(document.file, 1), "the file does not keep to schema.json");
  } catch (const std::exception& e) {
    faults.add(ErrorCode::pack_invalid, "schema.json", std::string("the schema cannot be used: ") + e.what());
  }
}

}  // namespace gongshu::rules
