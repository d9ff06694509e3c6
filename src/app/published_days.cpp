#include "app/published_days.h"

#include "app/views.h"
#include "ledger/reader.h"

namespace gongshu::app {

Result<std::map<std::string, std::string>> days_of(Records& records, std::string_view kind, const std::string& id) {
  constexpr std::uint64_t kPiece = 256;
  ledger::Reader reader(records.db());
  std::map<std::string, std::string> out;
  for (std::uint64_t first = 0;;) {
    GS_TRY(piece, entries_of(records.db(), std::string(kind) + "/" + id, first, kPiece));
    for (const auto seq : piece) {
      GS_TRY(entry, reader.entry(seq));
      out[entry.type] = to_text(local_date(entry.time));
    }
    if (piece.size() < kPiece) return out;
    first = piece.back() + 1;
  }
}

}  // namespace gongshu::app
