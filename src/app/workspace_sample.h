// Samples of masked rows for development, where the pack provides for them: what is drawn of a batch, and the operations that ask
// for one and let it go. Their entities count as known in the population's egress ledger before anybody sees a row.
#pragma once
#include <string>
#include <vector>

#include "app/node.h"
#include "domain/supply/events.h"
#include "domain/workspace/events.h"

namespace gongshu::app {

struct DrawnSample {
  std::vector<std::vector<std::string>>
      rows;  ///< as the batch has them: visible cells in manifest order, then the ordinal where rows are about entities
  std::vector<std::uint64_t> entities;  ///< ascending; empty where rows are about nobody
  std::int64_t drawn = 0;               ///< entities drawn; rows where they are about nobody
  std::int64_t batch_entities = 0, eligible_entities = 0;
};

/// The same parameters and batch give the same rows in the same order. An entity is eligible when each of its rows shares its
/// quasi-identifiers with at least k entities of the batch; the share is of eligible entities, the first in an order that the
/// seed and the scenario key decide. Errors: those of check_supply; state.conflict (another batch is in use).
Result<DrawnSample> draw_sample(Node& node, const std::string& scenario, const domain::workspace::SampleParameters& parameters);

/// The released sample that stands for this table and batch of the workspace, while the pack still provides for sampled rows.
Result<std::optional<Found<domain::workspace::Sample>>> sample_in_use(Records& records, const std::string& workspace,
                                                                      const std::string& table, const std::string& batch,
                                                                      const rules::Rulebook& book);

}  // namespace gongshu::app
