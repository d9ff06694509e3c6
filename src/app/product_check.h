// The machine's check of a product candidate: for each item a verdict with what was seen.
#pragma once
#include "app/node.h"
#include "domain/product/events.h"

namespace gongshu::app {

/// data_sources (registered, accepted batches), sensitive_masking (masking rules and batches), raw_data_containment (every output value looked at),
/// access_control (the key's gate), related_party_authorization. Reads the whole candidate: runs on the caller's thread before the decision. An error is a
/// fault of the machinery; what is wrong with the candidate is a verdict.
Result<std::vector<domain::product::CheckItem>> look_at_product(Node& node, const std::string& id, const domain::product::Product& product);

}  // namespace gongshu::app
