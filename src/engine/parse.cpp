// Pass 1: text to parse tree. Only the shape is checked: valid UTF-8, size, one statement, a SELECT.
#include <pg_query.h>

#include "base/json.h"
#include "engine/deep_stack.h"
#include "engine/parameters.h"
#include "engine/pg_tree.h"
#include "engine/query.h"
#include "engine/unsupported.h"

namespace gongshu::engine {
namespace {
constexpr std::size_t kMaxBytes = 64 * 1024;

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

/// Byte offset of the n-th character (from 0).
int byte_of_character(std::string_view text, int n) {
  std::size_t i = 0;
  for (; i < text.size(); ++i)
    if (starts_character(text[i]) && n-- == 0) break;
  return static_cast<int>(i);
}

/// libpg_query counts error positions in characters from 1; everything else in bytes from 0.
Error syntax_error(const SourceText& text, const PgQueryError& error) {
  const int offset = error.cursorpos > 0 ? byte_of_character(text.sql, error.cursorpos - 1) : 0;
  const std::string_view message = error.message ? error.message : "";
  if (message.starts_with("memory exhausted") || message.starts_with("stack depth"))
    return Error{ErrorCode::query_too_complex, text.at(offset), "nest less deeply", {}, {}, {}};
  return Error{ErrorCode::query_syntax, text.at(offset), std::string(message), {}, {}, {}};
}

Status check_text(const SourceText& text) {
  if (text.sql.size() > kMaxBytes) return fail(ErrorCode::query_too_complex, {}, "at most 64 KiB of SQL");
  if (!valid_utf8(text.sql)) return fail(ErrorCode::input_bad_utf8, {}, "send the query as UTF-8");
  if (const auto nul = text.sql.find('\0'); nul != std::string::npos)
    return fail(ErrorCode::query_syntax, text.at(static_cast<int>(nul)), "remove the NUL character");
  return {};
}

Status scan(const SourceText& text, ParseTree& tree) {
  auto scanned = pg_query_scan(text.sql.c_str());
  Status status;
  if (scanned.error) {
    status = fail(syntax_error(text, *scanned.error));
  } else if (auto* result =
                 pg_query__scan_result__unpack(nullptr, scanned.pbuf.len, reinterpret_cast<const uint8_t*>(scanned.pbuf.data))) {
    for (std::size_t i = 0; i < result->n_tokens; ++i) {
      const auto& token = *result->tokens[i];
      if (token.token == PG_QUERY__TOKEN__SQL_COMMENT || token.token == PG_QUERY__TOKEN__C_COMMENT) continue;
      tree.tokens.push_back({token.start, token.end});
    }
    pg_query__scan_result__free_unpacked(result, nullptr);
  }
  pg_query_free_scan_result(scanned);
  if (status && tree.tokens.size() > kMaxTokens)
    return fail(ErrorCode::query_too_complex, {}, "at most " + std::to_string(kMaxTokens) + " words and signs");
  return status;
}

Status parse_tree(const SourceText& text, ParseTree& tree) {
  auto parsed = pg_query_parse_protobuf(text.sql.c_str());
  Status status;
  if (parsed.error) {
    status = fail(syntax_error(text, *parsed.error));
  } else {
    tree.result =
        pg_query__parse_result__unpack(nullptr, parsed.parse_tree.len, reinterpret_cast<const uint8_t*>(parsed.parse_tree.data));
    if (!tree.result) status = fail(ErrorCode::query_too_complex, {}, "shorten the query");
  }
  pg_query_free_protobuf_parse_result(parsed);
  return status;
}

/// First token of the second statement: statement locations include the white space before them.
int second_statement(const ParseTree& tree) {
  const int from = tree.result->stmts[1]->stmt_location;
  for (const auto& token : tree.tokens)
    if (token.start >= from) return token.start;
  return from;
}

Status check_statement(const SourceText& text, const ParseTree& tree) {
  if (tree.result->n_stmts == 0) return fail(ErrorCode::query_syntax, text.at(0), "write one SELECT");
  if (tree.result->n_stmts > 1)
    return unsupported(text, second_statement(tree), "several statements", "send one SELECT at a time");
  const auto* statement = tree.result->stmts[0]->stmt;
  if (statement && statement->node_case == PG_QUERY__NODE__NODE_SELECT_STMT) return {};
  const int at = tree.tokens.empty() ? 0 : tree.tokens.front().start;
  return unsupported(text, at, statement_words(node_name(statement)), "write one SELECT");
}

}  // namespace

std::string SourceText::at(int offset) const {
  const auto end = std::min<std::size_t>(offset < 0 ? sql.size() : static_cast<std::size_t>(offset), sql.size());
  int line = 1, column = 1;
  for (std::size_t i = 0; i < end; ++i) {
    if (sql[i] == '\n') {
      ++line;
      column = 1;
    } else if (starts_character(sql[i])) {
      ++column;
    }
  }
  return "line " + std::to_string(line) + " column " + std::to_string(column);
}

Result<Parsed> parse(std::string_view sql, std::span<const Argument> arguments) {
  auto text = std::make_shared<SourceText>(SourceText{std::string(sql), {arguments.begin(), arguments.end()}});
  GS_CHECK(check_text(*text));
  if (!arguments.empty()) {
    GS_CHECK(check_arguments(arguments));
    GS_TRY(numbered, number_arguments(*text, arguments));
    text->sql = std::move(numbered);
  }
  auto tree = std::make_shared<ParseTree>();
  GS_CHECK(scan(*text, *tree));
  Status status;
  on_deep_stack(tree->tokens.size(), [&] { status = parse_tree(*text, *tree); });
  GS_CHECK(status);
  GS_CHECK(check_statement(*text, *tree));
  Parsed parsed;
  parsed.text_ = std::move(text);
  parsed.tree_ = std::move(tree);
  return parsed;
}

}  // namespace gongshu::engine
