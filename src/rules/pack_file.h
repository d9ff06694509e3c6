// The shape of pack.yaml, field by field, as described structs; internal to rules/. rulepacks/schema.json says the same with
// patterns and lengths, for editors and other tools.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "rules/document.h"
#include "rules/pack.h"

namespace gongshu::rules {

struct StepFile {
  std::string role;
  std::optional<std::vector<std::string>> covers, attachments;
  std::optional<std::string> due;
  std::optional<bool> optional;
  std::optional<bool> declares_conflict;
  std::optional<std::int64_t> people, quorum;
};
BOOST_DESCRIBE_STRUCT(StepFile, (), (role, covers, attachments, due, optional, declares_conflict, people, quorum))

struct StageFile {
  std::vector<StepFile> parallel;
  std::optional<bool> blind;
};
BOOST_DESCRIBE_STRUCT(StageFile, (), (parallel, blind))

struct ChainFile {
  std::optional<std::string> applicant;
  std::vector<StageFile> steps;
  std::optional<std::vector<std::string>> tell;
};
BOOST_DESCRIBE_STRUCT(ChainFile, (), (applicant, steps, tell))

struct BindFile {
  std::string point;
  std::optional<std::map<std::string, json::value>> params;
  std::optional<Level> level;
  std::optional<Words> looser_because;
  std::optional<bool> upward;
};
BOOST_DESCRIBE_STRUCT(BindFile, (), (point, params, level, looser_because, upward))

struct ArticleFile {
  std::string article;
  std::optional<std::vector<std::string>> rules;
  std::optional<Words> not_for_machine;
};
BOOST_DESCRIBE_STRUCT(ArticleFile, (), (article, rules, not_for_machine))

struct RuleFile {
  std::string id, article;
  Level level = Level::must;
  std::string zh, en;
  std::optional<Known> known;
  std::optional<std::vector<BindFile>> bind;
  std::optional<Words> deferred;
  std::optional<std::string> from, until;
};
BOOST_DESCRIBE_STRUCT(RuleFile, (), (id, article, level, zh, en, known, bind, deferred, from, until))

struct DefaultFile {
  std::string point;
  std::optional<std::map<std::string, json::value>> params;
  std::string zh, en;
};
BOOST_DESCRIBE_STRUCT(DefaultFile, (), (point, params, zh, en))

struct PackFile {
  std::string id;
  Words title, issuer;
  PackStatus status = PackStatus::draft;
  std::optional<std::string> number;
  std::optional<SourcedDate> issued, effective, expires;
  std::optional<std::string> base;
  std::optional<std::map<std::string, Words>> roles, labels;
  std::optional<std::map<std::string, ChainFile>> chains;
  std::optional<json::object> procedures;    ///< read by procedures_of(): their order and short forms matter
  std::optional<std::vector<json::object>> gates;
  std::optional<std::vector<DefaultFile>> defaults;
  std::vector<RuleFile> rules;
  std::optional<std::vector<ArticleFile>> articles;
  std::optional<std::map<std::string, std::string>> structure;
};
BOOST_DESCRIBE_STRUCT(PackFile, (),
                      (id, title, issuer, status, number, issued, effective, expires, base, roles, labels, chains, procedures,
                       gates, defaults, rules, articles, structure))

/// Reads the procedures and gates of a document into the pack, whose chains are there already. Faults of shape go to `faults`.
void read_procedures(Pack& pack, const Document& document, Faults& faults);
/// Everything wrong with procedures and gates whose shape is right.
void check_procedures(const Pack& pack, const Document& document, const LoadOptions& options, Faults& faults);
/// "; did you mean 'x'?", or what there is.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

/// Everything that is wrong with a pack whose shape is right: bindings, parameters, chains, dates, ids.
void check_pack(const Pack& pack, const Document& document, const LoadOptions& options, Faults& faults);

/// Checks a document against a JSON Schema (draft 7) and adds each violation with its line.
void check_schema(const json::value& schema, const Document& document, Faults& faults);

/// A value as a parameter's kind reads it; the error's hint says what is expected. Chains are checked by the caller.
Status check_value(const Parameter& parameter, const json::value& value);

}  // namespace gongshu::rules
