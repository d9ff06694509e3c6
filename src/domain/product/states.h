// States of a product: draft, checked and returned belong to the operator, submitted to the chain, listed to the gateway.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::product {

enum class ProductStatus { draft, checked, submitted, approved, returned, refused, listed, recalled, ended };
BOOST_DESCRIBE_ENUM(ProductStatus, draft, checked, submitted, approved, returned, refused, listed, recalled, ended)

inline constexpr Transition<ProductStatus> kProductTransitions[] = {
    {ProductStatus::draft, ProductStatus::draft, "product.revised", "operator"},
    {ProductStatus::checked, ProductStatus::draft, "product.revised", "operator"},
    {ProductStatus::returned, ProductStatus::draft, "product.revised", "operator"},
    {ProductStatus::draft, ProductStatus::checked, "product.checked", "operator"},
    {ProductStatus::checked, ProductStatus::checked, "product.checked", "operator"},
    {ProductStatus::checked, ProductStatus::submitted, "product.submitted", "operator"},
    {ProductStatus::submitted, ProductStatus::submitted, "product.reviewed", "chain"},
    {ProductStatus::submitted, ProductStatus::approved, "product.approved", "chain"},
    {ProductStatus::submitted, ProductStatus::returned, "product.returned", "chain"},
    {ProductStatus::submitted, ProductStatus::refused, "product.refused", "chain"},
    {ProductStatus::approved, ProductStatus::approved, "product.registered", "operator"},
    {ProductStatus::approved, ProductStatus::approved, "product.priced", "operator"},
    {ProductStatus::listed, ProductStatus::listed, "product.registered", "operator"},
    {ProductStatus::listed, ProductStatus::listed, "product.priced", "operator"},
    {ProductStatus::approved, ProductStatus::approved, "product.filed", "implementing_agency, operator"},
    {ProductStatus::listed, ProductStatus::listed, "product.filed", "implementing_agency, operator"},
    {ProductStatus::recalled, ProductStatus::recalled, "product.filed", "implementing_agency, operator"},
    {ProductStatus::approved, ProductStatus::listed, "product.listed", "operator"},
    {ProductStatus::listed, ProductStatus::recalled, "product.recalled", "operator"},
    {ProductStatus::draft, ProductStatus::ended, "product.ended", "exit"},
    {ProductStatus::checked, ProductStatus::ended, "product.ended", "exit"},
    {ProductStatus::submitted, ProductStatus::ended, "product.ended", "exit"},
    {ProductStatus::returned, ProductStatus::ended, "product.ended", "exit"},
    {ProductStatus::approved, ProductStatus::ended, "product.ended", "exit"},
};

}  // namespace gongshu::domain::product
