// Social data (社会数据): what an operator obtained elsewhere and brings into a workspace beside the supply, with where it is from.
#pragma once
#include "domain/kernel/subject.h"
#include "domain/social_data/commands.gen.h"
#include "domain/social_data/states.h"

namespace gongshu::domain::social_data {

/// The review that let the import through, as it stood then.
struct Review {
  std::string matter, procedure;
  std::map<std::string, std::string> evidence;  ///< kind → document
  json::object items;                           ///< what was stated in it
};
BOOST_DESCRIBE_STRUCT(Review, (), (matter, procedure, evidence, items))

struct SocialData {
  SocialDataStatus status{};
  std::string workspace, scenario, operator_org, agency, author;
  std::string review, procedure, source, table;
  std::vector<SocialColumn> columns;
  std::map<std::string, std::string> evidence;
  json::object items;
  std::int64_t rows = 0, bytes = 0;
  std::string digest;  ///< SM3 of the sealed file, hex; its name
};
BOOST_DESCRIBE_STRUCT(SocialData, (),
                      (status, workspace, scenario, operator_org, agency, author, review, procedure, source, table, columns, evidence, items, rows, bytes,
                       digest))

inline std::string status_of(const SocialData& s) { return std::string(name_of(s.status)); }
inline std::set<std::string> parties_of(const SocialData& s) { return {s.operator_org, s.agency}; }

}  // namespace gongshu::domain::social_data
