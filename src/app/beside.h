// What is written beside a decision, in its transaction: Node::execute collects which records moved and hands them on once the
// decision has passed and before anything is durable. An error there undoes the decision as well.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/tx.h"

namespace gongshu::app {

/// A record of a watched kind that the decision wrote an event of.
struct Moved {
  std::string kind, id;
  std::string before;  ///< status; empty when the decision made the record
};

/// Registers `run` for records of these kinds. It gets a transaction of the node's own (Node::system_actor, no rules applied
/// yet), on the sequencer's thread.
using BesideRun = std::function<Status(Tx&, const std::vector<Moved>&)>;
bool beside_decisions(std::vector<std::string_view> kinds, BesideRun run);

/// While it lives, the first decision of this thread that passes and moves a record of `kind` also runs `finish`, as above; the
/// records are those of watched kinds. Decisions that only look are let pass: an operation may ask first and write later.
class Along {
 public:
  Along(std::string_view kind, BesideRun finish);
  ~Along();
  Along(const Along&) = delete;
  Along& operator=(const Along&) = delete;
  static Along* current();  ///< of the calling thread
  bool done() const { return done_; }

 private:
  friend class Moving;
  std::string kind_;
  BesideRun finish_;
  bool done_ = false;
  Along* outer_;
};

/// Collects during one decision; on the sequencer's thread, by Node::execute alone.
class Moving {
 public:
  explicit Moving(Along* along);
  ~Moving();
  Moving(const Moving&) = delete;
  Moving& operator=(const Moving&) = delete;
  static Moving* current();
  /// Before an event is projected.
  Status note(Records& records, std::string_view kind, const std::string& id);
  bool idle() const { return moved_.empty(); }
  Status finish(Tx& beside);

 private:
  std::vector<Moved> moved_;
  Along* along_;
};

}  // namespace gongshu::app
