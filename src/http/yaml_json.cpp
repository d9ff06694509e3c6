#include "http/yaml_json.h"

#include <yaml-cpp/yaml.h>

#include <charconv>

namespace gongshu::http {
namespace {

template <class Number>
bool parse_all(const std::string& text, Number& out) {
  const auto* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, out);
  return error == std::errc{} && at == end;
}

json::value scalar(const YAML::Node& node) {
  const auto& text = node.Scalar();
  if (node.Tag() == "!") return json::string(text);  // quoted
  if (text.empty() || text == "~" || text == "null") return nullptr;
  if (text == "true") return true;
  if (text == "false") return false;
  if (text.find_first_not_of("+-.0123456789eE") != std::string::npos) return json::string(text);
  std::int64_t integer = 0;
  if (parse_all(text, integer)) return integer;
  double number = 0;
  if (parse_all(text, number)) return number;
  return json::string(text);
}

json::value convert(const YAML::Node& node) {
  switch (node.Type()) {
    case YAML::NodeType::Map: {
      json::object out;
      for (const auto& entry : node) out.emplace(entry.first.Scalar(), convert(entry.second));
      return out;
    }
    case YAML::NodeType::Sequence: {
      json::array out;
      out.reserve(node.size());
      for (const auto& element : node) out.push_back(convert(element));
      return out;
    }
    case YAML::NodeType::Scalar: return scalar(node);
    default: return nullptr;
  }
}

}  // namespace

Result<json::value> yaml_to_json(std::string_view yaml) try {
  return convert(YAML::Load(std::string(yaml)));
} catch (const YAML::Exception& e) {
  return fail(ErrorCode::config_invalid,
              "line " + std::to_string(e.mark.line + 1) + " column " + std::to_string(e.mark.column + 1), e.msg);
}

}  // namespace gongshu::http
