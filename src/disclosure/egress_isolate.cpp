#include "disclosure/egress_isolate.h"

#include <flint/ulong_extras.h>

#include <algorithm>
#include <unordered_map>

#include "disclosure/egress_few.h"
#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {
using Numbers = std::vector<std::uint64_t>;

class Search {
 public:
  Search(const Basis& basis, const Columns& view, const EntityLists& entities, std::uint32_t k, std::uint64_t seed,
         double row_work)
      : basis_(basis),
        view_(view),
        entities_(entities),
        k_(k),
        seed_(seed),
        row_work_(row_work),
        p_(basis.prime()),
        inverse_(n_preinvert_limb(p_)) {}

  Finding run(std::span<const std::uint32_t> at, std::span<const std::uint32_t> wanted) {
    Numbers first(view_.size()), second(view_.size()), large(view_.size(), 0);
    Pace pace;
    for (std::size_t j = 0; j < view_.size(); ++j) {
      pace();
      first[j] = weight(j);
      second[j] = times(first[j], mark(j));
      if (entities_.count[j] >= k_) large[j] = first[j];
    }
    const Numbers sums[] = {view_.collect(first, p_), view_.collect(second, p_), view_.collect(large, p_)};
    const Block block = basis_.examine(view_, at, wanted, sums);
    if (block.cells.empty()) return {};  // nothing that the recorded cells do not tell already
    old_ = at.size();
    columns_.assign(at.begin(), at.end());
    columns_.insert(columns_.end(), block.columns.begin(), block.columns.end());
    for (std::size_t t = 0; t < 2; ++t) {
      now_[t] = basis_.solve(view_, sums[t], &block, block.coordinates[t]);
      now_[t].insert(now_[t].end(), block.coordinates[t].begin(), block.coordinates[t].end());
      before_[t] = basis_.solve(view_, sums[t], nullptr, {});
    }
    auto on_large = basis_.solve(view_, sums[2], &block, block.coordinates[2]);
    on_large.insert(on_large.end(), block.coordinates[2].begin(), block.coordinates[2].end());
    leave_out_own();
    singles();
    pairs();
    if (found_.kind == EgressRefusal::none) rows(block, on_large);
    return found_;
  }

 private:
  /// Of what the other columns need: a basis column's own weight does not count.
  void leave_out_own() {
    for (std::size_t b = 0; b < columns_.size(); ++b) {
      const std::uint64_t own[] = {weight(columns_[b]), times(weight(columns_[b]), mark(columns_[b]))};
      for (std::size_t t = 0; t < 2; ++t) {
        now_[t][b] = add_mod(now_[t][b], p_ - own[t], p_);
        if (b < old_) before_[t][b] = add_mod(before_[t][b], p_ - own[t], p_);
      }
    }
  }

  void singles() {
    for (std::size_t b = 0; b < columns_.size(); ++b) {
      const auto size = entities_.count[columns_[b]];
      if (now_[0][b] != 0 || size >= k_) continue;
      if (b < old_ && before_[0][b] == 0) continue;
      report(EgressRefusal::single, size);
    }
  }

  /// Basis columns by quotient: equal quotients are proportional rows, a quotient that is the mark of another column is a row
  /// with that one entry.
  void pairs() {
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> groups;
    Pace pace;
    for (std::size_t b = 0; b < columns_.size(); ++b)
      if (now_[0][b] != 0 && entities_.count[columns_[b]] < k_) groups[quotient(now_, b)].push_back(b);
    for (const auto& [q, members] : groups)
      for (std::size_t i = 0; i < members.size(); ++i)
        for (std::size_t j = i + 1; j < members.size(); ++j) {
          pace();
          if (!earlier(members[i], members[j])) pair(columns_[members[i]], columns_[members[j]]);
        }
    for (std::size_t d = 0; d < view_.size(); ++d) {
      pace();
      if (entities_.count[d] >= k_) continue;
      const auto group = groups.find(mark(d));
      if (group == groups.end()) continue;
      for (const auto b : group->second) {
        if (columns_[b] == d) continue;
        if (!was(b, mark(d))) pair(columns_[b], d);
      }
    }
  }

  bool was(std::size_t b, std::uint64_t q) const { return b < old_ && before_[0][b] != 0 && quotient(before_, b) == q; }
  /// The pair of basis columns (the first one earlier) could be computed without the candidate.
  bool earlier(std::size_t b, std::size_t c) const {
    if (c >= old_) return was(b, mark(columns_[c]));
    return before_[0][c] != 0 && was(b, quotient(before_, c));
  }

  void pair(std::size_t c, std::size_t d) {
    std::size_t together = entities_.count[c];
    for (const auto entity : entities_.of(d)) {
      const auto other = entities_.of(c);
      if (std::find(other.begin(), other.end(), entity) == other.end()) ++together;
    }
    if (together < k_) report(EgressRefusal::pair, together);
  }

  /// Combinations of more than two classes: the rows of small basis columns that need no large class (their supports are
  /// minimal), then what other echelon forms show.
  void rows(const Block& block, const Numbers& on_large) {
    std::vector<std::size_t> suspects;
    bool small = false;
    for (std::size_t b = 0; b < columns_.size(); ++b) {
      if (entities_.count[columns_[b]] >= k_) continue;
      small = true;
      if (on_large[b] == 0) suspects.push_back(b);
    }
    if (!small) return;
    const double pass = static_cast<double>(view_.slots->classes()) * static_cast<double>(view_.slots->list().size() + 1) +
                        static_cast<double>(view_.size());
    const std::size_t buckets = std::min<std::size_t>(256, 4 * k_);
    const double rank = static_cast<double>(columns_.size()), added = static_cast<double>(block.cells.size());
    if (pass * static_cast<double>(std::min(suspects.size(), buckets)) + 3 * rank * rank * added > row_work_) return;
    Basis extended = basis_;
    extended.extend(view_, block);
    if (suspects.size() > buckets) suspects = sift(extended, suspects, buckets);
    if (pass * static_cast<double>(suspects.size()) <= row_work_)
      for (const auto b : suspects) row(extended, b);
    if (found_.kind != EgressRefusal::none) return;
    const FewInput further{extended, basis_.rank(), view_, entities_, columns_, on_large, k_, seed_};
    if (const auto size = few_entities(further, row_work_ / 10); size > 0) report(EgressRefusal::combination, size);
  }

  /// Rows that touch fewer than k of the buckets into which the columns are thrown by one of their entities: only those can have
  /// a support of fewer than k entities.
  std::vector<std::size_t> sift(const Basis& extended, const std::vector<std::size_t>& suspects, std::size_t buckets) const {
    std::vector<std::size_t> hits(columns_.size(), 0);
    std::vector<std::uint32_t> bucket(view_.size(), UINT32_MAX);
    for (std::size_t j = 0; j < view_.size(); ++j) {
      if (entities_.count[j] >= k_) continue;  // the suspects need none of these
      std::uint64_t least = UINT64_MAX;
      for (const auto entity : entities_.of(j)) least = std::min(least, mix64(entity ^ seed_));
      bucket[j] = static_cast<std::uint32_t>(least % buckets);
    }
    for (std::uint32_t h = 0; h < buckets; ++h) {
      checkpoint();
      Numbers weights(view_.size(), 0);
      for (std::size_t j = 0; j < weights.size(); ++j)
        if (bucket[j] == h) weights[j] = weight(j);
      const auto touched = extended.solve(view_, view_.collect(weights, p_), nullptr, {});
      bool left = false;
      for (const auto b : suspects) {
        if (touched[b] != 0) ++hits[b];
        left = left || hits[b] < k_;
      }
      if (!left) return {};
    }
    std::vector<std::size_t> out;
    for (const auto b : suspects)
      if (hits[b] < k_) out.push_back(b);
    return out;
  }

  /// The entities of one row's support.
  void row(const Basis& extended, std::size_t b) {
    Numbers y(view_.cells(), 0);
    bool fresh = false;
    for (std::size_t i = 0; i < extended.cells().size(); ++i) {
      y[extended.cells()[i]] = extended.inverse().at(b, i);
      fresh = fresh || (i >= basis_.rank() && y[extended.cells()[i]] != 0);
    }
    if (!fresh) return;
    const auto values = view_.evaluate(y, p_);
    std::vector<std::uint64_t> seen;
    for (std::size_t j = 0; j < values.size(); ++j) {
      if (values[j] == 0) continue;
      if (entities_.count[j] >= k_) return;
      for (const auto entity : entities_.of(j)) {
        if (std::find(seen.begin(), seen.end(), entity) == seen.end()) seen.push_back(entity);
        if (seen.size() >= k_) return;
      }
    }
    report(EgressRefusal::combination, seen.size());
  }

  void report(EgressRefusal kind, std::size_t size) {
    if (found_.kind == EgressRefusal::none) found_ = {kind, size};
    found_.smallest = std::min(found_.smallest, size);
  }

  std::uint64_t weight(std::size_t j) const { return mix64(seed_ ^ mix64(2 * j + 1)) % (p_ - 1) + 1; }
  std::uint64_t mark(std::size_t j) const { return mix64(seed_ ^ mix64(2 * j)) % (p_ - 1) + 1; }
  std::uint64_t times(std::uint64_t a, std::uint64_t b) const { return n_mulmod2_preinv(a, b, p_, inverse_); }
  std::uint64_t quotient(const Numbers (&of)[2], std::size_t b) const { return times(of[1][b], n_invmod(of[0][b], p_)); }

  const Basis& basis_;
  const Columns& view_;
  const EntityLists& entities_;
  std::uint32_t k_;
  std::uint64_t seed_;
  double row_work_;
  std::uint64_t p_, inverse_;
  std::size_t old_ = 0;
  std::vector<std::uint32_t> columns_;  ///< basis columns, old ones first
  Numbers now_[2],
      before_[2];  ///< two random combinations of the rest, in coordinates of the basis: with and without the candidate
  Finding found_;
};

}  // namespace

Finding isolate(const Basis& basis, const Columns& view, std::span<const std::uint32_t> at, std::span<const std::uint32_t> wanted,
                const EntityLists& entities, std::uint32_t k, std::uint64_t seed, double row_work) {
  return Search(basis, view, entities, k, seed, row_work).run(at, wanted);
}

}  // namespace gongshu::disclosure
