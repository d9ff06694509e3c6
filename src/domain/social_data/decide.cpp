#include "domain/social_data/decide.h"

#include <algorithm>
#include <set>

namespace gongshu::domain::social_data {
namespace {

tl::unexpected<Error> refuse(const ImportFacts& facts, ErrorCode code, std::string at, std::string hint) {
  Error out{code, std::move(at), std::move(hint), facts.rule, facts.article, {}};
  if (facts.rule.empty()) out.detail["product_default"] = true;
  return fail(std::move(out));
}

Status check_review(const ImportFacts& facts) {
  if (facts.rule.empty()) return refuse(facts, ErrorCode::rule_refused, "/review", "本规则包没有导入社会数据的审查程序 / this pack has no review of imports");
  if (!facts.review)
    return refuse(facts, ErrorCode::rule_order, "/review", "写明对本环境导入审查通过的事项 / name the matter in which an import into this workspace was let through");
  if (facts.used_by)
    return refuse(facts, ErrorCode::rule_order, "/review", "该审查已用于 " + *facts.used_by + "，另行导入另行审查 / that review has served; another import is reviewed by itself");
  return {};
}

Status check_table(const ImportSocialData& c, const ImportFacts& facts) {
  if (std::find(facts.tables.begin(), facts.tables.end(), c.table) != facts.tables.end())
    return fail(ErrorCode::state_already_exists, "/table", "the workspace has a table of this name");
  std::set<std::string> names;
  for (std::size_t i = 0; i < c.columns.size(); ++i)
    if (!names.insert(c.columns[i].name).second) return fail(ErrorCode::input_bad_choice, "/columns/" + std::to_string(i) + "/name", "a column is named twice");
  if (facts.rows == 0) return refuse(facts, ErrorCode::rule_item_missing, "/rows", "没有数据行 / no rows");
  return {};
}

}  // namespace

Result<Events> bring_in(const ImportSocialData& c, const ImportFacts& facts, Context& context) {
  GS_CHECK(require_org(context, facts.operator_org));
  GS_CHECK(check_review(facts));
  GS_CHECK(check_table(c, facts));
  context.note_rule(facts.rule);
  return {{Imported{facts.workspace, facts.scenario, facts.agency, c.table, c.source, c.columns, *facts.review, facts.rows, facts.bytes, facts.digest}}};
}

}  // namespace gongshu::domain::social_data
