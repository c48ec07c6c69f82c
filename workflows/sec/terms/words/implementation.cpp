// The implementation: parts, releases and dates, and a reversal on appeal.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word rows[] = {
    {"part", "Part", "Its number, counted from 1; leave it out if there is only the one."},
    {"release", "SEC Release", "By its short name, as november-2019."},
    {"planned_on", "Planned for", "The day on which it is to go live; it need not be a Working Day."},
    {"RequestRevisedDate.to", "Implementation date wanted",
     "It is set at once where the Panel may set it; otherwise the Authority is asked."},
    {"RequestRevisedDate.reason", "Why the date should change",
     "The Authority reads it with the request; papers print it beside the movement."},
    {"DirectDate.on", "Date directed",
     "The day on which it is to go live; it binds the Panel, and need not be a Working Day."},
    {"DirectDate.until", "Latest day left to the Panel",
     "Up to which the Panel may choose a day itself; left out, it may not."},
    {"sec_version", "Version of the Code", "The number that the Code bears from that day, as 6.21."},
    {"AgreePhases.parts", "Phases",
     "One entry for each part, each named once, none on a day before today; a part that is live cannot be moved."},
    {"ImplementationPhase.part", "Number of the phase", "Counted from 1, up to 99."},
    {"Reverse.reason", "Why the approval is overturned",
     "What the appeal decided, and where that is written; what is live already has to be taken back."},
};
}  // namespace

std::span<const Word> of_implementation() { return rows; }

}  // namespace sec::words
