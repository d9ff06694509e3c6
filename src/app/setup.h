// The first administrator of a new node: made on the command line, once.
#pragma once
#include "app/node.h"

namespace gongshu::app {

struct FirstAdministrator {
  std::string org, person, one_time_password;
};

/// Registers the competent authority and a system administrator of it. Errors: state.already_exists when the node has people already;
/// input.* for a bad name.
Result<FirstAdministrator> first_administrator(Node& node, const std::string& organisation, const std::string& account);

/// Three groups of Crockford base 32 that can be read aloud; 80 random bits.
std::string one_time_password();

}  // namespace gongshu::app
