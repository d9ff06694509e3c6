#include "disclosure/egress_bytes.h"

#include <cstring>

#include "crypto/hash.h"

namespace gongshu::disclosure {
namespace {
constexpr std::string_view kMagic = "GSEGRES1";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kDigest = 32;
constexpr std::size_t kMaxRank = 10'000;  ///< bounds what a forged file can make load() compute

std::string checksum(std::string_view bytes) {
  const auto digest = crypto::sm3(bytes);
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

class Writer {
 public:
  /// Integers are little-endian, as on every machine that this runs on.
  template <class T>
  void number(T value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void text(std::string_view value) {
    number<std::uint32_t>(static_cast<std::uint32_t>(value.size()));
    out += value;
  }
  template <class T>
  void array(const std::vector<T>& values) {
    number<std::uint64_t>(values.size());
    out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  std::string out;
};

/// Reads within bounds; once something is wrong everything after it is empty and `ok` is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  template <class T>
  T number() {
    T value{};
    if (!take(sizeof value)) return value;
    std::memcpy(&value, bytes_.data() + at_ - sizeof value, sizeof value);
    return value;
  }
  std::string text() {
    const auto size = number<std::uint32_t>();
    return take(size) ? std::string(bytes_.substr(at_ - size, size)) : std::string();
  }
  template <class T>
  std::vector<T> array() {
    const auto count = number<std::uint64_t>();
    if (count > (bytes_.size() - at_) / sizeof(T)) ok_ = false;
    std::vector<T> out;
    if (!ok_) return out;
    out.resize(count);
    if (count > 0) std::memcpy(out.data(), bytes_.data() + at_, count * sizeof(T));
    at_ += count * sizeof(T);
    return out;
  }
  void expect(bool good) { ok_ = ok_ && good; }
  bool ok() const { return ok_; }
  bool done() const { return ok_ && at_ == bytes_.size(); }
  std::size_t at() const { return at_; }

 private:
  bool take(std::size_t size) {
    if (!ok_ || bytes_.size() - at_ < size) return ok_ = false;
    at_ += size;
    return true;
  }
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

void write_slots(const Slots& slots, Writer& to) {
  to.number<std::uint64_t>(slots.classes());
  to.number<std::uint64_t>(slots.cells());
  to.number<std::uint64_t>(slots.list().size());
  for (const auto& slot : slots.list()) {
    to.number(slot.width);
    to.number(slot.packed);
    to.array(slot.codes.start);
    to.array(slot.codes.cells);
    to.array(slot.data);
  }
}

/// Each code lists its cells once, and no cell is in two slots: `next` is the first one that is not taken.
bool in_order(const CodeCells& codes, std::size_t cells, std::uint32_t& next) {
  std::uint32_t last = next;
  for (std::size_t code = 0; code < codes.codes(); ++code) {
    const auto list = codes.of(code);
    if (std::adjacent_find(list.begin(), list.end(), std::greater_equal<>()) != list.end()) return false;
    if (list.empty()) continue;
    if (list.front() < next || list.back() >= cells) return false;
    last = std::max(last, list.back() + 1);
  }
  next = last;
  return true;
}

bool valid(const Slot& slot, std::size_t classes, std::size_t cells, std::uint32_t& next) {
  const auto& start = slot.codes.start;
  if (slot.width != 1 && slot.width != 2 && slot.width != 4) return false;
  if (slot.packed > 8 || start.size() < 2 || start[0] != 0 || start[1] != 0 || start.back() != slot.codes.cells.size())
    return false;
  if (slot.packed > 0 && (slot.width != 1 || slot.codes.codes() != std::size_t{1} << slot.packed)) return false;
  if (!std::is_sorted(start.begin(), start.end())) return false;
  if (!in_order(slot.codes, cells, next)) return false;
  if (slot.data.size() != classes * slot.width) return false;
  for (std::size_t i = 0; i < classes; ++i)
    if (slot.code(i) >= slot.codes.codes()) return false;
  return slot.code(0) == 0;
}

void read_slots(Reader& from, Slots& slots) {
  const auto classes = from.number<std::uint64_t>(), cells = from.number<std::uint64_t>(), count = from.number<std::uint64_t>();
  from.expect(classes >= 1 && classes < RowIndex::kNone && cells < RowIndex::kNone);
  std::vector<Slot> list;
  std::uint32_t next = 0;
  for (std::uint64_t i = 0; i < count && from.ok(); ++i) {
    Slot slot;
    slot.width = from.number<std::uint8_t>();
    slot.packed = from.number<std::uint8_t>();
    slot.codes.start = from.array<std::uint32_t>();
    slot.codes.cells = from.array<std::uint32_t>();
    slot.data = from.array<std::uint8_t>();
    from.expect(from.ok() && valid(slot, classes, cells, next));
    list.push_back(std::move(slot));
  }
  if (from.ok()) slots.restore(std::move(list), classes, cells);
}

void read_rows(Reader& from, EgressLedger::State& state) {
  state.keys = from.array<std::uint64_t>();
  state.entities = from.array<std::uint64_t>();
  state.classes = from.array<std::uint32_t>();
  from.expect(state.entities.size() == state.keys.size() && state.classes.size() == state.keys.size());
  from.expect(state.slots.classes() <= state.keys.size() + 1);  // every class has a row
  for (std::size_t at = 0; at < state.keys.size() && from.ok(); ++at) {
    from.expect(state.classes[at] != 0 && state.classes[at] < state.slots.classes() &&
                state.index.find(state.keys[at]) == RowIndex::kNone);
    state.index.insert(state.keys[at], static_cast<std::uint32_t>(at));
  }
}

/// The choice of basis is part of the ledger, so that decisions are the same after load(); the inverse is computed anew.
void write_basis(const EgressLedger::State& state, Writer& to) {
  const bool whole = state.absorbed == state.slots.cells();
  std::vector<std::uint64_t> rows;
  for (const auto row : state.basis_rows)
    if (whole) rows.push_back(state.keys[row]);
  to.number<std::uint8_t>(whole ? 1 : 0);
  to.array(rows);
  to.array(whole ? state.basis->cells() : std::vector<std::uint32_t>());
}

void read_basis(Reader& from, EgressLedger::State& state) {
  const bool whole = from.number<std::uint8_t>() == 1;
  const auto rows = from.array<std::uint64_t>();
  const auto cells = from.array<std::uint32_t>();
  from.expect(rows.size() == cells.size() && rows.size() <= state.slots.cells());
  state.forget_basis();
  if (!whole || !from.ok()) return;
  Columns view;
  view.slots = &state.slots;
  std::vector<std::uint32_t> at;
  for (std::size_t i = 0; i < rows.size() && from.ok(); ++i) {
    const auto row = state.index.find(rows[i]);
    from.expect(row != RowIndex::kNone && cells[i] < state.slots.cells() && !state.known.contains(state.entities[row]));
    if (!from.ok()) return;
    at.push_back(static_cast<std::uint32_t>(i));
    view.old.push_back(state.classes[row]);
    view.code.push_back(0);
    state.basis_rows.push_back(row);
  }
  from.expect(rows.size() <= kMaxRank && state.basis->restore(cells, view.dense(cells, at, state.basis->prime())));
  state.absorbed = state.slots.cells();
}

void read_releases(Reader& from, EgressLedger::State& state) {
  const auto count = from.number<std::uint64_t>();
  std::uint64_t cells = 0;
  for (std::uint64_t i = 0; i < count && from.ok(); ++i) {
    RecordedRelease entry{from.text(), {}};
    const auto measures = from.number<std::uint32_t>();
    for (std::uint32_t m = 0; m < measures && from.ok(); ++m) entry.measures.push_back(from.text());
    cells += measures;
    state.releases.push_back(std::move(entry));
  }
  from.expect(cells == state.slots.cells());
}

}  // namespace

std::string write_egress(const EgressLedger::State& state) {
  Writer to;
  to.out = kMagic;
  to.number(kVersion);
  to.text(state.population);
  to.number<std::uint64_t>(state.seed);
  std::vector<std::uint64_t> known(state.known.begin(), state.known.end()), keys, entities;
  std::sort(known.begin(), known.end());
  to.array(known);
  write_slots(state.slots, to);
  std::vector<std::uint32_t> classes;
  for (std::size_t at = 0; at < state.keys.size(); ++at)
    if (state.classes[at] != 0)
      keys.push_back(state.keys[at]), entities.push_back(state.entities[at]), classes.push_back(state.classes[at]);
  to.array(keys);
  to.array(entities);
  to.array(classes);
  to.number<std::uint64_t>(state.releases.size());
  for (const auto& entry : state.releases) {
    to.text(entry.label);
    to.number<std::uint32_t>(static_cast<std::uint32_t>(entry.measures.size()));
    for (const auto& measure : entry.measures) to.text(measure);
  }
  write_basis(state, to);
  to.out += checksum(to.out);
  return std::move(to.out);
}

Status read_egress(std::string_view bytes, EgressLedger::State& state) {
  const auto bad = [](std::size_t at, const char* hint) {
    return fail(ErrorCode::input_bad_format, "byte " + std::to_string(at), hint);
  };
  if (bytes.size() < kMagic.size() + 4 + kDigest || !bytes.starts_with(kMagic))
    return bad(0, "不是发布账本 / these bytes are no egress ledger");
  Reader head(bytes.substr(kMagic.size()));
  if (head.number<std::uint32_t>() != kVersion)
    return bad(kMagic.size(), "发布账本由更新的版本写成 / a newer version wrote this ledger");
  const auto body = bytes.substr(0, bytes.size() - kDigest);
  if (checksum(body) != bytes.substr(body.size())) return bad(body.size(), "发布账本已损坏 / the ledger is damaged");
  Reader from(body.substr(kMagic.size() + 4));
  state.population = from.text();
  state.seed = from.number<std::uint64_t>();
  const auto known = from.array<std::uint64_t>();
  state.known.insert(known.begin(), known.end());
  read_slots(from, state.slots);
  read_rows(from, state);
  read_releases(from, state);
  if (from.ok()) read_basis(from, state);
  if (!from.done()) return bad(kMagic.size() + 4 + from.at(), "发布账本自相矛盾 / the ledger contradicts itself");
  return {};
}

std::string EgressLedger::save() const { return write_egress(*state_); }

Result<EgressLedger> EgressLedger::load(std::string_view bytes) {
  EgressLedger out({}, 0);
  GS_CHECK(read_egress(bytes, *out.state_));
  return out;
}

}  // namespace gongshu::disclosure
