// Walks the journal from its first entry: chain, replay, then the projections.
#include "store/verify.hpp"

#include "store/chain_beside.hpp"
#include "store/chain_walk.hpp"
#include "store/clock_seal.hpp"
#include "store/compare.hpp"
#include "store/days.hpp"
#include "store/journal.hpp"
#include "store/lost_rows.hpp"
#include "store/migrations.hpp"
#include "store/projections.hpp"
#include "store/request_key.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"

namespace store {
namespace {

// One walk along what a replay makes of the entries and the summaries, side by side.
class Walk {
 public:
  explicit Walk(Connection& connection)
      : connection_(connection),
        summaries_(connection.prepare("SELECT seq, ref, place, fields FROM summaries ORDER BY seq")) {}

  // Each up to which the chain holds, in the order of the journal. False: there is a fault, and nothing more is wanted.
  bool take(const ReplayStep& step);
  bool goes_on() const { return !verified_.fault; }
  // After the last of all: with what follows from them.
  void compare(std::int64_t all, const CasesInReplay& cases, const std::map<std::string, int>& numbers);
  Verified found() { return std::move(verified_); }

 private:
  std::optional<std::string> fault_of_summary(const ReplayStep& after);

  Connection& connection_;
  Running summaries_;
  Verified verified_;
};

bool Walk::take(const ReplayStep& step) {
  if (step.seq == Replays::no_entry) std::rethrow_exception(step.fault);
  const auto name = [&step] { return "entry " + std::to_string(step.seq); };
  try {
    if (step.fault) std::rethrow_exception(step.fault);
    if (auto fault = fault_of_summary(step)) verified_.fault = name() + ": " + *fault;
  } catch (const SQLite::Exception&) {
    throw;
  } catch (const std::exception& fault) {
    verified_.in_the_journal = true;
    verified_.fault = name() + " cannot be replayed: " + fault.what();
  }
  if (verified_.fault) verified_.fault_seq = step.seq;
  return goes_on();
}

void Walk::compare(std::int64_t all, const CasesInReplay& cases, const std::map<std::string, int>& numbers) {
  verified_.entries = all;
  verified_.cases = static_cast<std::int64_t>(cases.size());
  if (summaries_.step())
    verified_.fault =
        "entry " + summaries_.text(0) + " has a summary, and the journal ends with entry " + std::to_string(all);
  else verified_.fault = wrong_projection(connection_, cases, numbers);
}

std::optional<std::string> Walk::fault_of_summary(const ReplayStep& after) {
  if (!summaries_.step() || summaries_.number(0) > after.seq) return "its summary is missing";
  if (summaries_.number(0) < after.seq)
    return "before it, entry " + summaries_.text(0) + " has a summary and changed nothing in it";
  if (summaries_.view(1) != after.reference || summaries_.view(2) != after.place || summaries_.view(3) != after.summary)
    return "its summary on disk is not what the journal gives";
  return std::nullopt;
}

// Some way after who follows the chain.
Verified replayed_beside(Connection& connection, const engine::Workflows& workflows, std::int64_t all,
                         const ChainBeside& chain, const Progress& progress) {
  const engine::RowsBehind table(workflows);
  Replays replays(connection.file(), workflows, &table, all, [&chain](std::int64_t seq) { return chain.holds(seq); });
  Walk walk(connection);
  ProgressTold told(progress, all);
  auto step = replays.next();
  for (; step && walk.take(*step); step = replays.next()) told.at(step->seq);
  if (step || !chain.holds(all)) return walk.found();
  walk.compare(all, replays.cases(), replays.numbers());
  auto verified = walk.found();
  verified.unlike_the_table = replays.unlike_the_table();
  return verified;
}

// The same of few entries: each is read once, and no thread is worth its while.
Verified replayed_here(Connection& connection, const engine::Workflows& workflows, std::int64_t all, Verified& chain) {
  const engine::RowsBehind table(workflows);
  Replay replay(workflows, &table, [&](std::string_view id) { return entries_of_case(connection, id); });
  Walk walk(connection);
  chain = follow_chain(connection, all, [&](const engine::Entry& entry) {
    if (!walk.goes_on()) return;
    if (const auto step = step_of(replay, entry)) walk.take(*step);
  });
  if (walk.goes_on() && !chain.fault) walk.compare(all, cases_in(replay), replay.numbers());
  auto verified = walk.found();
  verified.unlike_the_table = replay.unlike_the_table();
  return verified;
}

// Which clock the folder has stands in a row that nothing chains; the founding entries, which are chained, say it too.
std::optional<std::string> fault_of_clock(Connection& connection) {
  const auto simulated = connection.meta("simulated") == "1";
  // The first entry of each case, found one case after the other: most of a journal need not be read for it.
  const std::string sql =
      "WITH RECURSIVE c(id) AS (SELECT min(case_id) FROM journal UNION ALL"
      " SELECT (SELECT min(case_id) FROM journal WHERE case_id > c.id) FROM c WHERE c.id IS NOT NULL)"
      " SELECT j.seq FROM c CROSS JOIN journal j ON j.case_id = c.id AND j.version = 1"
      " WHERE j.by_id = ? AND j.by_role = ? AND j.request_id LIKE ?";
  auto founded = connection.prepare(sql);
  if (!founded.with("secmp", "operator", "founding %" + std::string(clock_words(!simulated))).step())
    return std::nullopt;
  return "the folder is marked as one " + std::string(clock_words(simulated)) + ", and entry " + founded.text(0) +
         " was written in one " + std::string(clock_words(!simulated));
}

// What else stands in meta: nothing that this program does not write there, and a simulated clock as it was left.
std::optional<std::string> fault_of_meta(Connection& connection) {
  auto strange = connection.prepare(
      "SELECT name FROM meta WHERE name NOT IN ('simulated', 'clock', 'projections', 'series') LIMIT 1");
  if (strange.step()) return "the table meta has a row that is none of this program's: " + strange.text(0);
  if (connection.meta("simulated") != "1") return std::nullopt;
  const auto clock = connection.meta("clock");
  if (!clock) return "it does not say any more where its simulated clock stands";
  if (!clock_in(*clock, schema_version(connection.database())))
    return "where the simulated clock stands was changed by somebody";
  return std::nullopt;
}

// The newest that was remembered: of a table that was emptied it says so. All the others verify() looks at.
std::optional<std::string> fault_of_requests(Connection& connection) {
  constexpr int looked_at = 64;
  auto rows = connection.prepare(
      "SELECT seq, by_id, request_id FROM journal WHERE request_id <> '' AND"
      " seq > (SELECT max(seq) FROM journal) - ? AND at >= (SELECT max(at) FROM journal WHERE seq >"
      " (SELECT max(seq) FROM journal) - ?) - ? ORDER BY seq DESC LIMIT 1");
  if (!rows.with(looked_at, looked_at, JournalLimits{}.requests_kept.count()).step()) return std::nullopt;
  Sha256 sha;
  const auto key = request_key(sha, rows.view(1), rows.view(2));
  // It stands near the end, except in an older schema, whose rows are ordered by the key.
  auto kept = connection.prepare("SELECT 1 FROM requests WHERE key = ? AND rest = ? ORDER BY rowid DESC LIMIT 1");
  if (kept.with(key.key, key.rest).step()) return std::nullopt;
  return "the table requests has forgotten the request that made entry " + rows.text(0);
}

// A number that is too low has the steps of the schema taken again, on tables that have them.
std::optional<std::string> fault_of_version(Connection& connection, Strange strange) {
  auto fault = fault_of_schema(connection, strange);
  const int version = schema_version(connection.database());
  if (fault && version < static_cast<int>(migrations().size()))
    *fault += " (the file says that it has schema version " + std::to_string(version) + ")";
  return fault;
}

std::optional<std::string> fault_of_marks(Connection& connection, Strange strange) {
  auto fault = fault_of_version(connection, strange);
  if (!fault) fault = fault_of_clock(connection);
  return fault ? fault : fault_of_meta(connection);
}

// Of a small register all are looked at when it is started on.
std::optional<std::string> fault_of_few_requests(Connection& connection) {
  if (schema_version(connection.database()) != static_cast<int>(migrations().size())) return std::nullopt;
  const auto all = connection.number("SELECT max(seq) FROM journal");
  if (all > proven_at_start_max) return std::nullopt;
  const auto chain = follow_chain(connection, all, [](const engine::Entry&) {});
  return chain.fault ? std::nullopt : wrong_request(connection, chain.remembered_from);
}

std::optional<std::string> fault_of_folder(Connection& connection) {
  auto fault = fault_of_marks(connection, Strange::anything);
  return fault ? fault : fault_of_requests(connection);
}

}  // namespace

std::optional<std::string> fault_of_folder(const std::filesystem::path& database) {
  return guarded(database, [&] {
    Connection connection(database, Access::Read);
    connection.exec("BEGIN");
    auto fault = fault_of_folder(connection);
    return fault ? fault : fault_of_few_requests(connection);
  });
}

std::optional<std::string> fault_of_marks(const std::filesystem::path& database, Strange strange) {
  return guarded(database, [&] {
    Connection connection(database, Access::Read);
    return fault_of_marks(connection, strange);
  });
}

Verified verify(const std::filesystem::path& database, const engine::Workflows& workflows, const Progress& progress) {
  return guarded(database, [&] {
    Connection connection(database, Access::Read);
    if (auto wrong = fault_of_tables(connection)) return Verified{.fault = std::move(wrong)};
    connection.exec("BEGIN");  // all of it sees one snapshot
    const auto all = connection.number("SELECT max(seq) FROM journal");
    const bool few = all <= proven_at_start_max;
    ChainFound beside;
    Verified verified;
    if (few) {
      verified = replayed_here(connection, workflows, all, beside.chain);
      if (!beside.chain.fault) look_beside(connection, beside);
    } else {
      ChainBeside chain(database, all, look_beside);
      verified = replayed_beside(connection, workflows, all, chain, progress);
      beside = chain.found();
    }
    if (beside.chain.fault && !verified.fault) return beside.chain;  // what was replayed comes before it
    verified.head = std::move(beside.chain.head);
    verified.documents = std::move(beside.chain.documents);
    if (!verified.fault) verified.fault = beside.requests;
    if (!verified.fault) verified.fault = fault_of_folder(connection);
    if (!verified.fault) verified.fault = lost_rows(connection);
    if (!verified.fault) verified.fault = beside.pages;
    if (!verified.fault) verified.fault = beside.days;
    return verified;
  });
}

std::optional<std::string> fault_of_small(const std::filesystem::path& database, const engine::Workflows& workflows) {
  return guarded(database, [&]() -> std::optional<std::string> {
    Connection connection(database, Access::Read);
    connection.exec("BEGIN");
    const auto all = connection.number("SELECT max(seq) FROM journal");
    if (all > proven_at_start_max) return std::nullopt;
    Verified chain;
    auto walked = replayed_here(connection, workflows, all, chain);
    if (chain.fault) return chain.fault;
    if (walked.in_the_journal)
      throw Refusal("the journal in " + database.parent_path().string() + " does not hold: " + *walked.fault + "; " +
                    how_to_restore(database.parent_path()));
    if (!walked.fault) walked.fault = fault_of_file(connection);
    return walked.fault ? walked.fault : wrong_days(connection);
  });
}

}  // namespace store
