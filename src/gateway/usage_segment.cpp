#include "gateway/usage_segment.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>

namespace gongshu::gateway {

namespace fs = std::filesystem;

std::string segment_name(std::uint64_t first) {
  char text[32];
  std::snprintf(text, sizeof text, "usage-%016llx.seg", static_cast<unsigned long long>(first));
  return text;
}

Result<MappedFile> MappedFile::open(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail(ErrorCode::store_failed, path.string(), "the file cannot be opened");
  struct stat status {};
  const bool known = ::fstat(fd, &status) == 0;
  const auto size = static_cast<std::size_t>(status.st_size);
  void* data = known && size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0) : nullptr;
  ::close(fd);
  if (!known || data == MAP_FAILED) return fail(ErrorCode::store_failed, path.string(), "the file cannot be mapped");
  return MappedFile(std::string_view(static_cast<const char*>(data), size));
}

MappedFile::~MappedFile() {
  if (!data_.empty()) ::munmap(const_cast<char*>(data_.data()), data_.size());
}

Error Segment::corrupt(std::uint64_t index, std::string hint) const {
  return Error{ErrorCode::ledger_corrupt,
               path_.filename().string() + " record " + std::to_string(first() + index),
               std::move(hint),
               {},
               {},
               {}};
}

Result<Segment> Segment::open(const fs::path& path) {
  GS_TRY(file, MappedFile::open(path));
  auto header = decode_segment_header(file.bytes());
  if (!header) return fail(ErrorCode::ledger_corrupt, path.filename().string() + " header", header.error().hint);
  if (segment_name(header->first) != path.filename().string())
    return fail(ErrorCode::ledger_corrupt, path.filename().string() + " header", "the header belongs to another segment");
  return Segment(path, std::move(file), *header);
}

Result<UsageRecord> Segment::record(std::uint64_t index) const {
  auto record = decode_usage(bytes(index));
  if (!record) return fail(corrupt(index, record.error().hint));
  if (record->seq != first() + index) return fail(corrupt(index, "the record belongs to another place"));
  return record;
}

Result<std::uint64_t> Segment::end(std::uint64_t known_durable) const {
  std::uint64_t good = 0;
  while (good < slots() && record(good)) ++good;
  const auto bad_seq = first() + good;
  if (known_durable > bad_seq) return fail(corrupt(good, "the record was acknowledged and is damaged or missing"));
  for (auto index = good + 1; index < slots(); ++index) {
    const auto later = record(index);
    if (later && later->durable_before > bad_seq) return fail(corrupt(good, "the record was acknowledged and is damaged"));
  }
  return good;
}

Result<std::vector<fs::path>> list_segments(const fs::path& directory) {
  std::error_code error;
  std::vector<fs::path> out;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
    if (const auto name = it->path().filename().string(); name.starts_with("usage-") && name.ends_with(".seg"))
      out.push_back(it->path());
  if (error) return fail(ErrorCode::store_failed, directory.string(), "the directory cannot be read");
  std::sort(out.begin(), out.end());  // names are hexadecimal numbers of one width
  return out;
}

Status visit_segments(const fs::path& directory, std::uint64_t end, const std::function<bool(const UsageRecord&)>& visit) {
  GS_TRY(paths, list_segments(directory));
  std::uint64_t next = 0;
  for (const auto& path : paths) {
    if (next >= end) break;
    GS_TRY(segment, Segment::open(path));
    if (segment.first() != next) return fail(ErrorCode::ledger_corrupt, segment_name(next), "the segment is missing");
    auto count = std::min(segment.slots(), end - next);
    if (end == UINT64_MAX && &path == &paths.back()) {  // nobody writes: a torn tail may be there
      GS_TRY(good, segment.end(0));
      count = good;
    }
    for (std::uint64_t i = 0; i < count; ++i, ++next) {
      GS_TRY(record, segment.record(i));
      if (!visit(record)) return {};
    }
  }
  return {};
}

}  // namespace gongshu::gateway
