#include "privacy/detect.h"

#include <algorithm>

#include "base/json.h"
#include "base/record.h"

namespace gongshu::privacy {
namespace {

constexpr std::int64_t kEveryRow = 4'096;  ///< rows searched for split numbers one by one; then each sixteenth
constexpr std::int64_t kThenEach = 16;
constexpr std::size_t kMaxSplits = 4'096;
constexpr std::uint16_t kNone = 0xffff;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool alphanumeric(char c) { return digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_x(char c) { return c == 'X' || c == 'x'; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

enum : char { kHintName = 1, kHintPersonName = 2, kHintPhone = 4, kHintIdentity = 8, kHintCard = 16, kHintPassport = 32 };

char hints_of(std::string_view name) {
  const auto low = lower(name);
  const auto has = [&](auto... words) { return ((low.find(words) != std::string::npos) || ...); };
  char hints = 0;
  if (has("name", "名") || low == "xm") hints |= kHintName;
  if (has("姓名", "person_name", "real_name") || low == "xm") hints |= kHintPersonName;
  if (has("phone", "mobile", "电话", "手机", "联系方式") || low == "tel" || low.ends_with("_tel")) hints |= kHintPhone;
  if (has("证件", "身份", "idcard", "id_card", "identity", "id_number")) hints |= kHintIdentity;
  if (has("card", "bank", "account", "卡号", "银行", "账号", "帐号")) hints |= kHintCard;
  if (has("passport", "护照", "通行证", "证件")) hints |= kHintPassport;
  return hints;
}

template <std::size_t N>
bool is_one_of(const std::string& text, const char* const (&words)[N]) {
  return std::ranges::find(words, text) != std::end(words);
}

/// A cell without the blanks and hyphens that people write into numbers; `buffer` holds it when there are any.
std::string_view compact(std::string_view text, std::string& buffer) {
  if (text.size() > 32 || text.find_first_of(" -") == std::string_view::npos) return text;
  buffer.clear();
  for (const char c : text)
    if (c != ' ' && c != '-') buffer.push_back(c);
  return buffer;
}

bool mobile_run(std::string_view run) {
  return is_mobile_number(run.size() == 13 && run.starts_with("86") ? run.substr(2) : run);
}

}  // namespace

RawDetector::RawDetector(std::vector<std::string> header) : header_(std::move(header)), counts_(header_.size()) {
  static constexpr const char* kFamily[] = {"姓", "姓氏", "surname", "last_name", "family_name"};
  static constexpr const char* kGiven[] = {"名", "名字", "given_name", "first_name"};
  for (const auto& name : header_) hints_.push_back(hints_of(name));
  for (std::size_t i = 0; i < header_.size(); ++i)
    for (std::size_t j = 0; j < header_.size(); ++j)
      if (is_one_of(lower(header_[i]), kFamily) && is_one_of(lower(header_[j]), kGiven)) name_pairs_.emplace_back(i, j);
}

void RawDetector::hit(std::size_t column, RawKind kind, std::int64_t number) {
  const auto k = static_cast<std::size_t>(kind);
  auto& count = counts_[column];
  if (count.hits[k]++ == 0) count.first[k] = number;
}

void RawDetector::row(Cells cells, std::int64_t number) {
  const auto columns = std::min(cells.size(), counts_.size());
  for (std::size_t i = 0; i < columns; ++i) {
    if (cells[i].empty()) continue;
    ++counts_[i].cells;
    cell(i, cells[i], number);
  }
  if (!name_pairs_.empty()) names(cells, number);
  if (number > kEveryRow && number % kThenEach != 0) return;
  neighbours(cells.first(columns), number);
  parts(cells.first(columns), number);
}

void RawDetector::cell(std::size_t column, std::string_view text, std::int64_t number) {
  thread_local std::string buffer;
  const char hints = hints_[column];
  if ((hints & kHintName) && is_personal_name(text)) hit(column, RawKind::personal_name, number);
  if (text.size() < 8) return;
  const auto whole = compact(text, buffer);
  if (is_mobile_number(whole) || ((hints & kHintPhone) && is_landline_number(text)))
    return hit(column, RawKind::mobile_number, number);
  if (is_bank_card(whole) && !is_identity_number(whole)) return hit(column, RawKind::bank_card, number);
  if (is_old_identity_number(whole)) return hit(column, RawKind::old_identity, number);
  if ((hints & kHintPassport) ? is_travel_document(whole) : is_passport_number(whole))
    return hit(column, RawKind::passport, number);
  if (whole.size() >= 11) inside(column, whole.size() == 18 ? whole : text, number);
}

/// Runs of letters and digits; each kind counts once a cell.
void RawDetector::inside(std::size_t column, std::string_view text, std::int64_t number) {
  bool found[kRawKinds] = {};
  for (std::size_t i = 0; i < text.size();) {
    auto end = i;
    while (end < text.size() && alphanumeric(text[end])) ++end;
    const auto run = text.substr(i, end - i);
    i = end + 1;
    if (run.size() < 11 || run.size() > 19) continue;
    if (is_identity_number(run))
      found[static_cast<std::size_t>(RawKind::identity_number)] = true;
    else if (is_likely_credit_code(run))
      found[static_cast<std::size_t>(RawKind::credit_code)] = true;
    else if (mobile_run(run))
      found[static_cast<std::size_t>(RawKind::mobile_in_text)] = true;
    else if (run.size() < text.size() && run.starts_with("62") && is_bank_card(run))
      found[static_cast<std::size_t>(RawKind::card_in_text)] = true;
  }
  for (std::size_t k = 0; k < kRawKinds; ++k)
    if (found[k]) hit(column, static_cast<RawKind>(k), number);
}

void RawDetector::names(Cells cells, std::int64_t number) {
  for (const auto& [family, given] : name_pairs_)
    if (!cells[family].empty() && !cells[given].empty() &&
        is_personal_name(std::string(cells[family]) + std::string(cells[given])))
      hit(family, RawKind::personal_name, number);
}

namespace {

/// Digits of a cell that could be part of an identity number, days without hyphens; false for anything else.
bool part_of(std::string_view cell, std::string& out) {
  out.clear();
  const bool day = cell.size() == 10 && cell[4] == '-' && cell[7] == '-';
  if (cell.empty() || (!day && cell.size() > 17)) return false;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (day && (i == 4 || i == 7)) continue;
    if (!digit(cell[i]) && !(is_x(cell[i]) && i + 1 == cell.size())) return false;
    out.push_back(cell[i]);
  }
  return true;
}

}  // namespace

void RawDetector::split(const Columns& columns, std::string_view joined, std::int64_t number) {
  if (!has_identity_form(joined)) return;
  if (splits_.size() == kMaxSplits && !splits_.contains(columns)) return;
  auto& split = splits_[columns];
  ++split.rows;
  if (!is_identity_number(joined)) return;
  if (split.hits++ == 0) split.first = number;
}

/// Two to four columns side by side.
void RawDetector::neighbours(Cells cells, std::int64_t number) {
  std::string joined, part;
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    joined.clear();
    Columns columns{kNone, kNone, kNone, kNone};
    for (std::size_t n = 0; n < 4 && i + n < cells.size() && joined.size() < 18; ++n) {
      if (!part_of(cells[i + n], part)) break;
      joined += part;
      columns[n] = static_cast<std::uint16_t>(i + n);
      if (n > 0 && joined.size() == 18) split(columns, joined, number);
    }
  }
}

/// Division code, day and tail wherever they stand.
void RawDetector::parts(Cells cells, std::int64_t number) {
  constexpr std::size_t kEach = 4;
  std::vector<std::pair<std::uint16_t, std::string>> codes, days, tails;
  std::string part;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!part_of(cells[i], part)) continue;
    auto* list = part.size() == 6 ? &codes : part.size() == 8 ? &days : part.size() == 4 ? &tails : nullptr;
    if (list && list->size() < kEach) list->emplace_back(static_cast<std::uint16_t>(i), part);
  }
  for (const auto& [code, code_text] : codes)
    for (const auto& [day, day_text] : days)
      for (const auto& [tail, tail_text] : tails)
        if (day != code + 1 || tail != day + 1) split({code, day, tail, kNone}, code_text + day_text + tail_text, number);
}

void RawDetector::merge(const RawDetector& other) {
  const auto earlier = [](std::int64_t a, std::int64_t b) { return a == 0 ? b : b == 0 ? a : std::min(a, b); };
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    counts_[i].cells += other.counts_[i].cells;
    for (std::size_t k = 0; k < kRawKinds; ++k) {
      counts_[i].hits[k] += other.counts_[i].hits[k];
      counts_[i].first[k] = earlier(counts_[i].first[k], other.counts_[i].first[k]);
    }
  }
  for (const auto& [columns, theirs] : other.splits_) {
    auto& ours = splits_[columns];
    ours.rows += theirs.rows;
    ours.hits += theirs.hits;
    ours.first = earlier(ours.first, theirs.first);
  }
}

std::int64_t RawDetector::limit(std::size_t column, RawKind kind) const {
  const auto cells = counts_[column].cells;
  const auto percent = [&](char hint, std::int64_t with, std::int64_t without) {
    return (cells * (hints_[column] & hint ? with : without) + 99) / 100;
  };
  switch (kind) {
    case RawKind::identity_number: return cells / 10'000;
    case RawKind::credit_code:
    case RawKind::mobile_in_text:
    case RawKind::card_in_text: return cells / 100;
    case RawKind::mobile_number: return percent(kHintPhone, 1, 30);
    case RawKind::personal_name: return percent(kHintPersonName, 1, 30);
    case RawKind::old_identity: return percent(kHintIdentity, 3, 30);
    case RawKind::bank_card: return percent(kHintCard, 3, 30);
    case RawKind::passport: return percent(kHintPassport, 1, 60);
    case RawKind::split_identity: return 0;  // counted by rows, see findings()
  }
  return 0;
}

std::vector<RawFinding> RawDetector::findings() const {
  std::vector<RawFinding> out;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const auto& count = counts_[i];
    for (std::size_t k = 0; k < kRawKinds; ++k)
      if (count.hits[k] >= std::max<std::int64_t>(1, limit(i, static_cast<RawKind>(k))))
        out.push_back({header_[i], static_cast<RawKind>(k), count.hits[k], count.cells, count.first[k]});
    for (const auto& [columns, split] : splits_)
      if (columns[0] == i && split.hits >= std::max<std::int64_t>(3, (split.rows + 1) / 2))
        out.push_back({header_[i], RawKind::split_identity, split.hits, split.rows, split.first});
  }
  return out;
}

Error looks_raw(const std::vector<RawFinding>& findings) {
  Error error{ErrorCode::batch_looks_raw};
  if (!findings.empty()) {
    error.at = findings[0].column;
    error.hint = "the column looks like " + std::string(name_of(findings[0].kind)) +
                 "; pseudonymise, generalise or suppress it in the masking order";
  }
  error.detail["findings"] = write(findings);
  return error;
}

}  // namespace gongshu::privacy
