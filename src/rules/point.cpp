#include "rules/point.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace gongshu::rules {
namespace {

Parameter make(std::string name, ParameterKind kind, Stricter stricter) {
  return {std::move(name), kind, stricter, {}, std::nullopt};
}

bool by_id(const Point* point, std::string_view id) { return point->id() < id; }

/// Insertions, deletions, replacements and exchanges of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

}  // namespace

Parameter Parameter::or_default(std::string_view value) const {
  auto copy = *this;
  copy.fallback = json::string(value);
  return copy;
}
Parameter Parameter::or_default(std::int64_t value) const {
  auto copy = *this;
  copy.fallback = value;
  return copy;
}
Parameter Parameter::or_default(bool value) const {
  auto copy = *this;
  copy.fallback = value;
  return copy;
}
Parameter Parameter::or_default(std::vector<std::string> value) const {
  auto copy = *this;
  json::array items;
  for (auto& item : value) items.push_back(json::string(item));
  copy.fallback = std::move(items);
  return copy;
}

Parameter integer(std::string name, Stricter stricter) { return make(std::move(name), ParameterKind::integer, stricter); }
Parameter text(std::string name) { return make(std::move(name), ParameterKind::text, Stricter::local); }
Parameter boolean(std::string name) { return make(std::move(name), ParameterKind::boolean, Stricter::larger); }
Parameter list(std::string name) { return make(std::move(name), ParameterKind::list, Stricter::union_of); }
Parameter allowed(std::string name) { return make(std::move(name), ParameterKind::list, Stricter::common_to); }
Parameter duration(std::string name, Stricter stricter) { return make(std::move(name), ParameterKind::duration, stricter); }
Parameter choice(std::string name, std::vector<std::string> choices) {
  auto made = make(std::move(name), ParameterKind::choice, Stricter::local);
  made.choices = std::move(choices);
  return made;
}
Parameter chain(std::string name) { return make(std::move(name), ParameterKind::chain, Stricter::local); }

Point::Point(std::string id, std::string zh, std::string en, std::vector<Parameter> parameters, Enforced enforced)
    : Point(Registry::process(), std::move(id), std::move(zh), std::move(en), std::move(parameters), enforced) {}

Point::Point(Registry& registry, std::string id, std::string zh, std::string en, std::vector<Parameter> parameters,
             Enforced enforced)
    : id_(std::move(id)), zh_(std::move(zh)), en_(std::move(en)), parameters_(std::move(parameters)), enforced_(enforced) {
  registry.add(*this);
}

const Parameter* Point::find(std::string_view name) const {
  const auto found = std::find_if(parameters_.begin(), parameters_.end(), [&](const Parameter& p) { return p.name == name; });
  return found == parameters_.end() ? nullptr : &*found;
}

Registry& Registry::process() {
  static Registry registry;
  return registry;
}

void Registry::add(const Point& point) {
  const auto place = std::lower_bound(points_.begin(), points_.end(), point.id(), by_id);
  if (place != points_.end() && (*place)->id() == point.id()) {
    std::fprintf(stderr, "enforcement point %s is declared twice\n", point.id().c_str());
    std::abort();
  }
  points_.insert(place, &point);
}

const Point* Registry::find(std::string_view id) const {
  const auto place = std::lower_bound(points_.begin(), points_.end(), id, by_id);
  return place != points_.end() && (*place)->id() == id ? *place : nullptr;
}

std::vector<const Point*> Registry::all() const { return points_; }

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(word.size() / 3, 1) + 1;
  if (word.size() > 80) return best;
  for (const auto& candidate : candidates) {
    if (candidate.size() > 80) continue;
    const auto distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace gongshu::rules
