// The output of a job as its reviewers see it: row by row, and in figures of each column.
#pragma once
#include <string>

#include "base/json.h"
#include "base/result.h"

namespace gongshu::app {

/// Rows that a report carries; the figures are of all rows.
inline constexpr std::size_t kTableRows = 500;

/// {columns, rows, withheld, rows_total, figures} of an answer (engine::to_json); schema EgressTable of the contract. `withheld` names
/// [row, column] among the rows that are carried. A column of numbers has min, max and sum, every column how many cells are missing and
/// how many different values it has. Errors: those of a text that is no answer.
Result<json::object> egress_table(const std::string& answer);

}  // namespace gongshu::app
