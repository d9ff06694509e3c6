// Chunks of batches from the platform next door: each is put as if the person had put it here, and the last one has the whole
// checked. Nothing of a chunk is recorded but the batch it belongs to, as with chunks that come over the API.
#include <algorithm>

#include "app/api.h"
#include "app/exchange_inbox.h"
#include "app/supply_files.h"
#include "exchange/chunk.h"

namespace gongshu::app {
namespace {

using domain::supply::Batch;
using domain::supply::BatchStatus;
using domain::supply::BatchSubject;

struct Put {
  std::string person;
  std::optional<std::string> record, ref;
  std::int64_t index = 0;
  std::string sm3;
};
BOOST_DESCRIBE_STRUCT(Put, (), (person, record, ref, index, sm3))

/// One at a time: two last chunks must not have the whole checked twice.
class ChunkDesk {
 public:
  static constexpr std::string_view kName = "exchange_chunks";
  static Result<std::unique_ptr<ChunkDesk>> open(Node&) { return std::make_unique<ChunkDesk>(); }
  std::mutex busy;
};
[[maybe_unused]] const bool kDesk = register_part<ChunkDesk>(20);

Result<Batch> batch_now(Node& node, const std::string& id) {
  Batch batch;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<BatchSubject>(id, "/envelope/payload/record"));
    batch = std::move(found);
    return {};
  }));
  return batch;
}

Result<Put> read_put(const exchange::Chunk& chunk) {
  auto put = read<Put>(json::value(chunk.message.envelope.payload));
  if (!put) put.error().at = "/envelope/payload" + put.error().at;
  return put;
}

void say_why(ChunkOutcome& out, const Error& error) {
  out.code = info(error.code).name;
  out.at = error.at;
  out.hint = error.hint;
  if (!error.rule.empty()) out.rule = error.rule;
  if (!error.article.empty()) out.article = error.article;
}

/// All chunks are there: the platform checks the whole, and the batch is accepted or refused.
Status finish(Node& node, Call call, ChunkOutcome& out) {
  call.operation = "finishBatch";
  call.raw_body.clear();
  call.params.erase("index");
  const auto done = call_as_actor(node, call);
  GS_TRY(batch, batch_now(node, call.param("id")));
  out.status = status_of(batch);
  if (done) return {};
  if (batch.status != BatchStatus::refused) return fail(done.error());
  say_why(out, done.error());
  return {};
}

Result<ChunkOutcome> put_chunk(Node& node, const FoundPeer& from, const exchange::Chunk& chunk) {
  GS_TRY(put, read_put(chunk));
  Call call;
  call.operation = "putBatchChunk";
  GS_TRY(actor, acting_person(node, from, put.person));
  call.actor = std::move(actor);
  GS_TRY(id, named_record(node, from, BatchSubject::kKind, put.record, put.ref));
  GS_TRY(batch, batch_now(node, id));
  if (!parties_of(batch).contains(call.actor.org))
    return fail(ErrorCode::state_not_found, "/envelope/payload/record", "no such batch");
  ChunkOutcome out{std::string(BatchSubject::kKind) + "/" + id, put.index, status_of(batch), {}, {}, {}, {}, {}, {}};
  if (batch.status != BatchStatus::announced) return out;  // the answer to the last chunk was lost
  call.params = {{"id", id}, {"index", std::to_string(put.index)}};
  call.raw_body = chunk.bytes;
  GS_CHECK(call_as_actor(node, call).map([](const Reply&) {}));
  out.missing = missing_chunks(node, id, batch.chunks);
  if (out.missing.empty()) GS_CHECK(finish(node, std::move(call), out));
  return out;
}

}  // namespace

Result<ChunkOutcome> receive_chunk(Node& node, std::string_view text) {
  GS_TRY(chunk, exchange::read_chunk(text));
  GS_TRY(from, peer_with_key(node, chunk.message.envelope.from));
  GS_CHECK(check_sender(node, from, chunk.message));
  GS_CHECK(exchange::check_bytes(chunk));
  std::unique_lock lock(node.part<ChunkDesk>().busy, std::try_to_lock);
  if (!lock) return fail(ErrorCode::http_overloaded, {}, "another chunk is being dealt with; send this one again");
  return put_chunk(node, from, chunk);
}

}  // namespace gongshu::app
