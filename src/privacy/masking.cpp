#include "privacy/masking.h"

#include <algorithm>
#include <charconv>

#include "base/json.h"

namespace gongshu::privacy {
namespace {

bool ascii_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool ascii_lower(char c) { return c >= 'a' && c <= 'z'; }

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

void append_number(std::string& out, std::int64_t value) {
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

int two(std::string_view t, std::size_t i) { return (t[i] - '0') * 10 + (t[i + 1] - '0'); }
int year_of(std::string_view date) { return two(date, 0) * 100 + two(date, 2); }

/// The number rounded down to an integer; false when it does not fit.
bool whole_part(std::string_view text, std::int64_t& out) {
  const auto dot = text.find('.');
  if (std::from_chars(text.data(), text.data() + std::min(dot, text.size()), out).ec != std::errc()) return false;
  const bool fraction = dot != std::string_view::npos && text.find_first_not_of('0', dot + 1) != std::string_view::npos;
  if (text.starts_with('-') && fraction) --out;
  constexpr std::int64_t kFar = std::int64_t{1} << 61;  // leaves room for origin and width
  return out > -kFar && out < kFar;
}

}  // namespace

std::string_view normalise_identifier(std::string_view text, std::string& buffer) {
  while (!text.empty() && ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && ascii_space(text.back())) text.remove_suffix(1);
  if (std::ranges::none_of(text, ascii_lower)) return text;
  buffer.assign(text);
  for (auto& c : buffer)
    if (ascii_lower(c)) c = static_cast<char>(c - 'a' + 'A');
  return buffer;
}

std::string token_text(const crypto::Digest& digest) { return crypto::to_hex(crypto::view(digest).substr(0, 16)); }

std::string pseudonym(const crypto::HmacSm3& key, std::string_view identifier) {
  std::string buffer;
  return token_text(key(normalise_identifier(identifier, buffer)));
}

Cells RowBuffer::cells() {
  cells_.clear();
  std::size_t begin = 0;
  for (const auto end : ends_) {
    cells_.emplace_back(text_.data() + begin, end - begin);
    begin = end;
  }
  return cells_;
}

/// One rule with its parameters read and defaulted.
struct Masker::Step {
  Technique technique{};
  std::int64_t count = 0;  ///< digits or length
  std::int64_t width = 1, origin = 0;
  std::optional<std::int64_t> floor, ceiling;
  int reference_year = 0, reference_day = 0;  ///< day = month * 100 + day
  bool lower = false, months = false;

  explicit Step(const ColumnRule& rule) : technique(rule.technique) {
    const auto& p = rule.params;
    count = p.digits ? *p.digits : p.length.value_or(0);
    width = p.width.value_or(5);
    origin = p.origin.value_or(0);
    floor = p.floor;
    ceiling = technique == Technique::age_band ? p.top.value_or(85) : p.ceiling;
    lower = p.form == "lower";
    months = p.unit == "month";
    if (p.reference_date) {
      reference_year = year_of(*p.reference_date);
      reference_day = two(*p.reference_date, 5) * 100 + two(*p.reference_date, 8);
    }
  }

  bool age_band(std::string_view date, std::string& out) const {
    std::int64_t age = reference_year - year_of(date);
    if (reference_day < two(date, 5) * 100 + two(date, 8)) --age;
    if (age < 0) return false;
    const bool open = age >= *ceiling;
    const auto from = open ? *ceiling : age / width * width;
    append_number(out, from);
    if (lower) return true;
    if (open) return out.push_back('+'), true;
    if (const auto to = std::min(from + width, *ceiling) - 1; to > from) append_number(out += '-', to);
    return true;
  }

  bool band(std::string_view text, std::string& out) const {
    std::int64_t value;
    if (!whole_part(text, value)) return false;
    if (floor && value < *floor) {
      if (lower)
        append_number(out, *floor - width);
      else
        append_number(out += '<', *floor);
      return true;
    }
    if (ceiling && value >= *ceiling) {
      if (lower)
        append_number(out, *ceiling);
      else
        append_number(out += ">=", *ceiling);
      return true;
    }
    const auto from = origin + floor_div(value - origin, width) * width;
    if (lower) return append_number(out, from), true;
    append_number(out += '[', from);
    append_number(out += ',', from + width);
    out += ')';
    return true;
  }

  bool division(std::string_view code, std::string& out) const {
    const auto keep = static_cast<std::size_t>(count);
    if (code.size() < keep || code.size() > 12 || !std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; }))
      return false;
    out.append(code.substr(0, keep));
    if (keep < 6) out.append(6 - keep, '0');
    return true;
  }

  void truncate(std::string_view text, std::string& out) const {
    std::size_t i = 0;
    for (std::int64_t left = count; i < text.size(); ++i)
      if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80 && left-- == 0) break;
    out.append(text.substr(0, i));
  }
};

Masker::Masker() = default;
Masker::~Masker() = default;
Masker::Masker(Masker&&) noexcept = default;
Masker& Masker::operator=(Masker&&) noexcept = default;

Result<Masker> Masker::make(const std::vector<ColumnRule>& rules, std::string_view scenario_key) {
  if (scenario_key.size() < 16) return fail(ErrorCode::crypto_bad_key, "scenario_key", "a scenario key has 16 bytes or more");
  Masker masker;
  masker.key_ = std::make_shared<crypto::HmacSm3>(scenario_key);
  for (const auto& rule : rules) {
    GS_CHECK(check_rule(rule));
    masker.steps_.emplace_back(rule);
    if (const auto type = masked_type(rule)) masker.output_.push_back({rule.name, *type, true});
  }
  return masker;
}

namespace {
void append_token(const crypto::Digest& digest, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  for (std::size_t i = 0; i < 16; ++i) {
    out.push_back(kHex[digest[i] >> 4]);
    out.push_back(kHex[digest[i] & 15]);
  }
}
}  // namespace

bool Masker::mask(Cells raw, RowBuffer& out, std::size_t& bad) const {
  thread_local std::string upper;
  auto& text = out.text();
  for (bad = 0; bad < steps_.size(); ++bad) {
    const auto& step = steps_[bad];
    const auto cell = raw[bad];
    if (step.technique == Technique::suppress) continue;
    bool fine = true;
    if (!cell.empty()) switch (step.technique) {
        case Technique::keep: text.append(cell); break;
        case Technique::pseudonymise: append_token((*key_)(normalise_identifier(cell, upper)), text); break;
        case Technique::division: fine = step.division(cell, text); break;
        case Technique::date: text.append(cell.substr(0, step.months ? 7 : 4)); break;
        case Technique::age_band: fine = step.age_band(cell, text); break;
        case Technique::band: fine = step.band(cell, text); break;
        case Technique::truncate: step.truncate(cell, text); break;
        case Technique::suppress: break;
      }
    if (!fine) return false;
    out.end_cell();
  }
  return true;
}

}  // namespace gongshu::privacy
