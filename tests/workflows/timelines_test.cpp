// Timelines of registers, real and made up, beside where each modification truly stood by each row: what the register
// says on that day and the day after is right or not known, and never wrong. The truth stands in the data, written by
// hand.
#include <doctest/doctest.h>

#include <fmt/ranges.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "engine/calendar.hpp"
#include "workflows/sec/historic/bring_in.hpp"
#include "workflows/sec/historic/day.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"

using namespace sec::historic;
using Dom = nlohmann::json;
using engine::Date;

namespace {
const Date read_on = std::chrono::year{2026} / 11 / 2;

Dom timelines(const std::string& file) {
  std::ifstream in(SECMP_SOURCE_DIR "/tests/data/" + file);
  return Dom::parse(in);
}

std::string text_in(const Dom& from, const char* name) {
  return from.contains(name) && from[name].is_string() ? from[name].get<std::string>() : std::string();
}

SourceRecord record_of(const Dom& dom) {
  SourceRecord one;
  one.ref = text_in(dom, "ref");
  one.raised = text_in(dom, "raised");
  one.path = text_in(dom, "path");
  one.release = text_in(dom, "release");
  one.implementation_date = text_in(dom, "implementation_date");
  one.status = text_in(dom, "status");
  one.outcome = text_in(dom, "outcome");
  for (const auto& row : dom["milestones"]) one.days.push_back({row["date"], row["text"], ""});
  for (const auto& vote : dom.value("votes", Dom::array()))
    one.votes.push_back({text_in(vote, "body"), text_in(vote, "date"), text_in(vote, "outcome")});
  return one;
}

// Nothing: it is no day of the register.
std::optional<Date> day_of(const Dom& row) {
  const auto read = read_day(row["date"].get<std::string>());
  const auto* on = std::get_if<Date>(&read);
  if (on == nullptr || row["text"].get<std::string>().find("(month only)") != std::string::npos) return {};
  return *on;
}

Date after(Date on) { return std::chrono::sys_days(on) + std::chrono::days(1); }

// What the register says on a day: where the last step up to then put it.
std::string state_on(const Dom& raise, Date day) {
  std::string state = "not-known";
  const auto& position = raise.at("position");
  if (engine::read_date(position["as_of"].get<std::string>()) <= day) state = position["state"];
  for (const auto& step : position["history"])
    if (step.contains("state") && engine::read_date(step["on"].get<std::string>()) <= day) state = step["state"];
  return state;
}

// The row of the last day up to then: by its truth the modification stands.
const Dom& row_on(const Dom& rows, Date day) {
  const Dom* last = nullptr;
  std::optional<Date> last_on;
  for (const auto& row : rows)
    if (const auto on = day_of(row); on && *on <= day && (!last_on || *on >= *last_on)) {
      last = &row;
      last_on = on;
    }
  REQUIRE(last != nullptr);
  return *last;
}

struct Tally {
  int right = 0, not_known = 0, wrong = 0;
  void count(const Dom& record, const Dom& raise, Date day) {
    const auto& row = row_on(record["milestones"], day);
    const auto said = state_on(raise, day);
    const auto& truth = row["stood"];
    const bool is_right = std::find(truth.begin(), truth.end(), said) != truth.end();
    CAPTURE(record["ref"]);
    CAPTURE(engine::to_text(day));
    CAPTURE(row["text"]);
    CAPTURE(said);
    if (is_right) ++right;
    else if (said == "not-known") ++not_known;
    else ++wrong;
    CHECK_MESSAGE((is_right || said == "not-known"), "wrong");
    if (row.value("known", false)) CHECK_MESSAGE(is_right, "it is told, and was not read");
  }
};

Tally measured(const std::string& file) {
  Tally tally;
  for (const auto& record : timelines(file)) {
    const auto brought = bring_in(record_of(record), read_on, sec::calendar());
    REQUIRE_MESSAGE(!brought.raise.empty(), record["ref"]);
    const auto raise = Dom::parse(brought.raise);
    for (const auto& row : record["milestones"]) {
      const auto on = day_of(row);
      if (!on) continue;
      tally.count(record, raise, *on);
      tally.count(record, raise, after(*on));
    }
  }
  MESSAGE(fmt::format("{}: {} right, {} not known, {} wrong", file, tally.right, tally.not_known, tally.wrong));
  return tally;
}
}  // namespace

TEST_CASE("Where real modifications stood by their timelines is right or not known, and never wrong") {
  const auto tally = measured("real_timelines.json");
  CHECK(tally.wrong == 0);
  CHECK(tally.right > tally.not_known);
}

TEST_CASE("So it is with rows that are two ends of one thing, that could be two things, or say what no table has") {
  const auto tally = measured("made_up_timelines.json");
  CHECK(tally.wrong == 0);
}

namespace {
// What was said of rows of that record: their fields.
std::vector<std::string> doubted_rows(const std::string& file, const std::string& ref) {
  std::vector<std::string> fields;
  for (const auto& record : timelines(file))
    if (record["ref"] == ref)
      for (const auto& one : bring_in(record_of(record), read_on, sec::calendar()).doubts)
        if (one.field.starts_with("milestones/")) fields.push_back(one.field);
  return fields;
}
}  // namespace

TEST_CASE("Each row that ends what was known has its doubt, and a row that was read has none") {
  using Fields = std::vector<std::string>;
  const std::string file = "made_up_timelines.json";
  CHECK(doubted_rows(file, "MP801") == Fields{});
  CHECK(doubted_rows(file, "MP802") == Fields{});
  CHECK(doubted_rows(file, "MP803") == Fields{"milestones/7"});
  CHECK(doubted_rows(file, "MP804") == Fields{"milestones/1"});
  CHECK(doubted_rows(file, "MP805") == Fields{"milestones/1", "milestones/3"});
  CHECK(doubted_rows(file, "MP810") == Fields{"milestones/1"});
  CHECK(doubted_rows(file, "MP812").size() == 7);
  CHECK(doubted_rows(file, "MP815") == Fields{"milestones/3"});
}

namespace {
struct Sure {
  const char* text;
  const char* state;
};
// In the order of a life; whatever is missing, each says where it stands.
constexpr Sure life[] = {{"Draft Proposal raised", "submitted"},
                         {"Presented to Change Sub-Committee for initial discussion", "development"},
                         {"Preliminary Assessment (start)", "refinement"},
                         {"DCC Preliminary Assessment returned", "refinement"},
                         {"Refinement Consultation (end, 5pm)", "refinement"},
                         {"Impact Assessment requested", "refinement"},
                         {"MRC issued", "report-consultation"},
                         {"Modification Report Consultation (end)", "change-board-vote"},
                         {"Submitted to the Authority for decision", "authority-determination"},
                         {"Authority sent back the Modification Report", "sent-back"},
                         {"Ofgem approves MP900", "pending-implementation"},
                         {"Implemented (SEC v45.0)", "implemented"}};
constexpr const char* unreadable[] = {"Lunch",
                                      "It was said that all is well",
                                      "Implemented (postponed)",
                                      "Panel did not meet",
                                      "Authority to decide soon",
                                      "Change Board voted to approve the agenda"};
}  // namespace

TEST_CASE("In random timelines each row that is read says where it stands, and each other ends what is known") {
  std::mt19937 dice(20191103);
  const auto chance = [&](unsigned of) { return dice() % of == 0; };
  for (int turn = 0; turn < 300; ++turn) {
    SourceRecord record;
    record.ref = "MP900";
    std::vector<std::pair<Date, std::string>> truth;
    Date on = std::chrono::year{2019} / 1 / 7;
    const auto row = [&](const char* text, const char* state) {
      record.days.push_back({engine::to_text(on), text, ""});
      truth.emplace_back(on, state);
      on = std::chrono::sys_days(on) + std::chrono::days(2 + dice() % 40);
    };
    for (const auto& one : life) {
      if (chance(3)) row(unreadable[dice() % std::size(unreadable)], "not-known");
      if (!chance(3)) row(one.text, one.state);
    }
    if (chance(2)) std::reverse(record.days.begin(), record.days.end());  // the newest first
    const auto raise = Dom::parse(bring_in(record, read_on, sec::calendar()).raise);
    for (const auto& stood : truth) {
      CAPTURE(turn);
      CAPTURE(engine::to_text(stood.first));
      CHECK(state_on(raise, stood.first) == stood.second);
      CHECK(state_on(raise, after(stood.first)) == stood.second);
    }
  }
}
