#include "gateway/consent.h"

namespace gongshu::gateway {
namespace {
auto missing(std::string hint) { return fail(ErrorCode::rule_consent_missing, "/consent", std::move(hint)); }
}  // namespace

void ConsentTable::put(std::string id, Consent consent) {
  std::unique_lock lock(mutex_);
  consents_.insert_or_assign(std::move(id), std::move(consent));
}

bool ConsentTable::withdraw(std::string_view id) {
  std::unique_lock lock(mutex_);
  const auto found = consents_.find(id);
  if (found == consents_.end()) return false;
  found->second.withdrawn = true;
  return true;
}

std::optional<Consent> ConsentTable::find(std::string_view id) const {
  std::shared_lock lock(mutex_);
  const auto found = consents_.find(id);
  if (found == consents_.end()) return std::nullopt;
  return found->second;
}

std::size_t ConsentTable::size() const {
  std::shared_lock lock(mutex_);
  return consents_.size();
}

Status check_consent(const std::optional<Consent>& consent, std::string_view product, std::string_view purpose,
                     std::string_view developer, Instant now) {
  // A consent of someone else's product or developer reads the same as none: ids cannot be probed.
  if (!consent || consent->product != product || (!consent->developer.empty() && consent->developer != developer))
    return missing("name a consent given for this product to this developer");
  if (consent->purpose != purpose) return missing("the consent was given for another purpose");
  if (consent->withdrawn) return missing("the consent was withdrawn; ask the person anew");
  if (now >= consent->valid_until) return missing("the consent has expired; ask the person anew");
  return {};
}

Status check_consent_subject(const Consent& consent, const crypto::Digest& token) {
  const auto subject = crypto::from_hex(consent.subject);
  if (subject && crypto::equal_ct(*subject, crypto::view(token))) return {};
  return missing("the consent is another person's");
}

}  // namespace gongshu::gateway
