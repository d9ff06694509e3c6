// Days on which something became public or ceased to be, read off the ledger: the records do not keep them.
#pragma once
#include <map>
#include <string>

#include "app/records.h"

namespace gongshu::app {

/// Event type → day (YYYY-MM-DD) of the latest entry of that type in the stream of the record.
Result<std::map<std::string, std::string>> days_of(Records& records, std::string_view kind, const std::string& id);

}  // namespace gongshu::app
