#include "privacy/synthesize.h"

#include <algorithm>
#include <cmath>

#include "privacy/dependence.h"

namespace gongshu::privacy {
namespace {

constexpr std::size_t kSampleRows = 131'072;
constexpr std::size_t kPairWork = 24'000'000;  ///< rows × pairs that learning looks at
constexpr std::int64_t kMeasuredRows = 20'000;

/// Rows kept whole, for pairs. Reservoir sampling (algorithm R) with a generator fixed by position.
struct RowSample {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::uint64_t> entities;
  std::uint64_t seen = 0;

  void observe(Cells cells, std::uint64_t entity, std::size_t limit) {
    ++seen;
    if (rows.size() < limit) {
      rows.emplace_back(cells.begin(), cells.end());
      entities.push_back(entity);
    } else if (const auto slot = Random{~seen}.below(seen); slot < rows.size()) {
      rows[slot].assign(cells.begin(), cells.end());
      entities[slot] = entity;
    }
  }
};

std::size_t sample_limit(std::size_t columns) {
  const auto pairs = std::max<std::size_t>(1, columns * (columns - std::min<std::size_t>(columns, 1)) / 2);
  return std::clamp<std::size_t>(kPairWork / pairs, 8'192, kSampleRows);
}

double distance(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
  return sum / 2;
}

std::vector<double> shares(const std::vector<int>& codes, int count) {
  std::vector<double> out(static_cast<std::size_t>(count));
  double n = 0;
  for (const int code : codes)
    if (code >= 0) ++out[static_cast<std::size_t>(code)], ++n;
  for (auto& share : out) share = n > 0 ? share / n : 0;
  return out;
}

struct Mean {
  double sum = 0, worst = 0;
  std::int64_t count = 0;
  void add(double value) {
    sum += value;
    worst = std::max(worst, value);
    ++count;
  }
  std::int64_t mean_percent() const { return count == 0 ? 0 : std::llround(100 * sum / static_cast<double>(count)); }
  std::int64_t worst_percent() const { return std::llround(100 * worst); }
};

}  // namespace

struct Synthesizer::Model {
  std::vector<Margin> margins;
  RowSample sample;
  CodedRows coded;
  DependenceTree tree;
  bool ready = false;

  std::vector<const Margin*> views() const {
    std::vector<const Margin*> out;
    for (const auto& margin : margins) out.push_back(&margin);
    return out;
  }
  void prepare(std::size_t k) {
    if (ready) return;
    coded = {};
    coded.entities = sample.entities;
    for (std::size_t i = 0; i < margins.size(); ++i) {
      margins[i].prepare(k);
      auto& codes = coded.cells.emplace_back();
      for (const auto& row : sample.rows) codes.push_back(margins[i].token() ? -1 : margins[i].code_of(row[i]));
    }
    tree = DependenceTree::learn(views(), coded, k);
    ready = true;
  }
  CodedRows drawn(std::int64_t rows) const {
    CodedRows out;
    out.cells.resize(margins.size());
    Random random{20'201'101};
    std::vector<int> codes;
    for (std::int64_t row = 0; row < rows; ++row) {
      tree.draw(views(), random, codes);
      for (std::size_t i = 0; i < codes.size(); ++i) out.cells[i].push_back(codes[i]);
    }
    return out;
  }
  json::object fidelity() const;
};

json::object Synthesizer::Model::fidelity() const {
  const auto made = drawn(kMeasuredRows);
  Mean margin, pair, apart;
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < margins.size(); ++i) {
    if (margins[i].token() || margins[i].codes() == 0) continue;
    used.push_back(i);
    margin.add(distance(shares(coded.cells[i], margins[i].codes()), shares(made.cells[i], margins[i].codes())));
  }
  for (std::size_t a = 0; a < used.size(); ++a)
    for (std::size_t b = a + 1; b < used.size(); ++b) {
      const double real = cramers_v(coded.cells[used[a]], coded.cells[used[b]]);
      pair.add(std::abs(real - cramers_v(made.cells[used[a]], made.cells[used[b]])));
      apart.add(real);
    }
  return {{"margin_distance_mean", margin.mean_percent()},
          {"margin_distance_worst", margin.worst_percent()},
          {"dependence_error_mean", pair.mean_percent()},
          {"dependence_error_worst", pair.worst_percent()},
          {"dependence_error_independent", apart.mean_percent()}};
}

Synthesizer::Synthesizer(std::vector<MaskedColumn> columns, std::int64_t k)
    : columns_(std::move(columns)), k_(std::max<std::int64_t>(2, k)), model_(std::make_unique<Model>()) {
  for (const auto& column : columns_) model_->margins.emplace_back(column);
}
Synthesizer::~Synthesizer() = default;
Synthesizer::Synthesizer(Synthesizer&&) noexcept = default;

void Synthesizer::observe(Cells cells, std::uint64_t entity) {
  for (std::size_t i = 0; i < columns_.size(); ++i) model_->margins[i].observe(cells[i], entity, static_cast<std::size_t>(k_));
  model_->sample.observe(cells.first(columns_.size()), entity, sample_limit(columns_.size()));
  model_->ready = false;
}

const Synthesizer::Model& Synthesizer::model() const {
  model_->prepare(static_cast<std::size_t>(k_));
  return *model_;
}

Status Synthesizer::generate(std::int64_t rows, std::uint64_t seed, const RowSink& sink) const {
  const auto& m = model();
  const auto margins = m.views();
  Random random{seed};
  RowBuffer buffer;
  std::vector<int> codes;
  for (std::int64_t row = 1; row <= rows; ++row) {
    buffer.clear();
    m.tree.draw(margins, random, codes);
    for (std::size_t i = 0; i < margins.size(); ++i) {
      margins[i]->write(codes[i], random, buffer.text());
      buffer.end_cell();
    }
    buffer.add(std::to_string(row));
    GS_CHECK(sink(buffer.cells()));
  }
  return {};
}

json::object Synthesizer::notes() const {
  const auto& m = model();
  json::array columns;
  for (std::size_t i = 0; i < m.margins.size(); ++i) {
    auto note = m.margins[i].note();
    if (const int parent = m.tree.parent(i); parent >= 0) note["given"] = columns_[static_cast<std::size_t>(parent)].name;
    columns.push_back(std::move(note));
  }
  return {{"method", std::string(kSynthesisMethod)}, {"k", k_}, {"columns", std::move(columns)}, {"fidelity", m.fidelity()}};
}

}  // namespace gongshu::privacy
