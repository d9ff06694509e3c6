// Times that procedures and gates state, and whether the law gives them. A number that no rule behind the act gives is a product default (产品默认)
// and must be marked as one: `origin: product_default`. What the law gives is read off the rules' own paraphrases.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "rules/pack.h"
#include "rules/procedure.h"

namespace gongshu::rules {

struct StatedTime {
  std::string procedure, act;  ///< act empty: of the procedure's periods, or of a gate
  std::string what;            ///< due, wait, needs, gate, period, report
  std::string value;           ///< "7 working_days", "quarter", "03-31"
  Origin origin = Origin::text;
  std::vector<std::string> rules;
  std::string file;
  int line = 0;
};

/// Of the pack itself, not of its bases.
std::vector<StatedTime> stated_times(const Pack&);
/// Those of the pack and its bases that stand behind the rule and are product defaults.
std::vector<StatedTime> product_defaults(const Pack&, std::string_view rule);
/// "procedure · act: 1 days（产品默认 product default）"
std::string default_text(const StatedTime&);

/// product_defaults as [{procedure, act, what, value, text}].
json::array defaults_json(const Pack&, std::string_view rule);

/// Does the Chinese text say this length ("七个工作日", "30日"), period ("每季度") or day of the year ("03-31": "三月底", "一季度")?
bool says_duration(std::string_view zh, std::string_view duration);
bool says_period(std::string_view zh, Period period);
bool says_day(std::string_view zh, std::string_view month_day);
/// Does a rule behind it say the time?
bool is_given(const Pack&, const StatedTime&);

}  // namespace gongshu::rules
