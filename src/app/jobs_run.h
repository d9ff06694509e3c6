// Running an approved job: a place, the decision, load, query under disclosure control, sealed result, outcome.
#pragma once
#include "app/operation.h"

namespace gongshu::app {

/// Runs the job to its end on the calling thread; the record then says done, withheld, failed or cancelled. What the answer would release is
/// checked against copies of the egress ledgers and sealed with it; it is recorded when a product made of it leaves. Errors: those of the decision
/// to start (state.not_found, state.not_allowed, state.conflict, standing, query.*), http.overloaded.
Status run_job(Node& node, const Call& call, const std::string& id);

/// The job to run: the one named in the path, or, for a job with parameters, a new one with these values. Errors: those of workspace::bind_values.
Result<std::string> bind_job(Node& node, const Call& call, const std::map<std::string, std::string>& values);

}  // namespace gongshu::app
