#include "source/block.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "source/writer.h"
#include "store/files.h"

namespace gongshu::source {
namespace {

std::vector<std::string> visible_names(const privacy::BatchManifest& frame) {
  std::vector<std::string> names;
  for (const auto& column : frame.columns) names.push_back(column.name);
  return names;
}

}  // namespace

void Block::clear() {
  text.clear();
  ends.clear();
  rows = 0;
  chunk.reset();
  lines.clear();
  fault.clear();
  changed = false;
}

void Block::add(privacy::Cells cells) {
  for (const auto cell : cells) {
    text.append(cell);
    ends.push_back(text.size());
  }
  ++rows;
}

privacy::Cells Block::row(std::size_t index, std::size_t columns, std::vector<std::string_view>& cells) const {
  cells.clear();
  const auto first = index * columns;
  auto begin = first == 0 ? 0 : ends[first - 1];
  for (auto i = first; i < first + columns; ++i) {
    cells.emplace_back(text.data() + begin, ends[i] - begin);
    begin = ends[i];
  }
  return cells;
}

BlockWorker::BlockWorker(const BlockPlan& plan, privacy::Masker masker)
    : plan_(&plan), masker_(std::move(masker)), detector_(visible_names(plan.frame)), all_(plan.order.columns.size()) {
  std::iota(all_.begin(), all_.end(), std::size_t{0});
}

void BlockWorker::operator()(Block& block) {
  if (block.out.size() < block.rows) block.out.resize(block.rows);
  for (std::size_t i = 0; i < block.rows; ++i) {
    const auto raw = block.row(i, all_.size(), cells_);
    auto& row = block.out[i];
    row.raw = privacy::hash_cells(raw, all_);
    row.consented = consents(raw);
    if (row.consented) plan_->before.hash(raw, row.before);
  }
  if (block.chunk)
    read_back(block);
  else
    mask(block);
}

namespace {
/// One of the words of the text.
bool names(std::string_view text, std::string_view word) {
  constexpr std::string_view kSpace = " \t\r\n";
  for (auto begin = text.find_first_not_of(kSpace); begin != std::string_view::npos;) {
    const auto end = std::min(text.size(), text.find_first_of(kSpace, begin));
    if (text.substr(begin, end - begin) == word) return true;
    begin = text.find_first_not_of(kSpace, end);
  }
  return false;
}
}  // namespace

bool BlockWorker::consents(privacy::Cells raw) const {
  if (!plan_->consent_column) return true;
  if (plan_->scenarios_column && !names(raw[*plan_->scenarios_column], plan_->order.scenario_id)) return false;
  const auto cell = raw[*plan_->consent_column];
  if (plan_->order.columns[*plan_->consent_column].type == privacy::ColumnType::boolean) return cell == "true";
  return !cell.empty() && cell >= plan_->consent_day;  // days as YYYY-MM-DD order as text
}

void BlockWorker::judge(Block::Row& row, privacy::Cells masked, std::int64_t number) {
  detector_.row(masked, number);
  plan_->after.hash(masked, row.after);
}

void BlockWorker::mask(Block& block) {
  for (std::size_t i = 0; i < block.rows; ++i) {
    if (block.out[i].consented && !mask_row(block, i, block.row(i, all_.size(), cells_))) {
      block.fault_row = i;
      return;
    }
    block.out[i].line_end = block.lines.size();
  }
}

bool BlockWorker::mask_row(Block& block, std::size_t index, privacy::Cells raw) {
  auto& row = block.out[index];
  row.ordinal = 0;
  masked_.clear();
  if (!masker_.mask(raw, masked_, block.fault_column)) {
    block.fault = "the value does not suit the masking rule of this column";
    return false;
  }
  if (plan_->population) {
    const auto identifier = privacy::normalise_identifier(raw[plan_->entity_column], upper_);
    if (identifier.empty()) {
      block.fault_column = plan_->entity_column;
      block.fault = "the cell identifies the entity and must not be empty";
      return false;
    }
    row.ordinal = plan_->population->ordinal(identifier);
  }
  const auto masked = masked_.cells();
  judge(row, masked, block.first_row + static_cast<std::int64_t>(index));
  if (masked.size() == 1 && masked[0].empty() && !plan_->population)
    block.lines += "\"\"";
  else
    privacy::append_cells(block.lines, masked);
  return true;
}

/// The rows of a finished chunk stand for the masked rows: nothing is pseudonymised twice.
void BlockWorker::read_back(Block& block) {
  const auto& chunk = plan_->chunks[*block.chunk];
  const auto bytes =
      store::read_file(plan_->directory / chunk_file(chunk.index), static_cast<std::uint64_t>(privacy::kChunkBytes));
  std::size_t next = 0;
  const auto take = [&](privacy::Cells cells) -> Status {
    while (next < block.rows && !block.out[next].consented) ++next;
    if (next == block.rows) return fail(ErrorCode::state_conflict);
    auto& row = block.out[next++];
    if (plan_->population) {
      const auto text = cells.back();
      std::from_chars(text.data(), text.data() + text.size(), row.ordinal);
      cells = cells.first(cells.size() - 1);
    }
    judge(row, cells, block.first_row + static_cast<std::int64_t>(next) - 1);
    return {};
  };
  auto manifest = plan_->frame;
  manifest.chunks = plan_->chunks;
  block.changed = !bytes || !privacy::check_chunk(manifest, chunk.index, *bytes, take);
  while (next < block.rows && !block.out[next].consented) ++next;
  block.changed = block.changed || next != block.rows;
}

}  // namespace gongshu::source
