#include "rules/pack_dates.h"

namespace gongshu::rules {

std::optional<Date> last_day(const Pack& pack) {
  if (!pack.expires) return std::nullopt;
  if (pack.expires->date) return *parse_date(*pack.expires->date);
  if (!pack.expires->term || !pack.effective || !pack.effective->date) return std::nullopt;
  const auto last = Calendar().deadline(*parse_date(*pack.effective->date), *parse_duration(*pack.expires->term));
  if (!last) return std::nullopt;  // counted in working days: no text does
  return *last;
}

std::vector<const Pack*> stack_of(const Pack& pack) {
  std::vector<const Pack*> out;
  for (const auto* p = &pack; p; p = p->base.get()) out.push_back(p);
  return out;
}

}  // namespace gongshu::rules
