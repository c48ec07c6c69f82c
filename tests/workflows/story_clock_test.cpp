// Clocks that were wrong: what was recorded ahead stays with its case. And the hours of London, which are kept whatever
// the day.
#include <fmt/format.h>

#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"

using namespace story;
using meetings::done;
using meetings::told;

namespace {
const Actor an_operator{"operator-1", "operator", "", "", ""};
const Dom holiday = {{"date", "2019-04-10"}, {"name", "A day of mourning"}, {"reason", "proclaimed by the Queen"}};

// A journal that was written for a day by a clock a year ahead; then the clock is put right.
struct WrongClock {
  template <class Tell>
  explicit WrongClock(Tell tell) {
    Story ahead("2020-03-16", journal, journal);
    tell(ahead);
  }
  toy::MemoryJournal journal;
};

void recorded(const std::vector<engine::Entry>& entries, std::string_view on, std::string_view at) {
  REQUIRE_FALSE(entries.empty());
  CHECK(engine::to_text(entries.back().effective_on) == on);
  CHECK(engine::to_text(entries.back().at) == at);
}
}  // namespace

STORY("A modification that was raised while the clock was ahead goes on from there, and every other from today") {
  WrongClock wrong([](Story& s) {
    s.raised(manager, lives::with(lives::proposal(lives::eras[1]), {{"ref", "DP001"}}));
  });
  Story s("2019-03-18", wrong.journal, wrong.journal);
  s.when(secas, "DP001", "accept");
  recorded(s.history("DP001"), "2020-03-16", "2020-03-16T09:00:00Z");
  const auto fresh = lives::submitted(s, lives::eras[1]);
  s.then(fresh).has("/raised_on", "2019-03-18");
  s.when(proposer("acme"), fresh, "withdraw", {{"reason", "r"}});
  s.then(fresh).due("adoption-window-ends", "2019-04-01T16:00:00Z");  // 10 Working Days, and in summer by then
  auto tomorrow = lives::with(lives::proposal(lives::eras[1]), {{"raised_on", "2019-03-19"}});
  s.but_raised(manager, tomorrow).is_malformed_at("/raised_on");
  // Its own windows are counted from where it stands, and its deadlines fire when the clock is there.
  s.when(proposer("acme"), "DP001", "withdraw", {{"reason", "r"}});
  s.then("DP001").due("adoption-window-ends", "2020-03-30T16:00:00Z");
  s.the_day_is("2020-03-30");
  s.then("DP001").in("withdrawal-notice");
  s.the_day_is("2020-03-31");
  s.then("DP001").in("withdrawn");
  recorded(s.history("DP001"), "2020-03-30", "2020-03-30T16:00:00Z");
  CHECK(s.clocks_refused().empty());
}

STORY("A release that was proposed while the clock was ahead moves its modifications today") {
  WrongClock wrong([](Story& s) {
    done(s, secas, "releases", "propose",
         {{"id", "june-2020"}, {"title", "June 2020 SEC Release"}, {"kind", "june"}, {"planned_on", "2020-06-25"}});
    s.given("SECMP0018", "pending-implementation", "authority-determined");
  });
  Story s("2019-03-18", wrong.journal, wrong.journal);
  s.given("SECMP0025", "refinement", "authority-determined");
  const Dom items = {{{"ref", "SECMP0025"}, {"part", 1}}, {{"ref", "SECMP0018"}, {"part", 1}}};
  done(s, secas, "releases/june-2020", "include", {{"modifications", items}});
  recorded(s.history("SECMP0025"), "2019-03-18", "2019-03-18T09:00:00Z");
  recorded(s.history("SECMP0018"), "2020-03-16", "2020-03-16T09:00:00Z");
  recorded(s.journal().entries("june-2020", {}), "2020-03-16", "2020-03-16T09:00:00Z");
  s.then("SECMP0025").has("/implementation/0/planned_on", "2020-06-25");
}

STORY("A meeting that was held while the clock was ahead decides today") {
  WrongClock wrong([](Story& s) {
    meetings::given_the_meeting(s);
    meetings::given_an_item(s, 14, "SECMP0058");
    meetings::when_it_was_held(s);
  });
  Story s("2019-03-18", wrong.journal, wrong.journal);
  s.given("SECMP0058", "panel-report-review", "self-governance");
  meetings::given_the_four_lines(s);
  done(s, panel, meetings::panel_66, "confirm-lines", {{"lines", {1, 2, 3, 4}}});
  recorded(s.history("SECMP0058"), "2019-03-18", "2019-03-18T09:00:00Z");
  s.then("SECMP0058").in("report-consultation");
}

STORY("A holiday that is proclaimed on a calendar that stands ahead of the clock moves what is counted over it today") {
  WrongClock wrong([](Story& s) {
    done(s, an_operator, "calendar/england-and-wales", "add-holiday", lives::with(holiday, {{"date", "2020-06-08"}}));
  });
  Story s("2019-03-28", wrong.journal, wrong.journal);
  s.given("SECMP0062", "refinement");
  s.when(secas, "SECMP0062", "open-refinement-consultation");
  done(s, an_operator, "calendar/england-and-wales", "add-holiday", holiday);
  recorded(s.history("SECMP0062"), "2019-03-28", "2019-03-28T09:00:00Z");
  s.then("SECMP0062").due("refinement-consultation-1-closes", "2019-04-23T16:00:00Z");
}

STORY("Parts of what was raised while the clock was ahead, and what it is handled jointly with, are recorded today") {
  WrongClock wrong([](Story& s) { s.given("MP100", "refinement"); });
  Story s("2019-03-18", wrong.journal, wrong.journal);
  s.given("MP101", "refinement");
  s.when(panel, "MP100", "consolidate", {{"with", {"MP101"}}, {"reason", "r"}});
  recorded(s.history("MP101"), "2019-03-18", "2019-03-18T09:00:00Z");
  s.when(panel, "MP100", "split", {{"parts", {{{"title", "One"}}, {{"title", "Two"}}}}, {"reason", "r"}});
  recorded(s.history("MP100A"), "2019-03-18", "2019-03-18T09:00:00Z");
}

namespace {
// The days around a change of summer time: closings there are moved, in both directions, over the change.
const std::string_view changes[] = {"2019-03-31", "2019-10-27", "2023-03-26", "2023-10-29"};

std::string hour_of(const std::string& due) {
  const auto seconds = engine::london_hour(instant(due)).count();
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}
std::string due_of(Story& s, const std::string& ref, const std::string& deadline) {
  const auto view = s.then(ref).view();
  for (const auto& one : view.at("deadlines"))
    if (one.at("name") == deadline) return one.at("due").get<std::string>();
  return "1970-01-01T00:00:00Z";
}
std::string london(engine::Date day, int hour, int minute) {
  return engine::to_text(engine::london_time(day, std::chrono::hours{hour} + std::chrono::minutes{minute}));
}
}  // namespace

STORY("A closing that is resumed keeps its hour in London whatever the days, those of summer time changes too") {
  int number = 100;
  for (const auto change : changes)
    for (const int before : {0, 1, 3})
      for (const auto& [h, m] : {std::pair{17, 0}, {0, 0}, {0, 30}, {2, 0}, {12, 0}, {23, 59}}) {
        const int hour = h, minute = m;
        const auto closes = engine::Date(std::chrono::sys_days(date(change)) - std::chrono::days(before));
        CAPTURE(change);
        CAPTURE(before);
        CAPTURE(hour);
        Story s(engine::to_text(engine::Date(std::chrono::sys_days(closes) - std::chrono::days(21))));
        s.given_a_change_board();
        const auto refined = s.given("MP" + std::to_string(++number), "refinement");
        const auto voted = s.given("MP" + std::to_string(++number), "change-board-vote", "authority-determined");
        s.when(secas, refined, "open-refinement-consultation", {{"closes_at", london(closes, hour, minute)}});
        s.when(secas, voted, "open-vote",
               {{"purpose", "final"}, {"mode", "meeting"}, {"closes_at", london(closes, hour, minute)}});
        for (const auto& ref : {refined, voted}) s.when(panel, ref, "hold", {{"reason", "r"}});
        s.working_days_pass(4);
        for (const auto& ref : {refined, voted}) s.when(panel, ref, "resume");
        const auto was = hour_of(london(closes, hour, minute));
        for (const auto& due :
             {due_of(s, refined, "refinement-consultation-1-closes"), due_of(s, voted, "ballot-1-closes")}) {
          CHECK(hour_of(due) == was);
          CHECK(instant(due) > engine::london_time(closes, std::chrono::hours{24}));
        }
      }
}

STORY("A vote that is extended closes at the hour in London at which it was to close") {
  for (const auto change : changes)
    for (const int before : {0, 3}) {
      const auto closes = engine::Date(std::chrono::sys_days(date(change)) - std::chrono::days(before));
      CAPTURE(change);
      Story s(engine::to_text(engine::Date(std::chrono::sys_days(closes) - std::chrono::days(10))));
      s.given_a_change_board();
      s.given("MP170", "change-board-vote", "authority-determined");
      s.when(secas, "MP170", "open-vote",
             {{"purpose", "final"}, {"mode", "correspondence"}, {"closes_at", london(closes, 12, 30)}});
      s.the_time_is(london(closes, 12, 30));
      const auto due = due_of(s, "MP170", "ballot-1-closes");
      CHECK(hour_of(due) == "12:30:00");
      CHECK(instant(due) > instant(london(closes, 12, 30)));
    }
}

STORY("A closing that a holiday moves over a change of summer time stays at 17:00 in London") {
  Story s("2019-03-11");
  s.given("SECMP0062", "refinement");
  s.when(secas, "SECMP0062", "open-refinement-consultation");
  s.then("SECMP0062").due("refinement-consultation-1-closes", "2019-04-01T16:00:00Z");
  for (const auto* day : {"2019-03-28", "2019-03-29", "2019-04-01"})
    done(s, an_operator, "calendar/england-and-wales", "add-holiday", lives::with(holiday, {{"date", day}}));
  s.then("SECMP0062").due("refinement-consultation-1-closes", "2019-04-04T16:00:00Z");

  Story autumn("2019-10-07");
  autumn.given("SECMP0062", "refinement");
  autumn.when(secas, "SECMP0062", "open-refinement-consultation");
  autumn.then("SECMP0062").due("refinement-consultation-1-closes", "2019-10-28T17:00:00Z");
  autumn.the_day_is("2019-10-25");
  done(autumn, an_operator, "calendar/england-and-wales", "add-holiday",
       lives::with(holiday, {{"date", "2019-10-28"}}));
  autumn.then("SECMP0062").due("refinement-consultation-1-closes", "2019-10-29T17:00:00Z");
}
