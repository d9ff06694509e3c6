#include "privacy/risk.h"

namespace gongshu::privacy {

ClassCount RiskCounter::count() const {
  ClassCount out;
  std::int64_t alone = 0;
  for (const auto& [hash, rows] : classes_) {
    out.rows += rows;
    ++out.classes;
    if (rows == 1) ++alone;
    if (out.smallest == 0 || rows < out.smallest) out.smallest = rows;
  }
  if (out.rows > 0) out.unique_ppm = alone * 1'000'000 / out.rows;
  return out;
}

}  // namespace gongshu::privacy
