// Input files of the lab: CSV and Parquet, as typed rows. Nothing here is seen by a query; what a query may see is loaded from
// here.
//
// CSV: privacy/table.h's dialect (RFC 4180, UTF-8, header row); an empty cell is NULL, every other text ("NA", "?") is a value. A
// column's type is the narrowest that all its values fit, looked at over the whole file: boolean (true, false in any case),
// integer (no leading zeros: those are codes, so text), decimal (rounded to 6 places; also 1.5e3), date (YYYY-MM-DD), text.
// Blanks around values are dropped for every type but text. A column without any value is text.
//
// Parquet: read through a DuckDB of its own with local files only. BOOLEAN, integers and DATE stay; DECIMAL, FLOAT and DOUBLE
// become decimals of 6 places (NaN and infinities NULL); all else is the text DuckDB makes of it.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/execute.h"

namespace gongshu::lab {

/// NAME=FILE of the command line.
struct InputSpec {
  std::string name, file;
};
/// Error: config.invalid (at = "--input") when it is not NAME=FILE or the name is no identifier of at most 63 bytes.
Result<InputSpec> parse_input(const std::string& text);

/// One opened file, read once from front to back. Not thread-safe.
class Input {
 public:
  virtual ~Input() = default;
  const std::vector<engine::ColumnSchema>& columns() const { return columns_; }
  /// The next row in the order of columns(); false at the end.
  virtual Result<bool> next(std::vector<engine::Value>& values) = 0;

 protected:
  std::vector<engine::ColumnSchema> columns_;
};

/// Parquet by its first bytes, otherwise CSV. Errors: input.bad_csv, input.bad_format, store.failed, each with the file in `at`.
Result<std::unique_ptr<Input>> open_input(const std::string& file);

}  // namespace gongshu::lab
