#include "privacy/generalise.h"

#include <algorithm>
#include <charconv>

namespace gongshu::privacy {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Sections of GB/T 4754-2017 by the last two-digit division each holds.
struct Section {
  char letter;
  int last;
};
constexpr Section kSections[] = {{'A', 5},  {'B', 12}, {'C', 43}, {'D', 46}, {'E', 50}, {'F', 52}, {'G', 60},
                                 {'H', 62}, {'I', 65}, {'J', 69}, {'K', 70}, {'L', 72}, {'M', 75}, {'N', 79},
                                 {'O', 82}, {'P', 83}, {'Q', 85}, {'R', 90}, {'S', 96}, {'T', 97}};

char section_of(int division) {
  if (division < 1) return '\0';
  for (const auto& section : kSections)
    if (division <= section.last) return section.letter;
  return '\0';
}

}  // namespace

void append_number(std::string& out, std::int64_t value) {
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

bool whole_part(std::string_view text, std::int64_t& out) {
  const auto dot = text.find('.');
  if (std::from_chars(text.data(), text.data() + std::min(dot, text.size()), out).ec != std::errc()) return false;
  const bool fraction = dot != std::string_view::npos && text.find_first_not_of('0', dot + 1) != std::string_view::npos;
  if (text.starts_with('-') && fraction) --out;
  constexpr std::int64_t kFar = std::int64_t{1} << 61;  // leaves room for origin and width
  return out > -kFar && out < kFar;
}

bool generalise_division(std::string_view code, std::size_t digits, std::string& out) {
  if (code.size() < digits || code.size() > 12 || !std::ranges::all_of(code, digit)) return false;
  out.append(code.substr(0, digits));
  if (digits < 6) out.append(6 - digits, '0');
  return true;
}

bool generalise_industry(std::string_view code, IndustryLevel level, std::string& out) {
  char letter = '\0';
  if (!code.empty() && !digit(code[0])) {
    letter = code[0] >= 'a' && code[0] <= 'z' ? static_cast<char>(code[0] - 'a' + 'A') : code[0];
    code.remove_prefix(1);
  }
  if (code.size() > 4 || code.size() == 1 || !std::ranges::all_of(code, digit)) return false;
  const auto digits = level == IndustryLevel::section ? 0u : static_cast<std::size_t>(level) + 1;
  if (code.size() < digits) return false;
  if (code.empty()) {  // the section alone
    if (std::ranges::find(kSections, letter, &Section::letter) == std::end(kSections)) return false;
  } else {
    const char section = section_of((code[0] - '0') * 10 + (code[1] - '0'));
    if (section == '\0' || (letter != '\0' && letter != section)) return false;
    letter = section;
  }
  out.push_back(letter);
  out.append(code.substr(0, digits));
  return true;
}

void generalise_date(std::string_view date, DateUnit unit, std::string& out) {
  const auto year = std::int64_t{1000} * (date[0] - '0') + 100 * (date[1] - '0') + 10 * (date[2] - '0') + (date[3] - '0');
  switch (unit) {
    case DateUnit::year: append_number(out, year); return;  // an integer: no zeros in front of the year 377
    case DateUnit::decade: append_number(out, year / 10 * 10); return;
    case DateUnit::month: out.append(date.substr(0, 7)); return;
    case DateUnit::quarter:
      out.append(date.substr(0, 5));
      out.push_back('Q');
      out.push_back(static_cast<char>('1' + ((date[5] - '0') * 10 + (date[6] - '0') - 1) / 3));
      return;
  }
}

bool generalise_bucket(std::string_view number, const std::vector<std::int64_t>& edges, bool index, std::string& out) {
  std::int64_t value = 0;
  if (!whole_part(number, value)) return false;
  // Edges are whole numbers, so that a number and its whole part lie in the same bucket.
  const auto at = static_cast<std::size_t>(std::ranges::upper_bound(edges, value) - edges.begin());
  if (index) return append_number(out, static_cast<std::int64_t>(at)), true;
  if (at == 0) {
    append_number(out += '<', edges.front());
  } else if (at == edges.size()) {
    append_number(out += ">=", edges.back());
  } else {
    append_number(out += '[', edges[at - 1]);
    append_number(out += ',', edges[at]);
    out += ')';
  }
  return true;
}

void truncate_text(std::string_view text, std::int64_t length, std::string& out) {
  std::size_t i = 0;
  for (auto left = length; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80 && left-- == 0) break;
  out.append(text.substr(0, i));
}

}  // namespace gongshu::privacy
