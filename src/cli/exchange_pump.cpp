#include "cli/exchange_pump.h"

#include <fmt/core.h>

#include "domain/exchange/events.h"
#include "http/client.h"

namespace gongshu::cli {
namespace {

using domain::exchange::PeerSubject;

constexpr JsonLimits kAnswer{.bytes = exchange::kMaxBundle, .depth = 32};

/// Active peers with an address.
std::vector<std::string> reachable(app::Node& node) {
  std::vector<std::string> out;
  (void)node.query([&](app::Records& records) -> Status {
    GS_TRY(peers, records.all<PeerSubject>("active"));
    for (const auto& peer : peers)
      if (peer.state.url) out.push_back(peer.id);
    return {};
  });
  return out;
}

Result<std::string> url_of(app::Node& node, const std::string& id) {
  std::string url;
  GS_CHECK(node.query([&](app::Records& records) -> Status {
    GS_TRY(peer, records.load<PeerSubject>(id, "--peer"));
    url = peer.url.value_or("");
    return {};
  }));
  if (url.empty())
    return fail(ErrorCode::state_not_allowed, "--peer", "the peer has no address; carry files instead (exchange export)");
  return url;
}

}  // namespace

Status push_to_peer(app::Node& node, const std::string& peer) {
  GS_TRY(url, url_of(node, peer));
  GS_TRY(waiting, app::outgoing_messages(node, peer));
  GS_TRY(list, exchange::to_list(waiting.messages));
  http::Client client({.connect_timeout = std::chrono::milliseconds(3'000),
                       .timeout = std::chrono::milliseconds(5'000),
                       .max_body = exchange::kMaxBundle});
  GS_TRY(response, client.post_json(url, json::object{{"messages", std::move(list)}, {"documents", write(waiting.documents)}}));
  if (response.status != 200)
    return fail(ErrorCode::http_bad_request, url, "the peer answered with status " + std::to_string(response.status));
  GS_TRY(answer, parse_json(response.body, kAnswer));
  const auto* object = answer.if_object();
  const auto* messages = object ? object->if_contains("messages") : nullptr;
  if (!messages || !messages->is_array())
    return fail(ErrorCode::input_missing_field, "/messages", "the peer's answer holds no messages");
  if (messages->get_array().empty()) return {};
  GS_TRY(bundle, exchange::read_list(messages->get_array()));
  GS_TRY(done, app::receive_messages(node, bundle));
  return done.stopped ? Status(fail(*done.stopped)) : Status();
}

ExchangePump::ExchangePump(app::Node& node, std::chrono::milliseconds interval) : node_(node), interval_(interval) {
  thread_ = std::thread([this] { run(); });
}

ExchangePump::~ExchangePump() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

/// What failed is tried again in the next round.
void ExchangePump::push(const std::string& peer) {
  const auto done = push_to_peer(node_, peer);
  const auto fault = done ? std::string() : describe(done.error());
  if (std::exchange(failing_[peer], fault) == fault || fault.empty()) return;
  fmt::print(stderr, "exchange {}: {}\n", peer, fault);
}

void ExchangePump::run() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, interval_, [this] { return stopping_; })) {
    lock.unlock();
    for (const auto& peer : reachable(node_)) push(peer);
    lock.lock();
  }
}

}  // namespace gongshu::cli
