#pragma once
#include "domain/supply/types.h"

namespace gongshu::domain::supply {

struct KeyRegistered {
  static constexpr std::string_view kType = "supply.key_registered";
  std::string name, public_key_pem, fingerprint;
};
BOOST_DESCRIBE_STRUCT(KeyRegistered, (), (name, public_key_pem, fingerprint))

struct KeyRevoked {
  static constexpr std::string_view kType = "supply.key_revoked";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(KeyRevoked, (), (reason))

struct OrderIssued {
  static constexpr std::string_view kType = "supply.order_issued";
  Order order;
};
BOOST_DESCRIBE_STRUCT(OrderIssued, (), (order))

struct OrderWithdrawn {
  static constexpr std::string_view kType = "supply.order_withdrawn";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(OrderWithdrawn, (), (reason))

struct BatchAnnounced {
  static constexpr std::string_view kType = "supply.batch_announced";
  Batch batch;
};
BOOST_DESCRIBE_STRUCT(BatchAnnounced, (), (batch))

struct BatchAccepted {
  static constexpr std::string_view kType = "supply.batch_accepted";
};
BOOST_DESCRIBE_STRUCT(BatchAccepted, (), ())

struct BatchRefused {
  static constexpr std::string_view kType = "supply.batch_refused";
  std::string fault;  ///< error code
  std::vector<RawColumn> findings;
};
BOOST_DESCRIBE_STRUCT(BatchRefused, (), (fault, findings))

struct BatchReplaced {
  static constexpr std::string_view kType = "supply.batch_replaced";
  std::string by;  ///< the batch accepted in its place
};
BOOST_DESCRIBE_STRUCT(BatchReplaced, (), (by))

struct SourceKeySubject {
  static constexpr std::string_view kKind = "source_key";
  static constexpr std::string_view kPrefix = "src";
  using State = SourceKey;
  using Event = std::variant<KeyRegistered, KeyRevoked>;
  static void evolve(State&, const Event&, const EventMeta&);
};
struct OrderSubject {
  static constexpr std::string_view kKind = "masking_order";
  static constexpr std::string_view kPrefix = "ord";
  using State = Order;
  using Event = std::variant<OrderIssued, OrderWithdrawn>;
  static void evolve(State&, const Event&, const EventMeta&);
};
struct BatchSubject {
  static constexpr std::string_view kKind = "batch";
  static constexpr std::string_view kPrefix = "bat";
  using State = Batch;
  using Event = std::variant<BatchAnnounced, BatchAccepted, BatchRefused, BatchReplaced>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using KeyEvents = std::vector<SourceKeySubject::Event>;
using OrderEvents = std::vector<OrderSubject::Event>;
using BatchEvents = std::vector<BatchSubject::Event>;

}  // namespace gongshu::domain::supply
