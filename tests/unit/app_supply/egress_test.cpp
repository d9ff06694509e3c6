// The egress ledger of a node: one a population, sealed, ahead of the log and never behind it; and a product that leaves through
// it.
#include "app/egress.h"

#include <gmock/gmock.h>

#include "app/datasets.h"
#include "app/jobs_result.h"
#include "app/supply_files.h"
#include "crypto/sm4.h"
#include "domain/product/events.h"
#include "domain/workspace/events.h"
#include "store/files.h"
#include "world.h"

namespace gongshu::app::test {
namespace {

using namespace domain::workspace;
namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

/// One cell over the rows first…last, each an entity of its own.
PopulationRelease count_of(std::uint64_t first, std::uint64_t last, std::string label = "r") {
  PopulationRelease out{"resident", {}};
  out.release.label = std::move(label);
  out.release.atoms = 1;
  for (auto i = first; i <= last; ++i) out.release.rows.push_back({i, i, 0});
  out.release.cells.push_back({"count(*)", {0}});
  return out;
}

class EgressLedgers : public ::testing::Test {
 protected:
  explicit EgressLedgers(fs::path packs = GONGSHU_SOURCE_DIR "/rulepacks") : w(std::move(packs)) {}
  EgressPart& egress() { return w.node->part<EgressPart>(); }
  fs::path file() { return w.data / "egress/resident.led"; }
  /// Lets the release go as a product would: file first, event then.
  std::string release(const PopulationRelease& r, bool record_event = true) {
    const auto status = egress().release({r}, 10, [&](const EgressPart::Marks& marks) -> Status {
      if (!record_event) return fail(ErrorCode::state_conflict);
      for (const auto& [population, mark] : marks) put<EgressSubject>(*w.node, Node::system_actor(), population, {mark});
      return {};
    });
    return status ? "passed" : std::string(info(status.error().code).name);
  }
  Egress log() {
    Egress out;
    EXPECT_TRUE(w.node->query([&](Records& records) -> Status {
      GS_TRY(found, records.find<EgressSubject>("resident"));
      if (found) out = *found;
      return {};
    }));
    return out;
  }
  std::string opened() {
    const auto copy = egress().copy("resident");
    return copy ? std::to_string(copy->releases()) : std::string(info(copy.error().code).name);
  }
  World w;
};

TEST_F(EgressLedgers, KeepWhatHasLeftAndRefuseWhatWouldIsolateSomebody) {
  EXPECT_EQ(opened(), "0");
  EXPECT_EQ(release(count_of(1, 40)), "passed");
  EXPECT_EQ(release(count_of(1, 39)), "withheld") << "the difference is one person";
  EXPECT_EQ(release(count_of(1, 20)), "passed");
  EXPECT_EQ(log().releases, 2);
  EXPECT_EQ(opened(), "2");
  w.open();
  EXPECT_EQ(opened(), "2");
  EXPECT_EQ(release(count_of(1, 39)), "withheld");
}

TEST_F(EgressLedgers, RecordNothingOfWhatIsWithheld) {
  ASSERT_EQ(release(count_of(1, 40)), "passed");
  const auto before = *store::read_file(file());
  EXPECT_EQ(release(count_of(2, 40)), "withheld");
  EXPECT_EQ(*store::read_file(file()), before);
  EXPECT_EQ(log().releases, 1);
}

TEST_F(EgressLedgers, StayAheadOfTheLogWhenTheNodeDiesBetweenFileAndEvent) {
  EXPECT_EQ(release(count_of(1, 40), false), "state.conflict");
  w.open();
  EXPECT_EQ(log().releases, 0);
  EXPECT_EQ(opened(), "1") << "recorded, though it never left";
  EXPECT_EQ(release(count_of(1, 39)), "withheld");
  EXPECT_EQ(release(count_of(1, 40)), "passed") << "the same again tells nothing new";
  EXPECT_EQ(opened(), std::to_string(log().releases));
}

TEST_F(EgressLedgers, AreNotBelievedWhenOlderThanTheLogMissingOrChanged) {
  ASSERT_EQ(release(count_of(1, 40)), "passed");
  const auto older = *store::read_file(file());
  ASSERT_EQ(release(count_of(1, 20)), "passed");
  const auto newest = *store::read_file(file());
  const auto with = [&](const std::string& bytes) {
    EXPECT_TRUE(store::write_file_atomic(file(), bytes));
    return opened();
  };
  EXPECT_EQ(with(older), "ledger.corrupt");
  for (std::size_t i = 0; i < newest.size(); i += newest.size() / 16 + 1) {
    auto changed = newest;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(with(changed), "ledger.corrupt") << i;
  }
  EXPECT_EQ(with(newest), "2");
  fs::remove(file());
  EXPECT_EQ(opened(), "ledger.corrupt");
  EXPECT_EQ(release(count_of(100, 140)), "ledger.corrupt") << "nothing leaves past a lost ledger";
}

TEST_F(EgressLedgers, TellNothingToWhoReadsTheFile) {
  ASSERT_EQ(release(count_of(1, 40, "a-label-to-find")), "passed");
  EXPECT_THAT(*store::read_file(file()), Not(HasSubstr("a-label-to-find")));
}

TEST_F(EgressLedgers, SurviveTheEndOfAScenariosKey) {
  w.issue_order();
  ASSERT_EQ(release(count_of(1, 40)), "passed");
  ASSERT_TRUE(w.node->keyring().destroy(scenario_key_name("scn-1"), kNow));
  EXPECT_EQ(opened(), "1");
  EXPECT_EQ(release(count_of(1, 39)), "withheld");
}

TEST_F(EgressLedgers, CheckWithoutRecording) {
  ASSERT_EQ(release(count_of(1, 40)), "passed");
  const auto past = egress().check({count_of(1, 39)}, 10);
  ASSERT_TRUE(past);
  ASSERT_EQ(past->size(), 1u);
  EXPECT_EQ(past->front().earlier_releases, 1u);
  EXPECT_FALSE(past->front().decision.whole());
  EXPECT_EQ(opened(), "1");
}

TEST(StoredResults, ComeBackAsTheyWereAndDamagedOnesDoNot) {
  StoredResult result;
  result.answer = R"({"columns":[],"rows":[]})";
  result.review = {json::object{{"group", "county = 'c'"}, {"measure", ""}, {"reason", "few"}, {"rows", 3}, {"entities", 3}}};
  result.lineage = {json::object{{"name", "n"}}};
  result.rules = {{"k", json::object{{"value", 10}}}};
  result.k = 12;
  result.controlled = true;
  result.releases = {count_of(1, 40), count_of(41, 60)};
  result.releases[0].release.rows[0].key = 0xFFFF'FFFF'FFFF'FFFFULL;
  const auto bytes = encode(result);
  ASSERT_TRUE(bytes);
  const auto back = decode_result(*bytes);
  ASSERT_TRUE(back) << describe(back.error());
  EXPECT_EQ(back->answer, result.answer);
  EXPECT_EQ(back->review, result.review);
  EXPECT_EQ(back->k, 12);
  EXPECT_TRUE(back->controlled);
  ASSERT_EQ(back->releases.size(), 2u);
  EXPECT_EQ(back->releases[0].population, "resident");
  EXPECT_EQ(back->releases[0].release.rows[0].key, 0xFFFF'FFFF'FFFF'FFFFULL);
  EXPECT_EQ(back->releases[1].release.rows.size(), 20u);
  EXPECT_EQ(back->releases[1].release.cells[0].measure, "count(*)");
  EXPECT_EQ(*encode(*back), *bytes);
  for (std::size_t size = 0; size < bytes->size(); size += 7) EXPECT_FALSE(decode_result(bytes->substr(0, size))) << size;
  EXPECT_FALSE(decode_result(*bytes + "x"));
}

const domain::Actor kOtherOperator{"per-op2", "org-op", {"operator"}, {}};

/// Packages of jobs whose results and releases the test makes, on their way through the Henan chain.
class Leaving : public EgressLedgers {
 protected:
  using EgressLedgers::EgressLedgers;
  void SetUp() override {
    w.issue_order();
    std::vector<MaskedRow> rows = people(14, "a");
    w.supply(w.make(rows));
  }
  /// A job that is done, with this answer and release sealed as its result.
  std::string job(const std::string& id, const PopulationRelease& release, std::string answer) {
    StoredResult stored;
    stored.answer = std::move(answer);
    stored.controlled = true;
    stored.releases = {release};
    stored.review = {json::object{{"group", "county = '<c>'"}, {"measure", ""}, {"reason", "few"}, {"rows", 3}, {"entities", 3}}};
    stored.lineage = {
        json::object{
            {"name", "county"},
            {"type", "text"},
            {"how", "key"},
            {"direct", true},
            {"sources", json::array{json::object{{"table", "residents"}, {"column", "county"}, {"uses", json::array{"group"}}}}}},
        json::object{{"name", "n"}, {"type", "integer"}, {"how", "aggregate"}, {"direct", false}, {"sources", json::array{}}}};
    auto key = *scenario_key(*w.node, "scn-1", "cat-1");
    const auto sealed = *crypto::sm4_seal(files_key(key), *encode(stored), "result:" + id);
    EXPECT_TRUE(store::write_file_atomic(result_file(*w.node, id), sealed));
    const SubmitJob content{"wsp-1", "SELECT county, count(*) AS n FROM residents GROUP BY county", "<b>测算</b>", {}};
    const PlanFacts plan{"plan", crypto::to_hex(crypto::view(crypto::sm3("plan"))), 0, {"residents"}};
    put<JobSubject>(*w.node, kOperator, id,
                    {JobSubmitted{content, "scn-1", "org-ag", plan}, JobApproved{plan.hash}, JobStarted{0, {batch()}},
                     JobDone{digest_hex(sealed), 1, 0}});
    return id;
  }
  std::string batch() {
    std::string out;
    EXPECT_TRUE(w.node->query([&](Records& records) -> Status {
      GS_TRY(found, batch_in_use(records, "scn-1", "cat-1"));
      out = found->id;
      return {};
    }));
    return out;
  }
  std::string submitted(const std::string& job_id) {
    const json::object draft{{"scenario", "scn-1"},
                             {"title", "<script>alert(1)</script>"},
                             {"summary", "按县统计"},
                             {"kind", "package"},
                             {"definition", json::object{{"job", job_id}}}};
    const auto id = World::text(w.must(kOtherOperator, "draftProduct", draft), "id");
    domain::product::Checked checked;
    for (const char* item :
         {"data_sources", "sensitive_masking", "raw_data_containment", "access_control", "related_party_authorization"})
      checked.items.push_back({item, true, "seen"});
    put<domain::product::ProductSubject>(*w.node, kOtherOperator, id, {checked});
    w.must(kOtherOperator, "submitProduct", {}, {{"id", id}});
    return id;
  }
  std::string opinion(const domain::Actor& actor, const std::string& id, const char* verdict = "pass") {
    json::object body{{"role", actor.roles.front()}, {"verdict", verdict}};
    if (std::string_view(verdict) != "pass") body.insert({{"reason", "重做"}, {"basis", "第十五条"}});
    return w.outcome(w.call(actor, "reviewProduct", body, {{"id", id}}));
  }
  std::string status(const std::string& id) { return World::text(w.must(kAuthority, "getProduct", {}, {{"id", id}}), "status"); }
  static constexpr const char* kAnswer =
      R"({"columns":[{"name":"county","type":"text"},{"name":"n","type":"integer"}],"rows":[["a",40]],"verdict":"withheld","withheld":[]})";
};

TEST_F(Leaving, APackageIsRecordedWhenItsReviewersApproveIt) {
  const auto id = submitted(job("job-1", count_of(1, 40), kAnswer));
  EXPECT_EQ(opinion(kAgency, id), "passed");
  EXPECT_EQ(log().releases, 0) << "one opinion lets nothing go";
  EXPECT_EQ(opinion(kAuthority, id), "passed");
  EXPECT_EQ(status(id), "approved");
  EXPECT_EQ(log().releases, 1);
  EXPECT_EQ(log().product, id);
  EXPECT_EQ(log().job, "job-1");
}

TEST_F(Leaving, AnotherReleaseThatCameBetweenStopsAPackage) {
  const auto first = submitted(job("job-1", count_of(1, 40), kAnswer)),
             second = submitted(job("job-2", count_of(1, 39), kAnswer));
  for (const auto& id : {first, second}) EXPECT_EQ(opinion(kAgency, id), "passed");
  EXPECT_EQ(opinion(kAuthority, first), "passed");
  EXPECT_EQ(opinion(kAuthority, second), "withheld");
  EXPECT_EQ(status(second), "submitted");
  EXPECT_EQ(log().releases, 1);
  const auto attempts = w.must(kAgency, "listWithheldAttempts").at("rows").as_array();
  ASSERT_EQ(attempts.size(), 1u);
  EXPECT_EQ(attempts[0].at("at_release"), 1);
  EXPECT_EQ(attempts[0].at("operator_org"), "org-op");
  EXPECT_EQ(w.outcome(w.call(kOperator, "listWithheldAttempts")), "auth.forbidden");
  EXPECT_EQ(opinion(kAuthority, second, "send_back"), "passed");
  EXPECT_EQ(status(second), "returned");
}

TEST_F(Leaving, TheAuthorOfTheJobDoesNotReviewThePackage) {
  const auto id = submitted(job("job-1", count_of(1, 40), kAnswer));
  const domain::Actor both{"per-op", "org-ag", {"implementing_agency"}, {}};
  EXPECT_EQ(opinion(both, id), "auth.own_work HA-03");
}

TEST_F(Leaving, TheReportIsForReviewersOnly) {
  const auto id = submitted(job("job-1", count_of(1, 40), kAnswer));
  const domain::Actor author{"per-op2", "org-ag", {"implementing_agency"}, {}}, audit{"per-x", "org-x", {"audit"}, {}};
  struct Row {
    const domain::Actor& actor;
    const char* expected;
  };
  const Row rows[] = {
      {kAgency, "passed"},         {kAuthority, "passed"},    {kOperator, "auth.forbidden"}, {kOtherOperator, "auth.forbidden"},
      {kRival, "state.not_found"}, {author, "auth.own_work"}, {audit, "auth.forbidden"}};
  for (const auto& row : rows)
    for (const char* operation : {"getEgressReport", "getEgressReportPage"})
      EXPECT_EQ(w.outcome(w.call(row.actor, operation, {}, {{"id", id}})), row.expected) << row.actor.person << " " << operation;
}

TEST_F(Leaving, TheReportShowsLineageAttacksAndWhatWasSuppressed) {
  ASSERT_EQ(release(count_of(1, 39)), "passed");
  const auto id = submitted(job("job-1", count_of(1, 40), kAnswer));
  const auto report = w.must(kAgency, "getEgressReport", {}, {{"id", id}});
  EXPECT_EQ(report.at("check").at("items").as_array().size(), 5u);
  EXPECT_EQ(report.at("columns").at(0).at("sources").at(0).at("technique"), "keep");
  EXPECT_EQ(report.at("statistics").at("rows"), 1);
  EXPECT_EQ(report.at("suppressed").at(0).at("reason"), "few");
  const auto& attacks = report.at("attacks").as_object();
  EXPECT_EQ(attacks.at("uniqueness").at("smallest"), 14);
  EXPECT_EQ(attacks.at("linkage").at("singled"), 0);
  EXPECT_EQ(attacks.at("raw_overlap").at(0).at("raw"), 1);
  EXPECT_EQ(attacks.at("differencing").at(0).at("earlier_releases"), 1);
  EXPECT_EQ(attacks.at("differencing").at(0).at("accepted"), 0);
}

TEST_F(Leaving, ThePageEscapesWhateverItShows) {
  const auto id = submitted(job("job-1", count_of(1, 40), kAnswer));
  const auto page = w.call(kAgency, "getEgressReportPage", {}, {{"id", id}});
  ASSERT_TRUE(page) << describe(page.error());
  EXPECT_THAT(page->content_type, HasSubstr("text/html"));
  EXPECT_THAT(page->raw, Not(HasSubstr("<script")));
  EXPECT_THAT(page->raw, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_THAT(page->raw, HasSubstr("&lt;b&gt;测算&lt;/b&gt;"));
  EXPECT_THAT(page->raw, HasSubstr("county = &#39;&lt;c&gt;&#39;"));
  EXPECT_THAT(page->headers.at("content-security-policy"), HasSubstr("default-src 'none'"));
}

/// The Henan pack with one word more: the reviewers of a product decide blind of each other.
fs::path blind_packs() {
  std::string pattern = (fs::temp_directory_path() / "gongshu-packs-XXXXXX").string();
  const fs::path out = ::mkdtemp(pattern.data());
  fs::copy(GONGSHU_SOURCE_DIR "/rulepacks", out, fs::copy_options::recursive);
  auto text = *store::read_file(out / "henan/pack.yaml");
  const std::string last = "          - {role: implementing_agency, covers: [business_security]}\n";
  const auto at = text.find(last);
  if (at == std::string::npos) throw std::runtime_error("the chain of products reads otherwise");
  text.insert(at + last.size(), "        blind: true\n");
  if (!store::write_file_atomic(out / "henan/pack.yaml", text)) throw std::runtime_error("pack");
  return out;
}

class BlindReview : public Leaving {
 protected:
  BlindReview() : BlindReview(blind_packs()) {}
  explicit BlindReview(const fs::path& packs) : Leaving(packs), folder(packs) {}
  ~BlindReview() override { fs::remove_all(folder); }
  /// Steps with an opinion, as this actor is shown them by the record and by the list.
  std::string opinions_seen(const domain::Actor& actor, const std::string& id) {
    const auto shown = [](const json::value& product) {
      int count = 0;
      for (const auto& step : product.at("review").at("steps").as_array()) count += step.as_object().contains("opinion");
      return std::to_string(count);
    };
    return shown(w.must(actor, "getProduct", {}, {{"id", id}})) + shown(w.must(actor, "listProducts").at("rows").at(0));
  }
  /// Entries of opinions on the product whose content the actor is shown.
  int entries_seen(const domain::Actor& actor, const std::string& id) {
    Call call;
    call.operation = "listLedgerEntries";
    call.query = {{"stream", "product/" + id}, {"limit", "500"}};
    call.actor = actor;
    const auto reply = operations().at(call.operation).run(*w.node, call);
    EXPECT_TRUE(reply);
    int count = 0;
    for (const auto& entry : reply->body.at("rows").as_array())
      count += entry.at("type") == "product.reviewed" && entry.as_object().contains("data");
    return count;
  }
  fs::path folder;
};

TEST_F(BlindReview, HidesEachOpinionFromTheOtherUntilBothAreIn) {
  const auto id = submitted(job("job-1", count_of(1, 40), kAnswer));
  ASSERT_EQ(opinion(kAgency, id), "passed");
  EXPECT_EQ(opinions_seen(kAgency, id), "11");
  for (const auto* other : {&kAuthority, &kOperator}) EXPECT_EQ(opinions_seen(*other, id), "00") << other->person;
  EXPECT_EQ(entries_seen(kAgency, id), 1);
  EXPECT_EQ(entries_seen(kAuthority, id), 0);
  ASSERT_EQ(opinion(kAuthority, id), "passed");
  for (const auto* anybody : {&kAgency, &kAuthority, &kOperator}) EXPECT_EQ(opinions_seen(*anybody, id), "22") << anybody->person;
  EXPECT_EQ(entries_seen(kAuthority, id), 2);
  EXPECT_EQ(status(id), "approved");
}

TEST_F(BlindReview, AnEarlyReturnResetsTheVotesForGood) {
  const auto id = submitted(job("job-1", count_of(1, 40), kAnswer));
  ASSERT_EQ(opinion(kAgency, id), "passed");
  ASSERT_EQ(opinion(kAuthority, id, "send_back"), "passed");
  EXPECT_EQ(status(id), "returned");
  EXPECT_EQ(opinions_seen(kOperator, id), "11") << "the return, not the vote before it";
  EXPECT_EQ(entries_seen(kAuthority, id), 1) << "its own";
  EXPECT_EQ(log().releases, 0);
}

}  // namespace
}  // namespace gongshu::app::test
