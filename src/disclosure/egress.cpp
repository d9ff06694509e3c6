#include "disclosure/egress.h"

#include <numeric>

#include "disclosure/egress_coarse.h"
#include "disclosure/egress_merge.h"
#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {
/// One release under examination.
class Examination {
 public:
  Examination(EgressLedger::State& state, const Release& release, const EgressOptions& options, const Pieces& pieces)
      : state_(state), release_(release), options_(options), pieces_(pieces) {
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
    checkpoint();
    auto chosen = accepted_;
    chosen.insert(chosen.end(), candidates_.begin() + static_cast<std::ptrdiff_t>(first),
                  candidates_.begin() + static_cast<std::ptrdiff_t>(last));
    const Merged merged = merge(state_.slots, pieces_, signatures(release_, chosen), chosen.size(), options_.k, options_.threads);
    decision_.classes = std::max(decision_.classes, merged.row.size());
    const auto& count = merged.entities.count;
    if (std::all_of(count.begin(), count.end(), [&](auto size) { return size >= options_.k; })) return {};
    if (past_budget(merged, chosen.size())) return {EgressRefusal::budget, 0};
    return examine_each(merged.columns, merged.entities, options_.k, state_.basis->prime(), state_.seed,
                        [&] { return over_all(merged, chosen.size()); });
  }

  /// Together with everything recorded.
  Finding over_all(const Merged& merged, std::size_t cells) {
    complete_basis(state_, options_.k, options_.threads);
    if (state_.absorbed != state_.slots.cells()) return {EgressRefusal::budget, 0};
    std::vector<std::uint32_t> wanted(cells);
    std::iota(wanted.begin(), wanted.end(), static_cast<std::uint32_t>(state_.slots.cells()));
    return isolate(*state_.basis, merged.columns, basis_columns(state_, merged), wanted, merged.entities, options_.k,
                   state_.seed);
  }

  bool past_budget(const Merged& merged, std::size_t cells) const {
    return rank_bound(state_, merged.row.size(), cells) > options_.max_rank || merged.row.size() > options_.max_classes;
  }

  void refuse(std::uint32_t cell, Finding finding) {
    decision_.cells[cell] = finding.kind;
    if (finding.smallest > 0 && (decision_.smallest == 0 || finding.smallest < decision_.smallest))
      decision_.smallest = finding.smallest;
  }

  EgressLedger::State& state_;
  const Release& release_;
  const EgressOptions& options_;
  const Pieces& pieces_;
  std::vector<std::uint32_t> candidates_, accepted_;
  std::size_t checks_ = 0;
  Decision decision_;
};

/// Classes after the release: (class, code) pairs in order of appearance; class 0 stays the rows outside.
struct Renumbering {
  std::vector<std::uint32_t> parent{0}, codes{0};
};

Renumbering renumber(EgressLedger::State& state, const Pieces& pieces, const Signatures& sets) {
  Renumbering out;
  std::vector<std::uint32_t> of_piece(pieces.old.size());
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> numbers{{0, 0}};
  for (std::size_t f = 0; f < of_piece.size(); ++f) {
    const auto code = sets.code[pieces.atom[f]];
    const auto [found, fresh] =
        numbers.emplace(std::uint64_t{pieces.old[f]} << 32 | code, static_cast<std::uint32_t>(out.parent.size()));
    if (fresh) out.parent.push_back(pieces.old[f]), out.codes.push_back(code);
    of_piece[f] = found->second;
  }
  for (std::size_t at = 0; at < pieces.of_row.size(); ++at)
    if (pieces.of_row[at] != Pieces::kNone) state.classes[at] = of_piece[pieces.of_row[at]];
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
  if (options.k < 2) return fail(ErrorCode::input_out_of_range, "/k", "k 至少为 2 / k is at least 2");
  const StopScope scope(&options.stop);
  try {
    GS_TRY(marks, state_->mark(release));
    const auto prepared = std::make_shared<const Prepared>(
        Prepared{state_->identity, state_->version, release.rows.size(), state_->pieces(marks, options.k)});
    auto decision = Examination(*state_, release, options, prepared->pieces).run();
    decision.k = options.k;
    decision.prepared = prepared;
    return decision;
  } catch (const Stopped&) {
    if (state_->absorbed != state_->slots.cells()) state_->forget_basis();  // half made
    return fail(ErrorCode::query_cancelled);
  }
}

namespace {
/// Later checks make the basis again where this one was stopped.
void grow_or_forget(EgressLedger::State& state, const Prepared& prepared, const Signatures& sets, std::size_t cells,
                    std::uint32_t k, int threads, const std::function<bool()>& stop) {
  const StopScope scope(&stop);
  try {
    grow_basis(state, prepared.pieces, sets, cells, k, threads);
  } catch (const Stopped&) {
    state.forget_basis();
  }
}
}  // namespace

Status EgressLedger::record(const Release& release, const Decision& decision, int threads, const std::function<bool()>& stop) {
  GS_CHECK(check_shape(release));
  if (decision.cells.size() != release.cells.size() || decision.k < 2)
    return fail(ErrorCode::input_bad_format, "/cells", "裁定与发布不符 / the decision is about another release");
  std::vector<std::uint32_t> chosen;
  RecordedRelease entry{release.label, {}};
  for (std::uint32_t c = 0; c < release.cells.size(); ++c) {
    if (!decision.allowed(c)) continue;
    chosen.push_back(c);
    entry.measures.push_back(release.cells[c].measure);
  }
  if (chosen.empty()) return {};
  auto prepared = std::static_pointer_cast<const Prepared>(decision.prepared);
  if (!prepared || prepared->of != state_->identity || prepared->version != state_->version ||
      prepared->rows != release.rows.size()) {
    GS_TRY(marks, state_->mark(release));
    prepared = std::make_shared<const Prepared>(
        Prepared{state_->identity, state_->version, release.rows.size(), state_->pieces(marks, decision.k)});
  }
  const auto sets = signatures(release, chosen);
  grow_or_forget(*state_, *prepared, sets, chosen.size(), decision.k, threads, stop);
  const auto next = renumber(*state_, prepared->pieces, sets);
  state_->slots.refine(next.parent, next.codes, sets.cells, chosen.size());
  state_->releases.push_back(std::move(entry));
  ++state_->version;
  return {};
}

void EgressLedger::know(std::span<const std::uint64_t> entities) {
  state_->known.insert(entities.begin(), entities.end());
  state_->forget_basis();
  ++state_->version;
}

const std::string& EgressLedger::population() const { return state_->population; }
std::size_t EgressLedger::releases() const { return state_->releases.size(); }
std::size_t EgressLedger::cells() const { return state_->slots.cells(); }
std::size_t EgressLedger::rows() const {
  return static_cast<std::size_t>(std::count_if(state_->classes.begin(), state_->classes.end(), [](auto c) { return c != 0; }));
}
std::size_t EgressLedger::classes() const { return state_->slots.classes() - 1; }

}  // namespace gongshu::disclosure
