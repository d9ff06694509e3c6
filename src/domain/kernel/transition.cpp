#include "domain/kernel/transition.h"

namespace gongshu::domain {

std::map<std::string, std::vector<TransitionRow>>& transition_tables() {
  static std::map<std::string, std::vector<TransitionRow>> all;
  return all;
}

}  // namespace gongshu::domain
