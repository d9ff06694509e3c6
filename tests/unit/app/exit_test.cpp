// Leaving, from the first record to the certificate: what ends, what is destroyed, what refuses afterwards.
#include "app/certificate.h"
#include "app/standing.h"
#include "crypto/hash.h"
#include "exit_world.h"

namespace gongshu::app {
namespace {

using namespace test;
namespace fs = std::filesystem;

class ExitTest : public ::testing::Test {
 protected:
  void SetUp() override {
    make_world(data_);
    node_ = open(data_);
  }
  ErrorCode code(const Result<Reply>& reply) { return reply ? ErrorCode::internal : reply.error().code; }
  ErrorCode code(const Status& status) { return status ? ErrorCode::internal : status.error().code; }
  /// The exit, started by the agency and completed by the authority.
  std::string leave(json::array also = {}) {
    const auto id = start_exit(*node_, std::move(also));
    const auto reply = call(*node_, kAuthority, "completeExit", {{"id", id}});
    EXPECT_TRUE(reply) << describe(reply.error());
    return id;
  }
  Status standing(const Standing& asked) {
    return node_->query([&](Records& records) { return check_standing(records, asked, kNow, node_->rulebook().on(local_date(kNow))); });
  }
  TempDir dir_;
  fs::path data_ = dir_ / "node";
  std::unique_ptr<Node> node_;
};

TEST_F(ExitTest, FromItsStartEverythingUnderTheAgreementRefuses) {
  Standing here, there;
  here.scenario = "scn-1";
  there.scenario = "scn-1-b";
  EXPECT_TRUE(standing(here));
  const auto before = node_->epoch();
  start_exit(*node_);
  EXPECT_GT(node_->epoch(), before);
  EXPECT_EQ(code(standing(here)), ErrorCode::state_exited);
  EXPECT_TRUE(standing(there));
}

TEST_F(ExitTest, StartsOnce) {
  start_exit(*node_);
  EXPECT_EQ(code(call(*node_, kAuthority, "startExit", {}, exit_request())), ErrorCode::state_not_allowed);
}

TEST_F(ExitTest, IsNotForStrangersNorForOnePersonAlone) {
  EXPECT_EQ(code(call(*node_, kOperator, "startExit", {}, exit_request())), ErrorCode::auth_forbidden);
  EXPECT_EQ(code(call(*node_, {"per-x", "org-x", {"implementing_agency"}, {}}, "startExit", {}, exit_request())), ErrorCode::auth_forbidden);
  const auto id = start_exit(*node_);
  EXPECT_EQ(code(call(*node_, kAgency, "completeExit", {{"id", id}})), ErrorCode::auth_same_person);
  EXPECT_EQ(code(call(*node_, kOperator, "completeExit", {{"id", id}})), ErrorCode::auth_forbidden);
  EXPECT_EQ(load_exit(*node_, id).status, domain::exit::ExitStatus::started);
  EXPECT_EQ(code(call(*node_, kAuthority, "completeExit", {{"id", "ext-none"}})), ErrorCode::state_not_found);
}

TEST_F(ExitTest, EndsEveryRightUnderTheAgreementAndNoOther) {
  const auto exit = load_exit(*node_, leave());
  EXPECT_EQ(exit.revoked.scenarios, (std::vector<std::string>{"scn-1", "scn-2"}));
  EXPECT_EQ(exit.revoked.workspaces, (std::vector<std::string>{"wsp-1"}));
  EXPECT_EQ(exit.revoked.jobs, (std::vector<std::string>{"job-2"}));
  EXPECT_EQ(exit.revoked.products, (std::vector<std::string>{"prd-1", "prd-2"}));
  EXPECT_EQ(exit.revoked.subscriptions, (std::vector<std::string>{"sub-1", "sub-2"}));
  EXPECT_EQ(exit.revoked.application_agreements, (std::vector<std::string>{"apa-1"}));
  EXPECT_TRUE(exit.operator_exited);
  EXPECT_EQ(status_in<authorization::AgreementSubject>(*node_, "agr-1"), "ended");
  EXPECT_EQ(status_in<authorization::OperatorSubject>(*node_, "opr-1"), "exited");
  EXPECT_EQ(status_in<scenario::ScenarioSubject>(*node_, "scn-1"), "ended");
  EXPECT_EQ(status_in<workspace::WorkspaceSubject>(*node_, "wsp-1"), "exited");
  EXPECT_EQ(status_in<workspace::JobSubject>(*node_, "job-2"), "cancelled");
  EXPECT_EQ(status_in<product::ProductSubject>(*node_, "prd-1"), "recalled");
  EXPECT_EQ(status_in<delivery::SubscriptionSubject>(*node_, "sub-1"), "ended");
  EXPECT_EQ(status_in<delivery::ApplicationAgreementSubject>(*node_, "apa-1"), "ended");

  EXPECT_EQ(status_in<authorization::AgreementSubject>(*node_, "agr-1-b"), "in_force");
  EXPECT_EQ(status_in<authorization::OperatorSubject>(*node_, "opr-1-b"), "admitted");
  EXPECT_EQ(status_in<scenario::ScenarioSubject>(*node_, "scn-1-b"), "approved");
  EXPECT_EQ(status_in<workspace::WorkspaceSubject>(*node_, "wsp-1-b"), "open");
  EXPECT_EQ(status_in<product::ProductSubject>(*node_, "prd-1-b"), "listed");
  EXPECT_EQ(status_in<delivery::SubscriptionSubject>(*node_, "sub-1-b"), "active");
  EXPECT_EQ(status_in<delivery::ApplicationAgreementSubject>(*node_, "apa-1-b"), "in_force");
  EXPECT_TRUE(node_->keyring().exists("scenario:scn-1-b"));
  for (const char* file : {"batches/bat-1-b/0000000", "results/job-1-b", "orders/ord-1-b.json", "shelves/aa11-b.package"})
    EXPECT_TRUE(fs::exists(node_->path(file))) << file;
}

TEST_F(ExitTest, EndsWhatWasOnItsWayAndLeavesWhatHadItsEnd) {
  using namespace product;
  const Drafted drafted{"org-op", "org-ag", "public_interest", false, {"scn-1", "养老数据包", "按县", "package", {"job-1", {}, {}, {}}}};
  const std::map<std::string, std::pair<std::vector<ProductSubject::Event>, std::string>> products{
      {"prd-draft", {{drafted}, "ended"}},
      {"prd-checked", {{drafted, Checked{}}, "ended"}},
      {"prd-submitted", {{drafted, Checked{}, Submitted{}}, "ended"}},
      {"prd-returned", {{drafted, Checked{}, Submitted{}, Returned{}}, "ended"}},
      {"prd-approved", {{drafted, Checked{}, Submitted{}, Approved{}}, "ended"}},
      {"prd-refused", {{drafted, Checked{}, Submitted{}, Refused{}}, "refused"}},
      {"prd-recalled", {{drafted, Checked{}, Submitted{}, Approved{}, Listed{}, Recalled{"质量"}}, "recalled"}}};
  for (const auto& [id, made] : products) put<ProductSubject>(*node_, kOperator, id, made.first);

  scenario::Drafted asked{};
  asked.operator_org = "org-op";
  asked.content.agreement = "agr-1";
  asked.content.title = "备用";
  asked.content.purpose = "industry";
  asked.content.demand = {{"cat-1", "residents", {{"county", {"group"}, {}, {}, "按县统计"}}}};
  const std::map<std::string, std::pair<std::vector<scenario::ScenarioSubject::Event>, std::string>> scenarios{
      {"scn-draft", {{asked}, "ended"}},
      {"scn-submitted", {{asked, scenario::Submitted{}}, "ended"}},
      {"scn-returned", {{asked, scenario::Submitted{}, scenario::Returned{}}, "ended"}},
      {"scn-refused", {{asked, scenario::Submitted{}, scenario::Refused{}}, "refused"}}};
  for (const auto& [id, made] : scenarios) put<scenario::ScenarioSubject>(*node_, kOperator, id, made.first);

  const auto exit = load_exit(*node_, leave());
  for (const auto& [id, made] : products) {
    EXPECT_EQ(status_in<ProductSubject>(*node_, id), made.second) << id;
    EXPECT_EQ(std::count(exit.revoked.products.begin(), exit.revoked.products.end(), id), made.second == "ended") << id;
  }
  for (const auto& [id, made] : scenarios) {
    EXPECT_EQ(status_in<scenario::ScenarioSubject>(*node_, id), made.second) << id;
    EXPECT_EQ(std::count(exit.revoked.scenarios.begin(), exit.revoked.scenarios.end(), id), made.second == "ended") << id;
  }
  EXPECT_EQ(status_in<ProductSubject>(*node_, "prd-2-b"), "draft");
  EXPECT_VERIFIED(data_);
}

TEST_F(ExitTest, AnOperatorWithAnotherAgreementStays) {
  using namespace authorization;
  DraftAgreement other;
  other.resources = {"cat-9"};
  other.starts = "2026-01-01";
  other.ends = "2027-01-01";
  put<AgreementSubject>(*node_, kAgency, "agr-2", {AgreementDrafted{"org-op", other}, AgreementDecided{"dec-2"}, AgreementInForce{{}}});
  put<delivery::ApplicationAgreementSubject>(*node_, kOperator, "apa-2", {delivery::AgreementDrafted{"org-dev", {"dev-1", {}, "doc-1", "2026-01-01", "2028-12-31"}}, delivery::AgreementInForce{}});
  const auto exit = load_exit(*node_, leave());
  EXPECT_FALSE(exit.operator_exited);
  EXPECT_EQ(status_in<OperatorSubject>(*node_, "opr-1"), "admitted");
  EXPECT_EQ(status_in<delivery::ApplicationAgreementSubject>(*node_, "apa-1"), "ended");
  EXPECT_EQ(status_in<delivery::ApplicationAgreementSubject>(*node_, "apa-2"), "in_force");
}

TEST_F(ExitTest, EveryDeveloperIsToldAndThePayingOnesAreMarked) {
  const auto exit = load_exit(*node_, leave());
  ASSERT_EQ(exit.notices.size(), 2u);
  EXPECT_EQ(exit.notices[0].org, "org-dev");
  EXPECT_TRUE(exit.notices[0].paying);
  EXPECT_EQ(exit.notices[1].org, "org-dev2");
  EXPECT_FALSE(exit.notices[1].paying);
  const auto mine = call(*node_, kDeveloper, "listExitNotices");
  ASSERT_TRUE(mine);
  const auto& rows = mine->body.as_object().at("rows").as_array();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].as_object().at("subscription").as_string(), "sub-1");
  EXPECT_EQ(rows[0].as_object().at("product_title").as_string(), "养老数据包");
  EXPECT_EQ(rows[0].as_object().at("time").as_int64(), kNow);
  EXPECT_EQ(code(call(*node_, kDeveloper, "getExitNotice", {{"id", exit.notices[1].notice}})), ErrorCode::state_not_found);
}

TEST_F(ExitTest, ListsEachFileWithItsDigestBeforeItIsDeleted) {
  const auto result = crypto::to_hex(crypto::view(crypto::sm3("sealed result")));
  const auto exit = load_exit(*node_, leave());
  std::map<std::string, domain::exit::FoundFile> files;
  for (const auto& f : exit.files) files[f.path] = f;
  ASSERT_EQ(files.size(), 5u);
  EXPECT_EQ(files.at("results/job-1").digest, result);
  EXPECT_EQ(files.at("results/job-1").bytes, 13);
  EXPECT_EQ(files.at("results/job-1").category, "results");
  EXPECT_EQ(files.at("orders/ord-1.json").category, "authorized_data");
  EXPECT_EQ(files.at("batches/bat-1/0000001").category, "authorized_data");
  EXPECT_EQ(files.at("shelves/aa11.package").category, "products");
  EXPECT_TRUE(files.at("shelves/aa11.package").kept);
  for (const auto& [path, file] : files) EXPECT_EQ(fs::exists(node_->path(path)), file.kept) << path;
  EXPECT_FALSE(fs::exists(node_->path("batches/bat-1")));
  EXPECT_TRUE(fs::exists(node_->path("batches")));
}

TEST_F(ExitTest, DeletesProductsWhereTheAgreementSaysSo) {
  const auto exit = load_exit(*node_, leave({"products"}));
  EXPECT_EQ(exit.categories, (std::vector<std::string>{"authorized_data", "products", "results"}));
  EXPECT_FALSE(fs::exists(node_->path("shelves/aa11.package")));
}

TEST_F(ExitTest, DestroyedKeysAreNeitherReleasedNorMadeAgain) {
  const auto fingerprint = *node_->keyring().fingerprint("scenario:scn-1");
  const auto key = *node_->keyring().release("scenario:scn-1", [] { return Status(); });
  const auto sealed = *store::read_file(node_->path("batches/bat-1/0000000"));
  ASSERT_TRUE(crypto::sm4_open(files_key(key), sealed, "0000000"));
  const auto exit = load_exit(*node_, leave());
  std::map<std::string, std::string> keys;
  for (const auto& k : exit.keys) keys[k.name] = k.fingerprint;
  EXPECT_EQ(keys.at("scenario:scn-1"), fingerprint);
  EXPECT_FALSE(keys.at("product:prd-1").empty());
  EXPECT_EQ(keys.at("scenario:scn-2"), "");  // never made, and never to be
  for (const auto& [name, ignored] : keys) {
    const auto released = node_->keyring().release(name, [] { return Status(); });
    ASSERT_FALSE(released) << name;
    EXPECT_EQ(released.error().code, ErrorCode::crypto_key_destroyed) << name;
    EXPECT_EQ(node_->keyring().create(name).error().code, ErrorCode::crypto_key_destroyed) << name;
  }
  // A copy kept elsewhere is noise now: no key of the node opens it.
  const auto other = *node_->keyring().release("scenario:scn-1-b", [] { return Status(); });
  EXPECT_FALSE(crypto::sm4_open(files_key(other), sealed, "0000000"));
}

TEST_F(ExitTest, AKeyFilePutBackIsDestroyedAtTheNextStart) {
  const auto kept = dir_ / "kept";
  fs::copy(data_ / "keys", kept, fs::copy_options::recursive);
  leave();
  node_.reset();
  for (const auto& entry : fs::directory_iterator(kept))
    if (entry.path().extension() == ".key") fs::copy_file(entry.path(), data_ / "keys" / entry.path().filename(), fs::copy_options::skip_existing);
  node_ = open(data_);
  const auto released = node_->keyring().release("scenario:scn-1", [] { return Status(); });
  ASSERT_FALSE(released);
  EXPECT_EQ(released.error().code, ErrorCode::crypto_key_destroyed);
  EXPECT_TRUE(node_->keyring().exists("scenario:scn-1-b"));
}

TEST_F(ExitTest, AfterwardsEveryActRefuses) {
  leave();
  const auto p = [&] {
    product::Product state;
    (void)node_->query([&](Records& records) -> Status {
      GS_TRY(found, records.load<product::ProductSubject>("prd-1"));
      state = std::move(found);
      return {};
    });
    return state;
  }();
  const auto exited = [](const auto& result) { return !result && result.error().code == ErrorCode::state_exited; };
  EXPECT_TRUE(exited(scenario_key(*node_, "scn-1", "cat-1")));
  EXPECT_TRUE(exited(scenario_key(*node_, "scn-1", "cat-1", true)));
  EXPECT_TRUE(exited(read_rows(*node_, "scn-1", "cat-1", {"county"}, [](privacy::Cells) { return Status(); })));
  EXPECT_TRUE(exited(load_job_result(*node_, "job-1")));
  EXPECT_TRUE(exited(product_key(*node_, "prd-1", p, "package")));
  EXPECT_TRUE(exited(open_package(*node_, "prd-1", p)));
  EXPECT_TRUE(exited(build_release(*node_, "prd-1", p)));
  const auto refuses = [&](const domain::Actor& who, const char* operation, std::map<std::string, std::string> params, json::value body) {
    const auto reply = call(*node_, who, operation, std::move(params), std::move(body));
    EXPECT_FALSE(reply) << operation;
    if (!reply) {
      EXPECT_LT(info(reply.error().code).status, 500) << operation << ": " << describe(reply.error());
    }
  };
  refuses(kAgency, "issueMaskingOrder", {}, json::object{{"scenario", "scn-1"}, {"resource", "cat-1"}});
  refuses(kOperator, "openWorkspace", {}, json::object{{"scenario", "scn-1"}});
  refuses(kOperator, "explainQuery", {{"id", "wsp-1"}}, json::object{{"sql", "SELECT count(*) FROM residents"}});
  refuses(kOperator, "queryDevelopment", {{"id", "wsp-1"}}, json::object{{"sql", "SELECT count(*) FROM residents"}});
  refuses(kOperator, "submitJob", {}, json::object{{"workspace", "wsp-1"}, {"sql", "SELECT count(*) FROM residents"}, {"purpose", "统计"}});
  refuses({"per-ag2", "org-ag", {"implementing_agency"}, {}}, "approveJob", {{"id", "job-2"}}, json::object{{"plan_hash", std::string(64, 'a')}});
  refuses(kOperator, "runJob", {{"id", "job-2"}}, {});
  refuses(kOperator, "checkProduct", {{"id", "prd-2"}}, {});
  refuses(kOperator, "listProduct", {{"id", "prd-1"}}, {});
  refuses(kDeveloper, "downloadPackage", {{"id", "prd-1"}}, {});
}

TEST_F(ExitTest, TheCertificateIsCheckedWithThePublicKeyAlone) {
  const auto id = leave();
  const auto reply = call(*node_, kAuthority, "getExitCertificate", {{"id", id}});
  ASSERT_TRUE(reply) << describe(reply.error());
  const auto text = std::string(reply->body.as_object().at("certificate").as_string());
  const auto signature = std::string(reply->body.as_object().at("signature").as_string());
  const auto key = *crypto::Sm2PublicKey::from_pem(*store::read_file(data_ / "node.pub.pem"));
  EXPECT_TRUE(verify_certificate(text, signature, key));
  EXPECT_EQ(*canonical(*parse_json(text)), text);

  const auto certificate = parse_json(text)->as_object();
  EXPECT_EQ(certificate.at("exit").as_string(), id);
  EXPECT_EQ(certificate.at("log_hold_until").as_string(), "2026-09-02");
  EXPECT_EQ(certificate.at("parties").at("operator").at("name").as_string(), "省数据运营有限公司");
  EXPECT_EQ(certificate.at("deleted_files").as_array().size(), 4u);
  EXPECT_EQ(certificate.at("kept").as_array().size(), 1u);
  EXPECT_EQ(certificate.at("notices").as_array().size(), 2u);
  EXPECT_EQ(certificate.at("destroyed_keys").as_array().size(), 4u);
  EXPECT_GT(certificate.at("ledger").at("size").as_int64(), 0);

  for (std::size_t at = 0; at < text.size(); at += 37) {
    auto changed = text;
    changed[at] ^= 1;
    EXPECT_EQ(code(verify_certificate(changed, signature, key)), ErrorCode::crypto_bad_signature) << at;
  }
  EXPECT_FALSE(verify_certificate(text, signature, crypto::Sm2PrivateKey::generate().public_key()));
  EXPECT_FALSE(verify_certificate(text, "", key));
  EXPECT_FALSE(verify_certificate(text, "!", key));

  EXPECT_TRUE(verify_certificate_file(json::serialize(reply->body), key));
  for (const char* bad : {"", "{}", "[]", "{\"certificate\":1,\"signature\":2}", "not json"}) EXPECT_FALSE(verify_certificate_file(bad, key)) << bad;
}

TEST_F(ExitTest, TheCertificateIsSeenByThePartiesAndThoseWhoGotANotice) {
  const auto id = start_exit(*node_);
  EXPECT_EQ(code(call(*node_, kAuthority, "getExitCertificate", {{"id", id}})), ErrorCode::state_not_allowed);
  ASSERT_TRUE(call(*node_, kAuthority, "completeExit", {{"id", id}}));
  EXPECT_TRUE(call(*node_, kOperator, "getExitCertificate", {{"id", id}}));
  EXPECT_TRUE(call(*node_, kDeveloper, "getExitCertificate", {{"id", id}}));
  EXPECT_EQ(code(call(*node_, {"per-x", "org-x", {"application_developer"}, {}}, "getExitCertificate", {{"id", id}})), ErrorCode::state_not_found);
}

TEST_F(ExitTest, CompletingAgainChangesNothing) {
  const auto id = leave();
  const auto row = row_text(*node_, "exit", id);
  const auto size = node_->head().size;
  EXPECT_TRUE(call(*node_, kAuthority, "completeExit", {{"id", id}}));
  EXPECT_EQ(row_text(*node_, "exit", id), row);
  EXPECT_EQ(node_->head().size, size);
}

TEST_F(ExitTest, AFileThatAppearsLateIsRecordedBeforeItIsDeleted) {
  const auto id = start_exit(*node_);
  const auto late = [&](const std::string& done) -> Status {
    if (done == "shredded") write_file(*node_, "results/job-2", "written by a run under way");
    return {};
  };
  ASSERT_TRUE(complete_exit(*node_, kAuthority, "completeExit", id, late));
  const auto exit = load_exit(*node_, id);
  EXPECT_EQ(exit.files.back().path, "results/job-2");
  EXPECT_FALSE(exit.files.back().kept);
  EXPECT_FALSE(fs::exists(node_->path("results/job-2")));
}

TEST_F(ExitTest, TheLedgerVerifiesAfterwards) {
  leave();
  node_.reset();
  EXPECT_VERIFIED(data_);
}

}  // namespace
}  // namespace gongshu::app
