// Tables as CSV: typed columns, a streaming reader that names row and column of every fault, a writer.
//
// The dialect is RFC 4180 in UTF-8: comma, double quotes doubled inside quotes, CRLF or LF, a header row, the same number of
// cells in each row. A UTF-8 byte order mark is tolerated. Nothing is guessed: GBK, UTF-16, ragged rows, stray quotes and NUL
// bytes are errors.
//
// Why not a library: Debian packages two. libcsv calls back once a byte-copied field and cannot say where a quote went wrong;
// fast-cpp-csv-parser fixes the number of columns at compile time and knows no line breaks inside quotes. The state machine
// below gives cells as views into its buffer (no allocation a cell) and exact places.
#pragma once
#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <istream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gongshu::privacy {

/// Values in text: boolean `true|false`; integer int64 without leading zeros or plus sign; decimal `-?digits(.digits)?`, at most
/// 38 digits; text any UTF-8; date `YYYY-MM-DD`. An empty cell is null in every type.
enum class ColumnType { boolean, integer, decimal, text, date };
BOOST_DESCRIBE_ENUM(ColumnType, boolean, integer, decimal, text, date)

struct Column {
  std::string name;
  ColumnType type{};
  bool nullable = true;
};
BOOST_DESCRIBE_STRUCT(Column, (), (name, type, nullable))

/// Columns of a table and the columns that together identify a row (may be empty: no uniqueness is checked).
struct Schema {
  std::vector<Column> columns;
  std::vector<std::string> key;
};
BOOST_DESCRIBE_STRUCT(Schema, (), (columns, key))

/// Cells of one row; views are valid until the reader's next call.
using Cells = std::span<const std::string_view>;

/// 128 bits of a non-cryptographic hash over the cells (lengths included): for counting and duplicate detection in memory.
struct RowHash {
  std::uint64_t a, b;
  friend bool operator==(const RowHash&, const RowHash&) = default;
  friend std::size_t hash_value(const RowHash& h) { return static_cast<std::size_t>(h.a ^ (h.b * 0x9e3779b97f4a7c15ULL)); }
};
RowHash hash_cells(Cells cells, std::span<const std::size_t> which);

/// True when `text` is a value of the type, in the form given above. Empty text is not a value.
bool is_value(ColumnType type, std::string_view text);

/// "row 3 column 2 (name)": rows are counted from 1, the header being row 1, as a spreadsheet shows them.
std::string place(std::int64_t row, std::size_t column_index, std::string_view name);

struct CsvLimits {
  std::size_t cell_bytes = 1 << 16;  ///< one cell
  std::size_t columns = 512;
};

/// Untyped streaming reader; memory: one read buffer, grown to the longest row. Not thread-safe. The stream must outlive it.
/// Errors: input.bad_csv with `at` = place(...).
class CsvReader {
 public:
  explicit CsvReader(std::istream& in, CsvLimits limits = {});
  /// Reads and checks the header: not empty, names not empty, none twice.
  Status open();
  const std::vector<std::string>& header() const { return header_; }
  /// Reads the next row; false at the end. A row has exactly header().size() cells.
  Result<bool> next();
  Cells cells() const { return cells_; }
  /// Number of the row last read; the header is row 1.
  std::int64_t row() const { return row_; }
  /// Bytes consumed so far (for progress).
  std::int64_t bytes() const { return consumed_; }
  /// A fault found by the caller in cell `index` of the current row.
  Error fault(std::size_t index, std::string hint) const;

 private:
  struct Span {
    std::size_t begin, end;
    bool escaped;  ///< holds doubled quotes
  };
  enum class Scan { row, more, fault };
  Result<bool> next_raw();
  bool fill();
  Scan scan(std::size_t& at);
  Scan scan_quoted(std::size_t& at);
  Scan scan_plain(std::size_t& at);
  Status take_row();
  void unescape(Span& span);

  std::istream& in_;
  CsvLimits limits_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;
  bool eof_ = false;
  std::vector<Span> spans_;
  std::vector<std::string_view> cells_;
  std::vector<std::string> header_;
  std::int64_t row_ = 0, consumed_ = 0;
  std::string_view why_;  ///< of a scan fault
};

/// Reads a table of a known schema: columns may stand in any order, cells() are in schema order, types, nulls and the key's
/// uniqueness are checked. Memory: 16 bytes a row for the key. Columns of the file outside the schema are skipped and listed.
class TableReader {
 public:
  TableReader(std::istream& in, Schema schema, CsvLimits limits = {});
  /// Errors: input.bad_csv (a schema column is missing from the header, …).
  Status open();
  const Schema& schema() const { return schema_; }
  const std::vector<std::string>& header() const { return csv_.header(); }  ///< as the file has it
  /// Names of the file's columns that the schema does not have.
  const std::vector<std::string>& extra() const { return extra_; }
  Result<bool> next();
  Cells cells() const { return cells_; }
  std::int64_t row() const { return csv_.row(); }
  std::int64_t bytes() const { return csv_.bytes(); }
  /// A fault found by the caller in cell `index` (schema order) of the current row.
  Error fault(std::size_t index, std::string hint) const;
  /// The same for a row read before, by its number.
  Error fault_in(std::int64_t row, std::size_t index, std::string hint) const;

 private:
  Status check_row();
  CsvReader csv_;
  Schema schema_;
  std::vector<std::size_t> from_;  ///< schema column → file column
  std::vector<std::size_t> key_;
  std::vector<std::string> extra_;
  std::vector<std::string_view> cells_;
  boost::unordered_flat_set<RowHash> seen_;
};

/// Reads from a view without copying it; the bytes must outlive the stream.
class ViewStream : private std::streambuf, public std::istream {
 public:
  explicit ViewStream(std::string_view bytes) : std::istream(static_cast<std::streambuf*>(this)) {
    auto* begin = const_cast<char*>(bytes.data());  // the get area is never written to
    setg(begin, begin, begin + bytes.size());
  }
};

/// Appends the cells with commas between, quoted where RFC 4180 asks for it, and no line feed.
void append_cells(std::string& out, Cells cells);
/// Appends one row with a line feed; quotes only where RFC 4180 asks for it. A row of one empty cell is written as `""`.
void append_csv(std::string& out, Cells cells);

}  // namespace gongshu::privacy
