#include "http/connection.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

#include "http/problem.h"

namespace gongshu::http {
namespace {

namespace asio = boost::asio;
using Ec = boost::system::error_code;

constexpr std::size_t kSmallRead = 4 * 1024;
constexpr std::size_t kLargeRead = 64 * 1024;
constexpr std::size_t kSkippedBody = 64 * 1024;  ///< bodies of refused requests up to this size are read to keep the connection
constexpr std::size_t kChunkHeader = 16 * 1024;  ///< bytes of one chunk header or of the trailers
constexpr std::size_t kLingerBytes = 64u << 20;  ///< what is read and dropped before a connection is closed on a talking client
constexpr std::chrono::milliseconds kLinger{2'000};  ///< without a byte from the client
constexpr std::chrono::milliseconds kLingerInAll{30'000};
constexpr std::int64_t kNever = INT64_MAX;

/// One second for each 64 KiB: a slow line may be slow, a stalled one may not stay.
std::chrono::milliseconds transfer_time(std::uint64_t bytes) {
  return std::chrono::seconds(std::min<std::uint64_t>(bytes >> 16, 86'400));
}

/// A line feed without carriage return is a fault at once; without this check the client would run into the timeout.
bool bare_line_feed(std::string_view text, std::size_t from) {
  for (auto at = text.find('\n', from); at != std::string_view::npos; at = text.find('\n', at + 1))
    if (at == 0 || text[at - 1] != '\r') return true;
  return false;
}

}  // namespace

Connection::Connection(Loop& loop, asio::ip::tcp::socket socket, std::size_t slot)
    : loop_(loop), shared_(loop.shared()), socket_(std::move(socket)), slot_(slot), buffer_(kSmallRead) {
  Ec ec;
  const auto peer = socket_.remote_endpoint(ec);
  if (!ec) remote_ = peer.address().to_string(ec);
  socket_.set_option(asio::ip::tcp::no_delay(true), ec);
  socket_.non_blocking(true, ec);
}

void Connection::start() {
  if (shared_.stopping) return close();
  allow(shared_.options.header_timeout);
  process();
}

void Connection::process() {
  if (processing_) return;  // an answer that came at once: the loop below goes on
  processing_ = true;
  for (bool more = true; more;) {
    if (phase_ == Phase::head)
      more = step_head();
    else if (phase_ == Phase::body)
      more = step_body();
    else
      more = false;
  }
  processing_ = false;
}

bool Connection::step_head() {
  while (begin_ < end_ && !started_ && (buffer_[begin_] == '\r' || buffer_[begin_] == '\n')) ++begin_;
  const auto bytes = pending();
  if (bytes.empty()) {
    if (shared_.stopping) return close(), false;
    return read(kSmallRead), false;
  }
  if (!started_) begin_request();
  const auto from = scanned_ > 3 ? scanned_ - 3 : 0;
  const auto end = bytes.find("\r\n\r\n", from);
  const auto length = end == std::string_view::npos ? bytes.size() : end + 4;
  if (length > shared_.options.max_header) {
    reject({ErrorCode::http_header_too_large,
            "header",
            "at most " + std::to_string(shared_.options.max_header) + " bytes",
            {},
            {},
            {}});
    return false;
  }
  if (end == std::string_view::npos && !bare_line_feed(bytes, from)) {
    scanned_ = bytes.size();
    return read(kSmallRead), false;
  }
  parser_.reset();
  auto used = parser_.parse_head(bytes.substr(0, length));
  if (!used) return reject(used.error()), false;
  return head_parsed(*used);
}

void Connection::begin_request() {
  started_ = true;
  since_ = std::chrono::steady_clock::now();
  scanned_ = 0;
  trace_id_.clear();
  operation_ = nullptr;
  head_only_ = false;
  version_ = 11;
  shared_.telemetry.began(loop_.index());
  allow(shared_.options.header_timeout);
}

bool Connection::head_parsed(std::size_t used) {
  const auto& head = parser_.head();
  exchange_ = prepare(shared_.router, head, remote_, trace_id_of(head.traceparent, loop_.random(), loop_.random()));
  begin_ += used;
  operation_ = exchange_.operation;
  trace_id_ = exchange_.call.trace_id;
  head_only_ = exchange_.head_only;
  version_ = head.version;
  keep_alive_ = head.keep_alive && !shared_.stopping;
  if (shared_.stopping) exchange_.early = problem({ErrorCode::http_stopping, {}, {}, {}, {}, {}}, trace_id_);
  phase_ = Phase::body;
  if (parser_.done()) return dispatch(), true;
  if (exchange_.early) return skip_body(head);
  if (head.expects_continue && pending().empty()) {
    Ec ec;
    asio::write(socket_, asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n")), ec);
    if (ec) return close(), false;
  }
  const auto size = head.content_length.value_or(exchange_.limit);
  if (head.content_length) exchange_.call.raw_body.reserve(std::min<std::uint64_t>(size, 1 << 20));
  allow(shared_.options.body_timeout + transfer_time(size));
  return true;
}

/// The request is refused already: a short body is read and dropped, for a long one the connection closes.
bool Connection::skip_body(const Head& head) {
  if (head.expects_continue || head.content_length.value_or(kSkippedBody + 1) > kSkippedBody) {
    keep_alive_ = false;
    dispatch();
    return true;
  }
  exchange_.limit = kSkippedBody;
  allow(shared_.options.body_timeout);
  return true;
}

bool Connection::step_body() {
  auto used = parser_.parse_body(pending(), exchange_.call.raw_body, exchange_.limit);
  if (!used) return reject(used.error()), false;
  begin_ += *used;
  if (parser_.done()) return dispatch(), true;
  if (pending().size() > kChunkHeader) {
    reject({ErrorCode::http_bad_request, "body", "a chunk header is too long", {}, {}, {}});
    return false;
  }
  return read(parser_.head().content_length.value_or(kLargeRead) > kSmallRead ? kLargeRead : kSmallRead), false;
}

void Connection::dispatch() {
  phase_ = Phase::working;
  deadline_ = kNever;
  serial_ = loop_.next_serial();
  loop_.dispatching({slot_, serial_});
  if (exchange_.early)
    send(std::move(*exchange_.early));
  else if (operation_->local)
    dispatch_local();
  else if (operation_->fast)
    dispatch_fast();
  else
    dispatch_worker();
  loop_.dispatching({});
}

void Connection::dispatch_local() {
  const auto log = [this](const std::string& line) { shared_.error(line); };
  const auto reply = [&](Result<Reply> result) { answer(serial_, finish(std::move(result), trace_id_, log)); };
  if (auto page = shared_.pages.answer(exchange_.call)) return reply(std::move(*page));
  if (operation_->id == "getLive") return reply(json_reply({{"status", "ok"}}));
  if (operation_->id == "getMetrics") return dispatch_metrics();
  if (operation_->id != "getReady")
    return reply(fail(ErrorCode::internal, {}, "local operation without an answer: " + operation_->id));
  auto ready = shared_.backend.ready();
  if (ready) return reply(json_reply({{"status", "ok"}}));
  if (info(ready.error().code).status == 503) return reply(fail(std::move(ready).error()));
  reply(fail(ErrorCode::http_not_ready, {}, describe(ready.error())));
}

void Connection::dispatch_metrics() {
  submit([&shared = shared_]() -> Result<Reply> {
    auto text = shared.telemetry.text(shared.pool.waiting(), shared.connections);
    shared.backend.metrics(text);
    return raw_reply(std::move(text), "text/plain; version=0.0.4; charset=utf-8");
  });
}

void Connection::dispatch_fast() {
  const auto log = [this](const std::string& line) { shared_.error(line); };
  if (auto status = read_body(exchange_); !status) return answer(serial_, finish(fail(status.error()), trace_id_, log));
  const Ticket ticket{slot_, serial_};
  auto done = [weak = loop_.weak_from_this(), ticket, trace = trace_id_](Result<Reply> result) {
    const auto loop = weak.lock();
    if (!loop) return;
    const auto report = [&](const std::string& line) { loop->shared().error(line); };
    loop->deliver(ticket, finish(std::move(result), trace, report));
  };
  try {
    shared_.backend.fast(std::move(exchange_.call), std::move(done));
  } catch (const std::exception& e) {
    log("internal: " + std::string(e.what()) + " in " + operation_->id + " trace " + trace_id_);
    answer(ticket.serial, problem({ErrorCode::internal, {}, {}, {}, {}, {}}, trace_id_));
  }
}

void Connection::dispatch_worker() {
  auto exchange = std::make_shared<Exchange>(std::move(exchange_));
  submit([&backend = shared_.backend, exchange]() -> Result<Reply> {
    GS_CHECK(read_body(*exchange));
    return backend.call(exchange->call);
  });
}

bool Connection::submit(std::function<Result<Reply>()> work) {
  const Ticket ticket{slot_, serial_};
  // the loop outlives the pool: Server::stop joins the workers first
  const bool taken = shared_.pool.submit([&loop = loop_, ticket, trace = trace_id_, work = std::move(work)] {
    const auto log = [&](const std::string& line) { loop.shared().error(line); };
    Result<Reply> result;
    try {
      result = work();
    } catch (const std::exception& e) {
      result = fail(ErrorCode::internal, {}, e.what());
    } catch (...) {
      result = fail(ErrorCode::internal, {}, "an exception of unknown type");
    }
    loop.deliver(ticket, finish(std::move(result), trace, log));
  });
  if (!taken) answer(serial_, problem({ErrorCode::http_overloaded, {}, {}, {}, {}, {}}, trace_id_));
  return taken;
}

void Connection::answer(std::uint64_t serial, Reply reply) {
  if (phase_ != Phase::working || serial != serial_) return;
  send(std::move(reply));
  process();
}

void Connection::reject(const Error& error) {
  keep_alive_ = false;
  if (trace_id_.empty()) trace_id_ = trace_id_of({}, loop_.random(), loop_.random());
  send(problem(error, trace_id_));
}

void Connection::send(Reply reply) {
  phase_ = Phase::writing;
  serial_ = 0;
  status_ = reply.status;
  if (shared_.stopping) keep_alive_ = false;
  out_.clear();
  sent_ = 0;
  render_head(out_, reply, trace_id_, loop_.date(), version_, keep_alive_);
  body_.clear();
  if (!head_only_) {
    if (reply.raw.size() <= kSmallRead)
      out_ += reply.raw;
    else
      body_ = std::move(reply.raw);
  }
  write_deadline_ = loop_.now_ms() + (shared_.options.write_timeout + transfer_time(body_.size())).count();
  write();
}

void Connection::write() {
  const std::size_t total = out_.size() + body_.size();
  Ec ec;
  // tried at once: most answers fit the socket's buffer, and the trip through the reactor is saved
  while (sent_ < total && !ec) {
    const auto head = std::min(sent_, out_.size());
    const std::array<asio::const_buffer, 2> rest{asio::buffer(out_) + head, asio::buffer(body_) + (sent_ - head)};
    sent_ += socket_.write_some(rest, ec);
  }
  if (sent_ == total) return written();
  if (ec != asio::error::would_block && ec != asio::error::try_again) return close();
  allow(shared_.options.write_timeout);
  deadline_ = std::min(deadline_, write_deadline_);
  socket_.async_wait(asio::ip::tcp::socket::wait_write, [self = shared_from_this()](const Ec& failed) {
    if (self->phase_ != Phase::writing) return;
    if (failed) return self->close();
    self->write();
    self->process();
  });
}

void Connection::written() {
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - since_).count();
  shared_.telemetry.count(loop_.index(), operation_, status_, static_cast<std::uint64_t>(time));
  shared_.telemetry.ended(loop_.index());
  started_ = false;
  exchange_.early.reset();
  if (!keep_alive_) return linger();
  if (body_.capacity() > kLargeRead) std::string().swap(body_);
  phase_ = Phase::head;
  scanned_ = 0;
  allow(shared_.options.idle_timeout);
}

void Connection::read(std::size_t room) {
  if (reading_) return;
  if (begin_ > 0) {
    std::copy(buffer_.begin() + begin_, buffer_.begin() + end_, buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == 0 && buffer_.size() > kSmallRead && room == kSmallRead) std::vector<char>(kSmallRead).swap(buffer_);
  if (buffer_.size() - end_ < room / 2) buffer_.resize(end_ + room);
  reading_ = true;
  socket_.async_read_some(asio::buffer(buffer_.data() + end_, buffer_.size() - end_),
                          [self = shared_from_this()](const Ec& ec, std::size_t bytes) { self->on_read(ec, bytes); });
}

void Connection::on_read(const Ec& ec, std::size_t bytes) {
  reading_ = false;
  if (phase_ == Phase::closed) return;
  if (phase_ == Phase::lingering) {
    discarded_ += bytes;
    if (ec || discarded_ > kLingerBytes) return close();
    begin_ = end_ = 0;
    allow(kLinger);
    deadline_ = std::min(deadline_, write_deadline_);
    return read(kLargeRead);
  }
  end_ += bytes;
  if (phase_ == Phase::writing) return;  // a timeout is being answered meanwhile
  if (ec == asio::error::eof && started_)
    return reject({ErrorCode::http_bad_request, "connection", "the request ended early", {}, {}, {}});
  if (ec) return close();
  process();
}

/// Closing a socket with unread bytes resets it, and the client may lose the answer: so send FIN, then read on for a while.
void Connection::linger() {
  phase_ = Phase::lingering;
  write_deadline_ = loop_.now_ms() + kLingerInAll.count();
  allow(kLinger);
  Ec ec;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ec);
  if (ec) return close();
  begin_ = end_ = 0;
  read(kSmallRead);
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  if (started_) shared_.telemetry.ended(loop_.index());
  phase_ = Phase::closed;
  Ec ec;
  socket_.close(ec);
  loop_.release(slot_);
}

void Connection::check_deadline() {
  if (loop_.now_ms() < deadline_) return;
  const bool reading = phase_ == Phase::head || phase_ == Phase::body;
  if (!reading || !started_) return close();
  reject(
      {ErrorCode::http_timeout, phase_ == Phase::head ? "header" : "body", "send the request without long pauses", {}, {}, {}});
}

void Connection::server_stops() {
  if (phase_ == Phase::head && !started_) close();
}

}  // namespace gongshu::http
