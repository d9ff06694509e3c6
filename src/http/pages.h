// Operations that the HTTP layer answers itself (x-local): pages, contract, error table.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "http/assets.h"
#include "http/backend.h"
#include "http/contract.h"

namespace gongshu::http {

/// Immutable after construction; safe from all threads. The contract must outlive it.
class Pages {
 public:
  explicit Pages(const Contract& contract);

  /// Answers a local operation other than health and metrics; nothing when it is not one of them.
  std::optional<Result<Reply>> answer(const Call& call) const;

 private:
  struct Page {
    std::string_view bytes, gzip;
    std::string content_type, etag;
    const char* keep;  ///< Cache-Control
  };
  void add(std::string key, const Asset& asset);
  void add(std::string key, std::string_view bytes, std::string_view content_type);
  static Reply serve(const Page& page, const Call& call);

  std::string errors_;
  std::map<std::string, Page, std::less<>> pages_;  ///< by operation id, and by file name for static files
};

}  // namespace gongshu::http
