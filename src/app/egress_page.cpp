// The egress report as a page: Chinese first, every text escaped, no script.
#include <algorithm>

#include "app/egress_report.h"
#include "base/clock.h"

namespace gongshu::app {
namespace {

constexpr std::string_view kStyle =
    "body{font:15px/1.6 system-ui,'Noto Sans CJK SC','Microsoft "
    "YaHei',sans-serif;color:#1c2733;background:#fff;max-width:72rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem;border-bottom:2px solid #14532d;padding-bottom:.2rem}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #9aa5b1;padding:.35rem "
    ".6rem;text-align:left;vertical-align:top}"
    "th{background:#eef2f0}.n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}.table{overflow-x:auto}"
    "pre{background:#f4f6f5;padding:.6rem;overflow:auto;white-space:pre-wrap}body{overflow-wrap:anywhere}"
    ".ok{color:#14532d}.bad{color:#991b1b;font-weight:600}.ok,.bad,.w{white-space:nowrap}.sub{color:#52606d;font-size:.9rem}"
    "@media print{body{margin:0;max-width:none;font-size:11px}tr,pre{break-inside:avoid}h2{break-after:avoid}}";

/// What the report says in identifiers, in words.
struct Term {
  std::string_view code, words;
};
constexpr Term kTerms[] = {
    {"k", "最少主体数 k"},
    {"dominance_n", "集中度：前 n 位 dominance n"},
    {"dominance_share_percent", "集中度：占比 % dominance share"},
    {"p_percent", "p% 规则 p% rule"},
    {"key", "分组键 key"},
    {"aggregate", "汇总 aggregate"},
    {"computed", "计算得出 computed"},
    {"column", "字段 column"},
    {"constant", "常量 constant"},
    {"keep", "原值 keep"},
    {"pseudonymise", "假名化 pseudonymise"},
    {"division", "区划概化 division"},
    {"industry", "行业概化 industry"},
    {"date", "日期概化 date"},
    {"age_band", "年龄段 age band"},
    {"band", "分段 band"},
    {"bucket", "分档 bucket"},
    {"truncate", "截断 truncate"},
    {"shift", "平移 shift"},
    {"noise", "加噪 noise"},
    {"general", "一般 general"},
    {"important", "重要 important"},
    {"core", "核心 core"},
    {"none", "非标识 not identifying"},
    {"direct", "直接标识 direct"},
    {"quasi", "准标识 quasi"},
    {"sensitive", "敏感 sensitive"},
    {"package", "数据包 package"},
    {"submitted", "审查中 submitted"},
    {"returned", "已退回 returned"},
    {"approved", "已通过 approved"},
    {"refused", "已否决 refused"},
    {"listed", "已上架 listed"},
    {"released", "全部可公布 released"},
    {"withheld", "部分不予公布 withheld"},
    {"few", "主体过少 few"},
    {"dominance", "集中度过高 dominance"},
    {"complementary", "补充隐去 complementary"},
    {"differencing", "可作差推出 differencing"},
    {"fan_out", "连接使行重复 fan-out"},
    {"single", "单个类 single"},
    {"pair", "两类之和 pair"},
    {"combination", "多类组合 combination"},
    {"budget", "超出核查限度 budget"},
};

/// The code itself where it has no words. Escaped.
std::string in_words(const std::string& code) {
  const auto found = std::ranges::find(kTerms, std::string_view(code), &Term::code);
  return found == std::end(kTerms) ? code : std::string(found->words);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  return out;
}

std::string text(const json::value& value) {
  if (value.is_string()) return escaped(std::string_view(value.get_string()));
  if (value.is_bool()) return value.get_bool() ? "是 yes" : "否 no";
  return value.is_null() ? std::string() : escaped(json::serialize(value));
}

std::string member(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value ? text(*value) : std::string();
}

std::string joined(const json::value& list) {
  std::string out;
  if (const auto* array = list.if_array())
    for (const auto& item : *array) out += (out.empty() ? "" : ", ") + text(item);
  return out;
}

std::string percent(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (!value || !value->is_int64()) return {};
  const auto ppm = value->get_int64();
  auto part = std::to_string(ppm % 10'000);
  part.insert(0, 4 - part.size(), '0');
  while (!part.empty() && part.back() == '0') part.pop_back();
  return std::to_string(ppm / 10'000) + (part.empty() ? "" : ".") + part + "%";
}

/// A number, a share, or a number out of another.
bool numeric(const std::string& cell) {
  return !cell.empty() &&
         std::ranges::all_of(cell, [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == '%' || c == '/' || c == ' '; });
}

/// Rows of already escaped cells. Columns of numbers are set to the right, their heads with them.
class Table {
 public:
  explicit Table(std::initializer_list<std::string_view> heads)
      : heads_(heads.begin(), heads.end()), numbers_(heads.size(), true) {}
  void row(std::initializer_list<std::string> cells) {
    rows_.emplace_back(cells);
    for (std::size_t i = 0; i < numbers_.size(); ++i) numbers_[i] = numbers_[i] && numeric(rows_.back()[i]);
  }
  /// "None" in place of a table without rows.
  std::string html() const {
    if (rows_.empty()) return "<p>无 / none</p>";
    std::string out = "<div class=\"table\"><table><thead><tr>";
    for (std::size_t i = 0; i < heads_.size(); ++i)
      out.append(numbers_[i] ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").append(heads_[i]).append("</th>");
    out += "</tr></thead><tbody>";
    for (const auto& row : rows_) {
      out += "<tr>";
      for (std::size_t i = 0; i < heads_.size(); ++i)
        out.append(numbers_[i] ? "<td class=\"n\">" : "<td>").append(row[i]).append("</td>");
      out += "</tr>";
    }
    return out + "</tbody></table></div>";
  }

 private:
  std::vector<std::string> heads_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<bool> numbers_;
};

std::string heading(std::string_view title) { return "<h2>" + std::string(title) + "</h2>"; }

const json::array& list(const json::object& object, std::string_view name) {
  static const json::array kNone;
  const auto* value = object.if_contains(name);
  return value && value->is_array() ? value->get_array() : kNone;
}

/// An item of the pack's list by its name there, the code below it.
std::string item_words(const std::string& item, const LabelOf& label) {
  const auto words = label(item);
  if (words.zh.empty() || words.zh == item) return escaped(item);
  return escaped(words.zh) + " " + escaped(words.en) + "<br><span class=\"sub\">" + escaped(item) + "</span>";
}

std::string check_section(const json::object& report, const LabelOf& label) {
  auto out = heading("机器检查 / The machine's check");
  const auto* check = report.if_contains("check");
  if (!check) return out + "<p>尚未检查 / not checked yet</p>";
  Table table{"项目 Item", "结论 Verdict", "依据 Evidence"};
  for (const auto& item : list(check->as_object(), "items")) {
    const auto& o = item.as_object();
    const bool passed = o.at("passed").as_bool();
    table.row({item_words(std::string(o.at("item").as_string()), label),
               passed ? "<span class=\"ok\">通过 passed</span>" : "<span class=\"bad\">未通过 failed</span>",
               member(o, "evidence")});
  }
  return out + table.html();
}

std::string columns_section(const json::object& report) {
  Table table{"输出列 Column", "得来 How", "来源与变换 Sources and transformation"};
  for (const auto& column : list(report, "columns")) {
    const auto& o = column.as_object();
    std::string sources;
    for (const auto& source : list(o, "sources")) {
      const auto& s = source.as_object();
      sources += (sources.empty() ? "" : "<br>") + member(s, "table") + "." + member(s, "column");
      if (s.contains("technique"))
        sources += "：" + in_words(member(s, "technique")) + "，" + in_words(member(s, "grade")) + "，" +
                   in_words(member(s, "identity"));
    }
    if (sources.empty()) sources = "<span class=\"sub\">不取字段值，只计行 / no column: rows are counted</span>";
    const auto* direct = o.if_contains("direct");
    table.row({member(o, "name"), in_words(member(o, "how")) + (direct && *direct == true ? "，原样 as it is" : ""), sources});
  }
  return heading("逐列来源 / Lineage of each column") + table.html();
}

std::string rules_section(const json::object& report) {
  const auto* rules = report.if_contains("rules");
  if (!rules) return {};
  Table table{"规则 Rule", "取值 Value", "依据 Basis"};
  for (const auto& [name, value] : rules->as_object()) {
    const auto& o = value.as_object();
    std::string basis;
    for (const auto& rule : list(o, "rules"))
      basis += (basis.empty() ? "" : "；") + member(rule.as_object(), "rule") + " " + member(rule.as_object(), "article");
    table.row({escaped(in_words(std::string(name))), member(o, "value"), basis.empty() ? "产品默认 product default" : basis});
  }
  return heading("披露控制规则 / Disclosure rules") + table.html();
}

std::string statistics_section(const json::object& report) {
  const auto* statistics = report.if_contains("statistics");
  if (!statistics) return {};
  const auto& s = statistics->as_object();
  Table table{"行 Rows", "列 Columns", "单元格 Cells", "空 Empty", "隐去 Withheld", "受控 Controlled", "结论 Verdict"};
  table.row({member(s, "rows"), member(s, "columns"), member(s, "cells"), member(s, "empty"), member(s, "withheld"),
             member(s, "controlled"), "<span class=\"w\">" + in_words(member(s, "verdict")) + "</span>"});
  return heading("统计 / Statistics") + table.html();
}

std::string linkage_table(const json::object& attacks) {
  Table table{"模拟 Simulation", "表与字段 Table and columns", "查看的行 Rows looked at", "结果 Result", "比例 Share"};
  if (const auto* found = attacks.if_contains("uniqueness")) {
    const auto& o = found->as_object();
    table.row({"唯一性 Uniqueness", member(o, "table") + ": " + joined(o.at("columns")),
               member(o, "looked_at") + " / " + member(o, "rows"),
               "独一行 unique " + member(o, "unique") + "，最小组 smallest class " + member(o, "smallest"),
               percent(o, "share_ppm")});
  }
  if (const auto* found = attacks.if_contains("linkage")) {
    const auto& o = found->as_object();
    table.row({"链接 Linkage", member(o, "table") + ": " + joined(o.at("columns")),
               member(o, "looked_at") + " / " + member(o, "rows"),
               "相符 matched " + member(o, "matched") + "，指认 singled out " + member(o, "singled"), percent(o, "rate_ppm")});
  }
  for (const auto& overlap : list(attacks, "raw_overlap")) {
    const auto& o = overlap.as_object();
    table.row({"与供给值重合 Overlap with supplied values",
               member(o, "column") + " ← " + member(o, "table") + "." + member(o, "source"), member(o, "values"),
               "相同 equal " + member(o, "raw"), percent(o, "share_ppm")});
  }
  for (const auto& earlier : list(attacks, "earlier_outputs")) {
    const auto& o = earlier.as_object();
    table.row({"与以往产品重合 Overlap with an earlier product", member(o, "product"), member(o, "rows"),
               "重复 repeated " + member(o, "repeated"), percent(o, "share_ppm")});
  }
  return table.html();
}

std::string attacks_section(const json::object& report) {
  const auto* attacks = report.if_contains("attacks");
  if (!attacks) return {};
  auto out = heading("攻击模拟 / Attack simulation") + linkage_table(attacks->as_object());
  Table table{"主体总体 Population", "以往发布 Earlier releases", "以往单元格 Earlier cells",
              "本次单元格 Cells",    "可放行 May leave",          "最小 Smallest",
              "冲突 Refused"};
  for (const auto& past : list(attacks->as_object(), "differencing")) {
    const auto& o = past.as_object();
    std::string refused;
    for (const auto& [reason, cells] : o.at("refused").as_object())
      refused += (refused.empty() ? "" : "，") + escaped(in_words(std::string(reason))) + " " + text(cells);
    table.row({member(o, "population"), member(o, "earlier_releases"), member(o, "earlier_cells"), member(o, "cells"),
               member(o, "accepted"), member(o, "smallest"),
               refused.empty() ? "无 none" : "<span class=\"bad\">" + refused + "</span>"});
  }
  return out + heading("与以往发布作差 / Differencing against the past") + table.html();
}

std::string suppressed_section(const json::object& report) {
  if (!report.contains("suppressed")) return {};
  const auto& items = list(report, "suppressed");
  auto out = heading("隐去的内容 / What was suppressed");
  Table table{"组 Group", "指标 Measure", "原因 Reason", "行 Rows", "主体 Entities"};
  for (const auto& item : items) {
    const auto& o = item.as_object();
    const auto group = member(o, "group"), measure = member(o, "measure");
    table.row({group.empty() ? "全部 all rows" : group, measure.empty() ? "整组 the whole group" : measure,
               in_words(member(o, "reason")), member(o, "rows"), member(o, "entities")});
  }
  return out + table.html();
}

std::string job_section(const json::object& report) {
  const auto* job = report.if_contains("job");
  if (!job) return {};
  const auto& o = job->as_object();
  return heading("作业 / The job") + "<p>" + member(o, "purpose") + "<br><span class=\"sub\">" + member(o, "id") +
         " · 计划 plan SM3 " + member(o, "plan_hash") + "</span></p><pre>" + member(o, "sql") + "</pre>";
}

}  // namespace

std::string egress_page(const json::object& report, const LabelOf& label) {
  std::string out =
      "<!doctype html><html lang=\"zh\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>出域审查报告 " +
      member(report, "title") + "</title><style>" + std::string(kStyle) +
      "</style></head><body><h1>出域审查报告 / Egress report</h1><p>" + member(report, "title") + "<br><span class=\"sub\">" +
      member(report, "product") + " · " + in_words(member(report, "kind")) + " · " + in_words(member(report, "status")) + " · " +
      escaped(to_text(Instant{report.at("generated").as_int64()})) + "</span></p>";
  out += job_section(report) + check_section(report, label) + rules_section(report) + columns_section(report) +
         statistics_section(report) + attacks_section(report) + suppressed_section(report);
  return out + "</body></html>";
}

}  // namespace gongshu::app
