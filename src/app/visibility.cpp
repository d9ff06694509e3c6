#include "app/visibility.h"

#include "app/operation.h"

namespace gongshu::app {
namespace {

constexpr std::string_view kVisible =
    "(?2 OR v.is_public OR instr(v.parties, ',' || ?3 || ',') > 0 OR EXISTS (SELECT 1 FROM todo t WHERE t.kind = v.kind AND t.id = v.id AND "
    "CASE t.org WHEN '' THEN instr(?4, ',' || t.role || ',') > 0 ELSE t.org = ?3 END))";

std::string role_text(const domain::Actor& actor) {
  std::string out = ",";
  for (const auto& role : actor.roles) out.append(role).append(",");
  return out;
}

}  // namespace

std::string_view visible_condition() { return kVisible; }

void bind_viewer(store::Statement& statement, const domain::Actor& actor) {
  statement.bind(2, std::int64_t{is_overseer(actor)}).bind(3, actor.org).bind(4, role_text(actor));
}

std::map<std::string, MaySee, std::less<>>& listed_kinds() {
  static std::map<std::string, MaySee, std::less<>> all;
  return all;
}

bool lists_kind(std::string_view kind, MaySee may_see) { return listed_kinds().emplace(std::string(kind), std::move(may_see)).second; }

}  // namespace gongshu::app
