// Compares the tables of a data folder, case by case, with what a replay of the journal gives.
#include "store/compare.hpp"

#include <set>

#include "store/fold.hpp"
#include "store/journal.hpp"
#include "store/projections.hpp"
#include "store/request_key.hpp"
#include "store/rows.hpp"

namespace store {
namespace {

// A table as lines of text: the same for the disk and for the journal, and fit to be shown.
using Lines = std::set<std::string>;

struct Expected {
  Lines cases, refs, likenesses, mentions, deadlines, tasks, numbers;
};

template <class... Parts>
std::string line(const Parts&... parts) {
  std::string text;
  const auto add = [&text](const auto& part) {
    if (!text.empty()) text += " | ";
    if constexpr (std::is_arithmetic_v<std::decay_t<decltype(part)>>) text += std::to_string(part);
    else text += part;
  };
  (add(parts), ...);
  return text;
}

Expected expected_of(const CasesInReplay& cases, const std::map<std::string, int>& numbers) {
  Expected tables;
  for (const auto& [replay, standing] : cases) {
    const auto& one = *standing;
    const auto& current = one.current;
    const auto& id = current.id;
    const auto projection = replay->projection(one);
    const auto name = name_of(projection, id);
    int parts = 0;
    const auto part = [&parts](Lines& table, std::string row) { parts += table.insert(std::move(row)).second ? 1 : 0; };
    for (const auto& name : one.references) part(tables.refs, line(one.collection, upper_case(name), id));
    for (const auto& likeness : one.likenesses) part(tables.likenesses, line(one.collection, likeness, id));
    for (const auto& reference : projection.mentions) part(tables.mentions, line(id, upper_case(reference)));
    for (const auto& due : projection.deadlines) part(tables.deadlines, line(id, seconds_of(due.due), due.name));
    engine::for_each_task(projection, [&](const engine::Task& task) {
      part(tables.tasks, line(id, task.name, task.assignee, task.due ? seconds_of(*task.due) : no_due));
    });
    tables.cases.insert(line(id, one.collection, name.reference, name.place, current.workflow, current.version,
                             current.seq, one.said, parts));
  }
  for (const auto& [series, last] : numbers) tables.numbers.insert(line(series, last));
  return tables;
}

std::string line_of(const Running& row, int columns) {
  std::string text = row.text(0);
  for (int i = 1; i < columns; ++i) text += " | " + row.text(i);
  return text;
}

// `expected` is used up.
std::optional<std::string> difference(Connection& connection, const std::string& table, const std::string& columns,
                                      Lines expected) {
  const int count = static_cast<int>(std::count(columns.begin(), columns.end(), ',')) + 1;
  auto rows = connection.prepare("SELECT " + columns + " FROM " + table);
  while (rows.step()) {
    const auto found = line_of(rows, count);
    if (expected.erase(found) == 0) return "the table " + table + " has a row that the journal does not give: " + found;
  }
  if (expected.empty()) return std::nullopt;
  return "the table " + table + " lacks a row that the journal gives: " + *expected.begin();
}

std::optional<std::string> request_without_entry(Connection& connection) {
  Sha256 sha;
  auto rows = connection.prepare(
      "SELECT r.key, r.rest, j.by_id, j.request_id, j.case_id = r.case_id, r.seq FROM requests r"
      " LEFT JOIN journal j ON j.seq = r.seq WHERE r.seq > 0");
  while (rows.step()) {
    const RequestKey kept{rows.number(0), rows.number(1)};
    if (rows.number(4) == 1 && kept == request_key(sha, rows.view(2), rows.view(3))) continue;
    return "the table requests has a row that is not of its entry " + rows.text(5);
  }
  return std::nullopt;
}

std::optional<std::string> changed_request(Connection& connection) {
  Sha256 sha;
  auto rows =
      connection.prepare("SELECT key, rest, fingerprint, case_id, seq, refusal, brought, at, seal FROM requests");
  while (rows.step()) {
    const RequestKey key{rows.number(0), rows.number(1)};
    const engine::Outcome outcome{rows.text(2), rows.text(3), rows.number(4), rows.text(5),
                                  static_cast<int>(rows.number(6))};
    if (rows.number(8) != seal_of_request(sha, key, outcome, rows.number(7)))
      return "the table requests has a row that was changed after it was written: that with the key " + rows.text(0);
  }
  return std::nullopt;
}

std::set<RequestKey> all_requests(Connection& connection) {
  std::set<RequestKey> found;
  auto rows = connection.prepare("SELECT key, rest FROM requests");
  while (rows.step()) found.insert({rows.number(0), rows.number(1)});
  return found;
}

std::optional<std::string> request_out_of_place(Connection& connection) {
  auto twice = connection.prepare("SELECT key FROM requests GROUP BY key HAVING count(*) > 1 LIMIT 1");
  if (twice.step()) return "the table requests has two rows with the same key: " + twice.text(0);
  auto strange = connection.prepare("SELECT number FROM requests WHERE number < 1 OR number > ? LIMIT 1");
  if (strange.with(request_number_max).step())
    return "the table requests has a row with a number that is none of this program's: " + strange.text(0);
  return std::nullopt;
}

// A request is kept for some days after it was done, so that it is not done twice.
std::optional<std::string> entry_without_request(Connection& connection, std::int64_t remembered_from) {
  Sha256 sha;
  auto newest = connection.prepare("SELECT max(at) FROM journal WHERE seq >= ?");
  if (!newest.with(remembered_from).step()) return std::nullopt;
  auto rows = connection.prepare(
      "SELECT seq, by_id, request_id FROM journal WHERE seq >= ? AND request_id <> '' AND at >= ? ORDER BY seq");
  rows.with(remembered_from, newest.number(0) - JournalLimits{}.requests_kept.count());
  const auto kept = all_requests(connection);
  while (rows.step()) {
    if (!kept.contains(request_key(sha, rows.view(1), rows.view(2))))
      return "the table requests has forgotten the request that made entry " + rows.text(0);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> wrong_projection(Connection& connection, const CasesInReplay& cases,
                                            const std::map<std::string, int>& numbers) {
  auto tables = expected_of(cases, numbers);
  auto found = difference(connection, "cases", "id, collection, ref, place, workflow, version, seq, said, parts",
                          std::move(tables.cases));
  if (!found) found = difference(connection, "refs", "collection, reference, case_id", std::move(tables.refs));
  if (!found)
    found = difference(connection, "likenesses", "collection, likeness, case_id", std::move(tables.likenesses));
  if (!found) found = difference(connection, "mentions", "case_id, reference", std::move(tables.mentions));
  if (!found) found = difference(connection, "deadlines", "case_id, due, name", std::move(tables.deadlines));
  if (!found) found = difference(connection, "tasks", "case_id, name, assignee, due", std::move(tables.tasks));
  return found ? found : difference(connection, "numbers", "series, last", std::move(tables.numbers));
}

std::optional<std::string> wrong_request(Connection& connection, std::int64_t remembered_from) {
  auto found = request_without_entry(connection);
  if (!found) found = changed_request(connection);
  if (!found) found = request_out_of_place(connection);
  return found ? found : entry_without_request(connection, remembered_from);
}

}  // namespace store
