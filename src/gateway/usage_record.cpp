#include <boost/crc.hpp>
#include <cstring>

#include "gateway/usage_segment.h"

namespace gongshu::gateway {
namespace {

constexpr std::string_view kMagic = "GSUSAGE1";
constexpr std::uint8_t kRecordVersion = 1;
constexpr std::uint32_t kSegmentVersion = 1;

/// CRC-32C (RFC 3720): finds torn writes; against tampering stand the Merkle roots.
std::uint32_t check_sum(std::string_view bytes) {
  boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

/// Little-endian fields, one after the other.
struct Writer {
  char* at;
  template <class T>
  void integer(T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) *at++ = static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
  }
  template <std::size_t N>
  void bytes(const std::array<unsigned char, N>& value) {
    std::memcpy(at, value.data(), N);
    at += N;
  }
};

struct Reader {
  const char* at;
  template <class T>
  T integer() {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) value |= static_cast<std::uint64_t>(static_cast<unsigned char>(*at++)) << (8 * i);
    return static_cast<T>(value);
  }
  template <std::size_t N>
  void bytes(std::array<unsigned char, N>& value) {
    std::memcpy(value.data(), at, N);
    at += N;
  }
};

auto corrupt(std::string hint) { return fail(ErrorCode::ledger_corrupt, {}, std::move(hint)); }

}  // namespace

std::array<char, kUsageRecordBytes> encode(const UsageRecord& r) {
  std::array<char, kUsageRecordBytes> out{};
  Writer w{out.data() + 4};
  w.integer(kRecordVersion);
  w.integer(static_cast<std::uint8_t>(r.verdict));
  w.integer(static_cast<std::uint8_t>(r.check));
  w.integer(static_cast<std::uint8_t>(r.counted_consent ? 1 : 0));
  w.integer(r.seq);
  w.integer(r.durable_before);
  w.integer(r.time);
  w.integer(r.signed_at);
  w.integer(r.epoch);
  w.integer(r.price.fen);
  for (const auto* id : {&r.subscription, &r.product, &r.application, &r.developer, &r.consent, &r.nonce, &r.request})
    w.bytes(*id);
  Writer{out.data()}.integer(check_sum({out.data() + 4, out.size() - 4}));
  return out;
}

Result<UsageRecord> decode_usage(std::string_view bytes) {
  if (bytes.size() != kUsageRecordBytes) return corrupt("a usage record has 176 bytes");
  Reader r{bytes.data()};
  if (r.integer<std::uint32_t>() != check_sum(bytes.substr(4))) return corrupt("the record's check sum does not match");
  if (r.integer<std::uint8_t>() != kRecordVersion) return corrupt("unknown record version");
  const auto verdict = r.integer<std::uint8_t>(), check = r.integer<std::uint8_t>(), flags = r.integer<std::uint8_t>();
  if (verdict < 1 || verdict > 5 || check >= kChecks || flags > 1) return corrupt("a field of the record is out of range");
  UsageRecord out;
  out.verdict = static_cast<Verdict>(verdict);
  out.check = static_cast<Check>(check);
  out.counted_consent = flags == 1;
  out.seq = r.integer<std::uint64_t>();
  out.durable_before = r.integer<std::uint64_t>();
  out.time = r.integer<Instant>();
  out.signed_at = r.integer<Instant>();
  out.epoch = r.integer<std::uint64_t>();
  out.price.fen = r.integer<std::int64_t>();
  for (auto* id : {&out.subscription, &out.product, &out.application, &out.developer, &out.consent, &out.nonce, &out.request})
    r.bytes(*id);
  return out;
}

std::array<char, kUsageHeaderBytes> encode(const SegmentHeader& header) {
  std::array<char, kUsageHeaderBytes> out{};
  std::memcpy(out.data(), kMagic.data(), kMagic.size());
  Writer w{out.data() + 8};
  w.integer(kSegmentVersion);
  w.integer(static_cast<std::uint32_t>(kUsageRecordBytes));
  w.integer(header.first);
  w.bytes(header.previous_root);
  w.integer(std::uint32_t{0});
  w.integer(check_sum({out.data(), 60}));
  return out;
}

Result<SegmentHeader> decode_segment_header(std::string_view bytes) {
  if (bytes.size() < kUsageHeaderBytes) return corrupt("the segment's header is incomplete");
  Reader r{bytes.data() + 16};
  SegmentHeader header;
  header.first = r.integer<std::uint64_t>();
  r.bytes(header.previous_root);
  const auto expected = encode(header);  // every byte of a header follows from its fields
  if (std::memcmp(expected.data(), bytes.data(), expected.size()) != 0) return corrupt("the segment's header does not check");
  return header;
}

}  // namespace gongshu::gateway
