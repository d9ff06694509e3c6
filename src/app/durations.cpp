// How long each step of each procedure really takes, by step and organisation, against its clock (办理时长). Read from the ledger: a step is an
// event of a record, its time what passed since the event before; whoever acted had the record in hand meanwhile.
#include <algorithm>
#include <map>

#include "app/operation.h"
#include "ledger/reader.h"

namespace gongshu::app {
namespace {

struct Step {
  std::string kind, event, org;
  auto operator<=>(const Step&) const = default;
};

struct Times {
  std::vector<std::int64_t> hours;
  std::int64_t late = 0;   ///< done after the last day
  std::int64_t clocked = 0;  ///< had a last day
};

/// Last days of the open steps of one record, as its to-do list showed them before the event.
using Due = std::map<std::string, std::string>;

/// Part of an event that tells whose turn it was: the reviewing role, or the act of a matter.
std::string part_of(const json::object& data) {
  if (const auto* act = data.if_contains("act"); act && act->is_string()) return ":" + std::string(act->get_string());
  const auto* opinion = data.if_contains("opinion");
  const auto* role = opinion && opinion->is_object() ? opinion->get_object().if_contains("role") : nullptr;
  return role && role->is_string() ? ":" + std::string(role->get_string()) : std::string();
}

class Walk {
 public:
  Walk(std::string kind, std::string from, std::string to) : kind_(std::move(kind)), from_(std::move(from)), to_(std::move(to)) {}

  Status see(const ledger::Entry& e) {
    const auto slash = e.stream.find('/');
    const auto kind = e.stream.substr(0, slash);
    if (slash == std::string::npos || (!kind_.empty() && kind != kind_) || !domain::subjects().contains(kind)) return {};
    auto& record = records_[e.stream];
    const auto data = e.data.object();
    const auto day = to_text(local_date(e.time));
    if (record.time != 0 && (from_.empty() || from_ <= day) && (to_.empty() || day <= to_)) note({kind, e.type + part_of(data), e.org}, record, e, day);
    return advance(record, kind, e, data);
  }

  const std::map<Step, Times>& steps() const { return steps_; }

 private:
  struct Record {
    Instant time = 0;
    json::value state;
    Due due;
  };

  void note(Step step, const Record& record, const ledger::Entry& e, const std::string& day) {
    auto& times = steps_[std::move(step)];
    times.hours.push_back((e.time - record.time) / 3'600'000);
    for (const auto& [name, due] : record.due) {
      if (due.empty() || !names(name, e)) continue;
      ++times.clocked;
      times.late += day > due;
      return;
    }
  }

  /// Does the open step belong to this event? Steps end in the role or act that the event names.
  static bool names(const std::string& step, const ledger::Entry& e) {
    const auto part = part_of(e.data.object());
    return !part.empty() && step.ends_with(part.substr(1));
  }

  static Status advance(Record& record, const std::string& kind, const ledger::Entry& e, const json::object& data) {
    const auto& subject = domain::subjects().at(kind);
    const domain::EventMeta meta{static_cast<std::int64_t>(e.seq), e.time, e.actor, e.org, e.stream.substr(kind.size() + 1)};
    GS_TRY(state, subject.apply(record.state.is_null() ? nullptr : &record.state, e.type, data, meta));
    GS_TRY(facts, subject.facts(state));
    record.due.clear();
    for (const auto& todo : facts.todos) record.due[todo.step] = todo.due;
    record.state = std::move(state);
    record.time = e.time;
    return {};
  }

  std::string kind_, from_, to_;
  std::map<std::string, Record> records_;
  std::map<Step, Times> steps_;
};

json::object row_json(const Step& step, Times times) {
  std::sort(times.hours.begin(), times.hours.end());
  const auto at = [&](std::size_t percent) { return times.hours[(times.hours.size() - 1) * percent / 100]; };
  return {{"kind", step.kind}, {"step", step.event}, {"org", step.org}, {"count", static_cast<std::int64_t>(times.hours.size())},
          {"median_hours", at(50)}, {"p90_hours", at(90)}, {"longest_hours", times.hours.back()}, {"clocked", times.clocked}, {"late", times.late}};
}

std::string csv(const json::array& rows) {
  std::string out = "\xEF\xBB\xBFkind,step,org,count,median_hours,p90_hours,longest_hours,clocked,late\r\n";
  for (const auto& row : rows) {
    std::string line;
    for (const auto& member : row.as_object())
      line.append(line.empty() ? "" : ",").append(member.value().is_string() ? std::string(member.value().as_string()) : json::serialize(member.value()));
    out += line + "\r\n";
  }
  return out;
}

Result<Reply> durations(Node& node, const Call& call) {
  for (const auto* name : {"from", "to"})
    if (const auto day = call.query_or(name); !day.empty() && !parse_date(day))
      return fail(ErrorCode::input_bad_date, std::string("query.") + name, "a day is written YYYY-MM-DD");
  Walk walk(call.query_or("kind"), call.query_or("from"), call.query_or("to"));
  GS_CHECK(node.query([&](Records& records) { return ledger::Reader(records.db()).each(0, [&](const ledger::Entry& e) { return walk.see(e); }); }));
  json::array rows;
  for (const auto& [step, times] : walk.steps()) rows.push_back(row_json(step, times));
  if (call.query_or("format") == "csv")
    return Reply{200, {}, csv(rows), "text/csv; charset=utf-8", {{"content-disposition", "attachment; filename=\"durations.csv\""}}};
  return Reply{200, json::object{{"rows", std::move(rows)}}, {}, {}, {}};
}

[[maybe_unused]] const bool kDurations =
    operation("listStepDurations", Access::session,
              {"competent_authority", "implementing_agency", "government", "audit"}, durations);

}  // namespace
}  // namespace gongshu::app
