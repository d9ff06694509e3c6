// What the rules cost. One JSON line a figure on standard output.
//   bench_rules [DIRECTORY]   DIRECTORY for the data directories to make (default: the current one); removed afterwards
//
// Gates and decisions: all rules that apply to one command, evaluated as a call meets them (the gates before the operation, then
// the decision with its points), inside one transaction. The worst of the commands is the figure. Ticks: 10^5 matters with an
// open clock each; the floor is the same question to SQLite alone.
#include <filesystem>

#include "app/clocks.h"
#include "app/gates.h"
#include "app/tx.h"
#include "domain/authorization/checks.h"
#include "domain/authorization/points.h"
#include "domain/matter/decide.h"
#include "domain/parties/events.h"
#include "figures.h"

namespace {
using namespace gongshu;
using namespace gongshu::bench;
namespace fs = std::filesystem;
namespace auth = domain::authorization;
namespace matter = domain::matter;

constexpr Instant kNow = 1'772'440'000'000;  // 2026-03-02
constexpr int kRuns = 2'000;
constexpr std::size_t kClocks = 100'000;

struct Worst {
  double us = 0;
  std::string what;
  void take(double value, std::string of) {
    if (value <= us) return;
    us = value;
    what = std::move(of);
  }
};

std::unique_ptr<app::Node> open(const fs::path& data, const std::string& pack, std::shared_ptr<Clock> clock) {
  fs::remove_all(data);
  return must(app::Node::open({data, pack, GONGSHU_SOURCE_DIR "/rulepacks", std::move(clock), false, {}}));
}

double median_us(const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < kRuns; ++i) times.push_back(seconds(work) * 1e6);
  return median(std::move(times));
}

/// A context as each command gets one: the rulebook on its day.
domain::Context context(const rules::Rulebook& book, domain::Actor actor) {
  return {std::move(actor), kNow, book.on(local_date(kNow))};
}

auth::DraftAgreement agreement_of(const rules::Rulebook& book) {
  auth::DraftAgreement c;
  c.plan = "pla-1";
  c.operator_id = "opr-1";
  for (const auto& item : book.at(auth::kAgreementItems).list("items")) c.items[item] = "已写明的内容，见附件第三部分";
  c.resources = {"cat-1"};
  c.starts = "2026-03-01";
  c.ends = "2028-12-31";
  return c;
}

auth::AgreementFacts ground_of(const auth::DraftAgreement& c) {
  auth::AgreementFacts facts;
  facts.plan = auth::OperationPlan{};
  facts.plan->status = auth::PlanStatus::approved;
  facts.plan->agency = "org-ag";
  facts.plan->content.resources = c.resources;
  facts.plan->content.starts = c.starts;
  facts.plan->content.ends = c.ends;
  facts.admitted = auth::Operator{};
  facts.admitted->org = "org-op";
  return facts;
}

/// The pure decision on an agreement: plan, operator, items, term, renewal.
void decide_agreement(const rules::Rulebook& book, const std::string& pack, Worst& worst) {
  const auto c = agreement_of(book);
  const auto facts = ground_of(c);
  const domain::Actor agency{"per-ag", "org-ag", {"implementing_agency"}, {}};
  auto check = context(book, agency);
  must(auth::draft(c, facts, check).map([](const auto&) {}));
  worst.take(median_us([&] {
               auto one = context(book, agency);
               if (!auth::draft(c, facts, one)) std::abort();
             }),
             pack + " draftAgreement");
}

/// Every operation that has gates, asked with a call that names nothing: all its gates are looked at until one refuses, and for
/// those that would pass, all of them.
void ask_gates(app::Node& node, const std::string& pack, Worst& worst, std::size_t& operations) {
  const domain::Actor op{"per-op", "org-op", {"operator"}, {}};
  for (const auto& [id, operation] : app::operations()) {
    const auto* gates = node.part<app::Gates>().before(id);
    if (!gates) continue;
    ++operations;
    app::Call call;
    call.operation = id;
    call.actor = op;
    call.params = {{"id", "rec-1"}};
    call.body = json::object{};
    must(node.execute(op, "bench", [&](app::Tx& tx) -> Status {
      worst.take(median_us([&] {
                   std::vector<std::string> hints;
                   for (const auto* gate : *gates) static_cast<void>(app::check_gates({gate}, call, tx, hints));
                 }),
                 pack + " " + id + ", " + std::to_string(gates->size()) + " gates");
      return {};
    }));
  }
}

void evaluate(const fs::path& folder) {
  Worst decision, gates;
  std::size_t operations = 0;
  for (const char* pack : {"henan", "nanyang", "shijiazhuang", "weifang", "zhengzhou"}) {
    const auto node = open(folder, pack, std::make_shared<ManualClock>(kNow));
    decide_agreement(node->rulebook(), pack, decision);
    ask_gates(*node, pack, gates, operations);
  }
  print({{"name", "all points of one command (draftAgreement), median"},
         {"unit", "us"},
         {"value", decision.us},
         {"at_most", 50},
         {"note", decision.what}});
  print({{"name", "all gates of one command, median of the worst"},
         {"unit", "us"},
         {"value", gates.us},
         {"at_most", 50},
         {"note", gates.what + "; of " + std::to_string(operations) + " gated operations"}});
}

rules::Procedure small_procedure() {
  rules::Procedure p;
  p.id = "bench";
  p.zh = p.en = "bench";
  rules::ActDef open, close;
  open.name = "open";
  open.to = "opened";
  open.by = {"operator"};
  close.name = "close";
  close.from = {"opened"};
  close.to = "closed";
  close.by = {"operator"};
  close.due = rules::DueDef{};
  close.due->within = "30 days";
  p.acts = {open, close};
  p.ends = {"closed"};
  return p;
}

/// 10^5 matters, each with one clock, last days spread over a year from `first`.
void fill(app::Node& node, std::size_t clocks) {
  const auto definition = small_procedure();
  const auto first = std::chrono::sys_days(std::chrono::year(2026) / 4 / 1);
  for (std::size_t n = 0; n < clocks;)
    must(node.execute(app::Node::system_actor(), "bench", [&](app::Tx& tx) -> Status {
      for (int i = 0; i < 1'000 && n < clocks; ++i, ++n) {
        const auto due = to_text(Date(first + std::chrono::days(n % 365)));
        GS_CHECK(tx.emit<matter::MatterSubject>(
            "mat-" + std::to_string(n),
            {matter::Opened{"bench", definition, "opened", {}, "", "org-op", {}, {{"close", due, due, {}}}}}));
      }
      return {};
    }));
}

void ticks(const fs::path& folder) {
  const auto clock = std::make_shared<ManualClock>(kNow);
  const auto node = open(folder, "henan", clock);
  fill(*node, kClocks);
  auto& clocks = node->part<app::Clocks>();
  clocks.tick();  // what a calendar asks for on the first tick of a day is made now
  std::vector<double> times, floors;
  for (int i = 0; i < 21; ++i) {
    times.push_back(seconds([&] { clocks.tick(); }) * 1e3);
    floors.push_back(seconds([&] {
                       must(node->query([&](app::Records& records) -> Status {
                         GS_TRY(row, records.db().prepare("SELECT count(*) FROM due WHERE day < '2026-03-02'"));
                         return row.step().map([](bool) {});
                       }));
                     }) *
                     1e3);
  }
  const auto value = median(times), floor = median(floors);
  print({{"name", "tick with 10^5 open clocks, none past"},
         {"unit", "ms"},
         {"value", value},
         {"floor", floor},
         {"at_most", 100},
         {"note", "floor: the same range read by SQLite alone"}});
  clock->set(start_of(*parse_date("2026-04-02")) + 60'000);  // the clocks of 2026-04-01 are past
  std::size_t taken = 0;
  const double acted = seconds([&] { taken = clocks.tick(); }) * 1e3;
  print({{"name", "tick with 10^5 open clocks, those of a day past"},
         {"unit", "ms"},
         {"value", acted},
         {"note", std::to_string(taken) + " acted, each durable by itself"}});
}

}  // namespace

int main(int argc, char** argv) {
  const fs::path folder = fs::path(argc > 1 ? argv[1] : ".") / "bench-rules";
  evaluate(folder);
  ticks(folder);
  fs::remove_all(folder);
}
