// Signing in and out, and the to-do list.
#include "app/session_commands.gen.h"
#include "app/operation.h"
#include "identity/roles.h"
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
                            {"duties", write(call.actor.duties)},
                            {"oversees", is_overseer(call.actor)}},
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

/// How a step stands against its clock. Where the subject names no day from which a step is near, three days before it is due.
enum class Pressure { none, near, overdue };

Pressure pressure(const std::string& today, const std::string& due, std::string near) {
  if (due.empty()) return Pressure::none;
  if (due < today) return Pressure::overdue;
  if (near.empty())
    if (const auto day = parse_date(due)) near = to_text(Date(std::chrono::sys_days(*day) - std::chrono::days(3)));
  return near <= today ? Pressure::near : Pressure::none;
}

std::vector<std::string> roles_in(std::string_view text) {
  std::vector<std::string> out;
  for (std::string role; const char c : text) {
    if (c != ',') role += c;
    else if (!role.empty()) out.push_back(std::exchange(role, {}));
  }
  return out;
}

/// What is near or overdue is shown to whoever it escalates to as well; an overdue step that names nobody, to the authority.
std::vector<std::string> escalated(Pressure state, std::vector<std::string> named) {
  if (state == Pressure::none) return {};
  if (named.empty() && state == Pressure::overdue) named.emplace_back(identity::role::kCompetentAuthority);
  return named;
}

Result<json::object> todo_row(const rules::Calendar& calendar, Date today, const store::Statement& row, Pressure state, const std::vector<std::string>& to) {
  json::object todo{{"kind", row.column_text(0)}, {"id", row.column_text(1)}, {"step", row.column_text(2)}, {"role", row.column_text(3)}};
  const std::string due(row.column_text(5));
  if (due.empty()) return todo;
  todo["due"] = due;
  GS_TRY(date, parse_date(due));
  if (const auto left = working_days_left(calendar, today, date)) todo["working_days_left"] = *left;
  if (state == Pressure::none) return todo;
  todo["state"] = state == Pressure::near ? "near" : "overdue";
  if (!to.empty()) todo["escalated_to"] = write(to);
  return todo;
}

Result<Reply> list_todos(Node& node, const Call& call) {
  json::array rows;
  const auto today = local_date(node.clock().now());
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(row, records.db().prepare("SELECT kind, id, step, role, org, due, near, escalate FROM todo ORDER BY CASE due WHEN '' THEN '9' ELSE due END, kind, id"));
    for (;;) {
      GS_TRY(more, row.step());
      if (!more) return {};
      const auto org = row.column_text(4);
      const auto state = pressure(to_text(today), std::string(row.column_text(5)), std::string(row.column_text(6)));
      const auto to = escalated(state, roles_in(row.column_text(7)));
      const bool mine = org.empty() ? call.actor.has_role(row.column_text(3)) : org == call.actor.org;
      if (!mine && std::none_of(to.begin(), to.end(), [&](const auto& role) { return call.actor.has_role(role); })) continue;
      GS_TRY(todo, todo_row(node.rulebook().calendar(), today, row, state, to));
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
