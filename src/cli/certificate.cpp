// gongshu certificate: anyone checks an exit certificate with the node's public key, without the node.
#include <fmt/core.h>

#include "app/certificate.h"
#include "cli/command.h"
#include "store/files.h"

namespace gongshu::cli {
namespace {

struct CertificateFlags {
  std::string file, key;
  bool json = false;
};

std::string text_of(const boost::json::object& certificate, const char* member) {
  const auto* value = certificate.if_contains(member);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::size_t size_of(const boost::json::object& certificate, const char* member) {
  const auto* value = certificate.if_contains(member);
  return value && value->is_array() ? value->get_array().size() : 0;
}

Status check(const CertificateFlags& flags) {
  GS_TRY(pem, store::read_file(flags.key));
  GS_TRY(key, crypto::Sm2PublicKey::from_pem(pem));
  GS_TRY(content, store::read_file(flags.file));
  GS_TRY(certificate, app::verify_certificate_file(content, key));
  if (flags.json) {
    fmt::print("{}\n", boost::json::serialize(certificate));
    return {};
  }
  fmt::print("签名有效 the signature is valid: {} · {}\n", text_of(certificate, "exit"), text_of(certificate, "issued_at"));
  fmt::print("  销毁密钥 keys destroyed: {} · 删除文件 files deleted: {} · 通知 notices: {} · 日志保存至 logs kept until: {}\n",
             size_of(certificate, "destroyed_keys"), size_of(certificate, "deleted_files"), size_of(certificate, "notices"),
             text_of(certificate, "log_hold_until"));
  return {};
}

[[maybe_unused]] const bool kCertificate = register_command({"certificate", [](CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("certificate", "离线核验退出证明 · check an exit certificate offline");
  auto flags = std::make_shared<CertificateFlags>();
  sub->add_option("file", flags->file, "退出证明，即 getExitCertificate 的应答 · the certificate, as getExitCertificate gives it")->required();
  sub->add_option("--key", flags->key, "节点公钥 (PEM)，须从可信途径取得 · the node's public key, from a source you trust")->required();
  sub->add_flag("--json", flags->json, "核验后输出证明内容 · print the certificate's content");
  sub->callback([flags, &exit_code] {
    if (auto status = check(*flags); !status) exit_code = report(status.error());
  });
}});

}  // namespace
}  // namespace gongshu::cli
