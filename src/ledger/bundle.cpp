#include "ledger/bundle.h"

#include "ledger/checkpoint.h"

namespace gongshu::ledger {
namespace {

constexpr JsonLimits kLimits{.bytes = std::size_t{1} << 28, .depth = 64};
constexpr std::size_t kMaxPath = 64;

std::string text_of(const json::object& object, std::string_view member) {
  const auto* value = object.if_contains(member);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<std::uint64_t> number_of(const json::object& object, std::string_view member) {
  const auto* value = object.if_contains(member);
  if (!value) return std::nullopt;
  boost::system::error_code error;
  const auto number = value->to_number<std::uint64_t>(error);
  return error ? std::nullopt : std::optional(number);
}

std::optional<Digest> digest_of(std::string_view hex) {
  const auto bytes = crypto::from_hex(hex);
  Digest out;
  if (!bytes || bytes->size() != out.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

std::string hex_of(const Digest& digest) { return crypto::to_hex(crypto::view(digest)); }

/// One file under one key; stops at the first fault.
class Check {
 public:
  explicit Check(const crypto::Sm2PublicKey& key) : key_(key) {}

  bool bad(std::string what, std::string expected, std::string found) {
    report.first_bad = BadEntry{seq_, std::move(what), std::move(expected), std::move(found)};
    return false;
  }

  /// A note is verified once however many proofs carry it.
  bool checkpoint(const std::string& note) {
    if (!note_.empty() && note == note_) return true;
    auto opened = open_checkpoint(note, key_);
    if (!opened) return bad("checkpoint", "signed by the given key", describe(opened.error()));
    note_ = note;
    signed_ = std::move(*opened);
    report.size = std::max(report.size, signed_.size);
    return true;
  }

  /// `note`: of the file, where the proof carries none.
  bool proof(const json::object& p, const std::string& note) {
    seq_ = number_of(p, "seq");
    const auto size = number_of(p, "size");
    const auto leaf = digest_of(text_of(p, "leaf"));
    const auto* path = p.if_contains("path");
    if (!seq_ || !size || !leaf || !path || !path->is_array() || path->get_array().size() > kMaxPath) return bad("proof", "seq, size, leaf, path", "a part is missing");
    const auto own = text_of(p, "checkpoint");
    if (!checkpoint(own.empty() ? note : own)) return false;
    if (*size != signed_.size) return bad("size of the tree", std::to_string(signed_.size), std::to_string(*size));
    Proof hashes;
    for (const auto& step : path->get_array()) {
      const auto digest = step.is_string() ? digest_of(step.get_string()) : std::nullopt;
      if (!digest) return bad("path", "hashes in hex", "something else");
      hashes.push_back(*digest);
    }
    if (!verify_inclusion(*leaf, *seq_, *size, hashes, signed_.root)) return bad("inclusion", "root " + hex_of(signed_.root), "another root");
    if (const auto envelope = text_of(p, "envelope"); !envelope.empty() && leaf_hash(envelope) != *leaf)
      return bad("leaf hash", hex_of(*leaf), hex_of(leaf_hash(envelope)));
    return true;
  }

  bool entry(const json::object& shown, const json::object& p, const std::string& note) {
    if (!proof(p, note)) return false;
    auto text = text_of(p, "envelope");
    if (text.empty()) text = text_of(shown, "envelope");
    const auto leaf = digest_of(text_of(p, "leaf"));
    if (leaf_hash(text) != *leaf) return bad("leaf hash", hex_of(*leaf), hex_of(leaf_hash(text)));
    const auto envelope = parse_envelope(text);
    if (!envelope) return bad("envelope", "an envelope", describe(envelope.error()));
    return shows(shown, *envelope) && data(shown, *envelope);
  }

  bool leaves(const json::array& all) {
    CompactRange range;
    for (const auto& one : all) {
      seq_ = range.size();
      const auto leaf = one.is_string() ? digest_of(one.get_string()) : std::nullopt;
      if (!leaf) return bad("leaf hash", "64 hex digits", "something else");
      range.append(*leaf);
    }
    seq_ = std::nullopt;
    if (range.size() != signed_.size) return bad("number of leaves", std::to_string(signed_.size), std::to_string(range.size()));
    const auto root = range.root();
    if (root != signed_.root) return bad("root of all leaves", hex_of(signed_.root), hex_of(root));
    report.entries = range.size();
    return true;
  }

  BundleReport report;

 private:
  bool same(const json::object& shown, std::string_view member, const std::string& sealed) {
    const auto* value = shown.if_contains(member);
    if (!value) return true;
    const auto text = value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
    return text == sealed || bad(std::string(member), sealed, text);
  }

  bool shows(const json::object& shown, const Envelope& e) {
    return same(shown, "seq", std::to_string(e.seq)) && same(shown, "time", to_text(e.time)) && same(shown, "actor", e.actor) && same(shown, "org", e.org) &&
           same(shown, "stream", e.stream) && same(shown, "type", e.type) && same(shown, "v", std::to_string(e.v)) &&
           same(shown, "epoch", std::to_string(e.epoch)) && same(shown, "rules", json::serialize(json::value_from(e.rules)));
  }

  bool data(const json::object& shown, const Envelope& e) {
    const auto* data = shown.if_contains("data");
    ++report.entries;
    if (!data) {
      ++report.without_data;
      return true;
    }
    const auto salt = crypto::from_hex(text_of(shown, "salt"));
    const auto payload = canonical(*data);
    if (!salt || salt->size() != kSaltBytes || !payload) return bad("commitment to data", "a salt of 32 bytes and data", "a part is missing");
    const auto found = commitment(*salt, *payload);
    return found == e.data || bad("commitment to data", hex_of(e.data), hex_of(found));
  }

  const crypto::Sm2PublicKey& key_;
  std::optional<std::uint64_t> seq_;
  std::string note_;
  Checkpoint signed_;
};

const json::object* object_at(const json::object& object, std::string_view member) {
  const auto* value = object.if_contains(member);
  return value && value->is_object() ? &value->get_object() : nullptr;
}

void check_entries(Check& check, const json::array& rows, const std::string& note, bool nested) {
  for (const auto& row : rows) {
    const auto* outer = row.is_object() ? &row.get_object() : nullptr;
    const auto* shown = outer && nested ? object_at(*outer, "entry") : outer;
    const auto* proof = outer ? object_at(*outer, "proof") : nullptr;
    if (!shown || !proof) {
      check.bad("entry", "an entry with its proof", "something else");
      return;
    }
    if (!check.entry(*shown, *proof, note)) return;
  }
}

const json::array* array_at(const json::object& object, std::string_view member) {
  const auto* value = object.if_contains(member);
  return value && value->is_array() ? &value->get_array() : nullptr;
}

}  // namespace

Result<BundleReport> verify_bundle(std::string_view text, const crypto::Sm2PublicKey& key) {
  GS_TRY(json, parse_json(text, kLimits));
  const auto none = fail(ErrorCode::input_bad_format, "/format", "an evidence bundle, a dossier, a public log or a proof, as this node hands them out");
  if (!json.is_object()) return none;
  const auto& file = json.get_object();
  const auto format = text_of(file, "format"), note = text_of(file, "checkpoint");
  const auto *entries = array_at(file, "entries"), *history = array_at(file, "history"), *leaves = array_at(file, "leaves");
  Check check(key);
  if (format == "gongshu evidence bundle 1" && entries) {
    check.report.kind = "evidence_bundle";
    check_entries(check, *entries, note, true);
  } else if (format == "gongshu public log 1" && leaves) {
    check.report.kind = "public_log";
    if (check.checkpoint(note)) check.leaves(*leaves);
  } else if (history) {
    check.report.kind = "dossier";
    check_entries(check, *history, note, false);
  } else if (file.contains("path")) {
    check.report.kind = "proof";
    if (check.proof(file, note)) check.report.entries = check.report.without_data = 1;
  } else {
    return none;
  }
  return std::move(check.report);
}

}  // namespace gongshu::ledger
