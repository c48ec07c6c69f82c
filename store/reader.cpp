// Answers the questions of engine::Reader with SQL on a connection of the pool.
#include "store/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <tuple>

#include "engine/calendar.hpp"
#include "engine/json_text.hpp"
#include "store/days.hpp"
#include "store/digest.hpp"
#include "store/fold.hpp"
#include "store/lists.hpp"
#include "store/read_pool.hpp"
#include "store/rows.hpp"
#include "store/up_to_date.hpp"

namespace store {

using engine::AsAt;
using engine::Date;
using engine::DueDeadline;
using engine::Entry;
using engine::Json;
using engine::OpenTask;
using engine::Page;
using engine::Time;

namespace {

// A prefix of the case's events even if somebody's clock ran backwards: up to the last one that fits.
const std::string prefix_sql = "SELECT" + entry_columns +
                               "FROM journal j WHERE case_id = ?1 AND version > ?2 AND version <= "
                               "(SELECT version FROM journal WHERE case_id = ?1 AND effective_on <= ?3 AND at <= ?4 "
                               "ORDER BY version DESC LIMIT 1) ORDER BY version LIMIT ?5";
const std::string journal_sql = "SELECT" + entry_columns + "FROM journal j WHERE seq > ? ORDER BY seq LIMIT ?";
// CROSS keeps the order of the join: a few days of the journal, and not the journal of every case.
std::string between_sql(Steps which) {
  return fmt::format(
      "WITH d(seq) AS ({}) SELECT{}FROM d CROSS JOIN journal j ON j.seq = d.seq CROSS JOIN cases c ON c.id = j.case_id "
      "WHERE j.at <= ?3 AND c.collection = ?4",
      entries_by_day(which), entry_columns);
}
const std::string all_between_sql = between_sql(Steps::all), moves_between_sql = between_sql(Steps::moves);

std::optional<std::string> one_text(Running& rows) {
  if (!rows.step()) return std::nullopt;
  return rows.text(0);
}

int limit_or_all(int limit) { return limit > 0 ? limit : -1; }

}  // namespace

SqliteReader::SqliteReader(const DataFolder& folder, std::size_t connections_max)
    : pool_(std::make_unique<ReadPool>(folder.database(), connections_max)) {
  require_up_to_date(folder);
}

SqliteReader::~SqliteReader() = default;

std::optional<std::string> SqliteReader::case_of(std::string_view collection, std::string_view reference) const {
  return pool_->read([&](Connection& connection) {
    auto rows = connection.prepare("SELECT case_id FROM refs WHERE collection = ? AND reference = ?");
    return one_text(rows.with(collection, upper_case(reference)));
  });
}

std::vector<std::string> SqliteReader::cases_alike(std::string_view collection, std::string_view likeness) const {
  return pool_->read([&](Connection& connection) { return store::cases_alike(connection, collection, likeness); });
}

std::vector<std::vector<std::string>> SqliteReader::all_alike() const {
  return pool_->read([](Connection& connection) {
    auto rows = connection.prepare(
        "SELECT group_concat(c.ref, char(10)) FROM (SELECT * FROM likenesses ORDER BY 1, 2, 3) l"
        " JOIN cases c ON c.id = l.case_id GROUP BY l.collection, l.likeness HAVING count(*) > 1");
    std::vector<std::vector<std::string>> found;
    while (rows.step()) {
      std::istringstream names(rows.text(0));
      auto& group = found.emplace_back();
      for (std::string name; std::getline(names, name);) group.push_back(name);
    }
    return found;
  });
}

std::optional<std::string> SqliteReader::collection_of(std::string_view case_id) const {
  return pool_->read([&](Connection& connection) {
    auto rows = connection.prepare("SELECT collection FROM cases WHERE id = ?");
    return one_text(rows.with(case_id));
  });
}

std::vector<Entry> SqliteReader::entries(std::string_view case_id, const AsAt& as_at, int after, int limit) const {
  return pool_->read([&](Connection& connection) {
    auto rows = connection.prepare(prefix_sql);
    rows.with(case_id, after, effective_bound(as_at), known_bound(as_at), limit_or_all(limit));
    return entries_of(rows, pool_->file());
  });
}

std::vector<Entry> SqliteReader::journal(std::int64_t after, int limit) const {
  return pool_->read([&](Connection& connection) {
    auto rows = connection.prepare(journal_sql);
    return entries_of(rows.with(after, limit_or_all(limit)), pool_->file());
  });
}

std::int64_t SqliteReader::last_seq() const {
  return pool_->read([](Connection& connection) { return connection.number("SELECT max(seq) FROM journal"); });
}

std::vector<engine::Link> SqliteReader::recorded_by(Time instant, std::int64_t before, int limit) const {
  static const std::string sql =
      "SELECT" + entry_columns + ", j.hash FROM journal j WHERE seq < ? AND at <= ? ORDER BY seq DESC LIMIT ?";
  return pool_->read([&](Connection& connection) {
    auto rows = connection.prepare(sql);
    rows.with(before, seconds_of(instant), limit_or_all(limit));
    std::vector<engine::Link> found;
    while (rows.step())
      found.push_back(
          {entry_of(rows, pool_->file()), hash_from(rows.view(after_entry_columns)).value_or(engine::Hash{})});
    return found;
  });
}

Page SqliteReader::list(std::string_view collection, const engine::Filter& filter, const AsAt& as_at, int limit,
                        std::string_view cursor) const {
  const ListQuery query(collection, filter, as_at, limit, cursor);
  return pool_->read([&](Connection& connection) { return query.run(connection); });
}

std::vector<engine::Listed> SqliteReader::summaries(std::string_view collection, const AsAt& as_at) const {
  return pool_->read([&](Connection& connection) { return every_summary(connection, collection, as_at); });
}

std::vector<Entry> SqliteReader::effective_between(std::string_view collection, Date after, const AsAt& until) const {
  return between(all_between_sql, collection, after, until);
}

std::vector<Entry> SqliteReader::moves_between(std::string_view collection, Date after, const AsAt& until) const {
  return between(moves_between_sql, collection, after, until);
}

std::vector<Entry> SqliteReader::between(const std::string& sql, std::string_view collection, Date after,
                                         const AsAt& until) const {
  return pool_->read([&](Connection& connection) {
    auto rows = connection.prepare(sql);
    rows.with(engine::to_text(after), effective_bound(until), known_bound(until), collection);
    auto found = entries_of(rows, pool_->file());
    std::sort(found.begin(), found.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.effective_on, a.seq) < std::tie(b.effective_on, b.seq);
    });
    return found;
  });
}

std::vector<OpenTask> SqliteReader::tasks(const std::vector<std::string>& assignees) const {
  std::string named;
  engine::append_list(named, assignees, engine::append_quoted);
  return pool_->read([&](Connection& connection) {
    auto rows = connection.prepare(
        "SELECT c.collection, c.id, c.ref, t.name, t.assignee, t.due FROM tasks t JOIN cases c ON c.id = t.case_id "
        "WHERE t.assignee IN (SELECT value FROM json_each(?)) ORDER BY t.due, c.place, t.name, t.assignee");
    rows.with(named);
    std::vector<OpenTask> tasks;
    while (rows.step()) {
      tasks.push_back({rows.text(0), rows.text(1), rows.text(2), {rows.text(3), rows.text(4), std::nullopt}});
      if (rows.number(5) != no_due) tasks.back().task.due = time_of(rows.number(5));
    }
    return tasks;
  });
}

std::vector<DueDeadline> SqliteReader::due(Time until, int limit) const {
  return pool_->read([&](Connection& connection) {
    auto rows = connection.prepare(
        "SELECT c.collection, c.id, d.name, d.due, c.version FROM deadlines d JOIN cases c ON c.id = d.case_id"
        " WHERE d.due <= ? ORDER BY d.due, d.case_id, d.name LIMIT ?");
    rows.with(seconds_of(until), limit_or_all(limit));
    std::vector<DueDeadline> due;
    while (rows.step()) {
      due.push_back(
          {rows.text(0), rows.text(1), {rows.text(2), time_of(rows.number(3))}, static_cast<int>(rows.number(4))});
    }
    return due;
  });
}

std::optional<Time> SqliteReader::next_due() const {
  return pool_->read([](Connection& connection) -> std::optional<Time> {
    auto rows = connection.prepare("SELECT min(due) FROM deadlines");
    if (!rows.step() || rows.null(0)) return std::nullopt;
    return time_of(rows.number(0));
  });
}

std::vector<std::string> SqliteReader::cases_mentioning(std::string_view reference) const {
  return pool_->read([&](Connection& connection) { return store::cases_mentioning(connection, reference); });
}

// Within a case they are recorded in order, so its last entry is the latest.
std::vector<engine::Recorded> SqliteReader::recorded_after(Time instant, int limit) const {
  return pool_->read([&](Connection& connection) {
    auto rows = connection.prepare(
        "SELECT c.id, j.at FROM cases c JOIN journal j ON j.seq = c.seq WHERE j.at > ? ORDER BY j.at DESC, c.id LIMIT "
        "?");
    rows.with(seconds_of(instant), limit_or_all(limit));
    std::vector<engine::Recorded> found;
    while (rows.step()) found.push_back({rows.text(0), time_of(rows.number(1))});
    return found;
  });
}

}  // namespace store
