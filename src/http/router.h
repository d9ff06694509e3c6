// From method and path to an operation of the contract.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/contract.h"
#include "http/fields.h"

namespace gongshu::http {

/// A match, or the refusal and (for 405 and OPTIONS) the methods the path has.
struct Route {
  const Operation* operation = nullptr;
  Fields params;
  std::string allow;  ///< "GET, HEAD, OPTIONS"; set when the path exists and the method does not
};

/// Immutable after construction; safe from all threads. The contract must outlive it.
class Router {
 public:
  explicit Router(const Contract& contract);
  ~Router();

  /// `path` is percent-encoded, without query. HEAD matches GET. A path without operation: http.not_found (with a hint when only
  /// a trailing slash is too many); a path without that method: an empty `operation` and `allow`. A parameter that does not
  /// decode or breaks the contract: input.bad_parameter or input.bad_utf8 at "path.NAME".
  Result<Route> match(std::string_view method, std::string_view path) const;

 private:
  struct Node;
  using Segments = std::vector<std::string_view>;
  const Node* walk(const Node& node, const Segments& segments, std::size_t i, Segments& captured) const;
  const Node* find(std::string_view path, Segments& captured) const;
  std::unique_ptr<Node> root_;
};

}  // namespace gongshu::http
