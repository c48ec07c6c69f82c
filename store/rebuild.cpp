// The projections, thrown away and refilled. Whether the journal itself is whole is verify()'s question.
#include "store/projections.hpp"
#include "store/replay.hpp"
#include "store/rows.hpp"
#include "store/verify.hpp"

namespace store {
namespace {

constexpr std::int64_t progress_step = 10'000;
// One transaction writes every projection: what does not fit in here is written twice. In KiB.
constexpr const char* room_for_a_rebuild = "PRAGMA cache_size=-200000";

std::int64_t refill_summaries(Connection& connection, Projections& projections, Replay& replay,
                              const Progress& progress) {
  static const std::string sql = "SELECT" + entry_columns + "FROM journal j ORDER BY seq";
  const auto all = connection.number("SELECT count(*) FROM journal");
  std::int64_t done = 0;
  auto rows = connection.prepare(sql);
  while (rows.step()) {
    const auto entry = entry_of(rows, connection.file());
    try {
      const auto after = replay.take(entry);
      projections.summary(entry.seq, reference_in_use(after, entry.case_id), after.summary);
    } catch (const SQLite::Exception&) {
      throw;
    } catch (const std::exception& fault) {
      throw Refusal("entry " + std::to_string(entry.seq) + " cannot be replayed: " + fault.what());
    }
    if (++done % progress_step == 0 && progress) progress(done, all);
  }
  return done;
}

// In the order of their ids, which is the order of the tables.
void refill_cases(Projections& projections, const Replay& replay) {
  for (const auto& [id, standing] : replay.cases()) {
    const auto projection = replay.projection(standing);
    projections.standing(standing.current, standing.collection, reference_in_use(projection, id));
    projections.references(standing.collection, id, standing.references);
    projections.deadlines(id, projection.deadlines, false);
    engine::for_each_task(projection, [&](const engine::Task& task) { projections.task_new(id, task); });
  }
  for (const auto& [series, last] : replay.numbers()) projections.number(series, last);
}

}  // namespace

std::int64_t rebuild(DataFolder& folder, const engine::Workflows& workflows, const Progress& progress) {
  auto& connection = folder.connection();
  const std::scoped_lock hold(connection.mutex());
  return guarded(folder.database(), [&] {
    connection.exec(room_for_a_rebuild);
    SQLite::Transaction whole(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    Projections projections(connection);
    Replay replay(workflows, [&](std::string_view id) { return entries_of_case(connection, id); });
    projections.clear();
    const auto entries = refill_summaries(connection, projections, replay, progress);
    refill_cases(projections, replay);
    whole.commit();
    return entries;
  });
}

}  // namespace store
