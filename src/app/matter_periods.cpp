// Matters that the node opens when a period is over: one for each organisation with the role, once.
#include "app/matter_periods.h"

#include "app/clocks.h"
#include "app/matter.h"
#include "ledger/reader.h"

namespace gongshu::app {

using namespace domain::matter;
using namespace std::chrono;

namespace {

int months_of(rules::Period kind) {
  switch (kind) {
    case rules::Period::month: return 1;
    case rules::Period::quarter: return 3;
    case rules::Period::half_year: return 6;
    case rules::Period::year: break;
  }
  return 12;
}

std::string period_name(rules::Period kind, year y, unsigned first_month) {
  const auto name = std::to_string(int(y));
  switch (kind) {
    case rules::Period::month: return name + (first_month < 10 ? "-0" : "-") + std::to_string(first_month);
    case rules::Period::quarter: return name + "Q" + std::to_string((first_month - 1) / 3 + 1);
    case rules::Period::half_year: return name + "H" + std::to_string((first_month - 1) / 6 + 1);
    case rules::Period::year: break;
  }
  return name;
}

/// Periods of a procedure that are over and not older than its first day, oldest first; none from before `since`, the node's beginning.
std::vector<PeriodDays> over(const rules::EveryDef& every, Date today, Date since) {
  std::vector<PeriodDays> out;
  const auto first = parse_date(every.first);
  if (!first) return out;
  const auto from = std::max(sys_days(*first), sys_days(since));
  for (auto period = period_before(every.period, period_of(every.period, today)); sys_days(period.last) >= from; period = period_before(every.period, period))
    out.push_back(period);
  return {out.rbegin(), out.rend()};
}

/// Organisations for which the period's matter has been opened.
Result<std::set<std::string>> opened_for(Records& records, const std::string& procedure, const std::string& period) {
  std::set<std::string> out;
  GS_CHECK(records.with_key(MatterSubject::kKind, "procedure_period", procedure + " " + period, [&](const std::string&, const Row& row) -> Status {
    GS_TRY(matter, read<Matter>(row.body));
    out.insert(matter.about_org);
    return {};
  }));
  return out;
}

/// Day of the entry: nobody owes anything for periods that were over before they, or the node, were there.
Result<Date> day_of_entry(Records& records, std::int64_t seq) {
  ledger::Reader reader(records.db());
  GS_TRY(entry, reader.entry(static_cast<std::uint64_t>(seq)));
  return local_date(entry.time);
}

Status open_period(Node& node, const rules::Procedure& definition, const PeriodDays& period) {
  std::vector<std::string> missing;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(opened, opened_for(records, definition.id, period.name));
    GS_TRY(orgs, holders(records, {definition.every->role}));
    for (const auto& org : orgs) {
      if (opened.contains(org)) continue;
      GS_TRY(row, records.raw("organisation", org));
      GS_TRY(since, day_of_entry(records, row ? row->created : 0));
      if (since <= period.last) missing.push_back(org);
    }
    return {};
  }));
  for (const auto& org : missing)
    GS_CHECK(node.execute(Node::system_actor(), "clock", [&](Tx& tx) -> Status {
      GS_TRY(events, expect(definition, org, period.name, period.last, tx.context()));
      return record_matter(tx, tx.new_id(MatterSubject::kPrefix), events);
    }));
  return {};
}

/// Every period that ended since the node was last asked.
Status open_periods(Node& node) {
  const auto* pack = node.rulebook().pack();
  if (!pack) return {};
  const auto today = local_date(node.clock().now());
  if (node.head().size == 0) return {};
  std::optional<Date> since;
  for (const auto& id : rules::procedure_ids(*pack)) {
    const auto& stated = *rules::find_procedure(*pack, id);
    if (!stated.every) continue;
    if (!since) {
      GS_CHECK(node.query([&](Records& records) -> Status {
        GS_TRY(day, day_of_entry(records, 0));
        since = day;
        return {};
      }));
    }
    const auto definition = rules::resolved(*pack, stated);
    for (const auto& period : over(*definition.every, today, *since)) GS_CHECK(open_period(node, definition, period));
  }
  return {};
}

[[maybe_unused]] const bool kTick = on_tick(open_periods);

}  // namespace

PeriodDays period_of(rules::Period kind, Date day) {
  const auto length = static_cast<unsigned>(months_of(kind));
  const auto first = (unsigned(day.month()) - 1) / length * length + 1;
  const year_month_day begin(day.year(), month(first), std::chrono::day(1));
  return {period_name(kind, day.year(), first), begin, Date(sys_days(begin + months(length)) - days(1))};
}

PeriodDays period_before(rules::Period kind, const PeriodDays& period) { return period_of(kind, Date(sys_days(period.first) - days(1))); }

Result<PeriodDays> parse_period(const std::string& name) {
  for (const auto kind : {rules::Period::month, rules::Period::quarter, rules::Period::half_year, rules::Period::year}) {
    if (name.size() < 4 || name.find_first_not_of("0123456789QH-") != std::string::npos) break;
    const int y = std::atoi(name.substr(0, 4).c_str());
    auto period = period_of(kind, Date(year(y), month(1), day(1)));
    for (int i = 0; i < 12; ++i, period = period_of(kind, Date(sys_days(period.last) + days(1))))
      if (period.name == name) return period;
  }
  return fail(ErrorCode::input_bad_format, "/period", "a period, as 2026-03, 2026Q1, 2026H1 or 2026");
}

}  // namespace gongshu::app
