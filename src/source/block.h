// Rows on their way through the workers, and what a worker does with them.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "privacy/detect.h"
#include "privacy/manifest.h"
#include "privacy/masking.h"
#include "privacy/risk.h"
#include "source/population.h"

namespace gongshu::source {

/// Raw rows in one buffer. A block that repeats a finished chunk names it and holds exactly its rows.
struct Block {
  std::int64_t first_row = 0;  ///< number in the file of the first row; the header is row 1
  std::string text;
  std::vector<std::size_t> ends;  ///< of each cell, row by row
  std::size_t rows = 0;
  std::optional<std::size_t> chunk;  ///< index of the finished chunk

  struct Row {
    privacy::RowHash raw{};  ///< over all raw cells
    bool consented = true;
    std::uint64_t ordinal = 0;  ///< of its entity; 0 when the rows are about nobody
    std::size_t line_end = 0;   ///< in `lines`
    privacy::RiskHashes before, after;
  };
  // Made by the worker.
  std::string lines;  ///< masked rows as CSV without ordinal and line feed
  std::vector<Row> out;
  std::size_t fault_row = 0, fault_column = 0;  ///< index in the block and raw column of the first fault
  std::string fault;                            ///< its hint; empty when all rows are fine
  bool changed = false;                         ///< the finished chunk is not what the journal says, or answers other rows

  void clear();
  void add(privacy::Cells cells);
  privacy::Cells row(std::size_t index, std::size_t columns, std::vector<std::string_view>& cells) const;
};

/// What all workers of a run share; read-only while they run.
struct BlockPlan {
  const privacy::MaskingOrder& order;
  const privacy::RiskCounter &before, &after;  ///< for their hash() only
  const Population* population = nullptr;      ///< none when the rows are about nobody
  std::size_t entity_column = 0;
  std::optional<std::size_t> consent_column;
  std::optional<std::size_t> scenarios_column;
  std::string consent_day;       ///< the day a consent must reach
  privacy::BatchManifest frame;  ///< header and types of the chunks
  std::filesystem::path directory;
  std::vector<privacy::Chunk> chunks;  ///< finished ones
};

/// One worker: masks the rows of a block, or reads them back from a finished chunk. One thread at a time.
class BlockWorker {
 public:
  BlockWorker(const BlockPlan& plan, privacy::Masker masker);
  void operator()(Block& block);
  privacy::RawDetector& detector() { return detector_; }

 private:
  bool consents(privacy::Cells raw) const;
  bool mask_row(Block& block, std::size_t index, privacy::Cells raw);
  void mask(Block& block);
  void read_back(Block& block);
  void judge(Block::Row& row, privacy::Cells masked, std::int64_t number);

  const BlockPlan* plan_;
  privacy::Masker masker_;
  privacy::RawDetector detector_;
  privacy::RowBuffer masked_;
  std::vector<std::string_view> cells_;
  std::vector<std::size_t> all_;
  std::string upper_;
};

}  // namespace gongshu::source
