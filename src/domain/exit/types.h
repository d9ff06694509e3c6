// An exit, and the notice that a developer gets of it.
#pragma once
#include "domain/exit/commands.gen.h"
#include "domain/exit/states.h"
#include "domain/kernel/subject.h"

namespace gongshu::domain::exit {

/// Categories of what may have to be deleted (told apart by the texts and by agreements).
inline constexpr std::string_view kAuthorizedData = "authorized_data";  ///< orders and batches
inline constexpr std::string_view kResults = "results";                 ///< of jobs, never released
inline constexpr std::string_view kProducts = "products";               ///< shelves and packages
inline constexpr std::string_view kSocialData = "social_data";          ///< imported by the operator

/// A file found under the agreement, before anything was touched.
struct FoundFile {
  std::string path;  ///< inside the data directory
  std::string category;
  std::int64_t bytes = 0;
  std::string digest;  ///< SM3 of the file as it lies (sealed), hex
  bool kept = false;   ///< neither the pack nor the agreement wants it deleted
};
BOOST_DESCRIBE_STRUCT(FoundFile, (), (path, category, bytes, digest, kept))

struct ShreddedKey {
  std::string name;
  std::string fingerprint;  ///< empty when the key was never made; its name can never be used either
  Instant when = 0;
};
BOOST_DESCRIBE_STRUCT(ShreddedKey, (), (name, fingerprint, when))

struct NoticeRef {
  std::string notice, org, subscription, product;
  bool paying = false;
};
BOOST_DESCRIBE_STRUCT(NoticeRef, (), (notice, org, subscription, product, paying))

/// Ids of the records that ended.
struct RevokedRights {
  std::vector<std::string> scenarios, workspaces, jobs, products, subscriptions, application_agreements;
};
BOOST_DESCRIBE_STRUCT(RevokedRights, (), (scenarios, workspaces, jobs, products, subscriptions, application_agreements))

struct Exit {
  ExitStatus status{};
  StartExit content;
  std::string agency, operator_org;
  std::string started_by;
  Instant started_at = 0;
  RevokedRights revoked;
  std::optional<Instant> revoked_at;
  std::vector<NoticeRef> notices;
  std::vector<std::string> categories;  ///< to be deleted: what the pack names and what the agreement adds
  std::vector<FoundFile> files;
  std::vector<ShreddedKey> keys;
  std::optional<Instant> deleted_at;
  bool operator_exited = false;
  std::optional<std::string> completed_by;
  std::optional<std::string> log_hold_until;  ///< logs are kept at least until this day
  std::optional<std::string> certificate;     ///< canonical JSON: the signed bytes
  std::optional<std::string> signature;       ///< SM2, DER, base64
};
BOOST_DESCRIBE_STRUCT(Exit, (),
                      (status, content, agency, operator_org, started_by, started_at, revoked, revoked_at, notices, categories, files, keys, deleted_at,
                       operator_exited, completed_by, log_hold_until, certificate, signature))

/// What a developer is told when a product they use ends.
struct ExitNotice {
  NoticeStatus status{};
  std::string exit, org, operator_org, subscription, product, product_title;
  bool paying = false;
  std::string reason;
  Instant time = 0;
};
BOOST_DESCRIBE_STRUCT(ExitNotice, (), (status, exit, org, operator_org, subscription, product, product_title, paying, reason, time))

inline std::string status_of(const Exit& e) { return std::string(name_of(e.status)); }
inline std::set<std::string> parties_of(const Exit& e) { return {e.agency, e.operator_org}; }
inline std::vector<Todo> todos_of(const Exit& e) {
  if (e.status == ExitStatus::certified) return {};
  return {{"complete", "competent_authority", {}, {}}, {"complete", {}, e.agency, {}}};
}
inline std::string status_of(const ExitNotice& n) { return std::string(name_of(n.status)); }
inline std::set<std::string> parties_of(const ExitNotice& n) { return {n.org, n.operator_org}; }

}  // namespace gongshu::domain::exit
