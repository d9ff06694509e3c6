// Do the agreements between an operator and a developer stand?
#pragma once
#include "app/records.h"
#include "base/clock.h"
#include "domain/delivery/events.h"
#include "rules/rulebook.h"

namespace gongshu::app {

/// Are all agreements that the pack wants between the two of `named` in force today? One that ends early takes the access with
/// it.
Result<bool> contracts_stand(Records& records, const domain::delivery::ApplicationAgreement& named, Date today,
                             const rules::Rulebook& book);

}  // namespace gongshu::app
