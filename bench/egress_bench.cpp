// Disclosure control at size. One JSON line a figure on standard output.
//   bench_egress [MOST_CLASSES]     default 10,000,000; about 8 GiB of memory then
//
// Egress: 1,000 cells recorded, each over a random half of the rows, so that every row is a class of its own and every class is
// smaller than k: nothing is settled by size, and all cells are independent. The candidate is a table of 1,000 groups. The ledger
// is made of its parts instead of by 1,000 calls of record(); the first check also finds the basis of the recorded cells, as
// after a restart. Suppression: 3,000 counties in 300 cities in 30 provinces × 33 columns, with all margins, counts and sums.
#include <cstdio>
#include <cstdlib>

#include "disclosure/egress_state.h"
#include "disclosure/suppress.h"
#include "figures.h"

namespace {
using namespace gongshu;
using namespace gongshu::bench;
using namespace gongshu::disclosure;

constexpr std::uint32_t kEarlier = 1'000, kNew = 1'000;

void figure(std::string name, double value, double at_most, std::string note) {
  json::object out{{"name", std::move(name)}, {"unit", "s"}, {"value", value}};
  if (at_most > 0) out["at_most"] = at_most;
  out["note"] = std::move(note);
  print(std::move(out));
}

/// A ledger of `rows` rows, one entity and one class each, in random halves.
EgressLedger ledger_of(std::uint32_t rows) {
  EgressLedger ledger("bench", 42);
  auto& state = ledger.state();
  std::vector<Slot> slots;
  for (std::uint32_t first = 0; first < kEarlier; first += 8) {
    Slot slot;
    slot.packed = 8;
    slot.codes = {};
    for (std::uint32_t code = 1; code < 256; ++code) {
      std::vector<std::uint32_t> cells;
      for (std::uint32_t bit = 0; bit < 8; ++bit)
        if ((code >> bit & 1) != 0) cells.push_back(first + bit);
      slot.codes.add(cells);
    }
    slot.data.resize(rows + 1);
    for (std::uint32_t i = 1; i <= rows; ++i) slot.data[i] = static_cast<std::uint8_t>(mix64(std::uint64_t{first} << 32 | i));
    slots.push_back(std::move(slot));
  }
  state.slots.restore(std::move(slots), rows + 1, kEarlier);
  for (std::uint32_t i = 0; i < rows; ++i) {
    state.index.insert(i, i);
    state.keys.push_back(i), state.entities.push_back(i), state.classes.push_back(i + 1);
  }
  return ledger;
}

Release table_of(std::uint32_t rows) {
  Release out{"table", kNew, {}, {}};
  for (std::uint32_t i = 0; i < rows; ++i) out.rows.push_back({i, i, static_cast<std::uint32_t>(mix64(i * 7919ULL) % kNew)});
  for (std::uint32_t group = 0; group < kNew; ++group) out.cells.push_back({"count(*)", {group}});
  return out;
}

void egress_figures(std::uint32_t rows, double at_most) {
  auto ledger = ledger_of(rows);
  const auto candidate = table_of(rows);
  const auto classes = std::to_string(rows) + " classes";
  Decision decision;
  const auto cold = seconds([&] { decision = must(ledger.check(candidate)); });
  const auto warm = seconds([&] { decision = must(ledger.check(candidate)); });
  const auto accepted = std::to_string(decision.accepted) + " of 1,000 cells accepted";
  figure("egress audit, 1,000 new cells against 1,000 releases, " + classes, warm, at_most, accepted);
  figure("egress audit, the same as the first after a restart", cold, 0, "finds the basis of the recorded cells too");
  figure("egress record, " + classes, seconds([&] { must(ledger.record(candidate, decision)); }), 0, "");
  auto pair = table_of(rows);
  pair.cells.erase(pair.cells.begin() + 1, pair.cells.end());
  pair.rows.erase(std::remove_if(pair.rows.begin(), pair.rows.end(), [](const auto& row) { return row.atom != 0; }),
                  pair.rows.end());
  pair.rows.resize(pair.rows.size() - 3);
  pair.atoms = 1;
  const auto refusal = seconds([&] { decision = must(ledger.check(pair)); });
  figure("egress audit, one cell that differs by three people", refusal, 0, decision.whole() ? "accepted: WRONG" : "refused");
}

/// ROLLUP (province, city, county) × (column, all columns).
Table big_table() {
  constexpr std::int32_t kCounties = 3'000, kColumns = 33;
  Table out;
  out.disjoint = true;
  out.dimensions = {{"province", {}}, {"city", {}}, {"county", {}}, {"column", {}}};
  out.measures = {{"count(*)", Kind::count, 0}, {"sum(x)", Kind::sum, 0}};
  for (const std::uint64_t mask : {0, 4, 6, 7, 8, 12, 14, 15}) {
    std::map<std::vector<std::int32_t>, std::array<double, 2>> groups;
    for (std::int32_t county = 0; county < kCounties; ++county)
      for (std::int32_t column = 0; column < kColumns; ++column) {
        const auto draw = mix64(static_cast<std::uint64_t>(county) * 64 + static_cast<std::uint64_t>(column));
        const double people = static_cast<double>(draw % 100 < 8 ? draw / 100 % 10 : 10 + draw / 100 % 400);
        if (people == 0) continue;
        std::vector<std::int32_t> keys{county / 100, county / 10, county, column};
        for (std::size_t d = 0; d < 4; ++d)
          if ((mask >> d & 1) != 0) keys[d] = -1;
        auto& at = groups[keys];
        at[0] += people, at[1] += people * static_cast<double>(100 + draw / 1000 % 900);
      }
    for (const auto& [keys, sums] : groups) {
      const auto people = static_cast<std::int64_t>(sums[0]);
      const auto each = sums[1] / sums[0];
      out.groups.push_back({keys, mask, {people}, false});
      out.cells.push_back({sums[0], {people}, {}, 0});
      out.cells.push_back({sums[1], {people}, {each, each}, sums[1] + (people == 1 ? each : 0)});
    }
  }
  return out;
}

void suppression_figures() {
  auto table = big_table();
  Rules rules;
  rules.p = 0.1;
  must(primary(rules, table));
  const auto before = count(table);
  Suppression done;
  const auto time = seconds([&] { done = must(suppress(rules, table)); });
  const auto& audit = done.audit;
  figure("secondary suppression and audit, 3,000 x 33 with margins and a hierarchy", time, 60,
         std::to_string(table.groups.size()) + " groups x 2 measures, " + std::to_string(before.primary) + " primary, " +
             std::to_string(done.secondary) + " secondary, " + std::to_string(done.rounds) + " rounds, " +
             std::to_string(audit.solved) + " by LP, audit " + (audit.holds() ? "holds" : "FAILS"));
  figure("audit alone, nothing proven before", seconds([&] { must(disclosure::audit(rules, table)); }), 0, "");
}

}  // namespace

int main(int argc, char** argv) {
  const auto most = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 10'000'000UL;
  suppression_figures();
  egress_figures(100'000, 5);
  if (most > 100'000) egress_figures(static_cast<std::uint32_t>(most), 120);
}
