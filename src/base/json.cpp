#include "base/json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <set>

namespace gongshu {
namespace {

/// Watches a parse for what boost::json accepts and we do not: duplicate keys, and whole numbers beyond int64, which it would turn into
/// unsigned or floating ones. Builds nothing.
class KeyWatch {
 public:
  static constexpr std::size_t max_object_size = -1, max_array_size = -1, max_key_size = -1, max_string_size = -1;
  std::optional<std::string> duplicate;
  bool beyond_int64 = false;

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return seen_.emplace_back(), true; }
  bool on_object_end(std::size_t, json::error_code&) { return seen_.pop_back(), true; }
  bool on_array_begin(json::error_code&) { return true; }
  bool on_array_end(std::size_t, json::error_code&) { return true; }
  bool on_key_part(json::string_view s, std::size_t, json::error_code&) { return key_.append(s.data(), s.size()), true; }
  bool on_key(json::string_view s, std::size_t, json::error_code& ec) {
    key_.append(s.data(), s.size());
    if (!seen_.back().insert(key_).second) {
      duplicate = key_;
      ec = json::error::syntax;
      return false;
    }
    return key_.clear(), true;
  }
  bool on_string_part(json::string_view, std::size_t, json::error_code&) { return true; }
  bool on_string(json::string_view, std::size_t, json::error_code&) { return true; }
  bool on_number_part(json::string_view s, json::error_code&) { return number_.append(s.data(), s.size()), true; }
  bool on_int64(std::int64_t, json::string_view, json::error_code&) { return number_.clear(), true; }
  bool on_uint64(std::uint64_t, json::string_view, json::error_code& ec) { return refuse_number(ec); }
  bool on_double(double, json::string_view s, json::error_code& ec) {
    number_.append(s.data(), s.size());
    if (number_.find_first_of(".eE") == std::string::npos) return refuse_number(ec);
    return number_.clear(), true;
  }
  bool on_bool(bool, json::error_code&) { return true; }
  bool on_null(json::error_code&) { return true; }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  bool refuse_number(json::error_code& ec) {
    beyond_int64 = true;
    ec = json::error::syntax;
    return false;
  }

  std::vector<std::set<std::string>> seen_;
  std::string key_, number_;
};

Error parse_error(const json::error_code& ec, std::size_t byte) {
  if (ec == json::error::too_deep) return {ErrorCode::input_too_deep, "byte " + std::to_string(byte), "nest less deeply", {}, {}, {}};
  return {ErrorCode::input_bad_json, "byte " + std::to_string(byte), ec.message(), {}, {}, {}};
}

std::u16string utf16(std::string_view s) {
  std::u16string out;
  for (std::size_t i = 0; i < s.size();) {
    const unsigned char c = s[i];
    const int n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    char32_t cp = n == 1 ? c : c & (0xFF >> (n + 1));
    for (int j = 1; j < n; ++j) cp = (cp << 6) | (s[i + j] & 0x3F);
    i += n;
    if (cp >= 0x10000) {
      out += static_cast<char16_t>(0xD800 + ((cp - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((cp - 0x10000) & 0x3FF));
    } else {
      out += static_cast<char16_t>(cp);
    }
  }
  return out;
}

bool is_ascii(std::string_view s) {
  return std::all_of(s.begin(), s.end(), [](unsigned char c) { return c < 0x80; });
}

bool key_less(std::string_view a, std::string_view b) {
  return is_ascii(a) && is_ascii(b) ? a < b : utf16(a) < utf16(b);
}

void append_string(std::string& out, std::string_view s) {
  out += '"';
  for (const unsigned char c : s) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (c < 0x20) {
          static constexpr char kHex[] = "0123456789abcdef";
          out += "\\u00";
          out += kHex[c >> 4];
          out += kHex[c & 15];
        } else {
          out += static_cast<char>(c);
        }
    }
  }
  out += '"';
}

Status append(std::string& out, const json::value& v) {
  switch (v.kind()) {
    case json::kind::null: out += "null"; return {};
    case json::kind::bool_: out += v.get_bool() ? "true" : "false"; return {};
    case json::kind::int64: out += std::to_string(v.get_int64()); return {};
    case json::kind::uint64: out += std::to_string(v.get_uint64()); return {};
    case json::kind::double_: return fail(ErrorCode::input_float_not_allowed, {}, "write whole numbers, or decimals as text");
    case json::kind::string: append_string(out, v.get_string()); return {};
    case json::kind::array: {
      out += '[';
      bool first = true;
      for (const auto& element : v.get_array()) {
        if (!std::exchange(first, false)) out += ',';
        GS_CHECK(append(out, element));
      }
      out += ']';
      return {};
    }
    case json::kind::object: {
      std::vector<const json::key_value_pair*> members;
      for (const auto& member : v.get_object()) members.push_back(&member);
      std::sort(members.begin(), members.end(), [](auto* a, auto* b) { return key_less(a->key(), b->key()); });
      out += '{';
      bool first = true;
      for (const auto* member : members) {
        if (!std::exchange(first, false)) out += ',';
        append_string(out, member->key());
        out += ':';
        GS_CHECK(append(out, member->value()));
      }
      out += '}';
      return {};
    }
  }
  return {};
}

}  // namespace

Result<json::value> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) return fail(ErrorCode::input_too_large, {}, "at most " + std::to_string(limits.bytes) + " bytes");
  if (!valid_utf8(text)) return fail(ErrorCode::input_bad_utf8, {}, "send the body as UTF-8");
  json::parse_options options;
  options.max_depth = limits.depth;
  json::basic_parser<KeyWatch> watch(options);
  json::error_code ec;
  const auto read = watch.write_some(false, text.data(), text.size(), ec);
  if (const auto& twice = watch.handler().duplicate)
    return fail(ErrorCode::input_duplicate_key, "byte " + std::to_string(read), "the key \"" + *twice + "\" occurs twice");
  if (watch.handler().beyond_int64)
    return fail(ErrorCode::input_out_of_range, "byte " + std::to_string(read), "whole numbers from -2^63 to 2^63 - 1; write larger ones as text");
  if (!ec && text.find_first_not_of(" \t\r\n", read) != std::string_view::npos) ec = json::error::extra_data;
  if (ec) return fail(parse_error(ec, read));
  auto value = json::parse(text, ec, {}, options);
  if (ec) return fail(parse_error(ec, 0));
  return value;
}

Result<std::string> canonical(const json::value& value) {
  std::string out;
  GS_CHECK(append(out, value));
  return out;
}

bool valid_utf8(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    const unsigned char c = s[i];
    if (c < 0x80) { ++i; continue; }
    const int n = c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
    if (n == 0 || i + n > s.size()) return false;
    for (int j = 1; j < n; ++j)
      if ((static_cast<unsigned char>(s[i + j]) & 0xC0) != 0x80) return false;
    const unsigned char d = s[i + 1];
    if ((c == 0xE0 && d < 0xA0) || (c == 0xED && d >= 0xA0) || (c == 0xF0 && d < 0x90) || (c == 0xF4 && d >= 0x90)) return false;
    i += n;
  }
  return true;
}

std::size_t code_points(std::string_view s) {
  return std::count_if(s.begin(), s.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; });
}

}  // namespace gongshu
