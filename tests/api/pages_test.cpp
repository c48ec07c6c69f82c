// Lists that are read page by page while they change.
#include <doctest/doctest.h>

#include <random>

#include "tests/api/loopback.hpp"

using namespace test;

namespace {

// Loans of one reader, who owes each book that was handed out, by a day that moves.
struct Desk {
  void send(const std::string& name, int loan, const Json& body) {
    house.processor.ask(toy::command(name, "L" + std::to_string(10000 + loan).substr(1), body.dump()));
  }
  void lend() {
    const std::string title = "Book " + std::to_string(made);
    house.processor.ask(toy::command("request", "", Json{{"title", title}, {"reader", toy::reader.id}}.dump()));
    send("hand-out", ++made, {{"days", some(60)}});
  }
  void anything() {
    const int loan = some(made);
    switch (some(4)) {
      case 1:
        return send("give-back", loan, Json::object());
      case 2:
        return lend();
      default:
        return send("renew", loan, {{"days", some(60)}});
    }
  }
  int some(int most) { return 1 + static_cast<int>(random() % static_cast<unsigned>(most)); }
  Json tasks(const std::string& query) { return house.get("/v1/tasks?" + query, reader).json(); }

  Loopback house;
  std::mt19937 random{20190318};
  int made = 0;
};

std::set<std::string> refs(const Json& page) {
  std::set<std::string> found;
  for (const auto& item : page["items"]) found.insert(item["ref"]);
  return found;
}

}  // namespace

TEST_CASE_FIXTURE(Desk,
                  "what is owed throughout is on exactly one page of tasks, whatever happens between two of them") {
  for (int i = 0; i < 10; ++i) lend();
  for (int round = 0; round < 15; ++round) {
    std::set<std::string> throughout = refs(tasks("limit=200"));
    std::map<std::string, int> seen;
    for (Json page = tasks("limit=3");; page = tasks("limit=3&cursor=" + page["next"].get<std::string>())) {
      for (const std::string& ref : refs(page)) ++seen[ref];
      if (page["next"].is_null()) break;
      for (int i = some(4); i > 1; --i) anything();
      const auto now = refs(tasks("limit=200"));
      std::erase_if(throughout, [&](const std::string& ref) { return !now.contains(ref); });
    }
    for (const std::string& ref : throughout) {
      CAPTURE(ref);
      CHECK(seen[ref] == 1);
    }
    for (const auto& one : seen) CHECK(one.second == 1);
  }
}

TEST_CASE_FIXTURE(Desk, "pages of tasks are soonest first, show the day as it is now and leave out what is done") {
  for (const int days : {10, 20, 30, 40}) {
    house.processor.ask(toy::command("request", "", Json{{"title", "T"}, {"reader", toy::reader.id}}.dump()));
    send("hand-out", ++made, {{"days", days}});
  }
  const Json first = tasks("limit=2");
  CHECK(refs(first) == std::set<std::string>{"L0001", "L0002"});
  send("renew", 4, {{"days", 1}});
  send("give-back", 3, Json::object());
  const Json second = tasks("limit=2&cursor=" + first["next"].get<std::string>());
  CHECK(refs(second) == std::set<std::string>{"L0004"});
  CHECK(second["items"][0]["due"] == "2019-03-19T17:00:00Z");
  CHECK(second["next"].is_null());
  CHECK(refs(tasks("limit=1")) == std::set<std::string>{"L0004"});
  const Json past = tasks("limit=2&as_at=2019-03-18");
  send("give-back", 1, Json::object());
  CHECK(refs(tasks("limit=2&as_at=2019-03-18&cursor=" + past["next"].get<std::string>())).size() == 1);
  for (const char* cursor : {"x", "1", "1.", "1.x", ".1", "-1.0", "99999.0", "1.0.0", "99999999999999999999.0"}) {
    CAPTURE(cursor);
    CHECK(house.get(std::string("/v1/tasks?cursor=") + cursor, reader).status == 422);
  }
}

TEST_CASE_FIXTURE(Desk, "holidays go on after the last one that was seen") {
  const Json first = house.get("/v1/calendar/holidays?limit=3").json();
  const Json rest = house.get("/v1/calendar/holidays?cursor=" + first["next"].get<std::string>()).json();
  CHECK(rest["items"][0]["date"] == "2019-05-06");
  CHECK(rest["items"].size() == 5);
  CHECK(rest["next"].is_null());
  CHECK(house.get("/v1/calendar/holidays?cursor=2019-04-20").json()["items"][0]["date"] == "2019-04-22");
  CHECK(house.get("/v1/calendar/holidays?cursor=x").status == 422);
}
