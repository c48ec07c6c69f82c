// Records of historic registers, as they are written: what is known of them, and what is doubtful.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "engine/calendar.hpp"
#include "workflows/sec/historic/bring_in.hpp"
#include "workflows/sec/historic/day.hpp"
#include "workflows/sec/modification/past_codes.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/terms/calendar.hpp"

using namespace sec::historic;
using Dom = nlohmann::json;

namespace {
const engine::Date read_on = std::chrono::year{2022} / 7 / 1;

SourceRecord record(const std::string& status = "Refinement Process") {
  SourceRecord one;
  one.place = "record 1";
  one.ref = "MP900";
  one.title = "A title";
  one.status = status;
  return one;
}
Brought bring_in(const SourceRecord& record, engine::Date on) {
  return sec::historic::bring_in(record, on, sec::calendar());
}
Dom body(const Brought& brought) { return Dom::parse(brought.raise); }
Dom history(const SourceRecord& of) { return body(bring_in(of, read_on)).at("position").at("history"); }

// What was done about a doubt of that field; empty: there is none.
std::string doubt(const Brought& brought, DoubtKind kind, const std::string& field) {
  for (const auto& one : brought.doubts)
    if (one.kind == kind && one.field == field) return one.done;
  return "";
}
std::string told(const std::string& day) {
  const auto read = read_day(day);
  if (const auto* on = std::get_if<engine::Date>(&read)) return engine::to_text(*on);
  const std::string names[] = {"impossible", "ambiguous", "unreadable"};
  return names[static_cast<std::size_t>(std::get<BadDay>(read).fault)];
}
}  // namespace

TEST_CASE("Days are read in every spelling of the registers, and nothing doubtful is guessed") {
  for (const std::string same :
       {"2022-11-03", "03/11/2022", "3/11/2022", "3 November 2022", "3 Nov 2022", "Thu 3rd Nov 2022",
        "Thursday, 3 november 2022", "03.11.2022", "2022/11/03", "3rd of November 2022", "November 3, 2022",
        "2022-11-03T00:00:00Z", "2022-11-03 00:00:00", "03/11/2022 09:30", "\u00a03 Nov 2022\u200b"})
    CHECK_MESSAGE(told(same) == "2022-11-03", same);
  for (const std::string never : {"30/11/-0001", "-0001-11-30", "2019-02-30", "31/04/2020", "29 February 2019",
                                  "2020-13-01", "0000-00-00", "2013-09-22"})
    CHECK_MESSAGE(told(never) == "impossible", never);
  for (const std::string either : {"03/04/21", "2020-05", "May 2020", "2020", "3 Nov 22"})
    CHECK_MESSAGE(told(either) == "ambiguous", either);
  for (const std::string none : {"", "soon", "Unknown", "3 Brumaire 2022", "2022.11.03", "1 2 3 4"})
    CHECK_MESSAGE(told(none) == "unreadable", none);
  CHECK(split_range("15 Mar 2019 to 5 Apr 2019") == std::pair<std::string, std::string>("15 Mar 2019", "5 Apr 2019"));
}

TEST_CASE("A day that a spreadsheet counted from 1900 is taken with a doubt") {
  CHECK(engine::to_text(day_of_serial("43539").value()) == "2019-03-15");
  CHECK(engine::to_text(day_of_serial("43539.0").value()) == "2019-03-15");
  for (const std::string none : {"2019", "41539", "435390", "43539.", "4353x", ""}) CHECK_FALSE(day_of_serial(none));
  auto one = record();
  one.raised = "43539";
  const auto brought = bring_in(one, read_on);
  CHECK(body(brought)["raised_on"] == "2019-03-15");
  CHECK(doubt(brought, DoubtKind::bad_day, "raised").starts_with("taken for 2019-03-15"));
}

TEST_CASE("Party Categories are found one by one, in the singular too") {
  auto one = record();
  one.parties = {"Large Suppliers, Small Suppliers", "Gas Network; Electricity Network Party and Consumer",
                 "Large\u00a0Supplier", "Martians & DCC"};
  const auto brought = bring_in(one, read_on);
  CHECK(body(brought)["impacts"]["parties"] ==
        Dom{"large-suppliers", "small-suppliers", "gas-networks", "electricity-networks", "consumers", "dcc"});
  CHECK(doubt(brought, DoubtKind::unknown_word, "parties_impacted") == "is no Party Category: left out");
}

TEST_CASE("Each day that is known is a step, in its order, and the register's own day is the last") {
  auto one = record("Implemented");
  one.raised = "20/10/2020";
  one.implementation_date = "2021-06-24";
  one.path = "self_governance";
  one.outcome = "approved";
  one.days = {{"2021-04-21", "Change Board voted to approve under Self-Governance", ""},
              {"15 Mar 2021 to 6 Apr 2021", "Modification submitted for MRC", ""},
              {"2020-10-20", "Draft Proposal raised", ""}};
  const auto brought = bring_in(one, read_on);
  REQUIRE(brought.doubts.size() == 1);  // what came of the window in which the decision could be referred
  CHECK(brought.doubts[0].kind == DoubtKind::not_dated);
  const auto made = body(brought);
  CHECK(made["raised_on"] == "2020-10-20");
  CHECK(made["position"]["state"] == "submitted");
  CHECK(made["position"]["as_of"] == "2020-10-20");
  std::vector<std::string> steps;
  for (const auto& day : made["position"]["history"])
    steps.push_back(day["on"].get<std::string>() + " " + day["code"].get<std::string>() + " " +
                    day.value("state", "-"));
  CHECK(steps == std::vector<std::string>{"2020-10-20 RAISED submitted", "2021-03-15 MRC_ISSUED report-consultation",
                                          "2021-04-06 MRC_CLOSED change-board-vote", "2021-04-21 CB_VOTE appeal-window",
                                          "2021-05-07 NOTE not-known", "2021-06-24 IMPLEMENTATION implemented",
                                          "2022-07-01 REGISTER -"});
  CHECK(made["position"]["history"].back()["outcome"] == "approve");
}

TEST_CASE("A record that cannot be kept is refused with its reason") {
  auto one = record();
  one.ref.clear();
  CHECK(bring_in(one, read_on).raise.empty());
  CHECK(doubt(bring_in(one, read_on), DoubtKind::refused, "record") == "it has no reference, and none is made up");
  one.ref = "P387";
  CHECK(doubt(bring_in(one, read_on), DoubtKind::refused, "record").starts_with("it has no reference of the SEC"));
  one.code = "BSC";
  CHECK(doubt(bring_in(one, read_on), DoubtKind::refused, "record").find("another code (BSC)") != std::string::npos);
  one.fault = "'milestones' must be a list";
  CHECK(doubt(bring_in(one, read_on), DoubtKind::refused, "record") == one.fault);
}

TEST_CASE("What has no day stands so from the day on which the register was read") {
  const auto brought = bring_in(record(), read_on);
  CHECK(doubt(brought, DoubtKind::not_dated, "status").find("2022-07-01") != std::string::npos);
  CHECK(body(brought)["position"]["as_of"] == "2022-07-01");
  CHECK(body(brought)["position"]["state"] == "refinement");
  auto unknown = record("Workgroup");
  unknown.raised = "2020-02-13";
  const auto doubtful = bring_in(unknown, read_on);
  CHECK(doubt(doubtful, DoubtKind::unknown_word, "status").find("is no state of the Code") == 0);
  const auto days = history(unknown);
  CHECK(days[0]["state"] == "submitted");
  CHECK(days[1]["state"] == "not-known");
  CHECK(days[1]["text"] == "status: Workgroup");
  auto nothing = record("");
  CHECK(doubt(bring_in(nothing, read_on), DoubtKind::unknown_word, "status").starts_with("not given"));
  CHECK(body(bring_in(nothing, read_on))["position"]["state"] == "not-known");
}

TEST_CASE("Two days of raising are no day of raising: both are kept as text") {
  auto one = record();
  one.raised = "2017-01-04";
  one.days = {{"2017-01-05", "Modification Proposal raised", ""}};
  const auto brought = bring_in(one, read_on);
  CHECK(doubt(brought, DoubtKind::contradiction, "raised").find("neither is taken") != std::string::npos);
  CHECK_FALSE(body(brought).contains("raised_on"));
  CHECK(history(one)[0]["code"] == "NOTE");
  CHECK(history(one)[1]["text"] == "Modification Proposal raised");
  CHECK(body(brought)["position"]["state"] == "not-known");
}

TEST_CASE("What contradicts the order of a life is kept as text and moves nothing") {
  auto one = record("Withdrawn");
  one.raised = "2018-01-10";
  one.implementation_date = "2016-06-27";
  one.days = {{"2017-12-01", "Refinement Consultation", ""},
              {"2018-03-01", "Modification withdrawn", ""},
              {"2018-04-01", "Preliminary Assessment requested", ""}};
  const auto brought = bring_in(one, read_on);
  CHECK(doubt(brought, DoubtKind::contradiction, "implementation_date") ==
        "what is withdrawn is not implemented: left out");
  CHECK(doubt(brought, DoubtKind::contradiction, "milestones").find("is before the raising") != std::string::npos);
  const auto days = history(one);
  CHECK(days[0]["code"] == "NOTE");
  CHECK_FALSE(days[0].contains("state"));
  CHECK(days[3]["code"] == "NOTE");
  CHECK_FALSE(days[3].contains("state"));
  auto back = record("Refinement Process");
  back.days = {{"2018-03-01", "Modification withdrawn", ""}};
  CHECK(doubt(bring_in(back, read_on), DoubtKind::contradiction, "status").find("withdrawn") != std::string::npos);
  CHECK_FALSE(history(back).back().contains("state"));
}

TEST_CASE("An implementation that nobody confirms, or on two days, has no day") {
  auto one = record("");
  one.outcome = "approved";
  one.implementation_date = "2018-09-30";
  CHECK(doubt(bring_in(one, read_on), DoubtKind::contradiction, "implementation_date").starts_with("no status says"));
  CHECK(history(one)[0]["code"] == "NOTE");
  auto two = record("Implemented");
  two.implementation_date = "2021-11-04";
  two.days = {{"2021-11-05", "Implemented", ""}};
  const auto days = history(two);
  CHECK(days[0]["code"] == "NOTE");
  CHECK(days[1]["code"] == "NOTE");
  CHECK(days[2]["state"] == "implemented");
  auto planned = record("Pending Implementation");
  planned.implementation_date = "2022-11-03";
  planned.release = "November 2022 SEC Release";
  CHECK(history(planned).back()["planned_on"] == "2022-11-03");
  CHECK(history(planned).back()["release"] == "november-2022");
  auto later = record("Implemented");
  later.implementation_date = "2022-11-03";
  CHECK(doubt(bring_in(later, read_on), DoubtKind::contradiction, "implementation_date").starts_with("lies after"));
}

TEST_CASE("Words that the Code does not have are left out, and persons are not named") {
  auto one = record();
  one.names_a_person = true;
  one.proposer = "Example Energy";
  one.proposer_category = "Lamp makers";
  one.path = "path 9";
  one.urgent = "maybe";
  one.release = "soon";
  one.outcome = "superseded";
  one.parties = {"All SEC Parties", "DCC", "Makers of lamps"};
  one.unread = {"colour"};
  const auto brought = bring_in(one, read_on);
  for (const char* field :
       {"proposer_type", "proposer_category", "path", "urgent", "release", "outcome", "parties_impacted"})
    CHECK_MESSAGE(!doubt(brought, DoubtKind::unknown_word, field).empty(), field);
  CHECK(doubt(brought, DoubtKind::left_out, "proposer").find("persons") != std::string::npos);
  CHECK(!doubt(brought, DoubtKind::left_out, "colour").empty());
  const auto made = body(brought);
  CHECK(made["proposer"] == Dom{{"type", "party"}, {"name", "Example Energy"}});
  CHECK(made["impacts"]["parties"].size() == 6);
  one = record();
  one.proposer = "Smart DCC Ltd";
  CHECK(body(bring_in(one, read_on))["proposer"]["type"] == "dcc");
}

TEST_CASE("Votes beside the timeline are one with it, or both are kept as text") {
  auto one = record("Implemented");
  one.votes = {{"Change Board", "2020-09-23", "approve"},
               {"Working Group", "2020-09-01", "approve"},
               {"Change Board", "2020-31-01", "reject"}};
  const auto brought = bring_in(one, read_on);
  CHECK(history(one)[0]["code"] == "NOTE");
  CHECK(history(one)[1]["code"] == "CB_VOTE");
  CHECK(history(one)[1]["state"] == "not-known");
  CHECK(!doubt(brought, DoubtKind::bad_day, "votes/2/date").empty());
  one.days = {{"2020-09-23", "Change Board voted to reject under Self-Governance", ""}};
  CHECK(!doubt(bring_in(one, read_on), DoubtKind::contradiction, "votes/0").empty());
}

TEST_CASE("On hold: with a range it is held from day to day, without one since nobody knows when") {
  auto one = record("Development Stage");
  one.raised = "2019-08-23";
  one.days = {{"17 Sep 2020 to 17 Apr 2021", "Proposal on hold for six months", ""}};
  const auto days = history(one);
  CHECK(days[1]["status"] == "on-hold");
  CHECK(days[2]["code"] == "RESUMED");
  CHECK(days[2]["status"] == "active");
  auto held = record("On Hold");
  held.raised = "2017-06-01";
  CHECK(history(held).back()["status"] == "on-hold");
  CHECK(history(held).back()["state"] == "not-known");
  CHECK(history(held).back()["undated"] == true);
  held.days = {{"2018-06-01", "On hold due to a trial", ""}};
  CHECK_FALSE(history(held).back().contains("state"));
}

TEST_CASE("The report has a section for each kind of doubt, and counts the records") {
  auto one = record("Workgroup");
  one.raised = "30/11/-0001";
  const auto brought = bring_in(one, read_on);
  const auto report =
      doubts_report("register.csv", read_on, {{"MP900", "A title", "imported", "", 1}, {"P1", "", "refused", "r", 0}},
                    brought.doubts);
  CHECK(report.section("dates")->rows.size() == 1);
  CHECK(report.section("unknown")->rows.size() == 1);
  CHECK(report.section("records")->rows.size() == 2);
  CHECK(report.header[3] == std::pair<std::string, std::string>("Imported", "1"));
}

TEST_CASE("Every milestone of a register has words on paper, and no code stands for them") {
  for (const auto code : code_names()) {
    CAPTURE(code);
    const auto words = sec::paper::words_of_milestone(code);
    CHECK(!words.empty());
    CHECK(words.find('_') == std::string::npos);
  }
}

TEST_CASE("Releases: the one of what went live, or one of each part") {
  auto one = record("Implemented");
  one.release = "June 2021 SEC Release";
  one.implementation_date = "2021-06-24";
  CHECK(history(one)[0]["release"] == "june-2021");
  CHECK(history(one).back()["release"] == "june-2021");
  CHECK(bring_in(one, read_on).doubts.empty());
  for (const std::string both :
       {"June 2021 and November 2021 SEC Releases", "June 2021 SEC Release; November 2021 SEC Release",
        "June and November 2021", "June 2021 SEC Release | November 2021 SEC Release"}) {
    CAPTURE(both);
    one.release = both;
    one.implementation_date = "2021-11-04";
    const auto days = history(one);
    REQUIRE(days.size() == 3);
    CHECK(days[0]["part"] == 2);
    CHECK(days[1]["part"] == 1);
    CHECK(days[1]["release"] == "june-2021");
    CHECK(days[2]["part"] == 2);
    CHECK(days[2]["release"] == "november-2021");
    CHECK(bring_in(one, read_on).doubts.empty());
  }
  for (const std::string none : {"soon", "June", "2021", "June 2021 or later", "2021 June"}) {
    one.release = none;
    CHECK_MESSAGE(!doubt(bring_in(one, read_on), DoubtKind::unknown_word, "release").empty(), none);
  }
}

TEST_CASE("A register that tells of later days was read later: its status is not that of the day that was given") {
  const engine::Date early = std::chrono::year{2020} / 1 / 1;
  auto one = record("Implemented");
  one.outcome = "approved";
  one.raised = "2019-06-07";
  one.implementation_date = "2021-06-24";
  const auto brought = bring_in(one, early);
  CHECK(doubt(brought, DoubtKind::contradiction, "status").find("2021-06-24") != std::string::npos);
  CHECK(body(brought)["position"]["history"].back()["state"] == "not-known");
  CHECK_FALSE(body(brought)["position"]["history"].back().contains("outcome"));
  auto withdrawn = record("Withdrawn");
  withdrawn.days = {{"2019-06-07", "Draft Proposal raised", ""}, {"2021-06-09", "Withdrawn by the Proposer", ""}};
  CHECK(body(bring_in(withdrawn, early))["position"]["history"].back()["state"] == "not-known");
  CHECK(bring_in(withdrawn, read_on).doubts.empty());  // its day stands in the row
  auto pending = record("Pending Implementation");
  pending.votes = {{"Change Board", "2020-09-23", "approve"}};
  CHECK(body(bring_in(pending, early))["position"]["history"].back()["state"] == "not-known");
  auto plans = record("Refinement Process");  // pages show what is to come, too
  plans.days = {{"2019-06-07", "Preliminary Assessment requested", ""},
                {"2020-02-05", "Working Group meeting", ""},
                {"2020-03-02", "Refinement Consultation", ""},
                {"2020-11-05", "Implementation", ""}};
  const auto days = body(bring_in(plans, early))["position"]["history"];
  CHECK(days[0]["state"] == "refinement");
  CHECK_FALSE(days.back().contains("state"));
}

TEST_CASE("Categories by other names are taken for what they mean, and it is said") {
  auto one = record();
  one.parties = {"Networks Parties", "Suppliers", "Other SEC Parties (Shared Resource Providers, and others)", "Other"};
  const auto brought = bring_in(one, read_on);
  CHECK(body(brought)["impacts"]["parties"] ==
        Dom{"electricity-networks", "gas-networks", "large-suppliers", "small-suppliers", "other-sec-parties"});
  std::vector<std::string> said;
  for (const auto& one_doubt : brought.doubts)
    if (one_doubt.field == "parties_impacted") said.push_back(one_doubt.done);
  REQUIRE(said.size() == 4);
  CHECK(said[0] == "is no Party Category by that name: taken for electricity-networks, gas-networks");
  CHECK(said[2].ends_with("taken for other-sec-parties"));
  CHECK(said[3] == "is no Party Category: left out");
}

TEST_CASE("Documents that a page names are kept, except those that are not public by their names") {
  auto one = record();
  one.papers = {"MP900 Problem Statement v0.1", "MP900 Refinement Consultation responses",
                "MP900 Annex A (confidential)"};
  const auto kept = history(one).back()["documents"];
  REQUIRE(kept.size() == 2);
  CHECK(kept[0]["title"] == "MP900 Problem Statement v0.1");
  CHECK(kept[0]["version"] == "0.1");
  CHECK_FALSE(kept[1].contains("version"));
  CHECK(!doubt(bring_in(one, read_on), DoubtKind::left_out, "modification_documents").empty());
}

TEST_CASE("A row without a day ends what was known before it, and one that names a month does so from its first day") {
  auto one = record("Implemented");
  one.days = {{"2019-06-07", "Preliminary Assessment requested", ""}, {"30/02/2020", "Authority approved", ""},
              {"2021-03-01", "Impact Assessment requested", ""},      {"2021-04", "Submitted to the Authority", ""},
              {"2021-05-12", "(month only) something", ""},           {"soon", "Working Group meeting", ""}};
  const auto days = history(one);
  std::vector<std::string> steps;
  for (const auto& day : days) steps.push_back(day["on"].get<std::string>() + " " + day.value("state", "-"));
  CHECK(steps == std::vector<std::string>{"2019-06-07 refinement", "2019-06-07 not-known", "2021-03-01 refinement",
                                          "2021-04-01 not-known", "2021-05-01 not-known", "2022-07-01 implemented"});
}
