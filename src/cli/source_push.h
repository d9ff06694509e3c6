// The platform over HTTP as the source side needs it: signing in, fetching an order, taking a batch.
#pragma once
#include <string>

#include "http/client.h"
#include "source/source.h"

namespace gongshu::cli {

/// Who the source acts as on the platform; a person of the provider.
struct PlatformAccess {
  std::string url;  ///< "http://host:port"
  std::string account, password;
};

/// A signed-in connection. Not thread-safe. Errors of all calls: those the platform answers, with its code, place, hint and rule;
/// http.unreachable, http.timeout.
class Platform {
 public:
  static Result<Platform> sign_in(const PlatformAccess& access);
  /// Answer of a JSON operation.
  Result<json::value> get(const std::string& path);
  Result<json::value> post(const std::string& path, const json::value& body);
  Status put(const std::string& path, std::string bytes);
  /// The signed order, ready for Source::accept.
  Result<privacy::SignedDocument> order(const std::string& id);

 private:
  explicit Platform(std::string url) : url_(std::move(url)) {}
  Result<json::value> call(std::string_view method, const std::string& path, const char* type, std::string body);
  std::string url_, token_;
  http::Client client_;
};

/// Carries a batch to the platform; a batch that the platform has accepted before is left alone.
class HttpPushSink final : public source::PushSink {
 public:
  explicit HttpPushSink(Platform& platform) : platform_(platform) {}
  Result<std::vector<std::int64_t>> begin(const privacy::SignedDocument& manifest) override;
  Status chunk(std::int64_t index, std::string_view bytes) override;
  Status finish() override;
  const std::string& batch() const { return batch_; }  ///< the platform's id

 private:
  Platform& platform_;
  std::string batch_;
  bool accepted_ = false;
};

}  // namespace gongshu::cli
