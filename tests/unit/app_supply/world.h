// A node with an approved scenario over a registered resource about people, a source that answers its orders in memory, and actors.
// Grounds are recorded as events; supply and workspaces go through their operations.
#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

#include "app/operation.h"
#include "crypto/hash.h"
#include "domain/authorization/events.h"
#include "domain/catalog/events.h"
#include "domain/registration/events.h"
#include "domain/scenario/events.h"
#include "privacy/manifest.h"

namespace gongshu::app::test {

constexpr Instant kNow = 1'772'440'000'000;  // 2026-03-02

inline const domain::Actor kAuthority{"per-au", "org-au", {"competent_authority"}, {}};
inline const domain::Actor kAgency{"per-ag", "org-ag", {"implementing_agency"}, {}};
inline const domain::Actor kProvider{"per-pr", "org-pr", {"data_provider"}, {}};
inline const domain::Actor kOperator{"per-op", "org-op", {"operator"}, {}};
inline const domain::Actor kRival{"per-ri", "org-ri", {"operator"}, {}};

template <class Subject>
void put(Node& node, const domain::Actor& actor, const std::string& id, std::vector<typename Subject::Event> events) {
  const auto status = node.execute(actor, "test", [&](Tx& tx) { return tx.emit<Subject>(id, events); });
  if (!status) throw std::runtime_error(describe(status.error()));
}

/// Rows as the source has them masked: hidden ordinal last.
struct MaskedRow {
  std::string id_number, county;
  int entity;
};

class World {
 public:
  /// `packs`: the folder of the rule packs, for tests that change one.
  explicit World(std::filesystem::path packs = GONGSHU_SOURCE_DIR "/rulepacks") : packs_(std::move(packs)) {
    std::string pattern = (std::filesystem::temp_directory_path() / "gongshu-supply-XXXXXX").string();
    data = ::mkdtemp(pattern.data());
    open();
    grounds();
  }
  ~World() {
    node.reset();
    std::error_code ignored;
    std::filesystem::remove_all(data, ignored);
  }
  void open() {
    node.reset();
    auto made = Node::open({data, "henan", packs_, clock, false});
    if (!made) throw std::runtime_error(describe(made.error()));
    node = std::move(*made);
  }

  Result<Reply> call(const domain::Actor& actor, const std::string& operation, json::value body = {}, std::map<std::string, std::string> params = {},
                     std::string raw = {}) {
    Call c;
    c.operation = operation;
    c.params = std::move(params);
    c.body = std::move(body);
    c.raw_body = std::move(raw);
    c.actor = actor;
    return operations().at(operation).run(*node, c);
  }
  /// A call that must work; its body.
  json::object must(const domain::Actor& actor, const std::string& operation, json::value body = {}, std::map<std::string, std::string> params = {}) {
    auto reply = call(actor, operation, std::move(body), std::move(params));
    if (!reply) throw std::runtime_error(operation + ": " + describe(reply.error()));
    return reply->body.as_object();
  }
  /// "code rule" of a refusal, or "passed".
  static std::string outcome(const Result<Reply>& reply) {
    if (reply) return "passed";
    return std::string(info(reply.error().code).name) + (reply.error().rule.empty() ? "" : " " + reply.error().rule);
  }

  /// Registers the source's key and has an order issued; the order as the source reads it.
  void issue_order(json::object more = {}) {
    must(kProvider, "registerSourceKey", json::object{{"name", "source"}, {"public_key_pem", source.public_key().to_pem()}});
    again(std::move(more));
  }
  void again(json::object more = {}) {
    more.emplace("scenario", "scn-1");
    more.emplace("resource", "cat-1");
    const auto reply = must(kAgency, "issueMaskingOrder", std::move(more));
    const privacy::SignedDocument document{text(reply, "document"), text(reply, "signature")};
    auto verified = privacy::verify_order(document, *crypto::Sm2PublicKey::from_pem(text(reply, "node_public_key")));
    if (!verified) throw std::runtime_error(describe(verified.error()));
    order = *verified;
    key = *source.decrypt(*crypto::from_base64(order.scenario_key_sealed));
  }

  struct Made {
    privacy::BatchManifest manifest;
    std::vector<std::string> chunks;
  };
  /// Chunks of at most `per_chunk` rows and their manifest, as an honest source makes them (identifiers become pseudonyms), unless `raw`.
  Made make(const std::vector<MaskedRow>& rows, std::size_t per_chunk = 1000, bool raw = false) {
    Made made;
    auto& m = made.manifest;
    m.batch_id = "batch-" + std::to_string(++batches);
    m.order_id = order.order_id;
    m.scenario_id = order.scenario_id;
    m.resource_id = order.resource_id;
    m.rows = static_cast<std::int64_t>(rows.size());
    for (const auto& rule : order.columns)
      if (const auto type = privacy::masked_type(rule)) m.columns.push_back({rule.name, *type, rule.technique, rule.grade, rule.identity});
    m.population = order.population;
    m.entity_column = privacy::kEntityColumn;
    m.numbering = numbering;
    m.rule_version = order.rule_version;
    m.masked_at = kNow;
    m.source_key_fingerprint = order.source_key_fingerprint;
    const crypto::HmacSm3 hmac(key);
    std::set<int> entities;
    std::string chunk;
    std::int64_t count = 0;
    const auto close = [&] {
      m.chunks.push_back({static_cast<std::int64_t>(made.chunks.size()), static_cast<std::int64_t>(chunk.size()), count, crypto::to_hex(crypto::view(crypto::sm3(chunk)))});
      made.chunks.push_back(std::exchange(chunk, {}));
      count = 0;
    };
    for (const auto& row : rows) {
      if (chunk.empty()) chunk = "id_number,county,_entity\n";
      chunk += (raw ? row.id_number : privacy::pseudonym(hmac, row.id_number)) + "," + row.county + "," + std::to_string(row.entity) + "\n";
      entities.insert(row.entity);
      if (++count == static_cast<std::int64_t>(per_chunk)) close();
    }
    if (!chunk.empty()) close();
    m.entities = static_cast<std::int64_t>(entities.size());
    return made;
  }
  json::object announcement(const privacy::BatchManifest& manifest, const crypto::Sm2PrivateKey& signer) {
    const auto document = *privacy::sign(manifest, signer);
    return {{"document", document.document}, {"signature", document.signature}};
  }
  Result<Reply> chunk(const std::string& batch, std::size_t index, std::string bytes) {
    return call(kProvider, "putBatchChunk", {}, {{"id", batch}, {"index", std::to_string(index)}}, std::move(bytes));
  }
  /// Announces and pushes everything; the batch's id.
  std::string push(const Made& made) {
    const auto id = text(must(kProvider, "announceBatch", announcement(made.manifest, source)), "id");
    for (std::size_t i = 0; i < made.chunks.size(); ++i)
      if (auto sent = chunk(id, i, made.chunks[i]); !sent) throw std::runtime_error(describe(sent.error()));
    return id;
  }
  std::string supply(const Made& made) {
    const auto id = push(made);
    must(kProvider, "finishBatch", {}, {{"id", id}});
    return id;
  }

  static std::string text(const json::object& o, std::string_view member) { return std::string(o.at(member).as_string()); }

  std::filesystem::path data;
  std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(kNow);
  std::unique_ptr<Node> node;
  crypto::Sm2PrivateKey source = crypto::Sm2PrivateKey::generate();
  privacy::MaskingOrder order;
  std::string key;
  std::string numbering = std::string(32, 'a');

 private:
  void grounds() {
    domain::catalog::DraftCatalogEntry entry;
    entry.title = "常住人口";
    entry.code = "CA/RESIDENT/001";
    entry.summary = "常住人口基本信息";
    entry.format = "table";
    entry.classification = "民生保障";
    entry.sharing = "none";
    entry.update_cycle = "monthly";
    entry.origin = "own";
    entry.protected_entity = "resident";
    entry.items = {{"id_number", "身份号码", "text", "important", true, true, {}, true}, {"county", "县", "text", "general", {}, {}, {}, {}},
                   {"agreed", "是否同意", "boolean", "general", {}, {}, {}, {}}};
    put<domain::catalog::CatalogSubject>(*node, kProvider, "cat-1",
                                         {domain::catalog::EntryDrafted{"org-pr", entry}, domain::catalog::EntrySubmitted{}, domain::catalog::EntryApproved{}});
    using namespace domain::authorization;
    DraftAgreement content;
    content.resources = {"cat-1"};
    content.starts = "2026-01-01";
    content.ends = "2028-12-31";
    put<AgreementSubject>(*node, kAgency, "agr-1", {AgreementDrafted{"org-op", content}, AgreementDecided{"dec-1"}, AgreementInForce{{}}});
    scenario("scn-1", true);
    scenario("scn-2", false);
    registration();
  }
  void scenario(const std::string& id, bool approved) {
    domain::scenario::DraftScenario content;
    content.agreement = "agr-1";
    content.title = "测算" + id;
    content.purpose = "public_interest";
    content.demand = {{"cat-1", "residents", {{"id_number", {"join", "aggregate", "lookup"}, {}, {}, "计数的键"}, {"county", {"join", "group", "filter", "lookup"}, {}, {}, "按县"}}}};
    std::vector<domain::scenario::ScenarioSubject::Event> events{domain::scenario::Drafted{}, domain::scenario::Submitted{}};
    std::get<domain::scenario::Drafted>(events[0]).operator_org = "org-op";
    std::get<domain::scenario::Drafted>(events[0]).agency = "org-ag";
    std::get<domain::scenario::Drafted>(events[0]).content = content;
    if (approved) events.emplace_back(domain::scenario::Approved{});
    put<domain::scenario::ScenarioSubject>(*node, kOperator, id, events);
  }
  void registration() {
    using namespace domain::registration;
    ApplyRegistration application;
    application.entry = "cat-1";
    application.kind = "initial";
    application.materials = {{"application", "doc-1"}};
    put<RegistrationSubject>(*node, kProvider, "reg-1", {Applied{application, {}}, Accepted{{}}, Reviewed{}, Noticed{"2026-02-20"}, Completed{"GSR-1", "2027-12-31"}});
  }
  int batches = 0;
  std::filesystem::path packs_;
};

/// `n` people of one county from entity `first` on. Identity numbers of 18 places with a right check digit, of nobody.
inline std::vector<MaskedRow> people(int n, const std::string& county, int first = 1) {
  std::vector<MaskedRow> out;
  for (int i = 0; i < n; ++i) {
    auto number = "4101051949" + std::string(i % 2 ? "0102" : "0203") + std::to_string(100 + (first + i) % 900);
    int sum = 0;
    static constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    for (int d = 0; d < 17; ++d) sum += (number[static_cast<std::size_t>(d)] - '0') * kWeights[d];
    number += "10X98765432"[sum % 11];
    out.push_back({number, county, first + i});
  }
  return out;
}

}  // namespace gongshu::app::test
