// One function a refusal reason.
#pragma once
#include "domain/product/decide.h"

namespace gongshu::domain::product {

/// The definition fits the kind (input.missing_field, input.unknown_field).
Status check_form(const DraftProduct&);
/// Raw data is no product: a package straight from the supply, records that tell of people, data graded important or core
/// (rule.refused).
Status check_not_raw(const DraftProduct&, const ProductFacts&, Context&);
/// Resource and columns were demanded for record answers; the job is this scenario's and done.
Status check_source(const DraftProduct&, const ProductFacts&, Context&);
/// Approved or later (rule.order).
Status check_approved(const Product&, Context&);
/// A charge has an amount and a basis (rule.price_missing), and none is made on a public-interest scenario (rule.refused).
Status check_price(const Product&, const PriceProduct&, Context&);

}  // namespace gongshu::domain::product
