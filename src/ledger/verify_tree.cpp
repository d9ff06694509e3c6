#include "ledger/verify_tree.h"

namespace gongshu::ledger {
namespace {

constexpr std::size_t kSignaturesAhead = 1024;  ///< notes kept in memory for the helper

/// First leaf under hash `position` of tile level/index.
std::uint64_t first_leaf(unsigned level, std::uint64_t index, std::size_t position) {
  return (index * kTileWidth + position) << (8 * level);
}

std::string tile_name(unsigned level, std::uint64_t index) {
  return "tile " + std::to_string(level) + "/" + std::to_string(index);
}

std::string number(std::uint64_t n) { return std::to_string(n); }

}  // namespace

Fault TileCheck::add(const Digest& leaf) {
  const auto seq = range_.size();
  const auto position = seq % kTileWidth;
  if (position == 0)
    if (auto fault = begin_leaf_tile(seq / kTileWidth)) return fault;
  if (!leaf_tile_) return bad(seq, tile_name(0, seq / kTileWidth), "present", "missing");
  const auto stored = std::string_view(*leaf_tile_).substr(std::min(position * 32, leaf_tile_->size()), 32);
  if (stored != crypto::view(leaf)) return bad(seq, "leaf hash", hex(leaf), stored.empty() ? "missing" : crypto::to_hex(stored));
  if (tiles_.empty()) tiles_.emplace_back();
  tiles_[0] += crypto::view(leaf);
  Fault fault;
  range_.append(leaf, [&](unsigned level, std::uint64_t index, const Digest& root) {
    if (level % 8 != 0 || fault) return;
    const auto done = level / 8 - 1;
    fault = compare(done, index, tiles_[done]);
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

Fault TileCheck::compare(unsigned level, std::uint64_t index, const std::string& computed) {
  const auto start = first_leaf(level, index, 0);
  const auto name = tile_name(level, index);
  auto stored =
      level == 0 ? Result<std::optional<std::string>>(std::exchange(leaf_tile_, std::nullopt)) : source_->tile(level, index);
  if (!stored) return bad(start, name, "readable", describe(stored.error()));
  if (!*stored) return bad(start, name, number(computed.size() / 32) + " hashes", "missing");
  const auto& bytes = **stored;
  for (std::size_t i = 0; i < computed.size() / 32; ++i) {
    const auto at = i * 32;
    if (bytes.size() < at + 32 || bytes.compare(at, 32, computed, at, 32) != 0)
      return bad(first_leaf(level, index, i), "hash in " + name, crypto::to_hex(computed.substr(at, 32)),
                 at < bytes.size() ? crypto::to_hex(bytes.substr(at, 32)) : "missing");
  }
  if (bytes.size() != computed.size())
    return bad(start, name, number(computed.size()) + " bytes", number(bytes.size()) + " bytes");
  return {};
}

Fault TileCheck::finish() {
  for (unsigned level = 0; level < tiles_.size(); ++level) {
    if (tiles_[level].empty()) continue;
    if (auto fault = compare(level, range_.size() >> (8 * level) >> 8, tiles_[level])) return fault;
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
  auto checkpoint = parse_checkpoint((*sealed)->note);
  if (!checkpoint) return bad(size, name, "a checkpoint", describe(checkpoint.error()));
  if (signatures_.size() == kSignaturesAhead)
    if (auto fault = signatures()) return fault;
  auto* signature = &signatures_.emplace_back(Signature{size, batches_, (*sealed)->note, checkpoint->origin});
  helper_.post([signature, key = &input_->public_key] {
    const auto text = crypto::verify_note(signature->note, signature->origin, *key);
    if (!text) signature->result = fail(text.error());
  });
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

Fault CheckpointCheck::signatures() {
  helper_.wait();
  for (const auto& signature : signatures_) {
    if (bad_signature_) break;
    if (signature.result)
      ++report_->signatures;
    else
      bad_signature_ = bad(signature.covered, "checkpoint " + number(signature.batch), "signed by the log's key",
                           describe(signature.result.error()));
  }
  signatures_.clear();
  return bad_signature_;
}

Fault CheckpointCheck::finish(std::uint64_t size) {
  if (next_) return bad(size, "entry", "present: a checkpoint covers " + number(next_->size), "missing");
  if (known_ && known_->size > 0)
    return bad(size, "entry", "present: the known checkpoint covers " + number(known_->size), "missing");
  if (size > covered_) return bad(covered_, "checkpoint", "covers entry " + number(covered_), "missing");
  return {};
}

}  // namespace gongshu::ledger
