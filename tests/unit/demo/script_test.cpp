// What a demonstration's script must hold.
#include "demo/script.h"

#include <gtest/gtest.h>

#include <fstream>

namespace gongshu::demo {
namespace {

Result<json::object> script(const std::string& yaml) {
  const auto file = std::filesystem::temp_directory_path() / ("script-" + std::to_string(::getpid()) + ".yaml");
  std::ofstream(file) << yaml;
  auto out = read_script(file);
  std::filesystem::remove(file);
  return out;
}

TEST(Script, GivesItsAccountsForTheStartPage) {
  const auto read = script("title: {zh: 试, en: t}\nadministration: 局\naccounts: [{account: a.b, name: 甲, org: 局}]\nsteps: [{say: x}]\n");
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  const auto accounts = accounts_of(*read);
  ASSERT_EQ(accounts.size(), 1u);
  EXPECT_EQ(accounts[0].at("account"), json::value("a.b"));
  EXPECT_TRUE(accounts[0].as_object().contains("password"));
}

TEST(Script, AMissingPartIsNamed) {
  const auto read = script("title: {zh: 试, en: t}\naccounts: []\nsteps: []\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::config_invalid);
  EXPECT_NE(read.error().hint.find("administration"), std::string::npos);
  EXPECT_FALSE(script("just text").has_value());
}

TEST(Script, EveryScriptOfTheRepositoryReads) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(GONGSHU_SOURCE_DIR) / "data/demo")) {
    const auto read = read_script(entry.path());
    EXPECT_TRUE(read.has_value()) << entry.path();
    ++count;
  }
  EXPECT_GT(count, 0);
}

}  // namespace
}  // namespace gongshu::demo
