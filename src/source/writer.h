// Writes the chunks of a batch into an unfinished directory and turns it into a batch with one rename.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "privacy/manifest.h"

namespace gongshu::source {

/// Removes the unfinished directory unless commit() succeeded or keep() was called. Not thread-safe.
class BatchWriter {
 public:
  /// Makes `batches`/.part-`batch_id`, or takes the one that is there; every chunk begins with `header`.
  static Result<BatchWriter> create(const std::filesystem::path& batches, std::string batch_id, std::vector<std::string> header);
  ~BatchWriter();
  BatchWriter(BatchWriter&& other) noexcept;
  BatchWriter& operator=(BatchWriter&&) = delete;

  /// Called with each chunk once it is durable.
  void on_chunk(std::function<Status(const privacy::Chunk&)> then) { on_chunk_ = std::move(then); }
  /// A row as CSV with its line feed. Error: input.too_large when it does not fit a chunk; those of on_chunk.
  Status row(std::string_view line);
  /// Counts in a chunk that an earlier run wrote; before the first row.
  void adopt(const privacy::Chunk& chunk);
  /// Ends the last chunk; there is always at least one.
  Status finish_chunks();
  /// What is written stays for another run.
  void keep() { part_.clear(); }
  const std::filesystem::path& directory() const { return part_; }
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
  std::string header_, buffer_;
  std::int64_t rows_ = 0, chunk_rows_ = 0;
  std::vector<privacy::Chunk> chunks_;
  std::function<Status(const privacy::Chunk&)> on_chunk_;
};

/// "chunk-00007.csv"
std::string chunk_file(std::int64_t index);

}  // namespace gongshu::source
