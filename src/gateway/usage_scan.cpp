#include "gateway/usage_segment.h"
#include "ledger/merkle.h"

namespace gongshu::gateway {
namespace {

namespace fs = std::filesystem;

std::function<bool(const UsageRecord&)> filtered(const UsageFilter& filter, const UsageVisitor& visit) {
  const auto wanted = [](const std::optional<std::string>& id) { return id ? std::optional(id16(*id)) : std::nullopt; };
  return [subscription = wanted(filter.subscription), product = wanted(filter.product), developer = wanted(filter.developer),
          from = filter.from, to = filter.to, &visit](const UsageRecord& r) {
    if (r.time < from || r.time >= to) return true;
    if (subscription && *subscription != r.subscription) return true;
    if (product && *product != r.product) return true;
    if (developer && *developer != r.developer) return true;
    return visit(r);
  };
}

/// Walks one segment's records, checking each anchor where its range ends.
class SegmentVerifier {
 public:
  SegmentVerifier(const Segment& segment, std::span<const Anchor> anchors) : segment_(segment) {
    for (const auto& anchor : anchors)
      if (anchor.segment == segment.first()) due_.push_back(anchor);
    std::sort(due_.begin(), due_.end(), [](const Anchor& a, const Anchor& b) { return a.to < b.to; });
  }
  /// Number of records an anchor covers, as a floor for what must be there.
  std::uint64_t anchored() const { return due_.empty() ? 0 : due_.back().to; }

  Result<crypto::Digest> run(std::uint64_t count) {
    ledger::CompactRange tree;
    auto next = due_.begin();
    for (std::uint64_t i = 0; i < count; ++i) {
      GS_TRY(record, segment_.record(i));
      tree.append(ledger::leaf_hash(segment_.bytes(i)));
      for (; next != due_.end() && next->to == record.seq + 1; ++next)
        if (next->root != tree.root()) return fail(at_anchor(*next, "the records do not have the root that was anchored"));
    }
    if (next != due_.end()) return fail(at_anchor(*next, "fewer records than were anchored, or an empty anchor"));
    return tree.root();
  }

 private:
  Error at_anchor(const Anchor& anchor, std::string hint) const {
    return Error{ErrorCode::ledger_corrupt,
                 segment_.path().filename().string() + " anchor " + std::to_string(anchor.from) + "-" + std::to_string(anchor.to),
                 std::move(hint),
                 {},
                 {},
                 {}};
  }
  const Segment& segment_;
  std::vector<Anchor> due_;
};

Status all_anchors_have_segments(const std::vector<fs::path>& paths, std::span<const Anchor> anchors) {
  for (const auto& anchor : anchors) {
    const auto name = segment_name(anchor.segment);
    const bool found = std::any_of(paths.begin(), paths.end(), [&](const fs::path& p) { return p.filename() == name; });
    if (!found) return fail(ErrorCode::ledger_corrupt, name, "the segment is missing");
  }
  return {};
}

}  // namespace

Status scan_usage(const fs::path& directory, const UsageFilter& filter, const UsageVisitor& visit) {
  return visit_segments(directory, UINT64_MAX, filtered(filter, visit));
}

Status UsageLog::scan(const UsageFilter& filter, const UsageVisitor& visit) const {
  return visit_segments(directory(), durable(), filtered(filter, visit));
}

Result<UsageReport> verify_usage(const fs::path& directory, std::span<const Anchor> anchors) {
  GS_TRY(paths, list_segments(directory));
  GS_CHECK(all_anchors_have_segments(paths, anchors));
  UsageReport report;
  auto root = ledger::empty_root();
  for (const auto& path : paths) {
    GS_TRY(segment, Segment::open(path));
    const auto name = path.filename().string();
    if (segment.first() != report.records)
      return fail(ErrorCode::ledger_corrupt, segment_name(report.records), "the segment is missing");
    if (segment.header().previous_root != root)
      return fail(ErrorCode::ledger_corrupt, name + " header", "the segment before has another root");
    SegmentVerifier verifier(segment, anchors);
    auto count = segment.slots();
    if (&path == &paths.back()) {
      GS_TRY(good, segment.end(verifier.anchored()));
      count = good;
    } else if (segment.trailing_bytes() != 0) {
      return fail(ErrorCode::ledger_corrupt, name, "the segment ends inside a record");
    }
    GS_TRY(computed, verifier.run(count));
    root = computed;
    ++report.segments;
    report.records += count;
    report.anchored = std::max(report.anchored, verifier.anchored());
  }
  return report;
}

}  // namespace gongshu::gateway
