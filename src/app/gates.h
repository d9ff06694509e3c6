// Gates: operations that wait for, or are barred by, the state of matters (rules/procedure.h). The rule pack states them, the entrance for
// calls (app/api.cpp) asks them, and Node::execute asks them once more inside the decision, so that nothing changes in between.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/operation.h"
#include "rules/procedure.h"

namespace gongshu::app {

/// Gates by operation, as the pack in force states them. Immutable after open, thread-safe.
class Gates {
 public:
  static constexpr std::string_view kName = "gates";
  static Result<std::unique_ptr<Gates>> open(Node& node);

  /// Gates before the operation; null when there is none, which is all that an operation without gates costs.
  const std::vector<const rules::GateDef*>* before(const std::string& operation) const;

 private:
  std::map<std::string, std::vector<const rules::GateDef*>, std::less<>> by_operation_;
};

/// What gates are asked against.
struct GateScene {
  Records& records;
  const rules::Rulebook& book;  ///< on the day of `now`
  Instant now;
};

/// May the call pass? Refusals cite the gate's rule: rule.order while the matter it waits for is not there, rule.refused while one bars it. Rules of
/// level principle yield to an approved exception that names them; rules of level evidence and encourage never refuse, and are put
/// into `hints`.
Status check_gates(const std::vector<const rules::GateDef*>& gates, const Call& call, Tx& tx, std::vector<std::string>& hints);
/// The same without a decision under way: the first refusal, for the gateway's snapshot.
Status check_call_gates(const std::vector<const rules::GateDef*>& gates, const Call& call, const GateScene& scene);
/// Can what just happened to this record open or close a gate before product calls?
Result<bool> moves_call_gates(Records& records, const rules::Rulebook& book, std::string_view kind, const std::string& id);

/// While it lives, Node::execute on this thread asks the gates before the decision itself.
class GateScope {
 public:
  GateScope(const std::vector<const rules::GateDef*>& gates, const Call& call);
  ~GateScope();
  GateScope(const GateScope&) = delete;
  GateScope& operator=(const GateScope&) = delete;

  /// The one of this thread; null when no gated call is under way.
  static GateScope* current();
  Status check(Tx& tx) { return check_gates(gates_, call_, tx, hints_); }
  const std::vector<std::string>& hints() const { return hints_; }

 private:
  const std::vector<const rules::GateDef*>& gates_;
  const Call& call_;
  std::vector<std::string> hints_;
  GateScope* outer_;
};

/// What stands at a place of the call: "/member", "path.id", "actor.org", "actor.person", "kind:place:member". Null when there is nothing.
Result<json::value> at_place(const Call& call, Records& records, const std::string& place);

}  // namespace gongshu::app
