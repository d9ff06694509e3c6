#include "app/product_check.h"

#include "app/datasets.h"
#include "app/shelves.h"
#include "domain/delivery/events.h"
#include "domain/parties/events.h"
#include "domain/product/points.h"
#include "domain/scenario/events.h"
#include "domain/workspace/events.h"
#include "privacy/detect.h"

namespace gongshu::app {
namespace {

using domain::product::CheckItem;
using domain::product::Product;
using domain::supply::Batch;
namespace workspace = domain::workspace;

struct Source {
  std::string resource;
  std::optional<Found<Batch>> batch;
  Status stands;  ///< check_supply
};

/// What the candidate is made of.
struct Subject {
  std::vector<Source> sources;
  std::optional<workspace::Job> job;
  std::vector<std::string> related;  ///< declared by the operator
  std::vector<std::string> related_developers;
};

std::vector<std::string> resources_of(const domain::scenario::Scenario& scenario, const Product& product, const Subject& subject) {
  if (product.content.definition.resource) return {*product.content.definition.resource};
  std::vector<std::string> out;
  for (const auto& d : scenario.content.demand)
    if (subject.job && std::find(subject.job->tables.begin(), subject.job->tables.end(), d.table) != subject.job->tables.end()) out.push_back(d.resource);
  return out;
}

Status find_related(Records& records, const Product& product, Subject& out) {
  GS_TRY(org, records.load<domain::parties::OrganisationSubject>(product.operator_org));
  out.related = org.related.value_or(std::vector<std::string>{});
  GS_TRY(developers, records.all<domain::delivery::DeveloperSubject>());
  for (const auto& d : developers) {
    if (d.state.operator_org != product.operator_org || d.state.status == domain::delivery::DeveloperStatus::refused) continue;
    const bool related = d.state.org == product.operator_org || std::find(out.related.begin(), out.related.end(), d.state.org) != out.related.end();
    if (related) out.related_developers.push_back(d.state.org);
  }
  return {};
}

Result<Subject> gather(Node& node, const Product& product) {
  Subject out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    const auto now = node.clock().now();
    const auto book = node.rulebook().on(local_date(now));
    GS_TRY(scenario, records.load<domain::scenario::ScenarioSubject>(product.content.scenario, "/scenario"));
    if (product.content.definition.job) {
      GS_TRY(job, records.load<workspace::JobSubject>(*product.content.definition.job, "/definition/job"));
      out.job = std::move(job);
    }
    for (const auto& resource : resources_of(scenario, product, out)) {
      GS_TRY(batch, batch_in_use(records, product.content.scenario, resource));
      out.sources.push_back({resource, std::move(batch), check_supply(records, product.content.scenario, resource, now, book)});
    }
    return find_related(records, product, out);
  }));
  return out;
}

CheckItem data_sources(const Subject& s) {
  CheckItem out{"data_sources", !s.sources.empty(), ""};
  for (const auto& source : s.sources) {
    if (!source.stands) return {"data_sources", false, source.resource + ": " + describe(source.stands.error())};
    if (!source.batch) return {"data_sources", false, source.resource + ": 没有已验收的批次 / no accepted batch"};
    const auto& b = source.batch->state;
    out.evidence += (out.evidence.empty() ? "" : "; ") + source.resource + " ← " + source.batch->id + " (SM3 " + b.manifest_digest.substr(0, 16) + "…, " +
                    std::to_string(b.rows) + " 行 rows)";
  }
  if (s.sources.empty()) out.evidence = "没有可追溯的来源 / no source can be named";
  return out;
}

CheckItem sensitive_masking(const Subject& s) {
  CheckItem out{"sensitive_masking", !s.sources.empty(), ""};
  for (const auto& source : s.sources) {
    if (!source.batch) return {"sensitive_masking", false, source.resource + ": 没有已验收的批次 / no accepted batch"};
    const auto& b = source.batch->state;
    for (const auto& column : b.columns)
      if (column.identity == "direct" && column.technique != "pseudonymise" && column.technique != "suppress")
        return {"sensitive_masking", false, source.resource + "." + column.name + ": 直接标识未去标识 / a direct identifier is not masked"};
    if (!b.findings.empty()) return {"sensitive_masking", false, source.resource + "." + b.findings.front().column + ": " + b.findings.front().kind};
    out.evidence += (out.evidence.empty() ? "" : "; ") + source.resource + ": 脱敏令 order " + b.order + ", " + std::to_string(b.columns.size()) + " 列 columns";
  }
  return out;
}

/// Names columns and kinds; counts would tell the operator something of a result it may not see.
std::string finding_text(const std::vector<privacy::RawFinding>& findings) {
  std::string out = "输出疑似含原始标识 / the output looks raw:";
  for (const auto& f : findings) out += " " + f.column + " (" + std::string(name_of(f.kind)) + ")";
  return out;
}

/// The job ran the plan that was approved, and no value of its result looks like a raw identifier.
Result<CheckItem> contained_package(Node& node, const Product& product, const Subject& s) {
  const auto& job = *s.job;
  if (crypto::to_hex(crypto::view(crypto::sm3(job.plan))) != job.plan_hash)
    return CheckItem{"raw_data_containment", false, "执行计划与批准时不同 / the plan is not the approved one"};
  GS_TRY(result, load_job_result(node, *product.content.definition.job));
  GS_TRY(answer, parse_json(result, {.bytes = std::size_t{1} << 28, .depth = 16}));
  std::vector<std::string> header;
  for (const auto& column : answer.as_object().at("columns").as_array()) header.emplace_back(column.as_object().at("name").as_string());
  privacy::RawDetector detector(header);
  const auto& rows = answer.as_object().at("rows").as_array();
  std::vector<std::string> texts(header.size());
  std::vector<std::string_view> cells(header.size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      const auto& cell = row.as_array().at(i);
      texts[i] = cell.is_string() ? std::string(cell.get_string()) : cell.is_null() ? std::string() : json::serialize(cell);
      cells[i] = texts[i];
    }
    detector.row(cells);
  }
  if (const auto findings = detector.findings(); !findings.empty()) return CheckItem{"raw_data_containment", false, finding_text(findings)};
  return CheckItem{"raw_data_containment", true,
                   "作业 job " + *product.content.definition.job + ", 计划 plan SM3 " + job.plan_hash.substr(0, 16) +
                       "…: 全部单元格经策略检查，无原始标识 / every cell through the policy pass, none looks raw"};
}

Result<CheckItem> contained_shelf(Node& node, const Product& product) {
  const auto& d = product.content.definition;
  std::vector<std::string> columns{*d.key_column};
  columns.insert(columns.end(), d.columns->begin(), d.columns->end());
  privacy::RawDetector detector(columns);
  std::int64_t rows = 0;
  const auto read = read_rows(node, product.content.scenario, *d.resource, columns, [&](privacy::Cells cells) -> Status {
    detector.row(cells);
    ++rows;
    return {};
  });
  if (!read && read.error().code == ErrorCode::batch_bad_chunk) return fail(read.error());
  if (!read) return CheckItem{"raw_data_containment", false, describe(read.error())};
  if (const auto findings = detector.findings(); !findings.empty()) return CheckItem{"raw_data_containment", false, finding_text(findings)};
  return CheckItem{"raw_data_containment", true,
                   std::to_string(rows) + (product.personal ? " 行以令牌为键，只答是否 / rows keyed by tokens, answered yes or no"
                                                            : " 行逐条查询，无个人信息 / rows, one a call, none about people")};
}

/// What leaves cannot be turned back into what came in: identifiers went through a keyed one-way function or are gone, and nothing that
/// describes a person is answered as it was supplied.
CheckItem irreversibility(const Product& product, const Subject& s) {
  CheckItem out{"irreversibility", !s.sources.empty(), s.sources.empty() ? "没有可追溯的来源 / no source can be named" : ""};
  const auto& shown = product.content.definition.columns;
  for (const auto& source : s.sources) {
    if (!source.batch) return {"irreversibility", false, source.resource + ": 没有已验收的批次 / no accepted batch"};
    for (const auto& column : source.batch->state.columns) {
      const bool one_way = column.technique == "pseudonymise" || column.technique == "suppress";
      const bool answered = !product.personal && shown && std::find(shown->begin(), shown->end(), column.name) != shown->end();
      const bool plain = column.technique == "keep" || column.technique == "shift";
      if ((column.identity == "direct" && !one_way) || (column.identity == "quasi" && answered && plain))
        return {"irreversibility", false, source.resource + "." + column.name + ": 可还原 / can be turned back (" + column.technique + ")"};
    }
    out.evidence += (out.evidence.empty() ? "" : "; ") + source.resource + ": 标识经带密钥的单向变换 / identifiers passed a keyed one-way function";
  }
  return out;
}

CheckItem access_control(Node& node, const std::string& id, const Product& product) {
  auto key = product_key(node, id, product, "shelf", true);
  if (!key) return {"access_control", false, describe(key.error())};
  crypto::wipe(*key);
  return {"access_control", true,
          "密钥 key " + product_key_name(id) + (product.personal ? ": 协议、场景、停止与逐次同意 / agreement, scenario, stops and consent at each use"
                                                                 : ": 协议、场景与停止 / agreement, scenario and stops")};
}

CheckItem related_party_authorization(const Subject& s) {
  if (!s.related_developers.empty())
    return {"related_party_authorization", false, "关联方被选为应用单位 / a related organisation is a developer: " + s.related_developers.front()};
  return {"related_party_authorization", true,
          "申报关联方 related organisations declared: " + std::to_string(s.related.size()) + "; 均非应用单位，订阅时逐次核对 / none is a developer; checked at each subscription"};
}

}  // namespace

Result<std::vector<CheckItem>> look_at_product(Node& node, const std::string& id, const Product& product) {
  GS_TRY(subject, gather(node, product));
  std::vector<CheckItem> out{data_sources(subject), sensitive_masking(subject)};
  GS_TRY(contained, subject.job ? contained_package(node, product, subject) : contained_shelf(node, product));
  out.push_back(std::move(contained));
  out.push_back(access_control(node, id, product));
  out.push_back(related_party_authorization(subject));
  const auto asked = node.rulebook().on(local_date(node.clock().now())).at(domain::product::kMachineCheck).list("items");
  if (std::find(asked.begin(), asked.end(), "irreversibility") != asked.end()) out.push_back(irreversibility(product, subject));
  return out;
}

}  // namespace gongshu::app
