#include "app/attachments.h"

#include "crypto/hash.h"
#include "crypto/sm4.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

constexpr const char* kKey = "node:attachments";

std::filesystem::path file_of(Node& node, const std::string& digest) { return node.path("attachments") / digest; }

}  // namespace

Result<StoredAttachment> store_attachment(Node& node, std::string_view content) {
  const auto digest = crypto::to_hex(crypto::view(crypto::sm3(content)));
  GS_TRY(key, node.node_key(kKey));
  GS_TRY(sealed, crypto::sm4_seal(key, content, digest));
  GS_CHECK(store::write_file_atomic(file_of(node, digest), sealed));
  return StoredAttachment{digest, static_cast<std::int64_t>(content.size())};
}

Result<std::string> load_attachment(Node& node, const std::string& digest) {
  if (!std::filesystem::exists(file_of(node, digest))) return fail(ErrorCode::state_not_found, {}, "the attachment is not in the store");
  GS_TRY(sealed, store::read_file(file_of(node, digest)));
  GS_TRY(key, node.node_key(kKey));
  return crypto::sm4_open(key, sealed, digest);
}

}  // namespace gongshu::app
