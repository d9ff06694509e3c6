// What the acts of the story hand on to one another: ids of records, file places, keys.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "demo/people.h"

namespace gongshu::demo {

/// One of the three scenarios of the story.
struct Line {
  std::string entry, registration, scenario, workspace, order, batch, product, subscription;
  std::string source_key;
};

struct World {
  std::filesystem::path data;       ///< the demonstration's directory; the sources live beside the node
  std::filesystem::path figures;    ///< the repository's data/ folder
  std::filesystem::path divisions;  ///< build/third_party/divisions/divisions.csv
  std::int64_t residents = 1'000'000;
  const Clock* clock = nullptr;

  std::map<std::string, std::string> orgs;  ///< short name → id
  std::map<std::string, int> numbers;       ///< series of papers → the last number given
  std::string plan, operator_id, agreement, developer, application_agreement;
  std::string key_id, key_secret;           ///< the developer's application key
  Line elderly, divisions_line, residence;
  std::string resident_id, resident_county; ///< one synthetic resident the verification asks about
  std::string absent_id;                    ///< a valid number that is not in the register
};

/// The acts, in order. Each drives the public API only and stops at the first thing that is not as told.
Status act_parties(People&, World&, const std::string& admin_password);
Status act_resources(People&, World&);
Status act_authorization(People&, World&);
Status act_registration(People&, World&);
Status act_scenarios(People&, World&);
Status act_supply(People&, World&);
Status act_workspace(People&, World&);
Status act_products(People&, World&);
Status act_delivery(People&, World&);
Status act_calls(People&, World&);
Status act_supervision(People&, World&);
Status act_oversight(People&, World&);
Status act_pending(People&, World&);
Status act_exit(People&, World&);

/// A product call signed with the developer's key; tells the answer or the refusal, and fails on another HTTP status.
Status expect_call(People&, World&, const Line&, const json::object& body, int status, const std::string& what);
/// Moves the story's clock by a duration of the pack's kind ("10 working_days").
Status pass_time(People&, const std::string& duration);
/// Deposits a short text document and returns its id. Title and number come from demo/papers.h where none are given.
Result<std::string> deposit(People&, World&, const std::string& account, const std::string& kind, const std::string& title = {},
                            const std::string& number = {});
/// Enters a decision taken outside (by `enters`), confirmed by `confirms`; returns its id.
Result<std::string> outside_decision(People&, World&, const std::string& enters, const std::string& confirms, const std::string& kind,
                                     const std::string& subject, const std::string& title);
/// The short name of the organisation of an account, and the name of an organisation.
std::string org_of(const std::string& account);
std::string org_name(const std::string& org);
/// Today's date on the story's clock, some days later, and `years` later less a day.
std::string today(const World&);
std::string days_on(const World&, int days);
std::string years_on(const World&, int years);

}  // namespace gongshu::demo
