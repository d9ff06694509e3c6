// Small steps that several acts share.
#include <chrono>

#include "crypto/hash.h"
#include "demo/papers.h"
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

std::string days_on(const World& w, int days) {
  return to_text(Date(std::chrono::sys_days(local_date(w.clock->now())) + std::chrono::days(days)));
}

Result<std::string> deposit(People& people, World& w, const std::string& account, const std::string& kind, const std::string& title,
                            const std::string& number) {
  const auto paper = paper_of(w, account, kind, title, number);
  const auto text = paper.title + "\n" + paper.issuer + "\n" + paper.number + "\n（演示材料）\n";
  json::object body{{"kind", kind},        {"title", paper.title},         {"issuer", paper.issuer}, {"number", paper.number},
                    {"issued", today(w)},  {"media_type", "text/plain"},   {"content_base64", crypto::to_base64(text)}};
  if (!paper.issuer_org.empty()) body["issuer_org"] = paper.issuer_org;
  GS_TRY(reply, people.call(account, "POST", "/api/v1/documents", body));
  return text_of(reply, "id");
}

Result<std::string> outside_decision(People& people, World& w, const std::string& enters, const std::string& confirms, const std::string& kind,
                                     const std::string& subject, const std::string& title) {
  const auto number = decision_number(w, kind);
  GS_TRY(document, deposit(people, w, enters, "minutes", title, number));
  const json::object body{{"decision_kind", kind}, {"subject", subject},     {"document", document},
                          {"number", number},      {"decided_on", today(w)}, {"outcome", "approved"}};
  GS_TRY(decision, people.call(enters, "POST", "/api/v1/outside-decisions", body));
  const auto id = text_of(decision, "id");
  GS_TRY(confirmed, people.call(confirms, "POST", "/api/v1/outside-decisions/" + id + "/confirm"));
  people.tell().step(title + "：由 " + enters + " 录入、" + confirms + " 核对确认", text_of(confirmed, "status"));
  return id;
}

}  // namespace gongshu::demo
