// Masking at the source against what the machine can do. One JSON line a figure on standard output.
//   bench_masking [DIRECTORY] [ROWS]   DIRECTORY on the disk to measure (default: the current one); ROWS default 10^7; with that
//   many rows
//                                      some 3 GiB are used and removed
//
// Column: one column of identity numbers, in memory, goes block by block through the workers of a masking run and comes back in
// order as pseudonyms. The floor is the same number of HMAC-SM3 over the same values, on as many threads, and nothing else. Both
// take turns; the medians of the rounds are compared. Supply: Source::mask from a CSV file to a signed batch on disk, every part
// of it.
#define FMT_HEADER_ONLY  // a benchmark links only what it measures
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "figures.h"
#include "privacy/masking.h"
#include "source/pipeline.h"
#include "source/source.h"

namespace {
using namespace gongshu;
using namespace gongshu::bench;
namespace fs = std::filesystem;

constexpr std::size_t kBlockRows = 4'096;
constexpr int kRounds = 5;

/// 18 places, of nobody: the tail makes the check digit wrong or right at random.
void append_id(std::string& out, std::uint64_t row) {
  fmt::format_to(std::back_inserter(out), "4101{:02}19{:02}{:02}{:02}{:04}", row % 25, row / 25 % 100, 1 + row / 7 % 12,
                 1 + row / 11 % 28, row * 7919 % 10'000);
}

struct ColumnBlock {
  std::string text;
  std::size_t rows = 0;
  privacy::RowBuffer out;
};
constexpr std::size_t kIdBytes = 18;

std::vector<std::unique_ptr<ColumnBlock>> column_of(std::size_t rows) {
  std::vector<std::unique_ptr<ColumnBlock>> out;
  for (std::size_t row = 0; row < rows; ++row) {
    if (row % kBlockRows == 0) out.push_back(std::make_unique<ColumnBlock>());
    append_id(out.back()->text, row);
    ++out.back()->rows;
  }
  return out;
}

std::string_view id_of(const ColumnBlock& block, std::size_t row) {
  return std::string_view(block.text).substr(row * kIdBytes, kIdBytes);
}

double floor_round(const std::vector<std::unique_ptr<ColumnBlock>>& blocks, unsigned threads, const std::string& key) {
  return seconds([&] {
    std::vector<std::thread> pool;
    for (unsigned t = 0; t < threads; ++t)
      pool.emplace_back([&, t] {
        const crypto::HmacSm3 hmac(key);
        unsigned sum = 0;
        for (std::size_t b = t; b < blocks.size(); b += threads)
          for (std::size_t row = 0; row < blocks[b]->rows; ++row) sum += hmac(id_of(*blocks[b], row))[0];
        if (sum == 1) std::exit(2);  // keeps the work from being left out
      });
    for (auto& thread : pool) thread.join();
  });
}

double column_round(std::vector<std::unique_ptr<ColumnBlock>>& blocks, unsigned threads, const std::string& key) {
  const privacy::ColumnRule rule{"id_number", privacy::ColumnType::text, privacy::Technique::pseudonymise,
                                 {},          privacy::Grade::important, privacy::Identity::direct};
  std::vector<privacy::Masker> maskers;
  for (unsigned t = 0; t < threads; ++t) maskers.push_back(must(privacy::Masker::make({rule}, key)));
  std::size_t bytes = 0, rows = 0;
  const double time = seconds([&] {
    source::Pipeline<ColumnBlock> pipeline(threads, [&](ColumnBlock& block, std::size_t worker) {
      std::size_t bad = 0;
      for (std::size_t row = 0; row < block.rows; ++row) {
        const std::string_view cell = id_of(block, row);
        if (!maskers[worker].mask(privacy::Cells(&cell, 1), block.out, bad)) std::exit(2);
      }
    });
    std::vector<privacy::RowBuffer> idle(64);
    std::size_t taken = 0;
    const auto take = [&] {
      auto block = pipeline.pop();
      bytes += block->out.text().size();
      rows += block->rows;
      block->out.clear();
      idle.push_back(std::move(block->out));
      blocks[taken++] = std::move(block);
    };
    for (auto& block : blocks) {
      if (pipeline.full()) take();
      block->out = std::move(idle.back());
      idle.pop_back();
      pipeline.push(std::move(block));
    }
    while (!pipeline.empty()) take();
  });
  if (bytes != rows * 32) std::exit(2);
  return time;
}

void column_figure(std::size_t rows, unsigned threads) {
  const std::string key(32, 'k');
  auto blocks = column_of(rows);
  std::vector<double> ours, floors;
  for (int round = 0; round < kRounds; ++round) {
    floors.push_back(floor_round(blocks, threads, key));
    ours.push_back(column_round(blocks, threads, key));
  }
  const double value = static_cast<double>(rows) / median(ours), base = static_cast<double>(rows) / median(floors);
  print({{"name", fmt::format("pseudonymise one column, {} rows", rows)},
         {"unit", "rows/s"},
         {"value", std::round(value)},
         {"floor", std::round(base)},
         {"ratio", value / base},
         {"at_least", 0.8},
         {"note",
          fmt::format("{} threads, in memory, order kept; floor: HMAC-SM3 of the same values on as many threads", threads)}});
}

void write_csv(const fs::path& file, std::size_t rows, bool one_column) {
  std::ofstream out(file, std::ios::binary);
  std::string text =
      one_column ? "id_number\n" : "id_number,birth_date,county_code,industry_code,household,income,insured,registered\n";
  for (std::size_t row = 0; row < rows; ++row) {
    append_id(text, row);
    if (!one_column)
      fmt::format_to(std::back_inserter(text), ",19{:02}-{:02}-{:02},4101{:02},13{:02},h{:08},{},{},20{:02}-0{}-1{}",
                     row / 25 % 100, 1 + row / 7 % 12, 1 + row / 11 % 28, 1 + row % 25, 11 + row % 9, row / 3,
                     row * 7919 % 20'000, row % 3 ? "true" : "false", row % 20, 1 + row % 9, row % 9);
    text.push_back('\n');
    if (text.size() > 1 << 20) out << text, text.clear();
  }
  out << text;
}

privacy::MaskingOrder order_for(const source::Source& source, bool one_column) {
  using namespace privacy;
  const auto quasi = Identity::quasi;
  MaskingOrder o;
  o.order_id = one_column ? "ord-1" : "ord-8";
  o.scenario_id = "scn-1";
  o.resource_id = "cat-1";
  o.columns = {{"id_number", ColumnType::text, Technique::pseudonymise, {}, Grade::important, Identity::direct}};
  if (!one_column) {
    o.columns.push_back(
        {"birth_date", ColumnType::date, Technique::age_band, {.reference_date = "2020-11-01"}, Grade::general, quasi});
    o.columns.push_back({"county_code", ColumnType::text, Technique::division, {.digits = 4}, Grade::general, quasi});
    o.columns.push_back({"industry_code", ColumnType::text, Technique::industry, {.level = "division"}, Grade::general, quasi});
    o.columns.push_back({"household", ColumnType::text, Technique::pseudonymise, {}, Grade::general, Identity::direct});
    o.columns.push_back({"income", ColumnType::integer, Technique::band, {.width = 1000}, Grade::general, Identity::sensitive});
    o.columns.push_back({"insured", ColumnType::boolean, Technique::keep, {}, Grade::general, Identity::none});
    o.columns.push_back({"registered", ColumnType::date, Technique::date, {.unit = "quarter"}, Grade::general, Identity::none});
    o.population = "residents";
    o.entity_key = "id_number";
  }
  o.rule_version = kRuleVersion;
  o.scenario_key_sealed = crypto::to_base64(must(source.public_key().encrypt(std::string(32, 'k'))));
  o.source_key_fingerprint = source.public_key().fingerprint();
  return o;
}

void supply_figure(const fs::path& directory, std::size_t rows, bool one_column) {
  const SystemClock clock;
  const auto platform = crypto::Sm2PrivateKey::generate();
  auto source = must(source::Source::init(directory / "source", "bench", clock));
  must(source.trust(platform.public_key().to_pem()));
  const auto order = order_for(source, one_column);
  must(source.accept(must(privacy::sign(order, platform))));
  const auto csv = directory / "raw.csv";
  write_csv(csv, rows, one_column);
  std::int64_t bytes = 0;
  const double time = seconds([&] {
    std::ifstream in(csv, std::ios::binary);
    const auto batch = must(source.mask(order.order_id, in));
    for (const auto& chunk : batch.manifest.chunks) bytes += chunk.bytes;
  });
  print({{"name", fmt::format("supply, {} rows x {} column{}", rows, order.columns.size(), one_column ? "" : "s")},
         {"unit", "rows/s"},
         {"value", std::round(static_cast<double>(rows) / time)},
         {"note",
          fmt::format("{:.1f} s from CSV ({} MiB) to signed chunks on disk ({} MiB){}", time, fs::file_size(csv) >> 20,
                      bytes >> 20, one_column ? "" : "; two pseudonyms and an ordinal a row, risk before and after, detector")}});
  fs::remove_all(directory);
  fs::create_directories(directory);
}

}  // namespace

int main(int argc, char** argv) {
  const auto directory = fs::path(argc > 1 ? argv[1] : ".") / ("masking-bench-" + std::to_string(::getpid()));
  const auto rows = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 10'000'000;
  fs::create_directories(directory);
  column_figure(rows, std::max(1u, std::thread::hardware_concurrency()));
  supply_figure(directory, rows, true);
  supply_figure(directory, rows, false);
  fs::remove_all(directory);
}
