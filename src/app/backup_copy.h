// What a backup holds: every file of the data directory but the keys, taken from a running node so that it opens and verifies by itself.
//
//   <to>/gongshu.db, identity.db   the state of one moment each, the ledger's first
//   <to>/node.json, node.pub.pem, attachments/ batches/ egress/ orders/ results/ shelves/ social/ usage/ …   as they were after that moment:
//                                  files are written before the event that names them, so all that the ledger copied here names is there,
//                                  unless it was deleted meanwhile
//   <to>/backup.json               the list of the files with size and SM3; written last
#pragma once
#include <filesystem>
#include <functional>

#include "app/node.h"

namespace gongshu::app {

inline constexpr const char* kBackupList = "backup.json";

struct BackupContent {
  std::int64_t entries = 0, files = 0, bytes = 0;
  std::string digest;  ///< SM3 of the list, hex
};

/// Copies into `to`, which must not be there, and checks the copy as `gongshu verify` does. Durable when it returns without error.
/// Errors: store.failed (no space among them), ledger.corrupt (the copy does not verify), query.cancelled (`go_on` said no).
Result<BackupContent> copy_node(Node& node, const std::filesystem::path& to, const std::function<bool()>& go_on);

/// SM3 of the list of the backup in this folder, hex; empty when there is none.
std::string backup_digest(const std::filesystem::path& folder);

}  // namespace gongshu::app
