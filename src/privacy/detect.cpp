#include "privacy/detect.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/record.h"

namespace gongshu::privacy {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool alphanumeric(char c) { return digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// First two digits of GB/T 2260: provinces, with Taiwan, Hong Kong and Macao and the 91 some documents use for foreigners.
bool province_prefix(std::string_view t) {
  const int code = (t[0] - '0') * 10 + (t[1] - '0');
  constexpr int kCodes[] = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43,
                            44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91};
  return std::ranges::binary_search(kCodes, code);
}

// The alphabet of GB 32100 leaves out I, O, S, V and Z.
constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

bool date_digits(std::string_view t) {
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (auto i = from; i < from + count; ++i) value = value * 10 + (t[i] - '0');
    return value;
  };
  const int year = number(0, 4);
  return year >= 1850 && year <= 2100 &&
         std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(number(4, 2))),
                                     std::chrono::day(static_cast<unsigned>(number(6, 2))))
             .ok();
}

/// Authority and kind of a credit code as GB 32100-2015 and its later extensions assign them.
bool authority_known(std::string_view t) {
  constexpr std::string_view kAuthorities = "123456789ANY";
  return kAuthorities.find(t[0]) != std::string_view::npos && t[1] >= '1' && t[1] <= '9' && (t[1] <= '5' || t[1] == '9');
}

struct Han {
  std::array<std::string_view, 5> characters{};
  std::size_t count = 0;
};

/// Splits a text of at most four Han characters; count 0 for anything else.
Han han_characters(std::string_view text) {
  Han han;
  if (text.size() % 3 != 0 || text.size() > 12) return {};
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const auto c = text.substr(i, 3);
    const auto lead = static_cast<unsigned char>(c[0]);
    if (lead < 0xe4 || lead > 0xe9 || !valid_utf8(c)) return {};  // U+4000 … U+9FFF
    han.characters[han.count++] = c;
  }
  return han;
}

constexpr std::string_view kFamilyNames =
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
    "雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟"
    "卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿"
    "戚丘古米池滕晋苑邬臧畅宫来嵇苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐"
    "虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺";

constexpr std::string_view kTwoCharacterNames =
    "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|夏侯|东方|端木|司徒|南宫|轩辕|长孙|宇文|";

constexpr std::string_view kNotPersonEndings = "省市区县镇乡村街道路州盟旗会场局厅委院校所站社厂店组队园";

bool holds(std::string_view list, std::string_view character) {
  for (std::size_t i = 0; i + 3 <= list.size(); i += 3)
    if (list.substr(i, 3) == character) return true;
  return false;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

constexpr char kHintName = 1, kHintPersonName = 2, kHintPhone = 4;

char hints_of(std::string_view name) {
  const auto low = lower(name);
  const auto has = [&](std::string_view word) { return low.find(word) != std::string::npos; };
  char hints = 0;
  if (has("name") || has("名") || low == "xm") hints |= kHintName;
  if (has("姓名") || low == "xm" || has("person_name") || has("real_name")) hints |= kHintPersonName;
  if (has("phone") || has("mobile") || has("电话") || has("手机")) hints |= kHintPhone;
  return hints;
}

}  // namespace

char identity_check_character(std::string_view digits) {
  int sum = 0;
  for (int i = 0, weight = (1 << 17) % 11; i < 17; ++i) {
    sum += (digits[static_cast<std::size_t>(i)] - '0') * weight;
    weight = weight * 6 % 11;  // dividing by two modulo 11
  }
  return "10X98765432"[sum % 11];
}

bool is_identity_number(std::string_view t) {
  if (t.size() != 18 || !std::all_of(t.begin(), t.begin() + 17, digit)) return false;
  const char last = t[17] == 'x' ? 'X' : t[17];
  return province_prefix(t) && date_digits(t.substr(6, 8)) && identity_check_character(t) == last;
}

bool contains_identity_number(std::string_view text) {
  for (std::size_t i = 0; i + 18 <= text.size(); ++i) {
    auto end = i;
    while (end < text.size() && alphanumeric(text[end])) ++end;
    if (end - i == 18 && is_identity_number(text.substr(i, 18))) return true;
    i = end;
  }
  return false;
}

char credit_code_check_character(std::string_view text) {
  std::size_t sum = 0, weight = 1;
  for (std::size_t i = 0; i < 17; ++i) {
    const auto value = kCreditAlphabet.find(text[i]);
    if (value == std::string_view::npos) return '\0';
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return kCreditAlphabet[(31 - sum % 31) % 31];
}

bool is_credit_code(std::string_view t) { return t.size() == 18 && credit_code_check_character(t) == t[17]; }

bool is_mobile_number(std::string_view t) {
  if (t.starts_with("+86")) t.remove_prefix(3);
  return t.size() == 11 && t[0] == '1' && t[1] >= '3' && t[1] <= '9' && std::ranges::all_of(t, digit);
}

bool is_personal_name(std::string_view text) {
  const auto han = han_characters(text);
  if (han.count < 2 || holds(kNotPersonEndings, han.characters[han.count - 1])) return false;
  if (han.count >= 3 && kTwoCharacterNames.find(std::string(text.substr(0, 6)) + "|") != std::string_view::npos) return true;
  return han.count <= 3 && holds(kFamilyNames, han.characters[0]);
}

RawDetector::RawDetector(std::vector<std::string> header) : header_(std::move(header)), counts_(header_.size()) {
  for (const auto& name : header_) hints_.push_back(hints_of(name));
}

void RawDetector::row(Cells cells) {
  ++row_;
  for (std::size_t i = 0; i < cells.size() && i < counts_.size(); ++i) {
    const auto cell = cells[i];
    if (cell.empty()) continue;
    auto& count = counts_[i];
    ++count.cells;
    const auto hit = [&](RawKind kind) {
      const auto k = static_cast<std::size_t>(kind);
      if (count.hits[k]++ == 0) count.first[k] = row_;
    };
    if (cell.size() >= 18 && contains_identity_number(cell))
      hit(RawKind::identity_number);
    else if (cell.size() == 18 && authority_known(cell) && std::all_of(cell.begin() + 2, cell.begin() + 8, digit) &&
             province_prefix(cell.substr(2)) && is_credit_code(cell))
      hit(RawKind::credit_code);
    else if (is_mobile_number(cell))
      hit(RawKind::mobile_number);
    if ((hints_[i] & kHintName) && is_personal_name(cell)) hit(RawKind::personal_name);
  }
}

std::vector<RawFinding> RawDetector::findings() const {
  std::vector<RawFinding> out;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const auto& count = counts_[i];
    const std::int64_t limits[4] = {count.cells / 10'000, count.cells / 100,
                                    count.cells * ((hints_[i] & kHintPhone) ? 1 : 30) / 100,
                                    count.cells * ((hints_[i] & kHintPersonName) ? 1 : 30) / 100};
    for (std::size_t k = 0; k < 4; ++k)
      if (count.hits[k] >= std::max<std::int64_t>(1, limits[k]))
        out.push_back({header_[i], static_cast<RawKind>(k), count.hits[k], count.cells, count.first[k]});
  }
  return out;
}

Error looks_raw(const std::vector<RawFinding>& findings) {
  Error error{ErrorCode::batch_looks_raw};
  if (!findings.empty()) {
    error.at = findings[0].column;
    error.hint = "the column looks like " + std::string(name_of(findings[0].kind)) +
                 "; pseudonymise, generalise or suppress it in the masking order";
  }
  error.detail["findings"] = write(findings);
  return error;
}

}  // namespace gongshu::privacy
