#include "ledger/export.h"

#include <fstream>

#include "ledger/checkpoint.h"

namespace gongshu::ledger {
namespace {
namespace fs = std::filesystem;

std::int64_t sql(std::uint64_t n) { return static_cast<std::int64_t>(n); }

tl::unexpected<Error> corrupt(std::string at, std::string hint) {
  return fail(ErrorCode::ledger_corrupt, std::move(at), std::move(hint));
}

/// A read transaction: everything is read from one state while the sequencer goes on.
class Snapshot {
 public:
  explicit Snapshot(store::Database& db) : db_(&db), begun_(db.exec("BEGIN")) {}
  ~Snapshot() {
    if (begun_) (void)db_->exec("ROLLBACK");
  }
  const Status& begun() const { return begun_; }

 private:
  store::Database* db_;
  Status begun_;
};

class Exporter {
 public:
  Exporter(store::Database& db, fs::path dir) : db_(&db), reader_(db), dir_(std::move(dir)) {}

  Result<ExportSummary> run(const crypto::Sm2PublicKey& key) {
    GS_TRY(latest, reader_.latest_checkpoint());
    if (!latest) return fail(ErrorCode::state_not_found, "checkpoint", "the ledger is empty");
    summary_.entries = latest->size;
    GS_CHECK(bundles());
    for (unsigned level = 0; summary_.entries >> (8 * level); ++level) GS_CHECK(tiles(level));
    GS_CHECK(history());
    GS_CHECK(write("sm3/public.pem", key.to_pem()));
    GS_CHECK(write("sm3/checkpoint", latest->note));
    return summary_;
  }

 private:
  Status write(const fs::path& name, std::string_view bytes) {
    const auto path = dir_ / name;
    std::error_code ec;
    fs::create_directories(path.parent_path(), ec);
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) return fail(ErrorCode::store_failed, path.string(), "the file could not be written");
    ++summary_.files;
    return {};
  }

  Status bundles() {
    GS_TRY(rows, db_->prepare("SELECT first, count, envelopes, payloads FROM ledger_run ORDER BY first"));
    std::string envelopes, payloads;
    for (std::uint64_t seq = 0; seq < summary_.entries;) {
      GS_TRY(found, rows.step());
      if (!found || rows.column_int64(0) != sql(seq)) return corrupt("entry " + std::to_string(seq), "the row is missing");
      const auto count = static_cast<std::uint64_t>(rows.column_int64(1));
      if (count == 0 || seq % kTileWidth + count > kTileWidth)
        return corrupt("entry " + std::to_string(seq), "the row is damaged");
      envelopes += rows.column_blob(2);
      GS_CHECK(add_payloads({seq, count, rows.column_blob(2), rows.column_blob(3)}, payloads));
      seq += count;
      if (seq % kTileWidth != 0 && seq != summary_.entries) continue;
      const auto name = tile_path((seq - 1) / kTileWidth, (seq - 1) % kTileWidth + 1);
      GS_CHECK(write("sm3/tile/entries/" + name, std::exchange(envelopes, {})));
      GS_CHECK(write("payload/" + name, std::exchange(payloads, {})));
    }
    return {};
  }

  static Status add_payloads(RunCursor run, std::string& payloads) {
    for (RunCursor::Item item;;) {
      GS_TRY(more, run.next(item));
      if (!more) return {};
      payloads.append("{\"data\":").append(item.data);
      payloads.append(",\"salt\":\"").append(crypto::to_hex(item.salt));
      payloads.append("\",\"seq\":").append(std::to_string(item.seq)).append("}\n");
    }
  }

  Status tiles(unsigned level) {
    GS_TRY(rows, db_->prepare("SELECT idx, hashes FROM ledger_tile_sm3 WHERE level = ?1 ORDER BY idx"));
    rows.bind(1, static_cast<std::int64_t>(level));
    const auto hashes = summary_.entries >> (8 * level);
    const auto folder = "sm3/tile/" + std::to_string(level) + "/";
    for (std::uint64_t first = 0; first < hashes; first += kTileWidth) {
      const auto index = first / kTileWidth, width = std::min(kTileWidth, hashes - first);
      GS_TRY(found, rows.step());
      if (!found || rows.column_int64(0) != sql(index) || rows.column_blob(1).size() != width * 32)
        return corrupt("tile " + std::to_string(level) + "/" + std::to_string(index), "is missing or cut");
      GS_CHECK(write(folder + tile_path(index, width), rows.column_blob(1)));
    }
    return {};
  }

  Status history() {
    GS_TRY(rows, db_->prepare("SELECT batch, size, note FROM ledger_checkpoint_sm3 ORDER BY batch"));
    std::string lines;
    for (;; ++summary_.checkpoints) {
      GS_TRY(found, rows.step());
      if (!found) return write("sm3/checkpoints.jsonl", lines);
      json::object line{{"batch", rows.column_int64(0)}, {"size", rows.column_int64(1)}, {"note", rows.column_text(2)}};
      GS_TRY(text, canonical(line));
      lines += text + "\n";
    }
  }

  store::Database* db_;
  Reader reader_;
  fs::path dir_;
  ExportSummary summary_;
};

}  // namespace

std::string tile_path(std::uint64_t index, std::uint64_t width) {
  const auto digits = std::to_string(index);
  std::string padded((3 - digits.size() % 3) % 3, '0');
  padded += digits;
  std::string out;
  for (std::size_t i = 0; i < padded.size(); i += 3) {
    const bool last = i + 3 == padded.size();
    out.append(last ? "" : "x").append(padded, i, 3).append(last ? "" : "/");
  }
  if (width < kTileWidth) out += ".p/" + std::to_string(width);
  return out;
}

Result<ExportSummary> export_log(store::Database& db, const fs::path& dir, const crypto::Sm2PublicKey& key) {
  std::error_code ec;
  fs::create_directories(dir, ec);
  if (ec) return fail(ErrorCode::store_failed, dir.string(), ec.message());
  if (!fs::is_empty(dir, ec) || ec)
    return fail(ErrorCode::state_already_exists, dir.string(), "name a directory that is new or empty");
  Snapshot snapshot(db);
  GS_CHECK(snapshot.begun());
  return Exporter(db, dir).run(key);
}

}  // namespace gongshu::ledger
