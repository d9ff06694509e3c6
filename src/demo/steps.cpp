// Small steps that several acts share.
#include <chrono>

#include "crypto/hash.h"
#include "demo/world.h"

namespace gongshu::demo {

Status pass_time(People& people, const std::string& duration) {
  GS_TRY(reply, people.call("", "POST", "/api/v1/test/clock", json::object{{"by", duration}}));
  people.tell().note("演示时钟前移 " + duration + " · the story's clock moves on → " + text_of(reply, "now").substr(0, 10));
  return {};
}

std::string today(const World& w) { return to_text(local_date(w.clock->now())); }

std::string years_on(const World& w, int years) {
  const auto now = local_date(w.clock->now());
  const Date later = now + std::chrono::years(years);
  return to_text(Date(std::chrono::sys_days(later.ok() ? later : Date(later.year() / later.month() / std::chrono::last)) - std::chrono::days(1)));
}

Result<std::string> deposit(People& people, const std::string& account, const std::string& kind, const std::string& title) {
  const json::object body{{"kind", kind},           {"title", title},
                          {"issuer", "出具单位"},   {"number", "演示〔2026〕1号"},
                          {"media_type", "text/plain"}, {"content_base64", crypto::to_base64(title + "\n（演示材料）\n")}};
  GS_TRY(reply, people.call(account, "POST", "/api/v1/documents", body));
  return text_of(reply, "id");
}

Result<std::string> outside_decision(People& people, World& w, const std::string& enters, const std::string& confirms, const std::string& kind,
                                     const std::string& subject, const std::string& title) {
  GS_TRY(document, deposit(people, enters, "minutes", title));
  const json::object body{{"decision_kind", kind}, {"subject", subject},       {"document", document},
                          {"number", "演示纪要〔2026〕8号"}, {"decided_on", today(w)}, {"outcome", "approved"}};
  GS_TRY(decision, people.call(enters, "POST", "/api/v1/outside-decisions", body));
  const auto id = text_of(decision, "id");
  GS_TRY(confirmed, people.call(confirms, "POST", "/api/v1/outside-decisions/" + id + "/confirm"));
  people.tell().step(title + "：由 " + enters + " 录入、" + confirms + " 核对确认", text_of(confirmed, "status"));
  return id;
}

}  // namespace gongshu::demo
