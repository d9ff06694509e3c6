#include "disclosure/egress_merge.h"

#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {
constexpr std::size_t kMostRank = 8'000;  ///< larger bases are not kept: 512 MB, and the budget of a check ends before
constexpr std::uint32_t kBlock = 1024;    ///< recorded cells are brought into the basis in blocks of this many

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
  Pace pace;
  for (std::size_t f = 0; f < pieces.old.size(); ++f, pace())
    if (const auto j = out.of_piece[f]; j != Pieces::kNone) join(out.entities, j, pieces.entities.of(f), k);
}

}  // namespace

Merged merge(const Slots& slots, const Pieces& pieces, const Signatures& sets, std::size_t new_cells, std::uint32_t k,
             int threads) {
  Merged out;
  out.columns.slots = &slots;
  out.columns.release = sets.cells;
  out.columns.new_cells = new_cells;
  out.columns.threads = threads;
  out.of_piece.assign(pieces.old.size(), Pieces::kNone);
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> numbers;
  Pace pace;
  for (std::size_t f = 0; f < pieces.old.size(); ++f) {
    pace();
    const auto code = sets.code[pieces.atom[f]];
    if (pieces.row[f] == Pieces::kNone || (pieces.old[f] == 0 && code == 0)) continue;
    auto number = static_cast<std::uint32_t>(out.row.size());
    if (!sets.injective) number = numbers.emplace(std::uint64_t{pieces.old[f]} << 32 | code, number).first->second;
    out.of_piece[f] = number;
    if (number == out.row.size()) {
      out.columns.old.push_back(pieces.old[f]);
      out.columns.code.push_back(code);
      out.columns.tag.push_back(pieces.tag[f]);
      out.row.push_back(pieces.row[f]);
    } else if (pieces.tag[f] < out.columns.tag[number]) {
      out.columns.tag[number] = pieces.tag[f];
      out.row[number] = pieces.row[f];
    }
  }
  fill_lists(out, pieces, k);
  out.columns.large.reserve(out.row.size());
  for (const auto count : out.entities.count) out.columns.large.push_back(count >= k);
  return out;
}

std::size_t rank_bound(const EgressLedger::State& state, std::size_t columns, std::size_t new_cells) {
  return std::min(state.basis->rank() + state.slots.cells() - state.absorbed + new_cells, columns);
}

std::vector<std::uint32_t> basis_columns(const EgressLedger::State& state, const Merged& merged) {
  std::vector<std::uint32_t> best(state.slots.classes(), Pieces::kNone), out;
  const auto& count = merged.entities.count;
  const auto& tag = merged.columns.tag;
  for (std::uint32_t j = 0; j < merged.row.size(); ++j) {
    auto& at = best[merged.columns.old[j]];
    if (at == Pieces::kNone || count[j] > count[at] || (count[j] == count[at] && tag[j] < tag[at])) at = j;
  }
  for (const auto row : state.basis_rows) out.push_back(best[state.classes[row]]);
  return out;
}

void absorb(EgressLedger::State& state, const Merged& merged, std::uint32_t first, std::uint32_t last) {
  auto at = basis_columns(state, merged);
  for (std::size_t i = 0; i < at.size(); ++i) state.basis_rows[i] = merged.row[at[i]];
  for (auto from = first; from < last; from += kBlock) {
    std::vector<std::uint32_t> wanted;
    for (auto cell = from; cell < std::min(last, from + kBlock); ++cell) wanted.push_back(cell);
    const auto block = state.basis->examine(merged.columns, at, wanted, {});
    state.basis->extend(merged.columns, block);
    at.insert(at.end(), block.columns.begin(), block.columns.end());
    for (const auto column : block.columns) state.basis_rows.push_back(merged.row[column]);
  }
}

void complete_basis(EgressLedger::State& state, std::uint32_t k, int threads) {
  if (state.absorbed == state.slots.cells() || rank_bound(state, state.slots.classes(), 0) > kMostRank) return;
  const auto pieces = state.pieces(std::vector<std::uint32_t>(state.keys.size(), 0), k);
  const Release nothing;
  const auto merged = merge(state.slots, pieces, signatures(nothing, {}), 0, k, threads);
  state.forget_basis();
  absorb(state, merged, 0, static_cast<std::uint32_t>(state.slots.cells()));
  state.absorbed = state.slots.cells();
}

void grow_basis(EgressLedger::State& state, const Pieces& pieces, const Signatures& sets, std::size_t new_cells, std::uint32_t k,
                int threads) {
  complete_basis(state, k, threads);
  if (state.absorbed != state.slots.cells() || rank_bound(state, pieces.old.size(), new_cells) > kMostRank) return;
  const auto merged = merge(state.slots, pieces, sets, new_cells, k, threads);
  const auto first = static_cast<std::uint32_t>(state.slots.cells()), last = first + static_cast<std::uint32_t>(new_cells);
  absorb(state, merged, first, last);
  state.absorbed = last;
}

}  // namespace gongshu::disclosure
