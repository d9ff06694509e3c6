#include "base/hint.h"

#include <algorithm>
#include <vector>

namespace gongshu {
namespace {

constexpr char kValue = '\x1f', kAsItIs = '\x1e';
constexpr std::string_view kNext = "; ";  // between two sentences

/// The values in `text` when it fits `pattern`; each is as short as can be, but for the last. None reaches over the end of a sentence.
std::optional<std::vector<std::string_view>> values(std::string_view pattern, std::string_view text) {
  std::vector<std::string_view> out;
  auto hole = pattern.find(kValue);
  if (hole == std::string_view::npos) {
    if (pattern != text) return std::nullopt;
    return out;
  }
  if (!text.starts_with(pattern.substr(0, hole))) return std::nullopt;
  text.remove_prefix(hole);
  for (;;) {
    pattern.remove_prefix(hole + 1);
    hole = pattern.find(kValue);
    if (hole == std::string_view::npos) {
      if (!text.ends_with(pattern)) return std::nullopt;
      out.push_back(text.substr(0, text.size() - pattern.size()));
      if (std::any_of(out.begin(), out.end(), [](auto value) { return value.find(kNext) != std::string_view::npos; })) return std::nullopt;
      return out;
    }
    const auto at = text.find(pattern.substr(0, hole));
    if (at == std::string_view::npos) return std::nullopt;
    out.push_back(text.substr(0, at));
    text.remove_prefix(at + hole);
  }
}

std::optional<std::string> fitting(std::span<const HintText> texts, std::string_view hint);

/// U+3000 to U+9FFF: Chinese characters and their punctuation.
bool has_chinese(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE3 && byte <= 0xE9;
  });
}

/// The Chinese part of "中文 / English".
std::optional<std::string> first_language(std::string_view text) {
  const auto stroke = text.find(" / ");
  if (stroke == std::string_view::npos || !has_chinese(text.substr(0, stroke))) return std::nullopt;
  return std::string(text.substr(0, stroke));
}

/// A value of a sentence. Lists go word by word: "submitted, returned"; of names in both languages the Chinese ones are kept.
std::string in_words(std::string_view value) {
  if (auto known = fitting(hint_words(), value)) return *known;
  std::string out, names;
  for (;;) {
    const auto comma = value.find(", ");
    const auto first = value.substr(0, comma);
    if (const auto name = first_language(first)) names.append(names.empty() ? "" : "、").append(*name);
    const auto known = fitting(hint_words(), first);
    out.append(known ? std::string_view(*known) : first);
    if (comma == std::string_view::npos) return names.empty() ? out : names;
    out.append(known ? "、" : ", ");
    value.remove_prefix(comma + 2);
  }
}

std::string filled(std::string_view zh, const std::vector<std::string_view>& values) {
  std::string out;
  for (std::size_t i = 0; i < zh.size(); ++i) {
    const char mark = zh[i];
    if ((mark != kValue && mark != kAsItIs) || i + 1 == zh.size()) {
      out.push_back(mark);
      continue;
    }
    const auto index = static_cast<std::size_t>(zh[++i] - '1');
    if (index >= values.size()) continue;
    if (mark == kValue)
      out.append(in_words(values[index]));
    else
      out.append(values[index]);
  }
  return out;
}

/// The text that fits with the most letters of its own, in Chinese.
std::optional<std::string> fitting(std::span<const HintText> texts, std::string_view hint) {
  const HintText* best = nullptr;
  std::vector<std::string_view> held;
  std::size_t most = 0;
  for (const auto& text : texts) {
    const auto own = text.en.size() - static_cast<std::size_t>(std::count(text.en.begin(), text.en.end(), kValue));
    if (best && own <= most) continue;
    auto found = values(text.en, hint);
    if (!found) continue;
    best = &text;
    most = own;
    held = std::move(*found);
  }
  if (!best) return std::nullopt;
  return filled(best->zh, held);
}

std::optional<std::string> sentence(std::string_view hint) { return fitting(hint_sentences(), hint); }

/// Several sentences: all of them must be known.
std::optional<std::string> sentences(std::string_view hint) {
  for (auto at = hint.find(kNext); at != std::string_view::npos; at = hint.find(kNext, at + kNext.size())) {
    auto first = sentence(hint.substr(0, at));
    if (!first) first = first_language(hint.substr(0, at));
    if (!first) continue;
    if (const auto rest = chinese(hint.substr(at + kNext.size()))) return *first + "；" + *rest;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> chinese(std::string_view hint) {
  if (hint.empty()) return std::nullopt;
  if (auto known = sentence(hint)) return known;
  if (auto known = sentences(hint)) return known;
  return first_language(hint);
}

}  // namespace gongshu
