// Inside the adapter only: libgcrypt must be told once that it is ready.
#pragma once
#include <gcrypt.h>

namespace gongshu::crypto {

/// Initialises libgcrypt on first use; ends the process when the library is older than the headers. Thread-safe.
void gcrypt_ready();

}  // namespace gongshu::crypto
