#include "rules/report.h"

#include <algorithm>
#include <set>

#include "base/record.h"
#include "rules/articles.h"
#include "rules/document.h"
#include "rules/rulebook.h"

namespace gongshu::rules {
namespace {

namespace fs = std::filesystem;

json::object words_json(const Words& words) { return {{"zh", words.zh}, {"en", words.en}}; }

json::object params_json(const std::map<std::string, json::value>& params) {
  json::object out;
  for (const auto& [name, value] : params) out[name] = value;
  return out;
}

json::object binding_json(const Rule& rule, const Binding& bind) {
  json::object out{
      {"point", bind.point}, {"level", name_of(bind.level.value_or(rule.level))}, {"params", params_json(bind.params)}};
  if (const auto* point = Registry::process().find(bind.point)) out["title"] = words_json({point->zh(), point->en()});
  if (bind.looser_because) out["looser_because"] = words_json(*bind.looser_because);
  return out;
}

json::object rule_json(const Pack& pack, const Rule& rule) {
  json::array bind;
  for (const auto& one : rule.bind) bind.push_back(binding_json(rule, one));
  json::object out{{"id", rule.id},
                   {"pack", pack.id},
                   {"article", rule.article},
                   {"level", name_of(rule.level)},
                   {"known", name_of(rule.known)},
                   {"zh", rule.zh},
                   {"en", rule.en},
                   {"enforcement", words_json(enforcement(rule))},
                   {"bind", std::move(bind)}};
  if (rule.deferred) out["deferred"] = words_json(*rule.deferred);
  if (rule.from) out["from"] = *rule.from;
  if (rule.until) out["until"] = *rule.until;
  return out;
}

std::string joined_points(const Rule& rule) {
  std::string out;
  for (const auto& bind : rule.bind) out += (out.empty() ? "" : " ") + bind.point;
  return out;
}

std::string text_of(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

/// Ids under `rules:` of one story; a story that does not parse counts nothing, its own check reports it.
void add_storied(const fs::path& file, std::set<std::string>& storied) {
  auto document = read_document(file, file.filename().string(), ErrorCode::pack_invalid);
  if (!document || !document->value.is_object()) return;
  const auto* rules = document->value.get_object().if_contains("rules");
  if (!rules || !rules->is_array()) return;
  for (const auto& id : rules->get_array())
    if (id.is_string()) storied.emplace(id.get_string());
}

Table rows_of(const json::array& packs, const std::vector<std::string>& members, std::vector<std::string> header) {
  Table out{std::move(header), {}};
  for (const auto& pack : packs) {
    auto& row = out.rows.emplace_back();
    for (const auto& member : members) row.push_back(text_of(pack.at(member)));
  }
  return out;
}

}  // namespace

std::set<std::string> storied_rules(const fs::path& stories) {
  std::set<std::string> out;
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(stories, ignored))
    if (entry.path().extension() == ".yaml") add_storied(entry.path(), out);
  return out;
}

std::vector<std::string> pack_ids(const fs::path& folder) {
  std::vector<std::string> out;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (fs::exists(entry.path() / "pack.yaml", ignored)) out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

Words enforcement(const Rule& rule) {
  if (rule.bind.empty()) return {"尚未执行", "not yet enforced"};
  std::set<Level> levels;
  for (const auto& bind : rule.bind) levels.insert(bind.level.value_or(rule.level));
  if (levels.contains(Level::must)) return {"机器拒绝", "refused by machine"};
  if (levels.contains(Level::principle)) return {"机器拒绝，可经批准例外", "refused unless an exception is approved"};
  if (levels.contains(Level::evidence)) return {"留存证据", "evidence kept"};
  return {"提示", "hint"};
}

Table list_table(const Pack& pack) {
  Table out{{"规则 rule", "条款 article", "级别 level", "执行 enforcement", "执行点 points", "内容 content"}, {}};
  for (const auto& rule : pack.rules)
    out.rows.push_back(
        {rule.id, rule.article, std::string(name_of(rule.level)), enforcement(rule).zh, joined_points(rule), rule.zh});
  return out;
}

json::value list_json(const Pack& pack) {
  json::array rules;
  for (const auto& rule : pack.rules) rules.push_back(rule_json(pack, rule));
  json::object out{{"pack", pack.id},
                   {"title", words_json(pack.title)},
                   {"issuer", words_json(pack.issuer)},
                   {"status", name_of(pack.status)},
                   {"base", pack.base ? json::value(pack.base->id) : json::value(nullptr)},
                   {"rules", std::move(rules)}};
  if (pack.issued) out["issued"] = write(*pack.issued);
  if (pack.effective) out["effective"] = write(*pack.effective);
  if (pack.expires) out["expires"] = write(*pack.expires);
  return out;
}

Result<json::value> show_json(const Pack& pack, const std::string& id) {
  std::vector<std::string> known;
  for (const auto* p = &pack; p; p = p->base.get())
    for (const auto& rule : p->rules) {
      if (rule.id == id) return json::value(rule_json(*p, rule));
      known.push_back(rule.id);
    }
  const auto meant = nearest(id, known);
  return fail(ErrorCode::state_not_found, id, meant.empty() ? "the pack has no such rule" : "did you mean " + meant + "?");
}

Table show_table(const json::value& shown) {
  Table out{{"项 field", "内容 content"}, {}};
  const auto add = [&](const char* name, const char* member) {
    if (const auto* value = shown.get_object().if_contains(member)) out.rows.push_back({name, text_of(*value)});
  };
  const auto both = [](const json::value& words) { return text_of(words.at("zh")) + " / " + text_of(words.at("en")); };
  add("规则 rule", "id");
  add("规则包 pack", "pack");
  add("条款 article", "article");
  add("级别 level", "level");
  add("文本来源 known", "known");
  out.rows.push_back({"执行 enforcement", both(shown.at("enforcement"))});
  add("内容 (中文)", "zh");
  add("content (English)", "en");
  for (const auto& bind : shown.at("bind").get_array())
    out.rows.push_back({"执行点 point", text_of(bind.at("point")) + " " + json::serialize(bind.at("params"))});
  if (const auto* deferred = shown.get_object().if_contains("deferred")) out.rows.push_back({"暂缓 deferred", both(*deferred)});
  add("起 from", "from");
  add("止 until", "until");
  return out;
}

Result<json::value> coverage(const fs::path& folder, const fs::path& stories, const LoadOptions& options) {
  const auto storied = storied_rules(stories);
  json::array packs;
  for (const auto& id : pack_ids(folder)) {
    GS_TRY(pack, load_pack(folder, id, options));
    std::int64_t bound = 0, told = 0, deferred = 0, partly = 0, covered = 0;
    for (const auto& rule : pack->rules) {
      bound += rule.bind.empty() ? 0 : 1;
      deferred += rule.bind.empty() ? 1 : 0;
      partly += !rule.bind.empty() && rule.deferred ? 1 : 0;
      told += storied.contains(rule.id) ? 1 : 0;
    }
    GS_TRY(notes, read_notes(folder, id));
    for (const auto& article : notes.articles) covered += kept(*pack, article) == Kept::open ? 0 : 1;
    packs.push_back({{"pack", id},
                     {"status", name_of(pack->status)},
                     {"rules", static_cast<std::int64_t>(pack->rules.size())},
                     {"bound", bound},
                     {"storied", told},
                     {"deferred", deferred},
                     {"partly_deferred", partly},
                     {"articles", static_cast<std::int64_t>(notes.articles.size())},
                     {"covered", covered},
                     {"article_list", articles_json(*pack, notes, storied)}});
  }
  return json::value(json::object{{"packs", std::move(packs)}});
}

Table coverage_table(const json::value& shown) {
  return rows_of(shown.at("packs").get_array(), {"pack", "status", "rules", "bound", "storied", "deferred", "partly_deferred", "articles", "covered"},
                 {"规则包 pack", "状态 status", "规则 rules", "已绑定 bound", "有故事 storied", "暂缓 deferred", "部分暂缓 partly", "条文 articles", "已落实 covered"});
}

Table articles_table(const json::value& pack) {
  Table out{{"条文 article", "规则 rules", "落实 how it is kept"}, {}};
  for (const auto& article : pack.at("article_list").as_array()) {
    std::string rules, how;
    for (const auto& rule : article.at("rules").as_array()) {
      rules += (rules.empty() ? "" : ", ") + std::string(rule.at("id").as_string());
      how += (how.empty() ? "" : "；") + std::string(rule.at("enforcement").at("zh").as_string());
    }
    if (const auto* why = article.get_object().if_contains("not_for_machine")) how += (how.empty() ? "" : "；") + ("留给人：" + std::string(why->at("zh").as_string()));
    out.rows.push_back({std::string(article.at("article").as_string()), rules, how.empty() ? "未落实 open" : how});
  }
  return out;
}

Table points_table(const Registry& registry) {
  Table out{{"执行点 point", "名称", "title", "参数 parameters"}, {}};
  for (const auto* point : registry.all()) {
    std::string parameters;
    for (const auto& p : point->parameters()) {
      parameters += (parameters.empty() ? "" : ", ") + p.name + ": " + std::string(name_of(p.kind));
      if (p.fallback) parameters += " (产品默认 " + text_of(*p.fallback) + ")";
    }
    out.rows.push_back({point->id(), point->zh(), point->en(), parameters});
  }
  return out;
}

}  // namespace gongshu::rules
