#include "exchange/bundle.h"

namespace gongshu::exchange {
namespace {

Error placed(Error error, std::size_t index) {
  error.at = "/messages/" + std::to_string(index) + error.at;
  return error;
}

Error too_many() {
  return {ErrorCode::input_too_large, {}, "one bundle holds at most " + std::to_string(kMaxMessages) + " messages", {}, {}, {}};
}

/// False: stop, the bundle has its fault.
bool take(Bundle& out, Result<Signed> message) {
  const auto index = out.messages.size();
  if (message && index < kMaxMessages) {
    out.messages.push_back(std::move(*message));
    return true;
  }
  out.fault = placed(message ? too_many() : message.error(), index);
  return false;
}

}  // namespace

Result<Bundle> read_lines(std::string_view text) {
  if (text.size() > kMaxBundle)
    return fail(ErrorCode::input_too_large, {}, "one file holds at most " + std::to_string(kMaxBundle) + " bytes");
  Bundle out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) {
      out.fault =
          placed({ErrorCode::input_bad_json, {}, "the file ends in the middle of a message; ask for it again", {}, {}, {}},
                 out.messages.size());
      return out;
    }
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (!line.empty() && !take(out, read_message(line))) return out;
  }
  return out;
}

Result<Bundle> read_list(const json::array& messages) {
  Bundle out;
  for (const auto& message : messages)
    if (!take(out, read_message(message))) return out;
  return out;
}

Result<std::string> to_lines(const std::vector<Signed>& messages, const std::vector<Document>& documents) {
  std::string out;
  for (const auto& message : messages) {
    GS_TRY(line, line_of(message));
    out += line + "\n";
  }
  for (const auto& document : documents) out += json::serialize(write(document)) + "\n";
  return out;
}

Result<json::array> to_list(const std::vector<Signed>& messages) {
  json::array out;
  for (const auto& message : messages)
    out.push_back(json::object{{"envelope", write(message.envelope)}, {"signature", message.signature}});
  return out;
}

}  // namespace gongshu::exchange
