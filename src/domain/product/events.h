#pragma once
#include "domain/product/types.h"

namespace gongshu::domain::product {

struct Drafted {
  static constexpr std::string_view kType = "product.drafted";
  std::string operator_org, agency, purpose;
  bool personal = false;
  DraftProduct content;
};
BOOST_DESCRIBE_STRUCT(Drafted, (), (operator_org, agency, purpose, personal, content))

struct Revised {
  static constexpr std::string_view kType = "product.revised";
  std::string agency, purpose;
  bool personal = false;
  DraftProduct content;
};
BOOST_DESCRIBE_STRUCT(Revised, (), (agency, purpose, personal, content))

struct Checked {
  static constexpr std::string_view kType = "product.checked";
  std::vector<CheckItem> items;
};
BOOST_DESCRIBE_STRUCT(Checked, (), (items))

struct Submitted {
  static constexpr std::string_view kType = "product.submitted";
  rules::ChainRun review;
};
BOOST_DESCRIBE_STRUCT(Submitted, (), (review))

struct Reviewed {
  static constexpr std::string_view kType = "product.reviewed";
  rules::Opinion opinion;
};
BOOST_DESCRIBE_STRUCT(Reviewed, (), (opinion))

struct Approved {
  static constexpr std::string_view kType = "product.approved";
  std::optional<std::vector<ProductFiling>> filings;  ///< opened by the approval
};
BOOST_DESCRIBE_STRUCT(Approved, (), (filings))

struct Filed {
  static constexpr std::string_view kType = "product.filed";
  FileProduct filing;
};
BOOST_DESCRIBE_STRUCT(Filed, (), (filing))

struct Returned {
  static constexpr std::string_view kType = "product.returned";
};
BOOST_DESCRIBE_STRUCT(Returned, (), ())

struct Refused {
  static constexpr std::string_view kType = "product.refused";
};
BOOST_DESCRIBE_STRUCT(Refused, (), ())

struct Registered {
  static constexpr std::string_view kType = "product.registered";
  RegisterProduct registration;
};
BOOST_DESCRIBE_STRUCT(Registered, (), (registration))

struct Priced {
  static constexpr std::string_view kType = "product.priced";
  PriceProduct price;
};
BOOST_DESCRIBE_STRUCT(Priced, (), (price))

struct Listed {
  static constexpr std::string_view kType = "product.listed";
  static constexpr bool kPolicy = true;
  Release release;
};
BOOST_DESCRIBE_STRUCT(Listed, (), (release))

struct Recalled {
  static constexpr std::string_view kType = "product.recalled";
  static constexpr bool kPolicy = true;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Recalled, (), (reason))

/// An exit ends what never came to the market.
struct Ended {
  static constexpr std::string_view kType = "product.ended";
  std::string exit;
};
BOOST_DESCRIBE_STRUCT(Ended, (), (exit))

struct ProductSubject {
  static constexpr std::string_view kKind = "product";
  static constexpr std::string_view kPrefix = "prd";
  using State = Product;
  using Event = std::variant<Drafted, Revised, Checked, Submitted, Reviewed, Approved, Returned, Refused, Registered, Priced, Listed, Recalled, Ended,
                             Filed>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using Events = std::vector<ProductSubject::Event>;

}  // namespace gongshu::domain::product
