// What would pass, in Chinese: api/hints.yaml has the wording of each hint that the program writes in English.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gongshu {

/// One entry of the catalog. A value's place in `en` is U+001F; in `zh` it is U+001F (in words of the catalog) or U+001E (as it is)
/// and the number of the value, counted from '1'.
struct HintText {
  std::string_view en;
  std::string_view zh;
};
/// Sentences, and the words that can stand where a sentence has a value ("approved", "an aggregate in WHERE"); both in hints.gen.cpp.
std::span<const HintText> hint_sentences();
std::span<const HintText> hint_words();

/// The Chinese wording of a hint. Of the sentences that fit, the one with the most text of its own is taken; values are kept as they are,
/// but for words of the catalog and names in both languages. Of a hint in both languages ("中文 / English") it is the part before the stroke; of several sentences
/// joined by "; " each is put into Chinese. Nothing when the catalog does not know the hint.
std::optional<std::string> chinese(std::string_view hint);

}  // namespace gongshu
