// What was used and what it costs, computed from the usage records alone, so that each party can compute it again (gongshu verify proves the
// records, the anchors prove that they are all).
#include <charconv>

#include "app/gateway_part.h"
#include "app/operation.h"
#include "identity/roles.h"

namespace gongshu::app {

using namespace domain::delivery;
namespace gw = gongshu::gateway;

namespace {

constexpr Instant kDay = 86'400'000;

struct Period {
  Instant from = 0, to = 0;
};

Result<Period> period_of(const Call& call) {
  const auto first = parse_date(call.query_or("from")), last = parse_date(call.query_or("to"));
  if (!first) return fail(ErrorCode::input_bad_date, "query.from", first.error().hint);
  if (!last) return fail(ErrorCode::input_bad_date, "query.to", last.error().hint);
  if (*last < *first) return fail(ErrorCode::input_bad_date, "query.to", "the last day is not before the first");
  return Period{start_of(*first), start_of(*last) + kDay};
}

std::string_view verdict_name(gw::Verdict verdict) {
  switch (verdict) {
    case gw::Verdict::answered: return "answered";
    case gw::Verdict::no_record: return "no_record";
    case gw::Verdict::matched: return "matched";
    case gw::Verdict::not_matched: return "not_matched";
    case gw::Verdict::refused: break;
  }
  return "refused";
}

struct DayTotals {
  std::int64_t records = 0, charged = 0, fen = 0;
};

struct Totals {
  std::map<std::string, DayTotals> days;  // in China
  std::map<std::string, std::int64_t> counts, refused_by;
  std::int64_t charged = 0, fen = 0, records = 0;
  std::optional<std::uint64_t> first, last;

  void add(const gw::UsageRecord& r) {
    ++records;
    ++counts[std::string(verdict_name(r.verdict))];
    if (r.verdict == gw::Verdict::refused) ++refused_by[std::string(gw::name_of(r.check))];
    if (r.price.fen != 0) ++charged;
    fen += r.price.fen;
    auto& day = days[to_text(local_date(r.time))];
    ++day.records;
    if (r.price.fen != 0) ++day.charged;
    day.fen += r.price.fen;
    if (!first) first = r.seq;
    last = r.seq;
  }
};

json::array days_json(const Totals& totals) {
  json::array out;
  for (const auto& [day, sums] : totals.days)
    out.push_back(json::object{{"day", day}, {"records", sums.records}, {"charged_calls", sums.charged}, {"amount_fen", sums.fen}});
  return out;
}

/// Anchors of the segments that hold records of the statement.
Result<json::array> anchors_over(Records& records, const Totals& totals) {
  json::array out;
  if (!totals.first) return out;
  GS_TRY(all, records.all<UsageAnchorSubject>());
  for (const auto& a : all)
    if (a.state.to > static_cast<std::int64_t>(*totals.first) && a.state.segment <= static_cast<std::int64_t>(*totals.last)) out.push_back(write(a.state));
  return out;
}

Result<Subscription> own_subscription(Records& records, const Call& call) {
  GS_TRY(s, records.load<SubscriptionSubject>(call.param("id"), "path.id"));
  if (!is_overseer(call.actor) && !parties_of(s).contains(call.actor.org)) return fail(ErrorCode::state_not_found, "path.id", "no such subscription");
  return s;
}

Result<Reply> statement(Node& node, const Call& call) {
  GS_TRY(period, period_of(call));
  auto& part = node.part<GatewayPart>();
  Subscription s;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, own_subscription(records, call));
    s = std::move(found);
    return {};
  }));
  GS_CHECK(part.anchor());  // so that the statement's last records stand under a root
  Totals totals;
  GS_CHECK(part.usage().scan({call.param("id"), {}, {}, period.from, period.to}, [&](const gw::UsageRecord& r) {
    totals.add(r);
    return true;
  }));
  json::array anchors;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, anchors_over(records, totals));
    anchors = std::move(found);
    return {};
  }));
  json::object body{{"subscription", call.param("id")}, {"product", s.content.product}, {"org", s.org}, {"from", call.query_or("from")},
                    {"to", call.query_or("to")}, {"counts", write(totals.counts)}, {"refused_by", write(totals.refused_by)},
                    {"charged_calls", totals.charged}, {"amount_fen", totals.fen}, {"records", totals.records}, {"days", days_json(totals)}, {"anchors", std::move(anchors)}};
  if (totals.first) body["first_seq"] = *totals.first;
  if (totals.last) body["last_seq"] = *totals.last;
  return Reply{200, std::move(body), {}, {}, {}};
}

/// Records hold hashes of ids; the ids come back from the views.
struct Names {
  std::map<gw::Id16, std::string> ids;
  Status load(Records& records, std::string_view kind) {
    return records.scan(kind, {}, [&](const std::string& id, const Row&) -> Status {
      ids[gw::id16(id)] = id;
      return {};
    });
  }
  void put(json::object& out, std::string_view member, const gw::Id16& id) const {
    if (const auto found = ids.find(id); found != ids.end()) out[member] = found->second;
  }
};

json::object row_json(const gw::UsageRecord& r, const Names& names) {
  json::object out{{"seq", r.seq}, {"time", to_text(r.time)}, {"verdict", verdict_name(r.verdict)}, {"check", gw::name_of(r.check)},
                   {"price_fen", r.price.fen}, {"epoch", r.epoch}, {"consent", r.consent != gw::Id16{}}};
  names.put(out, "subscription", r.subscription);
  names.put(out, "product", r.product);
  names.put(out, "developer", r.developer);
  return out;
}

std::int64_t number(const std::string& text, std::int64_t otherwise) {
  std::from_chars(text.data(), text.data() + text.size(), otherwise);
  return otherwise;
}

/// Whose use the actor may see: all for overseers; of its products for an operator, of its subscriptions for whoever calls them.
class Seen {
 public:
  static Result<Seen> of(Node& node, const domain::Actor& actor) {
    Seen out;
    out.all_ = is_overseer(actor);
    if (out.all_) return out;
    out.developer_ = gw::id16(actor.org);
    GS_CHECK(node.query([&](Records& records) -> Status {
      GS_TRY(products, records.all<domain::product::ProductSubject>());
      for (const auto& p : products)
        if (p.state.operator_org == actor.org) out.products_.insert(gw::id16(p.id));
      return {};
    }));
    return out;
  }
  bool all() const { return all_; }
  bool has(const gw::UsageRecord& r) const { return all_ || r.developer == developer_ || products_.contains(r.product); }

 private:
  bool all_ = false;
  gw::Id16 developer_{};
  std::set<gw::Id16> products_;
};

/// A day of the query in China, `later` days on; `otherwise` when it is not given.
Result<Instant> day_of(const Call& call, const std::string& name, int later, Instant otherwise) {
  const auto text = call.query_or(name);
  if (text.empty()) return otherwise;
  const auto day = parse_date(text);
  if (!day) return fail(ErrorCode::input_bad_date, "query." + name, day.error().hint);
  return start_of(std::chrono::year_month_day(std::chrono::sys_days(*day) + std::chrono::days(later)));
}

Result<Reply> usage(Node& node, const Call& call) {
  GS_TRY(seen, Seen::of(node, call.actor));
  Names names;
  GS_CHECK(node.query([&](Records& records) -> Status {
    for (const auto kind : {"subscription", "product", "organisation"}) GS_CHECK(names.load(records, kind));
    return {};
  }));
  gw::UsageFilter filter;
  if (const auto id = call.query_or("subscription"); !id.empty()) filter.subscription = id;
  if (const auto id = call.query_or("product"); !id.empty()) filter.product = id;
  GS_TRY(since, day_of(call, "since", 0, INT64_MIN));
  GS_TRY(until, day_of(call, "until", 1, INT64_MAX));
  filter.from = since;
  filter.to = until;
  const auto from = static_cast<std::uint64_t>(number(call.query_or("from"), 0));
  const auto limit = static_cast<std::size_t>(number(call.query_or("limit"), 100));
  json::array rows;
  std::optional<std::uint64_t> next;
  auto& log = node.part<GatewayPart>().usage();
  GS_CHECK(log.scan(filter, [&](const gw::UsageRecord& r) {
    if (r.seq < from || !seen.has(r)) return true;
    if (rows.size() == limit) {
      next = r.seq;
      return false;
    }
    rows.push_back(row_json(r, names));
    return true;
  }));
  json::object body{{"rows", std::move(rows)}};
  if (seen.all()) body["total"] = log.durable();
  if (next) body["next"] = *next;
  return Reply{200, std::move(body), {}, {}, {}};
}

[[maybe_unused]] const bool kStatement = operation("getStatement", Access::session, {}, statement);
[[maybe_unused]] const bool kUsage = operation("listUsage", Access::session, {}, usage);

}  // namespace
}  // namespace gongshu::app
