// The step at which a product leaves: the opinion that would approve a package is taken together with its release. What the
// package shows is checked against everything that has left of the same people; only then are the egress ledger and, after it,
// the approval recorded.
#pragma once
#include "app/operation.h"

namespace gongshu::app {

/// An opinion of the chain (reviewProduct). Errors: those of product::review; withheld when the package, together with what has
/// left since its job ran, would give somebody away: the opinion is not recorded then, the attempt is counted, the reviewer sends
/// the product back.
Result<Reply> review_product(Node& node, const Call& call);

}  // namespace gongshu::app
