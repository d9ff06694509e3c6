#include "app/verification.h"

#include "app/views.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

Result<crypto::Sm2PublicKey> public_key(const VerifyRequest& request) {
  if (request.key) return *request.key;
  if (request.data.empty())
    return fail(ErrorCode::config_invalid, "--key", "give the node's public key with --key FILE; a key taken from the export itself proves nothing");
  GS_TRY(pem, store::read_file(request.data / "node.pub.pem"));
  return crypto::Sm2PublicKey::from_pem(pem);
}

}  // namespace

Result<ledger::Report> verify_node(const VerifyRequest& request) {
  if (request.data.empty() == request.log_export.empty())
    return fail(ErrorCode::config_invalid, "--data", "give either --data DIR or --export DIR");
  GS_TRY(key, public_key(request));
  ViewRebuilder rebuilder;
  ledger::VerifyInput input{.source = request.data.empty() ? request.log_export : request.data / "gongshu.db",
                            .public_key = std::move(key),
                            .hashes_only = request.hashes_only,
                            .rebuilder = request.hashes_only ? nullptr : &rebuilder,
                            .progress = request.progress};
  if (!request.data.empty())
    input.stored = [&]() -> Result<std::vector<ledger::ViewRow>> {
      GS_TRY(db, store::Database::open(request.data / "gongshu.db", store::Mode::read_only));
      return stored_rows(db);
    };
  return ledger::verify(input);
}

}  // namespace gongshu::app
