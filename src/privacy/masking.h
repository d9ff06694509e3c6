// Masking of columns by typed rules: what each technique does to a cell, which rule a grade asks for by default, and the
// compiled form that streams rows without allocating a cell.
//
// Techniques follow GB/T 37964-2019 (suppression, pseudonymisation, generalisation, randomisation), grades GB/T 43697-2024.
// Everything is deterministic: the same order, key and input give the same bytes. What looks random (shift, noise) is drawn from
// HMAC-SM3 under the scenario key, so that supplying the same rows again never averages it out.
#pragma once
#include <boost/describe.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/hash.h"
#include "privacy/table.h"

namespace gongshu::privacy {

/// Version of the meaning of the rules below; orders and manifests carry it, and another version is refused.
inline constexpr std::string_view kRuleVersion = "masking/2";

enum class Technique { keep, suppress, pseudonymise, division, industry, date, age_band, band, bucket, truncate, shift, noise };
BOOST_DESCRIBE_ENUM(Technique, keep, suppress, pseudonymise, division, industry, date, age_band, band, bucket, truncate, shift,
                    noise)

/// Data grade (GB/T 43697): 一般 / 重要 / 核心.
enum class Grade { general, important, core };
BOOST_DESCRIBE_ENUM(Grade, general, important, core)

/// What a column says about the entity (GB/T 37964): nothing, who it is (直接标识符), part of who it is (准标识符), something it
/// would mind.
enum class Identity { none, direct, quasi, sensitive };
BOOST_DESCRIBE_ENUM(Identity, none, direct, quasi, sensitive)

/// Parameters of a technique; those of other techniques must be absent.
///   division: digits = 2 | 4 | 6 | 9 (GB/T 2260: province, city, county, town), the leading digits kept and padded with zeros to
///   six
///             (nine stay nine).
///   industry: level = section ("C") | division ("C13") | group ("C131") | class ("C1311") of GB/T 4754-2017. The section letter
///   may
///             be missing in the raw code ("1311") and is added.
///   date:     unit = year | decade (integers: 1950) | quarter ("1950-Q1") | month ("1950-03").
///   age_band: reference_date, width (years, default 5), top (first age of the open band, default 85), form.
///   band:     width (> 0), origin (default 0), floor and ceiling (open bands below and from these on; optional), form.
///   bucket:   edges, 1 to 64 rising numbers: "<e1", "[e1,e2)", …, ">=en"; form label, or index (integer: 0 to n).
///   truncate: length = code points kept from the front.
///   shift:    a keyed offset, one for an entity and all its rows. Dates: days = 1 … 3650, between -days and +days, the same in
///   every
///             date column with the same days, so that intervals stay. Numbers: range = 1 … 10^12, another offset for each
///             column.
///   noise:    range = 1 … 10^12; adds a keyed value between -range and +range (in steps of 1, for decimals of the value's own
///   last
///             place, at most six places) drawn for (column, entity, value); floor and ceiling (optional) bound the result.
/// form of age_band and band: label ("65-69", "85+"; text output, the default) | lower (65; integer output: the band's lower
/// end).
struct MaskParams {
  std::optional<std::int64_t> digits;
  std::optional<std::string> level;
  std::optional<std::string> unit;
  std::optional<std::string> reference_date;
  std::optional<std::int64_t> width;
  std::optional<std::int64_t> top;
  std::optional<std::int64_t> origin;
  std::optional<std::int64_t> floor;
  std::optional<std::int64_t> ceiling;
  std::optional<std::vector<std::int64_t>> edges;
  std::optional<std::int64_t> length;
  std::optional<std::int64_t> days;
  std::optional<std::int64_t> range;
  std::optional<std::string> form;
};
BOOST_DESCRIBE_STRUCT(MaskParams, (),
                      (digits, level, unit, reference_date, width, top, origin, floor, ceiling, edges, length, days, range, form))

/// One column of an order: the raw column, and what becomes of it.
struct ColumnRule {
  std::string name;
  ColumnType type{};
  Technique technique{};
  MaskParams params;
  Grade grade{};
  Identity identity{};
};
BOOST_DESCRIBE_STRUCT(ColumnRule, (), (name, type, technique, params, grade, identity))

/// Type of the column after masking; none when it is suppressed (the column does not appear in the output).
std::optional<ColumnType> masked_type(const ColumnRule& rule);

/// True when the technique draws from the row's entity: the order must then say who that is (entity key or row key).
bool needs_entity(Technique technique);

/// A rule that makes sense for the type (params present, in range, nothing left over); and is not laxer than the grade allows:
/// direct identifiers are pseudonymised or suppressed, core data is suppressed, important data that is a quasi-identifier or
/// sensitive is not kept. Errors: input.bad_parameter (at = column/param), rule.not_masked (at = column).
Status check_rule(const ColumnRule& rule);

/// The product's default for a column: core → suppress; direct → pseudonymise (suppress from grade important on when the
/// column is not the entity key); quasi: dates of birth → age band of 5 years, other dates → year, text → industry division when
/// the name speaks of an industry, division when it ends in `_code`, else suppress, numbers → bands of 10; the rest is kept
/// (grade important and sensitive → suppress). `reference_date` is used for age bands ("2020-11-01").
ColumnRule default_rule(const Column& column, Grade grade, Identity identity, bool entity_key, std::string_view reference_date);

/// Identifiers are compared and tokenised in this form: no ASCII white space around, ASCII letters upper case. Returns a view of
/// `text` itself or of `buffer`.
std::string_view normalise_identifier(std::string_view text, std::string& buffer);

/// The pseudonym of an identifier in a scenario: the first 16 bytes of HMAC-SM3(scenario key, normalised identifier) as 32
/// lower-case hexadecimal characters. The scenario key is the data key that the platform's keyring releases for the scenario and
/// that the masking order carries sealed; `digest` is that full HMAC.
std::string token_text(const crypto::Digest& digest);
std::string pseudonym(const crypto::HmacSm3& key, std::string_view identifier);

/// Cells of one output row in one reused buffer.
class RowBuffer {
 public:
  void clear() {
    text_.clear();
    ends_.clear();
  }
  std::string& text() { return text_; }
  void end_cell() { ends_.push_back(text_.size()); }
  void add(std::string_view cell) {
    text_.append(cell);
    end_cell();
  }
  /// Views are valid until the next change.
  Cells cells();

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
  std::vector<std::string_view> cells_;
};

/// Compiled rules. mask() is const and thread-safe with separate buffers; threads that have a masker each never wait for another.
class Masker {
 public:
  /// `scenario_key` is 16 bytes or more. `who`: indexes of the raw columns that identify the entity behind a row (the entity key,
  /// else the row key). Errors: those of check_rule; crypto.bad_key; input.bad_parameter (a technique needs `who` and it is
  /// empty).
  static Result<Masker> make(const std::vector<ColumnRule>& rules, std::string_view scenario_key,
                             std::vector<std::size_t> who = {});
  /// Columns of the output, in the order of the rules, suppressed ones left out.
  const std::vector<Column>& output() const { return output_; }
  /// Appends the masked cells of one raw row (cells in the order of the rules, each a value of its type or empty) to `out`.
  /// On a value that the technique cannot take (a division code with letters) returns false and sets `bad` to the rule's index.
  bool mask(Cells raw, RowBuffer& out, std::size_t& bad) const;

 private:
  struct Step;
  struct Keys;
  struct Draw;
  std::vector<Step> steps_;
  std::vector<Column> output_;
  std::vector<std::size_t> who_;
  std::shared_ptr<const Keys> keys_;

 public:
  Masker();
  ~Masker();
  Masker(Masker&&) noexcept;
  Masker& operator=(Masker&&) noexcept;
};

}  // namespace gongshu::privacy
