// Parameters of a query, inside the engine: numbering them for the parser, typed values for the binder.
#pragma once
#include <optional>
#include <span>
#include <string>

#include "engine/plan.h"
#include "engine/query.h"

namespace gongshu::engine {

inline constexpr std::size_t kMaxArguments = 9;

/// The text with `$name` and `:name` as `$1`, `$2`, …, positions unchanged. Errors: query.unknown_column (no such parameter),
/// query.unsupported (a parameter by number).
Result<std::string> number_arguments(const SourceText& text, std::span<const Argument> arguments);

/// Names, number and values. Errors: query.too_complex, input.bad_format at "/values/NAME".
Status check_arguments(std::span<const Argument> arguments);

/// The value as a constant of its type; none when it is not of that type.
std::optional<Constant> argument_value(const Argument& argument);

}  // namespace gongshu::engine
