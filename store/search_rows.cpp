// Reads and names the rows of the search index.
#include "store/search_rows.hpp"

#include <algorithm>
#include <bit>
#include <set>

#include "engine/calendar.hpp"
#include "engine/text.hpp"

namespace store {

using engine::Passage;

namespace {
constexpr int rank_at = 60, seq_at = 16;
constexpr std::size_t letters_of_word_max = 40;  // of a word
}  // namespace

std::string letters_of(std::size_t reader) { return "letters_" + std::to_string(reader); }

std::int64_t lowest_id(int rank, std::int64_t seq) { return std::int64_t{3 - rank} << rank_at | seq << seq_at; }

std::vector<std::pair<std::int64_t, Passage>> passages_of(Connection& connection, std::string_view case_id) {
  static const std::string sql = "SELECT" + passage_columns + "FROM passages WHERE case_id = ?";
  auto rows = connection.prepare(sql);
  rows.with(case_id);
  std::vector<std::pair<std::int64_t, Passage>> all;
  while (rows.step()) all.emplace_back(rows.number(0), passage_in(rows));
  return all;
}

Passage passage_in(const Running& row) {
  const auto id = row.number(0);
  Passage one;
  one.rank = static_cast<Passage::Rank>(3 - (id >> rank_at));
  one.seq = (id & (lowest_of_words - 1)) >> seq_at;
  one.readers = static_cast<engine::Readers>(row.number(1));
  one.member = row.text(2);
  one.called = row.text(3);
  one.event = row.text(4);
  one.on = engine::read_date(row.view(5)).value_or(engine::Date{});
  one.text = row.text(6);
  return one;
}

std::size_t lowest_reader(engine::Readers readers) { return static_cast<std::size_t>(std::countr_zero(readers)); }

PassageKey key_of(const Passage& one) {
  return {lowest_id(one.rank, one.seq), one.readers, one.member, one.event, one.text};
}

std::string question(const engine::Words& words) {
  std::set<std::string> threes;
  for (const auto& word : words) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < word.size(); ++i)
      if (engine::starts_character(word[i])) starts.push_back(i);
    starts.push_back(word.size());
    for (std::size_t i = 0; i + engine::letters_looked_up < starts.size() && i < letters_of_word_max; ++i)
      threes.insert(word.substr(starts[i], starts[i + engine::letters_looked_up] - starts[i]));
  }
  std::string asked;
  for (const auto& three : threes) {
    if (!asked.empty()) asked += " AND ";
    asked += '"';
    for (const char c : three) asked += c == '"' ? "\"\"" : std::string(1, c);
    asked += '"';
  }
  return asked;
}

std::string ids_with_letters(std::size_t reader) {
  std::string sql;
  for (std::size_t place = 0; place <= reader; ++place) {
    const auto table = letters_of(place);
    if (place > 0) sql += " UNION ALL ";
    sql += "SELECT rowid FROM " + table + " WHERE " + table + " MATCH ?1 AND rowid >= ?2 AND rowid < ?3";
  }
  return sql + " ORDER BY 1 DESC";
}

}  // namespace store
