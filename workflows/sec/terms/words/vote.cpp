// The vote of the Change Board: opening it, casting a vote, the roll, the close.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word vote_rows[] = {
    {"purpose", "Purpose of the vote", "What the body is asked; what follows from the outcome depends on it."},
    {"OpenVote.mode", "How the vote is held", "Another way than the Panel agreed needs a newer decision of the Panel."},
    {"OpenVote.closes_at", "Vote closes at",
     "By correspondence 3 to 15 Working Days ahead, 5 if left out. A vote at a meeting needs none: SECAS closes it."},
    {"subjects", "Solutions voted on",
     "'proposed' and names of Alternative Proposals, each voted on by itself; if left out, a final vote has them all."},
    {"OpenVote.question", "Question on the ballot paper",
     "If left out, the usual one for the purpose; once the vote is open nobody can change it."},
    {"OpenVote.body", "Body that votes",
     "Leave it out, unless the Panel votes in place of the Change Board on the cost of an Impact Assessment."},
    {"OpenVote.reason", "Why the Panel votes instead",
     "Needed if the Panel votes in place of the Change Board, and in no other case."},
    {"CastVote.seat", "Seat that votes",
     "By its short name on the roll, such as LS-1; a member's token votes for its own seat alone."},
    {"choice", "Vote",
     "The last vote of a seat before the close counts; until then nobody is shown how the vote stands."},
    {"CastVote.reason", "Reason for the vote",
     "Needed with every choice, also to abstain; everybody reads it once the vote is counted."},
    {"objectives", "SEC Objectives",
     "Each one that the vote rests on, once; a final vote to approve or reject needs at least one."},
    {"ObjectiveView.objective", "SEC Objective",
     "Its letter, (a) to (h), or for the Charging Methodology C1, C2 or C3a to C3d."},
    {"ObjectiveView.view", "Effect on the Objective",
     "Whether the change serves it better than the Code as it stands."},
    {"CastVote.subject", "Solution voted on here",
     "'proposed', or the name of an Alternative Proposal; needed only if the ballot has several."},
    {"CastVote.alternate", "Alternate who signed the form",
     "For SECAS: the alternate's id, if the form is not the holder's. A member's own token leaves it out."},
    {"preference", "Preferred solution",
     "Which one the seat would have if several are approved; the seats' preferences then decide."},
    {"declaration", "Declaration of interest",
     "Any interest in the outcome. It disqualifies nobody, and everybody reads it once the vote is counted."},
    {"CorrectRoll.seat", "Seat to correct",
     "By its short name on the roll, such as LS-1; the correction shows on the ballot."},
    {"CorrectRoll.holder", "Rightful holder",
     "Who should have been on the roll for the seat; leave it out if only the alternate was wrong."},
    {"CorrectRoll.alternate", "Rightful alternate",
     "Who may vote while the holder is absent; leave it out if only the holder was wrong."},
    {"CorrectRoll.reason", "What was wrong on the roll", "Everybody sees it on the ballot, beside the corrected seat."},
    {"Person.id", "Id of the holder", "That of their token, by which they vote."},
    {"Person.name", "Name of the holder", "As papers print it; a role will do."},
    {"Alternate.id", "Id of the alternate", "That of their token, by which they vote."},
    {"Alternate.name", "Name of the alternate", "As papers print it; a role will do."},
    {"Alternate.from", "First day of the mandate",
     "No vote of the alternate counts before it; if left out, there is no first day."},
    {"Alternate.until", "Last day of the mandate",
     "No vote of the alternate counts after it; if left out, there is no last day."},
    {"DeferVote.reason", "Why the vote is put off",
     "The vote ends without a count, and is never published; another may be opened."},
    {"published_on", "Published on",
     "Not before the decision; if left out, its own day. A window of 10 Working Days for referrals counts from it."},
    {"ReopenVote.reason", "Why it goes back to the Board",
     "The count stays on the register; a new vote takes its place."},
};
}  // namespace

std::span<const Word> of_vote() { return vote_rows; }

}  // namespace sec::words
