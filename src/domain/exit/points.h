#pragma once
#include "rules/point.h"

namespace gongshu::domain::exit {

inline const rules::Point kRevoke{"exit.revoke", "退出时收回权限", "Rights revoked at exit", {}, rules::Enforced::by_default};
inline const rules::Point kDelete{"exit.delete", "退出时删除数据", "Data deleted at exit", {rules::list("what").or_default(std::vector<std::string>{"authorized_data", "results"})}};
inline const rules::Point kLogHold{
    "exit.log_hold", "退出后日志留存", "Logs kept after exit", {rules::integer("months", rules::Stricter::larger).or_default(6), rules::list("kinds")}};
inline const rules::Point kCertificate{"exit.certificate", "退出证明", "Certificate of exit", {}, rules::Enforced::by_default};

}  // namespace gongshu::domain::exit
