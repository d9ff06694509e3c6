// What an open source holds; inside src/source only.
#pragma once
#include "crypto/sm2.h"
#include "source/source.h"
#include "store/lock.h"

namespace gongshu::source {

struct Source::State {
  std::filesystem::path dir;
  const Clock* clock;
  std::string name;
  store::DataLock lock;
  crypto::Sm2PrivateKey key;
  crypto::Sm2PublicKey public_key;

  std::filesystem::path keys() const { return dir / "keys"; }
  std::filesystem::path orders() const { return dir / "orders"; }
  std::filesystem::path batches() const { return dir / "batches"; }
  std::filesystem::path platform() const { return dir / "trust" / "platform.pem"; }
};

/// Ids become file names: 1 to 120 of letters, digits, '.', '_', '-', not beginning with a dot. Error: input.bad_format.
Status check_file_id(const std::string& id, std::string_view at);

/// Unfinished batches lie in directories with this prefix.
inline constexpr std::string_view kUnfinished = ".part-";

}  // namespace gongshu::source
