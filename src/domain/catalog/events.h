#pragma once
#include "domain/catalog/types.h"

namespace gongshu::domain::catalog {

struct EntryDrafted {
  static constexpr std::string_view kType = "catalog.entry_drafted";
  std::string provider;
  DraftCatalogEntry content;
};
BOOST_DESCRIBE_STRUCT(EntryDrafted, (), (provider, content))

struct EntryRevised {
  static constexpr std::string_view kType = "catalog.entry_revised";
  DraftCatalogEntry content;
};
BOOST_DESCRIBE_STRUCT(EntryRevised, (), (content))

struct EntrySubmitted {
  static constexpr std::string_view kType = "catalog.entry_submitted";
  std::string grade;
  rules::ChainRun review;
};
BOOST_DESCRIBE_STRUCT(EntrySubmitted, (), (grade, review))

struct EntryReviewed {
  static constexpr std::string_view kType = "catalog.entry_reviewed";
  rules::Opinion opinion;
};
BOOST_DESCRIBE_STRUCT(EntryReviewed, (), (opinion))

struct EntryApproved {
  static constexpr std::string_view kType = "catalog.entry_approved";
};
BOOST_DESCRIBE_STRUCT(EntryApproved, (), ())

struct EntryReturned {
  static constexpr std::string_view kType = "catalog.entry_returned";
};
BOOST_DESCRIBE_STRUCT(EntryReturned, (), ())

struct EntryRefused {
  static constexpr std::string_view kType = "catalog.entry_refused";
};
BOOST_DESCRIBE_STRUCT(EntryRefused, (), ())

struct CatalogSubject {
  static constexpr std::string_view kKind = "catalog_entry";
  static constexpr std::string_view kPrefix = "cat";
  using State = CatalogEntry;
  using Event = std::variant<EntryDrafted, EntryRevised, EntrySubmitted, EntryReviewed, EntryApproved, EntryReturned, EntryRefused>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using Events = std::vector<CatalogSubject::Event>;

}  // namespace gongshu::domain::catalog
