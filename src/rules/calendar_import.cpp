#include "rules/calendar_import.h"

#include <unistd.h>

#include <fstream>
#include <sstream>

namespace gongshu::rules {
namespace {

namespace fs = std::filesystem;

Error wrong(const std::string& at, std::string hint) { return {ErrorCode::calendar_invalid, at, std::move(hint), {}, {}, {}}; }

Result<std::string> slurp(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(wrong(file.string(), "the file cannot be read"));
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Result<std::int64_t> working_days(const Calendar& calendar, int year) {
  std::int64_t count = 0;
  const std::chrono::sys_days end = std::chrono::year(year + 1) / 1 / 1;
  for (std::chrono::sys_days day = std::chrono::year(year) / 1 / 1; day < end; day += std::chrono::days(1)) {
    GS_TRY(working, calendar.is_working_day(Date(day)));
    count += working ? 1 : 0;
  }
  return count;
}

/// The calendars as they would be: a folder of their own beside the real one, which sees nothing until all is well.
Status try_together(const fs::path& folder, const std::string& text, int year) {
  const auto trial = fs::temp_directory_path() / ("gongshu-calendar-" + std::to_string(::getpid()));
  std::error_code error;
  fs::create_directories(trial / "calendar", error);
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".yaml")
      fs::copy_file(entry.path(), trial / "calendar" / entry.path().filename(), fs::copy_options::overwrite_existing, error);
  std::ofstream(trial / "calendar" / (std::to_string(year) + ".yaml"), std::ios::binary) << text;
  auto loaded = Calendar::load(trial / "calendar");
  fs::remove_all(trial, error);
  if (!loaded) return fail(std::move(loaded).error());
  return {};
}

}  // namespace

Result<CalendarSummary> import_calendar(const fs::path& file, const fs::path& folder, bool write) {
  GS_TRY(text, slurp(file));
  GS_TRY(alone, Calendar::parse(text, file.filename().string()));
  const int year = alone.years().front();
  GS_TRY(days, working_days(alone, year));
  CalendarSummary out{year, days, folder / (std::to_string(year) + ".yaml"), false};
  std::error_code error;
  const bool same = fs::exists(out.file, error) && fs::equivalent(file, out.file, error);
  if (!same && fs::exists(out.file, error))
    return fail(wrong(file.string(), std::to_string(year) + " has a calendar already (" + out.file.string() +
                                         "); remove it first if the new notice replaces it"));
  GS_CHECK(try_together(folder, text, year));
  if (!write || same) return out;
  std::ofstream to(out.file, std::ios::binary);
  to << text;
  to.close();
  if (!to) return fail(wrong(out.file.string(), "the file cannot be written"));
  out.written = true;
  return out;
}

}  // namespace gongshu::rules
