#include "ledger/verify_tree.h"

namespace gongshu::ledger {
namespace {

/// First leaf under hash `position` of tile level/index.
std::uint64_t first_leaf(unsigned level, std::uint64_t index, std::size_t position) {
  return (index * kTileWidth + position) << (8 * level);
}

std::string tile_name(unsigned level, std::uint64_t index) { return "tile " + std::to_string(level) + "/" + std::to_string(index); }

std::string number(std::uint64_t n) { return std::to_string(n); }

}  // namespace

Fault TileCheck::add(const Digest& leaf) {
  const auto seq = range_.size();
  const auto position = seq % kTileWidth;
  if (position == 0)
    if (auto fault = begin_leaf_tile(seq / kTileWidth)) return fault;
  if (leaf_tile_) {
    const auto stored = std::string_view(leaf_tile_->hashes).substr(std::min(position * 32, leaf_tile_->hashes.size()), 32);
    if (stored != crypto::view(leaf))
      return bad(seq, "leaf hash in " + tile_name(0, seq / kTileWidth), hex(leaf), crypto::to_hex(stored));
  }
  if (tiles_.empty()) tiles_.emplace_back();
  tiles_[0] += crypto::view(leaf);
  Fault fault;
  range_.append(leaf, [&](unsigned level, std::uint64_t index, const Digest& root) {
    if (level % 8 != 0 || fault) return;
    const auto done = level / 8 - 1;
    fault = compare(done, index, tiles_[done], &root);
    tiles_[done].clear();
    if (tiles_.size() == done + 1) tiles_.emplace_back();
    tiles_[done + 1] += crypto::view(root);
  });
  return fault;
}

Fault TileCheck::begin_leaf_tile(std::uint64_t index) {
  auto stored = source_->tile(0, index);
  if (!stored) return bad(index * kTileWidth, tile_name(0, index), "readable", describe(stored.error()));
  leaf_tile_ = std::move(*stored);
  return {};
}

/// `root` is null for the unfinished tile at the edge.
Fault TileCheck::compare(unsigned level, std::uint64_t index, const std::string& computed, const Digest* root) {
  std::optional<StoredTile> stored;
  if (level == 0) {
    stored = std::exchange(leaf_tile_, std::nullopt);
  } else {
    auto read = source_->tile(level, index);
    if (!read) return bad(first_leaf(level, index, 0), tile_name(level, index), "readable", describe(read.error()));
    stored = std::move(*read);
  }
  const auto start = first_leaf(level, index, 0);
  if (!stored) return bad(start, tile_name(level, index), number(computed.size() / 32) + " hashes", "missing");
  for (std::size_t i = 0; i < computed.size() / 32; ++i) {
    const auto at = i * 32;
    if (stored->hashes.size() < at + 32 || stored->hashes.compare(at, 32, computed, at, 32) != 0)
      return bad(first_leaf(level, index, i), "hash in " + tile_name(level, index), crypto::to_hex(computed.substr(at, 32)),
                 at < stored->hashes.size() ? crypto::to_hex(stored->hashes.substr(at, 32)) : "missing");
  }
  if (stored->hashes.size() != computed.size())
    return bad(start, tile_name(level, index), number(computed.size()) + " bytes", number(stored->hashes.size()) + " bytes");
  if (root && stored->root && *stored->root != crypto::view(*root))
    return bad(start, "root of " + tile_name(level, index), hex(*root), crypto::to_hex(*stored->root));
  return {};
}

Fault TileCheck::finish() {
  if (!source_->stores_edge()) return {};
  for (unsigned level = 0; level < tiles_.size(); ++level) {
    if (tiles_[level].empty()) continue;
    if (auto fault = compare(level, range_.size() >> (8 * level) >> 8, tiles_[level], nullptr)) return fault;
  }
  return {};
}

Fault CheckpointCheck::begin() {
  origin_ = input_->origin;
  if (auto fault = advance(0)) return fault;
  return open_known();
}

Fault CheckpointCheck::open_known() {
  if (!input_->known_checkpoint) return {};
  auto known = open_checkpoint(*input_->known_checkpoint, input_->public_key);
  if (!known) return bad({}, "known checkpoint", "signed by the log's key", describe(known.error()));
  ++report_->signatures;
  if (!origin_.empty() && known->origin != origin_) return bad({}, "known checkpoint", "origin " + origin_, known->origin);
  known_ = std::move(*known);
  return {};
}

/// Takes the next checkpoint and checks its signature and its place; `size` entries are already covered.
Fault CheckpointCheck::advance(std::uint64_t size) {
  next_.reset();
  covered_ = size;
  auto sealed = source_->next_checkpoint();
  if (!sealed) return bad(size, "checkpoint", "readable", describe(sealed.error()));
  if (!*sealed) return {};
  const auto name = "checkpoint " + number(batches_);
  if ((*sealed)->batch != batches_) return bad(size, name, "present", "missing, the next is " + number((*sealed)->batch));
  auto checkpoint = open_checkpoint((*sealed)->note, input_->public_key);
  if (!checkpoint) return bad(size, name, "signed by the log's key", describe(checkpoint.error()));
  ++report_->signatures;
  if (origin_.empty()) origin_ = checkpoint->origin;
  if (checkpoint->origin != origin_) return bad(size, name, "origin " + origin_, checkpoint->origin);
  if ((*sealed)->size != checkpoint->size) return bad(size, name, "size " + number(checkpoint->size), number((*sealed)->size));
  if (checkpoint->size <= size) return bad(size, name, "more than " + number(size) + " entries", number(checkpoint->size));
  ++batches_;
  next_ = std::move(*checkpoint);
  return {};
}

Fault CheckpointCheck::reached(const CompactRange& range) {
  const auto size = range.size();
  if (known_ && size == known_->size) {
    if (known_->root != range.root()) return bad(covered_, "root of the known checkpoint", hex(known_->root), hex(range.root()));
    known_.reset();
  }
  if (!next_ || next_->size != size) return {};
  if (next_->root != range.root())
    return bad(covered_, "root of checkpoint " + number(batches_ - 1), hex(next_->root), hex(range.root()));
  ++report_->checkpoints;
  return advance(size);
}

Fault CheckpointCheck::finish(std::uint64_t size) {
  if (next_) return bad(size, "entry", "present: a checkpoint covers " + number(next_->size), "missing");
  if (known_ && known_->size > 0) return bad(size, "entry", "present: the known checkpoint covers " + number(known_->size), "missing");
  if (size > covered_) return bad(covered_, "checkpoint", "covers entry " + number(covered_), "missing");
  return {};
}

}  // namespace gongshu::ledger
