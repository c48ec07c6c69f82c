// What the program itself asks of a case when another one changes; nobody fills these in, the history shows them.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word program_rows[] = {
    {"DeadlinePassed.name", "Deadline that passed",
     "As the modification lists it among its deadlines; written by the clock."},
    {"calendar", "Calendar that changed", "By its short name, such as england-wales; written by the program."},
    {"holiday", "New holiday", "The day that is a holiday from now on; written by the program."},
    {"holiday_name", "Name of the new holiday", "As the calendar has it; written by the program."},
    {"withdrawn", "Holiday no longer", "The day that is a Working Day from now on; written by the program."},
    {"published_year", "Year that was published", "Its bank holidays are firm from now on; written by the program."},
    {"changed", "Days that changed",
     "Those of the year that became holidays, or ceased to be; written by the program."},
    {"MoveDeadlines.reason", "Why the calendar changed", "As whoever changed it said; written by the program."},
    {"RecordRelease.parts", "Parts concerned",
     "Numbers of the parts that are in the release; none: those that have named it. Written by the program."},
    {"change", "What became of the release", "Or of the parts within it; written by the program."},
    {"RecordRelease.on", "Date of the release",
     "The day that holds for its parts from now on, or that was asked for; written by the program."},
    {"RecordRelease.until", "End of the range", "Up to which the Panel may choose the day; written by the program."},
    {"RecordJoint.ref", "Modification handled jointly", "The one that names this one; written by the program."},
    {"FollowItem.meeting", "Meeting of the item", "Its reference; written by the program."},
    {"FollowItem.light", "New traffic light", "That of the item, which got another one; written by the program."},
    {"FollowItem.lowered", "Raised by mistake",
     "What was open before its light was raised is so again; written by the program."},
    {"FollowItem.steps", "Steps that follow",
     "Each step that lines of the item brought about here; written by the program."},
    {"StepLights.line", "First line", "By which the minutes know the step; written by the program."},
    {"lights", "Lights of its lines", "One for each line of the step, in their order; written by the program."},
    {"ShowWithMinutes.meeting", "Meeting whose minutes are published", "Its reference; written by the program."},
    {"former", "Earlier reference", "What the other modification was called so far; written by the program."},
    {"RecordRenamed.ref", "Present reference", "What it is called from now on; written by the program."},
};
}  // namespace

std::span<const Word> of_program() { return program_rows; }

}  // namespace sec::words
