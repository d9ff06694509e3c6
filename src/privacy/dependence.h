// Which columns hang together, and how: a tree over pairs of columns (Chow and Liu 1968) built from pair counts that at least k
// entities stand behind. Inside src/privacy only; see synthesize.h.
#pragma once
#include <cstdint>
#include <vector>

#include "privacy/margin.h"

namespace gongshu::privacy {

/// Observed rows as codes: cells[column][row], -1 for a value that may not appear; whose rows they are.
struct CodedRows {
  std::vector<std::vector<int>> cells;
  std::vector<std::uint64_t> entities;
};

/// Counts of one pair of columns: only cells with at least k distinct entities, by (first, second).
struct PairCell {
  int first, second;
  std::int64_t rows;
};
std::vector<PairCell> safe_pairs(const CodedRows& rows, std::size_t first, std::size_t second, std::size_t k);

/// Mutual information in nats over the safe cells, less its bias for small samples (Miller 1955); negative values mean none.
double mutual_information(const std::vector<PairCell>& cells);

/// Cramér's V over coded rows, corrected for bias (Bergsma 2013): 0 none, 1 one column gives the other.
double cramers_v(const std::vector<int>& first, const std::vector<int>& second);

class DependenceTree {
 public:
  /// Columns without codes stay out. Deterministic.
  static DependenceTree learn(const std::vector<const Margin*>& margins, const CodedRows& rows, std::size_t k);
  /// One row of codes, -1 where a column has none.
  void draw(const std::vector<const Margin*>& margins, Random& random, std::vector<int>& codes) const;
  /// The column a column is drawn after, -1 for none.
  int parent(std::size_t column) const { return nodes_[column].parent; }

 private:
  /// What follows one value of the parent.
  struct Given {
    std::vector<std::pair<std::int64_t, int>> cumulative;  ///< rows up to and with this code of the child
    double missing = 0;  ///< share of the parent's rows whose pair is not safe, where it is too large to be left out
  };
  struct Node {
    int parent = -1;
    std::vector<Given> given;  ///< by the parent's code
  };
  void condition(std::size_t child, std::size_t parent, const std::vector<const Margin*>& margins, const CodedRows& rows,
                 std::size_t k);
  std::vector<Node> nodes_;
  std::vector<std::size_t> order_;
};

}  // namespace gongshu::privacy
