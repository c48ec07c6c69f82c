// Writes the rows that follow from an entry: summary, references, deadlines, tasks, numbers.
#include "store/projections.hpp"

#include "store/fold.hpp"
#include "store/rows.hpp"

namespace store {
namespace {

constexpr char new_case[] =
    "INSERT INTO cases (id, collection, ref, place, workflow, version, seq, said, parts)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

std::int64_t due_of(const engine::Task& task) { return task.due ? seconds_of(*task.due) : no_due; }

}  // namespace

Name name_of(const engine::Listing& listing, std::string_view case_id) {
  Name name{listing.references.empty() ? case_id : std::string_view(listing.references.front()), listing.place};
  if (name.place.empty()) name.place = name.reference;
  return name;
}

void Projections::summary(std::int64_t seq, const Name& name, const engine::Json& fields) {
  connection_.prepare("INSERT INTO summaries VALUES (?, ?, ?, ?)").with(seq, name.reference, name.place, fields).run();
}

void Projections::standing(const engine::Change& change, const Name& name, int parts) {
  const auto& entry = change.entry;
  const auto& rules = change.workflow_after;
  int changed = 1;
  if (entry.version == 1) {
    connection_.prepare(new_case)
        .with(entry.case_id, change.collection, name.reference, name.place, rules, entry.version, entry.seq, entry.seq,
              parts)
        .run();
  } else if (change.references_changed) {
    changed = connection_
                  .prepare(
                      "UPDATE cases SET ref = ?, place = ?, workflow = ?, version = ?4, seq = ?5, said = ?5,"
                      " parts = parts + ? WHERE id = ? AND version = ?4 - 1")
                  .with(name.reference, name.place, rules, entry.version, entry.seq, parts, entry.case_id)
                  .run();
  } else {  // the index by place is left alone
    changed = connection_
                  .prepare(
                      "UPDATE cases SET workflow = ?, version = ?2, seq = ?3, said = iif(?, ?3, said),"
                      " parts = parts + ? WHERE id = ? AND version = ?2 - 1")
                  .with(rules, entry.version, entry.seq, change.summary_changed ? 1 : 0, parts, entry.case_id)
                  .run();
  }
  if (changed != 1)
    throw std::logic_error("version " + std::to_string(entry.version) + " does not follow in " + entry.case_id);
}

void Projections::standing(const engine::Case& current, std::string_view collection, const Name& name,
                           std::int64_t said, int parts) {
  connection_.prepare(new_case)
      .with(current.id, collection, name.reference, name.place, current.workflow, current.version, current.seq, said,
            parts)
      .run();
}

int Projections::references(std::string_view collection, std::string_view case_id,
                            const std::vector<std::string>& references) {
  int written = 0;
  for (const auto& reference : references) {
    const auto name = upper_case(reference);
    const int fresh = connection_.prepare("INSERT INTO refs VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                          .with(collection, name, case_id)
                          .run();
    auto its = connection_.prepare("SELECT 1 FROM refs WHERE collection = ? AND reference = ? AND case_id = ?");
    if (fresh == 0 && !its.with(collection, name, case_id).step())
      throw std::invalid_argument("the reference " + reference + " belongs to another case");
    written += fresh;
  }
  return written;
}

int Projections::likenesses(std::string_view collection, std::string_view case_id,
                            const std::vector<std::string>& likenesses) {
  int written = 0;
  for (const auto& likeness : likenesses)
    written += connection_.prepare("INSERT OR IGNORE INTO likenesses VALUES (?, ?, ?)")
                   .with(collection, likeness, case_id)
                   .run();
  return written;
}

int Projections::mentions(std::string_view case_id, const std::vector<std::string>& references, bool had_some) {
  int more = 0;
  if (had_some) more -= connection_.prepare("DELETE FROM mentions WHERE case_id = ?").with(case_id).run();
  for (const auto& reference : references)
    more +=
        connection_.prepare("INSERT OR IGNORE INTO mentions VALUES (?, ?)").with(case_id, upper_case(reference)).run();
  return more;
}

int Projections::deadlines(std::string_view case_id, const std::vector<engine::Deadline>& before,
                           const std::vector<engine::Deadline>& after) {
  int more = 0;
  for (const auto& gone : before)
    more -= connection_.prepare("DELETE FROM deadlines WHERE due = ? AND case_id = ? AND name = ?")
                .with(seconds_of(gone.due), case_id, gone.name)
                .run();
  for (const auto& deadline : after)
    more += connection_.prepare("INSERT OR IGNORE INTO deadlines (due, case_id, name) VALUES (?, ?, ?)")
                .with(seconds_of(deadline.due), case_id, deadline.name)
                .run();
  return more;
}

int Projections::task_gone(std::string_view case_id, const engine::Task& task) {
  return connection_.prepare("DELETE FROM tasks WHERE case_id = ? AND name = ? AND assignee = ? AND due = ?")
      .with(case_id, task.name, task.assignee, due_of(task))
      .run();
}

int Projections::task_new(std::string_view case_id, const engine::Task& task) {
  return connection_.prepare("INSERT OR IGNORE INTO tasks (case_id, name, assignee, due) VALUES (?, ?, ?, ?)")
      .with(case_id, task.name, task.assignee, due_of(task))
      .run();
}

void Projections::number(std::string_view series, int number) {
  const int known =
      connection_.prepare("UPDATE numbers SET last = max(last, ?) WHERE series = ?").with(number, series).run();
  if (known > 0) return;
  connection_.prepare("INSERT INTO numbers VALUES (?, ?)").with(series, number).run();
  connection_.database().exec(
      "INSERT INTO meta VALUES ('series', '1') ON CONFLICT DO UPDATE SET value = CAST(value + 1 AS TEXT)");
}

void Projections::clear() {
  for (const char* table : {"cases", "refs", "likenesses", "mentions", "summaries", "deadlines", "tasks", "numbers"}) {
    connection_.database().exec(std::string("DELETE FROM ") + table);
  }
  connection_.database().exec("DELETE FROM meta WHERE name = 'series'");
}

}  // namespace store
