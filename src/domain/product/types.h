// A product: made of a job's result or of one supplied resource, checked by the machine, reviewed, registered, priced, sealed.
#pragma once
#include "domain/kernel/review.h"
#include "domain/kernel/subject.h"
#include "domain/product/commands.gen.h"
#include "domain/product/states.h"

namespace gongshu::domain::product {

/// Verdict of the machine on one item of the pack's list, with what it saw.
struct CheckItem {
  std::string item;
  bool passed = false;
  std::string evidence;
};
BOOST_DESCRIBE_STRUCT(CheckItem, (), (item, passed, evidence))

struct Report {
  Instant checked = 0;
  std::vector<CheckItem> items;
};
BOOST_DESCRIBE_STRUCT(Report, (), (checked, items))

/// The sealed release under <data>/shelves: a shelf (api, verification) or a package.
struct Release {
  std::string file;    ///< name inside the folder
  std::string digest;  ///< SM3 of the file, hex
  std::optional<std::string> content_digest;  ///< of a package's plain CSV
  std::int64_t rows = 0, bytes = 0;
  bool tokenised = false;
};
BOOST_DESCRIBE_STRUCT(Release, (), (file, digest, content_digest, rows, bytes, tokenised))

/// A filing (备案) of the review's result: due is a clock, not a gate.
struct ProductFiling {
  std::string recipient;
  std::optional<std::string> due, number, filed_on;
};
BOOST_DESCRIBE_STRUCT(ProductFiling, (), (recipient, due, number, filed_on))

struct Product {
  ProductStatus status{};
  std::string operator_org, agency;  ///< of the scenario's agreement
  std::string author;
  std::vector<std::string> authors;  ///< everyone who ever wrote a version; none of them reviews
  DraftProduct content;
  std::string purpose;    ///< of the scenario: public_interest | industry
  bool personal = false;  ///< each use needs a consent
  std::optional<Report> report;
  std::optional<rules::ChainRun> review;
  std::optional<RegisterProduct> registration;
  std::optional<PriceProduct> price;
  std::optional<Release> release;
  std::optional<Instant> listed_at;
  std::optional<std::string> recall_reason;
  std::optional<std::vector<ProductFiling>> filings;
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (status, operator_org, agency, author, authors, content, purpose, personal, report, review, registration, price, release, listed_at, recall_reason,
                       filings))

inline std::string status_of(const Product& p) { return std::string(name_of(p.status)); }
/// Whoever gave an opinion goes on seeing what they judged.
inline std::set<std::string> parties_of(const Product& p) {
  std::set<std::string> out{p.operator_org, p.agency};
  if (p.review)
    for (const auto& step : p.review->steps)
      if (step.opinion) out.insert(step.opinion->org);
  return out;
}
/// Only the agreement's own agency and operator review under these roles.
inline Seats seats_of(const Product& p) { return {{"implementing_agency", {p.agency}}, {"operator", {p.operator_org}}}; }
inline bool is_public(const Product& p) { return p.status == ProductStatus::listed; }
inline std::vector<Todo> todos_of(const Product& p) {
  if (p.status == ProductStatus::submitted) return review_todos(p.review, seats_of(p));
  std::vector<Todo> out;
  if (p.filings)
    for (const auto& f : *p.filings)
      if (!f.filed_on) out.push_back({"file." + f.recipient, {}, p.agency, f.due.value_or("")});
  return out;
}
/// Price of one answered call, or of one package, in fen.
inline std::int64_t fen_of(const Product& p) { return p.price && p.price->charged ? p.price->fen.value_or(0) : 0; }

}  // namespace gongshu::domain::product
