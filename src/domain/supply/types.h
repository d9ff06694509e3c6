// Supply: the source's key, the order that says how to mask, the batch that came. None of them holds a value of the data.
#pragma once
#include "domain/kernel/subject.h"
#include "domain/supply/commands.gen.h"
#include "domain/supply/states.h"

namespace gongshu::domain::supply {

struct SourceKey {
  KeyStatus status{};
  std::string org, registered_by, name;
  std::string public_key_pem, fingerprint;
  std::optional<std::string> reason;  ///< of the revocation
};
BOOST_DESCRIBE_STRUCT(SourceKey, (), (status, org, registered_by, name, public_key_pem, fingerprint, reason))

/// A visible column after masking; the words are those of the batch format (docs/formats/batch.md).
struct SuppliedColumn {
  std::string name, type, technique, grade, identity;
};
BOOST_DESCRIBE_STRUCT(SuppliedColumn, (), (name, type, technique, grade, identity))

/// The signed document lies beside the ledger (orders/<id>.json): it carries the scenario key sealed to the source, and an exit
/// deletes it. The ledger keeps its digest.
struct Order {
  OrderStatus status{};
  std::string scenario, resource, agency, provider, issued_by;
  std::string source_key, fingerprint;
  std::string population;  ///< empty when the rows are about nobody
  std::vector<SuppliedColumn> columns;
  std::string digest;                 ///< SM3 of the document, hex
  std::optional<std::string> reason;  ///< of the withdrawal
  std::optional<std::string> rule_version, consent_column, consent_scenarios;
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (status, scenario, resource, agency, provider, issued_by, source_key, fingerprint, population, columns, digest, reason, rule_version,
                       consent_column, consent_scenarios))

struct RawColumn {
  std::string column, kind;
};
BOOST_DESCRIBE_STRUCT(RawColumn, (), (column, kind))

/// What the source measured (docs/formats/batch.md); the platform counted k and the classes after masking again.
struct RiskFigures {
  std::string method, unit;
  std::int64_t k_before = 0, k_after = 0, unique_before = 0, unique_after = 0, classes_before = 0, classes_after = 0;
  std::optional<std::int64_t> l_before, l_after, t_before, t_after;
  std::int64_t grade_estimate = 0;  ///< of GB/T 42460, our own
  std::string grade_basis;
};
BOOST_DESCRIBE_STRUCT(RiskFigures, (),
                      (method, unit, k_before, k_after, unique_before, unique_after, classes_before, classes_after, l_before, l_after, t_before, t_after,
                       grade_estimate, grade_basis))

struct ConsentFigures {
  std::string column;
  std::int64_t rows_without = 0;
};
BOOST_DESCRIBE_STRUCT(ConsentFigures, (), (column, rows_without))

/// Chunks lie sealed in batches/<id>/NNNNNNN; the manifest in batches/<id>/manifest.json.
struct Batch {
  BatchStatus status{};
  std::string order, scenario, resource, agency, provider, operator_org, announced_by;
  std::string source_batch, manifest_digest;  ///< SM3 of the manifest document, hex
  std::int64_t rows = 0, entities = 0, chunks = 0, bytes = 0;
  std::string population;
  std::vector<SuppliedColumn> columns;
  std::optional<std::string> label;  ///< "synthetic" when the rows are about nobody
  std::optional<std::string> fault;  ///< code of the refusal
  std::vector<RawColumn> findings;
  std::optional<std::string> rule_version;
  std::optional<RiskFigures> risk;        ///< none when no column is a quasi-identifier or sensitive
  std::optional<ConsentFigures> consent;  ///< where the order filters rows by consent
  std::optional<std::string> numbering;   ///< of the population, as the manifest names it; all sources of a population share one
};
BOOST_DESCRIBE_STRUCT(Batch, (),
                      (status, order, scenario, resource, agency, provider, operator_org, announced_by, source_batch, manifest_digest, rows, entities,
                       chunks, bytes, population, columns, label, fault, findings, rule_version, risk, consent, numbering))

inline std::string status_of(const SourceKey& k) { return std::string(name_of(k.status)); }
inline std::set<std::string> parties_of(const SourceKey& k) { return {k.org}; }
inline std::string status_of(const Order& o) { return std::string(name_of(o.status)); }
inline std::set<std::string> parties_of(const Order& o) { return {o.agency, o.provider}; }
inline std::string status_of(const Batch& b) { return std::string(name_of(b.status)); }
inline std::set<std::string> parties_of(const Batch& b) { return {b.agency, b.provider, b.operator_org}; }
inline std::vector<Todo> todos_of(const Batch& b) {
  return b.status == BatchStatus::announced ? std::vector<Todo>{{"push", {}, b.provider, {}}} : std::vector<Todo>{};
}

}  // namespace gongshu::domain::supply
