#include "app/egress_report.h"

#include <set>
#include <shared_mutex>

#include "app/datasets.h"
#include "app/egress.h"
#include "app/egress_table.h"
#include "app/jobs_result.h"
#include "app/operation.h"
#include "app/product_check.h"
#include "app/social_data.h"
#include "app/supply_files.h"
#include "disclosure/report.h"
#include "domain/product/points.h"
#include "domain/scenario/events.h"
#include "domain/supply/events.h"

namespace gongshu::app {
namespace {

using disclosure::TextColumn;
using domain::product::Product;
namespace workspace = domain::workspace;

std::int64_t ppm(double share) { return static_cast<std::int64_t>(share * 1'000'000 + 0.5); }

std::string text_of(const json::value& cell) {
  if (cell.is_string()) return std::string(cell.get_string());
  return cell.is_null() ? std::string() : json::serialize(cell);
}

std::string text_at(const json::object& object, std::string_view member) {
  const auto* value = object.if_contains(member);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// The answer, column by column.
struct Output {
  std::vector<std::string> names;
  std::vector<TextColumn> columns;
  std::int64_t rows = 0, empty = 0, withheld = 0;
  std::string verdict;
};

Result<Output> output_of(const std::string& answer) {
  GS_TRY(json, parse_json(answer, {.bytes = std::size_t{1} << 30, .depth = 16}));
  const auto& object = json.as_object();
  Output out;
  for (const auto& column : object.at("columns").as_array()) out.names.push_back(text_at(column.as_object(), "name"));
  out.columns.resize(out.names.size());
  for (const auto& row : object.at("rows").as_array()) {
    for (std::size_t i = 0; i < out.names.size(); ++i) {
      out.columns[i].push_back(text_of(row.as_array().at(i)));
      out.empty += row.as_array().at(i).is_null();
    }
    ++out.rows;
  }
  out.withheld = static_cast<std::int64_t>(object.at("withheld").as_array().size());
  out.verdict = text_at(object, "verdict");
  return out;
}

/// Columns of the supply behind an output, read from the batches that the job ran on.
struct Supplied {
  std::map<std::pair<std::string, std::string>, TextColumn> columns;                   ///< table, column
  std::map<std::string, std::map<std::string, domain::supply::SuppliedColumn>> known;  ///< table → column → how it was supplied
  std::map<std::string, std::int64_t> rows;                                            ///< of the whole batch
};

struct Table {
  std::string name, resource;
  Found<domain::supply::Batch> batch;
};

Result<std::vector<Table>> tables_of(Node& node, const workspace::Job& job) {
  std::vector<Table> out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(scenario, records.load<domain::scenario::ScenarioSubject>(job.scenario));
    for (std::size_t i = 0; job.batches && i < job.tables.size() && i < job.batches->size(); ++i) {
      // What the operator imported is its own: no supply stands behind it.
      GS_TRY(imported, records.find<domain::social_data::SocialDataSubject>((*job.batches)[i]));
      if (imported) continue;
      GS_TRY(batch, records.load<domain::supply::BatchSubject>((*job.batches)[i]));
      out.push_back({job.tables[i], batch.resource, {(*job.batches)[i], batch, 0}});
    }
    return {};
  }));
  return out;
}

using Wanted = std::map<std::string, std::set<std::string>>;  ///< table → columns

Status read_table(Node& node, const Table& table, const std::string& key, const std::set<std::string>& wanted, Supplied& out) {
  GS_TRY(rows, BatchRows::open(node, table.batch.id, table.batch.state, key));
  std::vector<std::pair<std::size_t, TextColumn*>> places;
  const auto& columns = rows->manifest().columns;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (wanted.contains(columns[i].name)) places.emplace_back(i, &out.columns[{table.name, columns[i].name}]);
  out.rows[table.name] = table.batch.state.rows;
  for (std::size_t count = 0; count < kSampleRows; ++count) {
    GS_TRY(more, rows->next());
    if (!more) return {};
    for (const auto& [place, column] : places) column->emplace_back(rows->cells()[place]);
  }
  return {};
}

Result<Supplied> supplied_for(Node& node, const workspace::Job& job, const Wanted& wanted) {
  Supplied out;
  GS_TRY(tables, tables_of(node, job));
  std::vector<std::string> resources;
  for (const auto& table : tables) {
    resources.push_back(table.resource);
    for (const auto& column : table.batch.state.columns) out.known[table.name].emplace(column.name, column);
  }
  std::shared_lock files(batch_files_mutex());
  GS_TRY(key, scenario_key(node, job.scenario, resources));
  Status status;
  for (const auto& table : tables)
    if (const auto columns = wanted.find(table.name); status && columns != wanted.end())
      status = read_table(node, table, key, columns->second, out);
  crypto::wipe(key);
  GS_CHECK(status);
  return out;
}

Wanted sources_of(const json::array& lineage) {
  Wanted out;
  for (const auto& column : lineage)
    for (const auto& source : column.as_object().at("sources").as_array())
      out[text_at(source.as_object(), "table")].insert(text_at(source.as_object(), "column"));
  return out;
}

/// The lineage with what was done to each source column before it was supplied.
json::array with_transformation(json::array lineage, const Supplied& supplied) {
  for (auto& column : lineage)
    for (auto& source : column.as_object().at("sources").as_array()) {
      auto& object = source.as_object();
      const auto table = supplied.known.find(text_at(object, "table"));
      if (table == supplied.known.end()) continue;
      const auto known = table->second.find(text_at(object, "column"));
      if (known == table->second.end()) continue;
      object["technique"] = known->second.technique;
      object["grade"] = known->second.grade;
      object["identity"] = known->second.identity;
    }
  return lineage;
}

/// Output columns that carry the values of one source column unchanged, all of the table that has most of them: what an outsider
/// would link by.
struct Quasi {
  std::string table;
  std::vector<std::string> names;
  std::vector<TextColumn> output, known;
};

Quasi quasi_of(const json::array& lineage, const Output& output, const Supplied& supplied) {
  std::map<std::string, Quasi> found;
  for (std::size_t i = 0; i < lineage.size() && i < output.columns.size(); ++i) {
    const auto& column = lineage[i].as_object();
    const auto* direct = column.if_contains("direct");
    if (!direct || !direct->is_bool() || !direct->get_bool()) continue;
    const auto& source = column.at("sources").as_array().front().as_object();
    const auto table = text_at(source, "table"), name = text_at(source, "column");
    const auto values = supplied.columns.find({table, name});
    if (values == supplied.columns.end()) continue;
    auto& q = found[table];
    q.table = table;
    q.names.push_back(name);
    q.output.push_back(output.columns[i]);
    q.known.push_back(values->second);
  }
  const auto most = std::max_element(found.begin(), found.end(),
                                     [](const auto& a, const auto& b) { return a.second.names.size() < b.second.names.size(); });
  return most == found.end() ? Quasi{} : std::move(most->second);
}

json::object sample_of(const Quasi& q, const Supplied& supplied) {
  json::object out{{"table", q.table}, {"columns", json::array(q.names.begin(), q.names.end())}};
  const auto looked = q.known.empty() ? std::size_t{0} : q.known.front().size();
  out["looked_at"] = static_cast<std::int64_t>(looked);
  out["rows"] = supplied.rows.at(q.table);
  return out;
}

Status add_linkage(const Quasi& q, const Supplied& supplied, json::object& attacks) {
  if (q.names.empty()) return {};
  GS_TRY(unique, disclosure::uniqueness(q.known));
  auto uniqueness = sample_of(q, supplied);
  uniqueness["unique"] = unique.unique;
  uniqueness["classes"] = unique.classes;
  uniqueness["smallest"] = unique.smallest;
  uniqueness["share_ppm"] = ppm(unique.share);
  attacks["uniqueness"] = std::move(uniqueness);
  GS_TRY(link, disclosure::linkage(q.output, q.known));
  auto linkage = sample_of(q, supplied);
  linkage["tried"] = link.tried;
  linkage["matched"] = link.matched;
  linkage["singled"] = link.singled;
  linkage["rate_ppm"] = ppm(link.rate);
  attacks["linkage"] = std::move(linkage);
  return {};
}

json::array raw_overlap(const json::array& lineage, const Output& output, const Supplied& supplied) {
  json::array out;
  for (std::size_t i = 0; i < lineage.size() && i < output.columns.size(); ++i)
    for (const auto& source : lineage[i].as_object().at("sources").as_array()) {
      const auto table = text_at(source.as_object(), "table"), name = text_at(source.as_object(), "column");
      const auto values = supplied.columns.find({table, name});
      if (values == supplied.columns.end()) continue;
      const auto share = disclosure::raw_share(output.columns[i], values->second);
      out.push_back(json::object{{"column", output.names[i]},
                                 {"table", table},
                                 {"source", name},
                                 {"values", share.values},
                                 {"raw", share.raw},
                                 {"share_ppm", ppm(share.share)}});
    }
  return out;
}

json::array differencing(const std::vector<PastCheck>& past) {
  json::array out;
  for (const auto& p : past) {
    std::map<std::string, std::int64_t> refused;
    for (const auto refusal : p.decision.cells)
      if (refusal != disclosure::EgressRefusal::none) ++refused[std::string(name_of(refusal))];
    json::object reasons;
    for (const auto& [reason, cells] : refused) reasons[reason] = cells;
    out.push_back(json::object{{"population", p.population},
                               {"earlier_releases", static_cast<std::int64_t>(p.earlier_releases)},
                               {"earlier_cells", static_cast<std::int64_t>(p.earlier_cells)},
                               {"cells", static_cast<std::int64_t>(p.decision.cells.size())},
                               {"accepted", static_cast<std::int64_t>(p.decision.accepted)},
                               {"classes", static_cast<std::int64_t>(p.decision.classes)},
                               {"smallest", static_cast<std::int64_t>(p.decision.smallest)},
                               {"refused", std::move(reasons)}});
  }
  return out;
}

/// Packages of the scenario that were approved before and have the same columns.
Result<json::array> earlier_outputs(Node& node, const std::string& id, const Product& product, const Output& output) {
  std::vector<std::pair<std::string, std::string>> others;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(all, records.all<domain::product::ProductSubject>());
    for (const auto& p : all) {
      using Status_ = domain::product::ProductStatus;
      const bool left =
          p.state.status == Status_::approved || p.state.status == Status_::listed || p.state.status == Status_::recalled;
      if (p.id != id && left && p.state.content.scenario == product.content.scenario && p.state.content.definition.job &&
          others.size() < 20)
        others.emplace_back(p.id, *p.state.content.definition.job);
    }
    return {};
  }));
  json::array out;
  for (const auto& [other, job] : others) {
    GS_TRY(stored, load_stored_result(node, job));
    GS_TRY(earlier, output_of(stored.answer));
    if (earlier.names != output.names) continue;
    GS_TRY(same, disclosure::overlap(output.columns, earlier.columns));
    out.push_back(
        json::object{{"product", other}, {"rows", same.rows}, {"repeated", same.repeated}, {"share_ppm", ppm(same.share)}});
  }
  return out;
}

Status add_package(Node& node, const std::string& id, const Product& product, json::object& out) {
  const auto& job_id = *product.content.definition.job;
  workspace::Job job;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<workspace::JobSubject>(job_id));
    job = std::move(found);
    return {};
  }));
  GS_TRY(stored, load_stored_result(node, job_id));
  GS_TRY(output, output_of(stored.answer));
  GS_TRY(supplied, supplied_for(node, job, sources_of(stored.lineage)));
  out["job"] = json::object{{"id", job_id}, {"sql", job.sql}, {"purpose", job.purpose}, {"plan_hash", job.plan_hash}};
  out["rules"] = stored.rules;
  out["statistics"] = json::object{{"rows", output.rows},
                                   {"columns", static_cast<std::int64_t>(output.names.size())},
                                   {"cells", output.rows * static_cast<std::int64_t>(output.names.size())},
                                   {"empty", output.empty},
                                   {"withheld", output.withheld},
                                   {"controlled", stored.controlled},
                                   {"verdict", output.verdict}};
  json::object attacks;
  GS_CHECK(add_linkage(quasi_of(stored.lineage, output, supplied), supplied, attacks));
  attacks["raw_overlap"] = raw_overlap(stored.lineage, output, supplied);
  GS_TRY(past, node.part<EgressPart>().check(stored.releases, stored.k));
  attacks["differencing"] = differencing(past);
  GS_TRY(earlier, earlier_outputs(node, id, product, output));
  attacks["earlier_outputs"] = std::move(earlier);
  out["attacks"] = std::move(attacks);
  out["columns"] = with_transformation(std::move(stored.lineage), supplied);
  out["suppressed"] = std::move(stored.review);
  if (stored.suppressed) out["suppressed_total"] = write(*stored.suppressed);
  GS_TRY(table, egress_table(stored.answer));
  out["table"] = std::move(table);
  return {};
}

/// A product that answers record by record: which supplied columns it answers, and how they were masked.
Status add_shelf(Node& node, const Product& product, json::object& out) {
  const auto& d = product.content.definition;
  std::optional<Found<domain::supply::Batch>> batch;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, batch_in_use(records, product.content.scenario, *d.resource));
    batch = std::move(found);
    return {};
  }));
  std::vector<std::string> names{*d.key_column};
  names.insert(names.end(), d.columns->begin(), d.columns->end());
  json::array columns;
  for (const auto& name : names) {
    json::object source{{"table", *d.resource}, {"column", name}, {"uses", json::array{"lookup"}}};
    for (const auto& column : batch ? batch->state.columns : std::vector<domain::supply::SuppliedColumn>())
      if (column.name == name) {
        source["technique"] = column.technique;
        source["grade"] = column.grade;
        source["identity"] = column.identity;
      }
    columns.push_back(json::object{
        {"name", name}, {"how", name == *d.key_column ? "key" : "column"}, {"sources", json::array{std::move(source)}}});
  }
  out["columns"] = std::move(columns);
  return {};
}

}  // namespace

Status may_read_egress_report(Records& records, const domain::Actor& actor, const std::string& id, const Product& product,
                              const rules::Rulebook& book) {
  GS_TRY(seen, may_see_record(records, actor, domain::product::ProductSubject::kKind, id));
  if (!seen) return fail(ErrorCode::state_not_found, "path.id", "no product has the id " + id);
  if (actor.org == product.operator_org)
    return fail(ErrorCode::auth_forbidden, {}, "the report is for those who review the product");
  if (std::find(product.authors.begin(), product.authors.end(), actor.person) != product.authors.end())
    return fail(ErrorCode::auth_own_work, {}, "the report is for people who took no part in the product");
  std::set<std::string> roles;
  if (product.review) {
    for (const auto& step : product.review->steps) roles.insert(step.role);
  } else if (const auto ruling = book.at(domain::product::kReview); const auto* chain = ruling.chain()) {
    for (const auto& stage : chain->steps)
      for (const auto& step : stage.parallel) roles.insert(step.role);
  }
  const auto seats = seats_of(product);
  for (const auto& role : roles) {
    const auto seat = seats.find(role);
    const bool open = seat == seats.end() || seat->second.empty();
    if (actor.has_role(role) && (open || std::find(seat->second.begin(), seat->second.end(), actor.org) != seat->second.end())) return {};
  }
  return fail(ErrorCode::auth_forbidden, {}, "the report is for those who review the product");
}

Result<json::object> egress_report(Node& node, const std::string& id, const Product& product) {
  json::object out{{"product", id},
                   {"title", product.content.title},
                   {"kind", product.content.kind},
                   {"status", status_of(product)},
                   {"scenario", product.content.scenario},
                   {"generated", node.clock().now()}};
  if (product.report) out["check"] = write(*product.report);
  GS_CHECK(product.content.definition.job ? add_package(node, id, product, out) : add_shelf(node, product, out));
  return out;
}

}  // namespace gongshu::app
