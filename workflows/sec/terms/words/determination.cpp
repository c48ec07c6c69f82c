// The Authority's determination and send-back, its questions, and referrals of self-governance decisions.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word determination_rows[] = {
    {"Determine.decision", "Determination",
     "Approve or reject; if more is needed to decide, the modification is sent back instead."},
    {"Determine.reason", "Reason of the Authority",
     "By the SEC Objectives and with regard to the Change Board's recommendation, as its letter puts it."},
    {"Determine.implementation", "Dates directed",
     "One entry for each part. The Authority then sets every date named here; the Panel can only ask for another."},
    {"Determine.subject", "Solution approved",
     "'proposed', or an Alternative Proposal that was voted on; if left out, the one that the Change Board "
     "recommends."},
    {"questions", "Questions of the Authority",
     "What it must know to form an opinion, one by one; each stays open until answered. The Change Board's vote "
     "becomes void."},
    {"AnswerQuestion.question", "Number of the question", "As the modification shows it, counted from 1."},
    {"answer", "Answer", "What was found out. Until all are answered, there is no new consultation and no new vote."},
    {"AnswerQuestion.document", "Document with the answer",
     "Its number on the register, counted from 1; leave it out if these words are all."},
    {"RouteSentBack.route", "Where it goes on",
     "Which steps are taken again; the vote always is, and after it the determination."},
    {"RouteSentBack.report_approved", "Updated report approved",
     "Whether the Panel approves it; needed for the consultation and for the Change Board."},
    {"implementation_approach_confirmed", "Implementation approach confirmed",
     "Whether the Panel keeps to it; needed for the consultation and for the Change Board."},
    {"path_confirmed", "Path confirmed",
     "Whether the modification stays on its path; needed for the consultation and for the Change Board."},
    {"skip_reason", "Why no new consultation is needed",
     "Needed to go directly to the Change Board; it stays on record."},
    {"vote_mode", "How the next vote is held",
     "What the Panel agreed for it; if left out, SECAS chooses when it opens the vote."},
    {"RouteSentBack.reason", "Reason for the route", "Why the Panel chose this way, as the minutes put it."},
    {"Refer.party", "Referring Party",
     "By the id or the name of its token; a Party's own token refers for that Party alone."},
    {"Refer.reason", "What the Party disagrees with",
     "A decision of the Change Board goes to the Panel, one of the Panel's to the Authority; nothing is implemented "
     "meanwhile."},
    {"DecideReferral.decision", "Decision on the referral",
     "A reversal turns an approval into a rejection, and a rejection into an approval."},
    {"DecideReferral.reason", "Reason of the Panel",
     "For the Parties: who disagrees with it may refer the decision to the Authority."},
    {"EndWindow.reason", "Why it is ended by hand",
     "The window is over and the clock has not ended it: why not, and how it is known that nothing came in time."},
};
}  // namespace

std::span<const Word> of_determination() { return determination_rows; }

}  // namespace sec::words
