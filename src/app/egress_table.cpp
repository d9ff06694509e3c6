#include "app/egress_table.h"

#include <charconv>
#include <optional>
#include <set>

namespace gongshu::app {
namespace {

/// Integers are numbers or digits, decimals and reals are digits (engine/execute.h).
std::optional<double> number_of(const json::value& cell) {
  if (cell.is_number()) return cell.to_number<double>();
  if (!cell.is_string()) return std::nullopt;
  const auto text = cell.get_string();
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(out) : std::nullopt;
}

bool numeric(const json::object& column) {
  const auto type = column.at("type").as_string();
  return type == "integer" || type == "decimal" || type == "real";
}

json::object figures_of(const json::object& column, const json::array& rows, std::size_t place) {
  std::int64_t missing = 0;
  std::set<std::string> values;
  std::optional<double> least, most;
  double sum = 0;
  for (const auto& row : rows) {
    const auto& cell = row.as_array().at(place);
    if (cell.is_null()) {
      ++missing;
      continue;
    }
    values.insert(json::serialize(cell));
    const auto number = numeric(column) ? number_of(cell) : std::nullopt;
    if (!number) continue;
    least = least ? std::min(*least, *number) : *number;
    most = most ? std::max(*most, *number) : *number;
    sum += *number;
  }
  json::object out{{"column", column.at("name")}, {"missing", missing}, {"distinct", static_cast<std::int64_t>(values.size())}};
  if (!least) return out;
  out["min"] = *least;
  out["max"] = *most;
  out["sum"] = sum;
  return out;
}

json::array carried(const json::array& places) {
  json::array out;
  for (const auto& place : places)
    if (place.as_array().at(0).to_number<std::size_t>() < kTableRows) out.push_back(place);
  return out;
}

}  // namespace

Result<json::object> egress_table(const std::string& answer) {
  GS_TRY(json, parse_json(answer, {.bytes = std::size_t{1} << 30, .depth = 16}));
  const auto& object = json.as_object();
  const auto& rows = object.at("rows").as_array();
  json::array names, figures;
  for (std::size_t i = 0; i < object.at("columns").as_array().size(); ++i) {
    const auto& column = object.at("columns").as_array()[i].as_object();
    names.push_back(column.at("name"));
    figures.push_back(figures_of(column, rows, i));
  }
  const auto shown = std::min(rows.size(), kTableRows);
  return json::object{{"columns", std::move(names)},
                      {"rows", json::array(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(shown))},
                      {"withheld", carried(object.at("withheld").as_array())},
                      {"rows_total", static_cast<std::int64_t>(rows.size())},
                      {"figures", std::move(figures)}};
}

}  // namespace gongshu::app
