#pragma once
#include "rules/point.h"

namespace gongshu::domain::workspace {

inline const rules::Point kAccess{
    "workspace.access", "开发利用环境准入", "Access to a workspace", {}, rules::Enforced::by_default};
/// Beside the operator, who always has one: roles that open workspaces of their own, under an application agreement with the operator.
inline const rules::Point kOwn{"workspace.own", "应用主体自己的开发环境", "Developers' own workspaces", {rules::list("openers")}};
/// Synthetic rows, or, where a pack says so, a sample of the masked rows that a reviewer has let go: so many percent of the
/// entities at most, and so many entities.
inline const rules::Point kDevelopmentRows{"workspace.development_rows",
                                           "开发环境的数据",
                                           "Rows of the development environment",
                                           {rules::choice("mode", {"synthetic", "sampled"}).or_default("synthetic"),
                                            rules::integer("share_percent", rules::Stricter::smaller).or_default(5),
                                            rules::integer("entities", rules::Stricter::smaller).or_default(1000)}};
inline const rules::Point kK{"egress.k",
                             "统计结果的最少主体数",
                             "Least number of entities behind a cell",
                             {rules::integer("k", rules::Stricter::larger).or_default(10)}};
inline const rules::Point kDominance{"egress.dominance",
                                     "统计结果的集中度规则",
                                     "Dominance rule of a cell",
                                     {rules::integer("n", rules::Stricter::larger).or_default(2),
                                      rules::integer("share_percent", rules::Stricter::smaller).or_default(90)}};
inline const rules::Point kPPercent{"egress.p_percent",
                                    "统计结果的 p% 规则",
                                    "p% rule of a cell",
                                    {rules::integer("p_percent", rules::Stricter::larger).or_default(10)}};
inline const rules::Point kIdentityColumns{
    "egress.identity_columns", "标识字段不出域", "Identity columns never leave", {}, rules::Enforced::by_default};

}  // namespace gongshu::domain::workspace
