#include "engine/answer.h"

#include <cmath>

#include "base/clock.h"
#include "base/record.h"
#include "engine/int128.h"
#include "engine/plan.h"

namespace gongshu::engine {
namespace {

std::string digits(Int128 v) {
  const bool negative = v < 0;
  auto u = negative ? -static_cast<Uint128>(v) : static_cast<Uint128>(v);
  std::string out;
  do out.insert(out.begin(), static_cast<char>('0' + static_cast<int>(u % 10)));
  while ((u /= 10) != 0);
  return negative ? "-" + out : out;
}

/// Six decimals without trailing zeros: "12.5", "3".
std::string decimal_digits(Int128 scaled) {
  auto out = digits(scaled);
  const bool negative = out.front() == '-';
  if (negative) out.erase(0, 1);
  if (out.size() < 7) out.insert(0, 7 - out.size(), '0');
  out.insert(out.size() - 6, 1, '.');
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return negative ? "-" + out : out;
}

Int128 to_int128(duckdb_hugeint v) {
  return static_cast<Int128>(static_cast<Uint128>(static_cast<std::uint64_t>(v.upper)) << 64 | v.lower);
}

json::value integer_cell(duckdb_hugeint v) {
  const auto n = to_int128(v);
  if (n >= INT64_MIN && n <= INT64_MAX) return static_cast<std::int64_t>(n);
  return json::string(digits(n));
}

/// 15 significant digits: what survives the order of summation. Infinity and NaN have no JSON and are null.
json::value real_cell(double v) {
  if (!std::isfinite(v)) return nullptr;
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", v == 0 ? 0.0 : v);
  return json::string(text);
}

/// A cast from text can give infinity and far years; nothing outside 0001 to 9999 is shown.
json::value date_cell(duckdb_date v) {
  if (v.days < -719'162 || v.days > 2'932'896) return nullptr;
  return json::string(to_text(Date(std::chrono::sys_days(std::chrono::days(v.days)))));
}

template <class T>
const T& at(duckdb_vector vector, idx_t row) {
  return static_cast<const T*>(duckdb_vector_get_data(vector))[row];
}

json::value cell(duckdb_vector vector, idx_t row, ColumnType type) {
  const auto* valid = duckdb_vector_get_validity(vector);
  if (valid && !duckdb_validity_row_is_valid(const_cast<uint64_t*>(valid), row)) return nullptr;
  switch (type) {
    case ColumnType::boolean: return at<bool>(vector, row);
    case ColumnType::integer: return integer_cell(at<duckdb_hugeint>(vector, row));
    case ColumnType::decimal: return json::string(decimal_digits(to_int128(at<duckdb_hugeint>(vector, row))));
    case ColumnType::real: return real_cell(at<double>(vector, row));
    case ColumnType::date: return date_cell(at<duckdb_date>(vector, row));
    case ColumnType::text: break;
  }
  auto text = at<duckdb_string_t>(vector, row);
  return json::string(duckdb_string_t_data(&text), duckdb_string_t_length(text));
}

bool shows_groups(const Block& block) {
  if (block.controls.controlled && !block.keys.empty()) return true;
  return std::ranges::any_of(block.sources, [](const Source& s) { return s.block && shows_groups(*s.block); });
}

}  // namespace

AnswerReader::AnswerReader(const Approved& approved, const Printed& printed)
    : flags_(printed.flags), masks_(printed.masks), controlled_(approved.controlled()), rule_(approved.k_rule()) {
  for (const auto& output : approved.plan().outputs) answer_.columns.push_back({output.name, output.expr->type});
  answer_.groups_may_be_withheld = controlled_ && shows_groups(approved.plan());
}

void AnswerReader::read(duckdb_data_chunk chunk) {
  const auto size = duckdb_data_chunk_get_size(chunk);
  const auto width = answer_.columns.size();
  const auto first = count();
  for (idx_t row = 0; row < size; ++row) answer_.rows.emplace_back().reserve(width);
  for (std::size_t c = 0; c < width; ++c) {
    auto vector = duckdb_data_chunk_get_vector(chunk, c);
    for (idx_t row = 0; row < size; ++row) answer_.rows[first + row].push_back(cell(vector, row, answer_.columns[c].type));
  }
  if (masks_) {
    auto masks = duckdb_data_chunk_get_vector(chunk, width + flags_.size());
    for (idx_t row = 0; row < size; ++row) answer_.grouping.push_back(at<std::int64_t>(masks, row));
  }
  for (idx_t row = 0; row < size; ++row)
    for (std::size_t f = 0; f < flags_.size(); ++f) {
      const auto flag = cell(duckdb_data_chunk_get_vector(chunk, width + f), row, ColumnType::boolean);
      if (!flag.is_bool() || flag.get_bool()) {  // an unknown flag withholds
        answer_.rows[first + row][flags_[f]] = nullptr;
        answer_.withheld.emplace_back(first + row, flags_[f]);
      }
    }
}

/// A withheld answer may still have rows: what is not withheld in them.
Answer AnswerReader::finish(bool whole) {
  const auto cells = answer_.rows.size() * answer_.columns.size();
  const bool nothing = controlled_ && answer_.withheld.size() == cells;
  answer_.verdict = controlled_ && (nothing || !whole || !answer_.withheld.empty()) ? Verdict::withheld : Verdict::released;
  if (nothing) {
    answer_.rows.clear();
    answer_.withheld.clear();
    answer_.grouping.clear();
  }
  if (answer_.verdict == Verdict::withheld || answer_.groups_may_be_withheld) answer_.rule = rule_;
  return std::move(answer_);
}

json::object to_json(const Answer& answer) {
  json::array columns, rows, withheld;
  for (const auto& c : answer.columns) columns.push_back(json::object{{"name", c.name}, {"type", name_of(c.type)}});
  for (const auto& row : answer.rows) rows.push_back(row);
  for (const auto& [row, column] : answer.withheld) withheld.push_back(json::array{row, column});
  json::object out{{"verdict", name_of(answer.verdict)},
                   {"columns", columns},
                   {"rows", rows},
                   {"withheld", withheld},
                   {"groups_may_be_withheld", answer.groups_may_be_withheld},
                   {"rule", answer.rule.rule},
                   {"article", answer.rule.article}};
  if (!answer.grouping.empty()) out["grouping"] = json::value_from(answer.grouping);
  return out;
}

json::array review_json(const Answer& answer) {
  json::array out;
  for (const auto& item : answer.review) out.push_back(write(item));
  return out;
}

Error withheld_error(const Answer& answer) { return {ErrorCode::withheld, {}, {}, answer.rule.rule, answer.rule.article, {}}; }

}  // namespace gongshu::engine
