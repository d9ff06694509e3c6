#include "source/journal.h"

#include <charconv>
#include <sstream>

#include "base/record.h"
#include "source/state.h"

namespace gongshu::source {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t kCardBytes = 1 << 16;
constexpr std::uint64_t kProgressBytes = 64 << 20;

fs::path part_of(const fs::path& batches, const std::string& batch) { return batches / (std::string(kUnfinished) + batch); }

std::string line_of(const Progress& p) {
  std::ostringstream out;
  out << p.chunk.index << ' ' << p.chunk.bytes << ' ' << p.chunk.rows << ' ' << p.chunk.sm3 << ' ' << p.raw_rows << ' '
      << p.chain.a << ' ' << p.chain.b << ' ' << (p.last ? 1 : 0) << " .\n";
  return out.str();
}

/// Lines up to the first that is torn or out of order; `used` is their length.
std::vector<Progress> parse_progress(const std::string& text, std::uint64_t& used) {
  std::vector<Progress> out;
  used = 0;
  for (std::size_t begin = 0, end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    std::istringstream line(text.substr(begin, end - begin));
    Progress p;
    std::string dot;
    line >> p.chunk.index >> p.chunk.bytes >> p.chunk.rows >> p.chunk.sm3 >> p.raw_rows >> p.chain.a >> p.chain.b >> p.last >>
        dot;
    if (!line || dot != "." || p.chunk.index != static_cast<std::int64_t>(out.size())) break;
    out.push_back(std::move(p));
    used = end + 1;
  }
  return out;
}

Result<RunCard> read_card(const fs::path& directory) {
  GS_TRY(text, store::read_file(directory / "run.json", kCardBytes));
  GS_TRY(value, parse_json(text));
  GS_TRY(card, read<RunCard>(value));
  if (card.format != 1) return fail(ErrorCode::store_newer_schema, directory.string(), "this program knows format 1");
  return card;
}

std::vector<fs::path> with_prefix(const fs::path& batches, std::string_view prefix) {
  std::vector<fs::path> out;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(batches, ignored))
    if (entry.path().filename().string().starts_with(prefix)) out.push_back(entry.path());
  return out;
}

}  // namespace

void extend(privacy::RowHash& chain, const privacy::RowHash& row) {
  chain.a = (chain.a ^ row.a) * 0x9fb21c651e98df25ULL;
  chain.a ^= chain.a >> 29;
  chain.b = (chain.b + row.b) * 0xd6e8feb86659fd93ULL;
  chain.b ^= chain.b >> 32;
}

Result<std::optional<Journal>> Journal::find(const fs::path& batches, const std::string& order_id,
                                             const std::string& order_digest, const std::string& label) {
  std::optional<Journal> found;
  for (const auto& directory : with_prefix(batches, kRunPrefix)) {
    const auto card = read_card(directory);
    if (card && card->order_id != order_id) continue;
    std::error_code ignored;
    if (!card || card->order_digest != order_digest || card->label != label || found) {
      if (card) fs::remove_all(part_of(batches, card->batch_id), ignored);
      fs::remove_all(directory, ignored);
      continue;
    }
    const auto file = directory / "progress";
    GS_TRY(log, store::AppendFile::open(file));
    GS_TRY(text, store::read_file(file, kProgressBytes));
    std::uint64_t used = 0;
    auto done = parse_progress(text, used);
    GS_CHECK(log.truncate(used));
    found = Journal(directory, *card, std::move(log));
    found->done_ = std::move(done);
  }
  return found;
}

Result<Journal> Journal::start(const fs::path& batches, RunCard card) {
  const auto directory = batches / (std::string(kRunPrefix) + card.batch_id);
  GS_CHECK(store::make_directory(directory));
  GS_TRY(log, store::AppendFile::open(directory / "progress"));
  GS_TRY(text, canonical(write(card)));
  GS_CHECK(store::write_file_atomic(directory / "run.json", text, 0600));  // last: it makes the run one that can be resumed
  return Journal(directory, std::move(card), std::move(log));
}

Status Journal::add(const Progress& progress) {
  GS_CHECK(file_.append(line_of(progress)));
  GS_CHECK(file_.sync());
  done_.push_back(progress);
  return {};
}

void Journal::remove() {
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

void Journal::sweep(const fs::path& batches) {
  std::error_code ignored;
  for (const auto& directory : with_prefix(batches, kRunPrefix)) {
    const auto card = read_card(directory);
    if (!card || !fs::exists(part_of(batches, card->batch_id))) fs::remove_all(directory, ignored);
  }
  for (const auto& part : with_prefix(batches, kUnfinished)) {
    const auto batch = part.filename().string().substr(kUnfinished.size());
    if (!fs::exists(batches / (std::string(kRunPrefix) + batch))) fs::remove_all(part, ignored);
  }
}

}  // namespace gongshu::source
