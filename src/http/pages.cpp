#include "http/pages.h"

#include "http/assets.h"

namespace gongshu::http {
namespace {

std::string error_table() {
  json::array out;
  for (int i = 0; i < kErrorCodes; ++i) {
    const auto& e = info(static_cast<ErrorCode>(i));
    out.push_back({{"code", json::string(e.name)}, {"status", e.status}, {"zh", json::string(e.zh)}, {"en", json::string(e.en)}});
  }
  return json::serialize(out);
}

}  // namespace

Pages::Pages(const Contract& contract) : errors_(error_table()) {
  for (const auto& asset : assets()) add("/" + std::string(asset.name), asset.bytes, content_type_of(asset.name));
  add("getContractJson", contract.json(), "application/json");
  add("getContractYaml", contract.yaml(), content_type_of("x.yaml"));
  add("listErrors", errors_, "application/json");
  if (const auto* page = find_asset("index.html")) add("getStartPage", page->bytes, content_type_of(page->name));
  if (const auto* page = find_asset("docs.html")) add("getDocsPage", page->bytes, content_type_of(page->name));
}

void Pages::add(std::string key, std::string_view bytes, std::string_view content_type) {
  pages_.emplace(std::move(key), Page{bytes, std::string(content_type), etag_of(bytes)});
}

Reply Pages::serve(const Page& page, const Call& call) {
  Reply reply;
  if (call.headers.get("if-none-match") == page.etag)
    reply.status = 304;
  else
    reply = raw_reply(std::string(page.bytes), page.content_type);
  reply.headers.add("ETag", page.etag);
  reply.headers.add("Cache-Control", "no-cache");  // may be kept, must be asked for again: a new build shows at once
  return reply;
}

std::optional<Result<Reply>> Pages::answer(const Call& call) const {
  const bool file = call.operation_id == "getStaticFile";
  const auto found = file ? pages_.find("/" + std::string(call.params.get("file"))) : pages_.find(call.operation_id);
  if (found != pages_.end()) return serve(found->second, call);
  if (file) return fail(ErrorCode::http_not_found, "path.file", "no such file");
  return std::nullopt;
}

}  // namespace gongshu::http
