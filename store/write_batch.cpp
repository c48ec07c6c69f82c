// Writes one transaction: entries with their hashes, projections, remembered requests.
#include "store/write_batch.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "engine/calendar.hpp"
#include "store/fold.hpp"
#include "store/rows.hpp"

namespace store {

using engine::Change;
using engine::Command;
using engine::Entry;
using engine::Json;
using engine::Outcome;
using engine::Time;

constexpr std::size_t cases_kept_max = 10'000;  // by reference

WriteBatch::~WriteBatch() {
  if (!begun_) return;
  if (wrote_) undo();
  else roll_back();
}

void WriteBatch::begin() {
  if (!state_.broken.empty()) throw Refusal(state_.broken);
  if (begun_) return;
  state_.connection.prepare("BEGIN IMMEDIATE").run();
  begun_ = true;
  head_before_ = state_.chain.head;
  seq_before_ = state_.last_seq;
  at_before_ = state_.last_at;
}

void WriteBatch::undo() {
  state_.chain.head = head_before_;
  state_.last_seq = seq_before_;
  state_.last_at = at_before_;
  state_.numbers.clear();
  state_.cases.clear();
  state_.requests.undone();
  roll_back();
}

void WriteBatch::roll_back() {
  begun_ = false;
  auto* handle = state_.connection.database().getHandle();
  if (sqlite3_get_autocommit(handle) == 0 && state_.connection.database().tryExec("ROLLBACK") != SQLITE_OK) {
    state_.broken = sqlite3_errmsg(handle);
  }
}

// Whatever goes wrong here, the batch is gone and the journal takes no more until the folder is opened again.
template <class Work>
void WriteBatch::writing(Work work) {
  try {
    guarded(state_.connection.file(), [&] {
      begin();
      wrote_ = true;
      work();
    });
  } catch (const std::exception& fault) {
    if (state_.broken.empty()) state_.broken = fault.what();
    if (begun_) undo();
    throw;
  }
}

std::optional<std::string> WriteBatch::case_of(std::string_view collection, std::string_view reference) {
  auto key = std::string(collection).append("/").append(reference);
  const auto known = state_.cases.find(key);
  if (known != state_.cases.end()) return known->second;
  return reading([&]() -> std::optional<std::string> {
    auto rows = state_.connection.prepare("SELECT case_id FROM refs WHERE collection = ? AND reference = ?");
    if (!rows.with(collection, upper_case(reference)).step()) return std::nullopt;
    if (state_.cases.size() >= cases_kept_max) state_.cases.clear();
    return state_.cases.emplace(std::move(key), rows.text(0)).first->second;
  });
}

std::vector<std::string> WriteBatch::cases_alike(std::string_view collection, std::string_view likeness) {
  return reading([&] { return store::cases_alike(state_.connection, collection, likeness); });
}

std::optional<std::string> WriteBatch::highest_likeness(std::string_view collection, std::string_view above,
                                                        std::string_view up_to) {
  return reading([&]() -> std::optional<std::string> {
    auto rows = state_.connection.prepare(
        "SELECT max(likeness) FROM likenesses WHERE collection = ? AND likeness > ? AND likeness <= ?");
    if (!rows.with(collection, above, up_to).step() || rows.null(0)) return std::nullopt;
    return rows.text(0);
  });
}

std::vector<Entry> WriteBatch::entries(std::string_view case_id) {
  return reading([&] { return entries_of_case(state_.connection, case_id); });
}

std::vector<std::string> WriteBatch::cases_with_deadlines(Time after) {
  return reading([&] {
    auto rows = state_.connection.prepare("SELECT DISTINCT case_id FROM deadlines WHERE due > ? ORDER BY case_id");
    rows.with(engine::Time(after).time_since_epoch().count());
    std::vector<std::string> found;
    while (rows.step()) found.push_back(rows.text(0));
    return found;
  });
}

std::vector<std::string> WriteBatch::cases_mentioning(std::string_view reference) {
  return reading([&] { return store::cases_mentioning(state_.connection, reference); });
}

int WriteBatch::last_number(std::string_view series) {
  const std::string name(series);
  const auto known = state_.numbers.find(name);
  if (known != state_.numbers.end()) return known->second;
  return reading([&] {
    auto rows = state_.connection.prepare("SELECT last FROM numbers WHERE series = ?");
    return state_.numbers[name] = rows.with(series).step() ? static_cast<int>(rows.number(0)) : 0;
  });
}

std::optional<Outcome> WriteBatch::outcome_of(std::string_view client, std::string_view request_id) {
  return reading([&] { return state_.requests.find(client, request_id); });
}

std::optional<Entry> WriteBatch::entry(std::int64_t seq) {
  static const std::string sql = "SELECT" + entry_columns + "FROM journal j WHERE seq = ?";
  return reading([&]() -> std::optional<Entry> {
    auto rows = state_.connection.prepare(sql);
    if (!rows.with(seq).step()) return std::nullopt;
    return entry_of(rows, state_.connection.file());
  });
}

void WriteBatch::append(Change& change, std::string_view fingerprint) {
  writing([&] {
    auto& entry = change.entry;
    entry.seq = state_.last_seq + 1;
    const Hash hash = change.hash = state_.chain.next(entry);
    insert(entry, hash);
    project(change);
    if (!entry.request_id.empty()) {
      state_.requests.remember(entry.by.id, entry.request_id,
                               {std::string(fingerprint), entry.case_id, entry.seq, {}, change.brought},
                               std::max(entry.at, change.remembered_at));
    }
    state_.last_seq = entry.seq;
    state_.last_at = entry.at;
    state_.chain.head = hash;
  });
}

void WriteBatch::insert(const Entry& entry, const Hash& hash) {
  state_.connection
      .prepare(
          "INSERT INTO journal (seq, case_id, version, workflow, type, from_state, to_state, effective_on, at, by_id,"
          " by_role, request_id, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .with(entry.seq, entry.case_id, entry.version, entry.workflow, entry.event.type, entry.event.from, entry.event.to,
            engine::to_text(entry.effective_on), seconds_of(entry.at), entry.by.id, entry.by.role, entry.request_id,
            Blob{bytes_of(hash)}, entry.event.body)
      .run();
}

void WriteBatch::project(const Change& change) {
  const auto& entry = change.entry;
  const auto& after = change.after;
  auto& projections = state_.projections;
  const bool opened = entry.version == 1;
  const auto name = name_of(after, entry.case_id);
  if (change.summary_changed) projections.summary(entry.seq, name, after.summary);
  int parts = 0;
  if (opened || change.references_changed) {
    parts += projections.references(change.collection, entry.case_id, after.references);
    parts += projections.likenesses(change.collection, entry.case_id, after.likenesses);
  }
  if (change.mentions_changed) parts += projections.mentions(entry.case_id, after.mentions, !opened);
  if (change.deadlines_changed) parts += projections.deadlines(entry.case_id, change.deadlines_before, after.deadlines);
  for (const auto& task : change.tasks_gone) parts -= projections.task_gone(entry.case_id, task);
  for (const auto& task : change.tasks_new) parts += projections.task_new(entry.case_id, task);
  projections.standing(change, name, parts);
  if (!after.series.empty() && after.number > last_number(after.series)) {
    projections.number(after.series, after.number);
    state_.numbers[after.series] = after.number;
  }
}

void WriteBatch::remember_refusal(const Command& command, std::string_view case_id, const Json& refusal, Time at) {
  if (command.request_id.empty()) return;
  writing([&] {
    state_.requests.remember(command.by.id, command.request_id, {command.fingerprint, std::string(case_id), 0, refusal},
                             at);
  });
}

void WriteBatch::commit() {
  if (!state_.broken.empty()) throw Refusal(state_.broken);
  if (begun_) {
    writing([&] { state_.connection.prepare("COMMIT").run(); });
    state_.requests.committed();
    begun_ = false;
  }
  hold_.unlock();
}

}  // namespace store
