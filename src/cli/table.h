// Output for people and programs: tables that count Chinese characters as two columns wide, JSON, CSV.
#pragma once
#include <string>
#include <vector>

#include "rules/report.h"

namespace gongshu::cli {

enum class Output { table, json, csv };

/// Adds --output table|json|csv and --json to a command.
struct OutputFlags {
  std::string format = "table";
  bool json = false;
  Output output() const { return json || format == "json" ? Output::json : format == "csv" ? Output::csv : Output::table; }
};

/// Display columns of UTF-8 text: East Asian wide and full-width characters count two.
std::size_t display_width(std::string_view text);
std::string render(const rules::Table& table, Output output);

}  // namespace gongshu::cli
