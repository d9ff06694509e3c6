// A demonstration told as data: data/demo/<pack>.yaml. Its steps are those of a story (stories/README.md: use, call, clock, cli, file,
// let), and it may use the stories' fixtures; what it adds is the telling:
//
//   title: {zh: …, en: …}
//   administration: 市大数据局            # the first administrator's organisation
//   accounts: [{account: agency.zhao, name: 赵科长, org: 市大数据局}, …]      # shown on the start page
//   steps:
//     - act: {zh: 目录, en: The catalog}     # a heading
//     - as: provider.zhou
//       call: submitCatalogEntry
//       path: {id: $entry}
//       say: 数据专员未明确即提交目录            # told; with an expected refusal, its rule and article are shown
//       expect: {status: 422, rule: XX-02}
//     - say: any remark                      # alone: a note
//
// A step without `say` runs silently. Every call is checked against its expected status, code and rule; the first that differs ends the play.
#pragma once
#include <filesystem>
#include <string>

#include "demo/demo.h"

namespace gongshu::demo {

/// The script of a pack, checked for its members. Errors: config.invalid, naming file and place.
Result<json::object> read_script(const std::filesystem::path& file);

/// Its accounts, for the start page: account, name, organisation, password.
json::array accounts_of(const json::object& script);

/// Plays it against the running server; the fixtures are those beside `input.figures` (stories/fixtures).
/// Errors: internal, naming the step that did not go as told.
Result<DemoOutcome> play_script(const DemoInput& input, const std::string& pack, const json::object& script);

}  // namespace gongshu::demo
