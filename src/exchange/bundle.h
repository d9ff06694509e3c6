// Many messages at once: a file of JSON Lines, or the body {"messages": [...]} of an HTTP call. An ack comes first, then what the
// receiver has not acknowledged, in order.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "exchange/envelope.h"

namespace gongshu::exchange {

inline constexpr std::size_t kMaxMessages = 200;             ///< of one bundle
inline constexpr std::size_t kMaxBundle = 16 * 1024 * 1024;  ///< bytes

/// What could be read, and where it ended: a file that was cut or spoilt still hands over what stands before.
struct Bundle {
  std::vector<Signed> messages;
  std::optional<Error>
      fault;  ///< of the message after the last one; `at` begins with its number from 0, as "/messages/3/envelope/id"
};

/// JSON Lines; empty lines are passed over, and the last line ends in a newline or is cut. Errors: input.too_large (the whole).
Result<Bundle> read_lines(std::string_view text);
/// The member "messages" of a body. Errors: input.* when it is no list, or too long.
Result<Bundle> read_list(const json::array& messages);

/// What a message names by its SM3 and that is signed by itself; it rides in the same bundle, after the messages, and is not kept
/// with them.
struct Document {
  std::string document, signature;
};
BOOST_DESCRIBE_STRUCT(Document, (), (document, signature))

Result<std::string> to_lines(const std::vector<Signed>& messages, const std::vector<Document>& documents = {});
/// Each as {"envelope", "signature"}.
Result<json::array> to_list(const std::vector<Signed>& messages);

}  // namespace gongshu::exchange
