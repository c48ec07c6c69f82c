// The Report Phase up to the vote: the Panel's decisions on the Modification Report, and the consultation on it.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word report_rows[] = {
    {"ReturnReport.reason", "Why the report is returned",
     "What has to be done before it comes back; if a vote is open, it ends without a count."},
    {"progress_to_report_phase", "Progressed to the Report Phase",
     "The first of four decisions; the report is approved only if this and the next two are yes."},
    {"ApproveReport.report_approved", "Modification Report approved",
     "The second: that the report is fit to be consulted on, which says nothing of its merit."},
    {"implementation_approach_approved", "Implementation approach approved",
     "The third: the parts and dates given here become the baseline of the implementation."},
    {"ApproveReport.path", "Path confirmed or changed",
     "The fourth: the path it stays on, or gets. It decides whether the vote is a decision or a recommendation."},
    {"consultation_opens_on", "Consultation opens on", "Today or later; if left out, the day of this decision."},
    {"consultation_closes_at", "Consultation closes at",
     "At most 15 Working Days after it opens; if left out, after exactly 15, at 17:00 London time."},
    {"implementation", "Parts of the implementation",
     "One entry for each part, with its release and date as far as they are agreed; the dates become the baseline."},
    {"PlannedPart.part", "Number of the part", "Counted from 1, up to 99; 1 if all of it goes live at once."},
    {"RecordResponse.party", "Responding Party",
     "By the id or the name of its token; a Party's own token responds for that Party alone. The DCC does not "
     "respond."},
    {"RecordResponse.position", "Position", "What the Party would do; it advises the Change Board, and is not a vote."},
    {"rationale", "Rationale",
     "Why, preferably by the SEC Objectives; it is published after the close as far as you allow it."},
    {"confidentiality", "Confidentiality",
     "How much of the response others see after the close; if left out, all of it. SECAS sees all in any case."},
    {"RecordResponse.subject", "Solution responded to",
     "'proposed', or the name of an Alternative Proposal; if left out, 'proposed'. Each takes a response of its own."},
    {"closes_on", "New closing day",
     "Later than the present one; the hour stays, and so do the responses that have come in."},
    {"ExtendConsultation.reason", "Why it is extended", "Told to those who are still to respond."},
};
}  // namespace

std::span<const Word> of_report() { return report_rows; }

}  // namespace sec::words
