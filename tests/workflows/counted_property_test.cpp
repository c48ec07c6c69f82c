// What a deadline says of how it was counted agrees with the day on which it is due, whatever has moved it.
#include <random>
#include <regex>
#include <set>

#include "tests/workflows/lives.hpp"
#include "workflows/sec/terms/calendar.hpp"

using namespace story;

namespace {
const Actor an_operator{"operator-1", "operator", "", "", ""};

std::chrono::sys_days read_day(const std::smatch& words, std::size_t at) {
  static const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                 "July",    "August",   "September", "October", "November", "December"};
  const auto month = std::find(std::begin(months), std::end(months), words[at + 1].str()) - std::begin(months) + 1;
  return std::chrono::year(std::stoi(words[at + 2])) / static_cast<int>(month) / std::stoi(words[at]);
}

// The last day that the sentence names: the one that it counts to, or the one that it was moved to.
engine::Date last_day_of(const std::string& sentence) {
  static const std::string day = "([0-9]+) ([A-Z][a-z]+) ([0-9]{4})";
  static const std::regex moved("it was moved to " + day), counted("^([0-9]+) Working Days? from " + day),
      skipped("([0-9]+) ([A-Z][a-z]+)( [0-9]{4})?");
  std::smatch words;
  if (std::regex_search(sentence, words, moved)) return read_day(words, 1);
  REQUIRE(std::regex_search(sentence, words, counted));
  auto last = read_day(words, 2);
  const auto first_year = words[4].str();
  std::set<std::chrono::sys_days> holidays;
  auto list = sentence.substr(sentence.find("skipping ") + 9);
  list = list.substr(0, list.find(';'));
  for (std::smatch one; std::regex_search(list, one, skipped); list = one.suffix()) {
    auto text = one.str();
    if (!one[3].matched) text += " " + first_year;
    static const std::regex whole(day);
    std::smatch parts;
    REQUIRE(std::regex_match(text, parts, whole));
    holidays.insert(read_day(parts, 1));
  }
  for (int left = std::stoi(words[1]); left > 0; --left) {
    const auto is_off = [&] {
      const auto weekday = std::chrono::weekday(last);
      return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday || holidays.contains(last);
    };
    do last += std::chrono::days(1);
    while (is_off());
  }
  return last;
}

int checked(Story& s, const std::string& ref) {
  int found = 0;
  const Dom view = s.then(ref).view();
  for (const auto& one : view.at("deadlines")) {
    if (one.at("counted").is_null()) continue;
    ++found;
    CAPTURE(one.dump());
    CHECK(engine::to_text(last_day_of(one.at("counted"))) ==
          engine::to_text(engine::london_date(instant(one.at("due").get<std::string>()))));
  }
  return found;
}

// A day in the life of the calendar and of what is counted over it.
void something_happens(Story& s, const std::string& ref, std::mt19937& dice) {
  const auto day = [&] { return s.day_in(static_cast<int>(dice() % 25) - 5); };
  const auto calendar = [&](const std::string& command, const Dom& body) {
    s.ask({"calendar", "england-and-wales", command, body.dump(), an_operator, "", "", {}, {}});
  };
  switch (dice() % 7) {
    case 0:
      return calendar("add-holiday", {{"date", day()}, {"name", "A day"}, {"reason", "r"}});
    case 1:
    case 2:
      return calendar("withdraw-holiday", {{"date", day()}, {"reason", "r"}});
    case 3:
      return calendar("move-holiday", {{"from", day()}, {"to", day()}, {"reason", "r"}});
    case 4:
      s.ask({"modifications",
             ref,
             s.then(ref).view().at("status") == "active" ? "hold" : "resume",
             R"({"reason": "r"})",
             panel,
             "",
             "",
             {},
             {}});
      return;
    default:
      s.working_days_pass(static_cast<int>(dice() % 4));
  }
}
}  // namespace

TEST_CASE("What a deadline says of its counting comes to its day, over moved holidays and holds") {
  int found = 0;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    std::mt19937 dice(seed);
    Story s("2023-04-03");
    s.given_a_change_board();
    const auto ref = s.given("MP500", "refinement", "", {{"workflow", "sec-2021"}});
    s.when(secas, ref, "open-refinement-consultation");
    s.when(secas, ref, "request-preliminary-assessment");
    const auto vote = s.given("MP501", "change-board-vote", "self-governance", {{"workflow", "sec-2021"}});
    lives::opens_a_vote(s, vote, "final", "correspondence");
    for (int step = 0; step < 25; ++step) {
      something_happens(s, dice() % 2 == 0 ? ref : vote, dice);
      found += checked(s, ref) + checked(s, vote);
    }
  }
  CHECK(found > 200);
}

TEST_CASE("How a deadline was counted is told for any day, length and day on which it is due") {
  std::mt19937 dice(7);
  const auto& calendar = sec::calendar();
  for (int i = 0; i < 2000; ++i) {
    const engine::Date from = std::chrono::sys_days(date("2012-01-01")) + std::chrono::days(dice() % 14000);
    const auto counted = sec::counting(calendar, from, static_cast<int>(dice() % 60) + 1);
    const auto last = calendar.add(from, counted.working_days);
    CHECK(sec::counted_to(counted) == last);
    const auto due = dice() % 2 == 0 ? last : calendar.add(last, static_cast<int>(dice() % 9) - 4);
    const auto sentence = sec::explanation(counted, engine::close_of_business(due));
    CAPTURE(sentence);
    CHECK(engine::to_text(last_day_of(sentence)) == engine::to_text(due));
    CHECK((sentence.find("moved to") != std::string::npos) == (due != last));
  }
}

STORY("A hold that follows a deadline which was kept open gives all of its days back") {
  Story s("2023-05-02");
  s.given("MP507", "refinement", "", {{"workflow", "sec-2021"}});
  s.when(secas, "MP507", "open-refinement-consultation");
  const auto calendar = [&](const std::string& command, Dom body) {
    body["reason"] = "r";
    s.ask({"calendar", "england-and-wales", command, body.dump(), an_operator, "", "", {}, {}});
  };
  for (const std::string day : {"2023-05-15", "2023-05-16", "2023-05-17"})
    calendar("add-holiday", {{"date", day}, {"name", "A slip"}});
  s.the_day_is("2023-05-29");  // it would have closed on the 24th, and closes on the 30th
  for (const std::string day : {"2023-05-15", "2023-05-16", "2023-05-17"})
    calendar("withdraw-holiday", {{"date", day}});
  s.then("MP507").due("refinement-consultation-1-closes", "2023-05-30T16:00:00Z");
  CHECK(checked(s, "MP507") == 1);
  s.when(panel, "MP507", "hold", {{"reason", "r"}});
  s.working_days_pass(5);
  s.when(panel, "MP507", "resume");
  s.then("MP507").in("refinement").due("refinement-consultation-1-closes", "2023-06-06T16:00:00Z");
  CHECK(checked(s, "MP507") == 1);
}
