#include "app/workspace_sample.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <charconv>
#include <cstring>

#include "app/datasets.h"
#include "app/supply_files.h"
#include "app/workspace_rows.h"
#include "crypto/hash.h"
#include "domain/workspace/points.h"

namespace gongshu::app {
namespace {

using domain::workspace::Sample;
using domain::workspace::SampleParameters;
using domain::workspace::SampleStatus;
using domain::workspace::SampleSubject;

/// Where the quasi-identifiers stand in a row.
std::vector<std::size_t> quasi_of(const privacy::BatchManifest& manifest) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < manifest.columns.size(); ++i)
    if (manifest.columns[i].identity == privacy::Identity::quasi) out.push_back(i);
  return out;
}

/// Entities of each class of equal quasi-identifiers, counted up to k.
class Classes {
 public:
  explicit Classes(std::int64_t k) : k_(static_cast<std::size_t>(std::max<std::int64_t>(1, k))) {}
  void add(std::uint64_t content, std::uint64_t entity) {
    auto& seen = entities_[content];
    if (seen.size() < k_ && std::find(seen.begin(), seen.end(), entity) == seen.end()) seen.push_back(entity);
  }
  bool large(std::uint64_t content) const { return entities_.at(content).size() >= k_; }

 private:
  std::size_t k_;
  boost::unordered_flat_map<std::uint64_t, std::vector<std::uint64_t>> entities_;
};

/// Reads the rows of one batch again and again.
class Drawing {
 public:
  Drawing(Node& node, const SampleParameters& parameters, const domain::supply::Batch& batch, const std::string& key)
      : node_(node), parameters_(parameters), batch_(batch), key_(key), order_(key) {}

  Result<DrawnSample> run() {
    GS_CHECK(judge());
    choose();
    GS_CHECK(each([&](std::uint64_t entity, privacy::Cells cells, const auto&) {
      if (chosen_.contains(entity)) out_.rows.emplace_back(cells.begin(), cells.end());
    }));
    return std::move(out_);
  }

 private:
  template <class Row>
  Status each(Row row) {
    GS_TRY(rows, BatchRows::open(node_, parameters_.batch, batch_, key_));
    const bool entities = !rows->manifest().entity_column.empty();
    const auto quasi = quasi_of(rows->manifest());
    for (std::uint64_t number = 1;; ++number) {
      GS_TRY(more, rows->next());
      if (!more) return {};
      const auto cells = rows->cells();
      std::uint64_t entity = number;
      if (entities) std::from_chars(cells.back().data(), cells.back().data() + cells.back().size(), entity);
      row(entity, cells, quasi);
    }
  }

  /// Who may be drawn at all.
  Status judge() {
    Classes classes(batch_.population.empty() ? 1 : parameters_.k);
    GS_CHECK(each(
        [&](std::uint64_t entity, privacy::Cells cells, const auto& quasi) { classes.add(content_of(cells, quasi), entity); }));
    boost::unordered_flat_map<std::uint64_t, bool> eligible;
    GS_CHECK(each([&](std::uint64_t entity, privacy::Cells cells, const auto& quasi) {
      auto& fine = eligible.try_emplace(entity, true).first->second;
      fine = fine && classes.large(content_of(cells, quasi));
    }));
    out_.batch_entities = static_cast<std::int64_t>(eligible.size());
    for (const auto& [entity, fine] : eligible)
      if (fine) candidates_.emplace_back(place(entity), entity);
    out_.eligible_entities = static_cast<std::int64_t>(candidates_.size());
    return {};
  }

  /// The key keeps those who know ordinals and the recorded seed from telling who was drawn.
  std::uint64_t place(std::uint64_t entity) const {
    const auto digest = order_("development-sample:" + std::to_string(parameters_.seed) + ":" + std::to_string(entity));
    std::uint64_t out = 0;
    std::memcpy(&out, digest.data(), sizeof out);
    return out;
  }

  void choose() {
    std::sort(candidates_.begin(), candidates_.end());
    const auto share = out_.eligible_entities * parameters_.share_percent / 100;
    candidates_.resize(static_cast<std::size_t>(std::min(share, parameters_.most_entities)));
    for (const auto& [place, entity] : candidates_) chosen_.insert(entity);
    out_.drawn = static_cast<std::int64_t>(candidates_.size());
    if (batch_.population.empty()) return;
    out_.entities.assign(chosen_.begin(), chosen_.end());
    std::sort(out_.entities.begin(), out_.entities.end());
  }

  Node& node_;
  const SampleParameters& parameters_;
  const domain::supply::Batch& batch_;
  const std::string& key_;
  crypto::HmacSm3 order_;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> candidates_;  ///< (place in the order, entity)
  boost::unordered_flat_set<std::uint64_t> chosen_;
  DrawnSample out_;
};

}  // namespace

Result<DrawnSample> draw_sample(Node& node, const std::string& scenario, const SampleParameters& parameters) {
  std::shared_lock files(batch_files_mutex());
  GS_TRY(key, scenario_key(node, scenario, parameters.resource));
  std::optional<Found<domain::supply::Batch>> batch;
  auto status = node.query([&](Records& records) -> Status {
    GS_TRY(found, batch_in_use(records, scenario, parameters.resource));
    batch = std::move(found);
    return {};
  });
  if (status && (!batch || batch->id != parameters.batch))
    status = fail(ErrorCode::state_conflict, {}, "批次已更换 / another batch came in meanwhile");
  auto out = status ? Drawing(node, parameters, batch->state, key).run() : Result<DrawnSample>(fail(status.error()));
  crypto::wipe(key);
  return out;
}

Result<std::optional<Found<Sample>>> sample_in_use(Records& records, const std::string& workspace, const std::string& table,
                                                   const std::string& batch, const rules::Rulebook& book) {
  std::optional<Found<Sample>> out;
  if (book.at(domain::workspace::kDevelopmentRows).text("mode") != "sampled") return out;
  GS_TRY(released, records.all<SampleSubject>("released"));
  for (auto& sample : released)
    if (sample.state.workspace == workspace && sample.state.parameters.table == table && sample.state.parameters.batch == batch)
      out = std::move(sample);  // the newest
  return out;
}

}  // namespace gongshu::app
