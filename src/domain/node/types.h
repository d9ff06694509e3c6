// The node's own record: which packs and calendars it runs, what was settled between two packs, under whose authority it went on
// after a pack expired. One record, "node/rules".
#pragma once
#include "domain/kernel/subject.h"

namespace gongshu::domain::node {

struct PackInForce {
  std::string id, status;
  std::string digest;                  ///< SM3 over the pack's folder, hex (app/pack_seal.h)
  std::optional<std::string> signer;   ///< whose signature it carried; absent: unsigned
  std::optional<bool> trusted;         ///< true when the signature was checked with a key the node trusts
  std::optional<std::string> expires;  ///< last day in force, YYYY-MM-DD
};
BOOST_DESCRIBE_STRUCT(PackInForce, (), (id, status, digest, signer, trusted, expires))

/// What decisions are made under: the local pack first, an overlay behind it, the base last.
struct RulesInForce {
  std::vector<PackInForce> packs;
  std::optional<std::string> overlay;
  std::string calendar;             ///< SM3 over the calendars, hex
  std::vector<std::int64_t> years;  ///< that have a calendar
  friend bool operator==(const RulesInForce& a, const RulesInForce& b) { return write(a) == write(b); }
};
BOOST_DESCRIBE_STRUCT(RulesInForce, (), (packs, overlay, calendar, years))

/// How a clash between the local pack and the overlay was settled: whose rule prevails, what holds in words, and the decision
/// behind it. A pack is changed by its authors and never by a decision: where the overlay prevails, the local pack has to follow,
/// and the node warns until it says what the overlay says (then the two do not clash any more).
struct Settlement {
  std::string topic, local,
      overlay;  ///< as the packs said it when it was settled; a pack that says something else later clashes anew
  std::optional<std::string> prevails;  ///< local | overlay; absent in records older than the choice, which stand for local
  std::string holds;
  std::string decision, number;  ///< outside decision, and its document number
  std::string person;
  std::int64_t time = 0;
};
BOOST_DESCRIBE_STRUCT(Settlement, (), (topic, local, overlay, prevails, holds, decision, number, person, time))

/// Under whose authority decisions go on although a pack has expired.
struct Continuation {
  std::string pack, expired;  ///< last day it was in force
  std::string decision, number, person;
  std::int64_t time = 0;
};
BOOST_DESCRIBE_STRUCT(Continuation, (), (pack, expired, decision, number, person, time))

struct NodeRules {
  RulesInForce current;
  std::int64_t loads = 0;   ///< how often rules were loaded first or changed
  std::int64_t loaded = 0;  ///< Instant of the last time
  std::vector<Settlement> settled;
  std::vector<Continuation> continued;
};
BOOST_DESCRIBE_STRUCT(NodeRules, (), (current, loads, loaded, settled, continued))

inline bool is_public(const NodeRules&) { return true; }
inline std::string status_of(const NodeRules&) { return "in_force"; }

inline constexpr const char* kRecord = "rules";                ///< id of the one record
inline constexpr const char* kDecisionSubject = "node/rules";  ///< what outside decisions about it name

}  // namespace gongshu::domain::node
