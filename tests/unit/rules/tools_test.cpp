// The author's tools: comparing packs, explaining a rule, starting a pack, carrying a province's duties, bringing in a calendar.
#include <unistd.h>

#include <fstream>

#include "rules/calendar_import.h"
#include "rules/diff.h"
#include "rules/effective.h"
#include "rules/explain.h"
#include "rules/overlay.h"
#include "rules/point_list.h"
#include "rules/skeleton.h"
#include "support.h"

namespace gongshu::rules::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("gongshu-tools-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path operator/(const std::string& name) const { return path_ / name; }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void write_text(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

std::string with(const std::string& id, const std::string& rules, const std::string& rest = {}) {
  return head(id) + rest + "rules:\n" + rules;
}

/// A pack from text with what it says beside its rules.
Side side(const std::string& yaml, const Points& points) {
  auto notes = notes_of(*parse_document(yaml, "test.yaml", ErrorCode::pack_invalid));
  EXPECT_TRUE(notes) << (notes ? "" : describe(notes.error()));
  return {pack(yaml, points), *notes};
}

json::value compared(const Side& a, const Side& b, const Points& points) {
  return diff_json(a.pack, a.notes, b.pack, b.notes, points.registry);
}

const json::value* topic(const json::value& diff, std::string_view id) {
  for (const auto& one : diff.at("topics").as_array())
    if (one.at("id").as_string() == id) return &one;
  return nullptr;
}

TEST(Diff, ComparesWhatHoldsNotWhichRuleSaysIt) {
  const Points points;
  const auto a = side(with("one", rule("AA-01", "bind: [{point: agreement.term_cap, params: {cap: 3 years}}]") +
                                      rule("AA-02", "bind: [{point: stop.scope}]")),
                      points);
  const auto b = side(with("two", rule("BB-01", "bind: [{point: agreement.term_cap, params: {cap: 5 years}}]") +
                                      rule("BB-02", "bind: [{point: stop.scope}]")),
                      points);
  const auto diff = compared(a, b, points);
  ASSERT_TRUE(topic(diff, "agreement.term_cap"));
  EXPECT_EQ(topic(diff, "agreement.term_cap")->at("differs"), true);
  EXPECT_EQ(topic(diff, "agreement.term_cap")->at("a").at("params").at(0).at("origin").at(0), "AA-01");
  EXPECT_EQ(topic(diff, "stop.scope")->at("differs"), false);
  EXPECT_EQ(topic(diff, "plan.filing"), nullptr) << "neither pack says anything there";
  const auto table = diff_table(diff);
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_THAT(table.rows[0][2], HasSubstr("cap = 3 years (AA-01)"));
  EXPECT_THAT(diff_table(diff, true).rows.size(), ::testing::Gt(table.rows.size()));
}

TEST(Diff, SeesAPointThatOnlyOneBindsAChainOfTheSameNameAndTheStructure) {
  const Points points;
  const std::string roles =
      "roles: {operator: {zh: 运营, en: operator}, government: {zh: 政府, en: government}}\nlabels: {agencies: {zh: 机构, en: "
      "agencies}, "
      "one_agency: {zh: 一家, en: one}, no_agency: {zh: 无, en: none}}\n";
  const auto chain_of = [](const char* role) {
    return "chains: {c1: {steps: [{parallel: [{role: " + std::string(role) + "}]}]}}\n";
  };
  const auto bind = rule("AA-01", "bind: [{point: scenario.review, params: {chain: c1}}]");
  const auto a = side(with("one", bind + rule("AA-02", "bind: [{point: plan.change}]"),
                           roles + chain_of("operator") + "structure: {agencies: one_agency}\n"),
                      points);
  const auto b = side(with("two", bind, roles + chain_of("government") + "structure: {agencies: no_agency}\n"), points);
  const auto diff = compared(a, b, points);
  EXPECT_EQ(topic(diff, "scenario.review")->at("differs"), true);
  EXPECT_EQ(topic(diff, "plan.change")->at("differs"), true);
  EXPECT_EQ(topic(diff, "plan.change")->at("b").at("enforced"), "default");
  EXPECT_EQ(topic(diff, "agencies")->at("b").at("title").at("zh"), "无");
  EXPECT_FALSE(topic(compared(a, a, points), "scenario.review")->at("differs").as_bool());
}

TEST(Explain, ShowsTextArticleParametersAndStories) {
  const Folder folder;
  write_text(folder / "stories/henan/term.yaml", "title: {zh: 期限, en: Term}\nrules: [HA-14]\n");
  write_text(folder / "stories/henan/broken.yaml", "rules: [HA-14\n");
  const Points points;
  auto options = points.options();
  const auto henan = *load_pack(kPacks, "henan", options);
  const auto shown = explain_json(henan, kPacks, "HA-14", folder / "stories");
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->at("stories").as_array().size(), 1u);
  EXPECT_EQ(shown->at("stories").at(0).at("file"), "henan/term.yaml");
  EXPECT_EQ(shown->at("articles").at(0).at("article"), "第十四条");
  const auto effective = effective_json(points["agreement.term_cap"], henan);
  EXPECT_EQ(effective.at("enforced"), "excepted");
  EXPECT_EQ(param_text(effective.at("params").at(0)), "cap = 3 years (HA-14)");
  EXPECT_GT(explain_table(*shown).rows.size(), 8u);
  EXPECT_EQ(explain_json(henan, kPacks, "HA-41", folder / "stories").error().code, ErrorCode::state_not_found);
}

TEST(Explain, SaysWhenTheTextIsADraftAndWhatIsLeftToPeople) {
  const Points points;
  auto options = points.options();
  options.unknown_points = UnknownPoints::set_aside;
  const auto draft = *load_pack(kPacks, "shijiazhuang", options);
  const auto said = [](const json::value& explained) {
    std::string all;
    for (const auto& row : explain_table(explained).rows) all += row[0] + row[1] + "\n";
    return all;
  };
  if (draft->status == PackStatus::draft) {
    EXPECT_THAT(said(*explain_json(draft, kPacks, draft->rules.front().id, "none")), HasSubstr("not law in force"));
  }
  const auto henan = *load_pack(kPacks, "henan", options);
  EXPECT_THAT(said(*explain_json(henan, kPacks, "HA-29", "none")), HasSubstr("only gathers the evidence"));
  EXPECT_THAT(said(*explain_json(henan, kPacks, "HA-29", "none")), HasSubstr("the folder of the stories is not there"));
  EXPECT_THAT(said(*explain_json(henan, kPacks, "HA-29", kPacks)), HasSubstr("no story yet"));
}

TEST(NewPack, LintsCleanAndRefusesBadNames) {
  const Folder folder;
  fs::copy_file(kPacks / "schema.json", folder / "schema.json");
  fs::create_directories(folder / "national");
  fs::copy(kPacks / "national", folder / "national", fs::copy_options::recursive);
  const Points points;
  auto options = points.options();
  options.unknown_points = UnknownPoints::set_aside;
  const auto made = new_pack(folder.path(), "luoyang");
  ASSERT_TRUE(made) << describe(made.error());
  for (const auto& problem : lint(folder.path(), "luoyang", options)) ADD_FAILURE() << problem.at << ": " << problem.hint;
  EXPECT_TRUE((*load_pack(folder.path(), "luoyang", options))->find("LU-01"));
  EXPECT_TRUE(new_pack(folder.path(), "kaifeng", "KF"));
  EXPECT_TRUE((*load_pack(folder.path(), "kaifeng", options))->find("KF-01"));
  EXPECT_EQ(new_pack(folder.path(), "luoyang").error().code, ErrorCode::state_already_exists);
  for (const char* id : {"", "x", "Luoyang", "../up", "a/b", "1city", "洛阳"})
    EXPECT_EQ(new_pack(folder.path(), id).error().code, ErrorCode::input_bad_format) << id;
  for (const char* prefix : {"L", "ly", "LUOYA", "L1"})
    EXPECT_EQ(new_pack(folder.path(), "zhoukou", prefix).error().code, ErrorCode::input_bad_format) << prefix;
  EXPECT_FALSE(fs::exists(folder / "zhoukou"));
}

constexpr const char* kUpward =
    "bind: [{point: plan.filing, upward: true, params: {recipients: [province]}}, {point: plan.government_approval, params: "
    "{procedure: council}}]";

TEST(Overlay, CarriesOnlyTheUpwardDutiesAndShowsTheirOrigin) {
  const Points points;
  const auto city = side(with("city", rule("CC-01", "bind: [{point: plan.filing, params: {recipients: [county]}}]"),
                              "roles: {operator: {zh: 运营单位, en: operator}}\n"),
                         points);
  const auto province = side(with("province", rule("PP-01", kUpward),
                                  "roles: {operator: {zh: 开发主体, en: developer}, government: {zh: 省府, en: government}}\n"),
                             points);
  const auto stack = with_overlay(city.pack, province.pack, province.notes);
  ASSERT_TRUE(stack) << describe(stack.error());
  const Rulebook book(*stack, calendar());
  const auto filing = book.at(points["plan.filing"]);
  EXPECT_THAT(filing.list("recipients"), ElementsAre("county", "province"));
  EXPECT_EQ(filing.origin("recipients", "province").at(0).pack, "province");
  EXPECT_FALSE(book.at(points["plan.government_approval"]).bound()) << "the city follows its own text in everything else";
  EXPECT_EQ(book.role("operator").zh, "运营单位");
  EXPECT_EQ(book.role("government").zh, "government") << "the province's names stay out";
  EXPECT_FALSE(Rulebook(city.pack, calendar()).at(points["plan.filing"]).origin("recipients").empty());
}

TEST(Overlay, RefusesWhatCannotBeStacked) {
  const Points points;
  const auto base = pack(with("base", rule("AA-01", "bind: [{point: stop.scope}]")), points);
  const auto city = side(with("city", rule("CC-01", "bind: [{point: stop.scope}]")), points);
  const auto idle = side(with("idle", rule("PP-01", "bind: [{point: stop.scope}]")), points);
  const auto same_id = side(with("other", rule("CC-01", kUpward)), points);
  const auto elsewhere = pack(with("elsewhere", rule("PP-01", kUpward), "base: base\n"), points, base);
  EXPECT_THAT(with_overlay(city.pack, city.pack, city.notes).error().hint, HasSubstr("own pack"));
  EXPECT_THAT(with_overlay(city.pack, idle.pack, idle.notes).error().hint, HasSubstr("no duty"));
  EXPECT_THAT(with_overlay(city.pack, same_id.pack, same_id.notes).error().hint, HasSubstr("CC-01 is in both"));
  EXPECT_THAT(with_overlay(city.pack, elsewhere, {}).error().hint, HasSubstr("same base"));
}

TEST(Clashes, OnlyWhatNeitherTheStricterNorTheUnionSettles) {
  const Points points;
  const std::string labels =
      "labels: {operators: {zh: 产生, en: operators}, one_authorized: {zh: 一家, en: one}, open_selection: {zh: 公开, en: "
      "open}}\n";
  const auto city = side(
      with("city",
           rule("CC-01",
                "bind: [{point: plan.government_approval, params: {procedure: bureau}}, {point: developer.party_types, params: "
                "{types: [company]}}, "
                "{point: agreement.term_cap, params: {cap: 5 years}}, {point: plan.filing, params: {recipients: [county]}}]"),
           labels + "structure: {operators: open_selection}\n"),
      points);
  const auto province = side(
      with("province",
           rule("PP-01",
                "bind: [{point: plan.government_approval, params: {procedure: council}}, {point: developer.party_types, params: "
                "{types: [legal_person]}}, "
                "{point: agreement.term_cap, params: {cap: 3 years}}, {point: plan.filing, params: {recipients: [province]}}]"),
           labels + "structure: {operators: one_authorized}\n"),
      points);
  const auto found = clashes(city, province, points.registry);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].topic, "developer.party_types/types");
  EXPECT_EQ(found[1].topic, "plan.government_approval/procedure");
  EXPECT_THAT(found[1].rules, ElementsAre("CC-01", "PP-01"));
  EXPECT_EQ(found[2].topic, "structure/operators");
  EXPECT_THAT(found[2].local, HasSubstr("公开"));
  EXPECT_THAT(clashes(city, city, points.registry), IsEmpty());
  EXPECT_EQ(clashes_json(found).as_array().size(), clashes_table(found).rows.size());
}

std::string year(const std::string& body, const std::string& year = "2031") {
  return "year: " + year + "\nnotice: 通知\nsource: https://example.org\noff:\n  - {name: 元旦, from: " + year +
         "-01-01, to: " + year + "-01-03}\n" + body;
}

TEST(CalendarImport, RefusesEveryFaultWithFileAndLine) {
  const Folder folder;
  fs::create_directories(folder / "calendar");
  fs::copy_file(kPacks / "calendar/2026.yaml", folder / "calendar/2026.yaml");
  const auto refused = [&](const std::string& text) {
    write_text(folder / "new.yaml", text);
    const auto done = import_calendar(folder / "new.yaml", folder / "calendar", true);
    return done ? std::string("accepted") : done.error().at + ": " + done.error().hint;
  };
  EXPECT_THAT(refused(year("working: [2029-01-06]\n")), AllOf(HasSubstr("new.yaml line 6"), HasSubstr("outside 2031")));
  EXPECT_THAT(refused(year("  - {name: 再次, from: 2031-01-03, to: 2031-01-04}\nworking: []\n")), HasSubstr("listed twice"));
  EXPECT_THAT(refused(year("working: [2031-01-03]\n")), HasSubstr("off and as working"));
  EXPECT_THAT(refused(year("working: [2031-01-08]\n")), AllOf(HasSubstr("line 6"), HasSubstr("is a weekday")));
  EXPECT_THAT(refused("notice: 通知\nsource: x\noff: []\nworking: []\n"), HasSubstr("year"));
  EXPECT_THAT(refused(year("working: []\n", "2026")), HasSubstr("2026 has a calendar already"));
  EXPECT_THAT(
      refused("year: 2027\nnotice: 通知\nsource: x\noff:\n  - {name: 元旦, from: 2026-10-10, to: 2027-01-01}\nworking: []\n"),
      HasSubstr("2026-10-10 is off in one year's file and worked in another's"));
  EXPECT_THAT(import_calendar(folder / "missing.yaml", folder / "calendar", true).error().hint, HasSubstr("cannot be read"));
  EXPECT_FALSE(fs::exists(folder / "calendar/2031.yaml"));
}

TEST(CalendarImport, WritesOnlyWhenAskedAndOnlyOnce) {
  const Folder folder;
  fs::create_directories(folder / "calendar");
  fs::copy_file(kPacks / "calendar/2026.yaml", folder / "calendar/2026.yaml");
  write_text(folder / "new.yaml", year("working: [2031-01-04]\n"));
  const auto tried = import_calendar(folder / "new.yaml", folder / "calendar", false);
  ASSERT_TRUE(tried) << describe(tried.error());
  EXPECT_FALSE(tried->written);
  EXPECT_FALSE(fs::exists(tried->file));
  const auto written = import_calendar(folder / "new.yaml", folder / "calendar", true);
  ASSERT_TRUE(written);
  EXPECT_TRUE(written->written);
  EXPECT_EQ(Calendar::load(folder / "calendar")->years(), (std::vector<int>{2026, 2031}));
  EXPECT_FALSE(import_calendar(written->file, folder / "calendar", true)->written) << "it is that very file";
}

TEST(PointList, SaysKindDirectionAndDefault) {
  const Points points;
  const auto shown = points_json(points.registry);
  EXPECT_EQ(shown.at("points").as_array().size(), points.points.size());
  for (const auto& point : shown.at("points").as_array()) {
    if (point.at("id") != "egress.k") continue;
    const auto& k = point.at("parameters").at(0);
    EXPECT_EQ(k.at("stricter"), "larger");
    EXPECT_EQ(k.at("default"), 10);
    EXPECT_EQ(k.at("meaning").at("en"), "the larger binds");
  }
}

}  // namespace
}  // namespace gongshu::rules::test
