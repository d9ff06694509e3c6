#include "engine/entity_sample.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace gongshu::engine {
namespace {

constexpr std::int64_t kFree =
    std::numeric_limits<std::int64_t>::min();  // an empty slot; as an entity it counts as its neighbour

struct Budget {
  std::int64_t most = 0;
  std::atomic<std::int64_t> used = 0;
};

/// Lives in memory of DuckDB, which moves it about: no destructor, no pointers into itself.
struct State {
  Budget* budget;
  std::int64_t* slots;  ///< open addressing, at most half full; null when empty and when full
  std::uint32_t size, count;
  bool full, failed;
};

std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

Budget& budget_of(duckdb_function_info info) { return *static_cast<Budget*>(duckdb_aggregate_function_get_extra_info(info)); }
State& state_of(duckdb_aggregate_state state) { return *reinterpret_cast<State*>(state); }

void release(State& s) {
  if (s.slots) s.budget->used -= static_cast<std::int64_t>(s.size * sizeof(std::int64_t));
  std::free(s.slots);
  s.slots = nullptr;
  s.size = s.count = 0;
}

/// Puts `entity` where it belongs; true when it was not there.
bool put(std::int64_t* slots, std::uint32_t size, std::int64_t entity) {
  auto at = mixed(static_cast<std::uint64_t>(entity));
  for (; slots[at & (size - 1)] != kFree; ++at)
    if (slots[at & (size - 1)] == entity) return false;
  slots[at & (size - 1)] = entity;
  return true;
}

bool grow(State& s) {
  const auto size = s.size == 0 ? 4 : s.size * 2;
  const auto bytes = static_cast<std::int64_t>(size * sizeof(std::int64_t));
  auto* slots =
      s.budget->used + bytes <= s.budget->most ? static_cast<std::int64_t*>(std::malloc(size * sizeof(std::int64_t))) : nullptr;
  if (!slots) return false;
  s.budget->used += bytes;
  std::fill_n(slots, size, kFree);
  for (std::uint32_t i = 0; i < s.size; ++i)
    if (s.slots[i] != kFree) put(slots, size, s.slots[i]);
  const auto count = s.count;
  release(s);
  s.slots = slots, s.size = size, s.count = count;
  return true;
}

void add(State& s, std::int64_t entity, std::uint32_t limit) {
  if (entity == kFree) ++entity;
  if (s.count * 2 >= s.size && !grow(s)) s.failed = true;
  if (s.failed || !put(s.slots, s.size, entity) || ++s.count < limit) return;
  release(s);
  s.full = true;
}

idx_t state_size(duckdb_function_info) { return sizeof(State); }

void init(duckdb_function_info info, duckdb_aggregate_state state) {
  auto& s = state_of(state);
  std::memset(&s, 0, sizeof s);
  s.budget = &budget_of(info);
}

void update(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state* states) {
  auto entities = duckdb_data_chunk_get_vector(input, 0);
  const auto* values = static_cast<const std::int64_t*>(duckdb_vector_get_data(entities));
  auto* valid = duckdb_vector_get_validity(entities);
  const auto* limits = static_cast<const std::int32_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, 1)));
  const auto rows = duckdb_data_chunk_get_size(input);
  for (idx_t row = 0; row < rows; ++row) {
    auto& s = state_of(states[row]);
    if (s.full || (valid && !duckdb_validity_row_is_valid(valid, row))) continue;
    add(s, values[row], static_cast<std::uint32_t>(limits[row]));
    if (s.failed) return duckdb_aggregate_function_set_error(info, kSampleMemory.data());
  }
}

void combine(duckdb_function_info info, duckdb_aggregate_state* from, duckdb_aggregate_state* to, idx_t count) {
  for (idx_t i = 0; i < count; ++i) {
    auto &source = state_of(from[i]), &target = state_of(to[i]);
    if (target.full) continue;
    if (source.full) {
      release(target);
      target.full = true;
      continue;
    }
    // No limit is known here: what goes over it is exact all the same.
    for (std::uint32_t slot = 0; slot < source.size; ++slot)
      if (source.slots[slot] != kFree) add(target, source.slots[slot], std::numeric_limits<std::uint32_t>::max());
    if (target.failed) return duckdb_aggregate_function_set_error(info, kSampleMemory.data());
  }
}

void finalize(duckdb_function_info, duckdb_aggregate_state* states, duckdb_vector result, idx_t count, idx_t offset) {
  std::vector<std::int64_t> entities;
  for (idx_t i = 0; i < count; ++i) {
    const auto& s = state_of(states[i]);
    entities.clear();
    for (std::uint32_t slot = 0; slot < s.size; ++slot)
      if (s.slots[slot] != kFree) entities.push_back(s.slots[slot]);
    std::ranges::sort(entities);
    const auto* bytes = reinterpret_cast<const char*>(entities.data());
    duckdb_vector_assign_string_element_len(result, offset + i, s.full ? "f" : bytes, s.full ? 1 : entities.size() * 8);
  }
}

void destroy(duckdb_aggregate_state* states, idx_t count) {
  for (idx_t i = 0; i < count; ++i) release(state_of(states[i]));
}

void parameter(duckdb_aggregate_function function, duckdb_type type) {
  auto made = duckdb_create_logical_type(type);
  duckdb_aggregate_function_add_parameter(function, made);
  duckdb_destroy_logical_type(&made);
}

}  // namespace

Status register_entity_sample(duckdb_connection connection, std::int64_t bytes) {
  auto function = duckdb_create_aggregate_function();
  duckdb_aggregate_function_set_name(function, std::string(kEntitySample.substr(1, kEntitySample.size() - 2)).c_str());
  parameter(function, DUCKDB_TYPE_BIGINT);
  parameter(function, DUCKDB_TYPE_INTEGER);
  auto blob = duckdb_create_logical_type(DUCKDB_TYPE_BLOB);
  duckdb_aggregate_function_set_return_type(function, blob);
  duckdb_destroy_logical_type(&blob);
  duckdb_aggregate_function_set_functions(function, state_size, init, update, combine, finalize);
  duckdb_aggregate_function_set_destructor(function, destroy);
  auto* budget = new Budget;
  budget->most = bytes;
  duckdb_aggregate_function_set_extra_info(function, budget, [](void* p) { delete static_cast<Budget*>(p); });
  const auto state = duckdb_register_aggregate_function(connection, function);
  duckdb_destroy_aggregate_function(&function);
  return state == DuckDBSuccess ? Status{} : fail(ErrorCode::store_failed, "duckdb", "the entity aggregate was not accepted");
}

EntitySample read_entity_sample(std::string_view blob) {
  EntitySample out;
  out.full = blob.size() % sizeof(std::int64_t) != 0;
  if (out.full || blob.empty()) return out;
  out.entities.resize(blob.size() / sizeof(std::int64_t));
  std::memcpy(out.entities.data(), blob.data(), blob.size());
  return out;
}

}  // namespace gongshu::engine
