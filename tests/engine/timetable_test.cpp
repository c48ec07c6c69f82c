// Programmes of work: what follows what, how late it may be, how far it has moved.
#include "engine/timetable.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using engine::Calendar;
using engine::CutOff;
using engine::Date;
using engine::Meetings;
using engine::NamedStep;
using engine::Plan;
using engine::StepStanding;

namespace {
Date date(std::string_view text) { return engine::read_date(text).value(); }

// A year with Easter, two May holidays, a summer one and Christmas.
const Calendar& calendar() {
  static const Calendar made("a calendar", 2019, 2020,
                             {date("2019-01-01"), date("2019-04-19"), date("2019-04-22"), date("2019-05-06"),
                              date("2019-05-27"), date("2019-08-26"), date("2019-12-25"), date("2019-12-26"),
                              date("2020-01-01"), date("2020-04-10"), date("2020-04-13")});
  return made;
}

const Meetings& board() {
  static const Meetings meetings("board", {4, std::chrono::Wednesday});
  return meetings;
}
const Meetings& council() {
  static const Meetings meetings("council", {2, std::chrono::Friday}, {date("2019-03-15")});
  return meetings;
}
const Meetings* meetings_of(std::string_view body) {
  return body == "board" ? &board() : body == "council" ? &council() : nullptr;
}

const std::vector<NamedStep>& steps() {
  static const std::vector<NamedStep> all = {
      {"asked", 0, {}, ""},
      {"answers-in", 15, {"asked"}, ""},
      {"price-agreed", 5, {"answers-in"}, "board"},
      {"studied", 40, {"price-agreed"}, ""},
      {"written", 10, {"studied", "answers-in"}, ""},
      {"decided", 5, {"written"}, "council"},
  };
  return all;
}
Plan whole_plan() {
  return engine::plan_of(
      steps(), [](const NamedStep&) { return true; }, meetings_of);
}
std::string on(const Plan& plan, const std::vector<engine::StepForecast>& dates, std::string_view code) {
  const auto& found = dates.at(engine::place_in(plan, code).value()).on;
  return found ? engine::to_text(*found) : "";
}
}  // namespace

TEST_CASE("A body meets on the days listed, and in other months by its rule") {
  CHECK(council().on_or_after(date("2019-03-01"), calendar()) == date("2019-03-15"));
  CHECK(council().on_or_after(date("2019-03-15"), calendar()) == date("2019-03-15"));
  CHECK(council().on_or_after(date("2019-03-16"), calendar()) == date("2019-04-12"));
  CHECK(council().on_or_before(date("2019-04-11"), calendar()) == date("2019-03-15"));
  CHECK(board().on_or_after(date("2019-04-01"), calendar()) == date("2019-04-24"));
  const Meetings last("committee", {0, std::chrono::Tuesday});
  CHECK(last.on_or_after(date("2019-04-01"), calendar()) == date("2019-04-30"));
  CHECK(last.on_or_before(date("2019-04-29"), calendar()) == date("2019-03-26"));
}

TEST_CASE("A meeting by rule on a holiday is held on the Working Day before it") {
  CHECK(board().on_or_after(date("2019-12-01"), calendar()) == date("2019-12-24"));  // not on Christmas Day
  CHECK(board().on_or_after(date("2019-12-25"), calendar()) == date("2020-01-22"));
  CHECK(council().on_or_after(date("2020-04-01"), calendar()) == date("2020-04-09"));  // not on Good Friday
  CHECK(council().on_or_before(date("2020-04-10"), calendar()) == date("2020-04-09"));
}

TEST_CASE("Meetings beyond the calendar's years are not guessed") {
  CHECK_THROWS_AS(board().on_or_after(date("2020-12-25"), calendar()), engine::OutsideCalendar);
  CHECK_THROWS_AS(board().on_or_before(date("2019-01-01"), calendar()), engine::OutsideCalendar);
}

TEST_CASE("Steps follow one another by Working Days and wait for meetings") {
  const auto plan = whole_plan();
  const auto dates = engine::forecast(plan, std::vector<StepStanding>(plan.size()), date("2019-03-15"), calendar());
  CHECK(on(plan, dates, "asked") == "2019-03-15");
  CHECK(on(plan, dates, "answers-in") == "2019-04-05");
  CHECK(on(plan, dates, "price-agreed") == "2019-04-24");
  CHECK(on(plan, dates, "studied") == "2019-06-21");  // 40 Working Days over two holidays in May
  CHECK(on(plan, dates, "written") == "2019-07-05");
  CHECK(on(plan, dates, "decided") == "2019-07-12");
}

TEST_CASE("What has happened pushes what follows; nothing is forecast for the past") {
  const auto plan = whole_plan();
  std::vector<StepStanding> standings(plan.size());
  standings[0] = {true, date("2019-03-15"), {}};
  standings[1] = {true, date("2019-04-30"), {}};
  auto dates = engine::forecast(plan, standings, date("2019-05-01"), calendar());
  CHECK(on(plan, dates, "answers-in") == "2019-04-30");
  CHECK(on(plan, dates, "price-agreed") == "2019-05-22");
  dates = engine::forecast(plan, standings, date("2019-09-02"), calendar());
  CHECK(on(plan, dates, "price-agreed") == "2019-09-25");
}

TEST_CASE("A date that was given stays until a step before it pushes it later") {
  const auto plan = whole_plan();
  std::vector<StepStanding> standings(plan.size());
  standings[3].not_before = date("2019-07-01");
  auto dates = engine::forecast(plan, standings, date("2019-03-15"), calendar());
  CHECK(on(plan, dates, "studied") == "2019-07-01");
  CHECK(dates[3].pushed_by == 3);
  standings[2].not_before = date("2019-05-22");
  dates = engine::forecast(plan, standings, date("2019-03-15"), calendar());
  CHECK(on(plan, dates, "studied") == "2019-07-18");
  CHECK(dates[3].pushed_by == 2);
}

TEST_CASE("A step that passed on a day nobody knows pushes nothing") {
  const auto plan = whole_plan();
  std::vector<StepStanding> standings(plan.size());
  for (std::size_t i = 0; i < 3; ++i) standings[i].passed = true;
  const auto dates = engine::forecast(plan, standings, date("2019-03-18"), calendar());
  CHECK(on(plan, dates, "price-agreed") == "");
  CHECK(on(plan, dates, "studied") == "2019-03-18");
}

TEST_CASE("What followed a step that is left out follows what that one followed") {
  const auto plan = engine::plan_of(
      steps(), [](const NamedStep& step) { return step.code != "studied" && step.code != "price-agreed"; },
      meetings_of);
  REQUIRE(plan.size() == 4);
  CHECK(plan[2].code == "written");
  CHECK(plan[2].after == std::vector<std::size_t>{1});
  CHECK_THROWS_AS(engine::plan_of(
                      {{"b", 1, {"a"}, ""}}, [](const NamedStep&) { return true; }, meetings_of),
                  std::invalid_argument);
}

TEST_CASE("Counted back from a cut-off, each step has a last day to be reached and to be begun") {
  const auto plan = whole_plan();
  const std::vector<StepStanding> standings(plan.size());
  const auto found = engine::latest(plan, standings, {{3, date("2019-06-07")}}, calendar());
  CHECK(found[3].reached == date("2019-06-07"));
  CHECK(found[3].start == date("2019-04-08"));
  CHECK(found[2].reached == date("2019-03-27"));  // the last meeting before 8 April
  CHECK(found[2].start == date("2019-03-20"));
  CHECK(found[1].reached == date("2019-03-20"));
  CHECK_FALSE(found[4].reached.has_value());  // nothing that was asked about depends on it
}

TEST_CASE("A cut-off on a day that is none of the Working Days is made on the one before it") {
  const Plan plan = {{"first", 0, {}, nullptr}, {"second", 1, {0}, nullptr}};
  const auto found =
      engine::latest(plan, std::vector<StepStanding>(2), {{1, date("2019-03-17")}}, calendar());  // a Sunday
  CHECK(found[1].reached == date("2019-03-15"));
  CHECK(found[0].reached == date("2019-03-14"));
}

TEST_CASE("The critical path leads from what can be done now to the target") {
  const auto plan = whole_plan();
  std::vector<StepStanding> standings(plan.size());
  standings[0] = {true, date("2019-03-15"), {}};
  const auto dates = engine::forecast(plan, standings, date("2019-03-18"), calendar());
  CHECK(engine::critical_path(standings, dates, 5) == std::vector<std::size_t>{1, 2, 3, 4, 5});
  CHECK(engine::critical_path(standings, dates, 1) == std::vector<std::size_t>{1});
}

TEST_CASE("A movement is counted in Working Days, and days on hold are apart") {
  const auto late = engine::movement(date("2019-05-16"), date("2019-06-21"), 5, calendar());
  CHECK(late.gross_wd == 25);
  CHECK(late.held_wd == 5);
  CHECK(late.net_wd() == 20);
  CHECK(engine::movement(date("2019-06-21"), date("2019-05-16"), 5, calendar()).net_wd() == -25);
  CHECK(engine::movement(date("2019-05-16"), date("2019-05-20"), 5, calendar()).net_wd() == 0);
}

TEST_CASE(
    "Whatever the plan: no step comes before one that it follows, and the backward pass agrees with the forward one") {
  rc::check("forward and backward", [] {
    Plan plan;
    std::vector<StepStanding> standings;
    const auto size = *rc::gen::inRange(1, 12);
    for (int i = 0; i < size; ++i) {
      engine::PlanStep step;
      step.code = std::to_string(i);
      step.working_days = *rc::gen::inRange(0, 12);
      if (i > 0)
        for (const auto before : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, i)))
          engine::detail::follow(step.after, static_cast<std::size_t>(before));
      if (*rc::gen::inRange(0, 4) == 0) step.meetings = &board();
      plan.push_back(std::move(step));
      standings.emplace_back();
    }
    const Date today = date("2019-03-15");
    const auto dates = engine::forecast(plan, standings, today, calendar());
    for (std::size_t i = 0; i < plan.size(); ++i)
      for (const auto before : plan[i].after)
        RC_ASSERT(calendar().between(*dates[before].on, *dates[i].on) >= plan[i].working_days);
    // By the day it is forecast for it can be made; every step's forecast is no later than its latest day.
    const auto target = plan.size() - 1;
    const auto back = engine::latest(plan, standings, {CutOff{target, *dates[target].on}}, calendar());
    for (std::size_t i = 0; i < plan.size(); ++i)
      if (back[i].reached) RC_ASSERT(*dates[i].on <= *back[i].reached);
    const auto path = engine::critical_path(standings, dates, target);
    RC_ASSERT(path.back() == target);
  });
}
