// Reads the journal in its order and hashes each entry with the hash of the one before.
#include "store/chain_walk.hpp"

#include <algorithm>

#include "engine/documents.hpp"
#include "store/chain.hpp"
#include "store/connection.hpp"
#include "store/journal.hpp"
#include "store/rows.hpp"

namespace store {
namespace {

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

// Where those begin whose requests are remembered: in blocks, of which the latest time is known.
class StillRemembered {
 public:
  void note(const engine::Entry& entry) {
    if (entry.request_id.empty()) return;
    latest_ = std::max(latest_, entry.at);
    if (blocks_.empty() || entry.seq >= blocks_.back().first + entries_a_block)
      blocks_.push_back({entry.seq, entry.at});
    else blocks_.back().latest = std::max(blocks_.back().latest, entry.at);
  }
  std::int64_t from(std::int64_t after_all) const {
    for (const auto& block : blocks_)
      if (block.latest >= latest_ - JournalLimits{}.requests_kept) return block.first;
    return after_all;
  }

 private:
  static constexpr std::int64_t entries_a_block = 4096;
  struct Block {
    std::int64_t first = 0;
    engine::Time latest{};
  };
  std::vector<Block> blocks_;
  engine::Time latest_{};
};

void note_documents(Verified& verified, const engine::Entry& entry) {
  if (entry.event.body.find("\"sha256\"") == std::string::npos) return;
  if (const auto sha256 = engine::hash_kept(entry.event.body))
    verified.documents.try_emplace(*sha256, "entry " + std::to_string(entry.seq) + " of " + entry.case_id);
}

}  // namespace

Verified follow_chain(Connection& connection, std::int64_t up_to,
                      const std::function<void(const engine::Entry&)>& holds) {
  Verified verified;
  Chain chain;
  StillRemembered remembered;
  auto rows = connection.prepare(chain_sql + "WHERE seq <= ? ORDER BY seq");
  rows.with(up_to);
  while (!verified.fault && rows.step()) {
    const auto entry = entry_of(rows, connection.file());
    verified.fault = fault_of_chain(chain, verified.entries + 1, entry, rows.view(after_entry_columns));
    ++verified.entries;
    if (verified.fault) {
      verified.fault_seq = entry.seq;
    } else {
      remembered.note(entry);
      note_documents(verified, entry);
      holds(entry);
    }
  }
  verified.head = hex(bytes_of(chain.head));
  verified.remembered_from = remembered.from(verified.entries + 1);
  return verified;
}

// Pages, indexes and types, as SQLite knows them.
std::optional<std::string> fault_of_file(Connection& connection) {
  auto rows = connection.prepare("PRAGMA integrity_check(1)");
  if (rows.step() && rows.text(0) == "ok") return std::nullopt;
  auto what = rows.text(0);
  std::replace(what.begin(), what.end(), '\n', ' ');
  return "the file is damaged: " + what;
}

Verified verify_chain(const std::filesystem::path& database, const Progress& progress) {
  return guarded(database, [&] {
    Connection connection(database, Access::Read);
    connection.exec("BEGIN");
    const auto last = connection.number("SELECT max(seq) FROM journal");
    auto verified = follow_chain(connection, last, [&](const engine::Entry& entry) {
      if (progress && entry.seq % progress_step == 0) progress(entry.seq, last);
    });
    if (!verified.fault) verified.fault = fault_of_file(connection);
    verified.cases = connection.number("SELECT count(DISTINCT case_id) FROM journal");
    return verified;
  });
}

std::optional<std::string> verify_head(const std::filesystem::path& database, int rows) {
  return guarded(database, [&]() -> std::optional<std::string> {
    Connection connection(database, Access::Read);
    connection.exec("BEGIN");
    const auto last = connection.number("SELECT max(seq) FROM journal");
    if (last != connection.number("SELECT ifnull(max(seq), 0) FROM cases WHERE id ="
                                  " (SELECT case_id FROM journal ORDER BY seq DESC LIMIT 1)"))
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
