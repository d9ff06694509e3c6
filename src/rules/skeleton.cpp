#include "rules/skeleton.h"

#include <algorithm>
#include <fstream>

namespace gongshu::rules {
namespace {

constexpr const char* kText =
    R"yaml(# A rule pack: what one text says, as data. docs/how-to/write-a-rule-pack.md leads through it;
#   gongshu rules lint --pack @id@      every fault with line and remedy
#   gongshu rules test @id@             lint, stories, coverage
#   gongshu rules points                where rules can take hold, and with which parameters
# Paraphrase in your own words and cite the article; never copy sentences of the text.
id: @id@
title: {zh: （规则包名称）, en: (title of the text)}
issuer: {zh: （印发机关）, en: (who issued it)}
status: draft                     # in_force | trial | draft; a draft is shown as a draft everywhere
base: national                    # what binds everywhere holds here too; the stricter or the union is in effect
# number: 文号
issued: {source: 文本未载印发日期}        # {date: YYYY-MM-DD, source: where it stands}; without a date only the source
effective: {source: 文本未载施行日期}
# expires: {term: 3 years, source: 第三十条}

# Local names of roles; only those that differ from the base. Identifiers: gongshu rules show --pack national, docs/reference.
roles:
  competent_authority: {zh: 公共数据主管部门, en: public data authority}

# Names of the item keys and documents that this pack uses and its base does not name.
labels:
  example_item: {zh: 示例要素, en: example item}

# Who reviews, in which order: stages follow one another, the steps of a stage run side by side.
# chains:
#   scenario.review:
#     applicant: operator
#     steps:
#       - parallel: [{role: implementing_agency, due: 10 working_days}]
#       - parallel:
#           - {role: competent_authority, attachments: [minutes]}
#           - {role: expert_panel, optional: true}
#     tell: [operator]

# Where the text is silent and the product needs an answer. Shown as 产品默认, never as law.
# defaults:
#   - point: registration.before_supply
#     zh: 先登记，后供给。
#     en: Registration comes before supply.

# One entry for each thing the text orders that you can cite. level: must refuses, principle refuses unless an approved exception names
# the rule, evidence keeps the proof, encourage hints. Each rule binds to a point, or says in 'deferred' why it does not yet.
rules:
  - id: @prefix@-01
    article: 第一条
    level: must
    zh: （用自己的话写一句）
    en: (one sentence in your own words)
    deferred: {zh: 尚未绑定执行点。, en: Not bound to an enforcement point yet.}
    # bind:
    #   - {point: agreement.required_items, params: {items: [resource_scope, term]}}
    #   - {point: agreement.term_cap, level: principle, params: {cap: 3 years}}

# Every article of the text, in order: the rules that keep it, or why no machine can.
articles:
  - {article: 第一条, rules: [@prefix@-01]}
  # - {article: 第二条, not_for_machine: {zh: 适用范围由人判断。, en: People judge what falls under it.}}

# How the jurisdiction is built, compared by gongshu rules clashes when a city carries its province's duties.
# structure: {operators: one_authorized, agencies: sector_and_city, developers: beneath_the_operator}
)yaml";

bool is_id(const std::string& text) {
  const auto inner = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return text.size() >= 2 && text.size() <= 40 && text[0] >= 'a' && text[0] <= 'z' &&
         std::all_of(text.begin(), text.end(), inner);
}

bool is_prefix(const std::string& text) {
  return text.size() >= 2 && text.size() <= 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// "luoyang" → "LU": letters of the id, in capitals.
std::string prefix_of(const std::string& id) {
  std::string out;
  for (const char c : id)
    if (out.size() < 2 && c >= 'a' && c <= 'z') out += static_cast<char>(c - 'a' + 'A');
  return out;
}

}  // namespace

std::string skeleton(const std::string& id, const std::string& prefix) {
  std::string out = kText;
  for (const auto& [mark, value] : {std::pair<std::string, std::string>{"@id@", id}, {"@prefix@", prefix}})
    for (auto at = out.find(mark); at != out.npos; at = out.find(mark, at + value.size())) out.replace(at, mark.size(), value);
  return out;
}

Result<std::filesystem::path> new_pack(const std::filesystem::path& folder, const std::string& id, std::string prefix) {
  if (!is_id(id))
    return fail(ErrorCode::input_bad_format, id,
                "a pack's id is 2 to 40 small letters, digits and underscores, a letter first, as 'luoyang'");
  if (prefix.empty()) prefix = prefix_of(id);
  if (!is_prefix(prefix))
    return fail(ErrorCode::input_bad_format, "--prefix", "the letters of rule ids are two to four capitals, as 'LY'");
  const auto place = folder / id;
  std::error_code error;
  if (std::filesystem::exists(place, error))
    return fail(ErrorCode::state_already_exists, place.string(), "choose another name, or edit what is there");
  const auto file = place / "pack.yaml";
  if (std::filesystem::create_directories(place, error); error)
    return fail(ErrorCode::config_invalid, place.string(), "the folder cannot be made: " + error.message());
  std::ofstream out(file, std::ios::binary);
  out << skeleton(id, prefix);
  out.close();
  if (!out) return fail(ErrorCode::config_invalid, file.string(), "the file cannot be written");
  return file;
}

}  // namespace gongshu::rules
