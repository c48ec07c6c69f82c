// Years that are not published yet, years that are published, holidays that are withdrawn or moved.
#include "tests/support/asking.hpp"
#include "tests/workflows/lives.hpp"

using namespace story;

namespace {
const Actor an_operator{"operator-1", "operator", "", "", ""};
const Dom in_2021 = {{"workflow", "sec-2021"}};
const Dom of_2028 = {{"year", 2028},
                     {"holidays",
                      {{{"date", "2028-01-03"}, {"name", "New Year's Day (substitute day)"}},
                       {{"date", "2028-04-14"}, {"name", "Good Friday"}},
                       {{"date", "2028-04-17"}, {"name", "Easter Monday"}},
                       {{"date", "2028-05-01"}, {"name", "Early May bank holiday"}},
                       {{"date", "2028-05-29"}, {"name", "Spring bank holiday"}},
                       {{"date", "2028-08-28"}, {"name", "Summer bank holiday"}},
                       {{"date", "2028-12-25"}, {"name", "Christmas Day"}},
                       {{"date", "2028-12-26"}, {"name", "Boxing Day"}}}}};

Answer to_calendar(Story& s, const std::string& command, const Dom& body, const Actor& by = an_operator) {
  return Answer(s.ask({"calendar", "england-and-wales", command, body.dump(), by, "", "", {}, {}}));
}
// How many cases it moved something of.
std::size_t moved_by(Story& s, const std::string& command, const Dom& body) {
  const auto answer = to_calendar(s, command, body);
  const auto* accepted = std::get_if<engine::Accepted>(&answer.reply());
  REQUIRE_MESSAGE(accepted != nullptr, in_words(answer.reply()));
  return accepted->brought.size();
}
Dom deadline(Story& s, const std::string& ref, const std::string& name) {
  const Dom view = s.then(ref).view();
  for (const auto& one : view.at("deadlines"))
    if (one.at("name") == name) return one;
  FAIL("there is no deadline " << name);
  return {};
}
engine::Case the_calendar(Story& s) {
  const auto sources = api::from_events(rules(), s.journal(), {});
  return sources.find(sources.id_of({"calendar", "england-and-wales"}).value()).value();
}
// The Working Days of the calendar as it is kept.
std::string sum(Story& s, const std::string& from, int days) {
  const auto keeper = the_calendar(s);
  return engine::to_text(rules().get(keeper.workflow).calendar(keeper)->add(date(from), days));
}
}  // namespace

STORY("On 15 February 2027 the timetable of a system modification is there, and says what is provisional") {
  Story s("2027-02-15");
  s.given("MP500", "refinement", "",
          lives::with(in_2021, {{"impacts", {{"dcc_systems", "system"}, {"parties", Dom::array()}}}}));
  const auto found = answered(s, "modifications", "MP500", "timetable");
  bool provisional = false;
  for (const auto& one : found.at("milestones")) {
    if (one.at("forecast").is_null()) continue;
    const bool beyond = one.at("forecast").get<std::string>() >= "2028-01-01";
    CHECK(one.contains("provisional_from") == beyond);
    if (beyond) CHECK(one.at("provisional_from") == "2028-01-01");
    provisional = provisional || beyond;
  }
  CHECK(provisional);
  CHECK(found.at("assumptions").dump().find("the bank holidays of 2028 are not published yet") != std::string::npos);
  CHECK(answered(s, "modifications", "", "timetables").at("items").size() == 1);
}

STORY("On 4 January 2028 a withdrawal has its window of 10 Working Days, provisional until the year is published") {
  Story s("2028-01-04");
  s.given("MP501", "refinement", "", in_2021);
  s.when(secas, "MP501", "withdraw", {{"recorded_from", {{"kind", "letter"}}}});
  s.then("MP501").due("adoption-window-ends", "2028-01-18T17:00:00Z");
  CHECK(deadline(s, "MP501", "adoption-window-ends").at("provisional_from") == "2028-01-01");
  CHECK(
      deadline(s, "MP501", "adoption-window-ends").at("counted") ==
      "10 Working Days from 4 January 2028, counting from 5 January, skipping none; provisional: the bank holidays of "
      "2028 are not published yet");
  CHECK(moved_by(s, "publish-year", of_2028) == 1);
  s.then("MP501").due("adoption-window-ends", "2028-01-18T17:00:00Z");
  CHECK_FALSE(deadline(s, "MP501", "adoption-window-ends").contains("provisional_from"));
  CHECK(s.history("MP501").back().event.type == "deadlines-moved");
  CHECK(moved_by(s, "publish-year", of_2028) == 0);  // nothing is provisional, nothing differs
}

STORY("What was counted provisionally moves when a year is published with a day that no rule gives") {
  Story s("2028-01-04");
  s.given("MP502", "refinement", "", in_2021);
  s.when(secas, "MP502", "open-refinement-consultation");
  s.then("MP502").due("refinement-consultation-1-closes", "2028-01-25T17:00:00Z");
  auto with_a_wedding = of_2028;
  with_a_wedding["holidays"].push_back({{"date", "2028-01-14"}, {"name", "A royal wedding"}});
  CHECK(moved_by(s, "publish-year", with_a_wedding) == 1);
  s.then("MP502").due("refinement-consultation-1-closes", "2028-01-26T17:00:00Z");
  CHECK(Dom::parse(s.history("MP502").back().event.body).at("published_year") == 2028);
  // The list was wrong: what differs is taken back.
  CHECK(moved_by(s, "publish-year", of_2028) == 1);
  s.then("MP502").due("refinement-consultation-1-closes", "2028-01-25T17:00:00Z");
  CHECK(sum(s, "2028-01-04", 15) == "2028-01-25");
}

STORY("A period that runs out of the published years is provisional, whatever the year it began in") {
  Story s("2027-12-20");
  s.given("MP503", "refinement", "", in_2021);
  s.when(secas, "MP503", "request-preliminary-assessment");
  s.then("MP503").due("preliminary-assessment-1-due", "2028-01-13T17:00:00Z");
  CHECK(deadline(s, "MP503", "preliminary-assessment-1-due").at("provisional_from") == "2028-01-01");
  auto without_new_year = of_2028;
  without_new_year["holidays"].erase(0);
  CHECK(moved_by(s, "publish-year", without_new_year) == 1);
  s.then("MP503").due("preliminary-assessment-1-due", "2028-01-12T17:00:00Z");
}

STORY("After a holiday is withdrawn the Working Day sum and what is open are what they were; what is closed stays") {
  Story s("2023-05-02");
  s.given("MP504", "refinement", "", in_2021);
  s.given("MP505", "refinement", "", in_2021);
  s.when(secas, "MP504", "open-refinement-consultation");
  s.when(secas, "MP505", "open-refinement-consultation", {{"closes_at", "2023-05-11T16:00:00Z"}});
  const auto before = sum(s, "2023-05-02", 15);
  const Dom holiday = {{"date", "2023-05-16"}, {"name", "A slip"}, {"reason", "typed in the wrong register"}};
  CHECK(moved_by(s, "add-holiday", holiday) == 1);
  s.then("MP504").due("refinement-consultation-1-closes", "2023-05-25T16:00:00Z");
  s.the_day_is("2023-05-12");
  const auto closed = s.now("MP505").version;
  CHECK(moved_by(s, "withdraw-holiday", {{"date", "2023-05-16"}, {"reason", "it is none"}}) == 1);
  s.then("MP504").due("refinement-consultation-1-closes", "2023-05-24T16:00:00Z");
  CHECK(sum(s, "2023-05-02", 15) == before);
  CHECK(s.now("MP505").version == closed);
  CHECK(Dom::parse(s.history("MP504").back().event.body).at("withdrawn") == "2023-05-16");
  to_calendar(s, "withdraw-holiday", {{"date", "2023-05-16"}, {"reason", "again"}}).is_refused_for("IsAHoliday");
}

STORY("A Monday that is moved to a Friday, as in May 2020, moves what lies between") {
  Story s("2019-04-29");
  s.given("MP506", "refinement");
  s.when(secas, "MP506", "open-refinement-consultation");
  s.then("MP506").due("refinement-consultation-1-closes", "2019-05-21T16:00:00Z");
  const Dom to_friday = {{"from", "2019-05-06"}, {"to", "2019-05-24"}, {"reason", "an anniversary"}};
  CHECK(moved_by(s, "move-holiday", to_friday) == 1);
  s.then("MP506").due("refinement-consultation-1-closes", "2019-05-20T16:00:00Z");
  const Dom back = {{"from", "2019-05-24"}, {"to", "2019-05-06"}, {"name", "Early May"}, {"reason", "it was not"}};
  CHECK(moved_by(s, "move-holiday", back) == 1);
  s.then("MP506").due("refinement-consultation-1-closes", "2019-05-21T16:00:00Z");
  to_calendar(s, "move-holiday", {{"from", "2019-05-07"}, {"to", "2019-05-08"}, {"reason", "r"}})
      .is_refused_for("IsAHoliday");
  to_calendar(s, "move-holiday", {{"from", "2019-05-06"}, {"to", "2019-05-11"}, {"reason", "r"}})
      .is_refused_for("IsAWorkingDay");
}

STORY("A deadline that comes forward leaves time until its hour on the next Working Day") {
  Story s("2023-05-02");
  s.given("MP507", "refinement", "", in_2021);
  s.when(secas, "MP507", "open-refinement-consultation");
  for (const std::string day : {"2023-05-15", "2023-05-16", "2023-05-17", "2023-05-18"})
    CHECK(moved_by(s, "add-holiday", {{"date", day}, {"name", "A slip"}, {"reason", "r"}}) == 1);
  s.then("MP507").due("refinement-consultation-1-closes", "2023-05-31T16:00:00Z");
  s.the_time_is("2023-05-26T18:00:00Z");
  const auto withdrawn = [](const std::string& day) { return Dom{{"date", day}, {"reason", "r"}}; };
  CHECK(moved_by(s, "withdraw-holiday", withdrawn("2023-05-15")) == 1);
  s.then("MP507").due("refinement-consultation-1-closes", "2023-05-30T16:00:00Z");
  // Without the next slip it had closed two hours ago; the 29th is a holiday.
  CHECK(moved_by(s, "withdraw-holiday", withdrawn("2023-05-16")) == 1);
  s.then("MP507").due("refinement-consultation-1-closes", "2023-05-30T16:00:00Z").in("refinement");
}

STORY("What is held and is counted over a withdrawn holiday goes on where it would be without it") {
  Story s("2023-05-02");
  s.given("MP508", "refinement", "", in_2021);
  to_calendar(s, "add-holiday", {{"date", "2023-05-12"}, {"name", "A slip"}, {"reason", "r"}});
  s.when(secas, "MP508", "open-refinement-consultation");
  s.then("MP508").due("refinement-consultation-1-closes", "2023-05-25T16:00:00Z");
  s.when(panel, "MP508", "hold", {{"reason", "r"}});
  to_calendar(s, "withdraw-holiday", {{"date", "2023-05-12"}, {"reason", "r"}});
  s.the_day_is("2023-05-10");
  s.when(panel, "MP508", "resume");  // five Working Days later: 20 from 2 May, over 8 May alone
  s.then("MP508").due("refinement-consultation-1-closes", "2023-06-01T16:00:00Z");
}

STORY("The next year is published, or one again; any other, a foreign day and a day named twice are wrong") {
  Story s("2027-11-01");
  auto body = of_2028;
  body["year"] = 2029;
  to_calendar(s, "publish-year", body).is_malformed_at("/year");
  body["year"] = 2010;
  to_calendar(s, "publish-year", body).is_malformed_at("/year");
  body = of_2028;
  body["holidays"][2]["date"] = "2027-04-17";
  to_calendar(s, "publish-year", body).is_malformed_at("/holidays/2/date");
  body = of_2028;
  body["holidays"][3]["date"] = "2028-04-17";
  to_calendar(s, "publish-year", body).is_malformed_at("/holidays/3/date");
  to_calendar(s, "publish-year", {{"year", 2028}, {"holidays", Dom::array()}}).is_malformed_at("/holidays");
  to_calendar(s, "publish-year", of_2028, manager).is_forbidden();
  CHECK(moved_by(s, "publish-year", of_2028) == 0);
  const auto view = Dom::parse(rules().get("sec-calendar").view(the_calendar(s), 0));
  CHECK(view.at("last_year") == 2028);
  CHECK(view.at("provisional_from") == "2029-01-01");
  CHECK(view.at("published").at(0).at("holidays").size() == 8);
}

STORY("A day more than 30 years beyond the published years is refused where it is given, in every family") {
  Story s("2019-03-18");
  s.given_a_change_board();
  s.given("MP510", "refinement", "");
  s.given("MP511", "refinement", "");
  const std::string far = "2091-05-24", at = "2091-05-24T17:00:00Z";
  const auto forecast = [](const std::string& on) { return Dom{{"milestones", {{{"code", "CB_VOTE"}, {"on", on}}}}}; };
  s.but(secas, "MP511", "forecast", forecast(far)).is_malformed_at("/milestones/0/on");
  s.but(panel, "MP511", "agree-timetable", forecast(far)).is_malformed_at("/milestones/0/on");
  s.but(panel, "MP511", "hold", {{"reason", "r"}, {"until", far}}).is_malformed_at("/until");
  s.but(secas, "MP511", "open-refinement-consultation", {{"closes_at", at}}).is_malformed_at("/closes_at");
  const auto ask = [&](const std::string& collection, const std::string& name, const Dom& body, const Actor& by) {
    return Answer(s.ask({collection, "", name, body.dump(), by, "", "", {}, {}}));
  };
  const Dom release = {{"id", "far"}, {"title", "Far"}, {"kind", "november"}, {"planned_on", far}};
  ask("releases", "propose", release, panel).is_malformed_at("/planned_on");
  const Dom meeting = {{"ref", "SECP_99_2405"}, {"date", far}, {"title", "Far"}};
  ask("meetings", "schedule", meeting, panel).is_malformed_at("/date");
  to_calendar(s, "add-holiday", {{"date", far}, {"name", "n"}, {"reason", "r"}}).is_malformed_at("/date");
  const auto supposed = asked(s, "modifications", "MP511", "what-if", {{"hold", {{"until", far}}}});
  CHECK(std::get<engine::Malformed>(supposed).errors.at(0).pointer == "/hold/until");
  const auto slipping = asked(s, "modifications", "MP511", "what-if",
                              {{"slips", {{{"milestone", "CB_VOTE"}, {"working_days", 999999}}}}});
  CHECK(std::get<engine::Malformed>(slipping).errors.at(0).pointer == "/slips/0/working_days");
  // What is not too far is reckoned, and takes nothing from anybody.
  s.when(secas, "MP511", "forecast", forecast("2057-12-31"));
  CHECK(answered(s, "modifications", "", "timetables").at("items").size() == 2);
}

STORY("A release of February 2028 has who is at risk, a page and a timetable") {
  Story s("2026-11-30");
  s.given("MP512", "refinement", "", in_2021);
  const auto ask = [&](const std::string& reference, const std::string& command, const Dom& body) {
    REQUIRE(std::holds_alternative<engine::Accepted>(
        s.ask({"releases", reference, command, body.dump(), panel, "", "", {}, {}})));
  };
  ask("", "propose",
      {{"id", "february-2028"}, {"title", "February 2028"}, {"kind", "february"}, {"planned_on", "2028-02-24"}});
  ask("february-2028", "include", {{"modifications", {{{"ref", "MP512"}, {"part", 1}}}}});
  CHECK(answered(s, "releases", "february-2028", "at-risk").at("cut_offs").at("decision_cutoff_document") ==
        "2028-02-03");
  CHECK(answer(s, "releases", "february-2028", "page").paper.has_value());
  CHECK(answer(s, "releases", "february-2028", "timetable").agenda->entries.size() > 4);
  CHECK(answered(s, "modifications", "", "timetables").at("items").size() == 1);
}
