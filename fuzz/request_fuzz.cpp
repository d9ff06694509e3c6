// A request means the same however its bytes arrive: whole or one by one, the body, the rest and the refusal are equal.
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/request_parser.h"

namespace {

constexpr std::size_t kLimit = 4096;

struct Outcome {
  bool parsed = false, done = false;
  std::size_t head = 0, used = 0;
  std::string body;
  bool operator==(const Outcome&) const = default;
};

/// Feeds the body in pieces of `step` bytes.
Outcome run(std::string_view bytes, std::size_t step) {
  Outcome out;
  gongshu::http::RequestParser parser;
  const auto end = bytes.find("\r\n\r\n");
  const auto head = parser.parse_head(end == bytes.npos ? bytes : bytes.substr(0, end + 4));
  if (!head) return out;
  out.head = *head;
  if (out.head > bytes.size()) std::abort();
  std::string_view rest = bytes.substr(out.head);
  std::size_t given = 0;
  while (!parser.done()) {
    given = std::min(rest.size(), given + step);
    const auto used = parser.parse_body(rest.substr(0, given), out.body, kLimit);
    if (!used) return {};
    if (*used > given || out.body.size() > kLimit) std::abort();
    rest.remove_prefix(*used);
    out.used += *used;
    given -= *used;
    if (given == rest.size() && *used == 0) break;
  }
  out.parsed = true;
  out.done = parser.done();
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Outcome whole = run(bytes, bytes.size() + 1), single = run(bytes, 1);
  if (whole.done && !(whole == single)) std::abort();
  return 0;
}
