// A rulebook of one rule, XX-01, bound as a test says, with the roles and chains that its bindings name and the real calendar.
#pragma once
#include <stdexcept>
#include <string>

#include "rules/rulebook.h"

namespace gongshu::domain::test {

struct LocalPack {
  std::string bind;         ///< comma-separated bindings in YAML flow style
  std::string chains = {};  ///< as `name: {steps: […]}`, comma-separated
  std::string level = "must";
};

inline rules::Rulebook local_rulebook(const LocalPack& wanted) {
  const auto text =
      "id: local\ntitle: {zh: 规则, en: Rules}\nissuer: {zh: 某市, en: A city}\nstatus: draft\n"
      "roles: {competent_authority: {zh: 主管部门, en: authority}, source_department: {zh: 数源部门, en: source department}, "
      "implementing_agency: {zh: 实施机构, en: agency}, data_provider: {zh: 提供单位, en: provider}}\n"
      "chains: {" +
      wanted.chains + "}\nrules:\n  - {id: XX-01, article: 第一条, level: " + wanted.level + ", zh: 释义, en: Text, bind: [" +
      wanted.bind + "]}\n";
  const auto pack = rules::parse_pack(text, "local.yaml");
  const auto calendar = rules::Calendar::load(GONGSHU_SOURCE_DIR "/rulepacks/calendar");
  if (!pack || !calendar) throw std::runtime_error(describe(pack ? calendar.error() : pack.error()));
  return rules::Rulebook(*pack, *calendar);
}

}  // namespace gongshu::domain::test
