#include "domain/catalog/checks.h"

#include "domain/catalog/points.h"

namespace gongshu::domain::catalog {

namespace {

Error with_hint(Error error, const std::string& more) {
  error.hint += (error.hint.empty() ? "" : "; ") + more;
  return error;
}

}  // namespace

Status check_negative_list(const DraftCatalogEntry& c, Context& context) {
  const auto ruling = context.ruling(kNegativeList);
  for (const auto& category : ruling.list("categories")) {
    const auto verdict = c.negative_list.find(category);
    if (verdict == c.negative_list.end())
      return fail(with_hint(ruling.refuse_item(ErrorCode::rule_item_missing, "categories", category, "/negative_list/" + category), "judge this category: true where it applies"));
    if (verdict->second)
      return fail(with_hint(ruling.refuse_item(ErrorCode::rule_prohibited_data, "categories", category, "/negative_list/" + category), "take the items concerned out of the entry"));
  }
  return {};
}

Status check_shared_consent(const DraftCatalogEntry& c, bool consent_confirmed, Context& context) {
  if (c.origin != "shared") return {};
  const auto ruling = context.ruling(kSharedConsent);
  if (!c.shared_from)
    return fail(ruling.refusal(ErrorCode::rule_evidence_missing, "/shared_from", "name the organisation that shared the data"));
  if (!c.shared_consent || !consent_confirmed)
    return fail(ruling.refusal(ErrorCode::rule_evidence_missing, "/shared_consent", "enter the sharer's consent as an outside decision about this entry, have it confirmed, and name it here"));
  return {};
}

Status check_single_source(const DraftCatalogEntry& c, const std::map<std::string, std::string>& other_sources, Context& context) {
  const auto ruling = context.ruling(kSingleSource);
  for (std::size_t i = 0; i < c.items.size(); ++i) {
    if (!c.items[i].standard) continue;
    if (const auto other = other_sources.find(*c.items[i].standard); other != other_sources.end())
      return fail(ruling.refusal(ErrorCode::rule_single_source, "/items/" + std::to_string(i) + "/standard",
                                 "entry " + other->second + " is the source of " + *c.items[i].standard + "; refer to it instead"));
  }
  return {};
}

Status check_items(const DraftCatalogEntry& c) {
  std::set<std::string> seen;
  bool identity = false;
  for (std::size_t i = 0; i < c.items.size(); ++i) {
    if (!seen.insert(c.items[i].name).second)
      return fail(ErrorCode::state_already_exists, "/items/" + std::to_string(i) + "/name", "the name " + c.items[i].name + " occurs twice");
    identity = identity || c.items[i].identity.value_or(false);
  }
  if (c.protected_entity && !identity)
    return fail(ErrorCode::rule_item_missing, "/items", "mark the item that identifies a " + *c.protected_entity + " with identity: true");
  return {};
}

std::string highest_grade(const DraftCatalogEntry& c) {
  std::string highest = "general";
  for (const auto& item : c.items) {
    if (item.grade == "core") return "core";
    if (item.grade == "important") highest = "important";
  }
  return highest;
}

}  // namespace gongshu::domain::catalog
