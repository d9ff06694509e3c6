// Packs on a node: what is recorded when they change, how a signature protects them, what happens near their last day and after
// it, and what a city carries for its province.
#include <gmock/gmock.h>

#include "app/api.h"
#include "domain/evidence/events.h"
#include "domain/node/events.h"
#include "domain/supervision/events.h"
#include "ledger/reader.h"
#include "world.h"

namespace gongshu::app {
namespace {

using namespace test;
using domain::node::NodeRules;
using domain::node::NodeSubject;
using ::testing::Contains;
using ::testing::HasSubstr;
constexpr Instant kDay = 86'400'000;

NodeRules recorded(Node& node) {
  NodeRules out;
  const auto status = node.query([&](Records& records) -> Status {
    GS_TRY(found, records.find<NodeSubject>(domain::node::kRecord));
    if (found) out = *found;
    return {};
  });
  EXPECT_TRUE(status);
  return out;
}

std::string opening(Packs& packs, const std::string& overlay = {}, const std::string& pack = "henan") {
  auto node = packs.open(std::make_shared<ManualClock>(kNow), overlay, pack);
  return node ? "opened" : node.error().at + ": " + node.error().hint;
}

std::vector<std::string> english(const std::vector<rules::Words>& words) {
  std::vector<std::string> out;
  for (const auto& w : words) out.push_back(w.en);
  return out;
}

TEST(LoadedRules, StandInTheLedgerOnceForEachChange) {
  Packs packs;
  {
    auto node = packs.open();
    ASSERT_TRUE(node) << describe(node.error());
    ASSERT_TRUE(record_rules(**node));
    ASSERT_TRUE(record_rules(**node));
    EXPECT_EQ((*node)->head().size, 1u);
    const auto state = recorded(**node);
    ASSERT_EQ(state.current.packs.size(), 2u);
    EXPECT_EQ(state.current.packs[0].id, "henan");
    EXPECT_EQ(state.current.packs[1].expires, "2030-03-01");
    EXPECT_FALSE(state.current.packs[0].signer);
  }
  packs.put("henan/pack.yaml", packs.text("henan/pack.yaml") + "# changed\n");
  auto node = packs.open();
  ASSERT_TRUE(node);
  ASSERT_TRUE(record_rules(**node));
  EXPECT_EQ(recorded(**node).loads, 2);
  packs.put("calendar/2031.yaml", "year: 2031\nnotice: 通知\nsource: x\noff: []\nworking: []\n");
  node->reset();
  auto again = packs.open();
  ASSERT_TRUE(again);
  ASSERT_TRUE(record_rules(**again));
  EXPECT_EQ(recorded(**again).loads, 3);
  again->reset();
  EXPECT_VERIFIED(packs.data());
}

TEST(ASignature, IsCheckedAgainstTheFolderAndTheTrustedKeys) {
  Packs packs;
  const auto key = crypto::Sm2PrivateKey::generate(), other = crypto::Sm2PrivateKey::generate();
  ASSERT_TRUE(sign_pack(packs.folder(), "henan", "province", key));
  const auto unknown = check_seal(packs.folder(), "henan", {});
  ASSERT_TRUE(unknown) << describe(unknown.error());
  EXPECT_EQ(unknown->signer, "province");
  EXPECT_FALSE(unknown->trusted);
  EXPECT_TRUE(check_seal(packs.folder(), "henan", {{"province", key.public_key()}})->trusted);
  EXPECT_THAT(check_seal(packs.folder(), "henan", {{"province", other.public_key()}}).error().hint, HasSubstr("does not verify"));
  EXPECT_THAT(check_seal(packs.folder(), "henan", {{"city", key.public_key()}}).error().hint, HasSubstr("trusts only: city"));
  EXPECT_THAT(check_seal(packs.folder(), "national", {{"province", key.public_key()}}).error().hint, HasSubstr("not signed"));
  EXPECT_FALSE(check_seal(packs.folder(), "national", {})->signer);
}

TEST(ASignature, FailsOnAnyChangedAddedOrRemovedFile) {
  const auto key = crypto::Sm2PrivateKey::generate();
  const auto after = [&](auto change) {
    Packs packs;
    packs.put("henan/pack.d/extra.txt", "one");
    EXPECT_TRUE(sign_pack(packs.folder(), "henan", "province", key));
    change(packs);
    const auto seal = check_seal(packs.folder(), "henan", {{"province", key.public_key()}});
    return seal ? std::string("accepted") : seal.error().at + " " + seal.error().hint;
  };
  EXPECT_EQ(after([](Packs&) {}), "accepted");
  EXPECT_THAT(after([](Packs& p) { p.put("henan/pack.yaml", p.text("henan/pack.yaml") + " "); }),
              HasSubstr("henan/pack.yaml changed"));
  EXPECT_THAT(after([](Packs& p) { p.put("henan/pack.d/more.txt", "two"); }), HasSubstr("henan/pack.d/more.txt changed, added"));
  EXPECT_THAT(after([](Packs& p) { fs::remove(p.folder() / "henan/pack.d/extra.txt"); }), HasSubstr("henan/pack.d/extra.txt"));
  EXPECT_THAT(after([](Packs& p) { fs::rename(p.folder() / "henan/pack.d/extra.txt", p.folder() / "henan/pack.d/other.txt"); }),
              HasSubstr("pack.d/"));
  EXPECT_THAT(after([](Packs& p) { p.put("henan/pack.sig", "nonsense"); }), HasSubstr("not a signature file"));
  EXPECT_THAT(after([](Packs& p) { fs::create_symlink("/etc/hostname", p.folder() / "henan/link"); }),
              HasSubstr("plain files only"));
  EXPECT_THAT(after([](Packs& p) {
                auto note = p.text("henan/pack.sig");
                note[note.size() - 6] = note[note.size() - 6] == 'A' ? 'B' : 'A';
                p.put("henan/pack.sig", note);
              }),
              HasSubstr("does not verify"));
}

TEST(ATrustedKey, KeepsUnsignedPacksFromLoading) {
  Packs packs;
  const auto key = crypto::Sm2PrivateKey::generate();
  EXPECT_EQ(opening(packs), "opened");
  packs.trust("province", key);
  EXPECT_THAT(opening(packs), HasSubstr("not signed"));
  for (const char* pack : {"henan", "national"}) ASSERT_TRUE(sign_pack(packs.folder(), pack, "province", key));
  EXPECT_EQ(opening(packs), "opened");
  packs.replace("henan/pack.yaml", "status: trial", "status: in_force");
  EXPECT_THAT(opening(packs), HasSubstr("changed, added or removed since the pack was signed by province"));
}

class ExpiringPack : public ::testing::Test {
 protected:
  void SetUp() override {
    packs_.replace("henan/pack.yaml", "expires: {term: 3 years, source: 第二十五条}",
                   "expires: {date: 2026-06-30, source: 第二十五条}");
    open();
  }
  void open() {
    node_.reset();
    auto node = packs_.open(clock_);
    ASSERT_TRUE(node) << describe(node.error());
    node_ = std::move(*node);
  }
  std::vector<std::string> warnings() { return english(node_->part<PackLife>().warnings(clock_->now())); }
  Status act(const std::string& operation, const domain::Actor& actor = kAuthority) {
    return node_->execute(actor, operation,
                          [](Tx& tx) { return tx.emit<Organisations>(tx.new_id("org"), {organisation("机构")}); });
  }
  Result<Reply> carry_on(const std::string& decision) {
    Call call;
    call.operation = "continueAfterExpiry";
    call.actor = kAuthority;
    call.body = json::object{{"pack", "henan"}, {"decision", decision}};
    return operations().at("continueAfterExpiry").run(*node_, call);
  }
  void confirm_decision() {
    domain::evidence::EnterOutsideDecision d{
        "government_approval", domain::node::kDecisionSubject, "doc-1", "豫政〔2026〕9号", "2026-06-20", "approved"};
    put<domain::evidence::OutsideDecisionSubject>(*node_, Node::system_actor(), "dec-1",
                                                  {domain::evidence::DecisionEntered{d}, domain::evidence::DecisionConfirmed{}});
  }
  std::vector<std::string> rules_of_last_entry() {
    std::vector<std::string> out;
    const auto status = node_->query([&](Records& records) -> Status {
      ledger::Reader reader(records.db());
      GS_TRY(size, reader.size());
      GS_TRY(entry, reader.entry(size - 1));
      out = entry.rules;
      return {};
    });
    EXPECT_TRUE(status);
    return out;
  }
  Packs packs_;
  std::shared_ptr<ManualClock> clock_ = std::make_shared<ManualClock>(kNow);
  std::unique_ptr<Node> node_;
};

TEST_F(ExpiringPack, WarnsFromNinetyDaysBeforeItsLastDay) {
  clock_->set(start_of(*parse_date("2026-04-01")) - 1);
  EXPECT_THAT(warnings(), ::testing::IsEmpty());
  clock_->set(start_of(*parse_date("2026-04-01")));
  EXPECT_THAT(warnings(), Contains(HasSubstr("in 90 days")));
  clock_->set(start_of(*parse_date("2026-06-30")) + kDay - 1);
  EXPECT_THAT(warnings(), Contains(HasSubstr("in 0 days")));
  EXPECT_TRUE(act("registerOrganisation"));
  EXPECT_FALSE(node_->part<PackLife>().packs_json(clock_->now()).at(0).at("expired").as_bool());
}

TEST_F(ExpiringPack, AfterItDecisionsWaitForARecordedAuthorityAndThenNameIt) {
  clock_->set(start_of(*parse_date("2026-07-01")));
  EXPECT_THAT(warnings(), Contains(HasSubstr("no authority to go on")));
  const auto refused = act("registerOrganisation");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::rule_out_of_term);
  EXPECT_THAT(refused.error().hint, HasSubstr("continueAfterExpiry"));
  for (const auto& safe : safe_after_expiry()) EXPECT_TRUE(act(safe)) << safe;
  EXPECT_TRUE(act("registerOrganisation", Node::system_actor())) << "clocks go on";
  EXPECT_EQ(carry_on("dec-1").error().code, ErrorCode::rule_evidence_missing);
  confirm_decision();
  ASSERT_TRUE(carry_on("dec-1"));
  EXPECT_TRUE(act("registerOrganisation"));
  EXPECT_THAT(rules_of_last_entry(), Contains("authority:dec-1"));
  EXPECT_THAT(warnings(), Contains(HasSubstr("decisions go on under 豫政〔2026〕9号")));
  open();
  EXPECT_TRUE(act("registerOrganisation")) << "the authority is known after a restart";
  node_.reset();
  EXPECT_VERIFIED(packs_.data());
}

TEST_F(ExpiringPack, BeforeItsLastDayNobodyCarriesOn) {
  confirm_decision();
  EXPECT_EQ(carry_on("dec-1").error().code, ErrorCode::state_not_allowed);
  EXPECT_THAT(rules_of_last_entry(), ::testing::Not(Contains("authority:dec-1")));
}

TEST(SafeOperations, Exist) {
  for (const auto& id : safe_after_expiry())
    if (id != "changePassword") {
      EXPECT_TRUE(operations().contains(id)) << id;
    }
}

TEST(AnOverlay, IsKeptByTheDirectoryAndBringsTheProvincesFilings) {
  Packs packs;
  const auto recipients = [](Node& node) {
    return node.rulebook().at(*rules::Registry::process().find("plan.filing")).list("recipients");
  };
  {
    auto alone = packs.open(std::make_shared<ManualClock>(kNow), {}, "shijiazhuang");
    ASSERT_TRUE(alone) << describe(alone.error());
    EXPECT_THAT(recipients(**alone), ::testing::Not(Contains("provincial_sector_authority")));
    EXPECT_THAT(english((*alone)->part<PackLife>().warnings(kNow)), Contains(HasSubstr("draft for comment")));
  }
  {
    auto stacked = packs.open(std::make_shared<ManualClock>(kNow), "henan", "shijiazhuang");
    ASSERT_TRUE(stacked) << describe(stacked.error());
    EXPECT_THAT(recipients(**stacked), Contains("provincial_sector_authority"));
    ASSERT_TRUE(record_rules(**stacked));
    EXPECT_EQ(recorded(**stacked).current.overlay, "henan");
  }
  auto kept = packs.open(std::make_shared<ManualClock>(kNow), {}, "shijiazhuang");
  ASSERT_TRUE(kept);
  EXPECT_THAT(recipients(**kept), Contains("provincial_sector_authority"));
  kept->reset();
  auto dropped = packs.open(std::make_shared<ManualClock>(kNow), "none", "shijiazhuang");
  ASSERT_TRUE(dropped);
  EXPECT_THAT(recipients(**dropped), ::testing::Not(Contains("provincial_sector_authority")));
  dropped->reset();
  EXPECT_THAT(opening(packs, "no_such", "shijiazhuang"), HasSubstr("there is no pack 'no_such'"));
  EXPECT_THAT(opening(packs, "shijiazhuang", "shijiazhuang"), HasSubstr("own pack"));
}

TEST(AnOverlay, ClashesAreListedUntilADecisionSettlesThem) {
  Packs packs;
  const auto own = packs.text("shijiazhuang/pack.yaml");
  if (own.find("\nstructure:") == own.npos)
    packs.put("shijiazhuang/pack.yaml", own + "\nstructure: {operators: open_selection}\n");
  auto opened = packs.open(std::make_shared<ManualClock>(kNow), "henan", "shijiazhuang");
  ASSERT_TRUE(opened) << describe(opened.error());
  auto& node = **opened;
  ASSERT_TRUE(node.part<PackLife>().clash("structure/operators"));
  const auto open_warning = HasSubstr("clash over structure/operators");
  EXPECT_THAT(english(node.part<PackLife>().warnings(kNow)), Contains(open_warning));
  domain::evidence::EnterOutsideDecision d{
      "government_approval", domain::node::kDecisionSubject, "doc-1", "冀政〔2026〕1号", "2026-02-20", "approved"};
  put<domain::evidence::OutsideDecisionSubject>(node, Node::system_actor(), "dec-1",
                                                {domain::evidence::DecisionEntered{d}, domain::evidence::DecisionConfirmed{}});
  Call call;
  call.operation = "settleClash";
  call.actor = kAuthority;
  call.body = json::object{{"topic", "structure/operators"}, {"prevails", "overlay"}, {"holds", "公开择优选择"}, {"decision", "dec-1"}};
  const auto settled = operations().at("settleClash").run(node, call);
  ASSERT_TRUE(settled) << describe(settled.error());
  EXPECT_THAT(english(node.part<PackLife>().warnings(kNow)), ::testing::Not(Contains(open_warning)));
  EXPECT_THAT(english(node.part<PackLife>().warnings(kNow)), Contains(HasSubstr("the overlay prevails over structure/operators")));
  Call page;
  page.operation = "listRules";
  const auto shown = operations().at("listRules").run(node, page);
  ASSERT_TRUE(shown);
  bool told = false;
  for (const auto& clash : shown->body.at("clashes").as_array())
    told = told || (clash.at("topic") == "structure/operators" && clash.at("settled").as_bool() && clash.at("prevails") == "overlay" &&
                    clash.at("waits_for_pack").as_bool());
  EXPECT_TRUE(told);
  EXPECT_EQ(shown->body.at("packs").as_array().size(), 3u);
  EXPECT_EQ(shown->body.at("overlay"), "henan");
}

}  // namespace
}  // namespace gongshu::app
