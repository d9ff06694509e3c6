// The clock of stories and demonstrations: begins where it is told to and can be moved forward.
#pragma once
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace gongshu::cli {

/// `start`: a day (09:00 China Standard Time) or milliseconds since 1970; the clock runs on from there. Error input.bad_date.
Result<std::shared_ptr<Clock>> story_clock(const std::string& start);

}  // namespace gongshu::cli
