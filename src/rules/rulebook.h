// What deciders ask: which rules hold at this point today, with which parameters, and how a refusal cites them.
//
//   auto ruling = rulebook.at(kPlanItems);
//   for (const auto& item : ruling.list("items"))
//     if (!plan.items.contains(item)) return fail(ruling.refuse_item(ErrorCode::rule_item_missing, "items", item, "/items/" +
//     item));
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "rules/calendar.h"
#include "rules/pack.h"
#include "rules/point.h"

namespace gongshu::rules {

/// A rule as it bears on one point.
struct RuleRef {
  std::string id, article;
  Level level = Level::must;
  std::string pack;
  Words text;  ///< paraphrase
};

/// The answer of a rulebook for one point on one day. Immutable, thread-safe, cheap to copy; keeps its rulebook alive.
/// Asking for a parameter that the point does not declare, or as another kind, is a bug (assertion).
class Ruling {
 public:
  const Point& point() const;
  const std::vector<RuleRef>& rules() const;  ///< local pack first, in pack order
  std::vector<std::string> ids() const;       ///< their ids, for the ledger envelope

  bool bound() const;       ///< a rule binds the point
  bool active() const;      ///< a rule binds it, or the product enforces it by default
  bool refuses() const;     ///< active, and some rule is of level must or principle (or it is a product default)
  bool by_default() const;  ///< active although no rule binds it: 产品默认

  bool has(std::string_view parameter) const;  ///< a rule, the pack's default or the product default gives it
  const std::vector<std::string>& list(std::string_view parameter) const;  ///< empty when not given
  std::optional<Duration> duration(std::string_view parameter) const;
  std::optional<std::int64_t> integer(std::string_view parameter) const;
  const std::string& text(std::string_view parameter) const;          ///< text or choice; empty when not given
  bool flag(std::string_view parameter) const;                        ///< false when not given
  const ChainDef* chain(std::string_view parameter = "chain") const;  ///< null when not given

  /// Rules that set a parameter (or one item of a list); empty means a product default.
  std::vector<RuleRef> origin(std::string_view parameter, std::string_view item = {}) const;
  /// Name of an item key or role in both languages; the key itself where the packs give none.
  Words label(std::string_view key) const;

  /// The refusal, citing the first must or principle rule; where only the product's default stands behind it, the detail says
  /// product_default and neither rule nor article is named.
  Error refusal(ErrorCode code, std::string at = {}, std::string hint = {}) const;
  /// The refusal over one item of a list parameter: cites the rule that asks for the item and names it in both languages.
  Error refuse_item(ErrorCode code, std::string_view parameter, std::string_view item, std::string at = {}) const;

  struct Effect;
  Ruling(std::shared_ptr<const void> owner, const Effect* effect) : owner_(std::move(owner)), effect_(effect) {}
  const Effect& effect() const { return *effect_; }

 private:
  std::shared_ptr<const void> owner_;
  const Effect* effect_;
  const struct EffectValue* value(std::string_view parameter, ParameterKind kind) const;
};

/// The effective pack (a local pack and its bases), as of one day, with the calendar. Immutable, thread-safe, cheap to copy.
/// A default-constructed rulebook has no rules: every point stands at its product default.
class Rulebook {
 public:
  Rulebook();
  Rulebook(std::shared_ptr<const Pack> pack, Calendar calendar);
  /// Loads a pack and `<folder>/calendar`. Errors as load_pack and Calendar::load.
  static Result<Rulebook> load(const std::filesystem::path& folder, const std::string& pack, const LoadOptions& options = {});

  /// Rules bound to the point, on the book's day. A book as loaded has no day yet and applies every rule whatever its dates, so
  /// call on(local_date(now)) once per command. Works for any point, registered before or after the book was made.
  Ruling at(const Point& point) const;
  /// The same book on a given day: rules before their `from` or after their `until` drop out. Cheap.
  Rulebook on(Date day) const;

  const Calendar& calendar() const;
  const Pack* pack() const;  ///< null for the empty rulebook
  /// Local name of a role; the identifier where the packs give none.
  Words role(std::string_view id) const;
  Words label(std::string_view key) const;

 private:
  struct Data;
  std::shared_ptr<const Data> data_;
  std::size_t period_ = 0;  ///< 0: no day; i: from the i-th day on which the set of rules changes
};

/// A reasoned exception to a soft limit, approved by another authority.
struct ApprovedException {
  std::string rule;  ///< "HA-14"
  std::string reason;
  std::string approved_by;  ///< person or organisation that approved
};
BOOST_DESCRIBE_STRUCT(ApprovedException, (), (rule, reason, approved_by))

/// Is `value` within every rule's own `parameter` (a cap)? A rule of level must is never passed; one of level principle is passed
/// by an exception that names it and has a reason and an approver. Error rule.limit_exceeded with the cap.
Status check_cap(const Ruling& ruling, std::string_view parameter, Duration value,
                 std::span<const ApprovedException> exceptions = {}, std::string at = {});
/// The same for a period from one day to another (last day included): the period keeps to a cap of 3 years when it ends no later
/// than the same day three years on.
Status check_term(const Ruling& ruling, std::string_view parameter, Date from, Date to,
                  std::span<const ApprovedException> exceptions = {}, std::string at = {});
Status check_cap(const Ruling& ruling, std::string_view parameter, Duration value,
                 const std::optional<ApprovedException>& exception, std::string at = {});
Status check_term(const Ruling& ruling, std::string_view parameter, Date from, Date to,
                  const std::optional<ApprovedException>& exception, std::string at = {});

}  // namespace gongshu::rules
