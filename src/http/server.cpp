#include "http/server.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <cstdio>
#include <future>
#include <optional>
#include <thread>

#include "http/connection.h"
#include "http/loop.h"

namespace gongshu::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using Ec = boost::system::error_code;

struct Server::State {
  State(Backend& backend, ServerOptions options, const Contract& contract)
      : shared(std::make_shared<Shared>(backend, std::move(options), contract)) {
    for (std::size_t i = 0; i < shared->options.io_threads; ++i) loops.push_back(std::make_shared<Loop>(shared, i));
  }

  Status listen();
  void accept();
  void accepted(const Ec& ec, tcp::socket socket, Loop& loop);
  void refuse_new();
  void wait_until_idle(std::chrono::milliseconds limit) const;

  std::shared_ptr<Shared> shared;
  std::vector<std::shared_ptr<Loop>> loops;
  std::optional<tcp::acceptor> acceptor;    // on the first loop
  std::optional<asio::steady_timer> pause;  // after a failed accept
  std::size_t next = 0;
  std::uint16_t port = 0;
  bool running = false;
};

namespace {

ServerOptions with_defaults(ServerOptions options) {
  options.io_threads = std::max(options.io_threads, 1u);
  options.workers = std::max(options.workers, 1u);
  if (!options.log)
    options.log = [](std::string_view level, const std::string& line) {
      std::fprintf(stderr, "http %.*s: %s\n", static_cast<int>(level.size()), level.data(), line.c_str());
    };
  return options;
}

tl::unexpected<Error> cannot_listen(const ServerOptions& options, const Ec& ec) {
  return fail(ErrorCode::config_invalid, options.address + ":" + std::to_string(options.port),
              "cannot listen here: " + ec.message());
}

}  // namespace

Status Server::State::listen() {
  const auto& options = shared->options;
  Ec ec;
  const auto address = asio::ip::make_address(options.address, ec);
  if (ec) return cannot_listen(options, ec);
  const tcp::endpoint endpoint(address, options.port);
  auto& opened = acceptor.emplace(loops[0]->context());
  opened.open(endpoint.protocol(), ec);
  // one acceptor hands out connections in turn: threads stay balanced, and a second server on the port is an error
  if (!ec) opened.set_option(tcp::acceptor::reuse_address(true), ec);
  if (!ec) opened.bind(endpoint, ec);
  if (!ec) opened.listen(4096, ec);
  if (!ec) port = opened.local_endpoint(ec).port();
  if (!ec) return {};
  acceptor.reset();
  return cannot_listen(options, ec);
}

void Server::State::accept() {
  auto& loop = *loops[next++ % loops.size()];
  acceptor->async_accept(loop.context(),
                         [this, &loop](const Ec& ec, tcp::socket socket) { accepted(ec, std::move(socket), loop); });
}

void Server::State::accepted(const Ec& ec, tcp::socket socket, Loop& loop) {
  if (!acceptor->is_open() || ec == asio::error::operation_aborted) return;
  if (ec) {  // out of descriptors, most likely: wait until some are free
    shared->options.log("warning", "accept: " + ec.message());
    pause->expires_after(std::chrono::milliseconds(100));
    pause->async_wait([this](const Ec& failed) {
      if (!failed) accept();
    });
    return;
  }
  if (shared->connections >= shared->options.max_connections) {
    Ec ignored;
    socket.close(ignored);
  } else {
    ++shared->connections;
    asio::post(loop.context(), [&loop, s = std::move(socket)]() mutable { loop.adopt(std::move(s)); });
  }
  accept();
}

void Server::State::refuse_new() {
  std::promise<void> closed;
  asio::post(loops[0]->context(), [&] {
    Ec ec;
    acceptor->close(ec);
    pause->cancel();
    closed.set_value();
  });
  closed.get_future().wait();
  for (const auto& loop : loops) asio::post(loop->context(), [loop = loop.get()] { loop->close_idle(); });
}

void Server::State::wait_until_idle(std::chrono::milliseconds limit) const {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (shared->connections > 0 && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

Server::Server(Backend& backend, ServerOptions options) {
  const auto& contract = options.contract ? *options.contract : Contract::built_in();
  state_ = std::make_unique<State>(backend, with_defaults(std::move(options)), contract);
}

Server::~Server() { stop(); }

Result<std::uint16_t> Server::start() {
  GS_CHECK(state_->listen());
  state_->pause.emplace(state_->loops[0]->context());
  state_->shared->pool.start();
  state_->accept();  // before the threads run: the acceptor is theirs from then on
  for (const auto& loop : state_->loops) loop->start();
  state_->running = true;
  return state_->port;
}

void Server::stop() {
  if (!state_->running) return;
  state_->running = false;
  state_->shared->stopping = true;
  state_->refuse_new();
  state_->wait_until_idle(state_->shared->options.drain);
  state_->shared->pool.stop();
  state_->wait_until_idle(std::chrono::milliseconds(state_->shared->connections > 0 ? 200 : 0));
  for (const auto& loop : state_->loops) loop->join();
}

std::uint16_t Server::port() const { return state_->port; }

}  // namespace gongshu::http
