// Words for what may be supposed of a timetable or of a release.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word rows[] = {
    {"slips", "Steps that take longer",
     "Each with the Working Days by which it is late; the steps after it move with it."},
    {"moves", "Steps on another day, or by another body",
     "Each with the body that decides it instead, or the day on which it happens."},
    {"Supposition.hold", "On hold", "As if work stood still from today; leave it out if it goes on."},
    {"SupposedOfOne.hold", "On hold", "As if work on it stood still from today; leave it out if it goes on."},
    {"SupposedOfOne.ref", "Modification", "The reference of one that is in the release: SECMP0062."},
    {"Slip.milestone", "Step", "The code of one of its milestones, as its timetable has them: IA_RETURNED."},
    {"Slip.working_days", "Working Days late", "By how many Working Days later than it is forecast now."},
    {"Move.milestone", "Step", "The code of one of its milestones, as its timetable has them: CB_VOTE."},
    {"Move.body", "Body that decides it instead", "Its next meeting counts; leave it out to name a day."},
    {"Move.on", "Day on which it happens instead", "Leave it out to name a body."},
    {"HoldUntil.until", "Until", "The last day on which work stands still."},
    {"SupposedRelease.planned_on", "Day on which it goes live instead",
     "If left out, it stays on the day that is planned."},
    {"SupposedRelease.modifications", "Modifications that go otherwise",
     "Those in the release whose steps slip, move or wait; all others go on as they are forecast."},
};
}  // namespace

std::span<const Word> of_supposing() { return rows; }

}  // namespace sec::words
