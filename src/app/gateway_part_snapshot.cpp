// The snapshot: products, subscriptions and keys as the views hold them, folded with what stands.
#include "app/gateway_part.h"

#include "app/contracts.h"
#include "app/exit_steps.h"
#include "app/gates.h"
#include "app/standing.h"
#include "crypto/sm4.h"
#include "domain/authorization/events.h"
#include "domain/delivery/points.h"
#include "domain/exit/points.h"
#include "domain/scenario/events.h"
#include "domain/supervision/points.h"

namespace gongshu::app {

using namespace domain::delivery;
using domain::product::Product;
using domain::product::ProductSubject;
using domain::product::Release;
namespace gw = gongshu::gateway;

namespace {

constexpr Instant kDay = 86'400'000;

Instant first_instant(const std::string& day) {
  const auto date = parse_date(day);
  return date ? start_of(*date) : INT64_MAX;
}
Instant after_last(const std::string& day) {
  const auto date = parse_date(day);
  return date ? start_of(*date) + kDay : INT64_MIN;
}

gw::RuleRef ref(const rules::Rulebook& book, const rules::Point& point) {
  const auto error = book.at(point).refusal(ErrorCode::rule_refused);
  return {error.rule, error.article};
}

void cite(const rules::Rulebook& book, gw::Snapshot& out) {
  const auto items = ref(book, kAgreementItems);
  for (const auto check : {gw::Check::agreement, gw::Check::purpose, gw::Check::scope, gw::Check::term}) out.rule(check) = items;
  out.rule(gw::Check::stopped) = ref(book, domain::supervision::kStopScope);
  out.rule(gw::Check::consent) = ref(book, kConsent);
  out.exited = book.at(domain::exit::kRevoke).refusal(ErrorCode::state_exited, "/subscription", "the operation agreement behind it has ended");
}

/// Days within which a product can be used at all: of the scenario and the operation agreement.
Result<std::pair<Instant, Instant>> term_of(Records& records, const Product& product) {
  GS_TRY(scenario, records.load<domain::scenario::ScenarioSubject>(product.content.scenario));
  GS_TRY(agreement, records.load<domain::authorization::AgreementSubject>(scenario.content.agreement));
  auto until = after_last(agreement.content.ends);
  if (scenario.content.ends) until = std::min(until, after_last(*scenario.content.ends));
  return std::pair{first_instant(agreement.content.starts), until};
}

gw::ProductKind kind_of(const Product& product) {
  if (product.content.kind == "package") return gw::ProductKind::package;
  return product.content.kind == "verification" ? gw::ProductKind::verification : gw::ProductKind::api;
}

struct Ground {
  bool stands = false;  ///< but for a stop
  bool stopped = false;
  bool exited = false;
  Instant from = 0, until = 0;
};

Result<Ground> ground_of(Records& records, const std::string& id, const Product& product, Instant now, const rules::Rulebook& book) {
  GS_TRY(term, term_of(records, product));
  auto asked = standing_of(id, product);
  asked.delivering = true;
  const auto standing = check_standing(records, asked, now, book);
  const auto refused_by = [&](ErrorCode code) { return !standing && standing.error().code == code; };
  const bool stopped = refused_by(ErrorCode::state_stopped);
  return Ground{standing.has_value() || stopped, stopped, refused_by(ErrorCode::state_exited), term.first, term.second};
}

/// Of the last policy event that this connection sees.
Result<std::uint64_t> policy_epoch(Records& records) {
  GS_TRY(row, records.db().prepare("SELECT seq FROM policy_epoch"));
  GS_TRY(found, row.step());
  return found ? static_cast<std::uint64_t>(row.column_int64(0)) : std::uint64_t{0};
}

Status add_applications(Node& node, Records& records, gw::Snapshot& out) {
  GS_TRY(active, records.all<ApplicationKeySubject>("active"));
  if (active.empty()) return {};
  GS_TRY(stored, node.directory().keys());
  GS_TRY(sealing, node.node_key("node:application_keys"));
  for (const auto& key : active) {
    const auto found = std::find_if(stored.begin(), stored.end(), [&](const auto& k) { return k.id == key.id; });
    if (found == stored.end() || found->revoked) continue;
    auto secret = crypto::sm4_open(sealing, found->sealed_secret, key.id);
    if (!secret) continue;  // a key that does not open is no key
    GS_TRY(stop, stop_over(records, {{"developer", key.state.org}}, true));
    out.applications[key.id] = {key.id, std::move(*secret), key.state.org, true, stop.has_value()};
  }
  return {};
}

gw::Subscription right_of(const std::string& id, const Subscription& s, const ApplicationAgreement& a, const Ground& ground) {
  gw::Subscription out;
  out.id = id;
  out.product = s.content.product;
  out.developer = s.org;
  out.purpose = s.content.purpose;
  out.key_prefixes = s.content.key_prefixes.value_or(std::vector<std::string>{});
  out.fields = s.content.fields.value_or(std::vector<std::string>{});
  out.valid_from = std::max({first_instant(s.content.starts), first_instant(a.content.starts), ground.from});
  out.valid_until = std::min({after_last(s.content.ends), after_last(a.content.ends), ground.until});
  out.quota_per_day = s.content.quota_per_day;
  out.rate_per_second = s.content.rate_per_second;
  out.price = Money{s.price_fen};
  out.agreement_in_force = a.status == ApplicationAgreementStatus::in_force && ground.stands;
  out.exited = ground.exited;
  return out;
}

/// What an exit has ended stays known, so that its callers learn why they are refused.
Status add_exited(Records& records, gw::Snapshot& out) {
  GS_TRY(ended, records.all<SubscriptionSubject>("ended"));
  for (const auto& s : ended) {
    if (!ended_by_exit(s.state.end_reason)) continue;
    auto& right = out.subscriptions[s.id];
    right.id = s.id;
    right.product = s.state.content.product;
    right.developer = s.state.org;
    right.exited = true;
  }
  return {};
}

/// What the gates before product calls say of this subscription's calls. Whatever keeps them from answering refuses as well.
using CallGates = std::vector<const rules::GateDef*>;  // null where the pack has none
std::shared_ptr<const Error> gate_of(const CallGates* gates, const Subscription& s, const std::string& id, const GateScene& scene) {
  if (!gates) return nullptr;
  Call call;
  call.operation = rules::kProductCall;
  call.params["id"] = s.content.product;
  call.body = json::object{{"subscription", id}, {"purpose", s.content.purpose}};
  call.actor.org = s.org;
  const auto passes = check_call_gates(*gates, call, scene);
  return passes ? nullptr : std::make_shared<const Error>(passes.error());
}

Status add_subscriptions(Records& records, const std::map<std::string, Ground>& grounds, Instant now, const rules::Rulebook& book, const CallGates* gates, gw::Snapshot& out) {
  GS_TRY(active, records.all<SubscriptionSubject>("active"));
  for (const auto& s : active) {
    const auto ground = grounds.find(s.state.content.product);
    if (ground == grounds.end()) continue;
    GS_TRY(agreement, records.load<ApplicationAgreementSubject>(s.state.content.application_agreement));
    GS_TRY(contracts, contracts_stand(records, agreement, local_date(now), book));
    auto& right = out.subscriptions[s.id] = right_of(s.id, s.state, agreement, ground->second);
    right.agreement_in_force = right.agreement_in_force && contracts;
    right.gate = gate_of(gates, s.state, s.id, {records, book, now});
  }
  return add_exited(records, out);
}

}  // namespace

Result<std::shared_ptr<const gw::Shelf>> GatewayPart::shelf_of(const std::string& id, const Product& product, const Release& release) {
  {
    std::lock_guard lock(ahead_mutex_);
    if (const auto found = ahead_.find(release.file); found != ahead_.end()) return found->second;
  }
  const auto before = holder_.current();
  const auto* known = before->product(id);
  if (known && known->shelf && known->shelf->path().filename() == release.file) return known->shelf;
  GS_TRY(bytes, crypto::from_hex(release.digest));
  crypto::Digest hash{};
  if (bytes.size() != hash.size()) return fail(ErrorCode::ledger_corrupt, release.file, "the digest is not that of a shelf");
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(hash.data()));
  GS_TRY(key, product_key(node_, id, product, "shelf"));
  return gw::Shelf::open(release_path(node_, release), hash, std::move(key));
}

Status GatewayPart::open_ahead(const std::string& id, const Product& product, const Release& release) {
  GS_TRY(shelf, shelf_of(id, product, release));
  std::lock_guard lock(ahead_mutex_);
  ahead_[release.file] = std::move(shelf);
  return {};
}

/// Only what stands gets its shelf and its token keys; a release that does not open stays closed and refuses by itself.
void GatewayPart::open_product(const std::string& id, const Product& product, gw::Product& out, TokenTable& tokens) {
  if (product.content.kind == "package") return;
  if (product.personal) {
    const auto known = tokens_->find(product_key_name(id));
    auto made = known != tokens_->end() ? Result<std::shared_ptr<const ProductTokens>>(known->second) : product_tokens(node_, id, product);
    if (!made) return;
    tokens[product_key_name(id)] = std::move(*made);
  }
  if (auto shelf = shelf_of(id, product, *product.release)) out.shelf = std::move(*shelf);
}

Status GatewayPart::add_products(Records& records, const rules::Rulebook& book, gw::Snapshot& out, TokenTable& tokens) {
  const auto now = node_.clock().now();
  std::map<std::string, Ground> grounds;
  GS_TRY(listed, records.all<ProductSubject>("listed"));
  for (const auto& p : listed) {
    GS_TRY(ground, ground_of(records, p.id, p.state, now, book));
    grounds[p.id] = ground;
    gw::Product product;
    product.id = p.id;
    product.kind = kind_of(p.state);
    product.key_field = p.state.content.definition.key_column.value_or("");
    product.answer_fields = p.state.content.definition.columns.value_or(std::vector<std::string>{});
    product.personal = p.state.personal;
    if (p.state.personal) product.tokenise_key = product_key_name(p.id);
    product.price = Money{domain::product::fen_of(p.state)};
    product.stopped = ground.stopped;
    if (ground.stands && !ground.stopped) open_product(p.id, p.state, product, tokens);
    out.products[p.id] = std::move(product);
  }
  return add_subscriptions(records, grounds, now, book, node_.part<Gates>().before(std::string(rules::kProductCall)), out);
}

Result<std::shared_ptr<gw::Snapshot>> GatewayPart::build(Records& records, TokenTable& tokens) {
  auto out = std::make_shared<gw::Snapshot>();
  const auto book = node_.rulebook().on(local_date(node_.clock().now()));
  GS_TRY(epoch, policy_epoch(records));
  out->epoch = epoch;
  cite(book, *out);
  GS_TRY(stop, stop_over(records, {}, true));
  out->stopped = stop.has_value();
  GS_CHECK(add_applications(node_, records, *out));
  GS_CHECK(add_products(records, book, *out, tokens));
  return out;
}

/// Several policy events of one commit need one snapshot.
void GatewayPart::refresh() {
  std::lock_guard lock(building_);
  std::uint64_t epoch = 0;
  const auto status = node_.query([&](Records& records) -> Status {
    GS_TRY(seq, policy_epoch(records));
    epoch = seq;
    return {};
  });
  if (status && built_ && epoch == built_epoch_ && built_day_ == local_date(node_.clock().now())) return;
  rebuild();
}

void GatewayPart::rebuild() {
  auto tokens = std::make_shared<TokenTable>();
  std::shared_ptr<gw::Snapshot> next;
  const auto status = node_.query([&](Records& records) -> Status {
    GS_TRY(built, build(records, *tokens));
    next = std::move(built);
    return {};
  });
  if (!status) {
    next = std::make_shared<gw::Snapshot>();
    next->epoch = node_.epoch();
    next->stopped = true;
    tokens = std::make_shared<TokenTable>();
  }
  {
    std::lock_guard swap(tokens_mutex_);
    tokens_ = std::move(tokens);
  }
  built_ = status.has_value();
  built_epoch_ = next->epoch;
  holder_.publish(std::move(next));
  built_day_ = local_date(node_.clock().now());
  std::lock_guard ahead(ahead_mutex_);
  ahead_.clear();
}

Result<crypto::Digest> GatewayPart::tokenise(std::string_view key_name, std::string_view value) const {
  std::shared_ptr<const TokenTable> table;
  {
    std::lock_guard lock(tokens_mutex_);
    table = tokens_;
  }
  const auto found = table->find(key_name);
  if (found == table->end()) return fail(ErrorCode::crypto_key_withheld, std::string(key_name));
  return found->second->of_identifier(value);
}

}  // namespace gongshu::app
