#include "privacy/dependence.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace gongshu::privacy {
namespace {

constexpr double kLeast = 0.002;      ///< nats; below it two columns count as independent
constexpr double kNegligible = 0.20;  ///< share of unsafe pairs behind a value that is left out without a substitute

}  // namespace

std::vector<PairCell> safe_pairs(const CodedRows& rows, std::size_t first, std::size_t second, std::size_t k) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> keys;  // both codes, entity
  for (std::size_t i = 0; i < rows.entities.size(); ++i) {
    const int a = rows.cells[first][i], b = rows.cells[second][i];
    if (a >= 0 && b >= 0)
      keys.emplace_back(static_cast<std::uint64_t>(a) << 32 | static_cast<std::uint32_t>(b), rows.entities[i]);
  }
  std::ranges::sort(keys);
  std::vector<PairCell> out;
  for (std::size_t i = 0; i < keys.size();) {
    std::size_t entities = 0, j = i;
    for (; j < keys.size() && keys[j].first == keys[i].first; ++j) entities += j == i || keys[j].second != keys[j - 1].second;
    if (entities >= k)
      out.push_back({static_cast<int>(keys[i].first >> 32), static_cast<int>(keys[i].first & 0xffffffff),
                     static_cast<std::int64_t>(j - i)});
    i = j;
  }
  return out;
}

double mutual_information(const std::vector<PairCell>& cells) {
  std::map<int, double> first, second;
  double total = 0;
  for (const auto& cell : cells) {
    first[cell.first] += static_cast<double>(cell.rows);
    second[cell.second] += static_cast<double>(cell.rows);
    total += static_cast<double>(cell.rows);
  }
  if (total == 0) return 0;
  double sum = 0;
  for (const auto& cell : cells) {
    const auto n = static_cast<double>(cell.rows);
    sum += n / total * std::log(n * total / (first[cell.first] * second[cell.second]));
  }
  const double bias =
      static_cast<double>(cells.size()) - static_cast<double>(first.size()) - static_cast<double>(second.size()) + 1;
  return sum - bias / (2 * total);
}

double cramers_v(const std::vector<int>& first, const std::vector<int>& second) {
  std::map<int, double> rows, columns;
  std::map<std::pair<int, int>, double> cells;
  double n = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] < 0 || second[i] < 0) continue;
    ++rows[first[i]], ++columns[second[i]], ++cells[{first[i], second[i]}], ++n;
  }
  const auto r = static_cast<double>(rows.size()), c = static_cast<double>(columns.size());
  if (n < 2 || r < 2 || c < 2) return 0;
  double sum = 0;
  for (const auto& [key, count] : cells) sum += count * count / (rows[key.first] * columns[key.second]);
  const double phi = std::max(0.0, sum - 1 - (r - 1) * (c - 1) / (n - 1));
  const double least = std::min(r - (r - 1) * (r - 1) / (n - 1), c - (c - 1) * (c - 1) / (n - 1)) - 1;
  return least <= 0 ? 0 : std::sqrt(phi / least);
}

/// Prim's algorithm for the heaviest tree; a column that no edge above kLeast reaches begins a tree of its own.
DependenceTree DependenceTree::learn(const std::vector<const Margin*>& margins, const CodedRows& rows, std::size_t k) {
  DependenceTree tree;
  tree.nodes_.resize(margins.size());
  const auto coded = [&](std::size_t i) { return !margins[i]->token() && margins[i]->codes() > 0; };
  std::vector<double> best(margins.size(), kLeast);
  std::vector<bool> placed(margins.size());
  for (std::size_t step = 0; step < margins.size(); ++step) {
    std::size_t next = margins.size();
    for (std::size_t i = 0; i < margins.size(); ++i)
      if (coded(i) && !placed[i] && (next == margins.size() || best[i] > best[next])) next = i;
    if (next == margins.size()) break;
    placed[next] = true;
    tree.order_.push_back(next);
    if (const int parent = tree.nodes_[next].parent; parent >= 0)
      tree.condition(next, static_cast<std::size_t>(parent), margins, rows, k);
    for (std::size_t i = 0; i < margins.size(); ++i) {
      if (!coded(i) || placed[i]) continue;
      const double weight = mutual_information(safe_pairs(rows, next, i, k));
      if (weight <= best[i]) continue;
      best[i] = weight;
      tree.nodes_[i].parent = static_cast<int>(next);
    }
  }
  return tree;
}

void DependenceTree::condition(std::size_t child, std::size_t parent, const std::vector<const Margin*>& margins,
                               const CodedRows& rows, std::size_t k) {
  auto& given = nodes_[child].given;
  given.resize(static_cast<std::size_t>(margins[parent]->codes()));
  std::vector<double> all(given.size());
  for (std::size_t i = 0; i < rows.entities.size(); ++i)
    if (rows.cells[parent][i] >= 0) ++all[static_cast<std::size_t>(rows.cells[parent][i])];
  for (const auto& cell : safe_pairs(rows, parent, child, k)) {
    auto& list = given[static_cast<std::size_t>(cell.first)].cumulative;
    list.emplace_back((list.empty() ? 0 : list.back().first) + cell.rows, cell.second);
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    const double safe = given[i].cumulative.empty() ? 0 : static_cast<double>(given[i].cumulative.back().first);
    const double missing = all[i] > 0 ? 1 - safe / all[i] : 1;
    given[i].missing = given[i].cumulative.empty() ? 1 : missing > kNegligible ? missing : 0;
  }
}

void DependenceTree::draw(const std::vector<const Margin*>& margins, Random& random, std::vector<int>& codes) const {
  codes.assign(margins.size(), -1);
  for (const auto column : order_) {
    const auto& node = nodes_[column];
    const int known = node.parent < 0 ? -1 : codes[static_cast<std::size_t>(node.parent)];
    const auto* given = known < 0 ? nullptr : &node.given[static_cast<std::size_t>(known)];
    if (!given || (given->missing > 0 && random.unit() < given->missing)) {
      codes[column] = margins[column]->draw(random);
      continue;
    }
    const auto at = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(given->cumulative.back().first)));
    codes[column] = std::ranges::upper_bound(given->cumulative, at, {}, [](const auto& entry) { return entry.first; })->second;
  }
}

}  // namespace gongshu::privacy
