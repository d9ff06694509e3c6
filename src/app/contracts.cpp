#include "app/contracts.h"

#include <algorithm>
#include <set>

#include "domain/delivery/points.h"

namespace gongshu::app {

using namespace domain::delivery;

Result<bool> contracts_stand(Records& records, const ApplicationAgreement& named, Date today, const rules::Rulebook& book) {
  const auto kinds = book.at(domain::delivery::kContracts).list("kinds");
  if (kinds.empty()) return true;
  std::set<std::string> standing;
  GS_TRY(all, records.all<ApplicationAgreementSubject>("in_force"));
  for (const auto& a : all)
    if (a.state.operator_org == named.operator_org && a.state.developer_org == named.developer_org && stands(a.state, today))
      standing.insert(kind_of(a.state.content));
  return std::all_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return standing.contains(kind); });
}

}  // namespace gongshu::app
