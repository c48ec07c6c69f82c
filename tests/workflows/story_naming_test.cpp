// How modifications are named: with fewer zeros, by another prefix, by a former name; whoever names one shows the name
// that it has by now.
#include "engine/text.hpp"
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"
#include "workflows/sec/terms/references.hpp"

using namespace meetings;

namespace {
const std::string release = "releases/november-2019";

void given_a_release(Story& s) {
  done(s, panel, "releases", "propose",
       {{"id", "november-2019"}, {"title", "November 2019"}, {"kind", "november"}, {"planned_on", "2019-11-07"}});
}
// DP007, about to enter the Refinement Process.
std::string given_a_draft(Story& s) {
  s.given("DP007", "development", "", {{"workflow", "sec-2019"}});
  s.when(panel, "DP007", "recommend-conversion", {{"route", "refinement"}});
  return "DP007";
}
std::string scope(Story& s) { return view(s, release).at("scope").at(0).at("ref"); }
Dom first_item(Story& s, const Actor& by = panel) { return view(s, panel_66, by).at("items").at(0); }
}  // namespace

TEST_CASE("However many zeros somebody writes, and in whatever letters, it is one reference") {
  for (const int number : {1, 7, 25, 99, 100, 128, 999, 1000, 4711, 123456})
    for (const std::string prefix : {"SECMP", "DP", "MP"})
      for (const std::string letter : {"", "A"}) {
        const auto whole = sec::canonical_reference(prefix + std::to_string(number) + letter);
        REQUIRE(sec::read_reference(whole).has_value());
        CHECK(sec::canonical_reference(whole) == whole);
        for (auto digits = std::to_string(number); digits.size() <= 6; digits.insert(0, "0")) {
          CHECK(sec::canonical_reference(prefix + digits + letter) == whole);
          CHECK(sec::canonical_reference(engine::lower(prefix + digits + letter)) == whole);
          CHECK(sec::same_reference(prefix + digits + letter, "MP" + std::to_string(number) + letter));
        }
      }
  for (const std::string none : {"MP", "MP1234567", "MP12AB", "MPA", "P387", "", "MP-1", "MP 1"}) {
    CHECK_FALSE(sec::named_reference(none).has_value());
    CHECK(sec::canonical_reference(none) == none);
  }
}

STORY("A modification is found by its number with fewer zeros, by whatever prefix; a new one is written whole") {
  Story s("2019-03-15");
  s.given("MP025", "refinement", "", {{"workflow", "sec-2019"}});
  for (const std::string name : {"MP25", "mp25", "DP25", "SECMP25", "SECMP0025", "MP0025"})
    CHECK(api::from_events(rules(), s.journal(), {}).id_of({"modifications", name}) == "MP025");
  const auto one = lives::submitted(s, lives::eras[1]);
  s.when(secas, one, "link", {{"relation", "corrected-by"}, {"ref", "mp25"}});
  s.then(one).has("/links/0/ref", "MP025");
  s.when(panel, one, "consolidate", {{"with", {"DP25"}}, {"reason", "they belong together"}});
  s.but_raised(manager, {{"ref", "MP30"}, {"title", "t"}, {"problem", "p"}}).is_malformed_at("/ref");
}

STORY("The scope of a release shows the name that a modification has by now, whatever it was included by") {
  Story s("2019-03-15");
  given_a_release(s);
  const auto draft = given_a_draft(s);
  done(s, secas, release, "include", {{"modifications", {{{"ref", "mp7"}, {"part", 1}}}}});
  CHECK(scope(s) == "DP007");
  s.when(panel, draft, "send-to-refinement", {{"path", "self-governance"}});
  CHECK(scope(s) == "MP007");
  CHECK(answered(s, "releases", "november-2019", "at-risk").at("items").at(0).at("ref") == "MP007");
  const Dom slower = {{"modifications", {{{"ref", "mp7"}, {"slips", Dom::array()}}}}};
  CHECK_FALSE(std::holds_alternative<engine::Malformed>(asked(s, "releases", "november-2019", "what-if", slower)));
  done(s, secas, release, "include",
       {{"modifications", {{{"ref", "DP7"}, {"part", 1}}}}});  // it is in: nothing changes
  CHECK(scope(s) == "MP007");
  not_done(s, secas, release, "include",
           {{"modifications", {{{"ref", "DP7"}, {"part", 2}}, {{"ref", "MP007"}, {"part", 2}}}}})
      .is_refused_for("NamedOnce");
  s.when(panel, draft, "revoke-last", {{"reason", "recorded by mistake"}});
  CHECK(scope(s) == "DP007");
  done(s, panel, release, "remove", {{"ref", "DP7"}, {"reason", "it is not ready"}});
  CHECK(view(s, release).at("scope").empty());
}

STORY("An item of a meeting and its draft lines follow a new name, also of a step that its own line brings about") {
  Story s("2019-03-15");
  given_the_meeting(s);
  const auto draft = given_a_draft(s);
  given_an_item(s, 1, "A proposal", {{"modifications", {"mp7"}}});
  CHECK(first_item(s).at("modifications").at(0) == "DP007");
  when_it_was_held(s);
  given_a_line(s, 1, "AGREED", "that DP007 is refined",
               {{"modification", "DP7"}, {"command", "send-to-refinement"}, {"body", {{"path", "self-governance"}}}});
  CHECK(first_item(s).at("lines").at(0).at("modification") == "DP007");
  const auto confirmed = done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  s.then("DP007").has("/ref", "MP007");
  const auto item = first_item(s);
  CHECK(item.at("modifications").at(0) == "MP007");
  CHECK(item.at("lines").at(0).at("modification") == "MP007");
  CHECK(item.at("lines").at(0).at("text") == "that DP007 is refined");  // as it was decided
  // The reply has the version that the meeting has now.
  CHECK(confirmed.after.version == current(s, panel_66).version);
  CHECK(rules().get("sec-meeting").view(confirmed.after, 0).find("MP007") != std::string::npos);
  done(s, panel, panel_66, "withdraw-line", {{"line", 1}, {"reason", "it was not decided"}});
  s.then("DP007").has("/ref", "DP007");
  CHECK(first_item(s).at("modifications").at(0) == "DP007");
}

STORY("Nobody hears of a draft line by the new name of the modification that it is about") {
  Story s("2019-03-15");
  given_the_meeting(s);
  const auto draft = given_a_draft(s);
  given_an_item(s, 1, "Something else");
  given_a_line(s, 1, "NOTED", "something about a proposal", {{"modification", draft}});
  s.when(panel, draft, "send-to-refinement", {{"path", "self-governance"}});
  CHECK(history(s, panel_66, panel).find("MP007") != std::string::npos);
  CHECK(history(s, panel_66, visitor).find("MP007") == std::string::npos);
}

STORY("A step on a release that a line brought about is undone though another modification was renamed since") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_a_release(s);
  const auto draft = given_a_draft(s);
  done(s, secas, release, "include", {{"modifications", {{{"ref", draft}, {"part", 1}}}}});
  given_an_item(s, 1, "The release");
  when_it_was_held(s);
  given_a_line(s, 1, "AGREED", "the scope", {{"release", "november-2019"}, {"command", "agree"}});
  done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  s.when(panel, draft, "send-to-refinement", {{"path", "self-governance"}});
  CHECK(view(s, release).at("state") == "agreed");
  done(s, panel, panel_66, "withdraw-line", {{"line", 1}, {"reason", "it was not decided"}});
  CHECK(view(s, release).at("state") == "proposed");
  CHECK(scope(s) == "MP007");
}
