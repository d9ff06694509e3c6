#include "lab/request.h"

#include "base/record.h"

namespace gongshu::lab {
namespace {

struct RequestLine {
  json::value id;
  std::string sql;
  std::optional<std::string> session;
  static constexpr Limits kLimits[] = {{.member = "session", .max_length = 200}};
};
BOOST_DESCRIBE_STRUCT(RequestLine, (), (id, sql, session))

/// -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)? — what JSON calls a number.
bool is_number(std::string_view text) {
  const auto digits = [&] {
    const auto end = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(end);
    return end;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool zero = text.starts_with('0');
  const auto whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (digits() == 0) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (digits() == 0) return false;
  }
  return text.empty();
}

bool numeric(engine::ColumnType type) {
  return type == engine::ColumnType::integer || type == engine::ColumnType::decimal || type == engine::ColumnType::real;
}

/// Digits go out as they are: no JSON library here writes a number wider than a double.
void append_cell(std::string& out, const json::value& cell, engine::ColumnType type) {
  if (const auto* text = cell.if_string(); text && numeric(type) && is_number(*text))
    out.append(text->data(), text->size());
  else
    out += json::serialize(cell);
}

void append_rows(std::string& out, const engine::Answer& answer) {
  for (std::size_t r = 0; r < answer.rows.size(); ++r) {
    out += r ? ",[" : "[";
    for (std::size_t c = 0; c < answer.rows[r].size(); ++c) {
      if (c) out += ',';
      append_cell(out, answer.rows[r][c], answer.columns[c].type);
    }
    out += ']';
  }
}

/// The SQL grammar cuts long names at 63 bytes, in the middle of a character where it falls so; a line is UTF-8 all the same.
std::string whole_characters(const std::string& text) {
  if (valid_utf8(text)) return text;
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    while (size <= 4 && !valid_utf8(std::string_view(text).substr(i, size))) ++size;
    if (size <= 4 && i + size <= text.size())
      out.append(text, i, size);
    else
      out += "\uFFFD", size = 1;
    i += size;
  }
  return out;
}

json::object reason(std::string_view code, const std::string& rule, const std::string& at, const std::string& column,
                    const std::string& hint) {
  return {{"code", code}, {"rule", rule}, {"at", at}, {"column", whole_characters(column)}, {"hint", whole_characters(hint)}};
}

/// One text for nobody, too few, dominance and differences: it does not depend on the data.
json::object withheld_reason(const engine::Answer& answer) {
  return reason("withheld", answer.rule.rule, answer.rule.article, "",
                "部分或全部结果按披露规则不予公布，原因不对外说明；可合并分组或放宽条件 / some or all of the answer is withheld "
                "under the disclosure "
                "rules, the cause is not told; group more coarsely or filter less");
}

std::string head(const json::value& id, std::string_view verdict) {
  return "{\"id\":" + json::serialize(id) + ",\"verdict\":\"" + std::string(verdict) + "\"";
}

}  // namespace

Result<Request> parse_request(std::string_view line, json::value& id) {
  GS_TRY(value, parse_json(line));
  if (const auto* object = value.if_object())
    if (const auto* told = object->if_contains("id"); told && (told->is_string() || told->is_int64())) id = *told;
  GS_TRY(request, read<RequestLine>(value));
  if (!request.id.is_string() && !request.id.is_int64())
    return fail(ErrorCode::input_wrong_type, "/id", "文本或整数 / text or a whole number");
  return Request{std::move(request.id), std::move(request.sql), request.session.value_or("")};
}

std::string answer_line(const json::value& id, const engine::Answer& answer, bool reviewer) {
  json::array columns, withheld, grouping, reasons;
  for (const auto& column : answer.columns) columns.emplace_back(column.name);
  for (const auto& [row, column] : answer.withheld) withheld.push_back(json::array{row, column});
  for (std::size_t i = 0; i < answer.rows.size(); ++i) grouping.emplace_back(answer.grouping.empty() ? 0 : answer.grouping[i]);
  if (answer.verdict == engine::Verdict::withheld) reasons.push_back(withheld_reason(answer));
  auto out = head(id, name_of(answer.verdict)) + ",\"columns\":" + json::serialize(columns) + ",\"rows\":[";
  append_rows(out, answer);
  out += "],\"withheld\":" + json::serialize(withheld) + ",\"grouping\":" + json::serialize(grouping) +
         ",\"reasons\":" + json::serialize(reasons);
  if (reviewer) out += ",\"review\":" + json::serialize(engine::review_json(answer));
  return out + "}";
}

std::string refusal_line(const json::value& id, const Error& error) {
  const auto* column = error.detail.if_contains("column");
  const auto name = column && column->is_string() ? std::string(column->get_string()) : "";
  const auto& texts = info(error.code);
  const auto hint = std::string(texts.zh) + " / " + std::string(texts.en) + (error.hint.empty() ? "" : ": ") + error.hint;
  const json::array reasons{reason(texts.name, error.rule, error.at, name, hint)};
  return head(id, "refused") +
         ",\"columns\":[],\"rows\":[],\"withheld\":[],\"grouping\":[],\"reasons\":" + json::serialize(reasons) + "}";
}

}  // namespace gongshu::lab
