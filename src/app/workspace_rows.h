// Stable names of supplied rows, for the egress ledger: the same row of the same entity has one name in every scenario and after
// every refresh of its batch; a row whose content changed has another.
//
// A row is named by its resource, its entity's ordinal and its number among the rows of that entity, so that what two scenarios
// see of it, masked differently, is one row to the ledger. Where the scenario has accepted several batches, the row's content as
// first supplied is what later contents are compared with (over the columns that all of them hold under one technique): only a
// difference changes the name.
#pragma once
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/table.h"

namespace gongshu::app {

/// One reading of one table. Not thread-safe. Memory: 16 to 32 bytes an entity; as much again for each row of earlier batches.
class RowNames {
 public:
  explicit RowNames(std::string_view resource);

  /// Rows of an earlier batch, oldest batch first, in the order of the batch; call next_batch() after each.
  void earlier(std::uint64_t entity, std::uint64_t content);
  void next_batch() { seen_.clear(); }

  /// Name of the next row of the batch in use. `content` is not looked at when no earlier row was given.
  std::int64_t name(std::uint64_t entity, std::uint64_t content);

  bool compares() const { return !first_.empty(); }

 private:
  std::uint64_t place(std::uint64_t entity);
  std::uint64_t resource_;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> seen_;   ///< rows of the entity so far
  boost::unordered_flat_map<std::uint64_t, std::uint64_t> first_;  ///< place → content as first supplied
};

/// The engine tells the rows of tables that share a ledger apart by the table's name (FNV-1a, XORed into the row's key). Every scenario chooses
/// that name, and a row's own says its resource already: with this in its key the engine's part falls away, and one row is one row
/// whatever a scenario calls its table. `table` is in lower case.
std::int64_t without_table(std::int64_t name, std::string_view table);

/// A digest of some cells of a row; equal cells, equal digest.
std::uint64_t content_of(privacy::Cells cells, const std::vector<std::size_t>& which);

}  // namespace gongshu::app
