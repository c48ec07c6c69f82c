// The Report Phase up to the vote: the Panel's decisions on the Modification Report, and the consultation on it.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word rows[] = {
    {"ReturnReport.reason", "Why the report is returned",
     "What has to be done before the report comes back; a vote that is open ends without a count."},
    {"progress_to_report_phase", "Progressed to the Report Phase",
     "The first decision of the Panel; unless the first three are all yes, the report is not approved."},
    {"ApproveReport.report_approved", "Modification Report approved",
     "The second: the report is fit to be consulted on. It says nothing of the merit."},
    {"implementation_approach_approved", "Implementation approach approved",
     "The third: the parts and dates given here become the baseline of the implementation."},
    {"ApproveReport.path", "Path confirmed or changed",
     "The fourth: on which path it goes on, and so whether the vote is a decision or a recommendation."},
    {"consultation_opens_on", "Consultation opens on", "Today or later; left out, the day of this decision."},
    {"consultation_closes_at", "Consultation closes at",
     "At most 15 Working Days after it opens; left out, then, at 17:00 London time."},
    {"implementation", "Parts of the implementation",
     "One entry for each part, with its release and date as far as they are agreed; the dates become the baseline."},
    {"PlannedPart.part", "Number of the part", "Counted from 1; a modification that goes live at once has the one."},
    {"RecordResponse.party", "Responding Party",
     "By the id or the name of its token; a Party's own token responds for that Party alone. The DCC does not "
     "respond."},
    {"RecordResponse.position", "Position",
     "What the Party would do; it advises the Change Board and is counted as no vote."},
    {"rationale", "Rationale", "Why, best by the SEC Objectives; after the close it is published as far as you allow."},
    {"confidentiality", "Confidentiality",
     "Who reads the response after the close: left out, everybody. SECAS reads it in any case."},
    {"RecordResponse.subject", "Solution responded to",
     "'proposed', or the name of an Alternative Proposal; left out, the proposed one. Send one response for each."},
    {"closes_on", "New closing day",
     "Later than the present one; the hour stays, and so do the responses that have come in."},
    {"ExtendConsultation.reason", "Why it is extended", "For those who respond: what gives them more time."},
};
}  // namespace

std::span<const Word> of_report() { return rows; }

}  // namespace sec::words
