// What loads but should not stay.
#include <set>

#include "rules/articles.h"
#include "rules/document.h"
#include "rules/origin.h"
#include "rules/procedure.h"
#include "rules/report.h"

namespace gongshu::rules {
namespace {

class Linter {
 public:
  Linter(const Pack& pack, const Registry& registry, std::vector<Problem>& out) : pack_(pack), registry_(registry), out_(out) {}

  void run() {
    for (const auto& rule : pack_.rules) {
      if (rule.zh == rule.en) add(rule.file, rule.line, rule.id + ": give the paraphrase in Chinese and in English");
      for (const auto& bind : rule.bind) check_params(rule.file, rule.line, rule.id, bind.point, bind.params);
    }
    for (const auto& entry : pack_.defaults) check_params(entry.file, entry.line, "default", entry.point, entry.params);
    check_procedures();
    for (const auto& time : stated_times(pack_)) check_origin(time);
    if (!pack_.effective) add(pack_.file, 1, "enter 'effective' with its source, even where the text gives no date");
  }

 private:
  void add(const std::string& file, int line, std::string hint) { out_.push_back({"pack.invalid", place(file, line), std::move(hint)}); }

  /// Whatever people are asked for has a name in both languages.
  void check_procedures() {
    if (!pack_.procedures) return;
    for (const auto& [id, procedure] : pack_.procedures->all)
      for (const auto& act : procedure.acts) {
        const auto who = "procedure " + id + ", act " + act.name;
        for (const auto& item : act.items) check_label(act, who, item.name);
        for (const auto& item : act.items)
          for (const auto& value : item.of.value_or(std::vector<std::string>{})) check_label(act, who, value);
        for (const auto& kind : act.evidence) check_label(act, who, kind);
        for (const auto& thread : {act.opens, act.closes})
          if (thread) check_label(act, who, *thread);
      }
  }
  /// A time that no rule behind it gives is the maintainers' own, and says so; one that a rule gives is not.
  void check_origin(const StatedTime& time) {
    const bool given = is_given(pack_, time), marked = time.origin == Origin::product_default;
    if (given != marked) return;
    const auto who = "procedure " + time.procedure + (time.act.empty() ? std::string() : ", act " + time.act) + ": ";
    const auto key = time.what == "period" ? "'period_origin" : "'origin";
    add(time.file, time.line,
        given ? who + "a rule gives '" + time.value + "'; leave " + key + "' out"
              : who + "no rule behind it gives '" + time.value + "' (" + time.what + "); say it in the paraphrase where the text does, else mark it " + key + ": product_default'");
  }
  void check_label(const ActDef& act, const std::string& who, const std::string& key) {
    if (pack_.label(key) || !named_.insert(key).second) return;
    const auto meant = nearest(key, label_names());
    add(act.file.empty() ? pack_.file : act.file, act.file.empty() ? 1 : act.line,
        who + ": '" + key + "' has no name; " + (meant.empty() ? std::string() : "did you mean '" + meant + "'? Otherwise ") +
            "add it under 'labels' in Chinese and English");
  }
  std::vector<std::string> label_names() const {
    std::vector<std::string> out;
    for (const auto* pack = &pack_; pack; pack = pack->base.get())
      for (const auto& [key, words] : pack->labels) out.push_back(key);
    return out;
  }

  void check_params(const std::string& file, int line, const std::string& who, const std::string& name, const std::map<std::string, json::value>& params) {
    const auto* point = registry_.find(name);
    if (!point) return;
    for (const auto& [key, value] : params) {
      const auto* parameter = point->find(key);
      if (!parameter || parameter->kind != ParameterKind::list || !value.is_array()) continue;
      for (const auto& item : value.get_array())
        if (item.is_string() && !pack_.label(std::string_view(item.get_string())))
          add(file, line, who + ": '" + std::string(item.get_string()) + "' has no name; add it under 'labels' in Chinese and English");
    }
  }

  const Pack& pack_;
  const Registry& registry_;
  std::vector<Problem>& out_;
  std::set<std::string> named_;  ///< keys found nameless: each is told once
};

/// Chains that a pack and its bases name, in bindings, defaults and acts.
std::set<std::string> chains_named(const Pack& top, const Registry& registry) {
  std::set<std::string> named;
  const auto collect = [&](const std::string& point, const std::map<std::string, json::value>& params) {
    const auto* found = registry.find(point);
    for (const auto& [key, value] : params)
      if (const auto* parameter = found ? found->find(key) : nullptr; parameter && parameter->kind == ParameterKind::chain && value.is_string())
        named.emplace(value.get_string());
  };
  for (const auto* pack = &top; pack; pack = pack->base.get()) {
    for (const auto& rule : pack->rules)
      for (const auto& bind : rule.bind) collect(bind.point, bind.params);
    for (const auto& entry : pack->defaults) collect(entry.point, entry.params);
    if (!pack->procedures) continue;
    for (const auto& [id, procedure] : pack->procedures->all)
      for (const auto& act : procedure.acts)
        if (act.chain) named.insert(act.chain->chain.name);
  }
  return named;
}

/// Where a pack states a chain: pack.yaml or a file of pack.d.
std::string place_of_chain(const std::filesystem::path& folder, const Pack& pack, const std::string& chain) {
  std::vector<std::string> names{"pack.yaml"};
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder / pack.id / "pack.d", none))
    if (entry.path().extension() == ".yaml") names.push_back("pack.d/" + entry.path().filename().string());
  for (const auto& name : names) {
    const auto document = read_document(folder / pack.id / name, pack.id + "/" + name, ErrorCode::pack_invalid);
    const auto* object = document ? document->value.if_object() : nullptr;
    const auto* chains = object ? object->if_contains("chains") : nullptr;
    if (chains && chains->is_object() && chains->get_object().contains(chain)) return document->at("/chains/" + chain);
  }
  return place(pack.file, 1);
}

/// A chain that nothing names is a misspelt one, or left over.
void lint_chains(const std::filesystem::path& folder, const Pack& pack, const Registry& registry, std::vector<Problem>& out) {
  const auto named = chains_named(pack, registry);
  for (const auto& [name, chain] : pack.chains)
    if (!named.contains(name) && !(pack.base && pack.base->chain(name)))
      out.push_back({"pack.invalid", place_of_chain(folder, pack, name),
                     "nothing uses the chain '" + name + "': no binding, default or act of this pack or its bases names it; use it or take it out"});
}

/// Articles and structure, which stand beside the rules.
void lint_notes(const std::filesystem::path& folder, const Pack& pack, std::vector<Problem>& out) {
  const auto notes = read_notes(folder, pack.id);
  if (!notes) {
    out.push_back({std::string(info(notes.error().code).name), notes.error().at, notes.error().hint});
    return;
  }
  check_articles(pack, *notes, out);
  for (const auto& [key, value] : notes->structure)
    for (const auto& name : {key, value})
      if (!pack.label(name))
        out.push_back({"pack.invalid", place(pack.file, 1), "structure: '" + name + "' has no name; add it under 'labels' in Chinese and English"});
}

std::string text_at(const json::value& problem, std::string_view member) { return std::string(problem.at(member).as_string()); }

}  // namespace

std::vector<Problem> lint(const std::filesystem::path& folder, const std::string& id, const LoadOptions& options) {
  std::vector<Problem> out;
  const auto pack = load_pack(folder, id, options);
  if (pack) {
    Linter(**pack, *options.registry, out).run();
    lint_chains(folder, **pack, *options.registry, out);
    lint_notes(folder, **pack, out);
    return out;
  }
  const auto& error = pack.error();
  if (const auto* problems = error.detail.if_contains("problems")) {
    for (const auto& problem : problems->get_array())
      out.push_back({text_at(problem, "code"), text_at(problem, "at"), text_at(problem, "hint")});
  } else {
    out.push_back({std::string(info(error.code).name), error.at, error.hint});
  }
  return out;
}

}  // namespace gongshu::rules
