// What `gongshu rules` and the console show: tables and JSON about packs, their rules and how each is enforced.
#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "rules/pack.h"

namespace gongshu::rules {

struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

/// One fault of a pack, as lint lists them.
struct Problem {
  std::string code;  ///< "pack.invalid"
  std::string at;    ///< "coast/pack.yaml line 12"
  std::string hint;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (code, at, hint))

/// Ids of the packs in a folder (each subfolder with a pack.yaml), sorted.
std::vector<std::string> pack_ids(const std::filesystem::path& folder);

/// How a rule is enforced, in both languages: refused by machine, refused unless excepted, evidence kept, hint, not yet.
Words enforcement(const Rule& rule);

/// Every rule of a pack, its bases' excluded: id, article, level, enforcement, points, paraphrase.
Table list_table(const Pack& pack);
json::value list_json(const Pack& pack);
/// One rule with its bindings, effective parameters being the reader's matter. Error state.not_found with the nearest id.
Result<json::value> show_json(const Pack& pack, const std::string& rule);
Table show_table(const json::value& shown);

/// Everything wrong with a pack: load errors, then what loads but should not stay (list items without a name, …).
std::vector<Problem> lint(const std::filesystem::path& folder, const std::string& pack, const LoadOptions& options = {});

/// {"packs":[{"pack","status","rules","bound","storied","deferred","articles","covered","article_list"}]}: `bound` counts rules with a
/// binding, `deferred` those with none and a reason, `storied` those named under `rules:` by any story (a base's rule may be told in a
/// local pack's story), `covered` the articles kept by a bound rule or said to be no machine's (rules/articles.h).
Result<json::value> coverage(const std::filesystem::path& folder, const std::filesystem::path& stories,
                             const LoadOptions& options = {});
/// Ids of the rules that some story under the folder names.
std::set<std::string> storied_rules(const std::filesystem::path& stories);
/// One line an article of one entry of coverage(): its rules and how they are enforced, or why it is left to people.
Table articles_table(const json::value& pack);
Table coverage_table(const json::value& coverage);

/// Every enforcement point of a registry: name, both titles, parameters.
Table points_table(const Registry& registry);

}  // namespace gongshu::rules
