// The people of the story: each signs in over HTTP and acts with their own session. Nothing here has a short cut into the node.
#pragma once
#include <map>
#include <string>

#include "demo/narrator.h"
#include "http/client.h"

namespace gongshu::demo {

/// Every account of the demonstration has this password; a real node has none by default.
inline constexpr std::string_view kDemoPassword = "gongshu-demo-2026";

class People {
 public:
  People(std::string base_url, Narrator& narrator) : base_(std::move(base_url)), narrator_(narrator) {}

  /// Signs in with the one-time password and changes it to the demonstration's.
  Status enter(const std::string& account, const std::string& one_time_password);

  /// Calls as the person; the reply's body. A problem document becomes an error of the demonstration (it should have passed).
  Result<json::object> call(const std::string& account, const std::string& method, const std::string& path, const json::value& body = nullptr);
  /// The same, expecting exactly this refusal; tells it. `rule` empty = any.
  Status refused(const std::string& account, const std::string& method, const std::string& path, const json::value& body, int status,
                 const std::string& code, const std::string& what, const std::string& rule = {});
  /// Any request with headers of its own (raw bodies, signed product calls).
  Result<http::Response> raw(const std::string& account, const std::string& method, const std::string& path, http::Fields headers, std::string body);

  const std::string& base() const { return base_; }
  Narrator& tell() { return narrator_; }

 private:
  Result<http::Response> send(const std::string& account, const std::string& method, const std::string& path, const json::value& body);
  Result<std::string> token(const std::string& account);

  std::string base_;
  Narrator& narrator_;
  http::Client client_;
  std::map<std::string, std::string> tokens_;
};

/// The body of a response as an object; error `internal` naming the path otherwise.
Result<json::object> object_of(const http::Response& response, const std::string& path);
/// A text member of an object; empty when missing.
std::string text_of(const json::object& object, const char* member);

}  // namespace gongshu::demo
