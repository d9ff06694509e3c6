// Recorded history judged under another pack. One JSON line a figure on standard output.
//   bench_replay [DIRECTORY]   DIRECTORY for the data directory to make (default: the current one); about 1 GiB is used and
//   removed
//
// History: 10^6 entries of plans, agreements and scenarios with filled items and two-reviewer chains, a tenth of them recorded
// refusals; judged under the pack it was made for and under one with a shorter cap, a further item and a third reviewer.
#include <filesystem>

#include "app/replay.h"
#include "app/views.h"
#include "domain/authorization/events.h"
#include "domain/parties/events.h"
#include "domain/scenario/events.h"
#include "figures.h"
#include "ledger/sequencer.h"
#include "store/files.h"

namespace {
using namespace gongshu;
using namespace gongshu::bench;
namespace fs = std::filesystem;
namespace auth = domain::authorization;
namespace scenario = domain::scenario;

constexpr std::uint64_t kEntries = 1'000'000;
const rules::LoadOptions kAside{.unknown_points = rules::UnknownPoints::set_aside};

template <class Subject, class Event>
ledger::NewEntry entry(const std::string& id, const Event& event) {
  return {.actor = "per-1",
          .org = "org-1",
          .stream = std::string(Subject::kKind) + "/" + id,
          .type = std::string(Event::kType),
          .rules = {"XX-12"},
          .data = must(ledger::Payload::of(write(event).as_object()))};
}

std::map<std::string, std::string> filled(const rules::Rulebook& book, const char* point) {
  std::map<std::string, std::string> out;
  for (const auto& item : book.at(*rules::Registry::process().find(point)).list("items"))
    out[item] = "已写明的内容，约二十个汉字，见附件第三部分";
  return out;
}

rules::Opinion opinion(const char* role, std::int64_t step) {
  rules::Opinion out;
  out.role = role;
  out.person = std::string("per-") + role;
  out.step = step;
  out.time = 1;
  return out;
}

/// Ten entries of one matter: a plan, an agreement, a scenario with its review, a refusal.
std::vector<ledger::NewEntry> matter(const rules::Rulebook& book, const rules::ChainRun& run, std::uint64_t n) {
  const auto number = std::to_string(n);
  auth::DraftPlan plan;
  plan.title = "养老数据授权运营方案";
  plan.mode = "by_sector";
  plan.resources = {"cat-1"};
  plan.starts = "2026-01-01";
  plan.ends = "2028-12-31";
  plan.items = filled(book, "plan.required_items");
  auth::DraftAgreement agreement;
  agreement.resources = {"cat-1"};
  agreement.items = filled(book, "agreement.required_items");
  agreement.starts = "2026-01-01";
  agreement.ends = "2028-12-31";
  scenario::Drafted drafted{};
  drafted.content.agreement = "agr-1";
  drafted.content.title = "养老规划";
  drafted.content.purpose = "public_interest";
  drafted.content.demand = {{"cat-1", "residents", {{"county", {"group"}, {}, {}, "按县统计"}}}};
  drafted.content.items = filled(book, "scenario.required_items");
  std::vector<ledger::NewEntry> out{
      entry<auth::PlanSubject>("pla-" + number, auth::PlanDrafted{plan}),
      entry<auth::PlanSubject>("pla-" + number, auth::PlanSubmitted{}),
      entry<auth::AgreementSubject>("agr-" + number, auth::AgreementDrafted{"org-1", agreement}),
      entry<auth::AgreementSubject>("agr-" + number, auth::AgreementRevised{"org-1", agreement}),
      entry<scenario::ScenarioSubject>("scn-" + number, drafted),
      entry<scenario::ScenarioSubject>("scn-" + number, scenario::Submitted{run}),
      entry<scenario::ScenarioSubject>("scn-" + number, scenario::Reviewed{opinion("competent_authority", 0)}),
      entry<scenario::ScenarioSubject>("scn-" + number, scenario::Reviewed{opinion("implementing_agency", 1)}),
      entry<scenario::ScenarioSubject>("scn-" + number, scenario::Approved{})};
  out.push_back({.actor = "per-1",
                 .org = "org-1",
                 .stream = "refusal/per-1",
                 .type = std::string(app::kRefusalType),
                 .rules = {"XX-12"},
                 .data = must(ledger::Payload::of({{"operation", "submitPlan"},
                                                   {"code", "rule.item_missing"},
                                                   {"rule", "XX-12"},
                                                   {"at", "/items"},
                                                   {"point", "plan.required_items"},
                                                   {"item", "security_measures"}}))});
  return out;
}

/// The organisation that everybody in this history acts for.
ledger::NewEntry organisation() {
  domain::parties::OrganisationRegistered event{};
  event.organisation.name = "数据运营有限公司";
  event.organisation.party_type = "legal_person";
  event.organisation.roles = {"implementing_agency", "operator"};
  return entry<domain::parties::OrganisationSubject>("org-1", event);
}

void make_history(const fs::path& data, const rules::Rulebook& book) {
  const SystemClock clock;
  auto db = must(store::Database::open(data / "gongshu.db", store::Mode::create));
  const auto log = must(ledger::Log::open(db, crypto::Sm2PrivateKey::generate(), "gongshu.bench/replay", clock));
  const auto run =
      must(rules::start(book.at(*rules::Registry::process().find("scenario.review")), {"per-9"}, clock.now(), book.calendar()));
  must(log->append(organisation()).map([](const ledger::Entry&) {}));
  for (std::uint64_t n = 0; n < kEntries / 10;) {
    must(db.exec("BEGIN"));
    for (int i = 0; i < 1'000 && n < kEntries / 10; ++i, ++n)
      for (auto& one : matter(book, run, n)) must(log->append(std::move(one)).map([](const ledger::Entry&) {}));
    must(log->seal());
    must(db.exec("COMMIT"));
    log->committed();
  }
  must(store::write_file_atomic(data / "node.json", R"({"format":1,"origin":"gongshu.bench/replay","pack":"any"})"));
}

/// A wrong number of flips fails the run: a figure of work not done would mean nothing.
void judge(const char* name, const fs::path& data, const rules::Rulebook& book, std::uint64_t flips) {
  std::optional<app::ReplayReport> report;
  const double took = seconds([&] { report = must(app::replay({data, book, 100})); });
  print({{"name", name},
         {"unit", "s"},
         {"value", took},
         {"at_most", 60},
         {"note", std::to_string(report->judged + report->refusals_judged) + " judged, " + std::to_string(report->flipped) +
                      " flipped"}});
  if (report->flipped == flips) return;
  std::fprintf(stderr, "%s: %llu flips, expected %llu\n%s\n", name, static_cast<unsigned long long>(report->flipped),
               static_cast<unsigned long long>(flips), json::serialize(report->to_json()).substr(0, 2'000).c_str());
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  const fs::path data = fs::path(argc > 1 ? argv[1] : ".") / "bench-replay";
  fs::remove_all(data);
  fs::create_directories(data);
  const fs::path packs = GONGSHU_SOURCE_DIR "/rulepacks";
  const auto calendar = must(rules::Calendar::load(packs / "calendar"));
  const auto local = must(rules::load_pack(packs, "henan", kAside));
  make_history(data, rules::Rulebook(local, calendar));
  auto changed = std::make_shared<rules::Pack>(*local);
  for (auto& rule : changed->rules)
    for (auto& bind : rule.bind)
      if (bind.point == "agreement.term_cap") bind.params["cap"] = "2 years";
  changed->chains.at("scenario.review").steps.front().parallel.push_back({"expert_panel", {}, {}, {}, false});
  judge("replay of 10^6 entries under the pack they were made for", data, rules::Rulebook(local, calendar), 0);
  // Each agreement twice (drafted, revised), each review once.
  judge("replay of 10^6 entries under a stricter pack", data, rules::Rulebook(changed, calendar), 3 * kEntries / 10);
  fs::remove_all(data);
}
