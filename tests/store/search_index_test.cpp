// The search index: it finds what a plain look through everything finds, whatever happened to its file meanwhile.
#include "store/search_index.hpp"

#include <random>

#include "engine/folded.hpp"
#include "engine/grow.hpp"
#include "store/connection.hpp"
#include "store/search_proof.hpp"
#include "tests/store/fixture.hpp"

using engine::Hit;
using store::Access;
using store::DataFolder;
using store::SqliteSearchIndex;

namespace {

const engine::Finding finding{{{"title", "Title", true}, {"text", "Note"}, {"reader", "Reader"}},
                              {toy::reader, toy::librarian}};

struct Library {
  Library() {
    DataFolder::create(temp.data());
    open();
  }
  void open() {
    close();
    folder = std::make_unique<DataFolder>(temp.data(), Access::Write);
    journal = std::make_unique<store::SqliteJournal>(*folder);
    reader = std::make_unique<store::SqliteReader>(*folder);
    index = std::make_unique<SqliteSearchIndex>(*folder, loans.workflows, finding, *reader, at_hand);
  }
  void close() {
    index.reset();
    reader.reset();
    journal.reset();
    folder.reset();
  }
  void take_in() {
    while (index->take_in()) {
    }
  }
  void change(const char* sql) {
    SQLite::Database((temp.data() / store::search_file), SQLite::OPEN_READWRITE).exec(sql);
  }

  // Each hit as "L0001/title Emma": the place of the best passage, and its text.
  std::vector<std::string> found(const std::string& text, std::size_t who = 1) const {
    std::vector<std::string> all;
    index->walk(engine::words_in(text), who, std::nullopt, [&](const Hit& hit) {
      all.push_back(hit.case_id + hit.passages[0].member + " " + hit.passages[0].text);
      return true;
    });
    return all;
  }
  // The same without an index.
  std::vector<std::string> looked_through(const std::string& text, std::size_t who) const {
    const auto words = engine::words_in(text);
    std::vector<Hit> hits;
    for (const auto& one : reader->summaries("loans", {})) {
      const auto entries = reader->entries(one.case_id, {});
      const auto current = engine::case_from(loans.workflows, entries);
      auto hit = engine::hit_among(
          engine::passages(finding, loans.workflows.get(current.workflow), current, entries, engine::the_reader(who)),
          words, who);
      if (!hit) continue;
      hit->case_id = one.case_id;
      hits.push_back(*std::move(hit));
    }
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.place.before(b.place); });
    std::vector<std::string> all;
    for (const auto& hit : hits) all.push_back(hit.case_id + hit.passages[0].member + " " + hit.passages[0].text);
    return all;
  }

  const TempFolder temp;
  Loans loans;
  SqliteSearchIndex::AtHand at_hand = {};
  std::unique_ptr<DataFolder> folder;
  std::unique_ptr<store::SqliteJournal> journal;
  std::unique_ptr<store::SqliteReader> reader;
  std::unique_ptr<SqliteSearchIndex> index;
};

Step hidden_note(const std::string& id, const std::string& text) {
  return {id, "noted", R"({"text":")" + text + R"(","private":true})"};
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(Library,
                  "what was taken in is found where it stands: references, then titles, then the newest words") {
  loans.write(*journal,
              {request("L0001", "The Mill on the Floss"), note("L0001", "a mill by a river"),
               request("L0002", "Silas Marner"), note("L0002", "the other mill"), request("MILL3", "Romola")});
  CHECK_FALSE(index->up_to());
  take_in();
  CHECK(index->up_to() == 5);
  CHECK(found("mill") == Found{"MILL3/ref MILL3", "L0001/title The Mill on the Floss", "L0002/text the other mill"});
  CHECK(found("RIVER mill") == Found{"L0001/text a mill by a river"});
  CHECK(found("floss river").empty());  // in two texts
  CHECK(found("ill") == found("mill"));
  CHECK(found("requested").empty());  // stands in lists alone
  CHECK(index->cases_with({"requested"}, 0, "loans").size() == 3);
  CHECK(index->cases_with({"requested"}, 0, "books").empty());
}

TEST_CASE_FIXTURE(Library, "a case that has moved on many times is gone through once, and not as it was before") {
  int looked = 0;
  std::optional<engine::Case> kept;
  at_hand = [&](const std::string&) {
    ++looked;
    return kept;
  };
  open();
  loans.write(*journal, {request("L0001", "Emma"), note("L0001", "a first word"), note("L0001", "a second")});
  CHECK(index->behind() == 3);
  take_in();
  CHECK(looked == 1);
  CHECK(index->behind() == 0);
  kept = engine::case_from(loans.workflows, reader->entries("L0001", {}));
  loans.write(*journal, {note("L0001", "a third, which is not at hand yet")});
  take_in();
  CHECK(found("third") == Found{"L0001/text a third, which is not at hand yet"});
  kept = engine::case_from(loans.workflows, reader->entries("L0001", {}));
  loans.write(*journal, {request("L0002", "Persuasion")});
  take_in();
  CHECK(found("emma") == Found{"L0001/title Emma"});
}

TEST_CASE_FIXTURE(Library, "it remembers that somebody has searched until it is asked") {
  take_in();
  CHECK_FALSE(index->was_asked());
  index->up_to();
  CHECK(index->was_asked());
  CHECK_FALSE(index->was_asked());
}

TEST_CASE_FIXTURE(Library, "pages follow each other, and each case is on one of them") {
  for (int i = 1; i <= 30; ++i) {
    const auto id = "L" + std::to_string(1000 + i);
    loans.write(*journal, {request(id, i % 3 == 0 ? "A lighthouse" : "Book"), note(id, "the lighthouse again"),
                           note(id, "and a lighthouse")});
  }
  take_in();
  Found paged;
  std::optional<Hit::Place> after;
  for (bool more = true; more;) {
    int room = 7;
    more = false;
    index->walk({"lighthouse"}, 0, after, [&](const Hit& hit) {
      more = true;
      paged.push_back(hit.case_id + hit.passages[0].member + " " + hit.passages[0].text);
      after = hit.place;
      return --room > 0;
    });
  }
  CHECK(paged.size() == 30);
  CHECK(paged == found("lighthouse", 0));
}

TEST_CASE_FIXTURE(Library, "who may not see a text does not find it, and it ranks nothing for them") {
  loans.write(*journal, {request("L0001", "One"), hidden_note("L0001", "an overdue heron"), request("L0002", "Two"),
                         note("L0002", "a heron"), note("L0001", "an old heron")});
  take_in();
  CHECK(found("overdue", 0).empty());
  CHECK(found("overdue", 1) == Found{"L0001/text an overdue heron"});
  CHECK(found("heron", 0) == Found{"L0001/text an old heron", "L0002/text a heron"});
  CHECK(index->cases_with({"overdue"}, 0, "loans").empty());
  CHECK(SQLite::Database(temp.data() / store::search_file)
            .execAndGet("SELECT count(*) FROM letters_0 WHERE letters_0 MATCH '\"ove\"'")
            .getInt() == 0);  // nothing is there to take time over
}

TEST_CASE_FIXTURE(Library, "apostrophes, dashes, letter case and composed letters are alike, also within a word") {
  loans.write(*journal,
              {request("L0001", "Cafe\u0301 \u2013 the o\u2019clock D\u0174R"), request("L0002", "50% _off_")});
  take_in();
  for (const char* same : {"caf\u00c9", "O'CLOCK", "o\u2018clock d\u0175r", "af\u00e9"})
    CHECK_MESSAGE(found(same).size() == 1, same);
  CHECK(found("50%").size() == 1);
  CHECK(found("%off%").empty());
  CHECK(found("_off_").size() == 1);
  CHECK(found("\"off\" OR caf").empty());
  CHECK_FALSE(engine::can_be_looked_up({"af", "\u00e9\u00e9"}));
  CHECK(engine::can_be_looked_up({"af", "\u00e9\u00e9\u00e9"}));
}

TEST_CASE_FIXTURE(Library, "what is said later is found once it is taken in, and a file made anew says the same") {
  loans.write(*journal, {request("L0001", "Emma"), request("L0002", "Persuasion")});
  take_in();
  loans.write(*journal, {{"L0001", "renamed", R"({"ref":"OLD7"})"}, note("L0002", "see Emma")});
  CHECK(found("OLD7").empty());
  take_in();
  CHECK(found("old7") == Found{"L0001/ref OLD7"});
  const auto before = found("emma");
  open();
  take_in();
  CHECK(found("emma") == before);
  close();
  store::forget_search_index(temp.data());
  open();
  CHECK_FALSE(index->up_to());
  take_in();
  CHECK(found("emma") == before);
}

TEST_CASE_FIXTURE(Library, "a file of another program, of another journal, or damaged is made anew") {
  loans.write(*journal, {request("L0001", "Emma")});
  take_in();
  const auto spoilt = [&](const char* what, auto spoil) {
    close();
    spoil();
    open();
    CHECK_FALSE(index->up_to());
    take_in();
    CHECK_MESSAGE(found("emma") == Found{"L0001/title Emma"}, what);
  };
  spoilt("another program",
         [&] { change("UPDATE meta SET value = 'other' WHERE name = 'made_by'; DELETE FROM passages"); });
  spoilt("another journal", [&] { change("UPDATE meta SET value = '00' WHERE name = 'hash'; DELETE FROM passages"); });
  spoilt("no tables", [&] { change("DROP TABLE meta"); });
  spoilt("no database", [&] { write_file(temp.data() / store::search_file, "no database"); });
  spoilt("nothing", [&] { store::forget_search_index(temp.data()); });
}

TEST_CASE_FIXTURE(Library, "one that breaks while it is open is made anew by the next step") {
  loans.write(*journal, {request("L0001", "Emma")});
  take_in();
  change("DROP TABLE passages");
  CHECK_THROWS(found("emma"));
  CHECK_FALSE(index->up_to());
  take_in();
  CHECK(found("emma") == Found{"L0001/title Emma"});
  CHECK(index->behind() == 0);
  change("DROP TABLE meta");
  CHECK(index->behind() == 1);
  take_in();
  CHECK(index->behind() == 0);
}

TEST_CASE_FIXTURE(Library, "a proof finds every text that somebody changed, hid or put in, and letters that are lost") {
  loans.write(*journal, {request("L0001", "Emma"), note("L0001", "a heron")});
  const auto fault = [&] {
    return store::fault_of_search_index(*folder, loans.workflows, finding, *reader).value_or("");
  };
  CHECK(fault() == "");  // there is none
  for (const char* change_of_somebody :
       {"UPDATE passages SET text = 'A heron' WHERE text = 'a heron'", "DELETE FROM passages WHERE text = 'a heron'",
        "UPDATE passages SET readers = 1 WHERE text = 'a heron'", "UPDATE cases SET summary = '{}'",
        "DELETE FROM cases",
        "INSERT INTO letters_0 (letters_0, rowid, text) SELECT 'delete', id, text FROM passages WHERE text = 'a heron'",
        "INSERT INTO passages SELECT id + 1, case_id, readers, member, called, event, event_on, 'x' FROM passages "
        "LIMIT 1",
        "DROP TABLE passages"}) {
    take_in();
    CHECK(fault() == "");
    change(change_of_somebody);
    CHECK_MESSAGE(says(fault(), "the search index"), change_of_somebody);
    close();
    store::forget_search_index(temp.data());
    open();
  }
  take_in();
  loans.write(*journal, {note("L0001", "not taken in yet")});
  CHECK(fault() == "");
}

TEST_CASE(
    "it finds what a plain look through all that a reader may see finds, in the same order, in random registers") {
  std::mt19937 dice(20190318);
  const auto any = [&](int below) { return static_cast<int>(dice() % static_cast<unsigned>(below)); };
  static const char* const bits[] = {"meter",    "me\u0301ter", "SMETS2", "gas",    "data\u2019r",
                                     "d\u0174r", "on\u2014off", "a",      "supply", "plan"};
  const auto text = [&] {
    std::string made = bits[any(10)];
    for (int more = any(5); more > 0; --more) made += std::string(any(3) == 0 ? "" : " ") + bits[any(10)];
    return made;
  };
  for (int round = 0; round < 8; ++round) {
    Library at;
    for (int step = 0; step < 150; ++step) {
      const auto id = "L" + std::to_string(1001 + any(25));
      const auto there = at.reader->case_of("loans", id).has_value();
      at.loans.write(*at.journal, {!there        ? request(id, text())
                                   : any(4) == 0 ? hidden_note(id, text())
                                                 : note(id, text())});
      if (any(10) == 0) at.take_in();
      if (any(40) == 0) at.open();
    }
    at.take_in();
    for (int asked = 0; asked < 40; ++asked) {
      const auto words = text();
      if (!engine::can_be_looked_up(engine::words_in(words))) continue;
      for (const std::size_t who : {0, 1})
        REQUIRE_MESSAGE(at.found(words, who) == at.looked_through(words, who), words);
    }
  }
}
