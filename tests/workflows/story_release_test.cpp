// SEC Releases: their scope, their dates, and what moving one does to the modifications in it.
#include "tests/support/asking.hpp"
#include "tests/workflows/lives.hpp"
#include "workflows/sec/release/facts.hpp"
#include "workflows/sec/terms/calendar.hpp"

using namespace story;

namespace {
engine::Reply told(Story& s, const Actor& by, const std::string& command, const Dom& body = Dom::object(),
                   bool dry_run = false) {
  engine::Command one{"releases", command == "propose" ? "" : "november-2019", command, body.dump(), by, "", "", {},
                      {}};
  one.dry_run = dry_run;
  return s.ask(std::move(one));
}
engine::Accepted done(Story& s, const Actor& by, const std::string& command, const Dom& body = Dom::object()) {
  auto reply = told(s, by, command, body);
  const auto words = command + ": " + in_words(reply);
  CAPTURE(words);
  REQUIRE(std::holds_alternative<engine::Accepted>(reply));
  return std::get<engine::Accepted>(std::move(reply));
}
Answer not_done(Story& s, const Actor& by, const std::string& command, const Dom& body = Dom::object()) {
  return Answer(told(s, by, command, body));
}
Dom release(Story& s) {
  const auto& rules = *story::rules().first_of("releases");
  const auto current = api::from_events(story::rules(), s.journal(), {}).find("november-2019").value();
  auto view = Dom::parse(rules.view(current, 0));
  view["state"] = current.state;
  return view;
}
Dom items(std::initializer_list<std::pair<const char*, int>> all) {
  Dom list = Dom::array();
  for (const auto& [ref, part] : all) list.push_back({{"ref", ref}, {"part", part}});
  return {{"modifications", list}};
}
const Dom november = {{"id", "november-2019"},
                      {"title", "November 2019 SEC Release"},
                      {"kind", "november"},
                      {"planned_on", "2019-11-07"}};

void given_an_agreed_release(Story& s) {
  s.given("SECMP0018", "pending-implementation", "authority-determined");
  s.given("SECMP0025", "refinement", "authority-determined");
  done(s, secas, "propose", november);
  done(s, secas, "include", items({{"SECMP0018", 1}, {"SECMP0025", 1}}));
  done(s, panel, "agree");
}
Dom part_of(Story& s, const std::string& ref, std::size_t index = 0) {
  return s.then(ref).view().at("implementation").at(index);
}
}  // namespace

STORY("A release is proposed, takes modifications into its scope, is agreed, closed, and goes live") {
  Story s("2019-02-15");
  given_an_agreed_release(s);
  CHECK(part_of(s, "SECMP0025").at("release") == "november-2019");
  CHECK(part_of(s, "SECMP0025").at("planned_on") == "2019-11-07");
  done(s, panel, "freeze");
  not_done(s, secas, "include", items({{"SECMP0025", 2}})).has_no_row();
  not_done(s, secas, "go-live").is_refused_for("DayHasCome");
  s.the_day_is("2019-11-07");
  done(s, secas, "go-live", {{"sec_version", "6.21"}});
  CHECK(release(s).at("state") == "live");
  CHECK(release(s).at("actual_on") == "2019-11-07");
  CHECK(release(s).at("first_planned_on") == "2019-11-07");
}

STORY("Nothing is agreed that has nothing in it, and nothing is in a release twice") {
  Story s("2019-02-15");
  s.given("SECMP0018", "pending-implementation", "authority-determined");
  done(s, secas, "propose", november);
  not_done(s, panel, "agree").is_refused_for("ScopeNamesSomething");
  not_done(s, secas, "include", items({{"SECMP0018", 1}, {"SECMP0018", 1}})).is_refused_for("NamedOnce");
  done(s, secas, "include", items({{"SECMP0018", 1}}));
  CHECK(done(s, secas, "include", items({{"SECMP0018", 1}})).brought.empty());
  CHECK(release(s).at("scope").size() == 1);
  not_done(s, panel, "remove", {{"ref", "SECMP0018"}, {"part", 2}, {"reason", "r"}}).is_refused_for("IsInScope");
}

STORY("What nobody has raised is in no release, and what is implemented joins none") {
  Story s("2019-02-15");
  done(s, secas, "propose", november);
  not_done(s, secas, "include", items({{"SECMP0099", 1}})).is_malformed_at("/modifications/0");
  s.given("SECMP0049", "implemented", "authority-determined");
  CHECK(std::holds_alternative<engine::Refused>(told(s, secas, "include", items({{"SECMP0049", 1}}))));
  CHECK(release(s).at("scope").empty());
}

STORY("What a release cannot be told of a modification is said of the item that names it") {
  Story s("2019-02-15");
  done(s, secas, "propose", november);
  s.given("SECMP0018", "pending-implementation", "authority-determined");
  s.given("SECMP0025", "refinement", "authority-determined");
  s.the_day_is("2019-02-18");
  s.when(secas, "SECMP0025", "set-impacts", {{"dcc_systems", "none"}});
  auto both = items({{"SECMP0018", 1}, {"SECMP0025", 1}});
  both["effective_on"] = "2019-02-15";
  const auto reply = told(s, secas, "include", both);
  REQUIRE(std::holds_alternative<engine::Malformed>(reply));
  CHECK(std::get<engine::Malformed>(reply).errors.at(0).pointer == "/modifications/1/effective_on");
}

STORY("After the scope is closed the Panel adds by exception, with its reason; what leaves is in no release") {
  for (const std::string pack : {"sec-2018", "sec-2019", "sec-2021"}) {
    Story s("2019-02-15");
    given_an_agreed_release(s);
    done(s, panel, "freeze");
    s.given("MP142", "report-consultation", "self-governance", {{"workflow", pack}});
    not_done(s, secas, "add-by-exception", items({{"MP142", 1}})).is_forbidden();
    auto exception = items({{"MP142", 1}});
    exception["reason"] = "a document-only change";
    done(s, panel, "add-by-exception", exception);
    CHECK(release(s).at("scope").at(2).at("by_exception") == true);
    CHECK(part_of(s, "MP142").at("release") == "november-2019");
    done(s, panel, "remove", {{"ref", "MP142"}, {"reason", "it is not ready"}});
    CHECK(part_of(s, "MP142").at("release").is_null());
  }
}

STORY("Moving a release is shown before it is done, then recorded on everything in it") {
  Story s("2019-02-15");
  given_an_agreed_release(s);
  const Dom later = {{"to", "2019-11-24"}, {"until", "2019-12-01"}, {"reason", "the DCC's deployment"}};
  const auto before = s.journal().last_seq();
  const auto preview = std::get<engine::Accepted>(told(s, panel, "request-date", later, true));
  CHECK(preview.dry_run);
  REQUIRE(preview.brought.size() == 2);
  CHECK(preview.brought[0].after.id == "SECMP0018");
  CHECK(preview.brought[1].after.id == "SECMP0025");
  CHECK(s.journal().last_seq() == before);  // nothing was written
  CHECK(release(s).at("revisions").empty());

  CHECK(done(s, panel, "request-date", later).brought.size() == 2);
  CHECK(part_of(s, "SECMP0018").at("requested") == "2019-11-24");
  CHECK(part_of(s, "SECMP0018").at("planned_on").is_null());  // the Authority has not said a day
  CHECK(part_of(s, "SECMP0025").at("planned_on") == "2019-11-07");
  CHECK(s.journal().last_seq() == before + 3);
  CHECK(s.history("SECMP0025").back().event.type == "release-recorded");
}

STORY("The Authority directs a range, and within it the Panel sets the day itself: November 2019") {
  Story s("2019-02-15");
  given_an_agreed_release(s);
  not_done(s, panel, "set-date", {{"to", "2019-11-29"}, {"reason", "r"}}).is_refused_for("DateIsThePanels");
  s.the_day_is("2019-10-01");
  done(s, panel, "request-date", {{"to", "2019-11-24"}, {"until", "2019-12-01"}, {"reason", "deployment"}});
  s.the_day_is("2019-10-08");
  done(s, authority, "direct-date", {{"on", "2019-11-24"}, {"until", "2019-12-01"}});
  CHECK(part_of(s, "SECMP0018").at("planned_on") == "2019-11-24");
  CHECK(part_of(s, "SECMP0018").at("until") == "2019-12-01");
  s.the_day_is("2019-10-30");
  not_done(s, panel, "set-date", {{"to", "2019-12-02"}, {"reason", "r"}}).is_refused_for("DateIsThePanels");
  not_done(s, panel, "request-date", {{"to", "2019-11-29"}, {"reason", "r"}}).is_refused_for("DateIsTheAuthoritys");
  done(s, panel, "set-date", {{"to", "2019-11-29"}, {"reason", "the range that the Authority left"}});
  CHECK(part_of(s, "SECMP0018").at("planned_on") == "2019-11-29");
  not_done(s, panel, "set-date", {{"to", "2019-11-29"}, {"reason", "r"}}).is_refused_for("DateDiffers");
  not_done(s, authority, "direct-date", {{"on", "2019-11-24"}, {"until", "2019-11-20"}})
      .is_refused_for("RangeRunsForward");
  const auto revisions = release(s).at("revisions");
  REQUIRE(revisions.size() == 3);
  CHECK(revisions[1].at("stage") == "directed");
  CHECK(revisions[2].at("by") == "panel");
  CHECK(release(s).at("first_planned_on") == "2019-11-07");
}

STORY("A modification that is withdrawn stays as it is when its release moves, and the others move") {
  Story s("2019-02-15");
  given_an_agreed_release(s);
  s.given("SECMP0060", "pending-implementation", "self-governance");
  done(s, secas, "include", items({{"SECMP0060", 1}}));
  s.the_day_is("2019-11-07");
  s.when(secas, "SECMP0060", "implement-part", {{"part", 1}});
  const auto moved = done(s, authority, "direct-date", {{"on", "2019-11-29"}});
  CHECK(moved.brought.size() == 2);
  s.then("SECMP0060").in("implemented");
  CHECK(part_of(s, "SECMP0060").at("planned_on") == "2019-11-07");
}

STORY("Both parts of a modification may be in one release; each is moved") {
  Story s("2019-02-15");
  given_an_agreed_release(s);
  done(s, secas, "include", items({{"SECMP0025", 2}}));
  const auto moved = done(s, authority, "direct-date", {{"on", "2019-11-29"}});
  CHECK(moved.brought.size() == 2);
  CHECK(part_of(s, "SECMP0025", 0).at("planned_on") == "2019-11-29");
  CHECK(part_of(s, "SECMP0025", 1).at("planned_on") == "2019-11-29");
}

STORY("A part that is in the scope of one release is taken in by no other") {
  for (const std::string pack : {"sec-2018", "sec-2019", "sec-2021"}) {
    Story s("2019-02-15");
    s.given("SECMP0018", "pending-implementation", "authority-determined", {{"workflow", pack}});
    done(s, secas, "propose", november);
    done(s, secas, "include", items({{"SECMP0018", 1}}));
    const Dom what = {{"release", "june-2020"}, {"parts", {1}}, {"change", "included"}, {"on", "2020-06-25"}};
    s.but(Actor{"p", "release", "", "", ""}, "SECMP0018", "record-release", what).is_refused_for("InNoOtherRelease");
  }
}

STORY("A part that is implemented is touched by no release") {
  for (const std::string pack : {"sec-2018", "sec-2019", "sec-2021"}) {
    Story s("2019-02-15");
    s.given("SECMP0018", "pending-implementation", "authority-determined", {{"workflow", pack}});
    done(s, secas, "propose", november);
    done(s, secas, "include", items({{"SECMP0018", 1}, {"SECMP0018", 2}}));
    s.the_day_is("2019-11-07");
    s.when(secas, "SECMP0018", "implement-part", {{"part", 1}});
    const Dom what = {{"release", "november-2019"}, {"parts", {1}}, {"change", "moved"}, {"on", "2019-11-29"}};
    s.but(Actor{"p", "release", "", "", ""}, "SECMP0018", "record-release", what).is_refused_for("PartIsNotDone");
    s.but(manager, "SECMP0018", "record-release", what).is_forbidden();
  }
}

STORY("Cut-offs follow from a release's date, unless they were set") {
  Story s("2019-03-15");
  given_an_agreed_release(s);
  auto at_risk = answered(s, "releases", "november-2019", "at-risk");
  CHECK(at_risk.at("cut_offs") == Dom{{"scope_freeze", "2019-03-15"},
                                      {"ia_cutoff", "2019-06-07"},
                                      {"decision_cutoff_system", "2019-09-06"},  // the 7th is a Saturday
                                      {"decision_cutoff_document", "2019-10-17"}});
  done(s, secas, "set-cut-offs", {{"cut_offs", {{"ia_cutoff", "2019-06-14"}}}});
  done(s, authority, "direct-date", {{"on", "2019-11-29"}});
  at_risk = answered(s, "releases", "november-2019", "at-risk");
  CHECK(at_risk.at("cut_offs").at("ia_cutoff") == "2019-06-14");
  CHECK(at_risk.at("cut_offs").at("decision_cutoff_system") == "2019-09-27");  // the 29th is a Sunday
}

STORY("A release that is cancelled leaves its modifications without one, and its feed says that it is off") {
  Story s("2019-02-15");
  given_an_agreed_release(s);
  done(s, secas, "set-specifications", {{"specifications", {{{"specification", "DUIS"}, {"version", "3.1"}}}}});
  done(s, panel, "cancel", {{"reason", "no testing participants"}});
  CHECK(part_of(s, "SECMP0025").at("release").is_null());
  const auto feed = answer(s, "releases", "november-2019", "timetable").agenda.value();
  CHECK(feed.entries.front().uid == "november-2019.1");
  CHECK(feed.entries.front().cancelled);
}

STORY("No release sets, moves or wipes the date of what the Authority determines, but within the range that it left") {
  for (const std::string pack : {"sec-2018", "sec-2019", "sec-2021"}) {
    Story s("2019-02-15");
    s.given("SECMP0018", "pending-implementation", "authority-determined", {{"workflow", pack}});
    done(s, secas, "propose", november);
    done(s, secas, "include", items({{"SECMP0018", 1}}));
    CHECK(part_of(s, "SECMP0018").at("release") == "november-2019");
    CHECK(part_of(s, "SECMP0018").at("planned_on").is_null());
    done(s, panel, "set-date", {{"to", "2019-11-14"}, {"reason", "the plan changes"}});
    CHECK(part_of(s, "SECMP0018").at("planned_on").is_null());
    s.when(panel, "SECMP0018", "request-revised-date", {{"to", "2019-11-14"}, {"reason", "with the release"}});
    s.but(secas, "SECMP0018", "implement-part").is_refused_for({"PartIsDue", "ReleaseIsReached"});
    s.when(authority, "SECMP0018", "direct-date", {{"on", "2019-11-14"}, {"until", "2019-11-30"}});
    done(s, panel, "set-date", {{"to", "2019-12-05"}, {"reason", "beyond what the Authority left"}});
    CHECK(part_of(s, "SECMP0018").at("planned_on") == "2019-11-14");
    done(s, panel, "set-date", {{"to", "2019-11-24"}, {"reason", "within it"}});
    CHECK(part_of(s, "SECMP0018").at("planned_on") == "2019-11-24");
    done(s, panel, "remove", {{"ref", "SECMP0018"}, {"reason", "it is not ready"}});
    CHECK(part_of(s, "SECMP0018").at("release").is_null());
    CHECK(part_of(s, "SECMP0018").at("planned_on") == "2019-11-24");
    s.but(secas, "SECMP0018", "implement-part").is_refused_for("PartIsDue");
  }
}

STORY("A date that is a plan still, or the Panel's own, goes with the release") {
  Story s("2019-02-15");
  s.given("SECMP0025", "refinement", "authority-determined");
  s.given("SECMP0060", "pending-implementation", "self-governance");
  done(s, secas, "propose", november);
  done(s, secas, "include", items({{"SECMP0025", 1}, {"SECMP0060", 1}}));
  done(s, panel, "set-date", {{"to", "2019-11-14"}, {"reason", "the plan changes"}});
  for (const std::string ref : {"SECMP0025", "SECMP0060"}) CHECK(part_of(s, ref).at("planned_on") == "2019-11-14");
  done(s, panel, "remove", {{"ref", "SECMP0060"}, {"reason", "it is not ready"}});
  CHECK(part_of(s, "SECMP0060").at("planned_on").is_null());
}

STORY(
    "A part is implemented when its release is live, or on the release's day; of a release that nobody knows, at "
    "once") {
  for (const std::string pack : {"sec-2018", "sec-2019", "sec-2021"}) {
    Story s("2019-02-15");
    done(s, secas, "propose", november);
    for (const std::string ref : {"SECMP0060", "SECMP0061"}) {
      s.given(ref, "pending-implementation", "self-governance", {{"workflow", pack}});
      done(s, secas, "include", items({{ref.c_str(), 1}}));
      s.when(authority, ref, "direct-date", {{"on", "2019-02-18"}, {"until", "2019-12-31"}});  // its release, or sooner
    }
    s.the_day_is("2019-02-18");
    s.but(secas, "SECMP0060", "implement-part").is_refused_for("ReleaseIsReached").says("7 November 2019");
    s.the_day_is("2019-11-07");
    s.when(secas, "SECMP0060", "implement-part");
    done(s, panel, "agree");
    done(s, secas, "go-live");
    s.when(secas, "SECMP0061", "implement-part");
    s.given("SECMP0062", "pending-implementation", "self-governance",
            {{"workflow", pack},
             {"position",
              {{"state", "pending-implementation"},
               {"path", "self-governance"},
               {"as_of", "2019-11-07"},
               {"source", "minutes"},
               {"implementation", {{{"part", 1}, {"release", "some-other"}}, {{"part", 2}}}}}}});
    s.when(secas, "SECMP0062", "implement-part", {{"part", 1}});
    s.then("SECMP0062").in("pending-implementation");
    s.when(secas, "SECMP0062", "implement-part", {{"part", 2}});
    s.then("SECMP0062").in("implemented");
  }
}

STORY(
    "The date with which the Authority approves on a referral is the Authority's: neither release nor Panel moves it") {
  Story s("2019-02-15");
  s.given("SECMP0060", "authority-referral", "self-governance");
  s.when(authority, "SECMP0060", "determine",
         {{"decision", "approve"},
          {"reason", "better facilitates objective (a)"},
          {"implementation", {{{"part", 1}, {"planned_on", "2019-11-07"}}}}});
  s.when(panel, "SECMP0060", "request-revised-date", {{"to", "2019-11-14"}, {"reason", "testing"}});
  s.then("SECMP0060").waits_for("authority").has("/implementation/0/planned_on", "2019-11-07");
  done(s, secas, "propose", november);
  done(s, secas, "include", items({{"SECMP0060", 1}}));
  done(s, panel, "set-date", {{"to", "2019-11-21"}, {"reason", "the plan changes"}});
  CHECK(part_of(s, "SECMP0060").at("planned_on") == "2019-11-07");
}

STORY("Every cut-off that is reckoned is a Working Day, and one that is set has to be one") {
  Story s("2019-03-15");
  const Dom release = {{"id", "november-2019"}, {"title", "N"}, {"kind", "november"}, {"planned_on", "2019-11-07"}};
  for (const std::string name : {"scope_freeze", "ia_cutoff", "decision_cutoff_system", "decision_cutoff_document"}) {
    const Dom saturday = {{"cut_offs", {{name, "2019-09-07"}}}};
    const auto at = "/cut_offs/" + name;
    not_done(s, panel, "propose", lives::with(release, saturday)).is_malformed_at(at);
  }
  done(s, panel, "propose", release);
  const auto wrong = not_done(s, secas, "set-cut-offs", {{"cut_offs", {{"ia_cutoff", "2019-06-15"}}}});
  wrong.is_malformed_at("/cut_offs/ia_cutoff");
  CHECK(in_words(wrong.reply())
            .find("Saturday 15 June 2019 is no Working Day: the one before it is Friday 14 June "
                  "2019") != std::string::npos);
  const auto& calendar = sec::calendar();
  sec::release::Facts facts;
  for (int day = 0; day < 800; ++day) {
    const engine::Date live = std::chrono::sys_days(date("2019-01-01")) + std::chrono::days(day);
    facts.planned_on = live;
    const auto found = sec::release::cut_offs_of(facts, calendar);
    CAPTURE(engine::to_text(live));
    for (const auto& one : {found.ia_cutoff, found.decision_cutoff_system, found.decision_cutoff_document})
      CHECK(calendar.is_working_day(one.value()));
    CHECK(calendar.between(*found.decision_cutoff_system, live) >
          calendar.between(*found.decision_cutoff_document, live));
  }
}
