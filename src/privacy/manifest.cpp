#include "privacy/manifest.h"

#include <algorithm>

#include "base/record.h"

namespace gongshu::privacy {
namespace {

constexpr std::string_view kOrderDomain = "gongshu-masking-order-v1\n";
constexpr std::string_view kBatchDomain = "gongshu-batch-v1\n";
constexpr JsonLimits kDocumentLimits{16 << 20, 16};  // a manifest of 10^8 rows lists some 4,000 chunks

std::string item(std::string_view list, std::size_t index, std::string_view member = {}) {
  auto at = "/" + std::string(list) + "/" + std::to_string(index);
  return member.empty() ? at : at + "/" + std::string(member);
}

bool numbering_form(std::string_view text) {
  return text.size() == 32 && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

tl::unexpected<Error> bad_order(std::string at, std::string hint) {
  return fail(ErrorCode::input_bad_parameter, std::move(at), std::move(hint));
}
tl::unexpected<Error> bad_manifest(std::string at, std::string hint) {
  return fail(ErrorCode::batch_bad_manifest, std::move(at), std::move(hint));
}

bool names_column(const MaskingOrder& order, std::string_view name) {
  return std::ranges::find(order.columns, name, &ColumnRule::name) != order.columns.end();
}

/// Names: not empty, not hidden, not twice. Returns the index at fault, or the size.
template <class List>
std::size_t bad_name(const List& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& name = columns[i].name;
    const auto first = std::ranges::find(columns, name, [](const auto& c) { return c.name; });
    if (name.empty() || name[0] == '_' || static_cast<std::size_t>(first - columns.begin()) != i) return i;
  }
  return columns.size();
}

Status check_columns(const MaskingOrder& order) {
  if (order.columns.empty()) return bad_order("/columns", "an order names at least one column");
  if (const auto i = bad_name(order.columns); i < order.columns.size())
    return bad_order(item("columns", i, "name"), "column names are not empty, occur once and do not begin with _");
  for (std::size_t i = 0; i < order.columns.size(); ++i)
    if (auto status = check_rule(order.columns[i]); !status) {
      auto error = std::move(status).error();
      const auto slash = error.at.find('/', order.columns[i].name.size());
      error.at = item("columns", i, slash == std::string::npos ? "technique" : "params" + error.at.substr(slash));
      return fail(std::move(error));
    }
  return {};
}

Status check_keys(const MaskingOrder& order) {
  if (order.population.empty() != order.entity_key.empty())
    return bad_order("/entity_key", "a population and its entity key go together");
  if (!order.population.empty() && !population_name(order.population))
    return bad_order("/population", "1 to 64 of a-z, 0-9 and _");
  if (!order.entity_key.empty() && !names_column(order, order.entity_key))
    return bad_order("/entity_key", "must be one of the order's columns (it may be suppressed)");
  for (std::size_t i = 0; i < order.row_key.size(); ++i)
    if (!names_column(order, order.row_key[i])) return bad_order(item("row_key", i), "must be one of the order's columns");
  return {};
}

Status check_draws(const MaskingOrder& order) {
  if (!order.entity_key.empty() || !order.row_key.empty()) return {};
  for (std::size_t i = 0; i < order.columns.size(); ++i)
    if (needs_entity(order.columns[i].technique))
      return bad_order(item("columns", i, "technique"),
                       "shift and noise are drawn for an entity: name an entity key or a row key");
  return {};
}

Status check_consent(const MaskingOrder& order) {
  if (!order.consent) return {};
  const auto found = std::ranges::find(order.columns, order.consent->column, &ColumnRule::name);
  if (found == order.columns.end())
    return bad_order("/consent/column", "must be one of the order's columns (it may be suppressed)");
  if (found->type != ColumnType::boolean && found->type != ColumnType::date)
    return bad_order("/consent/column", "a boolean column, or a date: the last day of the consent");
  if (!order.consent->scenarios) return {};
  const auto scope = std::ranges::find(order.columns, *order.consent->scenarios, &ColumnRule::name);
  if (scope == order.columns.end() || scope->type != ColumnType::text)
    return bad_order("/consent/scenarios", "a text column of the order (it may be suppressed): the scenarios consented to");
  return {};
}

Status check_risk(const BatchManifest& manifest) {
  if (!manifest.risk) return {};
  const auto& r = *manifest.risk;
  if (r.method != kRiskMethod) return bad_manifest("/risk/method", "unknown way of measuring");
  if (r.unit != "rows" && r.unit != "entities") return bad_manifest("/risk/unit", "rows or entities");
  for (const auto value :
       {r.k_before, r.k_after, r.classes_before, r.classes_after, r.l_before.value_or(0), r.l_after.value_or(0)})
    if (value < 0 || value > manifest.rows) return bad_manifest("/risk", "counts lie between 0 and the rows");
  for (const auto value : {r.unique_before, r.unique_after, r.t_before.value_or(0), r.t_after.value_or(0)})
    if (value < 0 || value > 1'000'000) return bad_manifest("/risk", "shares lie between 0 and 1,000,000 parts per million");
  if (r.grade_estimate != estimate_grade(false, r.k_after))
    return bad_manifest("/risk/grade_estimate", "does not follow from the smallest class");
  return {};
}

Status check_chunks(const BatchManifest& manifest) {
  std::int64_t rows = 0;
  for (std::size_t i = 0; i < manifest.chunks.size(); ++i) {
    const auto& chunk = manifest.chunks[i];
    if (chunk.index != static_cast<std::int64_t>(i))
      return bad_manifest(item("chunks", i, "index"), "indexes run from 0 without gaps");
    if (chunk.bytes < 1 || chunk.bytes > kChunkBytes) return bad_manifest(item("chunks", i, "bytes"), "1 byte to 4 MiB");
    if (chunk.rows < 0 || chunk.rows > kChunkBytes) return bad_manifest(item("chunks", i, "rows"), "out of range");
    const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (chunk.sm3.size() != 64 || !std::ranges::all_of(chunk.sm3, hex))
      return bad_manifest(item("chunks", i, "sm3"), "64 lower-case hexadecimal characters");
    rows += chunk.rows;
  }
  if (manifest.chunks.empty())
    return bad_manifest("/chunks", "a batch has at least one chunk (a header row when it has no rows)");
  if (rows != manifest.rows) return bad_manifest("/rows", "must be the sum over the chunks");
  return {};
}

template <class T>
Result<SignedDocument> sign_document(const T& value, const crypto::Sm2PrivateKey& key) {
  GS_TRY(bytes, signing_bytes(value));
  GS_TRY(signature, key.sign(bytes));
  GS_TRY(document, canonical(write(value)));
  return SignedDocument{std::move(document), crypto::to_base64(signature)};
}

/// The document must be the canonical form of what it says, so that one content has one signature and one hash.
template <class T>
Result<T> verify_document(const SignedDocument& signed_document, std::string_view domain, const crypto::Sm2PublicKey& key) {
  GS_TRY(signature, crypto::from_base64(signed_document.signature));
  if (!key.verify(std::string(domain) + signed_document.document, signature))
    return fail(ErrorCode::crypto_bad_signature, {}, "the document was changed, or another key signed it");
  GS_TRY(value, parse_json(signed_document.document, kDocumentLimits));
  GS_TRY(out, read<T>(value));
  GS_TRY(again, canonical(write(out)));
  if (again != signed_document.document) return fail(ErrorCode::input_bad_json, {}, "not in canonical form (RFC 8785)");
  return out;
}

}  // namespace

Status check_order(const MaskingOrder& order) {
  if (order.order_id.empty()) return bad_order("/order_id", "must not be empty");
  if (order.scenario_id.empty()) return bad_order("/scenario_id", "must not be empty");
  if (order.resource_id.empty()) return bad_order("/resource_id", "must not be empty");
  if (order.rule_version != kRuleVersion) return bad_order("/rule_version", "this program masks by " + std::string(kRuleVersion));
  GS_CHECK(check_columns(order));
  GS_CHECK(check_keys(order));
  GS_CHECK(check_draws(order));
  return check_consent(order);
}

std::vector<std::size_t> identifying_columns(const MaskingOrder& order) {
  const auto index = [&](const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(order.columns, name, &ColumnRule::name) - order.columns.begin());
  };
  if (!order.entity_key.empty()) return {index(order.entity_key)};
  std::vector<std::size_t> out;
  for (const auto& name : order.row_key) out.push_back(index(name));
  return out;
}

bool population_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

Status check_manifest(const BatchManifest& manifest) {
  if (manifest.batch_id.empty()) return bad_manifest("/batch_id", "must not be empty");
  if (manifest.rule_version != kRuleVersion) return bad_manifest("/rule_version", "unknown version");
  if (manifest.columns.empty()) return bad_manifest("/columns", "a batch has at least one visible column");
  if (const auto i = bad_name(manifest.columns); i < manifest.columns.size())
    return bad_manifest(item("columns", i, "name"), "column names are not empty, occur once and do not begin with _");
  if (manifest.entity_column != (manifest.population.empty() ? std::string_view() : kEntityColumn))
    return bad_manifest("/entity_column", "stands exactly where there is a population");
  if (manifest.numbering.has_value() == manifest.population.empty() || (manifest.numbering && !numbering_form(*manifest.numbering)))
    return bad_manifest("/numbering", "32 hexadecimal characters, exactly where there is a population");
  if (manifest.entities < 0 || manifest.entities > manifest.rows || (manifest.population.empty() && manifest.entities != 0))
    return bad_manifest("/entities", "at most one for each row; 0 without a population");
  GS_CHECK(check_risk(manifest));
  if (manifest.consent && manifest.consent->rows_without < 0) return bad_manifest("/consent/rows_without", "0 or more");
  return check_chunks(manifest);
}

Status check_answer(const BatchManifest& manifest, const MaskingOrder& order) {
  if (manifest.order_id != order.order_id) return bad_manifest("/order_id", "answers another order");
  if (manifest.scenario_id != order.scenario_id) return bad_manifest("/scenario_id", "is another scenario's");
  if (manifest.resource_id != order.resource_id) return bad_manifest("/resource_id", "is another resource's");
  if (manifest.population != order.population) return bad_manifest("/population", "is not the order's");
  if (manifest.rule_version != order.rule_version) return bad_manifest("/rule_version", "is not the order's");
  if (manifest.source_key_fingerprint != order.source_key_fingerprint)
    return bad_manifest("/source_key_fingerprint", "the order went to another source");
  if ((manifest.consent ? manifest.consent->column : "") != (order.consent ? order.consent->column : ""))
    return bad_manifest("/consent", "rows are filtered by consent exactly as the order says");
  const auto measured = [](const ColumnRule& rule) {
    return rule.identity == Identity::quasi || rule.identity == Identity::sensitive;
  };
  if (manifest.risk.has_value() != std::ranges::any_of(order.columns, measured))
    return bad_manifest("/risk", "stands exactly where the order names quasi-identifiers or sensitive columns");
  std::vector<MaskedColumn> due;
  for (const auto& rule : order.columns)
    if (const auto type = masked_type(rule)) due.push_back({rule.name, *type, rule.technique, rule.grade, rule.identity});
  for (std::size_t i = 0; i < std::max(due.size(), manifest.columns.size()); ++i)
    if (i >= due.size() || i >= manifest.columns.size() || write(due[i]) != write(manifest.columns[i]))
      return bad_manifest(item("columns", i), "is not what the order asks for");
  return {};
}

Result<std::string> signing_bytes(const MaskingOrder& order) {
  GS_TRY(text, canonical(write(order)));
  return std::string(kOrderDomain) + text;
}

Result<std::string> signing_bytes(const BatchManifest& manifest) {
  GS_TRY(text, canonical(write(manifest)));
  return std::string(kBatchDomain) + text;
}

Result<SignedDocument> sign(const MaskingOrder& order, const crypto::Sm2PrivateKey& node_key) {
  GS_CHECK(check_order(order));
  return sign_document(order, node_key);
}

Result<SignedDocument> sign(const BatchManifest& manifest, const crypto::Sm2PrivateKey& source_key) {
  GS_CHECK(check_manifest(manifest));
  return sign_document(manifest, source_key);
}

Result<MaskingOrder> verify_order(const SignedDocument& signed_order, const crypto::Sm2PublicKey& node_key) {
  GS_TRY(order, verify_document<MaskingOrder>(signed_order, kOrderDomain, node_key));
  GS_CHECK(check_order(order));
  return order;
}

Result<BatchManifest> verify_manifest(const SignedDocument& signed_manifest, const crypto::Sm2PublicKey& source_key) {
  GS_TRY(manifest, verify_document<BatchManifest>(signed_manifest, kBatchDomain, source_key));
  GS_CHECK(check_manifest(manifest));
  if (manifest.source_key_fingerprint != source_key.fingerprint())
    return bad_manifest("/source_key_fingerprint", "is not the signing key's");
  return manifest;
}

std::vector<std::string> chunk_header(const BatchManifest& manifest) {
  std::vector<std::string> names;
  for (const auto& column : manifest.columns) names.push_back(column.name);
  if (!manifest.entity_column.empty()) names.push_back(manifest.entity_column);
  return names;
}

Schema chunk_schema(const BatchManifest& manifest) {
  Schema schema;
  for (const auto& column : manifest.columns) schema.columns.push_back({column.name, column.type, true});
  if (!manifest.entity_column.empty()) schema.columns.push_back({manifest.entity_column, ColumnType::integer, false});
  return schema;
}

namespace {
tl::unexpected<Error> bad_chunk(std::int64_t index, const std::string& where, std::string hint) {
  const auto at = "chunk " + std::to_string(index);
  return fail(ErrorCode::batch_bad_chunk, where.empty() ? at : at + " " + where, std::move(hint));
}

/// Errors of the sink pass unchanged.
Status check_rows(const BatchManifest& manifest, const Chunk& chunk, TableReader& table, const RowSink& sink) {
  const auto inside = [&](const Error& error) { return bad_chunk(chunk.index, error.at, error.hint); };
  if (auto status = table.open(); !status) return inside(status.error());
  if (table.header() != chunk_header(manifest)) return bad_chunk(chunk.index, "row 1", "the header is not the manifest's");
  std::int64_t rows = 0;
  for (;; ++rows) {
    const auto more = table.next();
    if (!more) return inside(more.error());
    if (!*more) break;
    const auto cells = table.cells();
    if (!manifest.entity_column.empty() && (cells.back()[0] == '-' || cells.back()[0] == '0'))
      return inside(table.fault(cells.size() - 1, "entity ordinals are 1 or more"));
    if (sink) GS_CHECK(sink(cells));
  }
  if (rows != chunk.rows) return bad_chunk(chunk.index, {}, "the number of rows is not the manifest's");
  return {};
}
}  // namespace

Status check_chunk(const BatchManifest& manifest, std::int64_t index, std::string_view bytes, const RowSink& sink) {
  if (index < 0 || index >= static_cast<std::int64_t>(manifest.chunks.size()))
    return bad_chunk(index, {}, "the manifest has no such chunk");
  const auto& chunk = manifest.chunks[static_cast<std::size_t>(index)];
  if (static_cast<std::int64_t>(bytes.size()) != chunk.bytes) return bad_chunk(index, {}, "the size is not the manifest's");
  if (crypto::to_hex(crypto::view(crypto::sm3(bytes))) != chunk.sm3)
    return bad_chunk(index, {}, "the SM3 digest is not the manifest's");
  ViewStream stream(bytes);
  TableReader table(stream, chunk_schema(manifest));
  return check_rows(manifest, chunk, table, sink);
}

}  // namespace gongshu::privacy
