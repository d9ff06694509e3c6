// The controlled engine, stand-alone: a policy file, CSV or Parquet inputs, queries in, checked answers out. It is the engine of
// the platform with the platform left out: no accounts, no signatures, no ledger of decisions. What it protects, it protects from
// those who see its answers, not from whoever can read its inputs or its state.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/execute.h"

namespace gongshu::lab {

struct Options {
  std::string policy, state;
  std::vector<std::string> inputs;  ///< NAME=FILE
  engine::Resources resources{2048, 2};
  engine::Bounds bounds;
  bool reviewer = false;                               ///< answers tell why cells and groups are not shown
  std::function<void(const std::string&)> on_failure;  ///< as engine::Executor's: may hold data, never for requesters
};

/// Not thread-safe: answers change the egress ledgers one after the other.
class Lab {
 public:
  /// Reads the policy, opens the state, loads every input. Errors: config.invalid, input.*, store.*, query.resource_limit
  /// (memory), each with the file at fault.
  static Result<Lab> open(const Options& options);
  ~Lab();
  Lab(Lab&&) noexcept;
  Lab& operator=(Lab&&) noexcept;

  /// One query of a session; the result line. What a query does wrong is a line of verdict `refused`; an error means that nothing
  /// may be shown any more: an egress ledger could not be read or saved (store.*).
  Result<std::string> answer(const boost::json::value& id, const std::string& sql, const std::string& session);
  /// One line of a batch; `number` (from 1) names it when it is no request.
  Result<std::string> answer_line(std::string_view line, std::int64_t number);

  /// "adult: 32561 rows, 32561 entities" for each input, for standard error.
  const std::vector<std::string>& summary() const;

 private:
  struct Parts;
  explicit Lab(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace gongshu::lab
