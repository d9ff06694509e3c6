// YAML as JSON that remembers its lines: what packs and calendars are read through.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace gongshu::rules {

/// One YAML file. Scalars follow the YAML 1.2 core schema as far as packs need it: true/false, null, decimal integers; all else
/// is text (dates, "yes", "1.5"); quoted scalars are always text.
struct Document {
  std::string file;
  json::value value;
  std::map<std::string, int> lines;          ///< JSON Pointer → line, from 1
  std::map<std::string, std::string> files;  ///< JSON Pointer of what join() took over → the file it stands in

  /// Line of the place, or of the nearest place around it that exists.
  int line(std::string pointer) const;
  /// File of the place: that of the nearest place around it that was joined, else the document's own.
  const std::string& file_of(std::string pointer) const;
  /// "coast/pack.d/people.yaml line 12".
  std::string at(const std::string& pointer) const;
};

/// Puts the members of another file into the document: members of objects side by side, elements of lists behind one another. A key
/// that both have is a fault naming both places. Precondition: both values are objects.
class Faults;
void join(Document& document, Document&& part, ErrorCode code, Faults& faults);

/// Errors carry `code` and name file and line: syntax, duplicate key, key that is not text, alias, more than 1 MiB or 200,000
/// values, nesting deeper than 64, not UTF-8.
Result<Document> parse_document(std::string_view yaml, const std::string& file, ErrorCode code);
Result<Document> read_document(const std::filesystem::path& path, const std::string& name, ErrorCode code);

/// "coast/pack.yaml line 12".
std::string place(const std::string& file, int line);

/// A fault that reading a record reported by JSON Pointer, retold by file and line, with a nearest known key for an unknown one.
Error located(const Document& document, const Error& fault, ErrorCode code);

/// Faults found so far; the first becomes the error, all of them its detail.
class Faults {
 public:
  void add(ErrorCode code, std::string at, std::string hint);
  void add(const Error& error);  ///< takes over its listed problems when it has some
  bool empty() const { return faults_.empty(); }
  std::size_t count() const { return faults_.size(); }
  const std::vector<Error>& all() const { return faults_; }
  Error to_error() const;  ///< precondition: not empty

 private:
  std::vector<Error> faults_;
};

}  // namespace gongshu::rules
