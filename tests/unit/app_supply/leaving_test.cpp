// Packages that leave through the egress ledger: review, report, refreshed batches, reviewers who decide blind of each other.
#include "egress_world.h"

namespace gongshu::app::test {
namespace {

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

/// Jobs over real rows, from batch to batch.
class Refreshed : public Leaving {
 protected:
  void supply(const std::vector<MaskedRow>& rows) {
    w.again();
    w.supply(w.make(rows));
  }
  /// Everybody is counted; the job's id.
  std::string counted() {
    if (workspace.empty()) workspace = World::text(w.must(kOperator, "openWorkspace", json::object{{"scenario", "scn-1"}}), "id");
    const auto job =
        w.must(kOperator, "submitJob",
               json::object{{"workspace", workspace}, {"sql", "SELECT count(*) AS n FROM residents"}, {"purpose", "测算"}});
    const auto id = World::text(job, "id");
    w.must(kAgency, "approveJob", json::object{{"plan_hash", job.at("plan_hash")}}, {{"id", id}});
    w.must(kOperator, "runJob", {}, {{"id", id}});
    return id;
  }
  std::string status_of_job(const std::string& id) { return World::text(w.must(kAgency, "getJob", {}, {{"id", id}}), "status"); }
  std::string workspace;
};

TEST_F(Refreshed, ABatchIsCheckedAgainstItsOwnPast) {
  auto rows = people(40, "a");
  supply(rows);
  const auto stored = load_stored_result(*w.node, counted());
  ASSERT_TRUE(stored) << describe(stored.error());
  ASSERT_EQ(stored->releases.size(), 1u);
  EXPECT_EQ(stored->releases[0].population, "resident");
  EXPECT_EQ(stored->releases[0].release.rows.size(), 40u);
  ASSERT_EQ(release(stored->releases[0]), "passed");
  EXPECT_EQ(status_of_job(counted()), "done") << "the same again";
  supply(rows);
  EXPECT_EQ(status_of_job(counted()), "done") << "the same rows, supplied anew";
  rows.pop_back();
  supply(rows);
  EXPECT_EQ(status_of_job(counted()), "withheld") << "one person less than what has left";
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
