#include "app/verification.h"

#include <limits>
#include <optional>

#include "app/gateway_part.h"
#include "app/records.h"
#include "app/views.h"
#include "ledger/reader.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

Result<crypto::Sm2PublicKey> public_key(const VerifyRequest& request) {
  if (request.key) return *request.key;
  if (request.data.empty())
    return fail(ErrorCode::config_invalid, "--key", "give the node's public key with --key FILE; a key taken from the export itself proves nothing");
  GS_TRY(pem, store::read_file(request.data / "node.pub.pem"));
  return crypto::Sm2PublicKey::from_pem(pem);
}

/// The views of a running node move on while the log is read: rows and entries are compared as of one moment.
class RebuilderUpTo final : public ledger::Rebuilder {
 public:
  RebuilderUpTo(std::uint64_t size, std::function<bool()> go_on) : size_(size), go_on_(std::move(go_on)) {}
  Status apply(const ledger::Entry& entry, const json::object& data) override {
    if (go_on_ && !go_on_()) return fail(ErrorCode::query_cancelled);
    return entry.seq < size_ ? views_.apply(entry, data) : Status();
  }
  Result<std::vector<ledger::ViewRow>> rows() override { return views_.rows(); }

 private:
  std::uint64_t size_;
  std::function<bool()> go_on_;
  ViewRebuilder views_;
};

/// A connection that sees one state of the node for as long as it is open.
Result<store::Database> pinned(const std::filesystem::path& file, std::uint64_t& size) {
  GS_TRY(db, store::Database::open(file, store::Mode::read_only));
  GS_CHECK(db.exec("BEGIN"));
  GS_TRY(sealed, ledger::Reader(db).size());  // the first read fixes the state
  size = sealed;
  return db;
}

/// Usage as of the same moment: records after the last anchor of that state are not judged.
Status check_usage(const std::filesystem::path& data, store::Database& state, NodeReport& report) {
  Records records(state);
  auto usage = verify_usage(data, records);
  if (usage) {
    report.usage = *usage;
    return {};
  }
  if (usage.error().code != ErrorCode::ledger_corrupt) return fail(std::move(usage).error());
  report.first_bad = ledger::BadEntry{{}, "usage " + usage.error().at, "the records that the ledger has anchored", usage.error().hint};
  return {};
}

}  // namespace

json::object NodeReport::to_json() const {
  auto out = ledger::Report::to_json();
  if (usage) out["usage"] = {{"segments", usage->segments}, {"records", usage->records}, {"anchored", usage->anchored}};
  return out;
}

Result<NodeReport> verify_node(const VerifyRequest& request) {
  if (request.data.empty() == request.log_export.empty())
    return fail(ErrorCode::config_invalid, "--data", "give either --data DIR or --export DIR");
  GS_TRY(key, public_key(request));
  std::optional<store::Database> state;
  std::uint64_t size = std::numeric_limits<std::uint64_t>::max();
  if (!request.data.empty()) {
    GS_TRY(db, pinned(request.data / "gongshu.db", size));
    state.emplace(std::move(db));
  }
  RebuilderUpTo rebuilder(size, request.go_on);
  ledger::VerifyInput input{.source = request.data.empty() ? request.log_export : request.data / "gongshu.db",
                            .public_key = std::move(key),
                            .hashes_only = request.hashes_only,
                            .rebuilder = request.hashes_only ? nullptr : &rebuilder,
                            .progress = request.progress};
  if (state) input.stored = [&] { return stored_rows(*state); };
  GS_TRY(log, ledger::verify(input));
  NodeReport report{std::move(log), {}};
  if (state && !request.hashes_only && report.ok()) GS_CHECK(check_usage(request.data, *state, report));
  return report;
}

}  // namespace gongshu::app
