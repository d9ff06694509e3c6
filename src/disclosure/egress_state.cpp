#include "disclosure/egress_state.h"

#include <flint/ulong_extras.h>

#include "disclosure/stop.h"

namespace gongshu::disclosure {

std::uint32_t RowIndex::find(std::uint64_t key) const {
  if (key < direct_.size() && direct_[key] != kNone) return direct_[key];
  if (hashed_.empty()) return kNone;
  const auto found = hashed_.find(key);
  return found == hashed_.end() ? kNone : found->second;
}

void RowIndex::insert(std::uint64_t key, std::uint32_t position) {
  if (key >= direct_.size() && key < 2 * (std::uint64_t{position} + (1U << 20)))
    direct_.resize(std::max<std::size_t>(key + 1, 2 * direct_.size()), kNone);
  if (key < direct_.size())
    direct_[key] = position;
  else
    hashed_.emplace(key, position);
}

Status check_shape(const Release& release) {
  if (release.atoms >= UINT32_MAX - 1) return fail(ErrorCode::input_bad_format, "/atoms", "原子过多 / too many atoms");
  for (std::size_t c = 0; c < release.cells.size(); ++c) {
    const auto& atoms = release.cells[c].atoms;
    const bool ascending = std::adjacent_find(atoms.begin(), atoms.end(), std::greater_equal<>()) == atoms.end();
    if (!ascending || (!atoms.empty() && atoms.back() >= release.atoms))
      return fail(ErrorCode::input_bad_format, "/cells/" + std::to_string(c),
                  "单元的原子须递增且在范围内 / the atoms of a cell are ascending and below the number of atoms");
  }
  return {};
}

Result<std::vector<std::uint32_t>> EgressLedger::State::mark(const Release& release) {
  std::vector<std::uint32_t> marks(keys.size(), 0);
  Pace pace;
  for (std::size_t i = 0; i < release.rows.size(); ++i) {
    pace();  // between two rows: a row is taken in whole or not at all
    const auto& row = release.rows[i];
    const auto bad = [&](const char* hint) { return fail(ErrorCode::input_bad_format, "/rows/" + std::to_string(i), hint); };
    if (row.atom >= release.atoms) return bad("原子超出范围 / the atom is out of range");
    auto at = index.find(row.key);
    if (at == RowIndex::kNone) {
      if (keys.size() >= RowIndex::kNone - 1) return bad("行数过多 / too many rows");
      at = static_cast<std::uint32_t>(keys.size());
      index.insert(row.key, at);
      keys.push_back(row.key), entities.push_back(row.entity), classes.push_back(0), marks.push_back(0);
    }
    if (entities[at] != row.entity) {
      // A row that no release holds yet may have been taken in by a release that came to nothing.
      if (classes[at] != 0 || marks[at] != 0) return bad("同一行键对应不同主体 / the row key belongs to another entity");
      entities[at] = row.entity;
    }
    if (marks[at] != 0 && marks[at] != row.atom + 1) return bad("同一行属于两个原子 / the row has two atoms");
    marks[at] = row.atom + 1;
  }
  return marks;
}

namespace {
/// Numbers (class, atom) pairs in order of appearance; a plain table where the product is small.
class PairNumbers {
 public:
  PairNumbers(std::size_t firsts, std::size_t seconds) : width_(seconds) {
    if (firsts * seconds <= (std::size_t{1} << 24)) table_.assign(firsts * seconds, Pieces::kNone);
  }
  /// (number, whether it is new)
  std::pair<std::uint32_t, bool> of(std::uint32_t first, std::uint32_t second) {
    if (!table_.empty()) {
      auto& slot = table_[first * width_ + second];
      if (slot != Pieces::kNone) return {slot, false};
      return {slot = count_++, true};
    }
    const auto [at, fresh] = hashed_.emplace(std::uint64_t{first} << 32 | second, count_);
    if (fresh) ++count_;
    return {at->second, fresh};
  }

 private:
  std::size_t width_;
  std::uint32_t count_ = 0;
  std::vector<std::uint32_t> table_;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> hashed_;
};

/// Fills the lists of distinct entities, at most k each; `rows` counts the rows of each piece.
void list_entities(const EgressLedger::State& state, Pieces& pieces, const std::vector<std::uint32_t>& rows, std::uint32_t k) {
  auto& lists = pieces.entities;
  lists.start.resize(rows.size());
  lists.count.assign(rows.size(), 0);
  std::uint64_t total = 0;
  for (std::size_t f = 0; f < rows.size(); ++f) {
    lists.start[f] = total;
    total += std::min(rows[f], k);
  }
  lists.pool.resize(total);
  Pace pace;
  for (std::size_t at = 0; at < pieces.of_row.size(); ++at) {
    pace();
    const auto f = pieces.of_row[at];
    if (f == Pieces::kNone) continue;
    const auto entity = state.entities[at];
    if (!state.known.empty() && state.known.contains(entity)) continue;
    if (const auto tag = mix64(state.keys[at]); tag < pieces.tag[f] || pieces.row[f] == Pieces::kNone) {
      pieces.tag[f] = tag;
      pieces.row[f] = static_cast<std::uint32_t>(at);
    }
    if (lists.count[f] == k) continue;
    auto* first = lists.pool.data() + lists.start[f];
    auto* last = first + lists.count[f];
    if (std::find(first, last, entity) != last) continue;
    *last = entity;
    ++lists.count[f];
  }
}
}  // namespace

Pieces EgressLedger::State::pieces(const std::vector<std::uint32_t>& marks, std::uint32_t k) const {
  Pieces out;
  out.of_row.assign(keys.size(), Pieces::kNone);
  const auto top = marks.empty() ? 0 : *std::max_element(marks.begin(), marks.end());
  PairNumbers numbers(slots.classes(), top + 1);
  std::vector<std::uint32_t> rows;
  Pace pace;
  for (std::size_t at = 0; at < keys.size(); ++at) {
    pace();
    if (classes[at] == 0 && marks[at] == 0) continue;
    const auto [number, fresh] = numbers.of(classes[at], marks[at]);
    if (fresh) out.old.push_back(classes[at]), out.atom.push_back(marks[at]), rows.push_back(0);
    out.of_row[at] = number;
    ++rows[number];
  }
  out.row.assign(rows.size(), Pieces::kNone);
  out.tag.assign(rows.size(), UINT64_MAX);
  list_entities(*this, out, rows, k);
  return out;
}

void EgressLedger::State::forget_basis() {
  // A 60-bit prime that the seed decides.
  const auto start = (std::uint64_t{1} << 59) + mix64(seed ^ 0x707269) % (std::uint64_t{1} << 59);
  basis.emplace(n_nextprime(start, 0), mix64(seed));
  basis_rows.clear();
  absorbed = 0;
}

Signatures signatures(const Release& release, std::span<const std::uint32_t> chosen) {
  // Partition refinement: each cell splits the sets of atoms that it cuts. `lists` keeps the cells of each set.
  std::vector<std::uint32_t> set(release.atoms, 0);
  std::vector<std::vector<std::uint32_t>> lists(1);
  for (std::uint32_t i = 0; i < chosen.size(); ++i) {
    checkpoint();
    boost::unordered_flat_map<std::uint32_t, std::uint32_t> split;
    for (const auto atom : release.cells[chosen[i]].atoms) {
      const auto [at, fresh] = split.emplace(set[atom], static_cast<std::uint32_t>(lists.size()));
      if (fresh) {
        auto list = lists[set[atom]];
        list.push_back(i);
        lists.push_back(std::move(list));
      }
      set[atom] = at->second;
    }
  }
  Signatures out;
  std::vector<std::uint32_t> code(lists.size(), UINT32_MAX);
  code[0] = 0;
  out.code.assign(release.atoms + 1, 0);
  out.injective = true;
  for (std::uint32_t atom = 0; atom < release.atoms; ++atom) {
    auto& number = code[set[atom]];
    if (number != UINT32_MAX) out.injective = false;
    if (number == UINT32_MAX) {
      number = static_cast<std::uint32_t>(out.cells.codes());
      out.cells.add(lists[set[atom]]);
    }
    out.code[atom + 1] = number;
  }
  return out;
}

}  // namespace gongshu::disclosure
