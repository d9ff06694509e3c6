// The egress ledger of one protected population: every statistical release ever made over its rows, and what a further one would
// give away together with them (differencing). Pools all measures: a released cell is a set of rows.
//
// Rows of equal membership in all released cells are one class; its size is the number of its distinct entities that are not
// known already. A release is accepted when every class is empty or has at least k entities; otherwise it is withheld when some
// class, or some pair of classes with any nonzero coefficients, of fewer than k entities together lies in the row space (over the
// rationals) of all released cells, or of those of the candidate and any one earlier release, whose classes are coarser. Larger
// combinations are looked for within a budget and not guaranteed (the general question is NP-hard). After Chin and Ozsoyoglu
// (audit of SUM queries) and Kenthapadi, Mishra and Nissim (simulatable auditing, whose stronger notion this is not).
//
// Refresh: a changed row is a new row key of the same entity; rows that vanish stay in the ledger. Same ledger, same release,
// same decision. Not thread-safe: the caller serialises. Memory: about 24 bytes a row plus, for each class, a byte for every
// eight one-atom releases and two for each larger one.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gongshu::disclosure {

/// One row of the protected table that contributes to the release.
struct EgressRow {
  std::uint64_t key = 0;     ///< stable row key; one atom a release
  std::uint64_t entity = 0;  ///< entity ordinal, after roll-up
  std::uint32_t atom = 0;    ///< 0…atoms-1: rows of one atom are in exactly the same cells
};

struct EgressCell {
  std::string measure;               ///< canonical text, for reviewers; says nothing to the check
  std::vector<std::uint32_t> atoms;  ///< the cell's rows are those of these atoms; ascending, each once
};

struct Release {
  std::string label;  ///< which release: plan hash or query id, for reviewers
  std::uint32_t atoms = 0;
  std::vector<EgressRow> rows;    ///< only rows that contribute to some cell
  std::vector<EgressCell> cells;  ///< in order of preference: when not all can go, earlier ones are tried first
};

enum class EgressRefusal : std::uint8_t {
  none,
  single,       ///< a class of fewer than k entities could be computed
  pair,         ///< a pair of classes of fewer than k entities together could be computed
  combination,  ///< a larger combination of classes of fewer than k entities was found (best effort)
  budget,       ///< too many cells × classes to examine: the answer is no
};
BOOST_DESCRIBE_ENUM(EgressRefusal, none, single, pair, combination, budget)

struct Decision {
  std::vector<EgressRefusal> cells;  ///< one a cell of the release
  std::size_t accepted = 0;
  std::size_t classes = 0;               ///< after the accepted cells, if known
  std::size_t smallest = 0;              ///< entities of the smallest class, pair or combination found; for reviewers
  std::uint32_t k = 0;                   ///< it was checked with
  std::shared_ptr<const void> prepared;  ///< what record() can use again; may be dropped
  bool whole() const { return accepted == cells.size(); }
  bool allowed(std::size_t cell) const { return cells[cell] == EgressRefusal::none; }
};

struct EgressOptions {
  std::uint32_t k = 10;
  std::size_t max_rank = 6'000;  ///< independent released cells; elimination takes rank^3 steps once, rank^2 a new cell
  std::size_t max_classes = 50'000'000;
  std::size_t max_checks = 200;  ///< tries when a release cannot go whole; the cells not settled by then are refused
  int threads = 2;
  std::function<bool()> stop{};  ///< asked every few milliseconds, by several threads; true ends the call with query.cancelled
};

class EgressLedger {
 public:
  struct State;                       ///< internal
  State& state() { return *state_; }  ///< for the benchmark
  /// `seed` chooses the prime and the random weights of the check. Draw it at random for a new ledger and keep it from analysts:
  /// who knows the prime could build releases around it.
  EgressLedger(std::string population, std::uint64_t seed);
  ~EgressLedger();
  EgressLedger(EgressLedger&&) noexcept;
  EgressLedger& operator=(EgressLedger&&) noexcept;

  /// Which cells may go. Changes caches, nothing that decisions depend on. Errors: input.bad_format for a release that
  /// contradicts itself (atom out of range, a row key with two atoms, or one known under another entity, cells whose atoms are
  /// not ascending).
  Result<Decision> check(const Release& release, const EgressOptions& options = {});
  /// Records the cells that the decision allows, whichever ledger it comes from. The caller records before it answers. `stop` leaves out what only later checks
  /// would profit from; the release is recorded whole in any case.
  Status record(const Release& release, const Decision& decision, int threads = 2, const std::function<bool()>& stop = {});

  /// Entities whose rows are known outside (development samples): from now on they do not count when classes are sized.
  void know(std::span<const std::uint64_t> entities);

  const std::string& population() const;
  std::size_t releases() const;
  std::size_t cells() const;
  std::size_t rows() const;
  std::size_t classes() const;

  /// Versioned bytes with an SM3 checksum (docs/formats/egress.md). The caller writes them atomically.
  std::string save() const;
  /// input.bad_format for damaged bytes and for those of a newer version.
  static Result<EgressLedger> load(std::string_view bytes);

 private:
  std::unique_ptr<State> state_;
};

}  // namespace gongshu::disclosure
