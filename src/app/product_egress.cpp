#include "app/product_egress.h"

#include "app/egress.h"
#include "app/jobs_result.h"
#include "domain/product/decide.h"

namespace gongshu::app {
namespace {

using namespace domain::product;
namespace workspace = domain::workspace;

constexpr int kAttempts = 4;  ///< reviewers whose opinions cross: as many as one stage may have, in practice two

bool approves(const Events& events) {
  return std::any_of(events.begin(), events.end(), [](const auto& e) { return std::holds_alternative<Approved>(e); });
}

/// The job whose release the opinion would let go; none when it decides nothing, or is no package. A refusal is left to the
/// decision.
Result<std::optional<std::string>> about_to_leave(Node& node, const Call& call, const domain::GiveOpinion& c) {
  std::optional<std::string> out;
  const auto now = node.clock().now();
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(state, records.load<ProductSubject>(call.param("id"), "path.id"));
    domain::Context context(call.actor, now, node.rulebook().on(local_date(now)));
    const auto events = review(state, c, context);
    if (events && approves(*events) && state.content.kind == "package") out = state.content.definition.job;
    return {};
  }));
  return out;
}

/// `marks`: what was recorded before; null when nothing was. `again` is set when the opinion decides more than was seen before.
Status decide(Node& node, const Call& call, const domain::GiveOpinion& c, const EgressPart::Marks* marks, bool& again) {
  const auto& id = call.param("id");
  again = false;
  return node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(state, tx.load<ProductSubject>(id, "path.id"));
    GS_CHECK(check_seen(tx, call, ProductSubject::kKind, id));
    GS_TRY(events, review(state, c, tx.context()));
    again = approves(events) && state.content.kind == "package" && !marks;
    if (again) return fail(ErrorCode::state_conflict, "path.id", "another opinion came in meanwhile; try again");
    GS_CHECK(tx.emit<ProductSubject>(id, events));
    if (!marks || !approves(events)) return {};
    for (auto [population, mark] : *marks) {
      mark.product = id;
      mark.job = state.content.definition.job.value_or("");
      GS_CHECK(tx.emit<workspace::EgressSubject>(population, {mark}));
    }
    return {};
  });
}

/// The attempt is counted for those who oversee; the product stays where it is.
Status count_withheld(Node& node, const std::string& id) {
  return node.execute(Node::system_actor(), "reviewProduct", [&](Tx& tx) -> Status {
    GS_TRY(state, tx.load<ProductSubject>(id));
    const auto key = state.operator_org + "." + state.content.scenario;
    return tx.emit<workspace::WithheldReleaseSubject>(
        key, {workspace::EgressWithheld{state.operator_org, state.content.scenario, id}});
  });
}

Status leave(Node& node, const Call& call, const domain::GiveOpinion& c, const std::string& job, bool& again) {
  GS_TRY(stored, load_stored_result(node, job));
  auto status = node.part<EgressPart>().release(
      stored.releases, stored.k, [&](const EgressPart::Marks& marks) { return decide(node, call, c, &marks, again); });
  if (!status && status.error().code == ErrorCode::withheld) GS_CHECK(count_withheld(node, call.param("id")));
  return status;
}

}  // namespace

Result<Reply> review_product(Node& node, const Call& call) {
  GS_TRY(c, body_of<domain::GiveOpinion>(call));
  bool again = false;
  Status status;
  for (int attempt = 0; attempt == 0 || (again && attempt < kAttempts); ++attempt) {
    again = false;
    GS_TRY(job, about_to_leave(node, call, c));
    status = job ? leave(node, call, c, *job, again) : decide(node, call, c, nullptr, again);
  }
  GS_CHECK(status);
  return record_reply(node, call, ProductSubject::kKind, call.param("id"));
}

}  // namespace gongshu::app
