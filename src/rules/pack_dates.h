// The days of a pack: until when its text is in force.
#pragma once
#include "rules/pack.h"

namespace gongshu::rules {

/// The last day in force: the date entered, or the term counted from the day it took effect. Nothing when the text gives neither,
/// or when the day it took effect is not entered.
std::optional<Date> last_day(const Pack& pack);

/// The pack, then its bases.
std::vector<const Pack*> stack_of(const Pack& pack);

}  // namespace gongshu::rules
