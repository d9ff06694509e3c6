#include "lab/input.h"

#include <filesystem>
#include <fstream>

#include "lab/csv_input.h"
#include "lab/parquet_input.h"

namespace gongshu::lab {
namespace {

bool identifier(std::string_view name) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && name.size() <= 63 && letter(name[0]) &&
         std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace

Result<InputSpec> parse_input(const std::string& text) {
  const auto equals = text.find('=');
  InputSpec out{text.substr(0, equals), equals == std::string::npos ? "" : text.substr(equals + 1)};
  if (!identifier(out.name) || out.file.empty())
    return fail(ErrorCode::config_invalid, "--input " + text,
                "写成 名称=文件，如 adult=adult.csv / NAME=FILE, as adult=adult.csv");
  return out;
}

Result<std::unique_ptr<Input>> open_input(const std::string& file) {
  std::error_code ignored;
  std::ifstream in(file, std::ios::binary);
  if (!in || !std::filesystem::is_regular_file(file, ignored))
    return fail(ErrorCode::store_failed, file, "文件不存在或不可读 / the file does not exist or cannot be read");
  char magic[4] = {};
  in.read(magic, sizeof magic);
  if (in.gcount() == 4 && std::string_view(magic, 4) == "PAR1") return open_parquet(file);
  return open_csv(file);
}

}  // namespace gongshu::lab
