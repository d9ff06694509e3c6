// No text makes the query front end crash, hang or leak; what is refused says so with a code of its own kind.
#include <cstdlib>
#include <string_view>

#include "engine/query.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto parsed = gongshu::engine::parse({reinterpret_cast<const char*>(data), size});
  if (!parsed) {
    const auto name = gongshu::info(parsed.error().code).name;
    if (!name.starts_with("query.") && !name.starts_with("input.")) std::abort();
    return 0;
  }
  const auto bound = gongshu::engine::bind(*parsed, gongshu::engine::PolicySnapshot{});
  if (!bound && !gongshu::info(bound.error().code).name.starts_with("query.")) std::abort();
  return 0;
}
