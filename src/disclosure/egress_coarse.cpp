#include "disclosure/egress_coarse.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <boost/unordered/unordered_flat_map.hpp>

#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {
constexpr double kRowWorkHere = 2e7;  ///< as kRowWork, for each view

std::vector<std::uint32_t> range(std::size_t first, std::size_t last) {
  std::vector<std::uint32_t> out;
  for (auto i = first; i < last; ++i) out.push_back(static_cast<std::uint32_t>(i));
  return out;
}

/// What all views share: the whole check's columns, and a basis of the candidate's cells over its codes.
struct Shared {
  const Columns& columns;
  const EntityLists& entities;
  const std::vector<std::uint64_t>& sketches;  ///< of each column's entities: at most one bit an entity
  std::uint32_t k;
  std::uint64_t prime, seed;
  std::optional<Basis> candidate;    ///< cells numbered from 0
  std::vector<std::uint32_t> codes;  ///< the candidate's code of each basis column
};

/// One view: the classes made by a slot (nullptr: none) and the candidate.
class View {
 public:
  View(const Shared& shared, const Slot* slot) : shared_(shared), slot_(slot) { number(); }

  /// False when nothing can be found here that the check over all releases would not find.
  bool worth_it() {
    std::vector<std::uint64_t> sketch(keys_.size(), 0);
    std::vector<std::uint32_t> parts(keys_.size(), 0);
    for (std::size_t j = 0; j < of_.size(); ++j) sketch[of_[j]] |= shared_.sketches[j], ++parts[of_[j]];
    large_.resize(keys_.size());
    bool worth = false;
    for (std::size_t c = 0; c < keys_.size(); ++c) {
      large_[c] = keys_[c] == 0 || static_cast<std::uint32_t>(std::popcount(sketch[c])) >= shared_.k;
      worth = worth || (!large_[c] && parts[c] > 1);
    }
    return worth;
  }

  /// The candidate by itself, which also gives the basis that the other views start from.
  Finding run_alone(Shared& shared) {
    const bool worth = worth_it();
    const auto lists = list();
    const Slots none;
    const auto view = columns(none, lists, true);
    const Basis empty(shared.prime, shared.seed);
    shared.candidate = empty;
    const auto cells = range(0, view.new_cells);
    const auto block = empty.examine(view, {}, cells, {});
    shared.candidate->extend(view, block);
    for (const auto column : block.columns) shared.codes.push_back(static_cast<std::uint32_t>(code_of_[column]));
    if (!worth) return {};
    return isolate(empty, view, {}, cells, lists, shared.k, shared.seed, kRowWorkHere);
  }

  /// The slot's few cells on top of the candidate's: quick. A finding may be one that the slot alone gives away already, so it is
  /// looked at again with the slot's cells first.
  Finding run() {
    const auto lists = list();
    if (std::all_of(lists.count.begin(), lists.count.end(), [&](auto size) { return size >= shared_.k; })) return {};
    const Slots none;
    const auto view = columns(none, lists, true);
    const auto late = range(shared_.columns.new_cells, view.new_cells);
    const auto quick =
        isolate(*shared_.candidate, view, candidate_columns(view, lists), late, lists, shared_.k, shared_.seed, kRowWorkHere);
    if (quick.kind == EgressRefusal::none) return {};
    const auto turned = columns(none, lists, false);
    Basis slot_first(shared_.prime, shared_.seed);
    const auto earlier = slot_first.examine(turned, {}, range(0, cell_count_), {});
    slot_first.extend(turned, earlier);
    return isolate(slot_first, turned, earlier.columns, range(cell_count_, turned.new_cells), lists, shared_.k, shared_.seed,
                   kRowWorkHere);
  }

 private:
  /// Class of each column: (code in the slot, code in the candidate); key 0 is the rows in neither.
  void number() {
    if (slot_ && !slot_->codes.cells.empty()) {
      const auto [low, high] = std::minmax_element(slot_->codes.cells.begin(), slot_->codes.cells.end());
      first_cell_ = *low;
      cell_count_ = *high - *low + 1;
    }
    const auto& all = shared_.columns;
    const std::size_t width = all.release.codes(), rows = slot_ ? slot_->codes.codes() : 1;
    const bool direct = width * rows <= (std::size_t{1} << 22);
    std::vector<std::uint32_t> table(direct ? width * rows : 0, UINT32_MAX);
    boost::unordered_flat_map<std::uint64_t, std::uint32_t> hashed;
    of_.resize(all.size());
    Pace pace;
    for (std::size_t j = 0; j < of_.size(); ++j) {
      pace();
      const std::uint64_t code = slot_ ? slot_->code(all.old[j]) : 0, key = code << 32 | all.code[j];
      auto& at = direct ? table[code * width + all.code[j]] : hashed.emplace(key, UINT32_MAX).first->second;
      if (at == UINT32_MAX) {
        at = static_cast<std::uint32_t>(keys_.size());
        keys_.push_back(key);
      }
      of_[j] = at;
    }
  }

  /// Distinct entities of each class, key 0 left out; classes that are surely large get a count of k without a list.
  EntityLists list() const {
    const auto k = shared_.k;
    std::vector<std::uint32_t> room(keys_.size(), 0), place(keys_.size(), UINT32_MAX);
    for (std::size_t j = 0; j < of_.size(); ++j)
      if (!large_[of_[j]]) room[of_[j]] = std::min(k, room[of_[j]] + shared_.entities.count[j]);
    EntityLists out;
    std::uint64_t total = 0;
    for (std::size_t c = 0; c < keys_.size(); ++c) {
      if (keys_[c] == 0) continue;
      place[c] = static_cast<std::uint32_t>(out.count.size());
      out.start.push_back(total);
      out.count.push_back(large_[c] ? k : 0);
      total += room[c];
    }
    out.pool.resize(total);
    Pace pace;
    for (std::size_t j = 0; j < of_.size(); ++j) {
      pace();
      if (large_[of_[j]] || place[of_[j]] == UINT32_MAX) continue;
      auto* first = out.pool.data() + out.start[place[of_[j]]];
      auto& count = out.count[place[of_[j]]];
      for (const auto entity : shared_.entities.of(j)) {
        if (count == k) break;
        if (std::find(first, first + count, entity) == first + count) first[count++] = entity;
      }
    }
    return out;
  }

  /// The classes as columns, with the candidate's cells numbered before or after the slot's.
  Columns columns(const Slots& none, const EntityLists& lists, bool candidate_first) {
    const auto candidate = static_cast<std::uint32_t>(shared_.columns.new_cells);
    const std::uint32_t slot_offset = candidate_first ? candidate : 0, candidate_offset = candidate_first ? 0 : cell_count_;
    Columns view;
    view.slots = &none;
    view.new_cells = cell_count_ + candidate;
    code_of_.clear();
    std::vector<std::uint64_t> tags(keys_.size(), UINT64_MAX);
    for (std::size_t j = 0; j < of_.size(); ++j) tags[of_[j]] = std::min(tags[of_[j]], shared_.columns.tag[j]);
    std::vector<std::uint32_t> cells;
    Pace pace;
    for (std::size_t c = 0; c < keys_.size(); ++c) {
      pace();
      if (keys_[c] == 0) continue;
      cells.clear();
      if (slot_)
        for (const auto cell : slot_->codes.of(keys_[c] >> 32)) cells.push_back(slot_offset + cell - first_cell_);
      for (const auto cell : shared_.columns.release.of(keys_[c] & UINT32_MAX)) cells.push_back(candidate_offset + cell);
      view.release.add(cells);
      view.tag.push_back(tags[c]);
      view.large.push_back(lists.count[view.old.size()] >= shared_.k);
      view.old.push_back(0);
      view.code.push_back(static_cast<std::uint32_t>(view.release.codes() - 1));
      code_of_.push_back(keys_[c] & UINT32_MAX);
    }
    return view;
  }

  /// A class of each code that the candidate's basis uses: the largest, then the one with the least tag.
  std::vector<std::uint32_t> candidate_columns(const Columns& view, const EntityLists& lists) const {
    std::vector<std::uint32_t> best(shared_.columns.release.codes(), UINT32_MAX), out;
    for (std::uint32_t c = 0; c < view.size(); ++c) {
      auto& at = best[code_of_[c]];
      const auto better = [&] {
        return lists.count[c] != lists.count[at] ? lists.count[c] > lists.count[at] : view.tag[c] < view.tag[at];
      };
      if (at == UINT32_MAX || better()) at = c;
    }
    for (const auto code : shared_.codes) out.push_back(best[code]);
    return out;
  }

  const Shared& shared_;
  const Slot* slot_;
  std::uint32_t first_cell_ = 0, cell_count_ = 0;
  std::vector<std::uint64_t> keys_, code_of_;
  std::vector<std::uint32_t> of_;
  std::vector<bool> large_;
};

/// Examines the slots, at most `threads` at a time; the finding of the first slot counts, whoever is faster.
Finding examine_slots(const Shared& shared, int threads, const std::function<Finding()>& whole) {
  const auto& slots = shared.columns.slots->list();
  std::vector<Finding> findings(slots.size());
  std::atomic<std::size_t> next = 0, first_found = slots.size();
  const auto work = [&] {
    for (std::size_t i = next++; i < slots.size(); i = next++) {
      checkpoint();
      if (i > first_found) continue;
      View view(shared, &slots[i]);
      if (!view.worth_it()) continue;
      findings[i] = view.run();
      if (findings[i].kind == EgressRefusal::none) continue;
      for (auto seen = first_found.load(); i < seen && !first_found.compare_exchange_weak(seen, i);) {}
    }
  };
  Finding over_all;
  in_parallel(threads, [&](int number) {
    if (number == 0 && threads > 1) over_all = whole();
    work();
  });
  for (const auto& finding : findings)
    if (finding.kind != EgressRefusal::none) return finding;
  return threads > 1 ? over_all : whole();
}

}  // namespace

Finding examine_each(const Columns& columns, const EntityLists& entities, std::uint32_t k, std::uint64_t prime,
                     std::uint64_t seed, const std::function<Finding()>& whole) {
  std::vector<std::uint64_t> sketches(columns.size(), 0);
  Pace pace;
  for (std::size_t j = 0; j < sketches.size(); ++j) {
    pace();
    if (entities.count[j] >= k) sketches[j] = UINT64_MAX;
    if (entities.count[j] >= k) continue;
    for (const auto entity : entities.of(j)) sketches[j] |= std::uint64_t{1} << (mix64(entity) & 63);
  }
  Shared shared{columns, entities, sketches, k, prime, seed, {}, {}};
  View alone(shared, nullptr);
  const auto finding = alone.run_alone(shared);
  if (finding.kind != EgressRefusal::none) return finding;
  const bool small = columns.size() * columns.slots->list().size() < 100'000;
  return examine_slots(shared, small ? 1 : columns.threads, whole);
}

}  // namespace gongshu::disclosure
