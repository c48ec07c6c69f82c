// Walks the journal from its first entry: chain, replay, then the projections.
#include "store/verify.hpp"

#include <atomic>
#include <future>

#include "engine/thread_name.hpp"
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

const std::string entries_sql = "SELECT" + entry_columns + "FROM journal j WHERE seq <= ? ORDER BY seq";

// The chain, and what else needs no replay, on a thread and a connection of their own. That snapshot may be a newer
// one: up to an entry it has the same ones.
class ChainBeside {
 public:
  struct Found {
    Verified chain;
    std::optional<std::string> requests, days, pages;  // their first faults, if the chain has none
  };

  ChainBeside(const std::filesystem::path& database, std::int64_t up_to)
      : found_(std::async(std::launch::async, [this, database, up_to] {
          engine::name_this_thread("chain");
          return look(database, up_to);
        })) {}

  // Whether the chain holds up to an entry. Waits until that is known; false: nor does anything after it.
  bool holds(std::int64_t seq) const {
    auto known = holds_.load();
    for (; known >= 0 && known < seq; known = holds_.load()) holds_.wait(known);
    return known >= seq || (known < 0 && seq <= passed_);
  }
  Found found() { return found_.get(); }  // once; throws what the thread threw

 private:
  static constexpr std::int64_t told_every = 64, ended = -1;

  struct EndsAnyhow {
    explicit EndsAnyhow(ChainBeside& of) : chain(of) {}
    EndsAnyhow(const EndsAnyhow&) = delete;
    EndsAnyhow& operator=(const EndsAnyhow&) = delete;
    ~EndsAnyhow() { at(chain.passed_); }
    void at(std::int64_t seq) const {
      chain.passed_ = seq;
      chain.holds_ = ended;
      chain.holds_.notify_all();
    }
    ChainBeside& chain;
  };

  Found look(const std::filesystem::path& database, std::int64_t up_to) {
    const EndsAnyhow ends{*this};
    Connection connection(database, Access::Read);
    connection.exec(room_for_the_whole);  // indexes are compared with their tables in another order than the rows have
    connection.exec("BEGIN");
    Found found;
    found.chain = follow_chain(connection, up_to, [this](std::int64_t seq) { tell(seq); });
    if (found.chain.fault) return found;
    ends.at(up_to);
    found.requests = wrong_request(connection, found.chain.remembered_from);
    found.pages = fault_of_file(connection);
    found.days = wrong_days(connection);
    return found;
  }

  void tell(std::int64_t seq) {
    passed_ = seq;
    if (seq % told_every != 0) return;
    holds_ = seq;
    holds_.notify_all();
  }

  std::atomic<std::int64_t> passed_{0};  // entries that hold
  std::atomic<std::int64_t> holds_{0};   // the same for who waits, a little behind; `ended`: there will be no more
  std::future<Found> found_;
};

// One walk along the journal and the summaries, side by side, some way after who follows the chain: what somebody
// changed is not worth reading.
class Walk {
 public:
  // `table`: as for a Replay.
  Walk(Connection& connection, const engine::Workflows& workflows, const engine::RowsBehind* table)
      : connection_(connection),
        replay_(workflows, table, [&connection](std::string_view id) { return entries_of_case(connection, id); }),
        summaries_(connection.prepare("SELECT seq, ref, place, fields FROM summaries ORDER BY seq")) {}

  // What follows from the journal, up to the first entry at which the chain does not hold. `holds` may wait.
  using Holds = std::function<bool(std::int64_t seq)>;
  Verified run(std::int64_t all, const Holds& holds, const Progress& progress);

 private:
  void replay_all(Verified& verified, const Holds& holds, std::int64_t all, const Progress& progress);
  std::optional<std::string> fault_of(const engine::Entry& entry);
  std::optional<std::string> fault_of_summary(std::int64_t seq, const Replay::CaseInReplay& after);

  Connection& connection_;
  Replay replay_;
  Running summaries_;
  bool unreplayed_ = false;
};

void Walk::replay_all(Verified& verified, const Holds& holds, std::int64_t all, const Progress& progress) {
  auto rows = connection_.prepare(entries_sql);
  rows.with(all);
  while (!verified.fault && rows.step() && rows.number(0) >= 1 && holds(rows.number(0))) {
    const auto entry = entry_of(rows, connection_.file());
    verified.fault = fault_of(entry);
    if (verified.fault) verified.fault_seq = entry.seq;
    verified.in_the_journal = verified.fault && unreplayed_;
    if (++verified.entries % progress_step == 0 && progress) progress(verified.entries, all);
  }
}

Verified Walk::run(std::int64_t all, const Holds& holds, const Progress& progress) {
  Verified verified;
  replay_all(verified, holds, all, progress);
  if (!verified.fault && holds(all)) {
    if (summaries_.step())
      verified.fault =
          "entry " + summaries_.text(0) + " has a summary, and the journal ends with entry " + std::to_string(all);
    else verified.fault = wrong_projection(connection_, replay_);
  }
  verified.cases = static_cast<std::int64_t>(replay_.cases().size());
  verified.unlike_the_table = replay_.unlike_the_table();
  return verified;
}

std::optional<std::string> Walk::fault_of(const engine::Entry& entry) {
  const std::string name = "entry " + std::to_string(entry.seq);
  try {
    const auto* after = replay_.take(entry);
    if (after == nullptr) return std::nullopt;
    if (auto fault = fault_of_summary(entry.seq, *after)) return name + ": " + *fault;
  } catch (const SQLite::Exception&) {
    throw;
  } catch (const std::exception& fault) {
    unreplayed_ = true;
    return name + " cannot be replayed: " + fault.what();
  }
  return std::nullopt;
}

std::optional<std::string> Walk::fault_of_summary(std::int64_t seq, const Replay::CaseInReplay& after) {
  if (!summaries_.step() || summaries_.number(0) > seq) return "its summary is missing";
  if (summaries_.number(0) < seq)
    return "before it, entry " + summaries_.text(0) + " has a summary and changed nothing in it";
  if (summaries_.view(1) != after.reference || summaries_.view(2) != after.listed_at ||
      summaries_.view(3) != after.summary) {
    return "its summary on disk is not what the journal gives";
  }
  return std::nullopt;
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

// Who asks a table that is missing, or has other columns, would hear of SQLite's words.
std::optional<std::string> fault_of_tables(Connection& connection) {
  auto fault = fault_of_schema(connection, Strange::triggers);
  return fault && fault->starts_with("the table ") ? fault : std::nullopt;
}

// Of a small register all are looked at when it is started on.
std::optional<std::string> fault_of_few_requests(Connection& connection) {
  if (schema_version(connection.database()) != static_cast<int>(migrations().size())) return std::nullopt;
  const auto all = connection.number("SELECT max(seq) FROM journal");
  if (all > proven_at_start_max) return std::nullopt;
  const auto chain = follow_chain(connection, all, [](std::int64_t) {});
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
    ChainBeside chain(database, all);
    const auto holds = [&chain](std::int64_t seq) { return chain.holds(seq); };
    const engine::RowsBehind table(workflows);
    auto verified = Walk(connection, workflows, &table).run(all, holds, progress);
    auto beside = chain.found();
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
    if (const auto chain = follow_chain(connection, all, [](std::int64_t) {}); chain.fault) return chain.fault;
    const engine::RowsBehind table(workflows);
    auto walked = Walk(connection, workflows, &table).run(all, [](std::int64_t) { return true; }, {});
    if (walked.in_the_journal)
      throw Refusal("the journal in " + database.parent_path().string() + " does not hold: " + *walked.fault + "; " +
                    how_to_restore(database.parent_path()));
    if (!walked.fault) walked.fault = fault_of_file(connection);
    return walked.fault ? walked.fault : wrong_days(connection);
  });
}

}  // namespace store
