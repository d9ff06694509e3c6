#include "disclosure/shift.h"

#include <algorithm>
#include <limits>

namespace gongshu::disclosure {
namespace {
constexpr std::size_t kLongest = 24;  ///< nodes of a shift
constexpr std::size_t kHidden = 24;   ///< hidden and cheap nodes looked at in a relation
constexpr std::size_t kCheap = 24;
constexpr std::size_t kBranches = 6;  ///< of them tried
constexpr std::size_t kSmall = 64;    ///< relations up to this size are looked at whole
constexpr double kOpen = std::numeric_limits<double>::infinity();
}  // namespace

ShiftSearch::ShiftSearch(const System& system)
    : system_(system),
      hidden_in_(system.relations.count()),
      cheap_in_(system.relations.count()),
      sign_(system.relations.nodes, 0),
      balance_(system.relations.count(), 0) {
  for (std::size_t r = 0; r < hidden_in_.size(); ++r) {
    auto& cheap = cheap_in_[r];
    for (const auto node : system.relations.of(r)) {
      if (system.hidden[node]) hidden_in_[r].push_back(node);
      if (system.may_hide[node]) cheap.push_back(node);
    }
    const auto order = [&](auto a, auto b) { return std::pair(system.cost[a], a) < std::pair(system.cost[b], b); };
    const auto keep = std::min(cheap.size(), 4 * kCheap);
    std::partial_sort(cheap.begin(), cheap.begin() + static_cast<std::ptrdiff_t>(keep), cheap.end(), order);
    cheap.resize(keep);
  }
}

void ShiftSearch::hidden(std::uint32_t node) {
  for (const auto r : system_.relations_of(node)) hidden_in_[r].push_back(node);
}

std::optional<Shift> ShiftSearch::find(std::uint32_t node, bool add, std::size_t effort) {
  best_.reset();
  add_ = add;
  effort_ = effort;
  need_ = system_.need[node];
  up_ = down_ = kOpen;
  cost_ = 0;
  const auto up = up_, down = down_;
  put(node, 1);
  step();
  take(node);
  up_ = up, down_ = down;
  return std::move(best_);
}

int ShiftSearch::coefficient(std::size_t relation, std::uint32_t node) const {
  return system_.relations.of(relation)[0] == node ? -1 : 1;
}

void ShiftSearch::put(std::uint32_t node, int sign) {
  sign_[node] = static_cast<std::int8_t>(sign);
  nodes_.push_back(node);
  for (const auto r : system_.relations_of(node)) {
    if (balance_[r] == 0) open_.push_back(r);
    balance_[r] = static_cast<std::int8_t>(balance_[r] + sign * coefficient(r, node));
    if (balance_[r] == 0) open_.erase(std::find(open_.begin(), open_.end(), r));
  }
  up_ = std::min(up_, sign > 0 ? system_.up[node] : system_.down[node]);
  down_ = std::min(down_, sign > 0 ? system_.down[node] : system_.up[node]);
  if (!system_.hidden[node]) cost_ += system_.cost[node];
}

void ShiftSearch::take(std::uint32_t node) {
  for (const auto r : system_.relations_of(node)) {
    if (balance_[r] == 0) open_.push_back(r);
    balance_[r] = static_cast<std::int8_t>(balance_[r] - sign_[node] * coefficient(r, node));
    if (balance_[r] == 0) open_.erase(std::find(open_.begin(), open_.end(), r));
  }
  if (!system_.hidden[node]) cost_ -= system_.cost[node];
  sign_[node] = 0;
  nodes_.pop_back();
}

double ShiftSearch::room_after(std::uint32_t node, int sign) const {
  const auto up = sign > 0 ? system_.up[node] : system_.down[node], down = sign > 0 ? system_.down[node] : system_.up[node];
  return std::min(up_, up) + std::min(down_, down);
}

/// The smallest relation out of balance: the fewest ways to go on.
std::size_t ShiftSearch::pick() const {
  return *std::min_element(open_.begin(), open_.end(), [&](auto a, auto b) {
    return std::pair(system_.relations.of(a).size(), a) < std::pair(system_.relations.of(b).size(), b);
  });
}

void ShiftSearch::consider(std::uint32_t node, int sign, std::vector<std::pair<double, std::uint32_t>>& out) const {
  if (sign_[node] != 0 || (!system_.hidden[node] && !(add_ && system_.may_hide[node]))) return;
  const auto room = room_after(node, sign);
  if (!(room >= need_) || room <= system_.tolerance) return;
  double score = system_.hidden[node] ? 0 : system_.cost[node];
  for (const auto r : system_.relations_of(node)) {
    const auto after = balance_[r] + sign * coefficient(r, node);
    if (balance_[r] != 0 && after == 0) score -= 8;
    if (balance_[r] == 0) score += 2;
    if (std::abs(after) > 1) return;
  }
  out.emplace_back(score, node);
}

void ShiftSearch::candidates(std::size_t relation, std::vector<std::pair<double, std::uint32_t>>& out) const {
  const auto members = system_.relations.of(relation);
  const auto try_node = [&](std::uint32_t node) { consider(node, -balance_[relation] * coefficient(relation, node), out); };
  if (members.size() <= kSmall) {
    for (const auto node : members) try_node(node);
  } else {
    const auto& hidden = hidden_in_[relation];
    for (std::size_t i = 0; i < std::min(hidden.size(), kHidden); ++i) try_node(hidden[hidden.size() - 1 - i]);
    if (add_)
      for (std::size_t i = 0, seen = 0; i < cheap_in_[relation].size() && seen < kCheap; ++i)
        if (!system_.hidden[cheap_in_[relation][i]]) try_node(cheap_in_[relation][i]), ++seen;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (out.size() > kBranches) out.resize(kBranches);
}

void ShiftSearch::finish() {
  if (best_ && best_->cost <= cost_) return;
  best_ = Shift{nodes_, up_ + down_, cost_};
}

/// Depth first, most promising first, less than the best cost so far, until the effort is spent.
void ShiftSearch::step() {
  if (open_.empty()) return finish();
  if (nodes_.size() >= kLongest || effort_ == 0) return;
  --effort_;
  const auto relation = pick();
  std::vector<std::pair<double, std::uint32_t>> next;
  candidates(relation, next);
  const auto up = up_, down = down_;
  for (const auto& [score, node] : next) {
    if (best_ && (best_->cost == 0 || cost_ + (system_.hidden[node] ? 0 : system_.cost[node]) >= best_->cost)) continue;
    const int sign = -balance_[relation] * coefficient(relation, node);
    put(node, sign);
    step();
    take(node);
    up_ = up, down_ = down;
  }
}

}  // namespace gongshu::disclosure
