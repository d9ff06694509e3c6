// Atoms, groups and cells of one controlled block, between the SQL that counts them and the rules that judge them.
// An atom is (group of all keys, which row tests hold); every cell is a union of atoms.
#pragma once
#include <duckdb.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "disclosure/cells.h"
#include "disclosure/egress.h"
#include "disclosure/noise.h"
#include "disclosure/suppress.h"
#include "engine/execute.h"
#include "engine/plan.h"

namespace gongshu::engine {

inline constexpr std::size_t kMaxAtoms = 500'000, kMaxReview = 1'000;

struct Atom {
  std::int64_t leaf = 0;
  std::uint32_t sig = 0;  ///< bit i: row test i holds
  std::int64_t rows = 0;
  std::vector<std::int32_t> codes;                  ///< of the keys; only with several grouping sets
  std::vector<bool> many;                           ///< of each protected table: as many entities as any rule asks for
  std::vector<std::vector<std::int64_t>> entities;  ///< of each protected table, ascending; all of them unless there are many
};

struct GroupOfRows {
  std::uint64_t mask = 0;  ///< GROUPING mask: the last key has the lowest bit
  std::int64_t leaf = 0;   ///< one of its groups of all keys, for the values of its keys
  std::vector<std::int32_t> codes;
  std::vector<std::size_t> atoms;
};

std::uint64_t grouping_mask(const Block& block, std::size_t set);
std::uint32_t mask_of(const Measure& measure);
/// Several tables stand behind the rows of this block: a row of a protected table can appear more than once.
bool joined(const Block& block);

/// A set of rows that shown cells tell about.
struct RowSet {
  std::size_t group = 0;
  std::uint32_t tests = 0;               ///< row tests that all hold
  std::vector<std::size_t> atoms;        ///< ascending
  std::vector<std::size_t> measures_of;  ///< measures that tell about it
  std::string measures;                  ///< the same as text
  bool entities = false;                 ///< told about is the set of their entities: COUNT(DISTINCT identifier)
};

/// Row sets that share atoms, by way of others too.
struct Part {
  std::vector<std::size_t> atoms;  ///< ascending
  std::vector<std::size_t> sets;
};

/// Rows of one protected table that a join brings into several atoms form atoms of their own.
class Composite {
 public:
  explicit Composite(std::size_t atoms) : size_(atoms) {}
  void merge(std::vector<disclosure::EgressRow>& rows);
  std::size_t size() const { return size_; }
  std::vector<std::uint32_t> atoms(const std::vector<std::size_t>& plain) const;
  /// Renumbers so that only atoms of some cell are left.
  static void drop_unused(disclosure::Release& release);

 private:
  std::size_t size_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> made_;
};

class Appender {
 public:
  Appender(duckdb_connection connection, const std::string& table);
  ~Appender() { duckdb_appender_destroy(&handle_); }
  Appender(const Appender&) = delete;
  void number(std::int64_t v) { duckdb_append_int64(handle_, v); }
  void flag(bool v) { duckdb_append_bool(handle_, v); }
  void real(double v) { duckdb_append_double(handle_, v); }
  void end() { ok_ = duckdb_appender_end_row(handle_) == DuckDBSuccess && ok_; }
  void row(std::initializer_list<std::int64_t> values) {
    for (const auto v : values) number(v);
    end();
  }
  Status finish();

 private:
  duckdb_appender handle_ = nullptr;
  bool ok_ = false;
};

class CellTable {
 public:
  CellTable(const Block& block, const std::vector<GroupOfRows>& groups, const std::vector<Atom>& atoms, std::size_t k,
            std::size_t many);

  disclosure::Table& table() { return table_; }
  void repeat(std::size_t group) { repeats_[group] = true; }
  void contributions(std::size_t group, std::size_t measure, std::vector<double> top, double total);
  /// No more than `n` entities of any protected table are behind the measure.
  void at_most(std::size_t group, std::size_t measure, std::int64_t n);
  void attained(std::size_t group, std::size_t measure, std::vector<std::int64_t> entities);
  void value(std::size_t group, std::size_t measure, double v) { table_.at(group, measure).value = v; }

  /// Groups in which a join repeats rows are absent.
  void withhold_repeats();
  /// Products of columns over fewer than `least` entities: enough of them would be a system of equations for single values.
  void withhold_product(std::size_t group, std::size_t measure);
  /// How many entities of protected table j are behind the measure; counting ends at `enough`.
  std::size_t entities(std::size_t group, std::size_t measure, std::size_t j, std::size_t enough) const;
  /// An atom of fewer than k entities of protected table j.
  bool few(const Atom& atom, std::size_t j) const { return !atom.many[j] && atom.entities[j].size() < k_; }
  /// What secondary suppression could not make safe goes with everything that shares its group or adds up to it.
  void withhold_exposed(const disclosure::Audit& audit);
  void withhold(const RowSet& set, disclosure::State state, disclosure::Reason reason);
  void perturb(const RowSet& set, const disclosure::Perturber& perturber, const disclosure::Rules& rules,
               const std::string& digest);

  /// Sets of rows that the shown cells tell about, totals first. For each measure both the rows that contribute and all rows
  /// that its conditions pick: the difference are rows whose value is NULL or 0.
  std::vector<RowSet> row_sets() const;
  /// Row sets of protected table j that have to be looked at together, because an atom of fewer than k entities is among them.
  std::vector<Part> entangled(std::size_t j, const std::vector<RowSet>& sets) const;

  bool whole() const;
  bool absent(std::size_t group) const { return table_.groups[group].absent; }
  /// Groups in which something is not shown, the first kMaxReview: their leaves are those whose keys a review names.
  std::vector<std::int64_t> reviewed_leaves() const;
  Suppressed suppressed() const;
  std::vector<ReviewItem> review(const std::map<std::int64_t, std::vector<std::string>>& keys) const;
  Status append(duckdb_connection connection, const std::string& table, const std::vector<std::size_t>& perturbed) const;

 private:
  std::vector<std::size_t> atoms_with(std::size_t group, std::uint32_t tests) const;
  std::size_t entities_in(const std::vector<std::size_t>& atoms, std::size_t j, std::size_t enough) const;
  std::vector<std::int64_t> entities_of(const std::vector<std::size_t>& atoms) const;
  std::int64_t rows_of(const std::vector<std::size_t>& atoms) const;
  bool withheld(std::size_t group, const Recipe& recipe) const;
  bool hidden(std::size_t group) const;
  std::int64_t cells_not_shown(std::size_t group) const;
  std::uint32_t condition_tests(const Measure& measure) const;
  std::string group_text(std::size_t group, const std::map<std::int64_t, std::vector<std::string>>& keys) const;

  const Block& block_;
  const std::vector<GroupOfRows>& groups_;
  const std::vector<Atom>& atoms_;
  std::size_t k_, many_;  ///< many_: entities of an atom that has many
  disclosure::Table table_;
  std::vector<bool> repeats_;
};

}  // namespace gongshu::engine
