// Deadlines: durations as packs write them, and the working-day calendars they are counted in.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace gongshu::rules {

using gongshu::to_text;

enum class Unit { working_days, days, months, quarters, years };

/// "3 years", "7 working_days", "1 quarter", "30 days"; always positive.
struct Duration {
  std::int64_t count = 0;
  Unit unit = Unit::days;
  friend bool operator==(const Duration&, const Duration&) = default;
};

/// Accepts "<1…10000> <unit>" with the unit in singular or plural; error input.bad_format.
Result<Duration> parse_duration(std::string_view text);
std::string to_text(Duration duration);  ///< "3 years", "1 quarter"
std::string to_zh(Duration duration);    ///< "3年", "7个工作日"
/// Length in hundredths of a day, to compare durations of different units (a month counts 30.44 days, a working day 1.4).
std::int64_t approximate_length(Duration duration);

/// Which days are working days, from the yearly notices. Immutable, thread-safe, cheap to copy. A default-constructed
/// calendar holds no year.
class Calendar {
 public:
  Calendar();
  /// Reads every YYYY.yaml of a folder. Errors: calendar.invalid with file and line.
  static Result<Calendar> load(const std::filesystem::path& folder);
  /// One year from text; `name` stands for the file in errors.
  static Result<Calendar> parse(std::string_view yaml, const std::string& name);

  /// Error calendar.missing_year, naming the year, when the day's year has no calendar; never a guess.
  Result<bool> is_working_day(Date day) const;
  /// The n-th working day after `from`; the first day is not counted (民法典 第二百零一条). n ≥ 1.
  Result<Date> add_working_days(Date from, std::int64_t n) const;
  /// The last day of a period that starts at `from`. Months, quarters and years end on the same day of the month, or on the
  /// month's last day where it is shorter; only working days need the calendar. Errors: calendar.missing_year.
  Result<Date> deadline(Date from, Duration duration) const;
  Result<Date> deadline(Instant from, Duration duration) const { return deadline(local_date(from), duration); }

  std::vector<int> years() const;

  struct Data;

 private:
  std::shared_ptr<const Data> data_;
};

}  // namespace gongshu::rules
