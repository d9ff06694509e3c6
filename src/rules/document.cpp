#include "rules/document.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <fstream>
#include <sstream>

#include "base/record.h"
#include "rules/point.h"

namespace gongshu::rules {
namespace {

constexpr std::size_t kMaxBytes = 1 << 20;
constexpr std::size_t kMaxValues = 200'000;
constexpr std::size_t kMaxDepth = 64;

/// Builds the value from parser events, so that nothing is expanded before it is accepted. Throws Error.
class Builder final : public YAML::EventHandler {
 public:
  Builder(Document& document, ErrorCode code) : document_(document), code_(code) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { take(mark, anchor, nullptr); }
  // Aliases let a small file grow without bound, and nothing in a pack needs them.
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "anchors and aliases are not accepted; write the value out");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& text) override {
    if (expects_key())
      take_key(mark, anchor, text);
    else
      take(mark, anchor, scalar(tag, text));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, anchor, json::array());
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, anchor, json::object());
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    json::value value;
    std::string pointer;
    std::optional<std::string> key;
  };

  bool expects_key() const { return !frames_.empty() && frames_.back().value.is_object() && !frames_.back().key; }

  /// Pointer of the value that comes next.
  std::string next_pointer() const {
    if (frames_.empty()) return "";
    const auto& top = frames_.back();
    return record_detail::child(top.pointer, top.key ? *top.key : std::to_string(top.value.get_array().size()));
  }

  void take_key(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& text) {
    check(mark, anchor);
    auto& top = frames_.back();
    if (top.value.get_object().contains(text)) refuse(mark, "'" + text + "' occurs twice; keep one");
    top.key = text;
    document_.lines.emplace(record_detail::child(top.pointer, text), mark.line + 1);
  }

  void take(const YAML::Mark& mark, YAML::anchor_t anchor, json::value value) {
    check(mark, anchor);
    if (expects_key()) refuse(mark, "keys are plain text");
    document_.lines.emplace(next_pointer(), mark.line + 1);
    put(std::move(value));
  }

  void open(const YAML::Mark& mark, YAML::anchor_t anchor, json::value empty) {
    check(mark, anchor);
    if (expects_key()) refuse(mark, "keys are plain text");
    if (frames_.size() >= kMaxDepth) refuse(mark, "nested deeper than 64 levels");
    auto pointer = next_pointer();
    document_.lines.emplace(pointer, mark.line + 1);
    frames_.push_back({std::move(empty), std::move(pointer), std::nullopt});
  }

  void close() {
    auto value = std::move(frames_.back().value);
    frames_.pop_back();
    put(std::move(value));
  }

  void put(json::value value) {
    if (frames_.empty()) {
      document_.value = std::move(value);
      return;
    }
    auto& top = frames_.back();
    if (top.value.is_array()) {
      top.value.get_array().push_back(std::move(value));
    } else {
      top.value.get_object().emplace(*top.key, std::move(value));
      top.key.reset();
    }
  }

  static json::value scalar(const std::string& tag, const std::string& text) {
    if (tag == "!" || tag == "tag:yaml.org,2002:str") return json::string(text);
    if (text == "true") return true;
    if (text == "false") return false;
    std::int64_t number = 0;
    const auto end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    if (!text.empty() && fault == std::errc{} && stop == end) return number;
    return json::string(text);
  }

  void check(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0) refuse(mark, "anchors and aliases are not accepted; write the value out");
    if (++values_ > kMaxValues) refuse(mark, "the file holds more than 200000 values; split it");
  }

  [[noreturn]] void refuse(const YAML::Mark& mark, std::string hint) {
    throw Error{code_, place(document_.file, mark.line + 1), std::move(hint), {}, {}, {}};
  }

  Document& document_;
  ErrorCode code_;
  std::vector<Frame> frames_;
  std::size_t values_ = 0;
};

/// First line that is not well-formed UTF-8, from 1; 0 when all are.
int bad_utf8_line(std::string_view text) {
  for (int line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    if (!valid_utf8(text.substr(0, end))) return line;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return 0;
}

}  // namespace

std::string place(const std::string& file, int line) { return file + " line " + std::to_string(line); }

int Document::line(std::string pointer) const {
  for (;;) {
    if (const auto found = lines.find(pointer); found != lines.end()) return found->second;
    const auto slash = pointer.rfind('/');
    if (slash == std::string::npos) return 1;
    pointer.resize(slash);
  }
}

const std::string& Document::file_of(std::string pointer) const {
  if (files.empty()) return file;
  for (;;) {
    if (const auto found = files.find(pointer); found != files.end()) return found->second;
    const auto slash = pointer.rfind('/');
    if (slash == std::string::npos) return file;
    pointer.resize(slash);
  }
}

std::string Document::at(const std::string& pointer) const { return place(file_of(pointer), line(pointer)); }

namespace {

/// Lines of the part's place `from` become those of the document's place `to`.
void move_lines(Document& document, const Document& part, const std::string& from, const std::string& to) {
  document.files[to] = part.file;
  for (auto it = part.lines.lower_bound(from); it != part.lines.end() && it->first.starts_with(from); ++it)
    if (it->first.size() == from.size() || it->first[from.size()] == '/') document.lines[to + it->first.substr(from.size())] = it->second;
}

void join_object(Document& document, json::object& whole, Document& part, json::object& more, const std::string& at, ErrorCode code,
                 Faults& faults) {
  for (auto& [key, value] : more) {
    const auto here = record_detail::child(at, key);
    if (const auto* mine = whole.if_contains(key)) {
      if (*mine == value) continue;  // two files that say the same
      faults.add(code, place(part.file, part.line(here)),
                 "'" + std::string(key) + "' stands already at " + document.at(here) + "; keep one");
      continue;
    }
    move_lines(document, part, here, here);
    whole.emplace(key, std::move(value));
  }
}

}  // namespace

void join(Document& document, Document&& part, ErrorCode code, Faults& faults) {
  auto& whole = document.value.get_object();
  for (auto& [section, value] : part.value.get_object()) {
    const auto at = record_detail::child("", section);
    auto* mine = whole.if_contains(section);
    if (mine && mine->is_object() && value.is_object()) {
      join_object(document, mine->get_object(), part, value.get_object(), at, code, faults);
    } else if (mine && mine->is_array() && value.is_array()) {
      for (std::size_t i = 0; i < value.get_array().size(); ++i) {
        move_lines(document, part, at + "/" + std::to_string(i), at + "/" + std::to_string(mine->get_array().size()));
        mine->get_array().push_back(std::move(value.get_array()[i]));
      }
    } else if (mine) {
      faults.add(code, place(part.file, part.line(at)), "'" + std::string(section) + "' is of another kind here than at " + document.at(at));
    } else {
      move_lines(document, part, at, at);
      whole.emplace(section, std::move(value));
    }
  }
}

Result<Document> parse_document(std::string_view yaml, const std::string& file, ErrorCode code) {
  if (yaml.size() > kMaxBytes) return fail(code, place(file, 1), "the file is larger than 1 MiB; split it");
  if (const int line = bad_utf8_line(yaml))
    return fail(code, place(file, line), "the file is not well-formed UTF-8; save it as UTF-8");
  Document out{file, nullptr, {}};
  try {
    std::istringstream in{std::string(yaml)};
    YAML::Parser parser(in);
    Builder builder(out, code);
    if (!parser.HandleNextDocument(builder)) return fail(code, place(file, 1), "the file is empty");
    if (Builder next(out, code); parser.HandleNextDocument(next))
      return fail(code, place(file, 1), "the file must hold exactly one YAML document");
  } catch (const Error& error) {
    return fail(error);
  } catch (const YAML::Exception& e) {
    return fail(code, place(file, e.mark.is_null() ? 1 : e.mark.line + 1), "not valid YAML: " + e.msg);
  } catch (const std::exception& e) {
    return fail(code, place(file, 1), std::string("not valid YAML: ") + e.what());
  }
  return out;
}

Result<Document> read_document(const std::filesystem::path& path, const std::string& name, ErrorCode code) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(code, name, "the file cannot be read; it must exist and be readable: " + path.filename().string());
  std::ostringstream text;
  text << in.rdbuf();
  return parse_document(text.str(), name, code);
}

Error located(const Document& document, const Error& fault, ErrorCode code) {
  const auto slash = fault.at.rfind('/');
  const auto key = slash == std::string::npos ? fault.at : fault.at.substr(slash + 1);
  std::string hint =
      "at " + (fault.at.empty() ? std::string("/") : fault.at) + ": " + std::string(info(fault.code).en) + "; " + fault.hint;
  if (fault.code == ErrorCode::input_unknown_field) {
    std::vector<std::string> known;
    std::istringstream words(fault.hint.substr(fault.hint.find(':') + 1));
    for (std::string word; std::getline(words, word, ',');) known.push_back(word.substr(std::min<std::size_t>(1, word.size())));
    hint = "'" + key + "' is not known here; " + fault.hint;
    if (const auto meant = nearest(key, known); !meant.empty())
      hint = "'" + key + "' is not known here; did you mean '" + meant + "'? " + fault.hint;
  }
  return {code, document.at(fault.at), std::move(hint), {}, {}, {}};
}

void Faults::add(ErrorCode code, std::string at, std::string hint) {
  if (faults_.size() < 200) faults_.push_back({code, std::move(at), std::move(hint), {}, {}, {}});
}

void Faults::add(const Error& error) {
  if (faults_.size() < 200) faults_.push_back({error.code, error.at, error.hint, {}, {}, {}});
}

Error Faults::to_error() const {
  Error out = faults_.front();
  json::array problems;
  for (const auto& fault : faults_) problems.push_back({{"code", info(fault.code).name}, {"at", fault.at}, {"hint", fault.hint}});
  out.detail["problems"] = std::move(problems);
  return out;
}

}  // namespace gongshu::rules
