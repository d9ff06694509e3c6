// A world to leave: an agreement in force with a scenario, data, a job, a product, subscriptions; and a second agreement of another
// operator beside it, which must not feel anything.
#pragma once
#include "app/datasets.h"
#include "app/exit_steps.h"
#include "app/operation.h"
#include "app/shelves.h"
#include "crypto/sm4.h"
#include "domain/authorization/events.h"
#include "domain/delivery/events.h"
#include "domain/evidence/events.h"
#include "domain/product/events.h"
#include "domain/scenario/events.h"
#include "domain/supply/events.h"
#include "domain/workspace/events.h"
#include "fixture.h"
#include "store/files.h"

namespace gongshu::app::test {

namespace authorization = domain::authorization;
namespace delivery = domain::delivery;
namespace evidence = domain::evidence;
namespace product = domain::product;
namespace scenario = domain::scenario;
namespace supply = domain::supply;
namespace workspace = domain::workspace;

/// Ids of one side; "" is the side that leaves, "-b" the one that stays.
struct Side {
  std::string tail, operator_org;
  std::string id(const char* prefix) const { return prefix + tail; }
};
inline const Side kLeaving{"", "org-op"}, kStaying{"-b", "org-op-b"};

inline void add_agreement(Node& node, const Side& side) {
  using namespace authorization;
  DraftAgreement content;
  content.plan = "pla-1";
  content.operator_id = side.id("opr-1");
  content.resources = {side.id("cat-1")};
  content.starts = "2026-01-01";
  content.ends = "2028-12-31";
  put<OperatorSubject>(node, kAuthority, side.id("opr-1"), {OperatorAdmitted{{side.operator_org, "dec-1", {}, {}}}});
  put<AgreementSubject>(node, kAgency, side.id("agr-1"), {AgreementDrafted{side.operator_org, content}, AgreementDecided{"dec-2"}, AgreementInForce{{}}});
}

inline void add_scenario(Node& node, const Side& side, const char* id = "scn-1", bool approve = true) {
  scenario::DraftScenario content;
  content.agreement = side.id("agr-1");
  content.title = "养老规划";
  content.purpose = "public_interest";
  content.demand = {{side.id("cat-1"), "residents", {{"county", {"group", "lookup"}, {}, {}, "按县统计"}}}};
  scenario::Drafted drafted{};
  drafted.operator_org = side.operator_org;
  drafted.content = content;
  std::vector<scenario::ScenarioSubject::Event> events{drafted, scenario::Submitted{}};
  if (approve) events.emplace_back(scenario::Approved{});
  put<scenario::ScenarioSubject>(node, {"per-op", side.operator_org, {"operator"}, {}}, side.id(id), events);
}

inline void write_file(Node& node, const std::string& name, std::string_view bytes) {
  const auto path = node.path(name);
  if (!store::make_directory(path.parent_path()) || !store::write_file_atomic(path, bytes)) throw std::runtime_error(name);
}

/// The scenario's key, and files sealed under it: an order, a batch of two chunks, a job's result.
inline void add_data(Node& node, const Side& side) {
  if (!node.keyring().create(scenario_key_name(side.id("scn-1")))) throw std::runtime_error("key");
  const auto key = *node.keyring().release(scenario_key_name(side.id("scn-1")), [] { return Status(); });
  supply::Order order;
  order.scenario = side.id("scn-1");
  order.agency = "org-ag";
  put<supply::OrderSubject>(node, kAgency, side.id("ord-1"), {supply::OrderIssued{order}});
  supply::Batch batch;
  batch.scenario = side.id("scn-1");
  batch.resource = side.id("cat-1");
  batch.operator_org = side.operator_org;
  put<supply::BatchSubject>(node, kAgency, side.id("bat-1"), {supply::BatchAnnounced{batch}, supply::BatchAccepted{}});
  write_file(node, "orders/" + side.id("ord-1") + ".json", "{}");
  for (const char* chunk : {"0000000", "0000001"})
    write_file(node, "batches/" + side.id("bat-1") + "/" + chunk, *crypto::sm4_seal(files_key(key), std::string("rows of ") + chunk, chunk));
}

inline void add_workspace(Node& node, const Side& side) {
  const domain::Actor op{"per-op", side.operator_org, {"operator"}, {}};
  put<workspace::WorkspaceSubject>(node, op, side.id("wsp-1"), {workspace::Opened{side.id("scn-1"), side.id("agr-1"), "org-ag"}});
  const workspace::JobSubmitted submitted{{side.id("wsp-1"), "SELECT 1", "统计"}, side.id("scn-1"), "org-ag", {"plan", "hash", 0, {"residents"}}};
  put<workspace::JobSubject>(node, op, side.id("job-1"), {submitted, workspace::JobApproved{"hash"}, workspace::JobStarted{}, workspace::JobDone{"digest", 3, 0}});
  put<workspace::JobSubject>(node, op, side.id("job-2"), {submitted});
  write_file(node, "results/" + side.id("job-1"), "sealed result");
}

inline void add_product(Node& node, const Side& side) {
  const domain::Actor op{"per-op", side.operator_org, {"operator"}, {}};
  if (!node.keyring().create(product_key_name(side.id("prd-1")))) throw std::runtime_error("key");
  write_file(node, "shelves/" + side.id("aa11") + ".package", "sealed package");
  product::Drafted drafted{};
  drafted.operator_org = side.operator_org;
  drafted.purpose = "public_interest";
  drafted.content = {side.id("scn-1"), "养老数据包", "按县", "package", {side.id("job-1"), {}, {}, {}}};
  product::Release release{side.id("aa11") + ".package", "aa11", "bb22", 3, 14, false};
  put<product::ProductSubject>(node, op, side.id("prd-1"),
                               {drafted, product::Checked{}, product::Submitted{}, product::Approved{}, product::Listed{release}});
  drafted.content.title = "草稿";
  put<product::ProductSubject>(node, op, side.id("prd-2"), {drafted});
}

inline void add_subscriptions(Node& node, const Side& side) {
  const domain::Actor op{"per-op", side.operator_org, {"operator"}, {}};
  delivery::DraftApplicationAgreement content{"dev-1", {}, "doc-1", "2026-01-01", "2028-12-31"};
  put<delivery::ApplicationAgreementSubject>(node, op, side.id("apa-1"), {delivery::AgreementDrafted{"org-dev", content}, delivery::AgreementInForce{}});
  delivery::Subscribe terms;
  terms.product = side.id("prd-1");
  terms.application_agreement = side.id("apa-1");
  terms.purpose = "养老规划";
  terms.quota_per_day = 1000;
  terms.rate_per_second = 10;
  terms.starts = "2026-01-01";
  terms.ends = "2028-12-31";
  put<delivery::SubscriptionSubject>(node, kDeveloper, side.id("sub-1"), {delivery::Subscribed{side.operator_org, terms, 500, false}});
  put<delivery::SubscriptionSubject>(node, {"per-d2", "org-dev2", {"application_developer"}, {}}, side.id("sub-2"),
                                     {delivery::Subscribed{side.operator_org, terms, 0, true}});
}

inline void add_side(Node& node, const Side& side) {
  add_agreement(node, side);
  add_scenario(node, side);
  add_data(node, side);
  add_workspace(node, side);
  add_product(node, side);
  add_subscriptions(node, side);
}

/// Makes the whole world in a new data directory.
inline void make_world(const std::filesystem::path& data) {
  auto node = open(data);
  put<Organisations>(*node, kAuthority, "org-ag", {organisation("省大数据中心", {"implementing_agency"})});
  put<Organisations>(*node, kAuthority, "org-op", {organisation("省数据运营有限公司")});
  evidence::Document document;
  document.kind = "termination";
  document.org = "org-ag";
  put<evidence::DocumentSubject>(*node, kAgency, "doc-1", {evidence::DocumentDeposited{document}});
  add_side(*node, kLeaving);
  add_side(*node, kStaying);
  add_scenario(*node, kLeaving, "scn-2", false);  // never approved, never had a key
}

/// Runs an operation as this actor, past the sign-in.
inline Result<Reply> call(Node& node, const domain::Actor& actor, const std::string& operation, std::map<std::string, std::string> params = {}, json::value body = {}) {
  Call c;
  c.operation = operation;
  c.params = std::move(params);
  c.body = std::move(body);
  c.actor = actor;
  return operations().at(operation).run(node, c);
}

inline json::object exit_request(json::array also = {}) {
  json::object body{{"agreement", "agr-1"}, {"cause", "terminated_early"}, {"document", "doc-1"}, {"reason", "双方协商终止"}};
  if (!also.empty()) body["also_delete"] = std::move(also);
  return body;
}

/// Starts the exit by the agency; returns its id.
inline std::string start_exit(Node& node, json::array also = {}) {
  const auto reply = call(node, kAgency, "startExit", {}, exit_request(std::move(also)));
  if (!reply) throw std::runtime_error(describe(reply.error()));
  return std::string(reply->body.as_object().at("id").as_string());
}

inline domain::exit::Exit load_exit(Node& node, const std::string& id) {
  domain::exit::Exit out;
  const auto status = node.query([&](Records& records) -> Status {
    GS_TRY(exit, records.load<domain::exit::ExitSubject>(id));
    out = std::move(exit);
    return {};
  });
  if (!status) throw std::runtime_error(describe(status.error()));
  return out;
}

template <class Subject>
std::string status_in(Node& node, const std::string& id) {
  std::string out;
  const auto status = node.query([&](Records& records) -> Status {
    GS_TRY(state, records.load<Subject>(id));
    out = status_of(state);
    return {};
  });
  if (!status) throw std::runtime_error(describe(status.error()));
  return out;
}

}  // namespace gongshu::app::test
