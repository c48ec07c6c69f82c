// Walks the journal from its first entry: chain, replay, then the projections.
#include "store/verify.hpp"

#include <algorithm>

#include "store/chain.hpp"
#include "store/clock_seal.hpp"
#include "store/compare.hpp"
#include "store/journal.hpp"
#include "store/lost_rows.hpp"
#include "store/migrations.hpp"
#include "store/projections.hpp"
#include "store/request_key.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"

namespace store {
namespace {

constexpr std::int64_t progress_step = 10'000;

const std::string chain_sql = "SELECT" + entry_columns + ", j.hash FROM journal j ";

// Whether the entry is the next one; moves the chain on.
std::optional<std::string> fault_of_chain(Chain& chain, std::int64_t seq, const engine::Entry& entry,
                                          std::string_view hash) {
  if (entry.seq != seq) return "entry " + std::to_string(seq) + " is missing";
  const auto expected = chain.next(entry);
  if (hash != bytes_of(expected))
    return "entry " + std::to_string(entry.seq) +
           " was changed after it was written, or the one before it: its hash does not hold";
  chain.head = expected;
  return std::nullopt;
}

// One walk along the journal and the summaries, side by side.
class Walk {
 public:
  Walk(Connection& connection, const engine::Workflows& workflows)
      : connection_(connection),
        replay_(workflows, [&connection](std::string_view id) { return entries_of_case(connection, id); }),
        summaries_(connection.prepare("SELECT seq, ref, place, fields FROM summaries ORDER BY seq")) {}

  using Compare = std::optional<std::string> (*)(Connection&, const Replay&);
  Verified run(Compare compare, const Progress& progress);

 private:
  std::optional<std::string> fault_of(const engine::Entry& entry, std::string_view hash);
  std::optional<std::string> fault_of_summary(const engine::Entry& entry, const engine::Listing& after);

  Connection& connection_;
  Replay replay_;
  Chain chain_;
  Running summaries_;
  std::int64_t done_ = 0;
};

Verified Walk::run(Compare compare, const Progress& progress) {
  Verified verified;
  const auto all = connection_.number("SELECT count(*) FROM journal");
  auto rows = connection_.prepare(chain_sql + "ORDER BY seq");
  while (!verified.fault && rows.step()) {
    const auto entry = entry_of(rows, connection_.file());
    verified.fault = fault_of(entry, rows.view(after_entry_columns));
    if (verified.fault) verified.fault_seq = entry.seq;
    if (++done_ % progress_step == 0 && progress) progress(done_, all);
  }
  if (!verified.fault && summaries_.step()) verified.fault = "there is a summary without an entry";
  if (!verified.fault) verified.fault = compare(connection_, replay_);
  verified.entries = done_;
  verified.cases = static_cast<std::int64_t>(replay_.cases().size());
  verified.head = hex(bytes_of(chain_.head));
  return verified;
}

// The chain first: what somebody changed is not worth reading.
std::optional<std::string> Walk::fault_of(const engine::Entry& entry, std::string_view hash) {
  if (auto fault = fault_of_chain(chain_, done_ + 1, entry, hash)) return fault;
  const std::string name = "entry " + std::to_string(entry.seq);
  try {
    if (auto fault = fault_of_summary(entry, replay_.take(entry))) return name + ": " + *fault;
  } catch (const SQLite::Exception&) {
    throw;
  } catch (const std::exception& fault) {
    return name + " cannot be replayed: " + fault.what();
  }
  return std::nullopt;
}

std::optional<std::string> Walk::fault_of_summary(const engine::Entry& entry, const engine::Listing& after) {
  if (!summaries_.step() || summaries_.number(0) != entry.seq) return "its summary is missing";
  const auto name = name_of(after, entry.case_id);
  if (summaries_.view(1) != name.reference || summaries_.view(2) != name.place || summaries_.view(3) != after.summary) {
    return "its summary on disk is not what the journal gives";
  }
  return std::nullopt;
}

// Pages, indexes and types, as SQLite knows them.
std::optional<std::string> fault_of_file(Connection& connection) {
  auto rows = connection.prepare("PRAGMA integrity_check(1)");
  if (rows.step() && rows.text(0) == "ok") return std::nullopt;
  auto what = rows.text(0);
  std::replace(what.begin(), what.end(), '\n', ' ');
  return "the file is damaged: " + what;
}

// Which clock the folder has stands in a row that nothing chains; the founding entries, which are chained, say it too.
std::optional<std::string> fault_of_clock(Connection& connection) {
  const auto simulated = connection.meta("simulated") == "1";
  const std::string sql =
      "SELECT seq FROM journal WHERE version = 1 AND by_id = ? AND by_role = ? AND request_id LIKE ?";
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
  const bool has_seal = schema_version(connection.database()) >= first_version_with_seals;
  if (has_seal && !clock_in(*clock)) return "where the simulated clock stands was changed by somebody";
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
  auto kept = connection.prepare("SELECT 1 FROM requests WHERE key = ? AND rest = ?");
  if (kept.with(key.key, key.rest).step()) return std::nullopt;
  return "the table requests has forgotten the request that made entry " + rows.text(0);
}

// A number that is too low has the steps of the schema taken again, on tables that have them.
std::optional<std::string> fault_of_version(Connection& connection) {
  auto fault = fault_of_schema(connection);
  const int version = schema_version(connection.database());
  if (fault && version < static_cast<int>(migrations().size()))
    *fault += " (the file says that it has schema version " + std::to_string(version) + ")";
  return fault;
}

std::optional<std::string> fault_of_folder(Connection& connection) {
  auto fault = fault_of_version(connection);
  for (const auto look : {fault_of_clock, fault_of_meta, fault_of_requests})
    if (!fault) fault = look(connection);
  return fault;
}

}  // namespace

std::optional<std::string> fault_of_folder(const std::filesystem::path& database) {
  return guarded(database, [&] {
    Connection connection(database, Access::Read);
    return fault_of_folder(connection);
  });
}

Verified verify(const std::filesystem::path& database, const engine::Workflows& workflows, const Progress& progress) {
  return guarded(database, [&] {
    Connection connection(database, Access::Read);
    connection.exec("BEGIN");  // all of it sees one snapshot
    auto verified = Walk(connection, workflows).run(first_difference, progress);
    if (!verified.fault) verified.fault = fault_of_folder(connection);
    if (!verified.fault) verified.fault = lost_rows(connection);
    if (!verified.fault) verified.fault = fault_of_file(connection);
    return verified;
  });
}

std::optional<std::string> fault_of_small(const std::filesystem::path& database, const engine::Workflows& workflows) {
  return guarded(database, [&]() -> std::optional<std::string> {
    Connection connection(database, Access::Read);
    connection.exec("BEGIN");
    if (connection.number("SELECT max(seq) FROM journal") > proven_at_start_max) return std::nullopt;
    return Walk(connection, workflows).run(wrong_projection, {}).fault;
  });
}

Verified verify_chain(const std::filesystem::path& database, const Progress& progress) {
  return guarded(database, [&] {
    Connection connection(database, Access::Read);
    connection.exec("BEGIN");
    Verified verified;
    Chain chain;
    const auto all = connection.number("SELECT count(*) FROM journal");
    auto rows = connection.prepare(chain_sql + "ORDER BY seq");
    while (!verified.fault && rows.step()) {
      const auto entry = entry_of(rows, database);
      verified.fault = fault_of_chain(chain, verified.entries + 1, entry, rows.view(after_entry_columns));
      if (verified.fault) verified.fault_seq = entry.seq;
      if (++verified.entries % progress_step == 0 && progress) progress(verified.entries, all);
    }
    if (!verified.fault) verified.fault = fault_of_file(connection);
    verified.cases = connection.number("SELECT count(DISTINCT case_id) FROM journal");
    verified.head = hex(bytes_of(chain.head));
    return verified;
  });
}

std::optional<std::string> verify_head(const std::filesystem::path& database, int rows) {
  return guarded(database, [&]() -> std::optional<std::string> {
    Connection connection(database, Access::Read);
    connection.exec("BEGIN");
    const auto last = connection.number("SELECT max(seq) FROM journal");
    if (last != connection.number("SELECT max(seq) FROM summaries"))
      return "the projections are not those of the journal";
    Chain chain;
    auto before = connection.prepare("SELECT hash FROM journal WHERE seq = ?");
    const auto first = std::max<std::int64_t>(last - rows + 1, 1);
    if (before.with(first - 1).step()) chain.head = hash_from(before.view(0)).value_or(Hash{});
    auto newest = connection.prepare(chain_sql + "WHERE seq >= ? ORDER BY seq");
    newest.with(first);
    for (auto seq = first; newest.step(); ++seq) {
      const auto entry = entry_of(newest, database);
      if (entry.seq != seq) return "entry " + std::to_string(seq) + " is missing";
      chain.head = chain.next(entry);
      if (newest.view(after_entry_columns) != bytes_of(chain.head)) {
        return "entry " + std::to_string(seq) + " was changed after it was written: its hash does not hold";
      }
    }
    return std::nullopt;
  });
}

}  // namespace store
