// A rule pack that somebody hands in as text: read, checked and bound as one on disk would be, and kept nowhere.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "rules/report.h"
#include "rules/rulebook.h"

namespace gongshu::app {

struct PostedPack {
  rules::Rulebook book;                  ///< with the node's calendar
  std::vector<rules::Problem> problems;  ///< what loads but should not stay
};

/// `files`: "pack.yaml", "pack.d/NAME.yaml" → text; the packs it builds on are those in `rulepacks`. `scratch` is made for the time of the
/// call. Errors: input.bad_format, `at` naming file and line, `hint` the remedy, and detail["problems"] listing every fault as
/// {code, at, hint}; calendar.*; store.failed.
Result<PostedPack> read_posted_pack(const std::filesystem::path& rulepacks, const std::filesystem::path& scratch,
                                    const std::map<std::string, std::string>& files);

}  // namespace gongshu::app
