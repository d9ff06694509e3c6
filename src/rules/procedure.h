// Procedures and gates: how most of the law runs as data. A procedure says which acts a matter (事项) goes through: who takes each, in which
// order, with what, and by when; a gate makes an operation of the API wait for, or be barred by, the state of matters. A pack states
// them (docs/reference/procedures.md), domain/matter runs the first, app/gates the second.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "rules/chain.h"

namespace gongshu::rules {

struct Pack;

/// Where a number of days or a period comes from: the text, or, where the text gives none, the pack's maintainers (产品默认).
enum class Origin { text, product_default };
BOOST_DESCRIBE_ENUM(Origin, text, product_default)

/// Status of a matter that the node opened at the end of a period, before anybody has acted in it.
inline constexpr std::string_view kExpected = "expected";

enum class ItemType { text, date, integer, boolean, choice, organisation, person, record };
BOOST_DESCRIBE_ENUM(ItemType, text, date, integer, boolean, choice, organisation, person, record)

/// Something an act asks for.
struct ItemDef {
  std::string name;
  ItemType type = ItemType::text;
  std::optional<std::vector<std::string>> of;  ///< of a choice: the values
  std::optional<std::string> kind;             ///< of a record: its kind, as "operation_plan"
  std::optional<bool> optional;
  std::optional<std::int64_t> min;  ///< of an integer: the least; 0 when not given
  std::optional<std::string> took;  ///< of an organisation: one of those that took this act
  bool required() const { return !optional.value_or(false); }
};
BOOST_DESCRIBE_STRUCT(ItemDef, (), (name, type, of, kind, optional, min, took))

/// An actor of an act written as "item:NAME" is the organisation that the item names; the item's name, or nothing for any other.
std::optional<std::string> named_by_item(std::string_view actor);

/// A confirmed decision taken outside that the act leans on.
struct DecisionDef {
  std::string kind;  ///< as evidence knows it: "government_approval"
};
BOOST_DESCRIBE_STRUCT(DecisionDef, (), (kind))

/// When a reason and its basis are required: always, or when an item has one of these values.
struct ReasonDef {
  std::optional<std::string> item;
  std::optional<std::vector<std::string>> of;
};
BOOST_DESCRIBE_STRUCT(ReasonDef, (), (item, of))

/// Not before a day: `wait` (a duration) after that act, or the day (of an integer item: so many `unit`) it named.
struct AfterDef {
  std::string act;
  std::optional<std::string> wait, item, unit;
  std::optional<Origin> origin;  ///< of a wait that is a duration
};
BOOST_DESCRIBE_STRUCT(AfterDef, (), (act, wait, item, unit, origin))

/// Refused after the day that the act named.
struct BeforeDef {
  std::string act, item;
};
BOOST_DESCRIBE_STRUCT(BeforeDef, (), (act, item))

/// Another matter about the same record or organisation, in one of these states.
struct NeedDef {
  std::string procedure;
  std::vector<std::string> states;
  std::optional<std::string> within;  ///< entered no longer ago than
  std::optional<Origin> origin;       ///< of `within`
};
BOOST_DESCRIBE_STRUCT(NeedDef, (), (procedure, states, within, origin))

/// Last day of an act: `within` of any of the acts `after`, the latest counting (of the period's end where the node opens the matter), or the
/// date item `by`.
struct DueDef {
  std::optional<std::string> within;
  std::optional<std::vector<std::string>> after;
  std::optional<std::string> by;
  std::string overdue = "alert";                     ///< or the act of the clock that follows
  std::optional<std::vector<std::string>> escalate;  ///< roles shown what is near or overdue, besides the authority
  std::optional<Origin> origin;                      ///< of `within`
};
BOOST_DESCRIBE_STRUCT(DueDef, (), (within, after, by, overdue, escalate, origin))

enum class EffectKind { stop, lift, exit, open, note };
BOOST_DESCRIBE_ENUM(EffectKind, stop, lift, exit, open, note)

/// What the node does in the same transaction.
struct EffectDef {
  EffectKind kind = EffectKind::note;
  std::string object;                 ///< stop, lift: scope kind; exit: agreement; open: procedure; note: whose
  std::string of = "about";           ///< `about`, or an item of the matter that names the object
  std::optional<std::string> reason;  ///< a label
  std::optional<std::string> key;     ///< of a note
  std::optional<ReasonDef> when;      ///< only when the act's choice item has one of these values
};
BOOST_DESCRIBE_STRUCT(EffectDef, (), (kind, object, of, reason, key, when))

/// A review chain that the act starts, and the state each outcome leads to.
struct ChainUse {
  ChainDef chain;
  std::string passed, refused, returned;
};
BOOST_DESCRIBE_STRUCT(ChainUse, (), (chain, passed, refused, returned))

/// Who may repeat an act no more.
enum class OnceEach { organisation, person };
BOOST_DESCRIBE_ENUM(OnceEach, organisation, person)

struct ActDef {
  std::string name, zh, en;
  std::vector<std::string> by;                  ///< roles; `about`, `opener`, `anyone`, `clock`, `item:NAME`
  std::vector<std::string> from;                ///< states; empty = opens the matter
  bool from_any = false;                        ///< every state that is neither an end nor `expected`
  std::optional<std::string> to;                ///< state afterwards; unchanged when neither is given
  std::optional<std::string> to_item;           ///< the choice item that decides on the state …
  std::map<std::string, std::string> to_state;  ///< … and the state for each of its values
  std::vector<ItemDef> items;
  std::vector<std::string> evidence;  ///< kinds of document
  std::optional<DecisionDef> decision;
  std::optional<ReasonDef> reason;
  std::vector<std::string> distinct;  ///< acts whose people may not do this one
  std::optional<std::vector<std::string>> not_by;  ///< `about`, `opener`, `item:NAME`: organisations that do not, whatever their roles
  std::optional<std::string> same;    ///< act whose organisation does this one
  std::optional<AfterDef> after;
  std::optional<BeforeDef> before;
  std::vector<std::string> done, clear;
  std::optional<std::int64_t> times;
  std::optional<OnceEach> once_each;
  std::optional<std::string> opens, closes;  ///< kinds of thread
  std::vector<NeedDef> needs;
  std::optional<DueDef> due;
  std::optional<std::string> near;
  std::vector<EffectDef> effects;
  std::optional<ChainUse> chain;
  std::vector<std::string> rules;  ///< that the act carries out; the pack's: empty = all that bind the procedure
  std::vector<std::string> tell;   ///< roles
  std::string file{};              ///< where the pack states it; not kept with a matter
  int line = 0;
};
BOOST_DESCRIBE_STRUCT(ActDef, (),
                      (name, zh, en, by, from, from_any, to, to_item, to_state, items, evidence, decision, reason, distinct, not_by, same, after,
                       before, done, clear, times, once_each, opens, closes, needs, due, near, effects, chain, rules, tell))

enum class Period { month, quarter, half_year, year };
BOOST_DESCRIBE_ENUM(Period, month, quarter, half_year, year)

/// The node opens one matter for each organisation with the role when a period is over.
struct EveryDef {
  Period period = Period::year;
  std::string role;
  std::optional<std::string> due;  ///< of the opening act, counted from the period's last day …
  std::optional<std::string> by;   ///< … or a day of the year after: "03-31"
  std::string first;               ///< no period that ends before this day
  std::optional<Origin> origin, period_origin;  ///< of `due` or `by`; of the period
};
BOOST_DESCRIBE_STRUCT(EveryDef, (), (period, role, due, by, first, origin, period_origin))

struct Procedure {
  std::string id, zh, en;
  std::string about = "none";       ///< kind of record
  std::vector<std::string> open_to_all;  ///< states in which everybody may read the matter
  std::optional<EveryDef> every;
  std::vector<ActDef> acts;               ///< in the order shown to people
  std::vector<std::string> ends;          ///< states after which nothing is open
  std::map<std::string, std::string> drafts;  ///< section → figure that the node drafts
  std::optional<Origin> origin;           ///< product_default: the maintainers' own, no rule stands behind it
  /// States in which the organisation that the matter is about does not learn of it. Who opened it stays unknown to that organisation.
  std::optional<std::vector<std::string>> confidential;
  std::optional<bool> exchange;           ///< its acts may also come from a platform next door
  std::string file{};                     ///< where the pack states it; not kept with a matter
  int line = 0;

  const ActDef* act(std::string_view name) const;
  bool is_end(std::string_view state) const;
  /// Every state, the reserved one included where the node opens matters; sorted.
  std::vector<std::string> states() const;
};
BOOST_DESCRIBE_STRUCT(Procedure, (), (id, zh, en, about, open_to_all, every, acts, ends, drafts, origin, confidential, exchange))

/// May the act be taken in this state? An act without `from` opens a matter, and is possible in `expected`.
bool possible_in(const Procedure&, const ActDef&, std::string_view state);

/// The product call. It passes through no operation: gates before it are decided when the gateway's picture of what stands is made, so
/// they can only look at who calls and what for, kCallPlaces, and at records found from there.
inline constexpr std::string_view kProductCall = "callProduct";
inline constexpr std::string_view kCallPlaces[] = {"path.id", "actor.org", "/subscription", "/purpose"};

/// One condition on an operation.
struct GateDef {
  std::string before;                 ///< operationId
  std::optional<std::string> about;   ///< where the call names the record; see docs/reference/procedures.md
  std::string procedure;
  std::vector<std::string> states;
  bool barred = false;                ///< the states bar the operation instead of opening it
  std::optional<std::string> within;
  std::optional<Origin> origin;       ///< of `within`
  std::map<std::string, std::string> match;        ///< item of the matter → place in the call
  std::map<std::string, json::value> only, unless; ///< place in the call → value
  std::string rule;
  std::string file;
  int line = 0;
};

/// What a pack itself states.
struct Procedures {
  std::map<std::string, Procedure> all;
  std::vector<GateDef> gates;
};

/// The procedure as the pack (or its nearest base that has it) states it; null when there is none.
const Procedure* find_procedure(const Pack&, std::string_view id);
/// Ids of all that the pack and its bases have; sorted.
std::vector<std::string> procedure_ids(const Pack&);
/// Rules of the pack and its bases that bind the procedure, local ones first.
std::vector<std::string> rules_of(const Pack&, std::string_view procedure);
/// A copy to keep with a matter: every act names its rules.
Procedure resolved(const Pack&, const Procedure&);
/// Gates of the pack and its bases.
std::vector<const GateDef*> gates_of(const Pack&);

}  // namespace gongshu::rules
