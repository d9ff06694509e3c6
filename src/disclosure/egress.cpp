#include "disclosure/egress.h"

#include "disclosure/egress_coarse.h"
#include "disclosure/egress_state.h"

namespace gongshu::disclosure {
namespace {
constexpr std::size_t kBlock = 1024;  ///< recorded cells are brought into the basis in blocks of this many

/// Columns of the check: pieces that the chosen cells do not tell apart are one; pieces of known entities only, and those in no
/// cell, are left out.
struct Merged {
  Columns columns;
  EntityLists entities;
  std::vector<std::uint32_t> row;       ///< a row of each column, not of a known entity
  std::vector<std::uint32_t> of_piece;  ///< kNone when left out
};

void join(EntityLists& into, std::size_t column, std::span<const std::uint64_t> more, std::uint32_t k) {
  auto* first = into.pool.data() + into.start[column];
  for (const auto entity : more) {
    auto& count = into.count[column];
    if (count == k) return;
    if (std::find(first, first + count, entity) == first + count) first[count++] = entity;
  }
}

/// Room for each column's list: what its pieces have together, at most k.
void fill_lists(Merged& out, const Pieces& pieces, std::uint32_t k) {
  std::vector<std::uint32_t> room(out.row.size(), 0);
  for (std::size_t f = 0; f < pieces.old.size(); ++f)
    if (const auto j = out.of_piece[f]; j != Pieces::kNone) room[j] = std::min(k, room[j] + pieces.entities.count[f]);
  std::uint64_t total = 0;
  for (const auto size : room) {
    out.entities.start.push_back(total);
    total += size;
  }
  out.entities.pool.resize(total);
  out.entities.count.assign(room.size(), 0);
  for (std::size_t f = 0; f < pieces.old.size(); ++f)
    if (const auto j = out.of_piece[f]; j != Pieces::kNone) join(out.entities, j, pieces.entities.of(f), k);
}

Merged merge(const Slots& slots, const Pieces& pieces, const Signatures& sets, std::size_t new_cells, std::uint32_t k,
             int threads) {
  Merged out;
  out.columns.slots = &slots;
  out.columns.release = sets.cells;
  out.columns.new_cells = new_cells;
  out.columns.threads = threads;
  out.of_piece.assign(pieces.old.size(), Pieces::kNone);
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> numbers;
  for (std::size_t f = 0; f < pieces.old.size(); ++f) {
    const auto code = sets.code[pieces.atom[f]];
    if (pieces.row[f] == Pieces::kNone || (pieces.old[f] == 0 && code == 0)) continue;
    auto number = static_cast<std::uint32_t>(out.columns.old.size());
    if (!sets.injective) number = numbers.emplace(std::uint64_t{pieces.old[f]} << 32 | code, number).first->second;
    out.of_piece[f] = number;
    if (number < out.columns.old.size()) continue;
    out.columns.old.push_back(pieces.old[f]);
    out.columns.code.push_back(code);
    out.row.push_back(pieces.row[f]);
  }
  fill_lists(out, pieces, k);
  for (const auto count : out.entities.count) out.columns.large.push_back(count >= k);
  return out;
}

/// One release under examination.
class Examination {
 public:
  Examination(EgressLedger::State& state, const Release& release, const EgressOptions& options, Pieces pieces)
      : state_(state), release_(release), options_(options), pieces_(std::move(pieces)) {
    decision_.cells.assign(release.cells.size(), EgressRefusal::none);
  }

  Decision run() {
    leave_out_small_cells();
    add(0, candidates_.size(), false);
    decision_.accepted = accepted_.size();
    return std::move(decision_);
  }

 private:
  /// A cell over fewer than k entities says too much by itself, however many classes it is made of.
  void leave_out_small_cells() {
    std::vector<std::vector<std::uint32_t>> by_atom(release_.atoms);
    for (std::uint32_t f = 0; f < pieces_.old.size(); ++f)
      if (pieces_.atom[f] != 0) by_atom[pieces_.atom[f] - 1].push_back(f);
    for (std::uint32_t c = 0; c < release_.cells.size(); ++c) {
      const auto size = entities_of(release_.cells[c], by_atom);
      if (size == 0 || size >= options_.k)
        candidates_.push_back(c);
      else
        refuse(c, {EgressRefusal::single, size});
    }
  }

  /// Distinct entities of a cell that are not known, counted up to k.
  std::size_t entities_of(const EgressCell& cell, const std::vector<std::vector<std::uint32_t>>& by_atom) const {
    std::vector<std::uint64_t> seen;
    for (const auto atom : cell.atoms)
      for (const auto f : by_atom[atom])
        for (const auto entity : pieces_.entities.of(f)) {
          if (std::find(seen.begin(), seen.end(), entity) == seen.end()) seen.push_back(entity);
          if (seen.size() >= options_.k) return seen.size();
        }
    return seen.size();
  }

  /// Accepts what can go of the candidates [first, last), halving what cannot go whole. `fails` says that it is known not to.
  void add(std::size_t first, std::size_t last, bool fails) {
    if (first == last) return;
    if (!fails) {
      const auto finding = checks_++ < options_.max_checks ? try_with(first, last) : Finding{EgressRefusal::budget, 0};
      if (finding.kind == EgressRefusal::none) {
        accepted_.insert(accepted_.end(), candidates_.begin() + static_cast<std::ptrdiff_t>(first),
                         candidates_.begin() + static_cast<std::ptrdiff_t>(last));
        return;
      }
      if (last - first == 1 || checks_ > options_.max_checks) {
        for (auto i = first; i < last; ++i) refuse(candidates_[i], finding);
        return;
      }
    }
    const auto middle = first + (last - first) / 2, before = accepted_.size();
    add(first, middle, false);
    const bool rest_fails = accepted_.size() - before == middle - first && last - middle > 1;
    add(middle, last, rest_fails);
  }

  Finding try_with(std::size_t first, std::size_t last) {
    auto chosen = accepted_;
    chosen.insert(chosen.end(), candidates_.begin() + static_cast<std::ptrdiff_t>(first),
                  candidates_.begin() + static_cast<std::ptrdiff_t>(last));
    const Merged merged = merge(state_.slots, pieces_, signatures(release_, chosen), chosen.size(), options_.k, options_.threads);
    decision_.classes = std::max(decision_.classes, merged.row.size());
    const auto& count = merged.entities.count;
    if (std::all_of(count.begin(), count.end(), [&](auto size) { return size >= options_.k; })) return {};
    if (past_budget(merged, chosen.size())) return {EgressRefusal::budget, 0};
    const auto alone = examine_each(merged.columns, merged.entities, options_.k, state_.basis->prime(), state_.seed);
    if (alone.kind != EgressRefusal::none) return alone;
    absorb(merged);
    std::vector<std::uint32_t> wanted(chosen.size());
    for (std::uint32_t i = 0; i < wanted.size(); ++i) wanted[i] = static_cast<std::uint32_t>(state_.slots.cells()) + i;
    return isolate(*state_.basis, merged.columns, basis_columns(merged), wanted, merged.entities, options_.k, state_.seed);
  }

  bool past_budget(const Merged& merged, std::size_t cells) const {
    const auto rank =
        std::min<std::size_t>(state_.basis->rank() + state_.slots.cells() - state_.absorbed + cells, merged.row.size());
    return rank > options_.max_rank || merged.row.size() > options_.max_classes;
  }

  /// Rows of one recorded class are the same to the basis: each of its columns stands for the largest piece of the class.
  std::vector<std::uint32_t> basis_columns(const Merged& merged) const {
    std::vector<std::uint32_t> best(state_.slots.classes(), Pieces::kNone), out;
    for (std::uint32_t j = 0; j < merged.row.size(); ++j) {
      auto& at = best[merged.columns.old[j]];
      if (at == Pieces::kNone || merged.entities.count[j] > merged.entities.count[at]) at = j;
    }
    for (const auto row : state_.basis_rows) out.push_back(best[state_.classes[row]]);
    return out;
  }

  /// Brings recorded cells that the basis does not know yet into it. Any columns will do that refine the classes.
  void absorb(const Merged& merged) {
    while (state_.absorbed < state_.slots.cells()) {
      std::vector<std::uint32_t> wanted(std::min(kBlock, state_.slots.cells() - state_.absorbed));
      for (std::uint32_t i = 0; i < wanted.size(); ++i) wanted[i] = static_cast<std::uint32_t>(state_.absorbed) + i;
      const auto block = state_.basis->examine(merged.columns, basis_columns(merged), wanted, {});
      state_.basis->extend(merged.columns, block);
      for (const auto column : block.columns) state_.basis_rows.push_back(merged.row[column]);
      state_.absorbed += wanted.size();
    }
  }

  void refuse(std::uint32_t cell, Finding finding) {
    decision_.cells[cell] = finding.kind;
    if (finding.smallest > 0 && (decision_.smallest == 0 || finding.smallest < decision_.smallest))
      decision_.smallest = finding.smallest;
  }

  EgressLedger::State& state_;
  const Release& release_;
  const EgressOptions& options_;
  const Pieces pieces_;
  std::vector<std::uint32_t> candidates_, accepted_;
  std::size_t checks_ = 0;
  Decision decision_;
};

/// Classes after the release: (class, code) pairs in order of appearance; class 0 stays the rows outside.
struct Renumbering {
  std::vector<std::uint32_t> parent{0}, codes{0};
};

Renumbering renumber(EgressLedger::State& state, const std::vector<std::uint32_t>& marks, const Signatures& sets) {
  Renumbering out;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> numbers{{0, 0}};
  for (std::size_t at = 0; at < state.keys.size(); ++at) {
    const auto code = sets.code[marks[at]];
    const auto [found, fresh] =
        numbers.emplace(std::uint64_t{state.classes[at]} << 32 | code, static_cast<std::uint32_t>(out.parent.size()));
    if (fresh) out.parent.push_back(state.classes[at]), out.codes.push_back(code);
    state.classes[at] = found->second;
  }
  return out;
}

}  // namespace

EgressLedger::EgressLedger(std::string population, std::uint64_t seed) : state_(std::make_unique<State>()) {
  state_->population = std::move(population);
  state_->seed = seed;
  state_->forget_basis();
}
EgressLedger::~EgressLedger() = default;
EgressLedger::EgressLedger(EgressLedger&&) noexcept = default;
EgressLedger& EgressLedger::operator=(EgressLedger&&) noexcept = default;

Result<Decision> EgressLedger::check(const Release& release, const EgressOptions& options) {
  GS_CHECK(check_shape(release));
  GS_TRY(marks, state_->mark(release));
  return Examination(*state_, release, options, state_->pieces(marks, std::max(options.k, 2U))).run();
}

Status EgressLedger::record(const Release& release, const Decision& decision) {
  GS_CHECK(check_shape(release));
  if (decision.cells.size() != release.cells.size())
    return fail(ErrorCode::input_bad_format, "/cells", "裁定与发布不符 / the decision is about another release");
  std::vector<std::uint32_t> chosen;
  RecordedRelease entry{release.label, {}};
  for (std::uint32_t c = 0; c < release.cells.size(); ++c) {
    if (!decision.allowed(c)) continue;
    chosen.push_back(c);
    entry.measures.push_back(release.cells[c].measure);
  }
  GS_TRY(marks, state_->mark(release));
  if (chosen.empty()) return {};
  const auto sets = signatures(release, chosen);
  const auto next = renumber(*state_, marks, sets);
  state_->slots.refine(next.parent, next.codes, sets.cells, chosen.size());
  state_->releases.push_back(std::move(entry));
  return {};
}

void EgressLedger::know(std::span<const std::uint64_t> entities) {
  state_->known.insert(entities.begin(), entities.end());
  state_->forget_basis();
}

const std::string& EgressLedger::population() const { return state_->population; }
std::size_t EgressLedger::releases() const { return state_->releases.size(); }
std::size_t EgressLedger::cells() const { return state_->slots.cells(); }
std::size_t EgressLedger::rows() const {
  return static_cast<std::size_t>(std::count_if(state_->classes.begin(), state_->classes.end(), [](auto c) { return c != 0; }));
}
std::size_t EgressLedger::classes() const { return state_->slots.classes() - 1; }

}  // namespace gongshu::disclosure
