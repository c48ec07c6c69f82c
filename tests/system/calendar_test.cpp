// The calendar over HTTP: years that are not published, years that are, holidays that come and go.
#include <doctest/doctest.h>

#include "tests/system/register.hpp"

using namespace outside;

namespace {
const std::string calendar = "/v1/calendar/england-and-wales";
const Json of_2028 = {{"year", 2028},
                      {"holidays",
                       {{{"date", "2028-01-03"}, {"name", "New Year's Day (substitute day)"}},
                        {{"date", "2028-04-14"}, {"name", "Good Friday"}},
                        {{"date", "2028-04-17"}, {"name", "Easter Monday"}},
                        {{"date", "2028-05-01"}, {"name", "Early May bank holiday"}},
                        {{"date", "2028-05-29"}, {"name", "Spring bank holiday"}},
                        {{"date", "2028-08-28"}, {"name", "Summer bank holiday"}},
                        {{"date", "2028-12-25"}, {"name", "Christmas Day"}},
                        {{"date", "2028-12-26"}, {"name", "Boxing Day"}}}}};

// In Refinement since the first day of the folder.
std::string refined(Register& at, const std::string& ref, const std::string& as_of) {
  return at.raise(
      "Runs into years that are not published",
      {{"ref", ref},
       {"impacts", {{"dcc_systems", "system"}}},
       {"position",
        {{"state", "refinement"}, {"path", "authority-determined"}, {"as_of", as_of}, {"source", "a test"}}}});
}

void change(Register& at, const std::string& name, const Json& body) {
  at.command("operator", calendar, name, body, at.as("operator").get(calendar).etag());
}
}  // namespace

TEST_CASE("In February 2027 every list, feed, page and report answers, and says what is provisional") {
  Register at("2027-02-15T09:00:00Z");
  at.serve();
  const auto path = refined(at, "MP500", "2027-02-15");
  auto& anyone = at.as("public");
  for (const std::string& target :
       {path + "/timetable", path + "/timetable.ics", path + "/page", std::string("/v1/timetables"),
        std::string("/v1/timetables.ics"), std::string("/v1/reports/timetables"),
        std::string("/v1/reports/change-status"), std::string("/v1/assessments"), path + "/commands"}) {
    CAPTURE(target);
    CHECK(anyone.get(target).status == 200);
  }
  bool provisional = false;
  const Json timetable = anyone.get(path + "/timetable").json();
  for (const auto& one : timetable["milestones"])
    provisional = provisional || one.value("provisional_from", "") == "2028-01-01";
  CHECK(provisional);
  CHECK(anyone.post(path + "/what-if", {{"hold", {{"until", "2029-05-01"}}}}).status == 200);
}

TEST_CASE("A withdrawal of January 2028 has its window, and the year is published over HTTP") {
  Register at("2028-01-04T09:00:00Z");
  at.serve();
  const auto path = refined(at, "MP501", "2028-01-04");
  at.command("secas-analyst", path, "withdraw", {{"recorded_from", {{"kind", "letter"}}}}, "\"1\"");
  const auto deadline = [&] { return at.as("public").get(path).json()["deadlines"][0]; };
  CHECK(deadline()["due"] == "2028-01-18T17:00:00Z");
  CHECK(deadline()["provisional_from"] == "2028-01-01");
  change(at, "publish-year", of_2028);
  CHECK(deadline()["due"] == "2028-01-18T17:00:00Z");
  CHECK_FALSE(deadline().contains("provisional_from"));
  const auto sum = at.as("public").get("/v1/calendar/working-days?from=2028-12-20&add=10").json();
  CHECK(sum["date"] == "2029-01-08");
  CHECK(sum["provisional_from"] == "2029-01-01");
  CHECK_FALSE(at.as("public")
                  .get("/v1/calendar/working-days?from=2028-01-04&to=2028-12-29")
                  .json()
                  .contains("provisional_from"));
  const Json too_early = {{"year", 2030}, {"holidays", {{{"date", "2030-01-01"}, {"name", "New Year's Day"}}}}};
  const auto refused =
      at.as("operator")
          .post(calendar + "/commands/publish-year", too_early, {{"If-Match", at.as("operator").get(calendar).etag()}});
  CHECK(refused.status == 422);
  CHECK(refused.json()["errors"][0]["pointer"] == "/year");
  at.server().stop();
  at.verify();
}

TEST_CASE("A holiday that was entered by a slip is taken back, and the sum is what it was") {
  Register at;
  at.serve();
  const std::string question = "/v1/calendar/working-days?from=2019-03-18&add=10";
  const auto before = at.as("public").get(question).body;
  change(at, "add-holiday", {{"date", "2019-03-20"}, {"name", "A slip"}, {"reason", "a slip"}});
  CHECK(at.as("public").get(question).json()["date"] == "2019-04-02");
  change(at, "withdraw-holiday", {{"date", "2019-03-20"}, {"reason", "it was a slip"}});
  CHECK(at.as("public").get(question).body == before);
  change(at, "move-holiday", {{"from", "2019-05-06"}, {"to", "2019-05-10"}, {"reason", "an anniversary"}});
  CHECK(at.as("public").get("/v1/calendar/working-days?from=2019-05-03&to=2019-05-10").json()["working_days"] == 4);
}

TEST_CASE("The parameter that leads out of the calendar is the one that is named") {
  Register at;
  at.serve();
  const std::pair<const char*, const char*> wrong[] = {
      {"from=2091-01-01&add=5", "from"}, {"from=2019-01-01&to=2091-01-01", "to"}, {"from=2057-12-01&add=100", "add"},
      {"from=2009-01-01&add=5", "from"}, {"from=2019-01-01&to=2009-01-01", "to"}, {"from=2011-02-01&add=-100", "add"}};
  for (const auto& one : wrong) {
    const std::string query = one.first, parameter = one.second;
    CAPTURE(query);
    const auto answer = at.as("public").get("/v1/calendar/working-days?" + query);
    CHECK(answer.status == 422);
    CHECK(answer.body.find("the parameter " + parameter + ":") != std::string::npos);
  }
}
