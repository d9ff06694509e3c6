// The outbox, as the inbox and the kinds use it; internal to the exchange.
#pragma once
#include "app/beside.h"
#include "app/exchange.h"

namespace gongshu::app {

/// A message with the next number, waiting for the peer; written with what it tells.
Status queue_message(Tx& tx, const std::string& peer, const std::string& kind, json::object payload,
                     const std::optional<std::string>& record);

/// Status of a record as its row shows it; empty when there is none.
Result<std::string> record_status(Records& records, const std::string& kind, const std::string& id);

}  // namespace gongshu::app
