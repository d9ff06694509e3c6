#pragma once
#include "domain/social_data/types.h"

namespace gongshu::domain::social_data {

/// The rows themselves are in the sealed file that `digest` names.
struct Imported {
  static constexpr std::string_view kType = "social_data.imported";
  std::string workspace, scenario, agency, table, source;
  std::vector<SocialColumn> columns;
  Review review;
  std::int64_t rows = 0, bytes = 0;
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(Imported, (), (workspace, scenario, agency, table, source, columns, review, rows, bytes, digest))

struct Exited {
  static constexpr std::string_view kType = "social_data.exited";
  std::string exit;
};
BOOST_DESCRIBE_STRUCT(Exited, (), (exit))

struct SocialDataSubject {
  static constexpr std::string_view kKind = "social_data";
  static constexpr std::string_view kPrefix = "soc";
  using State = SocialData;
  using Event = std::variant<Imported, Exited>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using Events = std::vector<SocialDataSubject::Event>;

}  // namespace gongshu::domain::social_data
