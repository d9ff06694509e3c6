// Everything a pack can get wrong although its shape is right: each fault with its line and what would pass.
#include <set>

#include "rules/calendar.h"
#include "rules/effect.h"
#include "rules/pack_file.h"

namespace gongshu::rules {

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const auto meant = nearest(word, known);
  if (!meant.empty()) return "; did you mean '" + meant + "'?";
  std::string all;
  for (const auto& candidate : known) all += (all.empty() ? "" : ", ") + candidate;
  return "; known: " + (all.empty() ? "none" : all);
}

namespace {

std::vector<std::string> point_names(const Registry& registry) {
  std::vector<std::string> out;
  for (const auto* point : registry.all()) out.push_back(point->id());
  return out;
}

std::vector<std::string> parameter_names(const Point& point) {
  std::vector<std::string> out;
  for (const auto& parameter : point.parameters()) out.push_back(parameter.name);
  return out;
}

std::vector<std::string> chain_names(const Pack* pack) {
  std::vector<std::string> out;
  for (; pack; pack = pack->base.get())
    for (const auto& [name, chain] : pack->chains) out.push_back(name);
  return out;
}

std::vector<std::string> role_names(const Pack* pack) {
  std::vector<std::string> out;
  for (; pack; pack = pack->base.get())
    for (const auto& [name, words] : pack->roles) out.push_back(name);
  return out;
}

class Checker {
 public:
  Checker(const Pack& pack, const Document& document, const LoadOptions& options, Faults& faults)
      : pack_(pack), document_(document), options_(options), faults_(faults) {}

  void run() {
    for (const auto& [name, chain] : pack_.chains) check_chain("/chains/" + name, chain);
    for (std::size_t i = 0; i < pack_.rules.size(); ++i) check_rule("/rules/" + std::to_string(i), pack_.rules[i]);
    for (std::size_t i = 0; i < pack_.defaults.size(); ++i) check_default("/defaults/" + std::to_string(i), pack_.defaults[i]);
    check_sourced("/issued", pack_.issued);
    check_sourced("/effective", pack_.effective);
    check_sourced("/expires", pack_.expires);
    check_order_of_dates();
  }

 private:
  void add(ErrorCode code, const std::string& pointer, std::string hint) {
    faults_.add(code, document_.at(pointer), std::move(hint));
  }
  void invalid(const std::string& pointer, std::string hint) { add(ErrorCode::pack_invalid, pointer, std::move(hint)); }

  void check_rule(const std::string& at, const Rule& rule) {
    if (!ids_.insert(rule.id).second || (pack_.base && pack_.base->find(rule.id)))
      invalid(at + "/id", "the rule " + rule.id + " exists already; ids are unique in a pack and its bases");
    if (rule.bind.empty() && !rule.deferred)
      add(ErrorCode::pack_unbound_rule, at,
          rule.id + " binds to no enforcement point; add 'bind', or 'deferred' with the reason");
    const auto from = check_date(at + "/from", rule.from);
    const auto until = check_date(at + "/until", rule.until);
    if (from && until && std::chrono::sys_days(*until) < std::chrono::sys_days(*from))
      invalid(at + "/until", "'until' lies before 'from'");
    std::set<std::string> points;
    for (std::size_t i = 0; i < rule.bind.size(); ++i) {
      const auto here = at + "/bind/" + std::to_string(i);
      if (!points.insert(rule.bind[i].point).second)
        invalid(here, rule.id + " binds to " + rule.bind[i].point + " twice; join the two");
      check_binding(here, rule.bind[i].point, rule.bind[i].params, rule.id);
      if (!rule.bind[i].looser_because) check_strict(here, rule.bind[i], rule.id);
    }
  }

  void check_default(const std::string& at, const Default& entry) {
    if (!default_points_.insert(entry.point).second) invalid(at, entry.point + " has a default already; join the two");
    check_binding(at, entry.point, entry.params, {});
  }

  void check_binding(const std::string& at, const std::string& name, const std::map<std::string, json::value>& params,
                     const std::string& rule) {
    const auto* point = options_.registry->find(name);
    if (!point) {
      if (options_.unknown_points == UnknownPoints::set_aside) return;
      add(ErrorCode::pack_unbound_rule, at + "/point",
          (rule.empty() ? std::string("the default") : rule) + " names the enforcement point '" + name +
              "', which does not exist" + did_you_mean(name, point_names(*options_.registry)));
      return;
    }
    for (const auto& [key, value] : params) {
      const auto here = record_detail::child(at + "/params", key);
      const auto* parameter = point->find(key);
      if (!parameter) {
        add(ErrorCode::pack_unknown_parameter, here,
            "the point " + name + " has no parameter '" + key + "'" + did_you_mean(key, parameter_names(*point)));
        continue;
      }
      if (auto status = check_value(*parameter, value); !status)
        invalid(here, "'" + key + "': " + status.error().hint);
      else if (parameter->kind == ParameterKind::chain)
        check_chain_name(here, value);
      if (!rule.empty() && parameter->stricter == Stricter::local) check_same(here, name + " " + key, value, rule);
    }
  }

  /// A base binds whatever the local pack says; a looser value would stand in the pack and hold nowhere.
  void check_strict(const std::string& at, const Binding& bind, const std::string& rule) {
    const auto* point = pack_.base ? options_.registry->find(bind.point) : nullptr;
    if (!point || bind.params.empty()) return;
    const auto base = effect_at(*point, pack_.base, std::nullopt);
    for (const auto& [key, value] : bind.params) {
      const auto* parameter = point->find(key);
      const auto found = base.values.find(key);
      if (!parameter || found == base.values.end() || !check_value(*parameter, value) || !looser(*parameter, value, found->second)) continue;
      const auto& from = base.rules[found->second.origin.front()];
      invalid(record_detail::child(at + "/params", key),
              rule + " sets " + bind.point + " " + key + " to " + json::serialize(value) + ", looser than " + from.id + " (" + from.pack + "), " +
                  json::serialize(found->second.raw) + "; tighten it, or say in both languages why it may be: looser_because: {zh: …, en: …}");
    }
  }

  void check_chain_name(const std::string& at, const json::value& value) {
    const std::string name(value.get_string());
    if (!pack_.chain(name))
      invalid(at, "there is no chain '" + name + "' in this pack or its bases" + did_you_mean(name, chain_names(&pack_)));
  }

  /// Two rules of one pack may both set a text, a choice or a chain only to the same value: neither is the stricter.
  void check_same(const std::string& at, const std::string& what, const json::value& value, const std::string& rule) {
    const auto [first, added] = said_.try_emplace(what, value, rule);
    if (!added && first->second.first != value)
      invalid(at, rule + " and " + first->second.second + " set " + what + " to different values; make them agree");
  }

  void check_chain(const std::string& at, const ChainDef& chain) {
    if (chain.steps.empty()) invalid(at, "the chain has no steps; add at least one reviewer");
    if (!chain.applicant.empty()) check_role(at + "/applicant", chain.applicant);
    for (std::size_t i = 0; i < chain.tell.size(); ++i) check_role(at + "/tell/" + std::to_string(i), chain.tell[i]);
    for (std::size_t i = 0; i < chain.steps.size(); ++i) check_stage(at + "/steps/" + std::to_string(i), chain.steps[i]);
  }

  void check_stage(const std::string& at, const StageDef& stage) {
    std::set<std::string> roles;
    bool waits = false;
    for (std::size_t i = 0; i < stage.parallel.size(); ++i) {
      const auto here = at + "/parallel/" + std::to_string(i);
      const auto& step = stage.parallel[i];
      waits = waits || !step.optional;
      check_role(here + "/role", step.role);
      if (!roles.insert(step.role).second)
        invalid(here, "the role " + step.role + " stands twice in one stage; put the second into a stage of its own");
      if (step.due)
        if (auto due = parse_duration(*step.due); !due) invalid(here + "/due", due.error().hint);
      check_panel(here, step);
    }
    if (!waits)
      invalid(at, "no step of this stage is required, so nothing would wait for it; join it with the stage before or after");
  }

  void check_panel(const std::string& at, const StepDef& step) {
    const auto people = step.people.value_or(1);
    if (people < 1 || people > 30) invalid(at + "/people", "a panel has 1 to 30 people");
    if (step.quorum && (*step.quorum < 1 || *step.quorum > people))
      invalid(at + "/quorum", "so many of the panel must pass: 1 to " + std::to_string(people) + ", the people of the panel");
  }

  void check_role(const std::string& at, const std::string& role) {
    for (const auto* pack = &pack_; pack; pack = pack->base.get())
      if (pack->roles.contains(role)) return;
    invalid(at, "the role '" + role + "' has no name under 'roles' of this pack or its bases" +
                    did_you_mean(role, role_names(&pack_)));
  }

  std::optional<Date> check_date(const std::string& at, const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    auto date = parse_date(*text);
    if (date) return *date;
    invalid(at, "'" + *text + "' is not a day; write YYYY-MM-DD");
    return std::nullopt;
  }

  void check_sourced(const std::string& at, const std::optional<SourcedDate>& entry) {
    if (!entry) return;
    check_date(at + "/date", entry->date);
    if (entry->term)
      if (auto term = parse_duration(*entry->term); !term) invalid(at + "/term", term.error().hint);
    if (entry->source.empty()) invalid(at, "a date is entered with its source; say where it stands");
  }

  /// Text errors of the dates are told already; what cannot be read is left aside here.
  void check_order_of_dates() {
    if (!pack_.expires) return;
    if (pack_.expires->term && pack_.expires->date) invalid("/expires", "give the term or the date, not both");
    const auto from = day_of(pack_.effective), last = day_of(pack_.expires);
    if (from && last && std::chrono::sys_days(*last) < std::chrono::sys_days(*from))
      invalid("/expires/date", "the pack would expire on " + *pack_.expires->date + ", before it takes effect on " + *pack_.effective->date);
  }
  static std::optional<Date> day_of(const std::optional<SourcedDate>& entry) {
    if (!entry || !entry->date) return std::nullopt;
    const auto day = parse_date(*entry->date);
    return day ? std::optional(*day) : std::nullopt;
  }

  const Pack& pack_;
  const Document& document_;
  const LoadOptions& options_;
  Faults& faults_;
  std::set<std::string> ids_, default_points_;
  std::map<std::string, std::pair<json::value, std::string>> said_;
};

Status expect(bool holds, std::string hint) {
  if (holds) return {};
  return fail(ErrorCode::pack_invalid, {}, std::move(hint));
}

Status check_list(const json::value& value) {
  GS_CHECK(expect(value.is_array() && !value.get_array().empty(), "expected a list of texts, as [a, b]"));
  std::set<std::string_view> seen;
  for (const auto& item : value.get_array()) {
    GS_CHECK(expect(item.is_string() && !item.get_string().empty(), "every element of the list must be text"));
    GS_CHECK(expect(seen.insert(item.get_string()).second, "'" + std::string(item.get_string()) + "' stands twice in the list"));
  }
  return {};
}

}  // namespace

Status check_value(const Parameter& parameter, const json::value& value) {
  switch (parameter.kind) {
    case ParameterKind::integer:
      return expect(value.is_int64() && value.get_int64() >= 0, "expected a whole number, not negative");
    case ParameterKind::boolean: return expect(value.is_bool(), "expected true or false");
    case ParameterKind::text:
    case ParameterKind::chain: return expect(value.is_string() && !value.get_string().empty(), "expected text");
    case ParameterKind::list: return check_list(value);
    case ParameterKind::choice: {
      std::string known;
      for (const auto& one : parameter.choices) known += (known.empty() ? "" : ", ") + one;
      const bool chosen = value.is_string() && std::find(parameter.choices.begin(), parameter.choices.end(),
                                                         std::string_view(value.get_string())) != parameter.choices.end();
      return expect(chosen, "expected one of: " + known);
    }
    case ParameterKind::duration:
      if (!value.is_string()) return expect(false, "expected a duration, as \"7 working_days\"");
      return parse_duration(value.get_string()).map([](Duration) {});
  }
  return {};
}

void check_pack(const Pack& pack, const Document& document, const LoadOptions& options, Faults& faults) {
  Checker(pack, document, options, faults).run();
  check_procedures(pack, document, options, faults);
}

}  // namespace gongshu::rules
