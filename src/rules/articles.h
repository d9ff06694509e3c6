// The articles of a pack's text: which rules keep each, and what of the list is wrong. An article without rules says why no
// machine can keep it, so that nothing of a text is passed over in silence.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "rules/notes.h"
#include "rules/report.h"

namespace gongshu::rules {

/// The number of an article cited as "第二十三条", 0 for any other text ("第十五条第一款", "GB/T 43697-2024").
int article_number(std::string_view article);

/// Articles that a rule's citation names: "第十五条第一款" names 第十五条, "第二条、第四条" two, "第三条至第五条"
/// three. A part of the citation that no listed article answers is added to `unknown`.
std::vector<const Article*> cited_articles(const Notes& notes, std::string_view citation, std::vector<std::string>& unknown);

/// Everything wrong with the list: an article without rules and without reason, twice, a gap in the numbering, a rule that does
/// not exist or cites no listed article, a rule that its article does not name, no list at all (drafts excepted).
void check_articles(const Pack& pack, const Notes& notes, std::vector<Problem>& out);

/// How an article is kept: bound rules, not for a machine, both, or not yet.
enum class Kept { bound, not_for_machine, both, open };
BOOST_DESCRIBE_ENUM(Kept, bound, not_for_machine, both, open)
Kept kept(const Pack& pack, const Article& article);

/// [{"article","kept","not_for_machine"?,"rules":[{"id","enforcement","storied"}]}]
json::array articles_json(const Pack& pack, const Notes& notes, const std::set<std::string>& storied);

}  // namespace gongshu::rules
