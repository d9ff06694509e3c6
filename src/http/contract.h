// The API contract (api/openapi.yaml, OpenAPI 3.1) as a table of operations: routes and parameter checks come from it.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace gongshu::http {

/// One path or query parameter, with the parts of its schema that the server checks.
struct Parameter {
  enum class Type { string, integer, boolean };
  std::string name;
  bool required = false;
  Type type = Type::string;
  std::vector<std::string> choices;  ///< enum; empty = any
  std::int64_t minimum = INT64_MIN, maximum = INT64_MAX;
  std::int64_t min_length = 0, max_length = 1024;   ///< code points
  std::string pattern;                              ///< ECMAScript, whole match; empty = none
  std::function<bool(const std::string&)> matches;  ///< the compiled pattern; empty = none
};

/// One method of one path. Lives as long as its Contract.
struct Operation {
  std::string id, method, path;   ///< "getEntry", "GET", "/api/v1/entries/{id}"
  std::vector<Parameter> params;  ///< in the order of the path
  std::vector<Parameter> query;
  std::vector<std::string> body_types;  ///< media types of requestBody, lower case; empty = no body
  bool body_required = false;
  bool fast = false;               ///< x-fast: goes to Backend::fast
  bool local = false;              ///< x-local: the HTTP layer answers it itself
  std::size_t max_body = 1 << 20;  ///< x-max-body, bytes
  std::size_t index = 0;           ///< position in operations()
};

/// Immutable after parse(); safe to read from all threads.
class Contract {
 public:
  /// Errors: config.invalid, naming the path and the member at fault (missing operationId, duplicate id, path parameter
  /// without a declaration, unknown parameter location, $ref that leads nowhere).
  static Result<Contract> parse(std::string_view yaml);
  /// The contract built into the program; parsed once. A contract that does not parse is a build error caught by the tests.
  static const Contract& built_in();

  const std::vector<Operation>& operations() const { return operations_; }
  const Operation* find(std::string_view operation_id) const;  ///< nullptr when there is none
  const std::string& yaml() const { return yaml_; }
  const std::string& json() const { return json_; }  ///< the same document as JSON

 private:
  std::vector<Operation> operations_;
  std::string yaml_, json_;
};

}  // namespace gongshu::http
