// The one entrance for calls: signs in, checks the role, runs the operation. Thread-safe.
#pragma once
#include "app/operation.h"

namespace gongshu::app {

/// Errors: http.not_found for an operation nobody registered; auth.*; what the operation answers.
Result<Reply> call_operation(Node& node, Call call);
/// The same for a caller known otherwise than by a session (`call.actor`): checks role and gates, runs the operation. Errors: as above.
Result<Reply> call_as_actor(Node& node, const Call& call);

}  // namespace gongshu::app
