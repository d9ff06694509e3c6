// Names of rows for the egress ledger: the same row in every scenario and after a refresh, another once its content changed.
#include "app/workspace_rows.h"

#include <gtest/gtest.h>

namespace gongshu::app::test {
namespace {

TEST(RowNames, AreTheSameInEveryReading) {
  RowNames first("cat-1"), second("cat-1");
  for (std::uint64_t entity : {7, 8, 7, 9})
    EXPECT_EQ(first.name(entity, 1), second.name(entity, 2)) << "masked otherwise by another scenario";
}

TEST(RowNames, TellRowsEntitiesAndResourcesApart) {
  RowNames names("cat-1"), other("cat-2");
  const auto first = names.name(7, 0);
  EXPECT_NE(first, names.name(7, 0)) << "the second row of the entity";
  EXPECT_NE(first, names.name(8, 0));
  EXPECT_NE(first, other.name(7, 0));
}

TEST(RowNames, ChangeWithTheContentAndComeBackWithIt) {
  const auto name_after = [](std::vector<std::uint64_t> earlier, std::uint64_t now) {
    RowNames names("cat-1");
    for (const auto content : earlier) {
      names.earlier(7, content);
      names.next_batch();
    }
    return names.name(7, now);
  };
  const auto unchanged = name_after({}, 100);
  EXPECT_EQ(name_after({100}, 100), unchanged);
  EXPECT_EQ(name_after({100, 200}, 100), unchanged) << "back to what it was";
  EXPECT_NE(name_after({100}, 200), unchanged);
  EXPECT_EQ(name_after({100, 200}, 200), name_after({100}, 200)) << "a refresh that changes nothing more";
  EXPECT_NE(name_after({100}, 200), name_after({100}, 300));
}

TEST(RowNames, OfARowThatIsNewInARefreshAreThoseOfItsPlace) {
  RowNames names("cat-1"), plain("cat-1");
  names.earlier(7, 100);
  names.next_batch();
  EXPECT_EQ(names.name(8, 5), plain.name(8, 6));
}

TEST(RowContent, IsOfTheCellsNamedAndNotOfTheirJoin) {
  const std::vector<std::string_view> row{"ab", "c", "x"}, shifted{"a", "bc", "x"}, other{"ab", "c", "y"};
  EXPECT_NE(content_of(row, {0, 1}), content_of(shifted, {0, 1}));
  EXPECT_EQ(content_of(row, {0, 1}), content_of(other, {0, 1}));
  EXPECT_NE(content_of(row, {0, 1, 2}), content_of(other, {0, 1, 2}));
}

}  // namespace
}  // namespace gongshu::app::test
