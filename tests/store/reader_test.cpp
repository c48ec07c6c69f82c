// Lists, pages, searches and the two axes of time.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "store/connection.hpp"
#include "store/days.hpp"
#include "store/fold.hpp"
#include "tests/store/fixture.hpp"

using namespace engine;
using store::Access;
using store::DataFolder;

namespace {

struct Shelf {
  void write(const std::vector<Step>& steps) { loans.write(journal, steps); }
  Page list(const Filter& filter = {}, const AsAt& as_at = {}, int limit = 50, const std::string& cursor = "") {
    return reader.list("loans", filter, as_at, limit, cursor);
  }
  static std::vector<std::string> refs(const std::vector<Json>& items) {
    std::vector<std::string> found;
    for (const auto& item : items) found.push_back(nlohmann::json::parse(item)["ref"].get<std::string>());
    return found;
  }
  std::vector<std::string> walk(const Filter& filter, const AsAt& as_at, int limit) {
    std::vector<std::string> all;
    for (Page page = list(filter, as_at, limit);; page = list(filter, as_at, limit, *page.next)) {
      const auto some = refs(page.items);
      all.insert(all.end(), some.begin(), some.end());
      if (!page.next) return all;
      CHECK(static_cast<int>(some.size()) == limit);
    }
  }

  static fs::path made(const fs::path& path) {
    DataFolder::create(path);
    return path;
  }

  TempFolder temp;
  DataFolder folder{made(temp.data()), Access::Write};
  store::SqliteJournal journal{folder};
  store::SqliteReader reader{folder};
  Loans loans;
};

using Refs = std::vector<std::string>;

Filter sorted(const std::string& field) {
  Filter filter;
  filter.sort = field;
  return filter;
}

}  // namespace

TEST_CASE_FIXTURE(Shelf, "as at a day shows what took effect by then, known at an instant what was recorded by then") {
  write({request("L0001", "Emma", "2019-03-01", "2019-03-05T10:00:00Z"),
         {"L0001", "handed-out", R"({"due":"2019-04-01"})", "on-loan", "2019-03-04", "2019-03-20T10:00:00Z"},
         {"L0001", "given-back", "{}", "returned", "2019-03-15", "2019-03-21T10:00:00Z"},
         request("L0002", "Persuasion", "2019-03-10", "2019-03-11T10:00:00Z")});
  const auto state = [&](AsAt as_at) {
    const auto items = list({}, as_at).items;
    return items.empty() ? "" : nlohmann::json::parse(items[0])["state"].get<std::string>();
  };
  CHECK(state({day("2019-02-28"), {}}).empty());
  CHECK(state({day("2019-03-01"), {}}) == "requested");
  CHECK(state({day("2019-03-04"), {}}) == "on-loan");
  CHECK(state({day("2019-03-31"), {}}) == "returned");
  CHECK(state({}) == "returned");
  CHECK(state({{}, instant("2019-03-05T09:59:59Z")}).empty());
  CHECK(state({{}, instant("2019-03-20T10:00:00Z")}) == "on-loan");
  CHECK(state({day("2019-03-31"), instant("2019-03-12T00:00:00Z")}) == "requested");
  CHECK(state({day("2019-03-02"), instant("2019-03-31T00:00:00Z")}) == "requested");
  CHECK(list({}, {day("2019-03-05"), {}}).items.size() == 1);
  CHECK(reader.summaries("loans", {day("2019-03-12"), {}}).size() == 2);
  CHECK(reader.summaries("books", {}).empty());
}

TEST_CASE_FIXTURE(Shelf,
                  "a summary stands once for the versions that have the same one, and is found as at each of them") {
  const auto noted = [](const std::string& id, const std::string& on) {
    Step step = note(id);
    step.on = on;
    step.at = on + "T12:00:00Z";
    return step;
  };
  write({request("L0001", "Emma", "2019-03-01"),
         request("L0002", "Persuasion", "2019-03-01"),
         noted("L0001", "2019-03-02"),
         noted("L0002", "2019-03-02"),
         {"L0001", "handed-out", R"({"due":"2019-04-01"})", "on-loan", "2019-03-04"}});
  Step later = noted("L0001", "2019-03-16");
  later.to = "on-loan";
  write({later});
  CHECK(folder.connection().number("SELECT count(*) FROM summaries") == 3);
  const auto said = [&](const AsAt& as_at) {
    std::string found;
    for (const auto& one : reader.summaries("loans", as_at))
      found += fmt::format("{} {} {}; ", one.case_id, one.seq,
                           nlohmann::json::parse(one.summary)["state"].get<std::string>());
    return found;
  };
  CHECK(said({day("2019-03-01"), {}}) == "L0001 1 requested; L0002 2 requested; ");
  CHECK(said({day("2019-03-03"), {}}) == "L0001 3 requested; L0002 4 requested; ");
  CHECK(said({day("2019-03-15"), {}}) == "L0001 5 on-loan; L0002 4 requested; ");
  CHECK(said({}) == "L0001 6 on-loan; L0002 4 requested; ");
  CHECK(list({}, {day("2019-03-03"), {}}).items.size() == 2);
  CHECK(list().items.size() == 2);
  CHECK_FALSE(store::verify(folder.database(), loans.workflows).fault);
}

TEST_CASE_FIXTURE(Shelf, "the entries of a case as at a date are a prefix, and can be read piece by piece") {
  std::vector<Step> steps{request("L0001")};
  for (int i = 2; i <= 9; ++i) {
    auto step = note("L0001");
    step.on = "2019-03-0" + std::to_string(i);
    step.at = "2019-03-1" + std::to_string(i) + "T00:00:00Z";
    steps.push_back(step);
  }
  write(steps);
  CHECK(reader.entries("L0001", {}).size() == 9);
  CHECK(reader.entries("L0001", {day("2019-03-04"), {}}).size() == 4);
  CHECK(reader.entries("L0001", {day("2019-03-08"), instant("2019-03-15T00:00:00Z")}).size() == 5);
  const auto some = reader.entries("L0001", {}, 3, 2);
  REQUIRE(some.size() == 2);
  CHECK(some[0].version == 4);
  CHECK(some[1].version == 5);
  CHECK(reader.entries("L0001", {day("2019-02-01"), {}}).empty());
  CHECK(reader.entries("L0009", {}).empty());
  CHECK(reader.journal(6, 2).at(0).seq == 7);
  CHECK(reader.journal(9, 10).empty());
}

TEST_CASE_FIXTURE(Shelf, "events between two days come by their day, then as recorded") {
  write(
      {request("L0001", "a", "2019-03-01"), request("L0002", "b", "2019-03-03"), request("L0003", "c", "2019-03-02")});
  write({{"L0001", "noted", R"({"text":"x"})", "requested", "2019-03-03", "2019-03-09T00:00:00Z"}});
  const auto found = reader.effective_between("loans", day("2019-03-01"), {day("2019-03-03"), {}});
  REQUIRE(found.size() == 3);
  CHECK(found[0].case_id == "L0003");
  CHECK(found[1].case_id == "L0002");
  CHECK(found[2].case_id == "L0001");
  CHECK(reader.effective_between("loans", day("2019-03-01"), {day("2019-03-03"), instant("2019-03-08T00:00:00Z")})
            .size() == 2);
  CHECK(reader.effective_between("books", day("2019-03-01"), {}).empty());
  // Those that led into another state: what was noted of L0001 did not.
  const auto moves = reader.moves_between("loans", day("2019-03-01"), {day("2019-03-03"), {}});
  REQUIRE(moves.size() == 2);
  CHECK(moves[0].case_id == "L0003");
  CHECK(moves[1].case_id == "L0002");
  CHECK(reader.moves_between("loans", day("2019-03-01"), {day("2019-03-03"), instant("2019-03-01T00:00:00Z")}).empty());
}

TEST_CASE_FIXTURE(Shelf, "the days of many entries: what is written in runs, and what came after the last of them") {
  constexpr int last = 2 * store::entries_of_a_run + 44;
  std::vector<Step> steps{request("L0001", "a", "2019-03-01")};
  for (int i = 2; i <= last; ++i) {
    auto step = request(fmt::format("L{:04}", i), fmt::format("b{}", i), fmt::format("2019-03-{:02}", 1 + i * 7 % 28));
    if (i % 3 == 0)
      step = {"L0001", "noted", R"({"text":"x"})", "requested", fmt::format("2019-{:02}-01", 3 + i / 200)};
    steps.push_back(step);
  }
  write(steps);
  const auto all = reader.journal(0, 2 * last);
  REQUIRE(all.size() == last);
  const auto seqs = [](const std::vector<engine::Entry>& entries) {
    std::vector<std::int64_t> found;
    for (const auto& one : entries) found.push_back(one.seq);
    return found;
  };
  for (const auto* from : {"2019-02-28", "2019-03-01", "2019-03-27", "2019-04-01", "2019-12-01"})
    for (const auto* until : {"2019-03-01", "2019-03-14", "2019-05-01"}) {
      auto expected = all;
      std::erase_if(expected,
                    [&](const auto& one) { return one.effective_on <= day(from) || one.effective_on > day(until); });
      std::stable_sort(expected.begin(), expected.end(),
                       [](const auto& a, const auto& b) { return a.effective_on < b.effective_on; });
      CHECK(seqs(reader.effective_between("loans", day(from), {day(until), {}})) == seqs(expected));
      std::erase_if(expected, [](const auto& one) { return one.event.from == one.event.to; });
      CHECK(seqs(reader.moves_between("loans", day(from), {day(until), {}})) == seqs(expected));
    }
  SQLite::Database database(temp.data() / "secmp.db", SQLite::OPEN_READONLY);
  CHECK(database.execAndGet("SELECT max(seq) FROM days").getInt() == 2 * store::entries_of_a_run);
}

TEST_CASE_FIXTURE(Shelf, "pages of any size put together are the whole list, in every order, now and as at a date") {
  const unsigned seed = 20190315;
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 57; ++i) {
    const std::string id = "L" + std::to_string(100 + (i * 37) % 57);
    write({request(id, "Title " + std::to_string(random() % 5))});
    if (random() % 3 == 0)
      write({{id, "handed-out", R"({"due":"2019-04-0)" + std::to_string(1 + random() % 3) + "\"}", "on-loan"}});
  }
  for (const char* order : {"ref", "-ref", "title", "-title", "due", "-due", "nothing"}) {
    for (const AsAt& as_at : {AsAt{}, AsAt{day("2019-03-31"), {}}}) {
      const auto whole = refs(list(sorted(order), as_at, 200).items);
      CHECK(whole.size() == 57);
      for (const int limit : {1, 2, 7, 56, 57, 58}) {
        CAPTURE(order);
        CAPTURE(limit);
        CHECK(walk(sorted(order), as_at, limit) == whole);
      }
    }
  }
  auto forwards = refs(list(sorted("due"), {}, 200).items), backwards = refs(list(sorted("-due"), {}, 200).items);
  std::reverse(backwards.begin(), backwards.end());
  CHECK(forwards == backwards);
}

TEST_CASE_FIXTURE(Shelf, "a page goes on behind its last case although others came before it") {
  write({request("L0002"), request("L0004"), request("L0006")});
  const auto first = list({}, {}, 2);
  write({request("L0001"), request("L0005")});
  CHECK(refs(list({}, {}, 2, *first.next).items) == Refs{"L0005", "L0006"});
}

TEST_CASE_FIXTURE(Shelf, "what is in a list throughout is on exactly one page, whatever happens between two of them") {
  std::mt19937 random(20190318);
  int made = 0, renamed = 0;
  const auto id_of = [](int number) { return "L" + std::to_string(1000 + number * 37 % 997); };
  const auto make = [&] {
    const std::string id = id_of(made++), title = "Title " + std::to_string(random() % 4);
    auto step = request(id, title);
    step.body = nlohmann::json{{"ref", id}, {"title", title}, {"reader", id}}.dump();
    write({step});
  };
  const auto change = [&] {
    const std::string id = id_of(static_cast<int>(random() % static_cast<unsigned>(made)));
    const std::string due = "2019-05-" + std::to_string(10 + random() % 20);
    switch (random() % 4) {
      case 0:
        return write({{id, "handed-out", R"({"due":")" + due + "\"}", "on-loan"}});
      case 1:
        return write({{id, "renamed", R"({"ref":"X)" + std::to_string(renamed++) + "\"}", "requested"}});
      case 2:
        return write({note(id)});
      default:
        return make();
    }
  };
  for (int i = 0; i < 12; ++i) make();
  for (int round = 0; round < 40; ++round) {
    const char* orders[] = {"ref", "-ref", "title", "-title", "due", "-due"};
    const Filter order = sorted(orders[random() % 6]);
    const AsAt as_at = random() % 3 == 0 ? AsAt{day("2019-03-31"), {}} : AsAt{};
    const int before = made;
    std::map<std::string, int> seen;
    for (Page page = list(order, as_at, 3);; page = list(order, as_at, 3, *page.next)) {
      for (const auto& item : page.items) ++seen[nlohmann::json::parse(item)["reader"].get<std::string>()];
      if (!page.next) break;
      for (auto i = random() % 3; i > 0; --i) change();
    }
    CAPTURE(order.sort);
    for (int i = 0; i < before; ++i) CHECK(seen[id_of(i)] == 1);
  }
}

TEST_CASE_FIXTURE(Shelf, "a cursor that is not ours is refused, whatever it is made of") {
  for (int i = 10; i < 30; ++i) write({request("L" + std::to_string(i))});
  const std::string good = *list({}, {}, 5).next;
  for (const std::string& bad : {std::string("x"), std::string("!!!"), std::string("AAAA"), std::string(20'000, 'A'),
                                 good + "A", good.substr(1), std::string("\0\0", 2), std::string("' OR 1=1 --")}) {
    CHECK_THROWS_AS(list({}, {}, 5, bad), std::invalid_argument);
  }
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = bad[i] == 'A' ? 'B' : 'A';
    CHECK_THROWS_AS(list({}, {}, 5, bad), std::invalid_argument);
    CHECK_THROWS_AS(list({}, {}, 5, good.substr(0, i == 0 ? 1 : i)), std::invalid_argument);
  }
  Filter other;
  other.equal = {{"state", "requested"}};
  CHECK_THROWS_AS(list(other, {}, 5, good), std::invalid_argument);
  CHECK_THROWS_AS(list(sorted("-ref"), {}, 5, good), std::invalid_argument);
  CHECK_THROWS_AS(list({}, {day("2019-03-31"), {}}, 5, good), std::invalid_argument);
  CHECK_THROWS_AS(reader.list("books", {}, {}, 5, good), std::invalid_argument);
  CHECK(list({}, {}, 7, good).items.size() == 7);
}

TEST_CASE_FIXTURE(Shelf, "filters take the fields of the summary, all of them at once") {
  write({request("L0001", "Emma"), request("L0002", "Emma"), request("L0003", "O'Brien \\\"x\\\""),
         hand_out("L0002", "2019-04-01")});
  Filter filter;
  filter.equal = {{"title", "Emma"}};
  CHECK(refs(list(filter).items) == Refs{"L0001", "L0002"});
  filter.equal.emplace_back("state", "on-loan");
  CHECK(refs(list(filter).items) == Refs{"L0002"});
  CHECK(refs(list(filter, {day("2019-03-31"), {}}).items) == Refs{"L0002"});
  CHECK(refs(list(filter, {day("2019-03-01"), {}}).items).empty());
  filter.equal = {{"title", "O'Brien \"x\""}};
  CHECK(refs(list(filter).items) == Refs{"L0003"});
  filter.equal = {{"no such field", "x"}};
  CHECK(list(filter).items.empty());
}

TEST_CASE_FIXTURE(Shelf, "text is found in the values, in any letter case, and not in the names of the fields") {
  write({request("L0001", "Caf\xc3\xa9 M\xc3\xbcller"), request("L0002", "say \\\"hi\\\" \\u00e9t\\u00e9"),
         request("L0003", "x")});
  const auto search = [&](const std::string& text) {
    Filter filter;
    filter.text = text;
    return refs(list(filter).items);
  };
  CHECK(search("caf\xc3\x89") == Refs{"L0001"});
  CHECK(search("m\xc3\x9cLLER") == Refs{"L0001"});
  CHECK(search("\"HI\"") == Refs{"L0002"});
  CHECK(search("\xc3\x89T\xc3\x89") == Refs{"L0002"});
  CHECK(search("cafe\xcc\x81") == Refs{"L0001"});  // the same letter, in two characters
  CHECK(search("title").empty());
  CHECK(search("l000").size() == 3);
  CHECK(search("%").empty());
}

TEST_CASE("searching a text survives JSON of any shape") {
  CHECK(store::holds_text(R"({"a":["b",{"c":"Deep"}]})", "deep"));
  CHECK(store::holds_text(R"({"a":"\ud83d\ude00"})", "\xf0\x9f\x98\x80"));
  CHECK_FALSE(store::holds_text(R"({"name" : 1})", "NAME"));
  for (const char* broken : {"", "\"", "{\"", "{\"a", "{\"a\\", "{\"a\\u", "{\"a\\u12", "\"\\ud800\\u", "\"\xff\xfe"}) {
    CHECK_FALSE(store::holds_text(broken, "zzz"));
  }
  CHECK(store::upper_case("stra\xc3\xa9\xff z\xd0\xb6") == "STRA\xc3\x89\xff Z\xd0\x96");
}

TEST_CASE("What is searched is what is typed: apostrophes, dashes, blanks, letter case and composed letters alike") {
  using store::searchable;
  for (const char* same : {"data\u2019r", "data\u02bcr", "data\u2018r", "DATA'R", "data\u200b'r"})
    CHECK_MESSAGE(searchable(same) == "data'r", same);
  for (const char* same : {"on\u2013off", "on\u2014off", "on\u2011off", "on\u2212off", "On-Off"})
    CHECK_MESSAGE(searchable(same) == "on-off", same);
  CHECK(searchable("a\u00a0b") == "a b");
  CHECK(searchable("D\u0174R \u0176D") == searchable("d\u0175r \u0177d"));
  CHECK(searchable("\u00c9") == searchable("e\u0301"));
  CHECK(searchable("%_\\") == "%_\\");
  CHECK(searchable("a\xff\xfe"
                   "B") ==
        "a\xff\xfe"
        "b");
}

TEST_CASE_FIXTURE(Shelf, "Lists go by number: 999 stands before 1000, in every order, and on every page") {
  std::vector<Step> steps;
  for (const int number : {1000, 999, 2, 10, 99'999, 100, 9}) steps.push_back(request("L" + std::to_string(number)));
  write(steps);
  const Refs all{"L2", "L9", "L10", "L100", "L999", "L1000", "L99999"};
  CHECK(refs(list().items) == all);
  const AsAt at{day("2019-03-15"), {}};
  for (const int limit : {1, 2, 3})
    for (const std::string field : {"ref", "title"})
      for (const auto& as_at : {AsAt{}, at}) {
        CHECK(walk(sorted(field), as_at, limit) == all);
        const auto down = walk(sorted("-" + field), as_at, limit);
        CHECK(Refs(down.rbegin(), down.rend()) == all);
      }
  Refs listed;
  for (const auto& one : reader.summaries("loans", {})) listed.push_back(one.case_id);
  CHECK(listed == all);
}

TEST_CASE_FIXTURE(Shelf, "Cases that share a likeness are found by it, and an older journal's pairs are told") {
  write({request("L0007"), request("X7"), request("L0008")});
  CHECK(reader.cases_alike("loans", "000007") == Refs{"L0007", "X7"});
  CHECK(reader.cases_alike("loans", "000009").empty());
  CHECK(reader.all_alike() == std::vector<Refs>{{"L0007", "X7"}});
  const auto batch = journal.begin();
  CHECK(batch->highest_likeness("loans", "000000", "000100") == "000008");
  CHECK(batch->highest_likeness("loans", "000008", "000100") == std::nullopt);
}

TEST_CASE_FIXTURE(Shelf, "many threads read while one writes, each sees whole batches only") {
  std::atomic<bool> writing{true};
  std::atomic<int> torn{0}, reads{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 6; ++i) {
    readers.emplace_back([&] {
      while (writing) {
        torn += reader.journal(0, 0).size() % 4 != 0;
        torn += reader.summaries("loans", {}).size() % 4 != 0;
        ++reads;
      }
    });
  }
  for (int i = 0; i < 50 || reads < 20; ++i) {
    std::vector<Step> steps;
    for (int k = 0; k < 4; ++k) steps.push_back(request("L" + std::to_string(1000 + 4 * i + k)));
    write(steps);
    journal.idle({});
  }
  writing = false;
  for (auto& thread : readers) thread.join();
  CHECK(torn == 0);
}
