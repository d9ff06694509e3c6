// libpg_query and protobuf-c recurse about 2 KiB deep for each nested token, without a limit of their own on some paths.
#pragma once
#include <cstddef>
#include <functional>

namespace gongshu::engine {

inline constexpr std::size_t kMaxTokens = 4096;

/// Runs `work` here when a text of so many tokens cannot nest deeply, otherwise on a thread with a stack that holds
/// kMaxTokens levels. Returns when it is done.
void on_deep_stack(std::size_t tokens, const std::function<void()>& work);

}  // namespace gongshu::engine
