// Enforcement points of the catalog: the places where a rule pack takes hold.
#pragma once
#include "rules/point.h"

namespace gongshu::domain::catalog {

inline const rules::Point kNegativeList{
    "catalog.negative_list", "负面清单核验", "Data that may not be put to authorized operation", {rules::list("categories")}};
inline const rules::Point kSharedConsent{
    "catalog.shared_consent", "共享取得的数据须经提供单位同意", "Data obtained by sharing needs the sharer's consent", {}};
inline const rules::Point kSingleSource{"catalog.single_source", "一数一源一标准", "One data item, one source, one standard", {}, rules::Enforced::by_default};
inline const rules::Point kGrading{"catalog.grading", "分类分级", "Classification and grading of every item", {}};
inline const rules::Point kEntryReview{"catalog.entry_review", "目录审核", "Review of catalog entries", {rules::chain("chain")}};
/// A changed or additional version of an approved entry; without a chain of its own it takes the way of a new entry.
inline const rules::Point kChangeReview{"catalog.change_review", "目录变更审核", "Review of changes to the catalog", {rules::chain("chain")}};
/// Who writes entries: the provider for itself, or an implementing agency for a source department.
inline const rules::Point kCompiledBy{"catalog.compiled_by",
                                      "目录由谁编制",
                                      "Who compiles the catalog",
                                      {rules::allowed("roles").or_default(std::vector<std::string>{"data_provider"})}};

}  // namespace gongshu::domain::catalog
