#include "rules/calendar.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/record.h"
#include "rules/document.h"

namespace gongshu::rules {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

struct UnitName {
  Unit unit;
  std::string_view one, many, zh;
  std::int64_t hundredths;  ///< of a day
};
constexpr UnitName kUnits[] = {
    {Unit::working_days, "working_day", "working_days", "个工作日", 140},
    {Unit::days, "day", "days", "日", 100},
    {Unit::months, "month", "months", "个月", 3044},
    {Unit::quarters, "quarter", "quarters", "个季度", 9131},
    {Unit::years, "year", "years", "年", 36525},
};

const UnitName& names(Unit unit) {
  return *std::find_if(std::begin(kUnits), std::end(kUnits), [&](const UnitName& u) { return u.unit == unit; });
}

Date plus_months(Date from, std::int64_t n) {
  const auto moved = from + std::chrono::months(n);
  return moved.ok() ? moved : Date(moved.year() / moved.month() / std::chrono::last);
}

// --- the file of one year ---
struct Holiday {
  std::string name, from, to;
};
BOOST_DESCRIBE_STRUCT(Holiday, (), (name, from, to))
struct YearFile {
  std::int64_t year = 0;
  std::string notice;
  std::string source;
  std::vector<Holiday> off;
  std::vector<std::string> working;
};
BOOST_DESCRIBE_STRUCT(YearFile, (), (year, notice, source, off, working))

struct Year {
  std::set<sys_days> off, working;
};

Error invalid(const Document& document, const std::string& pointer, std::string hint) {
  return {ErrorCode::calendar_invalid, place(document.file, document.line(pointer)), std::move(hint), {}, {}, {}};
}

Result<Date> date_of(const Document& document, const YearFile& file, const std::string& pointer, const std::string& text) {
  auto date = parse_date(text);
  if (!date) return fail(invalid(document, pointer, "'" + text + "' is not a day; write YYYY-MM-DD"));
  const auto year = int(date->year());
  // A notice may begin on the last days of the year before.
  if (year != file.year && year != file.year - 1)
    return fail(invalid(document, pointer,
                        "'" + text + "' lies outside " + std::to_string(file.year) + "; put it into its own year's file"));
  return *date;
}

Result<Year> days_of(const Document& document, const YearFile& file) {
  Year out;
  for (std::size_t i = 0; i < file.off.size(); ++i) {
    const auto at = "/off/" + std::to_string(i);
    GS_TRY(from, date_of(document, file, at + "/from", file.off[i].from));
    GS_TRY(to, date_of(document, file, at + "/to", file.off[i].to));
    if (sys_days(to) < sys_days(from)) return fail(invalid(document, at, "'to' lies before 'from'; exchange them"));
    for (auto day = sys_days(from); day <= sys_days(to); day += days(1))
      if (!out.off.insert(day).second) return fail(invalid(document, at, to_text(Date(day)) + " is listed twice; keep one"));
  }
  for (std::size_t i = 0; i < file.working.size(); ++i) {
    const auto at = "/working/" + std::to_string(i);
    GS_TRY(day, date_of(document, file, at, file.working[i]));
    if (out.off.contains(sys_days(day)))
      return fail(invalid(document, at, file.working[i] + " is listed as off and as working; keep one"));
    if (std::chrono::weekday(sys_days(day)).iso_encoding() <= 5)
      return fail(invalid(document, at, file.working[i] + " is a weekday and a working day anyway; list only the Saturdays and Sundays worked to make up"));
    if (!out.working.insert(sys_days(day)).second)
      return fail(invalid(document, at, file.working[i] + " is listed twice; keep one"));
  }
  return out;
}

}  // namespace

struct Calendar::Data {
  std::set<int> years;
  std::set<sys_days> off, working;
};

Result<Duration> parse_duration(std::string_view text) {
  std::int64_t count = 0;
  const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
  const auto rest = text.substr(static_cast<std::size_t>(stop - text.data()));
  if (fault == std::errc{} && count >= 1 && count <= 10000 && rest.starts_with(' '))
    for (const auto& unit : kUnits)
      if (rest.substr(1) == unit.one || rest.substr(1) == unit.many) return Duration{count, unit.unit};
  return fail(ErrorCode::input_bad_format, {},
              "'" + std::string(text) +
                  "' is not a duration; write a number and working_days, days, months, quarters or years, as \"7 working_days\"");
}

std::string to_text(Duration duration) {
  const auto& unit = names(duration.unit);
  return std::to_string(duration.count) + " " + std::string(duration.count == 1 ? unit.one : unit.many);
}

std::string to_zh(Duration duration) { return std::to_string(duration.count) + std::string(names(duration.unit).zh); }

std::int64_t approximate_length(Duration duration) { return duration.count * names(duration.unit).hundredths; }

Calendar::Calendar() : data_(std::make_shared<Data>()) {}

namespace {
/// A notice that begins in the year before must not contradict that year's own.
Status check_neighbours(const Calendar::Data& data, const Document& document, const Year& dates) {
  const auto contradicts = [&](sys_days day, const std::set<sys_days>& other) -> Status {
    if (!other.contains(day)) return {};
    return fail(invalid(document, {}, to_text(Date(day)) + " is off in one year's file and worked in another's; keep what the later notice says"));
  };
  for (const auto day : dates.off) GS_CHECK(contradicts(day, data.working));
  for (const auto day : dates.working) GS_CHECK(contradicts(day, data.off));
  return {};
}

Result<int> add_year(Calendar::Data& data, const Document& document) {
  auto file = read<YearFile>(document.value);
  if (!file) return fail(located(document, file.error(), ErrorCode::calendar_invalid));
  if (file->year < 1949 || file->year > 9999) return fail(invalid(document, "/year", "write the year with four digits"));
  const int year = static_cast<int>(file->year);
  if (file->source.empty() || file->notice.empty())
    return fail(invalid(document, "/source", "name the notice and where it is published"));
  if (!data.years.insert(year).second)
    return fail(invalid(document, "/year", std::to_string(year) + " has a calendar already; keep one"));
  GS_TRY(dates, days_of(document, *file));
  GS_CHECK(check_neighbours(data, document, dates));
  data.off.merge(dates.off);
  data.working.merge(dates.working);
  return year;
}
}  // namespace

Result<Calendar> Calendar::load(const std::filesystem::path& folder) {
  std::error_code ignored;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  if (files.empty())
    return fail(ErrorCode::calendar_invalid, folder.filename().string(),
                "no calendar found; the folder must hold one YYYY.yaml for each year");
  auto data = std::make_shared<Data>();
  for (const auto& file : files) {
    const auto name = folder.filename().string() + "/" + file.filename().string();
    GS_TRY(document, read_document(file, name, ErrorCode::calendar_invalid));
    GS_TRY(year, add_year(*data, document));
    if (file.stem().string() != std::to_string(year))
      return fail(invalid(document, "/year", "the file must be named " + std::to_string(year) + ".yaml"));
  }
  Calendar out;
  out.data_ = std::move(data);
  return out;
}

Result<Calendar> Calendar::parse(std::string_view yaml, const std::string& name) {
  GS_TRY(document, parse_document(yaml, name, ErrorCode::calendar_invalid));
  auto data = std::make_shared<Data>();
  GS_CHECK(add_year(*data, document).map([](int) {}));
  Calendar out;
  out.data_ = std::move(data);
  return out;
}

Result<bool> Calendar::is_working_day(Date day) const {
  const int year = int(day.year());
  if (!data_->years.contains(year))
    return fail(ErrorCode::calendar_missing_year, std::to_string(year),
                "import the calendar of " + std::to_string(year) + " as calendar/" + std::to_string(year) + ".yaml");
  if (data_->working.contains(sys_days(day))) return true;
  if (data_->off.contains(sys_days(day))) return false;
  const auto weekday = std::chrono::weekday(sys_days(day)).iso_encoding();
  return weekday <= 5;
}

Result<Date> Calendar::add_working_days(Date from, std::int64_t n) const {
  auto day = sys_days(from);
  while (n > 0) {
    day += days(1);
    GS_TRY(working, is_working_day(Date(day)));
    if (working) --n;
  }
  return Date(day);
}

Result<Date> Calendar::deadline(Date from, Duration duration) const {
  switch (duration.unit) {
    case Unit::working_days: return add_working_days(from, duration.count);
    case Unit::days: return Date(sys_days(from) + days(duration.count));
    case Unit::months: return plus_months(from, duration.count);
    case Unit::quarters: return plus_months(from, 3 * duration.count);
    case Unit::years: return plus_months(from, 12 * duration.count);
  }
  return from;
}

std::vector<int> Calendar::years() const { return {data_->years.begin(), data_->years.end()}; }

}  // namespace gongshu::rules
