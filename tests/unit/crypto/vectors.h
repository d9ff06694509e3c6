// Reads the published test-vector files, which lie outside the repository; tests skip when they are absent.
#pragma once
#include <gtest/gtest.h>

#include <concepts>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "crypto/hash.h"

namespace gongshu::testing {

/// Content of ../shared/vectors/gm/<name>; empty when it is not there.
inline std::string vector_file(const std::string& name) {
  std::ifstream file(std::string(GONGSHU_SOURCE_DIR) + "/../shared/vectors/gm/" + name, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

#define GS_VECTORS(content, name)                             \
  const auto content = ::gongshu::testing::vector_file(name); \
  if (content.empty()) GTEST_SKIP() << "the published vectors (../shared/vectors/gm/" << name << ") are not on this machine"

inline json::value vector_json(const std::string& content) { return parse_json(content, {16 << 20, 32}).value(); }

inline std::string text_of(const json::value& value) { return std::string(value.get_string().data(), value.get_string().size()); }

/// Hex with an optional 0x, padded to an even number of digits.
inline std::string bytes_of(std::string hex) {
  if (hex.starts_with("0x")) hex.erase(0, 2);
  if (hex.size() % 2) hex.insert(0, "0");
  return crypto::from_hex(hex).value();
}
template <std::same_as<json::value> Value>
std::string bytes_of(const Value& value) {
  return bytes_of(text_of(value));
}

/// A stanza of an "evp" file: "Key = value" lines up to a blank line; PEM blocks stand under "PEM".
using Stanza = std::map<std::string, std::string>;

inline std::vector<Stanza> stanzas(const std::string& content) {
  std::vector<Stanza> out(1);
  std::istringstream lines(content);
  bool pem = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("-----BEGIN")) pem = true;
    if (pem) {
      out.back()["PEM"] += line + "\n";
      pem = !line.starts_with("-----END");
    } else if (line.empty()) {
      if (!out.back().empty()) out.emplace_back();
    } else if (const auto equals = line.find('='); line[0] != '#' && equals != std::string::npos) {
      const auto key = line.substr(0, line.find_last_not_of(" ", equals - 1) + 1);
      const auto value = line.find_first_not_of(' ', equals + 1);
      out.back()[key] = value == std::string::npos ? "" : line.substr(value);
    }
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

/// Hex, or text in quotation marks.
inline std::string evp_value(const std::string& text) {
  return text.starts_with('"') ? text.substr(1, text.size() - 2) : bytes_of(text);
}

}  // namespace gongshu::testing
