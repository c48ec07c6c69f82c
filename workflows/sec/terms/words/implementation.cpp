// The implementation: parts, releases and dates, and a reversal on appeal.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word implementation_rows[] = {
    {"part", "Part", "Its number, counted from 1; leave it out if there is only the one."},
    {"release", "SEC Release", "By its short name, such as november-2019."},
    {"planned_on", "Planned for", "The day on which it is to go live; it need not be a Working Day."},
    {"RequestRevisedDate.to", "Implementation date wanted",
     "If the Panel may set the date itself, it holds at once; otherwise the Authority is asked for it."},
    {"RequestRevisedDate.reason", "Why the date should change",
     "The Authority reads it with the request, and papers print it beside the new date."},
    {"DirectDate.on", "Date directed",
     "The day on which it is to go live; it binds the Panel, and need not be a Working Day."},
    {"DirectDate.until", "Latest day left to the Panel",
     "The Panel may choose any day up to it; if left out, the directed day is fixed."},
    {"sec_version", "Version of the Code", "The number that the Code bears from that day, such as 6.21."},
    {"AgreePhases.parts", "Phases",
     "One entry for each part, with a day that is not in the past; a part that is live cannot be moved."},
    {"ImplementationPhase.part", "Number of the phase", "Counted from 1, up to 99."},
    {"Reverse.reason", "Why the approval is overturned",
     "What was decided on the appeal, and where that is written; what is live already has to be taken back."},
};
}  // namespace

std::span<const Word> of_implementation() { return implementation_rows; }

}  // namespace sec::words
