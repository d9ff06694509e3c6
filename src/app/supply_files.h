// Files of the supply: where they lie, how they are sealed, reading a batch row by row. Sealed chunks are bound to their batch and index, so
// that none can take the place of another. Functions are thread-safe on different files.
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "app/node.h"
#include "domain/supply/events.h"
#include "privacy/manifest.h"

namespace gongshu::app {

std::filesystem::path order_file(Node& node, const std::string& order);
std::filesystem::path batch_folder(Node& node, const std::string& batch);
std::filesystem::path chunk_file(Node& node, const std::string& batch, std::int64_t index);
std::filesystem::path result_file(Node& node, const std::string& job);

/// SM3 in lower-case hexadecimal.
std::string digest_hex(std::string_view bytes);

/// Durable when it returns; the folder is made. Errors: store.failed.
Status store_document(const std::filesystem::path& file, const privacy::SignedDocument& document);
/// Errors: store.failed, crypto.bad_ciphertext when the document is not the one of `digest`.
Result<privacy::SignedDocument> load_document(const std::filesystem::path& file, const std::string& digest);
Result<privacy::BatchManifest> load_manifest(Node& node, const std::string& batch, const std::string& digest);

/// `key` is files_key() of the scenario key. Errors: store.failed, crypto.bad_ciphertext (changed or moved).
Status store_chunk(Node& node, const std::string& batch, std::int64_t index, std::string_view key, std::string_view bytes);
Result<std::string> load_chunk(Node& node, const std::string& batch, std::int64_t index, std::string_view key);
/// Chunks of the batch that are not there.
std::vector<std::int64_t> missing_chunks(Node& node, const std::string& batch, std::int64_t chunks);
/// Removes the batch's folder and makes that durable; waits for those who read.
Status remove_batch_files(Node& node, const std::string& batch);

/// Rows of a stored batch in order; hold batch_files_mutex() shared for its life. Not thread-safe.
class BatchRows {
 public:
  static Result<std::unique_ptr<BatchRows>> open(Node& node, const std::string& batch, const domain::supply::Batch& state, const std::string& scenario_key);
  ~BatchRows();
  const privacy::BatchManifest& manifest() const { return manifest_; }
  /// False at the end. Errors: crypto.bad_ciphertext, batch.bad_chunk.
  Result<bool> next();
  /// Visible cells in manifest order, then the ordinal when there is a population; valid until the next call.
  privacy::Cells cells() const { return table_->cells(); }

 private:
  BatchRows(Node& node, std::string batch) : node_(node), batch_(std::move(batch)) {}
  Status open_chunk();
  Node& node_;
  std::string batch_, key_, bytes_;
  privacy::BatchManifest manifest_;
  std::int64_t index_ = 0;
  std::unique_ptr<privacy::ViewStream> stream_;
  std::unique_ptr<privacy::TableReader> table_;
};

}  // namespace gongshu::app
