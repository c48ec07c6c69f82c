// Empties the projections and refills them from the journal, while somebody else follows its chain: nothing is kept of
// one that does not hold.
#include "store/chain_beside.hpp"
#include "store/days.hpp"
#include "store/projections.hpp"
#include "store/replays.hpp"
#include "store/up_to_date.hpp"

namespace store {
namespace {

void refill_summaries(Projections& projections, Replays& replays, std::int64_t all, const Progress& progress) {
  ProgressTold told(progress, all);
  while (const auto step = replays.next()) {
    try {
      if (step->fault) std::rethrow_exception(step->fault);
    } catch (const SQLite::Exception&) {
      throw;
    } catch (const Refusal&) {
      throw;
    } catch (const std::exception& fault) {
      throw Refusal("entry " + std::to_string(step->seq) + " cannot be replayed: " + fault.what());
    }
    projections.summary(step->seq, {step->reference, step->place}, step->summary);
    told.at(step->seq);
  }
}

// In the order of their ids, which is the order of the tables.
void refill_cases(Projections& projections, const Replays& replays) {
  for (const auto& [replay, standing] : replays.cases()) {
    const auto& id = standing->current.id;
    const auto projection = replay->projection(*standing);
    int parts = projections.references(standing->collection, id, standing->references);
    parts += projections.likenesses(standing->collection, id, standing->likenesses);
    parts += projections.mentions(id, projection.mentions, false);
    parts += projections.deadlines(id, {}, projection.deadlines);
    engine::for_each_task(projection, [&](const engine::Task& task) { parts += projections.task_new(id, task); });
    projections.standing(standing->current, standing->collection, name_of(projection, id), standing->said, parts);
  }
  for (const auto& [series, last] : replays.numbers()) projections.number(series, last);
}

// Made anew from an empty journal, they would be gone, too, and with them all that tells what it had.
void require_entries(Connection& connection, const std::filesystem::path& folder) {
  const auto known = connection.number(
      "SELECT max((SELECT ifnull(max(seq), 0) FROM cases), (SELECT ifnull(max(seq), 0) FROM summaries))");
  if (known == 0 || connection.number("SELECT count(*) FROM (SELECT 1 FROM journal LIMIT 1)") != 0) return;
  throw Refusal("the journal in " + folder.string() + " has no entry, and it has had " + std::to_string(known) +
                ": nothing is made of that; " + how_to_restore(folder));
}

// Of what does not hold nothing is made.
void require(const DataFolder& folder, const ChainFound& found) {
  const auto& fault = found.chain.fault ? found.chain.fault : found.pages;
  if (fault)
    throw Refusal("the journal in " + folder.path().string() + " does not hold, so nothing is made of it: " + *fault +
                  "; " + how_to_restore(folder.path()));
}

}  // namespace

std::int64_t rebuild(DataFolder& folder, const engine::Workflows& workflows, const Progress& progress) {
  auto& connection = folder.connection();
  const std::scoped_lock hold(connection.mutex());
  return guarded(folder.database(), [&] {
    connection.exec(room_for_the_whole);  // one transaction writes every projection: what does not fit is written twice
    SQLite::Transaction whole(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    if (const auto altered = fault_of_tables(connection))
      throw Refusal(*altered + ": " + how_to_restore(folder.path()));
    require_entries(connection, folder.path());
    const auto all = connection.number("SELECT max(seq) FROM journal");
    ChainBeside chain(folder.database(), all, look_at_pages_and_days);
    Projections projections(connection);
    Replays replays(folder.database(), workflows, nullptr, all,
                    [&chain](std::int64_t seq) { return chain.holds(seq); });
    projections.clear();
    refill_summaries(projections, replays, all, progress);
    refill_cases(projections, replays);
    const auto beside = chain.found();
    require(folder, beside);
    if (beside.days) make_days_anew(connection);
    mark_projections(connection);
    whole.commit();
    connection.exec(room_of_a_writer);
    return all;
  });
}

}  // namespace store
