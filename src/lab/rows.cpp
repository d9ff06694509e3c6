#include "lab/rows.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace gongshu::lab {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

/// Length before text, so that ("ab", "c") and ("a", "bc") differ.
void append(std::string& out, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  char bytes[4];
  std::memcpy(bytes, &size, sizeof bytes);
  out.append(bytes, sizeof bytes).append(text);
}

/// Equal numbers read alike, whether a file writes 39, 39.0 or 39.000000.
std::string_view without_zeros(std::string_view text) {
  if (text.find('.') == std::string_view::npos || text.find_first_not_of("0123456789.-") != std::string_view::npos) return text;
  text = text.substr(0, text.find_last_not_of('0') + 1);
  return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

void append(std::string& out, const engine::Value& value, engine::ColumnType type) {
  if (std::holds_alternative<std::monostate>(value)) {
    out.append("\xff\xff\xff\xff", 4);
  } else if (const auto* b = std::get_if<bool>(&value)) {
    append(out, *b ? "true" : "false");
  } else if (const auto* n = std::get_if<std::int64_t>(&value)) {
    append(out, std::to_string(*n));
  } else {
    const auto& text = std::get<std::string>(value);
    append(out, type == engine::ColumnType::decimal ? without_zeros(text) : std::string_view(text));
  }
}

std::size_t find(const std::vector<engine::ColumnSchema>& columns, std::string_view name) {
  const auto found = std::ranges::find_if(columns, [&](const auto& c) { return same_name(c.name, name); });
  return static_cast<std::size_t>(found - columns.begin());
}

}  // namespace

std::string population_of(const TablePolicy& table) {
  if (!table.rollup.empty()) return lower(table.rollup);
  std::string out;
  for (const auto& column : table.entity) out += (out.empty() ? "" : ",") + lower(column);
  return out;
}

RowNamer::RowNamer(const TablePolicy& table, const std::vector<engine::ColumnSchema>& columns, const std::string& secret)
    : hmac_(secret), population_(population_of(table)), table_(lower(table.name)), rollup_(find(columns, table.rollup)) {
  for (const auto& name : table.entity) entity_.push_back(find(columns, name));
  content_.resize(columns.size());
  std::iota(content_.begin(), content_.end(), std::size_t{0});
  for (const auto& column : columns) names_.push_back(lower(column.name));
  std::ranges::sort(content_, {}, [this](std::size_t i) { return names_[i]; });
  types_.reserve(columns.size());
  for (const auto& column : columns) types_.push_back(column.type);
}

std::int64_t RowNamer::digest(const std::string& text) const {
  const auto bytes = hmac_(text);
  std::uint64_t out;
  std::memcpy(&out, bytes.data(), sizeof out);
  return static_cast<std::int64_t>(out >> 1);
}

RowNamer::Names RowNamer::name(const std::vector<engine::Value>& values) {
  const bool rolled = rollup_ < values.size() && !std::holds_alternative<std::monostate>(values[rollup_]);
  entity_text_ = rolled ? "rollup:" : "entity:";
  append(entity_text_, population_);
  if (rolled)
    append(entity_text_, values[rollup_], types_[rollup_]);
  else
    for (const auto i : entity_) append(entity_text_, values[i], types_[i]);
  row_text_ = "row:";
  append(row_text_, table_);
  append(row_text_, entity_text_);
  for (const auto i : content_) {
    append(row_text_, names_[i]);
    append(row_text_, values[i], types_[i]);
  }
  Names out{digest(entity_text_), digest(row_text_)};
  if (const auto earlier = seen_[out.key]++; earlier > 0) out.key = digest(row_text_ + "#" + std::to_string(earlier));
  return out;
}

}  // namespace gongshu::lab
