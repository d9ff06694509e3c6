#include "app/shelves.h"

#include <charconv>

#include "app/datasets.h"
#include "crypto/sm4.h"
#include "gateway/shelf.h"
#include "privacy/masking.h"
#include "store/files.h"

namespace gongshu::app {

using domain::product::Product;
using domain::product::ProductSubject;
using domain::product::Release;
namespace fs = std::filesystem;

Standing standing_of(const std::string& id, const Product& product) {
  Standing s;
  s.scenario = product.content.scenario;
  s.product = id;
  s.operator_org = product.operator_org;
  if (product.content.definition.resource) s.resources = {*product.content.definition.resource};
  return s;
}

namespace {

crypto::Gate gate_of(Node& node, const std::string& id, const Product& product) {
  auto standing = standing_of(id, product);
  standing.delivering = true;
  return [&node, standing] {
    return node.query([&](Records& records) -> Status {
      const auto now = node.clock().now();
      return check_standing(records, standing, now, node.rulebook().on(local_date(now)));
    });
  };
}

std::string derived(const std::string& key, std::string_view role) {
  return std::string(crypto::view(crypto::hmac_sm3(key, role)).substr(0, crypto::kSm4KeyBytes));
}

std::string hex_sm3(std::string_view bytes) { return crypto::to_hex(crypto::view(crypto::sm3(bytes))); }

/// Typed as the supply says, so that callers get numbers as numbers; an empty cell is null.
json::value typed(std::string_view cell, const std::string& type) {
  if (cell.empty()) return nullptr;
  if (type == "boolean") return cell == "true";
  if (type == "integer") {
    std::int64_t number = 0;
    const auto end = cell.data() + cell.size();
    if (const auto parsed = std::from_chars(cell.data(), end, number); parsed.ec == std::errc() && parsed.ptr == end) return number;
  }
  return json::string(cell);
}

bool is_pseudonym(std::string_view cell) {
  return cell.size() == 32 && cell.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<std::map<std::string, std::string>> column_types(Node& node, const Product& product) {
  std::map<std::string, std::string> out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(batch, batch_in_use(records, product.content.scenario, *product.content.definition.resource));
    if (!batch) return fail(ErrorCode::state_not_allowed, "/definition/resource", "no batch of this resource has been accepted for the scenario");
    for (const auto& column : batch->state.columns) out[column.name] = column.type;
    return {};
  }));
  return out;
}

/// Row key of one supplied row: the key itself, or its token.
Result<std::string> row_key(std::string_view cell, const ProductTokens* tokens) {
  if (!tokens) return std::string(cell);
  if (!is_pseudonym(cell))
    return fail(ErrorCode::state_not_allowed, "/definition/key_column", "the supply must hold pseudonyms in this column: demand it with technique pseudonymise");
  return std::string(crypto::view(tokens->of_pseudonym(cell)));
}

Result<Release> build_shelf(Node& node, const std::string& id, const Product& product) {
  const auto& d = product.content.definition;
  GS_TRY(types, column_types(node, product));
  std::shared_ptr<const ProductTokens> tokens;
  GS_TRY(key, product_key(node, id, product, "shelf", true));
  if (product.personal) {
    GS_TRY(made, product_tokens(node, id, product));
    tokens = std::move(made);
  }
  auto sorted = *d.columns;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> wanted{*d.key_column};
  wanted.insert(wanted.end(), sorted.begin(), sorted.end());
  std::vector<std::string> of_type;
  for (const auto& name : wanted) of_type.push_back(types[name]);
  GS_TRY(builder, gateway::ShelfBuilder::create(node.path("shelves"), {.product = id, .version = 1, .columns = sorted, .tokenised = tokens != nullptr}, key));
  GS_CHECK(read_rows(node, product.content.scenario, *d.resource, wanted, [&](privacy::Cells cells) -> Status {
    if (cells[0].empty()) return {};  // nobody can ask for it
    json::object value;
    for (std::size_t i = 1; i < cells.size(); ++i) value.emplace(wanted[i], typed(cells[i], of_type[i]));
    GS_TRY(text, canonical(value));
    GS_TRY(row, row_key(cells[0], tokens.get()));
    return builder.add(row, text);
  }));
  GS_TRY(file, builder.finish());
  return Release{file.path.filename().string(), crypto::to_hex(crypto::view(file.hash)), {}, file.rows, static_cast<std::int64_t>(file.bytes), tokens != nullptr};
}

Result<Release> build_package(Node& node, const std::string& id, const Product& product) {
  GS_TRY(result, load_job_result(node, *product.content.definition.job));
  std::int64_t rows = 0;
  GS_TRY(csv, result_csv(result, rows));
  GS_TRY(key, product_key(node, id, product, "package", true));
  GS_TRY(sealed, crypto::sm4_seal(key, csv, "package:" + id));
  crypto::wipe(key);
  const auto digest = hex_sm3(sealed);
  GS_CHECK(store::write_file_atomic(node.path("shelves") / (digest + ".package"), sealed));
  return Release{digest + ".package", digest, hex_sm3(csv), rows, static_cast<std::int64_t>(sealed.size()), false};
}

void append_cell(std::string& out, const json::value& cell) {
  std::string text;
  if (cell.is_string()) text = cell.get_string();
  else if (!cell.is_null()) text = json::serialize(cell);
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

}  // namespace

crypto::Digest ProductTokens::of_identifier(std::string_view identifier) const { return of_pseudonym(privacy::pseudonym(scenario_, identifier)); }

Result<std::string> product_key(Node& node, const std::string& id, const Product& product, std::string_view role, bool make) {
  const auto name = product_key_name(id);
  const auto gate = gate_of(node, id, product);
  if (make && !node.keyring().exists(name)) {
    GS_CHECK(gate());
    if (auto made = node.keyring().create(name); !made && made.error().code != ErrorCode::state_already_exists) return fail(made.error());
  }
  GS_TRY(key, node.keyring().release(name, gate));
  auto out = derived(key, role);
  crypto::wipe(key);
  return out;
}

Result<std::shared_ptr<const ProductTokens>> product_tokens(Node& node, const std::string& id, const Product& product) {
  GS_TRY(scenario, scenario_key(node, product.content.scenario, *product.content.definition.resource));
  GS_TRY(tokens, product_key(node, id, product, "tokens", true));
  auto out = std::make_shared<const ProductTokens>(scenario, tokens);
  crypto::wipe(scenario);
  crypto::wipe(tokens);
  return out;
}

Result<Release> build_release(Node& node, const std::string& id, const Product& product) {
  return product.content.kind == "package" ? build_package(node, id, product) : build_shelf(node, id, product);
}

Result<std::string> result_csv(const std::string& result_json, std::int64_t& rows) {
  GS_TRY(answer, parse_json(result_json, {.bytes = std::size_t{1} << 28, .depth = 16}));
  std::string out;
  bool first = true;
  for (const auto& column : answer.as_object().at("columns").as_array()) {
    if (!std::exchange(first, false)) out += ',';
    append_cell(out, column.as_object().at("name"));
  }
  out += "\r\n";
  const auto& all = answer.as_object().at("rows").as_array();
  for (const auto& row : all) {
    first = true;
    for (const auto& cell : row.as_array()) {
      if (!std::exchange(first, false)) out += ',';
      append_cell(out, cell);
    }
    out += "\r\n";
  }
  rows = static_cast<std::int64_t>(all.size());
  return out;
}

Result<std::string> open_package(Node& node, const std::string& id, const Product& product) {
  if (!product.release) return fail(ErrorCode::state_not_allowed, "/status", "the product has no release");
  GS_TRY(key, product_key(node, id, product, "package"));
  GS_TRY(sealed, store::read_file(release_path(node, *product.release)));
  if (hex_sm3(sealed) != product.release->digest) return fail(ErrorCode::ledger_corrupt, product.release->file, "the file is not the one the ledger names");
  auto csv = crypto::sm4_open(key, sealed, "package:" + id);
  crypto::wipe(key);
  return csv;
}

fs::path release_path(Node& node, const Release& release) { return node.path("shelves") / release.file; }

namespace {

Result<std::vector<Found<Product>>> products_of(Node& node, const std::string& scenario) {
  std::vector<Found<Product>> out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(all, records.all<ProductSubject>());
    for (auto& p : all)
      if (p.state.content.scenario == scenario) out.push_back(std::move(p));
    return {};
  }));
  return out;
}

}  // namespace

Result<std::vector<fs::path>> product_files(Node& node, const std::string& scenario) {
  GS_TRY(products, products_of(node, scenario));
  std::vector<fs::path> out;
  for (const auto& p : products)
    if (p.state.release && fs::exists(release_path(node, *p.state.release))) out.push_back(release_path(node, *p.state.release));
  return out;
}

Result<std::vector<std::string>> product_keys(Node& node, const std::string& scenario) {
  GS_TRY(products, products_of(node, scenario));
  std::vector<std::string> out;
  for (const auto& p : products)
    if (node.keyring().exists(product_key_name(p.id))) out.push_back(product_key_name(p.id));
  return out;
}

}  // namespace gongshu::app
