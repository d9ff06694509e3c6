// The composition root's bridge: HTTP calls become operations of the app layer.
#pragma once
#include "app/api.h"
#include "http/backend.h"

namespace gongshu::cli {

/// `node` must outlive the backend. Thread-safe.
class NodeBackend final : public http::Backend {
 public:
  explicit NodeBackend(app::Node& node) : node_(node) {}
  Result<http::Reply> call(const http::Call& call) override;
  void fast(http::Call call, Done done) override;
  Status ready() override { return {}; }
  void metrics(std::string& out) override;

 private:
  app::Node& node_;
};

}  // namespace gongshu::cli
