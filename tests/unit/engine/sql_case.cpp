#include "sql_case.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "base/record.h"

namespace gongshu::engine::test {
namespace {

std::string trim(std::string_view s) {
  const auto from = s.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return std::string(s.substr(from, s.find_last_not_of(" \t\r") - from + 1));
}

std::vector<std::string> words(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out;
  std::size_t from = 0;
  for (auto bar = line.find('|');; bar = line.find('|', from)) {
    out.push_back(trim(std::string_view(line).substr(from, bar == std::string::npos ? bar : bar - from)));
    if (bar == std::string::npos) return out;
    from = bar + 1;
  }
}

template <class E>
E named(const std::string& name) {
  auto value = read<E>(json::value(json::string(name)));
  if (!value) throw std::runtime_error("unknown word " + name);
  return *value;
}

Value value_of(const std::string& field, ColumnType type) {
  if (field == "NULL") return std::monostate{};
  if (type == ColumnType::boolean) return field == "true";
  if (type == ColumnType::integer) return static_cast<std::int64_t>(std::stoll(field));
  return field;
}

class Reader {
 public:
  explicit Reader(std::string path) : path_(std::move(path)) {}

  SqlFile read() {
    file_.policy.k_rule = {"K-1", "第一条"};
    file_.policy.identity_rule = {"ID-1", "第二条"};
    file_.policy.grant_rule = {"GR-1", "第三条"};
    lines(path_);
    return std::move(file_);
  }

 private:
  void lines(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot read " + path);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      try {
        next(line, path, number);
      } catch (const std::exception& e) {
        throw std::runtime_error(path + ":" + std::to_string(number) + ": " + e.what());
      }
    }
    next("", path, number + 1);
  }

  void next(const std::string& line, const std::string& path, int number) {
    if (state_ == State::query) return query_line(line);
    if (line.starts_with("#")) return;
    if (state_ == State::rows) return row_line(line);
    if (state_ == State::expected) return expected_line(line);
    header_line(line, path, number);
  }

  void header_line(const std::string& line, const std::string& path, int number) {
    const auto w = words(line.substr(0, line.find("  #")));
    if (w.empty()) return;
    if (w[0] == "include") return lines((std::filesystem::path(path).parent_path() / w.at(1)).string());
    if (w[0] == "k")
      file_.policy.k = std::stoi(w.at(1));
    else if (w[0] == "today")
      file_.policy.today = w.at(1);
    else if (w[0] == "purpose")
      file_.policy.purpose = w.at(1);
    else if (w[0] == "rules")
      rules(w);
    else if (w[0] == "statistical")
      file_.policy.statistical = w.at(1) == "on";
    else if (w[0] == "table")
      table(w);
    else if (w[0] == "column")
      column(line);
    else if (w[0] == "rows")
      state_ = State::rows;
    else if (w[0] == "query")
      query(w.at(1), number);
    else
      throw std::runtime_error("unknown line: " + line);
  }

  /// rules dominance N SHARE p FRACTION
  void rules(const std::vector<std::string>& w) {
    for (std::size_t i = 1; i < w.size(); ++i) {
      if (w[i] == "dominance") {
        file_.rules.dominance = disclosure::Dominance{std::stoi(w.at(i + 1)), std::stod(w.at(i + 2))};
        i += 2;
      } else if (w[i] == "p") {
        file_.rules.p = std::stod(w.at(++i));
      } else {
        throw std::runtime_error("unknown rule " + w[i]);
      }
    }
  }

  void table(const std::vector<std::string>& w) {
    auto& grant = file_.policy.tables.emplace_back();
    auto& made = file_.tables.emplace_back();
    grant.name = made.name = w.at(1);
    if (w.size() == 4) grant.entity = made.schema.entity = w[3];
  }

  void column(const std::string& line) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) throw std::runtime_error("a column line has a colon");
    const auto w = words(line.substr(0, colon));
    ColumnGrant grant{w.at(1), named<ColumnType>(w.at(2)), {}, w.size() == 4 && w[3] == "identity"};
    const auto rest = words(line.substr(colon + 1));
    for (std::size_t i = 0; i < rest.size(); ++i) {
      if (rest[i] == "until")
        grant.expires = rest.at(++i);
      else if (rest[i] == "for")
        grant.purposes.insert(rest.at(++i));
      else
        grant.uses.insert(named<Use>(rest[i]));
    }
    file_.tables.back().schema.columns.push_back({grant.name, grant.type});
    file_.policy.tables.back().columns.push_back(std::move(grant));
  }

  void row_line(const std::string& line) {
    if (line == "end") return void(state_ = State::header);
    auto f = fields(line);
    auto& t = file_.tables.back();
    Row row;
    std::size_t first = 0;
    if (!t.schema.entity.empty()) row.entity = std::stoll(f.at(first++));
    for (std::size_t i = 0; i < t.schema.columns.size(); ++i)
      row.values.push_back(value_of(f.at(first + i), t.schema.columns[i].type));
    t.rows.push_back(std::move(row));
  }

  void query(const std::string& name, int number) {
    state_ = State::query;
    auto& c = file_.cases.emplace_back();
    c.file = std::filesystem::path(path_).stem().string();
    c.name = name;
    c.line = number;
  }

  void query_line(const std::string& line) {
    if (line == "----") return void(state_ = State::expected);
    auto& sql = file_.cases.back().sql;
    sql += (sql.empty() ? "" : "\n") + line;
  }

  void expected_line(const std::string& line) {
    auto& e = file_.cases.back().expected;
    const auto w = words(line);
    if (w.empty()) return void(state_ = State::header);
    if (!std::exchange(e.decided, true)) {
      if (w[0] == "refused")
        refused(w, e);
      else if (w[0] == "released" || w[0] == "withheld")
        e.kind = w[0] == "released" ? Expected::Kind::released : Expected::Kind::withheld;
      else
        throw std::runtime_error("released, withheld or refused comes first");
    } else if (w[0] == "grouping")
      for (std::size_t i = 1; i < w.size(); ++i) e.grouping.push_back(std::stoll(w[i]));
    else if (e.kind == Expected::Kind::refused && w[0] == "column")
      e.column = w.at(1);
    else if (e.kind == Expected::Kind::refused && w[0] == "hint")
      e.hint = line.substr(5);
    else
      e.rows.push_back(fields(line));
  }

  static void refused(const std::vector<std::string>& w, Expected& e) {
    e.kind = Expected::Kind::refused;
    e.code = w.at(1);
    for (std::size_t i = 2; i < w.size(); ++i) {
      if (w[i] == "rule") e.rule = w.at(++i);
      if (w[i] == "at") {
        for (++i; i < w.size(); ++i) e.at += (e.at.empty() ? "" : " ") + w[i];
      }
    }
  }

  enum class State { header, rows, query, expected };
  std::string path_;
  SqlFile file_;
  State state_ = State::header;
};

}  // namespace

SqlFile read_sql_file(const std::string& path) { return Reader(path).read(); }

std::vector<std::string> sql_files() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(GONGSHU_SOURCE_DIR "/tests/sql"))
    if (entry.path().extension() == ".test") out.push_back(entry.path().string());
  std::ranges::sort(out);
  return out;
}

Dataset load(const SqlFile& file) {
  auto dataset = Dataset::open({256, 2});
  if (!dataset) throw std::runtime_error(describe(dataset.error()));
  for (const auto& table : file.tables) {
    std::size_t next = 0;
    const auto loaded = dataset->load(table.name, table.schema, [&](Row& row) -> Result<bool> {
      if (next == table.rows.size()) return false;
      row = table.rows[next++];
      return true;
    });
    if (!loaded) throw std::runtime_error(table.name + ": " + describe(loaded.error()));
  }
  return std::move(*dataset);
}

std::vector<std::string> row_text(const Answer& answer, std::size_t row) {
  std::vector<std::string> out;
  for (std::size_t c = 0; c < answer.rows[row].size(); ++c) {
    const auto& cell = answer.rows[row][c];
    const std::pair<std::int64_t, std::int64_t> place(row, c);
    if (std::ranges::find(answer.withheld, place) != answer.withheld.end())
      out.push_back("withheld");
    else if (cell.is_null())
      out.push_back("NULL");
    else if (cell.is_string())
      out.emplace_back(cell.get_string().c_str());
    else
      out.push_back(json::serialize(cell));
  }
  return out;
}

}  // namespace gongshu::engine::test
