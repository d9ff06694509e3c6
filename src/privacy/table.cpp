#include "privacy/table.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/clock.h"
#include "base/json.h"

namespace gongshu::privacy {
namespace {

constexpr std::size_t kReadBytes = 256 << 10;
constexpr std::string_view kNotUtf8 = "not UTF-8 text; save the file as UTF-8";

constexpr std::array<bool, 256> special_bytes() {
  std::array<bool, 256> table{};
  for (const unsigned char c : {',', '"', '\n', '\r', '\0'}) table[c] = true;
  return table;
}
constexpr auto kSpecial = special_bytes();

bool is_ascii(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    if (word & 0x8080808080808080ULL) return false;
  }
  for (; i < text.size(); ++i)
    if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
  return true;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_integer(std::string_view text) {
  const auto digits = text.starts_with('-') ? text.substr(1) : text;
  if (!is_digits(digits) || (digits.size() > 1 && digits[0] == '0') || text == "-0") return false;
  std::int64_t value;
  return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc();
}

bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto dot = text.find('.');
  const auto whole = text.substr(0, dot);
  if (!is_digits(whole) || (whole.size() > 1 && whole[0] == '0')) return false;
  if (dot == std::string_view::npos) return whole.size() <= 38;
  return is_digits(text.substr(dot + 1)) && text.size() - 1 <= 38;
}

bool is_date(std::string_view t) {
  if (t.size() != 10 || t[4] != '-' || t[7] != '-' || !is_digits(t.substr(0, 4)) || !is_digits(t.substr(5, 2)) ||
      !is_digits(t.substr(8)))
    return false;
  const auto two = [&](std::size_t i) { return unsigned(t[i] - '0') * 10 + unsigned(t[i + 1] - '0'); };
  return std::chrono::year_month_day(std::chrono::year(static_cast<int>(two(0) * 100 + two(2))), std::chrono::month(two(5)),
                                     std::chrono::day(two(8)))
      .ok();
}

std::string expected(ColumnType type) {
  switch (type) {
    case ColumnType::boolean: return "write true or false";
    case ColumnType::integer: return "write a whole number without leading zeros, plus sign or separators (a code is text)";
    case ColumnType::decimal: return "write digits with an optional decimal point";
    case ColumnType::text: return "write text";
    case ColumnType::date: return "write an existing day as YYYY-MM-DD";
  }
  return {};
}

}  // namespace

RowHash hash_cells(Cells cells, std::span<const std::size_t> which) {
  RowHash h{0x243f6a8885a308d3ULL, 0x13198a2e03707344ULL};
  const auto feed = [&h](std::uint64_t word) {
    h.a = (h.a ^ word) * 0x9fb21c651e98df25ULL;
    h.a ^= h.a >> 32;
    h.b = (h.b + word) * 0xd6e8feb86659fd93ULL;
    h.b ^= h.b >> 29;
  };
  for (const auto index : which) {
    const auto cell = cells[index];
    feed(cell.size());
    for (std::size_t i = 0; i < cell.size(); i += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, cell.data() + i, std::min<std::size_t>(8, cell.size() - i));
      feed(word);
    }
  }
  return h;
}

bool is_value(ColumnType type, std::string_view text) {
  if (text.empty()) return false;
  switch (type) {
    case ColumnType::boolean: return text == "true" || text == "false";
    case ColumnType::integer: return is_integer(text);
    case ColumnType::decimal: return is_decimal(text);
    case ColumnType::text: return true;
    case ColumnType::date: return is_date(text);
  }
  return false;
}

std::string place(std::int64_t row, std::size_t column_index, std::string_view name) {
  auto text = "row " + std::to_string(row) + " column " + std::to_string(column_index + 1);
  if (!name.empty() && valid_utf8(name)) text.append(" (").append(name.substr(0, 200)).append(")");
  return text;
}

CsvReader::CsvReader(std::istream& in, CsvLimits limits) : in_(in), limits_(limits) {}

Error CsvReader::fault(std::size_t index, std::string hint) const {
  return Error{ErrorCode::input_bad_csv, place(row_, index, index < header_.size() ? header_[index] : std::string()),
               std::move(hint)};
}

Status CsvReader::open() {
  fill();
  const std::string_view start(buffer_.data() + begin_, end_ - begin_);
  if (start.starts_with("\xef\xbb\xbf")) begin_ += 3, consumed_ += 3;
  GS_TRY(some, next_raw());
  if (!some) return fail(Error{ErrorCode::input_bad_csv, "row 1", "the file is empty; it needs a header row"});
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (cells_[i].empty()) return fail(fault(i, "the header names no column here"));
    for (std::size_t j = 0; j < i; ++j)
      if (cells_[j] == cells_[i])
        return fail(Error{ErrorCode::input_bad_csv, place(row_, i, cells_[i]),
                          "the header has this name in column " + std::to_string(j + 1) + " already"});
  }
  header_.assign(cells_.begin(), cells_.end());
  return {};
}

Result<bool> CsvReader::next() {
  GS_TRY(some, next_raw());
  if (!some) return false;
  if (cells_.size() == header_.size()) return true;
  return fail(fault(std::min(cells_.size(), header_.size()),
                    "the row has " + std::to_string(cells_.size()) + " cells, the header " + std::to_string(header_.size())));
}

/// Moves the unfinished row to the front and reads on; false at the end of the stream.
bool CsvReader::fill() {
  if (eof_) return false;
  if (begin_ > 0) std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  // Doubling keeps the repeated scan of one very long row linear in its length.
  if (buffer_.size() - end_ < std::max(kReadBytes, end_)) buffer_.resize(end_ + std::max(kReadBytes, end_));
  const auto got = in_.rdbuf()->sgetn(buffer_.data() + end_, static_cast<std::streamsize>(buffer_.size() - end_));
  end_ += static_cast<std::size_t>(std::max<std::streamsize>(got, 0));
  if (got <= 0) eof_ = true;
  return got > 0;
}

Result<bool> CsvReader::next_raw() {
  ++row_;
  for (;;) {
    if (begin_ == end_ && !fill()) return false;
    std::size_t at = begin_;
    spans_.clear();
    const auto state = scan(at);
    if (state == Scan::more && !eof_) {  // scanned again with more bytes, or knowing that there are none
      fill();
      continue;
    }
    if (state != Scan::row) return fail(fault(spans_.size(), std::string(why_)));
    consumed_ += static_cast<std::int64_t>(at - begin_);
    GS_CHECK(take_row());
    begin_ = at;
    return true;
  }
}

/// Finds the cells of one row; `at` ends behind its line break.
CsvReader::Scan CsvReader::scan(std::size_t& at) {
  for (;;) {
    if (spans_.size() == limits_.columns) {
      why_ = "too many columns";
      return Scan::fault;
    }
    const auto state = at < end_ && buffer_[at] == '"' ? scan_quoted(at) : scan_plain(at);
    if (state != Scan::row) return state;
    if (at == end_) return eof_ ? Scan::row : Scan::more;
    if (buffer_[at] == ',') {
      ++at;
      continue;
    }
    if (buffer_[at] == '\r') ++at;
    ++at;
    return Scan::row;
  }
}

/// A cell without quotes; stops on the comma, the line break or the end of the data.
CsvReader::Scan CsvReader::scan_plain(std::size_t& at) {
  const auto begin = at;
  while (at < end_ && !kSpecial[static_cast<unsigned char>(buffer_[at])]) ++at;
  if (at - begin > limits_.cell_bytes) {
    why_ = "the cell is too long";
    return Scan::fault;
  }
  if (at < end_ && buffer_[at] == '"') {
    why_ = "a quote inside a cell without quotes; put the cell in quotes and double the quote";
    return Scan::fault;
  }
  if (at < end_ && buffer_[at] == '\0') {
    why_ = kNotUtf8;
    return Scan::fault;
  }
  if (at < end_ && buffer_[at] == '\r') {
    why_ = "a carriage return without a line feed";
    if (at + 1 == end_) return eof_ ? Scan::fault : Scan::more;
    if (buffer_[at + 1] != '\n') return Scan::fault;
  }
  spans_.push_back({begin, at, false});
  return Scan::row;
}

CsvReader::Scan CsvReader::scan_quoted(std::size_t& at) {
  const auto begin = ++at;
  bool escaped = false;
  for (;;) {
    const auto* quote = static_cast<const char*>(std::memchr(buffer_.data() + at, '"', end_ - at));
    const auto stop = quote ? static_cast<std::size_t>(quote - buffer_.data()) : end_;
    why_ = "the cell is too long, or its closing quote is missing";
    if (stop - begin > limits_.cell_bytes) return Scan::fault;
    why_ = "the closing quote is missing";
    if (!quote || (stop + 1 == end_ && !eof_)) return Scan::more;
    if (stop + 1 < end_ && buffer_[stop + 1] == '"') {
      escaped = true;
      at = stop + 2;
      continue;
    }
    at = stop + 1;
    why_ = "text after the closing quote; double a quote that belongs to the cell";
    if (at < end_ && buffer_[at] == '\r' && at + 1 == end_ && !eof_) return Scan::more;
    const bool crlf = at + 1 < end_ && buffer_[at] == '\r' && buffer_[at + 1] == '\n';
    if (at < end_ && buffer_[at] != ',' && buffer_[at] != '\n' && !crlf) return Scan::fault;
    spans_.push_back({begin, stop, escaped});
    return Scan::row;
  }
}

void CsvReader::unescape(Span& span) {
  auto to = span.begin;
  for (auto from = span.begin; from < span.end; ++from) {
    if (buffer_[from] == '"') ++from;
    buffer_[to++] = buffer_[from];
  }
  span.end = to;
}

/// Turns spans into cells; the row is whole by now, so that unescaping in place is safe.
Status CsvReader::take_row() {
  cells_.clear();
  for (auto& span : spans_) {
    if (span.escaped) unescape(span);
    cells_.emplace_back(buffer_.data() + span.begin, span.end - span.begin);
    const auto cell = cells_.back();
    if (!is_ascii(cell) && !valid_utf8(cell)) return fail(fault(cells_.size() - 1, std::string(kNotUtf8)));
    if (std::memchr(cell.data(), 0, cell.size())) return fail(fault(cells_.size() - 1, std::string(kNotUtf8)));
  }
  return {};
}

TableReader::TableReader(std::istream& in, Schema schema, CsvLimits limits) : csv_(in, limits), schema_(std::move(schema)) {}

Status TableReader::open() {
  GS_CHECK(csv_.open());
  const auto& header = csv_.header();
  const auto find = [](const auto& list, const std::string& name, auto get) {
    return static_cast<std::size_t>(std::ranges::find(list, name, get) - list.begin());
  };
  for (const auto& column : schema_.columns) {
    from_.push_back(find(header, column.name, std::identity()));
    if (from_.back() == header.size())
      return fail(ErrorCode::input_bad_csv, "row 1", "the header lacks the column " + column.name);
  }
  for (const auto& name : schema_.key) {
    key_.push_back(find(schema_.columns, name, &Column::name));
    if (key_.back() == schema_.columns.size())
      return fail(ErrorCode::input_bad_parameter, "key", "the schema has no column " + name);
  }
  for (const auto& name : header)
    if (find(schema_.columns, name, &Column::name) == schema_.columns.size()) extra_.push_back(name);
  cells_.resize(schema_.columns.size());
  return {};
}

Error TableReader::fault(std::size_t index, std::string hint) const { return csv_.fault(from_[index], std::move(hint)); }

Error TableReader::fault_in(std::int64_t row, std::size_t index, std::string hint) const {
  const auto column = from_[index];
  return Error{ErrorCode::input_bad_csv, place(row, column, csv_.header()[column]), std::move(hint)};
}

Result<bool> TableReader::next() {
  GS_TRY(some, csv_.next());
  if (!some) return false;
  for (std::size_t i = 0; i < from_.size(); ++i) cells_[i] = csv_.cells()[from_[i]];
  GS_CHECK(check_row());
  return true;
}

Status TableReader::check_row() {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const auto& column = schema_.columns[i];
    if (cells_[i].empty()) {
      if (!column.nullable) return fail(fault(i, "the cell must not be empty"));
    } else if (!is_value(column.type, cells_[i])) {
      return fail(fault(i, expected(column.type)));
    }
  }
  if (key_.empty()) return {};
  for (const auto index : key_)
    if (cells_[index].empty()) return fail(fault(index, "the cell is part of the key and must not be empty"));
  if (!seen_.insert(hash_cells(cells_, key_)).second) return fail(fault(key_[0], "another row has the same key already"));
  return {};
}

void append_cells(std::string& out, Cells cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out.push_back(',');
    if (cells[i].find_first_of(",\"\r\n") == std::string_view::npos) {
      out.append(cells[i]);
      continue;
    }
    out.push_back('"');
    for (const char c : cells[i]) out.append(c == '"' ? 2 : 1, c);
    out.push_back('"');
  }
}

void append_csv(std::string& out, Cells cells) {
  if (cells.size() == 1 && cells[0].empty())
    out.append("\"\"");
  else
    append_cells(out, cells);
  out.push_back('\n');
}

}  // namespace gongshu::privacy
