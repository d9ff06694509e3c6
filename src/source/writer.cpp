#include "source/writer.h"

#include "crypto/hash.h"
#include "source/state.h"
#include "store/files.h"

namespace gongshu::source {
namespace fs = std::filesystem;

std::string chunk_file(std::int64_t index) {
  char name[32];
  std::snprintf(name, sizeof name, "chunk-%05lld.csv", static_cast<long long>(index));
  return name;
}

Result<BatchWriter> BatchWriter::create(const fs::path& batches, std::string batch_id, std::vector<std::string> header) {
  BatchWriter writer(batches, std::move(batch_id));
  const auto part = batches / (std::string(kUnfinished) + writer.batch_id_);
  GS_CHECK(store::make_directory(part));
  writer.part_ = part;
  const std::vector<std::string_view> names(header.begin(), header.end());
  privacy::append_csv(writer.header_, names);
  writer.buffer_.reserve(privacy::kChunkBytes);
  writer.buffer_ = writer.header_;
  return writer;
}

BatchWriter::BatchWriter(BatchWriter&& other) noexcept
    : batches_(std::move(other.batches_)),
      part_(std::exchange(other.part_, {})),  // the moved-from writer must not remove the directory
      batch_id_(std::move(other.batch_id_)),
      header_(std::move(other.header_)),
      buffer_(std::move(other.buffer_)),
      rows_(other.rows_),
      chunk_rows_(other.chunk_rows_),
      chunks_(std::move(other.chunks_)),
      on_chunk_(std::move(other.on_chunk_)) {}

BatchWriter::~BatchWriter() {
  std::error_code ignored;
  if (!part_.empty()) fs::remove_all(part_, ignored);
}

Status BatchWriter::row(std::string_view line) {
  constexpr auto kLimit = static_cast<std::size_t>(privacy::kChunkBytes);
  if (buffer_.size() + line.size() > kLimit) {
    if (chunk_rows_ == 0 || header_.size() + line.size() > kLimit)
      return fail(ErrorCode::input_too_large, {}, "one masked row is longer than a chunk of 4 MiB");
    GS_CHECK(flush());
  }
  buffer_ += line;
  ++rows_;
  ++chunk_rows_;
  return {};
}

void BatchWriter::adopt(const privacy::Chunk& chunk) {
  rows_ += chunk.rows;
  chunks_.push_back(chunk);
}

Status BatchWriter::flush() {
  const auto index = static_cast<std::int64_t>(chunks_.size());
  GS_CHECK(store::write_file_atomic(part_ / chunk_file(index), buffer_, 0600));
  chunks_.push_back(
      {index, static_cast<std::int64_t>(buffer_.size()), chunk_rows_, crypto::to_hex(crypto::view(crypto::sm3(buffer_)))});
  chunk_rows_ = 0;
  buffer_ = header_;
  return on_chunk_ ? on_chunk_(chunks_.back()) : Status{};
}

Status BatchWriter::finish_chunks() {
  if (chunk_rows_ > 0 || chunks_.empty()) return flush();
  return {};
}

Result<fs::path> BatchWriter::commit(const privacy::SignedDocument& manifest) {
  GS_CHECK(store::write_file_atomic(part_ / "manifest.json", manifest.document, 0600));
  GS_CHECK(store::write_file_atomic(part_ / "manifest.sig", manifest.signature, 0600));
  GS_CHECK(store::sync_directory(part_));
  const auto final_path = batches_ / batch_id_;
  std::error_code error;
  fs::rename(part_, final_path, error);
  if (error) return fail(ErrorCode::store_failed, final_path.string(), error.message());
  part_.clear();
  GS_CHECK(store::sync_directory(batches_));
  return final_path;
}

}  // namespace gongshu::source
