#include "http/request_parser.h"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>

namespace gongshu::http {
namespace {

namespace beast = boost::beast;
using beast::http::field;
using Ec = beast::error_code;

std::string_view view(beast::string_view s) { return {s.data(), s.size()}; }
bool same(std::string_view a, std::string_view b) { return beast::iequals({a.data(), a.size()}, {b.data(), b.size()}); }
Ec stop() { return beast::http::error::bad_value; }

class Parser final : public beast::http::basic_parser<true> {
 public:
  Parser() {
    header_limit(1u << 30);  // the connection limits the head before it is parsed
    body_limit(boost::none);
  }

  Head head;
  std::string fault;  ///< why an on_… function stopped
  bool too_large = false;
  std::string* out = nullptr;
  std::size_t limit = 0;

 private:
  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int version, Ec&) override {
    head.method = view(method);
    head.target = view(target);
    head.version = version;
  }
  void on_response_impl(int, beast::string_view, int, Ec&) override {}

  void on_field_impl(field name, beast::string_view sent_name, beast::string_view sent_value, Ec& ec) override {
    if (complete_) return;  // trailers are checked for form and dropped
    const auto value = view(sent_value);
    switch (name) {
      case field::host: once(hosts_, "Host", ec); break;
      case field::content_length:
        once(lengths_, "Content-Length", ec);
        if (!digits(value)) refuse("Content-Length is one number", ec);
        break;
      case field::transfer_encoding:
        once(codings_, "Transfer-Encoding", ec);
        if (!same(value, "chunked")) refuse("only \"chunked\" is supported as Transfer-Encoding", ec);
        break;
      case field::content_type:
        once(types_, "Content-Type", ec);
        head.content_type = value;
        break;
      case field::authorization:
        once(credentials_, "Authorization", ec);
        head.authorization = value;
        break;
      case field::cookie: head.cookie = value; break;
      case field::expect:
        if (!same(value, "100-continue")) refuse("only \"100-continue\" is supported in Expect", ec);
        head.expects_continue = true;
        break;
      default: other(name, view(sent_name), value);
    }
  }

  void other(field name, std::string_view sent_name, std::string_view value) {
    if (name == field::accept || name == field::accept_encoding || name == field::accept_language || name == field::if_match || name == field::if_none_match ||
        name == field::user_agent)
      head.forwarded.emplace_back(sent_name, value);
    else if (name != field::unknown)
      return;
    else if (same(sent_name, "traceparent"))
      head.traceparent = value;
    else if (same(sent_name.substr(0, 10), "x-gongshu-") || same(sent_name, "idempotency-key") || same(sent_name, "x-forwarded-proto"))
      head.forwarded.emplace_back(sent_name, value);
  }

  void on_header_impl(Ec& ec) override {
    complete_ = true;
    if (head.version == 11 && hosts_ == 0) return refuse("Host is missing", ec);
    if (codings_ > 0 && (lengths_ > 0 || head.version == 10)) return refuse("Transfer-Encoding is not allowed here", ec);
    head.keep_alive = keep_alive();
    head.chunked = chunked();
    if (lengths_ > 0 && content_length()) head.content_length = *content_length();
  }
  void on_body_init_impl(boost::optional<std::uint64_t> const&, Ec&) override {}
  std::size_t on_body_impl(beast::string_view bytes, Ec& ec) override { return take(bytes, ec); }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, Ec&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, Ec& ec) override { return take(bytes, ec); }
  void on_finish_impl(Ec&) override {}

  std::size_t take(beast::string_view bytes, Ec& ec) {
    if (bytes.size() > limit - std::min(limit, out->size())) {
      too_large = true;
      ec = stop();
      return 0;
    }
    out->append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void once(int& seen, const char* name, Ec& ec) {
    if (++seen > 1) refuse(std::string(name) + " occurs twice", ec);
  }
  void refuse(std::string why, Ec& ec) {
    fault = std::move(why);
    ec = stop();
  }
  static bool digits(std::string_view value) {
    return !value.empty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
  }

  bool complete_ = false;
  int hosts_ = 0, lengths_ = 0, codings_ = 0, types_ = 0, credentials_ = 0;
};

/// A line that starts with a blank continues the one before (obs-fold); proxies differ on it, so it is refused.
bool folded(std::string_view head) { return head.find("\r\n ") != head.npos || head.find("\r\n\t") != head.npos; }

}  // namespace

struct RequestParser::Impl {
  std::optional<Parser> parser;
};

RequestParser::RequestParser() : impl_(std::make_unique<Impl>()) { reset(); }
RequestParser::~RequestParser() = default;
void RequestParser::reset() { impl_->parser.emplace(); }
const Head& RequestParser::head() const { return impl_->parser->head; }
bool RequestParser::done() const { return impl_->parser->is_done(); }

Result<std::size_t> RequestParser::parse_head(std::string_view bytes) {
  auto& parser = *impl_->parser;
  const auto end = bytes.find("\r\n\r\n");
  if (folded(bytes.substr(0, end))) return fail(ErrorCode::http_bad_request, "header", "a header field is one line");
  std::size_t used = 0;
  Ec ec;
  // eager is off: one call parses the request line and the fields, and stops before the body
  used = parser.put(boost::asio::buffer(bytes.data(), bytes.size()), ec);
  if (!ec && parser.is_header_done()) return used;
  if (ec == beast::http::error::header_limit) return fail(ErrorCode::http_header_too_large, "header");
  if (!parser.fault.empty()) return fail(ErrorCode::http_bad_request, "header", parser.fault);
  return fail(ErrorCode::http_bad_request, parser.head.method.empty() ? "request line" : "header",
              ec ? ec.message() : "incomplete");
}

Result<std::size_t> RequestParser::parse_body(std::string_view bytes, std::string& out, std::size_t limit) {
  auto& parser = *impl_->parser;
  parser.eager(true);
  parser.out = &out;
  parser.limit = limit;
  Ec ec;
  const auto used = parser.put(boost::asio::buffer(bytes.data(), bytes.size()), ec);
  if (!ec || ec == beast::http::error::need_more) return used;
  if (parser.too_large) return fail(ErrorCode::input_too_large, "body", "at most " + std::to_string(limit) + " bytes");
  return fail(ErrorCode::http_bad_request, "body", ec.message());
}

}  // namespace gongshu::http
