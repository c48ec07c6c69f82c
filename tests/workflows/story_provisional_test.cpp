// Days that are counted over bank holidays that are not published yet: marked wherever they are printed, and moved with
// the calendar.
#include "api/report/build.hpp"
#include "api/report/forms.hpp"
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"

using namespace meetings;

namespace {
const Actor an_operator{"operator-1", "operator", "", "", ""};
const std::string the_calendar = "calendar/england-and-wales", panel_90 = "meetings/SECP_90_1001";

Dom of_2028(std::vector<std::string> more = {}) {
  Dom year{{"year", 2028}, {"holidays", Dom::array()}};
  for (const std::string day : {"01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"})
    year["holidays"].push_back({{"date", "2028-" + day}, {"name", "A bank holiday"}});
  for (const auto& day : more) year["holidays"].push_back({{"date", day}, {"name", "A royal wedding"}});
  return year;
}

engine::Report report(const Story& s, const std::string& name) {
  const auto& workflow = *api::report::workflow_with(rules(), name);
  return api::report::build({rules(), s.journal(), s.today(), false, workflow.clearance(panel), nullptr}, workflow,
                            {name, {}, {}, {}});
}
std::string text_of(const engine::Report& paper, api::report::Form form = api::report::Form::json) {
  return std::get<std::string>(api::report::render(paper, form));
}
bool is_explained(const engine::Report& paper) {
  return std::any_of(paper.header.begin(), paper.header.end(),
                     [](const auto& one) { return one.first == "Provisional dates"; });
}
// The cell of a column in the row of a reference, as text.
std::string cell(const engine::Report& paper, const std::string& section, const std::string& ref,
                 const std::string& column) {
  const auto* found = paper.section(section);
  REQUIRE(found != nullptr);
  for (const auto& row : found->rows)
    if (engine::text_of(row[0]) == ref)
      for (std::size_t i = 0; i < row.size(); ++i)
        if (found->columns[i].name == column) return engine::text_of(row[i]);
  return "no such cell";
}
void given_a_consultation(Story& s, const std::string& ref = "MP502") {
  s.given(ref, "refinement", "", {{"workflow", "sec-2021"}});
  s.when(secas, ref, "open-refinement-consultation");
}
}  // namespace

STORY("A closing over a year that is not published is marked in the report, on the page and in what is waited for") {
  Story s("2028-01-04");
  given_a_consultation(s);
  s.then("MP502").has("/waiting_for/until", "2028-01-25T17:00:00Z").has("/waiting_for/provisional_from", "2028-01-01");
  const auto status = report(s, "change-status");
  CHECK(cell(status, "refinement", "MP502", "next_on") == "2028-01-25 (provisional)");
  CHECK(cell(status, "modifications", "MP502", "next_on") == "2028-01-25 (provisional)");
  CHECK(cell(status, "modifications", "MP502", "raised_on").find("provisional") == std::string::npos);
  CHECK(is_explained(status));
  const auto json = Dom::parse(text_of(status));
  CHECK(json.at("modifications").at(0).at("next_on") == "2028-01-25");
  CHECK(json.at("modifications").at(0).at("provisional_from") == "2028-01-01");
  for (const auto form : {api::report::Form::html, api::report::Form::text, api::report::Form::csv})
    CHECK(text_of(status, form).find("(provisional)") != std::string::npos);
  const auto page = paper(s, "modifications/MP502", "page");
  CHECK(header(page, "Latest update").ends_with("until 25 January 2028 (provisional)."));
  CHECK(is_explained(page));

  done(s, an_operator, the_calendar, "publish-year", of_2028());
  CHECK_FALSE(s.then("MP502").view().at("waiting_for").contains("provisional_from"));
  CHECK(cell(report(s, "change-status"), "refinement", "MP502", "next_on") == "2028-01-25");
  CHECK(header(paper(s, "modifications/MP502", "page"), "Latest update").ends_with("until 25 January 2028."));
}

TEST_CASE("Whatever the day, all that print a closing agree on whether it is provisional") {
  for (auto day = std::chrono::sys_days(date("2027-12-01")); day < std::chrono::sys_days(date("2028-02-01"));
       day += std::chrono::days(5)) {
    Story s(engine::to_text(engine::Date(day)));
    CAPTURE(s.today_text());
    given_a_consultation(s);
    const auto view = s.then("MP502").view();
    const auto until = view.at("waiting_for").at("until").get<std::string>();
    const bool beyond = until >= "2028";
    CHECK(view.at("waiting_for").contains("provisional_from") == beyond);
    for (const auto& one : view.at("deadlines")) CHECK(one.contains("provisional_from") == beyond);
    const auto status = report(s, "change-status");
    CHECK(cell(status, "refinement", "MP502", "next_on").ends_with("(provisional)") == beyond);
    const auto page = paper(s, "modifications/MP502", "page");
    CHECK(header(page, "Latest update").ends_with("(provisional).") == beyond);
    for (const auto& row : page.section("timeline")->rows)
      if (engine::text_of(row.at(2)) == "Refinement Consultation") {
        CHECK(engine::text_of(row.at(0)) == s.today_text());
        CHECK(engine::text_of(row.at(1)).ends_with("(provisional)") == beyond);
      }
    const auto agenda = answer(s, "modifications", "MP502", "timetable").agenda.value();
    int with_time = 0;
    for (const auto& one : agenda.entries)
      if (one.at) {
        ++with_time;
        CHECK(one.title.ends_with("(provisional)") == beyond);
      }
    CHECK(with_time > 0);
  }
}

STORY("A closing that somebody chose is not provisional, however far ahead it is") {
  Story s("2028-01-04");
  s.given("MP502", "refinement", "", {{"workflow", "sec-2021"}});
  s.when(secas, "MP502", "open-refinement-consultation", {{"closes_at", "2028-02-25T17:00:00Z"}});
  CHECK_FALSE(s.then("MP502").view().at("waiting_for").contains("provisional_from"));
  CHECK(cell(report(s, "change-status"), "refinement", "MP502", "next_on") == "2028-02-25");
}

STORY("What is owed by a provisional day says so in the list of assessments") {
  Story s("2027-12-20");
  s.given("MP503", "refinement", "", {{"workflow", "sec-2021"}});
  s.when(secas, "MP503", "request-preliminary-assessment");
  const auto owed = answered(s, "modifications", "", "assessments").at("items").at(0);
  CHECK(owed.at("due_on") == "2028-01-13");
  CHECK(owed.at("provisional_from") == "2028-01-01");
  CHECK(cell(report(s, "change-status"), "assessments", "MP503", "due_on") == "2028-01-13 (provisional)");
  s.when(dcc, "MP503", "record-preliminary-assessment");
  CHECK(answered(s, "modifications", "", "assessments").at("items").empty());
}

STORY("Expected days of years that are not published are marked on timetables, their picture and their feed") {
  Story s("2027-02-15");
  s.given("MP500", "refinement", "",
          {{"workflow", "sec-2021"}, {"impacts", {{"dcc_systems", "system"}, {"parties", Dom::array()}}}});
  const auto timetables = report(s, "timetables");
  const auto* rows = timetables.section("MP500");
  REQUIRE(rows != nullptr);
  int marked = 0;
  for (const auto& row : rows->rows) {
    const auto forecast = engine::text_of(row.at(3));
    CHECK(forecast.ends_with("(provisional)") == (forecast >= "2028"));
    marked += forecast.ends_with("(provisional)") ? 1 : 0;
  }
  CHECK(marked > 0);
  CHECK(is_explained(timetables));
  CHECK(is_explained(paper(s, "modifications/MP500", "page")));
  const auto drawn = answer(s, "modifications", "MP500", "timetable");
  for (const auto& bar : drawn.chart.value().bars)
    if (!bar.done && bar.forecast)
      CHECK(bar.label.ends_with(" (provisional)") == (int(bar.forecast->to.year()) >= 2028));
  for (const auto& one : drawn.agenda.value().entries)
    CHECK(one.title.ends_with(" (provisional)") == (int(one.on.year()) >= 2028));
}

STORY("The last day for decisions on documents is counted back from the release, and marked on its page") {
  Story s("2027-02-15");
  done(s, panel, "releases", "propose",
       {{"id", "february-2028"}, {"title", "February 2028"}, {"kind", "february"}, {"planned_on", "2028-02-24"}});
  const auto page = paper(s, "releases/february-2028", "page");
  CHECK(engine::text_of(page.section("cut-offs")->rows.back().back()).ends_with(" (provisional)"));
  CHECK(is_explained(page));
}

STORY(
    "The day on which papers are due says whether it is provisional, and moves with the calendar until they are out") {
  Story s("2027-12-06");
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_90_1001"}, {"date", "2028-01-10"}});
  CHECK(view(s, panel_90).at("papers_due") == "2027-12-31");
  CHECK(view(s, panel_90).at("provisional_from") == "2028-01-01");
  const auto tells = [&] {
    const auto found = current(s, panel_90);
    const auto& workflow = rules().get(found.workflow);
    return workflow.provisional_from(found, workflow.project(found).tasks.at(0).due.value()).has_value();
  };
  CHECK(tells());
  done(s, an_operator, the_calendar, "publish-year", of_2028());
  CHECK(view(s, panel_90).at("papers_due") == "2027-12-31");
  CHECK_FALSE(view(s, panel_90).contains("provisional_from"));
  CHECK_FALSE(tells());
  const auto due_after = [&](const std::string& command, const Dom& body) {
    done(s, an_operator, the_calendar, command, body);
    return view(s, panel_90).at("papers_due").get<std::string>();
  };
  CHECK(due_after("publish-year", of_2028({"2028-01-06"})) == "2027-12-30");
  CHECK(due_after("add-holiday", {{"date", "2028-01-07"}, {"name", "A day"}, {"reason", "r"}}) == "2027-12-29");
  CHECK(due_after("move-holiday", {{"from", "2028-01-07"}, {"to", "2028-01-12"}, {"reason", "r"}}) == "2027-12-30");
  CHECK(due_after("withdraw-holiday", {{"date", "2028-01-06"}, {"reason", "r"}}) == "2027-12-31");
  CHECK(due_after("withdraw-holiday", {{"date", "2028-01-12"}, {"reason", "r"}}) == "2027-12-31");
  done(s, panel, panel_90, "add-item", {{"item", 1}, {"title", "A report"}});
  done(s, panel, panel_90, "issue-papers");
  CHECK(due_after("add-holiday", {{"date", "2028-01-07"}, {"name", "A day"}, {"reason", "r"}}) == "2027-12-31");
}

STORY("Nobody moves the day on which papers are due but the calendar, and only if it is counted over what changed") {
  Story s("2027-12-06");
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_90_1001"}, {"date", "2028-01-10"}});
  const Dom move = {{"calendar", "england-and-wales"}, {"holiday", "2028-05-12"}, {"reason", "r"}};
  for (const auto& by : {manager, panel, an_operator}) not_done(s, by, panel_90, "move-deadlines", move).is_forbidden();
  not_done(s, Actor{"operator-1", "calendar", "", "", ""}, panel_90, "move-deadlines", move)
      .is_refused_for("PapersAreCountedOverIt");
  not_done(s, panel, panel_90, "record-renamed", {{"former", "DP002"}, {"ref", "MP002"}}).is_forbidden();
}

STORY("The day on which papers are due does not come forward into the past") {
  Story s("2027-12-31");
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_90_1001"}, {"date", "2028-01-10"}});
  done(s, an_operator, the_calendar, "publish-year", of_2028({"2028-01-06"}));
  CHECK(view(s, panel_90).at("papers_due") == "2027-12-31");  // it would be yesterday
}

STORY("Reports count Working Days by the calendar of the register as at their day") {
  Story s("2019-03-15");
  s.given("SECMP0099", "refinement", "self-governance",
          {{"position",
            {{"state", "refinement"}, {"path", "self-governance"}, {"as_of", "2019-03-15"}, {"source", "a test"}}},
           {"raised_on", "2019-03-15"}});
  s.the_day_is("2019-03-29");
  const auto age = [&](const std::string& name, const std::string& section) {
    return cell(report(s, name), section, "SECMP0099", "age_wd");
  };
  CHECK(age("change-status", "modifications") == "10");
  done(s, an_operator, the_calendar, "add-holiday", {{"date", "2019-04-01"}, {"name", "A day"}, {"reason", "r"}});
  s.the_day_is("2019-04-05");
  CHECK(age("change-status", "modifications") == "14");
  CHECK(age("figures", "age") == "14");
}
