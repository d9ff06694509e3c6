// draftMatter, and the figures it knows.
#include "app/matter_drafts.h"

#include <map>

#include "app/gateway_part.h"
#include "app/matter.h"
#include "domain/delivery/events.h"
#include "domain/supervision/events.h"

namespace gongshu::app {
namespace {

using domain::matter::Matter;
using domain::matter::MatterSubject;
namespace gw = gongshu::gateway;

std::map<std::string, Figure>& figures() {
  static std::map<std::string, Figure> all;
  return all;
}

/// Does the record concern the organisation?
bool concerns(const FigureScope& scope, std::string_view kind, const std::string& id, const json::value& body) {
  if (scope.org.empty() || owner_of(kind, id, body) == scope.org) return true;
  const auto* member = body.is_object() ? body.get_object().if_contains("operator_org") : nullptr;
  return member && member->is_string() && member->get_string() == scope.org;
}

/// "共 3 项：listed 2，draft 1 / 3 in all: …", by status.
Figure count_of(std::string kind, std::string zh, std::string en) {
  return [=](Node& node, const FigureScope& scope) -> Result<std::string> {
    std::map<std::string, int> by_status;
    int all = 0;
    GS_CHECK(node.query([&](Records& records) {
      return records.scan(kind, {}, [&](const std::string& id, const Row& row) -> Status {
        if (!concerns(scope, kind, id, row.body)) return {};
        const auto* status = row.body.is_object() ? row.body.get_object().if_contains("status") : nullptr;
        ++by_status[status && status->is_string() ? std::string(status->get_string()) : "?"];
        ++all;
        return {};
      });
    }));
    std::string parts;
    for (const auto& [status, n] : by_status) parts += (parts.empty() ? "" : ", ") + status + " " + std::to_string(n);
    const auto total = std::to_string(all);
    return zh + "共 " + total + " 项 / " + en + ": " + total + (parts.empty() ? "" : " (" + parts + ")");
  };
}

/// Product calls of the period, from the usage records.
Result<std::string> usage(Node& node, const FigureScope& scope) {
  std::vector<std::string> subscriptions;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(all, records.all<domain::delivery::SubscriptionSubject>());
    for (const auto& s : all)
      if (scope.org.empty() || s.state.operator_org == scope.org || s.state.org == scope.org) subscriptions.push_back(s.id);
    return {};
  }));
  const Instant from = scope.period ? start_of(scope.period->first) : 0;
  const Instant to = scope.period ? start_of(Date(std::chrono::sys_days(scope.period->last) + std::chrono::days(1))) : node.clock().now() + 1;
  std::int64_t calls = 0, answered = 0;
  for (const auto& id : subscriptions)
    GS_CHECK(node.part<GatewayPart>().usage().scan({id, {}, {}, from, to}, [&](const gw::UsageRecord& r) {
      ++calls;
      answered += r.verdict != gw::Verdict::refused;
      return true;
    }));
  const auto all = std::to_string(calls), good = std::to_string(answered);
  return "调用 " + all + " 次，其中答复 " + good + " 次 / " + all + " calls, " + good + " of them answered";
}

/// Stops over the organisation, or that it ordered.
Figure stops(bool only_major) {
  return [only_major](Node& node, const FigureScope& scope) -> Result<std::string> {
    int all = 0, active = 0;
    GS_CHECK(node.query([&](Records& records) -> Status {
      GS_TRY(found, records.all<domain::supervision::StopSubject>());
      for (const auto& s : found) {
        if ((only_major && !s.state.major) || !(scope.org.empty() || s.state.scope_id == scope.org || s.state.org == scope.org)) continue;
        if (scope.period && (s.state.since < start_of(scope.period->first) || local_date(s.state.since) > scope.period->last)) continue;
        ++all;
        active += s.state.status == domain::supervision::StopStatus::active;
      }
      return {};
    }));
    const auto total = std::to_string(all), open = std::to_string(active);
    return std::string(only_major ? "重大事件" : "停止令") + " " + total + " 次，仍在生效 " + open + " 次 / " + total +
           (only_major ? " major incidents, " : " stops, ") + open + " still active";
  };
}

Result<Reply> draft(Node& node, const Call& call) {
  const auto& id = call.param("id");
  Matter matter;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<MatterSubject>(id, "path.id"));
    GS_TRY(seen, may_see_record(records, call.actor, MatterSubject::kKind, id));
    if (!seen) return fail(ErrorCode::state_not_found, "path.id", "no matter has the id " + id);
    matter = std::move(found);
    return {};
  }));
  FigureScope scope{matter.about_org.empty() ? matter.org : matter.about_org, {}};
  json::object body;
  if (matter.period) {
    GS_TRY(period, parse_period(*matter.period));
    body["from"] = to_text(period.first);
    body["to"] = to_text(period.last);
    scope.period = period;
  }
  json::object sections;
  for (const auto& [section, name] : matter.definition.drafts) {
    const auto found = figures().find(name);
    if (found == figures().end()) continue;
    GS_TRY(text, found->second(node, scope));
    sections[section] = text;
  }
  body["sections"] = std::move(sections);
  return Reply{200, std::move(body), {}, {}, {}};
}

[[maybe_unused]] const bool kFigures[] = {
    figure("usage", usage),
    figure("products", count_of("product", "数据产品", "products")),
    figure("developers", count_of("developer", "应用单位", "developers")),
    figure("resources", count_of("batch", "供给批次", "supplied batches")),
    figure("scenarios", count_of("scenario", "应用场景", "scenarios")),
    figure("agreements", count_of("agreement", "运营协议", "operation agreements")),
    figure("grants", count_of("workspace", "开发环境", "workspaces")),
    figure("stops", stops(false)),
    figure("incidents", stops(true)),
};
[[maybe_unused]] const bool kDraft = operation("draftMatter", Access::session, {}, draft);
[[maybe_unused]] const bool kNames = [] {
  rules::known_to_process().figures = [] {
    std::vector<std::string> out;
    for (const auto& [name, compute] : figures()) out.push_back(name);
    return out;
  };
  return true;
}();

}  // namespace

bool figure(std::string name, Figure compute) { return figures().emplace(std::move(name), std::move(compute)).second; }

}  // namespace gongshu::app
