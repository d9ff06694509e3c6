// What one masking run carries from row to row: it reads and writes, the workers of block.h mask. Inside src/source only.
#pragma once
#include <boost/unordered/unordered_flat_set.hpp>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "source/block.h"
#include "source/journal.h"
#include "source/pipeline.h"
#include "source/source.h"
#include "source/writer.h"

namespace gongshu::source {

/// Indexes of the columns of one identity among the raw columns and among the masked ones.
struct Columns {
  std::vector<std::size_t> raw, masked;
  Columns(const privacy::MaskingOrder& order, privacy::Identity identity) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < order.columns.size(); ++i) {
      const bool stays = privacy::masked_type(order.columns[i]).has_value();
      if (order.columns[i].identity == identity) {
        raw.push_back(i);
        if (stays) masked.push_back(out);
      }
      out += stays;
    }
  }
};

/// Everything a run carries from row to row.
class Run {
 public:
  /// `journal`, `order` and `csv` must outlive the run.
  Run(const privacy::MaskingOrder& order, privacy::BatchManifest frame, std::istream& csv, std::optional<Population> population,
      BatchWriter writer, Journal& journal);
  Run(const Run&) = delete;  // workers and hooks point into it
  Run& operator=(const Run&) = delete;

  /// Reads, masks and writes every row; one worker for each masker.
  Status mask(std::vector<privacy::Masker> maskers, const ProgressFn& progress);

  const std::vector<privacy::RawFinding>& findings() const { return findings_; }
  /// The journal does not belong to this file: what it says is given up.
  bool changed() const { return changed_; }
  BatchWriter& writer() { return writer_; }
  privacy::BatchManifest manifest() const;

 private:
  using Step = std::unique_ptr<Block>;
  Step block() {
    auto out = free_.empty() ? std::make_unique<Block>() : std::move(free_.back());
    if (!free_.empty()) free_.pop_back();
    out->clear();
    out->first_row = table_.row() + 1;
    return out;
  }
  Status submit(Step block) {
    while (pipeline_->full()) GS_CHECK(take());
    pipeline_->push(std::move(block));
    return {};
  }
  Status drain() {
    while (!pipeline_->empty()) GS_CHECK(take());
    return {};
  }
  Status take() {
    auto block = pipeline_->pop();
    GS_CHECK(write(*block));
    free_.push_back(std::move(block));
    return {};
  }

  Status repeat_finished();
  Status mask_rest();
  Status write(const Block& block);
  Status write_row(const Block& block, const Block::Row& row, std::string_view line);
  Status end_repeated(const Block& block);
  Status record(const privacy::Chunk& chunk) { return journal_.add({chunk, supplied_.raw_rows, supplied_.chain, ended_}); }
  Status give_up() {
    changed_ = true;
    return fail(ErrorCode::state_conflict, {}, "this is not the file of the interrupted run; call again to start anew");
  }
  bool past_the_end() const { return !journal_.done().empty() && journal_.done().back().last && !ended_; }

  struct Place {
    std::int64_t raw_rows = 0;
    privacy::RowHash chain{};
  };
  const privacy::MaskingOrder& order_;
  privacy::TableReader table_;
  Columns quasi_, sensitive_;
  privacy::RiskCounter before_, after_;
  std::optional<Population> population_;
  boost::unordered_flat_set<std::uint64_t> entities_;  ///< ordinals of the batch
  BatchWriter writer_;
  Journal& journal_;
  BlockPlan plan_;
  Pipeline<Block>* pipeline_ = nullptr;
  const ProgressFn* progress_ = nullptr;
  std::vector<Step> free_;
  std::vector<privacy::RawFinding> findings_;
  Place read_, supplied_;  ///< after the last row, after the last row with consent
  std::int64_t withheld_ = 0, told_ = 0;
  std::string line_;
  bool by_entity_ = false, ended_ = false, changed_ = false;
};

}  // namespace gongshu::source
