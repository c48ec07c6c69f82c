// Keeps the texts of each case in SQLite, with an index of their letters for each class of readers.
#include "store/search_index.hpp"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "engine/calendar.hpp"
#include "engine/folded.hpp"
#include "engine/grow.hpp"
#include "engine/hash.hpp"
#include "engine/text.hpp"
#include "store/connection.hpp"
#include "store/modes.hpp"
#include "store/read_pool.hpp"
#include "store/search_rows.hpp"
#include "store/up_to_date.hpp"

namespace store {

using engine::Passage;

namespace {

constexpr int entries_at_once = 10'000;
// Nothing is lost with it: it need not be on disk when somebody is answered.
constexpr const char* as_a_copy = "PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=1000; PRAGMA cache_size=-4000";
constexpr std::uintmax_t looked_through_max = 64 * 1024 * 1024;  // of a larger file a start reads the beginning alone

// One table of letters for each class of readers: it has the texts that no lower class sees, and who searches looks
// into their own and those below. So no answer depends on a text that its reader may not see, in time either. Trigrams,
// because what is typed may stand within a word (Metering, SMETS2, MP25A), in any language; they are made of folded
// texts (engine::searchable), which no tokenizer of SQLite's knows how to fold. Only which text has which letters is
// kept (detail=none): that they stand side by side is seen in the text.
constexpr const char* first_tables = R"sql(
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE cases (id TEXT PRIMARY KEY, collection TEXT NOT NULL, summary TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE passages (
  id       INTEGER PRIMARY KEY,
  case_id  TEXT    NOT NULL,
  readers  INTEGER NOT NULL,
  member   TEXT    NOT NULL,
  called   TEXT    NOT NULL,
  event    TEXT    NOT NULL,
  event_on TEXT    NOT NULL,
  text     TEXT    NOT NULL
) STRICT;
CREATE INDEX passages_by_case ON passages (case_id);
)sql";

void note(Connection& connection, std::string_view name, std::string_view value) {
  connection.prepare("INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value")
      .with(name, value)
      .run();
}

std::string hash_at(const engine::Reader& reader, std::int64_t seq) {
  const auto newest = reader.recorded_by(engine::Time::max(), seq + 1, 1);
  return newest.empty() || newest.front().entry.seq != seq ? "" : engine::hex(engine::bytes_of(newest.front().hash));
}

// The cases that have moved on after an entry, in the order in which they did first, up to some later one.
struct MovedOn {
  struct One {
    std::string case_id;
    std::vector<engine::Entry> steps;  // after that entry
  };
  std::vector<One> cases;
  std::int64_t entries = 0, up_to = 0;
};
MovedOn moved_on(const engine::Reader& reader, std::int64_t after) {
  MovedOn found;
  std::unordered_map<std::string, std::size_t> places;
  for (auto& entry : reader.journal(after, entries_at_once)) {
    ++found.entries;
    found.up_to = entry.seq;
    const auto [place, fresh] = places.try_emplace(entry.case_id, found.cases.size());
    if (fresh) found.cases.push_back({entry.case_id, {}});
    found.cases[place->second].steps.push_back(std::move(entry));
  }
  return found;
}

struct Range {
  const engine::Words& words;
  std::size_t reader = 0;
  std::int64_t from = 0, below = 0;  // ids
};

// Each case once that has a passage with these words for this reader, those with the highest ids first.
template <class Visit>
void each_case(Connection& connection, const Range& range, Visit visit) {
  const auto asked = question(range.words);
  auto ids = connection.prepare(ids_with_letters(range.reader));
  ids.with(asked, range.from, range.below);
  std::set<std::string> seen;
  while (ids.step()) {
    auto row = connection.prepare("SELECT case_id, readers, text FROM passages WHERE id = ?");
    if (!row.with(ids.number(0)).step()) continue;
    if ((static_cast<engine::Readers>(row.number(1)) & engine::the_reader(range.reader)) == 0) continue;
    const auto case_id = row.text(0);
    if (seen.contains(case_id) || !engine::holds_all(row.view(2), range.words)) continue;
    seen.insert(case_id);
    if (!visit(case_id)) return;
  }
}

}  // namespace

void forget_search_index(const std::filesystem::path& folder) {
  for (const char* tail : {"", "-wal", "-shm", "-journal"})
    ::unlink((folder / search_file).string().append(tail).c_str());
}

// The letters that one transaction adds and takes away, written in the order of their ids: FTS5 begins another segment
// whenever an id is lower than the one before, and every segment has to be merged with others later on.
class SqliteSearchIndex::Letters {
 public:
  void add(const Passage& one, std::int64_t id) { change(one, id, false); }
  void take(const Passage& one, std::int64_t id) { change(one, id, true); }

  void write(Connection& connection) {
    for (auto& [reader, changes] : changes_) {
      std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.id < b.id; });
      const auto table = letters_of(reader);
      const auto added = "INSERT INTO " + table + " (rowid, text) VALUES (?, ?)";
      const auto taken = "INSERT INTO " + table + " (" + table + ", rowid, text) VALUES ('delete', ?, ?)";
      for (const auto& one : changes) connection.prepare(one.taken ? taken : added).with(one.id, one.text).run();
    }
  }

 private:
  struct Change {
    std::int64_t id = 0;
    bool taken = false;
    std::string text;
  };
  void change(const Passage& one, std::int64_t id, bool taken) {
    changes_[lowest_reader(one.readers)].push_back({id, taken, engine::searchable(one.text)});
  }

  std::map<std::size_t, std::vector<Change>> changes_;  // by reader
};

// One connection writes; readers have others.
struct SqliteSearchIndex::Opened {
  explicit Opened(const std::filesystem::path& file)
      : writer((make_private_file(file), file), Access::Write), readers(file, 4) {}
  Connection writer;
  ReadPool readers;
};

SqliteSearchIndex::SqliteSearchIndex(const DataFolder& folder, const engine::Workflows& workflows,
                                     const engine::Finding& finding, const engine::Reader& reader, AtHand at_hand)
    : folder_(folder), workflows_(workflows), finding_(finding), reader_(reader), at_hand_(std::move(at_hand)) {}

SqliteSearchIndex::~SqliteSearchIndex() = default;

std::shared_ptr<SqliteSearchIndex::Opened> SqliteSearchIndex::opened() const {
  const std::scoped_lock hold(mutex_);
  return opened_;
}

// What is damaged, of other code or of another journal is thrown away unread.
std::shared_ptr<SqliteSearchIndex::Opened> SqliteSearchIndex::open() const {
  const auto file = folder_.path() / search_file;
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) try {
      auto found = std::make_shared<Opened>(file);
      found->writer.exec(as_a_copy);
      if (is_of_this_journal(found->writer)) return found;
    } catch (const std::exception&) {
      // as below
    }
  forget_search_index(folder_.path());
  auto fresh = std::make_shared<Opened>(file);
  auto& connection = fresh->writer;
  connection.exec("PRAGMA journal_mode=WAL");
  connection.exec(as_a_copy);
  SQLite::Transaction whole(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
  connection.exec(first_tables);
  for (std::size_t place = 0; place < finding_.readers.size(); ++place)
    connection.database().exec(
        "CREATE VIRTUAL TABLE " + letters_of(place) +
        " USING fts5(text, tokenize='trigram case_sensitive 1', content='', columnsize=0, detail=none)");
  note(connection, "made_by", projections_code());
  note(connection, "up_to", "0");
  note(connection, "hash", "");
  whole.commit();
  return fresh;
}

bool SqliteSearchIndex::is_of_this_journal(Connection& connection) const {
  if (connection.meta("made_by") != projections_code()) return false;
  const auto up_to = std::stoll(connection.meta("up_to").value_or("-1"));
  if (up_to < 0 || connection.meta("hash") != hash_at(reader_, up_to)) return false;
  std::error_code ignored;
  if (std::filesystem::file_size(connection.file(), ignored) > looked_through_max) return true;
  auto whole = connection.prepare("PRAGMA quick_check(1)");
  return whole.step() && whole.text(0) == "ok";
}

bool SqliteSearchIndex::take_in() {
  auto now = opened();
  if (!now || suspect_) {
    {
      const std::scoped_lock hold(mutex_);
      opened_.reset();
    }
    now.reset();
    if (suspect_) forget_search_index(folder_.path());
    suspect_ = false;
    now = guarded(folder_.path() / search_file, [this] { return open(); });
    const std::scoped_lock hold(mutex_);
    opened_ = now;
  }
  auto& connection = now->writer;
  const auto before = std::stoll(connection.meta("up_to").value_or("0"));
  auto moved = moved_on(reader_, before);
  if (moved.cases.empty()) return false;
  try {
    guarded(folder_.path() / search_file, [&] {
      SQLite::Transaction whole(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
      Letters letters;
      for (auto& one : moved.cases) {
        const bool whole_of_it = one.steps.front().version == 1;
        index_case(connection, letters, whole_of_it ? std::move(one.steps) : reader_.entries(one.case_id, {}));
      }
      letters.write(connection);
      note(connection, "up_to", std::to_string(moved.up_to));
      note(connection, "hash", hash_at(reader_, moved.up_to));
      whole.commit();
    });
  } catch (...) {
    suspect_ = true;
    throw;
  }
  return moved.entries == entries_at_once;
}

// What somebody has at hand may be older than what is on disk by now, or newer.
engine::Case SqliteSearchIndex::grown(const std::string& case_id, const std::vector<engine::Entry>& entries) const {
  auto found = at_hand_ ? at_hand_(case_id) : std::nullopt;
  if (found && found->version == entries.back().version) return *std::move(found);
  return engine::case_from(workflows_, entries);
}

// Passages that stay keep their ids; those that come take the next ones of their entry, the lowest readers' first.
void SqliteSearchIndex::index_case(Connection& connection, Letters& letters,
                                   const std::vector<engine::Entry>& entries) const {
  const auto& case_id = entries.front().case_id;
  const auto current = grown(case_id, entries);
  const auto& rules = workflows_.get(current.workflow);
  std::map<PassageKey, Passage> wanted;
  for (auto& one : engine::passages(finding_, rules, current, entries, engine::everybody(finding_)))
    wanted.emplace(key_of(one), one);
  std::vector<std::pair<std::int64_t, Passage>> gone;
  std::set<std::int64_t> taken;
  for (auto& [id, one] : passages_of(connection, case_id)) {
    if (const auto stays = wanted.find(key_of(one)); stays != wanted.end()) {
      taken.insert(id);
      wanted.erase(stays);
    } else {
      gone.emplace_back(id, std::move(one));
    }
  }
  for (const auto& [id, one] : gone) {
    letters.take(one, id);
    connection.prepare("DELETE FROM passages WHERE id = ?").with(id).run();
  }
  for (const auto& [key, one] : wanted) {
    auto id = lowest_id(one.rank, one.seq);
    while (!taken.insert(id).second) ++id;
    connection
        .prepare(
            "INSERT INTO passages (id, case_id, readers, member, called, event, event_on, text) VALUES (?, ?, ?, ?, ?, "
            "?, ?, ?)")
        .with(id, case_id, static_cast<std::int64_t>(one.readers), one.member, one.called, one.event,
              engine::to_text(one.on), one.text)
        .run();
    letters.add(one, id);
  }
  connection.prepare("REPLACE INTO cases VALUES (?, ?, ?)")
      .with(case_id, rules.collection(), rules.listing(current).summary)
      .run();
}

template <class Work>
auto SqliteSearchIndex::reading(Work work) const {
  const auto now = opened();
  if (!now || suspect_) throw Refusal("the search index is being made");
  try {
    return now->readers.read(work);
  } catch (...) {
    suspect_ = true;
    throw;
  }
}

std::int64_t SqliteSearchIndex::behind() const {
  std::int64_t known = 0;
  try {
    known = known_up_to().value_or(0);
  } catch (const std::exception&) {
    // It is suspect from now on and made anew: nothing of it counts.
  }
  return reader_.last_seq() - known;
}

std::optional<std::int64_t> SqliteSearchIndex::up_to() const {
  asked_ = true;
  return known_up_to();
}

std::optional<std::int64_t> SqliteSearchIndex::known_up_to() const {
  if (!opened() || suspect_) return std::nullopt;
  return reading([](Connection& connection) { return std::stoll(connection.meta("up_to").value_or("0")); });
}

void SqliteSearchIndex::walk(const engine::Words& words, std::size_t reader,
                             const std::optional<engine::Hit::Place>& after,
                             const std::function<bool(engine::Hit hit)>& visit) const {
  const auto below = after ? lowest_id(after->rank, after->seq) : std::numeric_limits<std::int64_t>::max();
  reading([&](Connection& connection) {
    each_case(connection, {words, reader, lowest_of_words, below}, [&](const std::string& case_id) {
      std::vector<Passage> all;
      for (auto& [_, one] : passages_of(connection, case_id)) all.push_back(std::move(one));
      auto hit = engine::hit_among(std::move(all), words, reader);
      if (!hit || (after && !after->before(hit->place))) return true;  // on a page before this one
      auto one = connection.prepare("SELECT collection, summary FROM cases WHERE id = ?");
      if (!one.with(case_id).step()) return true;
      hit->case_id = case_id;
      hit->collection = one.text(0);
      hit->summary = one.text(1);
      return visit(*std::move(hit));
    });
  });
}

std::vector<std::string> SqliteSearchIndex::cases_with(const engine::Words& words, std::size_t reader,
                                                       std::string_view collection) const {
  constexpr auto highest = std::numeric_limits<std::int64_t>::max();
  return reading([&](Connection& connection) {
    std::vector<std::string> found;
    each_case(connection, {words, reader, 0, highest}, [&](const std::string& case_id) {
      auto one = connection.prepare("SELECT 1 FROM cases WHERE id = ? AND collection = ?");
      if (one.with(case_id, collection).step()) found.push_back(case_id);
      return true;
    });
    return found;
  });
}

}  // namespace store
