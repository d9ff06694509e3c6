#include "demo/papers.h"

#include <map>

namespace gongshu::demo {
namespace {

struct Proof {
  const char* title;
  const char* issuer = nullptr;  ///< a body outside the node; otherwise whoever hands it in
  const char* series = nullptr;
};

/// What shows that the operator may be admitted, by the keys of the pack.
const std::map<std::string, Proof> kProofs = {
    {"management_and_technical_capacity", {"管理体系与技术能力说明"}},
    {"sound_operation", {"年度财务审计报告", "豫衡会计师事务所（演示）", "豫衡审"}},
    {"good_credit", {"企业公共信用信息报告", "省公共信用信息中心（演示）", "豫信用"}},
    {"data_security_compliance", {"数据安全合规评估报告", "中原安全测评中心（演示）", "中原安评"}},
    {"principal_responsible_person", {"数据安全第一责任人任命文件"}},
    {"grading_security_system", {"数据分类分级安全管理制度"}},
    {"operations_team", {"安全运维团队岗位与人员名册"}},
    {"contingency_plan", {"数据安全事件应急处置预案"}},
    {"linkage_risk_control", {"关联汇聚风险管控方案"}},
};

/// The letters before the year, by the organisation's short name.
const std::map<std::string, std::string> kSeries = {{"authority", "豫数管"}, {"agency", "豫数中心"},  {"government", "豫政办"},  {"civil", "豫民数"},
                                                    {"residents", "豫公数"}, {"operator", "豫数运"}, {"developer", "云帆数"}};

const std::map<std::string, std::string> kDecisionSeries = {
    {"government_approval", "豫政纪"}, {"operator_authorization", "豫政授"}, {"major_decision", "豫数中心纪"}, {"state_asset_duty", "豫数中心资"}};

std::string series_of(const std::map<std::string, std::string>& all, const std::string& key) {
  const auto found = all.find(key);
  return found == all.end() ? "豫数" : found->second;
}

}  // namespace

std::string next_number(World& w, const std::string& series) {
  return series + "（演示）〔" + today(w).substr(0, 4) + "〕" + std::to_string(++w.numbers[series]) + "号";
}

std::string decision_number(World& w, const std::string& decision_kind) { return next_number(w, series_of(kDecisionSeries, decision_kind)); }

Paper paper_of(World& w, const std::string& account, const std::string& kind, const std::string& title, const std::string& number) {
  const auto found = kProofs.find(kind);
  const Proof proof = found == kProofs.end() ? Proof{kind.c_str()} : found->second;
  const auto org = org_of(account);
  Paper out{title.empty() ? proof.title : title, org_name(org), number, w.orgs[org]};
  if (proof.issuer) {
    out.issuer = proof.issuer;
    out.issuer_org.clear();
  }
  if (out.number.empty()) out.number = next_number(w, proof.series ? proof.series : series_of(kSeries, org));
  return out;
}

}  // namespace gongshu::demo
