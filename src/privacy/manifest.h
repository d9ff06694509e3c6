// What the platform orders from a source and what the source answers: masking order and batch manifest, their canonical bytes,
// their SM2 signatures, the checks of a chunk. Shared by both sides; formats in docs/formats/batch.md.
#pragma once
#include <boost/describe.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/sm2.h"
#include "privacy/masking.h"
#include "privacy/risk.h"

namespace gongshu::privacy {

/// Name of the hidden column with the entity ordinal; no column of an order may begin with '_'.
inline constexpr std::string_view kEntityColumn = "_entity";
/// Upper bound of one chunk in bytes.
inline constexpr std::int64_t kChunkBytes = 4 << 20;

/// Rows whose entity did not consent stay at the source. The raw column says so: boolean, true = consents; or a date, the last
/// day of the consent, which counts when it is not before the day the order was issued (China Standard Time). An empty cell is no
/// consent.
///
/// `scenarios`, where it is given, is a raw text column with the ids of the scenarios that the consent is for, apart by white space:
/// a consent to another scenario is none for this one.
struct ConsentFilter {
  std::string column;
  std::optional<std::string> scenarios{};
};
BOOST_DESCRIBE_STRUCT(ConsentFilter, (), (column, scenarios))

/// The platform node tells one source how to mask one resource for one scenario. Signed by the node.
struct MaskingOrder {
  std::string order_id;
  std::string scenario_id;
  std::string resource_id;
  std::vector<ColumnRule> columns;     ///< raw columns that may be supplied; any other column is dropped
  std::string scenario_key_sealed;     ///< base64 of SM2(source public key, scenario key)
  std::string population;              ///< protected population, [a-z0-9_]{1,64}; empty when the rows are about nobody
  std::string entity_key;              ///< raw column that identifies the entity inside the population; empty with it
  std::vector<std::string> row_key;    ///< raw columns that identify a row; may be empty
  std::string rule_version;            ///< kRuleVersion
  std::string source_key_fingerprint;  ///< the source this order is for
  Instant issued_at = 0;
  std::optional<ConsentFilter> consent;  ///< rows without consent are left out and counted
};
BOOST_DESCRIBE_STRUCT(MaskingOrder, (),
                      (order_id, scenario_id, resource_id, columns, scenario_key_sealed, population, entity_key, row_key,
                       rule_version, source_key_fingerprint, issued_at, consent))

struct MaskedColumn {
  std::string name;
  ColumnType type{};
  Technique technique{};
  Grade grade{};
  Identity identity{};
};
BOOST_DESCRIBE_STRUCT(MaskedColumn, (), (name, type, technique, grade, identity))

struct Chunk {
  std::int64_t index = 0;  ///< from 0, without gaps
  std::int64_t bytes = 0;  ///< ≤ kChunkBytes
  std::int64_t rows = 0;   ///< without the header row
  std::string sm3;         ///< 64 lower-case hexadecimal characters
};
BOOST_DESCRIBE_STRUCT(Chunk, (), (index, bytes, rows, sm3))

/// Measured by the source over the supplied rows, before and after masking (privacy/risk.h); shares in parts per million. l and t
/// are absent when the order names no sensitive column or there are too many values to count.
struct BatchRisk {
  std::string method;  ///< kRiskMethod
  std::string unit;    ///< "entities" | "rows": what k counts
  std::int64_t k_before = 0, k_after = 0;
  std::int64_t unique_before = 0, unique_after = 0;
  std::int64_t classes_before = 0, classes_after = 0;
  std::optional<std::int64_t> l_before, l_after;
  std::optional<std::int64_t> t_before, t_after;
  std::int64_t grade_estimate = 0;  ///< of GB/T 42460, 1 to 4: the product's own estimate, not an assessment
};
BOOST_DESCRIBE_STRUCT(BatchRisk, (),
                      (method, unit, k_before, k_after, unique_before, unique_after, classes_before, classes_after, l_before,
                       l_after, t_before, t_after, grade_estimate))

struct ConsentCount {
  std::string column;
  std::int64_t rows_without = 0;  ///< raw rows left out for lack of consent
};
BOOST_DESCRIBE_STRUCT(ConsentCount, (), (column, rows_without))

/// Describes a masked batch. Each chunk is a CSV of its own: header row, then rows; the hidden ordinal is the last column.
struct BatchManifest {
  std::string batch_id;
  std::string order_id;
  std::string scenario_id;
  std::string resource_id;
  std::int64_t rows = 0;
  std::vector<MaskedColumn> columns;  ///< visible columns, in the order of the chunks
  std::string population;
  std::string entity_column;  ///< kEntityColumn, or empty when the order names no population
  std::int64_t entities = 0;  ///< distinct entities in the batch; 0 without a population
  std::vector<Chunk> chunks;
  std::string rule_version;
  Instant masked_at = 0;
  std::string source_key_fingerprint;
  std::optional<BatchRisk> risk;        ///< absent when the order names no quasi-identifier
  std::optional<std::string> label;     ///< "synthetic" when the rows are not about anybody
  std::vector<std::string> dropped;     ///< raw columns the order did not cover or suppressed
  std::optional<ConsentCount> consent;  ///< stands exactly where the order filters by consent
  std::optional<std::string> numbering;  ///< which numbering of the population the ordinals are of: 32 hexadecimal characters; with it only
};
BOOST_DESCRIBE_STRUCT(BatchManifest, (),
                      (batch_id, order_id, scenario_id, resource_id, rows, columns, population, entity_column, entities, chunks,
                       rule_version, masked_at, source_key_fingerprint, risk, label, dropped, consent, numbering))

/// Consistency of an order: ids present, columns named once and not with '_', entity key and row key among the columns, rules as
/// check_rule, the rule version known. Errors: input.bad_parameter, rule.not_masked, …, with `at` as a JSON Pointer into the
/// order.
Status check_order(const MaskingOrder& order);
/// Consistency of a manifest with itself (sums, indexes, sizes, names) and, with an order, that it is an answer to exactly that
/// order. Errors: batch.bad_manifest with `at` as a JSON Pointer.
Status check_manifest(const BatchManifest& manifest);
Status check_answer(const BatchManifest& manifest, const MaskingOrder& order);

/// 1 to 64 of a-z, 0-9 and _; it becomes a file name.
bool population_name(std::string_view name);

/// Indexes of the raw columns that identify the entity behind a row: the entity key, else the row key.
std::vector<std::size_t> identifying_columns(const MaskingOrder& order);

/// What is signed: a domain line, then RFC 8785 JSON of the struct.
Result<std::string> signing_bytes(const MaskingOrder& order);
Result<std::string> signing_bytes(const BatchManifest& manifest);

/// A document as it travels: the canonical JSON and the base64 of the DER signature over signing_bytes.
struct SignedDocument {
  std::string document;
  std::string signature;
};
BOOST_DESCRIBE_STRUCT(SignedDocument, (), (document, signature))

Result<SignedDocument> sign(const MaskingOrder& order, const crypto::Sm2PrivateKey& node_key);
Result<SignedDocument> sign(const BatchManifest& manifest, const crypto::Sm2PrivateKey& source_key);

/// Checks signature first, then form and consistency. Errors: crypto.bad_signature, input.*, batch.bad_manifest.
Result<MaskingOrder> verify_order(const SignedDocument& signed_order, const crypto::Sm2PublicKey& node_key);
Result<BatchManifest> verify_manifest(const SignedDocument& signed_manifest, const crypto::Sm2PublicKey& source_key);

/// Header row of every chunk of the batch, ordinal column included.
std::vector<std::string> chunk_header(const BatchManifest& manifest);
/// Schema of the chunks for TableReader (no key).
Schema chunk_schema(const BatchManifest& manifest);

/// Receives the platform's side of a chunk: size and SM3 as the manifest says, CSV of the right columns and types, row count
/// right; feeds every row to `sink` (visible cells then ordinal) when given. Errors: batch.bad_chunk (at = "chunk N" or "chunk N
/// row R column C …").
using RowSink = std::function<Status(Cells)>;
Status check_chunk(const BatchManifest& manifest, std::int64_t index, std::string_view bytes, const RowSink& sink = {});

}  // namespace gongshu::privacy
