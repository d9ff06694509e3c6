// The one entrance for calls: signs in, checks the role, runs the operation. Thread-safe.
#pragma once
#include "app/operation.h"

namespace gongshu::app {

/// Errors: http.not_found for an operation nobody registered; auth.*; what the operation answers.
Result<Reply> call_operation(Node& node, Call call);

}  // namespace gongshu::app
