#include "privacy/masking.h"

#include <algorithm>

#include "base/json.h"
#include "privacy/generalise.h"
#include "privacy/randomise.h"

namespace gongshu::privacy {
namespace {

bool ascii_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool ascii_lower(char c) { return c >= 'a' && c <= 'z'; }

int two(std::string_view t, std::size_t i) { return (t[i] - '0') * 10 + (t[i + 1] - '0'); }
int year_of(std::string_view date) { return two(date, 0) * 100 + two(date, 2); }

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
  std::string name;
  std::int64_t count = 0;  ///< digits, length, days or range
  std::int64_t width = 1, origin = 0;
  std::optional<std::int64_t> floor, ceiling;
  std::vector<std::int64_t> edges;
  int reference_year = 0, reference_day = 0;  ///< day = month * 100 + day
  bool lower = false, day = false;            ///< day: the column holds dates
  DateUnit unit{};
  IndustryLevel level{};

  explicit Step(const ColumnRule& rule) : technique(rule.technique), name(rule.name), day(rule.type == ColumnType::date) {
    const auto& p = rule.params;
    for (const auto& number : {p.digits, p.length, p.days, p.range})
      if (number) count = *number;
    width = p.width.value_or(5);
    origin = p.origin.value_or(0);
    floor = p.floor;
    ceiling = technique == Technique::age_band ? p.top.value_or(85) : p.ceiling;
    edges = p.edges.value_or(std::vector<std::int64_t>());
    lower = p.form == "lower" || p.form == "index";
    unit = p.unit == "month"     ? DateUnit::month
           : p.unit == "quarter" ? DateUnit::quarter
           : p.unit == "decade"  ? DateUnit::decade
                                 : DateUnit::year;
    level = p.level == "section"    ? IndustryLevel::section
            : p.level == "division" ? IndustryLevel::division
            : p.level == "group"    ? IndustryLevel::group
                                    : IndustryLevel::class_;
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
};

/// The scenario key for tokens and keys derived from it for draws. A token is the HMAC of an identifier in upper case, so that
/// the lower case names below are never the text of one.
struct Masker::Keys {
  crypto::HmacSm3 token, shift, noise;
  explicit Keys(std::string_view key)
      : token(key), shift(crypto::view(crypto::hmac_sm3(key, "shift"))), noise(crypto::view(crypto::hmac_sm3(key, "noise"))) {}
};

/// Draws for one row; who the row is about is read only when a rule asks.
struct Masker::Draw {
  const Masker& masker;
  Cells raw;
  std::string text, buffer;  ///< text: length and bytes of each identifying cell
  bool known = false;

  const std::string& who() {
    if (known) return text;
    known = true;
    text.clear();
    for (const auto index : masker.who_) {
      const auto cell = normalise_identifier(raw[index], buffer);
      append_number(text, static_cast<std::int64_t>(cell.size()));
      text.append(":").append(cell);
    }
    return text;
  }
  bool shift(const Step& step, std::string_view cell, std::string& out) {
    if (step.day) return shift_date(cell, offset_from(masker.keys_->shift(who()), step.count), out);
    return add_steps(cell, offset_from(masker.keys_->shift(step.name + '\0' + who()), step.count), 0, {}, out);
  }
  bool noise(const Step& step, std::string_view cell, std::string& out) {
    const auto places = std::min<std::size_t>(decimals(cell), 6);
    std::int64_t bound = step.count;
    for (std::size_t i = 0; i < places; ++i) bound *= 10;
    const auto digest = masker.keys_->noise(step.name + '\0' + who() + '\0' + std::string(cell));
    return add_steps(cell, offset_from(digest, bound), places, {step.floor, step.ceiling}, out);
  }
};

Masker::Masker() = default;
Masker::~Masker() = default;
Masker::Masker(Masker&&) noexcept = default;
Masker& Masker::operator=(Masker&&) noexcept = default;

Result<Masker> Masker::make(const std::vector<ColumnRule>& rules, std::string_view scenario_key, std::vector<std::size_t> who) {
  if (scenario_key.size() < 16) return fail(ErrorCode::crypto_bad_key, "scenario_key", "a scenario key has 16 bytes or more");
  Masker masker;
  masker.keys_ = std::make_shared<Keys>(scenario_key);
  masker.who_ = std::move(who);
  for (const auto& rule : rules) {
    GS_CHECK(check_rule(rule));
    if (needs_entity(rule.technique) && masker.who_.empty())
      return fail(ErrorCode::input_bad_parameter, rule.name, "the technique needs an entity key or a row key to draw from");
    masker.steps_.emplace_back(rule);
    if (const auto type = masked_type(rule)) masker.output_.push_back({rule.name, *type, true});
  }
  return masker;
}

namespace {
void append_token(const crypto::Digest& digest, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  char text[32];
  for (std::size_t i = 0; i < 16; ++i) {
    text[2 * i] = kHex[digest[i] >> 4];
    text[2 * i + 1] = kHex[digest[i] & 15];
  }
  out.append(text, sizeof text);
}
}  // namespace

bool Masker::mask(Cells raw, RowBuffer& out, std::size_t& bad) const {
  thread_local std::string upper;
  Draw draw{*this, raw, {}, {}};
  auto& text = out.text();
  for (bad = 0; bad < steps_.size(); ++bad) {
    const auto& step = steps_[bad];
    const auto cell = raw[bad];
    if (step.technique == Technique::suppress) continue;
    bool fine = true;
    if (!cell.empty()) switch (step.technique) {
        case Technique::keep: text.append(cell); break;
        case Technique::pseudonymise: append_token(keys_->token(normalise_identifier(cell, upper)), text); break;
        case Technique::division: fine = generalise_division(cell, static_cast<std::size_t>(step.count), text); break;
        case Technique::industry: fine = generalise_industry(cell, step.level, text); break;
        case Technique::date: generalise_date(cell, step.unit, text); break;
        case Technique::age_band: fine = step.age_band(cell, text); break;
        case Technique::band: fine = step.band(cell, text); break;
        case Technique::bucket: fine = generalise_bucket(cell, step.edges, step.lower, text); break;
        case Technique::truncate: truncate_text(cell, step.count, text); break;
        case Technique::shift: fine = draw.shift(step, cell, text); break;
        case Technique::noise: fine = draw.noise(step, cell, text); break;
        case Technique::suppress: break;
      }
    if (!fine) return false;
    out.end_cell();
  }
  return true;
}

}  // namespace gongshu::privacy
