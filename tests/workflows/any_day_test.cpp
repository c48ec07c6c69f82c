// Whatever day is accepted anywhere, everything that may be asked of the cases is answered: random days in every field
// of every command, at random days of the clock. Every walk prints its seed.
#include <fmt/format.h>

#include "api/pictures/calendar_text.hpp"
#include "api/pictures/gantt.hpp"
#include "api/report/build.hpp"
#include "tests/support/asking.hpp"
#include "tests/workflows/walk.hpp"

using namespace story;

namespace {
constexpr int steps_a_case = 40;
constexpr unsigned first_seed = 20280103;

std::string any_day(walk::Dice& dice) {
  const int year = dice.chance(70) ? 2009 + dice.below(60) : 1900 + dice.below(300);
  return fmt::format("{}-{:02}-{:02}", year, 1 + dice.below(12), 1 + dice.below(28));
}

// The same body with other days here and there.
void with_any_days(walk::Dice& dice, Dom& body) {
  if (body.is_structured()) {
    for (auto& one : body) with_any_days(dice, one);
    return;
  }
  if (!body.is_string() || !dice.chance(60)) return;
  const auto text = body.get<std::string>();
  if (engine::read_date(text)) body = any_day(dice);
  else if (engine::read_time(text)) body = any_day(dice) + "T17:00:00Z";
}

// Every question of the collection that needs no body of its own, as JSON, paper, feed and picture.
void is_answered(Story& s, const std::string& collection, const std::string& reference) {
  for (const auto& one : rules().first_of(collection)->questions()) {
    const auto& question = one.description;
    if (!question.schema.empty() || question.of_one == reference.empty()) continue;
    INFO(question.name << " of " << reference);
    const auto answer = asked(s, collection, reference, std::string(question.name));
    REQUIRE(std::holds_alternative<engine::Answer>(answer));
    const auto& found = std::get<engine::Answer>(answer);
    if (!found.json.empty()) REQUIRE(Dom::accept(found.json));
    if (found.agenda) REQUIRE_FALSE(api::calendar_text(*found.agenda, "secmp").empty());
    if (found.chart) REQUIRE_FALSE(api::gantt_svg(*found.chart).empty());
  }
}

// What is supposed with any days is answered, or the days are refused where they stand.
void is_supposed(walk::Walk& walk, const std::string& collection, const std::string& reference) {
  Dom body = {{"hold", {{"until", walk.story.today_text()}}}};
  if (collection == "releases") body = {{"planned_on", walk.story.today_text()}};
  with_any_days(walk.dice, body);
  const auto answer = asked(walk.story, collection, reference, "what-if", body);
  const auto* wrong = std::get_if<engine::Malformed>(&answer);
  if (wrong != nullptr) REQUIRE_FALSE(wrong->errors.at(0).pointer.empty());
}

engine::Reply sends(walk::Walk& walk, const std::string& collection, const std::string& reference,
                    const std::string& command, Dom body, const Actor& by) {
  with_any_days(walk.dice, body);
  const auto reply = walk.story.ask_only({collection, reference, command, body.dump(), by, "", "", {}, {}});
  INFO(command << " " << body.dump() << ": " << in_words(reply));
  REQUIRE_FALSE(std::holds_alternative<engine::Failed>(reply));
  return reply;
}

void steps(walk::Walk& walk, int& accepted) {
  for (int i = 0; i < steps_a_case; ++i) {
    const auto options = walk.story.options_fast(walk.ref, manager);
    if (options.empty()) return;
    const auto& name = walk.dice.one_of(options).command;
    for (std::size_t which = 0; which < walk.commands(); ++which) {
      const auto& command = walk.command(which);
      if (command.name != name || command.roles.empty()) continue;
      const auto reply = sends(walk, "modifications", walk.ref, name, walk.body(which), walk.somebody(command));
      if (!std::holds_alternative<engine::Accepted>(reply)) continue;
      ++accepted;
      is_answered(walk.story, "modifications", walk.ref);
    }
  }
}

void has_a_release(walk::Walk& walk, const std::string& id) {
  const Dom release = {{"id", id}, {"title", "A release"}, {"kind", "november"}, {"planned_on", "2027-11-04"}};
  if (!std::holds_alternative<engine::Accepted>(sends(walk, "releases", "", "propose", release, panel))) return;
  sends(walk, "releases", id, "include", {{"modifications", {{{"ref", walk.ref}, {"part", 1}}}}}, panel);
  sends(walk, "releases", id, "set-cut-offs",
        {{"cut_offs", {{"ia_cutoff", "2027-05-04"}, {"decision_cutoff_document", "2027-09-03"}}}}, manager);
  sends(walk, "releases", id, "set-date", {{"to", "2027-12-01"}, {"reason", "r"}}, panel);
  is_answered(walk.story, "releases", id);
  is_supposed(walk, "releases", id);
}

void has_a_meeting(walk::Walk& walk, int number) {
  const auto day = any_day(walk.dice);
  const auto ref = fmt::format("SECP_{}_{}{}", 80 + number, day.substr(8, 2), day.substr(5, 2));
  const Dom meeting = {{"ref", ref}, {"date", day}};
  const auto reply = walk.story.ask_only({"meetings", "", "schedule", meeting.dump(), panel, "", "", {}, {}});
  REQUIRE_FALSE(std::holds_alternative<engine::Failed>(reply));
  if (std::holds_alternative<engine::Accepted>(reply)) is_answered(walk.story, "meetings", ref);
}

void are_reported(Story& s) {
  const auto& workflow = *rules().first_of("modifications");
  for (const auto& report : workflow.reports()) {
    INFO(report.name);
    const auto made = api::report::build({rules(), s.journal(), s.today(), false, workflow.clearance(manager), nullptr},
                                         workflow, {std::string(report.name), {}, {}, {}});
    REQUIRE_FALSE(made.sections.empty());
  }
}

void has_holidays(walk::Walk& walk) {
  const Actor an_operator{"operator-1", "operator", "", "", ""};
  const std::string calendar = "england-and-wales";
  sends(walk, "calendar", calendar, "add-holiday", {{"date", walk.story.day_in(3)}, {"name", "n"}, {"reason", "r"}},
        an_operator);
  sends(walk, "calendar", calendar, "withdraw-holiday", {{"date", "2029-01-01"}, {"reason", "r"}}, an_operator);
  sends(walk, "calendar", calendar, "publish-year",
        {{"year", 2028}, {"holidays", {{{"date", "2028-01-03"}, {"name", "n"}}}}}, an_operator);
}
}  // namespace

TEST_CASE("Whatever day is accepted anywhere, every question is answered on any day up to 2060") {
  int accepted = 0;
  for (unsigned seed = first_seed; seed < first_seed + 6; ++seed) {
    CAPTURE(seed);
    walk::Dice start(seed);
    const auto first_day =
        fmt::format("{}-{:02}-{:02}", 2022 + start.below(38), 1 + start.below(12), 1 + start.below(28));
    const lives::Era era{"sec-2021", first_day, "csc", "change-board", true};
    walk::Walk walk(era, seed);
    for (int i = 0; i < 4; ++i) {
      walk.opens_a_case();
      has_a_release(walk, fmt::format("release-{}", i));
      has_a_meeting(walk, i);
      steps(walk, accepted);
      is_supposed(walk, "modifications", walk.ref);
      has_holidays(walk);
      is_answered(walk.story, "modifications", walk.ref);
    }
    is_answered(walk.story, "modifications", "");
    walk.story.the_day_is(
        engine::Date(std::chrono::sys_days(walk.story.today()) + std::chrono::days(start.below(900))));
    for (int i = 0; i < 4; ++i)
      if (walk.story.journal().case_of("releases", fmt::format("release-{}", i)))
        is_answered(walk.story, "releases", fmt::format("release-{}", i));
    is_answered(walk.story, "modifications", walk.ref);
    is_answered(walk.story, "modifications", "");
    are_reported(walk.story);
    for (const auto& one : walk.story.clocks_refused()) CHECK_MESSAGE(one.empty(), "the clock was refused: " << one);
  }
  MESSAGE(accepted << " steps accepted with any days");
  CHECK(accepted > 50);
}
