// Releases that decisions name, and dates that move after the decision: release and modification say the same.
#include "tests/workflows/lives.hpp"
#include "tests/workflows/releases.hpp"
#include "workflows/sec/release/facts.hpp"

using namespace story;
using lives::with;

namespace {
engine::Reply told(Story& s, const Actor& by, const std::string& id, const std::string& command,
                   const Dom& body = Dom::object()) {
  return s.ask({"releases", command == "propose" ? "" : id, command, body.dump(), by, "", "", {}, {}});
}
engine::Accepted done(Story& s, const Actor& by, const std::string& id, const std::string& command,
                      const Dom& body = Dom::object()) {
  auto reply = told(s, by, id, command, body);
  const auto words = command + ": " + in_words(reply);
  CAPTURE(words);
  REQUIRE(std::holds_alternative<engine::Accepted>(reply));
  return std::get<engine::Accepted>(std::move(reply));
}
std::set<std::string> scope(Story& s, const std::string& id) {
  std::set<std::string> found;
  const auto seen = release(s, id);
  for (const auto& one : seen.at("scope"))
    found.insert(one.at("ref").get<std::string>() + "/" + std::to_string(one.at("part").get<int>()));
  return found;
}
Dom part_of(Story& s, const std::string& ref, std::size_t index = 0) {
  return s.then(ref).view().at("implementation").at(index);
}
Dom in_release(const std::string& id, int part = 1) { return {{{"part", part}, {"release", id}}}; }
Dom in_release(const std::string& id, const std::string& planned_on, int part = 1) {
  return {{{"part", part}, {"release", id}, {"planned_on", planned_on}}};
}
Dom approval(const Dom& implementation, const std::string& path = "authority-determined") {
  return with(lives::approval_of_the_report(lives::eras[1], path), {{"implementation", implementation}});
}
Dom determined(const Dom& implementation) {
  return with(lives::determination("approve"), {{"implementation", implementation}});
}
Dom timetable(Story& s, const std::string& ref) { return answered(s, "modifications", ref, "timetable"); }
std::string name_of(Story& s, const std::string& ref) { return s.then(ref).view().at("ref").get<std::string>(); }
}  // namespace

STORY("A release that the Panel names with the report has the modification in its scope, and moves it") {
  Story s("2020-03-02");
  s.given_a_change_board();
  given_a_release(s, "november-2020", "2020-11-05");
  const auto ref = lives::before_the_panel(s, lives::eras[1], "authority-determined");
  const auto accepted = s.when(panel, ref, "approve-report", approval(in_release("november-2020", "2020-11-05")));
  REQUIRE(accepted.brought.size() == 1);
  CHECK(accepted.brought[0].after.id == "november-2020");
  CHECK(scope(s, "november-2020") == std::set<std::string>{name_of(s, ref) + "/1"});
  CHECK(part_of(s, ref).at("release_known") == true);
  CHECK(answered(s, "releases", "november-2020", "at-risk").at("items").at(0).at("ref") == name_of(s, ref));
  done(s, panel, "november-2020", "agree");
  done(s, authority, "november-2020", "direct-date", {{"on", "2020-11-29"}});
  CHECK(part_of(s, ref).at("planned_on") == "2020-11-29");
  // What is in it already may be included again: nothing changes.
  done(s, secas, "november-2020", "include", {{"modifications", {{{"ref", name_of(s, ref)}, {"part", 1}}}}});
  CHECK(scope(s, "november-2020").size() == 1);
}

STORY("The Authority's determination may name another release: the modification leaves the one for the other") {
  Story s("2020-03-02");
  s.given_a_change_board();
  given_a_release(s, "november-2020", "2020-11-05");
  given_a_release(s, "june-2021", "2021-06-24");
  s.given("MP098", "panel-report-review", "authority-determined");
  s.when(panel, "MP098", "approve-report", approval(in_release("november-2020")));
  CHECK(part_of(s, "MP098").at("planned_on") == "2020-11-05");  // the release's day
  s.working_days_pass(16);
  lives::opens_a_vote(s, "MP098", "final", "meeting");
  lives::everybody_votes(s, "MP098", "approve");
  s.when(secas, "MP098", "close-vote");
  s.when(authority, "MP098", "determine", determined(in_release("june-2021")));
  CHECK(scope(s, "november-2020").empty());
  CHECK(scope(s, "june-2021") == std::set<std::string>{"MP098/1"});
  CHECK(part_of(s, "MP098").at("planned_on") == "2021-06-24");
}

STORY("A closed scope refuses, and says what to do; so does a release that is over") {
  for (const std::string pack : {"sec-2018", "sec-2019", "sec-2021"}) {
    CAPTURE(pack);
    Story s("2020-03-02");
    given_a_release(s, "november-2020", "2020-11-05");
    s.given("MP101", "refinement", "authority-determined", {{"workflow", pack}});
    s.given("MP098", "panel-report-review", "authority-determined", {{"workflow", pack}});
    done(s, secas, "november-2020", "include", {{"modifications", {{{"ref", "MP101"}, {"part", 1}}}}});
    done(s, panel, "november-2020", "agree");
    done(s, panel, "november-2020", "freeze");
    s.but(panel, "MP098", "approve-report", approval(in_release("november-2020")))
        .is_refused_for("ReleasesTakeItIn")
        .says("add-by-exception");
    done(s, panel, "november-2020", "add-by-exception",
         {{"modifications", {{{"ref", "MP098"}, {"part", 1}}}}, {"reason", "a small change"}});
    s.when(panel, "MP098", "approve-report", approval(in_release("november-2020")));  // it is in it
    CHECK(scope(s, "november-2020").size() == 2);
    given_a_release(s, "june-2020", "2020-06-25");
    done(s, panel, "june-2020", "cancel", {{"reason", "nothing is in it"}});
    s.given("MP110", "panel-report-review", "authority-determined", {{"workflow", pack}});
    s.but(panel, "MP110", "approve-report", approval(in_release("june-2020")))
        .is_refused_for("ReleasesTakeItIn")
        .says("cancelled");
  }
}

STORY("A release that nobody has proposed is kept as a name, said so, and takes in those that named it when it is") {
  Story s("2020-03-02");
  s.given("MP098", "panel-report-review", "authority-determined");
  s.given("MP110", "panel-report-review", "self-governance");
  s.when(panel, "MP098", "approve-report", approval(in_release("june-2022")));
  s.when(panel, "MP110", "approve-report", approval(in_release("june-2022", "2022-06-30"), "self-governance"));
  CHECK(part_of(s, "MP098").at("release_known") == false);
  const auto proposed =
      done(s, secas, "june-2022", "propose",
           {{"id", "june-2022"}, {"title", "June 2022"}, {"kind", "june"}, {"planned_on", "2022-06-30"}});
  CHECK(scope(s, "june-2022") == std::set<std::string>{"MP098/1", "MP110/1"});
  CHECK(proposed.brought.size() == 4);
  CHECK(part_of(s, "MP098").at("release_known") == true);
  CHECK(part_of(s, "MP098").at("planned_on") == "2022-06-30");
}

STORY("A report's approval that is undone takes the modification out of the release again") {
  Story s("2020-03-02");
  given_a_release(s, "november-2020", "2020-11-05");
  s.given("MP098", "panel-report-review", "authority-determined");
  s.when(panel, "MP098", "approve-report", approval(in_release("november-2020")));
  CHECK(scope(s, "november-2020").size() == 1);
  s.when(panel, "MP098", "revoke-last", {{"reason", "recorded by mistake"}});
  CHECK(scope(s, "november-2020").empty());
  CHECK(s.then("MP098").view().at("implementation").empty());
}

STORY("No release takes a modification away from another one: the Panel removes it there first") {
  for (const std::string pack : {"sec-2018", "sec-2019", "sec-2021"}) {
    CAPTURE(pack);
    Story s("2020-03-02");
    given_a_release(s, "november-2020", "2020-11-05");
    given_a_release(s, "june-2021", "2021-06-24");
    s.given("MP098", "pending-implementation", "self-governance", {{"workflow", pack}});
    const Dom items = {{"modifications", {{{"ref", "MP098"}, {"part", 1}}}}};
    done(s, secas, "november-2020", "include", items);
    Answer(told(s, secas, "june-2021", "include", items)).is_refused_for("InNoOtherRelease").says("november-2020");
    done(s, panel, "november-2020", "remove", {{"ref", "MP098"}, {"reason", "it is not ready"}});
    done(s, secas, "june-2021", "include", items);
    CHECK(part_of(s, "MP098").at("release") == "june-2021");
  }
}

STORY(
    "A date that is directed for a release after the decision is a movement of each modification in it, with its "
    "cause") {
  Story s("2020-03-02");
  s.given_a_change_board();
  given_a_release(s, "november-2020", "2020-11-05");
  s.given("MP098", "panel-report-review", "authority-determined");
  s.when(panel, "MP098", "approve-report", approval(in_release("november-2020", "2020-11-05")));
  s.working_days_pass(16);
  lives::opens_a_vote(s, "MP098", "final", "meeting");
  lives::everybody_votes(s, "MP098", "approve");
  s.when(secas, "MP098", "close-vote");
  s.when(authority, "MP098", "determine", lives::determination("approve"));
  done(s, panel, "november-2020", "agree");
  done(s, panel, "november-2020", "request-date", {{"to", "2020-11-29"}, {"reason", "the DCC's deployment"}});
  done(s, authority, "november-2020", "direct-date", {{"on", "2020-11-29"}});
  const auto found = timetable(s, "MP098");
  const auto implemented = milestone(found, "IMPLEMENTATION");
  CHECK(implemented.at("baseline") == "2020-11-05");
  CHECK(implemented.at("agreed") == "2020-11-05");
  CHECK(implemented.at("forecast") == "2020-11-29");
  CHECK(implemented.at("movement_wd") == 16);
  CHECK(implemented.at("total_movement_wd") == 16);
  CHECK(implemented.at("reason_code") == "RELEASE_MOVE");
  CHECK(implemented.at("reason") == "the DCC's deployment");
  CHECK(found.at("slip_wd") == 16);
  CHECK(found.at("rag") == "amber");
}

STORY(
    "The Authority's other date for one modification is a movement for the reason that the Panel gave; the Panel's own "
    "is what counts from then on") {
  Story s("2020-03-02");
  s.given("MP098", "panel-report-review", "self-governance");
  s.when(panel, "MP098", "approve-report", approval({{{"part", 1}, {"planned_on", "2020-11-05"}}}, "self-governance"));
  CHECK(milestone(timetable(s, "MP098"), "IMPLEMENTATION").at("baseline") == "2020-11-05");
  s.given("MP110", "pending-implementation", "authority-determined",
          {{"position",
            {{"state", "pending-implementation"},
             {"path", "authority-determined"},
             {"as_of", "2020-03-02"},
             {"source", "the register before"},
             {"implementation", {{{"part", 1}, {"planned_on", "2020-06-25"}}}}}}});
  s.when(panel, "MP110", "request-revised-date", {{"to", "2020-07-02"}, {"reason", "testing takes longer"}});
  s.when(authority, "MP110", "direct-date", {{"on", "2020-07-02"}});
  auto moved = milestone(timetable(s, "MP110"), "IMPLEMENTATION");
  CHECK(moved.at("movement_wd") == 5);
  CHECK(moved.at("reason_code") == "OTHER");
  CHECK(moved.at("reason") == "testing takes longer");
  s.given("MP111", "pending-implementation", "self-governance");
  s.when(panel, "MP111", "request-revised-date", {{"to", "2020-06-25"}, {"reason", "first"}});
  s.when(panel, "MP111", "request-revised-date", {{"to", "2020-07-02"}, {"reason", "then"}});
  moved = milestone(timetable(s, "MP111"), "IMPLEMENTATION");
  CHECK(moved.at("movement_wd") == 0);
  CHECK(moved.at("total_movement_wd") == 5);
  CHECK(moved.at("reason_code") == "PANEL_DECISION");
}

STORY("Phases are agreed after the decision: each has its date and its release, and can be asked for and implemented") {
  for (const std::string pack : {"sec-2018", "sec-2019", "sec-2021"}) {
    CAPTURE(pack);
    Story s("2020-03-02");
    given_a_release(s, "june-2020", "2020-06-25");
    given_a_release(s, "november-2020", "2020-11-05");
    s.given("MP098", "pending-implementation", "authority-determined", {{"workflow", pack}});
    const Dom phases = {{"parts",
                         {{{"part", 1}, {"release", "june-2020"}, {"planned_on", "2020-06-25"}},
                          {{"part", 2}, {"release", "november-2020"}, {"planned_on", "2020-11-05"}},
                          {{"part", 3}, {"planned_on", "2021-06-24"}}}}};
    s.but(secas, "MP098", "agree-phases", phases).is_forbidden();
    s.but(panel, "MP098", "agree-phases", {{"parts", {{{"part", 1}}}}}).is_malformed_at("/parts/0/planned_on");
    auto twice = phases;
    twice["parts"][1]["part"] = 1;
    s.but(panel, "MP098", "agree-phases", twice).is_malformed_at("/parts/1/part");
    s.when(panel, "MP098", "agree-phases", phases);
    CHECK(scope(s, "june-2020") == std::set<std::string>{"MP098/1"});
    CHECK(scope(s, "november-2020") == std::set<std::string>{"MP098/2"});
    s.then("MP098").decided("phases-agreed", "panel", "phases").in("pending-implementation");
    s.when(panel, "MP098", "request-revised-date", {{"part", 3}, {"to", "2021-07-01"}, {"reason", "r"}});
    s.when(authority, "MP098", "direct-date", {{"part", 3}, {"on", "2021-07-01"}});
    auto other = Dom{{"parts", {{{"part", 3}, {"planned_on", "2021-08-01"}}}}};
    s.but(panel, "MP098", "agree-phases", other).is_refused_for("DirectedDatesStay");
    const auto third = milestone(timetable(s, "MP098"), "IMPLEMENTATION(3)");
    CHECK(third.at("baseline") == "2021-06-24");
    CHECK(third.at("movement_wd") == 5);
    s.the_day_is("2020-06-25");
    s.when(secas, "MP098", "implement-part", {{"part", 1}});
    s.but(panel, "MP098", "agree-phases", phases).is_refused_for("PhasesAreOpen");
  }
}

STORY("What the Authority approved without any date is not implemented until one is agreed or directed") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::with_the_authority(s, era);
    s.when(authority, ref, "determine", Dom{{"decision", "approve"}, {"reason", "better facilitates (a)"}});
    s.then(ref).in("pending-implementation").waits_for("panel");
    s.but(secas, ref, "implement-part").is_refused_for("PartIsDue").says("agree-phases");
    s.when(panel, ref, "agree-phases", {{"parts", {{{"part", 1}, {"planned_on", s.day_in(2)}}}}});
    s.working_days_pass(2);
    s.when(secas, ref, "implement-part");
    s.then(ref).in("implemented");
  }
}

STORY("A cut-off that has passed when its release moves stays where it was; one that has not moves along") {
  Story s("2019-02-15");
  given_a_release(s, "november-2019", "2019-11-07");
  s.given("SECMP0018", "pending-implementation", "authority-determined");
  done(s, secas, "november-2019", "include", {{"modifications", {{{"ref", "SECMP0018"}, {"part", 1}}}}});
  done(s, panel, "november-2019", "agree");
  const auto cut_offs = [&] { return answered(s, "releases", "november-2019", "at-risk").at("cut_offs"); };
  CHECK(cut_offs().at("ia_cutoff") == "2019-06-07");
  s.the_day_is("2019-07-01");
  done(s, authority, "november-2019", "direct-date", {{"on", "2019-11-29"}});
  CHECK(cut_offs().at("ia_cutoff") == "2019-06-07");
  CHECK(cut_offs().at("decision_cutoff_system") == "2019-09-27");
}

STORY("A release that goes live says what in its scope was not approved, and who assured it") {
  Story s("2019-02-15");
  given_a_release(s, "november-2019", "2019-11-07");
  s.given("SECMP0018", "pending-implementation", "authority-determined");
  s.given("SECMP0025", "refinement", "authority-determined");
  done(s, secas, "november-2019", "include",
       {{"modifications", {{{"ref", "SECMP0018"}, {"part", 1}}, {{"ref", "SECMP0025"}, {"part", 1}}}}});
  done(s, panel, "november-2019", "agree");
  s.the_day_is("2019-11-07");
  Answer(told(s, secas, "november-2019", "go-live", {{"tag_assurance", {{"on", "2019-11-08"}}}}))
      .is_malformed_at("/tag_assurance/on");
  done(s, secas, "november-2019", "go-live", {{"tag_assurance", {{"on", "2019-10-31"}, {"ref", "TAG_70"}}}});
  CHECK(release(s, "november-2019").at("went_live_without") == Dom{"SECMP0025"});
  CHECK(scope(s, "november-2019") == std::set<std::string>{"SECMP0018/1"});
  CHECK(part_of(s, "SECMP0025").at("release").is_null());
  CHECK(release(s, "november-2019").at("tag_assurance").at("on") == "2019-10-31");
}

STORY("A release goes live without what has a later date of its own, and that keeps its date") {
  for (const std::string path : {"self-governance", "authority-determined"}) {
    CAPTURE(path);
    Story s("2019-03-15");
    s.given_a_change_board();
    const auto live = s.day_in(60), later = s.day_in(120);
    given_a_release(s, "november", live);
    const auto ref = lives::pending(s, lives::eras[1], path);
    s.when(panel, ref, "agree-phases", {{"parts", {{{"part", 1}, {"release", "november"}, {"planned_on", live}}}}});
    s.when(panel, ref, "agree-phases", {{"parts", {{{"part", 2}, {"release", "november"}, {"planned_on", live}}}}});
    CHECK(scope(s, "november").size() == 2);
    s.when(authority, ref, "direct-date", {{"part", 2}, {"on", later}});
    done(s, panel, "november", "agree");
    s.the_day_is(live);
    done(s, secas, "november", "go-live");
    CHECK(scope(s, "november").size() == 1);
    CHECK(part_of(s, ref, 0).at("release") == "november");
    CHECK(part_of(s, ref, 1).at("release") == nullptr);
    CHECK(part_of(s, ref, 1).at("planned_on") == later);
  }
}

STORY("What came to nothing is in no release's scope, and in it again once that is undone; parts take its place") {
  Story s("2019-03-15");
  s.given_a_change_board();
  given_a_release(s, "november", "2020-11-05");
  const auto in_it = [&] { return scope(s, "november").size(); };
  const auto names = [](const std::string& ref) { return Dom{{"modifications", {{{"ref", ref}, {"part", 1}}}}}; };
  const auto ref = lives::pending(s, lives::eras[1], "self-governance");
  const auto other = lives::in_refinement(s, lives::eras[1], "self-governance");
  CHECK(in_it() == 1);
  s.when(panel, ref, "reverse", {{"reason", "on appeal"}});
  CHECK(in_it() == 0);
  done(s, panel, "november", "include", names(other));
  done(s, panel, "november", "agree");
  done(s, panel, "november", "freeze");
  s.when(panel, ref, "revoke-last", {{"reason", "it was another one"}});
  CHECK(in_it() == 2);
  s.when(panel, other, "split", {{"parts", {{{"title", "A"}}, {{"title", "B"}}}}, {"reason", "r"}});
  CHECK(in_it() == 3);
  const auto third = lives::in_refinement(s, lives::eras[1], "self-governance");
  done(s, panel, "november", "add-by-exception", with(names(third), {{"reason", "r"}}));
  s.when(proposer("acme"), third, "withdraw");
  CHECK(in_it() == 4);
  s.working_days_pass(11);
  s.then(third).in("withdrawn");
  CHECK(in_it() == 3);
}
