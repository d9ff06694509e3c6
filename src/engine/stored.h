// What holds for every row of a loaded column, learnt while it was loaded. With it the printer computes in the narrowest types
// that are exact, and leaves out tests that always hold. Loaded tables do not change.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/int128.h"
#include "engine/policy.h"

namespace gongshu::engine {

struct StoredColumn {
  bool nulls = true, zeros = true;  ///< may occur
  int digits = 0;  ///< every value is an integer of so many digits (1…18) over 10^scale; 0: wider, or no number
  int scale = 0;
};

using StoredTable = std::map<std::string, StoredColumn>;                         ///< by lower-case name
using StoredTables = std::map<std::string, std::shared_ptr<const StoredTable>>;  ///< by lower-case name

/// Looks at the values of one column as they are loaded.
class ColumnWatch {
 public:
  void null() { nulls_ = true; }
  /// An integer as it stands, or a decimal times 10^6.
  void number(Int128 value);
  StoredColumn finish(ColumnType type) const;

 private:
  Int128 most_ = 0;
  int trailing_ = 6;  ///< zeros at the end of every value
  bool nulls_ = false, zeros_ = false;
};

/// ASCII lower case, as names compare.
std::string lower_name(std::string_view name);

}  // namespace gongshu::engine
