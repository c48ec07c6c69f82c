// What is in no release any longer: of a release that was cancelled, and of what came to nothing.
#include "tests/support/asking.hpp"
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"

using namespace meetings;

namespace {
void given_a_release(Story& s, const std::string& id, const std::string& planned_on) {
  done(s, secas, "releases", "propose", {{"id", id}, {"title", id}, {"kind", "ad-hoc"}, {"planned_on", planned_on}});
}
void included(Story& s, const std::string& id, const std::string& ref) {
  done(s, secas, "releases/" + id, "include", {{"modifications", {{{"ref", ref}, {"part", 1}}}}});
}
Dom release(Story& s, const std::string& id) {
  const auto current = api::from_events(rules(), s.journal(), {}).find(id).value();
  return Dom::parse(rules().first_of("releases")->view(current, 0));
}
std::string header(const engine::Report& report, const std::string& wanted) {
  for (const auto& [label, value] : report.header)
    if (label == wanted) return value;
  return "";
}
Dom listed(Story& s, const std::string& ref) {
  const auto all = s.journal().summaries("modifications", engine::AsAt{});
  for (const auto& one : all)
    if (auto summary = Dom::parse(one.summary); summary.at("ref") == ref) return summary;
  return {};
}
}  // namespace

STORY("A release that was cancelled says so on its page, and has nothing in its scope") {
  Story s("2020-03-02");
  given_a_release(s, "november-2020", "2020-11-05");
  s.given("MP101", "refinement", "authority-determined");
  included(s, "november-2020", "MP101");
  s.the_day_is("2020-03-09");
  done(s, panel, "releases/november-2020", "cancel", {{"reason", "nothing is ready"}});
  CHECK(header(paper(s, "releases/november-2020", "page"), "Release") ==
        "november-2020 was cancelled on 9 March 2020.");
  CHECK(release(s, "november-2020").at("scope").empty());
  CHECK(listed(s, "MP101").at("release").is_null());
}

STORY("What came to nothing has neither a release nor an implementation date in lists and on its page") {
  Story s("2020-03-02");
  given_a_release(s, "november-2020", "2020-11-05");
  s.given("MP101", "pending-implementation", "self-governance");
  included(s, "november-2020", "MP101");
  const auto date_on_page = [&] { return header(paper(s, "modifications/MP101", "page"), "Implementation date"); };
  CHECK(listed(s, "MP101").at("release") == "november-2020");
  CHECK(date_on_page().find("5 November 2020") == 0);
  s.when(panel, "MP101", "reverse", {{"reason", "on appeal"}});
  CHECK(listed(s, "MP101").at("release").is_null());
  CHECK(listed(s, "MP101").at("planned_on").is_null());
  CHECK(date_on_page() == "None");
  s.when(panel, "MP101", "revoke-last", {{"reason", "it was another one"}});
  CHECK(listed(s, "MP101").at("release") == "november-2020");
}
