// Sends finished batches; what leaves is checked against the signed manifest once more.
#include "source/state.h"
#include "source/writer.h"
#include "store/files.h"

namespace gongshu::source {
namespace {
constexpr std::uint64_t kManifestBytes = 16 << 20;
}

Result<privacy::SignedDocument> Source::manifest(const std::string& batch_id) const {
  GS_CHECK(check_file_id(batch_id, "batch_id"));
  const auto dir = state_->batches() / batch_id;
  if (!std::filesystem::exists(dir / "manifest.json"))
    return fail(ErrorCode::state_not_found, batch_id, "there is no such batch");
  GS_TRY(document, store::read_file(dir / "manifest.json", kManifestBytes));
  GS_TRY(signature, store::read_file(dir / "manifest.sig", kManifestBytes));
  return privacy::SignedDocument{std::move(document), std::move(signature)};
}

Result<PushResult> Source::push(const std::string& batch_id, PushSink& sink, const ProgressFn& progress) const {
  GS_TRY(document, manifest(batch_id));
  GS_TRY(manifest, privacy::verify_manifest(document, state_->public_key));
  if (manifest.batch_id != batch_id) return fail(ErrorCode::batch_bad_manifest, "/batch_id", "the directory holds another batch");
  GS_TRY(missing, sink.begin(document));
  PushResult result;
  result.present = static_cast<std::int64_t>(manifest.chunks.size() - std::min(missing.size(), manifest.chunks.size()));
  MaskProgress done;
  for (const auto index : missing) {
    if (index < 0 || index >= static_cast<std::int64_t>(manifest.chunks.size()))
      return fail(ErrorCode::batch_bad_chunk, "chunk " + std::to_string(index),
                  "the platform asks for a chunk the batch does not have");
    GS_TRY(bytes,
           store::read_file(state_->batches() / batch_id / chunk_file(index), static_cast<std::uint64_t>(privacy::kChunkBytes)));
    GS_CHECK(privacy::check_chunk(manifest, index, bytes));
    GS_CHECK(sink.chunk(index, bytes));
    ++result.sent;
    done.rows += manifest.chunks[static_cast<std::size_t>(index)].rows;
    done.bytes += static_cast<std::int64_t>(bytes.size());
    if (progress) progress(done);
  }
  GS_CHECK(sink.finish());
  return result;
}

}  // namespace gongshu::source
