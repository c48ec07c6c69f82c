// Pictures of papers as values: they say what the tables beside them say, and what the register said on each day.
#include "api/report/build.hpp"
#include "tests/support/asking.hpp"
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"

using namespace meetings;

namespace {
using engine::Columns;
using Section = engine::Report::Section;

engine::Report report_of(const Story& s, std::string name, const Actor& by = visitor,
                         std::optional<engine::Date> as_at = {}, std::optional<engine::Time> known_at = {}) {
  const auto& workflow = *api::report::workflow_with(rules(), name);
  return api::report::build({rules(), s.journal(), s.today(), false, workflow.clearance(by), nullptr}, workflow,
                            {std::move(name), as_at, {}, known_at});
}

const Section& section(const engine::Report& report, std::string_view name) {
  const auto* found = report.section(name);
  REQUIRE(found != nullptr);
  return *found;
}

// In the row that begins with a text, under the column of that name.
std::string cell(const Section& table, const std::string& row_name, const std::string& column) {
  for (const auto& row : table.rows) {
    if (engine::text_of(row[0]) != row_name) continue;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      if (table.columns[i].name == column) return engine::text_of(row.at(i));
  }
  return "0";  // stages in which nothing stood have no row
}

std::vector<std::vector<std::string>> texts(const Section& table) {
  std::vector<std::vector<std::string>> all;
  for (const auto& row : table.rows) {
    auto& cells = all.emplace_back();
    for (const auto& one : row) cells.push_back(engine::text_of(one));
  }
  return all;
}

// Each column of the year against the counts of the report as at its day.
void agrees_with_each_day(const Story& s, std::optional<engine::Time> known_at = {}) {
  const auto year = section(report_of(s, "change-status", visitor, {}, known_at), "year");
  std::size_t compared = 0;
  for (std::size_t i = 1; i < year.columns.size(); ++i) {
    const auto day = date(year.columns[i].name);
    const auto counts = section(report_of(s, "change-status", visitor, day, known_at), "counts");
    for (const auto& row : counts.rows) {
      const auto group = engine::text_of(row[0]);
      if (group == "Closed" || group == "All") continue;
      CHECK_MESSAGE(cell(year, group, year.columns[i].name) == engine::text_of(row[1]), group << " on " << day);
      ++compared;
    }
  }
  CHECK(compared == 11 * (year.columns.size() - 1));
}

const auto& era = lives::eras[1];
}  // namespace

STORY("At the end of each month the modifications stood where the report of that day has them") {
  Story s("2019-01-07");
  s.given_a_change_board();
  lives::submitted(s, era);
  const auto refused = lives::in_initial_consideration(s, era);
  lives::in_refinement(s, era, "self-governance");
  s.the_day_is("2019-02-12");
  lives::in_consultation(s, era, "self-governance");
  s.when(panel, refused, "refuse", lives::same_effect(s, era));
  s.the_day_is("2019-03-29");
  lives::with_the_authority(s, era);
  lives::pending(s, era, "self-governance");
  s.the_day_is("2019-06-14");
  agrees_with_each_day(s);
  const auto year = section(report_of(s, "change-status"), "year");
  CHECK(year.columns.size() == 1 + 12 + 1);
  CHECK(year.columns[1].name == "2018-06-30");
  CHECK(year.columns[1].heading == "Jun 18");
  CHECK(year.columns.back().name == "2019-06-14");
  CHECK(year.columns.back().heading == "14 Jun 19");
  CHECK(cell(year, "In all", "2018-12-31") == "0");
  CHECK(cell(year, "Closed in that month", "2019-02-28") == "1");
  CHECK(cell(year, "Closed in that month", "2019-03-31") == "0");
  s.the_day_is("2019-06-30");
  const auto whole = section(report_of(s, "change-status"), "year");
  CHECK(whole.columns.size() == 1 + 12);
  CHECK(whole.columns.back().heading == "Jun 19");
}

STORY("The year is as it was known at an instant, and everybody reads the same of it") {
  Story s("2019-01-07");
  lives::in_refinement(s, era, "self-governance");
  s.the_day_is("2019-04-10");
  const auto then = s.clock();
  const auto before = report_of(s, "change-status");
  s.the_day_is("2019-04-11");
  lives::submitted(s, era, {{"effective_on", "2019-02-05"}});
  const auto known_then = report_of(s, "change-status", visitor, date("2019-04-10"), then);
  CHECK(texts(section(known_then, "year")) == texts(section(before, "year")));
  const auto now = report_of(s, "change-status");
  CHECK(texts(section(now, "year")) != texts(section(before, "year")));
  agrees_with_each_day(s);
  agrees_with_each_day(s, then);
  CHECK(texts(section(report_of(s, "change-status", panel), "year")) == texts(section(now, "year")));
}

STORY("Of what was taken over nobody knows where it stood before, and not that it was there before it was raised") {
  Story s("2019-03-05");
  s.given("SECMP0062", "refinement", "", {{"raised_on", "2018-11-20"}});
  s.given("SECMP0063", "implemented");
  const auto year = section(report_of(s, "change-status"), "year");
  CHECK(cell(year, "Not known where", "2018-10-31") == "1");  // SECMP0063: nobody knows when it was raised
  CHECK(cell(year, "Not known where", "2018-11-30") == "2");
  CHECK(cell(year, "Not known where", "2019-03-05") == "0");
  CHECK(cell(year, "Refinement Process", "2019-02-28") == "0");
  CHECK(cell(year, "Refinement Process", "2019-03-05") == "1");
  CHECK(cell(year, "Closed in that month", "2019-03-05") == "0");  // it was taken over as closed
}

STORY("The picture of the year has the figures of its table, and each stage keeps its place in every report") {
  Story s("2019-01-07");
  lives::in_refinement(s, era, "self-governance");
  s.the_day_is("2019-03-15");
  const auto year = section(report_of(s, "change-status"), "year");
  const auto& picture = std::get<Columns>(year.picture.value());
  REQUIRE(picture.columns.size() + 1 == year.columns.size());
  CHECK(picture.series.size() == 12);
  CHECK(picture.series.front().words == "New: initial consideration");
  CHECK(picture.series.back().kind == Columns::Kind::leaving);
  for (const auto& series : picture.series)
    for (std::size_t i = 0; i < picture.columns.size(); ++i) {
      CHECK(picture.columns[i] == year.columns[i + 1].heading);
      CHECK(std::to_string(series.counts.at(i)) == cell(year, series.words, year.columns[i + 1].name));
    }
}

STORY("Each step of a timetable says how many Working Days it takes, at its bar as in its table") {
  Story s("2019-01-07");
  const auto ref = lives::in_refinement(s, era, "self-governance");
  s.the_day_is("2019-02-20");
  const auto milestones = answered(s, "modifications", ref, "timetable").at("milestones");
  const auto report = report_of(s, "timetables");
  const auto& table = section(report, s.then(ref).view().at("ref").get<std::string>());
  const auto& chart = std::get<engine::Chart>(table.picture.value());
  std::size_t said = 0;
  for (const auto& one : milestones) {
    const std::string words = one.at("words");
    const auto bar =
        std::find_if(chart.bars.begin(), chart.bars.end(), [&](const auto& it) { return it.label == words; });
    if (one.at("expected_wd").is_null()) continue;
    REQUIRE(bar != chart.bars.end());
    const int days = one.at("expected_wd");
    CHECK(bar->forecast.value().words == std::to_string(days) + " WD");
    CHECK(cell(table, words, "expected_wd") == std::to_string(days));
    ++said;
  }
  CHECK(said > 8);
  const auto timetable = answered(s, "modifications", ref, "timetable");
  CHECK(milestone(timetable, "REFINEMENT_CONSULTATION_CLOSED").at("expected_wd") == 15);
  CHECK(milestone(timetable, "RAISED").at("expected_wd").is_null());  // it follows nothing
}
