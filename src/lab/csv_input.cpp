#include "lab/csv_input.h"

#include <charconv>
#include <cmath>
#include <fstream>

#include "privacy/table.h"

namespace gongshu::lab {
namespace {

using engine::ColumnType;
using engine::Value;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// 1 true, 0 false, -1 neither.
int truth(std::string_view text) {
  const auto is = [&](std::string_view word) {
    return text.size() == word.size() && std::ranges::equal(text, word, [](char a, char b) { return (a | 0x20) == b; });
  };
  return is("true") ? 1 : is("false") ? 0 : -1;
}

/// The value as a decimal of at most 18 and 6 digits in text, or empty: plain digits as they stand, otherwise rounded.
std::string decimal(std::string_view text) {
  const auto point = text.find('.');
  const bool plain = privacy::is_value(privacy::ColumnType::decimal, text);
  const auto whole = text.substr(0, point).size() - (text.starts_with('-') ? 1 : 0);
  if (plain && whole > 18) return {};
  if (plain && (point == std::string_view::npos || text.size() - point - 1 <= 6)) return std::string(text);
  const auto digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || digits.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return {};
  if (digits[0] < '0' || digits[0] > '9' || (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9'))
    return {};
  double value = 0;
  const auto end = text.data() + text.size();
  if (const auto [stop, fault] = std::from_chars(text.data(), end, value); fault != std::errc{} || stop != end) return {};
  if (!(std::abs(value) < 1e18)) return {};
  char out[48];
  const auto size = std::snprintf(out, sizeof out, "%.6f", value);
  return {out, static_cast<std::size_t>(size)};
}

/// Types a column can still have after the values seen so far.
struct Candidates {
  bool boolean = true, integer = true, decimal_number = true, date = true, seen = false;

  void see(std::string_view raw) {
    const auto text = trimmed(raw);
    seen = true;
    boolean = boolean && truth(text) >= 0;
    date = date && privacy::is_value(privacy::ColumnType::date, text);
    integer = integer && privacy::is_value(privacy::ColumnType::integer, text);
    decimal_number = decimal_number && !decimal(text).empty();
  }

  ColumnType type() const {
    if (!seen) return ColumnType::text;
    if (boolean) return ColumnType::boolean;
    if (integer) return ColumnType::integer;
    if (decimal_number) return ColumnType::decimal;
    return date ? ColumnType::date : ColumnType::text;
  }
};

Value value_of(std::string_view cell, ColumnType type) {
  if (cell.empty()) return std::monostate{};
  if (type == ColumnType::text) return std::string(cell);
  const auto text = trimmed(cell);
  if (type == ColumnType::boolean) return truth(text) == 1;
  if (type == ColumnType::decimal) return decimal(text);
  if (type == ColumnType::date) return std::string(text);
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// One pass over a file.
struct Pass {
  explicit Pass(const std::string& path) : file(path), in(path, std::ios::binary), csv(in) {}

  Status open() {
    if (!in) return fail(ErrorCode::store_failed, file, "文件不可读 / the file cannot be read");
    if (auto status = csv.open(); !status) return fail(named(std::move(status).error()));
    return {};
  }
  Result<bool> next() {
    auto more = csv.next();
    if (!more) return fail(named(std::move(more).error()));
    return *more;
  }
  Error named(Error error) const {
    error.at = file + (error.at.empty() ? "" : ": ") + error.at;
    return error;
  }

  std::string file;
  std::ifstream in;
  privacy::CsvReader csv;
};

class CsvInput final : public Input {
 public:
  explicit CsvInput(const std::string& file) : pass_(file) {}

  Status open() {
    Pass first(pass_.file);
    GS_CHECK(first.open());
    std::vector<Candidates> found(first.csv.header().size());
    for (;;) {
      GS_TRY(more, first.next());
      if (!more) break;
      const auto cells = first.csv.cells();
      for (std::size_t i = 0; i < cells.size(); ++i)
        if (!cells[i].empty()) found[i].see(cells[i]);
    }
    for (std::size_t i = 0; i < found.size(); ++i) columns_.push_back({first.csv.header()[i], found[i].type()});
    return pass_.open();
  }

  Result<bool> next(std::vector<Value>& values) override {
    GS_TRY(more, pass_.next());
    if (!more) return false;
    const auto cells = pass_.csv.cells();
    if (cells.size() != columns_.size())
      return fail(ErrorCode::input_bad_csv, pass_.file, "文件在读取期间被改动 / the file changed while it was read");
    values.resize(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) values[i] = value_of(cells[i], columns_[i].type);
    return true;
  }

 private:
  Pass pass_;
};

}  // namespace

Result<std::unique_ptr<Input>> open_csv(const std::string& file) {
  auto input = std::make_unique<CsvInput>(file);
  GS_CHECK(input->open());
  return input;
}

}  // namespace gongshu::lab
