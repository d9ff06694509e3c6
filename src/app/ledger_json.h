// Ledger entries and proofs in the form the API shows them.
#pragma once
#include "app/records.h"
#include "domain/kernel/context.h"
#include "ledger/reader.h"

namespace gongshu::app {

json::array hex_list(const ledger::Proof& proof);
json::object entry_json(const ledger::Entry& entry, bool with_data);

/// A blind opinion of somebody else, in a review that still waits for another, or whose votes were reset: who and when may be shown, not what.
Result<bool> hidden_from(Records& records, const ledger::Entry& entry, const domain::Actor& actor);

/// Adds "salt" (hex) to a row that shows the entry's data: with it a reader proves that this data is what was recorded.
Status put_salt(ledger::Reader& reader, std::uint64_t seq, json::object& row);

/// {seq, size, leaf, path}: the inclusion proof of an entry in the tree of `size` leaves. Errors as Reader::inclusion.
Result<json::object> proof_json(ledger::Reader& reader, std::uint64_t seq, std::uint64_t size);

}  // namespace gongshu::app
