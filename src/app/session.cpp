// Signing in and out, and the to-do list.
#include "app/session_commands.gen.h"
#include "app/operation.h"
#include "domain/parties/events.h"

namespace gongshu::app {
namespace {

Result<Reply> sign_in(Node& node, const Call& call) {
  GS_TRY(body, body_of<SignIn>(call));
  GS_TRY(in, node.directory().sign_in(body.account, body.password));
  return Reply{201,
               json::object{{"token", in.token},
                            {"expires", to_text(in.expires)},
                            {"person", in.session.person},
                            {"must_change_password", in.session.must_change_password}},
               {},
               {},
               {}};
}

Result<Reply> sign_out(Node& node, const Call& call) {
  GS_CHECK(node.directory().sign_out(call.token));
  return Reply{204, {}, {}, {}, {}};
}

Result<Reply> change_password(Node& node, const Call& call) {
  GS_TRY(body, body_of<ChangePassword>(call));
  GS_CHECK(node.directory().change_password(call.actor.person, body.old_password, body.new_password));
  return Reply{204, {}, {}, {}, {}};
}

Result<Reply> who_am_i(Node& node, const Call& call) {
  std::string org_name;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(org, records.load<domain::parties::OrganisationSubject>(call.actor.org));
    org_name = org.name;
    return {};
  }));
  return Reply{200,
               json::object{{"person", call.actor.person},
                            {"name", node.directory().name_of_person(call.actor.person)},
                            {"org", call.actor.org},
                            {"org_name", org_name},
                            {"roles", write(call.actor.roles)},
                            {"duties", write(call.actor.duties)}},
               {},
               {},
               {}};
}

/// Working days from today to the due date; negative when overdue; nothing where the calendar lacks a year.
std::optional<std::int64_t> working_days_left(const rules::Calendar& calendar, Date today, Date due) {
  std::int64_t n = 0;
  const bool late = due < today;
  for (auto day = std::chrono::sys_days(late ? due : today); day < std::chrono::sys_days(late ? today : due);) {
    day += std::chrono::days(1);
    const auto working = calendar.is_working_day(Date(day));
    if (!working) return std::nullopt;
    n += *working;
  }
  return late ? -n : n;
}

Result<Reply> list_todos(Node& node, const Call& call) {
  json::array rows;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(row, records.db().prepare("SELECT kind, id, step, role, org, due FROM todo ORDER BY CASE due WHEN '' THEN '9' ELSE due END, kind, id"));
    for (;;) {
      GS_TRY(more, row.step());
      if (!more) return {};
      const auto org = row.column_text(4);
      const bool mine = org.empty() ? call.actor.has_role(row.column_text(3)) : org == call.actor.org;
      if (!mine) continue;
      json::object todo{{"kind", row.column_text(0)}, {"id", row.column_text(1)}, {"step", row.column_text(2)}, {"role", row.column_text(3)}};
      if (const std::string due(row.column_text(5)); !due.empty()) {
        todo["due"] = due;
        GS_TRY(date, parse_date(due));
        if (const auto left = working_days_left(node.rulebook().calendar(), local_date(node.clock().now()), date)) todo["working_days_left"] = *left;
      }
      rows.push_back(std::move(todo));
    }
  }));
  return Reply{200, json::object{{"rows", std::move(rows)}}, {}, {}, {}};
}

[[maybe_unused]] const bool kSignIn = operation("signIn", Access::open, {}, sign_in);
[[maybe_unused]] const bool kSignOut = operation("signOut", Access::session, {}, sign_out);
[[maybe_unused]] const bool kChangePassword = operation("changePassword", Access::session, {}, change_password);
[[maybe_unused]] const bool kWhoAmI = operation("whoAmI", Access::session, {}, who_am_i);
[[maybe_unused]] const bool kTodos = operation("listTodos", Access::session, {}, list_todos);

}  // namespace
}  // namespace gongshu::app
