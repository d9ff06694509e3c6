// What a masking run has durably done, so that it can go on after a kill. Beside the unfinished batch `.part-<batch>` lies
// `.run-<batch>`: run.json says which run it is, progress holds a line for each finished chunk. A torn last line does not count.
#pragma once
#include <boost/describe.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "privacy/manifest.h"
#include "privacy/table.h"
#include "store/files.h"

namespace gongshu::source {

/// Journals lie in directories with this prefix.
inline constexpr std::string_view kRunPrefix = ".run-";

struct RunCard {
  std::string batch_id;
  std::string order_id;
  std::string order_digest;  ///< SM3 of the order's signing bytes
  std::string label;
  Instant masked_at = 0;  ///< when the run began; goes into the manifest whenever it ends
  std::int64_t format = 1;
};
BOOST_DESCRIBE_STRUCT(RunCard, (), (batch_id, order_id, order_digest, label, masked_at, format))

/// A finished chunk and where in the raw file it ends.
struct Progress {
  privacy::Chunk chunk;
  std::int64_t raw_rows = 0;  ///< rows of the file up to the chunk's last row
  privacy::RowHash chain{};   ///< over those rows: another file is noticed, not resumed
  bool last = false;          ///< the file had no more rows to supply
};

/// Extends the chain by one raw row.
void extend(privacy::RowHash& chain, const privacy::RowHash& row);

class Journal {
 public:
  /// The journal of an unfinished run of this order, or none. Runs of it with another digest or label are removed with their
  /// chunks.
  static Result<std::optional<Journal>> find(const std::filesystem::path& batches, const std::string& order_id,
                                             const std::string& order_digest, const std::string& label);
  static Result<Journal> start(const std::filesystem::path& batches, RunCard card);
  /// Removes what no journal belongs to: unfinished batches without one, journals without a batch.
  static void sweep(const std::filesystem::path& batches);
  Journal(Journal&&) noexcept = default;
  Journal& operator=(Journal&&) noexcept = default;

  const RunCard& card() const { return card_; }
  const std::vector<Progress>& done() const { return done_; }
  /// Durable when it returns.
  Status add(const Progress& progress);
  /// The batch is whole, or given up: nothing to resume.
  void remove();

 private:
  Journal(std::filesystem::path directory, RunCard card, store::AppendFile file)
      : directory_(std::move(directory)), card_(std::move(card)), file_(std::move(file)) {}
  std::filesystem::path directory_;
  RunCard card_;
  store::AppendFile file_;
  std::vector<Progress> done_;
};

}  // namespace gongshu::source
