// Builds the SQL of a list: which rows, in which order, from where on, and how many.
#include "store/lists.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/calendar.hpp"
#include "engine/json_text.hpp"
#include "store/fold.hpp"
#include "store/rows.hpp"

namespace store {
namespace {

// The newest version of a case as at a date: both dates only ever grow within a case, so the last one that fits is it.
constexpr std::string_view newest_as_at =
    "(SELECT j.seq FROM journal j WHERE j.case_id = c.id AND j.effective_on <= ? AND j.at <= ? ORDER BY j.version DESC "
    "LIMIT 1)";
// As the journal had it at an entry: it may have grown since. What came to it only later is there as it is.
const std::string newest_at_entry =
    "ifnull((SELECT j.seq FROM journal j WHERE j.case_id = c.id AND j.effective_on <= ? AND j.at <= ? AND j.seq <= ? "
    "ORDER BY j.version DESC LIMIT 1), " +
    std::string(newest_as_at) + ")";

Place place_in(const Running& row, std::int64_t seq) {
  Place place{row.text(1), row.text(2), seq};
  if (row.type(1) == SQLite::INTEGER) place.value = row.number(1);
  else if (row.type(1) == SQLite::FLOAT) place.value = row.real(1);
  return place;
}

// The cases of a collection, each with an entry of theirs, looked for once.
std::string cases_at(std::string_view entry) {
  return fmt::format("WITH c AS MATERIALIZED (SELECT id, collection, {} AS seq FROM cases c WHERE collection = ?) ",
                     entry);
}
// Its summary then: that of the last entry up to it that made another one.
constexpr std::string_view said_by_then =
    "(SELECT j.seq FROM journal j CROSS JOIN summaries m ON m.seq = j.seq WHERE j.case_id = c.id AND j.seq <= c.seq "
    "ORDER BY j.version DESC LIMIT 1)";

}  // namespace

std::string effective_bound(const engine::AsAt& as_at) {
  return as_at.effective ? engine::to_text(*as_at.effective) : "9999-12-31";
}

std::int64_t known_bound(const engine::AsAt& as_at) {
  return as_at.known ? seconds_of(*as_at.known) : std::numeric_limits<std::int64_t>::max();
}

ListQuery::ListQuery(std::string_view collection, const engine::Filter& filter, const engine::AsAt& as_at, int limit,
                     std::string_view cursor)
    : collection_(collection),
      filter_(filter),
      effective_(effective_bound(as_at)),
      known_(known_bound(as_at)),
      now_(as_at.now()),
      limit_(limit),
      backwards_(filter.sort.starts_with('-')),
      field_(filter.sort.substr(backwards_ ? 1 : 0)) {
  if (!cursor.empty()) place_ = place_of(cursor, name());
  if (filter.found) engine::append_list(found_, *filter.found, engine::append_quoted);
}

// Nothing sorts before every number, a number before every text; a row value with NULL in it would compare with
// nothing.
std::string ListQuery::sort_value() const { return field_ == "ref" ? "0" : "ifnull(s.fields ->> ?, -9e999)"; }

// The order by reference is that of their places. It runs along an index when the list is of today, and stops when the
// page is full. What was found is known of today alone: pages of a list that has changed meanwhile look into the fields
// of then as well.
std::string ListQuery::sql(bool along_index) const {
  const std::string place = along_index ? "c.place" : "s.place";
  std::string sql = along_index ? "" : cases_at(newest_at_entry);
  sql += "SELECT s.fields, " + sort_value() + " AS value, " + place + " AS place FROM ";
  if (along_index && filter_.found) sql += "json_each(?) f CROSS JOIN cases c ON c.id = f.value";
  else sql += along_index ? "cases c" : "c";
  sql += " JOIN summaries s ON s.seq = ";
  sql += along_index ? "c.said" : said_by_then;
  sql += " WHERE c.collection = ?";
  for (std::size_t i = 0; i < filter_.equal.size(); ++i) {
    sql += " AND (CAST(s.fields ->> ? AS TEXT) = ? OR s.fields -> ? = ?)";  // the second for true and false
  }
  if (!filter_.text.empty() && !(along_index && filter_.found)) {
    sql += " AND (holds_text(s.fields, ?)";
    sql += now_ && filter_.found ? " OR c.id IN (SELECT value FROM json_each(?)))" : ")";
  }
  const std::string turn = backwards_ ? " DESC" : "", beyond = backwards_ ? " < " : " > ";
  if (field_ == "ref") {
    if (place_) sql += " AND " + place + beyond + "?";
    sql += " ORDER BY " + place + turn;
  } else {
    if (place_) sql += " AND (" + sort_value() + ", " + place + ")" + beyond + "(?, ?)";
    sql += " ORDER BY value" + turn + ", " + place + turn;
  }
  return sql + " LIMIT ?";
}

void ListQuery::bind(Running& rows, std::int64_t seq, bool along_index) const {
  rows.with();
  if (!along_index) rows.also(effective_).also(known_).also(seq).also(effective_).also(known_).also(collection_);
  if (field_ != "ref") rows.also(field_);
  if (along_index && filter_.found) rows.also(found_);
  rows.also(collection_);
  for (const auto& [field, value] : filter_.equal) rows.also(field).also(value).also(field).also(value);
  if (!filter_.text.empty() && !(along_index && filter_.found)) {
    rows.also(searchable(filter_.text));
    if (now_ && filter_.found) rows.also(found_);
  }
  if (place_ && field_ != "ref") {
    rows.also(field_);
    std::visit([&rows](const auto& value) { rows.also(value); }, place_->value);
  }
  if (place_) rows.also(place_->place);
  rows.also(limit_ > 0 ? limit_ + 1 : -1);  // one more tells whether there is a next page
}

// Length before text: no two lists have the same name.
std::string ListQuery::name() const {
  std::string name;
  const auto add = [&name](std::string_view part) { name += std::to_string(part.size()) + ':' + std::string(part); };
  add(collection_);
  add(filter_.sort);
  add(filter_.text);
  for (const auto& [field, value] : filter_.equal) add(field), add(value);
  add(effective_);
  add(std::to_string(known_));
  return name;
}

engine::Page ListQuery::run(Connection& connection) const {
  const auto head = [&] { return connection.number("SELECT max(seq) FROM journal"); };
  const std::int64_t seq = place_ ? place_->seq : head();
  if (now_ && seq == head()) {
    auto found = page(connection, seq, true);
    if (seq == head()) return found;  // nothing was written meanwhile
  }
  return page(connection, seq, false);
}

std::int64_t ListQuery::told(std::int64_t seq) const {
  return place_ ? seq : std::min(seq, filter_.pages_as_at.value_or(seq));
}

engine::Page ListQuery::page(Connection& connection, std::int64_t seq, bool along_index) const {
  engine::Page page;
  auto rows = connection.prepare(sql(along_index));
  bind(rows, seq, along_index);
  Place last;
  while (rows.step()) {
    if (limit_ > 0 && static_cast<int>(page.items.size()) == limit_) {
      page.next = cursor_of(last, name());
      break;
    }
    page.items.push_back(rows.text(0));
    last = place_in(rows, told(seq));
  }
  return page;
}

std::vector<engine::Listed> every_summary(Connection& connection, std::string_view collection,
                                          const engine::AsAt& as_at) {
  static const std::string now =
      "SELECT c.id, c.seq, s.fields FROM cases c JOIN summaries s ON s.seq = c.said WHERE c.collection = ? ORDER BY "
      "c.place";
  static const std::string then =
      fmt::format("{}SELECT c.id, c.seq, s.fields FROM c JOIN summaries s ON s.seq = {} ORDER BY s.place",
                  cases_at(newest_as_at), said_by_then);
  auto rows = connection.prepare(as_at.now() ? now : then);
  rows.with();
  if (!as_at.now()) rows.also(effective_bound(as_at)).also(known_bound(as_at));
  rows.also(collection);
  std::vector<engine::Listed> found;
  while (rows.step()) found.push_back({rows.text(0), rows.number(1), rows.text(2)});
  return found;
}

}  // namespace store
