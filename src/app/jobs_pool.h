// Places for queries: so many run, so many wait, and analysts take turns, so that one with many jobs does not starve the others.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "base/result.h"

namespace gongshu::app {

/// Waiting is done on the caller's thread, a worker of the server: places and waiting room together stay below the number of
/// workers, so that other operations go on. Thread-safe.
class QueryPool {
 public:
  struct Limits {
    int running = 2;                             ///< at once, over all people
    int running_each = 1;                        ///< of one person
    int waiting = 4;                             ///< over all people
    int waiting_each = 2;                        ///< of one person
    std::chrono::milliseconds patience{60'000};  ///< longest wait
  };
  struct Counts {
    int running = 0, waiting = 0;
    std::int64_t entered = 0, refused = 0;
  };

  /// A place; free again when it is destroyed. The pool outlives it.
  class Place {
   public:
    Place(Place&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), person_(std::move(other.person_)) {}
    Place& operator=(Place&&) = delete;
    ~Place();

   private:
    friend class QueryPool;
    Place(QueryPool* pool, std::string person) : pool_(pool), person_(std::move(person)) {}
    QueryPool* pool_;
    std::string person_;
  };

  QueryPool() = default;
  explicit QueryPool(Limits limits) : limits_(limits) {}

  /// A free place goes to whoever has the fewest running, then to whoever was served the longest time ago, then in the order of
  /// arrival. Error http.overloaded: the waiting room is full, this person waits as often as may be, or patience ran out.
  Result<Place> enter(const std::string& person);
  Counts counts() const;

 private:
  struct Waiter {
    const std::string* person;
    bool called = false;
  };
  struct Person {
    int running = 0, waiting = 0;
    std::int64_t served = 0;  ///< turn of the last place
  };
  void call_next();
  void leave(const std::string& person);

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Limits limits_;
  std::list<Waiter> waiters_;
  std::map<std::string, Person> people_;  ///< by person id; everybody who ever entered: as many as there are analysts
  int running_ = 0;
  std::int64_t turn_ = 0, refused_ = 0;
};

}  // namespace gongshu::app
