#include "ledger/verify.h"

#include "ledger/verify_tree.h"

namespace gongshu::ledger {
namespace {

/// One entry by itself: its place, its envelope, its payloads.
class EntryCheck {
 public:
  EntryCheck(const VerifySource& source, Rebuilder* rebuilder) : personal_(source.stores_personal()), rebuilder_(rebuilder) {}

  Fault check(const StoredEntry& stored, std::uint64_t seq) {
    auto envelope = parse_envelope(stored.envelope);
    if (!envelope) return bad(seq, "envelope", "canonical form", envelope.error().hint);
    if (envelope->seq != seq) return bad(seq, "number in the envelope", std::to_string(seq), std::to_string(envelope->seq));
    if (envelope->time < time_) return bad(seq, "time", "at least " + std::to_string(time_), std::to_string(envelope->time));
    time_ = envelope->time;
    if (auto fault = committed(seq, "commitment to data", envelope->data, stored.data_salt, stored.data)) return fault;
    if (personal_)
      if (auto fault = check_personal(stored, *envelope)) return fault;
    auto data = Payload::parse(stored.data);
    if (!data) return bad(seq, "data", "canonical form", describe(data.error()));
    return rebuilder_ ? apply(std::move(*envelope), std::move(*data)) : Fault();
  }

 private:
  static Fault committed(std::uint64_t seq, std::string what, const Digest& expected, std::string_view salt,
                         std::string_view payload) {
    if (salt.size() != kSaltBytes) return bad(seq, what, "a salt of 32 bytes", std::to_string(salt.size()) + " bytes");
    const auto found = commitment(salt, payload);
    return found == expected ? Fault() : bad(seq, std::move(what), hex(expected), hex(found));
  }

  static Fault check_personal(const StoredEntry& stored, const Envelope& envelope) {
    if (stored.personal.has_value() != envelope.personal.has_value())
      return bad(envelope.seq, "personal payload", envelope.personal ? "present" : "none",
                 stored.personal ? "present" : "missing");
    if (!envelope.personal) return {};
    return committed(envelope.seq, "commitment to personal", *envelope.personal, stored.personal_salt, *stored.personal);
  }

  Fault apply(Envelope envelope, Payload data) {
    const auto entry = entry_from(std::move(envelope), std::move(data));
    const auto applied = rebuilder_->apply(entry, entry.data.object());
    return applied ? Fault() : bad(entry.seq, "rebuilding the views", "applies", describe(applied.error()));
  }

  bool personal_;
  Rebuilder* rebuilder_;
  Instant time_ = INT64_MIN;
};

class Verifier {
 public:
  Verifier(VerifySource& source, const VerifyInput& input)
      : source_(&source),
        input_(&input),
        tiles_(source),
        checkpoints_(source, input, report_),
        entries_(source, input.rebuilder) {}

  Report run() {
    report_.first_bad = checkpoints_.begin();
    if (!report_.first_bad) report_.first_bad = stream();
    if (!report_.first_bad) report_.first_bad = finish();
    // A bad signature counts from the first entry that its checkpoint adds.
    if (auto fault = checkpoints_.signatures();
        fault && (!report_.first_bad || fault->seq <= report_.first_bad->seq.value_or(UINT64_MAX)))
      report_.first_bad = std::move(fault);
    if (!report_.first_bad && input_->rebuilder && !input_->hashes_only) report_.first_bad = views();
    return std::move(report_);
  }

 private:
  Fault stream() {
    for (StoredEntry stored;; ++report_.entries) {
      const auto seq = report_.entries;
      const auto found = source_->next(stored);
      if (!found) return bad(seq, "entry", "readable", describe(found.error()));
      if (!*found) return {};
      if (stored.seq != static_cast<std::int64_t>(seq))
        return bad(seq, "entry", "present", "missing, the next is " + std::to_string(stored.seq));
      if (auto fault = tiles_.add(leaf_hash(stored.envelope))) return fault;
      if (!input_->hashes_only)
        if (auto fault = entries_.check(stored, seq)) return fault;
      if (auto fault = checkpoints_.reached(tiles_.range())) return fault;
      if (input_->progress && seq % 16384 == 16383) input_->progress(seq + 1);
    }
  }

  Fault finish() {
    if (auto fault = checkpoints_.finish(report_.entries)) return fault;
    if (auto fault = tiles_.finish()) return fault;
    const auto rest = source_->finish(report_.entries);
    return rest ? Fault() : bad({}, rest.error().at, "as the entries give", rest.error().hint);
  }

  Fault views() {
    if (!input_->stored) return {};
    auto rebuilt = input_->rebuilder->rows();
    if (!rebuilt) return bad({}, "rebuilding the views", "rows", describe(rebuilt.error()));
    auto stored = input_->stored();
    if (!stored) return bad({}, "stored views", "readable", describe(stored.error()));
    std::sort(rebuilt->begin(), rebuilt->end());
    std::sort(stored->begin(), stored->end());
    return compare(*rebuilt, *stored);
  }

  Fault compare(const std::vector<ViewRow>& rebuilt, const std::vector<ViewRow>& stored) {
    const auto name = [](const ViewRow& row) { return "view " + row.kind + "/" + row.id; };
    const auto key = [](const ViewRow& row) { return std::tie(row.kind, row.id); };
    for (std::size_t i = 0; i < std::max(rebuilt.size(), stored.size()); ++i) {
      if (i == stored.size() || (i < rebuilt.size() && key(rebuilt[i]) < key(stored[i])))
        return bad({}, name(rebuilt[i]), rebuilt[i].canonical, "missing");
      if (i == rebuilt.size() || key(stored[i]) < key(rebuilt[i]))
        return bad({}, name(stored[i]), "no such row", stored[i].canonical);
      if (rebuilt[i].canonical != stored[i].canonical) return bad({}, name(stored[i]), rebuilt[i].canonical, stored[i].canonical);
      ++report_.views;
    }
    return {};
  }

  VerifySource* source_;
  const VerifyInput* input_;
  Report report_;
  TileCheck tiles_;
  CheckpointCheck checkpoints_;
  EntryCheck entries_;
};

}  // namespace

json::object Report::to_json() const {
  json::object out{
      {"ok", ok()}, {"entries", entries}, {"checkpoints", checkpoints}, {"signatures", signatures}, {"views", views}};
  if (!first_bad) return out;
  json::object fault{{"what", first_bad->what}, {"expected", first_bad->expected}, {"found", first_bad->found}};
  if (first_bad->seq) fault["seq"] = *first_bad->seq;
  out["first_bad"] = std::move(fault);
  return out;
}

Result<Report> verify(const VerifyInput& input) {
  std::error_code ec;
  if (!std::filesystem::exists(input.source, ec))
    return fail(ErrorCode::state_not_found, input.source.string(), "name a database or an export");
  const bool payloads = !input.hashes_only;
  auto source = std::filesystem::is_directory(input.source, ec) ? open_export_source(input.source, input.public_key, payloads)
                                                                : open_database_source(input.source, payloads);
  if (!source) {
    Report report;
    report.first_bad = bad({}, "source", "readable", describe(source.error()));
    return report;
  }
  return Verifier(**source, input).run();
}

}  // namespace gongshu::ledger
