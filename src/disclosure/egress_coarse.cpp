#include "disclosure/egress_coarse.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <boost/unordered/unordered_flat_map.hpp>
#include <thread>

namespace gongshu::disclosure {
namespace {

/// One view: the classes made by a slot (nullptr: none) and the candidate.
class View {
 public:
  View(const Columns& columns, const EntityLists& entities, const std::vector<std::uint64_t>& sketches, const Slot* slot)
      : columns_(columns), entities_(entities), sketches_(sketches), slot_(slot) {}

  /// Whether every class surely has k entities: the sketch of a class has at most one bit an entity.
  bool surely_large(std::uint32_t k) {
    number();
    std::vector<std::uint64_t> sketch(keys_.size(), 0);
    for (std::size_t j = 0; j < of_.size(); ++j) sketch[of_[j]] |= sketches_[j];
    large_.resize(keys_.size());
    bool all = true;
    for (std::size_t c = 0; c < keys_.size(); ++c) {
      large_[c] = keys_[c] == 0 || static_cast<std::uint32_t>(std::popcount(sketch[c])) >= k;
      all = all && large_[c];
    }
    return all;
  }

  Finding run(std::uint32_t k, std::uint64_t prime, std::uint64_t seed) {
    const auto lists = list(k);
    if (std::all_of(lists.count.begin(), lists.count.end(), [&](auto size) { return size >= k; })) return {};
    const Slots none;
    Columns view;
    view.slots = &none;
    view.new_cells = cell_count_ + columns_.new_cells;
    std::vector<std::uint64_t> tags(keys_.size(), UINT64_MAX);
    for (std::size_t j = 0; j < of_.size(); ++j) tags[of_[j]] = std::min(tags[of_[j]], columns_.tag[j]);
    for (std::size_t c = 0; c < keys_.size(); ++c) {
      if (keys_[c] == 0) continue;
      view.tag.push_back(tags[c]);
      view.large.push_back(lists.count[view.old.size()] >= k);
      std::vector<std::uint32_t> cells;
      if (slot_)
        for (const auto cell : slot_->codes.of(keys_[c] >> 32)) cells.push_back(cell - first_cell_);
      for (const auto cell : columns_.release.of(keys_[c] & UINT32_MAX)) cells.push_back(cell_count_ + cell);
      view.release.add(cells);
      view.old.push_back(0);
      view.code.push_back(static_cast<std::uint32_t>(view.release.codes() - 1));
    }
    Basis basis(prime, seed);
    const auto earlier = basis.examine(view, {}, range(0, cell_count_), {});
    basis.extend(view, earlier);
    return isolate(basis, view, earlier.columns, range(cell_count_, cell_count_ + static_cast<std::uint32_t>(columns_.new_cells)),
                   lists, k, seed);
  }

 private:
  static std::vector<std::uint32_t> range(std::uint32_t first, std::uint32_t last) {
    std::vector<std::uint32_t> out;
    for (auto i = first; i < last; ++i) out.push_back(i);
    return out;
  }

  /// Class of each column: (code in the slot, code in the candidate); key 0 is the rows in neither.
  void number() {
    if (slot_ && !slot_->codes.cells.empty()) {
      const auto [low, high] = std::minmax_element(slot_->codes.cells.begin(), slot_->codes.cells.end());
      first_cell_ = *low;
      cell_count_ = *high - *low + 1;
    }
    const std::size_t width = columns_.release.codes(), rows = slot_ ? slot_->codes.codes() : 1;
    const bool direct = width * rows <= (std::size_t{1} << 22);
    std::vector<std::uint32_t> table(direct ? width * rows : 0, UINT32_MAX);
    boost::unordered_flat_map<std::uint64_t, std::uint32_t> hashed;
    of_.resize(columns_.size());
    for (std::size_t j = 0; j < of_.size(); ++j) {
      const std::uint64_t code = slot_ ? slot_->code(columns_.old[j]) : 0;
      const std::uint64_t key = code << 32 | columns_.code[j];
      auto& at = direct ? table[code * width + columns_.code[j]] : hashed.emplace(key, UINT32_MAX).first->second;
      if (at == UINT32_MAX) {
        at = static_cast<std::uint32_t>(keys_.size());
        keys_.push_back(key);
      }
      of_[j] = at;
    }
  }

  /// Distinct entities of the classes that may be small; large ones get k entities without a list.
  EntityLists list(std::uint32_t k) const {
    std::vector<std::vector<std::uint64_t>> seen(keys_.size());
    for (std::size_t j = 0; j < of_.size(); ++j) {
      if (large_[of_[j]]) continue;
      auto& mine = seen[of_[j]];
      for (const auto entity : entities_.of(j)) {
        if (mine.size() >= k) break;
        if (std::find(mine.begin(), mine.end(), entity) == mine.end()) mine.push_back(entity);
      }
    }
    EntityLists out;
    for (std::size_t c = 0; c < keys_.size(); ++c) {
      if (keys_[c] == 0) continue;
      out.start.push_back(out.pool.size());
      out.count.push_back(large_[c] ? k : static_cast<std::uint32_t>(seen[c].size()));
      out.pool.insert(out.pool.end(), seen[c].begin(), seen[c].end());
    }
    return out;
  }

  const Columns& columns_;
  const EntityLists& entities_;
  const std::vector<std::uint64_t>& sketches_;
  const Slot* slot_;
  std::uint32_t first_cell_ = 0, cell_count_ = 0;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> of_;
  std::vector<bool> large_;
};

}  // namespace

Finding examine_each(const Columns& columns, const EntityLists& entities, std::uint32_t k, std::uint64_t prime,
                     std::uint64_t seed) {
  std::vector<std::uint64_t> sketches(columns.size(), 0);
  for (std::size_t j = 0; j < sketches.size(); ++j)
    for (const auto entity : entities.of(j)) sketches[j] |= std::uint64_t{1} << (mix64(entity) & 63);
  std::vector<const Slot*> views{nullptr};
  for (const auto& slot : columns.slots->list()) views.push_back(&slot);
  std::vector<Finding> findings(views.size());
  std::atomic<std::size_t> next = 0, first_found = views.size();
  const auto work = [&] {
    for (std::size_t i = next++; i < views.size(); i = next++) {
      if (i > first_found) continue;
      View view(columns, entities, sketches, views[i]);
      if (view.surely_large(k)) continue;
      findings[i] = view.run(k, prime, seed);
      if (findings[i].kind == EgressRefusal::none) continue;
      for (auto seen = first_found.load(); i < seen && !first_found.compare_exchange_weak(seen, i);) {}
    }
  };
  const bool small = columns.size() * views.size() < 100'000;
  std::vector<std::thread> threads;
  for (int t = 1; t < (small ? 1 : columns.threads); ++t) threads.emplace_back(work);
  work();
  for (auto& thread : threads) thread.join();
  for (const auto& finding : findings)
    if (finding.kind != EgressRefusal::none) return finding;
  return {};
}

}  // namespace gongshu::disclosure
