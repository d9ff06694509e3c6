// One search over everything the caller may see: by title, name, account, number (app/names.h) and id, under the same condition as the lists.
// The work is bounded by the number of names looked through, whatever they are, so that neither a hit nor its absence tells of records
// that the caller may not see.
#include <charconv>
#include <limits>

#include "app/operation.h"
#include "app/visibility.h"

namespace gongshu::app {
namespace {

constexpr std::int64_t kWindow = 100'000;  ///< names looked through, the latest first: a quarter of a second at the worst
constexpr std::size_t kEach = 5, kMost = 50, kPage = 20;
constexpr std::size_t kShortestId = 5;
constexpr std::int64_t kIdRange = 500;  ///< rows looked at whose id begins with the text
constexpr std::int64_t kStart = std::numeric_limits<std::int64_t>::max();

struct Question {
  std::string text, kind;
  std::int64_t before = kStart;
  std::size_t each = kEach;
  bool paged = false;  ///< a page of one kind
};

struct Hit {
  std::string kind, id, status, matched;
  std::int64_t seq = kStart;
};

struct Group {
  std::vector<Hit> hits;
  bool more = false;
};

/// Kinds that do not go by the condition, as a list of SQL; names of the code, never of a caller.
std::string own_kinds() {
  std::string out;
  for (const auto& [kind, predicate] : listed_kinds())
    if (predicate) out += (out.empty() ? "'" : ", '") + kind + "'";
  return "(" + out + ")";
}

bool may_see(const domain::Actor& actor, const std::string& kind, std::string_view state) {
  const auto found = listed_kinds().find(kind);
  if (found == listed_kinds().end()) return false;
  if (!found->second) return true;  // the condition has decided
  const auto body = parse_json(state, {.bytes = 1 << 26, .depth = 64});
  return body && found->second(actor, *body);
}

/// Groups in the order in which they were met.
class Hits {
 public:
  explicit Hits(const Question& question) : question_(question) {}
  void add(Hit hit) {
    auto at = std::find_if(groups_.begin(), groups_.end(), [&](const auto& g) { return g.first == hit.kind; });
    if (at == groups_.end()) {
      groups_.emplace_back(hit.kind, Group{});
      at = std::prev(groups_.end());
    }
    auto& group = at->second;
    if (std::any_of(group.hits.begin(), group.hits.end(), [&](const auto& other) { return other.id == hit.id; })) return;
    if (group.hits.size() >= question_.each || total_ >= kMost) {
      group.more = true;
      return;
    }
    ++total_;
    group.hits.push_back(std::move(hit));
  }
  /// Nothing that could still come would be shown or counted.
  bool complete() const { return question_.paged && !groups_.empty() && groups_.front().second.more; }
  const std::vector<std::pair<std::string, Group>>& groups() const { return groups_; }

 private:
  const Question& question_;
  std::vector<std::pair<std::string, Group>> groups_;
  std::size_t total_ = 0;
};

std::string names_sql() {
  std::string sql =
      "SELECT n.seq, n.kind, n.id, n.name, v.status, CASE WHEN n.kind IN " + own_kinds() + " THEN v.body ELSE '' END FROM "
      "(SELECT seq, kind, id, name FROM row_name WHERE seq < ?6 ORDER BY seq DESC LIMIT ?7) n CROSS JOIN view_row v ON v.kind = n.kind AND v.id = n.id "
      "WHERE (?5 = '' OR n.kind = ?5) AND instr(lower(n.name), lower(?1)) > 0 AND NOT EXISTS (SELECT 1 FROM row_name m WHERE m.kind = n.kind AND m.id = n.id "
      "AND m.seq > n.seq AND instr(lower(m.name), lower(?1)) > 0) AND (n.kind IN " + own_kinds() + " OR ";
  return sql.append(visible_condition()).append(")");  // in the order of n, the outer of the two
}

Status by_name(Records& records, const domain::Actor& actor, const Question& q, Hits& found) {
  GS_TRY(row, records.db().prepare(names_sql()));
  row.bind(1, q.text).bind(5, q.kind).bind(6, q.before).bind(7, kWindow);
  bind_viewer(row, actor);
  while (!found.complete()) {
    GS_TRY(more, row.step());
    if (!more) break;
    std::string kind(row.column_text(1));
    if (!may_see(actor, kind, row.column_text(5))) continue;
    found.add({std::move(kind), std::string(row.column_text(2)), std::string(row.column_text(4)), std::string(row.column_text(3)), row.column_int64(0)});
  }
  return {};
}

bool like_id(const std::string& text) {
  return text.size() >= kShortestId &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

/// Records whose id begins with the text.
Status by_id(Records& records, const domain::Actor& actor, const Question& q, Hits& found) {
  if (!like_id(q.text) || q.before != kStart) return {};
  std::string sql = "SELECT v.id, v.status, v.body FROM (SELECT * FROM view_row WHERE kind = ?1 AND id >= ?5 AND id < ?5 || '~' LIMIT ?6) v WHERE ?1 IN " +
                    own_kinds() + " OR ";
  sql.append(visible_condition());
  GS_TRY(row, records.db().prepare(sql));
  for (const auto& [kind, predicate] : listed_kinds()) {
    if (!q.kind.empty() && q.kind != kind) continue;
    row.reset();
    row.bind(1, kind).bind(5, q.text).bind(6, kIdRange);
    bind_viewer(row, actor);
    for (;;) {
      GS_TRY(more, row.step());
      if (!more) break;
      std::string id(row.column_text(0));
      if (may_see(actor, kind, row.column_text(2))) found.add({kind, id, std::string(row.column_text(1)), id, kStart});
    }
  }
  return {};
}

Result<std::string> title_of(Records& records, const Hit& hit) {
  GS_TRY(row, records.db().prepare("SELECT name FROM row_name WHERE kind = ?1 AND id = ?2 ORDER BY rank LIMIT 1"));
  row.bind_all(hit.kind, hit.id);
  GS_TRY(named, row.step());
  return named ? std::string(row.column_text(0)) : hit.id;
}

Result<bool> all_looked_through(Records& records, const Question& q) {
  GS_TRY(row, records.db().prepare("SELECT 1 FROM row_name WHERE seq < ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2"));
  row.bind_all(q.before, kWindow);
  GS_TRY(left, row.step());
  return !left;
}

Result<json::object> answer(Records& records, const Question& q, const Hits& found) {
  json::array groups;
  for (const auto& [kind, group] : found.groups()) {
    json::array rows;
    for (const auto& hit : group.hits) {
      GS_TRY(title, title_of(records, hit));
      rows.push_back({{"kind", hit.kind}, {"id", hit.id}, {"title", title}, {"status", hit.status}, {"matched", hit.matched}});
    }
    json::object out{{"kind", kind}, {"rows", std::move(rows)}};
    if (group.more) out["next"] = std::to_string(group.hits.empty() ? q.before : group.hits.back().seq);
    groups.push_back(std::move(out));
  }
  GS_TRY(complete, all_looked_through(records, q));
  return json::object{{"groups", std::move(groups)}, {"complete", complete}};
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Result<Question> question_of(const Call& call) {
  Question q{.text = lower(trimmed(call.query_or("q"))), .kind = call.query_or("kind")};
  if (q.text.empty()) return fail(ErrorCode::input_bad_parameter, "query.q", "say what to look for");
  if (!q.kind.empty() && !listed_kinds().contains(q.kind)) return fail(ErrorCode::input_bad_parameter, "query.kind", "no kind of record with a list");
  q.paged = !q.kind.empty();
  if (q.paged) {
    q.each = kPage;
    const auto limit = call.query_or("limit");
    std::from_chars(limit.data(), limit.data() + limit.size(), q.each);  // the contract bounds it: 1 to 50
  }
  const auto after = call.query_or("after");
  if (after.empty()) return q;
  const auto read = std::from_chars(after.data(), after.data() + after.size(), q.before);
  if (!q.paged || read.ec != std::errc() || read.ptr != after.data() + after.size() || q.before < 0)
    return fail(ErrorCode::input_bad_parameter, "query.after", "the 'next' of a page of this kind");
  return q;
}

Result<Reply> search(Node& node, const Call& call) {
  GS_TRY(q, question_of(call));
  json::object body;
  GS_CHECK(node.query([&](Records& records) -> Status {
    Hits found(q);
    GS_CHECK(by_id(records, call.actor, q, found));
    GS_CHECK(by_name(records, call.actor, q, found));
    GS_TRY(out, answer(records, q, found));
    body = std::move(out);
    return {};
  }));
  return Reply{200, std::move(body), {}, {}, {}};
}

[[maybe_unused]] const bool kSearch = operation("searchRecords", Access::session, {}, search);

}  // namespace
}  // namespace gongshu::app
