// The papers of the story: what each is called, who issued it and under which number.
#pragma once
#include <string>

#include "demo/world.h"

namespace gongshu::demo {

struct Paper {
  std::string title, issuer, number;
  std::string issuer_org;  ///< empty when the issuer is no organisation of the node
};

/// The next number of a series, "豫政纪（演示）〔2026〕1号": of its year, counted up, and marked as made up.
std::string next_number(World&, const std::string& series);
/// The number of a decision of this kind, in the series of the body that decides.
std::string decision_number(World&, const std::string& decision_kind);
/// The paper that `account` hands in. Without a title it is one of the operator's proofs, which have theirs here.
Paper paper_of(World&, const std::string& account, const std::string& kind, const std::string& title, const std::string& number);

}  // namespace gongshu::demo
