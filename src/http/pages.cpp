#include "http/pages.h"

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

/// Does Accept-Encoding name gzip, and not to refuse it (q=0)?
bool takes_gzip(std::string_view accepted) {
  const auto at = accepted.find("gzip");
  if (at == std::string_view::npos) return false;
  const auto rest = accepted.substr(at + 4, accepted.find(',', at) - at - 4);
  return rest.find("q=0") == std::string_view::npos || rest.find("q=0.") != std::string_view::npos;
}

}  // namespace

Pages::Pages(const Contract& contract) : errors_(error_table()) {
  for (const auto& asset : assets()) add("/" + std::string(asset.name), asset);
  add("getContractJson", contract.json(), "application/json");
  add("getContractYaml", contract.yaml(), content_type_of("x.yaml"));
  add("listErrors", errors_, "application/json");
  static constexpr std::pair<const char*, const char*> kPages[] = {
      {"getStartPage", "index.html"}, {"getPortalPage", "portal.html"}, {"getDocsPage", "docs.html"}};
  for (const auto& [operation, file] : kPages)
    if (const auto* page = find_asset(file)) add(operation, *page);
}

void Pages::add(std::string key, const Asset& asset) {
  // names below assets/ carry a hash of the content; a new build has new names
  const auto* keep = asset.name.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  pages_.emplace(std::move(key), Page{asset.bytes, asset.gzip, std::string(content_type_of(asset.name)), etag_of(asset.bytes), keep});
}

void Pages::add(std::string key, std::string_view bytes, std::string_view content_type) {
  pages_.emplace(std::move(key), Page{bytes, {}, std::string(content_type), etag_of(bytes), "no-cache"});
}

Reply Pages::serve(const Page& page, const Call& call) {
  Reply reply;
  const bool compressed = !page.gzip.empty() && takes_gzip(call.headers.get("accept-encoding"));
  if (call.headers.get("if-none-match") == page.etag)
    reply.status = 304;
  else
    reply = raw_reply(std::string(compressed ? page.gzip : page.bytes), page.content_type);
  if (compressed && reply.status == 200) reply.headers.add("Content-Encoding", "gzip");
  if (!page.gzip.empty()) reply.headers.add("Vary", "Accept-Encoding");
  reply.headers.add("ETag", page.etag);
  reply.headers.add("Cache-Control", page.keep);  // no-cache: may be kept, must be asked for again; a new build shows at once
  return reply;
}

std::optional<Result<Reply>> Pages::answer(const Call& call) const {
  const bool built = call.operation_id == "getWebAsset";
  const bool file = built || call.operation_id == "getStaticFile";
  const auto found =
      file ? pages_.find((built ? "/assets/" : "/") + std::string(call.params.get("file"))) : pages_.find(call.operation_id);
  if (found != pages_.end()) return serve(found->second, call);
  if (built) return fail(ErrorCode::state_not_found, "path.file", "no such file");  // of an older build, say
  if (file) return fail(ErrorCode::http_not_found, "path.file", "no such file");
  return std::nullopt;
}

}  // namespace gongshu::http
