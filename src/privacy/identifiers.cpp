// Forms of the identifiers that a masked table must not hold.
#include "privacy/detect.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/json.h"

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

}  // namespace

char identity_check_character(std::string_view digits) {
  int sum = 0;
  for (int i = 0, weight = (1 << 17) % 11; i < 17; ++i) {
    sum += (digits[static_cast<std::size_t>(i)] - '0') * weight;
    weight = weight * 6 % 11;  // dividing by two modulo 11
  }
  return "10X98765432"[sum % 11];
}

bool has_identity_form(std::string_view t) {
  if (t.size() != 18 || !std::all_of(t.begin(), t.begin() + 17, digit)) return false;
  return (digit(t[17]) || t[17] == 'X' || t[17] == 'x') && province_prefix(t) && date_digits(t.substr(6, 8));
}

bool is_identity_number(std::string_view t) {
  return has_identity_form(t) && identity_check_character(t) == (t[17] == 'x' ? 'X' : t[17]);
}

bool is_old_identity_number(std::string_view t) {
  if (t.size() != 15 || !std::ranges::all_of(t, digit)) return false;
  return province_prefix(t) && date_digits("19" + std::string(t.substr(6, 6)));
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

namespace {
/// Authority and kind of a credit code as GB 32100-2015 and its later extensions assign them.
bool authority_known(std::string_view t) {
  constexpr std::string_view kAuthorities = "123456789ANY";
  return kAuthorities.find(t[0]) != std::string_view::npos && t[1] >= '1' && t[1] <= '9' && (t[1] <= '5' || t[1] == '9');
}
}  // namespace

bool is_likely_credit_code(std::string_view t) {
  return t.size() == 18 && authority_known(t) && std::all_of(t.begin() + 2, t.begin() + 8, digit) &&
         province_prefix(t.substr(2)) && is_credit_code(t);
}

bool is_mobile_number(std::string_view t) {
  if (t.starts_with("+86")) t.remove_prefix(3);
  return t.size() == 11 && t[0] == '1' && t[1] >= '3' && t[1] <= '9' && std::ranges::all_of(t, digit);
}

bool is_landline_number(std::string_view t) {
  std::string digits;
  std::size_t area = 0;
  for (const char c : t) {
    if (digit(c))
      digits.push_back(c);
    else if (c == '-' || c == ' ' || c == ')')
      area = area == 0 ? digits.size() : area;
    else if (c != '(')
      return false;
  }
  const auto rest = digits.size() - area;
  return digits.starts_with('0') && (area == 3 || area == 4) && (rest == 7 || rest == 8);
}

namespace {
/// Issuer prefixes of the card schemes in use in China: UnionPay, Visa, Mastercard, American Express has 15 places and is left
/// out, JCB.
bool card_prefix(std::string_view t) {
  const int two = (t[0] - '0') * 10 + (t[1] - '0');
  const int four = two * 100 + (t[2] - '0') * 10 + (t[3] - '0');
  return two == 62 || t[0] == '4' || (two >= 51 && two <= 55) || two == 35 || (four >= 2221 && four <= 2720) || four == 9558;
}
}  // namespace

bool is_bank_card(std::string_view t) {
  if (t.size() < 16 || t.size() > 19 || !std::ranges::all_of(t, digit) || !card_prefix(t)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < t.size(); ++i) {
    int value = t[t.size() - 1 - i] - '0';
    if (i % 2 == 1 && (value *= 2) > 9) value -= 9;
    sum += value;
  }
  return sum % 10 == 0;
}

bool is_passport_number(std::string_view t) {
  if (t.size() == 8)
    return std::string_view("DSP").find(t[0]) != std::string_view::npos && std::all_of(t.begin() + 1, t.end(), digit);
  if (t.size() != 9 || (t[0] != 'E' && t[0] != 'G')) return false;
  const bool letter = t[0] == 'E' && t[1] >= 'A' && t[1] <= 'Z' && t[1] != 'I' && t[1] != 'O';
  return (digit(t[1]) || letter) && std::all_of(t.begin() + 2, t.end(), digit);
}

bool is_travel_document(std::string_view t) {
  if (is_passport_number(t)) return true;
  const bool digits = t.size() > 1 && std::all_of(t.begin() + 1, t.end(), digit);
  return digits && (((t[0] == 'H' || t[0] == 'M') && (t.size() == 9 || t.size() == 11)) ||
                    ((t[0] == 'C' || t[0] == 'W') && t.size() == 9) || ((t[0] == 'T' || t[0] == 'L') && t.size() == 9));
}

bool is_personal_name(std::string_view text) {
  const auto han = han_characters(text);
  if (han.count < 2 || holds(kNotPersonEndings, han.characters[han.count - 1])) return false;
  if (han.count >= 3 && kTwoCharacterNames.find(std::string(text.substr(0, 6)) + "|") != std::string_view::npos) return true;
  return han.count <= 3 && holds(kFamilyNames, han.characters[0]);
}

}  // namespace gongshu::privacy
