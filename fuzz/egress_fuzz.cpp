// Any bytes with a right frame (magic, version, checksum) either are refused or give a ledger that saves to the same bytes and
// decides.
#include <cstdlib>
#include <string>
#include <string_view>

#include "crypto/hash.h"
#include "disclosure/egress.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::string framed(std::string_view body) {
  std::string out("GSEGRES1\1\0\0\0", 12);
  out += body;
  const auto digest = gongshu::crypto::sm3(out);
  return out.append(reinterpret_cast<const char*>(digest.data()), digest.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gongshu::disclosure;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  require(!EgressLedger::load(body) || body.starts_with("GSEGRES1"));
  const auto bytes = framed(body);
  auto ledger = EgressLedger::load(bytes);
  if (!ledger) return 0;
  const auto saved = ledger->save();
  const auto again = EgressLedger::load(saved);
  require(again.has_value() && again->save() == saved);
  const Release release{"r", 2, {{1, 1, 0}, {2, 2, 0}, {3, 3, 1}}, {{"c", {0}}, {"c", {0, 1}}}};
  const auto decision = ledger->check(release, {.k = 2, .threads = 1});
  if (decision) require(ledger->record(release, *decision, 1).has_value());
  require(EgressLedger::load(ledger->save()).has_value());
  return 0;
}
