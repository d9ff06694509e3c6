#include "rules/explain.h"

#include <algorithm>

#include "rules/document.h"
#include "rules/effective.h"
#include "rules/notes.h"
#include "rules/origin.h"
#include "rules/procedure.h"

namespace gongshu::rules {
namespace {

namespace fs = std::filesystem;

std::string text_in(const json::object& object, std::string_view member) {
  const auto* found = object.if_contains(member);
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

/// The rules and title of one story; a file that does not parse tells nothing, its own check reports it.
void read_story(const fs::path& file, const fs::path& root, std::map<std::string, std::vector<Told>>& out) {
  const auto document = read_document(file, file.filename().string(), ErrorCode::pack_invalid);
  const auto* story = document ? document->value.if_object() : nullptr;
  const auto* rules = story ? story->if_contains("rules") : nullptr;
  if (!rules || !rules->is_array()) return;
  Told told{fs::relative(file, root).generic_string(), {}};
  if (const auto* title = story->if_contains("title"); title && title->is_object())
    told.title = {text_in(title->get_object(), "zh"), text_in(title->get_object(), "en")};
  for (const auto& id : rules->get_array())
    if (id.is_string()) out[std::string(id.get_string())].push_back(told);
}

const Pack* home_of(const Pack* pack, const std::string& rule) {
  for (; pack; pack = pack->base.get())
    for (const auto& one : pack->rules)
      if (one.id == rule) return pack;
  return nullptr;
}

json::array articles_naming(const Notes& notes, const std::string& rule) {
  json::array out;
  for (const auto& article : notes.articles) {
    if (std::find(article.rules.begin(), article.rules.end(), rule) == article.rules.end()) continue;
    json::object row{{"article", article.article}};
    if (article.not_for_machine)
      row["not_for_machine"] = {{"zh", article.not_for_machine->zh}, {"en", article.not_for_machine->en}};
    out.push_back(std::move(row));
  }
  return out;
}

/// Procedures that carry the rule out, and operations that wait for them because of it.
void add_procedures(const Pack& pack, const std::string& rule, json::object& out) {
  json::array procedures, gates;
  for (const auto& id : procedure_ids(pack)) {
    const auto carried = rules_of(pack, id);
    if (std::find(carried.begin(), carried.end(), rule) == carried.end()) continue;
    auto shown = procedure_json(pack, id).as_object();
    shown["id"] = id;
    procedures.push_back(std::move(shown));
  }
  for (const auto* p = &pack; p; p = p->base.get())
    if (p->procedures)
      for (const auto& gate : p->procedures->gates)
        if (gate.rule == rule)
          gates.push_back(
              {{"before", gate.before}, {"procedure", gate.procedure}, {"states", write(gate.states)}, {"barred", gate.barred}});
  out["procedures"] = std::move(procedures);
  out["gates"] = std::move(gates);
}

std::string both(const json::value& words) {
  return std::string(words.at("zh").as_string()) + " / " + std::string(words.at("en").as_string());
}

void add_effective(const json::value& effective, Table& out) {
  out.rows.push_back({"执行点 point", std::string(effective.at("point").as_string()) + " · " +
                                          std::string(effective.at("title").at("zh").as_string())});
  std::string rules;
  for (const auto& rule : effective.at("rules").as_array())
    rules += (rules.empty() ? "" : ", ") + std::string(rule.at("id").as_string()) + " (" +
             std::string(rule.at("pack").as_string()) + ", " + std::string(rule.at("level").as_string()) + ")";
  out.rows.push_back({"  同点规则 rules here", rules});
  for (const auto& param : effective.at("params").as_array()) out.rows.push_back({"  参数 parameter", param_text(param)});
}

}  // namespace

std::map<std::string, std::vector<Told>> stories_by_rule(const fs::path& stories) {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(stories, ignored))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::map<std::string, std::vector<Told>> out;
  for (const auto& file : files) read_story(file, stories, out);
  return out;
}

std::vector<Told> stories_of(const fs::path& stories, const std::string& rule) {
  auto all = stories_by_rule(stories);
  return std::move(all[rule]);
}

Result<json::value> explain_json(std::shared_ptr<const Pack> pack, const fs::path& folder, const std::string& id,
                                 const fs::path& stories) {
  GS_TRY(shown, show_json(*pack, id));
  const auto* home = home_of(pack.get(), id);
  auto& out = shown.as_object();
  out["pack_status"] = name_of(home->status);
  GS_TRY(notes, read_notes(folder, home->id));
  out["articles"] = articles_naming(notes, id);
  json::array effective, told;
  for (const auto& bind : pack->find(id)->bind)
    if (const auto* point = Registry::process().find(bind.point)) effective.push_back(effective_json(*point, pack));
  out["effective"] = std::move(effective);
  add_procedures(*pack, id, out);
  out["product_defaults"] = defaults_json(*pack, id);
  for (const auto& story : stories_of(stories, id))
    told.push_back({{"file", story.file}, {"title", {{"zh", story.title.zh}, {"en", story.title.en}}}});
  out["stories"] = std::move(told);
  if (std::error_code error; !fs::is_directory(stories, error)) out["no_stories"] = true;
  return shown;
}

Table explain_table(const json::value& explained) {
  auto out = show_table(explained);
  if (explained.at("pack_status") == "draft")
    out.rows.push_back({"注意 note", "征求意见稿，尚未生效 / a draft for comment, not law in force"});
  for (const auto& article : explained.at("articles").as_array())
    if (const auto* reason = article.get_object().if_contains("not_for_machine"))
      out.rows.push_back({"留给人 for people", std::string(article.at("article").as_string()) + "：" + both(*reason)});
  for (const auto& effective : explained.at("effective").as_array()) add_effective(effective, out);
  for (const auto& procedure : explained.at("procedures").as_array())
    out.rows.push_back({"办事程序 procedure", std::string(procedure.at("id").as_string()) + " · " +
                                                  std::string(procedure.at("title").at("zh").as_string()) + " · " +
                                                  procedure_text(procedure)});
  for (const auto& time : explained.at("product_defaults").as_array())
    out.rows.push_back({"产品默认 default", std::string(time.at("text").as_string())});
  for (const auto& gate : explained.at("gates").as_array())
    out.rows.push_back({"关口 gate", std::string(gate.at("before").as_string()) +
                                         (gate.at("barred").as_bool() ? " 被阻于 barred by " : " 须待 waits for ") +
                                         std::string(gate.at("procedure").as_string()) + " " +
                                         json::serialize(gate.at("states"))});
  for (const auto& story : explained.at("stories").as_array())
    out.rows.push_back(
        {"故事 story", std::string(story.at("file").as_string()) + " · " + std::string(story.at("title").at("zh").as_string())});
  if (explained.at("stories").as_array().empty())
    out.rows.push_back({"故事 story", explained.get_object().contains("no_stories") ? "找不到故事目录，用 --stories 指明 / the folder of the stories is not there; name it with --stories"
                                                                                 : "没有故事 / no story yet"});
  if (const auto* counts = explained.get_object().if_contains("counts"))
    out.rows.push_back({"次数 counts", "适用 applied " + json::serialize(counts->at("applied")) + " · 拒绝 refused " +
                                           json::serialize(counts->at("refused"))});
  return out;
}

}  // namespace gongshu::rules
