#include "app/workspace_rows.h"

#include <cstring>

#include "crypto/hash.h"

namespace gongshu::app {
namespace {

/// The finaliser of MurmurHash3 (Appleby, public domain): a bijection in which every input bit changes half of the output.
std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}

std::uint64_t first_bytes(const crypto::Digest& digest) {
  std::uint64_t out = 0;
  std::memcpy(&out, digest.data(), sizeof out);
  return out;
}

}  // namespace

RowNames::RowNames(std::string_view resource) : resource_(first_bytes(crypto::sm3(resource))) {}

std::uint64_t RowNames::place(std::uint64_t entity) { return mixed(mixed(resource_ ^ mixed(entity)) + ++seen_[entity]); }

void RowNames::earlier(std::uint64_t entity, std::uint64_t content) { first_.try_emplace(place(entity), content); }

std::int64_t RowNames::name(std::uint64_t entity, std::uint64_t content) {
  const auto where = place(entity);
  const auto found = first_.find(where);
  const bool changed = found != first_.end() && found->second != content;
  return static_cast<std::int64_t>(changed ? mixed(where ^ mixed(content)) : where);
}

std::int64_t without_table(std::int64_t name, std::string_view table) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : table) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(name) ^ hash);
}

std::uint64_t content_of(privacy::Cells cells, const std::vector<std::size_t>& which) {
  crypto::Sm3 hash;
  for (const auto i : which) {
    const auto size = static_cast<std::uint32_t>(cells[i].size());
    hash.update({reinterpret_cast<const char*>(&size), sizeof size});
    hash.update(cells[i]);
  }
  return first_bytes(hash.finish());
}

}  // namespace gongshu::app
