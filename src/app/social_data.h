// Imported social data of a workspace: sealed rows under <data>/social/<SM3 of the sealed file>, and their way into queries.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "app/node.h"
#include "app/records.h"
#include "domain/social_data/events.h"
#include "engine/execute.h"

namespace gongshu::app {

using SocialRow = Found<domain::social_data::SocialData>;

/// What the scenario's workspace holds.
Result<std::vector<SocialRow>> social_data_of(Records& records, const std::string& scenario);
std::filesystem::path social_file(Node& node, const std::string& digest);
/// Every column for every use: the operator's own data, about nobody that the supply protects.
engine::TableGrant social_grant(const domain::social_data::SocialData& data);
/// Loads the rows. `key` is the scenario's. Errors: store.failed, crypto.bad_ciphertext (changed or moved), input.bad_csv.
Status load_social(Node& node, const domain::social_data::SocialData& data, const std::string& key, engine::Dataset& dataset);

}  // namespace gongshu::app
