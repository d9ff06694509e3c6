#include "http/contract.h"

#include <algorithm>
#include <regex>
#include <set>

#include "http/assets.h"
#include "http/yaml_json.h"

namespace gongshu::http {
namespace {

using Object = json::object;

/// Reads one operation out of the document; every fault names its place as a JSON Pointer.
class Reader {
 public:
  explicit Reader(const json::value& document) : document_(document) {}

  Result<std::vector<Operation>> operations();

 private:
  Status path_item(const std::string& path, const Object& item);
  Result<Operation> operation(const std::string& path, const std::string& method, const Object& item, const Object& o);
  Status parameters(const json::value* list, Operation& out, const std::string& at);
  Result<Parameter> parameter(const Object& o, const std::string& at);
  Status schema(const Object& o, Parameter& out, const std::string& at);
  Status order_path_parameters(Operation& out, const std::string& at);
  Result<const Object*> resolve(const json::value& value, const std::string& at);

  const json::value& document_;
  std::vector<Operation> operations_;
  std::set<std::string> ids_;
};

tl::unexpected<Error> invalid(const std::string& at, std::string hint) {
  return fail(ErrorCode::config_invalid, at, "api/openapi.yaml: " + std::move(hint));
}

std::string text(const Object& o, std::string_view name) {
  const auto* v = o.if_contains(name);
  return v && v->is_string() ? std::string(v->get_string()) : std::string();
}

bool flag(const Object& o, std::string_view name) {
  const auto* v = o.if_contains(name);
  return v && v->is_bool() && v->get_bool();
}

std::int64_t number(const Object& o, std::string_view name, std::int64_t otherwise) {
  const auto* v = o.if_contains(name);
  return v && v->is_int64() ? v->get_int64() : otherwise;
}

std::string lower(std::string s) {
  std::ranges::transform(s, s.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return s;
}

Result<std::vector<Operation>> Reader::operations() {
  const auto* root = document_.if_object();
  const auto* paths = root ? root->if_contains("paths") : nullptr;
  if (!paths || !paths->is_object()) return invalid("/paths", "there are no paths");
  for (const auto& [path, item] : paths->get_object()) {
    if (!item.is_object()) return invalid("/paths/" + std::string(path), "a path item is an object");
    GS_CHECK(path_item(std::string(path), item.get_object()));
  }
  for (std::size_t i = 0; i < operations_.size(); ++i) operations_[i].index = i;
  return std::move(operations_);
}

Status Reader::path_item(const std::string& path, const Object& item) {
  static constexpr std::string_view kMethods[] = {"get", "put", "post", "delete", "patch"};
  if (path.empty() || path[0] != '/') return invalid("/paths/" + path, "a path starts with /");
  for (const auto& [key, value] : item) {
    const std::string method(key);
    if (std::ranges::find(kMethods, method) == std::end(kMethods)) continue;
    if (!value.is_object()) return invalid(path + "/" + method, "an operation is an object");
    GS_TRY(op, operation(path, method, item, value.get_object()));
    if (!ids_.insert(op.id).second) return invalid(path + "/" + method, "operationId " + op.id + " occurs twice");
    operations_.push_back(std::move(op));
  }
  return {};
}

Result<Operation> Reader::operation(const std::string& path, const std::string& method, const Object& item, const Object& o) {
  const auto at = path + "/" + method;
  Operation out;
  out.id = text(o, "operationId");
  if (out.id.empty()) return invalid(at, "operationId is missing");
  out.method = method;
  std::ranges::transform(out.method, out.method.begin(), [](unsigned char c) { return c - 32; });
  out.path = path;
  out.fast = flag(o, "x-fast");
  out.local = flag(o, "x-local");
  out.max_body = static_cast<std::size_t>(number(o, "x-max-body", 1 << 20));
  GS_CHECK(parameters(item.if_contains("parameters"), out, at));
  GS_CHECK(parameters(o.if_contains("parameters"), out, at));
  GS_CHECK(order_path_parameters(out, at));
  if (const auto* body = o.if_contains("requestBody")) {
    GS_TRY(object, resolve(*body, at + "/requestBody"));
    out.body_required = flag(*object, "required");
    const auto* content = object->if_contains("content");
    if (!content || !content->is_object()) return invalid(at + "/requestBody", "content is missing");
    for (const auto& [type, media] : content->get_object()) out.body_types.push_back(lower(std::string(type)));
  }
  return out;
}

Status Reader::parameters(const json::value* list, Operation& out, const std::string& at) {
  if (!list) return {};
  if (!list->is_array()) return invalid(at + "/parameters", "parameters is a list");
  for (const auto& entry : list->get_array()) {
    GS_TRY(object, resolve(entry, at + "/parameters"));
    const auto in = text(*object, "in");
    if (in == "header") continue;  // headers reach the backend as they are
    if (in != "path" && in != "query") return invalid(at + "/parameters", "in is path, query or header, not \"" + in + "\"");
    GS_TRY(p, parameter(*object, at + "/parameters"));
    (in == "path" ? out.params : out.query).push_back(std::move(p));
  }
  return {};
}

Result<Parameter> Reader::parameter(const Object& o, const std::string& at) {
  Parameter out;
  out.name = text(o, "name");
  if (out.name.empty()) return invalid(at, "a parameter has no name");
  out.required = flag(o, "required");
  if (const auto* s = o.if_contains("schema")) {
    GS_TRY(object, resolve(*s, at + "/" + out.name));
    GS_CHECK(schema(*object, out, at + "/" + out.name));
  }
  return out;
}

Status Reader::schema(const Object& o, Parameter& out, const std::string& at) {
  const auto type = text(o, "type");
  if (type == "integer")
    out.type = Parameter::Type::integer;
  else if (type == "boolean")
    out.type = Parameter::Type::boolean;
  else if (!type.empty() && type != "string")
    return invalid(at, "a parameter is a string, an integer or a boolean");
  if (const auto* choices = o.if_contains("enum"); choices && choices->is_array())
    for (const auto& choice : choices->get_array())
      out.choices.push_back(choice.is_string() ? std::string(choice.get_string()) : json::serialize(choice));
  out.minimum = number(o, "minimum", out.minimum);
  out.maximum = number(o, "maximum", out.maximum);
  out.min_length = number(o, "minLength", out.min_length);
  out.max_length = number(o, "maxLength", out.max_length);
  out.pattern = text(o, "pattern");
  if (out.pattern.empty() && text(o, "format") == "date") out.pattern = R"(\d{4}-\d{2}-\d{2})";
  if (out.pattern.empty()) return {};
  try {
    out.matches = [expression = std::regex(out.pattern)](const std::string& value) {
      return std::regex_match(value, expression);
    };
  } catch (const std::regex_error& e) {
    return invalid(at, std::string("the pattern is not a regular expression: ") + e.what());
  }
  return {};
}

/// `{name}` fills a whole segment; each is declared exactly once.
Status Reader::order_path_parameters(Operation& out, const std::string& at) {
  std::vector<Parameter> ordered;
  std::size_t from = 1;
  while (from <= out.path.size()) {
    const auto to = std::min(out.path.find('/', from), out.path.size());
    const auto segment = std::string_view(out.path).substr(from, to - from);
    from = to + 1;
    if (segment.find_first_of("{}") == std::string_view::npos) continue;
    if (segment.size() < 3 || segment.front() != '{' || segment.back() != '}' || segment.find('}') != segment.size() - 1)
      return invalid(at, "a path parameter fills a whole segment");
    const auto name = segment.substr(1, segment.size() - 2);
    const auto found = std::ranges::find(out.params, name, &Parameter::name);
    if (found == out.params.end()) return invalid(at, "path parameter " + std::string(name) + " is not declared");
    ordered.push_back(*found);
  }
  if (ordered.size() != out.params.size()) return invalid(at, "a declared path parameter does not occur in the path");
  out.params = std::move(ordered);
  return {};
}

Result<const Object*> Reader::resolve(const json::value& value, const std::string& at) {
  const auto* current = &value;
  for (int hops = 0; hops < 8; ++hops) {
    if (!current->is_object()) return invalid(at, "an object was expected");
    const auto ref = text(current->get_object(), "$ref");
    if (ref.empty()) return &current->get_object();
    boost::system::error_code ec;
    current = ref.starts_with("#/") ? document_.find_pointer(std::string_view(ref).substr(1), ec) : nullptr;
    if (!current) return invalid(at, "$ref " + ref + " leads nowhere");
  }
  return invalid(at, "$ref leads in a circle");
}

}  // namespace

Result<Contract> Contract::parse(std::string_view yaml) {
  GS_TRY(document, yaml_to_json(yaml));
  Contract out;
  GS_TRY(operations, Reader(document).operations());
  out.operations_ = std::move(operations);
  out.yaml_ = yaml;
  out.json_ = json::serialize(document);
  return out;
}

const Contract& Contract::built_in() {
  static const Contract contract = [] {
    auto parsed = parse(find_asset("openapi.yaml")->bytes);
    if (!parsed) throw std::logic_error(describe(parsed.error()));
    return std::move(*parsed);
  }();
  return contract;
}

const Operation* Contract::find(std::string_view operation_id) const {
  const auto found = std::ranges::find(operations_, operation_id, &Operation::id);
  return found == operations_.end() ? nullptr : &*found;
}

}  // namespace gongshu::http
