#include "domain/catalog/events.h"

namespace gongshu::domain::catalog {
namespace {

void on(CatalogEntry& s, const EntryDrafted& e, const EventMeta& m) {
  s.provider = e.provider;
  if (m.org != e.provider) s.compiler = m.org;
  s.author = m.actor;
  note_author(s.authors, m.actor);
  s.content = e.content;
}
void on(CatalogEntry& s, const EntryRevised& e, const EventMeta& m) {
  s.author = m.actor;
  note_author(s.authors, m.actor);
  s.content = e.content;
  s.review.reset();
}
void on(CatalogEntry& s, const EntrySubmitted& e, const EventMeta&) {
  s.grade = e.grade;
  s.review = e.review;
}
void on(CatalogEntry& s, const EntryReviewed& e, const EventMeta&) { apply_review(s.review, e.opinion); }
void on(CatalogEntry& s, const EntryApproved&, const EventMeta&) {
  s.approved_content = s.content;
  ++s.revision;
}
void on(CatalogEntry&, const EntryReturned&, const EventMeta&) {}
void on(CatalogEntry&, const EntryRefused&, const EventMeta&) {}

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

void CatalogSubject::evolve(State& state, const Event& event, const EventMeta& meta) { fold(state, event, meta, kEntryTransitions, kOn); }

GS_REGISTER_SUBJECT(CatalogSubject);
GS_REGISTER_TRANSITIONS("catalog_entry", kEntryTransitions);

}  // namespace gongshu::domain::catalog
