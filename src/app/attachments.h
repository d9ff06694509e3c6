// The attachment store: documents sealed under the node's attachment key, named by the SM3 of their content.
#pragma once
#include "app/node.h"

namespace gongshu::app {

struct StoredAttachment {
  std::string digest;  ///< SM3 of the content, hex
  std::int64_t bytes = 0;
};

/// Durable when it returns; storing the same content again changes nothing. Errors: store.failed.
Result<StoredAttachment> store_attachment(Node& node, std::string_view content);
/// Errors: state.not_found, crypto.bad_ciphertext when the file was changed.
Result<std::string> load_attachment(Node& node, const std::string& digest);

}  // namespace gongshu::app
