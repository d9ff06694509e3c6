// Calls of products and downloads of packages: recorded first, answered then (design invariant 2).
#include <future>

#include "app/gateway_part.h"
#include "app/operation.h"
#include "crypto/random.h"
#include "domain/delivery/points.h"

namespace gongshu::app {

using namespace domain::delivery;
using domain::product::Product;
using domain::product::ProductSubject;
namespace gw = gongshu::gateway;

namespace {

std::string header(const Call& call, std::string_view name) {
  const auto found = call.headers.find(std::string(name));
  return found == call.headers.end() ? std::string() : found->second;
}

/// For callers that may block; the HTTP layer goes to GatewayPart::call directly.
Result<Reply> call_product(Node& node, const Call& call) {
  const auto& id = call.param("id");
  gw::ProductCall product_call{"POST",
                               "/api/v1/products/" + id + "/calls",
                               id,
                               {header(call, gw::kKeyHeader), header(call, gw::kTimestampHeader), header(call, gw::kNonceHeader), header(call, gw::kSignatureHeader)},
                               call.raw_body};
  auto promise = std::make_shared<std::promise<Result<gw::Answer>>>();
  auto answered = promise->get_future();
  node.part<GatewayPart>().call(std::move(product_call), [promise](Result<gw::Answer> answer) { promise->set_value(std::move(answer)); });
  auto answer = answered.get();
  if (!answer) return fail(std::move(answer).error());
  return Reply{200, {}, std::move(answer->body), "application/json", {}};
}

/// The same questions as for a call, in the same order, from the snapshot that decides now.
Result<const gw::Subscription*> right_to_download(const gw::Published& published, const Call& call, const std::string& product, Instant now) {
  const auto& snapshot = published.snapshot();
  const auto refuse = [&](ErrorCode code, gw::Check check, std::string at, std::string hint) {
    return fail(Error{code, std::move(at), std::move(hint), snapshot.rule(check).rule, snapshot.rule(check).article, {}});
  };
  const auto* right = published.right(call.query_or("subscription"));
  if (!right || right->subscription->developer != call.actor.org)
    return fail(ErrorCode::auth_forbidden, "query.subscription", "name a subscription of your own organisation");
  const auto& s = *right->subscription;
  if (!s.agreement_in_force) return refuse(ErrorCode::rule_out_of_term, gw::Check::agreement, "query.subscription", "the application agreement must be in force");
  const auto* listed = published.product(product);
  if (snapshot.stopped || s.stopped || (listed && listed->stopped))
    return refuse(ErrorCode::state_stopped, gw::Check::stopped, "path.id", "downloads go on once the stop is lifted");
  if (!listed || s.product != product) return refuse(ErrorCode::rule_out_of_scope, gw::Check::scope, "query.subscription", "this subscription is for another product");
  if (listed->kind != gw::ProductKind::package) return fail(ErrorCode::state_not_allowed, "path.id", "only a data package is downloaded; this product is called");
  if (now < s.valid_from || now >= s.valid_until)
    return refuse(ErrorCode::rule_out_of_term, gw::Check::term, "query.subscription", "valid from " + to_text(s.valid_from) + " until " + to_text(s.valid_until));
  return &s;
}

Result<gw::UsagePosition> record_download(GatewayPart& part, const gw::Published& published, const gw::Subscription& s, Instant now) {
  gw::UsageRecord record;
  record.time = record.signed_at = now;
  record.epoch = published.snapshot().epoch;
  record.price = s.price.value_or(Money{});
  record.verdict = gw::Verdict::answered;
  record.subscription = gw::id16(s.id);
  record.product = gw::id16(s.product);
  record.developer = gw::id16(s.developer);
  record.nonce = record.request = gw::id16(crypto::random_bytes(16));
  auto promise = std::make_shared<std::promise<Result<gw::UsagePosition>>>();
  auto durable = promise->get_future();
  part.usage().append(record, [promise](Result<gw::UsagePosition> position) { promise->set_value(std::move(position)); });
  return durable.get();
}

/// A stop of the developer reaches sessions as it reaches keys.
Status check_developer(Node& node, const std::string& org) {
  return node.query([&](Records& records) -> Status {
    const auto now = node.clock().now();
    Standing standing;
    standing.developer = org;
    return check_standing(records, standing, now, node.rulebook().on(local_date(now)));
  });
}

Result<Reply> download(Node& node, const Call& call) {
  const auto& id = call.param("id");
  auto& part = node.part<GatewayPart>();
  const auto now = node.clock().now();
  GS_CHECK(check_developer(node, call.actor.org));
  GS_CHECK(right_to_download(*part.published(), call, id, now));
  Product product;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<ProductSubject>(id, "path.id"));
    product = std::move(found);
    return {};
  }));
  GS_TRY(csv, open_package(node, id, product));
  // Asked again under what stands now: opening the file took a while.
  const auto published = part.published();
  GS_TRY(right, right_to_download(*published, call, id, now));
  GS_CHECK(part.reserve_download(right->id, right->quota_per_day, now));
  auto recorded = record_download(part, *published, *right, now);
  if (!recorded) part.release_download(right->id);
  GS_TRY(position, std::move(recorded));
  Reply reply{200, {}, std::move(csv), "text/csv", {}};
  reply.headers = {{"content-disposition", "attachment; filename=\"" + id + ".csv\""},
                   {"x-gongshu-usage", std::to_string(position.segment) + "/" + std::to_string(position.seq)},
                   {"x-gongshu-sm3", product.release->content_digest.value_or("")}};
  return reply;
}

[[maybe_unused]] const bool kCall = operation("callProduct", Access::open, {}, call_product);
[[maybe_unused]] const bool kDownload = operation("downloadPackage", Access::session, {}, download);

}  // namespace
}  // namespace gongshu::app
