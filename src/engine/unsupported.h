// Refusals that name a construct: everything the surface does not cover ends here, never in a data engine.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "engine/query.h"

namespace gongshu::engine {

/// query.unsupported at a byte offset; detail["construct"] and the hint name what was met.
tl::unexpected<Error> unsupported(const SourceText& text, int offset, std::string_view construct, std::string_view remedy = {});

/// "CopyStmt" → "COPY"; other statement types by their own name.
std::string statement_words(std::string_view node_name);
/// "SubLink" → "a sub-query in an expression"; other node types by their own name.
std::string expression_words(std::string_view node_name);

}  // namespace gongshu::engine
