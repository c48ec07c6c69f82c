// Timetables: what was agreed, what is forecast, how far it has moved, and what would save it.
#include "tests/support/asking.hpp"
#include "tests/workflows/lives.hpp"

using namespace story;

namespace {
const Dom panel_66 = {{"body", "panel"}, {"meeting", "SECP_66_1503"}, {"mode", "meeting"}};

void release_of(Story& s, const std::string& ref, const std::string& planned_on = "2019-11-07") {
  const auto ask = [&](const std::string& reference, const std::string& command, const Dom& body) {
    REQUIRE(std::holds_alternative<engine::Accepted>(
        s.ask({"releases", reference, command, body.dump(), panel, "", "", {}, {}})));
  };
  ask("", "propose",
      {{"id", "november-2019"}, {"title", "November 2019"}, {"kind", "november"}, {"planned_on", planned_on}});
  ask("november-2019", "include", {{"modifications", {{{"ref", ref}, {"part", 1}}}}});
}

// Item 12 of the minutes, up to the question that SECAS put to the Panel.
void given_secmp0062(Story& s) {
  s.given("SECMP0062", "refinement", "", {{"impacts", {{"dcc_systems", "system"}}}});
  s.when(secas, "SECMP0062", "open-refinement-consultation");
  release_of(s, "SECMP0062");
}
Dom cut_off(const Dom& answer, std::string_view name) {
  for (const auto& one : answer.at("cut_offs"))
    if (one.at("cut_off") == name) return one;
  FAIL("there is no cut-off " << name);
  return {};
}
Dom rescue(const Dom& answer, std::string_view name) {
  for (const auto& one : answer.at("rescues"))
    if (one.at("rescue") == name) return one;
  FAIL("there is no rescue " << name);
  return {};
}
Dom agreed(std::initializer_list<std::pair<const char*, const char*>> milestones) {
  Dom list = Dom::array();
  for (const auto& [code, on] : milestones) list.push_back({{"code", code}, {"on", on}});
  return {{"milestones", list}};
}
}  // namespace

STORY("SECMP0062: with the Impact Assessment after the consultation it misses the November 2019 Release") {
  Story s("2019-03-15");
  given_secmp0062(s);
  const auto found = answered(s, "modifications", "SECMP0062", "timetable");
  CHECK(found.at("rag") == "red");
  CHECK(milestone(found, "REFINEMENT_CONSULTATION_CLOSED").at("forecast") == "2019-04-05");
  CHECK(milestone(found, "CB_IA_COST").at("forecast") == "2019-04-24");
  CHECK(milestone(found, "IA_REQUESTED").at("forecast") == "2019-04-24");
  CHECK(milestone(found, "IA_RETURNED").at("forecast") == "2019-06-21");
  CHECK(cut_off(found, "ia_cutoff").at("on") == "2019-06-07");
  CHECK(cut_off(found, "ia_cutoff").at("float_wd") == -10);
  CHECK(cut_off(found, "ia_cutoff").at("missed") == true);
  CHECK(found.at("critical_path").at(0) == "REFINEMENT_CONSULTATION_CLOSED");
  // Counted back from the decision, it would have to be asked for by 25 March; the Change Board's last meeting before
  // that was in February.
  CHECK(milestone(found, "IA_REQUESTED").at("latest") == "2019-03-25");
  CHECK(milestone(found, "CB_IA_COST").at("latest") == "2019-02-27");
}

STORY("SECMP0062: the Panel in place of the Change Board saves it by 25 Working Days, with its reason") {
  Story s("2019-03-15");
  given_secmp0062(s);
  const auto found = answered(s, "modifications", "SECMP0062", "timetable");
  const auto way = rescue(found, "panel-agrees-the-cost-early");
  CHECK(way.at("authority") == "panel");
  CHECK(way.at("reason_required") == true);
  CHECK(way.at("saves") == true);
  CHECK(way.at("gains").at(0) == Dom{{"milestone", "IA_RETURNED"}, {"on", "2019-05-16"}, {"gained_wd", 25}});
  const auto supposed = answered(s, "modifications", "SECMP0062", "what-if",
                                 {{"moves", {{{"milestone", "CB_IA_COST"}, {"body", "panel"}}}}});
  CHECK(milestone(supposed, "CB_IA_COST").at("forecast") == "2019-03-15");
  CHECK(milestone(supposed, "IA_REQUESTED").at("forecast") == "2019-03-18");
  CHECK(milestone(supposed, "IA_RETURNED").at("forecast") == "2019-05-16");
  CHECK(cut_off(supposed, "ia_cutoff").at("float_wd") == 15);
  CHECK(supposed.at("rag") == "amber");  // six Working Days to the cut-off for decisions
}

STORY("SECMP0062: once the Panel has agreed, the forecast is the one that saves it, and at-risk says so") {
  Story s("2019-03-15");
  given_secmp0062(s);
  CHECK(answered(s, "releases", "november-2019", "at-risk").at("items").at(0).at("rescues").empty());  // not asked for
  auto at_risk = answered(s, "releases", "november-2019", "at-risk", {{"rescues", "true"}}).at("items").at(0);
  CHECK(at_risk.at("ref") == "SECMP0062");
  CHECK(at_risk.at("risk") == "missed");
  CHECK(at_risk.at("float_wd") == -18);
  CHECK(at_risk.at("rescues").size() == 3);
  s.when(panel, "SECMP0062", "decide-ia-cost",
         {{"decision", "incur"}, {"reason", "not to miss the cut-off"}, {"decided_by", panel_66}});
  s.the_day_is("2019-03-18");
  s.when(secas, "SECMP0062", "request-impact-assessment");
  at_risk = answered(s, "releases", "november-2019", "at-risk").at("items").at(0);
  CHECK(at_risk.at("risk") == "tight");
  CHECK(cut_off(at_risk, "ia_cutoff").at("forecast") == "2019-05-16");
  CHECK(cut_off(at_risk, "ia_cutoff").at("missed") == false);
  // And what would have become of it otherwise.
  const auto otherwise = answered(s, "modifications", "SECMP0062", "what-if",
                                  {{"moves", {{{"milestone", "CB_IA_COST"}, {"body", "change-board"}}}}});
  CHECK(milestone(otherwise, "IA_RETURNED").at("forecast") == "2019-06-21");
  CHECK(cut_off(otherwise, "ia_cutoff").at("missed") == true);
}

STORY("A question changes nothing") {
  Story s("2019-03-15");
  given_secmp0062(s);
  const auto before = s.journal().last_seq();
  const auto was = answered(s, "modifications", "SECMP0062", "timetable");
  answered(s, "modifications", "SECMP0062", "what-if",
           {{"slips", {{{"milestone", "IA_RETURNED"}, {"working_days", 30}}}}, {"hold", {{"until", "2019-05-01"}}}});
  answered(s, "releases", "november-2019", "what-if", {{"planned_on", "2020-06-25"}});
  CHECK(s.journal().last_seq() == before);
  CHECK(answered(s, "modifications", "SECMP0062", "timetable") == was);
}

STORY("What is supposed of steps that are behind it, or that it does not have, is refused with the reason") {
  Story s("2019-03-15");
  given_secmp0062(s);
  const auto wrong = [&](const Dom& body) {
    const auto reply = asked(s, "modifications", "SECMP0062", "what-if", body);
    return std::holds_alternative<engine::Malformed>(reply) ? std::get<engine::Malformed>(reply).errors.at(0).detail
                                                            : std::string("it was answered");
  };
  CHECK(wrong({{"slips", {{{"milestone", "SG_WINDOW_END"}, {"working_days", 1}}}}}) ==
        "'SG_WINDOW_END' is no milestone of this modification");
  CHECK(wrong({{"slips", {{{"milestone", "RAISED"}, {"working_days", 1}}}}}) == "'RAISED' is behind it");
  CHECK(wrong({{"moves", {{{"milestone", "CB_VOTE"}}}}}) == "a move says to which 'body', or 'on' which day");
  CHECK(wrong({{"slip", 3}}) == "is not a field of this body");
}

STORY("A step that slips pushes what follows it, and what it does not touch stays") {
  Story s("2019-03-15");
  given_secmp0062(s);
  const auto was = answered(s, "modifications", "SECMP0062", "timetable");
  const auto found = answered(s, "modifications", "SECMP0062", "what-if",
                              {{"slips", {{{"milestone", "IA_RETURNED"}, {"working_days", 10}}}}});
  CHECK(milestone(found, "IA_RETURNED").at("forecast") == "2019-07-05");
  CHECK(milestone(found, "CB_IA_COST") == milestone(was, "CB_IA_COST"));
  CHECK(milestone(found, "PANEL_MR").at("forecast") == "2019-08-09");
}

STORY("A timetable is agreed in numbered versions: the first is the baseline, the last is what counts") {
  Story s("2019-03-15");
  s.given("SECMP0062", "refinement", "authority-determined", {{"impacts", {{"dcc_systems", "system"}}}});
  s.when(secas, "SECMP0062", "open-refinement-consultation");
  s.when(panel, "SECMP0062", "decide-ia-cost", {{"decision", "incur"}, {"reason", "r"}, {"decided_by", panel_66}});
  auto first = agreed({{"IA_RETURNED", "2019-05-16"}, {"CB_VOTE", "2019-07-24"}});
  first["decision"] = panel_66;
  s.when(panel, "SECMP0062", "agree-timetable", first);
  s.the_day_is("2019-03-18");
  s.when(secas, "SECMP0062", "request-impact-assessment");
  s.the_day_is("2019-04-12");
  s.when(panel, "SECMP0062", "agree-timetable", agreed({{"IA_RETURNED", "2019-06-21"}, {"CB_VOTE", "2019-08-28"}}));
  Dom slipped = agreed({{"IA_RETURNED", "2019-07-05"}});
  slipped["milestones"][0]["reason_code"] = "DCC_ASSESSMENT";
  slipped["milestones"][0]["reason"] = "the DCC asked for more time";
  s.when(secas, "SECMP0062", "forecast", slipped);
  const auto found = answered(s, "modifications", "SECMP0062", "timetable");
  REQUIRE(found.at("versions").size() == 2);
  CHECK(found.at("versions").at(0).at("by") == "panel");
  CHECK(found.at("versions").at(0).at("meeting") == "SECP_66_1503");
  CHECK(found.at("versions").at(1).at("on") == "2019-04-12");
  const auto returned = milestone(found, "IA_RETURNED");
  CHECK(returned.at("baseline") == "2019-05-16");
  CHECK(returned.at("agreed") == "2019-06-21");
  CHECK(returned.at("forecast") == "2019-07-05");
  CHECK(returned.at("movement_wd") == 10);
  CHECK(returned.at("total_movement_wd") == 35);
  CHECK(returned.at("reason_code") == "DCC_ASSESSMENT");
  // It pushes the vote past the meeting that was agreed: by 20 Working Days, and one more would be red.
  CHECK(milestone(found, "CB_VOTE").at("forecast") == "2019-09-25");
  CHECK(found.at("slip_wd") == 20);
  CHECK(found.at("rag") == "amber");
}

STORY("Days on hold are shown apart and are no movement") {
  Story s("2019-03-15");
  s.given("SECMP0062", "refinement", "authority-determined");
  s.when(panel, "SECMP0062", "agree-timetable", agreed({{"LEGAL_TEXT_READY", "2019-05-13"}}));
  s.when(panel, "SECMP0062", "hold", {{"reason", "a further trial"}});
  s.the_day_is("2019-03-29");
  s.when(panel, "SECMP0062", "resume");
  s.when(secas, "SECMP0062", "forecast", agreed({{"LEGAL_TEXT_READY", "2019-05-31"}}));
  const auto found = answered(s, "modifications", "SECMP0062", "timetable");
  CHECK(found.at("held_wd") == 10);
  CHECK(milestone(found, "LEGAL_TEXT_READY").at("movement_wd") == 3);  // 13 Working Days, ten of them on hold
}

STORY("What happened comes from the events themselves, and a step without a date that it passed is not invented") {
  Story s("2019-03-01");
  s.given("SECMP0062", "refinement", "authority-determined", {{"impacts", {{"dcc_systems", "system"}}}});
  s.when(secas, "SECMP0062", "request-preliminary-assessment");
  s.the_day_is("2019-03-20");
  s.when(dcc, "SECMP0062", "record-preliminary-assessment");
  const auto found = answered(s, "modifications", "SECMP0062", "timetable");
  CHECK(milestone(found, "PA_REQUESTED").at("actual") == "2019-03-01");
  CHECK(milestone(found, "PA_RETURNED").at("actual") == "2019-03-20");
  CHECK(milestone(found, "PANEL_CONVERSION").at("passed") == true);
  CHECK(milestone(found, "PANEL_CONVERSION").at("actual").is_null());
  CHECK(milestone(found, "WG_PA_REVIEW").at("forecast") == "2019-04-03");
}

STORY("A modification's whole life leaves its dates in its timetable") {
  for (const auto& era : lives::eras) {
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::with_the_authority(s, era);
    auto found = answered(s, "modifications", ref, "timetable");
    CHECK(milestone(found, "RAISED").at("actual") == era.first_day);
    CHECK(milestone(found, "CB_VOTE").at("actual").is_string());
    CHECK(milestone(found, "SENT_TO_AUTHORITY").at("actual").is_string());
    CHECK(milestone(found, "AUTHORITY_DECISION").at("forecast").is_string());
    CHECK(milestone(found, era.development ? "PANEL_CONVERSION" : "PANEL_INITIAL").at("passed") == true);
    s.when(authority, ref, "determine", lives::determination("approve"));
    found = answered(s, "modifications", ref, "timetable");
    CHECK(milestone(found, "AUTHORITY_DECISION").at("actual") == s.today_text());
  }
}

STORY("After a send-back to Refinement the report, the consultation and the vote are to be done again") {
  Story s("2019-03-15");
  s.given_a_change_board();
  const auto ref = lives::sent_back(s, lives::eras[1]);
  s.when(panel, ref, "route-sent-back", {{"route", "refinement"}, {"reason", "r"}});
  const auto found = answered(s, "modifications", ref, "timetable");
  CHECK(milestone(found, "CB_VOTE").at("passed") == false);
  CHECK(milestone(found, "PANEL_MR").at("forecast").is_string());
  CHECK(milestone(found, "RAISED").at("passed") == true);
}

STORY("The list has what is in Refinement, or in the stage that is asked for") {
  Story s("2019-03-15");
  s.given("SECMP0007", "refinement");
  s.given("SECMP0058", "report-consultation", "self-governance");
  auto items = answered(s, "modifications", "", "timetables").at("items");
  REQUIRE(items.size() == 1);
  CHECK(items[0].at("ref") == "SECMP0007");
  items = answered(s, "modifications", "", "timetables", {{"stage", "Report Phase"}}).at("items");
  REQUIRE(items.size() == 1);
  CHECK(items[0].at("ref") == "SECMP0058");
}

STORY("Assessments are late from the day behind their service level, and so is the Authority") {
  Story s("2019-03-15");
  s.given_a_change_board();
  s.given("SECMP0062", "refinement", "authority-determined");
  s.when(secas, "SECMP0062", "request-preliminary-assessment");
  s.given("SECMP0025", "change-board-vote", "authority-determined");
  lives::opens_a_vote(s, "SECMP0025", "final", "meeting");
  lives::everybody_votes(s, "SECMP0025", "approve");
  s.when(secas, "SECMP0025", "close-vote");
  auto owed = answered(s, "modifications", "", "assessments").at("items");
  REQUIRE(owed.size() == 2);
  CHECK(owed[0] == Dom{{"ref", "SECMP0062"},
                       {"title", Dom()},
                       {"kind", "preliminary"},
                       {"who", "dcc"},
                       {"requested_on", "2019-03-15"},
                       {"due_on", "2019-04-05"},
                       {"service_level_wd", 15},
                       {"late_wd", 0},
                       {"round", 1}});
  CHECK(owed[1].at("kind") == "authority-decision");
  CHECK(owed[1].at("due_on") == "2019-04-23");
  s.the_day_is("2019-04-26");
  owed = answered(s, "modifications", "", "assessments").at("items");
  CHECK(owed[0].at("late_wd") == 13);
  CHECK(owed[1].at("late_wd") == 3);
  CHECK(answered(s, "modifications", "SECMP0062", "timetable").at("rag") == "red");
  CHECK(answered(s, "modifications", "SECMP0025", "timetable").at("rag") == "red");
  // A send-back stops the Authority's clock; the next submission starts it anew.
  s.when(authority, "SECMP0025", "send-back", {{"questions", {"q"}}});
  CHECK(answered(s, "modifications", "", "assessments").at("items").size() == 1);
}

STORY("A feed keeps the names of its entries, moves them by events alone, and calls off what is withdrawn") {
  Story s("2019-03-15");
  given_secmp0062(s);
  const auto feed = [&] { return answer(s, "modifications", "SECMP0062", "timetable").agenda.value(); };
  const auto entry = [](const engine::Agenda& agenda, const std::string& uid) {
    for (const auto& one : agenda.entries)
      if (one.uid == uid) return one;
    FAIL("there is no entry " << uid);
    return engine::Appointment{};
  };
  const auto before = feed();
  s.the_day_is("2019-03-22");  // days go by, and nothing else
  const auto later = feed();
  REQUIRE(later.entries.size() == before.entries.size());
  for (std::size_t i = 0; i < before.entries.size(); ++i) {
    CHECK(later.entries[i].on == before.entries[i].on);
    CHECK(later.entries[i].sequence == before.entries[i].sequence);
    CHECK(later.entries[i].stamp == before.entries[i].stamp);
  }
  s.when(secas, "SECMP0062", "forecast", agreed({{"IA_RETURNED", "2019-07-01"}}));
  const auto moved = feed();
  CHECK(moved.entries.size() == before.entries.size());  // updated, not doubled
  CHECK(entry(moved, "SECMP0062.IA_RETURNED").on == date("2019-07-01"));
  CHECK(entry(moved, "SECMP0062.IA_RETURNED").sequence > entry(before, "SECMP0062.IA_RETURNED").sequence);
  std::set<std::string> names;
  for (const auto& one : moved.entries) CHECK(names.insert(one.uid).second);
}

STORY("A feed tells nobody that a vote has come while the ballot is open") {
  Story s("2019-03-18");
  s.given_a_change_board();
  s.given("SECMP0025", "change-board-vote", "authority-determined");
  lives::opens_a_vote(s, "SECMP0025", "final", "correspondence");
  const auto feed = [&] { return answer(s, "modifications", "SECMP0025", "timetable").agenda.value(); };
  const auto before = feed();
  s.the_day_is("2019-03-20");
  s.when(member("LS-1"), "SECMP0025", "cast-vote", lives::vote("LS-1", "approve"));
  const auto after = feed();
  REQUIRE(after.entries.size() == before.entries.size());
  REQUIRE_FALSE(after.entries.empty());
  for (std::size_t i = 0; i < before.entries.size(); ++i) {
    CHECK(after.entries[i].on == before.entries[i].on);
    CHECK(after.entries[i].sequence == before.entries[i].sequence);
    CHECK(after.entries[i].stamp == before.entries[i].stamp);
  }
}

STORY("The programme of work of what is withdrawn, rejected or implemented has no dates ahead") {
  Story s("2019-03-15");
  for (const std::string state : {"withdrawn", "rejected", "implemented"}) {
    const auto ref = s.given(state == "withdrawn"  ? "SECMP0001"
                             : state == "rejected" ? "SECMP0002"
                                                   : "SECMP0003",
                             state);
    const auto found = answered(s, "modifications", ref, "timetable");
    for (const auto& one : found.at("milestones")) CHECK(one.at("forecast").is_null());
    CHECK(found.at("critical_path").empty());
  }
}

STORY("A forecast beyond the published years is reckoned by rule, and says from when on it is provisional") {
  Story s("2027-10-01");
  s.given("MP900", "refinement", "authority-determined", {{"impacts", {{"dcc_systems", "system"}}}});
  const auto found = answered(s, "modifications", "MP900", "timetable");
  CHECK(milestone(found, "CB_VOTE").at("provisional_from") == "2028-01-01");
}
