// One dense numbering of a protected population (design section 7): equal for the same identifier in every resource, scenario and
// run of this source. Ordinals start at 1 and are never reused. What is stored is HMAC-SM3 of the identifier under the
// population's own key, so that the database alone tells nobody's number.
#pragma once
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/hash.h"
#include "store/database.h"

namespace gongshu::source {

/// Makes or updates the tables. Errors: those of store::migrate.
Status prepare_population_store(store::Database& db, Instant now);

/// A population in memory: 40 bytes an entity. Not thread-safe but for identify(); the database must outlive it.
class Population {
 public:
  /// Reads the numbering, makes the key file `keys/population_<name>.key` for a new population.
  /// Errors: crypto.bad_key (the key file is damaged), crypto.key_missing (entities but no key), store.failed.
  static Result<Population> open(store::Database& db, const std::filesystem::path& keys, std::string name);

  /// HMAC-SM3 of an identifier under the population's key, cut to 16 bytes.
  struct Id {
    std::array<unsigned char, 16> bytes;
    friend bool operator==(const Id&, const Id&) = default;
    friend std::size_t hash_value(const Id& id) {
      std::size_t h;  // the bytes are an HMAC: any eight of them are a hash
      std::memcpy(&h, id.bytes.data(), sizeof h);
      return h;
    }
  };
  /// `identifier` is in normal form and not empty. Safe in several threads at once.
  Id identify(std::string_view identifier) const;
  /// The entity's ordinal, a new one when it has none.
  std::uint64_t ordinal(const Id& id);
  /// Entities numbered so far, new ones included.
  std::uint64_t size() const { return ordinals_.size(); }
  /// Makes the new ordinals durable, all in one transaction.
  Status save();

 private:
  Population(store::Database& db, std::string name, std::string_view key) : db_(&db), name_(std::move(name)), hmac_(key) {}
  Status load();

  store::Database* db_;
  std::string name_;
  crypto::HmacSm3 hmac_;
  boost::unordered_flat_map<Id, std::uint64_t> ordinals_;
  std::string fresh_;  ///< ids of ordinals not saved yet, 16 bytes each
  std::uint64_t saved_ = 0;
};

}  // namespace gongshu::source
