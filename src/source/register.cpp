#include "source/register.h"

#include <algorithm>
#include <numeric>

#include "privacy/detect.h"
#include "source/permutation.h"

namespace gongshu::source {
namespace {
using std::chrono::day;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

constexpr std::int64_t kMaxScale = 100'000'000;
constexpr int kAdultAge = 20;              ///< heads of households are at least this old
constexpr std::uint64_t kSequences = 500;  ///< numbers for one county, day and sex: the 15th to 17th digit, odd for men
constexpr sys_days kCensus = sys_days(year(2020) / 11 / 1);

// What a hash is for: each attribute draws from its own stream.
enum Purpose : std::uint64_t { kOrder = 1, kBirth, kHead, kMember, kFamilyName, kGivenName, kSince };

/// The open group "85 and over" cut into five-year groups, in shares per thousand: our assumption, the census table stops at 85.
struct OldGroup {
  int from, to;
  std::int64_t per_thousand;
};
constexpr OldGroup kOld[] = {{85, 89, 700}, {90, 94, 230}, {95, 99, 60}, {100, 104, 10}};

/// People of one county, sex and age group who appear in the register.
struct Group {
  std::size_t county;
  bool male;
  int age_from, age_to;
  std::int64_t weight = 0;  ///< census figure
  std::int64_t count = 0;   ///< rows of the register
  std::int64_t first = 0;   ///< rows of the groups before
  sys_days oldest{};        ///< earliest birth date of the group
  std::uint64_t days = 0;   ///< birth dates in it
};

/// Households of one county: the first `single` consist of an adult alone, each other one has an adult head and at least one more
/// person as long as there are enough.
struct County {
  std::string code;
  std::int64_t first = 0, people = 0, adults = 0, households = 0, single = 0;
};

sys_days years_before(int years) { return sys_days(std::chrono::year_month_day(kCensus) - std::chrono::years(years)); }

void set_birth_range(Group& group) {
  // Aged n on the census day means born after the day n+1 years before and up to the day n years before.
  group.oldest = years_before(group.age_to + 1) + days(1);
  group.days = static_cast<std::uint64_t>((years_before(group.age_from) - group.oldest).count()) + 1;
}

void append_groups(const CensusCell& cell, std::size_t county, std::vector<Group>& out) {
  const bool male = cell.sex == "male";
  if (cell.age_to >= 0) {
    out.push_back({county, male, cell.age_from, cell.age_to, cell.population});
    return;
  }
  auto left = cell.population;
  for (const auto& old : kOld) {
    const auto share = &old == std::end(kOld) - 1 ? left : cell.population * old.per_thousand / 1000;
    const int shift = cell.age_from - kOld[0].from;
    out.push_back({county, male, old.from + shift, old.to + shift, share});
    left -= share;
  }
}

/// Largest-remainder rounding: the counts add up to `scale` and differ from the exact share by less than one.
void apportion(std::vector<Group>& groups, std::int64_t scale) {
  const auto total =
      std::accumulate(groups.begin(), groups.end(), std::int64_t{0}, [](auto sum, const auto& g) { return sum + g.weight; });
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;
  auto left = scale;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    groups[i].count = groups[i].weight * scale / total;  // at most 10^8 × 10^8
    left -= groups[i].count;
    remainders.emplace_back(-(groups[i].weight * scale % total), i);
  }
  std::ranges::sort(remainders);
  for (std::size_t i = 0; left > 0; ++i, --left) ++groups[remainders[i].second].count;
}

constexpr std::string_view kFamily[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高",
                                        "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧"};
constexpr std::string_view kMaleGiven[] = {"伟", "强", "磊", "军", "勇", "杰", "涛", "超", "明", "刚",
                                           "平", "辉", "鹏", "华", "飞", "建", "国", "志", "文", "斌",
                                           "宇", "浩", "凯", "健", "俊", "帆", "毅", "林", "波", "宁"};
constexpr std::string_view kFemaleGiven[] = {"芳", "娜", "敏", "静", "丽", "娟", "霞", "秀", "燕", "玲",
                                             "桂", "英", "洁", "梅", "琳", "雪", "慧", "红", "颖", "莉",
                                             "婷", "玉", "兰", "凤", "萍", "丹", "佳", "云", "倩", "蓉"};
constexpr std::uint64_t kListed = 30;

void append_date(std::string& out, sys_days date, bool dashes) {
  const std::chrono::year_month_day d(date);
  char text[16];
  std::snprintf(text, sizeof text, dashes ? "%04d-%02u-%02u" : "%04d%02u%02u", static_cast<int>(d.year()),
                static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
  out += text;
}

}  // namespace

struct Register::State {
  std::int64_t scale;
  std::uint64_t seed;
  std::vector<County> counties;
  std::vector<Group> groups;  ///< by county; inside a county adults first
  Permutation order;

  State(std::int64_t rows, std::uint64_t s) : scale(rows), seed(s), order(static_cast<std::uint64_t>(rows), mix(s, kOrder)) {}

  std::uint64_t draw(Purpose purpose, std::uint64_t person) const { return mix(mix(seed, purpose), person); }

  void build(const Census& census);
  void settle(const Census& census);

  const Group& group_of(std::int64_t person) const {
    return *std::prev(std::ranges::upper_bound(groups, person, {}, &Group::first));
  }

  struct Birth {
    sys_days date;
    int sequence;
  };
  /// Distinct for the people of a group: a permutation deals out (day, number) pairs.
  Birth birth_of(const Group& group, std::int64_t person) const {
    const auto slots = group.days * kSequences;
    const Permutation deal(slots, draw(kBirth, static_cast<std::uint64_t>(&group - groups.data())));
    const auto slot = deal(static_cast<std::uint64_t>(person - group.first));
    return {group.oldest + days(static_cast<int>(slot % group.days)),
            static_cast<int>(slot / group.days) * 2 + (group.male ? 1 : 0)};
  }

  struct Home {
    std::int64_t household;
    bool alone;
  };
  Home home_of(const County& county, std::size_t index, std::int64_t person) const {
    const auto at = person - county.first;
    auto member = at - county.households;  // children and other adults come after the heads
    if (at < county.adults) {
      const Permutation shuffle(static_cast<std::uint64_t>(county.adults), draw(kHead, index));
      const auto adult = static_cast<std::int64_t>(shuffle(static_cast<std::uint64_t>(at)));
      if (adult < county.households) return {adult, adult < county.single};
      member = adult - county.households;
    }
    const auto shared = county.households - county.single;
    if (member < shared) return {county.single + member, false};
    return {county.single +
                static_cast<std::int64_t>(draw(kMember, static_cast<std::uint64_t>(person)) % static_cast<std::uint64_t>(shared)),
            false};
  }
};

void Register::State::build(const Census& census) {
  for (const auto& county : census.counties) counties.push_back({county.county_code});
  for (const auto& cell : census.cells) {
    const auto county = std::ranges::lower_bound(counties, cell.county_code, {}, &County::code) - counties.begin();
    append_groups(cell, static_cast<std::size_t>(county), groups);
  }
  apportion(groups, scale);
  std::erase_if(groups, [](const Group& g) { return g.count == 0; });
  std::ranges::sort(groups, {}, [](const Group& g) { return std::tuple(g.county, g.age_from < kAdultAge, g.age_from, !g.male); });
  std::int64_t first = 0;
  for (auto& group : groups) {
    group.first = first;
    first += group.count;
    set_birth_range(group);
  }
  settle(census);
}

/// Households as the census has them, scaled; limits keep every household headed by an adult and every shared one shared.
void Register::State::settle(const Census& census) {
  for (const auto& group : groups) {
    auto& county = counties[group.county];
    if (county.people == 0) county.first = group.first;
    county.people += group.count;
    if (group.age_from >= kAdultAge) county.adults += group.count;
  }
  for (std::size_t i = 0; i < counties.size(); ++i) {
    auto& county = counties[i];
    const auto& source = census.counties[i];
    if (county.people == 0) continue;
    const auto due = county.people * source.households / source.household_population;
    county.households = std::clamp<std::int64_t>(due, 1, std::max<std::int64_t>(1, county.adults));
    county.single = county.households * source.one_person_households / source.households;
    const auto members = county.people - county.households;
    county.single = std::clamp<std::int64_t>(county.single, std::max<std::int64_t>(0, county.households - members),
                                             members > 0 ? county.households - 1 : county.households);
  }
}

const privacy::Schema& register_schema() {
  using privacy::ColumnType;
  static const privacy::Schema schema{{{"id_number", ColumnType::text, false},
                                       {"name", ColumnType::text, false},
                                       {"sex", ColumnType::text, false},
                                       {"birth_date", ColumnType::date, false},
                                       {"county_code", ColumnType::text, false},
                                       {"household_id", ColumnType::text, false},
                                       {"lives_alone", ColumnType::boolean, false},
                                       {"registered_since", ColumnType::date, false}},
                                      {"id_number"}};
  return schema;
}

Register::Register(std::unique_ptr<State> state) : state_(std::move(state)) {}
Register::~Register() = default;
Register::Register(Register&&) noexcept = default;

Result<Register> Register::make(const Census& census, std::int64_t scale, std::uint64_t seed) {
  if (scale < 1 || scale > kMaxScale) return fail(ErrorCode::input_out_of_range, "scale", "1 to 100,000,000 rows");
  const bool people = std::ranges::any_of(census.cells, [](const auto& cell) { return cell.population > 0; });
  if (!people || census.counties.empty()) return fail(ErrorCode::input_bad_parameter, "census", "the census table has no people");
  auto state = std::make_unique<State>(scale, seed);
  state->build(census);
  for (const auto& group : state->groups)
    if (static_cast<std::uint64_t>(group.count) > group.days * kSequences)
      return fail(
          ErrorCode::input_out_of_range, "scale",
          "county " + state->counties[group.county].code + " has not enough identity numbers for so many people of one age");
  return Register(std::move(state));
}

std::int64_t Register::size() const { return state_->scale; }

void Register::append_row(std::string& out, std::int64_t index) const {
  const auto& s = *state_;
  const auto person = static_cast<std::int64_t>(s.order(static_cast<std::uint64_t>(index)));
  const auto id = static_cast<std::uint64_t>(person);
  const auto& group = s.group_of(person);
  const auto& county = s.counties[group.county];
  const auto birth = s.birth_of(group, person);
  const auto home = s.home_of(county, group.county, person);

  const auto begin = out.size();
  out += county.code;
  append_date(out, birth.date, false);
  char text[24];
  std::snprintf(text, sizeof text, "%03d", birth.sequence);
  out += text;
  out += privacy::identity_check_character(std::string_view(out).substr(begin, 17));
  out += ',';
  out += kFamily[s.draw(kFamilyName, id) % kListed];
  const auto given = s.draw(kGivenName, id);
  const auto& list = group.male ? kMaleGiven : kFemaleGiven;
  out += list[given % kListed];
  if (given / kListed % 4 != 0) out += list[given / (kListed * 4) % kListed];  // three in four have two characters
  out += group.male ? ",male," : ",female,";
  append_date(out, birth.date, true);
  std::snprintf(text, sizeof text, ",%s,", county.code.c_str());
  out += text;
  std::snprintf(text, sizeof text, "%s%08lld", county.code.c_str(), static_cast<long long>(home.household + 1));
  out += text;
  out += home.alone ? ",true," : ",false,";
  const auto lived = static_cast<std::uint64_t>((kCensus - birth.date).count()) + 1;
  append_date(out, birth.date + days(static_cast<int>(s.draw(kSince, id) % lived)), true);
  out += '\n';
}

Status Register::write(const std::function<Status(std::string_view)>& sink) const {
  constexpr std::size_t kPiece = 1 << 20;
  std::string out;
  out.reserve(kPiece + 4096);
  std::vector<std::string_view> names;
  for (const auto& column : register_schema().columns) names.push_back(column.name);
  privacy::append_csv(out, names);
  for (std::int64_t i = 0; i < size(); ++i) {
    append_row(out, i);
    if (out.size() < kPiece) continue;
    GS_CHECK(sink(out));
    out.clear();
  }
  return out.empty() ? Status{} : sink(out);
}

}  // namespace gongshu::source
