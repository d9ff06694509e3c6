#include "app/doctor_page.h"

#include "app/administration.h"
#include "app/operation.h"

namespace gongshu::app {
namespace {

constexpr std::chrono::seconds kShared{30};

void replace_all(std::string& text, const std::string& what, std::string_view with) {
  if (what.empty() || what == "." || what == "/") return;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
}

/// Forms in which a path may stand in a text, longest first: a relative one is part of the absolute one.
std::vector<std::string> forms(const std::filesystem::path& path) {
  std::error_code error;
  std::vector<std::string> out{path.string(), std::filesystem::absolute(path, error).string(), std::filesystem::weakly_canonical(path, error).string()};
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return out;
}

void hide_paths(Check& check, const NodeOptions& options) {
  for (auto* text : {&check.zh, &check.en, &check.fix})
    for (const auto& [path, name] : {std::pair{options.data, "$DATA"}, {options.rulepacks, "$RULEPACKS"}})
      for (const auto& form : forms(path)) replace_all(*text, form, name);
}

json::object check_json(const Check& check) {
  json::object out{{"name", check.name}, {"finding", name_of(check.finding)}, {"text", {{"zh", check.zh}, {"en", check.en}}}};
  if (!check.fix.empty()) out["fix"] = check.fix;
  return out;
}

Result<Reply> get_doctor(Node& node, const Call& call) {
  GS_CHECK(check_may_inspect(call.actor));
  GS_TRY(found, node.part<Examinations>().latest());
  json::array rows;
  std::int64_t problems = 0, warnings = 0;
  for (const auto& check : found.checks) {
    problems += check.finding == Finding::problem;
    warnings += check.finding == Finding::warning;
    rows.push_back(check_json(check));
  }
  return Reply{200, json::object{{"checked", found.checked}, {"ok", problems == 0}, {"problems", problems}, {"warnings", warnings}, {"checks", std::move(rows)}}, {}, {}, {}};
}

[[maybe_unused]] const bool kPart = register_part<Examinations>(90);
[[maybe_unused]] const bool kDoctor = operation("getDoctor", Access::session, {}, get_doctor);

}  // namespace

std::vector<Check> examine_running(Node& node) {
  const auto& options = node.options();
  auto out = examine({.data = options.data, .rulepacks = options.rulepacks, .port = -1, .clock = options.clock.get()});
  std::erase_if(out, [](const auto& check) { return check.name == "lock"; });
  for (auto& check : out) hide_paths(check, options);
  return out;
}

Result<std::unique_ptr<Examinations>> Examinations::open(Node& node) { return std::unique_ptr<Examinations>(new Examinations(node)); }

std::optional<Examinations::Found> Examinations::kept(bool at_any_age) const {
  std::lock_guard lock(mutex_);
  if (!found_ || (!at_any_age && std::chrono::steady_clock::now() - when_ > kShared)) return std::nullopt;
  return found_;
}

Result<Examinations::Found> Examinations::latest() {
  if (auto found = kept(false)) return std::move(*found);
  std::unique_lock examining(examining_, std::try_to_lock);
  if (!examining) {
    if (auto found = kept(true)) return std::move(*found);
    return fail(ErrorCode::http_overloaded, {}, "an examination is under way; ask again in a moment");
  }
  Found found{node_.clock().now(), examine_running(node_)};
  std::lock_guard lock(mutex_);
  found_ = found;
  when_ = std::chrono::steady_clock::now();
  return found;
}

}  // namespace gongshu::app
