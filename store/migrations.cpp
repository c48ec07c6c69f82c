// The steps of the schema, oldest first, and how a database is brought to the newest one.
#include "store/migrations.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <string>

#include "store/days.hpp"
#include "store/request_key.hpp"

namespace store {
namespace {

// Dates are TEXT (2019-03-15), instants INTEGER seconds. Long columns stand last, so that a scan of the others stays on
// the first page of a row. A REPLACE would go around the trigger on DELETE; the one on INSERT is before it.
constexpr std::string_view first = R"sql(
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq          INTEGER PRIMARY KEY,
  case_id      TEXT    NOT NULL,
  version      INTEGER NOT NULL,
  workflow     TEXT    NOT NULL,
  type         TEXT    NOT NULL,
  from_state   TEXT    NOT NULL,
  to_state     TEXT    NOT NULL,
  effective_on TEXT    NOT NULL,
  at           INTEGER NOT NULL,
  by_id        TEXT    NOT NULL,
  by_role      TEXT    NOT NULL,
  request_id   TEXT    NOT NULL,
  hash         BLOB    NOT NULL,
  body         TEXT    NOT NULL,
  UNIQUE (case_id, version)
) STRICT;
CREATE INDEX journal_by_effective_date ON journal (effective_on);
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_has_no_gap BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM journal)
  OR NEW.version IS NOT (SELECT ifnull(max(version), 0) + 1 FROM journal WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only and without gaps'); END;

CREATE TABLE cases (
  id         TEXT    PRIMARY KEY,
  collection TEXT    NOT NULL,
  ref        TEXT    NOT NULL,
  workflow   TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  seq        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_by_reference ON cases (collection, ref);

CREATE TABLE refs (
  collection TEXT NOT NULL,
  reference  TEXT NOT NULL,
  case_id    TEXT NOT NULL,
  PRIMARY KEY (collection, reference)
) STRICT, WITHOUT ROWID;

CREATE TABLE summaries (seq INTEGER PRIMARY KEY, ref TEXT NOT NULL, fields TEXT NOT NULL) STRICT;

CREATE TABLE deadlines (
  case_id TEXT    NOT NULL,
  due     INTEGER NOT NULL,
  name    TEXT    NOT NULL,
  PRIMARY KEY (case_id, due, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadlines_by_due ON deadlines (due);

CREATE TABLE tasks (
  case_id  TEXT    NOT NULL,
  name     TEXT    NOT NULL,
  assignee TEXT    NOT NULL,
  due      INTEGER NOT NULL,
  PRIMARY KEY (case_id, name, assignee, due)
) STRICT, WITHOUT ROWID;
CREATE INDEX tasks_by_assignee ON tasks (assignee, due);

CREATE TABLE requests (
  key         INTEGER PRIMARY KEY,
  rest        INTEGER NOT NULL,
  fingerprint TEXT    NOT NULL,
  case_id     TEXT    NOT NULL,
  seq         INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  refusal     TEXT    NOT NULL
) STRICT;

CREATE TABLE numbers (series TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";

// Lists go by the place of a reference and no longer by its text; what cases may not share is found by it. The
// projections are filled anew by whoever opens the folder with the rules.
constexpr std::string_view places = R"sql(
DROP INDEX cases_by_reference;
DROP TABLE cases;
CREATE TABLE cases (
  id         TEXT    PRIMARY KEY,
  collection TEXT    NOT NULL,
  ref        TEXT    NOT NULL,
  place      TEXT    NOT NULL,
  workflow   TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  seq        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_by_place ON cases (collection, place);

DROP TABLE summaries;
CREATE TABLE summaries (seq INTEGER PRIMARY KEY, ref TEXT NOT NULL, place TEXT NOT NULL, fields TEXT NOT NULL) STRICT;

CREATE TABLE likenesses (
  collection TEXT NOT NULL,
  likeness   TEXT NOT NULL,
  case_id    TEXT NOT NULL,
  PRIMARY KEY (collection, likeness, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
  case_id   TEXT NOT NULL,
  reference TEXT NOT NULL,
  PRIMARY KEY (case_id, reference)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_reference ON mentions (reference);
)sql";

// Which code made the projections is said from now on. Until it is, none of ours did.
constexpr std::string_view mark_of_projections = "INSERT OR IGNORE INTO meta VALUES ('projections', '')";

// What a command brought about on other cases is part of its reply when it is sent again. Nobody knows it of those
// that are remembered already; they are forgotten in 30 days.
constexpr std::string_view what_was_brought = "ALTER TABLE requests ADD COLUMN brought INTEGER NOT NULL DEFAULT 0";

// A request that is remembered, and where a simulated clock stands, tell whether somebody else has changed them. Those
// from before cannot. How many rows of other tables a case has, and how many series there are, tells whether some are
// gone; projections are filled anew by whoever opens the folder.
constexpr std::string_view seals = R"sql(
ALTER TABLE requests ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
UPDATE meta SET value = value || ' -' WHERE name = 'clock';
ALTER TABLE cases ADD COLUMN parts INTEGER NOT NULL DEFAULT 0;
)sql";

// A report looks at the steps of a year that led into another state. They are few among all.
constexpr std::string_view moves =
    "CREATE INDEX IF NOT EXISTS journal_moves_by_effective_date ON journal (effective_on) WHERE from_state <> to_state";

// Deadlines and tasks stand once each, in the order in which they are read: whoever takes one away knows all of it.
// They are filled anew by whoever opens the folder.
constexpr std::string_view one_order = R"sql(
DROP TABLE deadlines;
CREATE TABLE deadlines (
  due     INTEGER NOT NULL,
  case_id TEXT    NOT NULL,
  name    TEXT    NOT NULL,
  PRIMARY KEY (due, case_id, name)
) STRICT, WITHOUT ROWID;

DROP TABLE tasks;
CREATE TABLE tasks (
  assignee TEXT    NOT NULL,
  due      INTEGER NOT NULL,
  case_id  TEXT    NOT NULL,
  name     TEXT    NOT NULL,
  PRIMARY KEY (assignee, due, case_id, name)
) STRICT, WITHOUT ROWID;
)sql";

// A summary stands once for all versions that have the same one: a case says which entry made its newest. The others go
// when the projections are filled anew. Requests from before there were seals get theirs: from now on none is without.
constexpr std::string_view said = R"sql(
ALTER TABLE cases ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
UPDATE cases SET said = seq;
UPDATE requests SET seal = seal_of_request(key, rest, fingerprint, case_id, seq, refusal, brought, at) WHERE seal = 0;
)sql";

// Requests stand in the order in which they were answered: see Requests.
constexpr std::string_view as_answered = R"sql(
ALTER TABLE requests RENAME TO requests_by_key;
CREATE TABLE requests (
  number      INTEGER PRIMARY KEY,
  key         INTEGER NOT NULL,
  rest        INTEGER NOT NULL,
  case_id     TEXT    NOT NULL,
  seq         INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  brought     INTEGER NOT NULL,
  seal        INTEGER NOT NULL,
  fingerprint TEXT    NOT NULL,
  refusal     TEXT    NOT NULL
) STRICT;
INSERT INTO requests (key, rest, case_id, seq, at, brought, seal, fingerprint, refusal)
SELECT key, rest, case_id, seq, at, brought, seal, fingerprint, refusal FROM requests_by_key ORDER BY at, seq, key;
DROP TABLE requests_by_key;
)sql";

// As the steps of the schema call it.
void seal_in_sql(sqlite3_context* context, int, sqlite3_value** values) {
  const auto text = [values](int place) {
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(values[place]));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_value_bytes(values[place])));
  };
  const auto number = [values](int place) { return sqlite3_value_int64(values[place]); };
  Sha256 sha;
  const engine::Outcome outcome{text(2), text(3), number(4), text(5), static_cast<int>(number(6))};
  sqlite3_result_int64(context, seal_of_request(sha, {number(0), number(1)}, outcome, number(7)));
}

}  // namespace

const std::vector<std::string_view>& migrations() {
  static const std::vector<std::string_view> steps{first,           places,     mark_of_projections, what_was_brought,
                                                   seals,           moves,      one_order,           said,
                                                   table_of_days(), as_answered};
  return steps;
}

int schema_version(SQLite::Database& database) { return database.execAndGet("PRAGMA user_version").getInt(); }

void migrate(SQLite::Database& database, const std::vector<std::string_view>& steps) {
  database.createFunction("seal_of_request", 8, true, nullptr, seal_in_sql, nullptr, nullptr, nullptr);
  const auto newest = static_cast<int>(steps.size());
  if (schema_version(database) >= newest) return;
  SQLite::Transaction all(database, SQLite::TransactionBehavior::IMMEDIATE);
  for (auto version = schema_version(database); version < newest; ++version)
    database.exec(std::string(steps[static_cast<std::size_t>(version)]));
  database.exec("PRAGMA user_version=" + std::to_string(newest));
  all.commit();
}

}  // namespace store
