#include "crypto/random.h"

#include <botan/system_rng.h>

#include "base/ids.h"

namespace gongshu::crypto {

// noexcept on purpose: without random bytes std::terminate is the only safe answer.
static void fill(std::string& out) noexcept {
  Botan::system_rng().randomize(reinterpret_cast<std::uint8_t*>(out.data()), out.size());
}

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  fill(out);
  return out;
}

std::string new_id(std::string_view prefix) { return make_id(prefix, random_bytes(13)); }

}  // namespace gongshu::crypto
