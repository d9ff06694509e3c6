#include "domain/kernel/subject.h"

namespace gongshu::domain {

std::map<std::string, ErasedSubject>& subjects() {
  static std::map<std::string, ErasedSubject> all;
  return all;
}

}  // namespace gongshu::domain
