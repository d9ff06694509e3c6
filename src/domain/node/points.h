// The enforcement point of the node's own rules.
#pragma once
#include "rules/point.h"

namespace gongshu::domain::node {

inline const rules::Point kPackExpiry{"pack.expiry",
                                      "规则包到期",
                                      "Decisions after a pack's last day wait for a recorded authority",
                                      {},
                                      rules::Enforced::by_default};

}  // namespace gongshu::domain::node
