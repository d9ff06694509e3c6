#include "http/client.h"

#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <map>
#include <optional>

namespace gongshu::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Ec = boost::system::error_code;
using Request = beast::http::request<beast::http::string_body>;
using Parser = beast::http::response_parser<beast::http::string_body>;

namespace {

struct Place {
  std::string host, port, target;
  std::string key() const { return host + ":" + port; }
};

Result<Place> read_url(std::string_view url) {
  const auto parsed = boost::urls::parse_uri({url.data(), url.size()});
  if (!parsed || parsed->scheme() != "http" || parsed->encoded_host().empty())
    return fail(ErrorCode::input_bad_format, "url", "http://host[:port]/path");
  Place out;
  out.host = std::string(parsed->encoded_host_address());
  out.port = parsed->has_port() && !parsed->port().empty() ? std::string(parsed->port()) : "80";
  out.target = std::string(parsed->encoded_target());
  if (!out.target.starts_with('/')) out.target.insert(0, "/");
  return out;
}

std::string lower(beast::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return out;
}

bool line_break(std::string_view text) {
  return text.find_first_of("\r\n") != std::string_view::npos || text.find('\0') != text.npos;
}

Response convert(Parser& parser) {
  Response out;
  auto& message = parser.get();
  out.status = static_cast<int>(message.result_int());
  for (const auto& field : message) out.headers.add(lower(field.name_string()), std::string(field.value()));
  out.body = std::move(message.body());
  return out;
}

}  // namespace

struct Client::State {
  struct Connection {
    explicit Connection(asio::io_context& context) : stream(context) {}
    beast::tcp_stream stream;
    beast::flat_buffer buffer;
  };

  /// Runs one asynchronous operation to its end; tcp_stream turns a passed deadline into error::timeout.
  template <class Start>
  Ec run(Start&& start) {
    Ec out;
    start([&out](const Ec& ec, auto&&...) { out = ec; });
    context.restart();
    context.run();
    return out;
  }

  Result<Connection*> connect(const Place& place);
  Result<Response> exchange(Connection& connection, Request& request, bool& nothing_came);
  Error failure(const Ec& ec, const Place& place) const;

  ClientOptions options;
  asio::io_context context{1};
  std::map<std::string, std::unique_ptr<Connection>> kept;
};

Client::Client(ClientOptions options) : state_(std::make_unique<State>()) { state_->options = options; }
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Error Client::State::failure(const Ec& ec, const Place& place) const {
  if (ec == beast::error::timeout) return {ErrorCode::http_timeout, place.key(), "no answer in time", {}, {}, {}};
  if (ec == beast::http::error::body_limit)
    return {ErrorCode::input_too_large,
            place.key(),
            "the answer is longer than " + std::to_string(options.max_body) + " bytes",
            {},
            {},
            {}};
  return {ErrorCode::http_unreachable, place.key(), ec.message(), {}, {}, {}};
}

Result<Client::State::Connection*> Client::State::connect(const Place& place) {
  Ec ec;
  asio::ip::tcp::resolver resolver(context);
  const auto endpoints = resolver.resolve(place.host, place.port, ec);
  if (ec) return fail(failure(ec, place));
  auto connection = std::make_unique<Connection>(context);
  connection->stream.expires_after(options.connect_timeout);
  ec = run([&](auto done) { connection->stream.async_connect(endpoints, std::move(done)); });
  if (ec) return fail(failure(ec, place));
  connection->stream.socket().set_option(asio::ip::tcp::no_delay(true), ec);
  return (kept[place.key()] = std::move(connection)).get();
}

Result<Response> Client::State::exchange(Connection& connection, Request& request, bool& nothing_came) {
  const Place place{std::string(request[beast::http::field::host]), "", ""};
  connection.stream.expires_after(options.timeout);
  auto write_error = run([&](auto done) { beast::http::async_write(connection.stream, request, std::move(done)); });
  // a refused upload is answered before it has been sent: read what there is even after a failed write
  Parser parser;
  parser.body_limit(options.max_body);
  parser.skip(request.method_string() == "HEAD");
  auto ec = run([&](auto done) { beast::http::async_read(connection.stream, connection.buffer, parser, std::move(done)); });
  nothing_came = !parser.got_some();
  if (ec) return fail(failure(write_error && nothing_came ? write_error : ec, place));
  const bool keep = parser.get().keep_alive() && !write_error;
  auto response = convert(parser);
  if (!keep) {
    Ec ignored;
    connection.stream.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    connection.stream.close();
  }
  return response;
}

Result<Response> Client::request(std::string_view method, std::string_view url, const Fields& headers, std::string body) try {
  GS_TRY(place, read_url(url));
  Request request;
  request.method_string({method.data(), method.size()});
  request.target(place.target);
  for (const auto& [name, value] : headers) {
    if (line_break(name) || line_break(value)) return fail(ErrorCode::input_bad_format, "header " + name, "without line breaks");
    request.set(name, value);
  }
  const bool v6 = place.host.find(':') != std::string::npos;
  request.set(beast::http::field::host, (v6 ? "[" + place.host + "]" : place.host) + ":" + place.port);
  request.body() = std::move(body);
  if (!request.body().empty() || (method != "GET" && method != "HEAD")) request.content_length(request.body().size());

  const auto kept = state_->kept.find(place.key());
  bool nothing_came = false;
  if (kept != state_->kept.end() && kept->second->stream.socket().is_open()) {
    auto response = state_->exchange(*kept->second, request, nothing_came);
    if (response) return response;
    state_->kept.erase(kept);
    if (!nothing_came || response.error().code == ErrorCode::http_timeout) return response;
  }
  GS_TRY(connection, state_->connect(place));
  auto response = state_->exchange(*connection, request, nothing_came);
  if (!response) state_->kept.erase(place.key());
  return response;
} catch (const std::exception& e) {
  return fail(ErrorCode::http_unreachable, std::string(url), e.what());
}

Result<Response> Client::post_json(std::string_view url, const json::value& value, Fields headers) {
  headers.add("Content-Type", "application/json");
  return request("POST", url, headers, json::serialize(value));
}

}  // namespace gongshu::http
