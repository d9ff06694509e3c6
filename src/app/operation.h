// Operations: what the API can do, registered beside their definition under the contract's operationId.
//
//   const bool kDraft = create<CatalogSubject, DraftCatalogEntry>("draftCatalogEntry", {role::kDataProvider},
//       [](Tx& tx, const Call&, const DraftCatalogEntry& c) { return domain::catalog::draft(c, tx.context()); });
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/node.h"
#include "app/tx.h"
#include "base/record.h"

namespace gongshu::app {

/// A call of an operation as the composition root hands it over; see http/backend.h for the meaning of the members.
struct Call {
  std::string operation;
  std::map<std::string, std::string> params, query, headers;  ///< headers in lower case
  std::string content_type, raw_body, token, remote, trace_id;
  json::value body;
  domain::Actor actor;  ///< set by Api after signing in; empty for open operations
  const std::string& param(const std::string& name) const {
    static const std::string kNone;
    const auto found = params.find(name);
    return found == params.end() ? kNone : found->second;
  }
  std::string query_or(const std::string& name, std::string otherwise = {}) const {
    const auto found = query.find(name);
    return found == query.end() ? otherwise : found->second;
  }
};

struct Reply {
  int status = 200;
  json::value body;
  std::string raw, content_type;  ///< with a content type, `raw` is sent
  std::map<std::string, std::string> headers;
};

enum class Access {
  open,     ///< anyone
  session,  ///< signed in
};

/// `roles`: the organisation must hold one of them; empty = any. Shown on the start page as what a role can do.
struct Operation {
  std::string id;
  Access access = Access::session;
  std::vector<std::string> roles;
  std::function<Result<Reply>(Node&, const Call&)> run;
};

std::map<std::string, Operation>& operations();
bool register_operation(Operation operation);

using Roles = std::vector<std::string_view>;
bool operation(std::string id, Access access, Roles roles, std::function<Result<Reply>(Node&, const Call&)> run);

/// For operations without a body.
struct NoBody {};
BOOST_DESCRIBE_STRUCT(NoBody, (), ())

/// Body of the call as a command; a missing body counts as {}. Errors: input.*.
template <class Body>
Result<Body> body_of(const Call& call) {
  return read<Body>(call.body.is_null() ? json::value(json::object()) : call.body);
}

/// A caller who says which version was seen (If-Match) acts on that one alone. Errors: state.conflict at "header.if-match".
Status check_seen(Records&, const Call&, std::string_view kind, const std::string& id);

/// The record as the reply.
Result<Reply> record_reply(Node& node, const Call& call, std::string_view kind, const std::string& id, int status = 200);

/// A new record: `decide` returns Result<std::vector<Subject::Event>>. Answers 201 with the record.
template <class Subject, class Body, class Decide>
bool create(std::string id, Roles roles, Decide decide) {
  return operation(id, Access::session, roles, [id, decide](Node& node, const Call& call) -> Result<Reply> {
    GS_TRY(body, body_of<Body>(call));
    std::string record;
    GS_CHECK(node.execute(call.actor, id, [&](Tx& tx) -> Status {
      GS_TRY(events, decide(tx, call, body));
      record = tx.new_id(Subject::kPrefix);
      return tx.emit<Subject>(record, events);
    }));
    return record_reply(node, call, Subject::kKind, record, 201);
  });
}

/// A change of the record named by the path parameter "id": decide(tx, call, state, body) → events. Honours If-Match.
template <class Subject, class Body, class Decide>
bool update(std::string id, Roles roles, Decide decide) {
  return operation(id, Access::session, roles, [id, decide](Node& node, const Call& call) -> Result<Reply> {
    GS_TRY(body, body_of<Body>(call));
    const auto& record = call.param("id");
    GS_CHECK(node.execute(call.actor, id, [&](Tx& tx) -> Status {
      GS_TRY(state, tx.load<Subject>(record, "path.id"));
      GS_CHECK(check_seen(tx, call, Subject::kKind, record));
      GS_TRY(events, decide(tx, call, state, body));
      return tx.emit<Subject>(record, events);
    }));
    return record_reply(node, call, Subject::kKind, record);
  });
}

/// GET of one record and of the list, with visibility: parties, public records, overseers, and whoever has an open step on it.
/// `beside` adds to a row what stands outside the record.
using Beside = std::function<void(Node&, json::object& row)>;
bool get_record(std::string id, std::string_view kind, Beside beside = {});
/// `keys`: query parameters that select by a key of the subject (keys_of), at most two.
bool list_records(std::string id, std::string_view kind, std::vector<std::string> keys = {}, Beside beside = {});

/// Does get_record() show this record to the actor?
Result<bool> may_see_record(Records& records, const domain::Actor& actor, std::string_view kind, const std::string& id);

/// May this actor see the record? Overseers are organisations with a role that supervises or decides.
bool is_overseer(const domain::Actor& actor);
/// Is the record a matter whose opener stays unknown to this caller (`confidential` of its procedure)?
Result<bool> informant_hidden(Records& records, std::string_view kind, const std::string& id, const domain::Actor& actor);

}  // namespace gongshu::app
