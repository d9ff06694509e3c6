#include "disclosure/egress_columns.h"

#include <algorithm>
#include <cstring>
#include <functional>

#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {
constexpr std::size_t kChunk = 4096;  ///< classes worked on at a time: sums of a chunk stay in the first-level cache

/// Runs work(first, last, thread) over pieces of [0, n), at most `threads` at a time.
void split(std::size_t n, int threads, const std::function<void(std::size_t, std::size_t, int)>& work) {
  if (threads < 2 || n < 8 * kChunk) return work(0, n, 0);
  const std::size_t each = (n / static_cast<std::size_t>(threads) / kChunk + 1) * kChunk;
  in_parallel(threads, [&](int t) {
    const auto first = std::min(n, each * static_cast<std::size_t>(t));
    work(first, std::min(n, first + each), t);
  });
}

/// The code of each class in [first, last) handed to `each(i, code)`.
template <class Each>
void codes_of(const Slot& slot, std::size_t first, std::size_t last, Each each) {
  const std::uint8_t* data = slot.data.data();
  if (slot.width == 1) {
    for (auto i = first; i < last; ++i) each(i, static_cast<std::uint32_t>(data[i]));
  } else if (slot.width == 2) {
    for (auto i = first; i < last; ++i) {
      std::uint16_t code;
      std::memcpy(&code, data + 2 * i, 2);
      each(i, static_cast<std::uint32_t>(code));
    }
  } else {
    for (auto i = first; i < last; ++i) {
      std::uint32_t code;
      std::memcpy(&code, data + 4 * i, 4);
      each(i, code);
    }
  }
}

/// Sums of y by code; empty when all are 0.
std::vector<std::uint64_t> table_of(const CodeCells& codes, std::span<const std::uint64_t> y, std::size_t offset,
                                    std::uint64_t p) {
  std::vector<std::uint64_t> out(codes.codes(), 0);
  bool any = false;
  for (std::size_t code = 0; code < out.size(); ++code) {
    for (const auto cell : codes.of(code)) out[code] = add_mod(out[code], y[offset + cell], p);
    any = any || out[code] != 0;
  }
  if (!any) out.clear();
  return out;
}
}  // namespace

std::uint32_t Slot::code(std::size_t at) const {
  std::uint32_t out = 0;
  std::memcpy(&out, data.data() + at * width, width);
  return out;
}

void Slot::set(std::size_t at, std::uint32_t code) { std::memcpy(data.data() + at * width, &code, width); }

void Slots::refine(std::span<const std::uint32_t> parent, std::span<const std::uint32_t> codes, const CodeCells& release,
                   std::size_t new_cells) {
  bool same = parent.size() == classes_;
  for (std::size_t j = 0; same && j < parent.size(); ++j) same = parent[j] == j;
  for (auto& slot : slots_) {
    if (same) break;
    std::vector<std::uint8_t> data(parent.size() * slot.width);
    for (std::size_t j = 0; j < parent.size(); ++j)
      std::memcpy(data.data() + j * slot.width, slot.data.data() + parent[j] * slot.width, slot.width);
    slot.data = std::move(data);
  }
  Slot fresh;
  fresh.width = release.codes() <= 256 ? 1 : release.codes() <= 65'536 ? 2 : 4;
  fresh.codes = release;
  for (auto& cell : fresh.codes.cells) cell += static_cast<std::uint32_t>(cells_);
  fresh.data.resize(parent.size() * fresh.width);
  for (std::size_t j = 0; j < parent.size(); ++j) fresh.set(j, codes[j]);
  classes_ = parent.size();
  cells_ += new_cells;
  pack(std::move(fresh));
}

/// A release of one atom becomes one more bit of the last packed slot, if that has room.
void Slots::pack(Slot fresh) {
  if (fresh.codes.codes() != 2) return slots_.push_back(std::move(fresh));
  if (slots_.empty() || slots_.back().packed == 0 || slots_.back().packed == 8) {
    fresh.packed = 1;
    return slots_.push_back(std::move(fresh));
  }
  Slot& last = slots_.back();
  const std::uint32_t half = 1U << last.packed;
  for (std::uint32_t code = 0; code < half; ++code) {
    std::vector<std::uint32_t> both(last.codes.of(code).begin(), last.codes.of(code).end());
    both.insert(both.end(), fresh.codes.of(1).begin(), fresh.codes.of(1).end());
    last.codes.add(both);
  }
  for (std::size_t i = 0; i < classes_; ++i)
    if (fresh.data[i] != 0) last.data[i] = static_cast<std::uint8_t>(last.data[i] | half);
  ++last.packed;
}

std::vector<std::uint64_t> Slots::evaluate(std::span<const std::uint64_t> y, std::uint64_t p, int threads) const {
  std::vector<std::uint64_t> out(classes_, 0);
  std::vector<std::vector<std::uint64_t>> tables;
  for (const auto& slot : slots_) tables.push_back(table_of(slot.codes, y, 0, p));
  split(classes_, threads, [&](std::size_t first, std::size_t last, int) {
    for (auto from = first; from < last; from += kChunk) {
      checkpoint();
      const auto to = std::min(last, from + kChunk);
      for (std::size_t s = 0; s < slots_.size(); ++s) {
        if (tables[s].empty()) continue;
        const std::uint64_t* table = tables[s].data();
        codes_of(slots_[s], from, to, [&](std::size_t i, std::uint32_t code) { out[i] = add_mod(out[i], table[code], p); });
      }
    }
  });
  return out;
}

std::vector<std::uint64_t> Slots::collect(std::span<const std::uint64_t> weights, std::uint64_t p, int threads) const {
  const auto parts = static_cast<std::size_t>(std::max(1, threads));
  std::vector<std::vector<std::uint64_t>> sums(parts, std::vector<std::uint64_t>(cells_, 0));
  split(classes_, threads, [&](std::size_t first, std::size_t last, int thread) {
    auto& mine = sums[static_cast<std::size_t>(thread)];
    for (const auto& slot : slots_) {
      checkpoint();
      std::vector<std::uint64_t> bucket(slot.codes.codes(), 0);
      codes_of(slot, first, last,
               [&](std::size_t i, std::uint32_t code) { bucket[code] = add_mod(bucket[code], weights[i], p); });
      for (std::size_t code = 0; code < bucket.size(); ++code)
        for (const auto cell : slot.codes.of(code)) mine[cell] = add_mod(mine[cell], bucket[code], p);
    }
  });
  for (std::size_t part = 1; part < parts; ++part)
    for (std::size_t cell = 0; cell < cells_; ++cell) sums[0][cell] = add_mod(sums[0][cell], sums[part][cell], p);
  return std::move(sums[0]);
}

void Slots::restore(std::vector<Slot> slots, std::size_t classes, std::size_t cells) {
  slots_ = std::move(slots);
  classes_ = classes;
  cells_ = cells;
}

std::vector<std::uint64_t> Columns::evaluate(std::span<const std::uint64_t> y, std::uint64_t p) const {
  const auto by_class = slots->evaluate(y, p, threads);
  checkpoint();
  auto table = table_of(release, y, slots->cells(), p);
  table.resize(release.codes(), 0);
  std::vector<std::uint64_t> out(size());
  for (std::size_t j = 0; j < size(); ++j) out[j] = add_mod(by_class[old[j]], table[code[j]], p);
  return out;
}

std::vector<std::uint64_t> Columns::collect(std::span<const std::uint64_t> weights, std::uint64_t p) const {
  std::vector<std::uint64_t> by_class(slots->classes(), 0), bucket(release.codes(), 0);
  for (std::size_t j = 0; j < size(); ++j) {
    by_class[old[j]] = add_mod(by_class[old[j]], weights[j], p);
    bucket[code[j]] = add_mod(bucket[code[j]], weights[j], p);
  }
  checkpoint();
  auto out = slots->collect(by_class, p, threads);
  out.resize(cells(), 0);
  for (std::size_t c = 0; c < bucket.size(); ++c)
    for (const auto cell : release.of(c)) out[slots->cells() + cell] = add_mod(out[slots->cells() + cell], bucket[c], p);
  return out;
}

ModMatrix Columns::dense(std::span<const std::uint32_t> wanted, std::span<const std::uint32_t> columns, std::uint64_t p) const {
  constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<std::uint32_t> row(cells(), kNone);
  for (std::size_t i = 0; i < wanted.size(); ++i) row[wanted[i]] = static_cast<std::uint32_t>(i);
  ModMatrix out(wanted.size(), columns.size(), p);
  for (std::size_t j = 0; j < columns.size(); ++j) {
    if (j % 256 == 0) checkpoint();
    const auto mark = [&](std::uint32_t cell) {
      if (row[cell] != kNone) out.at(row[cell], j) = 1;
    };
    for (const auto& slot : slots->list())
      for (const auto cell : slot.codes.of(slot.code(old[columns[j]]))) mark(cell);
    for (const auto cell : release.of(code[columns[j]])) mark(static_cast<std::uint32_t>(slots->cells()) + cell);
  }
  return out;
}

}  // namespace gongshu::disclosure
