// A synthetic resident register drawn from census margins: nobody in it exists.
//
// Counts by county × age group × sex follow the census (largest remainder); everything else is invented from the seed. Row i is a
// function of (census, seed, scale, i): any slicing gives the same rows, memory is constant, ten thousand rows or a hundred
// million. Identity numbers are unique and formally valid (GB 11643: county, date, check digit). They are drawn without looking
// at any list of people; since the number space of a county and day is small, some coincide with numbers in use, as random
// numbers do: no other cell of such a row says anything about that person. See data/README.md.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "privacy/table.h"
#include "source/census.h"

namespace gongshu::source {

/// The file name says what it is.
inline constexpr std::string_view kRegisterFile = "resident_register_synthetic.csv";
/// Goes into MaskOptions::label.
inline constexpr std::string_view kSyntheticLabel = "synthetic";
inline constexpr std::string_view kCensusDay = "2020-11-01";

/// id_number (text, key), name (text), sex (text: male | female), birth_date (date), county_code (text, six digits), household_id
/// (text), lives_alone (boolean), registered_since (date).
const privacy::Schema& register_schema();

/// Thread-safe after make().
class Register {
 public:
  /// 1 ≤ scale ≤ 100,000,000. Errors: input.out_of_range; input.bad_parameter when the census is empty.
  static Result<Register> make(const Census& census, std::int64_t scale, std::uint64_t seed);
  ~Register();
  Register(Register&&) noexcept;

  std::int64_t size() const;
  /// Appends row `index` (0 ≤ index < size()) as CSV with a line feed.
  void append_row(std::string& out, std::int64_t index) const;
  /// Header and all rows in pieces of about 1 MiB; stops at the sink's first error.
  Status write(const std::function<Status(std::string_view)>& sink) const;

 private:
  struct State;
  explicit Register(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gongshu::source
