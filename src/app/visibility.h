// Who may see a record: the one condition that lists, single records and the search share, and the kinds that have a list.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/json.h"
#include "domain/kernel/context.h"
#include "store/database.h"

namespace gongshu::app {

/// SQL over a row `v` of view_row: overseers, everybody when it is public, its parties, and whoever has an open step on it. Its parameters
/// ?2, ?3 and ?4 are bound by bind_viewer().
std::string_view visible_condition();
void bind_viewer(store::Statement& statement, const domain::Actor& actor);

/// Kinds that a list operation shows, filled beside those operations (list_records). With a predicate the list does not go by the condition
/// above but by the state itself.
using MaySee = std::function<bool(const domain::Actor&, const json::value& state)>;
std::map<std::string, MaySee, std::less<>>& listed_kinds();
bool lists_kind(std::string_view kind, MaySee may_see = {});

}  // namespace gongshu::app
