// The registry of subjects and the transition tables, with a lamp as the subject.
#include "../support/truth_table.h"

namespace gongshu::domain {
namespace {

using namespace test;

enum class LampStatus { off, on, broken };
BOOST_DESCRIBE_ENUM(LampStatus, off, on, broken)

constexpr Transition<LampStatus> kLampTransitions[] = {
    {LampStatus::off, LampStatus::on, "lamp.switched", "anybody"},
    {LampStatus::on, LampStatus::off, "lamp.switched", "anybody"},
    {LampStatus::on, LampStatus::broken, "lamp.broke", "clock"},
};

struct Lamp {
  LampStatus status{};
  std::string place;
  std::int64_t switched = 0;
  std::optional<std::string> last;
};
BOOST_DESCRIBE_STRUCT(Lamp, (), (status, place, switched, last))
std::string status_of(const Lamp& l) { return std::string(name_of(l.status)); }
std::vector<Todo> todos_of(const Lamp& l) {
  return l.status == LampStatus::broken ? std::vector<Todo>{{"repair", "operator", "org-1", "2026-03-09"}} : std::vector<Todo>{};
}
std::set<std::string> parties_of(const Lamp& l) { return {l.place}; }
bool is_public(const Lamp& l) { return l.status == LampStatus::on; }

struct LampHung {
  static constexpr std::string_view kType = "lamp.hung";
  std::string place;
};
BOOST_DESCRIBE_STRUCT(LampHung, (), (place))
struct LampSwitched {
  static constexpr std::string_view kType = "lamp.switched";
};
BOOST_DESCRIBE_STRUCT(LampSwitched, (), ())
struct LampBroke {
  static constexpr std::string_view kType = "lamp.broke";
  static constexpr bool kPolicy = true;
  std::vector<std::string> shards;
};
BOOST_DESCRIBE_STRUCT(LampBroke, (), (shards))

struct LampSubject {
  static constexpr std::string_view kKind = "lamp";
  static constexpr std::string_view kPrefix = "lmp";
  using State = Lamp;
  using Event = std::variant<LampHung, LampSwitched, LampBroke>;
  static void evolve(State& state, const Event& event, const EventMeta& meta) {
    fold(state, event, meta, kLampTransitions, [](Lamp& lamp, const auto& e, const EventMeta& m) {
      using E = std::remove_cvref_t<decltype(e)>;
      if constexpr (std::is_same_v<E, LampHung>) lamp.place = e.place;
      if constexpr (std::is_same_v<E, LampSwitched>) ++lamp.switched;
      lamp.last = m.actor;
    });
  }
};
GS_REGISTER_SUBJECT(LampSubject);
GS_REGISTER_TRANSITIONS("lamp", kLampTransitions);

struct Plain {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Plain, (), (text))

const ErasedSubject& lamp() { return subjects().at("lamp"); }
const EventMeta kMeta{3, kNow, "per-1", "org-1", "lmp-1"};

TEST(Subject, RegistersItsEventsAndThoseThatStartAnEpoch) {
  EXPECT_EQ(lamp().kind, "lamp");
  EXPECT_EQ(lamp().prefix, "lmp");
  EXPECT_EQ(lamp().event_types, (std::set<std::string>{"lamp.hung", "lamp.switched", "lamp.broke"}));
  EXPECT_EQ(lamp().policy_types, std::set<std::string>{"lamp.broke"});
}

TEST(Subject, IsRegisteredOnce) {
  const auto before = subjects().size();
  EXPECT_FALSE(register_subject<LampSubject>());
  EXPECT_FALSE(register_transitions("lamp", kLampTransitions));
  EXPECT_EQ(subjects().size(), before);
}

TEST(Subject, AppliesAnEventToNothingAndToAState) {
  const auto hung = lamp().apply(nullptr, "lamp.hung", json::object{{"place", "hall"}}, kMeta);
  ASSERT_TRUE(hung);
  EXPECT_EQ(*hung, json::value({{"status", "off"}, {"place", "hall"}, {"switched", 0}, {"last", "per-1"}}));
  const auto lit = lamp().apply(&*hung, "lamp.switched", json::object{}, {4, kNow, "per-2", "org-1", "lmp-1"});
  ASSERT_TRUE(lit);
  EXPECT_EQ(*lit, json::value({{"status", "on"}, {"place", "hall"}, {"switched", 1}, {"last", "per-2"}}));
}

TEST(Subject, RefusesHistoryItCannotRead) {
  const json::value state{{"status", "on"}, {"place", "hall"}, {"switched", 1}};
  const json::value unknown_status{{"status", "dim"}, {"place", "hall"}, {"switched", 1}};
  const json::value half{{"status", "on"}};
  struct Case {
    const json::value* before;
    const char* type;
    json::value data;
    ErrorCode code;
    const char* at;
  };
  for (const auto& c : std::vector<Case>{
           {&state, "lamp.sold", json::object{}, ErrorCode::ledger_corrupt, "/type"},
           {&state, "", json::object{}, ErrorCode::ledger_corrupt, "/type"},
           {&state, "lamp.hung", json::object{}, ErrorCode::input_missing_field, "/place"},
           {&state, "lamp.hung", json::object{{"place", 3}}, ErrorCode::input_wrong_type, "/place"},
           {&state, "lamp.hung", "hall", ErrorCode::input_wrong_type, ""},
           {&state, "lamp.hung", nullptr, ErrorCode::input_wrong_type, ""},
           {&state, "lamp.switched", json::object{{"to", "on"}}, ErrorCode::input_unknown_field, "/to"},
           {&state, "lamp.broke", json::object{{"shards", json::array{"a", 1}}}, ErrorCode::input_wrong_type, "/shards/1"},
           {&unknown_status, "lamp.switched", json::object{}, ErrorCode::input_bad_choice, "/status"},
           {&half, "lamp.switched", json::object{}, ErrorCode::input_missing_field, "/place"}}) {
    const auto after = lamp().apply(c.before, c.type, c.data, kMeta);
    ASSERT_FALSE(after) << c.type << " " << json::serialize(c.data);
    EXPECT_EQ(after.error().code, c.code) << c.type << " " << json::serialize(c.data);
    EXPECT_EQ(after.error().at, c.at) << c.type << " " << json::serialize(c.data);
  }
}

TEST(Subject, TellsTheFactsOfItsRow) {
  const auto broken = lamp().facts({{"status", "broken"}, {"place", "hall"}, {"switched", 1}});
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->status, "broken");
  ASSERT_EQ(broken->todos.size(), 1u);
  EXPECT_EQ(write(broken->todos[0]),
            json::value({{"step", "repair"}, {"role", "operator"}, {"org", "org-1"}, {"due", "2026-03-09"}, {"near", ""}, {"escalate", json::array{}}}));
  EXPECT_EQ(broken->parties, std::set<std::string>{"hall"});
  EXPECT_FALSE(broken->is_public);
  EXPECT_TRUE(lamp().facts({{"status", "on"}, {"place", "hall"}, {"switched", 1}})->is_public);
  EXPECT_FALSE(lamp().facts(json::object{{"status", "on"}}));
}

TEST(Subject, ThatOffersNoFactsHasNone) {
  const auto facts = row_facts(Plain{"text"});
  EXPECT_EQ(facts.status, "");
  EXPECT_TRUE(facts.todos.empty());
  EXPECT_TRUE(facts.parties.empty());
  EXPECT_FALSE(facts.is_public);
}

TEST(Subject, SurvivesWritingAndReading) { expect_round_trips<LampSubject>(); }

TEST(Subject, ReplaysToTheSameState) {
  const auto state =
      expect_replays<LampSubject>({LampHung{"hall"}, LampSwitched{}, LampSwitched{}, LampSwitched{}, LampBroke{{"a"}}}, kMeta);
  EXPECT_EQ(state.switched, 3);
  EXPECT_EQ(state.status, LampStatus::broken);
}

TEST(Transitions, MoveOrAreRefusedNamingWhereTheyArePossible) {
  expect_moves<LampSubject>(kLampTransitions,
                            {{"lamp.switched", {{"off", "on"}, {"on", "off"}}}, {"lamp.broke", {{"on", "broken"}}}}, {});
  EXPECT_EQ(may_move(kLampTransitions, LampStatus::broken, "lamp.switched").error().hint,
            "status is broken; possible in: off, on");
  EXPECT_EQ(may_move(kLampTransitions, LampStatus::on, "lamp.sold").error().hint, "status is on; possible in: no state");
}

TEST(Transitions, StandInTheReferenceAsWritten) {
  const auto& rows = transition_tables().at("lamp");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[2].from, "on");
  EXPECT_EQ(rows[2].to, "broken");
  EXPECT_EQ(rows[2].event, "lamp.broke");
  EXPECT_EQ(rows[2].role, "clock");
}

TEST(Fold, TakesOverTheEventEvenWhereItMovesNothing) {
  Lamp lamp;
  lamp.status = LampStatus::broken;
  LampSubject::evolve(lamp, LampSwitched{}, kMeta);
  EXPECT_EQ(lamp.status, LampStatus::broken);
  EXPECT_EQ(lamp.switched, 1);
}

}  // namespace
}  // namespace gongshu::domain
