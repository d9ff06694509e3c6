// The ledger as the API shows it: entries without personal payloads, checkpoints, proofs.
#include "app/ledger_json.h"
#include "app/operation.h"
#include "app/views.h"
#include "rules/chain.h"

namespace gongshu::app {

json::array hex_list(const ledger::Proof& proof) {
  json::array out;
  for (const auto& digest : proof) out.emplace_back(crypto::to_hex(crypto::view(digest)));
  return out;
}

json::object entry_json(const ledger::Entry& e, bool with_data) {
  json::object out{{"seq", static_cast<std::int64_t>(e.seq)}, {"time", to_text(e.time)}, {"actor", e.actor}, {"org", e.org},
                   {"stream", e.stream}, {"type", e.type}, {"v", e.v}, {"rules", write(e.rules)}, {"epoch", static_cast<std::int64_t>(e.epoch)}};
  if (with_data) out["data"] = e.data.object();
  return out;
}

Result<bool> hidden_from(Records& records, const ledger::Entry& e, const domain::Actor& actor) {
  const auto kept = e.data.object();
  const auto* data = kept.if_contains("opinion");
  if (!data || !data->is_object() || !data->get_object().contains("blind") || e.actor == actor.person) return false;
  GS_TRY(opinion, read<rules::Opinion>(*data));
  const auto slash = e.stream.find('/');
  GS_TRY(row, records.raw(e.stream.substr(0, slash), e.stream.substr(slash + 1)));
  const auto* review = row && row->body.is_object() ? row->body.get_object().if_contains("review") : nullptr;
  if (!review || !review->is_object()) return true;
  GS_TRY(run, read<rules::ChainRun>(*review));
  return !rules::may_know(run, opinion, actor.person);
}

Status put_salt(ledger::Reader& reader, std::uint64_t seq, json::object& row) {
  GS_TRY(salt, reader.salt(seq));
  row["salt"] = crypto::to_hex(salt);
  return {};
}

Result<json::object> proof_json(ledger::Reader& reader, std::uint64_t seq, std::uint64_t size) {
  GS_TRY(path, reader.inclusion(seq, size));
  GS_TRY(envelope, reader.envelope(seq));
  return json::object{{"seq", static_cast<std::int64_t>(seq)},
                      {"size", static_cast<std::int64_t>(size)},
                      {"leaf", crypto::to_hex(crypto::view(ledger::leaf_hash(envelope)))},
                      {"path", hex_list(path)}};
}

namespace {

std::uint64_t number(const std::string& text) { return std::strtoull(text.c_str(), nullptr, 10); }

Result<Reply> checkpoint(Node& node, const Call&) {
  std::string note;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(latest, ledger::Reader(records.db()).latest_checkpoint());
    if (!latest) return fail(ErrorCode::state_not_found, {}, "nothing is recorded yet");
    note = latest->note;
    return {};
  }));
  return Reply{200, {}, std::move(note), "text/plain; charset=utf-8", {}};
}

/// What one caller sees of the ledger: overseers everything; others their own organisation's acts, and what happened to a record that
/// they may read, save where its informant is kept from them.
class Sight {
 public:
  static Result<Sight> of(Records& records, const domain::Actor& actor, const std::string& stream) {
    Sight out{actor, is_overseer(actor)};
    const auto slash = stream.find('/');
    if (out.all_ || slash == std::string::npos) return out;
    const auto kind = stream.substr(0, slash), id = stream.substr(slash + 1);
    GS_TRY(seen, may_see_record(records, actor, kind, id));
    if (!seen) return out;
    GS_TRY(secret, informant_hidden(records, kind, id, actor));
    if (!secret) out.stream_ = stream;
    return out;
  }
  bool has(const ledger::Entry& e) const { return all_ || e.org == actor_.org || (!stream_.empty() && e.stream == stream_); }

 private:
  Sight(const domain::Actor& actor, bool all) : actor_(actor), all_(all) {}
  const domain::Actor& actor_;
  bool all_;
  std::string stream_;  ///< of a record that the caller may read
};

Result<json::object> shown_entry(Records& records, ledger::Reader& reader, const ledger::Entry& e, const domain::Actor& actor) {
  GS_TRY(blind, hidden_from(records, e, actor));
  auto row = entry_json(e, !blind);
  GS_TRY(envelope, reader.envelope(e.seq));
  row["envelope"] = std::move(envelope);
  if (!blind) GS_CHECK(put_salt(reader, e.seq, row));
  return row;
}

/// Calls `visit` for the entries of the stream, or of all, from `first` on, until it says that it has enough.
Status walk(Records& records, const std::string& stream, std::uint64_t first, const std::function<Result<bool>(const ledger::Entry&)>& visit) {
  constexpr std::uint64_t kPiece = 256;
  ledger::Reader reader(records.db());
  if (stream.empty()) {
    bool enough = false;
    const auto end = fail(ErrorCode::state_conflict);  // ends the walk; never leaves this function
    auto status = reader.each(first, [&](const ledger::Entry& e) -> Status {
      GS_TRY(done, visit(e));
      enough = done;
      return enough ? Status(end) : Status();
    });
    return enough ? Status() : status;
  }
  for (;;) {
    GS_TRY(piece, entries_of(records.db(), stream, first, kPiece));
    for (const auto seq : piece) {
      GS_TRY(e, reader.entry(seq));
      GS_TRY(done, visit(e));
      if (done) return {};
    }
    if (piece.size() < kPiece) return {};
    first = piece.back() + 1;
  }
}

Result<Reply> entries(Node& node, const Call& call) {
  const auto first = number(call.query_or("from", "0")), limit = number(call.query_or("limit", "100"));
  const auto stream = call.query_or("stream");
  json::object body;
  json::array rows;
  GS_CHECK(node.query([&](Records& records) -> Status {
    ledger::Reader reader(records.db());
    GS_TRY(size, reader.size());
    body["size"] = static_cast<std::int64_t>(size);
    GS_TRY(sight, Sight::of(records, call.actor, stream));
    return walk(records, stream, first, [&](const ledger::Entry& e) -> Result<bool> {
      if (!sight.has(e)) return false;
      if (rows.size() == limit) {
        body["next"] = static_cast<std::int64_t>(e.seq);
        return true;
      }
      GS_TRY(row, shown_entry(records, reader, e, call.actor));
      rows.push_back(std::move(row));
      return false;
    });
  }));
  body["rows"] = std::move(rows);
  return Reply{200, std::move(body), {}, {}, {}};
}

Result<Reply> inclusion(Node& node, const Call& call) {
  const auto seq = number(call.param("seq"));
  json::object body;
  GS_CHECK(node.query([&](Records& records) -> Status {
    ledger::Reader reader(records.db());
    GS_TRY(latest, reader.latest_checkpoint());
    if (!latest || seq >= latest->size) return fail(ErrorCode::state_not_found, "path.seq", "the ledger has fewer entries");
    GS_TRY(proof, proof_json(reader, seq, latest->size));
    body = std::move(proof);
    body["checkpoint"] = latest->note;
    return {};
  }));
  return Reply{200, std::move(body), {}, {}, {}};
}

Result<Reply> consistency(Node& node, const Call& call) {
  const auto from = number(call.query_or("from")), to = number(call.query_or("to"));
  json::object body;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(path, ledger::Reader(records.db()).consistency(from, to));
    body = {{"from", static_cast<std::int64_t>(from)}, {"to", static_cast<std::int64_t>(to)}, {"path", hex_list(path)}};
    return {};
  }));
  return Reply{200, std::move(body), {}, {}, {}};
}

[[maybe_unused]] const bool kCheckpoint = operation("getCheckpoint", Access::open, {}, checkpoint);
[[maybe_unused]] const bool kEntries = operation("listLedgerEntries", Access::session, {}, entries);
[[maybe_unused]] const bool kInclusion = operation("getInclusionProof", Access::open, {}, inclusion);
[[maybe_unused]] const bool kConsistency = operation("getConsistencyProof", Access::open, {}, consistency);

}  // namespace
}  // namespace gongshu::app
