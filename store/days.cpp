// The table `days` as SQL: how it is filled, read and compared with the journal.
#include "store/days.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "store/connection.hpp"

namespace store {
namespace {

constexpr std::string_view rows_of_entries = "SELECT from_state <> to_state, effective_on, seq FROM journal";

std::string last_of_the_runs() {
  return fmt::format("(SELECT ifnull(max(seq), 0) / {0} * {0} FROM journal)", entries_of_a_run);
}

std::string fill() {
  return fmt::format("INSERT INTO days {} WHERE seq <= {} ORDER BY 1, 2, 3", rows_of_entries, last_of_the_runs());
}

}  // namespace

const std::string& table_of_days() {
  static const std::string sql = fmt::format(R"sql(
DROP INDEX IF EXISTS journal_by_effective_date;
DROP INDEX IF EXISTS journal_moves_by_effective_date;
CREATE TABLE days (
  moved        INTEGER NOT NULL,
  effective_on TEXT    NOT NULL,
  seq          INTEGER NOT NULL,
  PRIMARY KEY (moved, effective_on, seq)
) STRICT, WITHOUT ROWID;
{};
CREATE TRIGGER journal_tells_its_days AFTER INSERT ON journal WHEN NEW.seq % {} = 0
BEGIN INSERT INTO days {} WHERE seq > NEW.seq - {}; END;
)sql",
                                             fill(), entries_of_a_run, rows_of_entries, entries_of_a_run);
  return sql;
}

std::string entries_by_day(Steps which) {
  return fmt::format(
      "SELECT seq FROM days WHERE moved IN ({}) AND effective_on > ?1 AND effective_on <= ?2 "
      "UNION ALL SELECT seq FROM journal WHERE seq > {} AND effective_on > ?1 AND effective_on <= ?2{}",
      which == Steps::all ? "0, 1" : "1", last_of_the_runs(), which == Steps::all ? "" : " AND from_state <> to_state");
}

std::optional<std::string> wrong_days(Connection& connection) {
  auto wrong = connection.prepare(
      "SELECT d.seq FROM days d LEFT JOIN journal j ON j.seq = d.seq WHERE j.effective_on IS NOT d.effective_on OR"
      " (j.from_state <> j.to_state) IS NOT d.moved LIMIT 1");
  if (wrong.step()) return "the table days has a row that the journal does not give: of entry " + wrong.text(0);
  const auto expected = connection.number("SELECT " + last_of_the_runs());
  const auto found = connection.number("SELECT count(*) FROM days");
  if (found != expected) return fmt::format("the table days has {} rows, and it had {}", found, expected);
  return std::nullopt;
}

std::optional<std::string> lost_days(Connection& connection) {
  constexpr int looked_at = 64;  // at either end
  auto lost = connection.prepare(
      "SELECT j.seq FROM journal j WHERE (j.seq BETWEEN 1 AND ?1 OR j.seq > ?2 - ?1) AND j.seq <= ?2 AND NOT EXISTS"
      " (SELECT 1 FROM days d WHERE d.moved = (j.from_state <> j.to_state) AND d.effective_on = j.effective_on AND"
      " d.seq = j.seq) LIMIT 1");
  if (!lost.with(looked_at, connection.number("SELECT " + last_of_the_runs())).step()) return std::nullopt;
  return "the table days lacks a row that the journal gives: of entry " + lost.text(0);
}

void refill_days(Connection& connection) {
  auto& database = connection.database();
  if (database.tryExec("BEGIN IMMEDIATE; DELETE FROM days; " + fill() + "; COMMIT") != SQLITE_OK)
    database.tryExec("ROLLBACK");
}

void make_days_anew(Connection& connection) { connection.exec(("DELETE FROM days; " + fill()).c_str()); }

}  // namespace store
