// Running an approved job: decision, load, query, sealed result, outcome.
#pragma once
#include "app/operation.h"

namespace gongshu::app {

/// Runs the job to its end on the calling thread; the record then says done, withheld, failed or cancelled. Errors: those of the decision to
/// start (state.not_found, state.not_allowed, state.conflict, standing, query.*), http.overloaded.
Status run_job(Node& node, const Call& call);

}  // namespace gongshu::app
