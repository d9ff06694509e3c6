#include "rules/pack.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "rules/pack_file.h"
#include "rules/report.h"

namespace gongshu::rules {
namespace {

template <class T>
T or_empty(std::optional<T>&& value) {
  return value ? std::move(*value) : T{};
}

ChainDef chain_of(const std::string& name, ChainFile&& file) {
  ChainDef out{name, or_empty(std::move(file.applicant)), {}, or_empty(std::move(file.tell))};
  for (auto& stage : file.steps) {
    auto& made = out.steps.emplace_back();
    made.blind = stage.blind.value_or(false);
    for (auto& step : stage.parallel)
      made.parallel.push_back({std::move(step.role), or_empty(std::move(step.covers)), or_empty(std::move(step.attachments)), std::move(step.due),
                               step.optional.value_or(false), step.declares_conflict, step.people, step.quorum});
  }
  return out;
}

Rule rule_of(RuleFile&& file, int line, std::string in) {
  Rule out{std::move(file.id),
           std::move(file.article),
           file.level,
           std::move(file.zh),
           std::move(file.en),
           file.known.value_or(Known::read),
           {},
           std::move(file.deferred),
           std::move(file.from),
           std::move(file.until),
           line,
           std::move(in)};
  for (auto& bind : or_empty(std::move(file.bind)))
    out.bind.push_back({std::move(bind.point), or_empty(std::move(bind.params)), bind.level, std::move(bind.looser_because)});
  return out;
}

std::shared_ptr<Pack> pack_of(PackFile&& file, const Document& document, std::shared_ptr<const Pack> base) {
  auto out = std::make_shared<Pack>();
  out->id = std::move(file.id);
  out->file = document.file;
  out->title = std::move(file.title);
  out->issuer = std::move(file.issuer);
  out->status = file.status;
  out->number = std::move(file.number);
  out->issued = std::move(file.issued);
  out->effective = std::move(file.effective);
  out->expires = std::move(file.expires);
  out->base = std::move(base);
  out->roles = or_empty(std::move(file.roles));
  out->labels = or_empty(std::move(file.labels));
  for (auto& [name, chain] : or_empty(std::move(file.chains))) out->chains.emplace(name, chain_of(name, std::move(chain)));
  for (std::size_t i = 0; i < file.rules.size(); ++i)
    out->rules.push_back(rule_of(std::move(file.rules[i]), document.line("/rules/" + std::to_string(i)),
                                 document.file_of("/rules/" + std::to_string(i))));
  auto defaults = or_empty(std::move(file.defaults));
  for (std::size_t i = 0; i < defaults.size(); ++i)
    out->defaults.push_back({std::move(defaults[i].point), or_empty(std::move(defaults[i].params)), std::move(defaults[i].zh),
                             std::move(defaults[i].en), document.line("/defaults/" + std::to_string(i)),
                             document.file_of("/defaults/" + std::to_string(i))});
  return out;
}

/// One load: which packs are being loaded, so that a cycle of bases is seen.
struct Loading {
  const std::filesystem::path& folder;
  const LoadOptions& options;
  json::value schema;
  std::vector<std::string> under_way;
};

Result<std::shared_ptr<const Pack>> load_one(Loading& loading, const std::string& id);

Result<std::shared_ptr<const Pack>> load_base(Loading& loading, const Document& document, const std::string& base) {
  const auto at = place(document.file, document.line("/base"));
  if (std::find(loading.under_way.begin(), loading.under_way.end(), base) != loading.under_way.end()) {
    std::string circle;
    for (const auto& pack : loading.under_way) circle += pack + " → ";
    return fail(ErrorCode::pack_invalid, at, "the bases form a circle: " + circle + base + "; take one base out");
  }
  const auto known = pack_ids(loading.folder);
  if (std::find(known.begin(), known.end(), base) == known.end()) {
    const auto meant = nearest(base, known);
    return fail(ErrorCode::pack_invalid, at,
                "there is no pack '" + base + "'" + (meant.empty() ? std::string() : "; did you mean '" + meant + "'?"));
  }
  return load_one(loading, base);
}

Result<std::shared_ptr<const Pack>> build(const Document& document, std::shared_ptr<const Pack> base, PackFile&& file,
                                          const LoadOptions& options, Faults& faults) {
  auto pack = pack_of(std::move(file), document, std::move(base));
  read_procedures(*pack, document, faults);
  check_pack(*pack, document, options, faults);
  if (!faults.empty()) return fail(faults.to_error());
  return std::shared_ptr<const Pack>(std::move(pack));
}

/// What a further file of a pack may hold.
constexpr std::string_view kSections[] = {"labels", "chains", "procedures", "gates", "rules", "defaults", "articles"};

Status check_sections(const Document& part) {
  const auto* object = part.value.if_object();
  if (!object) return fail(ErrorCode::pack_invalid, place(part.file, 1), "the file holds labels, chains, procedures, gates, rules, defaults, articles");
  for (const auto& [key, value] : *object)
    if (std::find(std::begin(kSections), std::end(kSections), std::string_view(key)) == std::end(kSections))
      return fail(ErrorCode::pack_invalid, place(part.file, part.line("/" + std::string(key))),
                  "'" + std::string(key) + "' stands in pack.yaml only; a further file holds labels, chains, procedures, gates, rules, defaults, articles");
  return {};
}

/// Adds pack.d/*.yaml in the order of their names.
Status join_parts(const std::filesystem::path& folder, const std::string& id, Document& document, Faults& faults) {
  std::error_code none;
  std::vector<std::filesystem::path> parts;
  for (const auto& entry : std::filesystem::directory_iterator(folder / id / "pack.d", none))
    if (entry.path().extension() == ".yaml") parts.push_back(entry.path());
  std::sort(parts.begin(), parts.end());
  if (!parts.empty() && !document.value.is_object()) return {};
  for (const auto& path : parts) {
    GS_TRY(part, read_document(path, id + "/pack.d/" + path.filename().string(), ErrorCode::pack_invalid));
    GS_CHECK(check_sections(part));
    join(document, std::move(part), ErrorCode::pack_invalid, faults);
  }
  return {};
}

Result<std::shared_ptr<const Pack>> load_one(Loading& loading, const std::string& id) {
  GS_TRY(document, read_document(loading.folder / id / "pack.yaml", id + "/pack.yaml", ErrorCode::pack_invalid));
  Faults faults;
  GS_CHECK(join_parts(loading.folder, id, document, faults));
  auto file = read<PackFile>(document.value);
  if (!file) return fail(located(document, file.error(), ErrorCode::pack_invalid));
  check_schema(loading.schema, document, faults);
  if (file->id != id)
    faults.add(ErrorCode::pack_invalid, place(document.file, document.line("/id")),
               "the id must be the folder's name, '" + id + "'");
  std::shared_ptr<const Pack> base;
  if (file->base) {
    loading.under_way.push_back(id);
    GS_TRY(loaded, load_base(loading, document, *file->base));
    loading.under_way.pop_back();
    base = std::move(loaded);
  }
  return build(document, std::move(base), std::move(*file), loading.options, faults);
}

Result<json::value> read_schema(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return fail(ErrorCode::pack_invalid, "schema.json",
                "the packs' folder must hold schema.json: " + path.parent_path().filename().string());
  std::ostringstream text;
  text << in.rdbuf();
  auto schema = parse_json(text.str());
  if (!schema) return fail(ErrorCode::pack_invalid, "schema.json " + schema.error().at, "not valid JSON: " + schema.error().hint);
  return schema;
}

}  // namespace

const Rule* Pack::find(std::string_view rule) const {
  for (const auto& candidate : rules)
    if (candidate.id == rule) return &candidate;
  return base ? base->find(rule) : nullptr;
}

const ChainDef* Pack::chain(std::string_view name) const {
  if (const auto found = chains.find(std::string(name)); found != chains.end()) return &found->second;
  return base ? base->chain(name) : nullptr;
}

const Words* Pack::label(std::string_view key) const {
  const std::string name(key);
  if (const auto found = labels.find(name); found != labels.end()) return &found->second;
  if (const auto found = roles.find(name); found != roles.end()) return &found->second;
  if (const auto found = procedure_names.find(name); found != procedure_names.end()) return &found->second;
  return base ? base->label(key) : nullptr;
}

Level Rule::level_at(std::string_view point) const {
  for (const auto& binding : bind)
    if (binding.point == point) return binding.level.value_or(level);
  return level;
}

bool Rule::binds(std::string_view point) const {
  return std::any_of(bind.begin(), bind.end(), [&](const Binding& b) { return b.point == point; });
}

bool Rule::in_force(Date day) const {
  const auto text = to_text(day);
  return (!from || *from <= text) && (!until || text <= *until);
}

KnownNames& known_to_process() {
  static KnownNames names;
  return names;
}

Result<std::shared_ptr<const Pack>> load_pack(const std::filesystem::path& folder, const std::string& id,
                                              const LoadOptions& options) {
  const auto known = pack_ids(folder);
  if (std::find(known.begin(), known.end(), id) == known.end()) {
    std::string all;
    for (const auto& pack : known) all += (all.empty() ? "" : ", ") + pack;
    const auto meant = nearest(id, known);
    return fail(ErrorCode::pack_invalid, id,
                "there is no pack '" + id + "'; " + (meant.empty() ? "" : "did you mean '" + meant + "'? ") +
                    "known packs: " + (all.empty() ? "none" : all));
  }
  GS_TRY(schema, read_schema(folder / "schema.json"));
  Loading loading{folder, options, std::move(schema), {}};
  return load_one(loading, id);
}

Result<std::shared_ptr<const Pack>> parse_pack(std::string_view yaml, const std::string& name, std::shared_ptr<const Pack> base,
                                               const LoadOptions& options) {
  GS_TRY(document, parse_document(yaml, name, ErrorCode::pack_invalid));
  auto file = read<PackFile>(document.value);
  if (!file) return fail(located(document, file.error(), ErrorCode::pack_invalid));
  Faults faults;
  if (file->base && (!base || base->id != *file->base))
    faults.add(ErrorCode::pack_invalid, place(name, document.line("/base")), "the base '" + *file->base + "' was not given");
  return build(document, std::move(base), std::move(*file), options, faults);
}

}  // namespace gongshu::rules
