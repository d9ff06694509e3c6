#include "app/supply_files.h"

#include <mutex>

#include "app/datasets.h"
#include "base/record.h"
#include "crypto/sm4.h"
#include "store/files.h"

namespace gongshu::app {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t kDocumentBytes = 17 << 20;
constexpr std::uint64_t kSealedChunk = privacy::kChunkBytes + crypto::kSealOverhead;

std::string chunk_name(std::int64_t index) {
  auto digits = std::to_string(index);
  return std::string(digits.size() < 7 ? 7 - digits.size() : 0, '0') + digits;
}

std::string chunk_aad(const std::string& batch, std::int64_t index) { return "batch:" + batch + "/" + std::to_string(index); }

}  // namespace

fs::path order_file(Node& node, const std::string& order) { return node.path("orders") / (order + ".json"); }
fs::path batch_folder(Node& node, const std::string& batch) { return node.path("batches") / batch; }
fs::path chunk_file(Node& node, const std::string& batch, std::int64_t index) { return batch_folder(node, batch) / chunk_name(index); }
fs::path result_file(Node& node, const std::string& job) { return node.path("results") / job; }

std::shared_mutex& batch_files_mutex() {
  static std::shared_mutex mutex;
  return mutex;
}

std::string digest_hex(std::string_view bytes) { return crypto::to_hex(crypto::view(crypto::sm3(bytes))); }

Status store_document(const fs::path& file, const privacy::SignedDocument& document) {
  GS_CHECK(store::make_directory(file.parent_path()));
  GS_TRY(text, canonical(write(document)));
  return store::write_file_atomic(file, text);
}

Result<privacy::SignedDocument> load_document(const fs::path& file, const std::string& digest) {
  GS_TRY(text, store::read_file(file, kDocumentBytes));
  GS_TRY(value, parse_json(text, {kDocumentBytes, 16}));
  GS_TRY(document, read<privacy::SignedDocument>(value));
  if (digest_hex(document.document) != digest)
    return fail(ErrorCode::crypto_bad_ciphertext, file.filename().string(), "the file is not the one the ledger names");
  return document;
}

Result<privacy::BatchManifest> load_manifest(Node& node, const std::string& batch, const std::string& digest) {
  GS_TRY(document, load_document(batch_folder(node, batch) / "manifest.json", digest));
  GS_TRY(value, parse_json(document.document, {kDocumentBytes, 16}));
  return read<privacy::BatchManifest>(value);
}

Status store_chunk(Node& node, const std::string& batch, std::int64_t index, std::string_view key, std::string_view bytes) {
  GS_TRY(sealed, crypto::sm4_seal(key, bytes, chunk_aad(batch, index)));
  return store::write_file_atomic(chunk_file(node, batch, index), sealed);
}

Result<std::string> load_chunk(Node& node, const std::string& batch, std::int64_t index, std::string_view key) {
  GS_TRY(sealed, store::read_file(chunk_file(node, batch, index), kSealedChunk));
  return crypto::sm4_open(key, sealed, chunk_aad(batch, index));
}

std::vector<std::int64_t> missing_chunks(Node& node, const std::string& batch, std::int64_t chunks) {
  std::vector<std::int64_t> missing;
  for (std::int64_t i = 0; i < chunks; ++i)
    if (!fs::exists(chunk_file(node, batch, i))) missing.push_back(i);
  return missing;
}

Status remove_batch_files(Node& node, const std::string& batch) {
  std::unique_lock lock(batch_files_mutex());
  std::error_code error;
  fs::remove_all(batch_folder(node, batch), error);
  if (error) return fail(ErrorCode::store_failed, batch, error.message());
  return store::sync_directory(node.path("batches"));
}

Result<std::unique_ptr<BatchRows>> BatchRows::open(Node& node, const std::string& batch, const domain::supply::Batch& state,
                                                   const std::string& scenario_key) {
  std::unique_ptr<BatchRows> rows(new BatchRows(node, batch));
  rows->key_ = files_key(scenario_key);
  GS_TRY(manifest, load_manifest(node, batch, state.manifest_digest));
  rows->manifest_ = std::move(manifest);
  return rows;
}

BatchRows::~BatchRows() { crypto::wipe(key_); }

Status BatchRows::open_chunk() {
  table_.reset();
  stream_.reset();
  GS_TRY(bytes, load_chunk(node_, batch_, index_, key_));
  bytes_ = std::move(bytes);
  stream_ = std::make_unique<privacy::ViewStream>(bytes_);
  table_ = std::make_unique<privacy::TableReader>(*stream_, privacy::chunk_schema(manifest_));
  ++index_;
  return table_->open();
}

Result<bool> BatchRows::next() {
  for (;;) {
    if (table_) {
      GS_TRY(more, table_->next());
      if (more) return true;
    }
    if (index_ >= static_cast<std::int64_t>(manifest_.chunks.size())) return false;
    GS_CHECK(open_chunk());
  }
}

}  // namespace gongshu::app
