// Inside the keyring only: the append-only list of destroyed keys.
//
// One line a key: "<milliseconds> <fingerprint or -> <name> <link>\n", where link is the first 16 bytes, in hex, of
// SM3(previous link || the line up to the blank before the link): a line changed or taken out of the middle breaks the chain. A
// last line without its newline is the trace of a crash before the record was durable: it is cut off. Not thread-safe; the
// keyring holds its lock.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/keyring.h"

namespace gongshu::crypto {

class DestroyedList {
 public:
  /// Makes the file when it is missing. Errors: crypto.failed (damaged; at = "<path> line N"), store.failed.
  static Result<DestroyedList> open(const std::filesystem::path& path);
  DestroyedList(DestroyedList&& other) noexcept;
  DestroyedList& operator=(DestroyedList&&) = delete;
  ~DestroyedList();

  /// Durable when it returns. Errors: store.failed.
  Status append(DestroyedKey key);
  bool contains(std::string_view name) const { return index_.contains(name); }
  const std::vector<DestroyedKey>& keys() const { return keys_; }

 private:
  DestroyedList(std::filesystem::path path, int fd) : path_(std::move(path)), fd_(fd) {}
  Status load(std::string_view content);
  std::string next_link(std::string_view body) const;
  void remember(DestroyedKey key, std::string link);

  std::filesystem::path path_;
  int fd_;
  std::string link_;
  std::vector<DestroyedKey> keys_;
  std::set<std::string, std::less<>> index_;
};

}  // namespace gongshu::crypto
