#include "cli/backend.h"

#include <fmt/core.h>

#include "app/gateway_part.h"
#include "app/jobs.h"
#include "http/browser_session.h"

namespace gongshu::cli {
namespace {

app::Call to_app(const http::Call& call) {
  app::Call out;
  out.operation = call.operation_id;
  for (const auto& [name, value] : call.params) out.params[name] = value;
  for (const auto& [name, value] : call.query) out.query[name] = value;
  for (const auto& [name, value] : call.headers) out.headers[name] = value;
  out.content_type = call.content_type;
  out.raw_body = call.raw_body;
  out.token = call.bearer;
  out.remote = call.remote;
  out.trace_id = call.trace_id;
  out.body = call.body;
  return out;
}

}  // namespace

Result<http::Reply> NodeBackend::call(const http::Call& call) {
  GS_TRY(reply, app::call_operation(node_, to_app(call)));
  http::Reply out;
  out.status = reply.status;
  out.body = std::move(reply.body);
  out.raw = std::move(reply.raw);
  out.content_type = std::move(reply.content_type);
  for (auto& [name, value] : reply.headers) out.headers.add(name, value);
  http::keep_session_in_cookie(call, out);
  return out;
}

/// Product calls go to the gateway as they were signed; its answer comes from the thread that made the usage record durable.
void NodeBackend::fast(http::Call call, Done done) {
  if (call.operation_id != "callProduct") return done(this->call(call));
  gateway::ProductCall out{call.method, call.target, std::string(call.params.get("id")), {}, std::move(call.raw_body)};
  out.headers = {std::string(call.headers.get(gateway::kKeyHeader)), std::string(call.headers.get(gateway::kTimestampHeader)),
                 std::string(call.headers.get(gateway::kNonceHeader)), std::string(call.headers.get(gateway::kSignatureHeader))};
  node_.part<app::GatewayPart>().call(std::move(out), [done = std::move(done)](Result<gateway::Answer> answer) {
    if (!answer) return done(fail(std::move(answer).error()));
    done(http::raw_reply(std::move(answer->body), "application/json"));
  });
}

void NodeBackend::metrics(std::string& out) {
  const auto stats = node_.stats();
  const auto head = node_.head();
  const auto counter = [&](const char* name, const char* help, const char* type, std::uint64_t value) {
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n{} {}\n", name, help, name, type, name, value);
  };
  counter("gongshu_ledger_entries", "Entries in the ledger", "gauge", head.size);
  counter("gongshu_sequencer_batches_total", "Group commits", "counter", stats.batches);
  counter("gongshu_sequencer_jobs_total", "Decisions run", "counter", stats.jobs);
  counter("gongshu_sequencer_waiting", "Decisions waiting", "gauge", stats.waiting);
  counter("gongshu_policy_epoch", "Sequence number of the last policy event", "gauge", node_.epoch());
  node_.part<app::GatewayPart>().metrics(out);
  node_.part<app::Jobs>().metrics(out);
}

}  // namespace gongshu::cli
