// The egress check against one earlier release at a time. Internal to the folder.
//
// With many releases the classes are fine, and a difference of two releases can be a sum of three or more small classes, which
// the check over all releases does not look for. Seen through two releases alone it is one class. So the candidate is also
// examined by itself and together with each slot (one earlier release, or eight of one atom), over the classes that those few
// cells make.
#pragma once
#include <functional>

#include "disclosure/egress_isolate.h"

namespace gongshu::disclosure {

/// The first finding: the candidate by itself, slots in order, then `whole` (the check over all releases), which runs beside them
/// on a thread of its own. None when all is safe.
Finding examine_each(const Columns& columns, const EntityLists& entities, std::uint32_t k, std::uint64_t prime,
                     std::uint64_t seed, const std::function<Finding()>& whole);

}  // namespace gongshu::disclosure
