#include "demo/script.h"

#include <cctype>
#include <cstring>

#include "crypto/hash.h"
#include "crypto/random.h"
#include "demo/program.h"
#include "demo/variables.h"
#include "demo/world.h"
#include "gateway/signature.h"
#include "http/contract.h"
#include "http/yaml_json.h"
#include "store/files.h"

namespace gongshu::demo {
namespace {

Result<json::object> read_yaml(const std::filesystem::path& file) {
  GS_TRY(text, store::read_file(file));
  GS_TRY(value, http::yaml_to_json(text));
  if (!value.is_object()) return fail(ErrorCode::config_invalid, file.string(), "the file holds no mapping");
  return std::move(value.get_object());
}

const json::object& part(const json::object& object, const char* member) {
  static const json::object none;
  const auto* value = object.if_contains(member);
  return value && value->is_object() ? value->get_object() : none;
}

std::string url_encoded(const std::string& text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const unsigned char c : text) {
    if (std::isalnum(c) || std::strchr("-._~", c)) out += static_cast<char>(c);
    else out.append({'%', kHex[c >> 4], kHex[c & 15]});
  }
  return out;
}

class Player {
 public:
  Player(const DemoInput& input, People& people) : input_(input), people_(people) {}

  /// The scratch folder of `file` and `cli` steps, and the variables that are always there.
  Status prepare(const std::string& pack) {
    work_ = std::filesystem::absolute(input_.data / "work");
    GS_CHECK(store::make_directory(work_));
    variables_ = {{"password", kDemoPassword}, {"work", work_.string()}, {"data", (input_.data / "node").string()}, {"url", input_.base_url}, {"pack", pack}};
    note_today();
    return {};
  }

  Status run(const json::array& steps) {
    for (const auto& step : steps) {
      if (!step.is_object()) return fail(ErrorCode::config_invalid, "steps", "a step is a mapping");
      GS_CHECK(play(step.get_object()));
    }
    return {};
  }

 private:
  /// What a step is, by the member that says so; the first that is there.
  Status play(const json::object& step) {
    static constexpr std::pair<const char*, Status (Player::*)(const json::object&)> kSteps[] = {
        {"act", &Player::act}, {"use", &Player::use},   {"call", &Player::call}, {"clock", &Player::clock},
        {"cli", &Player::cli}, {"file", &Player::file}, {"let", &Player::let},   {"say", &Player::remark}};
    for (const auto& [member, how] : kSteps)
      if (step.contains(member)) return (this->*how)(step);
    return fail(ErrorCode::config_invalid, "steps", "a step that does nothing: " + json::serialize(step).substr(0, 200));
  }
  Status act(const json::object& step) {
    const auto& words = part(step, "act");
    people_.tell().act(text_of(words, "zh"), text_of(words, "en"));
    return {};
  }
  Status remark(const json::object& step) {
    people_.tell().note(text_of(step, "say"));
    return {};
  }
  Status let(const json::object& step) {
    GS_TRY(values, substitute(step.at("let"), variables_));
    for (auto& [name, value] : values.as_object()) variables_[name] = value;
    return {};
  }
  Status file(const json::object& step) {
    GS_TRY(filled, substitute(json::object{{"file", step.at("file")}, {"text", step.at("text")}}, variables_));
    return store::write_file_atomic(work_ / text_of(filled.as_object(), "file"), text_of(filled.as_object(), "text"));
  }
  Status use(const json::object& step);
  Status clock(const json::object& step);
  Status cli(const json::object& step);
  Status call(const json::object& step);
  Result<http::Response> send(const json::object& step, const http::Operation& operation);
  Status told(const json::object& step, const http::Response& response, const json::object& body);
  Status save(const json::object& names, const json::value& from);
  void note_today() { variables_["today"] = to_text(local_date(input_.clock->now())); }

  const DemoInput& input_;
  People& people_;
  std::filesystem::path work_;
  json::object variables_;
};

/// A fixture's parameters hide variables of the same name while it runs; what it saves stays.
Status Player::use(const json::object& step) {
  const auto name = text_of(step, "use");
  GS_TRY(fixture, read_yaml(input_.figures.parent_path() / "stories" / "fixtures" / (name + ".yaml")));
  json::object given;
  for (const auto& [key, value] : part(fixture, "with")) {
    const auto* own = part(step, "with").if_contains(key);
    GS_TRY(filled, substitute(own ? *own : value, variables_));
    given[key] = std::move(filled);
  }
  json::object hidden;
  for (const auto& [key, value] : given) {
    if (const auto* old = variables_.if_contains(key)) hidden[key] = *old;
    variables_[key] = value;
  }
  GS_CHECK(run(fixture.at("steps").as_array()));
  for (const auto& [key, value] : given) {
    if (variables_.at(key) != value) continue;
    variables_.erase(key);
    if (const auto* old = hidden.if_contains(key)) variables_[key] = *old;
  }
  if (const auto say = text_of(step, "say"); !say.empty()) people_.tell().step(say);
  return {};
}

/// "+7 working_days", or the first minute of a day.
Status Player::clock(const json::object& step) {
  GS_TRY(value, substitute(step.at("clock"), variables_));
  const std::string text(value.as_string());
  const auto body = text.front() == '+' ? json::object{{"by", text.substr(1)}} : json::object{{"to", text}};
  GS_TRY(reply, people_.call("", "POST", "/api/v1/test/clock", body));
  note_today();
  people_.tell().note("演示时钟前移 " + text + " · the story's clock moves on → " + text_of(reply, "now").substr(0, 10));
  return {};
}

Status Player::cli(const json::object& step) {
  GS_TRY(filled, substitute(step.at("cli"), variables_));
  std::vector<std::string> words;
  for (const auto& word : filled.as_array()) words.push_back(word.is_string() ? std::string(word.get_string()) : json::serialize(word));
  GS_TRY(done, run_program(words, work_));
  const auto& expect = part(step, "expect");
  const auto* exit = expect.if_contains("exit");
  if (done.exit != (exit ? exit->as_int64() : 0)) return fail(ErrorCode::internal, words.front(), done.output + done.errors);
  if (const auto say = text_of(step, "say"); !say.empty()) people_.tell().step(say, words.size() > 1 ? "gongshu " + words[0] + " " + words[1] : "");
  if (!expect.contains("save")) return {};
  GS_TRY(output, parse_json(done.output));
  return save(part(expect, "save"), output);
}

Result<http::Response> Player::send(const json::object& step, const http::Operation& operation) {
  GS_TRY(filled, substitute(step, variables_));
  const auto& ask = filled.as_object();
  auto target = operation.path;
  for (const auto& [name, value] : part(ask, "path"))
    if (const auto at = target.find("{" + std::string(name) + "}"); at != std::string::npos) target.replace(at, name.size() + 2, std::string(value.as_string()));
  char mark = '?';
  for (const auto& [name, value] : part(ask, "query")) {
    target += std::exchange(mark, '&') + std::string(name) + "=" + url_encoded(value.is_string() ? std::string(value.get_string()) : json::serialize(value));
  }
  std::string body;
  http::Fields headers;
  if (const auto* content = ask.if_contains("body")) {
    body = json::serialize(*content);
    headers.add("content-type", "application/json");
  } else if (const auto* text = ask.if_contains("text")) {
    body = std::string(text->as_string());
    headers.add("content-type", ask.contains("type") ? text_of(ask, "type") : "text/csv");
  }
  if (ask.contains("key")) {
    const auto& key = part(ask, "key");
    const auto signature = gateway::sign_request(text_of(key, "id"), text_of(key, "secret"), operation.method, target, body, input_.clock->now(),
                                                 crypto::to_hex(crypto::random_bytes(12)));
    headers.add("x-gongshu-key", signature.key);
    headers.add("x-gongshu-timestamp", signature.timestamp);
    headers.add("x-gongshu-nonce", signature.nonce);
    headers.add("x-gongshu-signature", signature.signature);
  }
  return people_.raw(text_of(ask, "as"), operation.method, target, std::move(headers), std::move(body));
}

Status Player::told(const json::object& step, const http::Response& response, const json::object& body) {
  const auto say = text_of(step, "say");
  if (say.empty()) return {};
  if (response.status >= 400) {
    people_.tell().refusal(say, body);
    return {};
  }
  const auto id = text_of(body, "id"), status = text_of(body, "status");
  people_.tell().step(say, id.empty() ? status : id + " " + status);
  return {};
}

Status Player::save(const json::object& names, const json::value& from) {
  for (const auto& [name, pointer] : names) {
    GS_TRY(value, at_pointer(from, std::string(pointer.as_string())));
    variables_[name] = std::move(value);
  }
  return {};
}

Status Player::call(const json::object& step) {
  const auto id = text_of(step, "call");
  const auto* operation = http::Contract::built_in().find(id);
  if (!operation) return fail(ErrorCode::config_invalid, id, "the API has no such operation");
  GS_TRY(response, send(step, *operation));
  const bool json_body = !response.body.empty() && response.body.front() == '{';
  json::object body;
  if (json_body) {
    GS_TRY(parsed, object_of(response, id));
    body = std::move(parsed);
  }
  const auto& expect = part(step, "expect");
  const auto* status = expect.if_contains("status");
  bool as_told = status ? response.status == status->as_int64() : response.status < 300;
  for (const char* member : {"code", "rule"})
    if (as_told && expect.contains(member)) as_told = text_of(body, member) == text_of(expect, member);
  if (!as_told)
    return fail(ErrorCode::internal, id + " " + text_of(step, "as") + " " + text_of(step, "say"),
                "expected " + json::serialize(expect) + "; HTTP " + std::to_string(response.status) + " " + response.body.substr(0, 800));
  // A person just registered changes the one-time password at once, as everybody must.
  if (const auto once = text_of(body, "one_time_password"); !once.empty()) GS_CHECK(people_.enter(text_of(body, "account"), once));
  GS_CHECK(told(step, response, body));
  return save(part(expect, "save"), body);
}

}  // namespace

Result<json::object> read_script(const std::filesystem::path& file) {
  GS_TRY(script, read_yaml(file));
  for (const char* member : {"title", "administration", "accounts", "steps"})
    if (!script.contains(member)) return fail(ErrorCode::config_invalid, file.string(), std::string("the script lacks '") + member + "'");
  if (!script.at("steps").is_array() || !script.at("accounts").is_array() || !script.at("administration").is_string())
    return fail(ErrorCode::config_invalid, file.string(), "'steps' and 'accounts' are lists, 'administration' is a name");
  return script;
}

json::array accounts_of(const json::object& script) {
  json::array out;
  for (const auto& account : script.at("accounts").as_array()) {
    const auto& who = account.as_object();
    out.push_back(json::object{{"account", text_of(who, "account")}, {"name", text_of(who, "name")}, {"org", text_of(who, "org")},
                               {"password", kDemoPassword}});
  }
  return out;
}

Result<DemoOutcome> play_script(const DemoInput& input, const std::string& pack, const json::object& script) {
  Narrator narrator;
  People people(input.base_url, narrator);
  Player player(input, people);
  GS_CHECK(player.prepare(pack));
  GS_CHECK(people.enter("admin", input.admin_password));
  GS_CHECK(player.run(script.at("steps").as_array()));
  return DemoOutcome{narrator.refusals()};
}

}  // namespace gongshu::demo
