// Segment files as bytes: names, headers, reading, and where a segment that a crash interrupted ends. Internal to this folder.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/hash.h"
#include "gateway/usage.h"

namespace gongshu::gateway {

struct SegmentHeader {
  std::uint64_t first = 0;         ///< seq of the first record
  crypto::Digest previous_root{};  ///< of the whole segment before; of the empty tree for the first
};
std::array<char, kUsageHeaderBytes> encode(const SegmentHeader& header);
/// Errors: ledger.corrupt.
Result<SegmentHeader> decode_segment_header(std::string_view bytes);

std::string segment_name(std::uint64_t first);

/// A file mapped for reading; unmapped when destroyed. The file must not shrink meanwhile.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept : data_(std::exchange(other.data_, {})) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    return *this;
  }
  std::string_view bytes() const { return data_; }

 private:
  explicit MappedFile(std::string_view data) : data_(data) {}
  std::string_view data_;
};

/// One segment, its header checked against its name.
class Segment {
 public:
  /// Errors: ledger.corrupt (at = file name), store.failed.
  static Result<Segment> open(const std::filesystem::path& path);
  std::uint64_t first() const { return header_.first; }
  const SegmentHeader& header() const { return header_; }
  const std::filesystem::path& path() const { return path_; }
  std::uint64_t slots() const { return records_.size() / kUsageRecordBytes; }  ///< whole records, good or bad
  std::uint64_t trailing_bytes() const { return records_.size() % kUsageRecordBytes; }
  std::string_view bytes(std::uint64_t index) const { return records_.substr(index * kUsageRecordBytes, kUsageRecordBytes); }
  /// Record `index` of this segment. Errors: ledger.corrupt at "usage-….seg record N" (N is its seq).
  Result<UsageRecord> record(std::uint64_t index) const;
  /// How many records stand. A bad record ends the segment when nothing shows that it was acknowledged: no good record behind it
  /// knows it as durable, and it is not below `known_durable`. Otherwise ledger.corrupt names it.
  Result<std::uint64_t> end(std::uint64_t known_durable) const;
  Error corrupt(std::uint64_t index, std::string hint) const;

 private:
  Segment(std::filesystem::path path, MappedFile file, SegmentHeader header)
      : path_(std::move(path)), file_(std::move(file)), header_(header), records_(file_.bytes().substr(kUsageHeaderBytes)) {}
  std::filesystem::path path_;
  MappedFile file_;
  SegmentHeader header_;
  std::string_view records_;
};

/// Paths of the segments, in order of their first record. Errors: ledger.corrupt (a name that is not a segment's), store.failed.
Result<std::vector<std::filesystem::path>> list_segments(const std::filesystem::path& directory);

/// Visits the records below seq `end` in order; all of them are known to be durable, a writer may be at work behind them.
/// UINT64_MAX: every record, in a directory that nobody writes to. Errors: ledger.corrupt (also for a gap between segments).
Status visit_segments(const std::filesystem::path& directory, std::uint64_t end,
                      const std::function<bool(const UsageRecord&)>& visit);

}  // namespace gongshu::gateway
