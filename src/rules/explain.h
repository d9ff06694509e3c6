// One rule explained: our text, the article, where and how it bites in a given pack, with which effective parameters and whose,
// and the stories that show it.
#pragma once
#include <map>

#include "rules/report.h"

namespace gongshu::rules {

/// Where the stories of a rule stand.
struct Told {
  std::string file;  ///< "coast/scenario_review.yaml"
  Words title;
};

/// `folder` is where the packs lie. show_json, and further "pack_status", "articles" (those of the list that name it, with what
/// is not for a machine), "effective": one effective_json for each point it binds, in the stack of `pack`, "procedures" that
/// carry it out, "gates" that name it, and "stories". Error state.not_found with the nearest id.
Result<json::value> explain_json(std::shared_ptr<const Pack> pack, const std::filesystem::path& folder, const std::string& rule,
                                 const std::filesystem::path& stories);
Table explain_table(const json::value& explained);

/// Stories under the folder that name the rule, by file.
std::vector<Told> stories_of(const std::filesystem::path& stories, const std::string& rule);
/// The same for every rule that any story names, in one reading.
std::map<std::string, std::vector<Told>> stories_by_rule(const std::filesystem::path& stories);

}  // namespace gongshu::rules
