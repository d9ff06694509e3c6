// Enforcement points: named places in the code where a rule of a pack can take hold. A point is declared beside the code it
// names and registers itself; a pack binds its rules to points by name. What a point enforces is code, what binds it is data.
//
//   inline const rules::Point kTermCap{"agreement.term_cap", "协议期限上限", "Longest term of an agreement",
//   {rules::duration("cap")}};
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace gongshu::rules {

enum class ParameterKind { integer, text, boolean, list, duration, choice, chain };
BOOST_DESCRIBE_ENUM(ParameterKind, integer, text, boolean, list, duration, choice, chain)

/// How two packs that both speak are reconciled: the smaller or the larger number binds; of lists, what any asks for
/// (required items) or what all allow (permitted values). `local` lets the local pack's word stand: texts, choices, chains.
enum class Stricter { smaller, larger, union_of, common_to, local };
BOOST_DESCRIBE_ENUM(Stricter, smaller, larger, union_of, common_to, local)

/// One parameter of a point. A default given here is the product's own (产品默认), shown as such and never as law.
struct Parameter {
  std::string name;
  ParameterKind kind = ParameterKind::text;
  Stricter stricter = Stricter::local;
  std::vector<std::string> choices;     ///< of kind choice
  std::optional<json::value> fallback;  ///< product default in the pack's own notation ("6 months", 10, ["a"])

  Parameter or_default(std::string_view value) const;  ///< text, choice, duration
  Parameter or_default(const char* value) const { return or_default(std::string_view(value)); }
  Parameter or_default(std::int64_t value) const;
  Parameter or_default(int value) const { return or_default(std::int64_t{value}); }
  Parameter or_default(bool value) const;
  Parameter or_default(std::vector<std::string> value) const;
};

Parameter integer(std::string name,
                  Stricter stricter);  ///< say which way is stricter: caps smaller, floors (k, months kept) larger
Parameter text(std::string name);
Parameter boolean(std::string name);  ///< true is the stricter
Parameter list(std::string name);     ///< required items: packs add up
Parameter allowed(std::string name);  ///< a list of permitted values: packs intersect
Parameter duration(std::string name,
                   Stricter stricter = Stricter::smaller);  ///< "3 years", "7 working_days", "6 months", "1 quarter", "30 days"
Parameter choice(std::string name, std::vector<std::string> choices);
Parameter chain(std::string name);  ///< the name of a review chain of the pack

/// `by_default`: the product enforces the point even where the law is silent, and says so. `by_rule`: only where a rule binds
/// it, or where one of its parameters has a default, or where a pack switches it on under `defaults`.
enum class Enforced { by_rule, by_default };

class Registry;

/// A point that exists for the life of the process (or of the given registry, in tests). Two points of one name are a bug:
/// the process stops. Construct at namespace scope with `inline const`; safe during static initialisation.
class Point {
 public:
  Point(std::string id, std::string zh, std::string en, std::vector<Parameter> parameters = {},
        Enforced enforced = Enforced::by_rule);
  Point(Registry& registry, std::string id, std::string zh, std::string en, std::vector<Parameter> parameters = {},
        Enforced enforced = Enforced::by_rule);
  Point(const Point&) = delete;
  Point& operator=(const Point&) = delete;

  const std::string& id() const { return id_; }
  const std::string& zh() const { return zh_; }
  const std::string& en() const { return en_; }
  const std::vector<Parameter>& parameters() const { return parameters_; }
  bool by_default() const { return enforced_ == Enforced::by_default; }
  const Parameter* find(std::string_view name) const;  ///< null when the point has no such parameter

 private:
  std::string id_, zh_, en_;
  std::vector<Parameter> parameters_;
  Enforced enforced_;
};

/// The points known to the process. Filled during static initialisation, read-only afterwards, so reading is thread-safe.
class Registry {
 public:
  Registry() = default;
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  static Registry& process();
  void add(const Point& point);
  const Point* find(std::string_view id) const;
  std::vector<const Point*> all() const;  ///< by name

 private:
  std::vector<const Point*> points_;  ///< sorted by id
};

/// The candidate nearest to `word` (edit distance at most a third of its length), or empty: for "did you mean".
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace gongshu::rules
