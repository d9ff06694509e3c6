// Parameters of a job: what is approved is the plan together with the domain of each parameter; a run brings values.
#pragma once
#include "base/result.h"
#include "domain/workspace/types.h"

namespace gongshu::domain::workspace {

/// Names once each, a domain that is listed or a range (not both, not neither), values of the type, ends in order; boolean and
/// text have no range. Errors: input.missing_field, input.bad_choice, input.bad_format, input.out_of_range, state.already_exists;
/// at "/parameters/N/…".
Status check_parameters(const std::vector<JobParameter>& parameters);

enum class Fit { inside, outside, malformed };
/// Is the value of the parameter's type, and inside its domain? `parameter` has passed check_parameters.
Fit fit(const JobParameter& parameter, const std::string& value);

/// The domain as text, for the plan that is approved: "p county_code text in ('410105', '410106')". Equal text, equal domain.
std::string domain_text(const std::vector<JobParameter>& parameters);

}  // namespace gongshu::domain::workspace
