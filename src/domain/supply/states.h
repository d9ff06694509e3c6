// States of source keys, masking orders and batches. A batch is the provider's until the platform has checked it whole.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::supply {

enum class KeyStatus { active, revoked };
BOOST_DESCRIBE_ENUM(KeyStatus, active, revoked)

enum class OrderStatus { issued, withdrawn };
BOOST_DESCRIBE_ENUM(OrderStatus, issued, withdrawn)

enum class BatchStatus { announced, accepted, refused, replaced };
BOOST_DESCRIBE_ENUM(BatchStatus, announced, accepted, refused, replaced)

inline constexpr Transition<KeyStatus> kKeyTransitions[] = {
    {KeyStatus::active, KeyStatus::revoked, "supply.key_revoked", "data_provider"},
};
inline constexpr Transition<OrderStatus> kOrderTransitions[] = {
    {OrderStatus::issued, OrderStatus::withdrawn, "supply.order_withdrawn", "implementing_agency"},
};
inline constexpr Transition<BatchStatus> kBatchTransitions[] = {
    {BatchStatus::announced, BatchStatus::accepted, "supply.batch_accepted", "data_provider"},
    {BatchStatus::announced, BatchStatus::refused, "supply.batch_refused", "data_provider"},
    {BatchStatus::accepted, BatchStatus::replaced, "supply.batch_replaced", "data_provider"},
};

}  // namespace gongshu::domain::supply
