#include "engine/pg_tree.h"

#include <algorithm>

#include "base/json.h"
#include "engine/deep_stack.h"
#include "engine/names.h"

namespace gongshu::engine {
namespace {

const ProtobufCMessage* content(const PgQuery__Node* node) {
  return node ? reinterpret_cast<const ProtobufCMessage*>(node->alias)
              : nullptr;  // every member of the union is a message pointer
}

template <class T>
const T& member(const ProtobufCMessage* message, unsigned offset) {
  return *reinterpret_cast<const T*>(reinterpret_cast<const char*>(message) + offset);
}

int message_location(const ProtobufCMessage* message, int depth);

int child_location(const ProtobufCMessage* message, const ProtobufCFieldDescriptor& field, int depth) {
  if (field.type != PROTOBUF_C_TYPE_MESSAGE) return -1;
  if (field.label != PROTOBUF_C_LABEL_REPEATED)
    return message_location(member<const ProtobufCMessage*>(message, field.offset), depth + 1);
  const auto count = member<std::size_t>(message, field.quantifier_offset);
  const auto* items = member<const ProtobufCMessage* const*>(message, field.offset);
  for (std::size_t i = 0; i < count; ++i)
    if (const int at = message_location(items[i], depth + 1); at >= 0) return at;
  return -1;
}

int message_location(const ProtobufCMessage* message, int depth) {
  if (!message || depth > 24) return -1;
  if (message->descriptor == &pg_query__node__descriptor)
    return message_location(content(reinterpret_cast<const PgQuery__Node*>(message)), depth);
  const auto* own = protobuf_c_message_descriptor_get_field_by_name(message->descriptor, "location");
  if (own && own->type == PROTOBUF_C_TYPE_INT32)
    if (const auto at = member<int32_t>(message, own->offset); at >= 0) return at;
  for (unsigned i = 0; i < message->descriptor->n_fields; ++i)
    if (const int at = child_location(message, message->descriptor->fields[i], depth); at >= 0) return at;
  return -1;
}

}  // namespace

ParseTree::~ParseTree() {
  if (result) on_deep_stack(tokens.size(), [this] { pg_query__parse_result__free_unpacked(result, nullptr); });
}

std::string_view node_name(const PgQuery__Node* node) {
  const auto* message = content(node);
  return message ? std::string_view(message->descriptor->short_name) : std::string_view();
}

int node_location(const PgQuery__Node* node) { return message_location(content(node), 0); }

std::string whole_characters(std::string_view name) {
  for (int cut = 0; cut < 3 && !valid_utf8(name) && !name.empty(); ++cut) name.remove_suffix(1);
  return std::string(name);
}

int find_word(const ParseTree& tree, std::string_view sql, std::string_view word, int from) {
  for (const auto& token : tree.tokens)
    if (token.start >= from && same_name(sql.substr(token.start, token.end - token.start), word)) return token.start;
  return from;
}

}  // namespace gongshu::engine
