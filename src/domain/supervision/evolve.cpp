#include "domain/supervision/events.h"

namespace gongshu::domain::supervision {
namespace {

void on(Stop& s, const StopOrdered& e, const EventMeta& m) {
  s = {StopStatus::active, e.scope_kind, e.scope_id, e.reason, e.measures, e.major, m.actor, m.org, m.time, e.must_report, {}, {}, {}, e.extent, e.must_assess, {},
       e.by_matter};
  // earlier events named the matter as the measure alone
  constexpr std::string_view kMatter = "matter/";
  if (!s.by_matter && m.actor == "node" && s.measures.starts_with(kMatter)) s.by_matter = s.measures.substr(kMatter.size());
}
void on(Stop& s, const StopReported& e, const EventMeta& m) { s.reports.push_back({e.recipient, e.number, m.time, m.actor}); }
void on(Stop& s, const StopAssessed& e, const EventMeta& m) {
  if (!s.assessments) s.assessments.emplace();
  std::erase_if(*s.assessments, [&](const auto& a) { return a.role == e.role; });
  s.assessments->push_back({e.role, m.org, m.actor, e.finding, e.text, e.document, m.time});
}
void on(Stop& s, const StopLifted& e, const EventMeta& m) {
  s.status = StopStatus::lifted;
  s.lifted_by = m.actor;
  s.assessment = e.assessment;
}

}  // namespace

std::vector<std::string> unreported(const Stop& s) {
  std::vector<std::string> out;
  for (const auto& role : s.must_report)
    if (std::none_of(s.reports.begin(), s.reports.end(), [&](const auto& r) { return r.recipient == role; })) out.push_back(role);
  return out;
}

std::vector<std::string> unassessed(const Stop& s) {
  std::vector<std::string> out;
  for (const auto& role : s.must_assess.value_or(std::vector<std::string>{}))
    if (!s.assessments || std::none_of(s.assessments->begin(), s.assessments->end(),
                                       [&](const auto& a) { return a.role == role && a.finding == "resume"; }))
      out.push_back(role);
  return out;
}

std::vector<Todo> todos_of(const Stop& s) {
  std::vector<Todo> out;
  if (s.status != StopStatus::active) return out;
  for (const auto& role : unreported(s)) out.push_back({"report." + role, {}, s.org, {}});
  if (!out.empty()) return out;
  for (const auto& role : unassessed(s)) out.push_back({"assess." + role, role, {}, {}});
  if (out.empty()) out.push_back({"assess", "competent_authority", {}, {}});
  return out;
}

void StopSubject::evolve(State& state, const Event& event, const EventMeta& meta) {
  std::visit([&](const auto& e) { on(state, e, meta); }, event);
}

GS_REGISTER_SUBJECT(StopSubject);
GS_REGISTER_TRANSITIONS("stop", kStopTransitions);

}  // namespace gongshu::domain::supervision
