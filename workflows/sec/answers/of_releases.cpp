// Releases as releases.cpp writes them, and who is at risk in one as questions/of_releases.cpp does.
#include "workflows/sec/answers/answers.hpp"
#include "workflows/sec/release/facts.hpp"

namespace sec::answering {

// Of these names other files of this folder have some too.
namespace releases {
namespace {
using engine::list_of;
using engine::Shape;
using engine::shaped;
using release::Facts;

Shape whole(const engine::Workflows& all) {
  return Shape("Release")
      .has("id", &Facts::id)
      .has<int>("version")
      .has("title", &Facts::title)
      .has("state", state_in(all, "releases"))
      .has("kind", &Facts::kind)
      .has("first_planned_on", &Facts::first_planned_on)
      .has("planned_on", &Facts::planned_on)
      .has("actual_on", &Facts::actual_on)
      .has("agreed_on", &Facts::agreed_on)
      .has("sec_version", &Facts::sec_version)
      .may_have("tag_assurance", &Facts::tag_assurance)
      .may_have("went_live_without", &Facts::went_live_without)
      .has("revisions", &Facts::revisions)
      .has("cut_offs", &Facts::cut_offs)
      .has("scope", &Facts::scope)
      .has("specifications", &Facts::specifications);
}

Shape item(const engine::Workflows& all) {
  return Shape("ReleaseRisk")
      .has<std::string>("ref")
      .has<std::optional<std::string>>("title")
      .has("state", state_in(all, "modifications"))
      .has("risk", engine::word_among({"missed", "tight", "none"}))
      .has<std::optional<int>>("float_wd")
      .has("cut_offs", list_of(shaped("CutOff")))
      .has("rescues", list_of(shaped("Rescue")))
      .has<std::vector<std::string>>("assumptions");
}

Shape at_risk() {
  return Shape("ReleaseTimetable")
      .has<std::string>("release")
      .has("title", &Facts::title)
      .has<Date>("as_at")
      .has("planned_on", &Facts::planned_on)
      .has("cut_offs", &Facts::cut_offs)
      .may_have<Date>("provisional_from")
      .has("items", list_of(shaped("ReleaseRisk")))
      .has<std::optional<std::string>>("next");
}
}  // namespace

void add(engine::Answers& to, const engine::Workflows& all) {
  for (auto& one : {whole(all), Shape("ReleaseSummary").has_all_of<release::Summary>(), item(all), at_risk()})
    to.shapes.push_back(one);
  to.of["releases"] = "Release";
  to.of["releases/summary"] = "ReleaseSummary";
  for (const auto* question : {"releases?at-risk", "releases?timetable", "releases?what-if"})
    to.of[question] = "ReleaseTimetable";
}
}  // namespace releases

void add_releases(engine::Answers& to, const engine::Workflows& all) { releases::add(to, all); }

}  // namespace sec::answering
