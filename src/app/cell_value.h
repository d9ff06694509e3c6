// A cell of a masked or imported CSV as the engine takes it.
#pragma once
#include <charconv>
#include <string>
#include <string_view>

#include "engine/execute.h"

namespace gongshu::app {

/// An empty cell is NULL. The form of the cell was checked by the reader of the table.
inline engine::Value cell_value(std::string_view cell, engine::ColumnType type) {
  if (cell.empty()) return std::monostate{};
  if (type == engine::ColumnType::boolean) return cell == "true";
  if (type != engine::ColumnType::integer) return std::string(cell);
  std::int64_t number = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return number;
}

}  // namespace gongshu::app
