// What may be done on another day: as it stood then, as it is, and as it will be if nobody acts. And short lists.
#include <doctest/doctest.h>

#include <set>

#include "tests/api/loopback.hpp"

using namespace test;

namespace {
std::string options(Loopback& house, const std::string& loan, const std::string& more = "") {
  const Answer answer = house.get(loan + "/commands" + more, librarian);
  CHECK_MESSAGE(answer.status == 200, answer.body);
  return answer.json()["items"].dump();
}
void the_time_is(Loopback& house, const std::string& instant) {
  CHECK(house.post("/v1/clock", R"({"to": ")" + instant + R"("})", mover).status == 200);
}
}  // namespace

TEST_CASE("options of a day are those with the clock at noon in London of that day: before it, on it and after it") {
  Loopback house;
  const std::string loan = house.opened();
  house.post(loan + "/commands/hand-out", R"({"days": 3})", librarian + Loopback::if_match(1));
  // Overdue at 17:00 on 21 March, lost 28 days later, which is in summer.
  const std::vector<std::string> days{"2019-03-18", "2019-03-20", "2019-03-21", "2019-03-22",
                                      "2019-04-17", "2019-04-18", "2019-04-19", "2021-01-01"};
  std::map<std::string, std::string> foretold, then;
  for (const auto& day : days) foretold[day] = options(house, loan, "?on=" + day);
  CHECK(house.get(loan, librarian).json()["state"] == "on-loan");
  CHECK(foretold["2019-03-18"] == options(house, loan));
  for (const auto& day : days) {
    CAPTURE(day);
    if (day != days.front())  // noon in London, before and after the last Sunday of March
      the_time_is(house, day + (day < "2019-03-31" || day > "2020" ? "T12:00:00Z" : "T11:00:00Z"));
    then[day] = options(house, loan);
    CHECK(foretold[day] == then[day]);
  }
  for (const auto& day : days) {
    CAPTURE(day);
    CHECK(options(house, loan, "?on=" + day) == then[day]);
  }
  CHECK(std::set<std::string>{then["2019-03-21"], then["2019-03-22"], then["2019-04-19"]}.size() == 3);
  CHECK(house.get(loan + "/commands?on=2019-03-17", librarian).status == 404);  // nobody had asked for it yet
}

TEST_CASE("options of a day on which the clock stood ahead are those from where the case stands") {
  std::atomic<engine::Time> there{engine::read_time("2019-07-08T10:00:00Z").value()};
  Options machine;
  machine.simulated = false;
  machine.machine = [&] { return there.load(); };
  Loopback house(machine);
  const std::string loan = house.opened();
  house.post(loan + "/commands/hand-out", R"({"days": 3})", librarian + Loopback::if_match(1));
  there = engine::read_time("2019-03-18T10:00:00Z").value();
  CHECK(options(house, loan, "?on=2019-03-20") == options(house, loan));
  CHECK(options(house, loan, "?on=2019-07-11") == options(house, loan));
  CHECK(options(house, loan, "?on=2019-07-12") != options(house, loan));
}

TEST_CASE("options of a later day go on from where a case stood, if that is asked for") {
  Loopback house;
  const std::string loan = house.opened();
  house.post(loan + "/commands/hand-out", R"({"days": 3})", librarian + Loopback::if_match(1));
  the_time_is(house, "2019-03-20T12:00:00Z");
  house.post(loan + "/commands/give-back", "{}", librarian + Loopback::if_match(2));
  const std::string returned = options(house, loan);
  CHECK(options(house, loan, "?on=2019-03-25") == returned);
  const std::string overdue = options(house, loan, "?as_at=2019-03-19&on=2019-03-25");
  CHECK(overdue.find("\"command\":\"give-back\"") != std::string::npos);
  CHECK(overdue.find("\"command\":\"renew\"") == std::string::npos);
  CHECK(options(house, loan, "?as_at=2019-03-19").find("\"command\":\"renew\"") != std::string::npos);
}

TEST_CASE("a list of options has the members that are asked for, and no others") {
  Loopback house;
  const std::string loan = house.opened();
  const Json all = house.get(loan + "/commands", librarian).json()["items"];
  const Answer asked = house.get(loan + "/commands?fields=allowed,command", librarian);
  const Json few = asked.json()["items"];
  REQUIRE(few.size() == all.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    CHECK(few[i] == Json{{"command", all[i]["command"]}, {"allowed", all[i]["allowed"]}});
  CHECK(house.get(loan + "/commands?fields=command&limit=1", librarian).header("link").find("fields=command") !=
        std::string::npos);
  for (const std::string wrong : {"", "command,", "who", "command,Allowed"}) {
    const Answer refused = house.get(loan + "/commands?fields=" + wrong, librarian);
    CHECK(refused.status == 422);
    CHECK(refused.json()["errors"][0]["parameter"] == "fields");
    CHECK(refused.json()["errors"][0]["detail"].get<std::string>().find("command, to, allowed") != std::string::npos);
  }
}
