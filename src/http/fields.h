// A few name/value pairs in arrival order: path and query parameters, headers. Linear search beats a tree at this size.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongshu::http {

/// Names are compared byte by byte; header names are kept in lower case.
class Fields {
 public:
  using Entry = std::pair<std::string, std::string>;
  Fields() = default;
  Fields(std::initializer_list<Entry> entries) : entries_(entries) {}

  void add(std::string name, std::string value) {
    auto& entry = entries_.emplace_back();
    entry.first = std::move(name);
    entry.second = std::move(value);
  }
  /// The first value of that name; nullptr when there is none.
  const std::string* find(std::string_view name) const {
    for (const auto& entry : entries_)
      if (entry.first == name) return &entry.second;
    return nullptr;
  }
  /// The first value of that name, or `otherwise`; the view lives as long as this object is not changed.
  std::string_view get(std::string_view name, std::string_view otherwise = {}) const {
    const auto* value = find(name);
    return value ? std::string_view(*value) : otherwise;
  }
  bool contains(std::string_view name) const { return find(name) != nullptr; }
  void reserve(std::size_t n) { entries_.reserve(n); }
  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }

 private:
  std::vector<Entry> entries_;
};

}  // namespace gongshu::http
