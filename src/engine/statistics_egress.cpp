// Ledgers, the check within one answer, rounding and noise.
#include <random>

#include "disclosure/noise.h"
#include "engine/names.h"
#include "engine/statistics_work.h"

namespace gongshu::engine {
namespace {

std::string lower(std::string_view name) {
  std::string out(name);
  std::ranges::transform(out, out.begin(), ascii_lower);
  return out;
}

/// A bijection (finaliser of SplitMix64): different keys of one table stay different.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// FNV-1a: keeps apart the rows of tables that share a ledger. Part of what ledgers store: it never changes.
std::uint64_t name_hash(std::string_view name) {
  std::uint64_t out = 0xcbf29ce484222325ULL;
  for (const char c : name) out = (out ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return out;
}

/// A row for each entity: what a count of different identifiers is about.
std::vector<disclosure::EgressRow> entity_rows(std::vector<disclosure::EgressRow> rows) {
  static const auto kEntities = name_hash("# entities");
  for (auto& row : rows) row.key = mixed(row.entity ^ kEntities);
  return rows;
}

/// The check within one answer is not kept: nobody can build releases around its prime.
std::uint64_t answer_seed() { return std::uint64_t{std::random_device{}()} << 32 | std::random_device{}(); }

}  // namespace

Status Statistics::egress() {
  disclosure::EgressOptions options;
  options.k = static_cast<std::uint32_t>(rules_.k);
  options.stop = [this] { return !run_.alive(); };
  const auto sets = cells_->row_sets();
  if (sets.empty()) return {};
  std::vector<bool> allowed(sets.size(), true);
  auto pasts = this->pasts();
  for (auto& past : pasts) {
    GS_TRY(release, rows_release(past.tables, sets));
    auto checked = past.ledger->check(release, options);
    GS_CHECK(run_.alive());  // names the bound that ended it
    GS_TRY(decision, std::move(checked));
    for (std::size_t s = 0; s < sets.size(); ++s) allowed[s] = allowed[s] && decision.allowed(s);
    past.release = std::move(release);
    past.decision = std::move(decision);
  }
  for (std::size_t j = 0; j < c_.protect.size(); ++j)
    if (!ledger_of(j)) GS_CHECK(within_answer(j, sets, options, allowed));
  for (auto& past : pasts) {
    GS_CHECK(record(*past.ledger, past.release, std::move(past.decision), allowed));
    keep(past.tables.front(), std::move(past.release), allowed);
  }
  for (std::size_t s = 0; s < sets.size(); ++s)
    if (!allowed[s]) cells_->withhold(sets[s], disclosure::State::egress, disclosure::Reason::differencing);
  return perturbed() ? perturb(sets) : Status{};
}

/// Tables of one population share a ledger: their rows are one release.
std::vector<Statistics::Past> Statistics::pasts() const {
  std::vector<Past> out;
  for (std::size_t j = 0; j < c_.protect.size(); ++j) {
    auto* ledger = ledger_of(j);
    if (!ledger) continue;
    auto known = std::ranges::find(out, ledger, &Past::ledger);
    if (known == out.end()) known = out.insert(out.end(), Past{ledger, {}, {}, {}});
    known->tables.push_back(j);
  }
  return out;
}

void Statistics::keep(std::size_t j, disclosure::Release release, const std::vector<bool>& allowed) {
  std::vector<disclosure::EgressCell> cells;
  for (std::size_t s = 0; s < allowed.size(); ++s)
    if (allowed[s]) cells.push_back(std::move(release.cells[s]));
  release.cells = std::move(cells);
  std::vector<bool> used(release.atoms, false);
  for (const auto& cell : release.cells)
    for (const auto atom : cell.atoms) used[atom] = true;
  std::erase_if(release.rows, [&](const auto& row) { return !used[row.atom]; });
  if (!release.cells.empty()) out_.releases.push_back({lower(c_.protect[j].origin), std::move(release)});
}

disclosure::EgressLedger* Statistics::ledger_of(std::size_t j) const {
  const auto found = controls_.ledgers.find(lower(c_.protect[j].origin));
  return found == controls_.ledgers.end() ? nullptr : found->second;
}

Status Statistics::record(disclosure::EgressLedger& ledger, const disclosure::Release& release, disclosure::Decision decision,
                          const std::vector<bool>& allowed) {
  for (std::size_t s = 0; s < allowed.size(); ++s) {
    if (allowed[s] || !decision.allowed(s)) continue;
    decision.cells[s] = disclosure::EgressRefusal::single;
    --decision.accepted;
    decision.prepared.reset();
  }
  return decision.accepted == 0 ? Status{} : ledger.record(release, decision);
}

Status Statistics::member_rows(std::size_t j, std::vector<disclosure::EgressRow>& rows) {
  const auto r = num("r.r", j), e = num("r.e", j);
  const auto table = name_hash(lower(c_.protect[j].origin));
  return run_.query("SELECT " + r + ", " + e + ", a.id FROM (" + sql_.rows + ") AS r JOIN " + atoms_name_ + " AS a ON " +
                        sql_.same_keys + " WHERE " + r + " IS NOT NULL",
                    sql_.parameters, [&](duckdb_data_chunk chunk) {
                      const Column<std::int64_t> key(chunk, 0), entity(chunk, 1), id(chunk, 2);
                      for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); ++row)
                        rows.push_back({mixed(static_cast<std::uint64_t>(key.at(row)) ^ table),
                                        static_cast<std::uint64_t>(entity.at(row)), static_cast<std::uint32_t>(id.at(row))});
                      return true;
                    });
}

Result<disclosure::Release> Statistics::rows_release(const std::vector<std::size_t>& tables, const std::vector<RowSet>& sets) {
  Composite composite(atoms_.size()), people(atoms_.size());
  disclosure::Release out;
  for (const auto j : tables) GS_CHECK(member_rows(j, out.rows));
  const bool counted = std::ranges::any_of(sets, &RowSet::entities);
  auto entities = counted ? entity_rows(out.rows) : std::vector<disclosure::EgressRow>();
  composite.merge(out.rows);
  people.merge(entities);
  const auto offset = static_cast<std::uint32_t>(composite.size());
  for (auto& row : entities) row.atom += offset;
  out.rows.insert(out.rows.end(), entities.begin(), entities.end());
  out.label = released_;
  out.atoms = offset + static_cast<std::uint32_t>(people.size());
  for (const auto& set : sets) {
    auto atoms = (set.entities ? people : composite).atoms(set.atoms);
    if (set.entities)
      for (auto& atom : atoms) atom += offset;
    out.cells.push_back({set.measures, std::move(atoms)});
  }
  composite.drop_unused(out);
  return out;
}

Status Statistics::within_answer(std::size_t j, const std::vector<RowSet>& sets, const disclosure::EgressOptions& options,
                                 std::vector<bool>& allowed) {
  if (std::ranges::any_of(sets, &RowSet::entities)) {
    GS_TRY(release, rows_release({j}, sets));
    disclosure::EgressLedger ledger("answer", answer_seed());
    GS_TRY(decision, ledger.check(release, options));
    for (std::size_t s = 0; s < sets.size(); ++s) allowed[s] = allowed[s] && decision.allowed(s);
    return {};
  }
  const auto parts = cells_->entangled(j, sets);
  for (const auto& part : parts) {
    disclosure::Release release;
    release.label = released_;
    release.atoms = static_cast<std::uint32_t>(part.atoms.size());
    std::uint64_t key = 0, dummy = std::uint64_t{1} << 63;
    for (std::size_t i = 0; i < part.atoms.size(); ++i) {
      const auto& atom = atoms_[part.atoms[i]];
      if (!cells_->few(atom, j))
        for (int n = 0; n < rules_.k; ++n) release.rows.push_back({key++, dummy++, static_cast<std::uint32_t>(i)});
      else
        for (const auto entity : atom.entities[j])
          release.rows.push_back({key++, static_cast<std::uint64_t>(entity), static_cast<std::uint32_t>(i)});
    }
    for (const auto s : part.sets) {
      std::vector<std::uint32_t> atoms;
      for (const auto a : sets[s].atoms)
        atoms.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(part.atoms, a) - part.atoms.begin()));
      release.cells.push_back({sets[s].measures, std::move(atoms)});
    }
    disclosure::EgressLedger ledger("answer", answer_seed());
    GS_TRY(decision, ledger.check(release, options));
    for (std::size_t i = 0; i < part.sets.size(); ++i)
      if (!decision.allowed(i)) allowed[part.sets[i]] = false;
  }
  return {};
}

Status Statistics::perturb(const std::vector<RowSet>& sets) {
  if (controls_.noise_key.empty()) return fail(ErrorCode::input_missing_field, "noise_key", "rounding and noise need a secret");
  const disclosure::Perturber perturber(controls_.noise_key);
  Composite composite(atoms_.size());
  std::vector<disclosure::EgressRow> rows;
  GS_CHECK(member_rows(0, rows));
  composite.merge(rows);
  std::vector<std::vector<std::uint64_t>> keys(composite.size());
  for (const auto& row : rows) keys[row.atom].push_back(row.key);
  for (const auto& set : sets) {
    if (set.entities) continue;  // the same rows stand in a set of their own
    disclosure::RowSetDigest digest(controls_.noise_key);
    for (const auto a : composite.atoms(set.atoms))
      for (const auto key : keys[a]) digest.add(key);
    cells_->perturb(set, perturber, rules_, digest.finish());
  }
  return run_.alive();
}

}  // namespace gongshu::engine
