#include "http/router.h"

#include <algorithm>
#include <map>

#include "http/parameters.h"

namespace gongshu::http {
namespace {

constexpr std::size_t kMaxSegments = 32;

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> out;
  out.reserve(8);
  for (std::size_t from = 1; from <= path.size() && out.size() <= kMaxSegments;) {
    const auto to = std::min(path.find('/', from), path.size());
    out.push_back(path.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

}  // namespace

struct Router::Node {
  std::map<std::string_view, std::unique_ptr<Node>> children;
  std::unique_ptr<Node> any;                 ///< a path parameter
  std::vector<const Operation*> operations;  ///< one a method
};

Router::Router(const Contract& contract) : root_(std::make_unique<Node>()) {
  for (const auto& operation : contract.operations()) {
    auto* node = root_.get();
    for (const auto segment : split(operation.path)) {
      auto& next = segment.starts_with('{') ? node->any : node->children[segment];
      if (!next) next = std::make_unique<Node>();
      node = next.get();
    }
    node->operations.push_back(&operation);
  }
}

Router::~Router() = default;

/// A fixed segment goes before a parameter; the other way is tried when it leads nowhere.
const Router::Node* Router::walk(const Node& node, const Segments& segments, std::size_t i, Segments& captured) const {
  if (i == segments.size()) return node.operations.empty() ? nullptr : &node;
  if (const auto child = node.children.find(segments[i]); child != node.children.end())
    if (const auto* found = walk(*child->second, segments, i + 1, captured)) return found;
  if (!node.any || segments[i].empty()) return nullptr;
  captured.push_back(segments[i]);
  if (const auto* found = walk(*node.any, segments, i + 1, captured)) return found;
  captured.pop_back();
  return nullptr;
}

const Router::Node* Router::find(std::string_view path, Segments& captured) const {
  const auto segments = split(path);
  return segments.size() > kMaxSegments ? nullptr : walk(*root_, segments, 0, captured);
}

Result<Route> Router::match(std::string_view method, std::string_view path) const {
  Segments captured;
  const auto* node = path.starts_with('/') ? find(path, captured) : nullptr;
  if (!node) {
    const bool slash = path.size() > 1 && path.ends_with('/') && find(path.substr(0, path.size() - 1), captured);
    return fail(ErrorCode::http_not_found, "path", slash ? "without the slash at the end" : "the addresses are listed at /docs");
  }
  const auto wanted = method == "HEAD" ? std::string_view("GET") : method;
  Route route;
  const auto found = std::ranges::find(node->operations, wanted, [](const auto* o) { return std::string_view(o->method); });
  if (found == node->operations.end()) {
    for (const auto* o : node->operations) route.allow += o->method + (o->method == "GET" ? ", HEAD, " : ", ");
    route.allow += "OPTIONS";
    return route;
  }
  route.operation = *found;
  for (std::size_t i = 0; i < captured.size(); ++i) {
    const auto& parameter = route.operation->params[i];
    GS_TRY(value, percent_decode(captured[i], false, "path." + parameter.name));
    GS_CHECK(check_parameter(parameter, value, "path." + parameter.name));
    route.params.add(parameter.name, std::move(value));
  }
  return route;
}

}  // namespace gongshu::http
