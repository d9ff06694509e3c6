// The files of an exit: found and measured before anything is touched, then removed, then looked for once more.
#pragma once
#include <string>
#include <vector>

#include "app/node.h"
#include "domain/exit/types.h"

namespace gongshu::app {

/// Every regular file under the scenarios' folders and the products' releases, sorted by path, with size and SM3 of what lies there.
/// Reads each file whole. Errors: store.*.
Result<std::vector<domain::exit::FoundFile>> find_exit_files(Node& node, const std::vector<std::string>& scenarios);

/// Removes one recorded file and makes that durable; false when it was gone already. Waits for those who read batches.
/// Errors: store.failed; ledger.corrupt when the path leads out of the data directory.
Result<bool> remove_exit_file(Node& node, const domain::exit::FoundFile& file);

/// Errors: store.failed, naming the first file that should be gone and is not.
Status check_absent(Node& node, const std::vector<domain::exit::FoundFile>& files);

}  // namespace gongshu::app
