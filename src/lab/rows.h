// Names of entities and rows that stay the same from run to run, so that a refreshed file is compared with its own past.
#pragma once
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "crypto/hash.h"
#include "engine/execute.h"
#include "lab/policy.h"

namespace gongshu::lab {

/// The protected population of a table: its roll-up column or its entity columns, in ASCII lower case. Tables that name their
/// entity by the same columns number the same people and share a ledger.
std::string population_of(const TablePolicy& table);

/// Numbers the rows of one table. The entity is a keyed hash of the roll-up column or, where that is NULL or not there, of the
/// entity columns; rows whose entity columns are all NULL count as one entity together, which errs on the safe side. The row key
/// is a keyed hash of the table, the entity and the whole content of the row (columns by name, so that their order does not
/// matter), with a counter for equal rows. 63 bits each: among 10⁷ rows two share a key with a probability of about 10⁻⁵.
class RowNamer {
 public:
  /// `columns` are the input's; every column that `table` names is among them.
  RowNamer(const TablePolicy& table, const std::vector<engine::ColumnSchema>& columns, const std::string& secret);

  struct Names {
    std::int64_t entity = 0, key = 0;
  };
  Names name(const std::vector<engine::Value>& values);

 private:
  std::int64_t digest(const std::string& text) const;

  crypto::HmacSm3 hmac_;
  std::string population_, table_;
  std::vector<std::size_t> entity_, content_;  ///< columns of the input; content by name
  std::size_t rollup_;                         ///< columns.size() when there is none
  std::vector<std::string> names_;
  std::vector<engine::ColumnType> types_;
  boost::unordered_flat_map<std::int64_t, std::uint32_t> seen_;
  std::string entity_text_, row_text_;
};

}  // namespace gongshu::lab
