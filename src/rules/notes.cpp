#include "rules/notes.h"

#include <algorithm>

#include "rules/pack_file.h"

namespace gongshu::rules {
namespace {

/// The member as its described type; absent is empty.
template <class T>
Result<T> member(const Document& document, const char* name) {
  const auto* object = document.value.if_object();
  const auto* found = object ? object->if_contains(name) : nullptr;
  if (!found) return T{};
  auto value = read<T>(*found);
  if (value) return value;
  auto fault = value.error();
  fault.at = "/" + std::string(name) + fault.at;
  return fail(located(document, fault, ErrorCode::pack_invalid));
}

std::string text_at(const json::object& object, const char* name) {
  const auto* found = object.if_contains(name);
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

/// Bindings marked upward; their shape is the schema's matter.
void add_upward(const Document& document, Notes& notes) {
  const auto* object = document.value.if_object();
  const auto* rules = object ? object->if_contains("rules") : nullptr;
  if (!rules || !rules->is_array()) return;
  for (const auto& rule : rules->get_array()) {
    const auto* bind = rule.is_object() ? rule.get_object().if_contains("bind") : nullptr;
    if (!bind || !bind->is_array()) continue;
    for (const auto& one : bind->get_array())
      if (one.is_object() && one.get_object().contains("upward") && one.get_object().at("upward") == true)
        notes.upward.emplace(text_at(rule.get_object(), "id"), text_at(one.get_object(), "point"));
  }
}

void join(Notes& notes, Notes&& more) {
  std::move(more.articles.begin(), more.articles.end(), std::back_inserter(notes.articles));
  notes.structure.merge(more.structure);
  notes.upward.merge(more.upward);
}

}  // namespace

Result<Notes> notes_of(const Document& document) {
  Notes out;
  GS_TRY(articles, member<std::vector<ArticleFile>>(document, "articles"));
  for (std::size_t i = 0; i < articles.size(); ++i)
    out.articles.push_back({std::move(articles[i].article), articles[i].rules.value_or(std::vector<std::string>{}),
                            std::move(articles[i].not_for_machine),
                            place(document.file, document.line("/articles/" + std::to_string(i)))});
  GS_TRY(structure, (member<std::map<std::string, std::string>>(document, "structure")));
  out.structure = std::move(structure);
  add_upward(document, out);
  return out;
}

Result<Notes> read_notes(const std::filesystem::path& folder, const std::string& id) {
  GS_TRY(head, read_document(folder / id / "pack.yaml", id + "/pack.yaml", ErrorCode::pack_invalid));
  GS_TRY(notes, notes_of(head));
  std::vector<std::filesystem::path> parts;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder / id / "pack.d", none))
    if (entry.path().extension() == ".yaml") parts.push_back(entry.path());
  std::sort(parts.begin(), parts.end());
  for (const auto& path : parts) {
    GS_TRY(part, read_document(path, id + "/pack.d/" + path.filename().string(), ErrorCode::pack_invalid));
    GS_TRY(more, notes_of(part));
    join(notes, std::move(more));
  }
  return notes;
}

}  // namespace gongshu::rules
