// The parse tree of libpg_query and helpers to walk it. Included only by the parse and bind passes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

extern "C" {
#include <pg_query/pg_query.pb-c.h>
}

namespace gongshu::engine {

/// Byte range of one lexical token; comments are none.
struct Token {
  int start = 0, end = 0;
};

/// Owns the unpacked protobuf tree of exactly one SELECT.
struct ParseTree {
  ParseTree() = default;
  ParseTree(const ParseTree&) = delete;
  ParseTree& operator=(const ParseTree&) = delete;
  ~ParseTree();

  const PgQuery__SelectStmt& select() const { return *result->stmts[0]->stmt->select_stmt; }

  PgQuery__ParseResult* result = nullptr;
  std::vector<Token> tokens;
};

/// Type name of the message inside a node ("SubLink", "CopyStmt"); empty for no node.
std::string_view node_name(const PgQuery__Node* node);
/// Byte offset of a node or of the first of its descendants that has one; -1 when none has.
int node_location(const PgQuery__Node* node);
/// A name as the grammar gives it, without the part of a character that is left where it cut the name at 63 bytes.
std::string whole_characters(std::string_view name);
/// Start of the first token that reads `word` (lower case) at or after `from`; `from` itself when there is none.
int find_word(const ParseTree& tree, std::string_view sql, std::string_view word, int from);

}  // namespace gongshu::engine
