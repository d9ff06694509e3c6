// The work on one controlled block, inside: see statistics.h for what it does.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "disclosure/egress.h"
#include "engine/print_duckdb.h"
#include "engine/statistics.h"
#include "engine/statistics_cells.h"

namespace gongshu::engine {

inline std::string num(std::string_view prefix, std::size_t i) { return std::string(prefix) + std::to_string(i); }

class Statistics {
 public:
  Statistics(Run& run, const Block& block, const Block& top, std::size_t index, const Controls& controls)
      : run_(run),
        block_(block),
        c_(block.controls),
        controls_(controls),
        sample_(sample_of(block, controls)),
        sql_(statistics_sql(block, top, {run.stored(), sample_})),
        atoms_name_(quoted_name(num("#a", index))),
        groups_name_(quoted_name(num("#m", index))),
        final_name_(num("#f", index)),
        released_(quoted_name(released_name(index))),
        single_(block.grouping_sets.size() <= 1),
        rules_(controls.rules) {
    rules_.k = least_k(block, controls);
  }

  Result<Released> run();

 private:
  /// Rows of atoms with the group (of any grouping set) that they belong to.
  std::string grouped_atoms() const;
  std::string grouped_rows(const std::string& columns) const;
  static std::string holds(const Measure& m, const std::string& sig);

  Status read_atoms();

  /// Groups of every grouping set from the groups of all keys.
  void make_groups();

  Status store_groups();

  static int least_k(const Block& block, const Controls& controls) { return std::max({controls.rules.k, block.controls.k, 2}); }
  /// So many entities of an atom, all known below it, settle every rule that counts them.
  static int sample_of(const Block& block, const Controls& controls) {
    const bool products = std::ranges::any_of(block.controls.measures, [](const Measure& m) { return m.factors > 1; });
    return std::max(64, least_k(block, controls) * (products ? kProductEntities : 1));
  }

  /// In a join, the rows of some protected table must each appear once in a group: otherwise repetitions could be chosen to
  /// weigh entities and read them off one large number.
  Status fan_out();

  /// Whether the tables themselves see to it: every other table is reached from one protected table by way of columns that have
  /// no value twice.
  Result<bool> rows_once();

  Result<bool> reaches_all(int from, const std::vector<std::pair<const Expr*, const Expr*>>& equalities);

  /// Groups of one set are numbered by their leaves.
  std::size_t group_at(std::int64_t grp) const { return static_cast<std::size_t>(grp); }

  /// Sub-queries that filter by rows of the same entity: where identifiers link rows of different ones, nothing is shown.
  Status own_rows();

  /// A count of identifiers is itself at least k.
  Status few_identifiers();

  /// The largest contributions of entities to each sum, and the total, for dominance and p%.
  Status contributions();

  Status largest(std::size_t m, std::size_t j, int needed);

  /// MIN, MAX and COUNT(DISTINCT identity) of each group, and how many entities attain an extreme.
  Status extremes();

  /// Measures of each group, as m0….
  std::string measured() const;

  /// Values are needed where cells add up to other cells, and where they are rounded.
  Status values();
  bool stands_alone(std::size_t m) const;
  std::string extreme_name(std::size_t m) const;

  /// Products of several columns weigh one by another: over few entities, enough of them are equations for single values. They
  /// go only over kProductEntities times k entities.
  void products();

  bool perturbed() const { return rules_.rounding || rules_.noise; }

  Status rule();

  /// What this answer tells together with every earlier one over the same population, or by itself where there is no ledger.
  Status egress();

  /// The release without the cells that are withheld, for the caller.
  void keep(std::size_t j, disclosure::Release release, const std::vector<bool>& allowed);

  struct Past {
    disclosure::EgressLedger* ledger = nullptr;
    std::vector<std::size_t> tables;  ///< indices into BlockControls::protect
    disclosure::Release release;
    disclosure::Decision decision;
  };
  std::vector<Past> pasts() const;
  disclosure::EgressLedger* ledger_of(std::size_t j) const;

  /// What the ledgers of other tables refuse is not recorded here either: it does not leave.
  static Status record(disclosure::EgressLedger& ledger, const disclosure::Release& release, disclosure::Decision decision,
                       const std::vector<bool>& allowed);

  /// Appends the rows of protected table j with their atom. What a join brings into several atoms Composite puts into one.
  Status member_rows(std::size_t j, std::vector<disclosure::EgressRow>& rows);
  Result<disclosure::Release> rows_release(const std::vector<std::size_t>& tables, const std::vector<RowSet>& sets);

  /// Without a ledger only atoms of few entities matter: all others are stood for by k entities of their own.
  Status within_answer(std::size_t j, const std::vector<RowSet>& sets, const disclosure::EgressOptions& options,
                       std::vector<bool>& allowed);

  /// Rounds or adds noise, once for each set of rows and measure.
  Status perturb(const std::vector<RowSet>& sets);

  /// Readable keys of the groups that reviewers are told about.
  Status labels();

  /// The table that the rest of the plan reads: mask, keys, values, marks.
  Status materialise();

  Run& run_;
  const Block& block_;
  const BlockControls& c_;
  const Controls& controls_;
  const int sample_;
  const StatisticsSql sql_;
  const std::string atoms_name_, groups_name_, final_name_, released_;
  const bool single_;
  disclosure::Rules rules_;
  std::vector<Atom> atoms_;
  std::vector<GroupOfRows> groups_;
  std::unique_ptr<CellTable> cells_;
  Released out_;
};

}  // namespace gongshu::engine
