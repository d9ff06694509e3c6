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
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (status, scenario, resource, agency, provider, issued_by, source_key, fingerprint, population, columns, digest, reason))

struct RawColumn {
  std::string column, kind;
};
BOOST_DESCRIBE_STRUCT(RawColumn, (), (column, kind))

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
};
BOOST_DESCRIBE_STRUCT(Batch, (),
                      (status, order, scenario, resource, agency, provider, operator_org, announced_by, source_batch, manifest_digest, rows, entities,
                       chunks, bytes, population, columns, label, fault, findings))

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
