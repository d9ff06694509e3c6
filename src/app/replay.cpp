#include "app/replay.h"

#include "app/node.h"
#include "app/replay_judges.h"
#include "app/rule_counts.h"
#include "app/views.h"
#include "ledger/reader.h"

namespace gongshu::app {
namespace {

using namespace judging;

/// Reads the ledger once, in order: keeps the records that judges ask for, and judges.
class Replay {
 public:
  Replay(const ReplayRequest& request, ReplayReport& report) : request_(request), report_(report) {}

  Status apply(const ledger::Entry& entry) {
    ++report_.entries;
    if (request_.go_on && report_.entries % 1'000 == 0 && !request_.go_on(report_.entries)) return fail(ErrorCode::query_cancelled);
    if (request_.progress && report_.entries % 100'000 == 0) request_.progress(report_.entries);
    if (entry.type == kRefusalType) return refusal(entry);
    const auto slash = entry.stream.find('/');
    const std::string_view kind = std::string_view(entry.stream).substr(0, slash);
    Status status;
    bool known = false;
    std::apply(
        [&](auto&... fold) {
          ((kind == std::remove_cvref_t<decltype(fold)>::Subject::kKind ? (known = true, status = step(fold, entry, slash), 0)
                                                                        : 0),
           ...);
        },
        folds_);
    if (!known) ++report_.not_judged[entry.type];
    return status;
  }

 private:
  template <class S>
  Status step(Fold<S>& fold, const ledger::Entry& entry, std::size_t slash) {
    const json::value data = entry.data.object();
    GS_TRY(event, domain::decode_event<typename S::Event>(entry.type, data));
    const domain::EventMeta meta{static_cast<std::int64_t>(entry.seq), entry.time, entry.actor, entry.org,
                                 entry.stream.substr(slash + 1)};
    auto& state = fold.rows[meta.id];
    std::visit([&](const auto& e) { judge_one(state, e, meta, entry); }, event);
    S::evolve(state, event, meta);
    return {};
  }

  template <class State, class Event>
  void judge_one(const State& state, const Event& event, const domain::EventMeta& meta, const ledger::Entry& entry) {
    if constexpr (requires(Scene & scene) { judge(state, event, scene); }) {
      auto context = context_of(entry);
      Scene scene{context, meta, folds_, procedures_};
      const auto status = judge(state, event, scene);
      if (scene.skipped) {
        ++report_.not_judged[entry.type];
        return;
      }
      ++report_.judged;
      if (!status) {
        const auto& e = status.error();
        flip({entry.seq, entry.time, entry.stream, entry.type, true, std::string(info(e.code).name), e.rule, e.article, e.at,
              e.hint});
      }
    } else {
      ++report_.not_judged[entry.type];
    }
  }

  Status refusal(const ledger::Entry& entry) {
    const auto data = entry.data.object();
    const auto text = [&](const char* member) {
      const auto* found = data.if_contains(member);
      return found && found->is_string() ? std::string(found->get_string()) : std::string();
    };
    ++report_.refusals;
    auto context = context_of(entry);
    const auto still = still_refused(data, context);
    if (!still) {
      ++report_.not_judged[entry.type];
      return {};
    }
    ++report_.refusals_judged;
    if (!*still)
      flip({entry.seq, entry.time, entry.stream, text("operation"), false, text("code"), text("rule"), {}, text("at"), {}});
    return {};
  }

  domain::Context context_of(const ledger::Entry& entry) {
    const auto day = local_date(entry.time);
    if (day != day_) {
      day_ = day;
      today_ = request_.book.on(day);
    }
    domain::Actor actor = entry.actor == Node::system_actor().person ? Node::system_actor() : domain::Actor{entry.actor, entry.org, {}, {}};
    if (const auto* org = std::get<Fold<domain::parties::OrganisationSubject>>(folds_).find(entry.org)) actor.roles = org->roles;
    return domain::Context(std::move(actor), entry.time, today_);
  }

  void flip(Flip found) {
    ++report_.flipped;
    auto& of = report_.by_rule[found.rule];
    if (of.article.empty()) of.article = found.article;
    ++(found.passed ? of.refused : of.let_through);
    if (report_.flips.size() < request_.keep) report_.flips.push_back(std::move(found));
  }

  const ReplayRequest& request_;
  ReplayReport& report_;
  Folds folds_;
  Procedures procedures_;
  Date day_{};
  rules::Rulebook today_;
};

json::object flip_json(const Flip& f) {
  return {{"seq", f.seq},
          {"time", to_text(f.time)},
          {"stream", f.stream},
          {"what", f.what},
          {"then", f.passed ? "passed" : "refused"},
          {"now", f.passed ? "refused" : "passed"},
          {"code", f.code},
          {"rule", f.rule},
          {"article", f.article},
          {"at", f.at},
          {"hint", f.hint}};
}

}  // namespace

json::object ReplayReport::to_json() const {
  json::array rows;
  for (const auto& f : flips) rows.push_back(flip_json(f));
  json::object left;
  for (const auto& [type, count] : not_judged) left[type] = count;
  json::array rules;
  for (const auto& [rule, of] : by_rule)
    rules.push_back({{"rule", rule}, {"article", of.article}, {"refused", of.refused}, {"let_through", of.let_through}});
  return {{"pack", pack},
          {"entries", entries},
          {"judged", judged},
          {"refusals", refusals},
          {"refusals_judged", refusals_judged},
          {"flipped", flipped},
          {"flips", std::move(rows)},
          {"by_rule", std::move(rules)},
          {"not_judged", std::move(left)}};
}

rules::Table ReplayReport::to_table() const {
  rules::Table out{
      {"序号 seq", "时间 time", "记录 stream", "事项 what", "当时 then", "今判 now", "规则 rule", "位置 at", "说明 hint"}, {}};
  for (const auto& f : flips)
    out.rows.push_back({std::to_string(f.seq), to_text(f.time), f.stream, f.what, f.passed ? "通过 passed" : "拒绝 refused",
                        f.passed ? "拒绝 refused" : "不再拒绝 not refused", f.rule, f.at, f.hint});
  return out;
}

Result<ReplayReport> replay(const ReplayRequest& request) {
  GS_CHECK(pack_of(request.data).map([](const std::string&) {}));
  GS_TRY(db, store::Database::open(request.data / "gongshu.db", store::Mode::read_only));
  ReplayReport report;
  if (const auto* pack = request.book.pack()) report.pack = pack->id;
  Replay run(request, report);
  GS_CHECK(ledger::Reader(db).each(0, [&](const ledger::Entry& entry) { return run.apply(entry); }));
  return report;
}

}  // namespace gongshu::app
