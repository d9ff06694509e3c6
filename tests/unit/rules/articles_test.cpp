// Lists of articles: every way to leave an article out is found, and the lists of the packs that ship follow their texts.
#include <fstream>

#include "rules/articles.h"
#include "support.h"

namespace gongshu::rules::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kReason = ", not_for_machine: {zh: 由人判断, en: for people}";

/// A pack in force with two rules and the given article lines.
struct Listed {
  std::shared_ptr<const Pack> pack;
  Notes notes;
};

Listed listed(const Points& points, const std::string& articles, const char* status = "in_force") {
  auto text = "id: local\ntitle: {zh: 规则, en: Rules}\nissuer: {zh: 某市, en: A city}\nstatus: " + std::string(status) +
              "\nrules:\n" +
              "  - {id: XX-01, article: 第一条第二款, level: must, zh: 释义, en: Text, bind: [{point: stop.scope}]}\n" +
              "  - {id: XX-02, article: 第二条、第三条, level: must, zh: 释义, en: Text, deferred: {zh: 以后, en: Later}}\n";
  if (!articles.empty()) text += "articles:\n" + articles;
  auto notes = notes_of(*parse_document(text, "test.yaml", ErrorCode::pack_invalid));
  EXPECT_TRUE(notes) << (notes ? "" : describe(notes.error()));
  return {pack(text, points), *notes};
}

std::vector<std::string> faults(const Points& points, const std::string& articles, const char* status = "in_force") {
  std::vector<Problem> found;
  const auto made = listed(points, articles, status);
  check_articles(*made.pack, made.notes, found);
  std::vector<std::string> out;
  for (const auto& p : found) {
    EXPECT_THAT(p.at, HasSubstr("test.yaml line"));
    out.push_back(p.hint);
  }
  return out;
}

std::string line(const std::string& article, const std::string& rest) { return "  - {article: " + article + rest + "}\n"; }

TEST(Articles, ACompleteListIsClean) {
  const Points points;
  EXPECT_THAT(faults(points, line("第一条", ", rules: [XX-01]") + line("第二条", ", rules: [XX-02]") +
                                 line("第三条", ", rules: [XX-02]")),
              IsEmpty());
}

TEST(Articles, EveryFaultIsTold) {
  const Points points;
  const auto one = line("第一条", ", rules: [XX-01]"), two = line("第二条", ", rules: [XX-02]"),
             three = line("第三条", ", rules: [XX-02]");
  EXPECT_THAT(faults(points, one + line("第二条", "") + three),
              ::testing::Contains(HasSubstr("neither 'rules' nor 'not_for_machine'")));
  EXPECT_THAT(faults(points, one + two + line("第二条", kReason) + three),
              ::testing::Contains(HasSubstr("第二条 is listed twice")));
  EXPECT_THAT(faults(points, one + two + three + line("第五条", kReason)),
              ElementsAre(HasSubstr("article 4 of the text is expected here")));
  EXPECT_THAT(faults(points, line("第一条", ", rules: [XX-01, XX-11]") + two + three),
              ElementsAre(HasSubstr("XX-11, which does not exist; did you mean XX-01?")));
  EXPECT_THAT(faults(points, line("第一条", kReason) + two + three), ElementsAre(HasSubstr("XX-01 cites 第一条; name it")));
  EXPECT_THAT(faults(points, one + two), ElementsAre(HasSubstr("XX-02 cites '第三条', which is not in the list")));
}

TEST(Articles, OnlyADraftMayGoWithoutAList) {
  const Points points;
  EXPECT_THAT(faults(points, {}), ElementsAre(HasSubstr("list every article")));
  EXPECT_THAT(faults(points, {}, "trial"), ElementsAre(HasSubstr("list every article")));
  EXPECT_THAT(faults(points, {}, "draft"), IsEmpty());
}

TEST(Articles, NumbersAndRangesAreRead) {
  EXPECT_EQ(article_number("第一条"), 1);
  EXPECT_EQ(article_number("第十条"), 10);
  EXPECT_EQ(article_number("第二十三条"), 23);
  EXPECT_EQ(article_number("第一百零五条"), 105);
  EXPECT_EQ(article_number("第一百二十条"), 120);
  EXPECT_EQ(article_number("第8条"), 8);  // as one draft prints it
  EXPECT_EQ(article_number("第15条"), 15);
  for (const char* text : {"", "第条", "第十五条第一款", "十五条", "第0条", "GB/T 43697-2024"})
    EXPECT_EQ(article_number(text), 0) << text;
  const Points points;
  const auto p = listed(
      points, line("第一条", ", rules: [XX-01]") + line("第二条", ", rules: [XX-02]") + line("第三条", ", rules: [XX-02]"));
  std::vector<std::string> unknown;
  EXPECT_EQ(cited_articles(p.notes, "第一条至第三条", unknown).size(), 3u);
  EXPECT_EQ(cited_articles(p.notes, "第二条第三项；第三条", unknown).size(), 2u);
  EXPECT_THAT(unknown, IsEmpty());
  EXPECT_TRUE(cited_articles(p.notes, "第十一条、第九条", unknown).empty());
  EXPECT_THAT(unknown, ElementsAre("第十一条", "第九条"));
}

TEST(Articles, ADeferredRuleLeavesItsArticleOpen) {
  const Points points;
  const auto p = listed(points, line("第一条", std::string(", rules: [XX-01]") + kReason) + line("第二条", ", rules: [XX-02]") +
                                    line("第三条", kReason));
  EXPECT_EQ(kept(*p.pack, p.notes.articles[0]), Kept::both);
  EXPECT_EQ(kept(*p.pack, p.notes.articles[1]), Kept::open);
  EXPECT_EQ(kept(*p.pack, p.notes.articles[2]), Kept::not_for_machine);
  const auto shown = articles_json(*p.pack, p.notes, {"XX-01"});
  EXPECT_EQ(shown[0].at("rules").at(0).at("storied"), true);
  EXPECT_EQ(shown[1].at("kept"), "open");
  EXPECT_EQ(shown[2].at("not_for_machine").at("en"), "for people");
}

/// The number of the last article that begins a line of the text; 0 for a text that counts otherwise.
int last_article(const std::filesystem::path& file) {
  constexpr std::string_view kWide = "\u3000", kArticle = "条";
  std::ifstream in(file, std::ios::binary);
  int last = 0;
  for (std::string line; std::getline(in, line);) {
    std::string_view rest = line;
    while (rest.starts_with(' ') || rest.starts_with('*') || rest.starts_with(kWide))
      rest.remove_prefix(rest.starts_with(kWide) ? kWide.size() : 1);
    if (const auto end = rest.find(kArticle); end != rest.npos)
      if (const int number = article_number(rest.substr(0, end + kArticle.size()))) last = number;
  }
  return last;
}

TEST(Articles, ListsAreAsLongAsTheirTexts) {
  const auto folder = std::filesystem::path(GONGSHU_SOURCE_DIR) / ".." / "shared" / "regulations";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the regulations are not here";
  EXPECT_EQ(last_article(folder / "henan.txt"), 26);
  for (const auto& id : pack_ids(kPacks)) {
    const int last = last_article(folder / (id + ".txt"));
    const auto notes = read_notes(kPacks, id);
    ASSERT_TRUE(notes) << describe(notes.error());
    if (notes->articles.empty() || last == 0) continue;  // a draft may still be without a list; lint says so of any other
    EXPECT_EQ(notes->articles.size(), static_cast<std::size_t>(last)) << id;
  }
}

}  // namespace
}  // namespace gongshu::rules::test
