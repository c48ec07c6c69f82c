// Every case says how many rows it has in the tables that grow with it, and how many versions; that adds up.
#include "store/lost_rows.hpp"

#include <fmt/format.h>

#include "store/connection.hpp"
#include "store/days.hpp"

namespace store {

std::optional<std::string> lost_rows(Connection& connection) {
  const auto entries = connection.number("SELECT max(seq) FROM journal");
  const auto said = connection.number("SELECT max(said) FROM cases");
  if (const auto last = connection.number("SELECT max(seq) FROM summaries"); said != last)
    return fmt::format("the newest row of the table summaries is of entry {}, and it was of entry {}", last, said);
  const auto versions = connection.number("SELECT sum(version) FROM cases");
  if (versions != entries)
    return fmt::format("the table cases knows {} entries, and the journal has {}", versions, entries);
  const auto expected = connection.number("SELECT sum(parts) FROM cases");
  const auto found = connection.number(
      "SELECT (SELECT count(*) FROM refs) + (SELECT count(*) FROM likenesses) + (SELECT count(*) FROM mentions) +"
      " (SELECT count(*) FROM deadlines) + (SELECT count(*) FROM tasks)");
  if (found != expected)
    return fmt::format("the tables refs, likenesses, mentions, deadlines and tasks have {} rows, and they had {}",
                       found, expected);
  const auto series = connection.meta("series").value_or("0");
  if (const auto numbers = connection.number("SELECT count(*) FROM numbers"); std::to_string(numbers) != series)
    return fmt::format("the table numbers has {} rows, and it had {}", numbers, series);
  return std::nullopt;
}

std::optional<std::string> lost_rows(const std::filesystem::path& database) {
  return guarded(database, [&] {
    Connection connection(database, Access::Read);
    connection.exec("BEGIN");
    auto lost = lost_rows(connection);
    return lost ? lost : lost_days(connection);
  });
}

}  // namespace store
