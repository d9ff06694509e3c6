#include "domain/product/events.h"

namespace gongshu::domain::product {
namespace {

void on(Product& s, const Drafted& e, const EventMeta& m) {
  s.operator_org = e.operator_org;
  s.agency = e.agency;
  s.author = m.actor;
  note_author(s.authors, m.actor);
  s.purpose = e.purpose;
  s.personal = e.personal;
  s.content = e.content;
}
void on(Product& s, const Revised& e, const EventMeta& m) {
  s.agency = e.agency;
  s.author = m.actor;
  note_author(s.authors, m.actor);
  s.purpose = e.purpose;
  s.personal = e.personal;
  s.content = e.content;
  s.report.reset();
  s.review.reset();
}
void on(Product& s, const Checked& e, const EventMeta& m) { s.report = Report{m.time, e.items}; }
void on(Product& s, const Submitted& e, const EventMeta&) { s.review = e.review; }
void on(Product& s, const Reviewed& e, const EventMeta&) { apply_review(s.review, e.opinion); }
void on(Product& s, const Approved& e, const EventMeta&) { s.filings = e.filings; }
void on(Product& s, const Filed& e, const EventMeta&) {
  if (!s.filings) return;
  for (auto& f : *s.filings)
    if (f.recipient == e.filing.recipient) {
      f.number = e.filing.number;
      f.filed_on = e.filing.filed_on;
    }
}
void on(Product&, const Returned&, const EventMeta&) {}
void on(Product&, const Refused&, const EventMeta&) {}
void on(Product& s, const Registered& e, const EventMeta&) { s.registration = e.registration; }
void on(Product& s, const Priced& e, const EventMeta&) { s.price = e.price; }
void on(Product& s, const Listed& e, const EventMeta& m) {
  s.release = e.release;
  s.listed_at = m.time;
}
void on(Product& s, const Recalled& e, const EventMeta&) { s.recall_reason = e.reason; }
void on(Product&, const Ended&, const EventMeta&) {}

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

void ProductSubject::evolve(State& state, const Event& event, const EventMeta& meta) { fold(state, event, meta, kProductTransitions, kOn); }

GS_REGISTER_SUBJECT(ProductSubject);
GS_REGISTER_TRANSITIONS("product", kProductTransitions);

}  // namespace gongshu::domain::product
