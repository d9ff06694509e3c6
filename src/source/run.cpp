#include "source/run.h"

#include <algorithm>

namespace gongshu::source {
namespace {

constexpr std::int64_t kProgressRows = 65'536;
constexpr std::size_t kBlockRows = 2'048;
constexpr std::size_t kBlockBytes = 1 << 20;

privacy::Schema raw_schema(const privacy::MaskingOrder& order) {
  privacy::Schema schema;
  for (const auto& rule : order.columns) schema.columns.push_back({rule.name, rule.type, rule.name != order.entity_key});
  schema.key = order.row_key;
  return schema;
}

std::size_t column_of(const privacy::MaskingOrder& order, const std::string& name) {
  return static_cast<std::size_t>(std::ranges::find(order.columns, name, &privacy::ColumnRule::name) - order.columns.begin());
}

std::vector<std::string> dropped_columns(const privacy::MaskingOrder& order, const privacy::TableReader& table) {
  std::vector<std::string> dropped;
  for (const auto& name : table.header()) {
    const auto rule = std::ranges::find(order.columns, name, &privacy::ColumnRule::name);
    if (rule == order.columns.end() || !privacy::masked_type(*rule)) dropped.push_back(name);
  }
  return dropped;
}

}  // namespace

Run::Run(const privacy::MaskingOrder& order, privacy::BatchManifest frame, std::istream& csv,
         std::optional<Population> population, BatchWriter writer, Journal& journal)
    : order_(order),
      table_(csv, raw_schema(order)),
      quasi_(order, privacy::Identity::quasi),
      sensitive_(order, privacy::Identity::sensitive),
      before_(quasi_.raw, sensitive_.raw),
      after_(quasi_.masked, sensitive_.masked),
      population_(std::move(population)),
      writer_(std::move(writer)),
      journal_(journal),
      plan_{order, before_, after_, population_ ? &*population_ : nullptr, 0, {}, {}, {}, std::move(frame), writer_.directory(), {}} {
  if (!order.entity_key.empty()) plan_.entity_column = column_of(order, order.entity_key);
  if (order.consent) plan_.consent_column = column_of(order, order.consent->column);
  if (order.consent && order.consent->scenarios) plan_.scenarios_column = column_of(order, *order.consent->scenarios);
  plan_.consent_day = to_text(local_date(order.issued_at));
  for (const auto& progress : journal.done()) plan_.chunks.push_back(progress.chunk);
  by_entity_ = !order.population.empty() && order.row_key != std::vector<std::string>{order.entity_key};
  writer_.on_chunk([this](const privacy::Chunk& chunk) { return record(chunk); });
}

Status Run::mask(std::vector<privacy::Masker> maskers, const ProgressFn& progress) {
  std::vector<BlockWorker> workers;
  for (auto& masker : maskers) workers.emplace_back(plan_, std::move(masker));
  {
    Pipeline<Block> pipeline(workers.size(), [&](Block& block, std::size_t worker) { workers[worker](block); });
    pipeline_ = &pipeline;
    progress_ = &progress;
    GS_CHECK(table_.open());
    GS_CHECK(repeat_finished());
    GS_CHECK(mask_rest());
  }
  ended_ = true;
  GS_CHECK(writer_.finish_chunks());
  if (progress) progress({writer_.rows(), table_.bytes()});
  for (std::size_t i = 1; i < workers.size(); ++i) workers[0].detector().merge(workers[i].detector());
  findings_ = workers[0].detector().findings();
  return {};
}

/// The rows of finished chunks, a block for each.
Status Run::repeat_finished() {
  const auto finished = plan_.chunks.size();
  std::int64_t rows = 0;
  for (std::size_t i = 0; i < finished; ++i) {
    auto next = block();
    next->chunk = i;
    for (const auto end = journal_.done()[i].raw_rows; rows < end; ++rows) {
      const auto more = table_.next();
      if (!more || !*more) return give_up();
      next->add(table_.cells());
    }
    GS_CHECK(submit(std::move(next)));
  }
  return {};
}

Status Run::mask_rest() {
  for (bool more = true; more;) {
    auto next = block();
    Status read;
    while (more && next->rows < kBlockRows && next->text.size() < kBlockBytes) {
      const auto row = table_.next();
      more = row && *row;
      if (!row) read = fail(row.error());
      if (more) next->add(table_.cells());
    }
    if (next->rows > 0) GS_CHECK(submit(std::move(next)));
    if (read) continue;
    GS_CHECK(drain());  // a fault of an earlier row comes first
    return read;
  }
  return drain();
}

Status Run::write(const Block& block) {
  if (block.changed) return give_up();
  const auto rows = block.fault.empty() ? block.rows : block.fault_row;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const auto& row = block.out[i];
    extend(read_.chain, row.raw);
    ++read_.raw_rows;
    if (!row.consented) {
      ++withheld_;
      continue;
    }
    const auto end = block.chunk ? 0 : row.line_end;
    GS_CHECK(write_row(block, row, std::string_view(block.lines).substr(begin, end - begin)));
    begin = end;
    supplied_ = read_;
  }
  if (!block.fault.empty())
    return fail(table_.fault_in(block.first_row + static_cast<std::int64_t>(block.fault_row), block.fault_column, block.fault));
  if (block.chunk) GS_CHECK(end_repeated(block));
  if (*progress_ && writer_.rows() / kProgressRows != told_) {
    told_ = writer_.rows() / kProgressRows;
    (*progress_)({writer_.rows(), table_.bytes()});
  }
  return {};
}

Status Run::write_row(const Block& block, const Block::Row& row, std::string_view line) {
  const auto ordinal = row.ordinal;
  if (population_) {
    if (ordinal == 0) return give_up();
    entities_.insert(ordinal);
  }
  before_.add(row.before, by_entity_ ? ordinal : 0);
  after_.add(row.after, by_entity_ ? ordinal : 0);
  if (block.chunk) return {};
  if (past_the_end()) return give_up();
  line_.assign(line);
  if (ordinal != 0) line_.append(",").append(std::to_string(ordinal));
  line_.push_back('\n');
  auto status = writer_.row(line_);
  if (!status && status.error().code == ErrorCode::input_too_large)
    return fail(table_.fault_in(read_.raw_rows + 1, 0, status.error().hint));
  return status;
}

Status Run::end_repeated(const Block& block) {
  const auto& progress = journal_.done()[*block.chunk];
  if (read_.raw_rows != progress.raw_rows || !(read_.chain == progress.chain)) return give_up();
  writer_.adopt(progress.chunk);
  return {};
}

privacy::BatchManifest Run::manifest() const {
  auto m = plan_.frame;
  m.rows = writer_.rows();
  m.chunks = writer_.chunks();
  m.entities = static_cast<std::int64_t>(entities_.size());
  m.dropped = dropped_columns(order_, table_);
  if (order_.consent) m.consent = privacy::ConsentCount{order_.consent->column, withheld_};
  if (quasi_.raw.empty() && sensitive_.raw.empty()) return m;
  const auto before = before_.count(), after = after_.count();
  m.risk = privacy::BatchRisk{std::string(privacy::kRiskMethod),
                              order_.population.empty() ? "rows" : "entities",
                              before.smallest,
                              after.smallest,
                              before.unique_ppm,
                              after.unique_ppm,
                              before.classes,
                              after.classes,
                              before.diversity,
                              after.diversity,
                              before.closeness_ppm,
                              after.closeness_ppm,
                              privacy::estimate_grade(false, after.smallest)};
  return m;
}

}  // namespace gongshu::source
