#include "app/jobs_result.h"

#include "app/datasets.h"
#include "app/supply_files.h"
#include "base/record.h"
#include "crypto/sm4.h"
#include "domain/scenario/events.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

namespace workspace = domain::workspace;

constexpr std::string_view kMagic = "GSJR1\n";
constexpr std::size_t kRowBytes = 20;

Error damaged() { return {ErrorCode::crypto_bad_ciphertext, "result", "not a stored result", {}, {}, {}}; }

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::uint64_t take(std::string_view& bytes, int count) {
  std::uint64_t out = 0;
  for (int i = 0; i < count; ++i) out |= std::uint64_t{static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)])} << (8 * i);
  bytes.remove_prefix(static_cast<std::size_t>(count));
  return out;
}

void section(std::string& out, std::string_view bytes) {
  put(out, bytes.size(), 8);
  out += bytes;
}

Result<std::string_view> next_section(std::string_view& bytes) {
  if (bytes.size() < 8) return fail(damaged());
  const auto size = take(bytes, 8);
  if (size > bytes.size()) return fail(damaged());
  const auto out = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return out;
}

struct CellHead {
  std::string measure;
  std::vector<std::int64_t> atoms;
};
BOOST_DESCRIBE_STRUCT(CellHead, (), (measure, atoms))

struct ReleaseHead {
  std::string population, label;
  std::int64_t atoms = 0, rows = 0;
  std::vector<CellHead> cells;
};
BOOST_DESCRIBE_STRUCT(ReleaseHead, (), (population, label, atoms, rows, cells))

struct Detail {
  std::vector<json::value> review, lineage;
  json::object rules;
  std::int64_t k = 0;
  bool controlled = false;
  std::vector<ReleaseHead> releases;
  std::optional<engine::Suppressed> suppressed{};
};
BOOST_DESCRIBE_STRUCT(Detail, (), (review, lineage, rules, k, controlled, releases, suppressed))

ReleaseHead head_of(const PopulationRelease& from) {
  const auto& r = from.release;
  ReleaseHead out{from.population, r.label, r.atoms, static_cast<std::int64_t>(r.rows.size()), {}};
  for (const auto& cell : r.cells) out.cells.push_back({cell.measure, {cell.atoms.begin(), cell.atoms.end()}});
  return out;
}

Result<PopulationRelease> release_of(const ReleaseHead& head, std::string_view& rows) {
  PopulationRelease out{head.population, {}};
  out.release.label = head.label;
  out.release.atoms = static_cast<std::uint32_t>(head.atoms);
  for (const auto& cell : head.cells) {
    auto& made = out.release.cells.emplace_back();
    made.measure = cell.measure;
    for (const auto atom : cell.atoms) made.atoms.push_back(static_cast<std::uint32_t>(atom));
  }
  if (head.rows < 0 || rows.size() / kRowBytes < static_cast<std::uint64_t>(head.rows)) return fail(damaged());
  out.release.rows.reserve(static_cast<std::size_t>(head.rows));
  for (std::int64_t i = 0; i < head.rows; ++i) {
    const auto key = take(rows, 8), entity = take(rows, 8);
    out.release.rows.push_back({key, entity, static_cast<std::uint32_t>(take(rows, 4))});
  }
  return out;
}

struct Located {
  workspace::Job job;
  std::vector<std::string> resources;
};

Result<Located> locate(Node& node, const std::string& id) {
  Located out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<workspace::JobSubject>(id, "/job"));
    out.job = std::move(found);
    GS_TRY(scenario, records.load<domain::scenario::ScenarioSubject>(out.job.scenario));
    for (const auto& demand : scenario.content.demand)
      if (std::find(out.job.tables.begin(), out.job.tables.end(), demand.table) != out.job.tables.end())
        out.resources.push_back(demand.resource);
    return {};
  }));
  if (out.job.status != workspace::JobStatus::done || !out.job.result_digest)
    return fail(ErrorCode::state_not_allowed, "/job", "the job has no result; its status is " + status_of(out.job));
  return out;
}

}  // namespace

Result<std::string> encode(const StoredResult& result) {
  Detail detail{{result.review.begin(), result.review.end()},
                {result.lineage.begin(), result.lineage.end()},
                result.rules,
                result.k,
                result.controlled,
                {},
                result.suppressed};
  std::string rows;
  for (const auto& r : result.releases) {
    detail.releases.push_back(head_of(r));
    rows.reserve(rows.size() + r.release.rows.size() * kRowBytes);
    for (const auto& row : r.release.rows) {
      put(rows, row.key, 8);
      put(rows, row.entity, 8);
      put(rows, row.atom, 4);
    }
  }
  GS_TRY(head, canonical(write(detail)));
  std::string out(kMagic);
  section(out, result.answer);
  section(out, head);
  section(out, rows);
  return out;
}

Result<StoredResult> decode_result(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return fail(damaged());
  bytes.remove_prefix(kMagic.size());
  GS_TRY(answer, next_section(bytes));
  GS_TRY(head, next_section(bytes));
  GS_TRY(rows, next_section(bytes));
  GS_TRY(json, parse_json(head, {.bytes = std::size_t{1} << 30, .depth = 32}));
  GS_TRY(detail, read<Detail>(json));
  StoredResult out;
  out.answer = answer;
  out.review = json::array(detail.review.begin(), detail.review.end());
  out.lineage = json::array(detail.lineage.begin(), detail.lineage.end());
  out.rules = std::move(detail.rules);
  out.k = static_cast<int>(detail.k);
  out.controlled = detail.controlled;
  out.suppressed = detail.suppressed;
  for (const auto& one : detail.releases) {
    GS_TRY(release, release_of(one, rows));
    out.releases.push_back(std::move(release));
  }
  if (!bytes.empty() || !rows.empty()) return fail(damaged());
  return out;
}

Result<StoredResult> load_stored_result(Node& node, const std::string& id) {
  GS_TRY(found, locate(node, id));
  GS_TRY(key, scenario_key(node, found.job.scenario, found.resources));
  GS_TRY(sealed, store::read_file(result_file(node, id)));
  if (digest_hex(sealed) != *found.job.result_digest)
    return fail(ErrorCode::crypto_bad_ciphertext, "results/" + id, "the file is not the one the ledger names");
  auto files = files_key(key);
  crypto::wipe(key);
  auto bytes = crypto::sm4_open(files, sealed, "result:" + id);
  crypto::wipe(files);
  if (!bytes) return fail(std::move(bytes).error());
  return decode_result(*bytes);
}

}  // namespace gongshu::app
