// Writes the chunks of a batch into an unfinished directory and turns it into a batch with one rename.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "privacy/manifest.h"

namespace gongshu::source {

/// Removes the unfinished directory unless commit() succeeded. Not thread-safe.
class BatchWriter {
 public:
  /// Makes `batches`/.part-`batch_id`; every chunk begins with `header`.
  static Result<BatchWriter> create(const std::filesystem::path& batches, std::string batch_id, std::vector<std::string> header);
  ~BatchWriter();
  BatchWriter(BatchWriter&& other) noexcept;
  BatchWriter& operator=(BatchWriter&&) = delete;

  /// Error: input.too_large when a row does not fit a chunk.
  Status row(privacy::Cells cells);
  /// Ends the last chunk; there is always at least one.
  Status finish_chunks();
  const std::vector<privacy::Chunk>& chunks() const { return chunks_; }
  std::int64_t rows() const { return rows_; }
  /// Writes manifest and signature, then the batch appears under its id, durably. Returns its directory.
  Result<std::filesystem::path> commit(const privacy::SignedDocument& manifest);

 private:
  BatchWriter(std::filesystem::path batches, std::string batch_id)
      : batches_(std::move(batches)), batch_id_(std::move(batch_id)) {}
  Status flush();

  std::filesystem::path batches_, part_;
  std::string batch_id_;
  std::string header_, buffer_, line_;
  std::int64_t rows_ = 0, chunk_rows_ = 0;
  std::vector<privacy::Chunk> chunks_;
};

/// "chunk-00007.csv"
std::string chunk_file(std::int64_t index);

}  // namespace gongshu::source
