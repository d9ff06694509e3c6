// The policy file of the lab: which columns of which table may be used for what, who is protected, which disclosure rules hold.
//
//   tables:
//     adult:
//       entity: [pid]                        # the protected unit; several columns allowed; [] or left out = rows protect nobody
//       rollup: {column: household}          # optional: units with one value of this column count as one
//       columns: {"*": [filter, group, aggregate], name: [], fnlwgt: [aggregate]}
//   disclosure: {k: 10, dominance: {n: 2, share: 0.90}, p: 0.10, rounding: none}   # rounding: none | {base: 5}
//
// Columns that neither stand there nor are covered by "*" are hidden; a rule that is left out is off, but for k (10).
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "disclosure/rules.h"
#include "engine/policy.h"
#include "rules/document.h"

namespace gongshu::lab {

struct TablePolicy {
  std::string name;
  std::vector<std::string> entity;  ///< empty: a table that protects nobody
  std::string rollup;               ///< column; empty: none
  std::map<std::string, std::set<engine::Use>> columns;
  std::optional<std::set<engine::Use>> others;  ///< "*"

  /// What a query may do with a column; nothing is a hidden column. Names match but for ASCII case.
  std::set<engine::Use> uses(std::string_view column) const;
  /// Listed with [], as against not listed at all.
  bool hides(std::string_view column) const;
};

/// A checked policy file with the places of its parts.
class Policy {
 public:
  /// Errors: config.invalid with `at` = "FILE line N" and in the hint what would be right; with several faults, all of them in
  /// detail["problems"].
  static Result<Policy> parse(std::string_view yaml, const std::string& file);
  /// As parse; also when the file cannot be read.
  static Result<Policy> read(const std::string& path);

  const std::vector<TablePolicy>& tables() const { return tables_; }
  const disclosure::Rules& disclosure() const { return disclosure_; }
  const std::string& file() const { return document_.file; }
  const TablePolicy* find(std::string_view table) const;

  /// Every column that the table names (entity, roll-up, columns) exists in the input; one that is only hidden may be missing unless its
  /// name is nearly that of another. Error: config.invalid as in parse.
  Status check_columns(const TablePolicy& table, const std::vector<std::string>& input_columns) const;

 private:
  rules::Document document_;
  std::vector<TablePolicy> tables_;
  disclosure::Rules disclosure_;
};

/// Equal but for ASCII case, as the engine compares names.
bool same_name(std::string_view a, std::string_view b);

}  // namespace gongshu::lab
