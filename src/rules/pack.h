// Rule packs: what a jurisdiction's text says, as data. Loading checks the shape (rulepacks/schema.json), binds every rule to an
// enforcement point and every parameter to the point's; a rule that binds to nothing stops the load.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "rules/chain.h"
#include "rules/point.h"

namespace gongshu::rules {

enum class Level { must, principle, evidence, encourage };
BOOST_DESCRIBE_ENUM(Level, must, principle, evidence, encourage)

enum class PackStatus { in_force, trial, draft };
BOOST_DESCRIBE_ENUM(PackStatus, in_force, trial, draft)

/// How well the text behind a rule is known to whoever wrote the pack: read in a stored copy, known at second hand, or from
/// general knowledge. Shown wherever the rule is shown.
enum class Known { read, second_hand, general };
BOOST_DESCRIBE_ENUM(Known, read, second_hand, general)

struct Words {
  std::string zh;
  std::string en;
};
BOOST_DESCRIBE_STRUCT(Words, (), (zh, en))

/// A date of the pack and where it is taken from; the date is absent where the text gives none.
struct SourcedDate {
  std::optional<std::string> date;  ///< YYYY-MM-DD
  std::optional<std::string> term;  ///< a duration, for an expiry that the text gives as a length
  std::string source;
};
BOOST_DESCRIBE_STRUCT(SourcedDate, (), (date, term, source))

/// One rule taking hold at one point.
struct Binding {
  std::string point;
  std::map<std::string, json::value> params;
  std::optional<Level> level;           ///< where this part of the rule is of another level than the rule
  std::optional<Words> looser_because;  ///< lets these parameters stand although the base pack is stricter
};

struct Rule {
  std::string id;       ///< "HA-15"
  std::string article;  ///< as cited locally: "第十五条第一款"
  Level level = Level::must;
  std::string zh, en;  ///< our paraphrase
  Known known = Known::read;
  std::vector<Binding> bind;
  std::optional<Words> deferred;           ///< why (part of) the rule is not enforced by this version
  std::optional<std::string> from, until;  ///< first and last day in force, YYYY-MM-DD
  int line = 0;                            ///< in its file
  std::string file;                        ///< the pack's, or one of its pack.d

  /// The level it takes at a point: that of the binding where it names one.
  Level level_at(std::string_view point) const;
  bool binds(std::string_view point) const;
  bool in_force(Date day) const;
};

/// A point or parameter that the pack's maintainers set where the text is silent: 产品默认, never law.
struct Default {
  std::string point;
  std::map<std::string, json::value> params;
  std::string zh, en;
  int line = 0;
  std::string file;
};

/// Where a rule takes hold of procedures and gates.
inline const Point kProcedure{"procedure", "办事程序", "Procedures that run as matters", {list("run")}};
inline const Point kGate{"gate", "操作关口", "Operations that wait for, or are barred by, matters"};

struct Pack {
  std::string id;
  std::string file;
  Words title;
  Words issuer;
  PackStatus status = PackStatus::draft;
  std::optional<std::string> number;  ///< document number
  std::optional<SourcedDate> issued, effective, expires;
  std::shared_ptr<const Pack> base;     ///< null for a pack that stands alone
  std::map<std::string, Words> roles;   ///< local name of each role identifier
  std::map<std::string, Words> labels;  ///< names of item keys
  std::map<std::string, ChainDef> chains;
  std::shared_ptr<const struct Procedures> procedures;  ///< its own, with its gates (rules/procedure.h); null when it has none
  std::map<std::string, Words> procedure_names;
  std::vector<Rule> rules;
  std::vector<Default> defaults;

  const Rule* find(std::string_view rule) const;       ///< in this pack or its bases
  const ChainDef* chain(std::string_view name) const;  ///< in this pack or its bases
  const Words* label(std::string_view key) const;      ///< labels, then roles, then procedures, then the bases'
};

/// What to do about points the registry does not know: refuse (the product), or leave such bindings aside (unit tests of one
/// subject, which link only their own points).
enum class UnknownPoints { refuse, set_aside };

/// Names that packs use and that live in higher layers, which set these during static initialisation. Not set: not checked.
struct KnownNames {
  using Names = std::function<std::vector<std::string>()>;
  Names operations;  ///< that a gate may stand before
  Names kinds;       ///< of records
  Names decisions;   ///< kinds of decisions taken outside
  Names figures;     ///< that the node can draft
};
KnownNames& known_to_process();

struct LoadOptions {
  const Registry* registry = &Registry::process();
  UnknownPoints unknown_points = UnknownPoints::refuse;
  const KnownNames* names = &known_to_process();
};

/// Loads `<folder>/<id>/pack.yaml` with what `<folder>/<id>/pack.d/*.yaml` add to it, and the packs it builds on, checked against `<folder>/schema.json`.
/// Errors: pack.invalid, pack.unbound_rule, pack.unknown_parameter; `at` names file and line, `hint` the fix; detail["problems"]
/// lists every fault found.
Result<std::shared_ptr<const Pack>> load_pack(const std::filesystem::path& folder, const std::string& id,
                                              const LoadOptions& options = {});

/// A pack from text, without the schema file: for tests and tools. `base` may be null.
Result<std::shared_ptr<const Pack>> parse_pack(std::string_view yaml, const std::string& name,
                                               std::shared_ptr<const Pack> base = nullptr, const LoadOptions& options = {});

}  // namespace gongshu::rules
