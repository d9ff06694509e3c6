#include "ledger/envelope.h"

#include <boost/describe.hpp>
#include <charconv>

#include "base/record.h"

namespace gongshu::ledger {
namespace {

/// The envelope as record.h reads it; members in canonical order.
struct Wire {
  std::string actor, data;
  std::int64_t epoch = 0;
  std::string org;
  std::optional<std::string> personal;
  std::vector<std::string> rules;
  std::int64_t seq = 0;
  std::string stream;
  std::int64_t time = 0;
  std::string type;
  std::int64_t v = 0;
};
BOOST_DESCRIBE_STRUCT(Wire, (), (actor, data, epoch, org, personal, rules, seq, stream, time, type, v))

/// Looks at every byte: without a way out early the compiler takes sixteen at a time.
bool plain(std::string_view s) {
  unsigned char odd = 0;
  for (const unsigned char c : s) odd |= static_cast<unsigned char>((c < 0x20) | (c >= 0x80) | (c == '"') | (c == '\\'));
  return odd == 0;
}

/// Most strings are plain ASCII and are copied; the rest take the road of base/json.
Status append_string(std::string& out, std::string_view s) {
  if (plain(s)) {
    out.append(1, '"').append(s).append(1, '"');
    return {};
  }
  if (!valid_utf8(s)) return fail(ErrorCode::input_bad_utf8, {}, "texts of an entry are UTF-8");
  GS_TRY(text, canonical(json::value(json::string(s))));
  out += text;
  return {};
}

void append_number(std::string& out, std::int64_t n) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, n).ptr;
  out.append(buffer, end);
}

void append_hex(std::string& out, const Digest& digest) {
  static constexpr char kHex[] = "0123456789abcdef";
  char buffer[64];
  for (std::size_t i = 0; i < digest.size(); ++i) {
    buffer[2 * i] = kHex[digest[i] >> 4];
    buffer[2 * i + 1] = kHex[digest[i] & 15];
  }
  out.append(buffer, sizeof buffer);
}

Status append_rules(std::string& out, const std::vector<std::string>& rules) {
  out += '[';
  for (const auto& rule : rules) {
    if (&rule != &rules.front()) out += ',';
    GS_CHECK(append_string(out, rule));
  }
  out += ']';
  return {};
}

Error too_large() { return Error{ErrorCode::ledger_entry_too_large, {}, "an envelope has at most 16 KiB; move texts to data"}; }

tl::unexpected<Error> corrupt(std::string hint) { return fail(ErrorCode::ledger_corrupt, {}, std::move(hint)); }

Result<Digest> digest_of(const std::string& hex) {
  const auto bytes = crypto::from_hex(hex);
  if (!bytes || bytes->size() != 32) return corrupt("a commitment is not 64 hexadecimal digits");
  Digest digest;
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  return digest;
}

}  // namespace

Result<Payload> Payload::of(const json::object& object) {
  GS_TRY(text, canonical(object));
  if (text.size() > kMaxPayload) return fail(ErrorCode::ledger_entry_too_large, {}, "a payload has at most 1 MiB");
  return Payload(std::move(text));
}

Result<Payload> Payload::parse(std::string_view text) {
  GS_TRY(value, parse_json(text, {kMaxPayload, 64}));
  if (!value.is_object()) return corrupt("a payload is an object");
  GS_TRY(again, canonical(value));
  if (again != text) return corrupt("the payload is not in canonical form");
  return Payload(std::move(again));
}

json::object Payload::object() const { return json::parse(text_, {}, json::parse_options{.max_depth = 64}).as_object(); }

Digest commitment(std::string_view salt, std::string_view payload) {
  char small[512];  // most payloads: no allocation
  std::string large;
  const auto size = 1 + salt.size() + payload.size();
  char* buffer = small;
  if (size > sizeof small) {
    large.resize(size);
    buffer = large.data();
  }
  buffer[0] = '\2';
  std::copy(payload.begin(), payload.end(), std::copy(salt.begin(), salt.end(), buffer + 1));
  return crypto::sm3({buffer, size});
}

Result<std::size_t> envelope_room(const NewEntry& e) {
  auto texts = e.actor.size() + e.org.size() + e.stream.size() + e.type.size();
  for (const auto& rule : e.rules) texts += rule.size() + 1;
  if (texts > kMaxEnvelope) return fail(too_large());
  return 512 + 6 * texts;  // a control character takes six: \u001f
}

Result<std::string> write_envelope(const Entry& entry, const Digest& data, const std::optional<Digest>& personal) {
  GS_TRY(room, envelope_room(entry));
  std::string out;
  out.reserve(room);
  GS_CHECK(append_envelope(out, entry, data, personal));
  return out;
}

Status append_envelope(std::string& out, const Entry& e, const Digest& data, const std::optional<Digest>& personal) {
  if (e.v < 1) return fail(ErrorCode::input_out_of_range, "/v", "schema versions count from 1");
  if (e.epoch > e.seq) return fail(ErrorCode::input_out_of_range, "/epoch", "the last policy event is not after the entry");
  const auto before = out.size();
  out += "{\"actor\":";
  GS_CHECK(append_string(out, e.actor));
  out += ",\"data\":\"";
  append_hex(out, data);
  out += "\",\"epoch\":";
  append_number(out, static_cast<std::int64_t>(e.epoch));
  out += ",\"org\":";
  GS_CHECK(append_string(out, e.org));
  if (personal) {
    out += ",\"personal\":\"";
    append_hex(out, *personal);
    out += '"';
  }
  out += ",\"rules\":";
  GS_CHECK(append_rules(out, e.rules));
  out += ",\"seq\":";
  append_number(out, static_cast<std::int64_t>(e.seq));
  out += ",\"stream\":";
  GS_CHECK(append_string(out, e.stream));
  out += ",\"time\":";
  append_number(out, e.time);
  out += ",\"type\":";
  GS_CHECK(append_string(out, e.type));
  out += ",\"v\":";
  append_number(out, e.v);
  out += '}';
  if (out.size() - before > kMaxEnvelope) return fail(too_large());
  return {};
}

Result<Envelope> parse_envelope(std::string_view text) {
  const auto value = parse_json(text, {kMaxEnvelope, 3});
  if (!value) return corrupt("the envelope is not JSON: " + describe(value.error()));
  const auto wire = read<Wire>(*value);
  if (!wire) return corrupt("the envelope has the wrong shape: " + describe(wire.error()));
  if (wire->seq < 0 || wire->epoch < 0) return corrupt("a sequence number is negative");
  Entry entry;
  entry.actor = wire->actor, entry.org = wire->org, entry.stream = wire->stream, entry.type = wire->type;
  entry.v = wire->v, entry.rules = wire->rules, entry.epoch = static_cast<std::uint64_t>(wire->epoch);
  entry.seq = static_cast<std::uint64_t>(wire->seq), entry.time = wire->time;
  GS_TRY(data, digest_of(wire->data));
  std::optional<Digest> personal;
  if (wire->personal) {
    GS_TRY(digest, digest_of(*wire->personal));
    personal = digest;
  }
  const auto again = write_envelope(entry, data, personal);
  if (!again || *again != text) return corrupt("the envelope is not in canonical form");
  return Envelope{entry.seq,
                  entry.time,
                  std::move(entry.actor),
                  std::move(entry.org),
                  std::move(entry.stream),
                  std::move(entry.type),
                  entry.v,
                  std::move(entry.rules),
                  entry.epoch,
                  data,
                  personal};
}

Entry entry_from(Envelope envelope, Payload data) {
  Entry entry;
  entry.actor = std::move(envelope.actor), entry.org = std::move(envelope.org);
  entry.stream = std::move(envelope.stream), entry.type = std::move(envelope.type);
  entry.v = envelope.v, entry.rules = std::move(envelope.rules), entry.epoch = envelope.epoch;
  entry.data = std::move(data);
  entry.seq = envelope.seq, entry.time = envelope.time;
  return entry;
}

}  // namespace gongshu::ledger
