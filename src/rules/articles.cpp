#include "rules/articles.h"

#include <algorithm>
#include <map>

#include "rules/document.h"

namespace gongshu::rules {
namespace {

constexpr std::string_view kOrdinal = "第", kArticle = "条", kThrough = "至", kTen = "十", kHundred = "百", kZero = "零";
constexpr std::string_view kDigits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};

/// Reads a numeral below one thousand from the front of `text`, in Chinese or (some texts slip) in Arabic figures; 0 when there is none.
int take_numeral(std::string_view& text) {
  int total = 0, digit = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9' && total < 100; text.remove_prefix(1)) total = total * 10 + (text.front() - '0');
  if (total > 0) return total;
  const auto take = [&](std::string_view sign) {
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(sign.size());
    return true;
  };
  for (;;) {
    if (take(kHundred))
      total += std::max(digit, 1) * 100, digit = 0;
    else if (take(kTen))
      total += std::max(digit, 1) * 10, digit = 0;
    else if (take(kZero))
      digit = 0;
    else {
      const auto* found = std::find_if(std::begin(kDigits), std::end(kDigits), [&](auto d) { return text.starts_with(d); });
      if (found == std::end(kDigits)) return total + digit;
      text.remove_prefix(found->size());
      digit = static_cast<int>(found - std::begin(kDigits)) + 1;
    }
  }
}

/// "第N条" from the front of `text`; 0 and nothing taken when it does not start so.
int take_article(std::string_view& text) {
  auto rest = text;
  if (!rest.starts_with(kOrdinal)) return 0;
  rest.remove_prefix(kOrdinal.size());
  const int number = take_numeral(rest);
  if (number == 0 || !rest.starts_with(kArticle)) return 0;
  rest.remove_prefix(kArticle.size());
  text = rest;
  return number;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    std::size_t end = text.size(), skip = 0;
    for (const std::string_view sign : {"、", "；", ";", "，"})
      if (const auto at = text.find(sign); at < end) end = at, skip = sign.size();
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + std::max<std::size_t>(skip, 1)));
  }
  return out;
}

const Article* named(const Notes& notes, std::string_view part) {
  const Article* best = nullptr;
  for (const auto& article : notes.articles)
    if (part.starts_with(article.article) && (!best || article.article.size() > best->article.size())) best = &article;
  return best;
}

/// "第三条至第五条": every listed article in between; empty when the part is no such range.
std::vector<const Article*> range(const Notes& notes, std::string_view part) {
  const int first = take_article(part);
  if (first == 0 || !part.starts_with(kThrough)) return {};
  part.remove_prefix(kThrough.size());
  const int last = take_article(part);
  std::vector<const Article*> out;
  for (const auto& article : notes.articles)
    if (const int n = article_number(article.article); n >= first && n <= last) out.push_back(&article);
  return out;
}

class Checker {
 public:
  Checker(const Pack& pack, const Notes& notes, std::vector<Problem>& out) : pack_(pack), notes_(notes), out_(out) {}

  void run() {
    if (notes_.articles.empty()) {
      if (pack_.status != PackStatus::draft)
        add(place(pack_.file, 1), "list every article of the text under 'articles', each with its rules or with 'not_for_machine'");
      return;
    }
    for (const auto& article : notes_.articles) check_article(article);
    check_numbers();
    for (const auto& rule : pack_.rules) check_rule(rule);
  }

 private:
  void add(std::string at, std::string hint) { out_.push_back({"pack.invalid", std::move(at), std::move(hint)}); }

  void check_article(const Article& article) {
    if (!seen_.insert(article.article).second) add(article.at, article.article + " is listed twice; join the two");
    if (article.rules.empty() && !article.not_for_machine)
      add(article.at,
          article.article + " has neither 'rules' nor 'not_for_machine'; name the rules that keep it, or say why no machine can");
    for (const auto& id : article.rules)
      if (!pack_.find(id)) {
        std::vector<std::string> known;
        for (const auto& rule : pack_.rules) known.push_back(rule.id);
        const auto meant = nearest(id, known);
        add(article.at, article.article + " names the rule " + id + ", which does not exist" +
                              (meant.empty() ? std::string() : "; did you mean " + meant + "?"));
      }
  }

  /// A text numbers its articles from 1 without a gap; lists of several texts are not numbered.
  void check_numbers() {
    if (article_number(notes_.articles.front().article) == 0) return;
    int expected = 1;
    for (const auto& article : notes_.articles) {
      const int number = article_number(article.article);
      if (number != expected)
        add(article.at, "article " + std::to_string(expected) + " of the text is expected here, not '" + article.article +
                              "'; list every article in order");
      expected = (number == 0 ? expected : number) + 1;
    }
  }

  void check_rule(const Rule& rule) {
    std::vector<std::string> unknown;
    for (const auto* article : cited_articles(notes_, rule.article, unknown))
      if (std::find(article->rules.begin(), article->rules.end(), rule.id) == article->rules.end())
        add(article->at, rule.id + " cites " + article->article + "; name it among the article's rules");
    for (const auto& part : unknown)
      add(place(rule.file, rule.line), rule.id + " cites '" + part + "', which is not in the list of articles; correct one of the two");
  }

  const Pack& pack_;
  const Notes& notes_;
  std::vector<Problem>& out_;
  std::set<std::string> seen_;
};

}  // namespace

int article_number(std::string_view article) {
  const int number = take_article(article);
  return article.empty() ? number : 0;
}

std::vector<const Article*> cited_articles(const Notes& notes, std::string_view citation, std::vector<std::string>& unknown) {
  for (const auto& article : notes.articles)
    if (article.article == citation) return {&article};
  std::vector<const Article*> out;
  for (const auto part : split(citation)) {
    auto found = range(notes, part);
    if (found.empty())
      if (const auto* one = named(notes, part)) found.push_back(one);
    if (found.empty()) unknown.emplace_back(part);
    for (const auto* article : found)
      if (std::find(out.begin(), out.end(), article) == out.end()) out.push_back(article);
  }
  return out;
}

void check_articles(const Pack& pack, const Notes& notes, std::vector<Problem>& out) { Checker(pack, notes, out).run(); }

Kept kept(const Pack& pack, const Article& article) {
  const bool bound = std::any_of(article.rules.begin(), article.rules.end(), [&](const auto& id) {
    const auto* rule = pack.find(id);
    return rule && !rule->bind.empty();
  });
  if (bound) return article.not_for_machine ? Kept::both : Kept::bound;
  return article.not_for_machine ? Kept::not_for_machine : Kept::open;
}

json::array articles_json(const Pack& pack, const Notes& notes, const std::set<std::string>& storied) {
  json::array out;
  for (const auto& article : notes.articles) {
    json::array rules;
    for (const auto& id : article.rules)
      if (const auto* rule = pack.find(id)) {
        const auto how = enforcement(*rule);
        rules.push_back({{"id", id}, {"enforcement", {{"zh", how.zh}, {"en", how.en}}}, {"storied", storied.contains(id)}});
      }
    json::object row{{"article", article.article}, {"kept", name_of(kept(pack, article))}, {"rules", std::move(rules)}};
    if (article.not_for_machine)
      row["not_for_machine"] = {{"zh", article.not_for_machine->zh}, {"en", article.not_for_machine->en}};
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace gongshu::rules
