// What a pack says beside its rules: every article of its text, how its jurisdiction is built, which of its duties are owed upward. Read by
// the author's tools, by coverage, and by nodes that carry an overlay; deciders never ask.
#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rules/document.h"
#include "rules/pack.h"

namespace gongshu::rules {

/// One article of the text: the rules that keep it, or why no machine can; both, where a part is left to people.
struct Article {
  std::string article;  ///< as rules cite it: "第十五条"
  std::vector<std::string> rules;
  std::optional<Words> not_for_machine;
  std::string at;  ///< file and line
};

struct Notes {
  std::vector<Article> articles;                       ///< in the order of the text; empty: not listed yet
  std::map<std::string, std::string> structure;        ///< "operators" → "one_authorized"; keys and values are labels
  std::set<std::pair<std::string, std::string>> upward;  ///< rule id and point: duties owed to the level above
};

/// The notes of `<folder>/<id>`: pack.yaml, then pack.d/*.yaml by name. Errors: pack.invalid with file and line.
Result<Notes> read_notes(const std::filesystem::path& folder, const std::string& id);
/// The notes of one document.
Result<Notes> notes_of(const Document& document);

}  // namespace gongshu::rules
