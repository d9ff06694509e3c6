// The certificate of an exit: canonical JSON (RFC 8785) signed with SM2 over SM3 by the node. Whoever holds the text, the signature and
// the node's public key can check it, without the node.
#pragma once
#include <string>

#include "app/node.h"
#include "crypto/sm2.h"
#include "domain/exit/events.h"

namespace gongshu::app {

/// The certificate of an exit whose agreement has ended: text, signature (base64 of DER) and the day until which logs are kept. The
/// ledger's size and root in it are those before the certificate itself is recorded. Errors: calendar.*, crypto.failed, store.*.
Result<domain::exit::Certified> make_certificate(Node& node, const std::string& id, const domain::exit::Exit& exit);

/// Errors: crypto.bad_signature.
Status verify_certificate(const std::string& text, const std::string& signature_base64, const crypto::Sm2PublicKey& key);

/// A certificate file, as the API gives it ({"certificate": text, "signature": …}). Returns the certificate's members. The key that lies in the file is not
/// trusted. Errors: input.* for another form, crypto.bad_signature.
Result<json::object> verify_certificate_file(const std::string& content, const crypto::Sm2PublicKey& key);

}  // namespace gongshu::app
