// Does a table look raw? The platform refuses a batch with identity numbers, credit codes, telephone numbers or columns of
// personal names (design section 7); the source side looks before it signs.
//
// Every detector is a heuristic with a chance of error; the thresholds weigh it (see src/privacy/README.md):
//   identity_number  GB 11643: 18 places, province prefix, a date from 1850-01-01 to 2100-12-31, check digit right; anywhere in a
//   cell.
//                    Of random 18-digit numbers about 4 in 100,000 pass. Raw when hits ≥ max(1, cells / 10,000).
//   credit_code      GB 32100-2015: 18 places, authority and kind known, province prefix, check character right; whole cell.
//                    Of random 18-digit numbers about 1 in 1,000 pass. Raw when hits ≥ max(1, cells / 100).
//   mobile_number    11 digits from 13 to 19, optionally +86; whole cell. Of random 11-digit numbers 7 in 100 pass.
//                    Raw when hits ≥ max(1, 30% of the cells), or 1% when the header speaks of a telephone.
//   personal_name    the header says name and the cells are 2 to 4 Han characters that begin with a family name and do not end
//   like a
//                    place or an organisation. Raw when ≥ max(1, 30%), or 1% when the header says 姓名.
// Cells here are the non-empty cells of the column.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
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

/// GB 32100-2015: check character over the first 17 characters (weights 3^(i-1) mod 31); '\0' when a character is outside the
/// alphabet.
char credit_code_check_character(std::string_view text);
/// 18 characters of the alphabet and the right check character. Codes in use exist that fail it.
bool is_credit_code(std::string_view text);

bool is_mobile_number(std::string_view text);
/// Looks like a Chinese personal name: 2–4 Han characters, begins with a common family name, no place or organisation ending.
bool is_personal_name(std::string_view text);
/// True when an 18-place identity number stands anywhere in the text.
bool contains_identity_number(std::string_view text);

enum class RawKind { identity_number, credit_code, mobile_number, personal_name };
BOOST_DESCRIBE_ENUM(RawKind, identity_number, credit_code, mobile_number, personal_name)

/// One column that looks raw. Carries no value of the data.
struct RawFinding {
  std::string column;
  RawKind kind{};
  std::int64_t hits = 0;
  std::int64_t cells = 0;      ///< non-empty cells seen
  std::int64_t first_row = 0;  ///< row of the first hit; the header is row 1
};
BOOST_DESCRIBE_STRUCT(RawFinding, (), (column, kind, hits, cells, first_row))

/// Feed every row, then ask. Constant memory. Columns whose name begins with '_' are looked at like all others.
class RawDetector {
 public:
  explicit RawDetector(std::vector<std::string> header);
  void row(Cells cells);
  /// Columns past a threshold, in column order; empty when the table does not look raw.
  std::vector<RawFinding> findings() const;

 private:
  struct Count {
    std::int64_t cells = 0;
    std::int64_t hits[4] = {};
    std::int64_t first[4] = {};
  };
  std::vector<std::string> header_;
  std::vector<char> hints_;  ///< bit set: header speaks of a name / 姓名 / a telephone
  std::vector<Count> counts_;
  std::int64_t row_ = 1;
};

/// `batch.looks_raw` naming the first column and what would pass; detail.findings holds all.
Error looks_raw(const std::vector<RawFinding>& findings);

}  // namespace gongshu::privacy
