// Timetables, what is at risk and what is owed, as the files of questions/ write them.
#include "workflows/sec/answers/answers.hpp"
#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/paper/register.hpp"
#include "workflows/sec/timetable/outlook.hpp"

namespace sec::answering {

// Of these names other files of this folder have some too.
namespace timetables {
namespace {
using engine::list_of;
using engine::or_null;
using engine::Shape;
using engine::shaped;
using MaybeNumber = std::optional<int>;

Shape milestone() {
  return Shape("MilestoneStanding")
      .has("code", &MilestoneView::code)
      .has("words", &MilestoneView::words)
      .has("owner", &MilestoneView::owner)
      .has("baseline", &MilestoneView::baseline)
      .has("agreed", &MilestoneView::agreed)
      .has("forecast", &MilestoneView::forecast)
      .has("actual", &MilestoneView::actual)
      .has("passed", &MilestoneView::passed)
      .has<MaybeNumber>("planned_wd")
      .has<MaybeNumber>("expected_wd")
      .has("movement_wd", &MilestoneView::movement_wd)
      .has("total_movement_wd", &MilestoneView::total_movement_wd)
      .has("reason_code", &MilestoneView::reason_code)
      .has("reason", &MilestoneView::reason)
      .has("latest", &MilestoneView::latest)
      .has("start_by", &MilestoneView::start_by)
      .has("float_wd", &MilestoneView::float_wd)
      .may_have<Date>("provisional_from");
}

Shape cut_off() {
  return Shape("CutOff")
      .has<std::string>("cut_off")
      .has<std::string>("release")
      .has<Date>("on")
      .has<std::string>("milestone")
      .has("forecast", &CutOffView::forecast)
      .has("float_wd", &CutOffView::float_wd)
      .has<bool>("missed");
}

Shape rescue() {
  return Shape("Rescue")
      .has("rescue", &Rescue::name)
      .has("words", &Rescue::words)
      .has("authority", &Rescue::authority)
      .has("reason_required", &Rescue::reason_required)
      .has("gains", &Rescue::gains)
      .has("saves", &Rescue::saves);
}

Shape timetable(const engine::Workflows& all) {
  return Shape("Timetable")
      .has("ref", &Facts::ref)
      .has("title", &Facts::title)
      .has<Date>("as_at")
      .has("state", state_in(all, "modifications"))
      .has("stage", or_null(stage_in(all, "modifications")))
      .has<Status>("status")
      .has("rag", &Outlook::rag)
      .has("reasons", &Outlook::reasons)
      .has("slip_wd", &Outlook::slip_wd)
      .has("total_slip_wd", &Outlook::total_slip_wd)
      .has("held_wd", &Reckoning::held_wd)
      .has("cut_offs", list_of(shaped("CutOff")))
      .has("critical_path", &Outlook::critical)
      .has<std::optional<std::string>>("critical_step")
      .has("milestones", list_of(shaped("MilestoneStanding")))
      .has("rescues", list_of(shaped("Rescue")))
      .has<std::vector<TimetableVersion>>("versions")
      .has("assumptions", &Reckoning::assumptions);
}

Shape assessment() {
  return Shape("OwedAssessment")
      .has<std::string>("ref")
      .has<std::optional<std::string>>("title")
      .has("kind", engine::word_among({"preliminary", "impact", "authority-decision"}))
      .has("who", engine::word_among({"dcc", "authority"}))
      .has<std::optional<Date>>("requested_on")
      .has<std::optional<Date>>("due_on")
      .has<MaybeNumber>("service_level_wd")
      .has<MaybeNumber>("late_wd")
      .has<int>("round")
      .may_have<Date>("provisional_from");
}
}  // namespace

void add(engine::Answers& to, const engine::Workflows& all) {
  for (auto& one :
       {milestone(), cut_off(), rescue(), timetable(all), assessment(),
        Shape("Standing").has_all_of<paper::TimetableBrief>(), engine::page_of("TimetablePage", "Timetable"),
        engine::page_of("OwedAssessmentPage", "OwedAssessment")})
    to.shapes.push_back(one);
  to.of["modifications?timetable"] = "Timetable";
  to.of["modifications?what-if"] = "Timetable";
  to.of["modifications?standing"] = "Standing";
  to.of["modifications?timetables"] = "TimetablePage";
  to.of["modifications?assessments"] = "OwedAssessmentPage";
}
}  // namespace timetables

void add_timetables(engine::Answers& to, const engine::Workflows& all) { timetables::add(to, all); }

}  // namespace sec::answering
