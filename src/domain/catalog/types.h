// A catalog entry: what data a provider holds, item by item (GB/T 21063.3), with classification and grade (GB/T 43697).
#pragma once
#include "domain/catalog/commands.gen.h"
#include "domain/catalog/states.h"
#include "domain/kernel/review.h"
#include "domain/kernel/subject.h"

namespace gongshu::domain::catalog {

struct CatalogEntry {
  EntryStatus status{};
  std::string provider;  ///< organisation that holds the data
  std::optional<std::string> compiler;  ///< agency that wrote the entry for it
  std::string author;    ///< person who wrote the content under review
  std::vector<std::string> authors;  ///< everyone who ever wrote a version; none of them reviews
  DraftCatalogEntry content;
  std::optional<std::string> grade;  ///< the highest grade of its items
  std::int64_t revision = 0;         ///< counts approved versions
  std::optional<DraftCatalogEntry> approved_content;  ///< what holds while a revision is in work
  std::optional<rules::ChainRun> review;
};
BOOST_DESCRIBE_STRUCT(CatalogEntry, (), (status, provider, compiler, author, authors, content, grade, revision, approved_content, review))

inline std::string status_of(const CatalogEntry& e) { return std::string(name_of(e.status)); }
inline std::set<std::string> parties_of(const CatalogEntry& e) {
  return e.compiler ? std::set{e.provider, *e.compiler} : std::set{e.provider};
}
/// The department whose data it is speaks for itself, under either name.
inline Seats seats_of(const CatalogEntry& e) { return {{"data_provider", {e.provider}}, {"source_department", {e.provider}}}; }
inline bool is_public(const CatalogEntry& e) { return e.approved_content.has_value(); }
inline std::vector<Todo> todos_of(const CatalogEntry& e) {
  return e.status == EntryStatus::submitted ? review_todos(e.review, seats_of(e)) : std::vector<Todo>{};
}

}  // namespace gongshu::domain::catalog
