#include "app/certificate.h"

#include "crypto/hash.h"
#include "domain/authorization/events.h"
#include "domain/exit/decide.h"
#include "domain/exit/points.h"
#include "domain/parties/events.h"

namespace gongshu::app {
namespace {

using namespace domain::exit;
/// Up to so many files are listed one by one; beyond, the digests of the lists stand for them (an entry of the ledger is bounded).
constexpr std::size_t kListed = 2000;

json::object party(Records& records, const std::string& id) {
  const auto org = records.find<domain::parties::OrganisationSubject>(id);
  return {{"id", id}, {"name", org && *org ? (*org)->name : std::string()}};
}

/// One line a category: how many files, how many bytes, and the SM3 of the canonical list.
Result<json::array> summary(const std::vector<FoundFile>& files, bool kept) {
  std::map<std::string, std::pair<std::int64_t, json::array>> by_category;
  for (const auto& f : files) {
    if (f.kept != kept) continue;
    auto& [bytes, list] = by_category[f.category];
    bytes += f.bytes;
    list.push_back(write(f));
  }
  json::array out;
  for (auto& [category, entry] : by_category) {
    const auto count = static_cast<std::int64_t>(entry.second.size());
    GS_TRY(text, canonical(entry.second));
    out.push_back(json::object{{"category", category}, {"files", count}, {"bytes", entry.first}, {"list_sm3", crypto::to_hex(crypto::view(crypto::sm3(text)))}});
  }
  return out;
}

json::array deleted_files(const std::vector<FoundFile>& files) {
  json::array out;
  for (const auto& f : files)
    if (!f.kept) out.push_back(json::object{{"path", f.path}, {"category", f.category}, {"bytes", f.bytes}, {"sm3", f.digest}});
  if (out.size() > kListed) out.clear();
  return out;
}

json::array destroyed_keys(const std::vector<ShreddedKey>& keys) {
  json::array out;
  for (const auto& k : keys) out.push_back(json::object{{"name", k.name}, {"fingerprint", k.fingerprint}, {"when", to_text(k.when)}});
  return out;
}

json::array cited_rules(const rules::Rulebook& book) {
  json::array out;
  for (const auto* point : {&kRevoke, &kDelete, &kLogHold, &kCertificate})
    for (const auto& rule : book.at(*point).rules())
      out.push_back(json::object{{"point", point->id()}, {"rule", rule.id}, {"article", rule.article}, {"pack", rule.pack}});
  return out;
}

Status add_parties(Node& node, const Exit& exit, json::object& out) {
  return node.query([&](Records& records) -> Status {
    out["parties"] = json::object{{"agency", party(records, exit.agency)}, {"operator", party(records, exit.operator_org)}};
    GS_TRY(agreement, records.load<domain::authorization::AgreementSubject>(exit.content.agreement));
    out["agreement"] = json::object{{"id", exit.content.agreement}, {"starts", agreement.content.starts}, {"ends", agreement.content.ends}};
    return {};
  });
}

Status add_files(const Exit& exit, json::object& out) {
  GS_TRY(deleted, summary(exit.files, false));
  GS_TRY(kept, summary(exit.files, true));
  out["deleted"] = std::move(deleted);
  out["kept"] = std::move(kept);
  out["deleted_files"] = deleted_files(exit.files);
  out["deleted_at"] = to_text(exit.deleted_at.value_or(0));
  return {};
}

}  // namespace

Result<Certified> make_certificate(Node& node, const std::string& id, const Exit& exit) {
  const auto now = node.clock().now();
  domain::Context context(Node::system_actor(), now, node.rulebook().on(local_date(now)));
  GS_TRY(hold, domain::exit::log_hold_until(context));
  const auto head = node.head();
  json::object out{{"kind", "exit_certificate"},
                   {"format", 1},
                   {"node", node.origin()},
                   {"pack", node.options().pack},
                   {"exit", id},
                   {"cause", exit.content.cause},
                   {"document", exit.content.document},
                   {"started_at", to_text(exit.started_at)},
                   {"revoked_at", to_text(exit.revoked_at.value_or(0))},
                   {"revoked", write(exit.revoked)},
                   {"notices", write(exit.notices)},
                   {"destroyed_keys", destroyed_keys(exit.keys)},
                   {"operator_exited", exit.operator_exited},
                   {"log_hold_until", hold},
                   {"logs_held", write(context.rulebook().at(kLogHold).list("kinds"))},
                   {"ledger", json::object{{"size", static_cast<std::int64_t>(head.size)}, {"root_sm3", crypto::to_hex(crypto::view(head.root))}}},
                   {"rules", cited_rules(context.rulebook())},
                   {"issued_at", to_text(now)}};
  GS_CHECK(add_parties(node, exit, out));
  GS_CHECK(add_files(exit, out));
  GS_TRY(text, canonical(out));
  GS_TRY(signature, node.key().sign(text));
  return Certified{hold, std::move(text), crypto::to_base64(signature)};
}

Status verify_certificate(const std::string& text, const std::string& signature_base64, const crypto::Sm2PublicKey& key) {
  const auto signature = crypto::from_base64(signature_base64);
  if (signature && key.verify(text, *signature)) return {};
  return fail(ErrorCode::crypto_bad_signature, "/signature", "the certificate was changed, or another key signed it");
}

Result<json::object> verify_certificate_file(const std::string& content, const crypto::Sm2PublicKey& key) {
  GS_TRY(file, parse_json(content, {.bytes = std::size_t{1} << 26, .depth = 16}));
  const auto* object = file.if_object();
  const auto* text = object ? object->if_contains("certificate") : nullptr;
  const auto* signature = object ? object->if_contains("signature") : nullptr;
  if (!text || !text->is_string() || !signature || !signature->is_string())
    return fail(ErrorCode::input_missing_field, "/certificate", "the file must hold the texts \"certificate\" and \"signature\", as getExitCertificate gives them");
  const std::string signed_text(text->get_string());
  GS_CHECK(verify_certificate(signed_text, std::string(signature->get_string()), key));
  GS_TRY(certificate, parse_json(signed_text, {.bytes = std::size_t{1} << 26, .depth = 16}));
  if (!certificate.is_object()) return fail(ErrorCode::input_wrong_type, "/certificate", "object");
  return certificate.as_object();
}

}  // namespace gongshu::app
