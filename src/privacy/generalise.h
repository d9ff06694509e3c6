// The techniques that need no key, one function each: they append the masked cell, or say that the value does not suit.
// Inside src/privacy only; rules and parameters: masking.h.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongshu::privacy {

void append_number(std::string& out, std::int64_t value);
std::int64_t floor_div(std::int64_t a, std::int64_t b);
/// The number rounded down to an integer; false when it does not fit.
bool whole_part(std::string_view text, std::int64_t& out);

/// GB/T 2260: the first `digits` of a code of up to 12 digits.
bool generalise_division(std::string_view code, std::size_t digits, std::string& out);

enum class IndustryLevel { section, division, group, class_ };
/// GB/T 4754-2017: "C1311" or "1311"; false for a division that no section has, a letter that contradicts it, or too short a
/// code.
bool generalise_industry(std::string_view code, IndustryLevel level, std::string& out);

enum class DateUnit { year, month, quarter, decade };
/// `date` is YYYY-MM-DD.
void generalise_date(std::string_view date, DateUnit unit, std::string& out);

/// Band of a number among rising edges: its label, or its index.
bool generalise_bucket(std::string_view number, const std::vector<std::int64_t>& edges, bool index, std::string& out);

/// The first `length` code points.
void truncate_text(std::string_view text, std::int64_t length, std::string& out);

}  // namespace gongshu::privacy
