#include "rules/rulebook.h"

#include <cassert>

#include "rules/effect.h"

namespace gongshu::rules {
namespace {

const std::vector<std::string> kNoItems;
const std::string kNoText;

Words words_of(const Pack* pack, std::string_view key) {
  if (pack)
    if (const auto* words = pack->label(key)) return *words;
  return {std::string(key), std::string(key)};
}

bool binding(Level level) { return level == Level::must || level == Level::principle; }

/// The rule a refusal cites: the first that may refuse, else the first.
const RuleRef* cited(const std::vector<RuleRef>& rules) {
  for (const auto& rule : rules)
    if (binding(rule.level)) return &rule;
  return rules.empty() ? nullptr : &rules.front();
}

Error citing(const RuleRef* rule, ErrorCode code, std::string at, std::string hint) {
  Error out{code, std::move(at), std::move(hint), {}, {}, {}};
  if (rule) {
    out.rule = rule->id;
    out.article = rule->article;
  } else {
    out.detail["product_default"] = true;
  }
  return out;
}

/// Where it was refused, so that the record can be judged again under other rules; and that the text is only a draft.
Error at_point(Error error, const Ruling::Effect& effect, std::string_view item) {
  error.detail["point"] = effect.point->id();
  if (!item.empty()) error.detail["item"] = item;
  for (const auto* pack = effect.pack.get(); pack; pack = pack->base.get())
    for (const auto& rule : pack->rules)
      if (rule.id == error.rule && pack->status == PackStatus::draft) error.detail["pack_status"] = "draft";
  return error;
}

}  // namespace

const Point& Ruling::point() const { return *effect_->point; }
const std::vector<RuleRef>& Ruling::rules() const { return effect_->rules; }

std::vector<std::string> Ruling::ids() const {
  std::vector<std::string> out;
  for (const auto& rule : effect_->rules) out.push_back(rule.id);
  return out;
}

bool Ruling::bound() const { return !effect_->rules.empty(); }

bool Ruling::active() const {
  return bound() || effect_->switched_on || effect_->point->by_default() || !effect_->values.empty();
}

bool Ruling::refuses() const {
  if (!bound()) return active();
  return std::any_of(effect_->rules.begin(), effect_->rules.end(), [](const RuleRef& rule) { return binding(rule.level); }) ||
         effect_->switched_on || effect_->point->by_default();
}

bool Ruling::by_default() const { return active() && !bound(); }

const EffectValue* Ruling::value(std::string_view parameter, ParameterKind kind) const {
  [[maybe_unused]] const auto* declared = effect_->point->find(parameter);
  assert(declared && "the point declares no such parameter");
  assert(declared->kind == kind || (kind == ParameterKind::text && declared->kind == ParameterKind::choice));
  const auto found = effect_->values.find(parameter);
  return found == effect_->values.end() || (found->second.kind != kind && kind != ParameterKind::text) ? nullptr : &found->second;
}

bool Ruling::has(std::string_view parameter) const { return effect_->values.contains(parameter); }

const std::vector<std::string>& Ruling::list(std::string_view parameter) const {
  const auto* found = value(parameter, ParameterKind::list);
  return found ? found->list : kNoItems;
}

std::optional<Duration> Ruling::duration(std::string_view parameter) const {
  const auto* found = value(parameter, ParameterKind::duration);
  if (!found) return std::nullopt;
  return *parse_duration(found->raw.get_string());
}

std::optional<std::int64_t> Ruling::integer(std::string_view parameter) const {
  const auto* found = value(parameter, ParameterKind::integer);
  if (!found) return std::nullopt;
  return found->raw.get_int64();
}

const std::string& Ruling::text(std::string_view parameter) const {
  const auto* found = value(parameter, ParameterKind::text);
  return found ? found->text : kNoText;
}

bool Ruling::flag(std::string_view parameter) const {
  const auto* found = value(parameter, ParameterKind::boolean);
  return found && found->raw.get_bool();
}

const ChainDef* Ruling::chain(std::string_view parameter) const {
  const auto* found = value(parameter, ParameterKind::chain);
  return found ? found->chain : nullptr;
}

std::vector<RuleRef> Ruling::origin(std::string_view parameter, std::string_view item) const {
  std::vector<RuleRef> out;
  const auto found = effect_->values.find(parameter);
  if (found == effect_->values.end()) return out;
  const auto* indices = &found->second.origin;
  if (!item.empty()) {
    const auto by_item = found->second.item_origin.find(item);
    if (by_item == found->second.item_origin.end()) return out;
    indices = &by_item->second;
  }
  for (const auto index : *indices) out.push_back(effect_->rules[index]);
  return out;
}

Words Ruling::label(std::string_view key) const { return words_of(effect_->pack.get(), key); }

Error Ruling::refusal(ErrorCode code, std::string at, std::string hint) const {
  return at_point(citing(cited(effect_->rules), code, std::move(at), std::move(hint)), *effect_, {});
}

Error Ruling::refuse_item(ErrorCode code, std::string_view parameter, std::string_view item, std::string at) const {
  const auto name = label(item);
  std::string hint = "补充“" + name.zh + "” / add “" + name.en + "” (" + std::string(item) + ")";
  const auto from = origin(parameter, item);
  return at_point(citing(cited(from.empty() && !has(parameter) ? effect_->rules : from), code, std::move(at), std::move(hint)), *effect_, item);
}

struct Rulebook::Data {
  std::shared_ptr<const Pack> pack;
  Calendar calendar;
  std::vector<std::chrono::sys_days> changes;
  /// By period: 0 without a day, 1 before the first change, i + 1 from the i-th change on.
  std::vector<std::map<const Point*, Ruling::Effect>> effects;

  std::optional<Date> day_in(std::size_t period) const {
    if (period == 0) return std::nullopt;
    if (changes.empty()) return Date(std::chrono::sys_days());
    return Date(period == 1 ? changes.front() - std::chrono::days(1) : changes[period - 2]);
  }
};

Rulebook::Rulebook() : Rulebook(nullptr, Calendar()) {}

Rulebook::Rulebook(std::shared_ptr<const Pack> pack, Calendar calendar) {
  auto data = std::make_shared<Data>();
  data->changes = changes(pack.get());
  data->effects.resize(data->changes.size() + 2);
  for (std::size_t period = 0; pack && period < data->effects.size(); ++period)
    for (const auto* point : Registry::process().all())
      data->effects[period].emplace(point, effect_at(*point, pack, data->day_in(period)));
  data->pack = std::move(pack);
  data->calendar = std::move(calendar);
  data_ = std::move(data);
}

Result<Rulebook> Rulebook::load(const std::filesystem::path& folder, const std::string& pack, const LoadOptions& options) {
  GS_TRY(calendar, Calendar::load(folder / "calendar"));
  GS_TRY(loaded, load_pack(folder, pack, options));
  return Rulebook(std::move(loaded), std::move(calendar));
}

Ruling Rulebook::at(const Point& point) const {
  const auto& known = data_->effects[period_];
  if (const auto found = known.find(&point); found != known.end()) return Ruling(data_, &found->second);
  const auto made = std::make_shared<const Ruling::Effect>(effect_at(point, data_->pack, data_->day_in(period_)));
  return Ruling(made, made.get());
}

Rulebook Rulebook::on(Date day) const {
  auto copy = *this;
  const auto& days = data_->changes;
  copy.period_ =
      1 + static_cast<std::size_t>(std::upper_bound(days.begin(), days.end(), std::chrono::sys_days(day)) - days.begin());
  return copy;
}

const Calendar& Rulebook::calendar() const { return data_->calendar; }
const Pack* Rulebook::pack() const { return data_->pack.get(); }

Words Rulebook::role(std::string_view id) const {
  for (const auto* pack = data_->pack.get(); pack; pack = pack->base.get())
    if (const auto found = pack->roles.find(std::string(id)); found != pack->roles.end()) return found->second;
  return {std::string(id), std::string(id)};
}

Words Rulebook::label(std::string_view key) const { return words_of(data_->pack.get(), key); }

}  // namespace gongshu::rules
