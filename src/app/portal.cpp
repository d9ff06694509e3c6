// What everybody may read without signing in: grants, scenarios, products, use, the redacted log, the working-day calendar.
#include "app/ledger_json.h"
#include "app/operation.h"
#include "app/published_days.h"
#include "app/published_use.h"
#include "domain/authorization/events.h"
#include "domain/catalog/events.h"
#include "domain/delivery/events.h"
#include "domain/parties/events.h"
#include "domain/product/events.h"
#include "domain/scenario/events.h"

namespace gongshu::app {
namespace {

using domain::authorization::AgreementStatus;
using domain::product::ProductStatus;
using domain::scenario::ScenarioStatus;

/// Names of organisations, titles of catalog entries, by id.
using Names = std::map<std::string, std::string>;

std::string name_in(const Names& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() ? id : found->second;
}

Result<Names> names_of(Records& records) {
  Names out;
  GS_TRY(organisations, records.all<domain::parties::OrganisationSubject>());
  for (const auto& o : organisations) out[o.id] = o.state.name;
  GS_TRY(entries, records.all<domain::catalog::CatalogSubject>());
  for (const auto& e : entries)
    if (e.state.approved_content) out[e.id] = e.state.approved_content->title;
  return out;
}

json::array titles(const Names& names, const std::vector<std::string>& ids) {
  json::array out;
  for (const auto& id : ids) out.emplace_back(name_in(names, id));
  return out;
}

Result<std::int64_t> created(Records& records, std::string_view kind, const std::string& id) {
  GS_TRY(row, records.raw(kind, id));
  return row ? row->created : std::int64_t{0};
}

Status put_day(json::object& row, std::string_view member, Records& records, std::string_view kind, const std::string& id, std::string_view event) {
  GS_TRY(days, days_of(records, kind, id));
  const auto day = days.find(std::string(event));
  if (day != days.end()) row[member] = day->second;
  return {};
}

/// Agreements that are or were in force; what is being drafted is nobody else's business.
Result<json::array> grants(Records& records, const Names& names) {
  json::array out;
  GS_TRY(all, records.all<domain::authorization::AgreementSubject>());
  for (const auto& a : all) {
    if (!a.state.in_force_since) continue;
    GS_TRY(seq, created(records, "agreement", a.id));
    const auto& c = a.state.content;
    json::object row{{"id", a.id}, {"status", domain::authorization::status_of(a.state)}, {"agency", name_in(names, a.state.agency)},
                     {"operator", name_in(names, a.state.operator_org)}, {"resources", titles(names, c.resources)},
                     {"starts", c.starts}, {"ends", c.ends}, {"seq", seq}};
    if (a.state.status == AgreementStatus::exiting || a.state.status == AgreementStatus::ended)
      GS_CHECK(put_day(row, "ended", records, "agreement", a.id, domain::authorization::AgreementExiting::kType));
    out.push_back(std::move(row));
  }
  return out;
}

Result<json::array> scenarios(Records& records, const Names& names) {
  json::array out;
  GS_TRY(products, records.all<domain::product::ProductSubject>());
  GS_TRY(all, records.all<domain::scenario::ScenarioSubject>());
  for (const auto& s : all) {
    if (s.state.status != ScenarioStatus::approved && s.state.status != ScenarioStatus::ended) continue;
    GS_TRY(days, days_of(records, "scenario", s.id));
    const auto approved = days.find(std::string(domain::scenario::Approved::kType)), ended = days.find(std::string(domain::scenario::Ended::kType));
    if (approved == days.end()) continue;  // an exit ends drafts as well
    GS_TRY(seq, created(records, "scenario", s.id));
    std::vector<std::string> resources;
    for (const auto& demand : s.state.content.demand) resources.push_back(demand.resource);
    json::array made;
    for (const auto& p : products)
      if (p.state.status == ProductStatus::listed && p.state.content.scenario == s.id) made.emplace_back(p.id);
    json::object row{{"id", s.id}, {"status", domain::scenario::status_of(s.state)}, {"title", s.state.content.title}, {"purpose", s.state.content.purpose},
                     {"applicant", name_in(names, s.state.applicant)}, {"operator", name_in(names, s.state.operator_org)},
                     {"resources", titles(names, resources)}, {"products", std::move(made)}, {"seq", seq}};
    row["approved"] = approved->second;
    if (ended != days.end()) row["ended"] = ended->second;
    if (s.state.content.ends) row["ends"] = *s.state.content.ends;
    out.push_back(std::move(row));
  }
  return out;
}

json::object product_row(const std::string& id, const domain::product::Product& p, const Names& names, std::int64_t seq) {
  json::object row{{"id", id}, {"title", p.content.title}, {"summary", p.content.summary}, {"kind", p.content.kind}, {"purpose", p.purpose},
                   {"operator", name_in(names, p.operator_org)}, {"scenario", p.content.scenario}, {"personal", p.personal},
                   {"charged", p.price && p.price->charged}, {"seq", seq}};
  if (p.price && p.price->charged && p.price->fen) row["fen"] = *p.price->fen;
  if (p.price && p.price->basis) row["price_basis"] = *p.price->basis;
  if (p.registration) row["registration"] = p.registration->number;
  if (p.listed_at) row["listed"] = to_text(local_date(*p.listed_at));
  return row;
}

/// Those on offer, and those that were: past years stay as they were published.
Result<json::array> products(Records& records, const Names& names) {
  json::array out;
  GS_TRY(all, records.all<domain::product::ProductSubject>());
  for (const auto& p : all) {
    if (!p.state.listed_at) continue;
    GS_TRY(seq, created(records, "product", p.id));
    auto row = product_row(p.id, p.state, names, seq);
    if (p.state.status != ProductStatus::listed)
      GS_CHECK(put_day(row, "withdrawn", records, "product", p.id, domain::product::Recalled::kType));
    out.push_back(std::move(row));
  }
  return out;
}

/// A product that may be called or might be, from the day of its listing to that of its recall.
struct Offered {
  std::string id, since, until;  ///< `until` empty: on offer still
};

/// A row for every month that is over: one without a call looks like one whose figure is withheld, so that neither says anything.
json::array usage(const std::vector<PublishedFigure>& figures, const std::vector<Offered>& offered, Date today) {
  std::map<std::pair<gateway::Id16, std::string>, std::int64_t> known;
  for (const auto& figure : figures)
    if (figure.calls) known[{figure.product, figure.month}] = *figure.calls;
  const auto now = today.year() / today.month();
  json::array out;
  for (const auto& product : offered) {
    const auto first = parse_date(product.since);
    if (!first) continue;
    const auto last = parse_date(product.until);
    const auto end = last ? std::min(now, last->year() / last->month() + std::chrono::months(1)) : now;
    for (auto month = first->year() / first->month(); month < end; month += std::chrono::months(1)) {
      const auto name = to_text(Date(month / std::chrono::day(1))).substr(0, 7);
      const auto calls = known.find({gateway::id16(product.id), name});
      json::object row{{"product", product.id}, {"month", name}, {"withheld", calls == known.end()}};
      if (calls != known.end()) row["calls"] = calls->second;
      out.push_back(std::move(row));
    }
  }
  return out;
}

Result<json::object> make_disclosure(Node& node) {
  json::object body{{"made", to_text(node.clock().now())}, {"key", node.key().public_key().to_pem()}};
  std::vector<Offered> listed;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(size, ledger::Reader(records.db()).size());
    body["size"] = static_cast<std::int64_t>(size);
    GS_TRY(names, names_of(records));
    GS_TRY(granted, grants(records, names));
    GS_TRY(approved, scenarios(records, names));
    GS_TRY(offered, products(records, names));
    for (const auto& row : offered) {
      const auto* until = row.as_object().if_contains("withdrawn");
      listed.push_back({std::string(row.at("id").as_string()), std::string(row.at("listed").as_string()), until ? std::string(until->as_string()) : std::string()});
    }
    body["grants"] = std::move(granted);
    body["scenarios"] = std::move(approved);
    body["products"] = std::move(offered);
    return {};
  }));
  GS_TRY(figures, node.part<PublishedUse>().figures());
  body["usage"] = usage(figures, listed, local_date(node.clock().now()));
  return body;
}

/// The set as it was made within the last seconds: anybody may ask, and each asking would read all that stands.
class PublicSet {
 public:
  static constexpr std::string_view kName = "public_set";
  static constexpr Instant kKeep = 10'000;  ///< ms
  static Result<std::unique_ptr<PublicSet>> open(Node& node) { return std::unique_ptr<PublicSet>(new PublicSet(node)); }
  Result<json::object> get() {
    std::lock_guard lock(mutex_);
    const auto now = node_.clock().now();
    if (made_at_ && now >= *made_at_ && now - *made_at_ < kKeep) return made_;
    GS_TRY(made, make_disclosure(node_));
    made_ = std::move(made);
    made_at_ = now;
    return made_;
  }

 private:
  explicit PublicSet(Node& node) : node_(node) {}
  Node& node_;
  std::mutex mutex_;
  std::optional<Instant> made_at_;
  json::object made_;
};
[[maybe_unused]] const bool kPublicSet = register_part<PublicSet>(61);

Result<Reply> disclosure_set(Node& node, const Call&) {
  GS_TRY(body, node.part<PublicSet>().get());
  return Reply{200, std::move(body), {}, {}, {}};
}

/// What a person or a subscriber does, and the anchor of a call, has its day published and not its second.
bool dated_by_day(std::string_view type) {
  constexpr std::string_view kKinds[] = {"usage.", "consent.", "subscription.", "application_key.", "application_agreement."};
  return std::any_of(std::begin(kKinds), std::end(kKinds), [&](auto kind) { return type.starts_with(kind); });
}

std::uint64_t number(const std::string& text) { return std::strtoull(text.c_str(), nullptr, 10); }

Result<Reply> public_log(Node& node, const Call& call) {
  const auto first = number(call.query_or("from", "0")), limit = number(call.query_or("limit", "100"));
  json::array rows;
  std::uint64_t size = 0;
  GS_CHECK(node.query([&](Records& records) -> Status {
    ledger::Reader reader(records.db());
    GS_TRY(sealed, reader.size());
    size = sealed;
    for (auto seq = first; seq < size && seq - first < limit; ++seq) {
      GS_TRY(text, reader.envelope(seq));
      GS_TRY(e, ledger::parse_envelope(text));
      rows.push_back(json::object{{"seq", static_cast<std::int64_t>(e.seq)}, {"time", to_text(dated_by_day(e.type) ? start_of(local_date(e.time)) : e.time)}, {"type", e.type}, {"rules", write(e.rules)},
                                  {"leaf", crypto::to_hex(crypto::view(ledger::leaf_hash(text)))}});
    }
    return {};
  }));
  return Reply{200, json::object{{"size", static_cast<std::int64_t>(size)}, {"rows", std::move(rows)}}, {}, {}, {}};
}

Result<Reply> calendar(Node& node, const Call&) {
  const auto& days = node.rulebook().calendar();
  json::array off, working;
  for (const auto year : days.years()) {
    const auto begin = std::chrono::sys_days(std::chrono::year(year) / 1 / 1), end = std::chrono::sys_days(std::chrono::year(year + 1) / 1 / 1);
    for (auto day = begin; day < end; day += std::chrono::days(1)) {
      GS_TRY(works, days.is_working_day(Date(day)));
      const bool weekday = std::chrono::weekday(day).iso_encoding() <= 5;
      if (works != weekday) (works ? working : off).emplace_back(to_text(Date(day)));
    }
  }
  return Reply{200, json::object{{"years", write(days.years())}, {"days_off", std::move(off)}, {"days_made_up", std::move(working)}}, {}, {}, {}};
}

[[maybe_unused]] const bool kDisclosure = operation("getDisclosure", Access::open, {}, disclosure_set);
[[maybe_unused]] const bool kPublicLog = operation("listPublicEntries", Access::open, {}, public_log);
[[maybe_unused]] const bool kCalendar = operation("getCalendar", Access::open, {}, calendar);

}  // namespace
}  // namespace gongshu::app
