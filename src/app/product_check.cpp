#include "app/product_check.h"

#include "app/datasets.h"
#include "app/shelves.h"
#include "base/hint.h"
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

/// What a check found, in Chinese and in English: "中文 / English", each half whole, so that a page can show one of them.
class Evidence {
 public:
  Evidence& add(const std::string& zh, const std::string& en) {
    zh_.append(zh_.empty() ? "" : "；").append(zh);
    en_.append(en_.empty() ? "" : "; ").append(en);
    return *this;
  }
  /// What concerns one record, column or place.
  Evidence& add(const std::string& of, const std::string& zh, const std::string& en) { return add(of + "：" + zh, of + ": " + en); }
  std::string text() const { return zh_.empty() ? std::string() : zh_ + " / " + en_; }

 private:
  std::string zh_, en_;
};

std::string both(const std::string& zh, const std::string& en) { return Evidence().add(zh, en).text(); }
std::string both(const std::string& of, const std::string& zh, const std::string& en) { return Evidence().add(of, zh, en).text(); }

/// An error as evidence: its title, and what would pass.
std::string both(const std::string& of, const Error& error) {
  std::string zh(info(error.code).zh), en(info(error.code).en);
  if (const auto hint = chinese(error.hint)) zh.append("，").append(*hint);
  if (!error.hint.empty()) en.append(", ").append(error.hint);
  if (!error.article.empty()) zh.append("（").append(error.article).append("）");
  if (!error.rule.empty()) en.append(" (").append(error.rule).append(")");
  return both(of, zh, en);
}

std::string no_batch(const std::string& resource) { return both(resource, "没有已验收的批次", "no accepted batch"); }
std::string no_source() { return both("没有可追溯的来源", "no source can be named"); }

CheckItem data_sources(const Subject& s) {
  Evidence found;
  for (const auto& source : s.sources) {
    if (!source.stands) return {"data_sources", false, both(source.resource, source.stands.error())};
    if (!source.batch) return {"data_sources", false, no_batch(source.resource)};
    const auto& b = source.batch->state;
    const auto start = source.resource + " ← " + source.batch->id + " (SM3 " + b.manifest_digest.substr(0, 16) + "…, " + std::to_string(b.rows);
    found.add(start + " 行)", start + " rows)");
  }
  return {"data_sources", !s.sources.empty(), s.sources.empty() ? no_source() : found.text()};
}

CheckItem sensitive_masking(const Subject& s) {
  Evidence found;
  for (const auto& source : s.sources) {
    if (!source.batch) return {"sensitive_masking", false, no_batch(source.resource)};
    const auto& b = source.batch->state;
    for (const auto& column : b.columns)
      if (column.identity == "direct" && column.technique != "pseudonymise" && column.technique != "suppress")
        return {"sensitive_masking", false, both(source.resource + "." + column.name, "直接标识未去标识", "a direct identifier is not masked")};
    if (!b.findings.empty()) return {"sensitive_masking", false, source.resource + "." + b.findings.front().column + ": " + b.findings.front().kind};
    const auto columns = std::to_string(b.columns.size());
    found.add(source.resource, "脱敏指令 " + b.order + "，" + columns + " 列", "order " + b.order + ", " + columns + " columns");
  }
  return {"sensitive_masking", !s.sources.empty(), found.text()};
}

/// Names columns and kinds; counts would tell the operator something of a result it may not see.
std::string finding_text(const std::vector<privacy::RawFinding>& findings) {
  std::string columns;
  for (const auto& f : findings) columns.append(columns.empty() ? "" : ", ").append(f.column).append(" (").append(name_of(f.kind)).append(")");
  return both("输出疑似含原始标识：" + columns, "the output looks raw: " + columns);
}

/// The job ran the plan that was approved, and no value of its result looks like a raw identifier.
Result<CheckItem> contained_package(Node& node, const Product& product, const Subject& s) {
  const auto& job = *s.job;
  if (crypto::to_hex(crypto::view(crypto::sm3(job.plan))) != job.plan_hash)
    return CheckItem{"raw_data_containment", false, both("执行计划与批准时不同", "the plan is not the approved one")};
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
  const auto& id = *product.content.definition.job;
  const auto plan = "SM3 " + job.plan_hash.substr(0, 16) + "…";
  return CheckItem{"raw_data_containment", true,
                   both("作业 " + id + "，计划 " + plan + "：全部单元格经策略检查，无原始标识",
                        "job " + id + ", plan " + plan + ": every cell through the policy pass, none looks raw")};
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
  if (!read) return CheckItem{"raw_data_containment", false, both(*d.resource, read.error())};
  if (const auto findings = detector.findings(); !findings.empty()) return CheckItem{"raw_data_containment", false, finding_text(findings)};
  const auto count = std::to_string(rows);
  return CheckItem{"raw_data_containment", true,
                   product.personal ? both(count + " 行以令牌为键，只答是否", count + " rows keyed by tokens, answered yes or no")
                                    : both(count + " 行逐条查询，无个人信息", count + " rows, one a call, none about people")};
}

/// What leaves cannot be turned back into what came in: identifiers went through a keyed one-way function or are gone, and nothing that
/// describes a person is answered as it was supplied.
CheckItem irreversibility(const Product& product, const Subject& s) {
  Evidence found;
  const auto& shown = product.content.definition.columns;
  for (const auto& source : s.sources) {
    if (!source.batch) return {"irreversibility", false, no_batch(source.resource)};
    for (const auto& column : source.batch->state.columns) {
      const bool one_way = column.technique == "pseudonymise" || column.technique == "suppress";
      const bool answered = !product.personal && shown && std::find(shown->begin(), shown->end(), column.name) != shown->end();
      const bool plain = column.technique == "keep" || column.technique == "shift";
      if ((column.identity == "direct" && !one_way) || (column.identity == "quasi" && answered && plain))
        return {"irreversibility", false,
                both(source.resource + "." + column.name, "可还原 (" + column.technique + ")", "can be turned back (" + column.technique + ")")};
    }
    found.add(source.resource, "标识经带密钥的单向变换", "identifiers passed a keyed one-way function");
  }
  return {"irreversibility", !s.sources.empty(), s.sources.empty() ? no_source() : found.text()};
}

CheckItem access_control(Node& node, const std::string& id, const Product& product) {
  auto key = product_key(node, id, product, "shelf", true);
  if (!key) return {"access_control", false, both(product_key_name(id), key.error())};
  crypto::wipe(*key);
  const auto name = product_key_name(id);
  return {"access_control", true,
          product.personal ? both("密钥 " + name + "：协议、场景、停止与逐次同意", "key " + name + ": agreement, scenario, stops and consent at each use")
                           : both("密钥 " + name + "：协议、场景与停止", "key " + name + ": agreement, scenario and stops")};
}

CheckItem related_party_authorization(const Subject& s) {
  if (!s.related_developers.empty())
    return {"related_party_authorization", false, both(s.related_developers.front(), "关联方被选为应用单位", "a related organisation is a developer")};
  const auto count = std::to_string(s.related.size());
  return {"related_party_authorization", true,
          both("申报关联方 " + count + " 家，均非应用单位；订阅时逐次核对", count + " related organisations declared, none is a developer; checked at each subscription")};
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
