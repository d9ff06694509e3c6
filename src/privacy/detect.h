// Does a table look raw? The platform refuses a batch with identity numbers, credit codes, telephone numbers or columns of
// personal names (design section 7); the source side looks before it signs.
//
// Every detector is a heuristic with a chance of error; the thresholds weigh it (see src/privacy/README.md). "Inside" means a run
// of letters and digits of its own within a longer cell; "hint" that the header speaks of it. c = non-empty cells of the column.
//   identity_number  GB 11643: 18 places, province prefix, a date from 1850-01-01 to 2100-12-31, check digit right; inside.
//                    Of random 18-digit numbers about 4 in 100,000 pass. Raw when hits ≥ max(1, c / 10,000).
//   old_identity     the 15 places in use before 1999: province, date, no check; whole cell. Of random 15-digit numbers about 1
//   in 90
//                    pass. Raw when hits ≥ max(1, 30% c), or 3% with the hint.
//   split_identity   an identity number over up to four neighbouring columns, or over a 6-digit division code, a day and a
//   4-place tail
//                    in any order. Chance makes 1 in 11 of such rows right. Raw when hits ≥ max(3, half of the rows whose parts
//                    fit).
//   credit_code      GB 32100-2015: 18 places, authority and kind known, province prefix, check character right; inside.
//                    Of random 18-digit numbers about 1 in 1,000 pass. Raw when hits ≥ max(1, c / 100).
//   mobile_number    11 digits from 13 to 19, optionally +86; whole cell, or landline 0xxx-xxxxxxx with the hint. Of random
//   11-digit
//                    numbers 7 in 100 pass. Raw when hits ≥ max(1, 30% c), or 1% with the hint.
//   mobile_in_text   the same inside a longer cell. Raw when hits ≥ max(1, 1% c).
//   bank_card        16 to 19 digits, a prefix of a card scheme, Luhn right (GB/T 19584, ISO/IEC 7812); whole cell. Of random
//   numbers
//                    about 2 in 100 pass. Raw when hits ≥ max(1, 30% c), or 3% with the hint.
//   card_in_text     UnionPay numbers (62…) inside a longer cell. Raw when hits ≥ max(1, 1% c).
//   passport         Chinese passports and travel permits by form (no check digit): raw when hits ≥ max(1, 1% c) with the hint,
//   else only
//                    passports, ≥ 60%.
//   personal_name    the header says name and the cells are 2 to 4 Han characters that begin with a family name and do not end
//                    like a place or an organisation. Raw when ≥ max(1, 30% c), or 1% when the header says 姓名. A column of
//                    family names beside one of given names counts as one.
#pragma once
#include <array>
#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/table.h"

namespace gongshu::privacy {

/// GB 11643: check character over the first 17 digits (weights 2^(18-i) mod 11); '0'–'9' or 'X'. `digits` holds at least 17
/// digits.
char identity_check_character(std::string_view digits);
/// 18 places, known province, a real date, right check character.
bool is_identity_number(std::string_view text);
/// The same whatever the check character.
bool has_identity_form(std::string_view text);
/// 15 places: province, a date in 19xx, three digits.
bool is_old_identity_number(std::string_view text);

/// GB 32100-2015: check character over the first 17 characters (weights 3^(i-1) mod 31); '\0' when a character is outside the
/// alphabet.
char credit_code_check_character(std::string_view text);
/// 18 characters of the alphabet and the right check character. Codes in use exist that fail it.
bool is_credit_code(std::string_view text);

/// is_credit_code, and authority, kind and province are known as well.
bool is_likely_credit_code(std::string_view text);

bool is_mobile_number(std::string_view text);
/// "0371-65508888", "(010)12345678": area code and seven or eight digits.
bool is_landline_number(std::string_view text);
/// 16 to 19 digits, a prefix of a card scheme, the Luhn sum right.
bool is_bank_card(std::string_view text);
/// A Chinese passport: E or G and eight digits, E, a letter and seven digits, or an older D/S/P number.
bool is_passport_number(std::string_view text);
/// A passport, or a permit to travel between the mainland, Hong Kong, Macao and Taiwan.
bool is_travel_document(std::string_view text);
/// Looks like a Chinese personal name: 2–4 Han characters, begins with a common family name, no place or organisation ending.
bool is_personal_name(std::string_view text);
/// True when an 18-place identity number stands anywhere in the text.
bool contains_identity_number(std::string_view text);

enum class RawKind {
  identity_number,
  credit_code,
  mobile_number,
  personal_name,
  old_identity,
  split_identity,
  mobile_in_text,
  bank_card,
  card_in_text,
  passport,
};
BOOST_DESCRIBE_ENUM(RawKind, identity_number, credit_code, mobile_number, personal_name, old_identity, split_identity,
                    mobile_in_text, bank_card, card_in_text, passport)
inline constexpr std::size_t kRawKinds = 10;

/// One column that looks raw. Carries no value of the data.
struct RawFinding {
  std::string column;
  RawKind kind{};
  std::int64_t hits = 0;
  std::int64_t cells = 0;      ///< non-empty cells seen; for split identities the rows whose parts fit
  std::int64_t first_row = 0;  ///< row of the first hit; the header is row 1
};
BOOST_DESCRIBE_STRUCT(RawFinding, (), (column, kind, hits, cells, first_row))

/// Feed every row, then ask. Memory bounded by the columns. Columns whose name begins with '_' are looked at like all others.
/// Rows may be spread over several detectors of one header, which are merged: whether a row is searched for split numbers depends
/// on its number.
class RawDetector {
 public:
  explicit RawDetector(std::vector<std::string> header);
  /// The next row; the first is row 2.
  void row(Cells cells) { row(cells, ++row_); }
  void row(Cells cells, std::int64_t number);
  /// Adds what another detector of the same header saw.
  void merge(const RawDetector& other);
  /// Columns past a threshold, in column order; empty when the table does not look raw.
  std::vector<RawFinding> findings() const;

 private:
  struct Count {
    std::int64_t cells = 0;
    std::array<std::int64_t, kRawKinds> hits{}, first{};
  };
  struct Split {
    std::int64_t rows = 0, hits = 0, first = 0;
  };
  using Columns = std::array<std::uint16_t, 4>;  ///< indexes in the order of the parts; unused places hold 0xffff
  void cell(std::size_t column, std::string_view text, std::int64_t number);
  void inside(std::size_t column, std::string_view text, std::int64_t number);
  void names(Cells cells, std::int64_t number);
  void neighbours(Cells cells, std::int64_t number);
  void parts(Cells cells, std::int64_t number);
  void split(const Columns& columns, std::string_view joined, std::int64_t number);
  void hit(std::size_t column, RawKind kind, std::int64_t number);
  std::int64_t limit(std::size_t column, RawKind kind) const;

  std::vector<std::string> header_;
  std::vector<char> hints_;                                      ///< bit set, see detect.cpp
  std::vector<std::pair<std::size_t, std::size_t>> name_pairs_;  ///< family name column, given name column
  std::vector<Count> counts_;
  std::map<Columns, Split> splits_;
  std::int64_t row_ = 1;
};

/// `batch.looks_raw` naming the first column and what would pass; detail.findings holds all.
Error looks_raw(const std::vector<RawFinding>& findings);

}  // namespace gongshu::privacy
